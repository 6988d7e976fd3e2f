//! What the site tells the engine besides its passages.

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
}

/// An organisation by whose names queries can be understood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OrganisationEntry {
    /// Its identifier, as in [`Passage::organisation`](crate::Passage::organisation).
    pub id: String,
    /// Its name: 中央区.
    pub name: String,
    /// The name's reading in hiragana: ちゅうおうく.
    pub kana: Option<String>,
    /// The name in Latin letters: Chuo-ku.
    pub romaji: Option<String>,
    /// Short forms that people use: 西蒲.
    pub abbreviations: Vec<String>,
    /// The identifier of the organisation above it.
    pub above: Option<String>,
    /// Whether it is a city; the others are its parts.
    pub city: bool,
    /// The identifiers of those whose place it took, over any number of changes.
    pub before: Vec<String>,
    /// The identifiers of those that took its place, over any number of changes.
    pub after: Vec<String>,
}
