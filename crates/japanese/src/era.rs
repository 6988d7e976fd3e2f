//! Japanese eras, and fiscal years in all their spellings.
//!
//! A fiscal year (年度) runs from April to March and is named by the Western year of its April. A bare
//! 年 is a calendar year, which is something else: [`parse_calendar_year`].

mod find;
mod parse;

pub use find::{Found, find_fiscal_years};
pub use parse::{parse_calendar_year, parse_fiscal_year};

use std::fmt;
use std::ops::RangeInclusive;

/// The Western years that are accepted: from 明治元年 to far beyond any plan. What lies outside is
/// rather a misreading or another number.
pub const YEARS: RangeInclusive<u16> = 1868..=2200;

/// An era (元号) since 1868.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Era {
    /// 明治
    Meiji,
    /// 大正
    Taisho,
    /// 昭和
    Showa,
    /// 平成
    Heisei,
    /// 令和
    Reiwa,
}

impl Era {
    /// All eras, oldest first.
    pub const ALL: [Era; 5] = [Era::Meiji, Era::Taisho, Era::Showa, Era::Heisei, Era::Reiwa];

    /// The name: 令和.
    pub fn name(self) -> &'static str {
        match self {
            Era::Meiji => "明治",
            Era::Taisho => "大正",
            Era::Showa => "昭和",
            Era::Heisei => "平成",
            Era::Reiwa => "令和",
        }
    }

    /// The capital letter that stands for it: R.
    pub fn letter(self) -> char {
        match self {
            Era::Meiji => 'M',
            Era::Taisho => 'T',
            Era::Showa => 'S',
            Era::Heisei => 'H',
            Era::Reiwa => 'R',
        }
    }

    /// The first day, as (year, month, day) of the Gregorian calendar.
    ///
    /// Sources: 明治 the edict of 1868-10-23 (its year was reckoned from January); 大正 and 昭和 the edicts
    /// of their days; 平成 政令第1号 of 1989, in force the day after 1989-01-07; 令和 政令第143号 of 2019, in
    /// force on 2019-05-01.
    pub fn first_day(self) -> (u16, u8, u8) {
        match self {
            Era::Meiji => (1868, 10, 23),
            Era::Taisho => (1912, 7, 30),
            Era::Showa => (1926, 12, 25),
            Era::Heisei => (1989, 1, 8),
            Era::Reiwa => (2019, 5, 1),
        }
    }

    /// The Western year before 元年, so that year n of the era is this plus n.
    fn year_zero(self) -> u16 {
        self.first_day().0 - 1
    }
}

/// A year of an era: 令和6, 令和元. Whether a calendar or a fiscal year is meant, the context says. It
/// may lie after the era's end (平成34年度 stands in real plans and is 2022).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct EraYear {
    era: Era,
    year: u16,
}

impl EraYear {
    /// Year `year` of an era; `None` unless it is 1 to 99.
    pub fn new(era: Era, year: u16) -> Option<EraYear> {
        (1..=99).contains(&year).then_some(EraYear { era, year })
    }

    /// The era.
    pub fn era(self) -> Era {
        self.era
    }

    /// The year in the era; 1 is 元年.
    pub fn year(self) -> u16 {
        self.year
    }

    /// The Western year: 令和n is 2018 + n. It does not matter whether the era lasted until then.
    pub fn western(self) -> u16 {
        self.era.year_zero() + self.year
    }

    /// The era years that a fiscal year is printed with, oldest first: one, or two where the era
    /// changed inside it and the year before the change has a number (2019: 平成31 and 令和1; 1988 only
    /// 昭和63, since 平成 counts from 1989). None before 1868.
    pub fn of_fiscal_year(year: u16) -> Vec<EraYear> {
        let ends_after = |index: usize| match Era::ALL.get(index + 1) {
            // The era lasted into the fiscal year if the next one began after its 1 April.
            Some(next) => next.first_day() > (year, 4, 1),
            None => true,
        };
        Era::ALL
            .into_iter()
            .enumerate()
            .filter(|&(index, era)| {
                era.first_day() <= (year.saturating_add(1), 3, 31) && ends_after(index)
            })
            .filter_map(|(_, era)| EraYear::new(era, year.checked_sub(era.year_zero())?))
            .collect()
    }
}

impl fmt::Display for EraYear {
    /// `令和6`, `令和元`.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.year {
            1 => write!(out, "{}元", self.era.name()),
            year => write!(out, "{}{year}", self.era.name()),
        }
    }
}

/// `令和6年度`; of the two labels of a year in which the era changed the later one (2019: `令和元年度`).
/// A year that no era can name is `1800年度`.
pub fn fiscal_year_label(year: u16) -> String {
    fiscal_year_labels(year)
        .pop()
        .unwrap_or_else(|| format!("{year}年度"))
}

/// All labels that documents print for a fiscal year, oldest first: 2019 is `平成31年度` and `令和元年度`.
/// Empty where no era can name it.
pub fn fiscal_year_labels(year: u16) -> Vec<String> {
    EraYear::of_fiscal_year(year)
        .into_iter()
        .map(|era_year| format!("{era_year}年度"))
        .collect()
}

/// `令和6年度（2024年度）`; without the brackets where no era can name the year.
pub fn fiscal_year_label_long(year: u16) -> String {
    match fiscal_year_labels(year).pop() {
        Some(label) => format!("{label}（{year}年度）"),
        None => format!("{year}年度"),
    }
}

#[cfg(test)]
mod tests;
