//! The organisations below one, with their life spans.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{ChangeKind, Organisation};
use crate::render::context::Link;
use crate::render::links::Links;
use crate::render::listing::organisation_link;
use crate::render::world::World;

/// An organisation below another.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct SectionView {
    /// Its name, with the link to its page.
    pub organisation: Link,
    /// Since when it is there, in words, where that is known.
    pub from: Option<String>,
    /// Until when it was there, in words; also where it went elsewhere then.
    pub until: Option<String>,
    /// Whether it went elsewhere.
    pub moved: bool,
}

/// Those below it now, and those that were moved elsewhere, in the order of the registry.
pub(super) fn sections(
    world: &World<'_>,
    organisation: &Organisation,
    links: &Links,
) -> Vec<SectionView> {
    let registry = world.registry();
    let view = |one: &Organisation| SectionView {
        organisation: organisation_link(world, one, links),
        from: one.valid_from.map(|date| world.texts.date(date)),
        until: one.valid_to.map(|date| world.texts.date(date)),
        moved: false,
    };
    let below = registry.below(&organisation.id);
    let mut found: Vec<(Option<usize>, SectionView)> = below
        .filter(|one| world.has_page(&one.id))
        .map(|one| (registry.position(&one.id), view(one)))
        .collect();
    let left = registry.changes().iter().filter(|change| {
        change.kind == ChangeKind::Move && change.from_parent.as_ref() == Some(&organisation.id)
    });
    for change in left {
        let moved = change.to.iter().filter_map(|id| registry.get(id));
        let moved = moved
            .filter(|one| world.has_page(&one.id) && one.parent.as_ref() != Some(&organisation.id));
        found.extend(moved.map(|one| {
            let gone = SectionView {
                until: Some(world.texts.date(change.date)),
                moved: true,
                ..view(one)
            };
            (registry.position(&one.id), gone)
        }));
    }
    found.sort_by_key(|(position, _)| *position);
    found.into_iter().map(|(_, view)| view).collect()
}
