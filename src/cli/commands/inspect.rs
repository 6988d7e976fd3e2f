//! `ayumi inspect FILE`

use std::path::{Path, PathBuf};

use crate::cli::arguments::{Common, Format, Inspect};
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, configure, print, report};
use crate::config::{Config, Overrides};
use crate::model::{Diagnostic, Severity};
use crate::pipeline;
use crate::render::{Layout, Visibility, document_json};

pub(in crate::cli) fn run(common: &Common, arguments: &Inspect, terminal: &Terminal) -> Outcome {
    let config = match configure(common, &Overrides::default(), Format::Text, terminal) {
        Ok(config) => config,
        Err(outcome) => return outcome,
    };
    let found = match below_root(&config, &arguments.file) {
        Some(path) => pipeline::find(&config, &path),
        None => Err(Vec::new()),
    };
    let (document, diagnostics) = match found {
        Ok(found) => found,
        Err(diagnostics) => return not_a_document(&diagnostics, &arguments.file, terminal),
    };
    let language = terminal.texts.language;
    let json = document_json(
        &document,
        &diagnostics,
        Visibility::Everything,
        Layout::Pretty,
        language,
    );
    let printed = print(terminal, &String::from_utf8_lossy(&json));
    let errors = diagnostics
        .iter()
        .any(|one| one.severity() == Severity::Error);
    if errors && printed == Outcome::Good {
        Outcome::Content
    } else {
        printed
    }
}

/// The path below the site's root, with `/`; none where it is elsewhere.
fn below_root(config: &Config, file: &Path) -> Option<String> {
    let root = config.root.canonicalize().ok()?;
    let places = [std::path::absolute(file).ok()?, config.root.join(file)];
    let exact = places.iter().find_map(|place| place.canonicalize().ok());
    let file = exact.or_else(|| {
        let mut nearest = places.iter().filter_map(|place| nearest(place));
        nearest.find(|place| place.starts_with(&root))
    })?;
    let below = file.strip_prefix(root).ok()?;
    Some(
        below
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/"),
    )
}

/// The path with what exists of it as the disk has it: the rest may stand there in another normalisation.
fn nearest(path: &Path) -> Option<PathBuf> {
    let exact = path.canonicalize().ok();
    exact.or_else(|| Some(nearest(path.parent()?)?.join(path.file_name()?)))
}

/// A file that has no document may have diagnostics that say why.
fn not_a_document(diagnostics: &[Diagnostic], file: &Path, terminal: &Terminal) -> Outcome {
    for diagnostic in diagnostics {
        terminal.tell(&report::text(diagnostic, terminal));
    }
    if !diagnostics.is_empty() {
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
