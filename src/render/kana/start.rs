//! Where the index begins.

use schemars::JsonSchema;
use serde::Serialize;

use super::sheets::{IndexRow, rows};
use super::{FOLDER, WordIndex, titles, words};
use crate::render::context::PageInfo;
use crate::render::world::World;

/// What `kana.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct KanaPage {
    /// The letters under which words stand; none where too few documents have one in common, or where no search index
    /// was made.
    pub words: Vec<IndexRow>,
    /// How many words.
    pub words_count: usize,
    /// The letters under which organisations stand, those without a known reading at the end.
    pub titles: Vec<IndexRow>,
    /// How many organisations.
    pub organisations: usize,
    /// How many documents, other editions counted.
    pub documents: usize,
}

/// The page, and how much it has to say. `index`: none where no search index was made.
pub(in crate::render) fn start(
    world: &World<'_>,
    index: Option<&WordIndex>,
) -> (PageInfo, usize, KanaPage) {
    let texts = world.texts;
    let way = [(
        texts.get("search_title").to_owned(),
        Some("search/".to_owned()),
    )];
    let title = texts.get("kana_title").to_owned();
    let mut page = world.page(FOLDER, Some(title), &way);
    page.description = Some(texts.get("kana_description").to_owned());
    let links = page.links();
    let of_words = index.into_iter().flat_map(|index| &index.sheets);
    let of_titles = world.title_sheets();
    let own = KanaPage {
        words: rows(
            of_words.map(|sheet| &sheet.info),
            words::PART,
            &links,
            texts,
        ),
        words_count: index.map_or(0, WordIndex::words),
        titles: rows(
            of_titles.iter().map(|sheet| &sheet.info),
            titles::PART,
            &links,
            texts,
        ),
        organisations: of_titles.iter().map(|sheet| sheet.entries.len()).sum(),
        documents: world.archive.documents().len(),
    };
    let all = own.words.iter().chain(&own.titles);
    let entries = all.map(|row| 1 + row.letters.len()).sum();
    (page, entries, own)
}
