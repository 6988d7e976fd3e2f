//! Where a document's words were corrected.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Document;
use crate::render::texts::Texts;

/// A correction, as it stands in the list of corrections.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::render) struct CorrectionView {
    /// The words of the source.
    pub from: String,
    /// The corrected words; may be empty.
    pub to: String,
    /// Whose mistake it was, in words.
    pub kind: String,
    /// A word of explanation.
    pub note: Option<String>,
    /// The line of the source.
    pub line: u32,
}

pub(super) fn corrections(document: &Document, texts: Texts) -> Vec<CorrectionView> {
    let all = document.corrections.iter();
    all.map(|one| CorrectionView {
        from: one.from.clone(),
        to: one.to.clone(),
        kind: texts.correction(one.kind).to_owned(),
        note: one.note.clone(),
        line: one.line,
    })
    .collect()
}
