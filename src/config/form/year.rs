//! Years in labels: 「令和5年度実績」, 「前年度実績」.

use ayumi_japanese::era;

use crate::model::FiscalYear;

/// A year as a label prints it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PrintedYear {
    Named(u16),
    /// Counted from the document's own: 前年度 is -1.
    Relative(i16),
}

impl PrintedYear {
    pub fn of(self, document: FiscalYear) -> u16 {
        match self {
            Self::Named(year) => year,
            Self::Relative(offset) => document.year().saturating_add_signed(offset),
        }
    }
}

/// The first year printed in a folded label, with its bytes.
pub(super) fn printed_year(key: &str) -> Option<(std::ops::Range<usize>, PrintedYear)> {
    const RELATIVE: [(&str, i16); 8] = [
        ("前年度", -1),
        ("昨年度", -1),
        ("今年度", 0),
        ("本年度", 0),
        ("当該年度", 0),
        ("当年度", 0),
        ("次年度", 1),
        ("翌年度", 1),
    ];
    if key.contains("年度") {
        for (word, offset) in RELATIVE {
            if let Some(at) = key.find(word) {
                return Some((at..at + word.len(), PrintedYear::Relative(offset)));
            }
        }
    }
    for (start, _) in key.char_indices() {
        if !may_begin_year(&key[start..]) {
            continue;
        }
        let ends = key[start..].char_indices().skip(1).take(8);
        let ends = ends.map(|(at, _)| start + at).chain([key.len()]);
        let years = ends.filter_map(|end| {
            let year = era::parse_fiscal_year(key.get(start..end)?)?;
            Some((start..end, PrintedYear::Named(year)))
        });
        if let Some((range, year)) = years.last() {
            // 「令和5年実績」 is of the calendar year, and still names a year.
            let end = range.end
                + if key[range.end..].starts_with('年') {
                    3
                } else {
                    0
                };
            return Some((range.start..end, year));
        }
    }
    None
}

/// Whether a label with this character may have a number or a year. Kanji and kana are no digits, and asking Unicode for
/// each of them takes most of the time of folding.
pub(super) fn may_number(c: char) -> bool {
    match c {
        '元' | '前' | '昨' | '今' | '本' | '当' | '次' | '翌' => true,
        '\u{3041}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' => false,
        _ => c.is_numeric(),
    }
}

/// Whether a year may begin here: four digits, or an era with digits, kanji numerals or 元 behind it.
fn may_begin_year(key: &str) -> bool {
    let mut chars = key.chars();
    let rest = match chars.next() {
        Some('0'..='9') => {
            return key.len() >= 4 && key.as_bytes()[..4].iter().all(u8::is_ascii_digit);
        }
        Some('令') => key.strip_prefix("令和").unwrap_or(chars.as_str()),
        Some('平') => key.strip_prefix("平成").unwrap_or(chars.as_str()),
        Some('昭') => key.strip_prefix("昭和").unwrap_or(chars.as_str()),
        Some('r' | 'h' | 's') => chars.as_str().strip_prefix('.').unwrap_or(chars.as_str()),
        _ => return false,
    };
    rest.starts_with(|c: char| {
        c.is_ascii_digit() || "元〇零一壱二弐三参四五六七八九十拾百千".contains(c)
    })
}
