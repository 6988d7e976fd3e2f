//! One comparable form of any text, with a map from its bytes back to the original's.
//!
//! NFKC, lower case (letter by letter, so that no ending depends on its word), and a small table for
//! what those leave apart: name variants (髙﨑𠮷), wave dashes, hyphens against long vowel marks, 々,
//! variation selectors and other invisible characters. White space is kept; whether it counts is the
//! search engine's matter ([`is_dropped_space`](crate::spacing::is_dropped_space)).
//!
//! What a character becomes depends on it and on the last base character before it, never on what
//! follows. So a part of a text folds to a part of the folded text, unless it is cut inside a
//! composed character or begins with 々, a dash or ー.

mod map;
mod table;

use crate::kana::{is_kanji, is_katakana};
use map::OffsetMap;
use std::ops::Range;
use table::{Rule, rule};
use unicode_normalization::char::{
    canonical_combining_class, compose, decompose_canonical, decompose_compatible,
};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// A folded text that knows where each of its bytes came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Folded {
    text: String,
    map: OffsetMap,
}

impl Folded {
    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.text
    }

    /// The folded text alone.
    pub fn into_string(self) -> String {
        self.text
    }

    /// The bytes of the original that made the bytes `folded` of the folded text.
    ///
    /// The smallest range of whole units that covers them, where a unit is what folds together: a
    /// character, or a base with its combining marks and invisible followers (㈱ is one unit, and so
    /// is ﾍﾞ). Always on character boundaries of the original; both ends never move back when those
    /// of `folded` move on; the full range gives the full original. An empty or reversed range gives
    /// an empty one; what lies beyond the end is cut off.
    pub fn original_range(&self, folded: Range<usize>) -> Range<usize> {
        let start = self.map.start(self.text.floor_char_boundary(folded.start));
        if folded.start >= folded.end {
            return start..start;
        }
        let end = self.map.end(self.text.ceil_char_boundary(folded.end));
        start..end.max(start)
    }
}

/// Folds a text and keeps the map. Linear in time.
pub fn fold(text: &str) -> Folded {
    let mut map = OffsetMap::default();
    let folded = fold_units(text, |original, folded, one_to_one| {
        map.push(original, folded, one_to_one)
    });
    map.finish(text.len(), folded.len());
    Folded { text: folded, map }
}

/// Folds a text without keeping the map: always equal to [`fold`]`(text).as_str()`.
pub fn fold_str(text: &str) -> String {
    fold_plain(text).unwrap_or_else(|| fold_units(text, |_, _, _| {}))
}

/// Whether a kanji or kana folds to itself wherever it stands, unless a mark follows that combines with it.
pub fn folds_to_itself(c: char) -> bool {
    match c {
        '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FA}' => true,
        '\u{4E00}'..='\u{9FFF}' => rule(c) == Rule::Keep,
        _ => false,
    }
}

/// The folded text where nothing but the case of ASCII letters changes, as in most short texts.
fn fold_plain(text: &str) -> Option<String> {
    let mut before = ' ';
    for c in text.chars() {
        let plain = match c {
            // A dash behind katakana, and a long vowel behind ASCII, are another sign.
            '-' => before.is_ascii(),
            '\0'..='\u{7F}' => true,
            'ー' => !before.is_ascii(),
            // Without the sound marks and the marks that repeat.
            '\u{3001}' | '\u{3002}' | '\u{3008}'..='\u{3011}' | '\u{3014}' | '\u{3015}' => true,
            '・' => true,
            _ => folds_to_itself(c),
        };
        if !plain {
            return None;
        }
        before = c;
    }
    let mut folded = text.to_owned();
    folded.make_ascii_lowercase();
    Some(folded)
}

/// Folds unit by unit. `unit` is told where each begins, in the original and in the folded text, and
/// whether it is one character on both sides, of the same length.
fn fold_units(text: &str, mut unit: impl FnMut(usize, usize, bool)) -> String {
    let mut out = String::with_capacity(text.len());
    let mut context = Context::default();
    // The open unit: where it begins, how many characters it took, what they became.
    let (mut start, mut taken, mut became) = (0, 0, Vec::new());
    let mut close =
        |out: &mut String, start: usize, end: usize, taken: usize, became: &mut Vec<char>| {
            let at = out.len();
            match became[..] {
                [only] => out.push(only),
                // か and its sound mark: by far the commonest pair.
                [base, mark @ '\u{3099}'..='\u{309A}'] if let Some(whole) = compose(base, mark) => {
                    out.push(whole)
                }
                _ => out.extend(became.iter().copied().nfc()),
            }
            let made = &out[at..];
            let one_to_one =
                taken == 1 && made.len() == end - start && made.chars().nth(1).is_none();
            unit(start, at, one_to_one);
            became.clear();
        };
    let mut incoming = Vec::new();
    for (at, c) in text.char_indices() {
        context.fold_char(c, |folded| incoming.push(folded));
        // A character that begins a new unit closes the one before it.
        if !became.is_empty() && incoming.first().is_some_and(|&first| begins_unit(first)) {
            close(&mut out, start, at, taken, &mut became);
            (start, taken) = (at, 0);
        }
        became.append(&mut incoming);
        taken += 1;
    }
    if taken > 0 {
        close(&mut out, start, text.len(), taken, &mut became);
    }
    out
}

/// Whether a decomposed character can never combine with what stands before it.
fn begins_unit(c: char) -> bool {
    match c {
        // ASCII, punctuation, hiragana and katakana letters, unified ideographs: most of any text.
        '\0'..='\u{7F}'
        | '\u{3000}'..='\u{3029}'
        | '\u{3041}'..='\u{3096}'
        | '\u{30A1}'..='\u{30FF}'
        | '\u{4E00}'..='\u{9FFF}' => true,
        _ => {
            canonical_combining_class(c) == 0
                && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes
        }
    }
}

/// The last base character that was folded: all that a character's folding depends on beside itself.
#[derive(Default)]
struct Context {
    /// The last one of any kind.
    base: Option<char>,
    /// The last one that is not white space: 々 repeats across a space that OCR left (佐 々木).
    printed: Option<char>,
}

impl Context {
    /// Folds one character to decomposed ones.
    fn fold_char(&mut self, c: char, mut emit: impl FnMut(char)) {
        // Before decomposing: NFKC breaks these two into a space and a mark.
        if let ('\u{309B}' | '\u{309C}', Rule::Become(mark)) = (c, rule(c)) {
            return emit(mark);
        }
        // Most of any text: no case, and nothing to decompose but the sound marks.
        match c {
            '\u{4E00}'..='\u{9FFF}' => return self.apply(c, &mut emit),
            '\0'..='\u{7F}' => return self.apply(c.to_ascii_lowercase(), &mut emit),
            '\u{3041}'..='\u{3096}' | '\u{30A1}'..='\u{30FE}' => {
                return decompose_canonical(c, |part| self.apply(part, &mut emit));
            }
            _ => {}
        }
        decompose_compatible(c, |part| {
            for lower in part.to_lowercase() {
                // Lower case may be a composed character again.
                decompose_compatible(lower, |part| self.apply(part, &mut emit));
            }
        });
    }

    fn apply(&mut self, c: char, emit: &mut impl FnMut(char)) {
        let folded = match rule(c) {
            Rule::Drop => return,
            Rule::Keep => c,
            Rule::Become(other) => other,
            Rule::Dash => match self.base {
                Some(base) if is_katakana(base) && base != 'ー' => 'ー',
                _ => '-',
            },
            Rule::LongVowel => match self.base {
                Some(base) if base.is_ascii_alphanumeric() || base == '-' => '-',
                _ => c,
            },
            Rule::Repeat => match self.printed {
                Some(base) if is_kanji(base) => base,
                _ => c,
            },
        };
        emit(folded);
        if canonical_combining_class(folded) == 0 {
            self.base = Some(folded);
            if !folded.is_whitespace() {
                self.printed = Some(folded);
            }
        }
    }
}

#[cfg(test)]
mod tests;
