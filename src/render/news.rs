//! What is new, by the dates that the content states.

use std::cmp::Reverse;

use schemars::JsonSchema;
use serde::Serialize;

use super::context::Link;
use super::links::Links;
use super::world::World;
use crate::model::{Digest, News, NewsKind};

/// Something new.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct NewsItem {
    /// The day, in words.
    pub date: String,
    /// `published`, `modified` or `retrieved`.
    pub kind: &'static str,
    /// The document.
    pub document: Link,
}

/// How much of it is shown.
const MOST: usize = 10;

/// The newest documents, the newest first; none where the content states no date.
pub(super) fn news(world: &World<'_>, links: &Links) -> Vec<NewsItem> {
    let dated = world.archive.documents();
    let mut dated: Vec<(News, &Digest)> = dated
        .filter_map(|digest| Some((digest.news?, digest)))
        .collect();
    dated.sort_by_key(|(news, digest)| (Reverse(news.date), &digest.id));
    let newest = dated.into_iter().take(MOST);
    newest
        .map(|(news, digest)| NewsItem {
            date: world.texts.date(news.date),
            kind: match news.kind {
                NewsKind::Published => "published",
                NewsKind::Modified => "modified",
                NewsKind::Retrieved => "retrieved",
            },
            document: Link {
                text: world.texts.marked(digest, title(digest, world)),
                href: Some(links.to(&digest.id.folder())),
            },
        })
        .collect()
}

/// The title, with the edition where two documents have one.
fn title(digest: &Digest, world: &World<'_>) -> String {
    match &digest.edition {
        Some(edition) => format!("{}（{}）", digest.title, world.texts.edition(edition)),
        None => digest.title.clone(),
    }
}
