//! What a search gives back. Serialises to the JSON of `ayumi search --json`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::passage::Part;
use crate::query::parse::Dropped;
use crate::snippet::Snippet;

/// How strictly the query was taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Mode {
    /// Every phrase stands in the passage as it was typed (after normalisation).
    Phrase,
    /// No passage has all phrases; these have all their words' bigrams, somewhere.
    All,
    /// No passage has all bigrams; these have some.
    Any,
}

/// The answer to a [`Request`](crate::Request).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Answer {
    /// The query as it was typed.
    pub query: String,
    /// How strictly it was taken.
    pub mode: Mode,
    /// Passages found.
    pub total: usize,
    /// Documents they belong to.
    pub documents: usize,
    /// The hits asked for, best first. Ties: the newer year, then the document's identity, then
    /// the order in the document.
    pub hits: Vec<Hit>,
    /// How all passages found are spread.
    pub facets: Facets,
    /// Filters read from the query's words.
    pub understood: Understood,
    /// Words of the query to which others were added.
    pub expanded: Vec<Expanded>,
    /// How the answer came about, if it was asked for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explanation: Option<Explanation>,
}

/// One passage found.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Hit {
    /// The document's identity. Hits of one document can be grouped by it.
    pub document: String,
    /// The fiscal year.
    pub year: u16,
    /// The identifier of the organisation that published the document.
    pub organisation: String,
    /// The part that the snippet is from: the one that answers best.
    pub part: Part,
    /// The identifier of the goal.
    pub goal: Option<String>,
    /// The URL of the part, relative to the site: `2024/chuo/#goal-1`.
    pub url: String,
    /// The document's title.
    pub title: String,
    /// The best window of the part's text. As JSON: HTML with `<mark>` as its only markup.
    pub snippet: Snippet,
    /// Comparable within one answer only; a multiple of 0.001.
    pub score: f64,
}

/// Counts of passages. Each number is what the answer's total would be with that filter added.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Facets {
    /// By fiscal year.
    pub year: BTreeMap<u16, usize>,
    /// By the identifier of an organisation: its own and what is below it.
    pub organisation: BTreeMap<String, usize>,
    /// By part: passages in which the part holds a whole phrase (mode `phrase`) or some bigram of
    /// the query. A passage can count under several.
    pub part: BTreeMap<Part, usize>,
}

/// Filters read from the query's words; none so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Understood {
    /// A fiscal year.
    pub year: Option<u16>,
    /// The identifier of an organisation.
    pub organisation: Option<String>,
}

/// A word of the query and what was looked for besides it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Expanded {
    /// As typed.
    pub from: String,
    /// The others.
    pub to: Vec<String>,
}

/// How an answer came about.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Explanation {
    /// The required phrases.
    pub phrases: Vec<ExplainedPhrase>,
    /// What was typed and not looked for.
    pub dropped: Vec<Dropped>,
    /// Bigrams that did not rank because they stand everywhere.
    pub unranked: Vec<String>,
    /// What was looked up in the mode of the answer.
    pub clauses: Vec<ExplainedClause>,
    /// The score of each hit, in the order of the hits.
    pub hits: Vec<ExplainedHit>,
}

/// A required phrase, normalised.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedPhrase {
    /// The phrase.
    pub text: String,
    /// Its words, as far as punctuation and spaces separate them.
    pub runs: Vec<String>,
}

/// Something that was looked up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedClause {
    /// The text looked for.
    pub text: String,
    /// The terms that were read for it, with the number of passages that have each, by part. For
    /// a single character, one pattern.
    pub terms: Vec<ExplainedTerm>,
    /// Passages that contain the text, by part, before filters by year and organisation.
    pub passages: BTreeMap<Part, usize>,
}

/// A term of the index.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct ExplainedTerm {
    /// The term; `区*` stands for all that begin so.
    pub term: String,
    /// Passages that have it, by part. For a pattern: the largest number for one of its terms.
    pub passages: BTreeMap<Part, u32>,
}

/// A hit's score, taken apart.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedHit {
    /// The document's identity.
    pub document: String,
    /// The passage's number in the index.
    pub passage: u32,
    /// What each clause found in each part adds.
    pub parts: Vec<ScorePart>,
}

/// What one clause adds to a score.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ScorePart {
    /// The clause's text.
    pub text: String,
    /// The part that holds it.
    pub part: Part,
    /// How often.
    pub occurrences: u32,
    /// BM25, rounded to 0.001.
    pub score: f64,
}
