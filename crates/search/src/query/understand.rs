//! Which words of a query are filters: years, organisations, parts, marks.
//!
//! What is understood is never silent: it is said in the answer ([`Understood`]), can be taken back
//! ([`Request::literal`]), and is taken back when it leaves nothing, so that it hides no text that is
//! there.

use std::ops::RangeInclusive;

use crate::analysis::normalise;
use crate::answer::{Meaning, Understood, UnderstoodWord};
use crate::error::Result;
use crate::passage::Part;
use crate::query::Request;
use crate::query::parse::{FieldName, Item, Phrase, is_minus};
use crate::query::years;
use crate::vocabulary::Vocabulary;

/// A query of which some words have become filters.
#[derive(Debug, Clone, Default)]
pub(crate) struct Understanding {
    /// What is left to look for. Of each group, one item.
    pub groups: Vec<Vec<Item>>,
    pub filters: Filters,
    /// The words that became filters.
    pub words: Vec<UnderstoodWord>,
    /// The organisation that is meant, where the words name one.
    pub organisation: Option<String>,
    /// Values of field words that mean nothing here.
    pub unknown: Vec<String>,
    /// The words whose filters left nothing, so that they are looked for as text.
    pub taken_back: Vec<UnderstoodWord>,
}

/// What passages have to be besides holding the text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Filters {
    /// One of these ranges.
    pub years: Vec<RangeInclusive<u16>>,
    pub without_years: Vec<RangeInclusive<u16>>,
    /// One of each of these sets.
    pub organisations: Vec<Vec<String>>,
    pub without_organisations: Vec<String>,
    /// Only what these parts hold. Empty: all.
    pub parts: Vec<Part>,
    /// One of these. Empty: all.
    pub marks: Vec<String>,
    pub without_marks: Vec<String>,
}

impl Filters {
    fn add(&mut self, meaning: &Meaning, without: bool, vocabulary: &Vocabulary) {
        match (meaning, without) {
            (Meaning::Years(first, last), false) => self.years.push(*first..=*last),
            (Meaning::Years(first, last), true) => self.without_years.push(*first..=*last),
            (Meaning::Organisations(named), without) => {
                let ids = named.iter().map(|one| one.id.clone());
                if without {
                    self.without_organisations.extend(ids);
                    return;
                }
                let ids: Vec<String> = ids.collect();
                // 北区 地域総務課: one below the other, so both have to hold. 中央区 西区: either.
                let organisations = &vocabulary.organisations;
                let beside = self.organisations.iter_mut().find(|set| {
                    !organisations.any_above(set, &ids) && !organisations.any_above(&ids, set)
                });
                match beside {
                    Some(set) => set.extend(ids),
                    None => self.organisations.push(ids),
                }
            }
            (Meaning::Part(part), false) => self.parts.push(*part),
            (Meaning::Part(part), true) => {
                let others = Part::ALL.into_iter().filter(|other| other != part);
                self.parts.extend(others);
            }
            (Meaning::Mark(mark), without) => {
                let wanted = vocabulary
                    .marks
                    .iter()
                    .filter(|known| same_mark(known, mark))
                    .cloned();
                if without {
                    self.without_marks.extend(wanted);
                } else {
                    self.marks.extend(wanted);
                }
            }
        }
    }
}

/// Whether a mark with its scale (`niigata:達成`) is the one that is meant, with or without scale.
pub(crate) fn same_mark(known: &str, meant: &str) -> bool {
    let raw = known.split_once(':').map_or(known, |(_, raw)| raw);
    normalise(known) == normalise(meant) || normalise(raw) == normalise(meant)
}

/// The labels by which parts are called, normalised.
const PARTS: [(&str, Part); 14] = [
    ("重点目標", Part::Goal),
    ("目標", Part::Goal),
    ("goal", Part::Goal),
    ("取組結果", Part::Result),
    ("取り組み結果", Part::Result),
    ("結果", Part::Result),
    ("実績", Part::Result),
    ("result", Part::Result),
    ("今後の方向性", Part::Direction),
    ("方向性", Part::Direction),
    ("今後", Part::Direction),
    ("direction", Part::Direction),
    ("その他", Part::Other),
    ("other", Part::Other),
];
/// Those that are no ordinary words: they are understood without `欄:`.
const PLAIN_PARTS: [&str; 4] = ["重点目標", "取組結果", "取り組み結果", "今後の方向性"];

/// Finds the filters among the items. `occurs` says whether a phrase stands in the archive.
pub(crate) fn understand(
    groups: &[Vec<Item>],
    request: &Request,
    vocabulary: &Vocabulary,
    occurs: &mut dyn FnMut(&Phrase) -> Result<bool>,
) -> Result<Understanding> {
    let mut understanding = Understanding::default();
    let several = groups.len() > 1;
    let mut named = Vec::new();
    for group in groups {
        let mut left = Vec::new();
        // 年度:2022 OR 年度:2024: either, as two filters of one kind are anyway.
        let fields = group.len() > 1
            && group
                .iter()
                .all(|item| item.field.is_some() && item.field == group[0].field && !item.without);
        for item in group {
            let alone = group.len() == 1 || fields;
            let meaning = if alone && !is_literal(item, request) {
                meaning(item, several, vocabulary, occurs)?
            } else {
                None
            };
            match meaning {
                Some(meaning) => {
                    if !item.without {
                        named.extend(named_by(item, vocabulary));
                    }
                    understanding
                        .filters
                        .add(&meaning, item.without, vocabulary);
                    understanding.words.push(UnderstoodWord {
                        text: item.text.clone(),
                        without: item.without,
                        meaning,
                    });
                }
                None => {
                    if item.field.is_some() {
                        understanding.unknown.push(item.text.clone());
                    }
                    left.push(item.clone());
                }
            }
        }
        if !left.is_empty() {
            understanding.groups.push(left);
        }
    }
    understanding.organisation = one_named(&named, vocabulary);
    Ok(understanding)
}

/// The organisations that a word names, without those before and after them.
fn named_by(item: &Item, vocabulary: &Vocabulary) -> Option<Vec<String>> {
    let said = item.field == Some(FieldName::Organisation);
    let named = vocabulary.organisations.named(&item.text, said)?;
    Some(vocabulary.organisations.ids(&named.places))
}

/// The one organisation that some words name together: the one below all others. 地域総務課 alone is
/// the name of several; with 北区 beside it, of one.
fn one_named(words: &[Vec<String>], vocabulary: &Vocabulary) -> Option<String> {
    let organisations = &vocabulary.organisations;
    let below = |one: &String, others: &[String]| {
        others.contains(one) || organisations.any_above(others, std::slice::from_ref(one))
    };
    let mut candidates = words
        .iter()
        .flatten()
        .filter(|one| words.iter().all(|others| below(one, others)));
    let first = candidates.next()?;
    candidates
        .all(|other| other == first)
        .then(|| first.clone())
}

/// Whether a word of the request is only to be a word. What has a field's name before it is one
/// only if it is taken back.
pub(crate) fn is_literal(item: &Item, request: &Request) -> bool {
    let taken_back = request.literal.iter().any(|word| {
        let word = word.strip_prefix(is_minus).unwrap_or(word);
        word == item.text || item.phrase.is_some() && Phrase::new(word) == item.phrase
    });
    taken_back || item.field.is_none() && (item.quoted || request.as_written)
}

fn meaning(
    item: &Item,
    several: bool,
    vocabulary: &Vocabulary,
    occurs: &mut dyn FnMut(&Phrase) -> Result<bool>,
) -> Result<Option<Meaning>> {
    let text = item.text.as_str();
    match item.field {
        Some(FieldName::Year) => Ok(field_years(text, vocabulary)),
        Some(FieldName::Organisation) => Ok(vocabulary
            .organisations
            .named(text, true)
            .map(|named| Meaning::Organisations(vocabulary.organisations.meant(&named.places)))),
        Some(FieldName::Part) => Ok(part(text).map(Meaning::Part)),
        Some(FieldName::Mark) => {
            let known = vocabulary.marks.iter().any(|known| same_mark(known, text));
            Ok(known.then(|| Meaning::Mark(text.to_owned())))
        }
        // `-2024` may be a number below zero, `-中央区` a word that is not wanted.
        None if item.without => Ok(None),
        None => {
            if let Some(years) = years::years(text, &vocabulary.years) {
                return Ok(Some(Meaning::Years(*years.start(), *years.end())));
            }
            if let Some(named) = vocabulary.organisations.named(text, false) {
                // にしかん says the ward, unless it is a word of the archive.
                let word = named.weak
                    && match &item.phrase {
                        Some(phrase) => occurs(phrase)?,
                        None => false,
                    };
                if !word {
                    let meant = vocabulary.organisations.meant(&named.places);
                    return Ok(Some(Meaning::Organisations(meant)));
                }
            }
            let plain = PLAIN_PARTS.contains(&normalise(text).as_str());
            // Alone, a label is what is looked for.
            Ok((several && plain)
                .then(|| part(text))
                .flatten()
                .map(Meaning::Part))
        }
    }
}

/// After `年度:` a number alone is a year, held or not.
fn field_years(text: &str, vocabulary: &Vocabulary) -> Option<Meaning> {
    let years = years::years(text, &vocabulary.years)
        .or_else(|| years::years(&format!("{text}年度"), &vocabulary.years))?;
    Some(Meaning::Years(*years.start(), *years.end()))
}

fn part(text: &str) -> Option<Part> {
    let text = normalise(text);
    PARTS
        .iter()
        .find(|(label, _)| *label == text)
        .map(|&(_, part)| part)
}

/// A query whose words run together (令和6年度中央区の除雪), cut after the years and organisations that a
/// word begins with. `None` if nothing can be cut.
pub(crate) fn split(groups: &[Vec<Item>], vocabulary: &Vocabulary) -> Option<Vec<Vec<Item>>> {
    let mut split = Vec::new();
    let mut cut = false;
    for group in groups {
        let pieces = match group.as_slice() {
            [item] if !item.quoted && !item.without && item.field.is_none() => {
                pieces(item, vocabulary)
            }
            _ => None,
        };
        match pieces {
            Some(pieces) => {
                cut = true;
                split.extend(pieces.iter().map(|piece| vec![Item::word(piece)]));
            }
            None => split.push(group.clone()),
        }
    }
    cut.then_some(split)
}

/// What joins a name with what follows.
const JOINTS: [&[char]; 3] = [&['に', 'お', 'け', 'る'], &['で', 'の'], &['の']];
/// What goes on after a year: 平成28年度と29年度, 令和2年度から, 平成20年代.
const GOES_ON: &str = "とからま~-・、,代末初間生0123456789";

fn pieces(item: &Item, vocabulary: &Vocabulary) -> Option<Vec<String>> {
    let mut rest = item.phrase.as_ref()?.characters();
    let mut pieces = Vec::new();
    while !rest.is_empty() {
        let year = years::beginning(rest)
            .map(|(length, _)| length)
            .filter(|length| {
                !rest
                    .get(*length)
                    .is_some_and(|next| GOES_ON.contains(*next))
            });
        let length = year.or_else(|| Some(vocabulary.organisations.beginning(rest)?.0));
        let Some(length) = length else {
            break;
        };
        pieces.push(rest[..length].iter().collect());
        rest = &rest[length..];
        let joint = JOINTS.iter().find(|joint| rest.starts_with(joint));
        rest = &rest[joint.map_or(0, |joint| joint.len())..];
    }
    if pieces.is_empty() {
        return None;
    }
    if Phrase::new(&rest.iter().collect::<String>()).is_some() {
        pieces.push(rest.iter().collect());
    }
    (pieces.len() > 1).then_some(pieces)
}

/// Brackets and signs that sentences put around words.
fn is_around(character: char) -> bool {
    "()[]{}<>「」『』【】〈〉《》〔〕、。,.?!・:;…'".contains(character)
}

/// A query without the brackets and signs around its words: 「図書館」, (除雪, 道路？. `None` if there are none.
pub(crate) fn trimmed(groups: &[Vec<Item>]) -> Option<Vec<Vec<Item>>> {
    let mut changed = false;
    let trimmed = groups
        .iter()
        .map(|group| {
            let trim = |item: &Item| {
                let text = item
                    .phrase
                    .as_ref()
                    .map(|phrase| phrase.text())
                    .unwrap_or_default();
                let inner = text.trim_matches(is_around);
                if item.quoted || item.field.is_some() || inner == text {
                    return item.clone();
                }
                changed = true;
                Item::new(inner, false, None, item.without)
            };
            group.iter().map(trim).collect()
        })
        .collect();
    changed.then_some(trimmed)
}

impl Understanding {
    /// What is said of it in the answer.
    pub fn said(&self) -> Understood {
        let mut understood = Understood {
            words: self.words.clone(),
            taken_back: self.taken_back.clone(),
            unknown: self.unknown.clone(),
            parts: self.filters.parts.clone(),
            marks: self.filters.marks.clone(),
            organisation: self.organisation.clone(),
            ..Understood::default()
        };
        let mut ranges: Vec<_> = self.filters.years.clone();
        ranges.sort_by_key(|range| *range.start());
        // 2017 2024 are two years, and no range.
        let touch = ranges
            .windows(2)
            .all(|pair| *pair[1].start() <= pair[0].end().saturating_add(1));
        let first = ranges.iter().map(|range| *range.start()).min();
        let last = ranges.iter().map(|range| *range.end()).max();
        if let (Some(first), Some(last), true) = (first, last, touch) {
            understood.years = Some((first, last));
            understood.year = (first == last).then_some(first);
        }
        for set in &self.filters.organisations {
            for id in set {
                if !understood.organisations.contains(id) {
                    understood.organisations.push(id.clone());
                }
            }
        }
        understood
    }
}
