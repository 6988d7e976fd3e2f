//! What a table of years or organisations says of one document: the counts that the city printed, or why there are none.

use serde::Serialize;

use super::texts::Texts;
use crate::model::{Digest, Evaluation, FiscalYear};

/// What is said of one document, or of its absence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Standing {
    /// Which of the states it is.
    pub state: State,
    /// The state in words: 「4件中4件達成」「評価前」「未収録」
    pub text: String,
}

/// The states, each with words of its own: colour alone tells nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(super) enum State {
    /// The document prints counts.
    Counted,
    /// The newest year held, and the document has no results yet.
    Pending,
    /// The document says nothing of it.
    NotStated,
    /// The archive does not hold the document.
    NotHeld,
    /// The organisation did not exist in that year.
    NoOrganisation,
}

impl Standing {
    /// What is said of a document. `newest` is the newest year that the archive holds: only there the absence of all
    /// results means that the evaluation is still to come.
    pub fn of(digest: &Digest, newest: Option<FiscalYear>, texts: Texts) -> Self {
        let number = |count: u32| count.to_string();
        let (state, text) = match digest.evaluation {
            Some(Evaluation {
                goals: Some(goals),
                achieved: Some(achieved),
            }) => {
                let values = [("goals", &*number(goals)), ("achieved", &*number(achieved))];
                (State::Counted, texts.fill("standing_counted", &values))
            }
            Some(Evaluation {
                goals: Some(goals),
                achieved: None,
            }) => (
                State::Counted,
                texts.fill("standing_goals_only", &[("goals", &number(goals))]),
            ),
            Some(Evaluation {
                goals: None,
                achieved: Some(achieved),
            }) => (
                State::Counted,
                texts.fill("standing_achieved_only", &[("achieved", &number(achieved))]),
            ),
            Some(Evaluation {
                goals: None,
                achieved: None,
            })
            | None => {
                let evaluated = digest.goals.iter().any(|goal| goal.has_result);
                if !evaluated && newest == Some(digest.fiscal_year) {
                    (State::Pending, texts.get("standing_pending").to_owned())
                } else {
                    (
                        State::NotStated,
                        texts.get("standing_not_stated").to_owned(),
                    )
                }
            }
        };
        let text = if digest.draft {
            format!("{}{text}", texts.get("draft_mark"))
        } else {
            text
        };
        Self { state, text }
    }

    /// What is said where the archive holds nothing.
    pub fn not_held(texts: Texts) -> Self {
        Self {
            state: State::NotHeld,
            text: texts.get("standing_not_held").to_owned(),
        }
    }

    /// What is said of a year in which the organisation did not exist.
    pub fn no_organisation(texts: Texts) -> Self {
        Self {
            state: State::NoOrganisation,
            text: texts.get("standing_no_organisation").to_owned(),
        }
    }
}
