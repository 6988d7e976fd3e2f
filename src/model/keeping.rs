//! What those who keep the archive say of a document: corrections, links between goals, what is withheld or withdrawn.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Date;

/// A document that its publisher took back, or that should no longer be relied on. Its text stays.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Withdrawn {
    /// The day from which it is withdrawn.
    pub date: Date,
    /// Why, in a sentence for readers.
    pub reason: String,
}

/// Whose mistake was corrected.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum CorrectionKind {
    /// The archive misread the original, which has the corrected words.
    Misread,
    /// The publisher corrected its own document later.
    Publisher,
}

/// A place where the words of the source were corrected. The parts keep the words of the source; titles, goals and
/// all other fields hold the corrected ones.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Correction {
    /// The words of the source.
    pub from: String,
    /// The corrected words; empty where the words were taken out.
    pub to: String,
    /// Whose mistake it was.
    pub kind: CorrectionKind,
    /// A word of explanation.
    pub note: Option<String>,
    /// The line of the source, counted from 1.
    pub line: u32,
}

/// What somebody found out about a link between two goals.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum LineageKind {
    /// One goal continues the other.
    Confirm,
    /// They only look alike.
    Deny,
}

/// Whether a goal of this document and one of another are the same goal through the years.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Lineage {
    /// The id of the goal in this document.
    pub goal: String,
    /// The other goal: `2023/chuo#goal-2`
    pub with: GoalRef,
    /// Whether they belong together.
    pub kind: LineageKind,
    /// A word of explanation.
    pub note: Option<String>,
}

/// A goal of any document, written as its address: `2023/chuo#goal-2`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct GoalRef {
    document: String,
    goal: String,
}

/// A text that names no goal.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("2023/chuo#goal-2")]
pub struct InvalidGoalRef;

impl GoalRef {
    /// The identity of its document: `2023/chuo`
    #[must_use]
    pub fn document(&self) -> &str {
        &self.document
    }

    /// Its id in that document: `2`
    #[must_use]
    pub fn goal(&self) -> &str {
        &self.goal
    }
}

impl TryFrom<String> for GoalRef {
    type Error = InvalidGoalRef;
    fn try_from(text: String) -> Result<Self, InvalidGoalRef> {
        match text.split_once("#goal-") {
            Some((document, goal)) if !document.is_empty() && !goal.is_empty() => Ok(Self {
                document: document.trim_end_matches('/').to_owned(),
                goal: goal.to_owned(),
            }),
            _ => Err(InvalidGoalRef),
        }
    }
}

impl From<GoalRef> for String {
    fn from(goal: GoalRef) -> Self {
        goal.to_string()
    }
}

impl fmt::Display for GoalRef {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}#goal-{}", self.document, self.goal)
    }
}

/// Words of the source that are not shown anywhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Withheld {
    /// Why, as it stands in place of the words.
    pub reason: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_goal_is_named_by_its_address() {
        let goal = GoalRef::try_from("2023/chuo/#goal-1-2".to_owned());
        let named = goal
            .as_ref()
            .map(|goal| (goal.document(), goal.goal(), goal.to_string()));
        assert_eq!(
            named,
            Ok(("2023/chuo", "1-2", "2023/chuo#goal-1-2".to_owned()))
        );
        for text in ["", "2023/chuo", "#goal-1", "2023/chuo#goal-", "2023/chuo#1"] {
            assert!(GoalRef::try_from(text.to_owned()).is_err(), "{text}");
        }
    }
}
