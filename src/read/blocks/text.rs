//! Lines of running text → paragraphs and items.

use std::ops::Range;

use ayumi_japanese::numeral::{item_marker, next_item_marker};

use super::{Block, LineLabel, Listed};
use crate::read::source::Source;

/// The paragraph or item that is gathered, and the list in which it stands.
#[derive(Default)]
pub(super) struct Paragraphs {
    text: Option<(Range<usize>, Listed)>,
    /// The indentation of the list's first item.
    list: Option<usize>,
    /// Labels without a value right above. Behind several of them each line is a value of its own.
    labels: usize,
    /// The number of the last item, empty before the first.
    last: String,
}

impl Paragraphs {
    /// Whether nothing is being gathered.
    pub fn is_empty(&self) -> bool {
        self.text.is_none()
    }

    /// A block that is no text begins.
    pub fn leave(&mut self) {
        self.list = None;
        self.labels = 0;
        self.last.clear();
    }

    /// Adds a line. It begins something new where it has a list marker, a label, or begins a note.
    pub fn add(
        &mut self,
        line: &str,
        range: &Range<usize>,
        label: LineLabel,
        blocks: &mut Vec<Block>,
    ) {
        let trimmed = line.trim_start();
        let indent = line.len() - trimmed.len();
        // `- `, `* ` and `+ ` are markup of Markdown; all other markers are printed text.
        let bullet = ["- ", "* ", "+ "]
            .iter()
            // A 「-」 alone is printed.
            .any(|marker| trimmed.starts_with(marker) && !trimmed[2..].trim().is_empty());
        // 「3 月に一度」 is no date where 2 stood before.
        let marker = item_marker(trimmed).or_else(|| {
            // 「1 ×」 begins a list of marks.
            if self.text.is_none() && is_first_sign(trimmed) {
                return next_item_marker(trimmed, "");
            }
            let counts = !self.last.is_empty();
            counts.then(|| next_item_marker(trimmed, &self.last))?
        });
        let marker = marker.filter(|_| !trimmed.starts_with('<'));
        if let Some(number) = marker.as_ref().and_then(|marker| marker.number.clone()) {
            self.last = number;
        }
        let marked = marker.is_some();
        let note = ["※", "＊", "注)", "注）", "(注", "（注"]
            .iter()
            .any(|mark| trimmed.starts_with(mark));
        let listed = if bullet || marked {
            let columns: usize = line[..indent]
                .chars()
                .map(|c| if c == '\t' { 4 } else { 1 })
                .sum();
            let first = *self.list.get_or_insert(columns);
            if columns > first + 1 {
                Listed::Nested
            } else {
                Listed::Item
            }
        } else {
            Listed::No
        };
        if label != LineLabel::None {
            self.list = None;
            self.last.clear();
        }
        self.labels = match label {
            LineLabel::Whole => self.labels + 1,
            LineLabel::Beginning => 0,
            LineLabel::None => self.labels,
        };
        let apart = self.labels > 1;
        if bullet || marked || note || apart || label != LineLabel::None || self.text.is_none() {
            self.finish(blocks);
            let start = range.start + indent + if bullet { 2 } else { 0 };
            self.text = Some((start..range.end, listed));
        } else if let Some((whole, _)) = &mut self.text {
            whole.end = range.end;
        }
        if label == LineLabel::Whole {
            self.finish(blocks);
        } else if !apart {
            self.labels = 0;
        }
    }

    /// Ends what is gathered.
    pub fn finish(&mut self, blocks: &mut Vec<Block>) {
        if let Some((range, list)) = self.text.take() {
            blocks.push(Block::Text { range, list });
        }
    }

    /// Reads vertical text that came out a character a line, from the line `index` on: the label with which it begins,
    /// and the value behind it, up to where the next label begins. Gives the line behind; none where no such text stands.
    pub fn vertical(
        &mut self,
        source: &Source<'_>,
        index: usize,
        label: &dyn Fn(&str) -> LineLabel,
        blocks: &mut Vec<Block>,
    ) -> Option<usize> {
        let run = vertical_lines(source, index);
        if run.len() < 2 {
            return None;
        }
        let label_end = spelt_label(&run, label);
        let rest = &run[label_end..];
        let value_end = (0..rest.len())
            .find(|&at| {
                let next = &rest[at..];
                // A figure is a value of its own, unless a label has it.
                let begins = (next[0].apart && at + label_end > 0) && spelt_label(next, label) > 0;
                next[0].character.is_numeric() || begins
            })
            .unwrap_or(rest.len());
        if label_end == 0 && value_end < 2 {
            return None;
        }
        self.finish(blocks);
        let (spelling, value) = (&run[..label_end], &rest[..value_end]);
        let mut last = index;
        for lines in [spelling, value] {
            if let (Some(first), Some(end)) = (lines.first(), lines.last()) {
                let range = source.line_range(first.line).start..source.line_range(end.line).end;
                self.text = Some((range, Listed::No));
                self.finish(blocks);
                last = end.line;
            }
        }
        Some(last + 1)
    }
}

/// 「1 ×」, 「1 －」: the first number, and behind it nothing but a sign.
fn is_first_sign(text: &str) -> bool {
    let mut rest = text
        .strip_prefix(['1', '１'])
        .unwrap_or_default()
        .trim_start()
        .chars();
    let sign = rest
        .next()
        .filter(|c| !c.is_alphanumeric() && !c.is_whitespace());
    sign.is_some() && rest.as_str().trim().is_empty()
}

/// No label has more characters than this.
const LONGEST_LABEL: usize = 30;

/// Vertical text is looked at in stretches of so many characters.
const LONGEST_RUN: usize = 300;

/// A line of a single character.
struct Upright {
    line: usize,
    character: char,
    /// Whether a blank line stands above.
    apart: bool,
}

/// With how many characters the longest label ends that the lines spell from the first on.
fn spelt_label(run: &[Upright], label: &dyn Fn(&str) -> LineLabel) -> usize {
    let mut spelt = String::new();
    let mut end = 0;
    for (count, upright) in (1..).zip(run.iter().take(LONGEST_LABEL)) {
        spelt.push(upright.character);
        let may_end = count > 1 && !upright.character.is_numeric();
        if may_end && label(&spelt) == LineLabel::Whole {
            end = count;
        }
    }
    end
}

/// The lines from `index` on that hold one Japanese character each, or a figure between them; blank lines between them
/// are passed over.
fn vertical_lines(source: &Source<'_>, index: usize) -> Vec<Upright> {
    let mut run: Vec<Upright> = Vec::new();
    let mut apart = false;
    for line in index..source.line_count() {
        let text = source.text[source.line_range(line)].trim();
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (None, _) if !run.is_empty() => apart = true,
            (Some(character), None)
                if is_upright(character) || (character.is_numeric() && !run.is_empty()) =>
            {
                run.push(Upright {
                    line,
                    character,
                    apart: std::mem::take(&mut apart),
                });
                if run.len() == LONGEST_RUN {
                    break;
                }
            }
            _ => break,
        }
    }
    while run.last().is_some_and(|last| last.character.is_numeric()) {
        run.pop();
    }
    run
}

/// Whether a character may stand in vertical text by itself.
pub(in crate::read) fn is_upright(c: char) -> bool {
    !c.is_ascii() && (c.is_alphabetic() || c == '・')
}
