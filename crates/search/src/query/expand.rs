//! What else is looked for when a word is typed: other spellings, synonyms, other writings of a
//! number, words that are read so.

mod numbers;

use std::collections::BTreeSet;

use ayumi_japanese::kana::{is_hiragana, is_kanji, is_katakana};

use crate::answer::{Expanded, ExpansionKind};
use crate::query::parse::Phrase;
use crate::vocabulary::Forms;

/// The most that is looked for in place of one phrase. Each costs a reading of the index.
const MOST: usize = 12;

/// Something that may stand for a phrase.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Alternative {
    pub phrase: Phrase,
    /// Why; `None` for the phrase itself.
    pub kind: Option<ExpansionKind>,
}

/// A phrase with all that may stand for it, the phrase itself first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Expansion {
    pub alternatives: Vec<Alternative>,
    /// What is said of it in the answer.
    pub said: Vec<Expanded>,
}

impl Expansion {
    /// Nothing but the phrase.
    pub fn none(phrase: &Phrase) -> Self {
        Self {
            alternatives: vec![Alternative {
                phrase: phrase.clone(),
                kind: None,
            }],
            said: Vec::new(),
        }
    }

    /// Adds words for the whole phrase.
    pub fn add_words(&mut self, from: &str, words: Vec<String>, kind: ExpansionKind) {
        let mut to = Vec::new();
        for word in words {
            let Some(phrase) = Phrase::new(&word) else {
                continue;
            };
            if self.alternatives.len() <= MOST
                && self.alternatives.iter().all(|one| one.phrase != phrase)
            {
                self.alternatives.push(Alternative {
                    phrase,
                    kind: Some(kind),
                });
                to.push(word);
            }
        }
        self.say(from, to, kind);
    }

    fn say(&mut self, from: &str, to: Vec<String>, kind: ExpansionKind) {
        if !to.is_empty() {
            self.said.push(Expanded {
                from: from.to_owned(),
                to,
                kind,
            });
        }
    }
}

/// A place in a phrase at which something else may stand.
struct Spot {
    start: usize,
    end: usize,
    others: Vec<(Vec<char>, ExpansionKind)>,
}

/// Expands a phrase by the forms of the archive and by numbers. `literal` words stand for nothing
/// else.
pub(crate) fn expand(
    phrase: &Phrase,
    forms: &Forms,
    longest: usize,
    literal: &[String],
) -> Expansion {
    let mut expansion = Expansion::none(phrase);
    let text = phrase.characters();
    let literal: Vec<String> = literal
        .iter()
        .map(|word| crate::analysis::normalise(word))
        .collect();
    let mut spots = spots(text, forms, longest);
    spots.extend(numbers::spots(text));
    spots.retain(|spot| {
        let from: String = text[spot.start..spot.end].iter().collect();
        !literal.contains(&from)
    });
    spots.sort_by_key(|spot| (spot.start, std::cmp::Reverse(spot.end)));
    let mut end = 0;
    spots.retain(|spot| {
        let apart = spot.start >= end;
        if apart {
            end = spot.end;
        }
        apart
    });

    // One place changed, then two: what is nearest to what was typed comes first.
    let mut seen = BTreeSet::from([phrase.clone()]);
    let mut firsts: Vec<(Vec<char>, usize, usize, ExpansionKind)> = Vec::new();
    for (number, spot) in spots.iter().enumerate() {
        for (other, kind) in &spot.others {
            let changed = [&text[..spot.start], other, &text[spot.end..]].concat();
            let shift_end = spot.start + other.len();
            firsts.push((changed, number, shift_end, *kind));
        }
    }
    let mut changed: Vec<(Vec<char>, ExpansionKind)> = firsts
        .iter()
        .map(|(changed, _, _, kind)| (changed.clone(), *kind))
        .collect();
    for (first, number, shift_end, kind) in &firsts {
        for later in spots.iter().skip(number + 1) {
            let before = &spots[*number];
            for (other, other_kind) in &later.others {
                let start = shift_end + (later.start - before.end);
                let end = start + (later.end - later.start);
                changed.push((
                    [&first[..start], other, &first[end..]].concat(),
                    (*kind).max(*other_kind),
                ));
            }
        }
    }
    for (text, kind) in changed {
        let Some(phrase) = Phrase::new(&text.iter().collect::<String>()) else {
            continue;
        };
        if expansion.alternatives.len() <= MOST && seen.insert(phrase.clone()) {
            expansion.alternatives.push(Alternative {
                phrase,
                kind: Some(kind),
            });
        }
    }
    for spot in &spots {
        let from: String = text[spot.start..spot.end].iter().collect();
        for kind in [
            ExpansionKind::Spelling,
            ExpansionKind::Synonym,
            ExpansionKind::Number,
        ] {
            let to = spot.others.iter().filter(|(_, of)| *of == kind);
            let to = to.map(|(other, _)| other.iter().collect()).collect();
            expansion.say(&from, to, kind);
        }
    }
    expansion
}

/// The longest forms in a phrase, from its beginning on, without overlap.
fn spots(text: &[char], forms: &Forms, longest: usize) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let most = longest.min(text.len() - start);
        let found = (1..=most).rev().find_map(|length| {
            let end = start + length;
            if !stands_alone(text, start, end) {
                return None;
            }
            let form: String = text[start..end].iter().collect();
            Some((end, forms.get(&form)?))
        });
        match found {
            Some((end, others)) => {
                let list = |forms: &BTreeSet<String>, kind| -> Vec<(Vec<char>, ExpansionKind)> {
                    forms
                        .iter()
                        .map(|form| (form.chars().collect(), kind))
                        .collect()
                };
                let mut all = list(&others.spelling, ExpansionKind::Spelling);
                all.extend(list(&others.synonym, ExpansionKind::Synonym));
                spots.push(Spot {
                    start,
                    end,
                    others: all,
                });
                start = end;
            }
            None => start += 1,
        }
    }
    spots
}

/// Whether a form that is written with letters can be a word there: Latin, digits and katakana must
/// not go on, and hiragana must not go on before it (after it stand particles).
fn stands_alone(text: &[char], start: usize, end: usize) -> bool {
    let joined = |one: char, next: char| {
        let latin = |c: char| c.is_ascii_alphanumeric();
        latin(one) && latin(next) || is_katakana(one) && is_katakana(next)
    };
    let (first, last) = (text[start], text[end - 1]);
    let before = start.checked_sub(1).map(|at| text[at]);
    let after = text.get(end).copied();
    let open = before.is_some_and(|before| {
        joined(before, first) || is_hiragana(before) && is_hiragana(first) && !is_particle(before)
    });
    !open && !after.is_some_and(|after| joined(last, after)) && !cuts_kanji(text, start, end)
}

/// の, と, や, は … before a word.
fn is_particle(c: char) -> bool {
    "のとやはがをにでも".contains(c)
}

/// Whether a form of a single kanji stands within a word of several.
fn cuts_kanji(text: &[char], start: usize, end: usize) -> bool {
    let kanji = |at: Option<&char>| at.is_some_and(|c| is_kanji(*c));
    end - start == 1
        && kanji(text.get(start))
        && (kanji(start.checked_sub(1).and_then(|at| text.get(at))) || kanji(text.get(end)))
}

#[cfg(test)]
mod tests;
