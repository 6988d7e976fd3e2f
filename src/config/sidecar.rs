//! What a document's settings say: front matter, or a TOML file beside the document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{CorrectionKind, Date, Edition, FiscalYear, GoalRef, LineageKind, Withdrawn};

/// The settings of one document. What is unknown is left out.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct DocumentSettings {
    /// The title, where it should not be the one printed.
    pub title: Option<String>,
    /// The organisation's id, where the place of the file does not say it.
    pub organisation: Option<String>,
    /// The fiscal year, where the folder does not say it.
    pub fiscal_year: Option<FiscalYear>,
    /// The edition, where the file's name does not say it.
    pub edition: Option<Edition>,
    /// What such documents are called in that year: 組織目標
    pub series: Option<String>,
    /// The form's id, where it should not be found by itself.
    pub form: Option<String>,
    /// The day of publication.
    pub published: Option<Date>,
    /// The day of the publisher's last change.
    pub modified: Option<Date>,
    /// Where the document came from.
    pub source: Option<SourceSettings>,
    /// Not ready: published only where drafts are asked for.
    #[serde(default)]
    pub draft: bool,
    /// Withdrawn by its publisher: the page stays at its address, with its text, and says so.
    pub withdrawn: Option<Withdrawn>,
    /// Former addresses below the site's root, such as "2024/old-chuo": there a page leads on to this document.
    #[serde(default)]
    pub aliases: Vec<String>,
    /// Words that were corrected. Pages show both readings.
    #[serde(default)]
    pub correction: Vec<CorrectionEntry>,
    /// Links between goals of this document and of others that somebody confirmed or denied.
    #[serde(default)]
    pub lineage: Vec<LineageEntry>,
    /// Words that must not be published, neither here nor in data or search.
    #[serde(default)]
    pub withhold: Vec<Withhold>,
    /// Attachments that may be published although words are withheld: somebody made sure that those are not in them.
    #[serde(default)]
    pub released: Vec<String>,
    /// What is known of attachments.
    #[serde(default)]
    pub attachment: Vec<AttachmentEntry>,
    /// Diagnostics that somebody looked at.
    #[serde(default)]
    pub accept: Vec<Accept>,
}

/// Whether settings seem to withhold words, however they are misspelt or encoded: then nothing may be published that
/// does not obey them.
#[must_use]
pub fn seems_to_withhold(settings: &[u8]) -> bool {
    // In UTF-16 each letter has a zero beside it.
    let plain: Vec<u8> = settings.iter().copied().filter(|byte| *byte != 0).collect();
    plain
        .windows(4)
        .any(|letters| letters.eq_ignore_ascii_case(b"hold"))
}

/// `[source]`
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SourceSettings {
    /// The original's address at its publisher.
    pub url: Option<String>,
    /// The original's file name at its publisher.
    pub file: Option<String>,
    /// The day on which it was fetched.
    pub retrieved: Option<Date>,
    /// The licence under which its publisher offers it.
    pub licence: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
}

/// `[[accept]]`: a diagnostic that was looked at and is right as it is; it no longer counts as a warning.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Accept {
    /// The diagnostic's code: probable-misreading
    pub code: String,
    /// The line for which it holds; all lines where none is given.
    pub line: Option<u32>,
    /// Why it is right.
    pub reason: String,
}

/// `[[correction]]`: words of the source that are wrong, and the right ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct CorrectionEntry {
    /// The words as they stand in the document. White space and markup between them do not count.
    pub from: String,
    /// The right words; empty where there should be none.
    pub to: String,
    /// "misread": the archive misread the original; "publisher": its publisher corrected it later.
    pub kind: CorrectionKind,
    /// A word of explanation for readers.
    pub note: Option<String>,
    /// The line for which it holds; all lines where none is given.
    pub line: Option<u32>,
}

/// `[[attachment]]`: what is known of a file in the document's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AttachmentEntry {
    /// The file's name, as seen from the document's folder.
    pub file: String,
    /// What the page calls it; its name where none is given.
    pub title: Option<String>,
    /// Whether it was made sure that everybody can use it, with a screen reader too; unknown where it is not given.
    pub accessible: Option<bool>,
    /// A word of explanation for readers: what is missing, or where there is another form of it.
    pub note: Option<String>,
}

/// `[[lineage]]`: whether a goal of this document and one of another are the same through the years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LineageEntry {
    /// The id of the goal in this document, as in its anchor: "2" for #goal-2.
    pub goal: String,
    /// The other goal: the document and the goal's anchor, as in "2023/chuo#goal-2".
    pub with: GoalRef,
    /// "confirm": one continues the other; "deny": they only look alike.
    pub kind: LineageKind,
    /// A word of explanation.
    pub note: Option<String>,
}

/// `[[withhold]]`: words that must not be published. Wherever they stand, the page shows 〔掲載を控えています：理由〕.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withhold {
    /// The words. Width, case, white space and markup do not count when they are looked for.
    pub text: String,
    /// Why, as readers will see it.
    pub reason: String,
}
