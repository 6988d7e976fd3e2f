//! The files that belong to a document.

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::AttachmentEntry;
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
    /// What the document's settings say of it.
    pub described: Option<AttachmentEntry>,
    /// Whether somebody made sure that nothing in it has to be withheld.
    pub released: bool,
}

/// A file that belongs to the document.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::render) struct AttachmentView {
    /// Its title or name, with the link.
    pub link: Link,
    /// Its format in words: 「PDF」「Excel」
    pub format: String,
    /// Its length in words.
    pub size: String,
    /// `accessible`, `inaccessible` or `unchecked`.
    pub state: &'static str,
    /// Whether somebody made sure that nothing in it has to be withheld.
    pub released: bool,
    /// A word of explanation.
    pub note: Option<String>,
}

pub(super) fn attachments(all: &[Attachment], links: &Links, texts: Texts) -> Vec<AttachmentView> {
    let view = |one: &Attachment| {
        let described = one.described.as_ref();
        let title = described.and_then(|entry| entry.title.clone());
        AttachmentView {
            link: Link {
                text: title.unwrap_or_else(|| one.name.clone()),
                href: Some(links.to(&one.path)),
            },
            format: format_of(&one.name, texts),
            size: texts.size(one.bytes),
            state: match described.and_then(|entry| entry.accessible) {
                Some(true) => "accessible",
                Some(false) => "inaccessible",
                None => "unchecked",
            },
            released: one.released,
            note: described.and_then(|entry| entry.note.clone()),
        }
    };
    all.iter().map(view).collect()
}

/// The format of a file in words, by the ending of its name.
fn format_of(name: &str, texts: Texts) -> String {
    let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending);
    let ending = ending.to_ascii_lowercase();
    let known = match &*ending {
        "pdf" => "PDF",
        "xls" | "xlsx" | "xlsm" => "Excel",
        "doc" | "docx" => "Word",
        "ppt" | "pptx" => "PowerPoint",
        "csv" => "CSV",
        "json" => "JSON",
        "zip" => "ZIP",
        "ods" | "odt" | "odp" => "OpenDocument",
        "htm" | "html" => "HTML",
        "txt" | "text" | "md" => texts.get("format_text"),
        "jpg" | "jpeg" => return texts.fill("format_image", &[("format", "JPEG")]),
        "png" | "gif" | "svg" | "webp" | "tif" | "tiff" | "bmp" => {
            let format = ending.to_ascii_uppercase();
            return texts.fill("format_image", &[("format", &format)]);
        }
        "" => texts.get("format_unknown"),
        _ => return texts.fill("format_other", &[("ending", &ending)]),
    };
    known.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Language;

    #[test]
    fn formats_are_said_in_words() {
        let texts = Texts::of(Language::Japanese);
        for (name, format) in [
            ("a/目標.PDF", "PDF"),
            ("指標.xlsx", "Excel"),
            ("地図.png", "画像（PNG）"),
            ("写真.JPG", "画像（JPEG）"),
            ("読んでください.txt", "テキスト"),
            ("図.dwg", "dwg形式"),
            ("README", "形式不明"),
        ] {
            assert_eq!(format_of(name, texts), format, "{name}");
        }
    }
}
