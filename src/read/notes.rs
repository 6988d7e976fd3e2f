//! Footnotes: which ※ note explains which mark.

use crate::config::fold_label;
use crate::model::{Problem, Role};

use super::draft::Draft;
use super::findings::Findings;

/// The footnote mark at the end of a label, in bytes of it: 「政策指標*」, 「政策指標※1」.
pub(super) fn mark(label: &str) -> Option<&str> {
    let body = label.trim_end_matches(|c: char| c.is_numeric());
    let body = body.trim_end_matches(['*', '＊', '※']);
    let mark = &label[body.len()..];
    let has_mark = mark.starts_with(['*', '＊', '※']);
    (has_mark && !body.is_empty()).then_some(mark)
}

/// Ties labels with a footnote mark to their notes.
pub(super) fn tie(drafts: &mut [Draft], findings: &mut Findings<'_>) {
    let notes: Vec<(usize, String)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.role == Role::Note)
        .map(|(index, draft)| (index, draft.piece.text.clone()))
        .collect();
    for (index, draft) in drafts.iter_mut().enumerate() {
        if !matches!(draft.role, Role::Label | Role::Heading) {
            continue;
        }
        let label = &draft.piece.text;
        let Some(mark) = mark(label) else { continue };
        if let Some(note) = find(label, mark, index, &notes) {
            draft.note = u32::try_from(note).ok();
        } else {
            let problem = Problem::FootnoteWithoutNote {
                label: label.clone(),
                mark: mark.to_owned(),
            };
            findings.tell(problem, draft.piece.span());
        }
    }
}

/// The note that explains a label: the one that begins with the same mark and number, else the one that explains a
/// word of the label, else the next one below.
fn find(label: &str, mark: &str, index: usize, notes: &[(usize, String)]) -> Option<usize> {
    let folded = fold_label(label);
    let numbered = mark.chars().any(char::is_numeric);
    let same_mark = || {
        notes
            .iter()
            .position(|(_, note)| numbered && note.starts_with(mark))
    };
    let same_word = || {
        notes.iter().position(|(_, note)| {
            let term = fold_label(
                note.split(['…', ':', '：', '、', '。', 'は'])
                    .next()
                    .unwrap_or_default(),
            );
            term.chars().count() >= 2 && folded.contains(&term)
        })
    };
    let next_below = || notes.iter().position(|(at, _)| *at > index);
    same_mark().or_else(same_word).or_else(next_below)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_mark_at_the_end() {
        assert_eq!(mark("政策指標*"), Some("*"));
        assert_eq!(mark("政策指標※1"), Some("※1"));
        assert_eq!(mark("政策指標"), None);
        assert_eq!(mark("計画 2030"), None);
        assert_eq!(mark("※"), None);
    }

    #[test]
    fn a_note_explains_a_word_of_its_label() {
        let notes = [
            (3, "※重点目標…市が定める。".to_owned()),
            (9, "※政策指標…特に重視する。".to_owned()),
        ];
        assert_eq!(find("(参考) 政策指標*", "*", 1, &notes), Some(1));
        assert_eq!(find("関連指標*", "*", 5, &notes), Some(1));
        assert_eq!(find("関連指標*", "*", 1, &notes), Some(0));
        assert_eq!(find("関連指標*", "*", 10, &notes), None);
    }
}
