use schemars::JsonSchema;
use serde::Serialize;

use super::{Language, Problem, messages};

/// How much a diagnostic weighs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Nothing is published.
    Error,
    /// Something should be looked at; fails `--strict`.
    Warning,
    /// Worth knowing.
    Note,
}

/// For whom a diagnostic is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Audience {
    /// Those who keep the archive; never published.
    Staff,
    /// Readers too: the structure of the page is uncertain.
    Reader,
}

/// Something to say about the input: what, how grave, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// What is the matter.
    pub problem: Problem,
    /// Where, if it has a place.
    pub location: Option<Box<Location>>,
    /// Another place that belongs to it.
    pub related: Option<Box<Location>>,
}

/// A place in a file, with the line itself so that it can be shown without reading the file again.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Location {
    /// The file below the site's root, with `/`.
    pub file: String,
    /// Where in the file; none for the file as a whole.
    pub span: Option<Span>,
}

/// A stretch of one line.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    /// Counted from 1.
    pub line: u32,
    /// The first character, counted from 1 in characters.
    pub column: u32,
    /// How many characters; 0 for a place between two.
    pub length: u32,
    /// The line itself, without its end. Very long lines are cut around the place, see [`Span::in_line`].
    pub text: String,
    /// How many characters of the line were cut before `text`.
    pub cut: u32,
}

/// Characters kept on each side of a place in a line.
const LINE_CONTEXT: usize = 2_000;

impl Span {
    /// The stretch `bytes` (clamped to character boundaries) of line number `line` with the text `text`.
    #[must_use]
    pub fn in_line(line: u32, text: &str, bytes: std::ops::Range<usize>) -> Self {
        let start = text.floor_char_boundary(bytes.start.min(text.len()));
        let end = text.ceil_char_boundary(bytes.end.clamp(start, text.len()));
        let before = text[..start].chars().count();
        let length = text[start..end].chars().count();
        let cut = before.saturating_sub(LINE_CONTEXT);
        let kept: String = text
            .chars()
            .skip(cut)
            .take(before - cut + length.min(LINE_CONTEXT) + LINE_CONTEXT)
            .collect();
        Self {
            line,
            column: to_u32(before + 1),
            length: to_u32(length),
            text: kept,
            cut: to_u32(cut),
        }
    }
}

fn to_u32(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl Location {
    /// A file as a whole.
    #[must_use]
    pub fn file(file: impl Into<String>) -> Self {
        Self {
            file: file.into(),
            span: None,
        }
    }

    /// A stretch of a file's text, given in bytes. Only the first line of a stretch that spans several is marked.
    #[must_use]
    pub fn in_text(file: impl Into<String>, text: &str, bytes: std::ops::Range<usize>) -> Self {
        let start = text.floor_char_boundary(bytes.start.min(text.len()));
        let line_start = text[..start].rfind('\n').map_or(0, |at| at + 1);
        let line_end = text[start..].find('\n').map_or(text.len(), |at| start + at);
        let line_text = text[line_start..line_end].trim_end_matches('\r');
        let number = to_u32(text[..line_start].matches('\n').count() + 1);
        let end = bytes.end.max(start);
        let within =
            start - line_start..(end - line_start).min(line_text.len().max(start - line_start));
        Self {
            file: file.into(),
            span: Some(Span::in_line(number, line_text, within)),
        }
    }
}

impl Diagnostic {
    /// A diagnostic without a place.
    #[must_use]
    pub fn new(problem: Problem) -> Self {
        Self {
            problem,
            location: None,
            related: None,
        }
    }

    /// The same, at a place.
    #[must_use]
    pub fn at(problem: Problem, location: Location) -> Self {
        Self {
            problem,
            location: Some(Box::new(location)),
            related: None,
        }
    }

    /// The same, with another place that belongs to it.
    #[must_use]
    pub fn with_related(mut self, related: Location) -> Self {
        self.related = Some(Box::new(related));
        self
    }

    /// How much it weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.problem.severity()
    }

    /// For whom it is.
    #[must_use]
    pub fn audience(&self) -> Audience {
        self.problem.audience()
    }

    /// What is wrong, in a sentence.
    #[must_use]
    pub fn message(&self, language: Language) -> String {
        messages::message(&self.problem, language)
    }

    /// Why it matters and what to do.
    #[must_use]
    pub fn help(&self, language: Language) -> String {
        messages::help(&self.problem, language)
    }

    /// The diagnostic as data.
    #[must_use]
    pub fn record(&self, language: Language) -> DiagnosticRecord {
        let span = self
            .location
            .as_ref()
            .and_then(|location| location.span.as_ref());
        DiagnosticRecord {
            code: self.problem.code(),
            severity: self.severity(),
            audience: self.audience(),
            file: self.location.as_ref().map(|location| location.file.clone()),
            line: span.map(|span| span.line),
            column: span.map(|span| span.column),
            message: self.message(language),
            help: self.help(language),
        }
    }

    /// The order in which diagnostics are shown: by file, line and column, then the graver first, then by code. It
    /// does not depend on the order in which threads found them.
    #[must_use]
    pub fn order(&self) -> impl Ord + use<> {
        let place = self.location.as_ref().map(|location| {
            let span = location.span.as_ref();
            (
                location.file.clone(),
                span.map(|span| (span.line, span.column)),
            )
        });
        (place, self.severity(), self.problem.clone())
    }
}

/// A [`Diagnostic`] as data, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DiagnosticRecord {
    /// The kind of problem: `counts-disagree`
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// For whom it is.
    pub audience: Audience,
    /// The file below the site's root; left out in published data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// Counted from 1.
    pub line: Option<u32>,
    /// Counted from 1, in characters.
    pub column: Option<u32>,
    /// What is wrong.
    pub message: String,
    /// Why it matters and what to do.
    pub help: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let location = Location::in_text("a.md", "一行目\r\n  目標数\t４\r\n", 13..22);
        let span = location.span.as_ref();
        assert_eq!(
            span.map(|span| (span.line, span.column, span.length)),
            Some((2, 3, 3))
        );
        assert_eq!(span.map(|span| span.text.as_str()), Some("  目標数\t４"));
    }

    #[test]
    fn long_lines_are_cut_around_the_place() {
        let text = format!("{}誤{}", "あ".repeat(5_000), "い".repeat(5_000));
        let at = 5_000 * 'あ'.len_utf8();
        let span = Span::in_line(1, &text, at..at + 3);
        assert_eq!((span.column, span.length), (5_001, 1));
        assert_eq!(
            span.text.chars().nth((span.column - 1 - span.cut) as usize),
            Some('誤')
        );
        assert!(span.text.chars().count() < 4_100);
    }

    #[test]
    fn a_place_at_the_end_of_the_text_is_a_place() {
        let location = Location::in_text("a.md", "あ\n", 4..9);
        assert_eq!(
            location
                .span
                .map(|span| (span.line, span.column, span.length)),
            Some((2, 1, 0))
        );
        let beyond = Location::in_text("a.md", "あ", 100..200);
        assert_eq!(
            beyond.span.map(|span| (span.line, span.column)),
            Some((1, 2))
        );
    }
}
