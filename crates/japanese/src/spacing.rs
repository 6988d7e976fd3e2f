//! White space that stands where Japanese writes none.

use crate::kana::{is_japanese, is_kanji};
use std::ops::Range;

/// Kanji that are printed apart on purpose when they stand beside others of the same set: the blanks
/// of a form (令和　年　月　日), numerals, days of the week, the quarters of a town (wards are named so).
const SERIES: [&str; 4] = [
    "年月日",
    "〇一二三四五六七八九十",
    "月火水木金土日",
    "東西南北",
];

/// The byte ranges of white space (space, U+3000) inside a word, as OCR leaves it: 「目 標」,
/// 「重 点 目 標」. That is white space between two kanji that both stand alone. What is set apart on
/// purpose is not reported: names (佐久間 なおみ), titles (令和6年度 中央区組織目標), date blanks
/// (年　月　日) and other series (一 二 三, 北 東). Tabs and line breaks divide cells and lines, never words.
pub fn spaces_in_words(text: &str) -> Vec<Range<usize>> {
    let is_space = |c: char| matches!(c, ' ' | '\u{3000}');
    let mut found = Vec::new();
    let mut rest = 0;
    while let Some(start) = text[rest..].find(is_space).map(|at| rest + at) {
        let end = text[start..]
            .find(|c| !is_space(c))
            .map_or(text.len(), |at| start + at);
        let before = alone(text[..start].chars().rev());
        let after = alone(text[end..].chars());
        if let (Some(before), Some(after)) = (before, after)
            && !SERIES
                .iter()
                .any(|series| series.contains(before) && series.contains(after))
        {
            found.push(start..end);
        }
        rest = end;
    }
    found
}

/// The kanji that `chars` begins with, unless a letter or digit touches its far side.
fn alone(mut chars: impl Iterator<Item = char>) -> Option<char> {
    let kanji = chars.next().filter(|&c| is_kanji(c))?;
    chars
        .next()
        .is_none_or(|c| !c.is_alphanumeric())
        .then_some(kanji)
}

/// Whether white space between `previous` and `next` is dropped before searching: both are kanji,
/// kana or Japanese punctuation, so that 佐久間なおみ finds 佐久間 なおみ.
pub fn is_dropped_space(previous: char, next: char) -> bool {
    is_japanese(previous) && is_japanese(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn spaces(text: &str) -> Vec<&str> {
        spaces_in_words(text)
            .into_iter()
            .map(|range| &text[range])
            .collect()
    }

    #[test]
    fn isolated_kanji_belong_together() {
        assert_eq!(spaces_in_words("目 標"), vec![3..4]);
        assert_eq!(spaces("重 点 目　標"), [" ", " ", "\u{3000}"]);
        assert_eq!(spaces("（目  標）は「様 式」"), ["  ", " "]);
        assert_eq!(spaces("評価\t目 標\t4"), [" "]);
    }

    #[test]
    fn what_is_set_apart_on_purpose_is_not_reported() {
        for text in [
            "佐久間 なおみ",
            "令和6年度 中央区組織目標",
            "計画 2030 及び",
            "令和　年　月　日",
            "一 二 三",
            "月 火 水",
            "北 東 中央",
            "東 中央 西",
            "目\n標",
            "目\t標",
            " 目",
            "目 ",
            "1 能登半島",
            "林 太郎",
            "目 A",
            "",
        ] {
            assert!(spaces(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn space_is_dropped_between_japanese_only() {
        for (previous, next) in [
            ('間', 'な'),
            ('。', '次'),
            ('ー', 'ア'),
            ('・', '市'),
            ('々', '」'),
        ] {
            assert!(is_dropped_space(previous, next), "{previous} {next}");
        }
        for (previous, next) in [
            ('画', '2'),
            ('a', 'あ'),
            ('あ', 'a'),
            ('1', '2'),
            ('あ', '\n'),
        ] {
            assert!(!is_dropped_space(previous, next), "{previous} {next}");
        }
    }

    proptest! {
        #[test]
        fn reported_ranges_are_white_space_between_kanji(text in "[目標一年 　\ta(]{0,12}|\\PC{0,20}") {
            let mut last = 0;
            for range in spaces_in_words(&text) {
                prop_assert!(range.start >= last && !range.is_empty());
                prop_assert!(text[range.clone()].chars().all(char::is_whitespace));
                prop_assert!(text[..range.start].ends_with(is_kanji));
                prop_assert!(text[range.end..].starts_with(is_kanji));
                last = range.end;
            }
        }
    }
}
