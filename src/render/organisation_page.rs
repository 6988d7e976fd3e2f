//! The context of `organisation.html`.

mod heads;
mod sections;
mod silence;
mod timeline;

use schemars::JsonSchema;
use serde::Serialize;

use super::context::{ContactView, Link, PageInfo};
use super::feeds::FeedKey;
use super::links::Links;
use super::listing::{full_organisation_link, organisation_link};
use super::world::World;
use crate::model::{Change, ChangeKind, Organisation, OrganisationId, OrganisationKind};
use crate::relate::missing_years;

use heads::{HeadsOfYear, heads};
use sections::{SectionView, sections};
pub(super) use silence::{Silence, silence};
use timeline::{OrganisationYear, timeline};

/// What `organisation.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct OrganisationPage {
    /// The name's reading.
    pub kana: Option<String>,
    /// The name in Latin letters.
    pub romaji: Option<String>,
    /// What it is: 「区」
    pub kind: String,
    /// 全国地方公共団体コード
    pub code: Option<String>,
    /// The organisation to which it belongs.
    pub parent: Option<Link>,
    /// The short forms of its name, one after the other.
    pub abbreviations: Option<String>,
    /// How to reach it.
    pub contact: Option<ContactView>,
    /// Its first and last day, in words.
    pub valid_from: Option<String>,
    /// The same, the last.
    pub valid_to: Option<String>,
    /// The organisations whose place it took.
    pub predecessors: Vec<Link>,
    /// The organisations that took its place.
    pub successors: Vec<Link>,
    /// The link to its goals from year to year, where any document of it is held.
    pub changes_link: Option<String>,
    /// What happened to it, oldest first: renames, merges, splits.
    pub changes: Vec<ChangeView>,
    /// The years that the archive covers, newest first, with the documents of those that were there before it and came
    /// after it.
    pub years: Vec<OrganisationYear>,
    /// The years between its first and last document of which nothing is held, though it existed.
    pub missing: Vec<String>,
    /// What its documents do not say; none where it has no document.
    pub silence: Option<Silence>,
    /// Whom its documents name as heads, newest first.
    pub heads: Vec<HeadsOfYear>,
    /// The organisations below it that have pages, and those that once stood below it.
    pub sections: Vec<SectionView>,
}

/// What happened on one day.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ChangeView {
    /// The day, in words, and whether it was in the middle of a fiscal year.
    pub date: String,
    /// What happened: 改称
    pub kind: String,
    /// The organisations before.
    pub from: Vec<Link>,
    /// The organisations after.
    pub to: Vec<Link>,
    /// A word of explanation.
    pub note: Option<String>,
}

/// An organisation's page, and how much it has to say. None where there is no such organisation.
pub(super) fn organisation(
    world: &World<'_>,
    id: &OrganisationId,
) -> Option<(PageInfo, usize, OrganisationPage)> {
    let organisation = world.registry().get(id)?;
    let ancestors = world.registry().ancestors(id);
    let mut way = vec![(
        world.texts.get("wards_title").to_owned(),
        Some("wards/".to_owned()),
    )];
    let above = ancestors
        .iter()
        .rev()
        .filter(|above| above.kind != OrganisationKind::City);
    way.extend(above.map(|above| {
        (
            above.name.clone(),
            Some(format!("organisations/{}/", above.id)),
        )
    }));
    let mut page = world.page(
        &format!("organisations/{id}/"),
        // Sections of two wards may have one name.
        Some(world.full_name(organisation, None)),
        &way,
    );
    page.description = Some(
        world
            .texts
            .fill("organisation_description", &[("name", &organisation.name)]),
    );
    world.add_feed(&mut page, &FeedKey::Organisation(id.clone()));
    let links = page.links();
    let years = timeline(world, organisation, &links);
    let sections = sections(world, organisation, &links);
    let heads = heads(world, id, &links);
    let missing = missing_years(world.archive, organisation).into_iter();
    let missing: Vec<String> = missing.map(|year| world.texts.year(year)).collect();
    let named: usize = heads.iter().map(|year| year.heads.len() + 1).sum();
    let entries = 2 * years.len() + sections.len() + named + missing.len();
    let all_linked = |organisations: Vec<&Organisation>| {
        let linked = organisations.into_iter();
        linked
            .map(|one| full_organisation_link(world, one, &links))
            .collect()
    };
    let own = OrganisationPage {
        kana: organisation.kana.clone(),
        romaji: organisation.romaji.clone(),
        kind: world.kind(organisation.kind).to_owned(),
        code: organisation.code.clone(),
        parent: ancestors
            .first()
            .map(|parent| organisation_link(world, parent, &links)),
        abbreviations: (!organisation.abbreviations.is_empty())
            .then(|| organisation.abbreviations.join("、")),
        contact: organisation.contact.as_ref().map(ContactView::of),
        valid_from: organisation.valid_from.map(|date| world.texts.day(date)),
        valid_to: organisation.valid_to.map(|date| world.texts.day(date)),
        predecessors: all_linked(world.registry().predecessors(id)),
        successors: all_linked(world.registry().successors(id)),
        changes_link: world
            .archive
            .of_organisation(id)
            .next()
            .map(|_| links.to(&format!("organisations/{id}/changes/"))),
        changes: changes(world, id, &links),
        years,
        missing,
        silence: silence(world, world.archive.of_organisation(id)),
        heads,
        sections,
    };
    Some((page, entries, own))
}

fn changes(world: &World<'_>, id: &OrganisationId, links: &Links) -> Vec<ChangeView> {
    let concerns = |change: &&Change| change.from.contains(id) || change.to.contains(id);
    let mut changes: Vec<&Change> = world.registry().changes().iter().filter(concerns).collect();
    changes.sort_by_key(|change| change.date);
    let known = |ids: &[OrganisationId]| -> Vec<&Organisation> {
        let known = ids.iter().filter_map(|id| world.registry().get(id));
        known.collect()
    };
    let linked = |organisations: &[&Organisation]| {
        let all = organisations.iter();
        all.map(|one| full_organisation_link(world, one, links))
            .collect()
    };
    let views = changes.into_iter().map(|change| {
        let (mut from, mut to) = (known(&change.from), known(&change.to));
        let same_name = match (from.as_slice(), to.as_slice()) {
            ([from], [to]) => from.name == to.name,
            _ => false,
        };
        // Who is moved stays the same; what changes is to whom it belongs.
        if change.kind == ChangeKind::Move && change.to.contains(id) {
            let parent = |id: Option<&OrganisationId>| id.and_then(|id| world.registry().get(id));
            from = parent(change.from_parent.as_ref()).into_iter().collect();
            let organisation = world.registry().get(id);
            to = parent(organisation.and_then(|one| one.parent.as_ref()))
                .into_iter()
                .collect();
        }
        let kind = match change.kind {
            // 天竜区 of Hamamatsu stayed 天竜区, and became another ward in law.
            ChangeKind::Rename if same_name => "change_renewal",
            ChangeKind::Rename => "change_rename",
            ChangeKind::Merge => "change_merge",
            ChangeKind::Split => "change_split",
            ChangeKind::Move => "change_move",
        };
        ChangeView {
            date: world.texts.day_of_change(change.date),
            kind: world.texts.get(kind).to_owned(),
            from: linked(&from),
            to: linked(&to),
            note: change.note.clone(),
        }
    });
    views.collect()
}
