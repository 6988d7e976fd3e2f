//! `feeds/`: what feeds are, and all of them.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::{FeedKey, feed_link};
use crate::model::{Organisation, OrganisationId, OrganisationKind};
use crate::render::context::{Link, PageInfo};
use crate::render::links::absolute;
use crate::render::world::World;

/// What `feeds.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct FeedsPage {
    /// The feed of the whole site, by its whole address.
    pub site_feed: Link,
    /// The feeds of fiscal years, newest first.
    pub years: Vec<Link>,
    /// The feeds of organisations, below the ward or department to which they belong.
    pub groups: Vec<FeedGroup>,
    /// Whether the site has pages of organisations without a feed, because nothing of theirs has a date.
    pub some_without: bool,
}

/// An organisation with those below it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct FeedGroup {
    /// Its own feed, called like the organisation, which tells of all below it too.
    pub feed: Link,
    /// The feeds of those below it.
    pub sections: Vec<Link>,
}

/// The page of all feeds, and how much it has to say. None where there are no feeds.
pub(in crate::render) fn feeds_page(world: &World<'_>) -> Option<(PageInfo, usize, FeedsPage)> {
    let base_url = world.base_url()?;
    let title = world.texts.get("feeds_title").to_owned();
    let mut page = world.page("feeds/", Some(title), &[]);
    page.description = Some(world.texts.get("feeds_description").to_owned());
    let links = page.links();
    let site = Link {
        text: absolute(base_url, &FeedKey::Site.path()),
        href: feed_link(&FeedKey::Site, &links, world)?.href,
    };
    let years = world.archive.years().rev().filter_map(|year| {
        let feed = feed_link(&FeedKey::Year(year), &links, world)?;
        Some(Link {
            text: world.texts.year(year),
            href: feed.href,
        })
    });
    let named = |one: &Organisation| {
        let feed = feed_link(&FeedKey::Organisation(one.id.clone()), &links, world)?;
        Some(Link {
            text: one.name.clone(),
            href: feed.href,
        })
    };
    let shown: Vec<&Organisation> = world
        .organisations_with_pages()
        .filter_map(|id| world.registry().get(id))
        .filter(|one| one.kind != OrganisationKind::City)
        .collect();
    let mut groups: Vec<FeedGroup> = Vec::new();
    let mut places: BTreeMap<&OrganisationId, usize> = BTreeMap::new();
    // Whoever stands above all others comes first, wherever the registry has it.
    let (below, tops): (Vec<_>, Vec<_>) = shown
        .iter()
        .copied()
        .partition(|one| top(one, world).is_some());
    for one in tops.into_iter().chain(below) {
        let Some(feed) = named(one) else { continue };
        let group = top(one, world).and_then(|top| places.get(top));
        match group {
            Some(at) => groups[*at].sections.push(feed),
            None => {
                places.insert(&one.id, groups.len());
                groups.push(FeedGroup {
                    feed,
                    sections: Vec::new(),
                });
            }
        }
    }
    let some_without = shown.iter().any(|one| named(one).is_none());
    let own = FeedsPage {
        site_feed: site,
        years: years.collect(),
        groups,
        some_without,
    };
    let sections = own.groups.iter().map(|group| group.sections.len() + 2);
    let entries = own.years.len() + sections.sum::<usize>();
    Some((page, entries, own))
}

/// The ward or department that stands above all others of an organisation, the city left out.
fn top<'a>(organisation: &Organisation, world: &World<'a>) -> Option<&'a OrganisationId> {
    let above = world.registry().ancestors(&organisation.id);
    let mut above = above.iter().rev();
    let top = above.find(|one| one.kind != OrganisationKind::City);
    top.map(|one| &one.id)
}
