//! The words of the documents, in the order of kana.

use schemars::JsonSchema;
use serde::Serialize;

use super::sheets::{IndexWays, Sheet, letter, sheets};
use super::{FOLDER, KanaKey, SheetInfo};
use crate::model::{Digest, DocumentId};
use crate::render::context::{Link, PageInfo};
use crate::render::links::Links;
use crate::render::words::order;
use crate::render::world::World;

/// The part of the index.
pub(super) const PART: &str = "words";

/// Words and links on a page: some 60 KB of HTML, 6 KB as it is sent.
const MOST_ENTRIES: usize = 400;

/// A word of the documents.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedWord {
    /// The word.
    pub text: String,
    /// How it is read, or most likely read, in hiragana: the place where it stands.
    pub reading: String,
    /// Whether that is sure, so that it may be said.
    pub certain: bool,
    /// How many documents have it.
    pub documents: usize,
    /// Where it stands: the newest documents first, each once.
    pub places: Vec<IndexedPlace>,
}

/// Where a word stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexedPlace {
    /// The document.
    pub document: DocumentId,
    /// The place below the site's root: `2024/chuo/#goal-1`
    pub target: String,
}

/// The words, on their pages.
#[derive(Debug)]
pub struct WordIndex {
    pub(super) sheets: Vec<Sheet<IndexedWord>>,
}

impl WordIndex {
    /// Puts words in order and on pages. One whose reading begins with no kana stands nowhere.
    #[must_use]
    pub fn new(words: Vec<IndexedWord>) -> Self {
        let mut entries: Vec<_> = words
            .into_iter()
            .filter_map(|word| Some((letter(&word.reading)?, word)))
            .collect();
        entries.sort_by_cached_key(|(letter, word)| {
            let reading = word.reading.clone();
            (*letter, order(&reading), reading, word.text.clone())
        });
        let entries = entries
            .into_iter()
            .map(|(letter, word)| (Some(letter), word));
        let weight = |word: &IndexedWord| 1 + word.places.len();
        Self {
            sheets: sheets(entries.collect(), MOST_ENTRIES, weight, |word| {
                word.text.clone()
            }),
        }
    }

    /// How many words.
    #[must_use]
    pub fn words(&self) -> usize {
        self.sheets.iter().map(|sheet| sheet.entries.len()).sum()
    }

    /// The pages that there are, the start of the whole index among them.
    #[must_use]
    pub fn pages(&self) -> Vec<KanaKey> {
        let words = (0..self.sheets.len()).map(KanaKey::Words);
        std::iter::once(KanaKey::Start).chain(words).collect()
    }
}

/// What `kana_words.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct KanaWordsPage {
    /// The letter, and the ways to other pages of the index.
    #[serde(flatten)]
    pub ways: IndexWays,
    /// The words, in the order of kana.
    pub words: Vec<KanaWord>,
}

/// A word, with the documents that have it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct KanaWord {
    /// The word.
    pub text: String,
    /// How it is read, where that is sure and not how it is written anyway.
    pub reading: Option<String>,
    /// How many documents have it.
    pub documents: usize,
    /// The newest of them, each with the link to the place.
    pub places: Vec<Link>,
}

/// A page, and how much it has to say.
pub(in crate::render) fn words(
    world: &World<'_>,
    index: &WordIndex,
    at: usize,
) -> Option<(PageInfo, usize, KanaWordsPage)> {
    let sheet = index.sheets.get(at)?;
    let texts = world.texts;
    let all: Vec<&SheetInfo> = index.sheets.iter().map(|one| &one.info).collect();
    let way = [
        (
            texts.get("search_title").to_owned(),
            Some("search/".to_owned()),
        ),
        (texts.get("kana_title").to_owned(), Some(FOLDER.to_owned())),
    ];
    let letter = sheet.info.name(texts);
    let title = texts.fill("kana_words_of", &[("letter", &letter)]);
    let page = world.page(&sheet.info.folder(PART), Some(title), &way);
    let links = page.links();
    let ways = IndexWays::new(&all, at, PART, &links, texts)?;
    let words: Vec<KanaWord> = sheet
        .entries
        .iter()
        .map(|word| KanaWord {
            text: word.text.clone(),
            reading: (word.certain && word.reading != word.text).then(|| word.reading.clone()),
            documents: word.documents,
            places: word
                .places
                .iter()
                .filter_map(|place| {
                    let digest = world.archive.document(&place.document)?;
                    Some(link(world, digest, &place.target, &links))
                })
                .collect(),
        })
        .collect();
    let listed = words.iter().map(|word| 2 + word.places.len());
    let entries = listed.sum::<usize>() + ways.pages.len();
    Some((page, entries, KanaWordsPage { ways, words }))
}

/// 「中央区 総務課（令和6年度）」
fn link(world: &World<'_>, digest: &Digest, target: &str, links: &Links) -> Link {
    let texts = world.texts;
    let organisation = world.registry().get(&digest.organisation);
    let name = organisation.map_or_else(
        || digest.title.clone(),
        |one| world.full_name(one, Some(digest.fiscal_year)),
    );
    let mut year = texts.short_year(digest.fiscal_year);
    if let Some(edition) = &digest.edition {
        year.push(' ');
        year.push_str(&texts.edition(edition));
    }
    let text = texts.fill("kana_place", &[("name", &*name), ("year", &year)]);
    Link {
        text: texts.marked(digest, text),
        href: Some(links.to(target)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn word(text: &str, reading: &str) -> IndexedWord {
        IndexedWord {
            text: text.to_owned(),
            reading: reading.to_owned(),
            certain: true,
            documents: 2,
            places: Vec::new(),
        }
    }

    #[test]
    fn words_stand_in_the_order_of_kana() {
        let index = WordIndex::new(vec![
            word("自治会", "じちかい"),
            word("資金", "しきん"),
            word("市場", "しじょう"),
            word("至上", "しじょう"),
            word("DX", "dx"),
            word("雨水", "うすい"),
            word("支所", "ししょ"),
        ]);
        let texts: Vec<Vec<&str>> = index
            .sheets
            .iter()
            .map(|sheet| sheet.entries.iter().map(|word| &*word.text).collect())
            .collect();
        assert_eq!(
            texts,
            [vec!["雨水"], vec!["資金", "支所", "市場", "至上", "自治会"]]
        );
        assert_eq!(index.words(), 6);
        assert_eq!(
            index.pages(),
            [KanaKey::Start, KanaKey::Words(0), KanaKey::Words(1)]
        );
    }
}
