//! A year in a phrase in the writing of another era or ours: 令和12年度 · R12年度 · 2030年度.
//!
//! A word that is wholly a year is a filter, and comes here only if the archive has no such year.

use ayumi_japanese::era::{Era, EraYear, parse_fiscal_year};

use super::{Spot, numerals};
use crate::answer::ExpansionKind;

/// Years after the end of 平成 that are still met as its own: 平成42年度 stands in plans.
const AFTERLIFE: u16 = 30;

/// The years of a normalised text that are written otherwise too.
pub(super) fn spots(text: &[char]) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut start = 0;
    while start < text.len() {
        match spot(text, start) {
            Some((end, spot)) => {
                spots.extend(spot);
                start = end;
            }
            None => start += 1,
        }
    }
    spots
}

fn spot(text: &[char], start: usize) -> Option<(usize, Option<Spot>)> {
    let before = start.checked_sub(1).map(|at| text[at]);
    let rest = &text[start..];
    let first = *rest.first()?;
    let (era, name) = match era(rest) {
        Some((era, length)) => (Some(era), length),
        None => (None, 0),
    };
    let latin = first.is_ascii_alphanumeric();
    if latin && before.is_some_and(|c| c.is_ascii_alphanumeric() || ".,-/'’".contains(c)) {
        return None;
    }
    let number = rest.get(name..)?;
    let length = number_length(number)?;
    let number: String = number[..length].iter().collect();
    let after = &rest[name + length..];
    let suffix = match after {
        ['年', '度', ..] => "年度",
        ['年', ..] => "年",
        _ => "",
    };
    let plain = number.chars().all(|c| c.is_ascii_digit());
    let alone = match era {
        // 2030 may count anything, M2 and H2 are no years.
        None => plain && number.len() == 4 && !suffix.is_empty(),
        Some(era) if latin && suffix.is_empty() => {
            let joined = |c: &char| c.is_ascii_alphanumeric() || ".-/'".contains(*c);
            plain
                && (era == Era::Reiwa
                    || number.len() == 2 && matches!(era, Era::Heisei | Era::Showa))
                && !after.first().is_some_and(joined)
        }
        Some(_) => !plain || number.len() <= 2,
    };
    if !alone || !latin && after.first().is_some_and(char::is_ascii_digit) {
        return None;
    }
    let core: String = rest[..name + length].iter().collect();
    let year = parse_fiscal_year(&core)?;
    let end = start + name + length + suffix.chars().count();
    let others = others(year, era, suffix);
    Some((
        end,
        Spot::new(text, start, end, others, ExpansionKind::Number),
    ))
}

/// The era that a text begins with, by name or letter, and the length of that.
fn era(text: &[char]) -> Option<(Era, usize)> {
    Era::ALL.into_iter().find_map(|era| {
        let name: Vec<char> = era.name().chars().collect();
        if text.starts_with(&name) {
            return Some((era, name.len()));
        }
        match text {
            [letter, '.', ..] if *letter == letter_of(era) => Some((era, 2)),
            [letter, ..] if *letter == letter_of(era) => Some((era, 1)),
            _ => None,
        }
    })
}

fn letter_of(era: Era) -> char {
    era.letter().to_ascii_lowercase()
}

/// Characters of 元, digits or kanji numerals.
fn number_length(text: &[char]) -> Option<usize> {
    if text.first() == Some(&'元') {
        return Some(1);
    }
    let of = |is: &dyn Fn(char) -> bool| text.iter().take_while(|c| is(**c)).count();
    let length = match of(&|c| c.is_ascii_digit()) {
        0 => of(&|c| "〇一二三四五六七八九十".contains(c)),
        digits => digits,
    };
    (length > 0).then_some(length)
}

/// How else a year may stand there, the likeliest first.
fn others(year: u16, typed: Option<Era>, suffix: &str) -> Vec<String> {
    let mut eras = match suffix {
        "年" => of_calendar_year(year),
        _ => EraYear::of_fiscal_year(year),
    };
    eras.reverse();
    let year_of = |era: Era| EraYear::new(era, year.checked_sub(western_zero(era)?)?);
    let of_typed = typed.and_then(year_of);
    eras.retain(|one| Some(*one) != of_typed);

    let western = if suffix.is_empty() { "年" } else { suffix };
    let mut others = Vec::new();
    if let Some(one) = of_typed {
        others.extend(written(one, suffix));
    }
    others.push(format!("{year}{western}"));
    for one in &eras {
        others.extend(written(*one, suffix));
    }
    let end = Era::Reiwa.first_day().0;
    if (end + 1..end + AFTERLIFE).contains(&year) {
        let late = year_of(Era::Heisei).map(|one| format!("{one}{suffix}"));
        others.extend(late);
    }
    if let Some(one) = of_typed.or_else(|| eras.first().copied())
        && let Some(number) = numerals::kanji(u32::from(one.year()))
        && one.year() > 1
    {
        others.push(format!("{}{number}{suffix}", one.era().name()));
    }
    others
}

/// 令和6年度, r6年度; 令和元年度 and 令和1年度.
fn written(one: EraYear, suffix: &str) -> Vec<String> {
    let (era, number) = (one.era(), one.year());
    let mut written = vec![format!("{one}{suffix}")];
    if number == 1 {
        written.push(format!("{}1{suffix}", era.name()));
    }
    // A letter alone stands for much else.
    if !suffix.is_empty() || number >= 10 || era == Era::Reiwa {
        written.push(format!("{}{number}{suffix}", letter_of(era)));
    }
    written
}

/// The year before an era's first.
fn western_zero(era: Era) -> Option<u16> {
    EraYear::new(era, 1)?.western().checked_sub(1)
}

/// The era years of a calendar year, oldest first: two where the era changed in it.
fn of_calendar_year(year: u16) -> Vec<EraYear> {
    let last = |index: usize| {
        Era::ALL
            .get(index + 1)
            .map_or(u16::MAX, |next| next.first_day().0)
    };
    Era::ALL
        .into_iter()
        .enumerate()
        .filter(|&(index, era)| (era.first_day().0..=last(index)).contains(&year))
        .filter_map(|(_, era)| EraYear::new(era, year.checked_sub(western_zero(era)?)?))
        .collect()
}
