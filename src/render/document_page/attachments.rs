//! The files that belong to a document.

use serde::Serialize;

use crate::render::context::Link;
use crate::render::links::Links;
use crate::render::texts::Texts;

/// A file that is published with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, as seen from the document's folder.
    pub name: String,
    /// Its place below the site's root.
    pub path: String,
    /// Its length.
    pub bytes: u64,
}

/// A file that belongs to the document.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(in crate::render) struct AttachmentView {
    /// Its name, with the link.
    pub link: Link,
    /// Its length in words.
    pub size: String,
}

pub(super) fn attachments(all: &[Attachment], links: &Links, texts: Texts) -> Vec<AttachmentView> {
    all.iter()
        .map(|one| AttachmentView {
            link: Link {
                text: one.name.clone(),
                href: Some(links.to(&one.path)),
            },
            size: texts.size(one.bytes),
        })
        .collect()
}
