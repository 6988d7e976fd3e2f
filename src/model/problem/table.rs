//! One of each problem of `content/indicators.csv`, see [`samples`](super::samples).

use super::Problem;

/// One of each.
pub(super) fn samples() -> Vec<Problem> {
    use Problem as P;
    let s = str::to_owned;
    vec![
        P::CsvQuotation,
        P::CsvFields {
            found: 6,
            expected: 9,
        },
        P::CsvColumn {
            column: s("sourse"),
            suggestion: Some(s("source")),
            known: s("name, fiscal_year, kind, value, source"),
        },
        P::CsvColumn {
            column: s("x"),
            suggestion: None,
            known: s("name, fiscal_year, kind, value, source"),
        },
        P::CsvColumnMissing {
            column: s("source"),
        },
        P::FigureWithoutSource {
            name: s("自治会の加入率"),
        },
        P::IndicatorRowRepeated {
            name: s("自治会の加入率"),
            line: 2,
        },
    ]
}
