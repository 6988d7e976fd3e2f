use std::fmt;

use super::Date;
use ayumi_japanese::era;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::SerializeStruct};

/// A fiscal year (年度): April to March, named by the Western year of its April.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(u16);

impl FiscalYear {
    /// Reads every spelling that a folder or a file may use: `2024`, `R6`, `令和6`, `令和６年度`, `平成31年度`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        era::parse_fiscal_year(text).map(Self)
    }

    /// The fiscal year that begins in April of `year`, a Western year.
    #[must_use]
    pub fn from_western(year: u16) -> Self {
        Self(year)
    }

    /// The Western year of its April.
    #[must_use]
    pub fn year(self) -> u16 {
        self.0
    }

    /// The first of April.
    #[must_use]
    pub fn first_day(self) -> Date {
        Date::new(self.0, 4, 1).expect("every year has a first of April")
    }

    /// 「令和6年度」
    #[must_use]
    pub fn label(self) -> String {
        era::fiscal_year_label(self.0)
    }

    /// 「令和6年度（2024年度）」
    #[must_use]
    pub fn long_label(self) -> String {
        era::fiscal_year_label_long(self.0)
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for FiscalYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("FiscalYear", 2)?;
        object.serialize_field("year", &self.0)?;
        object.serialize_field("label", &self.label())?;
        object.end()
    }
}

/// In settings a fiscal year is text (`"令和6年度"`) or a Western year (`2024`).
impl<'de> Deserialize<'de> for FiscalYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Spelling {
            Number(u16),
            Text(String),
        }
        let text = match Spelling::deserialize(deserializer)? {
            Spelling::Number(year) => year.to_string(),
            Spelling::Text(text) => text,
        };
        Self::parse(&text).ok_or_else(|| {
            de::Error::custom(format!(
                "`{text}` is not a fiscal year such as 2024 or 令和6年度"
            ))
        })
    }
}

impl JsonSchema for FiscalYear {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FiscalYear".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["object", "string", "integer"],
            "description": "A fiscal year: written 2024 or \"令和6年度\" in settings, an object in published data.",
            "properties": { "year": { "type": "integer" }, "label": { "type": "string" } }
        })
    }
}

/// Fiscal years from one to another, both included; either end may be open. Written `2019..2024`, `2019..`,
/// `..平成30年度` or `2024`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct YearRange {
    first: u16,
    last: u16,
}

/// A text that is no range of fiscal years.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}`: 2024, R6, 令和6年度, 2020..2024")]
pub struct InvalidYearRange(pub String);

impl YearRange {
    /// Reads a range.
    ///
    /// # Errors
    /// The text, where an end is no fiscal year or the last is before the first.
    pub fn parse(text: &str) -> Result<Self, InvalidYearRange> {
        let wrong = || InvalidYearRange(text.to_owned());
        let year = |text: &str| {
            FiscalYear::parse(text)
                .map(FiscalYear::year)
                .ok_or_else(wrong)
        };
        let (first, last) = match text.split_once("..") {
            None => (year(text)?, year(text)?),
            Some((first, last)) => {
                let last = last.trim_start_matches('=');
                let first = if first.is_empty() {
                    u16::MIN
                } else {
                    year(first)?
                };
                let last = if last.is_empty() {
                    u16::MAX
                } else {
                    year(last)?
                };
                (first, last)
            }
        };
        if first > last {
            Err(wrong())
        } else {
            Ok(Self { first, last })
        }
    }

    /// Whether a fiscal year lies in it.
    #[must_use]
    pub fn contains(self, year: FiscalYear) -> bool {
        (self.first..=self.last).contains(&year.year())
    }

    /// Whether the two have a year in common.
    #[must_use]
    pub fn overlaps(self, other: Self) -> bool {
        self.first <= other.last && other.first <= self.last
    }

    /// The first and the last year.
    #[must_use]
    pub fn ends(self) -> std::ops::RangeInclusive<u16> {
        self.first..=self.last
    }
}

/// All years.
impl Default for YearRange {
    fn default() -> Self {
        Self {
            first: u16::MIN,
            last: u16::MAX,
        }
    }
}

impl TryFrom<String> for YearRange {
    type Error = InvalidYearRange;
    fn try_from(text: String) -> Result<Self, InvalidYearRange> {
        Self::parse(&text)
    }
}

impl From<YearRange> for String {
    fn from(range: YearRange) -> Self {
        let end = |year: u16| match year {
            u16::MIN | u16::MAX => Self::new(),
            year => year.to_string(),
        };
        if range.first == range.last {
            end(range.first)
        } else {
            format!("{}..{}", end(range.first), end(range.last))
        }
    }
}

impl JsonSchema for YearRange {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "YearRange".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": "string",
            "description": "Fiscal years, both ends included: \"2019..2024\", \"2019..\", \"..2018\", \"2024\"."
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_include_both_ends() {
        let years = |text| YearRange::parse(text).map(YearRange::ends);
        assert_eq!(years("2020..2024"), Ok(2020..=2024));
        assert_eq!(years("R2..令和6年度"), Ok(2020..=2024));
        assert_eq!(years("2020..=2024"), Ok(2020..=2024));
        assert_eq!(years("..2024"), Ok(0..=2024));
        assert_eq!(years("R6"), Ok(2024..=2024));
        for wrong in ["2024..2020", "x", "2020...2024", ""] {
            assert!(years(wrong).is_err(), "{wrong}");
        }
    }
}
