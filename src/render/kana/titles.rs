//! The organisations with their documents, in the order of kana.

use ayumi_japanese::kana::to_hiragana;
use ayumi_japanese::reading::is_kana_text;
use schemars::JsonSchema;
use serde::Serialize;

use super::sheets::{IndexWays, Sheet, letter, sheets};
use super::{FOLDER, SheetInfo};
use crate::model::{Digest, Organisation, OrganisationId};
use crate::render::context::{Link, PageInfo};
use crate::render::links::Links;
use crate::render::listing::full_organisation_link;
use crate::render::words::order;
use crate::render::world::World;

/// The part of the index.
pub(in crate::render) const PART: &str = "titles";

/// Links on a page, as far as organisations are not divided: some 60 KB of HTML, 6 KB as it is sent.
const MOST_LINKS: usize = 300;

/// What `kana_titles.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct KanaTitlesPage {
    /// The letter, and the ways to other pages of the index.
    #[serde(flatten)]
    pub ways: IndexWays,
    /// The organisations, in the order of kana; those without a known reading by their names.
    pub organisations: Vec<IndexedOrganisation>,
}

/// An organisation with its documents.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct IndexedOrganisation {
    /// The organisation with those above it, and the link to its page.
    pub organisation: Link,
    /// The name's reading, where the registry says it.
    pub kana: Option<String>,
    /// Its documents, called by their years, the newest first.
    pub documents: Vec<Link>,
}

/// The pages: which organisations stand on each.
pub(in crate::render) fn title_sheets(world: &World<'_>) -> Vec<Sheet<OrganisationId>> {
    let mut entries: Vec<_> = world
        .organisations_with_documents()
        .filter_map(|id| world.registry().get(id))
        .map(|one| {
            let reading = reading(one);
            let letter = reading.and_then(letter);
            let hiragana = to_hiragana(reading.unwrap_or(&one.name));
            // What has no letter stands at the end.
            let key = (letter.is_none(), order(&hiragana), hiragana);
            (key, letter, one)
        })
        .collect();
    // Those that read alike stand as the registry has them.
    entries.sort_by(|(one, ..), (other, ..)| one.cmp(other));
    let entries = entries.into_iter().map(|(_, letter, one)| (letter, one));
    let cut = sheets(
        entries.collect(),
        MOST_LINKS,
        |one| 1 + documents(world, one).count(),
        |one| one.name.clone(),
    );
    let owned = |sheet: Sheet<&Organisation>| Sheet {
        info: sheet.info,
        entries: sheet.entries.iter().map(|one| one.id.clone()).collect(),
    };
    cut.into_iter().map(owned).collect()
}

/// How a name is read: as the registry says, or where all of it is kana.
fn reading(organisation: &Organisation) -> Option<&str> {
    let own = Some(organisation.name.as_str()).filter(|name| is_kana_text(name));
    organisation.kana.as_deref().or(own)
}

/// An organisation's documents with their other editions, the newest first.
fn documents<'a>(
    world: &World<'a>,
    organisation: &Organisation,
) -> impl Iterator<Item = &'a Digest> {
    let archive = world.archive;
    let main = archive.of_organisation(&organisation.id).rev();
    main.flat_map(|main| std::iter::once(main).chain(archive.other_editions(&main.id)))
}

/// A page, and how much it has to say.
pub(in crate::render) fn titles(
    world: &World<'_>,
    at: usize,
) -> Option<(PageInfo, usize, KanaTitlesPage)> {
    let sheet = world.title_sheets().get(at)?;
    let texts = world.texts;
    let all: Vec<&SheetInfo> = world.title_sheets().iter().map(|one| &one.info).collect();
    let way = [
        (
            texts.get("search_title").to_owned(),
            Some("search/".to_owned()),
        ),
        (texts.get("kana_title").to_owned(), Some(FOLDER.to_owned())),
    ];
    let letter = sheet.info.name(texts);
    let title = texts.fill("kana_titles_of", &[("letter", &letter)]);
    let page = world.page(&sheet.info.folder(PART), Some(title), &way);
    let links = page.links();
    let ways = IndexWays::new(&all, at, PART, &links, texts)?;
    let organisations: Vec<IndexedOrganisation> = sheet
        .entries
        .iter()
        .filter_map(|id| world.registry().get(id))
        .map(|one| IndexedOrganisation {
            organisation: full_organisation_link(world, one, &links),
            kana: one.kana.clone(),
            documents: documents(world, one)
                .map(|digest| document(world, digest, &links))
                .collect(),
        })
        .collect();
    let listed = organisations.iter().map(|one| 2 + one.documents.len());
    let entries = listed.sum::<usize>() + ways.pages.len();
    let own = KanaTitlesPage {
        ways,
        organisations,
    };
    Some((page, entries, own))
}

/// 「令和6年度」「令和6年度（中間版）」
fn document(world: &World<'_>, digest: &Digest, links: &Links) -> Link {
    let texts = world.texts;
    let year = texts.short_year(digest.fiscal_year);
    let text = match &digest.edition {
        Some(edition) => {
            let edition = texts.edition(edition);
            texts.fill("kana_edition", &[("year", &*year), ("edition", &edition)])
        }
        None => year,
    };
    Link {
        text: texts.marked(digest, text),
        href: Some(links.to(&digest.id.folder())),
    }
}
