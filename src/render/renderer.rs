use std::sync::OnceLock;

use minijinja::value::{Serde, Value};
use quick_xml::escape::escape;
use schemars::JsonSchema;
use serde::Serialize;

use super::accessibility_page::accessibility;
use super::answering::{Answering, answering};
use super::assets::Assets;
use super::context::{Context, Link, PageInfo, Site};
use super::data::{Layout, Visibility, document_json};
use super::data_page::data_page;
use super::document_page::{Beside, document_page};
use super::engine::Engine;
use super::feeds;
use super::indicators::{indicator, indicators};
use super::kana::{self, KanaKey, WordIndex};
use super::lineage::changes_page;
use super::links::{self, Links};
use super::opensearch::opensearch;
use super::organisation_page::organisation;
use super::report::report_page;
use super::scales_page::scales;
use super::search_page::{self, SearchEngine, search_page, titles};
use super::site_page::{self, SitePage};
use super::sitemap::{self, Address, MOST_ADDRESSES};
use super::structured::structured_data;
use super::texts::Texts;
use super::words::glossary_page;
use super::world::World;
use super::{Page, compare_page, host, listing, status_page, template_list};
use crate::config::Config;
use crate::data::describe::Summary;
use crate::model::{Diagnostic, Document, DocumentId, Problem};
use crate::relate::Archive;

/// Makes pages. One renderer serves all threads.
pub struct Renderer<'a> {
    world: World<'a>,
    engine: Engine<'a>,
    assets: Assets<'a>,
    /// Where the search engine is published.
    search_engine: Option<SearchEngine>,
    /// What the sitemap lists, found out once.
    addresses: OnceLock<Vec<Address>>,
}

/// What templates see that see nothing of their own.
#[derive(Serialize, JsonSchema)]
pub(super) struct Empty {}

/// What `former.html` sees besides `site` and `page`.
#[derive(Serialize, JsonSchema)]
pub(super) struct FormerAddress {
    /// The document, with the link to it.
    pub target: Link,
}

impl<'a> Renderer<'a> {
    /// Compiles the theme.
    ///
    /// # Errors
    /// Every template that cannot be compiled, and everything that style sheets name and the theme does not have.
    pub fn new(config: &'a Config, archive: &'a Archive) -> Result<Self, Vec<Diagnostic>> {
        let texts = Texts::new(&config.theme, config.settings.site.language);
        let assets = Assets::new(&config.theme)?;
        let site = Value::from(Serde(Site::new(config, archive, texts)));
        let engine = Engine::new(
            &config.theme,
            &assets,
            texts,
            site,
            config.settings.publish.integrity,
        )?;
        Ok(Self {
            world: World::new(config, archive, texts),
            engine,
            assets,
            search_engine: None,
            addresses: OnceLock::new(),
        })
    }

    /// The same, for a site that publishes the search engine: without it, only titles and names can be searched there.
    #[must_use]
    pub fn with_search_engine(self, search_engine: Option<SearchEngine>) -> Self {
        Self {
            search_engine,
            ..self
        }
    }

    /// A document's `index.html` and `index.json`. `diagnostics` are all that reading it found; those for staff are
    /// left out here.
    ///
    /// # Errors
    /// [`Problem::TemplateError`].
    pub fn document(
        &self,
        document: &Document,
        diagnostics: &[Diagnostic],
    ) -> Result<Vec<Page>, Diagnostic> {
        self.document_with(document, diagnostics, Beside::default())
    }

    /// The same, with what stands beside the document; and the pages at its former addresses, which lead on to it.
    ///
    /// # Errors
    /// [`Problem::TemplateError`].
    pub fn document_with(
        &self,
        document: &Document,
        diagnostics: &[Diagnostic],
        beside: Beside<'_>,
    ) -> Result<Vec<Page>, Diagnostic> {
        let (page, entries, own) = document_page(document, diagnostics, beside, &self.world);
        let html = self.page("document.html", &page, entries, &own)?;
        let language = self.world.texts.language;
        let json = document_json(
            document,
            diagnostics,
            Visibility::Public,
            Layout::Compact,
            language,
        );
        let json = file(&format!("{}index.json", document.id.folder()), json);
        let mut pages = vec![html, json];
        for alias in &document.aliases {
            pages.push(self.former_address(document, alias)?);
        }
        Ok(pages)
    }

    /// The page at a former address of a document.
    fn former_address(&self, document: &Document, alias: &str) -> Result<Page, Diagnostic> {
        let world = &self.world;
        let path = Document::alias_file(alias);
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let folder = if folder.is_empty() {
            String::new()
        } else {
            format!("{folder}/")
        };
        let title = world.texts.get("former_title").to_owned();
        let mut page = world.page(&folder, Some(title), &[]);
        let target = document.id.folder();
        let href = page.links().to(&target);
        page.path = path;
        page.unlisted = true;
        page.canonical = world
            .base_url()
            .map(|base_url| links::absolute(base_url, &target));
        page.refresh = Some(href.clone());
        let own = FormerAddress {
            target: Link {
                text: document.title.clone(),
                href: Some(href),
            },
        };
        self.page("former.html", &page, 0, &own)
    }

    /// The documents whose texts a page shows, in order: [`site_page`](Self::site_page) has to be given them.
    #[must_use]
    pub fn shows(&self, page: &SitePage) -> Vec<DocumentId> {
        site_page::shows(&self.world, page)
    }

    /// The pages to which words of a query lead.
    #[must_use]
    pub fn answering(&self) -> Vec<Answering> {
        answering(&self.world)
    }

    /// All other pages.
    #[must_use]
    pub fn site_pages(&self) -> Vec<SitePage> {
        let mut pages = vec![SitePage::Home];
        pages.extend(self.world.archive.years().map(SitePage::Year));
        pages.push(SitePage::Years);
        pages.extend(
            self.world
                .organisations_with_pages()
                .cloned()
                .map(SitePage::Organisation),
        );
        pages.extend(
            self.world
                .organisations_with_documents()
                .cloned()
                .map(SitePage::Changes),
        );
        pages.push(SitePage::Indicators);
        pages.extend(
            site_page::indicator_pages(&self.world)
                .map(|(slug, part)| SitePage::Indicator(slug.to_owned(), part)),
        );
        pages.push(SitePage::Scales);
        pages.extend(site_page::compared(&self.world));
        pages.extend(site_page::of_status(&self.world));
        pages.extend([SitePage::Wards, SitePage::About, SitePage::Accessibility]);
        pages.extend(self.world.has_report().then_some(SitePage::Report));
        pages.extend(self.world.has_glossary().then_some(SitePage::Glossary));
        pages.extend([SitePage::Search, SitePage::SearchTitles]);
        let titles = self.world.title_sheets();
        pages.extend((0..titles.len()).map(SitePage::KanaTitles));
        let feeds = &self.world.feeds;
        pages.extend((!feeds.is_empty()).then_some(SitePage::Feeds));
        pages.extend(feeds.keys().cloned().map(SitePage::Feed));
        pages.extend(self.world.base_url().map(|_| SitePage::OpenSearch));
        pages.push(SitePage::NotFound);
        if self.sitemap_below().is_some() {
            pages.push(SitePage::Sitemap);
            let parts = self.sitemap_parts();
            if parts > 1 {
                pages.extend((0..parts).map(SitePage::SitemapPart));
            }
        }
        pages.push(SitePage::Robots);
        pages
    }

    /// Makes one of the [`site_pages`](Self::site_pages). `documents` are those that it [`shows`](Self::shows).
    ///
    /// # Errors
    /// [`Problem::TemplateError`].
    pub fn site_page(&self, page: &SitePage, documents: &[Document]) -> Result<Page, Diagnostic> {
        let world = &self.world;
        match page {
            SitePage::Home => self.listed("home.html", listing::home(world)),
            SitePage::Year(year) => self.listed("year.html", listing::year(world, *year)),
            SitePage::Years => self.listed("years.html", listing::years(world)),
            SitePage::Wards => self.listed("wards.html", listing::wards(world)),
            SitePage::Changes(id) => self.found("changes.html", changes_page(world, id, documents)),
            SitePage::Indicators => self.listed("indicators.html", indicators(world)),
            SitePage::Indicator(slug, part) => match world.archive.indicators().by_slug(slug) {
                Some(entry) => {
                    self.listed("indicator.html", indicator(world, entry, part.as_ref()))
                }
                None => self.not_found(),
            },
            SitePage::Scales => self.listed("scales.html", scales(world)),
            SitePage::Organisation(id) => self.found("organisation.html", organisation(world, id)),
            SitePage::Compare => self.listed("compare.html", compare_page::start(world)),
            SitePage::CompareDocuments => Ok(file(
                compare_page::DOCUMENTS,
                compare_page::documents_json(world),
            )),
            SitePage::CompareWards(year) => self.listed(
                "compare_wards.html",
                compare_page::wards(world, *year, documents),
            ),
            SitePage::CompareYears(id, years) => self.found(
                "compare_years.html",
                compare_page::years(world, id, *years, documents),
            ),
            SitePage::Status => self.listed("status.html", status_page::overview(world)),
            SitePage::StatusYear(year) => self.found(
                "status_year.html",
                status_page::year(world, *year, None, documents),
            ),
            SitePage::StatusPart(year, part) => self.found(
                "status_year.html",
                status_page::year(world, *year, Some(part), documents),
            ),
            SitePage::About => {
                let page = world.page(
                    "about/",
                    Some(world.texts.get("about_title").to_owned()),
                    &[],
                );
                self.listed("about.html", (page, 0, world.about()))
            }
            SitePage::Accessibility => self.listed("accessibility.html", accessibility(world)),
            SitePage::Report => self.listed("report.html", report_page(world)),
            SitePage::Glossary => self.listed("glossary.html", glossary_page(world)),
            SitePage::Search => {
                let engine = self.search_engine.as_ref();
                self.listed("search.html", search_page(world, engine))
            }
            SitePage::SearchTitles => Ok(file("search/titles.json", titles(world))),
            SitePage::KanaTitles(at) => self.found("kana_titles.html", kana::titles(world, *at)),
            SitePage::Feeds => match feeds::feeds_page(world) {
                Some(made) => self.listed("feeds.html", made),
                None => self.not_found(),
            },
            SitePage::Feed(key) => Ok(file(&key.path(), feeds::atom(key, world))),
            SitePage::OpenSearch => Ok(file("opensearch.xml", opensearch(world))),
            SitePage::NotFound => self.not_found(),
            SitePage::Sitemap => Ok(file("sitemap.xml", self.sitemap())),
            SitePage::SitemapPart(at) => Ok(file(&sitemap::part_name(*at), self.sitemap_part(*at))),
            SitePage::Robots => Ok(file("robots.txt", host::robots(self.sitemap_below()))),
        }
    }

    /// The page that leads to the data, once their files are known.
    ///
    /// # Errors
    /// [`Problem::TemplateError`].
    pub fn data_page(&self, summary: &Summary) -> Result<Page, Diagnostic> {
        self.listed("data.html", data_page(&self.world, summary))
    }

    /// A page of the index in the order of kana that is not among the [`site_pages`](Self::site_pages): what stands on
    /// it is known when the search index is. `index`: none where no search index was made.
    ///
    /// # Errors
    /// [`Problem::TemplateError`].
    pub fn kana_page(&self, key: KanaKey, index: Option<&WordIndex>) -> Result<Page, Diagnostic> {
        match key {
            KanaKey::Start => self.listed(key.template(), kana::start(&self.world, index)),
            KanaKey::Words(at) => {
                let made = index.and_then(|index| kana::words(&self.world, index, at));
                self.found(key.template(), made)
            }
        }
    }

    /// What pages may load, for hosts to say it too. A host says one thing for all pages, and browsers keep to both: so
    /// it is what the search page may, whose `<meta>` says the same, while those of all others allow less.
    #[must_use]
    pub fn content_security_policy(&self) -> String {
        search_page::policy(self.world.config, self.search_engine.as_ref())
    }

    /// The theme's assets, under names that carry their hashes.
    #[must_use]
    pub fn assets(&self) -> Vec<Page> {
        self.assets.pages()
    }

    /// What was left out because the site has no address, because nobody should find it by searching, or because the
    /// content states no date.
    #[must_use]
    pub fn left_out(&self) -> Vec<Diagnostic> {
        let is_fictional = self.world.is_fictional();
        let has_address = self.world.base_url().is_some();
        let mut problems = Vec::new();
        if is_fictional {
            let left_out = "sitemap.xml".to_owned();
            problems.push(Problem::FictionalUnlisted { left_out });
        }
        if !has_address {
            let all = ["sitemap.xml", "feeds/", "opensearch.xml"];
            let missing = &all[usize::from(is_fictional)..];
            let left_out = missing.join(", ");
            problems.push(Problem::NoBaseUrl { left_out });
        } else if self.world.feeds.is_empty() {
            let left_out = "feeds/".to_owned();
            problems.push(Problem::NoDates { left_out });
        }
        problems.into_iter().map(Diagnostic::new).collect()
    }

    /// The address of a site that has a sitemap: one that is no fiction.
    fn sitemap_below(&self) -> Option<&str> {
        let base_url = self.world.base_url();
        base_url.filter(|_| !self.world.is_fictional())
    }

    fn found<T: Serialize>(
        &self,
        template: &str,
        made: Option<(PageInfo, usize, T)>,
    ) -> Result<Page, Diagnostic> {
        match made {
            Some(made) => self.listed(template, made),
            None => self.not_found(),
        }
    }

    fn listed<T: Serialize>(
        &self,
        template: &str,
        made: (PageInfo, usize, T),
    ) -> Result<Page, Diagnostic> {
        let (page, entries, own) = made;
        self.page(template, &page, entries, &own)
    }

    fn page<T: Serialize>(
        &self,
        template: &str,
        page: &PageInfo,
        entries: usize,
        own: &T,
    ) -> Result<Page, Diagnostic> {
        debug_assert!(
            template_list::lists::<T>(template),
            "src/render/template_list.rs does not say that {template} sees this"
        );
        let told = PageInfo {
            structured_data: structured_data(page, &self.world),
            ..page.clone()
        };
        let context = Context { page: &told, own };
        let bytes = self.engine.render(template, &page.path, entries, context)?;
        if self.world.is_fictional() {
            self.says_that_it_is_fictional(template, page, &bytes)?;
        }
        Ok(Page {
            path: page.path.clone(),
            bytes,
        })
    }

    /// Templates of a site's own must not leave out that everything is made up.
    fn says_that_it_is_fictional(
        &self,
        template: &str,
        page: &PageInfo,
        bytes: &[u8],
    ) -> Result<(), Diagnostic> {
        let html = String::from_utf8_lossy(bytes);
        let notice = escape(self.world.texts.get("fictional"));
        let wanted = [
            (&*notice, "{{ t(\"fictional\") }}"),
            ("noindex", "<meta name=\"robots\" content=\"noindex\">"),
        ];
        let missing = wanted.into_iter().find(|(text, _)| !html.contains(text));
        missing.map_or(Ok(()), |(_, wanted)| {
            Err(Diagnostic::new(Problem::TemplateError {
                template: template.to_owned(),
                page: page.path.clone(),
                detail: format!("[archive] fictional = true: {wanted}"),
            }))
        })
    }

    /// The page for addresses that do not exist. It is shown at those addresses, so its links start at the host's
    /// root; without `base_url` it has none.
    fn not_found(&self) -> Result<Page, Diagnostic> {
        let mut page = self.world.page(
            "",
            Some(self.world.texts.get("not_found_title").to_owned()),
            &[],
        );
        page.path = "404.html".to_owned();
        match Links::from_anywhere(self.world.base_url()) {
            Some(links) => links.root().clone_into(&mut page.root),
            None => page.linked = false,
        }
        page.canonical = None;
        page.unlisted = true;
        page.feeds.clear();
        page.breadcrumb.clear();
        self.page("404.html", &page, 0, &Empty {})
    }

    fn addresses(&self) -> &[Address] {
        let all = || site_page::addresses(&self.world).collect();
        self.addresses.get_or_init(all)
    }

    fn sitemap_parts(&self) -> usize {
        self.addresses().len().div_ceil(MOST_ADDRESSES)
    }

    fn sitemap(&self) -> Vec<u8> {
        let base_url = self.world.base_url().unwrap_or_default();
        match self.sitemap_parts() {
            parts @ 2.. => sitemap::index(base_url, parts),
            _ => self.sitemap_part(0),
        }
    }

    fn sitemap_part(&self, at: usize) -> Vec<u8> {
        let base_url = self.world.base_url().unwrap_or_default();
        let mut parts = self.addresses().chunks(MOST_ADDRESSES);
        sitemap::address_list(base_url, parts.nth(at).unwrap_or_default())
    }
}

fn file(path: &str, bytes: Vec<u8>) -> Page {
    Page {
        path: path.to_owned(),
        bytes,
    }
}
