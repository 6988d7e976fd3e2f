//! How an answer came about, found in a second pass.

use std::collections::BTreeMap;

use super::postings::PartIndex;
use super::rank::{Ranked, rounded, thousandths};
use super::run::Outcome;
use super::{Searcher, tally};
use crate::analysis::word_runs;
use crate::answer::{
    ExplainedClause, ExplainedHit, ExplainedPhrase, ExplainedTerm, Explanation, Hit, ScorePart,
};
use crate::columns::Columns;
use crate::error::Result;
use crate::query::Request;
use crate::query::parse::Parsed;
use crate::query::plan::{Clause, Term};

impl Searcher {
    /// Explains the hits of a page. `page` and `hits` are in the same order.
    pub(super) fn explain(
        &self,
        parsed: &Parsed,
        outcome: Outcome,
        request: &Request,
        page: &[Ranked],
        hits: &[Hit],
    ) -> Result<Explanation> {
        let columns = &self.columns;
        let indexes = self.searched(request, &outcome.understanding);
        let mut explained_hits: Vec<ExplainedHit> = page
            .iter()
            .zip(hits)
            .map(|(ranked, hit)| ExplainedHit {
                document: hit.document.clone(),
                passage: ranked.passage,
                parts: Vec::new(),
            })
            .collect();
        let mut explained_clauses = Vec::new();
        for (number, term) in outcome.terms.iter().enumerate() {
            let found = tally::look_up(term, &indexes, columns)?;
            for hit in &mut explained_hits {
                hit.parts
                    .extend(score_parts(term, &found, columns, hit.passage));
            }
            for (place, alternative) in term.alternatives.iter().enumerate() {
                let mut passages = BTreeMap::new();
                let lists = found.lists.iter().filter(|list| list.alternative == place);
                for list in lists {
                    *passages.entry(list.kind.part()).or_default() += list.occurrences.len();
                }
                explained_clauses.push(ExplainedClause {
                    term: number,
                    text: alternative.clause.text(),
                    weight: f64::from((alternative.weight * 1000.0).round()) / 1000.0,
                    terms: terms(&alternative.clause, &indexes)?,
                    passages,
                });
            }
        }
        let phrases = outcome.understanding.groups.iter().flatten();
        Ok(Explanation {
            phrases: phrases
                .filter_map(|item| Some((item, item.phrase.as_ref()?)))
                .map(|(item, phrase)| ExplainedPhrase {
                    text: phrase.text(),
                    runs: word_runs(phrase.characters())
                        .map(|run| run.iter().collect())
                        .collect(),
                    quoted: item.quoted,
                    without: item.without,
                })
                .collect(),
            dropped: parsed.dropped.clone(),
            unranked: outcome.left_out,
            clauses: explained_clauses,
            hits: explained_hits,
        })
    }
}

/// What a term adds to one passage's score.
fn score_parts(
    term: &Term,
    found: &tally::Found,
    columns: &Columns,
    passage: u32,
) -> Vec<ScorePart> {
    let mut score_parts = Vec::new();
    for list in &found.lists {
        let occurrences = &list.occurrences;
        let place = occurrences.binary_search_by_key(&passage, |occurrence| occurrence.passage);
        let alternative = term.alternatives.get(list.alternative);
        if let (Ok(place), Some(alternative)) = (place, alternative) {
            let occurrence = occurrences[place];
            score_parts.push(ScorePart {
                text: alternative.clause.text(),
                part: list.kind.part(),
                occurrences: occurrence.count,
                score: rounded(thousandths(tally::score(list, columns, occurrence))),
            });
        }
    }
    score_parts
}

/// The terms that are read for a clause, with the number of passages that have each.
fn terms(clause: &Clause, indexes: &[&PartIndex]) -> Result<Vec<ExplainedTerm>> {
    let mut terms = Vec::new();
    for term in clause.terms() {
        let mut passages = BTreeMap::new();
        for index in indexes {
            let frequency = match clause {
                Clause::Character(character) => index.prefix_frequency(*character)?,
                Clause::Phrase { .. } => index.frequency(&term)?,
                Clause::Latin { term, .. } => index.frequency(term)?,
            };
            if frequency > 0 {
                *passages.entry(index.part()).or_default() += frequency;
            }
        }
        terms.push(ExplainedTerm { term, passages });
    }
    Ok(terms)
}
