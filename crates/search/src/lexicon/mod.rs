//! What the writing side knows of Japanese words: how they are read and how they are spelt.
//!
//! Bigrams find what was typed as it was typed. But people type what they heard (ひよりやまはま), and one word in several
//! ways (取組, 取り組み). So the words that occur in an archive are published with their readings, and the spellings that do.
//! Both come from IPADIC through `cargo xtask lexicon`; see `data/NOTICE`. Nothing of it is published or searched in
//! itself: code that searches never asks the [`Lexicon`], so that the browser need not load it.
//!
//! 1. `table`: the file of words, read in place.
//! 2. `lattice`: a text as all the words it may be made of. The cheapest way through them is how it is divided; the
//!    cheapest readings are its readings. Costs and connections are IPADIC's own.
//! 3. `scan`: where words stand in a text. Cheap, for every passage.
//! 4. [`WordCounter`]: the words of all passages.
//!
//! Beside these, `civic`: the words of municipalities and their citizens that stand for each other.

mod civic;
mod counter;
mod lattice;
mod scan;
mod spellings;
mod table;
#[cfg(test)]
mod tests;

pub use civic::groups as civic_groups;
pub use counter::{PassageWords, WordCounter};

use std::sync::OnceLock;

use lattice::Lattice;
use table::Table;

use crate::error::Result;
use crate::vocabulary::Group;

/// Words with their readings, and groups of spellings.
pub struct Lexicon {
    table: &'static Table,
}

impl std::fmt::Debug for Lexicon {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Lexicon").finish_non_exhaustive()
    }
}

impl Lexicon {
    /// The lexicon inside the program. It is opened once, which reads some 8,000 characters.
    ///
    /// # Errors
    /// If the file that was put into the program is broken, which a test rules out.
    pub fn embedded() -> Result<Self> {
        static TABLE: OnceLock<Option<Table>> = OnceLock::new();
        let open = || Table::open(include_bytes!("../../data/lexicon.bin")).ok();
        let table = TABLE.get_or_init(open).as_ref().ok_or(table::WRONG)?;
        Ok(Self { table })
    }

    /// How a word or compound is likely to be read, in hiragana: three readings at most, the likeliest first. None if a
    /// kanji has no reading. The word is normalised already; what is no kanji reads itself.
    pub fn readings(&self, word: &str) -> Vec<String> {
        let text: Vec<char> = word.chars().collect();
        Lattice::new(self.table, &text, true).readings(counter::READINGS)
    }

    /// The words that a normalised text is made of, one after another: nothing is left out.
    pub fn divide(&self, text: &str) -> Vec<String> {
        let text: Vec<char> = text.chars().collect();
        Lattice::new(self.table, &text, true)
            .segments()
            .into_iter()
            .map(|segment| text[segment.range].iter().collect())
            .collect()
    }

    /// The ways in which words are spelt: 取組・取り組み・取組み. Each form stands for those of its group that are looked
    /// for; all may be typed.
    pub fn spelling_groups(&self) -> Vec<Group> {
        spellings::parse(include_str!("../../data/spellings.tsv"))
    }
}
