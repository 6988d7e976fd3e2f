//! もしかして: words of the archive that are nearly what was typed.

use std::collections::BTreeSet;

use ayumi_japanese::kana::{is_japanese, is_kanji, to_hiragana};
use ayumi_japanese::reading::{comparable, is_kana_text};
use ayumi_japanese::romaji;

use super::MOST_CHARACTERS;
use super::distance::{Costs, JAPANESE, LATIN, WRONG, distance, neighbours};
use crate::analysis::normalise;
use crate::error::Result;
use crate::vocabulary::words::rank;
use crate::vocabulary::{Word, Words};

/// Most corrections of a word.
pub const MOST_CORRECTIONS: usize = 3;

/// How much further from the phrase than the nearest word another may be, to be shown too.
const AS_NEAR: u32 = 5;

/// Words that may have been meant by a phrase that stands nowhere in the archive: those whose reading
/// (for kana and romaji) or writing (for all others) is nearly the same. The nearest first, then
/// those that are written in the same letters, then those in more passages; at most
/// [`MOST_CORRECTIONS`]. None for fewer than three kana, two kanji or five Latin letters.
///
/// Where the archive is large, an error in the first letters is found if it is a common one: kana that
/// sound alike, swapped letters, one too many.
///
/// # Errors
/// If a block of the tables cannot be read. All that are needed are asked for first.
pub fn corrections(words: &Words, phrase: &str) -> Result<Vec<Word>> {
    if phrase.chars().count() > MOST_CHARACTERS {
        return Ok(Vec::new());
    }
    let phrase = normalise(phrase);
    let mut found = if is_kana_text(&phrase) {
        by_kana(words, &phrase)?
    } else {
        // Both before either fails.
        let (read, written) = (by_letters(words, &phrase), by_writing(words, &phrase));
        let (mut found, written) = (read?, written?);
        found.extend(written);
        found
    };
    found.retain(|(_, word)| word.text != phrase);
    let nearest = found
        .iter()
        .map(|(distance, _)| *distance)
        .min()
        .unwrap_or(0);
    found.retain(|(distance, _)| *distance <= nearest + AS_NEAR);
    let script = |word: &Word| is_kana_text(&word.text) != is_kana_text(&phrase);
    found.sort_by(|(one_is, one), (other_is, other)| {
        let order = |distance, word| (distance, script(word));
        order(*one_is, one)
            .cmp(&order(*other_is, other))
            .then(other.passages.cmp(&one.passages))
            .then_with(|| rank(one).cmp(&rank(other)))
    });
    let mut texts = BTreeSet::new();
    found.retain(|(_, word)| texts.insert(word.text.clone()));
    found.truncate(MOST_CORRECTIONS);
    Ok(found.into_iter().map(|(_, word)| word).collect())
}

fn by_kana(words: &Words, phrase: &str) -> Result<Vec<(u32, Word)>> {
    let typed = comparable(phrase);
    let most = match phrase.chars().count() {
        0..=2 => return Ok(Vec::new()),
        3 => WRONG / 2 + 1,
        4 | 5 => WRONG,
        6 | 7 => WRONG * 3 / 2,
        _ => WRONG * 2,
    };
    let near = words.read_near(&beginnings(&typed))?;
    Ok(within(most, &typed, near, &JAPANESE, |word| {
        comparable(&word.reading)
    }))
}

/// Romaji with an error: letters are compared, since one wrong letter can make many wrong kana.
fn by_letters(words: &Words, phrase: &str) -> Result<Vec<(u32, Word)>> {
    let is_latin = |c: char| c.is_alphabetic() && !is_japanese(c) || "'’- ".contains(c);
    let letters = phrase.chars().filter(|c| c.is_alphabetic()).count();
    let most = match letters {
        _ if !phrase.chars().all(is_latin) => return Ok(Vec::new()),
        0..=4 => return Ok(Vec::new()),
        5..=7 => WRONG,
        8..=11 => WRONG * 3 / 2,
        _ => WRONG * 2,
    };
    let (kana, rest) = romaji::leading(phrase);
    let kana = comparable(&kana);
    if kana.is_empty() {
        return Ok(Vec::new());
    }
    // ko(dmo): こ and all that d can become; こ and も.
    let mut keys = if rest.is_empty() {
        beginnings(&kana)
    } else {
        Vec::new()
    };
    let mut letters = rest.chars();
    if let Some(first) = letters.next() {
        let unfinished = romaji::beginnings(&format!("{kana}{first}"));
        keys.extend(unfinished.iter().map(|one| comparable(one)));
        keys.push(comparable(&format!(
            "{kana}{}",
            romaji::leading(letters.as_str()).0
        )));
    }
    let typed = if rest.is_empty() {
        romaji::to_hepburn(&kana)
    } else {
        short_vowels(phrase)
    };
    let near = words.read_near(&keys)?;
    Ok(within(most, &typed, near, &LATIN, |word| {
        romaji::to_hepburn(&comparable(&word.reading))
    }))
}

/// Letters without marks, and without what lengthens vowels.
fn short_vowels(letters: &str) -> String {
    let mut made = String::new();
    for c in letters.chars().filter(|c| c.is_alphabetic()) {
        let c = match c {
            'ā' | 'â' => 'a',
            'ī' | 'î' => 'i',
            'ū' | 'û' => 'u',
            'ē' | 'ê' => 'e',
            'ō' | 'ô' => 'o',
            other => other,
        };
        let last = made.chars().next_back();
        let lengthens = "aiueo".contains(c) && (last == Some(c) || (last, c) == (Some('o'), 'u'));
        if !lengthens {
            made.push(c);
        }
    }
    made
}

fn by_writing(words: &Words, phrase: &str) -> Result<Vec<(u32, Word)>> {
    let count = phrase.chars().count();
    let kanji = phrase.chars().filter(|&c| is_kanji(c)).count();
    let most = match count {
        0..=2 if kanji < 2 => return Ok(Vec::new()),
        _ if kanji == 0 && phrase.is_ascii() && count < 5 => return Ok(Vec::new()),
        // Only swapped.
        0..=2 => WRONG * 4 / 5,
        3..=5 => WRONG,
        6 | 7 => WRONG * 3 / 2,
        _ => WRONG * 2,
    };
    let typed = to_hiragana(phrase);
    let mut near = words.written_near(&beginnings(&typed))?;
    // A word that stands in the phrase is a part of it, not what was meant.
    near.retain(|word| !phrase.contains(&word.text));
    Ok(within(most, &typed, near, &JAPANESE, |word| {
        to_hiragana(&word.text)
    }))
}

/// The words that are no further away than `most`, with their distance.
fn within(
    most: u32,
    typed: &str,
    words: Vec<Word>,
    costs: &Costs,
    form: impl Fn(&Word) -> String,
) -> Vec<(u32, Word)> {
    let typed: Vec<char> = typed.chars().collect();
    words
        .into_iter()
        .filter_map(|word| {
            let form: Vec<char> = form(&word).chars().collect();
            let distance = (!form.is_empty()).then(|| distance(&typed, &form, costs, most))??;
            Some((distance, word))
        })
        .collect()
}

/// What was typed, and with common errors in its first letters taken back: these decide which blocks
/// are read, and the first ones are read first.
fn beginnings(typed: &str) -> Vec<String> {
    let letters: Vec<char> = typed.chars().collect();
    let mut found = vec![letters.clone()];
    for at in [0, 1] {
        if at + 1 < letters.len() {
            let mut swapped = letters.clone();
            swapped.swap(at, at + 1);
            found.push(swapped);
        }
    }
    for at in [0, 1] {
        for other in letters.get(at).map_or(Vec::new(), |&kana| neighbours(kana)) {
            let mut replaced = letters.clone();
            replaced[at] = other;
            found.push(replaced);
        }
    }
    for at in [1, 0] {
        if letters.len() > 3 {
            let mut without = letters.clone();
            without.remove(at);
            found.push(without);
        }
    }
    found
        .into_iter()
        .map(|letters| letters.into_iter().collect())
        .collect()
}
