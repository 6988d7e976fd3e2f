//! Which organisations a word names.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_japanese::reading::{comparable, is_kana_text};
use ayumi_japanese::romaji;

use super::OrganisationEntry;
use crate::analysis::normalise;
use crate::answer::NamedOrganisation;

/// How a word names organisations.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Named {
    /// Their places among the organisations, ascending.
    pub places: Vec<usize>,
    /// The word is only how the name is read, or part of it: it may as well be something else.
    pub weak: bool,
}

/// The organisations, by everything that they are called.
#[derive(Debug, Default)]
pub(crate) struct Organisations {
    entries: Vec<OrganisationEntry>,
    places: BTreeMap<String, usize>,
    /// Names, names with those above, abbreviations, identifiers.
    names: BTreeMap<String, BTreeSet<usize>>,
    /// Comparable readings, with and without 区 and 市 at the end.
    readings: BTreeMap<String, BTreeSet<usize>>,
    /// Names of cities without 市: 新潟.
    cities: BTreeMap<String, BTreeSet<usize>>,
    /// Names without 区 or 市 at the end; only where it is said that an organisation follows.
    stems: BTreeMap<String, BTreeSet<usize>>,
    /// Names in Latin letters, for organisations whose reading is not known.
    latin: BTreeMap<String, BTreeSet<usize>>,
}

/// What organisations end in that people leave out, with its reading.
const ENDINGS: [(&str, &str); 3] = [("区役所", "くやくしょ"), ("区", "く"), ("市", "し")];

impl Organisations {
    pub fn new(entries: Vec<OrganisationEntry>) -> Self {
        let ids = entries.iter().map(|entry| entry.id.clone());
        let mut all = Self {
            places: ids.zip(0..).collect(),
            entries,
            ..Self::default()
        };
        for place in 0..all.entries.len() {
            all.add(place);
        }
        all
    }

    fn add(&mut self, place: usize) {
        let Some(entry) = self.entries.get(place).cloned() else {
            return;
        };
        let mut names = vec![entry.name.clone()];
        // 中央区地域総務課, 新潟市中央区地域総務課
        let mut long = entry.name.clone();
        for above in self.above(place) {
            long.insert_str(0, &self.entries[above].name);
            names.push(long.clone());
        }
        if entry.name.ends_with('区') {
            names.push(format!("{}役所", entry.name));
        }
        names.extend(entry.abbreviations.iter().cloned());
        for name in &names {
            insert(&mut self.names, normalise(name), place);
        }
        insert(&mut self.stems, entry.id.clone(), place);
        for (ending, read) in ENDINGS {
            if let Some(stem) = entry.name.strip_suffix(ending) {
                insert(&mut self.stems, normalise(stem), place);
                if entry.city {
                    insert(&mut self.cities, normalise(stem), place);
                }
                let stem = entry
                    .kana
                    .as_deref()
                    .and_then(|kana| kana.strip_suffix(read));
                // きた and にし are too short to say a ward.
                if let Some(stem) = stem.filter(|stem| stem.chars().count() > 2) {
                    insert(&mut self.readings, comparable(stem), place);
                }
            }
        }
        if let Some(kana) = &entry.kana {
            insert(&mut self.readings, comparable(kana), place);
        }
        if let Some(romaji) = &entry.romaji {
            let romaji = normalise(romaji);
            let stem = romaji
                .rsplit_once('-')
                .map_or(romaji.as_str(), |(stem, _)| stem);
            // Three letters: kita is as likely the word for north, but nishi and chuo are.
            if stem.len() > 3 {
                insert(&mut self.latin, stem.to_owned(), place);
            }
            insert(&mut self.latin, romaji.replace('-', ""), place);
            insert(&mut self.latin, romaji, place);
        }
    }

    /// The places of those above one, the nearest first. Ends at a loop.
    fn above(&self, place: usize) -> Vec<usize> {
        let mut above = Vec::new();
        let mut next = self.entries.get(place);
        while let Some(found) = next
            .and_then(|entry| entry.above.as_ref())
            .and_then(|id| self.places.get(id).copied())
        {
            if found == place || above.contains(&found) {
                break;
            }
            above.push(found);
            next = self.entries.get(found);
        }
        above
    }

    /// The organisations that a word names. `said`: it is said that the word is one (`区:`).
    pub fn named(&self, word: &str, said: bool) -> Option<Named> {
        let normalised = normalise(word);
        let strong = self.names.get(&normalised);
        if let Some(places) = strong {
            return Some(Named {
                places: places.iter().copied().collect(),
                weak: false,
            });
        }
        let by_stem = || self.stems.get(&normalised).filter(|_| said);
        let by_reading = || {
            let mut readings = readings(word).into_iter();
            readings.find_map(|reading| self.readings.get(&comparable(&reading)))
        };
        let places = by_stem()
            .or_else(|| self.cities.get(&normalised))
            .or_else(by_reading)
            .or_else(|| self.latin.get(&normalised))?;
        Some(Named {
            places: places.iter().copied().collect(),
            weak: !said,
        })
    }

    /// The identifiers of those at some places.
    pub fn ids(&self, places: &[usize]) -> Vec<String> {
        let entries = places.iter().filter_map(|&place| self.entries.get(place));
        entries.map(|entry| entry.id.clone()).collect()
    }

    /// The longest name that a normalised text begins with, and its length in characters.
    pub fn beginning(&self, text: &[char]) -> Option<(usize, &BTreeSet<usize>)> {
        (2..=text.len().min(24)).rev().find_map(|length| {
            let name: String = text[..length].iter().collect();
            Some((length, self.names.get(&name)?))
        })
    }

    /// The organisations meant by those at some places: these, and those before and after them.
    pub fn meant(&self, places: &[usize]) -> Vec<NamedOrganisation> {
        let mut meant: Vec<usize> = places.to_vec();
        for &place in places {
            let Some(entry) = self.entries.get(place) else {
                continue;
            };
            for id in entry.before.iter().chain(&entry.after) {
                meant.extend(self.places.get(id).filter(|place| !places.contains(place)));
            }
        }
        let mut seen = BTreeSet::new();
        meant.retain(|place| seen.insert(*place));
        meant
            .into_iter()
            .filter_map(|place| {
                Some(NamedOrganisation {
                    id: self.entries.get(place)?.id.clone(),
                    name: self.full_name(place),
                })
            })
            .collect()
    }

    /// A name with the names above it, as far as others have the same; without the city's, which
    /// all would have.
    fn full_name(&self, place: usize) -> String {
        let Some(entry) = self.entries.get(place) else {
            return String::new();
        };
        let shared = self
            .names
            .get(&normalise(&entry.name))
            .is_some_and(|places| places.len() > 1);
        let mut name = entry.name.clone();
        if shared {
            for above in self.above(place) {
                if !self.entries[above].city {
                    name.insert_str(0, &self.entries[above].name);
                }
            }
        }
        name
    }

    /// The name of an organisation with those above it, but for the city's.
    pub fn path(&self, id: &str) -> Option<String> {
        let place = *self.places.get(id)?;
        let mut names = vec![self.entries.get(place)?.name.as_str()];
        for above in self.above(place) {
            if !self.entries[above].city {
                names.push(&self.entries[above].name);
            }
        }
        names.reverse();
        Some(names.join(" "))
    }

    /// Whether one of some organisations is above one of some others.
    pub fn any_above(&self, upper: &[String], lower: &[String]) -> bool {
        let places = |ids: &[String]| -> Vec<usize> {
            ids.iter()
                .filter_map(|id| self.places.get(id).copied())
                .collect()
        };
        let upper = places(upper);
        places(lower)
            .into_iter()
            .any(|place| self.above(place).iter().any(|above| upper.contains(above)))
    }
}

fn insert(table: &mut BTreeMap<String, BTreeSet<usize>>, name: String, place: usize) {
    if !name.is_empty() {
        table.entry(name).or_default().insert(place);
    }
}

/// How a word is read that is wholly kana or wholly romaji.
fn readings(word: &str) -> Vec<String> {
    let word = normalise(word);
    if is_kana_text(&word) {
        return vec![word];
    }
    romaji::readings(&word)
}
