//! Marks as documents print them, and what they are on their scales.

use ayumi_japanese::fold::fold_str;

use super::{MarkEntry, ScaleEntry};

impl ScaleEntry {
    /// The entry of a mark as printed.
    #[must_use]
    pub fn entry_of(&self, mark: &str) -> Option<&MarkEntry> {
        let folded = fold_mark(mark);
        let is_meant = |text: &String| fold_mark(text) == folded;
        self.mark
            .iter()
            .find(|entry| entry.text.iter().any(is_meant))
    }

    /// The entry that a printed text means: the text itself, or what stands at its head.
    #[must_use]
    pub fn entry_meant_by(&self, printed: &str) -> Option<&MarkEntry> {
        self.entry_of(printed)
            .or_else(|| self.entry_of(mark_head(printed)))
    }
}

/// What of a printed text is the mark: 「A（計画以上）」 is an A.
#[must_use]
pub fn mark_head(printed: &str) -> &str {
    printed
        .split(['（', '(', ' ', '　', ':', '：', '\n'])
        .next()
        .unwrap_or(printed)
}

/// A mark as marks are compared: widths and case folded, white space removed. Signs stay: 「-」 is a mark.
#[must_use]
pub fn fold_mark(text: &str) -> String {
    fold_str(text)
        .chars()
        .filter(|c| !c.is_whitespace())
        .map(|c| {
            if "-－‐―ー—−–─".contains(c) {
                '-'
            } else {
                c
            }
        })
        .collect()
}
