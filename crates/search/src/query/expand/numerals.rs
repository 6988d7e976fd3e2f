//! A count in the writings of Japanese documents: 12000, 12,000, 1万2000, 一万二千.

/// 12345 → 12,345
pub(super) fn grouped(number: u32) -> String {
    let digits = number.to_string();
    let mut grouped = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            grouped.push(',');
        }
        grouped.push(digit);
    }
    grouped
}

/// 3000 → 三千, 12 → 十二; `None` for zero, which nobody counts with.
pub(super) fn kanji(number: u32) -> Option<String> {
    (number > 0).then(|| {
        units(number)
            .map(|(group, unit)| below_ten_thousand(group) + unit)
            .collect()
    })
}

/// 12000 → 1万2千, 1万2000; 30000 → 3万; 3000 → 3千. Empty where nothing is gained.
pub(super) fn mixed(number: u32) -> Vec<String> {
    let join = |thousands: bool| -> String {
        units(number)
            .map(|(group, unit)| match group % 1000 {
                0 if thousands && unit.is_empty() => format!("{}千", group / 1000),
                _ => format!("{group}{unit}"),
            })
            .collect()
    };
    let mut all = vec![join(false), join(true)];
    all.dedup();
    all.retain(|written| *written != number.to_string());
    all
}

/// 1,0002,0003 → 1億, 2万, 3: the groups that are not zero, with their units.
fn units(number: u32) -> impl Iterator<Item = (u32, &'static str)> {
    [(100_000_000, "億"), (10_000, "万"), (1, "")]
        .into_iter()
        .map(move |(value, unit)| (number / value % 10_000, unit))
        .filter(|(group, _)| *group > 0)
}

fn below_ten_thousand(number: u32) -> String {
    const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    let mut text = String::new();
    for (value, unit) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / value % 10;
        if digit > 1 || digit == 1 && value == 1 {
            text.push_str(DIGITS[digit as usize]);
        }
        if digit > 0 {
            text.push_str(unit);
        }
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;
    use ayumi_japanese::numeral::parse_count;
    use proptest::prelude::*;

    #[test]
    fn numbers_are_written_as_in_documents() {
        assert_eq!(grouped(999), "999");
        assert_eq!(grouped(100_000_000), "100,000,000");
        assert_eq!(kanji(0), None);
        assert_eq!(kanji(12).as_deref(), Some("十二"));
        assert_eq!(kanji(12_000).as_deref(), Some("一万二千"));
        assert_eq!(kanji(100_000_000).as_deref(), Some("一億"));
        assert_eq!(mixed(12_000), ["1万2000", "1万2千"]);
        assert_eq!(mixed(30_000), ["3万"]);
        assert_eq!(mixed(120_000_000), ["1億2000万"]);
        assert_eq!(mixed(3_000), ["3千"]);
        assert!(mixed(300).is_empty());
    }

    proptest! {
        #[test]
        fn what_is_written_is_read_back(number in 1..=u32::MAX) {
            prop_assert_eq!(parse_count(&grouped(number)), Some(number));
            prop_assert_eq!(kanji(number).as_deref().and_then(parse_count), Some(number));
            for mixed in mixed(number) {
                prop_assert_eq!(parse_count(&mixed), Some(number), "{}", mixed);
            }
        }
    }
}
