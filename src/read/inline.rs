//! A stretch of the source → pieces: paragraphs and list items, without markup, each character with its place.

use std::cell::OnceCell;
use std::ops::Range;

use ayumi_japanese::kana::is_japanese;

use super::blocks::{Block, is_upright};
use super::decode::is_unfit;
use super::label::Label;
use super::markup::{self, Tag, TagKind};
use super::source::Source;

/// A paragraph or a list item.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Piece {
    /// Its text: white space collapsed, line feeds only where the source has `<br>`.
    pub text: String,
    /// Whether it stood in a list.
    pub item: bool,
    /// Whether it stood in a list inside another.
    pub nested: bool,
    /// Whether all of it was bold.
    pub strong: bool,
    /// The label with which it begins, once that was looked up: a row asks several times.
    pub label: OnceCell<Option<Box<Label>>>,
    /// Where the text came from, in order.
    runs: Vec<Run>,
}

/// A stretch of a piece's text that stands unchanged in the source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Run {
    text_start: usize,
    source_start: usize,
    /// Its length in the source; in the text it reaches to the next run.
    source_len: usize,
}

impl Piece {
    /// The bytes of the source from which a stretch of the text came. Markup may stand between.
    pub fn source_range(&self, text: Range<usize>) -> Range<usize> {
        let start = self.source_offset(text.start, false);
        let end = if text.end > text.start {
            self.source_offset(text.end, true)
        } else {
            start
        };
        start..end.max(start)
    }

    /// The same, with all of whatever stands there in another length: the tag of an image of whose description the text
    /// is a part.
    pub fn source_cover(&self, text: Range<usize>) -> Range<usize> {
        let mut range = self.source_range(text.clone());
        let ends = self.runs.iter().skip(1).map(|run| run.text_start);
        for (run, end) in self.runs.iter().zip(ends.chain([self.text.len()])) {
            let touches = run.text_start < text.end && text.start < end;
            if touches && end - run.text_start != run.source_len {
                range.start = range.start.min(run.source_start);
                range.end = range.end.max(run.source_start + run.source_len);
            }
        }
        range
    }

    /// The bytes of the source from which all of it came.
    pub fn span(&self) -> Range<usize> {
        self.source_range(0..self.text.len())
    }

    fn source_offset(&self, at: usize, is_end: bool) -> usize {
        let index = self
            .runs
            .partition_point(|run| run.text_start < at || (!is_end && run.text_start == at));
        match index.checked_sub(1).and_then(|index| self.runs.get(index)) {
            Some(run) => run.source_start + (at - run.text_start).min(run.source_len),
            None => self.runs.first().map_or(0, |run| run.source_start),
        }
    }

    /// Splits the piece at a byte of its text; white space at the cut is dropped from both.
    pub fn split_at(&self, at: usize) -> (Self, Self) {
        let head_end = self.text[..at].trim_end().len();
        let tail_start = at + (self.text[at..].len() - self.text[at..].trim_start().len());
        (
            self.slice(0..head_end),
            self.slice(tail_start..self.text.len()),
        )
    }

    /// The piece with other words in place of some stretches of its text, which are in order and apart. The new words
    /// count as standing where the old ones did.
    pub fn replace(&self, stretches: &[(Range<usize>, &str)]) -> Self {
        let mut replaced = self.slice(0..0);
        let mut at = 0;
        for (range, words) in stretches {
            replaced.append(&self.slice(at..range.start));
            let source = self.source_range(range.clone());
            if !words.is_empty() {
                replaced.runs.push(Run {
                    text_start: replaced.text.len(),
                    source_start: source.start,
                    source_len: source.len(),
                });
                replaced.text.push_str(words);
            }
            at = range.end;
        }
        replaced.append(&self.slice(at..self.text.len()));
        replaced
    }

    /// Without its line feeds, where one stands behind every single character: vertical text in a narrow cell.
    fn upright(&self) -> Option<Self> {
        if !self.text.contains('\n') {
            return None;
        }
        let single = |line: &str| {
            let mut characters = line.chars();
            let first = characters.next();
            first.is_some_and(|c| is_upright(c) || c.is_numeric()) && characters.next().is_none()
        };
        let vertical = self.text.starts_with(is_upright) && self.text.split('\n').all(single);
        let feeds = self.text.match_indices('\n');
        vertical.then(|| {
            let feeds: Vec<_> = feeds.map(|(at, _)| (at..at + 1, "")).collect();
            self.replace(&feeds)
        })
    }

    fn append(&mut self, more: &Self) {
        let base = self.text.len();
        self.runs.extend(more.runs.iter().map(|run| Run {
            text_start: run.text_start + base,
            ..*run
        }));
        self.text.push_str(&more.text);
    }

    fn slice(&self, range: Range<usize>) -> Self {
        let mut runs = Vec::new();
        for (index, run) in self.runs.iter().enumerate() {
            let run_end = self
                .runs
                .get(index + 1)
                .map_or(self.text.len(), |next| next.text_start);
            let (start, end) = (run.text_start.max(range.start), run_end.min(range.end));
            if start < end {
                let skipped = (start - run.text_start).min(run.source_len);
                let source_len = (end - start).min(run.source_len - skipped);
                runs.push(Run {
                    text_start: start - range.start,
                    source_start: run.source_start + skipped,
                    source_len,
                });
            }
        }
        Self {
            text: self.text[range].to_owned(),
            item: self.item,
            nested: self.nested,
            strong: self.strong,
            label: OnceCell::new(),
            runs,
        }
    }
}

/// A tag that was left out, for a note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Dropped {
    pub tag: String,
    pub span: Range<usize>,
}

/// What a block holds: the pieces of each of its cells. A heading or running text is one cell.
pub(super) type Contents = Vec<Vec<Piece>>;

/// The contents of all blocks, in their order.
pub(super) fn contents(
    source: &Source<'_>,
    blocks: &[Block],
    dropped: &mut Vec<Dropped>,
) -> Vec<Contents> {
    let mut of = |range: &Range<usize>| pieces(source, range.clone(), dropped);
    let mut block = |block: &Block| match block {
        Block::Heading(_, range) | Block::Text { range, .. } => vec![of(range)],
        Block::Row(row) => {
            let cells = row.cells.iter().map(|cell| of(&cell.range));
            let upright = |piece: Piece| piece.upright().unwrap_or(piece);
            cells
                .map(|pieces| pieces.into_iter().map(upright).collect())
                .collect()
        }
    };
    blocks.iter().map(&mut block).collect()
}

/// The pieces of a stretch of the source.
fn pieces(source: &Source<'_>, range: Range<usize>, dropped: &mut Vec<Dropped>) -> Vec<Piece> {
    let text = &source.text[range.clone()];
    let mut builder = Builder {
        strong_marks: strong_marks(text),
        ..Builder::default()
    };
    let mut at = 0;
    for tag in markup::tags(text) {
        builder.text(text, at..tag.span.start, range.start);
        at = tag.span.end;
        builder.tag(&tag, range.start, dropped);
    }
    builder.text(text, at..text.len(), range.start);
    builder.flush();
    builder.pieces
}

#[derive(Default)]
struct Builder {
    pieces: Vec<Piece>,
    current: Piece,
    /// White space since the last character: none, a space, or one with a line feed in it.
    space: Option<Space>,
    lists: u32,
    strong_depth: u32,
    in_strong_marks: bool,
    has_weak_text: bool,
    /// Where `**` pairs stand.
    strong_marks: Vec<usize>,
}

/// Whether a character always stands for itself.
fn is_plain(c: char) -> bool {
    !matches!(
        c,
        '*' | '\n' | '\u{b}' | ' ' | '\t' | '\r' | '\u{c}' | '\\' | '&'
    ) && !is_unfit(c)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Space {
    Plain,
    LineFeed,
}

/// Where `**` stands that are markup: pairs of which the first has text right behind it and the second right before it.
/// 2**3 and 5 ** 6 are none.
fn strong_marks(text: &str) -> Vec<usize> {
    let mut marks = Vec::new();
    let mut open: Option<usize> = None;
    for (at, _) in text.match_indices("**") {
        let (before, after) = (
            text[..at].chars().next_back(),
            text[at + 2..].chars().next(),
        );
        if before == Some('*') || after == Some('*') {
            continue;
        }
        let in_word = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let beside_text = |c: Option<char>| c.is_some_and(|c| !c.is_whitespace());
        if in_word(before) && in_word(after) {
            continue;
        }
        match open {
            Some(start) if beside_text(before) => {
                marks.extend([start, at]);
                open = None;
            }
            None if beside_text(after) => open = Some(at),
            _ => {}
        }
    }
    marks
}

impl Builder {
    fn text(&mut self, whole: &str, range: Range<usize>, base: usize) {
        let mut at = range.start;
        while at < range.end {
            let rest = &whole[at..range.end];
            let Some(c) = rest.chars().next() else { break };
            let length = c.len_utf8();
            match c {
                '*' if self.strong_marks.binary_search(&at).is_ok() => {
                    self.in_strong_marks = !self.in_strong_marks;
                    at += 2;
                }
                // Word processors put a vertical tab where a line ends inside a paragraph.
                '\n' | '\u{b}' => {
                    self.space = Some(Space::LineFeed);
                    at += length;
                }
                ' ' | '\t' | '\r' | '\u{c}' => {
                    self.space.get_or_insert(Space::Plain);
                    at += length;
                }
                '\\' if rest[1..].starts_with(|next: char| next.is_ascii_punctuation()) => {
                    // A Markdown escape: the character behind it stands for itself.
                    self.push(&rest[1..2], base + at + 1, 1);
                    at += 2;
                }
                '&' => at += self.reference(rest, base + at),
                _ if is_unfit(c) => at += length,
                '*' => {
                    self.push("*", base + at, length);
                    at += length;
                }
                '\\' => {
                    self.push("\\", base + at, length);
                    at += length;
                }
                _ => {
                    // All plain characters up to the next that may be something else.
                    let end = rest.find(|c| !is_plain(c)).unwrap_or(rest.len());
                    let behind = rest[end..].trim_start_matches([' ', '\t', '\r']);
                    // Wide spaces at a line's end are as invisible as others.
                    let kept = if behind.starts_with('\n') {
                        rest[..end].trim_end_matches('\u{3000}').len()
                    } else {
                        end
                    };
                    if kept > 0 {
                        self.push(&rest[..kept], base + at, kept);
                    }
                    at += end;
                }
            }
        }
    }

    /// A character reference, or a plain `&`. Returns its length in the source.
    fn reference(&mut self, rest: &str, source: usize) -> usize {
        let end = rest
            .bytes()
            .take(40)
            .position(|byte| byte == b';')
            .map(|at| at + 1);
        let name_fits = |name: &str| {
            name[1..name.len() - 1]
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'#')
        };
        if let Some(name) = end
            .and_then(|end| rest.get(..end))
            .filter(|name| name_fits(name))
            && let Some(mut decoded) = markup::reference(name)
        {
            decoded.retain(|c| !is_unfit(c));
            if decoded.chars().all(char::is_whitespace) {
                self.space.get_or_insert(Space::Plain);
            } else {
                self.push(&decoded, source, name.len());
            }
            return name.len();
        }
        self.push("&", source, 1);
        1
    }

    /// Adds text that has no white space of HTML in it.
    fn push(&mut self, text: &str, source: usize, source_len: usize) {
        if let Some(space) = self.space.take()
            && let (Some(before), Some(after)) = (self.current.text.chars().next_back(), text.chars().next())
            && before != '\n'
            // A line feed inside Japanese text is no space.
            && !(space == Space::LineFeed && is_japanese(before) && is_japanese(after))
        {
            self.current.text.push(' ');
        }
        let text_start = self.current.text.len();
        let continues = self.current.runs.last().is_some_and(|run| {
            run.source_start + run.source_len == source
                && run.text_start + run.source_len == text_start
        });
        match self.current.runs.last_mut() {
            Some(run) if continues && text.len() == source_len => run.source_len += source_len,
            _ => self.current.runs.push(Run {
                text_start,
                source_start: source,
                source_len,
            }),
        }
        self.current.text.push_str(text);
        if self.strong_depth == 0 && !self.in_strong_marks && !text.chars().all(char::is_whitespace)
        {
            self.has_weak_text = true;
        }
    }

    fn tag(&mut self, tag: &Tag, base: usize, dropped: &mut Vec<Dropped>) {
        let open = tag.kind == TagKind::Open;
        match tag.name.as_str() {
            "" => {}
            "b" | "strong" => {
                self.strong_depth = if open {
                    self.strong_depth + 1
                } else {
                    self.strong_depth.saturating_sub(1)
                }
            }
            "br" => self.line_break(),
            "ul" | "ol" | "menu" | "dir" => {
                self.flush();
                self.lists = if open {
                    self.lists + 1
                } else {
                    self.lists.saturating_sub(1)
                };
                self.current.item = self.lists > 0;
                self.current.nested = self.lists > 1;
            }
            "li" => {
                self.flush();
                // An item without a list around it is an item all the same.
                self.current.item = open || self.lists > 0;
                self.current.nested = self.lists > 1;
            }
            "p" | "div" | "section" | "article" | "header" | "footer" | "main" | "center"
            | "blockquote" | "address" | "dl" | "dt" | "dd" | "h1" | "h2" | "h3" | "h4" | "h5"
            | "h6" | "table" | "thead" | "tbody" | "tfoot" | "tr" | "td" | "th" | "caption"
            | "pre" => self.flush(),
            "i" | "em" | "u" | "span" | "font" | "small" | "big" | "nobr" | "wbr" | "mark"
            | "col" | "colgroup" | "html" | "body" | "o:p" => {}
            name => {
                if open {
                    let span = tag.span.start + base..tag.span.end + base;
                    if let Some(alt) = &tag.alt {
                        let alt = alt.replace(is_unfit, "");
                        self.push(alt.trim(), span.start, span.len());
                    }
                    dropped.push(Dropped {
                        tag: name.to_owned(),
                        span,
                    });
                }
            }
        }
    }

    fn line_break(&mut self) {
        self.space = None;
        if !self.current.text.is_empty() {
            let trimmed = self.current.text.trim_end_matches(' ').len();
            self.current.text.truncate(trimmed);
            self.current.text.push('\n');
        }
    }

    fn flush(&mut self) {
        self.space = None;
        let (item, nested) = (self.lists > 0, self.lists > 1);
        let next = Piece {
            item,
            nested,
            ..Piece::default()
        };
        let mut piece = std::mem::replace(&mut self.current, next);
        piece.strong = !self.has_weak_text;
        self.has_weak_text = false;
        let start = piece.text.len() - piece.text.trim_start().len();
        let end = piece.text.trim_end().len();
        if start < end {
            self.pieces.push(piece.slice(start..end));
        }
    }
}

#[cfg(test)]
mod tests;
