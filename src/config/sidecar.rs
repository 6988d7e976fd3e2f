//! What a document's settings say: front matter, or a TOML file beside the document.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Date, Edition, FiscalYear};

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
    /// Diagnostics that somebody looked at.
    #[serde(default)]
    pub accept: Vec<Accept>,
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
