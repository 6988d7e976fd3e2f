//! A whole string as a year.

use super::{Era, EraYear, YEARS};
use crate::fold::fold_str;
use crate::kana::is_kanji;
use crate::numeral::{is_kanji_numeral, parse_count};
use crate::width::char_to_ascii;

/// Reads a whole string as a fiscal year and gives the Western year of its April.
///
/// `2024`, `2024年度`, `二〇二四年度`; `R6`, `Ｒ６`, `r06`, `H.31`, `令6`, `令和6`, `令和六年度`, `令和元年度`,
/// `㋿6年度`; years that never came (`平成34年度` = 2022); both at once if they agree
/// (`令和6年度（2024年度）`, `令和6(2024)年度`). Any width and Unicode normalisation; white space around
/// it and between its elements is ignored. `None` outside [`YEARS`], and for a calendar year (`2024年`).
pub fn parse_fiscal_year(text: &str) -> Option<u16> {
    year(text, "年度")
}

/// Reads a whole string as a calendar year: `2024年`, `2024`, `令和6年`, `R6`, and the other spellings of
/// [`parse_fiscal_year`], with 年 or nothing behind. `None` for a fiscal year (`2024年度`).
pub fn parse_calendar_year(text: &str) -> Option<u16> {
    year(text, "年")
}

fn year(text: &str, suffix: &str) -> Option<u16> {
    // ①, ² and Ⅵ would fold to digits.
    let is_ornate = |c: char| c.is_numeric() && !char_to_ascii(c).is_ascii_digit() && c != '〇';
    if text.contains(is_ornate) {
        return None;
    }
    let mut folded = fold_str(text);
    folded.retain(|c| !c.is_whitespace());
    // The longest is 27 characters (both spellings in kanji); this keeps long input cheap.
    if folded.chars().nth(40).is_some() {
        return None;
    }
    both(&folded, suffix).or_else(|| bare_year(folded.strip_suffix(suffix).unwrap_or(&folded)))
}

/// 令和6年度(2024年度), 2024(令和6)年度: two spellings of one year.
fn both(text: &str, suffix: &str) -> Option<u16> {
    let (outer, inner) = text
        .strip_suffix(suffix)
        .unwrap_or(text)
        .strip_suffix(')')?
        .split_once('(')?;
    let bare = |part: &str| bare_year(part.strip_suffix(suffix).unwrap_or(part));
    let year = bare(outer)?;
    (bare(inner)? == year).then_some(year)
}

/// A year without 年 or 年度 behind it, in a folded text.
pub(super) fn bare_year(text: &str) -> Option<u16> {
    let year = match era_prefix(text) {
        Some((era, number)) => {
            let number = match number {
                "元" => 1,
                _ if number.chars().count() <= 4 => year_number(number)?,
                _ => return None,
            };
            EraYear::new(era, number)?.western()
        }
        None => year_number(text)
            .filter(|_| !text.starts_with(|c: char| c.is_ascii_digit()) || text.len() == 4)?,
    };
    YEARS.contains(&year).then_some(year)
}

/// Digits, or kanji numerals; nothing mixed, grouped or signed.
fn year_number(text: &str) -> Option<u16> {
    let plain = text.chars().all(|c| c.is_ascii_digit()) || text.chars().all(is_kanji_numeral);
    parse_count(text).filter(|_| plain)?.try_into().ok()
}

/// The era that a text begins with, and what follows: by name (令和), its first kanji (令) or letter (R, r.).
pub(super) fn era_prefix(text: &str) -> Option<(Era, &str)> {
    Era::ALL.into_iter().find_map(|era| {
        let first_kanji = era.name().chars().next().filter(|&c| is_kanji(c))?;
        let letters = [era.letter(), era.letter().to_ascii_lowercase()];
        let rest = text
            .strip_prefix(era.name())
            .or_else(|| text.strip_prefix(first_kanji))
            .or_else(|| {
                text.strip_prefix(letters)
                    .map(|rest| rest.strip_prefix('.').unwrap_or(rest))
            })?;
        Some((era, rest))
    })
}
