//! What the city itself printed of how its goals stand: goal by goal where a mark says so, and otherwise only as far as
//! printed counts go. Nothing is concluded from the texts of results.

#[cfg(test)]
mod tests;

use super::Archive;
use super::marks::{Outcome, outcome_of};
use crate::config::Form;
use crate::model::{Digest, Evaluation, FiscalYear, GoalDigest, Mark, ReviewKind};

/// How many goals and how many documents.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Tally {
    /// Goals.
    pub goals: usize,
    /// Documents that stand as a whole.
    pub documents: usize,
}

impl Tally {
    /// Both together.
    #[must_use]
    pub fn entries(self) -> usize {
        self.goals + self.documents
    }
}

/// The four lists of what was printed, in the order in which they are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// 達成に至らなかった
    Missed,
    /// 中止・変更
    Stopped,
    /// 評価前
    Pending,
    /// 記載なし
    NotStated,
}

impl List {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Missed, Self::Stopped, Self::Pending, Self::NotStated];
}

/// What is printed of the goals of one organisation for one year.
#[derive(Debug, Clone, PartialEq)]
pub struct Stated<'a> {
    /// The document that says it: the main one, or an edition that says more. For a year that is not held, the document
    /// of the next.
    pub document: &'a Digest,
    /// Goals whose marks were printed, in the order of the documents.
    pub judged: Vec<Judged<'a>>,
    /// The printed counts, where more goals were not achieved than the marks account for.
    pub counted: Option<Evaluation>,
    /// The newest year, without any result.
    pub awaits: bool,
    /// Neither a number of achieved goals nor a mark is printed, though it is not the newest year.
    pub silent: bool,
    /// The document of the next year, where it tells in words how these goals went.
    pub told_later: Option<&'a Digest>,
    /// Goals with neither result nor mark, in a document that is neither silent nor waiting.
    pub without_result: Vec<&'a GoalDigest>,
}

/// A goal with a printed mark.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Judged<'a> {
    /// The document in which the mark is printed.
    pub document: &'a Digest,
    /// The goal beside which it is printed.
    pub goal: &'a GoalDigest,
    /// The mark.
    pub mark: &'a Mark,
    /// What it says; none is not known.
    pub outcome: Outcome,
}

impl<'a> Stated<'a> {
    /// The goals of a list.
    pub fn goals(&self, list: List) -> impl Iterator<Item = &Judged<'a>> {
        let wanted = match list {
            List::Missed => Some(Outcome::Missed),
            List::Stopped => Some(Outcome::Stopped),
            List::Pending => Some(Outcome::Pending),
            List::NotStated => None,
        };
        let judged = self.judged.iter();
        judged.filter(move |one| wanted == Some(one.outcome))
    }

    /// Whether the document as a whole stands in a list.
    #[must_use]
    pub fn as_a_whole(&self, list: List) -> bool {
        match list {
            List::Missed => self.counted.is_some(),
            List::Stopped => false,
            List::Pending => self.awaits,
            List::NotStated => self.silent,
        }
    }

    /// What stands in a list.
    #[must_use]
    pub fn tally(&self, list: List) -> Tally {
        let bare = match list {
            List::NotStated => self.without_result.len(),
            _ => 0,
        };
        Tally {
            goals: self.goals(list).count() + bare,
            documents: usize::from(self.as_a_whole(list)),
        }
    }
}

/// Whether a document prints how many goals were achieved, or a mark of any goal.
#[must_use]
pub fn states_evaluation(digest: &Digest) -> bool {
    let counts = digest.evaluation.unwrap_or_default();
    counts.achieved.is_some() || digest.goals.iter().any(|goal| goal.mark.is_some())
}

/// Whether the evaluation of a document is still to come: it is of the newest year held and says nothing yet of any goal.
#[must_use]
pub fn awaits_evaluation(archive: &Archive, main: &Digest) -> bool {
    archive.years().next_back() == Some(main.fiscal_year)
        && is_bare(speaking(archive, main))
        && !main.goals.is_empty()
}

/// Whether a document has goals and says nothing of how they went. One of which no goals were read may well have results.
#[must_use]
pub fn is_bare(digest: &Digest) -> bool {
    // How many goals there are is no evaluation.
    let achieved = digest.evaluation.unwrap_or_default().achieved;
    achieved.is_none() && !says_anything(digest)
}

fn says_anything(digest: &Digest) -> bool {
    states_evaluation(digest) || digest.goals.iter().any(|goal| goal.has_result)
}

/// Of the editions of a main document the one that says how its goals went: itself, if it says anything, else the
/// edition with the results, or another. What was said in the middle of the year is no evaluation.
#[must_use]
pub fn speaking<'a>(archive: &'a Archive, main: &'a Digest) -> &'a Digest {
    if says_anything(main) {
        return main;
    }
    let named = |digest: &Digest, name| {
        digest
            .edition
            .as_ref()
            .is_some_and(|one| one.as_str() == name)
    };
    let others = archive.other_editions(&main.id);
    let usable = others
        .filter(|one| says_anything(one) && !named(one, "midyear") && !one.withdrawn && !one.draft);
    // Of several the last by name: of days, that is the latest.
    usable
        .max_by_key(|one| (named(one, "result"), &one.id))
        .unwrap_or(main)
}

/// Whether a document speaks for no list: a draft may still change, and what was withdrawn should not be held against
/// anybody.
#[must_use]
pub fn is_left_out(digest: &Digest) -> bool {
    digest.draft || digest.withdrawn
}

/// What is printed for a year of the organisation of `main`, which is its document of that year.
#[must_use]
pub fn stated<'a>(archive: &'a Archive, main: &'a Digest, forms: &[Form]) -> Stated<'a> {
    let document = speaking(archive, main);
    let awaits = awaits_evaluation(archive, main);
    let later = next(archive, main);
    let mut judged = own_marks(document, forms);
    if judged.is_empty() {
        judged = later.map_or_else(Vec::new, |later| {
            previous_marks(later, main.fiscal_year, forms)
        });
    }
    let silent = !awaits && judged.is_empty() && !states_evaluation(document);
    let bare = |goal: &&GoalDigest| !goal.has_result && goal.mark.is_none();
    let without_result = document.goals.iter().filter(bare);
    let reviews = later.filter(|later| speaks_for(later, main.fiscal_year));
    Stated {
        document,
        counted: uncounted(document, &judged),
        awaits,
        silent,
        told_later: reviews.filter(|_| silent),
        // What the next year's document judges has no results in its own.
        without_result: if awaits || silent || reviews.is_some() {
            Vec::new()
        } else {
            without_result.collect()
        },
        judged,
    }
}

/// What the document of the next year says of a year that is not held itself.
#[must_use]
pub fn stated_later<'a>(later: &'a Digest, year: FiscalYear, forms: &[Form]) -> Option<Stated<'a>> {
    let judged = previous_marks(later, year, forms);
    (!judged.is_empty()).then_some(Stated {
        document: later,
        judged,
        counted: None,
        awaits: false,
        silent: false,
        told_later: None,
        without_result: Vec::new(),
    })
}

/// All that is printed for a year by the organisations that are wanted, in the order in which the city lists them.
#[must_use]
pub fn of_year<'a>(
    archive: &'a Archive,
    year: FiscalYear,
    forms: &[Form],
    wanted: &dyn Fn(&Digest) -> bool,
) -> Vec<Stated<'a>> {
    let own = archive.in_year(year);
    let own = own.filter(|main| !is_left_out(main) && wanted(main));
    let mut all: Vec<Stated<'a>> = own.map(|main| stated(archive, main, forms)).collect();
    let following = FiscalYear::from_western(year.year().saturating_add(1));
    let later = archive.in_year(following).filter(|later| {
        let mut held = archive.of_organisation(&later.organisation);
        !is_left_out(later) && !held.any(|one| one.fiscal_year == year) && wanted(later)
    });
    all.extend(later.filter_map(|later| stated_later(later, year, forms)));
    let position = |one: &Stated<'_>| archive.registry().position(&one.document.organisation);
    all.sort_by_key(|one| (position(one).unwrap_or(usize::MAX), &one.document.id));
    all
}

/// The document of the same organisation for the year after.
fn next<'a>(archive: &'a Archive, main: &Digest) -> Option<&'a Digest> {
    let year = main.fiscal_year.year().checked_add(1)?;
    let mut all = archive.of_organisation(&main.organisation);
    all.find(|one| one.fiscal_year.year() == year && !is_left_out(one))
}

fn own_marks<'a>(document: &'a Digest, forms: &[Form]) -> Vec<Judged<'a>> {
    let judged = |goal: &'a GoalDigest| {
        let mark = goal.mark.as_ref()?;
        let outcome = outcome_of(mark, forms);
        Some(Judged {
            document,
            goal,
            mark,
            outcome,
        })
    };
    document.goals.iter().filter_map(judged).collect()
}

/// The marks that a document prints for the year before.
fn previous_marks<'a>(document: &'a Digest, year: FiscalYear, forms: &[Form]) -> Vec<Judged<'a>> {
    let of_goal = |goal: &'a GoalDigest| {
        let reviews = goal.reviews.iter();
        let previous = reviews.filter(move |review| {
            review.kind == ReviewKind::Previous && spoken_of(review.fiscal_year, document) == year
        });
        previous.filter_map(move |review| {
            let mark = review.mark.as_ref()?;
            let outcome = outcome_of(mark, forms);
            Some(Judged {
                document,
                goal,
                mark,
                outcome,
            })
        })
    };
    document.goals.iter().flat_map(of_goal).collect()
}

/// Whether a document evaluates the goals of a year before its own, in whatever words.
fn speaks_for(document: &Digest, year: FiscalYear) -> bool {
    let mut reviews = document.goals.iter().flat_map(|goal| &goal.reviews);
    reviews.any(|review| {
        review.kind == ReviewKind::Previous && spoken_of(review.fiscal_year, document) == year
    })
}

/// The year of which a review of earlier goals speaks: the one before, where it does not say.
fn spoken_of(printed: Option<FiscalYear>, document: &Digest) -> FiscalYear {
    let before = document.fiscal_year.year().saturating_sub(1);
    printed.unwrap_or_else(|| FiscalYear::from_western(before))
}

/// The counts, where they say that more goals were not achieved than marks could mean.
fn uncounted(document: &Digest, judged: &[Judged<'_>]) -> Option<Evaluation> {
    let counts = document.evaluation?;
    let open = counts.goals?.checked_sub(counts.achieved?)? as usize;
    let named = judged.iter().filter(|one| one.outcome != Outcome::Achieved);
    (open > named.count()).then_some(counts)
}
