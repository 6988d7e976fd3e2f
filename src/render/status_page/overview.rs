//! The years with their four lists, in figures.

use schemars::JsonSchema;
use serde::Serialize;

use super::{FOLDER, YearStatus, folder, key, tally_text, title};
use crate::model::FiscalYear;
use crate::relate::List;
use crate::render::context::{Link, PageInfo};
use crate::render::links::Links;
use crate::render::world::World;

/// What `status.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct StatusPage {
    /// The names of the lists.
    pub lists: Vec<String>,
    /// The years held, newest first.
    pub years: Vec<StatusRow>,
    /// The first and the last year held, as one text.
    pub coverage: Option<String>,
    /// How many documents are held, other editions not counted.
    pub documents: usize,
}

/// A year.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct StatusRow {
    /// The year, with the link to its lists.
    pub year: Link,
    /// How much stands in each of the lists.
    pub cells: Vec<StatusCell>,
    /// Goals whose marks do not say in which list they belong.
    pub unknown: usize,
}

/// How much of a year stands in a list.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct StatusCell {
    /// In words: 「目標3件」
    pub text: String,
    /// The link to the list; none where it is empty.
    pub href: Option<String>,
    /// The link's name out of context: 「令和6年度 達成に至らなかった：目標3件」
    pub label: String,
}

/// The overview, and how much it has to say.
pub(in crate::render) fn overview(world: &World<'_>) -> (PageInfo, usize, StatusPage) {
    let title_text = world.texts.get("status_title").to_owned();
    let mut page = world.page(FOLDER, Some(title_text), &[]);
    page.description = Some(world.texts.get("status_description").to_owned());
    let links = page.links();
    let years = world.status().iter().rev();
    let years: Vec<StatusRow> = years
        .map(|(year, status)| row(world, *year, status, &links))
        .collect();
    let entries = years.len() * 6 + 10;
    let lists = List::ALL.map(|list| title(world, list).to_owned());
    let documents = world.archive.documents();
    let own = StatusPage {
        lists: lists.into(),
        coverage: world.coverage(),
        documents: documents.filter(|one| one.edition.is_none()).count(),
        years,
    };
    (page, entries, own)
}

fn row(world: &World<'_>, year: FiscalYear, status: &YearStatus, links: &Links) -> StatusRow {
    let place = folder(year, None);
    let cells = List::ALL.into_iter().zip(status.lists);
    let cells = cells.map(|(list, tally)| {
        let text = tally_text(world, tally);
        let values = [
            ("year", &*world.texts.short_year(year)),
            ("list", title(world, list)),
            ("count", &*text),
        ];
        StatusCell {
            label: world.texts.fill("status_cell", &values),
            href: (tally.entries() > 0).then(|| links.to(&format!("{place}#{}", key(list)))),
            text,
        }
    });
    StatusRow {
        year: Link {
            text: world.texts.year(year),
            href: Some(links.to(&place)),
        },
        cells: cells.collect(),
        unknown: status.unknown,
    }
}
