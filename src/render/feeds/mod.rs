//! Atom feeds: what is new of the whole site, of a fiscal year, of an organisation with all that is below it.
//!
//! A feed is made of digests only, the newest entries first. Dates are those that the content states; what has none is
//! in no feed, and a feed without any entry is not made, because Atom wants to know when it changed and nothing says so.

mod atom;
mod page;

pub(super) use atom::{atom, of_xml};
pub(super) use page::{FeedsPage, feeds_page};

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::context::Link;
use super::links::Links;
use super::world::World;
use crate::model::{Digest, FiscalYear, News, OrganisationId, OrganisationKind};
use crate::relate::Archive;

/// What a feed is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum FeedKey {
    /// `feeds/site.xml`: everything.
    Site,
    /// `feeds/2024.xml`: a fiscal year.
    Year(FiscalYear),
    /// `feeds/organisations/chuo.xml`: an organisation and all that is below it.
    Organisation(OrganisationId),
}

impl FeedKey {
    /// Its file below the site's root. Organisations have a folder of their own, so that none can be called like
    /// another feed.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::Site => "feeds/site.xml".to_owned(),
            Self::Year(year) => format!("feeds/{year}.xml"),
            Self::Organisation(id) => format!("feeds/organisations/{id}.xml"),
        }
    }

    /// The folder of the page that shows the same.
    fn folder(&self) -> String {
        match self {
            Self::Site => String::new(),
            Self::Year(year) => format!("{year}/"),
            Self::Organisation(id) => format!("organisations/{id}/"),
        }
    }
}

/// So many entries has a feed at most. The page that it names has everything.
const MOST: usize = 50;

/// All feeds, each with its entries.
#[derive(Debug, Default)]
pub(super) struct Feeds<'a> {
    entries: BTreeMap<FeedKey, Vec<(News, &'a Digest)>>,
}

impl<'a> Feeds<'a> {
    /// The feeds of an archive.
    pub fn new(archive: &'a Archive) -> Self {
        let mut dated: Vec<(News, &Digest)> = archive
            .documents()
            .filter_map(|digest| Some((digest.news?, digest)))
            .collect();
        dated.sort_by_key(|(news, digest)| (Reverse(news.date), &digest.id));
        let mut feeds = Self::default();
        for (news, digest) in dated {
            for key in keys(archive, digest) {
                let entries = feeds.entries.entry(key).or_default();
                if entries.len() < MOST {
                    entries.push((news, digest));
                }
            }
        }
        feeds
    }

    /// Which feeds there are.
    pub fn keys(&self) -> impl Iterator<Item = &FeedKey> {
        self.entries.keys()
    }

    /// Whether there is this feed.
    pub fn has(&self, key: &FeedKey) -> bool {
        self.entries.contains_key(key)
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The entries of a feed, the newest first.
    fn of(&self, key: &FeedKey) -> &[(News, &'a Digest)] {
        self.entries.get(key).map_or(&[], Vec::as_slice)
    }
}

/// The feeds that tell of a document. Of the city as a whole the site's own feed tells.
fn keys(archive: &Archive, digest: &Digest) -> BTreeSet<FeedKey> {
    let registry = archive.registry();
    let own = registry.get(&digest.organisation);
    let above = registry.ancestors_in(&digest.organisation, digest.fiscal_year);
    let organisations = own
        .into_iter()
        .chain(above)
        .filter(|one| one.kind != OrganisationKind::City)
        .map(|one| FeedKey::Organisation(one.id.clone()));
    [FeedKey::Site, FeedKey::Year(digest.fiscal_year)]
        .into_iter()
        .chain(organisations)
        .collect()
}

/// What a feed is called.
fn title(key: &FeedKey, world: &World<'_>) -> String {
    let site = world.config.settings.site.title.as_str();
    let texts = world.texts;
    let title = match key {
        FeedKey::Site => texts.fill("feed_of_site", &[("site", site)]),
        FeedKey::Year(year) => {
            texts.fill("feed_of", &[("name", &texts.year(*year)), ("site", site)])
        }
        FeedKey::Organisation(id) => {
            let name = world
                .registry()
                .get(id)
                .map(|one| world.full_name(one, None));
            texts.fill(
                "feed_of",
                &[("name", &name.unwrap_or_default()), ("site", site)],
            )
        }
    };
    mark(title, world)
}

/// Marks what is made up, where readers may see nothing but one line.
fn mark(text: String, world: &World<'_>) -> String {
    if world.is_fictional() {
        format!("{}{text}", world.texts.get("fictional_mark"))
    } else {
        text
    }
}

/// The link to a feed, if there is one.
pub(super) fn feed_link(key: &FeedKey, links: &Links, world: &World<'_>) -> Option<Link> {
    world.feeds.has(key).then(|| Link {
        text: title(key, world),
        href: Some(links.to(&key.path())),
    })
}

#[cfg(test)]
mod tests;
