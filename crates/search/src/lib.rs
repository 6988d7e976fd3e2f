//! The search engine of Ayumi: one crate, the same natively and in WebAssembly.
//!
//! It knows passages, parts, years and organisations, and nothing of Ayumi's files: input and
//! output are values, bytes and the trait [`Files`]. Searching needs no threads, no clock and no
//! file system.
//!
//! # A tour
//! 1. [`passage`]: what is put in. A [`Passage`] is one goal with its result and direction, or one
//!    other section of a document; each of its texts belongs to a [`Part`].
//! 2. [`analysis`]: text → normalised characters → bigrams with positions. Its documentation says
//!    what it means that a passage *holds* a phrase, and why the index keeps that promise exactly.
//! 3. `schema`: a text field for each part, columns for years, organisations and documents, and
//!    the stored passage.
//! 4. [`IndexWriter`]: passages → [`IndexFiles`], the same bytes for the same passages.
//! 5. `directory`: [`Files`], through which tantivy reads ranges of named files.
//! 6. `query`: a [`Request`] is taken apart into required phrases, and these are planned as
//!    clauses.
//! 7. `search`: a [`Searcher`] looks the clauses up, tallies what they found for each passage,
//!    filters, counts and ranks. Modes: whole phrases; else all their bigrams; else any.
//! 8. `snippet`: the best window of the best part, marked in the original writing.
//! 9. `answer`: the [`Answer`], which serialises to the JSON of `ayumi search --json`.
//!
//! ```
//! use ayumi_search::{IndexWriter, Passage, PassageText, Request, Searcher, Site, TextKind};
//!
//! let mut writer = IndexWriter::new()?;
//! writer.add(&Passage {
//!     document: "2024/chuo".into(),
//!     year: 2024,
//!     organisation: "chuo".into(),
//!     ancestors: vec!["niigata".into()],
//!     title: "令和6年度 中央区組織目標".into(),
//!     page: "2024/chuo/".into(),
//!     goal: Some("1".into()),
//!     marks: Vec::new(),
//!     source: "content/2024/chuo.md".into(),
//!     texts: vec![PassageText {
//!         part: Part::Goal,
//!         anchor: "goal-1".into(),
//!         text: "関係人口の創出に取り組みます。".into(),
//!     }],
//! })?;
//! let searcher = Searcher::open(writer.finish(&Site::default())?)?;
//! let answer = searcher.search(&Request::new("関係人口"))?;
//! assert_eq!(answer.hits[0].url, "2024/chuo/#goal-1");
//! assert_eq!(
//!     answer.hits[0].snippet.to_html(),
//!     "<mark>関係人口</mark>の創出に取り組みます。"
//! );
//! # Ok::<(), ayumi_search::Error>(())
//! ```

pub mod analysis;
mod answer;
mod directory;
mod error;
pub mod passage;
mod query;
mod schema;
mod search;
mod snippet;
pub mod suggest;
pub mod vocabulary;
mod writer;

pub use answer::{
    Answer, Correction, Expanded, ExpansionKind, ExplainedClause, ExplainedHit, ExplainedPhrase,
    ExplainedTerm, Explanation, Facets, Hit, Jump, Meaning, Mode, NamedOrganisation, ScorePart,
    Suggestion, Understood, UnderstoodWord,
};
pub use directory::{Files, OwnedBytes};
pub use error::{Error, Result};
pub use passage::{Part, Passage, PassageText, TextKind, UnknownPart};
pub use query::parse::{DropReason, Dropped, MAX_PHRASES, MAX_QUERY_CHARACTERS};
pub use query::{HITS_OF_A_DOCUMENT, Request, Sort};
pub use search::Searcher;
pub use snippet::{SNIPPET_CHARACTERS, Snippet};
pub use vocabulary::{Group, GroupKind, OrganisationEntry, Site, Word};
pub use writer::{IndexFiles, IndexWriter, Prepared};
