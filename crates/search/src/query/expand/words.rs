//! Words that stand for others in this archive.

use ayumi_japanese::kana::{is_hiragana, is_kanji, is_katakana};

use super::Spot;
use crate::answer::ExpansionKind;
use crate::vocabulary::Forms;

/// The longest forms in a phrase, from its beginning on, without overlap.
pub(super) fn spots(text: &[char], forms: &Forms, longest: usize) -> Vec<Spot> {
    let mut spots = Vec::new();
    let mut start = 0;
    while start < text.len() {
        let most = longest.min(text.len() - start);
        let found = (1..=most).rev().find_map(|length| {
            let end = start + length;
            if !stands_alone(text, start, end) {
                return None;
            }
            let form: String = text[start..end].iter().collect();
            Some((end, forms.get(&form)?))
        });
        match found {
            Some((end, others)) => {
                let spelling = others
                    .spelling
                    .iter()
                    .map(|form| (form, ExpansionKind::Spelling));
                let synonym = others
                    .synonym
                    .iter()
                    .map(|form| (form, ExpansionKind::Synonym));
                spots.push(Spot {
                    start,
                    end,
                    others: spelling
                        .chain(synonym)
                        .map(|(form, kind)| (form.chars().collect(), kind))
                        .collect(),
                    far: 0,
                });
                start = end;
            }
            None => start += 1,
        }
    }
    spots
}

/// Whether a form that is written with letters can be a word there: Latin, digits and katakana must
/// not go on, and hiragana must not go on before it (after it stand particles).
fn stands_alone(text: &[char], start: usize, end: usize) -> bool {
    let joined = |one: char, next: char| {
        let latin = |c: char| c.is_ascii_alphanumeric();
        latin(one) && latin(next) || is_katakana(one) && is_katakana(next)
    };
    let (first, last) = (text[start], text[end - 1]);
    let before = start.checked_sub(1).map(|at| text[at]);
    let after = text.get(end).copied();
    let open = before.is_some_and(|before| {
        joined(before, first) || is_hiragana(before) && is_hiragana(first) && !is_particle(before)
    });
    !open && !after.is_some_and(|after| joined(last, after)) && !cuts_kanji(text, start, end)
}

/// の, と, や, は … before a word.
fn is_particle(c: char) -> bool {
    "のとやはがをにでも".contains(c)
}

/// Whether a form of a single kanji stands within a word of several.
fn cuts_kanji(text: &[char], start: usize, end: usize) -> bool {
    let kanji = |at: Option<&char>| at.is_some_and(|c| is_kanji(*c));
    end - start == 1
        && kanji(text.get(start))
        && (kanji(start.checked_sub(1).and_then(|at| text.get(at))) || kanji(text.get(end)))
}
