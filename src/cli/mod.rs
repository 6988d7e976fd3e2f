//! The command line: arguments → one resolved run → words on the terminal and an exit code.
//!
//! 0: good. 1: the content has errors, or there is nothing to find where something should be; nothing was published.
//! 2: wrong usage or configuration.
#![allow(
    clippy::disallowed_methods,
    reason = "the edge at which arguments and the environment may be looked at"
)]

mod arguments;
mod commands;
mod progress;
mod publish_error;
mod report;
mod shell;
mod terminal;
mod texts;
mod usage;
mod values;

use std::env;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::error::ErrorKind;
use clap::{CommandFactory as _, FromArgMatches as _};

use crate::config::{Config, Overrides};
use crate::model::Language;

use arguments::{Arguments, Command, Common, Format};
use terminal::Terminal;
use texts::Texts;

/// How a run ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    Good,
    /// The content has errors.
    Content,
    /// Wrong usage or configuration, or a system that refuses.
    Usage,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Good => Self::SUCCESS,
            Outcome::Content => Self::from(1),
            Outcome::Usage => Self::from(2),
        }
    }
}

/// Runs the command line with the process's arguments.
#[must_use]
pub fn run() -> ExitCode {
    let language =
        sys_locale::get_locale().map_or(Language::English, |locale| Language::from_locale(&locale));
    let texts = texts::of(language);
    match parse(env::args_os(), language) {
        Ok(arguments) => {
            let no_color = env::var_os("NO_COLOR").is_some_and(|value| !value.is_empty());
            let columns = env::var("COLUMNS")
                .ok()
                .and_then(|columns| columns.parse().ok());
            let terminal = Terminal::new(&arguments.common, texts, no_color, columns);
            execute(arguments, &terminal).into()
        }
        Err(error) => refuse(&error, texts),
    }
}

fn parse(
    arguments: impl IntoIterator<Item = OsString>,
    language: Language,
) -> Result<Arguments, clap::Error> {
    let command = texts::localise(Arguments::command(), language);
    let arguments = arguments.into_iter().map(query_hyphen);
    Arguments::from_arg_matches(&command.try_get_matches_from(arguments)?)
}

/// `-除雪` is no flag, since no flag is Japanese: it is a word that hits must not hold. The full-width hyphen means the
/// same and is no flag either.
fn query_hyphen(argument: OsString) -> OsString {
    let word = argument.to_str().and_then(|text| text.strip_prefix('-'));
    match word {
        Some(word) if word.starts_with(|first: char| !first.is_ascii() || first == '"') => {
            format!("\u{ff0d}{word}").into()
        }
        _ => argument,
    }
}

/// Help and version are answers; the rest is wrong usage.
fn refuse(error: &clap::Error, texts: Texts) -> ExitCode {
    let answered = matches!(
        error.kind(),
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion
    );
    let shown = error.kind() == ErrorKind::DisplayHelpOnMissingArgumentOrSubcommand;
    match usage::say(error, texts) {
        Some(said) if !answered && !shown => eprintln!("{said}"),
        // Where nobody reads, nobody misses it.
        _ => drop(error.print()),
    }
    if answered {
        Outcome::Good
    } else {
        Outcome::Usage
    }
    .into()
}

fn execute(arguments: Arguments, terminal: &Terminal) -> Outcome {
    let Arguments {
        common, command, ..
    } = arguments;
    if let Some(jobs) = common.jobs {
        // Fails only where a pool was made before; then that one serves.
        let _ = rayon::ThreadPoolBuilder::new()
            .num_threads(usize::from(jobs))
            .build_global();
    }
    match command {
        Command::Init(init) => commands::init::run(&common, &init, terminal),
        Command::New(new) => commands::new::run(&common, &new, terminal),
        Command::Serve(serve) => commands::serve::run(&common, &serve, terminal),
        Command::Build(build) => commands::build::run(&common, &build, terminal),
        Command::Check(check) => commands::check::run(&common, &check, terminal),
        Command::Search(search) => commands::search::run(&common, &search, terminal),
        Command::Inspect(inspect) => commands::inspect::run(&common, &inspect, terminal),
        Command::Demo(demo) => commands::demo::run(&demo, terminal),
        Command::Clean(clean) => commands::clean::run(&common, &clean, terminal),
        Command::Host(server) => commands::host::run(&common, &server, terminal),
        Command::Schema(schema) => commands::schema::run(&schema, terminal),
        Command::Completions(completions) => commands::manual::completions(&completions, terminal),
        Command::Man(man) => commands::manual::man(&man, terminal),
    }
}

/// The site's folder: the one named, else the nearest upwards that has an `ayumi.toml`, else the current one.
fn root(common: &Common) -> PathBuf {
    if let Some(root) = &common.root {
        return root.clone();
    }
    let current = env::current_dir().unwrap_or_else(|_| PathBuf::from("."));
    let found = current
        .ancestors()
        .find(|folder| folder.join("ayumi.toml").is_file());
    match found {
        // The current folder itself is written shorter.
        Some(folder) if folder == current => PathBuf::from("."),
        Some(folder) => folder.to_owned(),
        None => PathBuf::from("."),
    }
}

/// Loads the configuration, or says all that is wrong with it, in the form asked for.
fn configure(
    common: &Common,
    overrides: &Overrides,
    format: Format,
    terminal: &Terminal,
) -> Result<Config, Outcome> {
    crate::config::load(&root(common), overrides).map_err(|mut found| {
        found.sort_by_cached_key(crate::model::Diagnostic::order);
        commands::check::tell(&found, format, 0, None, terminal);
        Outcome::Usage
    })
}

/// The folder of the published site.
fn out_folder(root: &Path, out: Option<&PathBuf>) -> PathBuf {
    out.cloned().unwrap_or_else(|| root.join("public"))
}

/// Prints what was asked for; a stream that does not take it is an error of the system.
fn print(terminal: &Terminal, text: &str) -> Outcome {
    match terminal.print(text) {
        Ok(()) => Outcome::Good,
        Err(error) => {
            let values = [("path", "stdout"), ("detail", &error.to_string())];
            terminal.fail(&terminal.texts.fill("cannot_write", &values), "");
            Outcome::Usage
        }
    }
}
