//! Words that the engine brings along. Only the writing side asks for them, so that nothing of this is in the program
//! that searches.

mod civic;

pub use civic::groups as civic_groups;
