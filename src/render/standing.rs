//! What a table of years or organisations says of one document: the counts that the city printed, or why there are none.

use schemars::JsonSchema;
use serde::Serialize;

use super::texts::Texts;
use crate::model::{Digest, Evaluation, FiscalYear};
use crate::relate::is_bare;

/// What is said of one document, or of its absence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Standing {
    /// Which of the states it is.
    pub state: State,
    /// For counts: how much of the goals was achieved. It decides a shape, never a rank.
    pub share: Option<Share>,
    /// The state in words: 「4件中4件達成」「評価前」「未収録」
    pub text: String,
}

/// The states, each with words of its own: colour alone tells nobody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
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

/// How much of its goals a document calls achieved.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(super) enum Share {
    /// All of them.
    All,
    /// Some of them.
    Some,
    /// None of them.
    None,
}

impl Share {
    /// None where a count is missing, where there are no goals, and where more are achieved than there are.
    fn of(evaluation: Evaluation) -> Option<Self> {
        let (goals, achieved) = (evaluation.goals?, evaluation.achieved?);
        match achieved {
            _ if goals == 0 || achieved > goals => None,
            0 => Some(Self::None),
            _ if achieved == goals => Some(Self::All),
            _ => Some(Self::Some),
        }
    }
}

impl Standing {
    /// What is said of a document. `newest` is the newest year that the archive holds: only there the absence of all
    /// results means that the evaluation is still to come.
    pub fn of(digest: &Digest, newest: Option<FiscalYear>, texts: Texts) -> Self {
        let number = |count: u32| count.to_string();
        // A document of which no goals were read may well have results.
        let awaits =
            newest == Some(digest.fiscal_year) && !digest.goals.is_empty() && is_bare(digest);
        let (state, text) = match digest.evaluation {
            _ if awaits => (State::Pending, texts.get("standing_pending").to_owned()),
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
            | None => (
                State::NotStated,
                texts.get("standing_not_stated").to_owned(),
            ),
        };
        let share = digest.evaluation.and_then(Share::of);
        let text = texts.marked(digest, text);
        Self { state, share, text }
    }

    /// What is said where the archive holds nothing.
    pub fn not_held(texts: Texts) -> Self {
        Self {
            state: State::NotHeld,
            share: None,
            text: texts.get("standing_not_held").to_owned(),
        }
    }

    /// What is said of a year in which the organisation did not exist.
    pub fn no_organisation(texts: Texts) -> Self {
        Self {
            state: State::NoOrganisation,
            share: None,
            text: texts.get("standing_no_organisation").to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::model::Language;
    use crate::render::tests::short;

    fn state(year: u16, with_result: bool, change: impl Fn(&mut Digest)) -> (State, String) {
        let mut digest = Digest::of(&short(year, "chuo", None, with_result));
        change(&mut digest);
        let texts = Texts::of(Language::Japanese);
        let standing = Standing::of(&digest, Some(FiscalYear::from_western(2024)), texts);
        (standing.state, standing.text)
    }

    #[test]
    fn only_the_newest_year_awaits_its_evaluation() {
        assert_eq!(state(2024, false, |_| ()).0, State::Pending);
        assert_eq!(state(2024, true, |_| ()).0, State::NotStated);
        assert_eq!(state(2023, false, |_| ()).0, State::NotStated);
        assert_eq!(
            state(2024, false, |digest| digest.goals.clear()).0,
            State::NotStated
        );
    }

    #[test]
    fn counts_are_said_as_far_as_they_are_printed() {
        for (goals, achieved, text) in [
            (Some(4), Some(3), "4件中3件達成"),
            (Some(4), None, "目標4件（達成数は記載なし）"),
            (None, Some(3), "3件達成（目標数は記載なし）"),
            (Some(0), Some(0), "0件中0件達成"),
        ] {
            let said = state(2024, true, |digest| {
                digest.evaluation = Some(Evaluation { goals, achieved })
            });
            assert_eq!(said, (State::Counted, text.to_owned()));
        }
    }

    #[test]
    fn a_share_is_told_where_both_counts_are_sound() {
        for (goals, achieved, share) in [
            (Some(4), Some(4), Some(Share::All)),
            (Some(4), Some(1), Some(Share::Some)),
            (Some(4), Some(0), Some(Share::None)),
            (Some(4), Some(5), None),
            (Some(0), Some(0), None),
            (Some(4), None, None),
        ] {
            assert_eq!(Share::of(Evaluation { goals, achieved }), share);
        }
    }

    #[test]
    fn a_withdrawn_document_is_called_so() {
        assert_eq!(
            state(2024, false, |digest| digest.withdrawn = true).1,
            "【取り下げ】評価前"
        );
    }

    #[test]
    fn a_draft_is_called_one() {
        assert_eq!(
            state(2024, false, |digest| digest.draft = true).1,
            "【案】評価前"
        );
    }
}
