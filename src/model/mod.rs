//! The plain types that every phase passes on: no phase's logic lives here, and nothing here reads or writes.
//!
//! Start with [`Document`], what one organisation published for one fiscal year. [`Digest`] is the small value that
//! stands for a document where documents are related to each other. [`Diagnostic`] is what a phase has to say about
//! its input.

mod contact;
mod date;
mod diagnostic;
mod digest;
mod document;
mod explanation;
mod fiscal_year;
mod given_figure;
mod goal;
mod keeping;
mod language;
mod messages;
mod organisation;
mod part;
mod problem;
mod sketch;
mod texts;

pub use contact::{Contact, OrganisationContact};
pub use date::Date;
pub use diagnostic::{Audience, Diagnostic, DiagnosticRecord, Location, Severity, Span};
pub use digest::{Digest, GoalDigest, News, NewsKind, ReviewDigest};
pub use document::{
    Document, DocumentId, Edition, Evaluation, Head, InvalidEdition, OrganisationRef, OtherSection,
    Source,
};
pub use explanation::{Explanation, diagnostics_page};
pub use fiscal_year::{FiscalYear, InvalidYearRange, YearRange};
pub use given_figure::{FigureKind, GivenFigure};
pub use goal::{Better, Figure, Goal, GoalId, Indicator, Mark, MarkStatus, Review, ReviewKind};
pub use keeping::{
    Correction, CorrectionKind, GoalRef, InvalidGoalRef, Lineage, LineageKind, Withdrawn, Withheld,
};
pub use language::Language;
pub(crate) use messages::fill;
pub use organisation::{Change, ChangeKind, Organisation, OrganisationId, OrganisationKind, Slug};
pub use part::{Field, Part, PartCorrection, Role, Shape, TablePlace};
pub use problem::{PageProblem, Problem, SynonymProblem};
pub use sketch::{Pair, Sketch};
pub(crate) use texts::{Catalogue, Texts};
