//! Loan words: サーバ・サーバー, ヴァイオリン・バイオリン, ウェブ・ウエブ, ファミリー・サポート without its dot.
//!
//! Facts: 外来語の表記 (Cabinet notification of 1991) says which letters may stand for the same sound; that
//! technical terms leave a last ー out is a rule of the former JIS Z 8301.

use ayumi_japanese::kana::is_katakana;

use super::Spot;
use super::kana::vowel;
use crate::answer::ExpansionKind;

/// Letters of a word without its last ー: shorter ones stand in other words (バタ of バター).
const STEM: usize = 3;

/// Two writings of a sound, the one closer to the foreign word first.
const SOUNDS: [(&str, &str); 17] = [
    ("ヴァ", "バ"),
    ("ヴィ", "ビ"),
    ("ヴェ", "ベ"),
    ("ヴォ", "ボ"),
    ("ウィ", "ウイ"),
    ("ウェ", "ウエ"),
    ("ウォ", "ウオ"),
    ("ティ", "チ"),
    ("イア", "イヤ"),
    ("リア", "リヤ"),
    ("ニア", "ニヤ"),
    ("ミア", "ミヤ"),
    ("ヒア", "ヒヤ"),
    ("ピア", "ピヤ"),
    ("ビア", "ビヤ"),
    ("ギア", "ギヤ"),
    ("ヴ", "ブ"),
];

/// The words in katakana of a normalised text that are written otherwise too; with ヴ if `vu`.
pub(super) fn spots(text: &[char], vu: bool) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let part = |c: &&char| is_katakana(**c) || **c == '・';
        let length = text[start..].iter().take_while(part).count();
        let run = &text[start..start + length];
        if run.contains(&'・') {
            spots.extend(joined(text, start, start + length));
        }
        let mut at = start;
        for word in run.split(|c| *c == '・') {
            spots.extend(spot(text, at, at + word.len(), vu));
            at += word.len() + 1;
        }
        start += length.max(1);
    }
    spots
}

/// A word of several without the dots between them.
fn joined(text: &[char], start: usize, end: usize) -> Option<Spot> {
    let first = start + text[start..end].iter().position(|c| *c != '・')?;
    let last = start + text[start..end].iter().rposition(|c| *c != '・')?;
    let without = text[first..=last].iter().filter(|c| **c != '・').collect();
    Spot::new(text, first, last + 1, [without], ExpansionKind::Spelling)
}

fn spot(text: &[char], start: usize, end: usize, vu: bool) -> Option<Spot> {
    let run = &text[start..end];
    if run.len() < STEM {
        return None;
    }
    let word: String = run.iter().collect();
    let mut others: Vec<String> = Vec::new();
    let stem = word.strip_suffix('ー').unwrap_or(&word);
    let ends_so = |c: char| matches!(vowel(c), Some('あ' | 'い')) && !"ァャ".contains(c);
    // Where the phrase ends, the word without ー finds the one with it.
    let last = stem.chars().last();
    if stem.chars().count() >= STEM && last.is_some_and(ends_so) {
        others.push(match stem == word {
            true => format!("{word}ー"),
            false => stem.to_owned(),
        });
    }
    for (foreign, other) in SOUNDS {
        // コミュニティ has no チ.
        let ends = foreign == "ティ" && stem.ends_with(foreign);
        if word.contains(foreign) && !ends {
            others.push(word.replace(foreign, other));
        } else if word.contains(other) && (vu || !foreign.contains('ヴ')) {
            others.push(word.replacen(other, foreign, 1));
        }
    }
    Some(Spot::new(text, start, end, others, ExpansionKind::Spelling)?.far(1))
}
