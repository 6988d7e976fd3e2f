#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

fn printed(text: &str) -> Option<String> {
    parse_number(text).map(|number| number.to_string())
}

#[test]
fn every_spelling_is_read_exactly() {
    for (text, number) in [
        ("3,000", "3000"),
        ("３０００", "3000"),
        ("３，０００", "3000"),
        ("三千", "3000"),
        ("3千", "3000"),
        ("1万2千", "12000"),
        ("1.5万", "15000"),
        ("1億2,000万", "120000000"),
        ("2百", "200"),
        ("1,200千", "1200000"),
        ("二〇二四", "2024"),
        ("二千二十四", "2024"),
        ("百二十", "120"),
        ("二〇万", "200000"),
        ("千", "1000"),
        ("十", "10"),
        ("壱拾", "10"),
        ("一兆", "1000000000000"),
        ("60％", "60%"),
        ("60%", "60%"),
        ("60 %", "60%"),
        ("６０パーセント", "60%"),
        ("6割", "60%"),
        ("六割", "60%"),
        ("6割5分", "65%"),
        ("6割5分3厘", "65.3%"),
        ("6.5割", "65%"),
        ("十割", "100%"),
        ("12.5", "12.5"),
        ("１２．５０", "12.5"),
        ("0.05", "0.05"),
        ("0", "0"),
        ("007", "7"),
        ("△3", "-3"),
        ("▲3.5％", "-3.5%"),
        ("-3", "-3"),
        ("－３", "-3"),
        ("−0.5", "-0.5"),
        ("+3", "3"),
        ("①", "1"),
        ("㊿", "50"),
        ("Ⅳ", "4"),
        (" 4\u{3000}", "4"),
        ("9223372036854775807", "9223372036854775807"),
    ] {
        assert_eq!(printed(text).as_deref(), Some(number), "{text}");
    }
}

#[test]
fn what_is_no_number_is_refused() {
    for text in [
        "",
        "-",
        "－",
        "△",
        "%",
        "割",
        "万",
        "億万",
        "3,00",
        "1,2345",
        ",300",
        "3.",
        ".5",
        "1.2.3",
        "4件",
        "約4",
        "3 000",
        "①②",
        "1①",
        "10²",
        "二三千",
        "1万20000",
        "1.5万2千",
        "1千2万3千4万",
        "十百",
        "千千",
        "2万3億",
        "6割12分",
        "N/A",
        "R6",
        "9223372036854775808",
        "99999兆億",
        "4/4",
        "--3",
        "ⅠⅡ",
    ] {
        assert_eq!(printed(text), None, "{text}");
    }
}

#[test]
fn counts_are_plain() {
    for (text, count) in [
        ("4", 4),
        ("４", 4),
        ("四", 4),
        ("十二", 12),
        ("1,200", 1200),
        ("①", 1),
        ("0", 0),
    ] {
        assert_eq!(parse_count(text), Some(count), "{text}");
    }
    for text in ["", "-4", "+4", "△0", "4.5", "4%", "4件", "4294967296"] {
        assert_eq!(parse_count(text), None, "{text}");
    }
}

#[test]
fn numbers_of_one_unit_are_ordered() {
    let number = |text: &str| parse_number(text).unwrap();
    assert_eq!(
        number("12.5").compare(number("12.49")),
        Some(Ordering::Greater)
    );
    assert_eq!(number("△3").compare(number("0")), Some(Ordering::Less));
    assert_eq!(
        number("6割").compare(number("60.0%")),
        Some(Ordering::Equal)
    );
    assert_eq!(number("60%").compare(number("0.6")), None);
    assert_eq!(
        Number::new(1, 255, Unit::One).compare(Number::new(i64::MAX, 0, Unit::One)),
        Some(Ordering::Less)
    );
}

/// A number below 10^16 in kanji.
fn in_kanji(number: u64) -> String {
    let digits: Vec<char> = "〇一二三四五六七八九".chars().collect();
    let mut out = String::new();
    for (large, power) in [("兆", 12), ("億", 8), ("万", 4), ("", 0)] {
        let section = number / 10_u64.pow(power) % 10_000;
        for (small, power) in [("千", 3), ("百", 2), ("十", 1), ("", 0)] {
            let digit = (section / 10_u64.pow(power) % 10) as usize;
            if digit > 1 || (digit == 1 && (small.is_empty() || small == "千")) {
                out.push(digits[digit]);
            }
            if digit > 0 {
                out.push_str(small);
            }
        }
        if section > 0 {
            out.push_str(large);
        }
    }
    if out.is_empty() { "〇".into() } else { out }
}

proptest! {
    #[test]
    fn kanji_round_trip(number in 0_u64..10_000_000_000_000_000) {
        prop_assert_eq!(printed(&in_kanji(number)), Some(number.to_string()));
    }

    #[test]
    fn decimals_round_trip(digits in any::<i64>(), scale in 0_u8..=18, percent: bool) {
        let number = Number::new(digits, scale, if percent { Unit::Percent } else { Unit::One });
        // The sign is read after the digits, so that the least 64-bit number does not fit.
        prop_assume!(digits != i64::MIN);
        prop_assert_eq!(parse_number(&number.to_string()), Some(number));
    }

    #[test]
    fn nothing_panics(text in "[0-9,.一二〇十百千万億兆割分厘%△①-]{0,20}|\\PC*") {
        let _ = parse_count(&text);
        if let Some(number) = parse_number(&text) {
            prop_assert_eq!(parse_number(&number.to_string()), Some(number));
        }
    }
}
