//! What is put into the index.

use serde::{Deserialize, Serialize};

/// The part of a passage that a text belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Part {
    /// 重点目標: what was to be reached.
    Goal,
    /// 取組結果: what came of it.
    Result,
    /// 今後の方向性: what is to come.
    Direction,
    /// Anything else: names, purpose, preface, notes, other sections.
    Other,
}

impl Part {
    /// All parts, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Goal, Self::Result, Self::Direction, Self::Other];

    /// The name used in requests, answers and on the command line.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Goal => "goal",
            Self::Result => "result",
            Self::Direction => "direction",
            Self::Other => "other",
        }
    }

    /// The bit of this part in a set of parts.
    pub(crate) const fn bit(self) -> u8 {
        1 << self as u8
    }
}

impl std::str::FromStr for Part {
    type Err = UnknownPart;

    fn from_str(name: &str) -> Result<Self, UnknownPart> {
        Self::ALL
            .into_iter()
            .find(|part| part.name() == name)
            .ok_or_else(|| UnknownPart(name.to_owned()))
    }
}

/// A name that is no part's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("unknown part {0:?}: goal, result, direction or other")]
pub struct UnknownPart(pub String);

/// The unit that is matched and counted: one goal with its result and direction, or one other
/// section of a document.
///
/// Passages of one document should be added one after another, and documents in a fixed order:
/// the order decides the bytes of the index, and ties between passages of one document.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Passage {
    /// The document's identity: `2024/chuo`, or `2024/chuo@midyear` for another edition.
    pub document: String,
    /// The fiscal year: the Western year of its April.
    pub year: u16,
    /// The identifier of the organisation that published the document.
    pub organisation: String,
    /// The identifiers of the organisations above it, in any order. A filter by a ward also
    /// finds what its sections published.
    pub ancestors: Vec<String>,
    /// The document's title, as shown.
    pub title: String,
    /// The URL of the document's page, relative to the site: `2024/chuo/`.
    pub page: String,
    /// The identifier of the goal, if the passage is one.
    pub goal: Option<String>,
    /// The marks of the goal's achievement as printed, with the scale that they belong to:
    /// `niigata:達成`, or `:達成` where the scale is not known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<String>,
    /// The source file of the document, as the site's author knows it: `content/2024/chuo.md`.
    pub source: String,
    /// The texts of the passage.
    pub texts: Vec<PassageText>,
}

/// What a text is: a part of a goal, the document's title, or anything else.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TextKind {
    /// See [`Part::Goal`].
    Goal,
    /// See [`Part::Result`].
    Result,
    /// See [`Part::Direction`].
    Direction,
    /// See [`Part::Other`].
    Other,
    /// The title of the document: of [`Part::Other`], but a hit in it counts more.
    Title,
}

impl TextKind {
    /// All kinds.
    pub const ALL: [Self; 5] = [
        Self::Goal,
        Self::Result,
        Self::Direction,
        Self::Other,
        Self::Title,
    ];

    /// The part under which such a text is filtered and counted.
    pub const fn part(self) -> Part {
        match self {
            Self::Goal => Part::Goal,
            Self::Result => Part::Result,
            Self::Direction => Part::Direction,
            Self::Other | Self::Title => Part::Other,
        }
    }

    /// The character with which the terms of its texts end, so that the terms of one bigram stand side by side in the
    /// dictionary, whatever they are from.
    pub(crate) const fn suffix(self) -> char {
        match self {
            Self::Goal => '\u{2}',
            Self::Result => '\u{3}',
            Self::Direction => '\u{4}',
            Self::Other => '\u{5}',
            Self::Title => '\u{6}',
        }
    }
}

impl From<Part> for TextKind {
    fn from(part: Part) -> Self {
        match part {
            Part::Goal => Self::Goal,
            Part::Result => Self::Result,
            Part::Direction => Self::Direction,
            Part::Other => Self::Other,
        }
    }
}

/// One text of a passage.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PassageText {
    /// What it is. Several texts may be the same.
    pub kind: TextKind,
    /// The fragment of its place on the page, without `#`: `goal-1-result`. Empty: the page itself.
    pub anchor: String,
    /// The text as it is shown. Found and highlighted as written.
    pub text: String,
}
