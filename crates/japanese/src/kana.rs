//! Which script a character belongs to, and ひらがな ⇔ カタカナ.

/// A hiragana letter, small ones and the iteration marks ゝゞ included; not the marks ゛゜.
pub fn is_hiragana(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{309D}'..='\u{309F}')
}

/// A katakana letter of either width, with ー and ヽヾ; not the middle dot ・ nor the marks ﾞﾟ.
pub fn is_katakana(c: char) -> bool {
    matches!(c,
        '\u{30A1}'..='\u{30FA}' | '\u{30FC}'..='\u{30FF}' | '\u{31F0}'..='\u{31FF}'
        | '\u{FF66}'..='\u{FF9D}')
}

/// A (semi-)voiced sound mark in any of its forms: combining, spacing, half width.
pub fn is_voicing_mark(c: char) -> bool {
    matches!(c, '\u{3099}'..='\u{309C}' | '\u{FF9E}' | '\u{FF9F}')
}

/// Hiragana, katakana or a voiced sound mark.
pub fn is_kana(c: char) -> bool {
    is_hiragana(c) || is_katakana(c) || is_voicing_mark(c)
}

/// An ideograph, or a character that stands for one: 々 〻 〇 〆.
/// Radicals are not: [`fold`](mod@crate::fold) turns the ones that occur into ideographs.
pub fn is_kanji(c: char) -> bool {
    matches!(c,
        '\u{3005}'..='\u{3007}' | '\u{303B}' | '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}'
        | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{2FFFD}' | '\u{30000}'..='\u{3FFFD}')
}

/// Punctuation of Japanese text: 、。「」【】・※ and the like. The full-width forms of ASCII (！ （ ，)
/// and the wave dash are left out, so that the answer is the same before and after folding.
pub fn is_japanese_punctuation(c: char) -> bool {
    matches!(c,
        '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{301B}' | '\u{301D}'..='\u{3020}' | '\u{30FB}'
        | '\u{30A0}' | '\u{FF61}'..='\u{FF65}' | '※')
}

/// A kanji, a kana or a Japanese punctuation mark: a character beside which Japanese needs no space.
pub fn is_japanese(c: char) -> bool {
    is_kana(c) || is_kanji(c) || is_japanese_punctuation(c)
}

/// The katakana letter of a hiragana letter; any other character unchanged.
pub fn char_to_katakana(c: char) -> char {
    shift(c, '\u{3041}', '\u{3096}', '\u{30A1}')
        .or_else(|| shift(c, '\u{309D}', '\u{309E}', '\u{30FD}'))
        .unwrap_or(c)
}

/// The hiragana letter of a full-width katakana letter; any other character unchanged (ー stays, and
/// so do ヷヸヹヺ, which have no hiragana).
pub fn char_to_hiragana(c: char) -> char {
    shift(c, '\u{30A1}', '\u{30F6}', '\u{3041}')
        .or_else(|| shift(c, '\u{30FD}', '\u{30FE}', '\u{309D}'))
        .unwrap_or(c)
}

/// `にいがた` → `ニイガタ`; everything else is kept.
pub fn to_katakana(text: &str) -> String {
    text.chars().map(char_to_katakana).collect()
}

/// `ニイガタ` → `にいがた`; everything else is kept. Half-width katakana: widen them first
/// ([`width::widen_katakana`](crate::width::widen_katakana)).
pub fn to_hiragana(text: &str) -> String {
    text.chars().map(char_to_hiragana).collect()
}

/// The character as far into the block at `to` as `c` is into `first..=last`.
fn shift(c: char, first: char, last: char, to: char) -> Option<char> {
    if !(first..=last).contains(&c) {
        return None;
    }
    char::from_u32(u32::from(to) + (u32::from(c) - u32::from(first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scripts_are_told_apart() {
        for c in "あんぁゔゝ".chars() {
            assert!(is_hiragana(c) && !is_katakana(c) && !is_kanji(c), "{c}");
        }
        for c in "アンァヴヶーヽｱﾝｰ".chars() {
            assert!(is_katakana(c) && !is_hiragana(c) && !is_kanji(c), "{c}");
        }
        for c in "亜区々〇﨑𠮷".chars() {
            assert!(is_kanji(c) && !is_kana(c), "{c}");
        }
        for c in "、。「・※".chars() {
            assert!(is_japanese(c) && !is_kana(c) && !is_kanji(c), "{c}");
        }
        for c in "aA1１Ａ！,～〜 \u{3000}\n-é한".chars() {
            assert!(!is_japanese(c), "{c:?}");
        }
    }

    #[test]
    fn kana_convert_both_ways() {
        assert_eq!(to_katakana("にしかんゔぁゞー区"), "ニシカンヴァヾー区");
        assert_eq!(to_hiragana("ニシカンヴァヾー区"), "にしかんゔぁゞー区");
        for c in '\u{3041}'..='\u{3096}' {
            assert_ne!(char_to_katakana(c), c);
            assert_eq!(char_to_hiragana(char_to_katakana(c)), c);
        }
    }

    #[test]
    fn folding_does_not_change_what_is_japanese() {
        for c in ('\u{0}'..='\u{FFFF}').filter(|&c| {
            crate::fold::fold_str(c.encode_utf8(&mut [0; 4]))
                .chars()
                .count()
                == 1
        }) {
            let folded = crate::fold::fold_str(&c.to_string());
            if is_japanese(c) {
                assert!(folded.chars().all(is_japanese), "{c} → {folded}");
            }
        }
    }
}
