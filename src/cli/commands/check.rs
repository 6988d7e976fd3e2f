//! `ayumi check`, and what `build` shares with it: telling what is odd.

use serde::Serialize;

use crate::cli::arguments::{Check, Common, Format};
use crate::cli::progress::Watch;
use crate::cli::report::{self, Counts, Published, Report};
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, configure, print};
use crate::config::{Overrides, suggest};
use crate::model::{Diagnostic, Explanation, Severity};
use crate::pipeline::{self, Selection};

use super::build::{left_out, refused};

pub(in crate::cli) fn run(common: &Common, arguments: &Check, terminal: &Terminal) -> Outcome {
    if let Some(code) = &arguments.explain {
        return explain(code, arguments.format, terminal);
    }
    let config = match configure(common, &Overrides::default(), arguments.format, terminal) {
        Ok(config) => config,
        Err(outcome) => return outcome,
    };
    let watch = Watch::new(*terminal);
    let mut checked = pipeline::check(
        &config,
        Selection {
            drafts: arguments.drafts,
        },
        &watch,
    );
    let documents = checked.files.len();
    // A build would not come to the pages of a site with errors.
    let pages = !arguments.no_pages && checked.count(Severity::Error) == 0;
    let unmade = match pages.then(|| pipeline::finished(&config, &checked, &watch)) {
        None => None,
        Some(Ok(found)) => {
            checked.diagnostics.extend(found);
            checked.diagnostics.sort_by_cached_key(Diagnostic::order);
            None
        }
        Some(Err(found)) => {
            let outcome = refused(&found);
            checked.diagnostics.extend(found);
            Some(outcome)
        }
    };
    watch.finish();
    let counts = Counts::of(&checked.diagnostics);
    let told = tell(
        &checked.diagnostics,
        arguments.format,
        documents,
        None,
        terminal,
    );
    if arguments.format == Format::Text {
        let values = [
            ("documents", documents.to_string()),
            ("counts", counts.say(terminal.texts)),
        ];
        let values: Vec<(&str, &str)> = values
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        terminal.inform(&terminal.texts.fill("checked", &values));
        left_out(checked.drafts, terminal);
    }
    if told == Outcome::Usage {
        return told;
    }
    unmade.unwrap_or_else(|| verdict(counts, arguments.strict, terminal))
}

/// Says what a code means; needs no site.
fn explain(code: &str, format: Format, terminal: &Terminal) -> Outcome {
    let texts = terminal.texts;
    let Some(explanation) = Explanation::of(code, texts.language) else {
        let all = Explanation::all(texts.language);
        let codes: Vec<&str> = all.iter().map(|one| one.code.as_str()).collect();
        let near = suggest(code, codes.iter().copied());
        let help = match &near {
            Some(near) => texts.fill("usage.near", &[("name", near)]),
            None => texts.fill("unknown_code_help", &[("known", &codes.join(", "))]),
        };
        terminal.fail(&texts.fill("unknown_code", &[("name", code)]), &help);
        return Outcome::Usage;
    };
    match format {
        Format::Json => print_json(&explanation, terminal),
        Format::Text | Format::Github => print(terminal, &explanation.text()),
    }
}

pub(super) fn print_json(value: &impl Serialize, terminal: &Terminal) -> Outcome {
    match serde_json::to_string_pretty(value) {
        Ok(json) => print(terminal, &(json + "\n")),
        Err(error) => {
            let values = [("detail", &*error.to_string())];
            terminal.fail(&terminal.texts.fill("internal", &values), "");
            Outcome::Usage
        }
    }
}

/// Whether what was found lets the content pass.
pub(in crate::cli) fn verdict(counts: Counts, strict: bool, terminal: &Terminal) -> Outcome {
    if strict && counts.warnings > 0 && counts.errors == 0 {
        terminal.inform(terminal.texts.get("strict"));
    }
    if counts.errors > 0 || (strict && counts.warnings > 0) {
        Outcome::Content
    } else {
        Outcome::Good
    }
}

/// Tells the diagnostics in the form asked for. As text, notes only where more was asked for, and only errors where
/// less was.
pub(in crate::cli) fn tell(
    diagnostics: &[Diagnostic],
    format: Format,
    documents: usize,
    published: Option<Published<'_>>,
    terminal: &Terminal,
) -> Outcome {
    let language = terminal.texts.language;
    match format {
        Format::Text => {
            let shown = |one: &&Diagnostic| match one.severity() {
                Severity::Error => true,
                Severity::Warning => !terminal.quiet,
                Severity::Note => terminal.verbose,
            };
            for diagnostic in diagnostics.iter().filter(shown) {
                terminal.tell(&format!("{}\n", report::text(diagnostic, terminal)));
            }
            Outcome::Good
        }
        Format::Json => {
            let report = Report {
                documents,
                counts: Counts::of(diagnostics),
                diagnostics: diagnostics.iter().map(|one| one.record(language)).collect(),
                published,
            };
            print_json(&report, terminal)
        }
        Format::Github => {
            let lines: String = diagnostics
                .iter()
                .map(|one| report::github(one, language) + "\n")
                .collect();
            print(terminal, &lines)
        }
    }
}
