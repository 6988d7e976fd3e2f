//! `search/`: the ways in for everybody, and for browsers with scripts the search: in what documents say, where the engine
//! is published, and in titles and names everywhere.

use std::collections::BTreeMap;

use ayumi_japanese::era::EraYear;
use ayumi_japanese::kana::to_hiragana;
use schemars::JsonSchema;
use serde::Serialize;

use super::context::{Link, PageInfo};
use super::host::search_page_policy;
use super::listing::{organisation_link, year_link};
use super::words::{order, row_of};
use super::world::World;
use super::year_table::wards_or_departments;
use crate::config::{Config, SearchFallback};
use crate::model::{FiscalYear, Organisation};

/// Where the search engine is published, below the site's root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SearchEngine {
    /// The script of the worker: `search/engine/worker.0123456789abcdef.js`
    pub worker: String,
    /// The engine, as WebAssembly: `search/engine/engine.0123456789abcdef.wasm`
    pub wasm: String,
    /// The service worker, where the site wants one: `offline.js`
    pub offline: Option<String>,
}

/// The folder of the index, whose `start.json` is the only file with a fixed name.
const INDEX: &str = "search/index/";

/// What `search.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SearchPage {
    /// The content security policy for the `<meta>` of this page. Where there is no search engine, it is that of every
    /// page.
    pub content_security_policy: String,
    /// The search engine; none where only titles and names can be searched.
    pub search_engine: Option<EngineLinks>,
    /// The search engine elsewhere that the site names.
    pub fallback: Option<FallbackForm>,
    /// The scales of marks, where there is a search engine: marks that read alike are told apart by them.
    pub scales: Vec<SearchScale>,
    /// The years held, newest first.
    pub years: Vec<SearchYear>,
    /// Whether there are wards; else the departments stand in their place.
    pub has_wards: bool,
    /// The wards, or the departments.
    pub wards: Vec<Link>,
    /// The organisations with a registered reading by the row of kana in which it begins, in the order of kana.
    pub rows: Vec<KanaRow>,
    /// Whether there are pages of organisations without a registered reading.
    pub some_without: bool,
}

/// The links to the parts of the search engine.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct EngineLinks {
    /// The script of the worker.
    pub worker: String,
    /// The engine.
    pub wasm: String,
    /// The folder of the index, ending with `/`.
    pub index: String,
    /// The service worker that keeps what was read; none where the site wants none.
    pub offline: Option<String>,
}

/// A search engine elsewhere, as a form that leads there.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct FallbackForm {
    /// Whose it is.
    pub name: String,
    /// Where the form leads.
    pub action: String,
    /// The name of the field with the words.
    pub field: String,
    /// The other fields: name and value.
    pub fixed: Vec<(String, String)>,
}

impl FallbackForm {
    fn new(fallback: &SearchFallback) -> Option<Self> {
        let target = fallback.target()?;
        Some(Self {
            name: fallback.name.clone(),
            action: target.action,
            field: target.field,
            fixed: target.fixed,
        })
    }
}

/// What the search page may load: nothing else may as much.
pub(super) fn policy(config: &Config, engine: Option<&SearchEngine>) -> String {
    let fallback = config.settings.search.fallback.as_ref();
    let target = fallback.and_then(SearchFallback::target);
    let origin = target.as_ref().map(|target| &*target.origin);
    search_page_policy(&config.theme, engine.is_some(), origin)
}

/// A scale of marks.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SearchScale {
    /// Its name in data: `niigata-goals`
    pub id: String,
    /// Its name for people.
    pub name: String,
}

/// A year, for the ways in and for the words of the search.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct SearchYear {
    /// The Western number of the fiscal year: 2024
    pub year: u16,
    /// Its name, with the link to its page.
    #[serde(flatten)]
    pub link: Link,
}

/// The organisations of one row of kana.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct KanaRow {
    /// The first kana of the row: あ
    pub kana: char,
    /// The organisations.
    pub organisations: Vec<Link>,
}

/// The page, and how much it has to say.
pub(super) fn search_page(
    world: &World<'_>,
    engine: Option<&SearchEngine>,
) -> (PageInfo, usize, SearchPage) {
    let title = world.texts.get("search_title").to_owned();
    let mut page = world.page("search/", Some(title), &[]);
    let description = match engine {
        Some(_) => "search_description",
        None => "search_titles_description",
    };
    page.description = Some(world.texts.get(description).to_owned());
    let links = page.links();
    let (has_wards, wards) = wards_or_departments(world);
    let shown: Vec<&Organisation> = world
        .organisations_with_pages()
        .filter_map(|id| world.registry().get(id))
        .collect();
    let mut read: Vec<(String, &Organisation)> = shown
        .iter()
        .filter_map(|one| Some((order(&to_hiragana(one.kana.as_ref()?)), *one)))
        .collect();
    // Those of one reading stand as the registry has them.
    read.sort_by(|(one, _), (other, _)| one.cmp(other));
    let some_without = read.len() < shown.len();
    let entries = read.len() + wards.len() + world.archive.years().count();
    let mut rows: Vec<KanaRow> = Vec::new();
    for (reading, one) in read {
        let kana = row_of(&reading);
        let link = Link {
            text: world.full_name(one, None),
            ..organisation_link(world, one, &links)
        };
        match rows.last_mut() {
            Some(row) if row.kana == kana => row.organisations.push(link),
            _ => rows.push(KanaRow {
                kana,
                organisations: vec![link],
            }),
        }
    }
    let fallback = world.config.settings.search.fallback.as_ref();
    let scales = world.config.forms.iter().flat_map(|form| &form.scales);
    let scales: Vec<SearchScale> = scales
        .filter(|_| engine.is_some())
        .map(|scale| SearchScale {
            id: scale.id.clone(),
            name: scale.name.clone(),
        })
        .collect();
    // The words of the script are more than the rest of a small site's page.
    let entries = entries + scales.len() + 100;
    let own = SearchPage {
        content_security_policy: policy(world.config, engine),
        search_engine: engine.map(|engine| EngineLinks {
            worker: links.to(&engine.worker),
            wasm: links.to(&engine.wasm),
            index: format!("{}{INDEX}", links.root()),
            offline: engine.offline.as_deref().map(|path| links.to(path)),
        }),
        fallback: fallback.and_then(FallbackForm::new),
        scales,
        years: world
            .archive
            .years()
            .rev()
            .map(|year| SearchYear {
                year: year.year(),
                link: year_link(world, year, &links),
            })
            .collect(),
        has_wards,
        wards: wards
            .iter()
            .filter(|one| world.has_page(&one.id))
            .map(|one| organisation_link(world, one, &links))
            .collect(),
        rows,
        some_without,
    };
    (page, entries, own)
}

/// `search/titles.json`: the titles of all documents by their organisations, for the script of the page.
#[derive(Serialize)]
struct Titles<'a> {
    /// The version of this format.
    schema: u32,
    /// Whether everything here is made up; left out where it is real.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    fictional: bool,
    /// What a year is called, by its Western number: 「令和6年度（2024年度）」 and short forms.
    years: BTreeMap<u16, [String; 2]>,
    organisations: Vec<TitlesOf<'a>>,
}

/// An organisation with its documents.
#[derive(Serialize)]
struct TitlesOf<'a> {
    /// With those above it: 「中央区 総務課」
    name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    kana: Option<&'a str>,
    /// Its page below the site's root.
    address: String,
    /// Year, address and title, the newest first.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    documents: Vec<(u16, String, String)>,
}

/// The file.
pub(super) fn titles(world: &World<'_>) -> Vec<u8> {
    let mut years = BTreeMap::new();
    for year in world.archive.years() {
        years.insert(year.year(), [world.texts.year(year), short_forms(year)]);
    }
    let organisations = world
        .organisations_with_pages()
        .filter_map(|id| world.registry().get(id))
        .map(|one| TitlesOf {
            name: world.full_name(one, None),
            kana: one.kana.as_deref(),
            address: format!("organisations/{}/", one.id),
            documents: documents(one, world),
        });
    let titles = Titles {
        schema: 1,
        fictional: world.is_fictional(),
        organisations: organisations.collect(),
        years,
    };
    // Only maps with keys that are no text, and writers, can fail; there are none.
    let mut bytes = serde_json::to_vec(&titles).expect("titles are plain data");
    bytes.push(b'\n');
    bytes
}

fn documents(organisation: &Organisation, world: &World<'_>) -> Vec<(u16, String, String)> {
    let texts = world.texts;
    let main = world.archive.of_organisation(&organisation.id).rev();
    let all =
        main.flat_map(|main| std::iter::once(main).chain(world.archive.other_editions(&main.id)));
    all.map(|digest| {
        let title = match &digest.edition {
            Some(edition) => format!("{}（{}）", digest.title, texts.edition(edition)),
            None => digest.title.clone(),
        };
        (
            digest.fiscal_year.year(),
            digest.id.folder(),
            texts.marked(digest, title),
        )
    })
    .collect()
}

/// How people write a year in short, under every era that it had: 「平成31年度 H31 令和元年度 R1」
fn short_forms(year: FiscalYear) -> String {
    let eras = EraYear::of_fiscal_year(year.year());
    let forms: Vec<String> = eras
        .iter()
        .map(|one| format!("{one}年度 {}{}", one.era().letter(), one.year()))
        .collect();
    forms.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_year_has_the_names_that_people_give_it() {
        let of = |year| short_forms(FiscalYear::from_western(year));
        assert_eq!(of(2024), "令和6年度 R6");
        assert_eq!(of(2019), "平成31年度 H31 令和元年度 R1");
    }
}
