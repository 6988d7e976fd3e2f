//! What the site tells the engine besides its passages.

use serde::{Deserialize, Serialize};

use super::Group;

/// What is known besides the passages.
#[derive(Debug, Clone, Default)]
pub struct Site {
    /// The organisations of the archive, in the order in which the city lists them.
    pub organisations: Vec<OrganisationEntry>,
    /// The site's own groups of words (`content/synonyms.toml`), besides those that the engine brings.
    pub groups: Vec<Group>,
    /// Forms that are not to stand for others here, though the engine's own groups say so.
    pub not_groups: Vec<Vec<String>>,
    /// Pages of the site that answer what a list of passages does not.
    pub pages: Vec<SitePage>,
}

/// An organisation by whose names queries can be understood.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OrganisationEntry {
    /// Its identifier, as in [`Passage::organisation`](crate::Passage::organisation).
    pub id: String,
    /// Its name: 中央区.
    pub name: String,
    /// The name's reading in hiragana: ちゅうおうく.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kana: Option<String>,
    /// The name in Latin letters: Chuo-ku.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub romaji: Option<String>,
    /// Short forms that people use: 西蒲.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub abbreviations: Vec<String>,
    /// The identifier of the organisation above it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub above: Option<String>,
    /// Whether it is a city; the others are its parts.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub city: bool,
    /// The identifiers of those whose place it took, over any number of changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<String>,
    /// The identifiers of those that took its place, over any number of changes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub after: Vec<String>,
}

/// A page of the site that answers some queries: the list of goals by what was printed of them for
/// 未達成.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SitePage {
    /// Its title, as shown.
    pub title: String,
    /// Its URL, relative to the site.
    pub url: String,
    /// A query that has one of these words is led to it.
    pub words: Vec<String>,
}
