//! Questions with one right passage each, from files that are not part of the repository.

use std::path::Path;

use ayumi_search::{Request, Searcher, Site};

use super::report::{Report, Row};
use crate::judges::{pairs, pairs_of, phrases};

/// Hits of a question that count.
const HITS: usize = 10;

/// What plain bigrams came to with JSQuAD's questions and passages.
const BIGRAMS: f64 = 0.93;

/// Ranks the right passage for each question, and cuts phrases from the passages.
pub fn measure(passages: &Path, questions: &Path, count: usize, report: &mut Report) {
    let passages: Vec<_> = pairs_of(passages)
        .iter()
        .map(|[id, text]| pairs::passage(id, text))
        .collect();
    let questions = pairs_of(questions);
    let searcher = pairs::searcher(&passages, &Site::default());
    let of = format!(
        "{count} phrases of {} passages that were given",
        passages.len()
    );
    let cut = phrases::cut(&passages, count);
    report.phrases(&of, &phrases::judge(&searcher, &passages, &cut));

    let reciprocal = |ranks: &[Option<usize>]| {
        let sum: f64 = ranks.iter().flatten().map(|rank| 1.0 / *rank as f64).sum();
        sum / ranks.len().max(1) as f64
    };
    let ranks = |as_typed: bool| -> Vec<Option<usize>> {
        let each = questions.iter();
        each.map(|[right, question]| rank(&searcher, right, question, as_typed))
            .collect()
    };
    let (with, without) = (ranks(true), ranks(false));
    let mean = reciprocal(&with);
    report.rows.push(Row {
        what: format!("MRR@{HITS} of {} questions", questions.len()),
        target: format!("≥ {BIGRAMS:.2} (bigrams alone)"),
        measured: format!(
            "{mean:.4}; {:.4} with every word only a word; right at first {:.1} %",
            reciprocal(&without),
            100.0 * with.iter().filter(|rank| **rank == Some(1)).count() as f64
                / with.len().max(1) as f64
        ),
        // The target is given with two digits.
        met: Some(mean >= BIGRAMS - 0.005),
    });
}

/// The place of the right passage among the first hits, from 1.
fn rank(searcher: &Searcher, right: &str, question: &str, as_typed: bool) -> Option<usize> {
    let literal = if as_typed {
        Vec::new()
    } else {
        vec![question.to_owned()]
    };
    let request = Request {
        limit: HITS,
        literal,
        ..Request::new(question)
    };
    let answer = searcher.search(&request).unwrap();
    let place = answer.hits.iter().position(|hit| hit.document == right);
    place.map(|place| place + 1)
}
