#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;
use unicode_normalization::UnicodeNormalization;

#[test]
fn every_spelling_of_a_fiscal_year_is_read() {
    for (text, year) in [
        ("2024", 2024),
        ("2024年度", 2024),
        ("２０２４年度", 2024),
        ("二〇二四年度", 2024),
        ("R6", 2024),
        ("Ｒ６", 2024),
        ("r6", 2024),
        ("R06", 2024),
        ("R.6", 2024),
        ("R6年度", 2024),
        ("令6", 2024),
        ("令和6", 2024),
        ("令和６年度", 2024),
        ("令和六年度", 2024),
        ("令和元年度", 2019),
        ("R元", 2019),
        ("平成31年度", 2019),
        ("平成三十一年度", 2019),
        ("平成三一年度", 2019),
        ("平成34年度", 2022),
        ("平成42年度", 2030),
        ("H31", 2019),
        ("H.31", 2019),
        ("S64", 1989),
        ("昭和63年度", 1988),
        ("大正15年度", 1926),
        ("M元", 1868),
        ("  令和6年度\u{3000}\n", 2024),
        ("令和 6 年度", 2024),
        ("㋿6年度", 2024),
        ("㍻31年度", 2019),
        ("令和6\u{200B}年度", 2024),
        ("令和6年度（2024年度）", 2024),
        ("令和6(2024)年度", 2024),
        ("2024（令和6）年度", 2024),
        ("1868", 1868),
        ("2200", 2200),
        ("\u{F9A8}和6", 2024),
    ] {
        assert_eq!(parse_fiscal_year(text), Some(year), "{text}");
    }
}

#[test]
fn what_is_no_fiscal_year_is_refused() {
    for text in [
        "",
        "年度",
        "2024年",
        "令和6年",
        "令和",
        "R",
        "R0",
        "令和0年度",
        "令和00",
        "令和〇年度",
        "H100",
        "令和100年度",
        "1867",
        "2201",
        "02024",
        "20240",
        "999",
        "24年度",
        "6年度",
        "令和6年度版",
        "第2024",
        "R6-7",
        "2,024",
        "2.024",
        "-2024",
        "+2024",
        "R-6",
        "R+6",
        "R1.5",
        "X6",
        "平成31年度（2020年度）",
        "令和6年度（）",
        "元年度",
        "二千万年度",
        "令和6割",
        "R①②",
        "S.",
        "R..6",
        "北区",
        "chuo",
        "令和6年度令和6年度",
    ] {
        assert_eq!(parse_fiscal_year(text), None, "{text}");
    }
}

#[test]
fn calendar_years_are_something_else() {
    for (text, year) in [
        ("2024年", 2024),
        ("2024", 2024),
        ("令和6年", 2024),
        ("R6", 2024),
        ("令和元年", 2019),
        ("平成34年", 2022),
        ("令和6年（2024年）", 2024),
    ] {
        assert_eq!(parse_calendar_year(text), Some(year), "{text}");
    }
    for text in ["2024年度", "令和6年度", "2024年4月", "6年"] {
        assert_eq!(parse_calendar_year(text), None, "{text}");
    }
}

#[test]
fn labels_are_those_that_documents_print() {
    assert_eq!(fiscal_year_label(2024), "令和6年度");
    assert_eq!(fiscal_year_label(2019), "令和元年度");
    assert_eq!(fiscal_year_label_long(2024), "令和6年度（2024年度）");
    assert_eq!(fiscal_year_label_long(2019), "令和元年度（2019年度）");
    assert_eq!(fiscal_year_label_long(1800), "1800年度");
    for (year, labels) in [
        (2020, vec!["令和2年度"]),
        (2019, vec!["平成31年度", "令和元年度"]),
        (2018, vec!["平成30年度"]),
        (1989, vec!["平成元年度"]),
        (1988, vec!["昭和63年度"]),
        (1926, vec!["大正15年度", "昭和元年度"]),
        (1912, vec!["明治45年度", "大正元年度"]),
        (1868, vec!["明治元年度"]),
        (1867, vec![]),
        (u16::MAX, vec![]),
    ] {
        assert_eq!(fiscal_year_labels(year), labels, "{year}");
    }
}

#[test]
fn labels_round_trip_through_the_parser() {
    // Era years have two digits, so that 令和 can name the years to 2117.
    for year in 1868..=2117 {
        let labels = fiscal_year_labels(year);
        assert!(!labels.is_empty(), "{year}");
        for label in labels
            .into_iter()
            .chain([fiscal_year_label(year), fiscal_year_label_long(year)])
        {
            assert_eq!(parse_fiscal_year(&label), Some(year), "{label}");
            assert_eq!(
                parse_fiscal_year(&crate::width::to_full_width(&label)),
                Some(year),
                "{label}"
            );
            let found = find_fiscal_years(&label);
            assert!(
                !found.is_empty() && found.iter().all(|found| found.year == year),
                "{label}"
            );
        }
    }
    for year in 2118..=2200 {
        assert_eq!(parse_fiscal_year(&fiscal_year_label_long(year)), Some(year));
    }
}

fn found(text: &str) -> Vec<(&str, u16)> {
    find_fiscal_years(text)
        .into_iter()
        .map(|found| (&text[found.range], found.year))
        .collect()
}

#[test]
fn fiscal_years_are_found_in_running_text() {
    assert_eq!(found("# 令和6年度 中央区組織目標"), [("令和6年度", 2024)]);
    assert_eq!(
        found("㈱とＨ３１年度末、令和　元 年度に"),
        [("Ｈ３１年度", 2019), ("令和　元 年度", 2019)]
    );
    assert_eq!(
        found("令和六年度（２０２４年度）"),
        [("令和六年度", 2024), ("２０２４年度", 2024)]
    );
    assert_eq!(
        found("令和６（2024）年度の目標"),
        [("令和６（2024）年度", 2024)]
    );
    assert_eq!(
        found("㍻34年度までに、昭63年度から"),
        [("㍻34年度", 2022), ("昭63年度", 1988)]
    );
    assert_eq!(
        found("2022～2024年度、R.5年度"),
        [("2024年度", 2024), ("R.5年度", 2023)]
    );
    assert_eq!(found("目標値は2024 年度"), [("2024 年度", 2024)]);
    for text in [
        "今年度は、前年度",
        "6年度",
        "毎年度",
        "2024年、令和6年",
        "12024年度",
        "1,2024年度",
        "令和6\n年度",
        "水平6年度",
        "PR6年度",
        "令和4～6年度",
        "令和6(2023)年度",
        "年度",
        "",
        "元年度",
        "(2024)年度",
        "R①年度",
    ] {
        assert_eq!(found(text), [], "{text}");
    }
}

proptest! {
    #[test]
    fn parsers_never_panic_and_stay_in_bounds(text in "[令和平成昭RrHS.0-9元六十年度()（）　 ]{0,14}|\\PC*") {
        for year in [parse_fiscal_year(&text), parse_calendar_year(&text)].into_iter().flatten() {
            prop_assert!(YEARS.contains(&year));
        }
    }

    #[test]
    fn what_is_found_parses_alone(text in "([令和平成昭RHS.0-9元六十()（） ]{0,8}年度){0,3}|\\PC*") {
        let mut last = 0;
        for Found { range, year } in find_fiscal_years(&text) {
            prop_assert!(range.start >= last);
            prop_assert_eq!(parse_fiscal_year(&text[range.clone()]), Some(year));
            last = range.end;
        }
    }

    #[test]
    fn normalisation_does_not_matter(year in 1868_u16..=2117, spaces in "[ \u{3000}\n]{0,3}") {
        let text = format!("{spaces}{}{spaces}", fiscal_year_label_long(year));
        for form in [text.nfc().collect::<String>(), text.nfd().collect(), text.nfkc().collect(), text.nfkd().collect()] {
            prop_assert_eq!(parse_fiscal_year(&form), Some(year));
        }
    }
}
