//! `content/synonyms.toml`: words that stand for each other when readers search, besides those that the search engine
//! brings along.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// `content/synonyms.toml`
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SynonymsFile {
    /// Words that stand for each other.
    #[serde(default)]
    pub group: Vec<SynonymEntry>,
    /// Words that do not stand for each other on this site, though the search engine takes them so.
    #[serde(default)]
    pub except: Vec<SynonymExceptEntry>,
}

/// `[[group]]`: either `words`, or `from` and `to`.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SynonymEntry {
    /// Words of which each finds all others: しもまち, 下町
    pub words: Option<Vec<String>>,
    /// Words that find those of `to` as well, but are not found by them.
    pub from: Option<Vec<String>>,
    /// The words that are found.
    pub to: Option<Vec<String>>,
    /// What the words are to each other; words for one thing where it is left out.
    pub kind: Option<SynonymKind>,
    /// Why they belong together, for those who keep the file.
    pub note: Option<String>,
}

/// What the words of a group are to each other.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum SynonymKind {
    /// One word in several writings.
    Spelling,
    /// Several words for one thing.
    #[default]
    Synonym,
}

/// `[[except]]`
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SynonymExceptEntry {
    /// Words of which none finds another.
    pub words: Vec<String>,
    /// Why they do not belong together, for those who keep the file.
    pub note: Option<String>,
}

/// What a site says of words that stand for each other, as written.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Synonyms {
    /// Its groups, in the order of the file.
    pub groups: Vec<SynonymGroup>,
    /// Words that do not stand for each other, whatever the search engine brings along.
    pub excepted: Vec<Vec<String>>,
}

/// Words that find others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SynonymGroup {
    /// What they are to each other.
    pub kind: SynonymKind,
    /// Who types one of these …
    pub typed: Vec<String>,
    /// … finds these too. The same words in a group that goes both ways.
    pub found: Vec<String>,
}

impl Synonyms {
    /// The file's name in the content folder.
    pub const FILE: &str = "synonyms.toml";
}

impl From<SynonymsFile> for Synonyms {
    fn from(file: SynonymsFile) -> Self {
        let group = |entry: SynonymEntry| {
            let words = entry.words.unwrap_or_default();
            let (from, to) = (entry.from.unwrap_or_default(), entry.to.unwrap_or_default());
            SynonymGroup {
                kind: entry.kind.unwrap_or_default(),
                typed: [words.as_slice(), &from].concat(),
                found: [words, to].concat(),
            }
        };
        Self {
            groups: file.group.into_iter().map(group).collect(),
            excepted: file.except.into_iter().map(|entry| entry.words).collect(),
        }
    }
}
