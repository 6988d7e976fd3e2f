//! From what was typed to what is looked up.

pub(crate) mod parse;
pub(crate) mod plan;

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
    /// Only what is written: a query without a hit in mode `phrase` has none.
    pub as_written: bool,
    /// Hits to return.
    pub limit: usize,
    /// Hits to leave out before them.
    pub offset: usize,
    /// Whether to return an [`Explanation`](crate::Explanation). Takes a second pass.
    pub explain: bool,
}

impl Request {
    /// The first ten hits of a query, without filters.
    pub fn new(query: impl Into<String>) -> Self {
        Self {
            query: query.into(),
            years: None,
            organisations: Vec::new(),
            parts: Vec::new(),
            as_written: false,
            limit: 10,
            offset: 0,
            explain: false,
        }
    }
}
