//! A document as JSON.

use std::borrow::Cow;

use serde::Serialize;

use crate::model::{Audience, Diagnostic, DiagnosticRecord, Document, Language};

/// How much of what is known a JSON shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Visibility {
    /// What is published: without local paths and without diagnostics for staff.
    Public,
    /// Everything, for those who keep the archive.
    Everything,
}

/// How JSON is laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Layout {
    /// On one line.
    Compact,
    /// For people.
    Pretty,
}

#[derive(Serialize)]
struct Record<'a> {
    #[serde(flatten)]
    document: Cow<'a, Document>,
    diagnostics: Vec<DiagnosticRecord>,
}

/// The document's JSON as `ayumi inspect` prints it and as it stands in `index.json` beside its page: the fields of
/// [`Document`] and then `diagnostics`, with messages in `language`. Ends with a line feed.
#[must_use]
pub fn document_json(
    document: &Document,
    diagnostics: &[Diagnostic],
    visibility: Visibility,
    layout: Layout,
    language: Language,
) -> Vec<u8> {
    let public = visibility == Visibility::Public;
    let withholds = !document.withheld.is_empty();
    let mut shown: Vec<&Diagnostic> = diagnostics
        .iter()
        .filter(|found| !public || found.audience() == Audience::Reader)
        .collect();
    shown.sort_by_cached_key(|found| found.order());
    let records = shown.into_iter().map(|found| {
        let mut record = found.record(language);
        if public {
            record.file = None;
        }
        if public && withholds {
            // It would tell how long the words are.
            record.column = None;
        }
        record
    });
    let mut document = Cow::Borrowed(document);
    if public && document.source.path.is_some() {
        document.to_mut().source.path = None;
    }
    if public && withholds {
        document.to_mut().source.sha256 = None;
    }
    let record = Record {
        document,
        diagnostics: records.collect(),
    };
    let written = match layout {
        Layout::Compact => serde_json::to_vec(&record),
        Layout::Pretty => serde_json::to_vec_pretty(&record),
    };
    // Only maps with keys that are no text, and writers, can fail; there are none.
    let mut bytes = written.expect("a document is plain data");
    bytes.push(b'\n');
    bytes
}
