//! What else is looked for when a word is typed: other spellings, synonyms, other writings of a
//! number, words that are read so.
//!
//! `words` knows the words of the archive; the other modules are rules, which know none. Each finds
//! *spots*, places at which something else may stand. Here they are put together, what is nearest to
//! the typed first, and cut off at [`MOST`].

mod counters;
mod kana;
mod katakana;
mod numbers;
mod numerals;
mod signs;
mod words;
mod years;

use std::collections::BTreeSet;

use crate::answer::{Expanded, ExpansionKind};
use crate::query::parse::Phrase;
use crate::vocabulary::{Characters, Forms};

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
            if self.is_new(&phrase) {
                self.add(phrase, kind);
                to.push(word);
            }
        }
        self.say(from, to, kind);
    }

    /// Whether there is room for an alternative, and it finds what no other does: what has another one
    /// inside is found by that.
    fn is_new(&self, phrase: &Phrase) -> bool {
        let found = |known: &Alternative| holds(phrase.characters(), known.phrase.characters());
        self.alternatives.len() <= MOST && !self.alternatives.iter().any(found)
    }

    fn add(&mut self, phrase: Phrase, kind: ExpansionKind) {
        self.alternatives.push(Alternative {
            phrase,
            kind: Some(kind),
        });
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

/// Whether a text has another one inside.
fn holds(text: &[char], part: &[char]) -> bool {
    part.is_empty() || text.windows(part.len()).any(|window| window == part)
}

/// A place in a phrase at which something else may stand.
struct Spot {
    start: usize,
    end: usize,
    /// Nearest first.
    others: Vec<(Vec<char>, ExpansionKind)>,
    /// How far the others are from what was typed, besides their order.
    far: usize,
}

impl Spot {
    /// `None` if nothing else may stand there.
    fn new(
        text: &[char],
        start: usize,
        end: usize,
        others: impl IntoIterator<Item = String>,
        kind: ExpansionKind,
    ) -> Option<Self> {
        let mut kept: Vec<(Vec<char>, ExpansionKind)> = Vec::new();
        for other in others {
            let other: Vec<char> = other.chars().collect();
            if text[start..end] != other[..] && kept.iter().all(|(known, _)| *known != other) {
                kept.push((other, kind));
            }
        }
        (!kept.is_empty()).then_some(Self {
            start,
            end,
            others: kept,
            far: 0,
        })
    }

    /// For what is rather guessed.
    fn far(mut self, far: usize) -> Self {
        self.far = far;
        self
    }
}

/// Others at one spot, or at several.
struct Change {
    far: usize,
    /// Numbers of spots, from the beginning of the phrase on, and of one of their others.
    places: Vec<(usize, usize)>,
}

/// Changes of one spot of which pairs are made.
const PAIRED: usize = 32;

/// Changes that are tried, nearest first. Each that cannot occur costs a look into the dictionary.
const TRIED: usize = 3 * MOST;

/// Expands a phrase by the forms of the archive and by rules. `literal` words stand for nothing else.
/// `may_occur` says of a phrase whether it can stand in the archive; what cannot is not looked for.
///
/// # Errors
/// Those of `may_occur`.
pub(crate) fn expand<E>(
    phrase: &Phrase,
    forms: &Forms,
    characters: &Characters,
    longest: usize,
    literal: &[String],
    mut may_occur: impl FnMut(&Phrase) -> Result<bool, E>,
) -> Result<Expansion, E> {
    let mut expansion = Expansion::none(phrase);
    let text = phrase.characters();
    let literal: Vec<String> = literal
        .iter()
        .map(|word| crate::analysis::normalise(word))
        .collect();
    let mut spots = words::spots(text, forms, longest);
    spots.extend(kanji(text, characters));
    spots.extend(years::spots(text));
    spots.extend(numbers::spots(text));
    spots.extend(counters::spots(text));
    spots.extend(kana::spots(text));
    spots.extend(katakana::spots(text, characters.has_vu()));
    spots.extend(signs::spots(text));
    spots.retain(|spot| {
        let from: String = text[spot.start..spot.end].iter().collect();
        !literal.contains(&from)
    });
    spots.sort_by_key(|spot| (spot.start, std::cmp::Reverse(spot.end)));

    let mut used = BTreeSet::new();
    for change in changes(&spots).into_iter().take(TRIED) {
        if expansion.alternatives.len() > MOST {
            break;
        }
        let (text, kind) = change.apply(text, &spots);
        let Some(phrase) = Phrase::new(&text.iter().collect::<String>()) else {
            continue;
        };
        if expansion.is_new(&phrase) && may_occur(&phrase)? {
            expansion.add(phrase, kind);
            used.extend(change.places);
        }
    }
    for (number, spot) in spots.iter().enumerate() {
        let from: String = text[spot.start..spot.end].iter().collect();
        for kind in [
            ExpansionKind::Spelling,
            ExpansionKind::Synonym,
            ExpansionKind::Number,
            ExpansionKind::Reading,
        ] {
            let others = spot.others.iter().enumerate();
            let to = others
                .filter(|(other, (_, of))| *of == kind && used.contains(&(number, *other)))
                .map(|(_, (other, _))| other.iter().collect())
                .collect();
            expansion.say(&from, to, kind);
        }
    }
    Ok(expansion)
}

/// One spot changed, or two: the nearest first.
fn changes(spots: &[Spot]) -> Vec<Change> {
    let mut changes = Vec::new();
    for (number, spot) in spots.iter().enumerate() {
        for other in 0..spot.others.len() {
            changes.push(Change {
                far: spot.far + other + 1,
                places: vec![(number, other)],
            });
        }
    }
    changes.sort_by_key(|change| change.far);
    let mut pairs = Vec::new();
    for (number, one) in changes.iter().take(PAIRED).enumerate() {
        for other in changes.iter().take(PAIRED).skip(number + 1) {
            let mut places = [one.places.clone(), other.places.clone()].concat();
            places.sort_unstable();
            if let [(first, _), (second, _)] = places[..]
                && spots[first].end <= spots[second].start
            {
                pairs.push(Change {
                    far: one.far + other.far,
                    places,
                });
            }
        }
    }
    changes.extend(pairs);
    changes.sort_by_key(|change| change.far);
    changes
}

impl Change {
    fn apply(&self, text: &[char], spots: &[Spot]) -> (Vec<char>, ExpansionKind) {
        let mut changed = Vec::with_capacity(text.len() + 8);
        let mut end = 0;
        let mut kind = ExpansionKind::Spelling;
        for &(spot, other) in &self.places {
            let spot = &spots[spot];
            let (other, of) = &spot.others[other];
            changed.extend_from_slice(&text[end..spot.start]);
            changed.extend_from_slice(other);
            end = spot.end;
            kind = kind.max(*of);
        }
        changed.extend_from_slice(&text[end..]);
        (changed, kind)
    }
}

/// Kanji that are written otherwise in the archive: each, and all old forms made new, since nobody
/// writes one kanji of a word in its old form and the next in its new one.
fn kanji(text: &[char], characters: &Characters) -> Vec<Spot> {
    let new = |typed: char| characters.new_form(typed);
    let several = text.iter().filter(|c| new(**c).is_some()).count() > 1;
    let renewed = several.then(|| text.iter().map(|&c| new(c).unwrap_or(c)).collect());
    let whole = Spot::new(text, 0, text.len(), renewed, ExpansionKind::Spelling);
    let each = text.iter().enumerate().filter_map(|(at, &typed)| {
        let others = characters.others(typed).map(String::from);
        let spot = Spot::new(text, at, at + 1, others, ExpansionKind::Spelling)?;
        Some(spot.far(usize::from(several)))
    });
    whole.into_iter().chain(each).collect()
}

#[cfg(test)]
mod tests;
