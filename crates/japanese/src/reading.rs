//! How a word is read, written in one way, so that two writings of a reading can be compared.
//!
//! There are two degrees. [`plain`] undoes what differs on paper only: katakana, width, じ and ぢ,
//! ゐ, ヴ, repetition marks, spaces. [`comparable`] drops the lengthening of vowels too, which Latin
//! letters rarely show and katakana shows in two ways: ちゅうおう, ちゅーおー and what *chuo* spells
//! are one.
//!
//! A comparable reading merges words that are not the same (ゆき 雪 and ゆうき 有機). It is for
//! finding; what was found is then ordered by [`plain`]. Not merged: えい (けいかく is written *ei*
//! in Latin letters, too), っ, ん, は with わ or を with お (readings say what is written), and
//! voiced with unvoiced letters.

use crate::fold::fold_str;
use crate::kana::{char_to_hiragana, is_hiragana};

/// A reading in plain hiragana: katakana and half width made hiragana; ぢづゐゑゎゕゖ made
/// じずいえわかけ; ヴァ made ば; ゝ and ゞ written out; white space, hyphens and all other
/// characters that are neither letters nor digits left out. Letters that are not kana are kept,
/// folded. Any text is allowed.
///
/// ```
/// assert_eq!(ayumi_japanese::reading::plain("ﾋﾖﾘ ヤマはま"), "ひよりやまはま");
/// ```
pub fn plain(reading: &str) -> String {
    if reading.chars().all(is_plain) {
        return reading.to_owned();
    }
    // What was left out may have kept two others apart that are one together (in scripts where marks
    // combine): once more, so that doing it twice changes nothing.
    let once = once(reading);
    if once.chars().all(is_plain) {
        once
    } else {
        self::once(&once)
    }
}

fn once(reading: &str) -> String {
    let folded = fold_str(reading);
    let mut made = String::with_capacity(folded.len());
    let mut last: Option<char> = None;
    // Whether the last letter was ゔ, which becomes one syllable with the small vowel behind it.
    let mut after_vu = false;
    for c in folded.chars() {
        let letter = match char_to_hiragana(c) {
            'ぢ' => 'じ',
            'づ' => 'ず',
            'ゐ' => 'い',
            'ゑ' => 'え',
            'ゎ' => 'わ',
            'ゕ' => 'か',
            'ゖ' => 'け',
            'ヷ' => 'ば',
            'ヸ' => 'び',
            'ヹ' => 'べ',
            'ヺ' => 'ぼ',
            'ゝ' | 'ゞ' if !last.is_some_and(is_hiragana) => continue,
            'ゝ' => last.map_or('ゝ', unvoiced),
            'ゞ' => last.map_or('ゞ', voiced),
            // Nothing before it to lengthen.
            'ー' if !last.is_some_and(|last| is_hiragana(last) || last == 'ー') => continue,
            '々' | '〻' => continue,
            other if other == 'ー' || other.is_alphanumeric() => other,
            _ => continue,
        };
        if after_vu && let Some(whole) = with_vu(letter) {
            made.pop();
            made.push_str(whole);
            after_vu = false;
        } else {
            after_vu = letter == 'ゔ';
            made.push(if after_vu { 'ぶ' } else { letter });
        }
        last = made.chars().next_back();
    }
    made
}

/// Letters that are as they should be, wherever they stand: most of any reading.
fn is_plain(c: char) -> bool {
    matches!(c, 'ぁ'..='ん') && !matches!(c, 'ぢ' | 'づ' | 'ゐ' | 'ゑ' | 'ゎ')
}

/// A [`plain`] reading without long vowels: ー is dropped, and so is a vowel that only lengthens
/// the one before it: ああ, いい, うう, ええ, おお and おう, also where two parts of a word meet
/// (ばあい). Doing it twice changes nothing.
///
/// ```
/// use ayumi_japanese::reading::comparable;
///
/// assert_eq!(comparable("ちゅうおうく"), comparable("チュオーク"));
/// assert_ne!(comparable("けいかく"), comparable("けかく"));
/// ```
pub fn comparable(reading: &str) -> String {
    let mut made = String::with_capacity(reading.len());
    let mut last = None;
    for c in plain(reading).chars() {
        if c == 'ー' || last.is_some_and(|last| lengthens(last, c)) {
            continue;
        }
        made.push(c);
        last = vowel(c);
    }
    made
}

/// Whether a text consists of kana: hiragana, katakana of either width, ー, sound marks, with white
/// space or ・ between them. A text without any letter does not.
pub fn is_kana_text(text: &str) -> bool {
    let mut letters = false;
    text.chars().all(|c| {
        letters |= crate::kana::is_hiragana(c) || crate::kana::is_katakana(c);
        crate::kana::is_kana(c) || c.is_whitespace() || matches!(c, '・' | '･')
    }) && letters
}

/// The vowel that a hiragana letter ends in, as a letter of its own.
pub fn vowel(c: char) -> Option<char> {
    const ENDING_IN: [(char, &str); 5] = [
        ('あ', "あかがさざただなはばぱまやらわぁゃ"),
        ('い', "いきぎしじちにひびぴみりぃ"),
        ('う', "うくぐすずつぬふぶぷむゆるぅゅ"),
        ('え', "えけげせぜてでねへべぺめれぇ"),
        ('お', "おこごそぞとどのほぼぽもよろをぉょ"),
    ];
    ENDING_IN
        .iter()
        .find(|(_, letters)| letters.contains(c))
        .map(|&(vowel, _)| vowel)
}

/// Whether a letter behind a syllable that ends in `vowel` only lengthens it.
fn lengthens(vowel: char, c: char) -> bool {
    match c {
        'う' => matches!(vowel, 'う' | 'お'),
        'ぁ' => vowel == 'あ',
        'ぃ' => vowel == 'い',
        // Not behind お: とぅ is a syllable of its own.
        'ぅ' => vowel == 'う',
        'ぇ' => vowel == 'え',
        'ぉ' => vowel == 'お',
        other => other == vowel,
    }
}

/// The syllable that ゔ makes with a small letter.
fn with_vu(small: char) -> Option<&'static str> {
    Some(match small {
        'ぁ' => "ば",
        'ぃ' => "び",
        'ぇ' => "べ",
        'ぉ' => "ぼ",
        'ゃ' => "びゃ",
        'ゅ' => "びゅ",
        'ょ' => "びょ",
        _ => return None,
    })
}

/// Letters and the same with a sound mark.
const VOICED: [(char, char); 20] = [
    ('か', 'が'),
    ('き', 'ぎ'),
    ('く', 'ぐ'),
    ('け', 'げ'),
    ('こ', 'ご'),
    ('さ', 'ざ'),
    ('し', 'じ'),
    ('す', 'ず'),
    ('せ', 'ぜ'),
    ('そ', 'ぞ'),
    ('た', 'だ'),
    ('ち', 'じ'),
    ('つ', 'ず'),
    ('て', 'で'),
    ('と', 'ど'),
    ('は', 'ば'),
    ('ひ', 'び'),
    ('ふ', 'ぶ'),
    ('へ', 'べ'),
    ('ほ', 'ぼ'),
];

/// A hiragana letter without its sound mark; じ and ず are し and す.
pub fn unvoiced(c: char) -> char {
    let round = match c {
        'ぱ' => 'ば',
        'ぴ' => 'び',
        'ぷ' => 'ぶ',
        'ぺ' => 'べ',
        'ぽ' => 'ぼ',
        'ぢ' => return 'ち',
        'づ' => return 'つ',
        other => other,
    };
    VOICED
        .iter()
        .find(|&&(_, voiced)| voiced == round)
        .map_or(c, |&(plain, _)| plain)
}

/// A hiragana letter with a sound mark, if there is one; ち and つ give じ and ず.
pub fn voiced(c: char) -> char {
    VOICED
        .iter()
        .find(|&&(plain, _)| plain == c)
        .map_or(c, |&(_, voiced)| voiced)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_differs_on_paper_only_is_plain() {
        for (written, expected) in [
            ("ﾋﾖﾘ ヤマ-はま", "ひよりやまーはま"),
            ("ひより-やま　はま", "ひよりやまはま"),
            ("はなぢ・つづき", "はなじつずき"),
            ("ゐゑヶ", "いえけ"),
            ("ヴァイオリン", "ばいおりん"),
            ("レヴュー", "れびゅー"),
            ("ヴ", "ぶ"),
            ("さゝき みすゞ", "ささきみすず"),
            ("いすゞ", "いすず"),
            ("ーか", "か"),
            ("ＤＸ", "dx"),
            ("", ""),
        ] {
            assert_eq!(plain(written), expected, "{written}");
        }
    }

    #[test]
    fn long_vowels_do_not_count() {
        for forms in [
            &["ちゅうおう", "ちゅお", "チューオー", "ちゅおう"][..],
            &["おおさか", "おうさか", "おさか"],
            &["センター", "せんたあ", "せんた"],
            &["にいがた", "にがた"],
            &["おねえさん", "おねぇさん", "おねーさん"],
        ] {
            for form in forms {
                assert_eq!(comparable(form), comparable(forms[0]), "{form}");
            }
        }
        assert_eq!(comparable("ちゅうおう"), "ちゅお");
    }

    #[test]
    fn what_people_hear_apart_stays_apart() {
        for (one, other) in [
            ("けいかく", "けかく"),
            ("さっか", "さか"),
            ("こんいん", "こいん"),
            ("かき", "かぎ"),
            ("にぎはひ", "にぎわい"),
            ("とぅ", "と"),
            ("きよう", "きょう"),
            ("いう", "い"),
        ] {
            assert_ne!(comparable(one), comparable(other), "{one} {other}");
        }
    }

    #[test]
    fn kana_texts_are_told() {
        for text in [
            "にいがた",
            "ﾆｲｶﾞﾀ",
            "コミュニティー",
            "とやの がた",
            "ハマ・ベ",
        ] {
            assert!(is_kana_text(text), "{text}");
        }
        for text in ["", " ", "・", "新潟", "にいがた市", "niigata", "に1"] {
            assert!(!is_kana_text(text), "{text}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_changes_nothing(text in "[ぁ-ゟァ-ヿｦ-ﾟa-z \u{3099}\u{309A}・-]{0,16}") {
            let once = plain(&text);
            prop_assert_eq!(plain(&once), once.clone());
            let comparable_once = comparable(&text);
            prop_assert_eq!(comparable(&comparable_once), comparable_once.clone());
            prop_assert_eq!(comparable(&once), comparable_once);
        }

        #[test]
        fn any_text_is_folded(text in "\\PC{0,40}") {
            prop_assert!(plain(&text).chars().all(|c| c == 'ー' || c.is_alphanumeric()));
            prop_assert!(!comparable(&text).contains('ー'));
        }

        #[test]
        fn what_begins_a_reading_begins_it_comparably(text in "[ぁ-ゖー]{0,12}", at in 0usize..12) {
            // Except in the middle of ヴァ.
            prop_assume!(!text.contains('ゔ'));
            let beginning: String = text.chars().take(at).collect();
            prop_assert!(comparable(&text).starts_with(&comparable(&beginning)));
        }
    }
}
