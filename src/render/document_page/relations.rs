//! What is said of a document's goals and other years, beside each goal.

use crate::model::Document;
use crate::render::document_view::Block;
use crate::render::lineage::relations;
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
    let mut count = 0;
    for block in blocks {
        let Block::Goal(block) = block else { continue };
        let mut goals = digest.goals.iter();
        if let Some(at) = goals.position(|goal| goal.id.as_str() == block.id) {
            block.relations = relations(world, digest, at, links);
            let said = block.relations.iter();
            count += said.map(|one| 1 + one.goals.len()).sum::<usize>();
        }
    }
    count
}
