//! Two neighbouring years of an organisation, goal by goal.

use schemars::JsonSchema;
use serde::Serialize;

use super::{document_link, neighbours_folder, page, years_folder};
use crate::model::{Digest, Document, FiscalYear, Goal, OrganisationId};
use crate::render::context::{Link, PageInfo};
use crate::render::differences::{Likeness, Pair, sides};
use crate::render::document_view::Text;
use crate::render::goal_names::GoalNames;
use crate::render::links::Links;
use crate::render::listing::organisation_link;
use crate::render::standing::Standing;
use crate::render::world::World;

/// What `compare_years.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct CompareYearsPage {
    /// The organisation, with the link to its page.
    pub organisation: Link,
    /// The older year.
    pub older: ComparedYear,
    /// The newer year.
    pub newer: ComparedYear,
    /// The years between them of which nothing is held.
    pub missing: Vec<String>,
    /// What the organisation is for; empty where neither document says it.
    pub purpose: Vec<Sides>,
    /// The goals, in the order of the newer year, and then those that only the older has.
    pub goals: Vec<ComparedGoal>,
    /// The comparison of the years before.
    pub previous: Option<Link>,
    /// The same, after.
    pub next: Option<Link>,
}

/// One of the years.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ComparedYear {
    /// The year: 「令和6年度」
    pub year: String,
    /// The document.
    pub document: Link,
    /// The counts that it prints, or why there are none.
    pub standing: Standing,
}

/// A goal of both years, or of one of them.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct ComparedGoal {
    /// What it is called in the older year, with the link to it.
    pub older: Option<Link>,
    /// The same in the newer one.
    pub newer: Option<Link>,
    /// Its fields.
    pub fields: Vec<Sides>,
}

/// One field in both years.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct Sides {
    /// The field: 「取組結果」
    pub label: String,
    /// The older text; empty where there is none.
    pub older: Text,
    /// The newer text.
    pub newer: Text,
    /// Whether both are the same.
    pub same: bool,
}

/// The page, and how much it has to say. `documents` are those of the two years.
pub(in crate::render) fn years(
    world: &World<'_>,
    id: &OrganisationId,
    [older, newer]: [FiscalYear; 2],
    documents: &[Document],
) -> Option<(PageInfo, usize, CompareYearsPage)> {
    let organisation = world.registry().get(id)?;
    let (before, after) = (world.document(id, older)?, world.document(id, newer)?);
    let values = [
        ("name", &*organisation.name),
        ("before", &*world.texts.short_year(older)),
        ("after", &*world.texts.short_year(newer)),
    ];
    let title = world.texts.fill("compare_years_title", &values);
    let mut page = page(world, &years_folder(id, [older, newer]), title);
    let kept_back = |digest: &Digest| digest.draft || digest.withdrawn;
    page.unlisted = kept_back(before) || kept_back(after);
    let links = page.links();
    let text_of = |digest: &Digest| documents.iter().find(|one| one.id == digest.id);
    let (purpose, goals) = match (text_of(before), text_of(after)) {
        (Some(before), Some(after)) => compared(world, before, after, &links),
        _ => (Vec::new(), Vec::new()),
    };
    let between = (older.year() + 1..newer.year()).map(FiscalYear::from_western);
    let year = |digest: &Digest| ComparedYear {
        year: world.texts.short_year(digest.fiscal_year),
        document: document_link(world, digest, &links),
        standing: Standing::of(digest, world.newest, world.texts),
    };
    let step = |pair: Option<(&Digest, &Digest)>| {
        let (one, other) = pair?;
        let folder = neighbours_folder(world, id, one.fiscal_year, other.fiscal_year)?;
        let values = [
            ("before", &*world.texts.short_year(one.fiscal_year)),
            ("after", &*world.texts.short_year(other.fiscal_year)),
        ];
        Some(Link {
            text: world.texts.fill("compare_pair", &values),
            href: Some(links.to(&folder)),
        })
    };
    let earlier = world.archive.neighbours(&before.id).0;
    let later = world.archive.neighbours(&after.id).1;
    let own = CompareYearsPage {
        organisation: organisation_link(world, organisation, &links),
        older: year(before),
        newer: year(after),
        missing: between.map(|year| world.texts.year(year)).collect(),
        purpose,
        goals,
        previous: step(earlier.map(|earlier| (earlier, before))),
        next: step(later.map(|later| (after, later))),
    };
    let fields = own.goals.iter().flat_map(|goal| &goal.fields);
    let pieces = fields.chain(&own.purpose);
    let pieces: usize = pieces
        .map(|sides| sides.older.len() + sides.newer.len() + 3)
        .sum();
    let entries = pieces + own.goals.len() + own.missing.len();
    Some((page, entries, own))
}

fn compared(
    world: &World<'_>,
    before: &Document,
    after: &Document,
    links: &Links,
) -> (Vec<Sides>, Vec<ComparedGoal>) {
    let purpose = side_by_side(
        world.texts.get("difference_purpose"),
        before.purpose.as_deref(),
        after.purpose.as_deref(),
    );
    let link = |goal: &Goal, document: &Document, names: &GoalNames<'_>| Link {
        text: names.get(&goal.id),
        href: Some(links.to(&format!("{}#goal-{}", document.id.folder(), goal.id))),
    };
    let names = |document| GoalNames::of_document(document, world.texts);
    let (older, newer) = (names(before), names(after));
    let goals = pairs(world, before, after).into_iter();
    let goals = goals.map(|pair| ComparedGoal {
        older: pair.0.map(|goal| link(goal, before, &older)),
        newer: pair.1.map(|goal| link(goal, after, &newer)),
        fields: fields(world, pair),
    });
    (purpose.into_iter().collect(), goals.collect())
}

/// The goals of both years as they belong together, see [`Archive::comparison`](crate::relate::Archive::comparison), in
/// the order of the newer year, and then those that only the older has. A goal that was split or merged comes again.
fn pairs<'a>(world: &World<'_>, before: &'a Document, after: &'a Document) -> Vec<Pair<'a>> {
    let comparison = world.archive.comparison(&after.id);
    let source = comparison.and_then(|one| one.with.iter().position(|id| *id == before.id));
    let (Some(comparison), Some(source)) = (comparison, source) else {
        let gone = before.goals.iter().map(|goal| (Some(goal), None));
        let new = after.goals.iter().map(|goal| (None, Some(goal)));
        return new.chain(gone).collect();
    };
    let mut pairs: Vec<Pair<'a>> = Vec::new();
    for (to, goal) in after.goals.iter().enumerate() {
        let links = comparison.links_to(to).filter(|link| link.source == source);
        let from: Vec<&Goal> = links
            .filter_map(|link| before.goals.get(link.from))
            .collect();
        if from.is_empty() {
            pairs.push((None, Some(goal)));
        }
        pairs.extend(from.into_iter().map(|from| (Some(from), Some(goal))));
    }
    let goals = before.goals.iter().enumerate();
    let gone = goals.filter(|(from, _)| comparison.links_from(source, *from).next().is_none());
    pairs.extend(gone.map(|(_, goal)| (Some(goal), None)));
    pairs
}

/// The fields of a goal that either year has. Marks are not among them: those of two years may be of two scales.
fn fields(world: &World<'_>, (old, new): Pair<'_>) -> Vec<Sides> {
    type Field = fn(&Goal) -> Option<&str>;
    let all: [(&str, Field); 3] = [
        ("difference_goal", |goal| Some(&goal.text)),
        ("result", |goal| goal.result.as_deref()),
        ("direction", |goal| goal.direction.as_deref()),
    ];
    let sides = all.into_iter().filter_map(|(key, field)| {
        side_by_side(
            world.texts.get(key),
            old.and_then(field),
            new.and_then(field),
        )
    });
    sides.collect()
}

fn side_by_side(label: &str, old: Option<&str>, new: Option<&str>) -> Option<Sides> {
    if old.is_none() && new.is_none() {
        return None;
    }
    // What stands in one year alone is another text, not a changed one.
    let (older, newer, likeness) = sides(old.unwrap_or_default(), new.unwrap_or_default());
    Some(Sides {
        label: label.to_owned(),
        older,
        newer,
        same: likeness == Likeness::Same,
    })
}
