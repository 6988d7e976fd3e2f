//! 3か所・3ヶ所・3カ所・3箇所, 霞ヶ丘・霞ケ丘・霞が丘.

use ayumi_japanese::kana::{is_hiragana, is_kanji};

use super::Spot;
use crate::answer::ExpansionKind;

/// Signs for か between a number and what is counted.
const COUNTING: [char; 6] = ['か', 'ヶ', 'カ', 'ケ', '箇', 'ヵ'];
/// What is counted with か.
const COUNTED: &str = "所月年国村町条寺校院店園";
/// Where が between two kanji may belong to a name, and is not the particle: before a place.
const PLACES: &str = "丘岡原谷崎島浜浦瀬池沢森関里岳峰嶺台平城野山川沼淵鼻根窪迫峠坂橋";

/// Whether か, ヶ … with what is counted follows a number.
pub(super) fn counts(after: &[char]) -> bool {
    matches!(after, [sign, counted, ..] if is_counting(*sign) && COUNTED.contains(*counted))
}

fn is_counting(c: char) -> bool {
    COUNTING.contains(&c) || c == '個'
}

fn is_number(c: char) -> bool {
    c.is_ascii_digit() || "〇一二三四五六七八九十百千数何幾".contains(c)
}

/// The signs of a normalised text that are written otherwise too.
pub(super) fn spots(text: &[char]) -> Vec<Spot> {
    text.windows(3)
        .enumerate()
        .filter_map(|(at, around)| {
            let &[before, sign, after] = around else {
                return None;
            };
            let at = at + 1;
            if is_number(before) && counts(&[sign, after]) {
                let mut signs = COUNTING.to_vec();
                if after == '所' {
                    signs.push('個');
                }
                // With what is counted, so that it can be named: 3か所 also stands as 3ヶ所.
                let others = signs.into_iter().map(|sign| [sign, after].iter().collect());
                return Spot::new(text, at, at + 2, others, ExpansionKind::Spelling);
            }
            let others = in_name(before, sign, after)?;
            let others = others.iter().map(char::to_string);
            Spot::new(text, at, at + 1, others, ExpansionKind::Spelling)
        })
        .collect()
}

/// What may stand for a sign in a name.
fn in_name(before: char, sign: char, after: char) -> Option<[char; 3]> {
    let name = match sign {
        'ヶ' | 'ケ' => is_kanji(after) && (is_kanji(before) || is_hiragana(before)),
        'が' => is_kanji(before) && PLACES.contains(after),
        _ => false,
    };
    name.then_some(['が', 'ヶ', 'ケ'])
}
