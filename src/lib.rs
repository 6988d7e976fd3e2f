//! Ayumi turns a folder of yearly goal documents (組織目標) into a public archive.
//!
//! ```text
//! content/ ─▶ walk ─▶ read ─▶ digests ─▶ relate ─▶ Archive ─┐
//! (edge)      files   Document ───────────────────────────────┼─▶ render ─▶ pages ─┐
//!                                                             └─▶ index ─▶ parts ──┴─▶ publish ─▶ public/ (edge)
//! ```

pub mod config;
pub mod model;
pub mod relate;
pub mod render;
