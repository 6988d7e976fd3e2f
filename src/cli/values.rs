//! Values of flags that are more than text.

use std::ops::RangeInclusive;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::model::FiscalYear;

/// `2024`, `R6`, `2020..2024`, `..2024`, `2020..`: fiscal years, both ends included.
pub(super) fn years(text: &str) -> Result<RangeInclusive<u16>, String> {
    let year = |text: &str| {
        FiscalYear::parse(text)
            .map(FiscalYear::year)
            .ok_or_else(|| format!("`{text}`: 2024, R6, 令和6年度, 2020..2024"))
    };
    let Some((first, last)) = text.split_once("..") else {
        let year = year(text)?;
        return Ok(year..=year);
    };
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
    if first > last {
        Err(format!("{first} > {last}"))
    } else {
        Ok(first..=last)
    }
}

/// The name of a part.
pub(super) fn part() -> impl TypedValueParser<Value = ayumi_search::Part> {
    PossibleValuesParser::new(ayumi_search::Part::ALL.map(ayumi_search::Part::name))
        .try_map(|name| name.parse::<ayumi_search::Part>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_include_both_ends() {
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
