//! Two texts → one text with what was taken out and what was put in. Characters are compared, because Japanese has no
//! spaces; but a reader should see words, so that small stretches which happen to be equal between two changes count
//! as changed too.

use std::borrow::Cow;

use ayumi_japanese::fold::fold_str;
use similar::{Algorithm, DiffOp, capture_diff_slices};
use unicode_normalization::char::is_combining_mark;

/// A stretch of the comparison.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Stretch {
    /// In both.
    Same(String),
    /// What was taken out, and what was put in its place; one of them may be empty.
    Changed(String, String),
}

/// Of longer texts sentences are compared, not characters.
const MOST_CHARACTERS: usize = 4_000;
/// Texts of which less than a quarter is equal are two texts.
const LEAST_EQUAL: usize = 4;
/// Equal stretches of so few characters between two changes are no sign of the same words.
const ISLAND: usize = 2;
/// Longer ones count as changed too where the changes on both sides are as long; up to this length.
const LARGEST_ISLAND: usize = 8;

/// What counts as the same character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Same {
    /// Nothing but itself: two editions of a document.
    Exactly,
    /// Whatever its width, and either kind of comma and full stop: two years' documents. The later reading is shown.
    Loosely,
}

impl Same {
    fn key(self, character: &str) -> Cow<'_, str> {
        let plain =
            |c: char| matches!(c, 'ぁ'..='ゔ' | 'ァ'..='ヶ' | '一'..='鿿' | 'a'..='z' | '0'..='9');
        match (self, character) {
            (Self::Exactly, _) => character.into(),
            (Self::Loosely, "，" | "、" | "," | "､") => "、".into(),
            (Self::Loosely, "．" | "。" | "｡") => "。".into(),
            // Most characters are what they fold to.
            (Self::Loosely, _) if character.chars().all(plain) => character.into(),
            (Self::Loosely, _) => fold_str(character).into(),
        }
    }

    fn keys<'a>(self, characters: &[&'a str]) -> Vec<Cow<'a, str>> {
        characters.iter().map(|one| self.key(one)).collect()
    }
}

/// Compares two texts.
pub fn compare(old: &str, new: &str, same: Same) -> Vec<Stretch> {
    if old == new {
        return vec![Stretch::Same(new.to_owned())];
    }
    let whole = || vec![Stretch::Changed(old.to_owned(), new.to_owned())];
    let (mut before, mut after) = (characters(old), characters(new));
    if before.len() + after.len() > MOST_CHARACTERS {
        (before, after) = (sentences(old), sentences(new));
        if before.len() + after.len() > MOST_CHARACTERS {
            return whole();
        }
    }
    let raw = raw(&before, &after, same);
    let equal: usize = raw.iter().map(|one| one.same.len()).sum();
    let longest = old.len().max(new.len());
    if equal * LEAST_EQUAL < longest {
        return whole();
    }
    merged(raw)
}

/// How much of two texts is equal, from 0 to 100.
pub fn likeness(old: &str, new: &str) -> usize {
    let (before, after) = (characters(old), characters(new));
    let longest = old.len().max(new.len());
    if longest == 0 || before.len() + after.len() > MOST_CHARACTERS {
        return if old == new { 100 } else { 0 };
    }
    let equal: usize = raw(&before, &after, Same::Exactly)
        .iter()
        .map(|one| one.same.len())
        .sum();
    equal * 100 / longest
}

/// What a reader takes for one character: with its combining marks and variation selectors; and figures as a whole, because
/// no reader puts two halves of a number together.
fn characters(text: &str) -> Vec<&str> {
    let joins = |c: char| {
        is_combining_mark(c)
            || matches!(c, '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
    };
    let is_digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let is_point = |c: char| matches!(c, ',' | '.' | '，' | '．');
    let mut starts: Vec<usize> = Vec::new();
    let mut before = None;
    let mut rest = text.char_indices().peekable();
    while let Some((at, c)) = rest.next() {
        let next = rest.peek().map(|(_, next)| *next);
        let goes_on = match before {
            None => false,
            Some(_) if joins(c) => true,
            Some(last) if is_digit(c) => {
                is_digit(last) || is_point(last) && starts.last() != Some(&(at - last.len_utf8()))
            }
            Some(last) => is_point(c) && is_digit(last) && next.is_some_and(is_digit),
        };
        if !goes_on {
            starts.push(at);
        }
        before = Some(c);
    }
    starts.push(text.len());
    starts
        .windows(2)
        .map(|pair| &text[pair[0]..pair[1]])
        .collect()
}

fn sentences(text: &str) -> Vec<&str> {
    text.split_inclusive(['。', '\n']).collect()
}

#[derive(Debug, Default)]
struct Raw {
    same: String,
    /// How the old text has it.
    was: String,
    old: String,
    new: String,
    /// How many characters.
    size: usize,
}

fn raw(before: &[&str], after: &[&str], same: Same) -> Vec<Raw> {
    let keys = (same.keys(before), same.keys(after));
    let ops = capture_diff_slices(Algorithm::Myers, &keys.0, &keys.1);
    ops.into_iter()
        .map(|op| match op {
            DiffOp::Equal {
                old_index,
                new_index,
                len,
            } => Raw {
                was: before[old_index..old_index + len].concat(),
                same: after[new_index..new_index + len].concat(),
                size: len,
                ..Raw::default()
            },
            other => {
                let (old, new) = (other.old_range(), other.new_range());
                Raw {
                    size: old.len().max(new.len()),
                    old: before[old].concat(),
                    new: after[new].concat(),
                    ..Raw::default()
                }
            }
        })
        .collect()
}

/// Puts neighbouring changes together, with the islands between them.
fn merged(raw: Vec<Raw>) -> Vec<Stretch> {
    let mut done: Vec<Raw> = Vec::new();
    for one in raw {
        let mut one = one;
        while one.same.is_empty() {
            let left = match done.as_slice() {
                [.., last] if last.same.is_empty() => 1,
                [.., left, island] if left.same.is_empty() => {
                    let sides = left.size.min(one.size);
                    let small = island.size <= ISLAND
                        || (island.size <= sides && island.size <= LARGEST_ISLAND);
                    if !small {
                        break;
                    }
                    2
                }
                _ => break,
            };
            let taken = done.split_off(done.len() - left);
            let mut joined = Raw::default();
            for part in taken.iter().chain([&one]) {
                joined.old.push_str(&part.was);
                joined.old.push_str(&part.old);
                joined.new.push_str(&part.same);
                joined.new.push_str(&part.new);
                joined.size += part.size;
            }
            one = joined;
        }
        done.push(one);
    }
    done.into_iter()
        .map(|one| {
            if one.same.is_empty() {
                Stretch::Changed(one.old, one.new)
            } else {
                Stretch::Same(one.same)
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn shown(old: &str, new: &str) -> String {
        let stretches = compare(old, new, Same::Exactly);
        let texts = stretches.iter().map(|stretch| match stretch {
            Stretch::Same(text) => text.clone(),
            Stretch::Changed(old, new) => format!("[{old}→{new}]"),
        });
        texts.collect()
    }

    #[test]
    fn between_years_widths_and_commas_are_no_change() {
        let old = "９件，以下にし、冬の道を守ります．";
        let new = "9件、以下にし、夏の道を守ります。";
        let stretches = compare(old, new, Same::Loosely);
        let changed: Vec<&Stretch> = stretches
            .iter()
            .filter(|one| matches!(one, Stretch::Changed(..)))
            .collect();
        assert_eq!(
            changed,
            [&Stretch::Changed("冬".to_owned(), "夏".to_owned())]
        );
        assert_eq!(stretches[0], Stretch::Same("9件、以下にし、".to_owned()));
        assert!(compare(old, new, Same::Exactly).len() > 3);
    }

    #[test]
    fn words_are_compared_not_characters() {
        assert_eq!(
            shown(
                "除雪の体制を4月に整えます。",
                "除雪の体制を10月までに整えます。"
            ),
            "除雪の体制を[4月→10月まで]に整えます。"
        );
        assert_eq!(
            shown(
                "窓口の待ち時間を短くします。",
                "窓口の待ち時間を短くします。また、増員します。"
            ),
            "窓口の待ち時間を短くします。[→また、増員します。]"
        );
        assert_eq!(
            shown("賑わいを生む", "防災の訓練"),
            "[賑わいを生む→防災の訓練]"
        );
        assert_eq!(shown("か\u{3099}", "か"), "[か\u{3099}→か]");
    }

    #[test]
    fn figures_are_compared_as_a_whole() {
        assert_eq!(
            shown(
                "参加者を1,920人以上に、率を8.5％に",
                "参加者を2,150人以上に、率を8.7％に"
            ),
            "参加者を[1,920→2,150]人以上に、率を[8.5→8.7]％に"
        );
        assert_eq!(
            characters("、1,2.３，が,1"),
            ["、", "1,2.３", "，", "が", ",", "1"]
        );
        assert_eq!(characters(""), Vec::<&str>::new());
    }

    #[test]
    fn long_texts_are_compared_by_sentences() {
        let long = "同じ文がここにあります。".repeat(400);
        let changed = format!("{long}違う文です。");
        assert!(shown(&long, &changed).ends_with("。[→違う文です。]"));
        let endless = "あ".repeat(100_000);
        assert_eq!(compare(&endless, "い", Same::Exactly).len(), 1);
    }

    proptest! {
        #[test]
        fn both_texts_can_be_read_off(old in "[あいう。\\n]{0,30}", new in "[あいう。\\n]{0,30}") {
            let (mut before, mut after) = (String::new(), String::new());
            for stretch in compare(&old, &new, Same::Exactly) {
                match stretch {
                    Stretch::Same(text) => {
                        before.push_str(&text);
                        after.push_str(&text);
                    }
                    Stretch::Changed(old, new) => {
                        before.push_str(&old);
                        after.push_str(&new);
                    }
                }
            }
            prop_assert_eq!((before, after), (old, new));
        }
    }
}
