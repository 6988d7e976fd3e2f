//! Kanji digits and the powers of ten that stand behind digits of any kind.

/// The value of a kanji digit, 大字 (壱 弐 参) included.
pub(super) fn digit(c: char) -> Option<u8> {
    Some(match c {
        '〇' | '零' => 0,
        '一' | '壱' => 1,
        '二' | '弐' => 2,
        '三' | '参' => 3,
        '四' => 4,
        '五' => 5,
        '六' => 6,
        '七' => 7,
        '八' => 8,
        '九' => 9,
        _ => return None,
    })
}

/// The exponent of 十 百 千.
pub(super) fn small_power(c: char) -> Option<u8> {
    match c {
        '十' | '拾' => Some(1),
        '百' => Some(2),
        '千' => Some(3),
        _ => None,
    }
}

/// The exponent of 万 億 兆.
pub(super) fn large_power(c: char) -> Option<u8> {
    match c {
        '万' => Some(4),
        '億' => Some(8),
        '兆' => Some(12),
        _ => None,
    }
}

/// A kanji that a number below 10,000 is written with.
pub(crate) fn is_kanji_numeral(c: char) -> bool {
    digit(c).is_some() || small_power(c).is_some()
}
