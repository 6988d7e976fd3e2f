//! What a search gives back. Serialises to the JSON of `ayumi search --json`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

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
    /// The document that the query names, if it names one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub jump: Option<Jump>,
    /// Pages of the site that a word of the query leads to.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub pages: Vec<PageLink>,
    /// Words that may have been meant (もしかして), for words of the query that stand nowhere.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
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
    /// The source file of the document, as the site's author knows it: `content/2024/chuo.md`.
    pub source: String,
    /// Marks of the goal, see [`Passage::marks`](crate::Passage::marks).
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<String>,
    /// Further passages of the same document that were found and are not among the hits; counted
    /// where hits are grouped, and said with the document's first hit.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub more: Option<usize>,
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
    /// By part, which alone may leave fewer, as one part has to hold all words then: passages in which the part holds a whole phrase (mode `phrase`) or some bigram of
    /// the query. A passage can count under several.
    pub part: BTreeMap<Part, usize>,
    /// By mark, see [`Passage::marks`](crate::Passage::marks). A passage can count under several.
    pub mark: BTreeMap<String, usize>,
}

/// Filters read from the query's words. Each word can be taken back with
/// [`Request::literal`](crate::Request::literal).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub struct Understood {
    /// The fiscal year, if it is one.
    pub year: Option<u16>,
    /// The identifier of the organisation, if it is one.
    pub organisation: Option<String>,
    /// First and last fiscal year, both included.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub years: Option<(u16, u16)>,
    /// The identifiers of all organisations that are meant: of the name, and of those before and
    /// after it.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub organisations: Vec<String>,
    /// Parts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<Part>,
    /// Marks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub marks: Vec<String>,
    /// The words of the query that became filters, in its order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<UnderstoodWord>,
    /// Words whose filters left nothing: they were looked for as text instead.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub taken_back: Vec<UnderstoodWord>,
    /// Values of field words (`区:葦`) that mean nothing in this archive: they were looked for as text.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<String>,
    /// Passages that hold the query's words as text, where some became organisations: more may be
    /// there than the filters leave. `None` if there are none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_text: Option<usize>,
}

/// A word of the query that became a filter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct UnderstoodWord {
    /// As typed, without `-` and the field's name.
    pub text: String,
    /// Whether it was typed with `-`: passages must not be so.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without: bool,
    /// What it was taken for.
    pub meaning: Meaning,
}

/// What a word was taken for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Meaning {
    /// Fiscal years, from the first to the last, both included.
    Years(u16, u16),
    /// Organisations. Besides the named one, those before and after it.
    Organisations(Vec<NamedOrganisation>),
    /// A part of goals.
    Part(Part),
    /// A mark, on whatever scales have it.
    Mark(String),
}

/// An organisation, as it is named to the reader.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct NamedOrganisation {
    /// Its identifier.
    pub id: String,
    /// Its name, with what is above it where others have the same.
    pub name: String,
}

/// A word of the query and what was looked for besides it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Expanded {
    /// As typed.
    pub from: String,
    /// The others.
    pub to: Vec<String>,
    /// Why.
    pub kind: ExpansionKind,
}

/// Why a word stands for another.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ExpansionKind {
    /// The same word, written otherwise: 取組・取り組み, 賑わい・にぎわい.
    Spelling,
    /// Another word or an abbreviation: コミ協・地域コミュニティ協議会.
    Synonym,
    /// The same number: 3,000・三千.
    Number,
    /// The query is how the word is read: ひよりやまはま・日和山浜.
    Reading,
}

/// A document that the query names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Jump {
    /// The document's identity.
    pub document: String,
    /// Its title.
    pub title: String,
    /// The URL of its page, relative to the site.
    pub url: String,
}

/// A page of the site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct PageLink {
    /// Its title.
    pub title: String,
    /// Its URL, relative to the site.
    pub url: String,
}

/// What may have been meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Correction {
    /// The word, as typed.
    pub from: String,
    /// The word of the archive.
    pub to: String,
    /// The whole query with that word.
    pub query: String,
}

/// A word to go on with, while typing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The word, as the archive has it.
    pub text: String,
    /// How it is read, in hiragana; empty where that is not known.
    pub reading: String,
    /// Passages that hold it.
    pub passages: u32,
    /// Whether it is the name of an organisation.
    pub organisation: bool,
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
    /// It was quoted: nothing stands for it but itself.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub quoted: bool,
    /// Passages must not hold it.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub without: bool,
}

/// Something that was looked up.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct ExplainedClause {
    /// Clauses with the same number stand for each other: one of them has to be held.
    pub term: usize,
    /// What an occurrence is worth, 1 for what was typed.
    pub weight: f64,
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
