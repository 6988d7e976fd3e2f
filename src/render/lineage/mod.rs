//! How goals go on from year to year, in words and links.

mod page;

pub(super) use page::{ChangesPage, changes_page, shown_documents};

use std::cell::RefCell;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Link;
use super::goal_names::GoalNames;
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

/// Makes links to goals and documents of other years, on one page.
pub(super) struct Linker<'a> {
    pub world: &'a World<'a>,
    pub links: &'a Links,
    names: RefCell<BTreeMap<&'a DocumentId, GoalNames<'a>>>,
}

impl<'a> Linker<'a> {
    pub fn new(world: &'a World<'a>, links: &'a Links) -> Self {
        Self {
            world,
            links,
            names: RefCell::default(),
        }
    }

    /// What is said of a goal of a document, by the goal's place there: first of the years before, then of those after.
    pub fn relations(&self, digest: &Digest, goal: usize) -> Vec<Relation> {
        let mut relations: Vec<Relation> = self.before(digest, goal).into_iter().collect();
        relations.extend(self.after(digest, goal));
        relations
    }

    fn before(&self, digest: &Digest, goal: usize) -> Option<Relation> {
        let comparison = self.world.archive.comparison(&digest.id)?;
        let document = |id: &DocumentId| self.world.archive.document(id);
        if comparison.is_new(goal) {
            let documents = comparison.compared().iter().filter_map(document);
            return Some(Relation {
                side: "before",
                kind: "new",
                goals: documents
                    .map(|other| self.document_link(digest, other))
                    .collect(),
                confirmed: false,
            });
        }
        let found: Vec<_> = comparison.links_to(goal).collect();
        let goals = found.iter().filter_map(|link| {
            let other = document(&comparison.with[link.source])?;
            Some(self.goal_link(digest, other, link.from))
        });
        Some(Relation {
            side: "before",
            kind: kind_name(found.first()?.kind),
            goals: goals.collect(),
            confirmed: found.iter().all(|link| link.confirmed),
        })
    }

    fn after(&self, digest: &Digest, goal: usize) -> Vec<Relation> {
        let mut relations = Vec::new();
        let mut ended = Vec::new();
        for (later, comparison) in self.world.archive.comparisons_after(&digest.id) {
            let Some(later) = self.world.archive.document(later) else {
                continue;
            };
            let mut sources = comparison.with.iter();
            let Some(source) = sources.position(|id| *id == digest.id) else {
                continue;
            };
            if comparison.has_ended(source, goal) {
                ended.push(self.document_link(digest, later));
                continue;
            }
            let found: Vec<_> = comparison.links_from(source, goal).collect();
            let Some(first) = found.first() else { continue };
            let goals = found
                .iter()
                .map(|link| self.goal_link(digest, later, link.to));
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
    fn named(&self, digest: &Digest, other: &Digest) -> String {
        let year = self.world.texts.year(other.fiscal_year);
        let year = self.world.texts.marked(other, year);
        let organisation = self.world.registry().get(&other.organisation);
        match organisation.filter(|_| other.organisation != digest.organisation) {
            Some(organisation) => {
                let name = self.world.full_name(organisation, Some(other.fiscal_year));
                format!("{name} {year}")
            }
            None => year,
        }
    }

    fn document_link(&self, digest: &Digest, other: &Digest) -> Link {
        Link {
            text: self.named(digest, other),
            href: Some(self.links.to(&other.id.folder())),
        }
    }

    fn goal_link(&self, digest: &Digest, other: &Digest, goal: usize) -> Link {
        Link {
            text: format!(
                "{} {}",
                self.named(digest, other),
                self.goal_name(other, goal)
            ),
            href: self.goal_address(other, goal),
        }
    }

    fn goal_address(&self, digest: &Digest, goal: usize) -> Option<String> {
        let id = &digest.goals.get(goal)?.id;
        Some(self.links.to(&format!("{}#goal-{id}", digest.id.folder())))
    }

    /// 「目標2」
    fn goal_name(&self, digest: &Digest, goal: usize) -> String {
        let digest = self.world.archive.document(&digest.id);
        let Some((digest, goal)) = digest.and_then(|one| Some((one, one.goals.get(goal)?))) else {
            return String::new();
        };
        let mut names = self.names.borrow_mut();
        let names = names
            .entry(&digest.id)
            .or_insert_with(|| GoalNames::of_digest(digest, self.world.texts));
        names.get(&goal.id)
    }
}
