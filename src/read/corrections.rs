//! `[[correction]]`: words that were misread by the archive, or corrected by the publisher. Fields are made of the
//! corrected words; the parts keep those of the source and know where they were corrected.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::config::CorrectionEntry;
use crate::model::{Correction, Diagnostic, Location, Part, PartCorrection, Problem};

use super::draft::Draft;
use super::findings::Findings;
use super::source::Source;

/// What was corrected, to be undone in the parts.
#[derive(Debug, Default)]
pub(super) struct Applied {
    /// By the draft's position: its text as the source has it, and what was corrected.
    drafts: BTreeMap<usize, (String, Vec<PartCorrection>)>,
    /// In the order of the source.
    pub corrections: Vec<Correction>,
}

/// Corrects the drafts. An entry whose words are nowhere is told at its place.
pub(super) fn apply(
    entries: &[(CorrectionEntry, Location)],
    drafts: &mut [Draft],
    findings: &mut Findings<'_>,
) -> Applied {
    let mut applied = Applied::default();
    if entries.is_empty() {
        return applied;
    }
    let wanted: Vec<String> = entries
        .iter()
        .map(|(entry, _)| squeezed(&entry.from).0)
        .collect();
    let mut used = vec![false; entries.len()];
    for (at, draft) in drafts.iter_mut().enumerate() {
        let found = places(entries, &wanted, draft, findings.source);
        if found.is_empty() {
            continue;
        }
        let mut marks = Vec::with_capacity(found.len());
        for (range, index) in &found {
            let (entry, _) = &entries[*index];
            used[*index] = true;
            marks.push(PartCorrection {
                range: range.clone(),
                to: entry.to.clone(),
                kind: entry.kind,
            });
            let start = draft.piece.source_range(range.clone()).start;
            applied.corrections.push(Correction {
                from: draft.piece.text[range.clone()].to_owned(),
                to: entry.to.clone(),
                kind: entry.kind,
                note: entry.note.clone(),
                line: findings.source.line(start),
            });
        }
        let words: Vec<(Range<usize>, &str)> = found
            .iter()
            .map(|(range, index)| (range.clone(), entries[*index].0.to.as_str()))
            .collect();
        let corrected = draft.piece.replace(&words);
        let source = std::mem::replace(&mut draft.piece, corrected);
        applied.drafts.insert(at, (source.text, marks));
    }
    for ((entry, location), _) in entries.iter().zip(used).filter(|(_, used)| !used) {
        let line = entry.line;
        let problem = Problem::CorrectionNotFound {
            from: entry.from.clone(),
            line: line.map_or_else(|| "*".to_owned(), |line| line.to_string()),
        };
        findings.push(Diagnostic::at(problem, location.clone()));
    }
    applied
}

impl Applied {
    /// Gives the parts the words of the source back; there is one for each draft.
    pub fn mark(self, parts: &mut [Part]) -> Vec<Correction> {
        for (at, (text, corrections)) in self.drafts {
            if let Some(part) = parts.get_mut(at) {
                part.text = text;
                part.corrections = corrections;
            }
        }
        self.corrections
    }
}

/// Where a draft has words to correct, in order: of what overlaps, the entry given first counts.
fn places(
    entries: &[(CorrectionEntry, Location)],
    wanted: &[String],
    draft: &Draft,
    source: &Source<'_>,
) -> Vec<(Range<usize>, usize)> {
    let mut found: Vec<(Range<usize>, usize)> = Vec::new();
    let (text, origins) = squeezed(&draft.piece.text);
    for (index, (entry, _)) in entries.iter().enumerate() {
        let words = wanted[index].as_str();
        if words.is_empty() {
            continue;
        }
        for (at, _) in text.match_indices(words) {
            let (Some(&start), Some(&last)) = (origins.get(at), origins.get(at + words.len() - 1))
            else {
                continue;
            };
            let range = start..last + 1;
            let is_free = found
                .iter()
                .all(|(other, _)| other.end <= range.start || range.end <= other.start);
            let line = source.line(draft.piece.source_range(range.clone()).start);
            if is_free && entry.line.is_none_or(|wanted| wanted == line) {
                found.push((range, index));
            }
        }
    }
    found.sort_by_key(|(range, _)| range.start);
    found
}

/// The text without white space, and where each of its bytes stands in the text.
fn squeezed(text: &str) -> (String, Vec<usize>) {
    let kept = text.char_indices().filter(|(_, c)| !c.is_whitespace());
    let mut squeezed = String::with_capacity(text.len());
    let mut origins = Vec::with_capacity(text.len());
    for (at, c) in kept {
        squeezed.push(c);
        origins.extend(at..at + c.len_utf8());
    }
    (squeezed, origins)
}
