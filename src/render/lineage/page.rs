//! The context of `changes.html`: an organisation's goals from year to year, with what changed in their words.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::{Linker, kind_name};
use crate::model::{Digest, Document, DocumentId, FiscalYear, OrganisationId};
use crate::relate::{Comparison, History};
use crate::render::context::{Link, PageInfo};
use crate::render::differences::{Same, changed};
use crate::render::document_view::{Piece, Text};
use crate::render::world::World;

/// What `changes.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ChangesPage {
    /// The organisation, with the link to its page.
    pub organisation: Link,
    /// The years that are held of it, as one text: 「令和元年度（2019年度）から令和6年度（2024年度）まで」
    pub coverage: String,
    /// The years between them that are not held.
    pub missing: Vec<String>,
    /// Its documents, the newest first.
    pub years: Vec<ChangesYear>,
}

/// A document beside those before it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ChangesYear {
    /// The anchor: `y2024`
    pub anchor: String,
    /// The document, called by its year.
    pub document: Link,
    /// The documents before it, with which it was compared; none where nothing before is held.
    pub with: Vec<Link>,
    /// The years between that are not held.
    pub missing: Vec<String>,
    /// Whether all goals were compared.
    pub complete: bool,
    /// How many goals there are of each kind.
    pub counts: Vec<KindCount>,
    /// Its goals.
    pub goals: Vec<ChangedGoal>,
    /// The goals before that were not found again.
    pub ended: Vec<EndedGoal>,
}

/// How many goals are of a kind.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::render) struct KindCount {
    /// `continued`, `reworded`, `split`, `merged`, `new` or `ended`
    pub kind: &'static str,
    /// How many.
    pub count: usize,
}

/// A goal, and what it came from.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ChangedGoal {
    /// The anchor: `y2024-goal-1`
    pub anchor: String,
    /// The goal, with the link to it.
    pub goal: Link,
    /// `continued`, `reworded`, `split`, `merged`, `new`; `none` where nothing is said.
    pub kind: &'static str,
    /// How alike it is to what it came from, from 0 to 100.
    pub score: Option<u8>,
    /// Whether somebody looked and confirmed it; else a program found it.
    pub confirmed: bool,
    /// Its text; where it came from one goal, with what was taken out and put in.
    pub text: Text,
    /// The goals from which it came.
    pub sources: Vec<SourceGoal>,
    /// The first of the documents that are held in which it was found, with the link to the goal there; none where that
    /// is this one.
    pub since: Option<Link>,
    /// The first of those from which on its words are the same.
    pub unchanged_since: Option<Link>,
    /// For how many of the years held its words are the same, this one included.
    pub unchanged_years: usize,
}

/// A goal from which another came.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct SourceGoal {
    /// The goal, with the link to it.
    pub goal: Link,
    /// Its text, where it stands for itself: of one goal the text of the later shows both.
    pub text: Option<Text>,
}

/// A goal that was not found again.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct EndedGoal {
    /// The goal, with the link to it.
    pub goal: Link,
    /// Its text.
    pub text: Text,
}

/// The documents whose texts the page shows.
pub(in crate::render) fn shown_documents(
    world: &World<'_>,
    id: &OrganisationId,
) -> Vec<DocumentId> {
    let mut ids: Vec<DocumentId> = Vec::new();
    for digest in world.archive.of_organisation(id) {
        let comparison = world.archive.comparison(&digest.id);
        let before = comparison.into_iter().flat_map(|one| &one.with);
        for id in before.chain([&digest.id]) {
            if !ids.contains(id) {
                ids.push(id.clone());
            }
        }
    }
    ids
}

/// The page, how much it has to say, and its context. `documents` are those of [`shown_documents`].
pub(in crate::render) fn changes_page(
    world: &World<'_>,
    id: &OrganisationId,
    documents: &[Document],
) -> Option<(PageInfo, usize, ChangesPage)> {
    let organisation = world.registry().get(id)?;
    let texts = world.texts;
    let own = format!("organisations/{id}/");
    let way = [
        (
            texts.get("wards_title").to_owned(),
            Some("wards/".to_owned()),
        ),
        (organisation.name.clone(), Some(own.clone())),
    ];
    let name = world.full_name(organisation, None);
    let title = texts.fill("changes_page_title", &[("name", &name)]);
    let page = world.page(&format!("{own}changes/"), Some(title), &way);
    let links = page.links();
    let maker = Maker {
        linker: Linker::new(world, &links),
        texts: documents
            .iter()
            .map(|document| (&document.id, document))
            .collect(),
    };
    let held: Vec<&Digest> = world.archive.of_organisation(id).collect();
    let years: Vec<ChangesYear> = held.iter().rev().map(|one| maker.year(one)).collect();
    // Those of its predecessors are compared too.
    let of_years = documents.iter().map(|document| document.fiscal_year);
    let of_years: BTreeSet<FiscalYear> = of_years.collect();
    let of_years: Vec<FiscalYear> = of_years.into_iter().collect();
    let coverage = match (of_years.first(), of_years.last()) {
        (Some(first), Some(last)) if first != last => {
            let values = [("from", &*texts.year(*first)), ("to", &*texts.year(*last))];
            texts.fill("period", &values)
        }
        (Some(only), _) => texts.year(*only),
        (None, _) => String::new(),
    };
    let entries = years.iter().map(size).sum();
    let context = ChangesPage {
        organisation: Link {
            text: organisation.name.clone(),
            href: Some(links.to(&own)),
        },
        coverage,
        missing: of_years
            .windows(2)
            .flat_map(|pair| between(world, pair[0], pair[1]))
            .collect(),
        years,
    };
    Some((page, entries, context))
}

/// How much a year has to say.
fn size(year: &ChangesYear) -> usize {
    let long = |text: &Text| -> usize {
        let pieces = text.iter().map(|piece| 1 + piece.text.len() / 64);
        pieces.sum()
    };
    let goals = year.goals.iter().map(|goal| {
        let sources = goal.sources.iter().filter_map(|one| one.text.as_ref());
        4 + long(&goal.text) + sources.map(|text| 1 + long(text)).sum::<usize>()
    });
    let ended = year.ended.iter().map(|goal| 1 + long(&goal.text));
    10 + goals.chain(ended).sum::<usize>()
}

/// The years between two, in words.
fn between(world: &World<'_>, first: FiscalYear, last: FiscalYear) -> Vec<String> {
    let years = first.year() + 1..last.year();
    years
        .map(|year| world.texts.year(FiscalYear::from_western(year)))
        .collect()
}

struct Maker<'a> {
    linker: Linker<'a>,
    texts: BTreeMap<&'a DocumentId, &'a Document>,
}

impl Maker<'_> {
    /// The text of a goal. That of a withdrawn document stands on its own page alone.
    fn text(&self, id: &DocumentId, goal: usize) -> Option<&str> {
        let document = self.texts.get(id)?;
        let goal = document.goals.get(goal)?;
        document.withdrawn.is_none().then_some(&*goal.text)
    }

    fn lines(&self, id: &DocumentId, goal: usize) -> Text {
        Piece::lines(self.text(id, goal).unwrap_or_default())
    }

    fn year(&self, digest: &Digest) -> ChangesYear {
        let world = self.linker.world;
        let comparison = world.archive.comparison(&digest.id);
        let before: Vec<&Digest> = comparison
            .into_iter()
            .flat_map(Comparison::compared)
            .filter_map(|id| world.archive.document(id))
            .collect();
        let goals: Vec<ChangedGoal> = (0..digest.goals.len())
            .map(|goal| self.goal(digest, goal, comparison))
            .collect();
        let ended = self.ended(digest, comparison, &before);
        let newest = before.iter().map(|digest| digest.fiscal_year).max();
        ChangesYear {
            anchor: format!("y{}", digest.fiscal_year),
            document: self.linker.document_link(digest, digest),
            with: before
                .iter()
                .map(|other| self.linker.document_link(digest, other))
                .collect(),
            missing: newest
                .map(|newest| between(world, newest, digest.fiscal_year))
                .unwrap_or_default(),
            complete: comparison.is_none_or(|comparison| comparison.complete),
            counts: counts(&goals, ended.len()),
            goals,
            ended,
        }
    }

    fn goal(&self, digest: &Digest, goal: usize, comparison: Option<&Comparison>) -> ChangedGoal {
        let world = self.linker.world;
        let found: Vec<_> = comparison
            .into_iter()
            .flat_map(|comparison| {
                let links = comparison.links_to(goal);
                links.map(|link| (&comparison.with[link.source], link))
            })
            .collect();
        let is_new = comparison.is_some_and(|comparison| comparison.is_new(goal));
        let text = self.text(&digest.id, goal);
        let single = match found.as_slice() {
            [(id, link)] => self.text(id, link.from),
            _ => None,
        };
        let sources = found.iter().filter_map(|(id, link)| {
            Some(SourceGoal {
                goal: self
                    .linker
                    .goal_link(digest, world.archive.document(id)?, link.from),
                text: (found.len() > 1).then(|| self.lines(id, link.from)),
            })
        });
        let history = world.archive.history(&digest.id, goal);
        let (since, unchanged_since) = self.since(digest, &history);
        let id = digest.goals.get(goal).map(|goal| goal.id.as_str());
        ChangedGoal {
            anchor: format!("y{}-goal-{}", digest.fiscal_year, id.unwrap_or_default()),
            goal: Link {
                text: self.linker.goal_name(digest, goal),
                href: self.linker.goal_address(digest, goal),
            },
            kind: match found.first() {
                Some((_, link)) => kind_name(link.kind),
                None if is_new => "new",
                None => "none",
            },
            score: found.iter().map(|(_, link)| link.score).min(),
            confirmed: !found.is_empty() && found.iter().all(|(_, link)| link.confirmed),
            text: match (single, text) {
                (Some(before), Some(text)) => changed(before, text, Same::Loosely),
                _ => self.lines(&digest.id, goal),
            },
            sources: sources.collect(),
            since,
            unchanged_since,
            unchanged_years: history.unchanged_years(digest.fiscal_year),
        }
    }

    /// Where a goal was first found, and from where on its words are the same.
    fn since(&self, digest: &Digest, history: &History<'_>) -> (Option<Link>, Option<Link>) {
        let link = |at: usize| {
            let step = history.steps.get(at)?;
            Some(self.linker.goal_link(digest, step.document, step.goal))
        };
        let last = history.steps.len().checked_sub(1);
        let unchanged = history.unchanged.checked_sub(1);
        (last.and_then(link), unchanged.and_then(link))
    }

    fn ended(
        &self,
        digest: &Digest,
        comparison: Option<&Comparison>,
        before: &[&Digest],
    ) -> Vec<EndedGoal> {
        let Some(comparison) = comparison else {
            return Vec::new();
        };
        let mut ended = Vec::new();
        for other in before {
            let Some(source) = comparison.with.iter().position(|id| *id == other.id) else {
                continue;
            };
            for goal in 0..other.goals.len() {
                // Of an organisation that was divided a goal may go on in one of its heirs only.
                let mut others = self.linker.world.archive.comparisons_after(&other.id);
                let goes_on = others.any(|(_, comparison)| {
                    let source = comparison.with.iter().position(|id| *id == other.id);
                    let mut links = source.map(|source| comparison.links_from(source, goal));
                    links.as_mut().is_some_and(|links| links.next().is_some())
                });
                if comparison.has_ended(source, goal) && !goes_on {
                    ended.push(EndedGoal {
                        goal: self.linker.goal_link(digest, other, goal),
                        text: self.lines(&other.id, goal),
                    });
                }
            }
        }
        ended
    }
}

/// The kinds in the order in which they are told.
const KINDS: [&str; 5] = ["continued", "reworded", "split", "merged", "new"];

fn counts(goals: &[ChangedGoal], ended: usize) -> Vec<KindCount> {
    let of_kind = |kind: &str| goals.iter().filter(|goal| goal.kind == kind).count();
    let counts = KINDS.iter().map(|kind| KindCount {
        kind,
        count: of_kind(kind),
    });
    let ended = KindCount {
        kind: "ended",
        count: ended,
    };
    let all = counts.chain([ended]);
    all.filter(|one| one.count > 0).collect()
}
