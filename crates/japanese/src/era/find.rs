//! Fiscal years in running text.

use super::Era;
use super::parse::{bare_year, parse_fiscal_year};
use crate::fold::fold;
use crate::kana::is_kanji;
use crate::numeral::is_kanji_numeral;
use std::ops::Range;

/// A fiscal year that a text mentions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its bytes in the text, 年度 included.
    pub range: Range<usize>,
    /// The Western year of its April.
    pub year: u16,
}

/// All fiscal years that a text names with 年度, in order: 「令和6年度 中央区組織目標」, 「Ｈ３１年度」,
/// 「2024年度」, 「令和6(2024)年度」. Spaces inside a mention are bridged, line breaks are not. Of a span whose
/// first year has no 年度 (令和4～6年度) nothing is found, since its last year names no era; of
/// 2022～2024年度 the last year is.
pub fn find_fiscal_years(text: &str) -> Vec<Found> {
    let folded = fold(text);
    let mut searched = 0;
    let mut found = Vec::new();
    for (at, suffix) in folded.as_str().match_indices("年度") {
        let end = at + suffix.len();
        if let Some((start, year)) = year_before(&folded.as_str()[searched..at]) {
            let range = folded.original_range(searched + start..end);
            // As printed it must be a year too: R①年度 only folds to one.
            if parse_fiscal_year(&text[range.clone()]) == Some(year) {
                found.push(Found { range, year });
            }
        }
        searched = end;
    }
    found
}

/// The year that a folded text ends with, and where it begins.
fn year_before(text: &str) -> Option<(usize, u16)> {
    let Some(inner_end) = text.trim_end_matches(' ').strip_suffix(')') else {
        return simple_year_before(text);
    };
    // 令和6(2024)年度: the part in brackets and the part before them.
    let open = inner_end.rfind('(')?;
    let (start, _) = simple_year_before(inner_end.get(..open)?)?;
    Some((start, parse_fiscal_year(&text[start..])?))
}

fn simple_year_before(text: &str) -> Option<(usize, u16)> {
    let text = text.trim_end_matches(' ');
    let number_start = number_start(text)?;
    let (before, number) = text.split_at(number_start);
    let before = before.trim_end_matches(' ');
    let start = match era_start(before) {
        Some(start) => start,
        // A Western year must not be the end of a longer number or code.
        None if before.len() == number_start
            && before.ends_with(|c: char| {
                c.is_alphanumeric() && c.is_ascii() || c == '.' || c == ','
            }) =>
        {
            return None;
        }
        None => number_start,
    };
    let bare: String = text[start..].chars().filter(|&c| c != ' ').collect();
    let year = bare_year(&bare)?;
    // Without its era, a year has four digits.
    (start < number_start || number.chars().count() >= 4).then_some((start, year))
}

/// Where the digits, kanji numerals or 元 begin that `text` ends with.
fn number_start(text: &str) -> Option<usize> {
    if text.ends_with('元') {
        return Some(text.len() - '元'.len_utf8());
    }
    let number = if text.ends_with(|c: char| c.is_ascii_digit()) {
        text.trim_end_matches(|c: char| c.is_ascii_digit())
    } else {
        text.trim_end_matches(is_kanji_numeral)
    };
    (number.len() < text.len()).then_some(number.len())
}

/// Where the era begins that `text` ends with, by name, first kanji or letter.
fn era_start(text: &str) -> Option<usize> {
    Era::ALL.into_iter().find_map(|era| {
        if let Some(before) = text.strip_suffix(era.name()) {
            return Some(before.len());
        }
        let first_kanji = era.name().chars().next()?;
        if let Some(before) = text.strip_suffix(first_kanji) {
            // 水平6年度 is no 平成6年度.
            return (!before.ends_with(is_kanji)).then_some(before.len());
        }
        let text = text.strip_suffix('.').unwrap_or(text);
        let before = text.strip_suffix(era.letter().to_ascii_lowercase())?;
        (!before.ends_with(|c: char| c.is_ascii_alphanumeric())).then_some(before.len())
    })
}
