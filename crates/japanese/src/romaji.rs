//! Japanese in Latin letters (ローマ字) ⇔ hiragana.
//!
//! Hepburn, Kunrei and Nihon-shiki are read alike, and so is what people type on keyboards: *si* and
//! *shi*, *tu* and *tsu*, *sya* and *sha*, *kk*, *tch*, *nn* and *n'*, *m* before *b*, *p* and *m*,
//! long vowels as *ou*, *oo*, *ō*, *ô* and *oh*, hyphens, *thi* and *xtu*. Facts: the Cabinet's
//! notification of 1954 on ローマ字のつづり方 and the tables of common input methods. *l*, *c* without
//! *h* and *q* spell nothing, so that most English words are no romaji.

mod table;

use crate::fold::fold_str;
use crate::kana::{char_to_hiragana, is_hiragana, is_katakana};
use table::{SYLLABLES, VOWELS};

/// The hiragana that a text in Latin letters spells; `None` if it is not wholly romaji, or has no
/// letter. White space and hyphens are left out. Where two readings are possible, the first of
/// [`readings`].
///
/// ```
/// use ayumi_japanese::romaji::to_hiragana;
///
/// assert_eq!(to_hiragana("Chuo-ku").as_deref(), Some("ちゅおく"));
/// assert_eq!(to_hiragana("shimbun").as_deref(), Some("しんぶん"));
/// assert_eq!(to_hiragana("report"), None);
/// ```
pub fn to_hiragana(text: &str) -> Option<String> {
    Spelled::new(text, false, false).whole()
}

/// All that a text in Latin letters can spell, the likelier first, at most two: *ny* is に with a
/// small letter, or ん before や (*shinyou*), and *nn* before a vowel is ん before な, or as input
/// methods have it ん before あ (*kinnen*). Empty if the text is not wholly romaji.
///
/// ```
/// assert_eq!(ayumi_japanese::romaji::readings("honya"), ["ほにゃ", "ほんや"]);
/// ```
pub fn readings(text: &str) -> Vec<String> {
    let mut readings: Vec<String> = [false, true]
        .into_iter()
        .filter_map(|apart| Spelled::new(text, false, apart).whole())
        .collect();
    readings.dedup();
    readings
}

/// All hiragana with which a word can begin of which this is typed so far; empty if it cannot be
/// romaji. An unfinished syllable stands for all that it can become (*k*: か, き, く, け, こ, っ), and
/// there may be kana before it, as while an input method is at work (ひよr). At most 32.
///
/// ```
/// let beginnings = ayumi_japanese::romaji::beginnings("hiyor");
/// assert!(beginnings.contains(&"ひより".to_owned()));
/// ```
pub fn beginnings(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for apart in [false, true] {
        let spelled = Spelled::new(text, true, apart);
        if spelled.rest.is_empty() {
            found.extend(spelled.whole());
            continue;
        }
        for next in continuations(&spelled.rest) {
            let beginning = format!("{}{next}", spelled.kana);
            if !found.contains(&beginning) {
                found.push(beginning);
            }
        }
    }
    // A last n is ん, and a last h after o a long vowel, if nothing follows.
    if let Some(whole) = to_hiragana(text)
        && !found.contains(&whole)
    {
        found.push(whole);
    }
    found.dedup();
    found.truncate(32);
    found
}

/// The hiragana that the longest possible beginning of a text spells, and the letters that are left
/// (lower case, from the first one that spells nothing): こ and *dmo* for *kodmo*.
pub fn leading(text: &str) -> (String, String) {
    let spelled = Spelled::new(text, false, false);
    (spelled.kana, spelled.rest)
}

/// Hiragana in Hepburn letters, small and without macrons; long vowels as the kana have them, ー left
/// out. Other characters are kept.
///
/// ```
/// assert_eq!(ayumi_japanese::romaji::to_hepburn("ちゅうおうく"), "chuuouku");
/// ```
pub fn to_hepburn(kana: &str) -> String {
    let mut letters = String::with_capacity(kana.len());
    let mut rest = kana;
    let mut double = false;
    while let Some(c) = rest.chars().next() {
        let one = &rest[..c.len_utf8()];
        let two = rest
            .char_indices()
            .nth(2)
            .map_or(rest, |(at, _)| &rest[..at]);
        let (taken, spelled) = match c {
            'っ' if !double => {
                double = true;
                rest = &rest[one.len()..];
                continue;
            }
            'ん' => (one, Some(("n", ""))),
            'ー' => (one, Some(("", ""))),
            _ => match letters_of(two) {
                Some(spelled) => (two, Some(spelled)),
                None => (one, letters_of(one)),
            },
        };
        let (consonants, vowel) = spelled.unwrap_or((taken, ""));
        if std::mem::take(&mut double) {
            let doubled = consonants.chars().next().filter(char::is_ascii_lowercase);
            letters.push(doubled.map_or('t', |first| if first == 'c' { 't' } else { first }));
        }
        letters.push_str(consonants);
        letters.push_str(vowel);
        rest = &rest[taken.len()..];
    }
    if double {
        letters.push('t');
    }
    letters
}

/// Consonants and vowel of a syllable, as Hepburn writes it.
fn letters_of(syllable: &str) -> Option<(&'static str, &'static str)> {
    const LETTERS: [&str; 5] = ["a", "i", "u", "e", "o"];
    SYLLABLES.iter().find_map(|(consonants, row)| {
        let at = row.iter().position(|&kana| kana == syllable)?;
        (!syllable.is_empty()).then_some((*consonants, LETTERS[at]))
    })
}

/// What an unfinished syllable can become, without what begins like another of them.
fn continuations(unfinished: &str) -> Vec<&'static str> {
    let mut found: Vec<&'static str> = SYLLABLES
        .iter()
        .filter(|(consonants, _)| consonants.starts_with(unfinished))
        .flat_map(|(_, row)| row.iter().copied())
        .filter(|kana| !kana.is_empty())
        .collect();
    match unfinished {
        "n" => found.push("ん"),
        "m" => found.push("ん"),
        _ if unfinished.len() == 1 && !found.is_empty() => found.push("っ"),
        _ => {}
    }
    found.sort_unstable();
    found.dedup();
    let all = found.clone();
    found.retain(|kana| {
        !all.iter()
            .any(|other| kana != other && kana.starts_with(other))
    });
    found
}

/// How far a text could be read.
struct Spelled {
    kana: String,
    /// What was not read, from the first letter that spells nothing or waits for its vowel.
    rest: String,
}

impl Spelled {
    /// Reads a text. `open`: more may follow, and kana may stand before. `apart`: n before y, and nn
    /// before a vowel, is a syllable of its own.
    fn new(text: &str, open: bool, apart: bool) -> Self {
        let letters: Vec<char> = fold_str(text).chars().collect();
        let mut kana = String::new();
        let mut at = 0;
        while let Some(step) = step(&letters[at..], open, apart) {
            kana.push_str(step.kana);
            if let Some(as_is) = step.as_is {
                kana.push(as_is);
            }
            if let Some(long) = step.long {
                kana.push(long);
            }
            at += step.taken;
        }
        Self {
            kana,
            rest: letters[at..].iter().collect(),
        }
    }

    fn whole(self) -> Option<String> {
        (self.rest.is_empty() && !self.kana.is_empty()).then_some(self.kana)
    }
}

/// Some letters that were read.
#[derive(Default)]
struct Step {
    taken: usize,
    kana: &'static str,
    as_is: Option<char>,
    /// What lengthens the vowel.
    long: Option<char>,
}

/// Reads what the letters begin with; `None` at the end, and where they spell nothing.
fn step(letters: &[char], open: bool, apart: bool) -> Option<Step> {
    let taking = |taken, kana| {
        Some(Step {
            taken,
            kana,
            ..Step::default()
        })
    };
    let first = *letters.first()?;
    let second = letters.get(1).copied();
    let third = letters.get(2).copied();
    let is_vowel = |c: Option<char>| c.is_some_and(|c| vowel_of(c).is_some());
    match first {
        '-' | '\'' | '’' | 'ʼ' => return taking(1, ""),
        c if c.is_whitespace() => return taking(1, ""),
        c if open && (is_hiragana(c) || is_katakana(c)) => {
            return Some(Step {
                taken: 1,
                as_is: Some(char_to_hiragana(c)),
                ..Step::default()
            });
        }
        'n' if second == Some('n') => {
            // onna, onnna; konnkai.
            let joined = is_vowel(third) || third == Some('y');
            return taking(if joined && !apart { 1 } else { 2 }, "ん");
        }
        'n' if second == Some('y') && apart => return taking(1, "ん"),
        'n' if open && second.is_none() => return None,
        'n' if !is_vowel(second) && second != Some('y') => return taking(1, "ん"),
        'm' if matches!(second, Some('b' | 'p' | 'm')) => return taking(1, "ん"),
        't' if second == Some('c') && third == Some('h') => return taking(1, "っ"),
        c if c.is_ascii_lowercase() && second == Some(c) && !is_vowel(second) => {
            return taking(1, "っ");
        }
        _ => {}
    }
    let consonants = letters
        .iter()
        .take(4)
        .take_while(|&&c| c.is_ascii_lowercase() && vowel_of(c).is_none())
        .count();
    let (vowel, is_long) = vowel_of(*letters.get(consonants)?)?;
    let kana = SYLLABLES
        .iter()
        .find(|(spelled, _)| spelled.chars().eq(letters[..consonants].iter().copied()))
        .map(|(_, row)| row[vowel])
        .filter(|kana| !kana.is_empty())?;
    let mut taken = consonants + 1;
    let mut long = is_long.then_some(['あ', 'い', 'う', 'え', 'う'][vowel]);
    // Ohta, Satoh; but not Ohara.
    let after_h = letters.get(taken + 1).copied();
    if letters[taken - 1] == 'o'
        && letters.get(taken) == Some(&'h')
        && !is_vowel(after_h)
        && after_h != Some('y')
        && !(open && after_h.is_none())
    {
        taken += 1;
        long = Some('う');
    }
    Some(Step {
        taken,
        kana,
        as_is: None,
        long,
    })
}

/// The place of a vowel in a row of syllables, and whether it is marked as long.
fn vowel_of(c: char) -> Option<(usize, bool)> {
    VOWELS
        .iter()
        .enumerate()
        .find_map(|(place, forms)| Some((place, forms.chars().position(|form| form == c)? > 0)))
}

#[cfg(test)]
mod tests;
