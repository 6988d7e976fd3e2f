//! The writing side of the tables: which words stand under which keys.
//!
//! There are hundreds of thousands of words, so everything is sorted rather than looked up: words by their [`rank`], so
//! that a place in that order stands for a word and comparing two words is comparing two numbers; and keys, so that all
//! words with one beginning stand side by side.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use ayumi_japanese::kana::to_hiragana;
use ayumi_japanese::reading::{comparable, is_kana_text, plain};

use super::table::{BLOCK, Writer};
use super::{BY_READING, BY_TEXT, INDEX, MAGIC, Word, rank, short_reading};

/// Longest word, text and reading together, in bytes. Longer ones are left out: nobody types them,
/// and the best words of a beginning are to fit into a block.
pub(super) const MOST_BYTES: usize = 160;

/// Words kept for one key; those with the fewest passages are left out. One comparable reading of
/// Japanese has some 60 words at the very most.
pub(super) const MOST_OF_A_KEY: usize = 64;

/// How many organisations and how many other words are kept as the best of a beginning.
const BEST: (usize, usize) = (8, 16);

/// The files of the tables: name and bytes. The same for the same words, in whatever order.
///
/// Organisations are found by their reading without 市, 区, 町 or 村, too (ちゅうおう: 中央区). Words
/// of kana need no reading. Left out: words without text, longer than 160 bytes with their reading,
/// and what goes beyond 64 words of one comparable reading.
pub fn tables(words: Vec<Word>) -> Vec<(String, Vec<u8>)> {
    let mut words = merged(words);
    words.sort_unstable_by(|one, other| rank(one).cmp(&rank(other)));
    let mut by_reading = Vec::with_capacity(words.len());
    let mut by_text = Vec::with_capacity(words.len());
    for (place, word) in (0_u32..).zip(&words) {
        let key = comparable(&word.reading);
        let short = short_reading(word).map(|reading| comparable(&reading));
        if let Some(short) = short.filter(|short| !short.is_empty() && *short != key) {
            by_reading.push((short, place));
        }
        if !key.is_empty() {
            by_reading.push((key, place));
        }
        by_text.push((text_key(&word.text), place));
    }
    let mut index = MAGIC.to_vec();
    let by_reading = Keyed::new(&words, by_reading).write(Beginnings::OfReadings, &mut index);
    let by_text = Keyed::new(&words, by_text).write(Beginnings::OfKeys, &mut index);
    [(INDEX, index), (BY_READING, by_reading), (BY_TEXT, by_text)]
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .into()
}

/// Each word with a reading once: what was said twice about it is all of it.
fn merged(mut words: Vec<Word>) -> Vec<Word> {
    words
        .retain(|word| !word.text.is_empty() && word.text.len() + word.reading.len() <= MOST_BYTES);
    for word in &mut words {
        if word.reading.is_empty() && is_kana_text(&word.text) {
            word.reading = plain(&word.text);
        }
    }
    words.sort_unstable_by(|one, other| {
        (&one.text, &one.reading).cmp(&(&other.text, &other.reading))
    });
    words.dedup_by(|same, kept| {
        let is_same = same.text == kept.text && same.reading == kept.reading;
        if is_same {
            kept.rank = kept.rank.min(same.rank);
            kept.passages = kept.passages.max(same.passages);
            kept.organisation |= same.organisation;
        }
        is_same
    });
    words
}

/// The key of a written word: kana of either kind are the same.
pub(super) fn text_key(text: &str) -> String {
    to_hiragana(text)
}

/// Which beginnings people type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beginnings {
    /// Those of the keys.
    OfKeys,
    /// Those of the keys, and those of the readings as they are written: こう is a beginning of
    /// こうれい, whose key is これい.
    OfReadings,
}

/// Words under their keys.
struct Keyed<'a> {
    /// By rank.
    words: &'a [Word],
    /// Keys in their order, with the place of a word; one key's by rank.
    rows: Vec<(String, u32)>,
    /// What the rows before each one take.
    sizes: Vec<usize>,
}

impl<'a> Keyed<'a> {
    fn new(words: &'a [Word], mut rows: Vec<(String, u32)>) -> Self {
        rows.sort_unstable();
        let mut sizes = Vec::with_capacity(rows.len() + 1);
        let mut all = 0;
        sizes.push(0);
        for (key, place) in &rows {
            let word = &words[*place as usize];
            // No less than it will be in the table.
            all += key.len() + word.text.len() + word.reading.len() + 16;
            sizes.push(all);
        }
        Self { words, rows, sizes }
    }

    fn write(&self, beginnings: Beginnings, index: &mut Vec<u8>) -> Vec<u8> {
        let mut large = BTreeMap::new();
        self.large(0..self.rows.len(), 0, &mut large);
        if beginnings == Beginnings::OfReadings {
            self.add_readings(&mut large);
        }
        let mut best = large
            .into_iter()
            .map(|(beginning, places)| (beginning, self.best_of(places)))
            .peekable();
        let mut writer = Writer::default();
        for of_key in self.rows.chunk_by(|one, other| one.0 == other.0) {
            let Some((key, _)) = of_key.first() else {
                continue;
            };
            while let Some((beginning, best)) = best.next_if(|(beginning, _)| beginning < key) {
                writer.push(&beginning, &best, [].iter());
            }
            let here = best.next_if(|(beginning, _)| beginning == key);
            let words = of_key.iter().take(MOST_OF_A_KEY);
            let words = words.map(|(_, place)| &self.words[*place as usize]);
            let here = here.map_or_else(Vec::new, |(_, best)| best);
            writer.push(key, &here, words);
        }
        for (beginning, best) in best {
            writer.push(&beginning, &best, [].iter());
        }
        writer.finish(index)
    }

    /// Collects the beginnings whose words fill more than a block, with the places of these words: among rows whose keys
    /// have the first `same` bytes in common.
    fn large(&self, rows: Range<usize>, same: usize, found: &mut BTreeMap<String, Vec<u32>>) {
        let next = |at: usize| self.rows[at].0[same..].chars().next();
        let mut start = rows.start;
        while start < rows.end {
            let character = next(start);
            let others = start + 1..rows.end;
            let end = others
                .into_iter()
                .find(|&at| next(at) != character)
                .unwrap_or(rows.end);
            if let Some(character) = character
                && self.sizes[end] - self.sizes[start] > BLOCK
            {
                let longer = same + character.len_utf8();
                let places = self.rows[start..end].iter().map(|(_, place)| *place);
                let beginning = self.rows[start].0[..longer].to_owned();
                found.insert(beginning, places.collect());
                self.large(start..end, longer, found);
            }
            start = end;
        }
    }

    /// Adds the beginnings of readings that are not those of their keys.
    fn add_readings(&self, large: &mut BTreeMap<String, Vec<u32>>) {
        let mut added: BTreeMap<String, Vec<u32>> = BTreeMap::new();
        for (key, place) in &self.rows {
            let reading = plain(&self.words[*place as usize].reading);
            // Then so are its beginnings.
            if reading == *key {
                continue;
            }
            for beginning in all_beginnings(&reading) {
                let key = comparable(beginning);
                if !large.contains_key(&key) {
                    break;
                }
                if key != beginning {
                    match added.get_mut(beginning) {
                        Some(places) => places.push(*place),
                        None => {
                            added.insert(beginning.to_owned(), vec![*place]);
                        }
                    }
                }
            }
        }
        for (beginning, mut places) in added {
            large.entry(beginning).or_default().append(&mut places);
        }
    }

    /// The best words among these.
    fn best_of(&self, mut places: Vec<u32>) -> Vec<&'a Word> {
        places.sort_unstable();
        let mut texts = BTreeSet::new();
        let (mut organisations, mut others) = BEST;
        let mut best = Vec::new();
        for place in places {
            let word = &self.words[place as usize];
            let left = if word.organisation {
                &mut organisations
            } else {
                &mut others
            };
            if *left > 0 && texts.insert(word.text.as_str()) {
                *left -= 1;
                best.push(word);
            } else if others == 0 {
                // Organisations come first.
                break;
            }
        }
        best
    }
}

/// All beginnings of a text, the shortest first; the last one is the text itself.
fn all_beginnings(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices()
        .map(|(at, c)| &text[..at + c.len_utf8()])
}
