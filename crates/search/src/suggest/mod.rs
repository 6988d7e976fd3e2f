//! From what is typed to words of the archive: what may follow while one types ([`suggest`]), what
//! is read so ([`by_reading`]), and what may have been meant ([`corrections`]).
//!
//! Everything here reads a few blocks of the tables of [`Words`], whatever is typed.

mod corrections;
mod distance;

use std::collections::BTreeSet;

use ayumi_japanese::kana::{is_hiragana, is_japanese, to_hiragana};
use ayumi_japanese::reading::{comparable, is_kana_text, plain};
use ayumi_japanese::romaji;

use crate::analysis::normalise;
use crate::answer::Suggestion;
use crate::error::Result;
use crate::vocabulary::words::{Likeness, likeness, rank, short_reading};
use crate::vocabulary::{Word, Words};

pub use corrections::{MOST_CORRECTIONS, corrections};

/// Longest word that is completed, corrected or looked up by its reading, in characters.
pub const MOST_CHARACTERS: usize = 32;

/// Most suggestions for what is typed.
pub const MOST_SUGGESTIONS: usize = 16;

/// Most words for a reading.
pub const MOST_READ_SO: usize = 5;

/// Fewest kana that are looked up as a reading.
const FEWEST_KANA: usize = 3;

/// Fewest Latin letters that are.
const FEWEST_LETTERS: usize = 4;

/// How close a word is to what is typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Closeness {
    /// It is read, or written, exactly so.
    Whole,
    /// It is read so but for long vowels.
    WholeComparable,
    /// It begins so.
    Beginning,
    /// It begins so but for long vowels.
    BeginningComparable,
}

/// Words with which the last word of what is typed can go on: by reading where it is kana or romaji
/// (also with an unfinished syllable), by writing otherwise. The closest first: whole words, then
/// beginnings; of equally close ones organisations, then those in more passages. Organisations that
/// only begin so fill no more than half, as long as there are other words. No word stands twice; at
/// most [`MOST_SUGGESTIONS`].
///
/// # Errors
/// If a block of the tables cannot be read. All blocks that are known to be needed are asked for
/// first.
pub fn suggest(words: &Words, typed: &str, limit: usize) -> Result<Vec<Suggestion>> {
    let last = typed.rsplit(char::is_whitespace).next().unwrap_or_default();
    if last.chars().count() > MOST_CHARACTERS {
        return Ok(Vec::new());
    }
    let word = normalise(last);
    let word = word.trim_start_matches(['"', '“', '”', '「', '『', '-']);
    let limit = limit.min(MOST_SUGGESTIONS);
    let mut found = closest(words, word)?;
    if found.is_empty() {
        found = composing(words, word)?;
    }
    found.sort_by(|(one_is, one), (other_is, other)| {
        (one_is, rank(one)).cmp(&(other_is, rank(other)))
    });
    // One kanji is a word of its own (みなと: 港), but nobody goes on to 持 from じ.
    let long = word.chars().count() > 1;
    found.retain(|(closeness, word)| {
        long && *closeness <= Closeness::WholeComparable || word.text.chars().count() > 1
    });
    let mut texts = BTreeSet::new();
    found.retain(|(_, word)| texts.insert(word.text.clone()));

    let (mut first, mut late) = (Vec::new(), Vec::new());
    let mut organisations = 0;
    for (closeness, word) in found {
        organisations += usize::from(word.organisation && closeness >= Closeness::Beginning);
        let is_late = word.organisation
            && closeness >= Closeness::Beginning
            && organisations > limit.div_ceil(2);
        if is_late { &mut late } else { &mut first }.push(word);
    }
    first.truncate(limit);
    first.extend(late);
    first.truncate(limit);
    Ok(first.into_iter().map(Suggestion::from).collect())
}

impl From<Word> for Suggestion {
    fn from(word: Word) -> Self {
        Self {
            text: word.text,
            reading: word.reading,
            passages: word.passages,
            organisation: word.organisation,
        }
    }
}

/// Words that can be meant by a normalised word that is not complete, in no particular order.
fn closest(words: &Words, typed: &str) -> Result<Vec<(Closeness, Word)>> {
    if typed.is_empty() {
        return Ok(Vec::new());
    }
    let is_kana = is_kana_text(typed);
    let (wholes, beginnings) = if is_kana {
        (vec![plain(typed)], vec![plain(typed)])
    } else if typed.chars().nth(1).is_none() && romaji::to_hiragana(typed).is_none() {
        // A lone consonant says too little for the six blocks and more that it would take.
        (Vec::new(), Vec::new())
    } else {
        (romaji::readings(typed), romaji::beginnings(typed))
    };
    let wholes: Vec<String> = wholes.iter().map(|whole| plain(whole)).collect();
    let beginnings: Vec<String> = beginnings.iter().map(|one| plain(one)).collect();
    // Both before either fails.
    let read = words.beginning(&beginnings);
    let written = if is_kana {
        Ok(Vec::new())
    } else {
        words.written(typed)
    };
    let mut found: Vec<(Closeness, Word)> = read?
        .into_iter()
        .map(|word| (closeness(&word, &wholes, &beginnings), word))
        .collect();
    let key = to_hiragana(typed);
    found.extend(written?.into_iter().map(|word| {
        let whole = to_hiragana(&word.text) == key;
        let closeness = if whole {
            Closeness::Whole
        } else {
            Closeness::Beginning
        };
        (closeness, word)
    }));
    Ok(found)
}

/// Words that begin with what an input method has made kanji of, and of which the rest can be how
/// they go on to be read: 組織も, 組織m.
fn composing(words: &Words, typed: &str) -> Result<Vec<(Closeness, Word)>> {
    let made = typed.trim_end_matches(|c: char| is_hiragana(c) || c.is_ascii_lowercase());
    let rest = &typed[made.len()..];
    if rest.is_empty() || !made.ends_with(is_japanese) {
        return Ok(Vec::new());
    }
    let nexts = if is_kana_text(rest) {
        vec![plain(rest)]
    } else {
        romaji::beginnings(rest)
    };
    let mut found = words.written(made)?;
    found.retain(|word| {
        let mut reading = plain(&word.reading);
        // What was made took one kana at least.
        let first = reading.chars().next().map_or(0, char::len_utf8);
        reading.drain(..first);
        nexts
            .iter()
            .any(|next| reading.contains(plain(next).as_str()))
    });
    let found = found.into_iter();
    Ok(found.map(|word| (Closeness::Beginning, word)).collect())
}

fn closeness(word: &Word, wholes: &[String], beginnings: &[String]) -> Closeness {
    let reading = plain(&word.reading);
    let short = short_reading(word);
    let read = || [Some(&reading), short.as_ref()].into_iter().flatten();
    if read().any(|reading| wholes.contains(reading)) {
        Closeness::Whole
    } else if read().any(|reading| {
        let reading = comparable(reading);
        wholes.iter().any(|whole| comparable(whole) == reading)
    }) {
        Closeness::WholeComparable
    } else if beginnings
        .iter()
        .any(|one| reading.starts_with(one.as_str()))
    {
        Closeness::Beginning
    } else {
        Closeness::BeginningComparable
    }
}

/// Words that are read as a phrase is typed: in at least three kana (ひよりやまはま), or in romaji of
/// at least four letters (kodomo). Whole readings only; for places also the name without its last
/// character (にしかん: 西蒲区). The best first, at most [`MOST_READ_SO`], never the phrase itself.
///
/// Who types kana or *ou* says which vowels are long: then words that differ in that are left out if
/// others do not. *koen* can be こうえん.
///
/// # Errors
/// If a block of the tables cannot be read.
pub fn by_reading(words: &Words, typed_phrase: &str) -> Result<Vec<Word>> {
    if typed_phrase.chars().count() > MOST_CHARACTERS {
        return Ok(Vec::new());
    }
    let phrase = normalise(typed_phrase);
    let readings = if is_kana_text(&phrase) {
        let reading = plain(&phrase);
        let enough = reading.chars().count() >= FEWEST_KANA;
        if enough { vec![reading] } else { Vec::new() }
    } else if phrase.chars().filter(|c| c.is_alphabetic()).count() >= FEWEST_LETTERS {
        romaji::readings(&phrase)
    } else {
        Vec::new()
    };
    let says_length = is_kana_text(&phrase)
        || readings
            .iter()
            .any(|reading| plain(reading) != comparable(reading));
    // Each asked for before one fails.
    let found: Vec<Result<Vec<Word>>> = readings
        .iter()
        .map(|reading| words.with_reading(reading))
        .collect();
    let mut alike: Vec<(Likeness, Word)> = Vec::new();
    for (reading, words) in readings.iter().zip(found) {
        alike.extend(
            words?
                .into_iter()
                .map(|word| (likeness(&word, reading), word)),
        );
    }
    alike.retain(|(_, word)| word.text != phrase);
    if says_length
        && alike
            .iter()
            .any(|(likeness, _)| *likeness == Likeness::Same)
    {
        alike.retain(|(likeness, _)| *likeness == Likeness::Same);
    }
    alike.sort_by(|(one_is, one), (other_is, other)| {
        (one_is, rank(one)).cmp(&(other_is, rank(other)))
    });
    let mut texts = BTreeSet::new();
    alike.retain(|(_, word)| texts.insert(word.text.clone()));
    alike.truncate(MOST_READ_SO);
    Ok(alike.into_iter().map(|(_, word)| word).collect())
}

#[cfg(test)]
mod tests;
