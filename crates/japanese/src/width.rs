//! Full width ⇔ half width, for ASCII and for katakana, and nothing else. [`fold`](mod@crate::fold)
//! does more than this; these functions are for places where ①, ㈱ or ² must stay what they are.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;

/// Distance between `!` and `！`, the same for all of ASCII's printed characters.
const ASCII_DISTANCE: u32 = 0xFEE0;

/// Half-width katakana and their punctuation (U+FF61–U+FF9F), in the order of [`WIDE_KATAKANA`].
const HALF_KATAKANA: &str = "｡｢｣､･ｦｧｨｩｪｫｬｭｮｯｰｱｲｳｴｵｶｷｸｹｺｻｼｽｾｿﾀﾁﾂﾃﾄﾅﾆﾇﾈﾉﾊﾋﾌﾍﾎﾏﾐﾑﾒﾓﾔﾕﾖﾗﾘﾙﾚﾛﾜﾝﾞﾟ";
/// The full-width forms; the sound marks as they come out of decomposition.
const WIDE_KATAKANA: &str = "。「」、・ヲァィゥェォャュョッーアイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワン\u{3099}\u{309A}";

/// The ASCII character of a full-width one (`Ａ` → `A`, `　` → space); any other unchanged.
pub fn char_to_ascii(c: char) -> char {
    match c {
        '\u{3000}' => ' ',
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(u32::from(c) - ASCII_DISTANCE).unwrap_or(c),
        _ => c,
    }
}

/// `Ｒ６　年` → `R6 年`: full-width ASCII and the ideographic space to ASCII. Same number of characters.
pub fn to_ascii(text: &str) -> String {
    text.chars().map(char_to_ascii).collect()
}

/// `R6 年` → `Ｒ６　年`: ASCII to its full-width forms. Control characters stay.
pub fn to_full_width(text: &str) -> String {
    let widen = |c: char| match c {
        ' ' => '\u{3000}',
        '!'..='~' => char::from_u32(u32::from(c) + ASCII_DISTANCE).unwrap_or(c),
        _ => c,
    };
    text.chars().map(widen).collect()
}

/// `ｶﾞｲﾄﾞ` → `ガイド`: half-width katakana and their punctuation to full width, with the sound marks
/// composed. Borrowed when there are none.
pub fn widen_katakana(text: &str) -> Cow<'_, str> {
    let is_half = |c: char| matches!(c, '\u{FF61}'..='\u{FF9F}');
    if !text.contains(is_half) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(is_half) {
        let (before, from) = rest.split_at(start);
        let (run, after) = from.split_at(from.find(|c| !is_half(c)).unwrap_or(from.len()));
        out.push_str(before);
        out.extend(run.nfkc());
        rest = after;
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// `ガイド` → `ｶﾞｲﾄﾞ`: katakana and 。「」、・ to half width. What has no half-width form (ヰ, ヮ) stays.
pub fn narrow_katakana(text: &str) -> String {
    let narrow = |c: char| {
        WIDE_KATAKANA
            .chars()
            .zip(HALF_KATAKANA.chars())
            .find(|&(wide, _)| wide == c)
            .map(|(_, half)| half)
    };
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let parts: Option<Vec<char>> = std::iter::once(c).nfd().map(narrow).collect();
        match parts {
            Some(parts) => out.extend(parts),
            None => out.push(c),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ascii_goes_both_ways() {
        assert_eq!(to_ascii("Ｒ６　（１）～①ｱ"), "R6 (1)~①ｱ");
        assert_eq!(to_full_width("R6 (1)~あ\n"), "Ｒ６　（１）～あ\n");
        for c in ' '..='~' {
            assert_eq!(to_ascii(&to_full_width(&c.to_string())), c.to_string());
        }
    }

    #[test]
    fn katakana_go_both_ways() {
        assert_eq!(
            widen_katakana("ｺﾐ協のｶﾞｲﾄﾞ､ﾊﾟｰﾄ｡ｳﾞ"),
            "コミ協のガイド、パート。ヴ"
        );
        assert_eq!(
            narrow_katakana("コミ協のガイド、パート。ヴヰ"),
            "ｺﾐ協のｶﾞｲﾄﾞ､ﾊﾟｰﾄ｡ｳﾞヰ"
        );
        assert!(matches!(widen_katakana("コミ協"), Cow::Borrowed(_)));
        for half in HALF_KATAKANA.chars() {
            assert_eq!(
                narrow_katakana(&widen_katakana(&half.to_string())),
                half.to_string()
            );
        }
        assert_eq!(HALF_KATAKANA.chars().count(), WIDE_KATAKANA.chars().count());
    }
}
