//! `ayumi build`

use crate::cli::arguments::{Build, Common, Format};
use crate::cli::progress::Watch;
use crate::cli::report::{Counts, Published};
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, configure, out_folder, publish_error};
use crate::config::Overrides;
use crate::pipeline::{self, BuildError, BuildOptions, Built, Selection};

use super::check::{tell, verdict};

pub(in crate::cli) fn run(common: &Common, arguments: &Build, terminal: &Terminal) -> Outcome {
    let texts = terminal.texts;
    let overrides = Overrides {
        base_url: arguments.base_url.clone(),
        host: arguments.host.map(|host| host.0),
    };
    let config = match configure(common, &overrides, arguments.format, terminal) {
        Ok(config) => config,
        Err(outcome) => return outcome,
    };
    let out = out_folder(&config.root, arguments.out.as_ref());
    let shown_out = out.display().to_string();
    let watch = Watch::new(*terminal);
    let checked = pipeline::check(
        &config,
        Selection {
            drafts: arguments.drafts,
        },
        &watch,
    );
    let counts = Counts::of(&checked.diagnostics);
    let documents = checked.files.len();

    if verdict(counts, arguments.strict, terminal) != Outcome::Good {
        watch.finish();
        tell(
            &checked.diagnostics,
            arguments.format,
            documents,
            None,
            terminal,
        );
        terminal.inform(&counts.say(texts));
        terminal.tell(texts.get("not_published"));
        return Outcome::Content;
    }
    let search = config.settings.search.enabled && !arguments.no_search;
    let built = pipeline::build(&config, &checked, &BuildOptions { out, search }, &watch);
    let table = arguments.timings.then(|| watch.table());
    watch.finish();
    let outcome = match built {
        Ok(built) => {
            let mut diagnostics = checked.diagnostics;
            diagnostics.extend(built.notes.iter().cloned());
            let published = published(&built, &shown_out);
            let told = tell(
                &diagnostics,
                arguments.format,
                documents,
                Some(published),
                terminal,
            );
            if arguments.format == Format::Text {
                summarise(&built, counts, &shown_out, terminal);
            }
            told
        }
        Err(BuildError::Refused(found)) => {
            tell(&found, arguments.format, documents, None, terminal);
            terminal.tell(texts.get("not_published"));
            // The documents were good: what fails now is the theme or the machine.
            Outcome::Usage
        }
        Err(BuildError::Publish(error)) => {
            let (message, help) = publish_error::say(&error, texts);
            terminal.fail(&message, &help);
            Outcome::Usage
        }
        Err(BuildError::Search(error)) => {
            let message = texts.fill("internal", &[("detail", &error.to_string())]);
            terminal.fail(&message, texts.get("build_help"));
            Outcome::Usage
        }
    };
    if let Some(table) = table {
        terminal.tell(&table);
    }
    outcome
}

fn published<'a>(built: &Built, out: &'a str) -> Published<'a> {
    Published {
        out,
        files: built.summary.files as u64,
        bytes: built.summary.bytes,
        written: built.summary.written as u64,
        reused: built.summary.reused as u64,
        removed: built.summary.removed as u64,
        passages: built.passages,
    }
}

fn summarise(built: &Built, counts: Counts, out: &str, terminal: &Terminal) {
    let texts = terminal.texts;
    let summary = &built.summary;
    let values = [
        ("documents", built.documents.to_string()),
        ("files", summary.files.to_string()),
        ("out", out.to_owned()),
        ("written", summary.written.to_string()),
        ("reused", summary.reused.to_string()),
        ("removed", summary.removed.to_string()),
    ];
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    terminal.inform(&texts.fill("published", &values));
    if counts != Counts::default() {
        terminal.inform(&texts.fill("published_counts", &[("counts", &counts.say(texts))]));
    }
}
