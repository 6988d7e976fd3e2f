//! What NFKC and lower case leave apart although a reader takes it for the same. Each line was chosen
//! by hand: a general list of variants would merge words that differ (斉 and 斎, 竜 and 龍, 塚 and 冢).

/// What becomes of a character that NFKC has decomposed and lower case has passed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Rule {
    /// Stays as it is.
    Keep,
    /// Becomes another character.
    Become(char),
    /// Prints nothing and is dropped.
    Drop,
    /// Any hyphen, dash or minus sign: ー right after a katakana letter (センタ―, デ－タ), else `-`.
    Dash,
    /// The long vowel mark ー: `-` right after an ASCII letter, digit or hyphen (1ー1), else itself.
    LongVowel,
    /// 々 or 〻: the kanji before it once more (人々 → 人人); itself where there is none.
    Repeat,
}

pub(super) fn rule(c: char) -> Rule {
    use Rule::{Become, Dash, Drop, Keep, LongVowel, Repeat};
    match c {
        // The two commonest blocks first. Kana have one rule only.
        '\u{3041}'..='\u{309A}' | '\u{309D}'..='\u{30FB}' => Keep,
        'ー' => LongVowel,

        // Hyphens (the non-breaking one decomposes to U+2010), figure, en and em dash, horizontal bar,
        // hyphen bullet, minus, box-drawing lines (what OCR makes of a dash), heavy minus, modifier.
        '-'
        | '\u{2010}'..='\u{2015}'
        | '\u{2043}'
        | '\u{2212}'
        | '\u{2500}'
        | '\u{2501}'
        | '\u{2796}'
        | '\u{02D7}' => Dash,

        // Wave dash, tilde operator, swung dash, wavy dash. ～ (U+FF5E) is a tilde by NFKC already.
        '\u{301C}' | '\u{223C}' | '\u{2053}' | '\u{3030}' => Become('~'),

        // Spacing sound marks: NFKC would make them a space and a combining mark (か゛ → か  ゙).
        '\u{309B}' => Become('\u{3099}'),
        '\u{309C}' => Become('\u{309A}'),

        '々' | '〻' => Repeat,

        // Variation selectors (葛󠄀 → 葛), and what prints nothing: soft hyphen, zero-width space, joiners
        // and direction marks, word joiner, byte-order mark.
        '\u{FE00}'..='\u{FE0F}'
        | '\u{E0100}'..='\u{E01EF}'
        | '\u{180B}'..='\u{180D}'
        | '\u{180F}'
        | '\u{00AD}'
        | '\u{200B}'..='\u{200F}'
        | '\u{2060}'
        | '\u{FEFF}' => Drop,

        _ => kanji(c).map_or(Keep, Become),
    }
}

fn kanji(c: char) -> Option<char> {
    Some(match c {
        // Glyph variants in names of persons and places, unencoded or unmapped in JIS X 0208.
        '髙' => '高',        // U+9AD9, はしごだか
        '﨑' | '嵜' => '崎', // U+FA11, たつさき (no decomposition though a "compatibility" ideograph); U+5D5C
        '𠮷' => '吉',        // U+20BB7, つちよし
        '邉' => '辺',        // U+9089, 渡邉; its other form 邊 is below
        '濵' => '浜',        // U+6FF5, 濵田
        '栁' => '柳',        // U+6801
        '桒' => '桑',        // U+6852
        '槗' | '𣘺' => '橋', // U+69D7, U+2363A
        '圡' => '土',        // U+5721, つちに点
        '嶋' | '嶌' => '島', // U+5D8B, U+5D8C

        // Old forms that live on in names; pairs as bracketed in the table of 常用漢字 (2010).
        '濱' => '浜',
        '邊' => '辺',
        '齋' => '斎',
        '齊' => '斉',
        '澤' => '沢',
        '櫻' => '桜',
        '廣' => '広',
        '國' => '国',
        '眞' => '真',
        '惠' => '恵',
        '德' => '徳', // U+5FB7
        '瀨' => '瀬', // U+7028
        '榮' => '栄',

        // Radicals that text taken out of a PDF has in place of whole characters (⻄区, 市⺠). Those at
        // U+2F00 decompose; of the supplement only these are whole characters in Japanese.
        // Unicode Character Database 17, EquivalentUnifiedIdeograph.txt.
        '⺝' => '月', // U+2E9D
        '⺠' => '民', // U+2EA0
        '⻁' => '虎', // U+2EC1
        '⻄' => '西', // U+2EC4
        '⻆' => '角', // U+2EC6
        '⻑' => '長', // U+2ED1
        '⻘' => '青', // U+2ED8
        '⻝' => '食', // U+2EDD
        '⻣' => '骨', // U+2EE3
        '⻤' => '鬼', // U+2EE4
        '⻨' => '麦', // U+2EE8
        '⻩' => '黄', // U+2EE9
        '⻫' => '斉', // U+2EEB
        '⻭' => '歯', // U+2EED
        '⻯' => '竜', // U+2EEF
        '⻲' => '亀', // U+2EF2
        _ => return None,
    })
}
