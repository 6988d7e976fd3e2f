//! A phrase wholly in one kana is looked for in the other (しもまち・シモマチ), one wholly in Latin letters as
//! the kana that they spell (kodomo・こども).

use ayumi_japanese::kana::{is_hiragana, is_katakana, to_hiragana, to_katakana};
use ayumi_japanese::romaji;

use super::Spot;
use crate::answer::ExpansionKind;

/// Kana from which on a phrase is looked for in the other kana: two stand in too many words.
const KANA: usize = 3;
/// The same of katakana: コロナ is no どころな.
const KATAKANA: usize = 4;
/// Letters from which on a phrase is taken for romaji.
const LETTERS: usize = 4;

/// The whole of a normalised text in other letters.
pub(super) fn spots(text: &[char]) -> Option<Spot> {
    let whole: String = text.iter().collect();
    let latin = |c: char| c.is_alphabetic() && !is_hiragana(c) && !is_katakana(c);
    if text.len() >= KANA && text.iter().all(|&c| is_hiragana(c) || c == 'ー') {
        let other = [to_katakana(&whole)];
        return Spot::new(text, 0, text.len(), other, ExpansionKind::Spelling);
    }
    // A long vowel is written in katakana only.
    if text.len() >= KATAKANA && text.iter().all(|&c| is_katakana(c) && c != 'ー') {
        let other = [to_hiragana(&whole)];
        return Spot::new(text, 0, text.len(), other, ExpansionKind::Spelling);
    }
    let letters = text.iter().filter(|c| latin(**c)).count();
    if letters >= LETTERS && text.iter().all(|&c| latin(c) || " -'’".contains(c)) {
        let readings = romaji::readings(&whole);
        let readings = readings
            .iter()
            .filter(|reading| reading.chars().count() >= KANA);
        let kana = readings.flat_map(|reading| {
            let katakana = to_katakana(reading);
            [reading.clone(), lengthened(&katakana), katakana]
        });
        return Spot::new(text, 0, text.len(), kana, ExpansionKind::Reading);
    }
    None
}

/// コンピュウタア → コンピューター: long vowels as loan words are written.
fn lengthened(katakana: &str) -> String {
    let mut written = String::with_capacity(katakana.len());
    let mut before = None;
    for c in katakana.chars() {
        let long = matches!(
            (c, before.and_then(vowel)),
            ('ウ', Some('う' | 'お'))
                | ('ア', Some('あ'))
                | ('イ', Some('い'))
                | ('エ', Some('え'))
                | ('オ', Some('お'))
        );
        written.push(if long { 'ー' } else { c });
        before = Some(c);
    }
    written
}

/// The vowel of a katakana letter, in hiragana.
pub(super) fn vowel(c: char) -> Option<char> {
    const ROWS: [(char, &str); 5] = [
        ('あ', "アカサタナハマヤラワガザダバパァャヮ"),
        ('い', "イキシチニヒミリギジヂビピィ"),
        ('う', "ウクスツヌフムユルグズヅブプヴゥュ"),
        ('え', "エケセテネヘメレゲゼデベペェ"),
        ('お', "オコソトノホモヨロヲゴゾドボポォョ"),
    ];
    ROWS.iter()
        .find(|(_, row)| row.contains(c))
        .map(|&(vowel, _)| vowel)
}
