//! Where a document came from.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Document;
use crate::render::context::Link;
use crate::render::links;
use crate::render::texts::Texts;

/// Where a document came from; what is unknown is none, and the page says so.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::render) struct SourceView {
    /// Who published it.
    pub publisher: Option<String>,
    /// The original; without a link where its address is no web address.
    pub original: Option<Link>,
    /// Its file's name at its publisher.
    pub file: Option<String>,
    /// When it was fetched, in words.
    pub retrieved: Option<String>,
    /// When it was published, in words.
    pub published: Option<String>,
    /// When it was changed, in words.
    pub modified: Option<String>,
    /// The licence.
    pub licence: Option<String>,
}

pub(super) fn source(document: &Document, texts: Texts) -> SourceView {
    let source = &document.source;
    SourceView {
        publisher: source.publisher.clone(),
        original: source.url.as_ref().map(|url| Link {
            text: url.clone(),
            href: links::web_address(url),
        }),
        file: source.file.clone(),
        retrieved: source.retrieved.map(|date| texts.date(date)),
        published: document.published.map(|date| texts.date(date)),
        modified: document.modified.map(|date| texts.date(date)),
        licence: source.licence.clone(),
    }
}
