//! The context of `scales.html`: how marks were decided, scale by scale and year by year.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::context::{Link, PageInfo};
use super::world::World;
use crate::config::{Form, ScaleEntry};
use crate::model::{Evaluation, FiscalYear, YearRange};
use crate::relate::ScaleUse;

/// What `scales.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ScalesPage {
    /// How many documents are held, editions of one document as one.
    pub documents: usize,
    /// How many of them print any mark.
    pub marked: usize,
    /// How many of them print how many goals there are and how many of those were achieved.
    pub counted: usize,
    /// How many of them print results in words.
    pub with_results: usize,
    /// The scales of which documents have marks, in the order of the years in which they came.
    pub used: Vec<ScaleInfo>,
    /// Scales that are registered and of which no document that is held has a mark.
    pub unused: Vec<ScaleInfo>,
    /// Marks that belong to no registered scale, as printed.
    pub unknown: Vec<UnknownMark>,
    /// Which scales were in use in each year, oldest first.
    pub years: Vec<ScaleYear>,
}

/// A scale, and what its marks mean.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ScaleInfo {
    /// The anchor of its heading.
    pub id: String,
    /// Its name.
    pub name: String,
    /// What documents that have it are called.
    pub series: Option<String>,
    /// The years for which it is registered, in words.
    pub registered: Option<String>,
    /// The first and the last year of documents that have marks of it, in words.
    pub years: Option<String>,
    /// How many documents have marks of it.
    pub documents: usize,
    /// Its marks, in the order in which the city lists them.
    pub marks: Vec<ScaleMarkInfo>,
}

/// A mark of a scale.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ScaleMarkInfo {
    /// The mark in its spellings.
    pub texts: Vec<String>,
    /// How the city defines it.
    pub meaning: Option<String>,
}

/// A mark that belongs to no registered scale.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct UnknownMark {
    /// As printed.
    pub raw: String,
    /// How many documents have it.
    pub documents: usize,
    /// The first and the last year of those, in words.
    pub years: String,
}

/// The scales of one year.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ScaleYear {
    /// The year, with the link to its page.
    pub year: Link,
    /// The scales, with the links to what they mean, and how many documents have marks of each.
    pub scales: Vec<ScaleOfYear>,
    /// Scales that the year before that is listed did not have.
    pub begun: Vec<String>,
    /// Scales that only that year had.
    pub ended: Vec<String>,
}

/// A scale in a year.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ScaleOfYear {
    /// The scale, with the link to what it means.
    pub scale: Link,
    /// How many documents of the year have marks of it.
    pub documents: usize,
}

/// The page of scales, and how much it has to say.
pub(super) fn scales(world: &World<'_>) -> (PageInfo, usize, ScalesPage) {
    let texts = world.texts;
    let title = texts.get("scales_page_title").to_owned();
    let mut page = world.page("scales/", Some(title), &[]);
    page.description = Some(texts.get("scales_page_description").to_owned());
    let found = ScaleUse::of(world.archive);
    let mut used = Vec::new();
    let mut unused = Vec::new();
    for form in &world.config.forms {
        for scale in &form.scales {
            match found.scales.get(&scale.id) {
                Some(years) => used.push((
                    years.keys().next().copied(),
                    info(world, form, scale, Some(years)),
                )),
                None => unused.push(info(world, form, scale, None)),
            }
        }
    }
    // Stable: scales of one year stay in the order of the forms.
    used.sort_by_key(|(first, _)| *first);
    let used: Vec<ScaleInfo> = used.into_iter().map(|(_, scale)| scale).collect();
    let unknown: Vec<UnknownMark> = found
        .unknown
        .iter()
        .map(|(raw, years)| UnknownMark {
            raw: raw.clone(),
            documents: years.values().sum(),
            years: period(world, years).unwrap_or_default(),
        })
        .collect();
    let years = years(world, &found, &used, &page);
    let marks = |all: &[ScaleInfo]| {
        all.iter()
            .map(|scale| scale.marks.len() + 10)
            .sum::<usize>()
    };
    let entries = 20
        + marks(&used)
        + marks(&unused)
        + 2 * unknown.len()
        + years
            .iter()
            .map(|year| 4 + 3 * year.scales.len())
            .sum::<usize>();
    let main: Vec<_> = world
        .archive
        .documents()
        .filter(|one| one.edition.is_none())
        .collect();
    let both = |one: Evaluation| one.goals.is_some() && one.achieved.is_some();
    let own = ScalesPage {
        documents: main.len(),
        marked: found.marked,
        counted: main
            .iter()
            .filter(|one| one.evaluation.is_some_and(both))
            .count(),
        with_results: main
            .iter()
            .filter(|one| one.goals.iter().any(|goal| goal.has_result))
            .count(),
        used,
        unused,
        unknown,
        years,
    };
    (page, entries, own)
}

fn info(
    world: &World<'_>,
    form: &Form,
    scale: &ScaleEntry,
    years: Option<&BTreeMap<FiscalYear, usize>>,
) -> ScaleInfo {
    ScaleInfo {
        id: format!("scale-{}", scale.id),
        name: scale.name.clone(),
        series: form.series.clone(),
        registered: registered(world, scale.years.unwrap_or(form.years)),
        years: years.and_then(|years| period(world, years)),
        documents: years.map_or(0, |years| years.values().sum()),
        marks: scale
            .mark
            .iter()
            .map(|mark| ScaleMarkInfo {
                texts: mark.text.clone(),
                meaning: mark.meaning.clone(),
            })
            .collect(),
    }
}

/// The years for which a scale is registered; none where any year would do.
fn registered(world: &World<'_>, years: YearRange) -> Option<String> {
    let year = |year: u16| world.texts.year(FiscalYear::from_western(year));
    let values = |from: &str, to: &str| world.texts.fill("period", &[("from", from), ("to", to)]);
    let (first, last) = years.ends().into_inner();
    let ends = (
        Some(first).filter(|year| *year != u16::MIN),
        Some(last).filter(|year| *year != u16::MAX),
    );
    match ends {
        (None, None) => None,
        (Some(from), None) => Some(world.texts.fill("scale_from", &[("from", &year(from))])),
        (None, Some(to)) => Some(world.texts.fill("scale_to", &[("to", &year(to))])),
        (Some(from), Some(to)) if from == to => Some(year(from)),
        (Some(from), Some(to)) => Some(values(&year(from), &year(to))),
    }
}

fn period(world: &World<'_>, years: &BTreeMap<FiscalYear, usize>) -> Option<String> {
    let year = |year: &FiscalYear| world.texts.year(*year);
    let (first, last) = (years.keys().next()?, years.keys().next_back()?);
    if first == last {
        return Some(year(first));
    }
    let values = [("from", &*year(first)), ("to", &*year(last))];
    Some(world.texts.fill("period", &values))
}

fn years(
    world: &World<'_>,
    found: &ScaleUse,
    used: &[ScaleInfo],
    page: &PageInfo,
) -> Vec<ScaleYear> {
    let links = page.links();
    let all: BTreeSet<FiscalYear> = found
        .scales
        .values()
        .flat_map(BTreeMap::keys)
        .copied()
        .collect();
    let of_year = |year: FiscalYear| -> Vec<(&ScaleInfo, usize)> {
        let counted = used.iter().filter_map(|scale| {
            let id = scale.id.strip_prefix("scale-")?;
            Some((scale, *found.scales.get(id)?.get(&year)?))
        });
        counted.collect()
    };
    let mut before: Option<Vec<&str>> = None;
    let mut years = Vec::new();
    for year in all {
        let scales = of_year(year);
        let now: Vec<&str> = scales.iter().map(|(scale, _)| &*scale.id).collect();
        let names = |ids: &[&str], without: &[&str]| -> Vec<String> {
            let ids = ids.iter().filter(|id| !without.contains(id));
            ids.filter_map(|id| used.iter().find(|scale| scale.id == **id))
                .map(|scale| scale.name.clone())
                .collect()
        };
        let (begun, ended) = match &before {
            Some(before) => (names(&now, before), names(before, &now)),
            None => (Vec::new(), Vec::new()),
        };
        years.push(ScaleYear {
            year: super::listing::year_link(world, year, &links),
            scales: scales
                .iter()
                .map(|(scale, documents)| ScaleOfYear {
                    scale: Link {
                        text: scale.name.clone(),
                        href: Some(format!("#{}", scale.id)),
                    },
                    documents: *documents,
                })
                .collect(),
            begun,
            ended,
        });
        before = Some(now);
    }
    years
}
