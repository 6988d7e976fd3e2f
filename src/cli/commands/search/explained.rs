//! `--explain`: how the query was taken apart, what was looked up, what each hit's score is made of.

use std::fmt::Write as _;

use ayumi_search::{Answer, DropReason, ExplainedClause, Explanation, Mode};

use super::view::fill;
use crate::cli::terminal::{Terminal, printable};

pub(super) fn show(answer: &Answer, explanation: &Explanation, terminal: &Terminal) -> String {
    let text = |key: &'static str| terminal.texts.get(key);
    let mut page = format!("\n{}\n", text("explain_query"));
    let mode = text(match answer.mode {
        Mode::Phrase => "explain_mode_phrase",
        Mode::All => "explain_mode_all",
        Mode::Any => "explain_mode_any",
    });
    // Writing to a string cannot fail.
    let _ = writeln!(page, "  {mode}");
    for phrase in &explanation.phrases {
        let key = if phrase.without {
            "explain_without"
        } else if phrase.quoted {
            "explain_quoted"
        } else {
            "explain_phrase"
        };
        let line = fill(terminal, key, &[("text", &printable(&phrase.text))]);
        let _ = writeln!(page, "  {line}");
    }
    for dropped in &explanation.dropped {
        let key = match dropped.reason {
            DropReason::Punctuation => "explain_punctuation",
            DropReason::Unfinished => "explain_unfinished",
            DropReason::TooLong => "explain_too_long",
            DropReason::TooMany => "explain_too_many",
        };
        let line = fill(terminal, key, &[("text", &printable(&dropped.text))]);
        let _ = writeln!(page, "  {line}");
    }
    if !explanation.unranked.is_empty() {
        let words = printable(&explanation.unranked.join(" "));
        let line = fill(terminal, "explain_unranked", &[("words", &words)]);
        let _ = writeln!(page, "  {line}");
    }
    let _ = writeln!(page, "{}", text("explain_terms"));
    for clause in &explanation.clauses {
        page.push_str(&explained_clause(clause));
    }
    let _ = writeln!(page, "{}", text("explain_scores"));
    for (hit, explained) in answer.hits.iter().zip(&explanation.hits) {
        let _ = writeln!(page, "  {:>8.3}  {}", hit.score, printable(&hit.url));
        for part in &explained.parts {
            let _ = writeln!(
                page,
                "  {:>8.3}    {} × {} ({})",
                part.score,
                printable(&part.text),
                part.occurrences,
                part.part.name()
            );
        }
    }
    page
}

/// 「子供」 ×1: goal 3, result 1 ← 子供
fn explained_clause(clause: &ExplainedClause) -> String {
    let found: Vec<String> = clause
        .passages
        .iter()
        .map(|(part, count)| format!("{} {count}", part.name()))
        .collect();
    let found = if found.is_empty() {
        "0".to_owned()
    } else {
        found.join(", ")
    };
    let terms: Vec<String> = clause
        .terms
        .iter()
        .map(|term| printable(&term.term))
        .collect();
    format!(
        "  {}. {} ×{}: {found}  ← {}\n",
        clause.term + 1,
        printable(&clause.text),
        clause.weight,
        terms.join(" ")
    )
}
