//! What is said of a document's goals and other years, beside each goal.

use std::collections::BTreeMap;

use crate::model::Document;
use crate::render::document_view::Block;
use crate::render::lineage::Linker;
use crate::render::links::Links;
use crate::render::world::World;

/// Says it beside each goal. How many statements there are is the answer; other editions are not compared.
pub(super) fn relate(
    document: &Document,
    blocks: &mut [Block],
    links: &Links,
    world: &World<'_>,
) -> usize {
    let digest = world.archive.document(&document.id);
    let Some(digest) = digest.filter(|digest| digest.edition.is_none()) else {
        return 0;
    };
    let is_alone = world.archive.comparison(&digest.id).is_none()
        && world.archive.comparisons_after(&digest.id).next().is_none();
    if is_alone {
        return 0;
    }
    let goals = digest.goals.iter().enumerate();
    let places: BTreeMap<&str, usize> = goals.map(|(at, goal)| (goal.id.as_str(), at)).collect();
    let linker = Linker::new(world, links);
    let mut count = 0;
    for block in blocks {
        let Block::Goal(block) = block else { continue };
        if let Some(&at) = places.get(block.id.as_str()) {
            block.relations = linker.relations(digest, at);
            let said = block.relations.iter();
            count += said.map(|one| 1 + one.goals.len()).sum::<usize>();
        }
    }
    count
}
