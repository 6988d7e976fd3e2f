//! Diagnostics for people, programs and GitHub.

use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use serde::Serialize;

use super::terminal::{Terminal, printable};
use super::texts::Texts;
use crate::model::{Diagnostic, DiagnosticRecord, Language, Location, Severity, Span};

/// A diagnostic as text: what, where with the line and a caret under the place, and what to do.
pub(super) fn text(diagnostic: &Diagnostic, terminal: &Terminal) -> String {
    let texts = terminal.texts;
    let (level, name) = match diagnostic.severity() {
        Severity::Error => (Level::ERROR, "error"),
        Severity::Warning => (Level::WARNING, "warning"),
        Severity::Note => (Level::NOTE, "note"),
    };
    let code = diagnostic.problem.code();
    let title = level
        .with_name(texts.get(name))
        .primary_title(printable(&diagnostic.message(texts.language)))
        .id(code);
    let mut group = Group::with_title(title);
    if let Some(location) = &diagnostic.location {
        group = group.elements(place(location));
    }
    let help = printable(&diagnostic.help(texts.language));
    group = group.element(Level::HELP.with_name(texts.get("help")).message(help));
    let mut groups = vec![group];
    if let Some(related) = &diagnostic.related {
        let title = Level::NOTE
            .with_name(texts.get("note"))
            .secondary_title(texts.get("related"));
        groups.push(Group::with_title(title).elements(place(related)));
    }
    let renderer = if terminal.error_color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    renderer.term_width(terminal.width).render(&groups)
}

fn place(location: &Location) -> Vec<Element<'_>> {
    let file = printable(&location.file);
    match &location.span {
        None => vec![Origin::path(file).into()],
        Some(span) if span.cut == 0 => vec![snippet(span).path(file).into()],
        // The snippet's own header would count columns in the part of the line that it is given.
        Some(span) => {
            let origin = Origin::path(file)
                .line(span.line as usize)
                .char_column(span.column as usize);
            vec![origin.into(), snippet(span).into()]
        }
    }
}

fn snippet(span: &Span) -> Snippet<'_, annotate_snippets::Annotation<'_>> {
    let first = (span.column - 1).saturating_sub(span.cut) as usize;
    let start = byte_offset(&span.text, first);
    let end = byte_offset(&span.text, first + span.length as usize);
    let annotation = AnnotationKind::Primary.span(start..end.max(start));
    Snippet::source(span.text.as_str())
        .line_start(span.line as usize)
        .annotation(annotation)
}

fn byte_offset(text: &str, characters: usize) -> usize {
    text.char_indices()
        .nth(characters)
        .map_or(text.len(), |(at, _)| at)
}

/// How many there are of each weight.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize)]
pub(super) struct Counts {
    pub errors: usize,
    pub warnings: usize,
    pub notes: usize,
}

impl Counts {
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let mut counts = Self::default();
        for diagnostic in diagnostics {
            match diagnostic.severity() {
                Severity::Error => counts.errors += 1,
                Severity::Warning => counts.warnings += 1,
                Severity::Note => counts.notes += 1,
            }
        }
        counts
    }

    pub fn say(self, texts: Texts) -> String {
        texts.fill(
            "counts",
            &[
                ("errors", &self.errors.to_string()),
                ("warnings", &self.warnings.to_string()),
                ("notes", &self.notes.to_string()),
            ],
        )
    }
}

/// A run's report for programs.
#[derive(Debug, Serialize)]
pub(super) struct Report<'a> {
    pub documents: usize,
    #[serde(flatten)]
    pub counts: Counts,
    pub diagnostics: Vec<DiagnosticRecord>,
    /// What was published, by a build that did.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub published: Option<Published<'a>>,
}

/// What a build published.
#[derive(Debug, Serialize)]
pub(super) struct Published<'a> {
    pub out: &'a str,
    pub files: u64,
    pub bytes: u64,
    pub written: u64,
    pub reused: u64,
    pub removed: u64,
    pub passages: Option<usize>,
}

/// One line for GitHub Actions: a workflow command that marks the place.
pub(super) fn github(diagnostic: &Diagnostic, language: Language) -> String {
    let command = match diagnostic.severity() {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "notice",
    };
    let record = diagnostic.record(language);
    let mut properties = Vec::new();
    if let Some(file) = &record.file {
        properties.push(format!("file={}", escape_property(&printable(file))));
    }
    properties.extend(record.line.map(|line| format!("line={line}")));
    properties.extend(record.column.map(|column| format!("col={column}")));
    properties.push(format!("title={}", escape_property(&record.code)));
    let message = escape_data(&printable(&format!("{}\n{}", record.message, record.help)));
    format!("::{command} {}::{message}", properties.join(","))
}

/// Characters that end a workflow command's message are written as GitHub's toolkit writes them.
fn escape_data(text: &str) -> String {
    text.replace('%', "%25")
        .replace('\r', "%0D")
        .replace('\n', "%0A")
}

fn escape_property(text: &str) -> String {
    escape_data(text).replace(':', "%3A").replace(',', "%2C")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Problem;

    #[test]
    fn a_workflow_command_cannot_be_broken_out_of() {
        let problem = Problem::UnknownLabel {
            label: "100%\n::error::x".to_owned(),
            suggestion: None,
        };
        let line = github(
            &Diagnostic::at(problem, Location::file("a,b:c.md")),
            Language::English,
        );
        assert_eq!(line.lines().count(), 1);
        assert!(
            line.starts_with("::warning file=a%2Cb%3Ac.md,title=unknown-label::"),
            "{line}"
        );
        assert!(line.contains("100%25%0A::error::x"), "{line}");
    }
}
