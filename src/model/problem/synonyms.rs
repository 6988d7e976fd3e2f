//! What can be wrong with `content/synonyms.toml`.

use serde::Serialize;

use super::Problem;
use crate::model::Severity;

/// Something about the words that find each other.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(
    tag = "problem",
    rename_all = "kebab-case",
    rename_all_fields = "snake_case"
)]
#[allow(
    missing_docs,
    reason = "the fields are the values that the texts of the messages name"
)]
pub enum SynonymProblem {
    /// A group that does not say which words find which.
    SynonymShape,
    /// A list with too few words to find another.
    SynonymTooFew { key: String, least: u64, found: u64 },
    /// A word without a letter or digit.
    SynonymUnusable { word: String },
    /// A word of one character.
    SynonymTooShort { word: String },
    /// A word that stands twice in its group.
    SynonymRepeated { word: String },
    /// A group that is there already.
    SynonymGroupRepeated { line: u64 },
}

impl SynonymProblem {
    /// How much it weighs: what cannot be meant stops, what does nothing or finds too much does not.
    #[must_use]
    pub(super) fn severity(&self) -> Severity {
        match self {
            Self::SynonymShape | Self::SynonymTooFew { .. } | Self::SynonymUnusable { .. } => {
                Severity::Error
            }
            Self::SynonymTooShort { .. }
            | Self::SynonymRepeated { .. }
            | Self::SynonymGroupRepeated { .. } => Severity::Warning,
        }
    }
}

/// One of each, see [`samples`](super::samples).
pub(super) fn samples() -> impl Iterator<Item = Problem> {
    let s = str::to_owned;
    let samples = vec![
        SynonymProblem::SynonymShape,
        SynonymProblem::SynonymTooFew {
            key: s("words"),
            least: 2,
            found: 1,
        },
        SynonymProblem::SynonymUnusable { word: s("・") },
        SynonymProblem::SynonymTooShort { word: s("川") },
        SynonymProblem::SynonymRepeated { word: s("ＤＸ") },
        SynonymProblem::SynonymGroupRepeated { line: 3 },
    ];
    samples.into_iter().map(Problem::Synonym)
}
