//! `ayumi completions` and `ayumi man`: both come from the definition of the command line.

use clap::CommandFactory as _;

use crate::cli::arguments::{Arguments, Completions, Man};
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, print, texts};

pub(in crate::cli) fn completions(arguments: &Completions, terminal: &Terminal) -> Outcome {
    let mut command = texts::localise(Arguments::command(), terminal.texts.language);
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "ayumi", &mut script);
    print(terminal, &String::from_utf8_lossy(&script))
}

pub(in crate::cli) fn man(arguments: &Man, terminal: &Terminal) -> Outcome {
    let mut command = texts::localise(Arguments::command(), terminal.texts.language);
    command.build();
    let page = match &arguments.command {
        None => command,
        Some(name) => match command.find_subcommand(name) {
            Some(found) => found.clone().name(format!("ayumi-{name}")),
            None => {
                let message = terminal.texts.fill("unknown_command", &[("name", name)]);
                terminal.fail(&message, terminal.texts.get("usage_help"));
                return Outcome::Usage;
            }
        },
    };
    let mut text = Vec::new();
    // Writing to memory does not fail.
    let _ = clap_mangen::Man::new(page).render(&mut text);
    print(terminal, &String::from_utf8_lossy(&text))
}
