//! Placeholder.
pub mod publish;
