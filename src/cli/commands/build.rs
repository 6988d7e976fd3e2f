//! `ayumi build`

use std::collections::BTreeMap;
use std::path::Path;

use crate::cli::arguments::{Build, Common, Format};
use crate::cli::progress::Watch;
use crate::cli::report::{Counts, Published};
use crate::cli::terminal::{Terminal, printable};
use crate::cli::texts::Texts;
use crate::cli::{Outcome, configure, out_folder, publish_error};
use crate::config::Overrides;
use crate::model::{Diagnostic, Severity};
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
    let options = BuildOptions {
        out,
        search,
        strict: arguments.strict,
    };
    let built = pipeline::build(&config, &checked, &options, &watch);
    let table = arguments.timings.then(|| watch.table());
    watch.finish();
    let outcome = match built {
        Ok(built) => {
            let mut diagnostics = checked.diagnostics;
            diagnostics.extend(built.notes.iter().cloned());
            let counts = Counts::of(&diagnostics);
            let published = published(&built, &shown_out);
            let text = arguments.format == Format::Text;
            let more = if text && !terminal.verbose {
                cut(&mut diagnostics)
            } else {
                BTreeMap::new()
            };
            let told = tell(
                &diagnostics,
                arguments.format,
                documents,
                Some(published),
                terminal,
            );
            if !more.is_empty() {
                terminal.inform(&more_warnings(&more, texts));
            }
            if arguments.format == Format::Text {
                summarise(&built, counts, &shown_out, terminal);
                if let Some(folder) = &built.summary.leftover {
                    tell_leftover(folder, terminal);
                }
            }
            told
        }
        Err(BuildError::Refused(found)) => {
            tell(&found, arguments.format, documents, None, terminal);
            let errors = Counts::of(&found).errors;
            if errors == 0 {
                // Only what a strict build minds.
                terminal.inform(texts.get("strict"));
            }
            terminal.tell(texts.get("not_published"));
            refused(&found)
        }
        Err(BuildError::Publish(error)) => {
            let (message, help) = publish_error::say(&error, texts);
            terminal.fail(&message, &help);
            Outcome::Usage
        }
        Err(error @ (BuildError::Search(_) | BuildError::Cancelled)) => {
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

/// How many warnings a build that succeeded shows one by one: whoever wants to see more of them checks.
const SHOWN: usize = 20;

/// Cuts warnings behind the first ones off; gives how many of each code those were.
fn cut(diagnostics: &mut Vec<Diagnostic>) -> BTreeMap<String, usize> {
    let mut shown = 0;
    let mut more: BTreeMap<String, usize> = BTreeMap::new();
    diagnostics.retain(|one| {
        if one.severity() != Severity::Warning {
            return true;
        }
        shown += 1;
        if shown > SHOWN {
            *more.entry(one.problem.code()).or_default() += 1;
        }
        shown <= SHOWN
    });
    more
}

/// 「ほかに警告が 486 件あります（goal-missing 230、unknown-label 256）」
fn more_warnings(more: &BTreeMap<String, usize>, texts: Texts) -> String {
    let mut codes: Vec<(&String, &usize)> = more.iter().collect();
    codes.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
    let codes: Vec<String> = codes
        .iter()
        .map(|(code, count)| format!("{code} {count}"))
        .collect();
    let count = more.values().sum::<usize>().to_string();
    let codes = codes.join(texts.get("comma"));
    texts.fill("more_warnings", &[("count", &count), ("codes", &codes)])
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

/// Says how many drafts were left out, if any were.
pub(super) fn left_out(drafts: usize, terminal: &Terminal) {
    if drafts > 0 {
        let drafts = drafts.to_string();
        terminal.inform(
            &terminal
                .texts
                .fill("drafts_left_out", &[("drafts", &drafts)]),
        );
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
    left_out(built.drafts, terminal);
    if counts != Counts::default() {
        terminal.inform(&texts.fill("published_counts", &[("counts", &counts.say(texts))]));
    }
}

/// A theme that fails is a setting; anything else is the content.
pub(super) fn refused(found: &[Diagnostic]) -> Outcome {
    if found.iter().all(|one| one.problem.is_of_theme()) {
        Outcome::Usage
    } else {
        Outcome::Content
    }
}

/// Tells that the rest of an old site stands in this folder.
pub(in crate::cli) fn tell_leftover(folder: &Path, terminal: &Terminal) {
    terminal.inform(&leftover(folder, terminal.texts));
}

fn leftover(folder: &Path, texts: Texts) -> String {
    let shown = folder.display().to_string();
    let message = printable(&texts.fill("leftover", &[("folder", &shown)]));
    let (warning, help) = (texts.get("warning"), texts.get("help"));
    format!(
        "{warning}: {message}\n  {help}: {}",
        texts.get("leftover_help")
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;
    use crate::model::Problem;

    #[test]
    fn a_document_that_changed_is_not_called_a_wrong_setting() {
        let theme = Diagnostic::new(Problem::TemplateError {
            template: "document.html".to_owned(),
            page: "2024/chuo/".to_owned(),
            detail: "x".to_owned(),
        });
        let changed = Diagnostic::new(Problem::ChangedDuringBuild {
            path: "content/2024/chuo.md".to_owned(),
        });
        assert_eq!(refused(std::slice::from_ref(&theme)), Outcome::Usage);
        assert_eq!(refused(std::slice::from_ref(&changed)), Outcome::Content);
        assert_eq!(refused(&[theme, changed]), Outcome::Content);
    }

    #[test]
    fn many_warnings_are_counted() {
        let odd = |documents| {
            let told = |_| {
                Diagnostic::new(Problem::FormTie {
                    chosen: "a".to_owned(),
                    other: "b".to_owned(),
                })
            };
            (0..documents).map(told).collect::<Vec<_>>()
        };
        let mut few = odd(20);
        assert!(cut(&mut few).is_empty());
        assert_eq!(few.len(), 20);
        let mut many = odd(50);
        let more = cut(&mut many);
        assert_eq!(many.len(), 20);
        for (language, said) in [
            (
                Language::Japanese,
                "ほかに警告が 30 件あります（form-tie 30）。",
            ),
            (Language::English, "and 30 more warnings (form-tie 30);"),
        ] {
            let line = more_warnings(&more, crate::cli::texts::of(language));
            assert!(line.starts_with(said), "{line}");
            assert!(line.contains("ayumi check"), "{line}");
        }
    }

    #[test]
    fn an_old_site_that_could_not_be_removed_is_told() {
        for (language, warning) in [(Language::Japanese, "警告"), (Language::English, "warning")]
        {
            let said = leftover(
                Path::new(".public.ayumi-staging"),
                crate::cli::texts::of(language),
            );
            assert!(said.starts_with(warning), "{said}");
            assert!(said.contains(".public.ayumi-staging"), "{said}");
        }
    }
}
