use std::fmt;

/// A day on which something begins or ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(into = "String")]
pub struct Day {
    pub year: u16,
    pub month: u8,
    pub day: u8,
}

impl Day {
    /// 1 April, the first day of a fiscal year.
    pub fn april(year: u16) -> Self {
        Self::new(year, 4, 1)
    }

    /// 31 March, the last day of a fiscal year.
    pub fn end_of(fiscal_year: u16) -> Self {
        Self::new(fiscal_year + 1, 3, 31)
    }

    pub fn new(year: u16, month: u8, day: u8) -> Self {
        Self { year, month, day }
    }

    /// The day before the first of April or of January: changes happen on no others.
    pub fn before(self) -> Self {
        if self.month == 1 {
            Self::new(self.year - 1, 12, 31)
        } else {
            Self::new(self.year, 3, 31)
        }
    }

    /// The fiscal year that has this day.
    pub fn fiscal_year(self) -> u16 {
        if self.month < 4 {
            self.year - 1
        } else {
            self.year
        }
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl From<Day> for String {
    fn from(day: Day) -> Self {
        day.to_string()
    }
}
