//! The language of goal documents: words by topic, verbs that conjugate, sentences, and how clerks spell.

mod lexicon;
mod sentences;
mod spelling;
mod verb;

pub use lexicon::{IndicatorKind, Lexicon, Topic};
pub use sentences::{Next, Speech, WORDINGS, number};
pub use spelling::{Habit, Spelling};
