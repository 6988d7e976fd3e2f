//! How an answer came about, found in a second pass.

use super::collect::{Ranked, rounded, thousandths};
use super::postings::PartIndex;
use super::{Searcher, tally};
use crate::analysis::word_runs;
use crate::answer::{
    ExplainedClause, ExplainedHit, ExplainedPhrase, ExplainedTerm, Explanation, Hit, ScorePart,
};
use crate::error::Result;
use crate::query::parse::Parsed;
use crate::query::plan::Clause;

impl Searcher {
    /// Explains the hits of a page. `page` and `hits` are in the same order.
    pub(super) fn explain(
        &self,
        parsed: &Parsed,
        clauses: &[Clause],
        unranked: Vec<String>,
        parts: &[&PartIndex],
        page: &[Ranked],
        hits: &[Hit],
    ) -> Result<Explanation> {
        let mut explained_hits: Vec<ExplainedHit> = page
            .iter()
            .zip(hits)
            .map(|(ranked, hit)| ExplainedHit {
                document: hit.document.clone(),
                passage: ranked.passage,
                parts: Vec::new(),
            })
            .collect();
        let mut explained_clauses = Vec::with_capacity(clauses.len());
        for clause in clauses {
            let found = tally::look_up(clause, parts, self.passages)?;
            for hit in &mut explained_hits {
                hit.parts
                    .extend(score_parts(clause, &found, parts, hit.passage));
            }
            explained_clauses.push(ExplainedClause {
                text: clause.text(),
                terms: terms(clause, parts)?,
                passages: found
                    .parts
                    .iter()
                    .map(|(kind, _, occurrences)| (kind.part(), occurrences.len()))
                    .collect(),
            });
        }
        Ok(Explanation {
            phrases: parsed
                .phrases
                .iter()
                .map(|phrase| ExplainedPhrase {
                    text: phrase.text(),
                    runs: word_runs(phrase.characters())
                        .map(|run| run.iter().collect())
                        .collect(),
                })
                .collect(),
            dropped: parsed.dropped.clone(),
            unranked,
            clauses: explained_clauses,
            hits: explained_hits,
        })
    }
}

/// What a clause adds to one passage's score.
fn score_parts(
    clause: &Clause,
    found: &tally::Found,
    indexes: &[&PartIndex],
    passage: u32,
) -> Vec<ScorePart> {
    let mut score_parts = Vec::new();
    for (kind, weight, occurrences) in &found.parts {
        let place = occurrences.binary_search_by_key(&passage, |occurrence| occurrence.passage);
        let index = indexes.iter().find(|index| index.kind == *kind);
        if let (Ok(place), Some(index)) = (place, index) {
            let count = occurrences[place].count;
            score_parts.push(ScorePart {
                text: clause.text(),
                part: kind.part(),
                occurrences: count,
                score: rounded(thousandths(weight.score(index.length_code(passage), count))),
            });
        }
    }
    score_parts
}

/// The terms that are read for a clause, with the number of passages that have each.
fn terms(clause: &Clause, parts: &[&PartIndex]) -> Result<Vec<ExplainedTerm>> {
    let mut terms = Vec::new();
    for term in clause.terms() {
        let mut passages = std::collections::BTreeMap::new();
        for index in parts {
            let frequency = match clause {
                Clause::Character(character) => index.prefix_frequency(*character)?,
                Clause::Phrase { .. } => index.frequency(&term)?,
            };
            if frequency > 0 {
                passages.insert(index.part(), frequency);
            }
        }
        terms.push(ExplainedTerm { term, passages });
    }
    Ok(terms)
}
