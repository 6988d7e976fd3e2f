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
            .any(|marker| trimmed.starts_with(marker));
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
    /// and the rest. Gives the line behind it; none where no such text stands.
    pub fn vertical(
        &mut self,
        source: &Source<'_>,
        index: usize,
        label: &dyn Fn(&str) -> LineLabel,
        blocks: &mut Vec<Block>,
    ) -> Option<usize> {
        let characters = vertical_lines(source, index);
        let last = *characters.last().filter(|_| characters.len() > 1)?;
        self.finish(blocks);
        let mut spelt = String::new();
        let mut label_end = 0;
        for (count, line) in characters.iter().take(LONGEST_LABEL).enumerate() {
            spelt.push_str(source.text[source.line_range(*line)].trim());
            if count > 0 && label(&spelt) == LineLabel::Whole {
                label_end = count + 1;
            }
        }
        let (spelling, rest) = characters.split_at(label_end);
        for lines in [spelling, rest] {
            if let (Some(first), Some(last)) = (lines.first(), lines.last()) {
                let range = source.line_range(*first).start..source.line_range(*last).end;
                self.text = Some((range, Listed::No));
                self.finish(blocks);
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

/// The lines from `index` on that hold one Japanese character each; blank lines between them are passed over. The number
/// of a year may stand among them: 「平成19年度の取組結果」.
fn vertical_lines(source: &Source<'_>, index: usize) -> Vec<usize> {
    let mut lines = Vec::new();
    let mut numbers = Vec::new();
    for line in index..source.line_count() {
        let text = source.text[source.line_range(line)].trim();
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (None, _) if !lines.is_empty() => {}
            (Some(only), None)
                if !only.is_ascii()
                    && (only.is_alphabetic() || only == '・')
                    && (numbers.is_empty() || only == '年') =>
            {
                lines.append(&mut numbers);
                lines.push(line);
            }
            (Some(first), second)
                if !lines.is_empty()
                    && first.is_numeric()
                    && second.is_none_or(char::is_numeric)
                    && characters.next().is_none() =>
            {
                numbers.push(line);
            }
            _ => break,
        }
    }
    lines
}
