//! Probable misreadings: a goal and its own direction often repeat a phrase word for word. Where a long repetition is
//! broken by a few kana only, one of the two was probably misread: 「大切に**され**た信頼される市政」 against
//! 「大切に**し**た信頼される市政」.

use std::ops::Range;

use ayumi_japanese::kana::{is_hiragana, is_kanji};

use crate::model::{Document, Field, Problem, Role};

use super::super::draft::Draft;
use super::super::findings::Findings;

/// How many equal characters have to stand on each side of the difference. With fewer, ordinary rewording (を進めます,
/// を進めました) would be reported.
const CONTEXT: usize = 6;
/// How many kana may differ.
const DIFFERENCE: usize = 3;

/// Of one goal no more pieces are compared, and of one document no more goals: a broken file may have thousands.
const MOST_PIECES: usize = 20;
const MOST_GOALS: usize = 200;

pub(super) fn check(drafts: &[Draft], document: &Document, findings: &mut Findings<'_>) {
    let goals = document.goals.len().min(MOST_GOALS);
    let mut own: Vec<Vec<&Draft>> = vec![Vec::new(); goals];
    let mut directions = own.clone();
    for draft in drafts.iter().filter(|draft| draft.role == Role::Value) {
        let pieces = match draft.field {
            Some(Field::Goals) => &mut own,
            Some(Field::Direction) => &mut directions,
            _ => continue,
        };
        if let Some(pieces) = draft.goal.and_then(|goal| pieces.get_mut(goal))
            && pieces.len() < MOST_PIECES
        {
            pieces.push(draft);
        }
    }
    for (own, directions) in own.iter().zip(&directions) {
        for (own, other) in own
            .iter()
            .flat_map(|own| directions.iter().map(move |other| (own, other)))
        {
            let Some((here, there)) = difference(&own.piece.text, &other.piece.text) else {
                continue;
            };
            let problem = Problem::ProbableMisreading {
                text: own.piece.text[here.clone()].to_owned(),
                other: other.piece.text[there.clone()].to_owned(),
            };
            let (here, there) = (
                own.piece.source_range(here),
                other.piece.source_range(there),
            );
            findings.tell_with(problem, here, there);
        }
    }
}

/// Longer texts than this are no goals, and comparing them would take long.
const LONGEST: usize = 600;

/// The first place where two texts repeat each other but for a few kana: the words around it in both, in bytes.
fn difference(a: &str, b: &str) -> Option<(Range<usize>, Range<usize>)> {
    let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
    if a.len() > LONGEST || b.len() > LONGEST {
        return None;
    }
    // `before[j]`: how many characters before `a[i]` and `b[j]` are equal.
    let mut before = vec![0usize; b.len() + 1];
    for i in 0..a.len() {
        for j in (0..b.len()).rev() {
            let repeated = before[j];
            before[j + 1] = if a[i] == b[j] { repeated + 1 } else { 0 };
            if repeated < CONTEXT || a[i] == b[j] {
                continue;
            }
            for (m, n) in (1..=DIFFERENCE).flat_map(|m| (1..=DIFFERENCE).map(move |n| (m, n))) {
                if !kana(&a, i, m) || !kana(&b, j, n) || a[i + m - 1] == b[j + n - 1] {
                    continue;
                }
                let after = a[i + m..]
                    .iter()
                    .zip(&b[j + n..])
                    .take_while(|(a, b)| a == b)
                    .count();
                if after >= CONTEXT {
                    return Some((bytes(&a, word(&a, i, m)), bytes(&b, word(&b, j, n))));
                }
            }
        }
    }
    None
}

fn kana(text: &[char], at: usize, count: usize) -> bool {
    text.get(at..at + count)
        .is_some_and(|stretch| stretch.iter().all(|c| is_hiragana(*c)))
}

/// The difference with the word before it and the character behind it, to be recognised: 大切にされた
fn word(text: &[char], at: usize, count: usize) -> Range<usize> {
    let kana = text[..at]
        .iter()
        .rev()
        .take(3)
        .take_while(|c| is_hiragana(**c))
        .count();
    let kanji = text[..at - kana]
        .iter()
        .rev()
        .take(4)
        .take_while(|c| is_kanji(**c))
        .count();
    at - kana - kanji..(at + count + 1).min(text.len())
}

fn bytes(text: &[char], range: Range<usize>) -> Range<usize> {
    let length = |characters: &[char]| characters.iter().map(|c| c.len_utf8()).sum::<usize>();
    let start = length(&text[..range.start]);
    start..start + length(&text[range])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(a: &str, b: &str) -> Option<(String, String)> {
        difference(a, b).map(|(here, there)| (a[here].to_owned(), b[there].to_owned()))
    }

    #[test]
    fn finds_a_repetition_broken_by_kana() {
        assert_eq!(
            words(
                "市民の視点を大切にされた信頼される市政を推進するため、業務改善に取り組む",
                "自己研鑽に取り組み、市民の視点を大切にした信頼される市政の推進に努めます。"
            ),
            Some(("大切にされた".to_owned(), "大切にした".to_owned()))
        );
    }

    #[test]
    fn rewording_is_no_misreading() {
        for (a, b) in [
            (
                "様々な機関が協働して包括的に支援する体制の構築に努め",
                "様々な機関が協働し、包括的に支援する体制の構築に努め",
            ),
            (
                "地域と連携・協働を進めます。",
                "地域との連携・協働を進めます。",
            ),
            (
                "関係機関と連携し取り組みます。また、",
                "関係機関と連携し取り組みました。また、",
            ),
            (
                "地域資源を活用した賑わいの創出に努めます。",
                "地域資源を活用したにぎわいの創出に努めます。",
            ),
            ("", ""),
        ] {
            assert_eq!(words(a, b), None, "{a} / {b}");
        }
    }
}
