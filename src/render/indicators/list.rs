//! The context of `indicators.html`.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::{folder, full_name, period, top};
use crate::model::{DocumentId, FiscalYear, OrganisationId};
use crate::relate::IndicatorEntry;
use crate::render::context::{Link, PageInfo};
use crate::render::links::Links;
use crate::render::world::World;

/// What `indicators.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct IndicatorsPage {
    /// How many indicators there are.
    pub total: usize,
    /// The indicators, a group a heading.
    pub groups: Vec<IndicatorGroup>,
}

/// Indicators under one heading. Each stands in one group only.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct IndicatorGroup {
    /// The anchor of its heading.
    pub id: String,
    /// What they have in common: policy indicators, several wards, one ward.
    pub title: String,
    /// The indicators.
    pub indicators: Vec<IndicatorView>,
}

/// An indicator in the list.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct IndicatorView {
    /// Its name, with the link to its page.
    pub link: Link,
    /// How many documents speak of it, editions of one document as one.
    pub documents: usize,
    /// How many organisations published those.
    pub organisations: usize,
    /// The first and the last year of them, in words.
    pub years: Option<String>,
    /// Whether figures of it are held.
    pub measured: bool,
}

/// In which group an indicator stands, in the order of the groups.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Place {
    Policy,
    Shared,
    /// The position of the organisation in the city's order.
    Of(usize, OrganisationId),
    Elsewhere,
}

/// The list of indicators, and how much it has to say.
pub(in crate::render) fn indicators(world: &World<'_>) -> (PageInfo, usize, IndicatorsPage) {
    let title = world.texts.get("indicators_title").to_owned();
    let page = world.page("indicators/", Some(title), &[]);
    let links = page.links();
    let mut groups: BTreeMap<Place, Vec<IndicatorView>> = BTreeMap::new();
    let all = world.archive.indicators().all();
    let total = all.len();
    for entry in all {
        let (place, view) = view(world, entry, &links);
        groups.entry(place).or_default().push(view);
    }
    let groups: Vec<IndicatorGroup> = groups
        .into_iter()
        .map(|(place, indicators)| IndicatorGroup {
            id: match &place {
                Place::Policy => "policy".to_owned(),
                Place::Shared => "shared".to_owned(),
                Place::Of(_, id) => format!("of-{id}"),
                Place::Elsewhere => "elsewhere".to_owned(),
            },
            title: match &place {
                Place::Policy => world.texts.get("indicators_policy").to_owned(),
                Place::Shared => world.texts.get("indicators_shared").to_owned(),
                Place::Of(_, id) => {
                    let name = full_name(world, id);
                    world.texts.fill("indicators_of", &[("name", &name)])
                }
                Place::Elsewhere => world.texts.get("indicators_elsewhere").to_owned(),
            },
            indicators,
        })
        .collect();
    let entries = 2 * total + 4 * groups.len() + 8;
    (page, entries, IndicatorsPage { total, groups })
}

fn view(world: &World<'_>, entry: &IndicatorEntry, links: &Links) -> (Place, IndicatorView) {
    let documents = entry.documents();
    // Where only another edition speaks of it, there is still the main one's organisation and year.
    let digests = documents.iter().filter_map(|id| digest(world, id));
    let mut years: BTreeSet<FiscalYear> = BTreeSet::new();
    let mut organisations: BTreeSet<&OrganisationId> = BTreeSet::new();
    for digest in digests {
        years.insert(digest.fiscal_year);
        organisations.insert(&digest.organisation);
    }
    let publishers = organisations.len();
    years.extend(entry.given_years());
    organisations.extend(entry.organisations(world.archive));
    let tops: BTreeSet<&OrganisationId> = organisations.iter().map(|id| top(world, id)).collect();
    let mut tops = tops.into_iter();
    let place = match (entry.policy.is_empty(), tops.next(), tops.next()) {
        (false, ..) => Place::Policy,
        (true, Some(only), None) => {
            let position = world.registry().position(only).unwrap_or(usize::MAX);
            Place::Of(position, only.clone())
        }
        (true, Some(_), Some(_)) => Place::Shared,
        (true, None, _) => Place::Elsewhere,
    };
    let view = IndicatorView {
        link: Link {
            text: entry.name.clone(),
            href: Some(links.to(&folder(entry))),
        },
        documents: documents.len(),
        organisations: publishers,
        years: period(world, years.into_iter()),
        measured: entry.is_measured(),
    };
    (place, view)
}

fn digest<'a>(world: &World<'a>, id: &DocumentId) -> Option<&'a crate::model::Digest> {
    let main = world.archive.document(id);
    main.or_else(|| world.archive.other_editions(id).next())
}
