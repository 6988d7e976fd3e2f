//! Values of flags that are more than text.

use std::ops::RangeInclusive;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use super::texts;
use crate::model::{Language, YearRange};

/// `2024`, `R6`, `2020..2024`, `..2024`, `2020..`: fiscal years, both ends included.
pub(super) fn years(text: &str) -> Result<RangeInclusive<u16>, String> {
    YearRange::parse(text)
        .map(YearRange::ends)
        .map_err(|wrong| wrong.to_string())
}

/// The name of a part.
pub(super) fn part() -> impl TypedValueParser<Value = ayumi_search::Part> {
    PossibleValuesParser::new(ayumi_search::Part::ALL.map(ayumi_search::Part::name))
        .try_map(|name| name.parse::<ayumi_search::Part>())
}

/// What a flag takes. English, as the argument parser itself speaks; `usage` says it in Japanese.
pub(super) fn expected(flag: &str) -> String {
    let texts = texts::of(Language::English);
    texts.get(&format!("usage.expects.{flag}")).to_owned()
}

/// A whole number in digits alone: no sign, no separators.
fn digits<T: std::str::FromStr>(text: &str) -> Option<T> {
    let plain = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

/// How many documents a demo city has.
pub(super) fn documents(text: &str) -> Result<usize, String> {
    digits(text)
        .filter(|documents| (1..=ayumi_demo::MOST_DOCUMENTS).contains(documents))
        .ok_or_else(|| expected("documents"))
}

/// The seed of a demo city.
pub(super) fn seed(text: &str) -> Result<u64, String> {
    digits(text).ok_or_else(|| expected("seed"))
}

/// The first and the last fiscal year that a demo city may have, and how many at most.
const DEMO_YEARS: RangeInclusive<u16> = 1970..=2099;
const MOST_DEMO_YEARS: usize = 20;

/// The fiscal years of a demo city.
pub(super) fn demo_years(text: &str) -> Result<RangeInclusive<u16>, String> {
    let years = YearRange::parse(text).map(YearRange::ends);
    years
        .ok()
        .filter(|years| DEMO_YEARS.contains(years.start()) && DEMO_YEARS.contains(years.end()))
        .filter(|years| years.len() <= MOST_DEMO_YEARS)
        .ok_or_else(|| expected("years"))
}

/// The share of messy documents.
pub(super) fn mess(text: &str) -> Result<f64, String> {
    let share = text.parse::<f64>().ok();
    share
        .filter(|share| (0.0..=1.0).contains(share))
        // Minus zero is zero.
        .map(f64::abs)
        .ok_or_else(|| expected("mess"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_a_demo_are_digits_within_bounds() {
        assert_eq!(documents("1"), Ok(1));
        assert_eq!(documents("1000000"), Ok(1_000_000));
        for wrong in [
            "0",
            "1000001",
            "1,000",
            "1_000",
            "1e3",
            "+5",
            "-5",
            "",
            " 5",
            "５",
            "99999999999999999999",
        ] {
            assert!(documents(wrong).is_err(), "{wrong}");
        }
        assert_eq!(seed("18446744073709551615"), Ok(u64::MAX));
        for wrong in ["18446744073709551616", "-1", "0x10", ""] {
            assert!(seed(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn years_of_a_demo_are_at_most_twenty() {
        assert_eq!(demo_years("2006..2025"), Ok(2006..=2025));
        assert_eq!(demo_years("H28..R7"), Ok(2016..=2025));
        assert_eq!(demo_years("令和7年度"), Ok(2025..=2025));
        assert_eq!(demo_years("1970..1989"), Ok(1970..=1989));
        for wrong in [
            "2005..2025",
            "1969..1970",
            "2099..2100",
            "2025..2006",
            "2020..",
            "..2020",
            "..",
            "x",
            "",
        ] {
            assert!(demo_years(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn the_mess_is_a_share() {
        for (text, share) in [("0", 0.0), ("1", 1.0), ("0.25", 0.25), ("-0", 0.0)] {
            assert_eq!(
                mess(text).map(f64::to_bits),
                Ok(f64::to_bits(share)),
                "{text}"
            );
        }
        for wrong in ["NaN", "nan", "inf", "-0.1", "1.01", "0,3", "30%", ""] {
            assert!(mess(wrong).is_err(), "{wrong}");
        }
    }
}
