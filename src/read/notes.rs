//! Footnotes: which ※ note explains which mark.

use crate::config::{fold_label, footnote_mark};
use crate::model::{Problem, Role};

use super::draft::Draft;
use super::findings::Findings;

/// Ties labels with a footnote mark to their notes.
pub(super) fn tie(drafts: &mut [Draft], findings: &mut Findings<'_>) {
    let notes = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.role == Role::Note)
        .take(MOST_NOTES)
        .map(|(at, draft)| Note::new(at, &draft.piece.text))
        .collect::<Vec<_>>();
    for (index, draft) in drafts.iter_mut().enumerate() {
        if !matches!(draft.role, Role::Label | Role::Heading) {
            continue;
        }
        let label = &draft.piece.text;
        let Some((_, mark)) = footnote_mark(label) else {
            continue;
        };
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

/// No document has more notes than this; a broken file may.
const MOST_NOTES: usize = 200;

struct Note {
    /// Its place among the drafts.
    at: usize,
    text: String,
    /// What it explains, folded: 政策指標 of 「※政策指標…特に重視する指標」.
    term: String,
}

impl Note {
    fn new(at: usize, text: &str) -> Self {
        let term = text
            .split(['…', ':', '：', '、', '。', 'は'])
            .next()
            .unwrap_or_default();
        Self {
            at,
            text: text.to_owned(),
            term: fold_label(term),
        }
    }
}

/// The note that explains a label: the one that begins with the same mark and number, else the one that explains a
/// word of the label, else the next one below.
fn find(label: &str, mark: &str, index: usize, notes: &[Note]) -> Option<usize> {
    let folded = fold_label(label);
    let numbered = mark.chars().any(char::is_numeric);
    let same_mark = |note: &Note| numbered && note.text.starts_with(mark);
    let same_word = |note: &Note| note.term.chars().count() >= 2 && folded.contains(&note.term);
    let next_below = |note: &Note| note.at > index;
    notes
        .iter()
        .position(same_mark)
        .or_else(|| notes.iter().position(same_word))
        .or_else(|| notes.iter().position(next_below))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_mark_at_the_end() {
        let mark = |label| footnote_mark(label).map(|(_, mark)| mark);
        assert_eq!(mark("政策指標*"), Some("*"));
        assert_eq!(mark("政策指標※1"), Some("※1"));
        assert_eq!(mark("政策指標"), None);
        assert_eq!(mark("計画 2030"), None);
        assert_eq!(mark("※"), None);
    }

    #[test]
    fn a_note_explains_a_word_of_its_label() {
        let notes = [
            Note::new(3, "※重点目標…市が定める。"),
            Note::new(9, "※政策指標…特に重視する。"),
        ];
        assert_eq!(find("(参考) 政策指標*", "*", 1, &notes), Some(1));
        assert_eq!(find("関連指標*", "*", 5, &notes), Some(1));
        assert_eq!(find("関連指標*", "*", 1, &notes), Some(0));
        assert_eq!(find("関連指標*", "*", 10, &notes), None);
    }
}
