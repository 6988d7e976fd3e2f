//! White space inside words (目 標), as OCR leaves it where a table spreads its labels.

use ayumi_japanese::spacing::spaces_in_words;

use crate::model::{Field, Problem};

use super::super::draft::Draft;
use super::super::findings::Findings;

pub(super) fn check(drafts: &[Draft], findings: &mut Findings<'_>) {
    // A name may be written 「林 薫」.
    for draft in drafts
        .iter()
        .filter(|draft| draft.field != Some(Field::Heads))
    {
        let text = &draft.piece.text;
        let mut words: Vec<std::ops::Range<usize>> = Vec::new();
        for space in spaces_in_words(text) {
            let before = text[..space.start]
                .chars()
                .next_back()
                .map_or(0, char::len_utf8);
            let after = text[space.end..].chars().next().map_or(0, char::len_utf8);
            let (start, end) = (space.start - before, space.end + after);
            match words.last_mut() {
                // 重 点 目 標 is one word with three spaces.
                Some(word) if word.end >= start => word.end = end,
                _ => words.push(start..end),
            }
        }
        for word in words {
            let spaced = text[word.clone()].to_owned();
            let suggestion = spaced.chars().filter(|c| !c.is_whitespace()).collect();
            let problem = Problem::SpaceInWord {
                text: spaced,
                suggestion,
            };
            findings.tell(problem, draft.piece.source_range(word));
        }
    }
}
