//! A document's parts → the blocks of its page. Every part is shown, where it belongs: goals as units of the goal, its
//! result and its direction; everything else where the source has it.

mod blocks;
mod flow;
mod goals;
mod measures;
mod walk;

pub(super) use blocks::{Block, Change, Fact, Flow, GoalBlock, Line, MarkView, Piece, Text, plain};

use crate::model::{Diagnostic, Document, Language};

/// What a document's page shows of the document itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct DocumentView {
    /// The title that stands above everything: as printed, or what the settings say.
    pub title: Text,
    /// The title as printed, where the settings give another.
    pub printed_title: Option<Text>,
    /// Everything else, in the source's order.
    pub blocks: Vec<Block>,
    /// Whether the remark on a head's role found its place.
    pub head_remarked: bool,
}

impl DocumentView {
    /// Walks the parts of a document.
    pub fn new(document: &Document, diagnostics: &[Diagnostic], language: Language) -> Self {
        walk::walk(document, diagnostics, language)
    }

    /// The goals, in the order in which they are shown.
    pub fn goals(&self) -> impl Iterator<Item = &GoalBlock> {
        self.blocks.iter().filter_map(|block| match block {
            Block::Goal(goal) => Some(goal),
            _ => None,
        })
    }
}
