//! The search engine of Ayumi: one crate, the same natively and in WebAssembly.
//!
//! It knows passages, parts, years and organisations, and nothing of Ayumi's files: input and
//! output are values, bytes and the trait [`Files`]. Searching needs no threads, no clock and no
//! file system.
//!
//! # A tour
//! Writing, once, when a site is built:
//! 1. [`passage`]: what is put in. A [`Passage`] is one goal with its result and direction, or one
//!    other section of a document; each of its texts is of a [`TextKind`].
//! 2. [`analysis`]: text → normalised characters → bigrams with positions. Its documentation says
//!    what it means that a passage *holds* a phrase, and why the index keeps that promise exactly.
//! 3. `schema`: a text field for each kind, columns for years, organisations, marks and documents,
//!    and the stored passage.
//! 4. `lexicon`: dictionaries that travel with the writer: which words are written in several ways,
//!    which stand for which others, how words are read; and a counter of the words that occur.
//! 5. [`IndexWriter`]: passages, then the [`Site`] → [`IndexFiles`], the same bytes for the same
//!    input. Of the dictionaries only what concerns this archive is written: the [`vocabulary`].
//!
//! Reading, for each query, from a disk or in a browser:
//! 1. `directory`: [`Files`], through which ranges of named files are read.
//! 2. `query`: `parse` takes a [`Request`]'s query apart into words, phrases and operators;
//!    `understand` finds years, organisations, parts and marks among them, which become filters;
//!    `expand` adds what stands for the others; `plan` makes terms of them, each satisfied by one of
//!    several clauses.
//! 3. `search`: a [`Searcher`] looks the terms up, tallies what they found for each passage,
//!    filters, counts and ranks. Strictest first, until something is found: whole phrases; the same
//!    with filters taken for text; words that run together cut apart; all bigrams; any of them.
//! 4. `snippet`: the best window of the best text, marked in the original writing.
//! 5. `suggest`: words to go on with while typing, and what may have been meant.
//! 6. `answer`: the [`Answer`], which serialises to the JSON of `ayumi search --json`. It says how
//!    the query was taken: what was understood, what it was expanded by, how strictly it was met.
//!
//! Nothing that is understood or added can hide what was typed: a filter that leaves nothing is
//! taken back, every word can be taken as it stands ([`Request::literal`], quotation marks), and
//! what stands for a word counts less than the word.
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
//!         kind: TextKind::Goal,
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

/// The terms of the dictionaries from which the [`lexicon`] was made. They go with every copy of it,
/// and with the tables of words that are published.
pub const NOTICE: &str = include_str!("../data/NOTICE");

pub mod analysis;
mod answer;
mod bytes;
mod columns;
mod dictionary;
mod directory;
mod error;
pub mod layout;
pub mod lexicon;
pub mod passage;
mod query;
mod schema;
mod search;
mod snippet;
pub mod suggest;
mod texts;
pub mod vocabulary;
mod writer;

pub use answer::{
    Answer, Correction, Expanded, ExpansionKind, ExplainedClause, ExplainedHit, ExplainedPhrase,
    ExplainedTerm, Explanation, Facets, Hit, Jump, Meaning, Mode, NamedOrganisation, PageLink,
    ScorePart, Suggestion, Understood, UnderstoodWord,
};
pub use directory::{Files, OwnedBytes};
pub use error::{Error, Result};
pub use passage::{Part, Passage, PassageText, TextKind, UnknownPart};
pub use query::parse::{DropReason, Dropped, MAX_PHRASES, MAX_QUERY_CHARACTERS};
pub use query::{HITS_OF_A_DOCUMENT, Request, Sort};
pub use search::Searcher;
pub use snippet::{SNIPPET_CHARACTERS, Snippet};
pub use vocabulary::{Group, GroupKind, OrganisationEntry, Site, SitePage, Word};
pub use writer::{IndexFiles, IndexWriter, Prepared};
