//! How goals go on from year to year, in words and links.

mod page;

pub(super) use page::{ChangesPage, changes_page, shown_documents};

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Link;
use super::links::Links;
use super::world::World;
use crate::model::{Digest, DocumentId};
use crate::relate::LinkKind;

/// What is said of a goal and another year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Relation {
    /// `before` or `after`: which side the other year is on.
    pub side: &'static str,
    /// `continued`, `reworded`, `split`, `merged`; `new` or `ended` where no goal was found.
    pub kind: &'static str,
    /// The goals there, or the documents in which none was found.
    pub goals: Vec<Link>,
    /// Whether somebody looked and confirmed all of it; else a program found it.
    pub confirmed: bool,
}

/// What a kind of link is called in templates.
pub(super) fn kind_name(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Continued => "continued",
        LinkKind::Reworded => "reworded",
        LinkKind::Split => "split",
        LinkKind::Merged => "merged",
    }
}

/// What is said of a goal of a document, by the goal's place there: first of the years before, then of those after.
pub(super) fn relations(
    world: &World<'_>,
    digest: &Digest,
    goal: usize,
    links: &Links,
) -> Vec<Relation> {
    let mut relations = Vec::new();
    relations.extend(before(world, digest, goal, links));
    relations.extend(after(world, digest, goal, links));
    relations
}

fn before(world: &World<'_>, digest: &Digest, goal: usize, links: &Links) -> Option<Relation> {
    let comparison = world.archive.comparison(&digest.id)?;
    let sources = |id: &DocumentId| world.archive.document(id);
    if comparison.is_new(goal) {
        let documents = comparison.with.iter().filter_map(sources);
        return Some(Relation {
            side: "before",
            kind: "new",
            goals: documents
                .map(|other| document_link(world, digest, other, links))
                .collect(),
            confirmed: false,
        });
    }
    let found: Vec<_> = comparison.links_to(goal).collect();
    let goals = found.iter().filter_map(|link| {
        let other = sources(&comparison.with[link.source])?;
        Some(goal_link(world, digest, other, link.from, links))
    });
    Some(Relation {
        side: "before",
        kind: kind_name(found.first()?.kind),
        goals: goals.collect(),
        confirmed: found.iter().all(|link| link.confirmed),
    })
}

fn after(world: &World<'_>, digest: &Digest, goal: usize, links: &Links) -> Vec<Relation> {
    let mut relations = Vec::new();
    let mut ended = Vec::new();
    for (later, comparison) in world.archive.comparisons_after(&digest.id) {
        let Some(later) = world.archive.document(later) else {
            continue;
        };
        let sources = comparison.with.iter();
        let Some(source) = sources.clone().position(|id| *id == digest.id) else {
            continue;
        };
        if comparison.has_ended(source, goal) {
            ended.push(document_link(world, digest, later, links));
            continue;
        }
        let found: Vec<_> = comparison.links_from(source, goal).collect();
        let Some(first) = found.first() else { continue };
        let goals = found
            .iter()
            .map(|link| goal_link(world, digest, later, link.to, links));
        relations.push(Relation {
            side: "after",
            kind: kind_name(first.kind),
            goals: goals.collect(),
            confirmed: found.iter().all(|link| link.confirmed),
        });
    }
    // Of an organisation that was divided a goal may go on in one of its heirs only.
    if relations.is_empty() && !ended.is_empty() {
        relations.push(Relation {
            side: "after",
            kind: "ended",
            goals: ended,
            confirmed: false,
        });
    }
    relations
}

/// 「令和5年度（2023年度）」, with the organisation where it is another one.
fn named(world: &World<'_>, digest: &Digest, other: &Digest) -> String {
    let year = world.texts.year(other.fiscal_year);
    let year = world.texts.marked(other, year);
    let organisation = world.registry().get(&other.organisation);
    match organisation.filter(|_| other.organisation != digest.organisation) {
        Some(organisation) => format!("{} {year}", organisation.name),
        None => year,
    }
}

fn document_link(world: &World<'_>, digest: &Digest, other: &Digest, links: &Links) -> Link {
    Link {
        text: named(world, digest, other),
        href: Some(links.to(&other.id.folder())),
    }
}

fn goal_link(
    world: &World<'_>,
    digest: &Digest,
    other: &Digest,
    goal: usize,
    links: &Links,
) -> Link {
    let name = goal_name(world, other, goal);
    let anchor = other
        .goals
        .get(goal)
        .map(|goal| format!("#goal-{}", goal.id));
    Link {
        text: format!("{} {name}", named(world, digest, other)),
        href: Some(links.to(&format!(
            "{}{}",
            other.id.folder(),
            anchor.unwrap_or_default()
        ))),
    }
}

/// 「目標2」: by its printed number, or its place.
fn goal_name(world: &World<'_>, digest: &Digest, goal: usize) -> String {
    let number = digest.goals.get(goal).and_then(|goal| goal.number.clone());
    let number = number.unwrap_or_else(|| (goal + 1).to_string());
    world.texts.fill("goal_name", &[("name", &number)])
}
