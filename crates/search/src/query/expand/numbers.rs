//! A number in its other writings: 3,000 · 3000 · 三千; 60% · 60パーセント · 6割; 第3次 · 第三次; 二つ · ふたつ.
//!
//! Left alone are numbers in decimals, dates, years, telephone numbers and Latin words.

use ayumi_japanese::era::{Era, YEARS};
use ayumi_japanese::kana::is_hiragana;
use ayumi_japanese::numeral::parse_count;

use super::{Spot, counters, numerals};
use crate::answer::ExpansionKind;

/// What is counted, or counts: a number of one kanji before it is a number (一回), and not a part of a
/// word (一般). Without those of which a word of its own comes: 一部, 一方, 十分, 一体, 一時.
const COUNTERS: [&str; 54] = [
    "つ",
    "人",
    "名",
    "件",
    "回",
    "年",
    "月",
    "日",
    "週",
    "時間",
    "期",
    "次",
    "号",
    "階",
    "位",
    "点",
    "校",
    "団体",
    "世帯",
    "戸",
    "軒",
    "棟",
    "台",
    "本",
    "枚",
    "冊",
    "社",
    "店",
    "園",
    "歳",
    "才",
    "円",
    "級",
    "章",
    "節",
    "丁目",
    "種類",
    "項目",
    "地区",
    "施設",
    "事業",
    "区間",
    "路線",
    "拠点",
    "会場",
    "倍",
    "割",
    "%",
    "パーセント",
    "キロ",
    "メートル",
    "トン",
    "ヘクタール",
    "ポイント",
];

/// How people count things aloud, from one on.
const SPOKEN: [&str; 9] = [
    "ひとつ",
    "ふたつ",
    "みっつ",
    "よっつ",
    "いつつ",
    "むっつ",
    "ななつ",
    "やっつ",
    "ここのつ",
];

/// The numbers of a normalised text that are written otherwise too.
pub(super) fn spots(text: &[char]) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let Some((end, number)) = number(text, start) else {
            // A run of digits that is no number is passed as a whole.
            let digits = text[start..].iter().take_while(|c| is_digit(**c)).count();
            spots.extend(spoken(text, start));
            start += digits.max(1);
            continue;
        };
        spots.extend(spot(text, start, end, number));
        start = end;
    }
    spots
}

/// The number that begins at a place, and its end: digits, kanji, or digits with 万.
fn number(text: &[char], start: usize) -> Option<(usize, u32)> {
    let run = |is: &dyn Fn(char) -> bool| {
        let length = text[start..].iter().take_while(|c| is(**c)).count();
        start + length
    };
    let digits = text[start].is_ascii_digit();
    let mut ends = if digits {
        // 3,000, then … for 1万2千; 5千代田 has only the digit.
        let plain = run(&is_digit);
        let mixed = run(&|c| is_digit(c) || "千万億".contains(c));
        vec![mixed, plain]
    } else {
        vec![run(&is_numeral)]
    };
    for end in &mut ends {
        while *end > start && text[*end - 1] == ',' {
            *end -= 1;
        }
    }
    ends.into_iter().find_map(|end| {
        let written: String = text[start..end].iter().collect();
        Some((end, parse_count(&written)?))
    })
}

fn is_digit(c: char) -> bool {
    c.is_ascii_digit() || c == ','
}

fn is_numeral(c: char) -> bool {
    "〇一二三四五六七八九十百千万億".contains(c)
}

fn spot(text: &[char], start: usize, end: usize, number: u32) -> Option<Spot> {
    let written = &text[start..end];
    let before = start.checked_sub(1).map(|at| text[at]);
    let after = &text[end..];
    if is_part(text, start, end) || is_date(text, start, end) || is_year(text, start, end, number) {
        return None;
    }
    let digits = written[0].is_ascii_digit();
    let begins = |word: &&str| -> bool {
        let mut after = after.iter();
        word.chars().all(|c| after.next() == Some(&c))
    };
    let counted = before == Some('第') || COUNTERS.iter().any(begins) || counters::counts(after);
    // 一般 and 二葉 are words; 三千 and 十二 are numbers.
    if !digits
        && written.len() < 2
        && (!counted || before.is_some_and(|c| "同統唯単万均".contains(c)))
    {
        return None;
    }
    if let Some(unit) = ["%", "パーセント", "割"].iter().find(|unit| begins(unit)) {
        return ratio(text, start, end, number, unit);
    }
    let mut end = end;
    let mut others = vec![number.to_string(), numerals::grouped(number)];
    let round = number.is_multiple_of(1000);
    if round && number >= 1000 || !digits {
        others.extend(numerals::kanji(number));
        others.extend(numerals::mixed(number));
    } else if written.iter().any(|c| !is_digit(*c)) {
        others.extend(numerals::mixed(number));
    } else if counted && (number <= 20 || one_digit(number)) {
        // A house number is not written in kanji; what is counted may be.
        others.extend(numerals::kanji(number));
    }
    if after.first() == Some(&'つ')
        && let Some(spoken) = (number as usize)
            .checked_sub(1)
            .and_then(|at| SPOKEN.get(at))
    {
        end += 1;
        for other in &mut others {
            other.push('つ');
        }
        others.push((*spoken).to_owned());
    }
    Spot::new(text, start, end, others, ExpansionKind::Number)
}

/// Whether a number is a single digit and zeros.
fn one_digit(number: u32) -> bool {
    let digits = number.to_string();
    digits[1..].bytes().all(|digit| digit == b'0')
}

/// 6割, 60%, 60パーセント.
fn ratio(text: &[char], start: usize, end: usize, number: u32, unit: &str) -> Option<Spot> {
    let percent = if unit == "割" {
        number.checked_mul(10)?
    } else {
        number
    };
    let mut others = vec![format!("{percent}%"), format!("{percent}パーセント")];
    if percent.is_multiple_of(10) && (10..=100).contains(&percent) {
        others.push(format!("{}割", percent / 10));
        others.extend(numerals::kanji(percent / 10).map(|kanji| kanji + "割"));
    }
    let end = end + unit.chars().count();
    Spot::new(text, start, end, others, ExpansionKind::Number)
}

/// Whether a number is only a part of one, or of a sign: 2.5, 025-226, a4, 0254.
fn is_part(text: &[char], start: usize, end: usize) -> bool {
    let beside = |c: char| matches!(c, '.' | '-' | ':' | '/') || is_digit(c) || is_numeral(c);
    let before = start.checked_sub(1).map(|at| text[at]);
    let after = text.get(end).copied();
    let zero = text[start] == '0' && end - start > 1;
    zero || before.is_some_and(|c| beside(c) || c.is_ascii_alphanumeric())
        || after.is_some_and(beside)
}

/// Whether a number is a part of a date: the 4 and the 1 of 4月1日, the 6 of 6年4月.
fn is_date(text: &[char], start: usize, end: usize) -> bool {
    let unit = |c: Option<&char>| c.is_some_and(|c| "年月日".contains(*c));
    let later = |c: Option<&char>| c.is_some_and(|c| c.is_ascii_digit() || is_numeral(*c));
    let before = start.checked_sub(1).and_then(|at| text.get(at));
    let goes_on = text.get(end).is_some_and(|c| "年月".contains(*c)) && later(text.get(end + 1));
    unit(text.get(end)) && before.is_some_and(|c| "年月".contains(*c)) || goes_on
}

/// Whether a number is a year: 2030, 2030年, the 12 of 令和12. Not 2030人.
fn is_year(text: &[char], start: usize, end: usize, number: u32) -> bool {
    let era = |era: &Era| {
        let name: Vec<char> = era.name().chars().collect();
        text[..start].ends_with(&name)
    };
    if Era::ALL.iter().any(era) {
        return true;
    }
    let western = u16::try_from(number).is_ok_and(|number| YEARS.contains(&number));
    let plain = text[start..end].iter().all(char::is_ascii_digit) && end - start == 4;
    let zeros = text[start..end].contains(&'〇');
    let year = text.get(end) == Some(&'年');
    let counts = text
        .get(end)
        .is_some_and(|c| "人件回円名戸台世冊本枚校".contains(*c));
    plain && year || western && (plain && !counts || zeros || year)
}

/// ひとつ, ふたつ … with what else may stand for them.
fn spoken(text: &[char], start: usize) -> Option<Spot> {
    let open = start
        .checked_sub(1)
        .is_some_and(|at| is_hiragana(text[at]) && !"のをにがはともや".contains(text[at]));
    if open {
        return None;
    }
    let (number, word) = (1..).zip(SPOKEN).find(|(_, word)| {
        text[start..]
            .iter()
            .copied()
            .take(word.chars().count())
            .eq(word.chars())
    })?;
    let end = start + word.chars().count();
    let written = [numerals::kanji(number), Some(number.to_string())];
    let others = written.into_iter().flatten().map(|number| number + "つ");
    Spot::new(text, start, end, others, ExpansionKind::Number)
}
