//! Ayumi turns a folder of yearly goal documents (組織目標) into a public archive.
//!
//! Folders are the phases of a pipeline; data flows one way; input and output happen only at the edges.
//!
//! ```text
//! content/ ─▶ walk ─▶ read ─▶ digests ─▶ relate ─▶ Archive ─┐
//! (edge)      files   Document ───────────────────────────────┼─▶ render ─▶ pages ─┐
//!                                                             └─▶ index ─▶ parts ──┴─▶ publish ─▶ public/ (edge)
//! ```
//!
//! 1. [`config`]: `ayumi.toml`, the registry of organisations, the forms and the theme → one resolved
//!    [`Config`](config::Config), made once.
//! 2. [`walk`]: the content tree → source files with year, organisation and edition.
//! 3. [`read`]: bytes → [`Document`](model::Document), with a [`Diagnostic`](model::Diagnostic) for all that is odd.
//! 4. [`relate`]: digests → [`Archive`](relate::Archive).
//! 5. [`render`]: Archive and Document → pages and data, through the theme's templates.
//!    [`data`] makes tables of them that anybody may use.
//! 6. [`index`]: Documents → the search engine's passages → static search files.
//! 7. [`publish`]: staging, reuse of unchanged files, one atomic exchange.
//!
//! [`serve`](mod@serve) does all of this again and again while somebody writes, and shows the pages on this machine.
//!
//! [`model`] holds the plain types that the phases pass on, [`pipeline`] runs them one after the other, and [`cli`] is
//! the command line around it.

pub mod audit;
pub mod cli;
pub mod config;
pub mod data;
pub mod hosting;
pub mod index;
pub mod model;
pub mod pipeline;
pub mod publish;
pub mod read;
pub mod relate;
pub mod render;
pub mod serve;
pub mod walk;
