//! What templates see of a document's text.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::CorrectionKind;
use crate::render::context::Link;
use crate::render::lineage::Relation;

/// A text: pieces one after the other.
pub type Text = Vec<Piece>;

/// A stretch of text without markup.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Piece {
    /// The text; empty for a line break.
    pub text: String,
    /// A line break.
    pub line_break: bool,
    /// For a footnote mark: which note explains it, counted from 1. The note has the id `note-<n>`.
    pub note: Option<usize>,
    /// For a hard word: which of the words explained at the end of the page it is, counted from 1. The word has the id
    /// `word-<n>-use`, its explanation `word-<n>`.
    pub word: Option<usize>,
    /// Whether it was taken out or put in.
    pub change: Option<Change>,
    /// Behind a correction: whose mistake it was.
    pub kind: Option<CorrectionKind>,
}

/// What was done to a stretch of text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Change {
    /// It was taken out.
    Removed,
    /// It was put in.
    Added,
}

impl Piece {
    /// Ordinary text.
    pub fn new(text: impl Into<String>) -> Self {
        Self {
            text: text.into(),
            line_break: false,
            note: None,
            word: None,
            change: None,
            kind: None,
        }
    }

    /// The lines of a text, with breaks between them.
    pub fn lines(text: &str) -> Text {
        let mut pieces = Text::new();
        for (at, line) in text.split('\n').enumerate() {
            if at > 0 {
                pieces.push(Self {
                    line_break: true,
                    ..Self::new("")
                });
            }
            if !line.is_empty() {
                pieces.push(Self::new(line));
            }
        }
        pieces
    }
}

/// A text with the marker that is printed before it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Line {
    /// 「・」「1」; it is printed as text and no other is drawn.
    pub marker: Option<String>,
    /// The text.
    pub text: Text,
}

/// A piece of running content.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Flow {
    /// A paragraph.
    Paragraph {
        /// Its text.
        line: Line,
    },
    /// A list.
    List {
        /// Whether its items have printed markers: then no other is drawn.
        marked: bool,
        /// The items.
        items: Vec<Line>,
    },
    /// A table.
    Table {
        /// Which table of the document it is, counted from 1.
        number: usize,
        /// The rows of its head, as the rows below; none where the source has no known heads.
        head: Vec<Vec<Vec<Line>>>,
        /// Rows of cells, all of one length; a cell has lines.
        rows: Vec<Vec<Vec<Line>>>,
    },
    /// A ※ note.
    Note {
        /// Its number, counted from 1.
        number: usize,
        /// Its text.
        line: Line,
    },
    /// The site's own words behind a text that sends readers to the documents of the sections (各課組織目標をご覧ください).
    Elsewhere {
        /// The sections: with a link where their document of that year is held. None are known where it is empty.
        sections: Vec<Link>,
    },
}

/// A label and what stands under it, as a pair of a description list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Fact {
    /// The label as printed.
    pub label: Line,
    /// What stands under it; may be empty.
    pub content: Vec<Flow>,
    /// What has to be said about it: that the role printed does not fit the organisation.
    pub remark: Option<String>,
}

/// A goal to which a text was moved.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Moved {
    /// The anchor: `goal-1-result`
    pub anchor: String,
    /// The goal's printed marker or its position: 「1」
    pub name: String,
}

/// One piece of a document's page.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(tag = "kind", rename_all = "kebab-case")]
pub enum Block {
    /// A heading of the source.
    Heading {
        /// 2 to 6; no level is skipped.
        level: u8,
        /// Its text.
        line: Line,
    },
    /// Labels with short values, as a description list.
    Facts {
        /// The pairs.
        facts: Vec<Fact>,
    },
    /// A label above what follows it.
    Label {
        /// 2 to 6; no level is skipped.
        level: u8,
        /// The label as printed.
        line: Line,
        /// Where its text is shown, if it is shown with the goals.
        moved: Vec<Moved>,
        /// Whether nothing stands under it in the source though something should.
        empty: bool,
    },
    /// Running content.
    Flow {
        /// The content.
        flow: Vec<Flow>,
    },
    /// A goal with its result and its direction.
    Goal(GoalBlock),
}

/// A goal as one unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GoalBlock {
    /// The goal's id in the document; the anchor is `goal-<id>`.
    pub id: String,
    /// The level of its heading, 2 to 6.
    pub level: u8,
    /// The pillar or post under which it stands, where no heading above says it.
    pub group: Option<String>,
    /// The goal itself: its first paragraph, with the printed marker.
    pub line: Line,
    /// What else stands in the goal.
    pub content: Vec<Flow>,
    /// Result, direction and what else belongs to it, in the source's order.
    pub sections: Vec<GoalSection>,
    /// What is said of it and other years.
    pub relations: Vec<Relation>,
}

/// A part of a goal's unit.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct GoalSection {
    /// `result`, `direction`, `mark`, `review`, `indicators` or `other`.
    pub field: &'static str,
    /// The anchor: `goal-1-result`. Only the first section of its kind has one.
    pub anchor: Option<String>,
    /// The level of its heading, 2 to 6.
    pub level: u8,
    /// The printed label above it.
    pub heading: Option<Line>,
    /// What it says.
    pub content: Vec<Flow>,
    /// For a mark of a known scale: what it means.
    pub mark: Option<MarkView>,
    /// For indicators under labels of their own: the labels and what stands under them. A label that comes again begins
    /// another list.
    pub facts: Vec<Vec<Fact>>,
}

/// What a mark means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct MarkView {
    /// The scale's name: 4段階評価
    pub scale: String,
    /// How the city defines the mark.
    pub meaning: Option<String>,
}

/// A line without its structure, as corrected.
pub fn plain(line: &Line) -> String {
    let mut text = line
        .marker
        .as_ref()
        .map(|marker| format!("{marker} "))
        .unwrap_or_default();
    let kept = line.text.iter();
    for piece in kept.filter(|piece| piece.change != Some(Change::Removed)) {
        text.push_str(if piece.line_break { " " } else { &piece.text });
    }
    text
}
