use super::{
    Date, Document, DocumentId, Edition, Evaluation, FiscalYear, Goal, GoalId, Head, Indicator,
    Lineage, Mark, OrganisationId, ReviewKind, Sketch,
};

/// The small value that stands for a document wherever documents are related: identity, counts and dates, never text
/// of any length. An archive of 100,000 documents holds this for each of them at once, and nothing more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Digest {
    /// The document's identity.
    pub id: DocumentId,
    /// Its fiscal year.
    pub fiscal_year: FiscalYear,
    /// Its organisation.
    pub organisation: OrganisationId,
    /// Which edition; none for the main one.
    pub edition: Option<Edition>,
    /// Its title.
    pub title: String,
    /// What such documents are called.
    pub series: Option<String>,
    /// The counts that it prints.
    pub evaluation: Option<Evaluation>,
    /// Its goals.
    pub goals: Vec<GoalDigest>,
    /// Who heads the organisation, as printed.
    pub heads: Vec<Head>,
    /// City-wide indicators to which it refers, without figures.
    pub policy_indicators: Vec<String>,
    /// Indicators that belong to no single goal.
    pub indicators: Vec<Indicator>,
    /// A draft.
    pub draft: bool,
    /// Withdrawn.
    pub withdrawn: bool,
    /// Something of it is withheld.
    pub withholds: bool,
    /// What was found out about links between its goals and others.
    pub lineage: Vec<Lineage>,
    /// The latest date that the document and its settings state.
    pub latest_date: Option<Date>,
    /// The latest day on which something became new of it; being withdrawn is no news.
    pub news: Option<News>,
    /// SHA-256 of the source, in hexadecimal: the second reading has to meet the same bytes.
    pub sha256: String,
    /// SHA-256 of the settings beside it, likewise; none where there are none.
    pub settings_sha256: Option<String>,
}

/// What became new of a document, and when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct News {
    /// The day.
    pub date: Date,
    /// What happened.
    pub kind: NewsKind,
}

/// What can become new; of two on one day, the later one here is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum NewsKind {
    /// The archive fetched it.
    Retrieved,
    /// Its publisher changed it.
    Modified,
    /// Its publisher published it.
    Published,
}

impl News {
    fn of(document: &Document) -> Option<Self> {
        let dates = [
            (document.source.retrieved, NewsKind::Retrieved),
            (document.modified, NewsKind::Modified),
            (document.published, NewsKind::Published),
        ];
        let dated = dates.into_iter();
        dated
            .filter_map(|(date, kind)| Some(Self { date: date?, kind }))
            .max()
    }
}

/// What relating needs to know of one goal.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoalDigest {
    /// Unique in the document.
    pub id: GoalId,
    /// Whether a result is printed.
    pub has_result: bool,
    /// Whether a direction is printed.
    pub has_direction: bool,
    /// The number as printed.
    pub number: Option<String>,
    /// What its text is compared by.
    pub sketch: Sketch,
    /// How the city judged it.
    pub mark: Option<Mark>,
    /// What others, or other times, said of it, without the texts.
    pub reviews: Vec<ReviewDigest>,
    /// Its measured figures.
    pub indicators: Vec<Indicator>,
}

/// What relating needs to know of a review.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ReviewDigest {
    /// Which kind of voice.
    pub kind: ReviewKind,
    /// The fiscal year of which it speaks.
    pub fiscal_year: Option<FiscalYear>,
    /// The mark that was given.
    pub mark: Option<Mark>,
}

impl GoalDigest {
    fn of(goal: &Goal) -> Self {
        let reviews = goal.reviews.iter().map(|review| ReviewDigest {
            kind: review.kind,
            fiscal_year: review.fiscal_year,
            mark: review.mark.clone(),
        });
        Self {
            id: goal.id.clone(),
            has_result: goal.result.is_some(),
            has_direction: goal.direction.is_some(),
            number: goal.number.clone(),
            sketch: Sketch::of(&goal.text),
            mark: goal.mark.clone(),
            reviews: reviews.collect(),
            indicators: goal.indicators.clone(),
        }
    }
}

impl Digest {
    /// The digest of a document without settings beside it.
    #[must_use]
    pub fn of(document: &Document) -> Self {
        let dates = [
            document.published,
            document.modified,
            document.source.retrieved,
            document.withdrawn.as_ref().map(|withdrawn| withdrawn.date),
        ];
        Self {
            id: document.id.clone(),
            fiscal_year: document.fiscal_year,
            organisation: document.organisation.id.clone(),
            edition: document.edition.clone(),
            title: document.title.clone(),
            series: document.series.clone(),
            evaluation: document.evaluation,
            goals: document.goals.iter().map(GoalDigest::of).collect(),
            heads: document.heads.clone(),
            policy_indicators: document.policy_indicators.clone(),
            indicators: document.indicators.clone(),
            draft: document.draft,
            withdrawn: document.withdrawn.is_some(),
            withholds: !document.withheld.is_empty(),
            lineage: document.lineage.clone(),
            latest_date: dates.into_iter().flatten().max(),
            news: News::of(document),
            sha256: document.source.sha256.clone().unwrap_or_default(),
            settings_sha256: None,
        }
    }
}
