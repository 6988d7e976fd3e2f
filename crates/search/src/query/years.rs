//! Which fiscal years a word means.

use std::collections::BTreeSet;
use std::ops::RangeInclusive;

use ayumi_japanese::era::{parse_calendar_year, parse_fiscal_year};
use ayumi_japanese::fold::fold_str;
use ayumi_japanese::kana::is_kanji;
use ayumi_japanese::numeral::parse_count;

/// What separates the two ends of a range, folded.
const BETWEEN: [&str; 5] = ["..", "~", "から", "-", "–"];
/// What makes a year the first or the last of many.
const SINCE: [&str; 3] = ["以降", "以後", "から"];
const UNTIL: [&str; 2] = ["以前", "まで"];

/// The earliest and latest year that can be meant.
const ALL: RangeInclusive<u16> = 1868..=2100;

/// The fiscal years that a whole word means: `令和6`, `R6`, `Ｒ６年度`, `平成34年度`, `2024`,
/// `2020〜2024`, `令和2～6年度`, `2020..`, `令和4年度以降`.
///
/// Four digits alone are a year only if it is one of `held`: 2030 may be a plan's name.
/// A calendar year (`2024年`) is taken for the fiscal year that begins in it. What depends on the
/// day (去年) means none.
pub(crate) fn years(word: &str, held: &BTreeSet<u16>) -> Option<RangeInclusive<u16>> {
    let mut word = fold_str(word);
    word.retain(|c| !c.is_whitespace());
    // The longest range in kanji is shorter.
    if word.is_empty() || word.chars().count() > 40 {
        return None;
    }
    if let Some(year) = one(&word) {
        let bare = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
        return (!bare || held.contains(&year)).then_some(year..=year);
    }
    for since in SINCE {
        if let Some(year) = word.strip_suffix(since).and_then(one) {
            return Some(year..=*ALL.end());
        }
    }
    for until in UNTIL {
        let Some(rest) = word.strip_suffix(until) else {
            continue;
        };
        if let Some(year) = one(rest) {
            return Some(*ALL.start()..=year);
        }
        word = rest.to_owned();
        break;
    }
    BETWEEN
        .iter()
        .find_map(|between| range(word.split_once(between)?, held))
}

fn range((first, last): (&str, &str), held: &BTreeSet<u16>) -> Option<RangeInclusive<u16>> {
    let range = match (first, last) {
        ("", "") => return None,
        ("", last) => *ALL.start()..=one(last)?,
        (first, "") => one(first)?..=*ALL.end(),
        (first, last) => {
            let first_year = one(first)?;
            // 令和2~6年度: the era is said once.
            let last_year = one(last).or_else(|| one(&format!("{}{last}", era_of(first)?)))?;
            first_year..=last_year
        }
    };
    // 1000-2000 may be anything.
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let likely = !(digits(first) && digits(last)) || held.iter().any(|year| range.contains(year));
    (likely && range.start() <= range.end()).then_some(range)
}

/// The beginning of a year up to its number: 令和, r.
fn era_of(year: &str) -> Option<&str> {
    let number = year.find(|c: char| c.is_ascii_digit() || "元一二三四五六七八九十".contains(c))?;
    (number > 0).then(|| &year[..number])
}

fn one(word: &str) -> Option<u16> {
    parse_fiscal_year(word).or_else(|| parse_calendar_year(word))
}

/// The longest beginning of a normalised text that says a year, with 年度, 年 or an era; its length
/// in characters, and the year.
pub(crate) fn beginning(text: &[char]) -> Option<(usize, u16)> {
    (2..=text.len().min(12)).rev().find_map(|length| {
        let (word, rest) = text.split_at(length);
        let said = matches!(word.last(), Some('度' | '年'));
        // r6西蒲区: an era, and no more of a number or a Latin word behind it.
        let by_era = !word[0].is_ascii_digit()
            && rest
                .first()
                .is_none_or(|next| is_kanji(*next) && parse_count(&next.to_string()).is_none());
        if !said && !by_era {
            return None;
        }
        Some((length, one(&word.iter().collect::<String>())?))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn held() -> BTreeSet<u16> {
        (2017..=2025).collect()
    }

    #[test]
    fn years_of_every_writing() {
        for word in [
            "令和6",
            "R6",
            "Ｒ６年度",
            "令和六年度",
            "2024",
            "２０２４",
            "2024年度",
            "2024年",
            "令和 6 年度",
            "令6",
        ] {
            assert_eq!(years(word, &held()), Some(2024..=2024), "{word}");
        }
        assert_eq!(years("平成34年度", &held()), Some(2022..=2022));
        assert_eq!(years("H31", &held()), Some(2019..=2019));
        assert_eq!(years("令和元年度", &held()), Some(2019..=2019));
    }

    #[test]
    fn ranges() {
        for word in [
            "2020〜2024",
            "2020～2024",
            "2020-2024",
            "2020..2024",
            "R2-R6",
            "令和2～6年度",
            "2020年度から2024年度まで",
            "令和2年度〜令和6年度",
        ] {
            assert_eq!(years(word, &held()), Some(2020..=2024), "{word}");
        }
        assert_eq!(years("令和4年度以降", &held()), Some(2022..=2100));
        assert_eq!(years("2020〜", &held()), Some(2020..=2100));
        assert_eq!(years("2020年度から", &held()), Some(2020..=2100));
        assert_eq!(years("〜R2", &held()), Some(1868..=2020));
        assert_eq!(years("2020年まで", &held()), Some(1868..=2020));
    }

    #[test]
    fn what_may_be_something_else_is_none() {
        for word in [
            "2030",
            "1000-1500",
            "去年",
            "昨年度",
            "6年度",
            "令和",
            "R",
            "2024年4月",
            "〜",
            "から",
            "まで",
            "3000",
            "r6s",
            "",
            "2024-2020",
        ] {
            assert_eq!(years(word, &held()), None, "{word}");
        }
    }

    #[test]
    fn a_year_at_the_beginning() {
        let beginning = |text: &str| beginning(&text.chars().collect::<Vec<_>>());
        assert_eq!(beginning("令和6年度中央区組織目標"), Some((5, 2024)));
        assert_eq!(beginning("2024年度の除雪"), Some((6, 2024)));
        assert_eq!(beginning("r6西蒲区"), Some((2, 2024)));
        assert_eq!(beginning("r6x"), None);
        assert_eq!(beginning("除雪"), None);
    }
}
