use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::FiscalYear;

/// A goal's name inside its document: unique there, made of `[a-z0-9-]`, and so fit for anchors.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[schemars(with = "String")]
pub struct GoalId(String);

impl GoalId {
    /// The id for a printed number (`1`, `1-1`), or for the n-th goal (from 1) where none is printed. `taken` says
    /// which ids the document has already: a number that comes back gets a suffix.
    #[must_use]
    pub fn new(number: Option<&str>, position: usize, taken: impl Fn(&str) -> bool) -> Self {
        let base: String = match number {
            Some(number) => {
                let plain: String = number
                    .chars()
                    .map(|c| {
                        if c.is_ascii_lowercase() || c.is_ascii_digit() {
                            c
                        } else {
                            '-'
                        }
                    })
                    .collect();
                match plain.trim_matches('-') {
                    "" => format!("g{position}"),
                    trimmed => trimmed.to_owned(),
                }
            }
            None => format!("g{position}"),
        };
        let mut id = base.clone();
        let mut copy = 2;
        while taken(&id) {
            id = format!("{base}-{copy}");
            copy += 1;
        }
        Self(id)
    }

    /// The id as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for GoalId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 重点目標: one goal, with what came of it and where it goes next.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Goal {
    /// Unique in the document.
    pub id: GoalId,
    /// The number as printed (widths folded), or none.
    pub number: Option<String>,
    /// The post or pillar under which it stands.
    pub group: Option<String>,
    /// The goal itself.
    pub text: String,
    /// 取組結果
    pub result: Option<String>,
    /// 今後の方向性
    pub direction: Option<String>,
    /// How the city judged it.
    pub mark: Option<Mark>,
    /// What others, or other times, said of it.
    pub reviews: Vec<Review>,
    /// Its measured figures.
    pub indicators: Vec<Indicator>,
    /// The line of the source on which it begins.
    pub line: u32,
}

/// A mark as printed, and the scale to which it belongs. Marks of different scales are never compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mark {
    /// As printed: 達成, A, ①, 「-」
    pub raw: String,
    /// The scale's id in the form, where the mark is one of it.
    pub scale: Option<String>,
}

/// What a mark says of a goal, as far as the city's own definition says it. Marks of different scales are not compared
/// by it: it only decides in which list of what was printed a mark stands.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum MarkStatus {
    /// What was aimed at was reached.
    Achieved,
    /// It was not reached.
    Missed,
    /// It was given up, put off or replaced.
    Stopped,
    /// It is not judged yet.
    Pending,
}

/// What somebody, or another time, said of a goal.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Review {
    /// Which kind of voice.
    pub kind: ReviewKind,
    /// The fiscal year of which it speaks.
    pub fiscal_year: Option<FiscalYear>,
    /// Who said it.
    pub by: Option<String>,
    /// What was said.
    pub text: String,
    /// The mark that was given.
    pub mark: Option<Mark>,
}

/// The kinds of review.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ReviewKind {
    /// 中間振り返り
    Midyear,
    /// 外部評価
    External,
    /// 前年度の評価
    Previous,
}

/// 指標: a measured figure.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Indicator {
    /// Its name as printed.
    pub name: String,
    /// Its unit as printed.
    pub unit: Option<String>,
    /// 現状値
    pub baseline: Option<Figure>,
    /// 目標値
    pub target: Option<Figure>,
    /// 実績値
    pub actual: Option<Figure>,
    /// How the city judged it.
    pub mark: Option<Mark>,
    /// Which way is better, where the document says.
    pub better: Option<Better>,
}

/// A printed figure. Blank, 「-」, N/A and 0 stay four different things: the text is always kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Figure {
    /// The number, where the text is one.
    #[schemars(with = "Option<f64>")]
    pub value: Option<serde_json::Number>,
    /// As printed.
    pub text: String,
    /// The Western fiscal year for which it stands.
    pub year: Option<u16>,
}

/// Which way an indicator should move.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// More is better.
    Up,
    /// Less is better.
    Down,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_plain_and_unique() {
        assert_eq!(GoalId::new(Some("1"), 1, |_| false).as_str(), "1");
        assert_eq!(GoalId::new(Some("1-2"), 1, |_| false).as_str(), "1-2");
        assert_eq!(GoalId::new(Some("ア"), 3, |_| false).as_str(), "g3");
        assert_eq!(GoalId::new(None, 2, |_| false).as_str(), "g2");
        assert_eq!(
            GoalId::new(Some("1"), 5, |id| id == "1" || id == "1-2").as_str(),
            "1-3"
        );
    }
}
