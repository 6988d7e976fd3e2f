use std::borrow::Cow;
use std::ops::Range;

use schemars::JsonSchema;
use serde::Serialize;

use super::{CorrectionKind, GoalId};

/// A piece of the source's text with its role. A [`Document`](super::Document) keeps all its parts in source order:
/// together they are everything that the source says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Part {
    /// The physical line of the source, counted from 1.
    pub line: u32,
    /// What the piece is.
    pub role: Role,
    /// The text as printed, without markup.
    pub text: String,
    /// The field that the piece fills or, as a label, announces.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub field: Option<Field>,
    /// The goal to which it belongs.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub goal: Option<GoalId>,
    /// For text with a footnote mark: which of the document's notes explains it, counted from 0.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub note: Option<u32>,
    /// Where its words were corrected, in order; the text is as the source has it.
    #[serde(skip)]
    pub corrections: Vec<PartCorrection>,
    /// How the piece was laid out in the source.
    #[serde(skip)]
    pub shape: Shape,
    /// Where it stands in a table by columns: one with a row of labels and a record in each row below.
    #[serde(skip)]
    pub place: Option<TablePlace>,
    /// The block (heading, paragraph, list or row) in which it stands: equal for pieces that stood together.
    #[serde(skip)]
    pub block: u32,
    /// The label that explains it: equal for a label and all that it explains, 0 where none does.
    #[serde(skip)]
    pub scope: u32,
    /// The bytes of the decoded source from which the text was taken; markup may stand between.
    #[serde(skip)]
    pub span: Range<usize>,
}

/// A stretch of a part's text that was corrected.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PartCorrection {
    /// The bytes of the part's text.
    pub range: Range<usize>,
    /// The words in their place.
    pub to: String,
    /// Whose mistake it was.
    pub kind: CorrectionKind,
}

impl Part {
    /// The text as it should be read: with its corrections.
    #[must_use]
    pub fn reading(&self) -> Cow<'_, str> {
        if self.corrections.is_empty() {
            return Cow::Borrowed(&self.text);
        }
        let mut reading = String::with_capacity(self.text.len());
        let mut at = 0;
        for correction in &self.corrections {
            reading.push_str(&self.text[at..correction.range.start]);
            reading.push_str(&correction.to);
            at = correction.range.end;
        }
        reading.push_str(&self.text[at..]);
        Cow::Owned(reading)
    }
}

/// What a part is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// A label of the form: 組織名
    Label,
    /// A marker printed before an item: 「・」「1」
    Marker,
    /// What stands under a label, or running text.
    Value,
    /// A heading.
    Heading,
    /// A note that begins with ※ or the like.
    Note,
}

/// How a part was laid out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Shape {
    /// A heading of this level, 1 to 6.
    Heading(u8),
    /// A paragraph.
    #[default]
    Paragraph,
    /// An item of a list.
    Item,
    /// A cell of a row that no label explains, with its column counted from 0.
    Cell(u16),
}

/// Where a part stands in a table by columns.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct TablePlace {
    /// Which table of the document, counted from 1.
    pub table: u32,
    /// 0 for the row of labels; else the record, counted from 1. Rows that continue the one above have its number.
    pub record: u32,
    /// The column, counted from 0.
    pub column: u16,
}

/// The field of a document that a part fills, named as in the document's JSON.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Serialize,
    serde::Deserialize,
    JsonSchema,
)]
pub enum Field {
    /// The document's title.
    #[serde(rename = "title")]
    Title,
    /// The organisation's name.
    #[serde(rename = "organisation")]
    Organisation,
    /// Who heads it; the label is the role.
    #[serde(rename = "heads")]
    Heads,
    /// 組織の目的・方向性
    #[serde(rename = "purpose")]
    Purpose,
    /// 政策指標: city-wide indicators that are only referred to.
    #[serde(rename = "policy_indicators")]
    PolicyIndicators,
    /// What stands before the goals.
    #[serde(rename = "preface")]
    Preface,
    /// 重点目標
    #[serde(rename = "goals")]
    Goals,
    /// 取組結果
    #[serde(rename = "goals.result")]
    Result,
    /// 今後の方向性
    #[serde(rename = "goals.direction")]
    Direction,
    /// The pillar or post under which goals stand.
    #[serde(rename = "goals.group")]
    Group,
    /// How the city judged a goal.
    #[serde(rename = "goals.mark")]
    GoalMark,
    /// 中間振り返り of a goal.
    #[serde(rename = "goals.reviews.midyear")]
    MidyearReview,
    /// What others said of a goal.
    #[serde(rename = "goals.reviews.external")]
    ExternalReview,
    /// What is said of a goal in the year before.
    #[serde(rename = "goals.reviews.previous")]
    PreviousReview,
    /// 指標: announces a table or a list of indicators.
    #[serde(rename = "indicators")]
    Indicators,
    /// An indicator's name.
    #[serde(rename = "indicators.name")]
    IndicatorName,
    /// An indicator's unit.
    #[serde(rename = "indicators.unit")]
    IndicatorUnit,
    /// 現状値
    #[serde(rename = "indicators.baseline")]
    IndicatorBaseline,
    /// 目標値
    #[serde(rename = "indicators.target")]
    IndicatorTarget,
    /// 実績値
    #[serde(rename = "indicators.actual")]
    IndicatorActual,
    /// How the city judged an indicator.
    #[serde(rename = "indicators.mark")]
    IndicatorMark,
    /// Which way an indicator should move.
    #[serde(rename = "indicators.better")]
    IndicatorBetter,
    /// In forms: a mark of whatever it stands beside, an indicator or else a goal.
    #[serde(rename = "mark")]
    Mark,
    /// The definitions of marks, as printed.
    #[serde(rename = "scale")]
    Scale,
    /// 重点目標の達成状況: announces the two counts.
    #[serde(rename = "evaluation")]
    Evaluation,
    /// 目標数
    #[serde(rename = "evaluation.goals")]
    EvaluationGoals,
    /// 達成数
    #[serde(rename = "evaluation.achieved")]
    EvaluationAchieved,
    /// A ※ note.
    #[serde(rename = "notes")]
    Notes,
    /// Anything that no label explains.
    #[serde(rename = "other")]
    Other,
}

impl Field {
    /// Whether it belongs to an indicator: its name, its figures, and what is said of them.
    #[must_use]
    pub fn is_measured(self) -> bool {
        matches!(
            self,
            Self::IndicatorName
                | Self::IndicatorUnit
                | Self::IndicatorBaseline
                | Self::IndicatorTarget
                | Self::IndicatorActual
                | Self::IndicatorMark
                | Self::IndicatorBetter
        )
    }

    /// The field's name in JSON.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Organisation => "organisation",
            Self::Heads => "heads",
            Self::Purpose => "purpose",
            Self::PolicyIndicators => "policy_indicators",
            Self::Preface => "preface",
            Self::Goals => "goals",
            Self::Result => "goals.result",
            Self::Direction => "goals.direction",
            Self::Group => "goals.group",
            Self::GoalMark => "goals.mark",
            Self::MidyearReview => "goals.reviews.midyear",
            Self::ExternalReview => "goals.reviews.external",
            Self::PreviousReview => "goals.reviews.previous",
            Self::Indicators => "indicators",
            Self::IndicatorName => "indicators.name",
            Self::IndicatorUnit => "indicators.unit",
            Self::IndicatorBaseline => "indicators.baseline",
            Self::IndicatorTarget => "indicators.target",
            Self::IndicatorActual => "indicators.actual",
            Self::IndicatorMark => "indicators.mark",
            Self::IndicatorBetter => "indicators.better",
            Self::Mark => "mark",
            Self::Scale => "scale",
            Self::Evaluation => "evaluation",
            Self::EvaluationGoals => "evaluation.goals",
            Self::EvaluationAchieved => "evaluation.achieved",
            Self::Notes => "notes",
            Self::Other => "other",
        }
    }
}
