//! A form's file, as written.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Field, MarkStatus, YearRange};

/// A form's file, as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormFile {
    /// Its name in settings: niigata
    pub id: String,
    /// What it is, for people.
    pub name: String,
    /// What documents in this form are called: 組織目標
    pub series: Option<String>,
    /// The fiscal years in which it was in use: "2019..", "2012..2018". Documents of other years are never read by it
    /// unless they name it.
    pub years: Option<YearRange>,
    /// Headings of this level (2 for `##`) that no label explains are goals.
    pub goal_headings: Option<u8>,
    /// The labels.
    pub label: Vec<LabelEntry>,
    /// The scales of marks.
    #[serde(default)]
    pub scale: Vec<ScaleEntry>,
}

/// `[[label]]`: the spellings of the label of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelEntry {
    /// The field that the label announces.
    pub field: Field,
    /// The label as printed, in every spelling. Widths, spaces, brackets and footnote marks need no spelling of their
    /// own; `{年度}` stands for a printed year: 「{年度}実績」 is 「令和5年度実績」, 「R5実績」 and 「前年度実績」. `{番号}`
    /// stands for a goal's number: 「目標{番号}の結果」. A number at the end needs no sign.
    pub text: Vec<String>,
    /// The fiscal years in which the label has this meaning.
    pub years: Option<YearRange>,
    /// For a review: who speaks.
    pub by: Option<String>,
}

/// `[[scale]]`: how marks were given. A scale belongs to a city and to years; marks of two scales are never compared.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ScaleEntry {
    /// Its name in data, unique among all forms: mihon-abcd
    pub id: String,
    /// What it is, for people: 4段階評価
    pub name: String,
    /// The fiscal years in which it was in use.
    pub years: Option<YearRange>,
    /// Its marks, in the order in which the city lists them.
    pub mark: Vec<MarkEntry>,
}

/// `[[scale.mark]]`: one mark of a scale.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct MarkEntry {
    /// The mark as printed, in every spelling: ["A"], ["達成", "○"]
    pub text: Vec<String>,
    /// How the city defines it: 目標値の100％以上
    pub meaning: Option<String>,
    /// In which of the lists at `status/` goals with it stand: `achieved` (in none), `missed`, `stopped` or `pending`. A
    /// mark without it is shown there as it stands.
    pub status: Option<MarkStatus>,
}
