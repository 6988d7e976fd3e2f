//! Characters that text has no use for: they are signs that something went wrong, here or long ago.

use std::ops::Range;

use ayumi_japanese::kana::{is_hiragana, is_kanji, is_katakana};

use super::super::findings::Findings;
use crate::model::Problem;

/// What a text is made of, counted in one pass.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Seen {
    /// Hiragana and full-width katakana.
    pub kana: usize,
    pub kanji: usize,
    /// U+FFFD, which stands for what a conversion has lost.
    pub replaced: usize,
    /// Whether a character occurs that is common in garbled text, and rare in any other.
    pub suspicious: bool,
    /// Whether there are control characters or characters without a meaning.
    pub odd: bool,
}

impl Seen {
    pub fn of(text: &str) -> Self {
        let mut seen = Self::default();
        if text.is_ascii() {
            seen.odd = text.chars().any(is_unfit);
            return seen;
        }
        for c in text.chars() {
            if is_hiragana(c) || (is_katakana(c) && c < '\u{ff00}') {
                seen.kana += 1;
            } else if is_kanji(c) {
                seen.kanji += 1;
                seen.suspicious |= super::mojibake::is_mark(c);
            } else if c == '\u{fffd}' {
                seen.replaced += 1;
            } else {
                seen.odd |= is_unfit(c) || is_private(c);
                seen.suspicious |= super::mojibake::is_mark(c);
            }
        }
        seen
    }
}

/// A control character that does not part words or lines.
pub(super) fn is_control(c: char) -> bool {
    c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')
}

/// What neither HTML nor XML may hold: a control character, or one that Unicode keeps from being one.
pub(in crate::read) fn is_unfit(c: char) -> bool {
    match c {
        ' '..='~' | '\u{a0}'..='\u{fdcf}' => false,
        '\u{fdd0}'..='\u{fdef}' => true,
        _ => is_control(c) || u32::from(c) & 0xfffe == 0xfffe,
    }
}

/// 外字: a character that means something only where somebody has drawn it.
fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..)
}

/// Tells of the characters that are left out, and of those that readers may not see.
pub(in crate::read) fn report(text: &str, findings: &mut Findings<'_>) {
    for (is_odd, problem) in [
        (is_unfit as fn(char) -> bool, control as fn(&str) -> Problem),
        (|c| is_private(c) && !is_unfit(c), private),
    ] {
        for range in runs(text, is_odd) {
            findings.tell(problem(&text[range.clone()]), range);
        }
    }
}

fn control(run: &str) -> Problem {
    Problem::ControlCharacter {
        character: code_point(run),
    }
}

fn private(run: &str) -> Problem {
    Problem::PrivateUse {
        character: code_point(run),
    }
}

/// The first character as it is named: U+E000
fn code_point(run: &str) -> String {
    let c = run.chars().next().unwrap_or_default();
    format!("U+{:04X}", u32::from(c))
}

/// The stretches of such characters.
fn runs(text: &str, is_odd: fn(char) -> bool) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(is_odd)?;
        let length = text[start..].find(|c| !is_odd(c));
        let end = length.map_or(text.len(), |length| start + length);
        at = end;
        Some(start..end)
    })
}
