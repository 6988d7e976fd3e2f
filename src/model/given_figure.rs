use super::{Figure, FiscalYear, OrganisationId};

/// Which of an indicator's figures one is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum FigureKind {
    /// 現状値
    Baseline,
    /// 目標値
    Target,
    /// 実績値
    Actual,
}

impl FigureKind {
    /// All of them, in the order in which tables have them.
    pub const ALL: [Self; 3] = [Self::Baseline, Self::Target, Self::Actual];

    /// What data and settings call it: `target`
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Baseline => "baseline",
            Self::Target => "target",
            Self::Actual => "actual",
        }
    }
}

/// A figure of an indicator that no document of the archive prints: a row of `content/indicators.csv`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GivenFigure {
    /// The indicator's name.
    pub name: String,
    /// Whose figure it is; none is the municipality as a whole.
    pub organisation: Option<OrganisationId>,
    /// The fiscal year for which it stands.
    pub fiscal_year: FiscalYear,
    /// Which figure.
    pub kind: FigureKind,
    /// As its source prints it, with the number where it is one.
    pub figure: Figure,
    /// Its unit.
    pub unit: Option<String>,
    /// Where it was found, in words.
    pub source: String,
    /// The address of the source.
    pub url: Option<String>,
    /// A word of explanation for readers.
    pub note: Option<String>,
}
