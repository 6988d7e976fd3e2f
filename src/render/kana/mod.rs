//! `search/kana/`: the index at the end of the book (索引). Words of the documents, and the organisations with their
//! documents, in the order of kana: for readers without scripts, and on paper.
//!
//! Each letter has pages of its own, cut so that none is heavy ([`sheets`]). Nothing has a reading that nobody said:
//! organisations have the registry's; words have one only where a dictionary or the glossary knows a single one.

mod sheets;
mod start;
mod titles;
mod words;

pub use sheets::letter;
pub(super) use sheets::{Sheet, SheetInfo};
pub(super) use start::{KanaPage, start};
pub(super) use titles::{KanaTitlesPage, PART as TITLES, title_sheets, titles};
pub use words::{IndexedPlace, IndexedWord, WordIndex};
pub(super) use words::{KanaWordsPage, words};

/// Where the index begins, below the site's root.
pub(super) const FOLDER: &str = "search/kana/";

/// A page whose content is known when the search index is: to be given to
/// [`Renderer::kana_page`](super::Renderer::kana_page).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum KanaKey {
    /// `/search/kana/`
    Start,
    /// `/search/kana/words/shi/`: one of the pages of words, counted from 0.
    Words(usize),
}

impl KanaKey {
    /// The template that makes it.
    #[must_use]
    pub fn template(self) -> &'static str {
        match self {
            Self::Start => "kana.html",
            Self::Words(_) => "kana_words.html",
        }
    }
}
