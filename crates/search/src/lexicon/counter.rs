//! The words of an archive, found passage by passage.

use rustc_hash::FxHashMap;

use ayumi_japanese::kana::{is_kanji, is_katakana};

use super::Lexicon;
use super::lattice::{Lattice, Segment};
use super::scan::Stretches;
use super::table::class;
use crate::passage::TextKind;
use crate::vocabulary::Word;

/// Words of a compound that are taken together at most, besides the whole.
const PARTS: usize = 4;

/// The most characters of a part of a compound.
const LONGEST_PART: usize = 10;

/// The most characters of a word.
const LONGEST: usize = 16;

/// Readings of a word at most.
pub(super) const READINGS: usize = 3;

/// What a passage's words are made of: the work that many threads can do at once.
#[derive(Debug, Clone, Default)]
pub struct PassageWords(Stretches);

impl PassageWords {
    /// Looks through the texts of a passage, which are normalised already.
    pub fn new(lexicon: &Lexicon, texts: &[(TextKind, String)]) -> Self {
        let mut stretches = Stretches::default();
        for (_, text) in texts {
            stretches.find(lexicon.table, text);
        }
        Self(stretches)
    }
}

/// Counts in how many passages each word stands.
///
/// Words are looked up once for each stretch of text that is new, and memory grows with these, not with the passages.
#[derive(Debug, Default)]
pub struct WordCounter {
    /// Stretch → its place in `ends`.
    stretches: FxHashMap<Box<str>, u32>,
    /// The words of all stretches, as their places in `counts`.
    words_of: Vec<u32>,
    /// For each stretch, where its words end.
    ends: Vec<usize>,
    /// Word → its place in `counts`.
    words: FxHashMap<Box<str>, u32>,
    counts: Vec<Count>,
    /// By a word of the lexicon, the words within it.
    within: FxHashMap<Box<str>, Box<[u32]>>,
    passages: u32,
}

/// Small, since passages lead to them in no order.
#[derive(Debug, Default)]
struct Count {
    passages: u32,
    /// The number of the last passage that held it.
    last: u32,
}

impl WordCounter {
    /// Counts the words of a passage.
    pub fn add(&mut self, lexicon: &Lexicon, passage: &PassageWords) {
        self.passages = self.passages.saturating_add(1);
        for stretch in passage.0.iter() {
            let at = match self.stretches.get(stretch) {
                Some(&at) => at as usize,
                None => self.look_up(lexicon, stretch),
            };
            let start = at.checked_sub(1).map_or(0, |before| self.ends[before]);
            for &word in &self.words_of[start..self.ends[at]] {
                let count = &mut self.counts[word as usize];
                if count.last != self.passages {
                    count.last = self.passages;
                    count.passages += 1;
                }
            }
        }
    }

    /// Looks up the words of a new stretch: its own, those made of several, and those within long ones.
    fn look_up(&mut self, lexicon: &Lexicon, stretch: &str) -> usize {
        let text: Vec<char> = stretch.chars().collect();
        let segments = Lattice::new(lexicon.table, &text, true).segments();
        let start = self.words_of.len();
        let mut word = String::new();
        each_word(&text, &segments, |characters| {
            word.clear();
            word.extend(characters);
            let number = self.number(&word);
            self.words_of.push(number);
        });
        for segment in long_parts(&segments) {
            word.clear();
            word.extend(&text[segment.range.clone()]);
            if !self.within.contains_key(word.as_str()) {
                let found = within(lexicon, &text[segment.range.clone()]);
                let found = found.iter().map(|word| self.number(word)).collect();
                self.within.insert(word.as_str().into(), found);
            }
            if let Some(found) = self.within.get(word.as_str()) {
                self.words_of.extend_from_slice(found);
            }
        }
        self.words_of[start..].sort_unstable();
        let mut found = self.words_of.split_off(start);
        found.dedup();
        self.words_of.append(&mut found);
        self.ends.push(self.words_of.len());
        let at = self.ends.len() - 1;
        // 2³² stretches do not fit into memory.
        self.stretches
            .insert(stretch.into(), u32::try_from(at).unwrap_or(u32::MAX));
        at
    }

    /// The place of a word in `counts`.
    fn number(&mut self, word: &str) -> u32 {
        if let Some(&at) = self.words.get(word) {
            return at;
        }
        let at = u32::try_from(self.counts.len()).unwrap_or(u32::MAX);
        self.counts.push(Count::default());
        self.words.insert(word.into(), at);
        at
    }

    /// The words that have a reading, by word and rank of the reading.
    pub fn finish(self, lexicon: &Lexicon) -> Vec<Word> {
        let mut counted: Vec<(Box<str>, u32)> = self.words.into_iter().collect();
        counted.sort_unstable();
        let mut words = Vec::with_capacity(counted.len());
        for (word, at) in counted {
            for (rank, reading) in (0..).zip(lexicon.readings(&word)) {
                words.push(Word {
                    text: word.to_string(),
                    reading,
                    rank,
                    passages: self.counts[at as usize].passages,
                    organisation: false,
                });
            }
        }
        words
    }
}

/// Stretches of words that may be parts of one compound.
fn compounds(segments: &[Segment]) -> impl Iterator<Item = &[Segment]> {
    let is_part = |segment: &Segment| segment.known && !class::is_inflected(segment.class);
    segments
        .chunk_by(move |a, b| is_part(a) && is_part(b))
        .filter(|run| run.iter().all(|segment| segment.known))
}

/// Parts that may be made of words themselves.
fn long_parts(segments: &[Segment]) -> impl Iterator<Item = &Segment> {
    let parts = compounds(segments).flatten();
    parts.filter(|segment| segment.range.len() > 2)
}

/// Hands on the words of a stretch and those made of several. Some may come twice.
fn each_word(text: &[char], segments: &[Segment], mut each: impl FnMut(&[char])) {
    for run in compounds(segments) {
        for start in 0..run.len() {
            for end in start + 1..=run.len() {
                let (first, last) = (&run[start], &run[end - 1]);
                let range = first.range.start..last.range.end;
                let whole = end - start == run.len();
                if range.len() > if whole { LONGEST } else { LONGEST_PART }
                    || end - start > PARTS && !whole
                {
                    continue;
                }
                let part = range.len() > 1
                    && (end - start == 1
                        || !class::is_suffix(first.class) && !class::is_prefix(last.class));
                let one_katakana = range.len() == 1 && is_katakana(text[range.start]);
                if (whole || part) && !one_katakana {
                    each(&text[range]);
                }
            }
        }
    }
}

/// The words that a longer one is made of (中央 in 中央区): only if it is read as they are, so that 八百 is not found in
/// 八百屋.
fn within(lexicon: &Lexicon, word: &[char]) -> Vec<String> {
    let parts = Lattice::new(lexicon.table, word, false);
    let segments = parts.segments();
    if segments.len() < 2 || segments.iter().any(|segment| !segment.known) {
        return Vec::new();
    }
    let whole = Lattice::new(lexicon.table, word, true).readings(1);
    if parts.readings(1) != whole {
        return Vec::new();
    }
    // 中央 and 区, but not 取り and 組み.
    let long = segments.iter().filter(|segment| {
        let kanji = word[segment.range.clone()].iter().filter(|&&c| is_kanji(c));
        kanji.count() > 1
    });
    long.map(|segment| word[segment.range.clone()].iter().collect())
        .collect()
}
