//! Values of flags that are more than text.

use std::ops::RangeInclusive;

use clap::builder::{PossibleValuesParser, TypedValueParser};

use crate::model::YearRange;

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
