//! A number in its other writings: 3,000 · 3000 · 三千; 60% · 60パーセント · 6割.

use ayumi_japanese::numeral::parse_count;

use super::Spot;
use crate::answer::ExpansionKind;

/// The numbers of a normalised text that are written otherwise too.
pub(super) fn spots(text: &[char]) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let of = |is: &dyn Fn(char) -> bool| {
            let length = text[start..].iter().take_while(|c| is(**c)).count();
            (length > 0).then_some(start + length)
        };
        let end = of(&|c| c.is_ascii_digit() || c == ',')
            .or_else(|| of(&|c| "〇一二三四五六七八九十百千万億".contains(c)));
        let Some(end) = end else {
            start += 1;
            continue;
        };
        spots.extend(spot(text, start, end));
        start = end;
    }
    spots
}

fn spot(text: &[char], start: usize, end: usize) -> Option<Spot> {
    let written: String = text[start..end].iter().collect();
    let number = parse_count(&written)?;
    // 3.000 and 2024-3000 are no counts; nor is 1,5 (which parse_count refuses).
    let beside = |at: Option<&char>| at.is_some_and(|c| matches!(c, '.' | '-' | ':' | '/'));
    if beside(start.checked_sub(1).and_then(|at| text.get(at))) || beside(text.get(end)) {
        return None;
    }
    let digits = written.starts_with(|c: char| c.is_ascii_digit());
    // 一つ and 二葉 are words; 三千 and 十二 are numbers.
    if !digits && (end - start < 2 || number < 10) {
        return None;
    }
    let after: String = text[end..].iter().take(6).collect();
    let percent = ["%", "パーセント", "割"]
        .into_iter()
        .find(|unit| after.starts_with(unit));
    let mut others = vec![number.to_string(), grouped(number)];
    // A year or a house number is not written in kanji; a round number is.
    if number >= 1000 && number % 1000 == 0 || !digits {
        others.extend(kanji(number));
        others.extend(mixed(number));
    }
    let mut end = end;
    if let Some(unit) = percent {
        end += unit.chars().count();
        let ratio = if unit == "割" {
            number.checked_mul(10)?
        } else {
            number
        };
        others = vec![format!("{ratio}%"), format!("{ratio}パーセント")];
        if ratio % 10 == 0 && (10..=100).contains(&ratio) {
            others.push(format!("{}割", ratio / 10));
        }
    }
    let whole: String = text[start..end].iter().collect();
    let mut kept: Vec<String> = Vec::new();
    for other in others {
        if other != whole && !kept.contains(&other) {
            kept.push(other);
        }
    }
    (!kept.is_empty()).then(|| Spot {
        start,
        end,
        others: kept
            .into_iter()
            .map(|other| (other.chars().collect(), ExpansionKind::Number))
            .collect(),
    })
}

/// 12345 → 12,345
fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at) % 3 == 0 {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// 3000 → 三千; below 100 million.
fn kanji(number: u32) -> Option<String> {
    const DIGITS: [char; 10] = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    fn below_ten_thousand(number: u32) -> String {
        let mut text = String::new();
        for (value, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
            let digit = number / value % 10;
            if digit > 1 || digit == 1 && value == 1 {
                text.extend(DIGITS.get(digit as usize));
            }
            if digit > 0 {
                text.push_str(unit);
            }
        }
        text
    }
    if number == 0 || number >= 100_000_000 {
        return None;
    }
    let (high, low) = (number / 10_000, number % 10_000);
    let mut text = String::new();
    if high > 0 {
        text.push_str(&below_ten_thousand(high));
        text.push('万');
    }
    text.push_str(&below_ten_thousand(low));
    Some(text)
}

/// 12000 → 1万2千, 1万2000; 30000 → 3万.
fn mixed(number: u32) -> Vec<String> {
    let (high, low) = (number / 10_000, number % 10_000);
    if high == 0 || high >= 10_000 {
        return Vec::new();
    }
    match low {
        0 => vec![format!("{high}万")],
        low if low % 1000 == 0 => vec![
            format!("{high}万{low}"),
            format!("{high}万{}千", low / 1000),
        ],
        low => vec![format!("{high}万{low}")],
    }
}
