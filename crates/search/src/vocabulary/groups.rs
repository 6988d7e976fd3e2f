//! Forms that stand for each other.

use serde::{Deserialize, Serialize};

/// Why forms belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum GroupKind {
    /// One word, written in several ways: 取組・取り組み・取組み.
    Spelling,
    /// Words that mean the same to those who search: 除雪・雪かき.
    Synonym,
}

/// Forms of which one is looked for when another is typed. All are normalised, see
/// [`analysis::normalise`](crate::analysis::normalise).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Group {
    /// Why they belong together.
    pub kind: GroupKind,
    /// When one of these is typed …
    pub typed: Vec<String>,
    /// … these are looked for too, except the one that was typed. Both ways: the same forms in both.
    pub found: Vec<String>,
}

impl Group {
    /// A group in which each form stands for all others.
    pub fn both_ways(kind: GroupKind, forms: Vec<String>) -> Self {
        Self {
            kind,
            typed: forms.clone(),
            found: forms,
        }
    }
}
