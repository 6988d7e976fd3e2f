//! `ayumi inspect FILE`

use std::path::{Path, PathBuf};

use crate::cli::arguments::{Common, Format, Inspect};
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, configure, print, report};
use crate::config::{Config, Overrides};
use crate::model::Severity;
use crate::pipeline::{self, NoProgress, Selection};
use crate::render::{Layout, Visibility, document_json};

pub(in crate::cli) fn run(common: &Common, arguments: &Inspect, terminal: &Terminal) -> Outcome {
    let config = match configure(common, &Overrides::default(), Format::Text, terminal) {
        Ok(config) => config,
        Err(outcome) => return outcome,
    };
    let checked = pipeline::check(&config, Selection { drafts: true }, &NoProgress);
    let wanted = below_root(&config, &arguments.file);
    let Some(file) = checked
        .files
        .iter()
        .find(|file| Some(&file.path) == wanted.as_ref())
    else {
        return not_a_document(&checked, wanted.as_deref(), &arguments.file, terminal);
    };
    let reading = match pipeline::inspect(&config, &checked, file) {
        Ok(reading) => reading,
        Err(diagnostic) => {
            terminal.tell(&report::text(&diagnostic, terminal));
            return Outcome::Content;
        }
    };
    let errors = reading
        .diagnostics
        .iter()
        .any(|one| one.severity() == Severity::Error);
    let printed = match &reading.document {
        Some(document) => {
            let language = terminal.texts.language;
            let json = document_json(
                document,
                &reading.diagnostics,
                Visibility::Everything,
                Layout::Pretty,
                language,
            );
            print(terminal, &String::from_utf8_lossy(&json))
        }
        None => Outcome::Content,
    };
    if errors && printed == Outcome::Good {
        Outcome::Content
    } else {
        printed
    }
}

/// The path below the site's root, with `/`; none where the file does not exist or is elsewhere.
fn below_root(config: &Config, file: &Path) -> Option<String> {
    let root = config.root.canonicalize().ok()?;
    let file: PathBuf = file
        .canonicalize()
        .or_else(|_| config.root.join(file).canonicalize())
        .ok()?;
    let below = file.strip_prefix(root).ok()?;
    Some(
        below
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/"),
    )
}

/// A file that has no document may have diagnostics that say why.
fn not_a_document(
    checked: &pipeline::Checked,
    wanted: Option<&str>,
    file: &Path,
    terminal: &Terminal,
) -> Outcome {
    let at_file = checked.diagnostics.iter().filter(|one| {
        one.location
            .as_ref()
            .is_some_and(|location| Some(location.file.as_str()) == wanted)
    });
    let mut told = false;
    for diagnostic in at_file {
        terminal.tell(&report::text(diagnostic, terminal));
        told = true;
    }
    if told {
        return Outcome::Content;
    }
    let texts = terminal.texts;
    let shown = file.display().to_string();
    terminal.fail(
        &texts.fill("not_a_document", &[("file", &shown)]),
        texts.get("not_a_document_help"),
    );
    Outcome::Usage
}
