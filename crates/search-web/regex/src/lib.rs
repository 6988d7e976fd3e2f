//! In the place of the crate of this name, whose tables of Unicode are a fifth of the engine.
pub use regex_lite::*;
