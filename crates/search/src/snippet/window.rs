//! Cutting a window out of a text.

use std::ops::Range;

use super::{Found, SNIPPET_CHARACTERS, Snippet};

/// How far from where a window would end a better place to cut is looked for, in characters.
const NEAR: usize = 20;

/// A text that can be addressed by characters.
pub(super) struct Text<'a> {
    text: &'a str,
    /// Where each character begins, and the end.
    starts: Vec<usize>,
}

impl<'a> Text<'a> {
    pub fn new(text: &'a str) -> Self {
        let starts = text
            .char_indices()
            .map(|(start, _)| start)
            .chain([text.len()])
            .collect();
        Self { text, starts }
    }

    fn len(&self) -> usize {
        self.starts.len() - 1
    }

    /// The characters of a range of bytes.
    pub fn characters(&self, bytes: Range<usize>) -> Range<usize> {
        let at = |byte: usize| self.starts.partition_point(|&start| start < byte);
        at(bytes.start)..at(bytes.end)
    }

    fn at(&self, character: usize) -> Option<char> {
        let start = *self.starts.get(character)?;
        self.text.get(start..)?.chars().next()
    }

    /// Fills a window up with what stands around it, and moves its ends to better places.
    pub fn widen(&self, hits: Range<usize>) -> Range<usize> {
        let spare = SNIPPET_CHARACTERS.saturating_sub(hits.len());
        if self.len() <= SNIPPET_CHARACTERS {
            return 0..self.len();
        }
        // A third before, the rest after: one reads on from a hit.
        let start = hits.start.saturating_sub(spare / 3);
        let end = (start + SNIPPET_CHARACTERS).max(hits.end).min(self.len());
        let start = start.min(end.saturating_sub(SNIPPET_CHARACTERS));

        let after_break = |place: &usize| {
            place
                .checked_sub(1)
                .and_then(|before| self.at(before))
                .is_some_and(is_break)
        };
        let start = if start == 0 {
            0
        } else {
            (start..hits.start.min(start + NEAR) + 1)
                .find(after_break)
                .unwrap_or(start)
        };
        let end = if end == self.len() {
            end
        } else {
            (hits.end.max(end.saturating_sub(NEAR)).max(start + 1)..=end)
                .rev()
                .find(after_break)
                .unwrap_or(end)
        };
        // Never between a character and the marks that belong to it.
        let start = (start..hits.start)
            .find(|&place| !self.joins(place))
            .unwrap_or(hits.start.max(start));
        let end = (end..self.len())
            .find(|&place| !self.joins(place))
            .unwrap_or(self.len());
        start..end
    }

    /// Whether the character at a place combines with the one before it.
    fn joins(&self, place: usize) -> bool {
        self.at(place).is_some_and(|character| {
            matches!(character,
                '\u{300}'..='\u{36f}' | '\u{3099}' | '\u{309a}' | '\u{ff9e}' | '\u{ff9f}'
                | '\u{fe00}'..='\u{fe0f}' | '\u{e0100}'..='\u{e01ef}')
        })
    }

    /// The characters of a window, with the hits in it.
    pub fn snippet(&self, window: Range<usize>, found: &[Found]) -> Snippet {
        let marks = merge(found, &window);
        let mut snippet = Snippet::default();
        // White space at the ends is cut off, unless it is marked.
        let blank = |place: usize| {
            self.at(place)
                .is_none_or(|c| c.is_whitespace() || c.is_control())
        };
        let first_mark = marks.first().map_or(window.end, |mark| mark.start);
        let last_mark = marks.last().map_or(window.start, |mark| mark.end);
        let start = (window.start..first_mark)
            .find(|&place| !blank(place))
            .unwrap_or(first_mark);
        let end = (last_mark.max(start)..window.end)
            .rev()
            .find(|&place| !blank(place))
            .map_or(last_mark.max(start), |place| place + 1);
        if (0..start).any(|place| !blank(place)) {
            snippet.text.push('…');
        }
        let mut marks = marks.into_iter().peekable();
        let mut mark_start = 0;
        for place in start..end {
            if marks.peek().is_some_and(|mark| mark.start == place) {
                mark_start = snippet.text.len();
            }
            let character = self.at(place).unwrap_or(' ');
            snippet.text.push(if character.is_control() {
                ' '
            } else {
                character
            });
            if marks.next_if(|mark| mark.end == place + 1).is_some() {
                snippet.marks.push(mark_start..snippet.text.len());
            }
        }
        if (end..self.len()).any(|place| !blank(place)) {
            snippet.text.push('…');
        }
        snippet
    }
}

/// Where a sentence, a clause, an item or a line ends.
fn is_break(character: char) -> bool {
    matches!(
        character,
        '。' | '、'
            | '，'
            | '．'
            | '！'
            | '？'
            | '!'
            | '?'
            | '；'
            | ';'
            | '\n'
            | '」'
            | '』'
            | '）'
            | ')'
            | '\u{3000}'
    )
}

/// The hits inside a window; those that overlap as one.
fn merge(found: &[Found], window: &Range<usize>) -> Vec<Range<usize>> {
    let mut marks: Vec<Range<usize>> = Vec::new();
    for found in found {
        let range = &found.characters;
        if range.start < window.start || range.end > window.end || range.is_empty() {
            continue;
        }
        match marks.last_mut() {
            Some(last) if range.start < last.end => last.end = last.end.max(range.end),
            _ => marks.push(range.clone()),
        }
    }
    marks
}
