//! 「各課組織目標をご覧ください」: behind a text that sends readers to the documents of the sections, the site says which
//! of them it has.

use crate::model::{Document, Organisation, OrganisationKind};
use crate::render::context::Link;
use crate::render::document_view::{Block, Fact, Flow, Line, plain};
use crate::render::links::Links;
use crate::render::world::World;

/// Says so behind the first such text. How many sections were named is the answer.
pub(super) fn point_elsewhere(
    document: &Document,
    blocks: &mut [Block],
    links: &Links,
    world: &World<'_>,
) -> usize {
    let place = blocks.iter_mut().find_map(place_in);
    let Some((flow, at)) = place else { return 0 };
    let sections = sections(document, links, world);
    let count = sections.len();
    flow.insert(at + 1, Flow::Elsewhere { sections });
    count
}

/// The running content of a block that sends readers elsewhere, and which item of it does.
fn place_in(block: &mut Block) -> Option<(&mut Vec<Flow>, usize)> {
    match block {
        Block::Facts { facts } => in_facts(facts),
        Block::Flow { flow } => in_flow(flow),
        Block::Goal(goal) => {
            let sections = goal.sections.iter_mut().map(|section| &mut section.content);
            let mut all = std::iter::once(&mut goal.content).chain(sections);
            all.find_map(in_flow)
        }
        Block::Heading { .. } | Block::Label { .. } => None,
    }
}

fn in_facts(facts: &mut [Fact]) -> Option<(&mut Vec<Flow>, usize)> {
    facts.iter_mut().find_map(|fact| in_flow(&mut fact.content))
}

fn in_flow(flow: &mut Vec<Flow>) -> Option<(&mut Vec<Flow>, usize)> {
    let points = |line: &Line| points_elsewhere(&plain(line));
    let at = flow.iter().position(|item| match item {
        Flow::Paragraph { line } | Flow::Note { line, .. } => points(line),
        Flow::List { items, .. } => items.iter().any(points),
        Flow::Table { rows, .. } => rows.iter().flatten().flatten().any(points),
        Flow::Elsewhere { .. } => false,
    })?;
    Some((flow, at))
}

/// The words for all sections together.
const SECTIONS: [&str; 5] = ["各課", "各部署", "各所属", "所管課", "担当課"];
/// The words that ask to look there.
const LOOK: [&str; 7] = [
    "ご覧",
    "御覧",
    "ごらん",
    "参照",
    "見てください",
    "確認ください",
    "に記載",
];
/// So many characters may stand between them: 「各課・室等の組織目標」「組織目標（別ページ）をご覧」
const BETWEEN: usize = 14;

/// Whether a text sends its readers to the goals of the sections.
fn points_elsewhere(text: &str) -> bool {
    let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    SECTIONS.iter().any(|sections| {
        let mut places = text.match_indices(sections);
        places.any(|(at, found)| {
            let near = first(&text[at + found.len()..], BETWEEN);
            let between = near.find("目標");
            let Some(goals) = between.filter(|goals| !near[..*goals].contains('。')) else {
                return false;
            };
            let sentence = first(&text[at + found.len() + goals..], 2 * BETWEEN);
            let sentence = sentence.split('。').next().unwrap_or_default();
            LOOK.iter().any(|look| sentence.contains(look))
        })
    })
}

/// The first characters of a text.
fn first(text: &str, characters: usize) -> &str {
    match text.char_indices().nth(characters) {
        Some((end, _)) => &text[..end],
        None => text,
    }
}

/// The sections below the organisation in the document's year, each with the link to its document where that is held.
fn sections(document: &Document, links: &Links, world: &World<'_>) -> Vec<Link> {
    let registry = world.registry();
    // Below it, or below a department of it; in the order of the registry.
    let mut below: Vec<&Organisation> = registry.below(&document.organisation.id).collect();
    let further: Vec<&Organisation> = below
        .iter()
        .flat_map(|one| registry.below(&one.id))
        .collect();
    below.extend(further);
    below.sort_by_key(|one| registry.position(&one.id));
    below.dedup_by_key(|one| &one.id);
    below
        .into_iter()
        .filter(|one| one.kind == OrganisationKind::Section)
        .filter(|one| one.exists_in(document.fiscal_year))
        .map(|one| match world.document(&one.id, document.fiscal_year) {
            Some(digest) => Link {
                text: world.texts.marked(digest, one.name.clone()),
                href: Some(links.to(&digest.id.folder())),
            },
            None => Link {
                text: world.texts.fill("not_held", &[("name", &one.name)]),
                href: None,
            },
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_send_readers_to_the_sections_are_known() {
        for text in [
            "※重点目標における指標や取組状況は、各課組織目標をご覧ください。",
            "詳しくは各課の組織目標を ご覧 ください。",
            "指標は、各課・室等の組織目標（別ページ）を参照。",
            "各課の目標のページを御覧ください",
        ] {
            assert!(points_elsewhere(text), "{text}");
        }
        for text in [
            "各課においても専門知識を高める研修を目標どおり実施しました。",
            "各課の目標を達成しました。くわしくは広報をご覧ください。",
            "各課が協力しました。目標をご覧ください。",
            "組織目標をご覧ください。",
        ] {
            assert!(!points_elsewhere(text), "{text}");
        }
    }
}
