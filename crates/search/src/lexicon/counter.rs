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
            stretches.find(&lexicon.table, text);
        }
        Self(stretches)
    }
}

/// Counts in how many passages each word stands.
///
/// Words are looked up once for each stretch of text that is new, and memory grows with these, not with the passages.
#[derive(Debug, Default)]
pub struct WordCounter {
    /// Stretch → its place in `words_of`.
    stretches: FxHashMap<Box<str>, usize>,
    /// For each stretch, its words' places in `counts`.
    words_of: Vec<Box<[usize]>>,
    /// Word → its place in `counts`.
    words: FxHashMap<Box<str>, usize>,
    counts: Vec<Count>,
    passages: u32,
}

#[derive(Debug)]
struct Count {
    word: Box<str>,
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
                Some(&at) => at,
                None => self.look_up(lexicon, stretch),
            };
            for &word in &self.words_of[at] {
                let count = &mut self.counts[word];
                if count.last != self.passages {
                    count.last = self.passages;
                    count.passages += 1;
                }
            }
        }
    }

    fn look_up(&mut self, lexicon: &Lexicon, stretch: &str) -> usize {
        let mut found = Vec::new();
        for word in words(lexicon, stretch) {
            let at = match self.words.get(word.as_str()) {
                Some(&at) => at,
                None => {
                    self.counts.push(Count {
                        word: word.as_str().into(),
                        passages: 0,
                        last: 0,
                    });
                    self.words.insert(word.into(), self.counts.len() - 1);
                    self.counts.len() - 1
                }
            };
            if !found.contains(&at) {
                found.push(at);
            }
        }
        self.words_of.push(found.into());
        self.stretches
            .insert(stretch.into(), self.words_of.len() - 1);
        self.words_of.len() - 1
    }

    /// The words that have a reading, by word and rank of the reading.
    pub fn finish(self, lexicon: &Lexicon) -> Vec<Word> {
        let mut words = Vec::new();
        for count in self.counts {
            for (rank, reading) in (0..).zip(lexicon.readings(&count.word)) {
                words.push(Word {
                    text: count.word.to_string(),
                    reading,
                    rank,
                    passages: count.passages,
                    organisation: false,
                });
            }
        }
        words.sort_by(|a, b| (&a.text, a.rank).cmp(&(&b.text, b.rank)));
        words
    }
}

/// The words of a stretch: its own, those made of several, and those within long ones. Some may come twice.
fn words(lexicon: &Lexicon, stretch: &str) -> Vec<String> {
    let text: Vec<char> = stretch.chars().collect();
    let segments = Lattice::new(&lexicon.table, &text, true).segments();
    let mut words = Vec::new();
    let is_part = |segment: &Segment| segment.known && !class::is_inflected(segment.class);
    for run in segments.chunk_by(|a, b| is_part(a) && is_part(b)) {
        if run.iter().any(|segment| !segment.known) {
            continue;
        }
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
                    words.push(text[range].iter().collect());
                }
            }
        }
        for segment in run.iter().filter(|segment| segment.range.len() > 2) {
            words.extend(within(lexicon, &text[segment.range.clone()]));
        }
    }
    words
}

/// The words that a longer one is made of (中央 in 中央区): only if it is read as they are, so that 八百 is not found in
/// 八百屋.
fn within(lexicon: &Lexicon, word: &[char]) -> Vec<String> {
    let parts = Lattice::new(&lexicon.table, word, false);
    let segments = parts.segments();
    if segments.len() < 2 || segments.iter().any(|segment| !segment.known) {
        return Vec::new();
    }
    let whole = Lattice::new(&lexicon.table, word, true).readings(1);
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
