//! A decoded file and its lines.

use std::ops::Range;

use crate::model::{Location, Span};

/// A decoded file: the text to which all byte ranges of this phase refer.
#[derive(Debug)]
pub(super) struct Source<'a> {
    /// The file below the site's root.
    pub path: &'a str,
    pub text: &'a str,
    /// The text as it is shown in diagnostics: the same bytes, with comments.
    shown: &'a str,
    line_starts: Vec<usize>,
}

impl<'a> Source<'a> {
    pub fn new(path: &'a str, text: &'a str, shown: &'a str) -> Self {
        let after_line_feeds = text
            .bytes()
            .enumerate()
            .filter(|(_, byte)| *byte == b'\n')
            .map(|(at, _)| at + 1);
        let line_starts = std::iter::once(0).chain(after_line_feeds).collect();
        Self {
            path,
            text,
            shown,
            line_starts,
        }
    }

    /// The number of the line, counted from 1, on which a byte stands.
    pub fn line(&self, offset: usize) -> u32 {
        let number = self.line_starts.partition_point(|&start| start <= offset);
        u32::try_from(number).unwrap_or(u32::MAX)
    }

    /// How many lines there are.
    pub fn line_count(&self) -> usize {
        self.line_starts.len()
    }

    /// The bytes of a line, counted from 0, without its end.
    pub fn line_range(&self, index: usize) -> Range<usize> {
        let start = self
            .line_starts
            .get(index)
            .copied()
            .unwrap_or(self.text.len());
        let end = self
            .line_starts
            .get(index + 1)
            .map_or(self.text.len(), |&next| next - 1);
        start..start + self.text[start..end].trim_end_matches('\r').len()
    }

    /// A line as diagnostics show it, counted from 0, and the byte at which it begins.
    pub fn shown_line(&self, index: usize) -> (usize, &'a str) {
        let range = self.line_range(index);
        (range.start, self.shown.get(range).unwrap_or_default())
    }

    /// A place for a diagnostic: the part of the stretch on its first line.
    pub fn locate(&self, bytes: Range<usize>) -> Location {
        let line = self.line(bytes.start);
        let range = self.line_range(line as usize - 1);
        let start = bytes.start.clamp(range.start, range.end);
        let end = bytes.end.clamp(start, range.end);
        let text = self.shown.get(range.clone()).unwrap_or_default();
        Location {
            file: self.path.to_owned(),
            span: Some(Span::in_line(
                line,
                text,
                start - range.start..end - range.start,
            )),
        }
    }
}
