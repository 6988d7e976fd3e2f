use crate::random::Random;
use crate::truth::Document;

/// A place that was misread, as the settings beside the document correct it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Correction {
    /// As it stands in the page.
    pub from: String,
    /// As it should be.
    pub to: String,
}

/// What OCR takes for what.
const MISREAD: [(char, char); 8] = [
    ('未', '末'),
    ('目', '日'),
    ('力', 'カ'),
    ('入', '人'),
    ('土', '士'),
    ('ー', '一'),
    ('き', 'さ'),
    ('ば', 'ぱ'),
];

/// How many characters before and after the misread one say which place is meant.
const AROUND: usize = 4;

/// Misreads one character of a page in a goal's text, result or direction, if there is a place for it. The truth keeps
/// the right words.
pub fn misread(source: &str, truth: &Document, random: &mut Random) -> Option<Correction> {
    let texts: Vec<&String> = truth
        .goals
        .iter()
        .flat_map(|goal| {
            [
                Some(&goal.text),
                goal.result.as_ref(),
                goal.direction.as_ref(),
            ]
        })
        .flatten()
        .collect();
    if texts.is_empty() {
        return None;
    }
    let text: Vec<char> = random.pick(&texts).chars().collect();
    let start = random.below(text.len());
    (start.max(AROUND)..text.len().saturating_sub(AROUND)).find_map(|at| {
        let (_, wrong) = MISREAD.iter().find(|(right, _)| *right == text[at])?;
        let around = &text[at - AROUND..=at + AROUND];
        let plain = |c: &char| c.is_alphabetic() || *c == 'ー' || "、。「」".contains(*c);
        if !around.iter().all(plain) {
            return None;
        }
        let to: String = around.iter().collect();
        let mut misread = around.to_vec();
        misread[AROUND] = *wrong;
        let from: String = misread.into_iter().collect();
        let only = source.matches(&to).count() == 1 && !source.contains(&from);
        only.then_some(Correction { from, to })
    })
}
