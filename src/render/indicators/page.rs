//! The context of `indicator.html`.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::chart::{ChartView, chart};
use super::row::{IndicatorRow, row};
use super::{folder, full_name, period, sentences, top};
use crate::model::{Better, Digest, FiscalYear, Organisation, OrganisationId};
use crate::relate::{IndicatorEntry, Series};
use crate::render::context::{Link, PageInfo};
use crate::render::links::Links;
use crate::render::world::World;

/// What `indicator.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct IndicatorPage {
    /// The indicator's name; the page of one ward of many is called by both.
    pub name: String,
    /// How many documents speak of it, editions of one document as one.
    pub documents: usize,
    /// The first and the last year of them, in words.
    pub years: Option<String>,
    /// Whether any figures of it are held.
    pub measured: bool,
    /// On the page of one ward: the page of the whole indicator.
    pub whole: Option<Link>,
    /// The wards and departments that have pages of their own, because there are too many for one.
    pub parts: Vec<PartLink>,
    /// The figures, organisation by organisation in the city's order.
    pub organisations: Vec<OrganisationFigures>,
    /// The documents that refer to it as a policy indicator, without figures, newest first.
    pub policy: Vec<PolicyYear>,
}

/// A ward with a page of its own.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct PartLink {
    /// The ward, with the link to its page of this indicator.
    pub link: Link,
    /// How many organisations it has there.
    pub organisations: usize,
}

/// The figures of one organisation.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct OrganisationFigures {
    /// The anchor of its heading.
    pub id: String,
    /// The organisation, with the link to its page; none for figures of the municipality as a whole.
    pub organisation: Option<Link>,
    /// What it is called with the ward to which it belongs.
    pub name: String,
    /// Organisations whose place it took, with the links to their figures on this page.
    pub predecessors: Vec<Link>,
    /// Organisations that took its place, likewise.
    pub successors: Vec<Link>,
    /// Which way is better, in words, where documents say so and agree.
    pub better: Option<String>,
    /// The figures, oldest first.
    pub rows: Vec<IndicatorRow>,
    /// A chart for each unit of which there are figures of two years.
    pub charts: Vec<ChartView>,
    /// Why there is no chart, where there is none.
    pub no_chart: Option<String>,
}

/// The documents of a year.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct PolicyYear {
    /// The year.
    pub year: String,
    /// The documents, called by their organisations.
    pub documents: Vec<Link>,
}

/// From more organisations with figures on, wards have pages of their own: the page would be too long for a phone.
const MOST_ORGANISATIONS: usize = 24;
/// Likewise from more documents on that name it without figures.
const MOST_MENTIONS: usize = 600;

/// Which of its lists stand on the pages of wards.
#[derive(Debug, Clone, Copy)]
struct Split {
    figures: bool,
    policy: bool,
}

impl Split {
    fn of(world: &World<'_>, entry: &IndicatorEntry) -> Self {
        Self {
            figures: entry.organisations(world.archive).len() > MOST_ORGANISATIONS,
            policy: entry.policy.len() > MOST_MENTIONS,
        }
    }
}

/// The wards and departments that have pages of their own for an indicator, in the city's order; mostly none.
pub(in crate::render) fn parts(world: &World<'_>, entry: &IndicatorEntry) -> Vec<OrganisationId> {
    counted_parts(world, entry)
        .into_iter()
        .map(|(id, _)| id)
        .collect()
}

fn counted_parts(world: &World<'_>, entry: &IndicatorEntry) -> Vec<(OrganisationId, usize)> {
    let split = Split::of(world, entry);
    let mut organisations = BTreeSet::new();
    if split.figures {
        organisations.extend(entry.organisations(world.archive));
    }
    if split.policy {
        let digests = entry
            .policy
            .iter()
            .filter_map(|id| world.archive.document(id));
        organisations.extend(digests.map(|digest| &digest.organisation));
    }
    let mut tops: BTreeMap<(usize, &OrganisationId), usize> = BTreeMap::new();
    for id in organisations {
        let top = top(world, id);
        let position = world.registry().position(top).unwrap_or(usize::MAX);
        *tops.entry((position, top)).or_default() += 1;
    }
    let tops = tops.into_iter();
    tops.map(|((_, id), count)| (id.clone(), count)).collect()
}

/// The page of an indicator, or of one ward of it, and how much it has to say.
pub(in crate::render) fn indicator(
    world: &World<'_>,
    entry: &IndicatorEntry,
    part: Option<&OrganisationId>,
) -> (PageInfo, usize, IndicatorPage) {
    let texts = world.texts;
    let page = page_info(world, entry, part);
    let links = page.links();
    let parts = counted_parts(world, entry);
    let split = Split::of(world, entry);
    // What belongs to no ward stays on the page of the whole.
    let is_here = |series: &Series<'_>| match (series.organisation, part) {
        (Some(id), Some(part)) => split.figures && top(world, id) == part,
        (None, Some(_)) => false,
        (Some(_), None) => !split.figures,
        (None, None) => true,
    };
    let mut all = world.archive.series(entry);
    all.retain(is_here);
    let shown: Vec<&OrganisationId> = all
        .iter()
        .filter_map(|series| series.organisation)
        .collect();
    let organisations: Vec<OrganisationFigures> = all
        .iter()
        .map(|series| figures(world, series, &entry.name, &shown, &links))
        .collect();
    let is_named_here = |digest: &&Digest| match part {
        Some(part) => split.policy && top(world, &digest.organisation) == part,
        None => !split.policy,
    };
    let named = entry
        .policy
        .iter()
        .filter_map(|id| world.archive.document(id));
    let policy = policy(world, named.filter(is_named_here), &links);
    let documents = entry.documents();
    let years = documents
        .iter()
        .filter_map(|id| FiscalYear::parse(id.as_str().split('/').next()?));
    let years = years.chain(entry.given_years());
    let of_chart = |chart: &ChartView| chart.markers.len() + chart.levels.len() + 20;
    let of_organisation = |one: &OrganisationFigures| {
        20 + one.rows.len() * 8 + one.charts.iter().map(of_chart).sum::<usize>()
    };
    let entries = 20
        + organisations.iter().map(of_organisation).sum::<usize>()
        + parts.len() * 2
        + policy
            .iter()
            .map(|year| year.documents.len() + 2)
            .sum::<usize>();
    let own = IndicatorPage {
        name: entry.name.clone(),
        documents: documents.len(),
        years: period(world, years),
        measured: entry.is_measured(),
        whole: part.map(|_| Link {
            text: texts.fill("indicator_whole", &[("name", &entry.name)]),
            href: Some(links.to(&folder(entry))),
        }),
        parts: if part.is_some() {
            Vec::new()
        } else {
            parts
                .into_iter()
                .map(|(id, organisations)| PartLink {
                    link: Link {
                        text: full_name(world, &id),
                        href: Some(links.to(&format!("{}{id}/", folder(entry)))),
                    },
                    organisations,
                })
                .collect()
        },
        organisations,
        policy,
    };
    (page, entries, own)
}

fn page_info(world: &World<'_>, entry: &IndicatorEntry, part: Option<&OrganisationId>) -> PageInfo {
    let texts = world.texts;
    let list = texts.get("indicators_title").to_owned();
    let mut way = vec![(list, Some("indicators/".to_owned()))];
    let (place, title) = match part {
        Some(part) => {
            way.push((entry.name.clone(), Some(folder(entry))));
            let ward = full_name(world, part);
            let values = [("name", &*entry.name), ("organisation", &*ward)];
            let title = texts.fill("indicator_part", &values);
            (format!("{}{part}/", folder(entry)), title)
        }
        None => (folder(entry), entry.name.clone()),
    };
    let mut page = world.page(&place, Some(title), &way);
    let key = if entry.is_measured() {
        "indicator_description"
    } else {
        "indicator_description_policy"
    };
    page.description = Some(texts.fill(key, &[("name", &entry.name)]));
    page
}

fn figures(
    world: &World<'_>,
    series: &Series<'_>,
    name: &str,
    shown: &[&OrganisationId],
    links: &Links,
) -> OrganisationFigures {
    let texts = world.texts;
    let anchor = |id: &OrganisationId| format!("of-{id}");
    let kin = |all: Vec<&Organisation>| -> Vec<Link> {
        let here = all.into_iter().filter(|one| shown.contains(&&one.id));
        here.map(|one| Link {
            text: full_name(world, &one.id),
            href: Some(format!("#{}", anchor(&one.id))),
        })
        .collect()
    };
    let own_name = series.organisation.map_or_else(
        || texts.get("indicator_whole_city").to_owned(),
        |id| full_name(world, id),
    );
    let id = series
        .organisation
        .map_or_else(|| "whole".to_owned(), anchor);
    let lines = series.lines();
    let charts: Vec<ChartView> = lines
        .iter()
        .enumerate()
        .filter_map(|(at, lines)| {
            let title = sentences::chart_title(world, name, &own_name);
            chart(world, format!("chart-{id}-{at}"), title, lines)
        })
        .collect();
    let no_chart = charts.is_empty().then(|| {
        let key = if lines.is_empty() {
            "no_chart_numbers"
        } else {
            "no_chart_years"
        };
        texts.get(key).to_owned()
    });
    OrganisationFigures {
        organisation: series.organisation.map(|id| Link {
            text: own_name.clone(),
            href: world
                .has_page(id)
                .then(|| links.to(&format!("organisations/{id}/"))),
        }),
        name: own_name,
        predecessors: series
            .organisation
            .map(|id| kin(world.registry().predecessors(id)))
            .unwrap_or_default(),
        successors: series
            .organisation
            .map(|id| kin(world.registry().successors(id)))
            .unwrap_or_default(),
        better: better(series).map(|better| {
            let key = match better {
                Better::Up => "indicator_up",
                Better::Down => "indicator_down",
            };
            texts.get(key).to_owned()
        }),
        rows: series
            .rows
            .iter()
            .map(|one| row(world, one, links))
            .collect(),
        charts,
        no_chart,
        id,
    }
}

/// Which way is better, where any row says so and none says otherwise.
fn better(series: &Series<'_>) -> Option<Better> {
    let mut said = series.rows.iter().filter_map(|row| row.better);
    let first = said.next()?;
    said.all(|other| other == first).then_some(first)
}

/// Documents that refer to an indicator without figures, newest first.
fn policy<'a>(
    world: &World<'_>,
    digests: impl Iterator<Item = &'a Digest>,
    links: &Links,
) -> Vec<PolicyYear> {
    let mut years: BTreeMap<FiscalYear, Vec<&Digest>> = BTreeMap::new();
    for digest in digests {
        years.entry(digest.fiscal_year).or_default().push(digest);
    }
    let position = |digest: &&Digest| {
        let position = world.registry().position(&digest.organisation);
        (position.unwrap_or(usize::MAX), digest.id.clone())
    };
    let mut found = Vec::new();
    for (year, mut digests) in years.into_iter().rev() {
        digests.sort_by_cached_key(position);
        let documents = digests.into_iter().map(|digest| Link {
            text: world
                .texts
                .marked(digest, full_name(world, &digest.organisation)),
            href: Some(links.to(&digest.id.folder())),
        });
        found.push(PolicyYear {
            year: world.texts.year(year),
            documents: documents.collect(),
        });
    }
    found
}
