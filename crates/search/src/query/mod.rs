//! From what was typed to what is looked up.

pub(crate) mod expand;
pub(crate) mod parse;
pub(crate) mod plan;
pub(crate) mod understand;
mod years;

use std::ops::RangeInclusive;

use crate::passage::Part;

/// What to search for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Request {
    /// What was typed. White space and quotation marks split it into phrases; see
    /// [`MAX_QUERY_CHARACTERS`](crate::MAX_QUERY_CHARACTERS) for its bounds.
    pub query: String,
    /// Only these fiscal years, both ends included.
    pub years: Option<RangeInclusive<u16>>,
    /// Only documents of these organisations or of ones below them. Empty: all.
    pub organisations: Vec<String>,
    /// Only what these parts hold: other parts are not looked at. Empty: all.
    pub parts: Vec<Part>,
    /// Only passages whose goal has one of these marks. Empty: all.
    pub marks: Vec<String>,
    /// Only what is written: no word becomes a filter or stands for others, and a query without a
    /// hit in mode `phrase` has none.
    pub as_written: bool,
    /// Words of the query that are only words: they become no filter and stand for no others.
    pub literal: Vec<String>,
    /// The order of the hits.
    pub sort: Sort,
    /// Whether hits are grouped by document: `limit` and `offset` count documents then, and each
    /// shows up to [`HITS_OF_A_DOCUMENT`](crate::HITS_OF_A_DOCUMENT) hits, one after another.
    pub group: bool,
    /// Hits to return.
    pub limit: usize,
    /// Hits to leave out before them.
    pub offset: usize,
    /// Whether to return an [`Explanation`](crate::Explanation). Takes a second pass.
    pub explain: bool,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Sort {
    /// The best first.
    #[default]
    Relevance,
    /// The newest year first, within it the best.
    Newest,
    /// The oldest year first, within it the best.
    Oldest,
}

/// Hits that a document shows where hits are grouped.
pub const HITS_OF_A_DOCUMENT: usize = 3;

impl Request {
    /// The first ten hits of a query, without filters.
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            years: None,
            organisations: Vec::new(),
            parts: Vec::new(),
            marks: Vec::new(),
            as_written: false,
            literal: Vec::new(),
            sort: Sort::Relevance,
            group: false,
            limit: 10,
            offset: 0,
            explain: false,
        }
    }
}
