//! What understanding a query needs to know of the archive: its years, marks and organisations,
//! which words stand for which others, and its words with their readings. Published beside the
//! index, and read by the same [`Files`].
//!
//! The writing side ([`Site`], given to [`IndexWriter::finish`](crate::IndexWriter::finish)) says what
//! the site knows; the reading side answers the query.

mod characters;
mod forms;
mod groups;
mod organisations;
mod site;
pub(crate) mod words;

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::directory::Files;
use crate::error::{Error, Result};

pub(crate) use characters::Characters;
pub(crate) use forms::Forms;
pub use groups::{Group, GroupKind};
pub(crate) use organisations::Organisations;
pub use site::{OrganisationEntry, Site, SitePage};
pub use words::{Word, Words, tables};

/// The name of the file, as [`Files`] know it.
pub(crate) const FILE: &str = "vocabulary.json";

/// The version of the file. Another one is refused.
const FORMAT: u32 = 2;

/// The file as it is written.
#[derive(Debug, Serialize, Deserialize)]
pub(crate) struct Contents {
    format: u32,
    /// The fiscal years of which there are passages.
    pub years: BTreeSet<u16>,
    /// The marks that passages have, with their scales.
    pub marks: BTreeSet<String>,
    pub organisations: Vec<OrganisationEntry>,
    pub forms: Forms,
    /// Kanji that are written otherwise in the archive.
    #[serde(default)]
    pub characters: Characters,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<SitePage>,
}

impl Contents {
    pub fn new(years: BTreeSet<u16>, marks: BTreeSet<String>, forms: Forms, site: &Site) -> Self {
        Self {
            format: FORMAT,
            years,
            marks,
            organisations: site.organisations.clone(),
            forms,
            characters: Characters::default(),
            pages: site.pages.clone(),
        }
    }
}

/// What is known of the archive when a query is read.
pub(crate) struct Vocabulary {
    pub years: BTreeSet<u16>,
    pub marks: BTreeSet<String>,
    pub organisations: Organisations,
    pub forms: Forms,
    pub characters: Characters,
    pub pages: Vec<SitePage>,
}

impl Vocabulary {
    /// Reads the file.
    pub fn open(files: &dyn Files) -> Result<Self> {
        let length = files
            .length(FILE)?
            .ok_or(Error::Layout("it has no vocabulary"))?;
        let bytes = files.read(FILE, 0..length)?;
        let contents: Contents = serde_json::from_slice(bytes.as_slice())?;
        if contents.format != FORMAT {
            return Err(Error::Layout("its vocabulary is of another version"));
        }
        Ok(Self {
            years: contents.years,
            marks: contents.marks,
            organisations: Organisations::new(contents.organisations),
            forms: contents.forms,
            characters: contents.characters,
            pages: contents.pages,
        })
    }
}
