//! The contexts of the pages that list documents: home, years, organisations.

use schemars::JsonSchema;
use serde::Serialize;

use super::compare_page::wards_folder;
use super::context::{Link, PageInfo};
use super::feeds::FeedKey;
use super::links::Links;
use super::news::{NewsItem, news};
use super::organisation_page::{Silence, silence};
use super::standing::Standing;
use super::status_page;
use super::structured::web_site;
use super::world::World;
use super::year_table::{Table, table, wards_or_departments};
use crate::model::{Digest, FiscalYear, Organisation, OrganisationId, OrganisationKind};

/// What `home.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct HomePage {
    /// Whether there are wards; else the departments stand in their place.
    pub has_wards: bool,
    /// Each ward with its newest document.
    pub wards: Vec<Newest>,
    /// The years held, newest first.
    pub years: Vec<YearEntry>,
    /// The same as a table of wards and the newest years.
    pub table: Table,
    /// How many older years the table leaves out; the page of all years has them.
    pub older: usize,
    /// What is new, the newest first; empty where the content states no date.
    pub news: Vec<NewsItem>,
}

/// An organisation and its newest document.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct Newest {
    /// The organisation's name.
    pub name: String,
    /// The name's reading.
    pub kana: Option<String>,
    /// The link to its own page, if it has one.
    pub organisation: Option<String>,
    /// Its last day, in words, if it has one.
    pub until: Option<String>,
    /// The newest document, called by its year; none is 未収録.
    pub newest: Option<Link>,
    /// The sections below it that have pages.
    pub sections: Vec<Link>,
}

/// A year that is held.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct YearEntry {
    /// The year, with the link to its page.
    pub year: Link,
    /// How many documents are held, other editions not counted.
    pub documents: usize,
}

/// What `years.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct YearsPage {
    /// The years held, newest first.
    pub years: Vec<YearEntry>,
    /// The years between the first and the last of which nothing is held.
    pub missing: Vec<String>,
    /// Whether there are wards; else the departments stand in their place.
    pub has_wards: bool,
    /// The wards by years, all of them.
    pub table: Table,
    /// What the documents of each year do not say, newest first.
    pub silence: Vec<YearSilence>,
}

/// What the documents of a year do not say.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct YearSilence {
    /// The year, with the link to its page.
    pub year: Link,
    /// What they do not say.
    pub silence: Silence,
}

/// What `year.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct YearPage {
    /// The nearest years held.
    pub previous: Option<Link>,
    /// The same, after.
    pub next: Option<Link>,
    /// Organisations of one level under one heading.
    pub groups: Vec<YearGroup>,
    /// The link to the comparison of its wards.
    pub compare: String,
    /// The link to what was printed of its goals, if there is such a page.
    pub status: Option<String>,
}

/// Organisations of one level.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct YearGroup {
    /// What they are, or to whom they belong: 「区」「中央区の課」
    pub title: String,
    /// The organisations.
    pub rows: Vec<YearRow>,
}

/// An organisation in a year.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct YearRow {
    /// The organisation, with the link to its document, if it is held.
    pub organisation: Link,
    /// What is said of it.
    pub standing: Standing,
}

/// What `wards.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct WardsPage {
    /// Organisations of one level under one heading.
    pub groups: Vec<WardGroup>,
}

/// Organisations of one level.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct WardGroup {
    /// What they are: 「区」
    pub title: String,
    /// The organisations.
    pub organisations: Vec<Newest>,
}

/// How many years the table of the home page has: what fits beside the names without sideways scrolling.
const YEARS_AT_HOME: usize = 6;

/// The home page, and how much it has to say.
pub(super) fn home(world: &World<'_>) -> (PageInfo, usize, HomePage) {
    let mut page = world.page("", None, &[]);
    page.description = world.config.settings.site.description.clone();
    page.described.extend(web_site(world));
    let links = page.links();
    let (has_wards, wards) = wards_or_departments(world);
    let all: Vec<FiscalYear> = world.archive.years().rev().collect();
    let newest_years = &all[..all.len().min(YEARS_AT_HOME)];
    let entries = (wards.len() + 1) * (newest_years.len() + 2) + all.len() + 20;
    let own = HomePage {
        has_wards,
        wards: wards
            .iter()
            // Nobody lives in a ward that is no more; the table still has it.
            .filter(|ward| world.newest.is_none_or(|year| ward.exists_in(year)))
            .map(|ward| newest(world, ward, &links))
            .collect(),
        years: year_entries(world, &links),
        table: table(world, &wards, newest_years, &links),
        older: all.len() - newest_years.len(),
        news: news(world, &links),
    };
    (page, entries, own)
}

/// The list of years, and how much it has to say.
pub(super) fn years(world: &World<'_>) -> (PageInfo, usize, YearsPage) {
    let page = world.page(
        "years/",
        Some(world.texts.get("years_title").to_owned()),
        &[],
    );
    let links = page.links();
    let (has_wards, wards) = wards_or_departments(world);
    let all: Vec<FiscalYear> = world.archive.years().rev().collect();
    let missing = world.missing_years();
    let entries = (wards.len() + 1) * (all.len() + 2) + 3 * all.len() + missing.len();
    let own = YearsPage {
        years: year_entries(world, &links),
        missing,
        has_wards,
        table: table(world, &wards, &all, &links),
        silence: all
            .iter()
            .filter_map(|year| {
                Some(YearSilence {
                    year: year_link(world, *year, &links),
                    silence: silence(world, world.archive.in_year(*year))?,
                })
            })
            .collect(),
    };
    (page, entries, own)
}

/// A year, and how much it has to say.
pub(super) fn year(world: &World<'_>, year: FiscalYear) -> (PageInfo, usize, YearPage) {
    let title = world.texts.year(year);
    let way = [(
        world.texts.get("years_title").to_owned(),
        Some("years/".to_owned()),
    )];
    let mut page = world.page(&format!("{year}/"), Some(title), &way);
    world.add_feed(&mut page, &FeedKey::Year(year));
    let links = page.links();
    let years: Vec<FiscalYear> = world.archive.years().collect();
    let neighbour = |found: Option<&FiscalYear>| found.map(|year| year_link(world, *year, &links));
    let mut groups = Vec::new();
    let organisations = world.registry().organisations();
    for kind in [
        OrganisationKind::City,
        OrganisationKind::Ward,
        OrganisationKind::Department,
    ] {
        let rows: Vec<YearRow> = organisations
            .iter()
            .filter(|one| one.kind == kind && world.registry().is_listed_by_kind(one))
            .filter_map(|one| {
                let held = world.document(&one.id, year);
                // Of the city itself a document is not expected.
                let expected = kind != OrganisationKind::City && one.exists_in(year);
                (held.is_some() || expected).then(|| year_row(world, &one.name, held, &links))
            })
            .collect();
        if !rows.is_empty() {
            groups.push(YearGroup {
                title: world.kind(kind).to_owned(),
                rows,
            });
        }
    }
    groups.extend(section_groups(world, year, &links));
    let entries = groups.iter().map(|group| group.rows.len() + 1).sum();
    let own = YearPage {
        previous: neighbour(years.iter().rev().find(|other| **other < year)),
        next: neighbour(years.iter().find(|other| **other > year)),
        groups,
        compare: links.to(&wards_folder(year)),
        status: world
            .has_status()
            .then(|| links.to(&status_page::folder(year, None))),
    };
    (page, entries, own)
}

/// The sections of a year and whatever else is below others, by the organisation to which they belonged then.
fn section_groups(world: &World<'_>, year: FiscalYear, links: &Links) -> Vec<YearGroup> {
    let mut groups: Vec<(Option<&OrganisationId>, YearGroup)> = Vec::new();
    for digest in world.archive.in_year(year) {
        let organisation = world.registry().get(&digest.organisation);
        if organisation.is_some_and(|one| world.registry().is_listed_by_kind(one)) {
            continue;
        }
        let above = world.registry().ancestors_in(&digest.organisation, year);
        let parent = above.first().map(|parent| &parent.id);
        let name = organisation.map_or(digest.title.as_str(), |one| one.name.as_str());
        let row = year_row(world, name, Some(digest), links);
        match groups.iter_mut().find(|(known, _)| *known == parent) {
            Some((_, group)) => group.rows.push(row),
            None => {
                // Departments of two wards may have one name.
                let within = above.iter().rev().map(|one| (one.kind, one.name.as_str()));
                let within: String = within
                    .filter(|(kind, _)| above.len() == 1 || *kind != OrganisationKind::City)
                    .map(|(_, name)| name)
                    .collect();
                let title = if within.is_empty() {
                    world.texts.get("other_organisations").to_owned()
                } else {
                    world.texts.fill("sections_of", &[("name", &within)])
                };
                groups.push((
                    parent,
                    YearGroup {
                        title,
                        rows: vec![row],
                    },
                ));
            }
        }
    }
    groups.into_iter().map(|(_, group)| group).collect()
}

/// The list of organisations, and how much it has to say.
pub(super) fn wards(world: &World<'_>) -> (PageInfo, usize, WardsPage) {
    let page = world.page(
        "wards/",
        Some(world.texts.get("wards_title").to_owned()),
        &[],
    );
    let links = page.links();
    let kinds = [
        OrganisationKind::Ward,
        OrganisationKind::Department,
        OrganisationKind::City,
    ];
    let mut entries = 0;
    let groups = kinds.into_iter().filter_map(|kind| {
        let of_kind = world
            .registry()
            .organisations()
            .iter()
            .filter(|one| one.kind == kind && world.registry().is_listed_by_kind(one));
        let shown = of_kind.filter(|one| kind != OrganisationKind::City || world.has_page(&one.id));
        let organisations: Vec<Newest> = shown.map(|one| newest(world, one, &links)).collect();
        entries += organisations
            .iter()
            .map(|one| one.sections.len() + 1)
            .sum::<usize>();
        (!organisations.is_empty()).then(|| WardGroup {
            title: world.kind(kind).to_owned(),
            organisations,
        })
    });
    let groups = groups.collect();
    (page, entries, WardsPage { groups })
}

fn year_entries(world: &World<'_>, links: &Links) -> Vec<YearEntry> {
    let years = world.archive.years().rev();
    years
        .map(|year| YearEntry {
            year: year_link(world, year, links),
            documents: world.archive.in_year(year).count(),
        })
        .collect()
}

pub(super) fn year_link(world: &World<'_>, year: FiscalYear, links: &Links) -> Link {
    Link {
        text: world.texts.year(year),
        href: Some(links.to(&format!("{year}/"))),
    }
}

pub(super) fn organisation_link(
    world: &World<'_>,
    organisation: &Organisation,
    links: &Links,
) -> Link {
    let folder = format!("organisations/{}/", organisation.id);
    Link {
        text: organisation.name.clone(),
        href: world.has_page(&organisation.id).then(|| links.to(&folder)),
    }
}

/// The same, with the organisations above it: where those of several wards stand beside each other.
pub(super) fn full_organisation_link(
    world: &World<'_>,
    organisation: &Organisation,
    links: &Links,
) -> Link {
    Link {
        text: world.full_name(organisation, None),
        ..organisation_link(world, organisation, links)
    }
}

fn newest(world: &World<'_>, organisation: &Organisation, links: &Links) -> Newest {
    let newest = world.archive.of_organisation(&organisation.id).next_back();
    let sections = world.registry().organisations().iter().filter(|one| {
        !world.registry().is_listed_by_kind(one)
            && one.parent.as_ref() == Some(&organisation.id)
            && world.has_page(&one.id)
    });
    Newest {
        name: organisation.name.clone(),
        kana: organisation.kana.clone(),
        organisation: organisation_link(world, organisation, links).href,
        until: organisation.valid_to.map(|date| world.texts.date(date)),
        newest: newest.map(|digest| Link {
            text: world
                .texts
                .marked(digest, world.texts.year(digest.fiscal_year)),
            href: Some(links.to(&digest.id.folder())),
        }),
        sections: sections
            .map(|one| organisation_link(world, one, links))
            .collect(),
    }
}

fn year_row(world: &World<'_>, name: &str, held: Option<&Digest>, links: &Links) -> YearRow {
    YearRow {
        organisation: Link {
            text: name.to_owned(),
            href: held.map(|digest| links.to(&digest.id.folder())),
        },
        standing: match held {
            Some(digest) => Standing::of(digest, world.newest, world.texts),
            None => Standing::not_held(world.texts),
        },
    }
}
