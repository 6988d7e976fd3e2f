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

/// What has to be said wherever the program is: the terms of the dictionaries inside it.
fn notices() -> String {
    let mut section = ".SH NOTICES\n.nf\n".to_owned();
    for line in ayumi_search::NOTICE.lines() {
        // A line that begins with a dot or an apostrophe would be an instruction.
        section.push_str("\\&");
        section.push_str(&line.replace('\\', "\\e"));
        section.push('\n');
    }
    section.push_str(".fi\n");
    section
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
    if arguments.command.is_none() {
        text.extend_from_slice(notices().as_bytes());
    }
    print(terminal, &String::from_utf8_lossy(&text))
}
