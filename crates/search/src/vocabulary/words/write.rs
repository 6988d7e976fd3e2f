//! The writing side of the tables: which words stand under which keys.

use std::collections::{BTreeMap, BTreeSet};

use ayumi_japanese::kana::to_hiragana;
use ayumi_japanese::reading::{comparable, is_kana_text, plain};

use super::table::{BLOCK, Group, write};
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
pub fn tables(words: &[Word]) -> Vec<(String, Vec<u8>)> {
    // What was said twice about a word: all of it.
    let mut merged: BTreeMap<(String, String), (u32, bool)> = BTreeMap::new();
    for word in words {
        if word.text.is_empty() || word.text.len() + word.reading.len() > MOST_BYTES {
            continue;
        }
        let reading = if word.reading.is_empty() && is_kana_text(&word.text) {
            plain(&word.text)
        } else {
            word.reading.clone()
        };
        let (passages, organisation) = merged.entry((word.text.clone(), reading)).or_default();
        *passages = word.passages.max(*passages);
        *organisation |= word.organisation;
    }
    let mut by_reading: Keyed = BTreeMap::new();
    let mut by_text: Keyed = BTreeMap::new();
    for ((text, reading), (passages, organisation)) in merged {
        let word = Word {
            text,
            reading,
            passages,
            organisation,
        };
        let keys = [plain(&word.reading)]
            .into_iter()
            .chain(short_reading(&word));
        let keys = keys.map(|reading| comparable(&reading));
        for key in keys.filter(|key| !key.is_empty()).collect::<BTreeSet<_>>() {
            by_reading.entry(key).or_default().push(word.clone());
        }
        by_text.entry(text_key(&word.text)).or_default().push(word);
    }
    let mut index = MAGIC.to_vec();
    let by_reading = write(&groups(by_reading, Beginnings::OfReadings), &mut index);
    let by_text = write(&groups(by_text, Beginnings::OfKeys), &mut index);
    [(INDEX, index), (BY_READING, by_reading), (BY_TEXT, by_text)]
        .map(|(name, bytes)| (name.to_owned(), bytes))
        .into()
}

/// The key of a written word: kana of either kind are the same.
pub(super) fn text_key(text: &str) -> String {
    to_hiragana(text)
}

type Keyed = BTreeMap<String, Vec<Word>>;

/// Which beginnings people type.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Beginnings {
    /// Those of the keys.
    OfKeys,
    /// Those of the keys, and those of the readings as they are written: こう is a beginning of
    /// こうれい, whose key is これい.
    OfReadings,
}

fn groups(keyed: Keyed, beginnings: Beginnings) -> BTreeMap<String, Group> {
    // What all words take that begin so: no less than it will be in the table.
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for (key, words) in &keyed {
        let size: usize = words
            .iter()
            .map(|word| key.len() + word.text.len() + word.reading.len() + 16)
            .sum();
        for beginning in all_beginnings(key) {
            *sizes.entry(beginning).or_default() += size;
        }
    }
    let is_large = |key: &str| sizes.get(key).is_some_and(|&size| size > BLOCK);

    let mut best: BTreeMap<String, Vec<&Word>> = BTreeMap::new();
    for (key, words) in &keyed {
        for beginning in all_beginnings(key).take_while(|beginning| is_large(beginning)) {
            best.entry(beginning.to_owned()).or_default().extend(words);
        }
        if beginnings == Beginnings::OfKeys {
            continue;
        }
        for word in words {
            let reading = plain(&word.reading);
            for beginning in all_beginnings(&reading) {
                let key = comparable(beginning);
                if !is_large(&key) {
                    break;
                }
                if key != beginning {
                    best.entry(beginning.to_owned()).or_default().push(word);
                }
            }
        }
    }
    let mut groups: BTreeMap<String, Group> = best
        .into_iter()
        .map(|(beginning, words)| {
            let (best, words) = (best_of(words), Vec::new());
            (beginning, Group { best, words })
        })
        .collect();
    for (key, mut words) in keyed {
        words.sort_by(|one, other| rank(one).cmp(&rank(other)));
        words.truncate(MOST_OF_A_KEY);
        groups.entry(key).or_default().words = words;
    }
    groups
}

/// All beginnings of a text, the shortest first; the last one is the text itself.
fn all_beginnings(text: &str) -> impl Iterator<Item = &str> {
    text.char_indices()
        .map(|(at, c)| &text[..at + c.len_utf8()])
}

fn best_of(mut words: Vec<&Word>) -> Vec<Word> {
    words.sort_by(|one, other| rank(one).cmp(&rank(other)));
    let mut texts = BTreeSet::new();
    let (mut organisations, mut others) = BEST;
    words
        .into_iter()
        .filter(|word| {
            let left = if word.organisation {
                &mut organisations
            } else {
                &mut others
            };
            if *left == 0 || !texts.insert(word.text.as_str()) {
                return false;
            }
            *left -= 1;
            true
        })
        .cloned()
        .collect()
}
