use std::fmt;

use ayumi_japanese::era::{Era, EraYear};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// A day of the calendar, written `2024-05-31`. In TOML both the bare date and the quoted one are read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    year: u16,
    month: u8,
    day: u8,
}

impl Date {
    /// The day, if it exists in the Gregorian calendar.
    #[must_use]
    pub fn new(year: u16, month: u8, day: u8) -> Option<Self> {
        let leap =
            year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
        let days = match month {
            1 | 3 | 5 | 7 | 8 | 10 | 12 => 31,
            4 | 6 | 9 | 11 => 30,
            2 if leap => 29,
            2 => 28,
            _ => return None,
        };
        (1..=days)
            .contains(&day)
            .then_some(Self { year, month, day })
    }

    /// Reads `2024-05-31`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let mut fields = text.split('-');
        let (year, month, day) = (fields.next()?, fields.next()?, fields.next()?);
        if fields.next().is_some() || (year.len(), month.len(), day.len()) != (4, 2, 2) {
            return None;
        }
        let digits = |field: &str| field.bytes().all(|byte| byte.is_ascii_digit());
        if !(digits(year) && digits(month) && digits(day)) {
            return None;
        }
        Self::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)
    }

    /// Year, month and day.
    #[must_use]
    pub fn parts(self) -> (u16, u8, u8) {
        (self.year, self.month, self.day)
    }

    /// 「2024年5月31日」
    #[must_use]
    pub fn japanese(self) -> String {
        format!("{}年{}月{}日", self.year, self.month, self.day)
    }

    /// 「令和6年1月1日」; a day before 1868 in Western years.
    #[must_use]
    pub fn japanese_era(self) -> String {
        let era = Era::ALL
            .into_iter()
            .rev()
            .find(|era| era.first_day() <= (self.year, self.month, self.day));
        let year = era.and_then(|era| EraYear::new(era, self.year - era.first_day().0 + 1));
        match year {
            Some(year) => format!("{year}年{}月{}日", self.month, self.day),
            None => self.japanese(),
        }
    }

    /// The day before; the first day of the calendar has none.
    #[must_use]
    pub fn day_before(self) -> Option<Self> {
        if self.day > 1 {
            return Self::new(self.year, self.month, self.day - 1);
        }
        let (year, month) = match self.month {
            1 => (self.year.checked_sub(1)?, 12),
            month => (self.year, month - 1),
        };
        (28..=31).rev().find_map(|day| Self::new(year, month, day))
    }

    /// The Western fiscal year (April to March) in which the day falls.
    #[must_use]
    pub fn fiscal_year(self) -> u16 {
        if self.month >= 4 {
            self.year
        } else {
            self.year.saturating_sub(1)
        }
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl Serialize for Date {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Date {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Spelling {
            Bare(toml::value::Datetime),
            Quoted(String),
        }
        let text = match Spelling::deserialize(deserializer)? {
            Spelling::Bare(date) => date.to_string(),
            Spelling::Quoted(text) => text,
        };
        Self::parse(&text)
            .ok_or_else(|| de::Error::custom(format!("`{text}` is not a date such as 2024-05-31")))
    }
}

impl JsonSchema for Date {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "Date".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "format": "date", "description": "A day, written 2024-05-31." })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_days_that_exist_and_no_others() {
        for text in ["2024-02-29", "2000-02-29", "2024-12-31"] {
            assert_eq!(
                Date::parse(text).map(|date| date.to_string()).as_deref(),
                Some(text)
            );
        }
        for text in [
            "2023-02-29",
            "1900-02-29",
            "2024-13-01",
            "2024-04-31",
            "2024-4-1",
            "+024-01-01",
            "2024-01-01-",
        ] {
            assert_eq!(Date::parse(text), None, "{text}");
        }
    }

    #[test]
    fn eras_change_on_their_day() {
        for (day, text) in [
            ("2024-01-01", "令和6年1月1日"),
            ("2019-05-01", "令和元年5月1日"),
            ("2019-04-30", "平成31年4月30日"),
            ("1989-01-07", "昭和64年1月7日"),
            ("1800-01-01", "1800年1月1日"),
        ] {
            let shown = Date::parse(day).map(Date::japanese_era);
            assert_eq!(shown.as_deref(), Some(text));
        }
    }

    #[test]
    fn every_day_but_the_first_has_one_before_it() {
        for (day, before) in [
            ("2024-01-01", Some("2023-12-31")),
            ("2024-03-01", Some("2024-02-29")),
            ("2023-03-01", Some("2023-02-28")),
            ("2023-12-31", Some("2023-12-30")),
            ("0000-01-01", None),
        ] {
            let found = Date::parse(day).and_then(Date::day_before);
            assert_eq!(found.map(|day| day.to_string()).as_deref(), before);
        }
    }

    #[test]
    fn a_fiscal_year_begins_in_april() {
        assert_eq!(Date::parse("2024-03-31").map(Date::fiscal_year), Some(2023));
        assert_eq!(Date::parse("2024-04-01").map(Date::fiscal_year), Some(2024));
    }
}
