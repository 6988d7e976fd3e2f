//! The four lists of a year, or of one ward in it.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::{FOLDER, folder, key, tally_text, title, top_of, unknown};
use crate::config::Form;
use crate::model::{Digest, Document, DocumentId, FiscalYear, GoalDigest, GoalId, OrganisationId};
use crate::relate::{List, Stated, Tally, status_of_year};
use crate::render::context::{Link, PageInfo};
use crate::render::document_page::cut;
use crate::render::goal_names::GoalNames;
use crate::render::links::Links;
use crate::render::world::World;

/// What `status_year.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct StatusYearPage {
    /// The year, with the link to its page.
    pub year: Link,
    /// The four lists.
    pub lists: Vec<StatusList>,
    /// The pages of the wards, where one page has no room for all; then the lists themselves are there.
    pub parts: Vec<Link>,
    /// Marks that do not say in which list they belong, as printed.
    pub unknown: Vec<UnknownMark>,
    /// How many more kinds of such marks there are.
    pub more_unknown: usize,
    /// Drafts and withdrawn documents, which are in no list.
    pub left_out: usize,
    /// The same page of the nearest year held before.
    pub previous: Option<Link>,
    /// The same, after.
    pub next: Option<Link>,
}

/// One of the lists.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct StatusList {
    /// Its name in addresses: `missed`, `stopped`, `pending`, `not-stated`.
    pub key: &'static str,
    /// Its name in words.
    pub title: String,
    /// How much stands in it, in words.
    pub count: String,
    /// Whether nothing does.
    pub empty: bool,
    /// What stands in it, by organisation.
    pub groups: Vec<StatusGroup>,
}

/// What stands in a list of one organisation.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct StatusGroup {
    /// The organisation with the ward to which it belongs, and the link to the document: 「中央区 地域課」
    pub organisation: Link,
    /// What is said of the document as a whole: 「4件中3件達成（どの目標かは記載なし）」
    pub note: Option<String>,
    /// The document of the next year that tells more in words.
    pub later: Option<Link>,
    /// The goals.
    pub goals: Vec<StatusGoal>,
}

/// A goal in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct StatusGoal {
    /// 「目標1」, with the link to it.
    pub name: Link,
    /// The goal, cut where it is long.
    pub text: String,
    /// Its mark as printed, if it has one.
    pub mark: Option<String>,
    /// The document that prints the mark, where it is that of the next year.
    pub from: Option<Link>,
}

/// A mark that does not say in which list it belongs.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct UnknownMark {
    /// As printed.
    pub mark: String,
    /// The name of its scale, if it has one.
    pub scale: Option<String>,
    /// How many goals have it.
    pub goals: usize,
}

/// How much of a goal is shown, and of a mark.
const GOAL_LENGTH: usize = 160;
const MARK_LENGTH: usize = 40;
/// How many kinds of unknown marks are shown.
const MOST_MARKS: usize = 40;

/// What is printed for a year, ward by ward; of one ward, where one is named.
fn stated<'a>(
    world: &World<'a>,
    year: FiscalYear,
    part: Option<&OrganisationId>,
) -> Vec<Stated<'a>> {
    let wanted = |digest: &Digest| part.is_none_or(|part| is_below(world, digest, year, part));
    let mut all = status_of_year(world.archive, year, &world.config.forms, &wanted);
    all.sort_by_cached_key(|one| world.registry().position(top_of(world, one.document, year)));
    all
}

fn is_below(world: &World<'_>, digest: &Digest, year: FiscalYear, part: &OrganisationId) -> bool {
    world
        .archive
        .document(&digest.id)
        .is_some_and(|digest| top_of(world, digest, year) == part)
}

fn is_split(world: &World<'_>, year: FiscalYear) -> bool {
    world
        .status()
        .get(&year)
        .is_some_and(|status| !status.parts.is_empty())
}

/// The documents whose goals the page shows.
pub(in crate::render) fn documents_of(
    world: &World<'_>,
    year: FiscalYear,
    part: Option<&OrganisationId>,
) -> Vec<DocumentId> {
    if part.is_none() && is_split(world, year) {
        return Vec::new();
    }
    let mut ids = BTreeSet::new();
    for stated in stated(world, year, part) {
        for list in List::ALL {
            ids.extend(stated.goals(list).map(|one| one.document.id.clone()));
        }
        if !stated.without_result.is_empty() {
            ids.insert(stated.document.id.clone());
        }
    }
    ids.into_iter().collect()
}

/// The page, and how much it has to say. None where there is no such year.
pub(in crate::render) fn year(
    world: &World<'_>,
    year: FiscalYear,
    part: Option<&OrganisationId>,
    documents: &[Document],
) -> Option<(PageInfo, usize, StatusYearPage)> {
    let status = world.status().get(&year)?;
    let label = world.texts.year(year);
    let texts = world.texts;
    let own_title = texts.fill("status_year_title", &[("year", &label)]);
    let mut way = vec![(
        texts.get("status_title").to_owned(),
        Some(FOLDER.to_owned()),
    )];
    let name = part.and_then(|part| world.registry().get(part));
    let page = match name {
        Some(name) => {
            way.push((label.clone(), Some(folder(year, None))));
            let values = [("year", &*label), ("name", &*name.name)];
            let title = texts.fill("status_part_title", &values);
            world.page(&folder(year, part), Some(title), &way)
        }
        None => world.page(&folder(year, None), Some(own_title), &way),
    };
    let links = page.links();
    let whole = part.is_none() && is_split(world, year);
    let stated = stated(world, year, part);
    let view = View {
        world,
        links: &links,
        year,
        documents: documents
            .iter()
            .map(|one| (&one.id, Shown::new(one, world)))
            .collect(),
    };
    let lists: Vec<StatusList> = List::ALL
        .into_iter()
        .map(|list| view.list(list, &stated, !whole))
        .collect();
    let (unknown, more_unknown) = unknown_marks(&stated, &world.config.forms);
    let years: Vec<FiscalYear> = world.status().keys().copied().collect();
    let neighbour = |found: Option<&FiscalYear>| {
        found.map(|year| Link {
            text: texts.year(*year),
            href: Some(links.to(&folder(*year, None))),
        })
    };
    let part_link = |id: &OrganisationId| {
        let organisation = world.registry().get(id)?;
        Some(Link {
            text: organisation.name.clone(),
            href: Some(links.to(&folder(year, Some(id)))),
        })
    };
    let groups = lists.iter().flat_map(|list| &list.groups);
    let goals: usize = groups.map(|group| 2 * group.goals.len() + 2).sum();
    let own = StatusYearPage {
        year: Link {
            text: label,
            href: Some(links.to(&format!("{year}/"))),
        },
        lists,
        parts: if whole {
            status.parts.iter().filter_map(part_link).collect()
        } else {
            Vec::new()
        },
        unknown,
        more_unknown,
        left_out: if part.is_none() { status.left_out } else { 0 },
        previous: neighbour(years.iter().rev().find(|other| **other < year)),
        next: neighbour(years.iter().find(|other| **other > year)),
    };
    let entries = goals + own.parts.len() + own.unknown.len();
    Some((page, entries, own))
}

struct View<'a> {
    world: &'a World<'a>,
    links: &'a Links,
    year: FiscalYear,
    documents: BTreeMap<&'a DocumentId, Shown<'a>>,
}

/// The goals of a document: their names and texts.
struct Shown<'a> {
    names: GoalNames<'a>,
    goals: BTreeMap<&'a GoalId, &'a str>,
}

impl<'a> Shown<'a> {
    fn new(document: &'a Document, world: &World<'_>) -> Self {
        let goals = document.goals.iter();
        Self {
            names: GoalNames::of_document(document, world.texts),
            goals: goals.map(|goal| (&goal.id, &*goal.text)).collect(),
        }
    }
}

impl View<'_> {
    fn list(&self, list: List, stated: &[Stated<'_>], with_groups: bool) -> StatusList {
        let mut sum = Tally::default();
        let mut groups = Vec::new();
        for one in stated {
            let tally = one.tally(list);
            sum.goals += tally.goals;
            sum.documents += tally.documents;
            if with_groups && tally.entries() > 0 {
                groups.push(self.group(list, one));
            }
        }
        StatusList {
            key: key(list),
            title: title(self.world, list).to_owned(),
            count: tally_text(self.world, sum),
            empty: sum.entries() == 0,
            groups,
        }
    }

    fn group(&self, list: List, stated: &Stated<'_>) -> StatusGroup {
        let judged = stated.goals(list).map(|one| {
            let elsewhere = one.document.fiscal_year != self.year;
            StatusGoal {
                mark: Some(cut(&one.mark.raw, MARK_LENGTH)),
                from: elsewhere.then(|| self.document(one.document, "status_from_later")),
                ..self.goal(one.document, one.goal)
            }
        });
        let mut goals: Vec<StatusGoal> = judged.collect();
        if list == List::NotStated {
            let bare = stated.without_result.iter();
            goals.extend(bare.map(|goal| self.goal(stated.document, goal)));
        }
        StatusGroup {
            organisation: Link {
                text: self.name(stated.document),
                href: Some(self.links.to(&stated.document.id.folder())),
            },
            note: stated.as_a_whole(list).then(|| self.note(list, stated)),
            later: stated
                .told_later
                .filter(|_| list == List::NotStated)
                .map(|later| self.document(later, "status_told_later")),
            goals,
        }
    }

    /// What is said of a document as a whole.
    fn note(&self, list: List, stated: &Stated<'_>) -> String {
        let texts = self.world.texts;
        let counts = stated.counted.filter(|_| list == List::Missed);
        let Some(counts) = counts else {
            let pending = list == List::Pending;
            let key = if pending {
                "status_awaits"
            } else {
                "status_silent"
            };
            return texts.get(key).to_owned();
        };
        let number = |count: Option<u32>| count.unwrap_or_default().to_string();
        let (goals, achieved) = (number(counts.goals), number(counts.achieved));
        let key = if stated.judged.is_empty() {
            "status_counts_only"
        } else {
            "status_counts_partly"
        };
        texts.fill(key, &[("goals", &goals), ("achieved", &achieved)])
    }

    fn document(&self, digest: &Digest, key: &str) -> Link {
        let year = self.world.texts.year(digest.fiscal_year);
        Link {
            text: self.world.texts.fill(key, &[("year", &year)]),
            href: Some(self.links.to(&digest.id.folder())),
        }
    }

    fn goal(&self, digest: &Digest, goal: &GoalDigest) -> StatusGoal {
        let shown = self.documents.get(&digest.id);
        let name = shown.map(|shown| shown.names.get(&goal.id));
        let text = shown.and_then(|shown| shown.goals.get(&goal.id));
        let text = text.map(|text| cut(text, GOAL_LENGTH));
        let place = format!("{}#goal-{}", digest.id.folder(), goal.id);
        StatusGoal {
            name: Link {
                text: name.unwrap_or_else(|| goal.id.to_string()),
                href: Some(self.links.to(&place)),
            },
            text: text.unwrap_or_default(),
            mark: None,
            from: None,
        }
    }

    /// An organisation with the ward to which it belonged: sections of two wards may have one name.
    fn name(&self, digest: &Digest) -> String {
        let registry = self.world.registry();
        let name = |id: &OrganisationId| registry.get(id).map(|one| one.name.as_str());
        let top = registry
            .ancestors_in(&digest.organisation, self.year)
            .into_iter()
            .rev()
            .find(|above| above.kind != crate::model::OrganisationKind::City);
        let own = name(&digest.organisation).unwrap_or(&digest.title);
        let edition = digest.edition.as_ref();
        let edition = edition.map(|edition| format!("（{}）", self.world.texts.edition(edition)));
        let top = top.map(|top| format!("{} ", top.name)).unwrap_or_default();
        format!("{top}{own}{}", edition.unwrap_or_default())
    }
}

/// Marks that do not say in which list they belong, by scale and mark, and how many more kinds there are.
fn unknown_marks(stated: &[Stated<'_>], forms: &[Form]) -> (Vec<UnknownMark>, usize) {
    let mut counts: BTreeMap<(Option<&str>, &str), usize> = BTreeMap::new();
    for judged in stated.iter().flat_map(unknown) {
        let kind = (judged.mark.scale.as_deref(), judged.mark.raw.as_str());
        *counts.entry(kind).or_default() += 1;
    }
    let more = counts.len().saturating_sub(MOST_MARKS);
    let scale_name = |id: &str| {
        let mut scales = forms.iter().flat_map(|form| &form.scales);
        let scale = scales.find(|scale| scale.id == id);
        scale.map_or_else(|| id.to_owned(), |scale| scale.name.clone())
    };
    let marks = counts.into_iter().take(MOST_MARKS);
    let marks = marks.map(|((scale, mark), goals)| UnknownMark {
        mark: cut(mark, MARK_LENGTH),
        scale: scale.map(scale_name),
        goals,
    });
    (marks.collect(), more)
}
