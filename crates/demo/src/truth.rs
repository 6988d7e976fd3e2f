//! The truth about a document as it was printed: what a careful human reader finds on the page, in the shape of the
//! program's own JSON. What only a program can know (parts, lines, diagnostics) is left out.

use serde::Serialize;

use crate::content::Publisher;

/// A document, as `ayumi inspect` should show it.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Document {
    pub id: String,
    pub edition: Option<String>,
    pub fiscal_year: FiscalYear,
    pub organisation: Publisher,
    pub title: String,
    pub series: Option<String>,
    pub heads: Vec<Head>,
    pub purpose: Option<String>,
    pub policy_indicators: Vec<String>,
    pub preface: Option<String>,
    pub goals: Vec<Goal>,
    pub indicators: Vec<Indicator>,
    pub evaluation: Option<Evaluation>,
    pub notes: Vec<String>,
    pub other: Vec<Other>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct FiscalYear {
    pub year: u16,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Head {
    pub role: String,
    pub name: String,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Goal {
    pub id: String,
    pub number: Option<String>,
    pub group: Option<String>,
    pub text: String,
    pub result: Option<String>,
    pub direction: Option<String>,
    pub mark: Option<Mark>,
    pub reviews: Vec<Review>,
    pub indicators: Vec<Indicator>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// As printed.
    pub raw: String,
    /// The scale's id in the form.
    pub scale: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Review {
    /// `midyear`, `external` or `previous`.
    pub kind: &'static str,
    pub fiscal_year: Option<FiscalYear>,
    pub by: Option<String>,
    pub text: String,
    pub mark: Option<Mark>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Indicator {
    pub name: String,
    pub unit: Option<String>,
    pub baseline: Option<Figure>,
    pub target: Option<Figure>,
    pub actual: Option<Figure>,
    pub mark: Option<Mark>,
    /// `up`, `down`, or none where the page does not say.
    pub better: Option<&'static str>,
}

#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Figure {
    /// The number, where the text is one.
    pub value: Option<f64>,
    /// As printed.
    pub text: String,
    pub year: Option<u16>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Evaluation {
    pub goals: Option<u32>,
    pub achieved: Option<u32>,
}

#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Other {
    pub heading: Option<String>,
    pub text: String,
}
