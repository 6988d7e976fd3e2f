//! The words of the archive and how they are read.

/// A word that occurs in the archive.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Word {
    /// The word, normalised as [`analysis::normalise`](crate::analysis::normalise) does.
    pub text: String,
    /// How it is read, in hiragana.
    pub reading: String,
    /// Which of the word's readings this is, the likeliest being 0.
    pub rank: u8,
    /// Passages that hold it.
    pub passages: u32,
    /// Whether it is the name of an organisation, whose reading is certain.
    pub organisation: bool,
}
