//! `ayumi search QUERY`

use std::fmt::Write as _;

use ayumi_search::{Answer, Hit, Mode, Part, Request, Snippet};
use serde::Serialize;

use crate::cli::arguments::{Common, Search};
use crate::cli::terminal::{Terminal, printable};
use crate::cli::texts::Texts;
use crate::cli::{Outcome, out_folder, print, root};
use crate::index::{self, OpenError};

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
    if let Some(unknown) = arguments
        .organisation
        .iter()
        .find(|id| !opened.organisations.contains(*id))
    {
        let known: Vec<&str> = opened
            .organisations
            .iter()
            .map(String::as_str)
            .take(MOST_NAMED)
            .collect();
        let help = texts.fill("unknown_organisation_help", &[("known", &known.join(", "))]);
        terminal.fail(
            &texts.fill("unknown_organisation", &[("name", unknown)]),
            &help,
        );
        return Outcome::Usage;
    }
    let request = Request {
        years: arguments.year.clone(),
        organisations: arguments.organisation.clone(),
        parts: arguments.part.clone(),
        as_written: arguments.as_written,
        limit: usize::from(arguments.limit),
        explain: arguments.explain,
        ..Request::new(query)
    };
    let answer = match opened.searcher.search(&request) {
        Ok(answer) => answer,
        Err(error) => {
            terminal.fail(
                &texts.fill("search_failed", &[("detail", &error.to_string())]),
                "",
            );
            return Outcome::Usage;
        }
    };
    if arguments.json || arguments.explain {
        let record = Record {
            fictional: opened.fictional,
            answer: &answer,
        };
        return match serde_json::to_string_pretty(&record) {
            Ok(json) => print(terminal, &(json + "\n")),
            Err(error) => {
                terminal.fail(
                    &texts.fill("internal", &[("detail", &error.to_string())]),
                    "",
                );
                Outcome::Usage
            }
        };
    }
    if answer.hits.is_empty() {
        terminal.inform(&texts.fill("no_hits", &[("query", &printable(&answer.query))]));
        return Outcome::Good;
    }
    print(terminal, &show(&answer, terminal))
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
            let values = [
                ("path", path.display().to_string()),
                ("detail", source.to_string()),
            ];
            let values: Vec<(&str, &str)> = values
                .iter()
                .map(|(name, value)| (*name, value.as_str()))
                .collect();
            (
                texts.fill("cannot_read", &values),
                texts.get("other_index_help"),
            )
        }
        OpenError::Search(error) => (
            texts.fill("search_failed", &[("detail", &error.to_string())]),
            texts.get("other_index_help"),
        ),
    }
}

fn show(answer: &Answer, terminal: &Terminal) -> String {
    let texts = terminal.texts;
    let mut page = String::new();
    let query = printable(&answer.query);
    match answer.mode {
        Mode::Phrase => {}
        Mode::All => page.push_str(&(texts.fill("mode_all", &[("query", &query)]) + "\n\n")),
        Mode::Any => page.push_str(&(texts.fill("mode_any", &[("query", &query)]) + "\n\n")),
    }
    for hit in &answer.hits {
        // Writing to a string cannot fail.
        let _ = writeln!(page, "{}", heading(hit, terminal));
        let _ = writeln!(page, "    {}\n", marked(&hit.snippet, terminal.color));
    }
    let key = if answer.hits.len() < answer.total {
        "hits_shown"
    } else {
        "hits"
    };
    let values = [
        ("total", answer.total.to_string()),
        ("documents", answer.documents.to_string()),
        ("shown", answer.hits.len().to_string()),
    ];
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let _ = writeln!(page, "{}", texts.fill(key, &values));
    page
}

fn heading(hit: &Hit, terminal: &Terminal) -> String {
    let part = terminal.texts.get(match hit.part {
        Part::Goal => "part_goal",
        Part::Result => "part_result",
        Part::Direction => "part_direction",
        Part::Other => "part_other",
    });
    let goal = hit
        .goal
        .as_deref()
        .map_or_else(String::new, |goal| format!(" {goal}"));
    let (bold, reset) = if terminal.color {
        ("\u{1b}[1m", "\u{1b}[0m")
    } else {
        ("", "")
    };
    format!(
        "{bold}{}{reset} — {part}{goal}\n  {}",
        printable(&hit.title),
        hit.url
    )
}

/// The snippet with its hits: in colour, or in brackets where there is none.
fn marked(snippet: &Snippet, color: bool) -> String {
    let (open, close) = if color {
        ("\u{1b}[1;33m", "\u{1b}[0m")
    } else {
        ("【", "】")
    };
    let mut text = String::new();
    let mut done = 0;
    for mark in &snippet.marks {
        text.push_str(&printable(&snippet.text[done..mark.start]));
        text.push_str(open);
        text.push_str(&printable(&snippet.text[mark.clone()]));
        text.push_str(close);
        done = mark.end;
    }
    text.push_str(&printable(&snippet.text[done..]));
    text
}
