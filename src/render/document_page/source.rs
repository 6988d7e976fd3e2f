//! Where a document came from, and how to cite it.

use serde::Serialize;

use crate::config::Config;
use crate::model::Document;
use crate::render::context::Link;
use crate::render::links;
use crate::render::texts::Texts;

/// Where a document came from; what is unknown is none, and the page says so.
#[derive(Debug, PartialEq, Eq, Serialize)]
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
    /// How to cite it.
    pub citation: String,
}

pub(super) fn source(
    document: &Document,
    config: &Config,
    canonical: Option<&str>,
    texts: Texts,
) -> SourceView {
    let source = &document.source;
    let publisher = source.publisher.clone();
    // Without a stated publisher the organisation itself stands there: it is what published the document.
    let issuer = publisher.clone().unwrap_or_else(|| {
        format!(
            "{}{}",
            config.settings.archive.municipality, document.organisation.name
        )
    });
    let mut citation = texts.fill(
        "citation",
        &[
            ("publisher", &issuer),
            ("title", &document.title),
            ("site", &config.settings.site.title),
        ],
    );
    if let Some(date) = document.modified.or(document.published) {
        citation.push_str(&texts.fill("citation_date", &[("date", &texts.date(date))]));
    }
    if let Some(address) = canonical {
        citation.push_str(&texts.fill("citation_address", &[("address", address)]));
    }
    SourceView {
        publisher,
        original: source.url.as_ref().map(|url| Link {
            text: url.clone(),
            href: links::web_address(url),
        }),
        file: source.file.clone(),
        retrieved: source.retrieved.map(|date| texts.date(date)),
        published: document.published.map(|date| texts.date(date)),
        modified: document.modified.map(|date| texts.date(date)),
        licence: source.licence.clone(),
        citation,
    }
}
