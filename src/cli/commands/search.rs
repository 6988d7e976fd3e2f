//! `ayumi search QUERY`

mod explained;
mod view;

use ayumi_search::{Answer, Request};
use serde::Serialize;

use crate::cli::arguments::{Common, Search};
use crate::cli::terminal::{Terminal, printable};
use crate::cli::texts::Texts;
use crate::cli::{Outcome, out_folder, print, root};
use crate::index::{self, OpenError, Opened};

pub(in crate::cli) fn run(common: &Common, arguments: &Search, terminal: &Terminal) -> Outcome {
    let texts = terminal.texts;
    let query = arguments.query.join(" ");
    if query.trim().is_empty() {
        terminal.fail(texts.get("no_query"), texts.get("usage_help"));
        return Outcome::Usage;
    }
    let out = out_folder(&root(common), arguments.out.as_ref());
    let opened = match index::open(&out) {
        Ok(opened) => opened,
        Err(error) => {
            let (message, help) = refuse(&error, texts);
            terminal.fail(&message, help);
            return Outcome::Usage;
        }
    };
    if arguments.suggest {
        return suggest(&opened, &query, arguments, terminal);
    }
    let organisations = match organisations(&opened, arguments) {
        Ok(organisations) => organisations,
        Err(unknown) => return unknown_organisation(&opened, &unknown, terminal),
    };
    let mut marks = Vec::new();
    for mark in &arguments.mark {
        let meant = opened.searcher.marks_named(mark);
        if meant.is_empty() {
            return unknown_mark(&opened, mark, terminal);
        }
        marks.extend(meant);
    }
    let request = Request {
        years: arguments.year.clone(),
        organisations,
        parts: arguments.part.clone(),
        marks,
        as_written: arguments.as_written,
        literal: arguments.literal.clone(),
        sort: arguments.sort.into(),
        group: arguments.by_document,
        limit: usize::from(arguments.limit),
        offset: arguments.offset,
        explain: arguments.explain,
        ..Request::new(query)
    };
    let answer = match opened.searcher.search(&request) {
        Ok(answer) => answer,
        Err(error) => return failed(&error, terminal),
    };
    if arguments.json {
        return json(
            &Record {
                fictional: opened.fictional,
                answer: &answer,
            },
            terminal,
        );
    }
    let mut page = view::show(&answer, &request, &opened, terminal);
    if let Some(explanation) = &answer.explanation {
        page.push_str(&explained::show(&answer, explanation, terminal));
    }
    if answer.hits.is_empty() && answer.explanation.is_none() {
        terminal.inform(page.trim_end());
        return Outcome::Good;
    }
    print(terminal, &page)
}

/// An answer for programs.
#[derive(Serialize)]
struct Record<'a> {
    /// Whether the municipality does not exist; left out where it is real.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    fictional: bool,
    #[serde(flatten)]
    answer: &'a Answer,
}

/// A list of ids that helps is not longer than this.
const MOST_NAMED: usize = 40;

/// The ids that are meant by what was written: ids, or names as in a query.
fn organisations(opened: &Opened, arguments: &Search) -> Result<Vec<String>, String> {
    let mut ids = Vec::new();
    for written in &arguments.organisation {
        if opened.organisations.contains(written) {
            ids.push(written.clone());
            continue;
        }
        let named = opened.searcher.organisations_named(written);
        if named.is_empty() {
            return Err(written.clone());
        }
        ids.extend(named.into_iter().map(|named| named.id));
    }
    Ok(ids)
}

fn unknown_organisation(opened: &Opened, unknown: &str, terminal: &Terminal) -> Outcome {
    let known: Vec<&str> = opened
        .organisations
        .iter()
        .map(String::as_str)
        .take(MOST_NAMED)
        .collect();
    let texts = terminal.texts;
    terminal.fail(
        &texts.fill("unknown_organisation", &[("name", unknown)]),
        &texts.fill("unknown_organisation_help", &[("known", &known.join(", "))]),
    );
    Outcome::Usage
}

fn unknown_mark(opened: &Opened, unknown: &str, terminal: &Terminal) -> Outcome {
    let known: Vec<&str> = opened.searcher.marks().take(MOST_NAMED).collect();
    let texts = terminal.texts;
    terminal.fail(
        &texts.fill("unknown_mark", &[("name", &printable(unknown))]),
        &texts.fill(
            "unknown_mark_help",
            &[("known", &printable(&known.join(", ")))],
        ),
    );
    Outcome::Usage
}

/// Words to go on with.
fn suggest(opened: &Opened, typed: &str, arguments: &Search, terminal: &Terminal) -> Outcome {
    let limit = usize::from(arguments.limit);
    let suggestions = match opened.searcher.suggest(typed, limit) {
        Ok(suggestions) => suggestions,
        Err(error) => return failed(&error, terminal),
    };
    if arguments.json {
        return json(&suggestions, terminal);
    }
    if suggestions.is_empty() {
        let values = [("query", printable(typed))];
        let values = values
            .each_ref()
            .map(|(name, value)| (*name, value.as_str()));
        terminal.inform(&terminal.texts.fill("no_suggestions", &values));
        return Outcome::Good;
    }
    let mut lines = String::new();
    for suggestion in suggestions {
        lines.push_str(&printable(&suggestion.text));
        if !suggestion.reading.is_empty() && suggestion.reading != suggestion.text {
            lines.push('\t');
            lines.push_str(&printable(&suggestion.reading));
        }
        lines.push('\n');
    }
    print(terminal, &lines)
}

fn json(record: &impl Serialize, terminal: &Terminal) -> Outcome {
    match serde_json::to_string_pretty(record) {
        Ok(json) => print(terminal, &(json + "\n")),
        Err(error) => {
            let detail = error.to_string();
            terminal.fail(&terminal.texts.fill("internal", &[("detail", &detail)]), "");
            Outcome::Usage
        }
    }
}

fn failed(error: &ayumi_search::Error, terminal: &Terminal) -> Outcome {
    let detail = error.to_string();
    let message = terminal.texts.fill("search_failed", &[("detail", &detail)]);
    terminal.fail(&message, terminal.texts.get("other_index_help"));
    Outcome::Usage
}

fn refuse(error: &OpenError, texts: Texts) -> (String, &str) {
    match error {
        OpenError::Missing { folder } => (
            texts.fill("no_index", &[("folder", &folder.display().to_string())]),
            texts.get("no_index_help"),
        ),
        OpenError::OtherVersion { folder } => (
            texts.fill("other_index", &[("folder", &folder.display().to_string())]),
            texts.get("other_index_help"),
        ),
        OpenError::Io { path, source } => {
            let (path, detail) = (path.display().to_string(), source.to_string());
            (
                texts.fill("cannot_read", &[("path", &path), ("detail", &detail)]),
                texts.get("other_index_help"),
            )
        }
        OpenError::Search(error) => (
            texts.fill("search_failed", &[("detail", &error.to_string())]),
            texts.get("other_index_help"),
        ),
    }
}
