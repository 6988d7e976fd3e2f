//! What can be cited of a document: the whole of it, and each goal, result and direction.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Document;
use crate::render::context::Link;
use crate::render::document_view::GoalBlock;
use crate::render::world::World;

/// A goal, its result or its direction, as it can be named and found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::render) struct Passage {
    /// What it is called: 「目標1」「目標1の取組結果」
    pub name: String,
    /// Its anchor: `goal-1-result`
    pub anchor: String,
    /// Its whole address where the site's is known, else its place below the site's root.
    pub address: String,
    /// Whether it is a goal itself.
    pub is_goal: bool,
}

/// How to cite a passage.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::render) struct Citation {
    /// The passage, with the link to it.
    pub passage: Link,
    /// The words to copy.
    pub text: String,
}

/// The goals of a page, each with its result and direction.
pub(super) fn passages<'a>(
    document: &Document,
    goals: impl Iterator<Item = &'a GoalBlock>,
    world: &World<'_>,
) -> Vec<Passage> {
    let texts = world.texts;
    let address = world.address(&document.id.folder());
    let mut passages = Vec::new();
    let goals: Vec<&GoalBlock> = goals.collect();
    let printed: Vec<(Option<&str>, &str)> = goals
        .iter()
        .map(|goal| (goal.line.marker.as_deref(), goal.id.as_str()))
        .collect();
    for (goal, number) in goals.into_iter().zip(names(&printed)) {
        let name = texts.fill("goal_name", &[("name", &number)]);
        let mut push = |anchor: String, name: String, is_goal: bool| {
            passages.push(Passage {
                name,
                address: format!("{address}#{anchor}"),
                anchor,
                is_goal,
            });
        };
        push(format!("goal-{}", goal.id), name.clone(), true);
        for section in &goal.sections {
            if let Some(anchor) = &section.anchor {
                let part = texts.get(section.field);
                let values = [("goal", &*name), ("part", part)];
                push(anchor.clone(), texts.fill("goal_part", &values), false);
            }
        }
    }
    passages
}

/// A marker that tells goals apart: one that has a digit or a letter.
fn says(marker: Option<&str>) -> Option<&str> {
    let marker = marker.map(str::trim)?;
    // The zero of numerals is printed as a bullet too.
    let tells = |c: char| c.is_alphanumeric() && c != '〇';
    marker.contains(tells).then_some(marker)
}

/// What the goals of a page are called: by their printed markers, as far as these tell them apart. Bullets (「・」) say
/// nothing, so the position stands in their place; numbers that come back under every pillar are told apart by the ids,
/// which carry the pillar's number (`2-1`).
fn names(goals: &[(Option<&str>, &str)]) -> Vec<String> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for marker in goals.iter().filter_map(|(marker, _)| says(*marker)) {
        *counts.entry(marker).or_default() += 1;
    }
    let alone = |marker: &&str| counts.get(marker) == Some(&1);
    let once = counts.keys().filter(|marker| alone(marker));
    let mut taken: BTreeSet<String> = once.map(|marker| (*marker).to_owned()).collect();
    let mut names = Vec::with_capacity(goals.len());
    for (at, (marker, id)) in goals.iter().enumerate() {
        let marker = says(*marker);
        if let Some(marker) = marker.filter(alone) {
            names.push(marker.to_owned());
            continue;
        }
        let position = (at + 1).to_string();
        let mut candidates = match marker {
            Some(_) => [(*id).to_owned(), position],
            None => [position, (*id).to_owned()],
        }
        .into_iter()
        .filter(|name| !taken.contains(name));
        let name = candidates.next().unwrap_or_else(|| {
            let mut name = format!("{id}′");
            while taken.contains(&name) {
                name.push('′');
            }
            name
        });
        taken.insert(name.clone());
        names.push(name);
    }
    names
}

/// So many characters of a title stand where it is said for each passage.
pub(in crate::render) const LONGEST_TITLE: usize = 200;

/// A text, cut behind so many characters.
pub(in crate::render) fn cut(text: &str, characters: usize) -> String {
    match text.char_indices().nth(characters) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}

/// The words with which a document, or one passage of it, is cited: publisher, title, passage, year, source, licence,
/// address.
pub(super) fn cite(document: &Document, passage: Option<&Passage>, world: &World<'_>) -> String {
    let texts = world.texts;
    let source = &document.source;
    // Without a stated publisher the organisation itself stands there: it is what published the document.
    let issuer = source.publisher.clone().unwrap_or_else(|| {
        let municipality = &world.config.settings.archive.municipality;
        format!("{municipality}{}", document.organisation.name)
    });
    let named =
        passage.map(|passage| texts.fill("citation_passage", &[("passage", &passage.name)]));
    let title = match passage {
        Some(_) => cut(&document.title, LONGEST_TITLE),
        None => document.title.clone(),
    };
    let mut citation = texts.fill(
        "citation",
        &[
            ("publisher", &issuer),
            // A page has as many citations as passages.
            ("title", &title),
            ("passage", &named.unwrap_or_default()),
            ("year", &texts.year(document.fiscal_year)),
            ("site", &world.config.settings.site.title),
        ],
    );
    let mut more = |key: &str, name: &str, value: Option<&str>| {
        if let Some(value) = value {
            citation.push_str(&texts.fill(key, &[(name, value)]));
        }
    };
    let edition = document.edition.as_ref();
    let edition = edition.map(|edition| texts.edition(edition));
    more("citation_edition", "edition", edition.as_deref());
    let date = document.modified.or(document.published);
    let date = date.map(|date| texts.date(date));
    more("citation_date", "date", date.as_deref());
    more("citation_source", "source", source.url.as_deref());
    more("citation_licence", "licence", source.licence.as_deref());
    let address = world.address(&document.id.folder());
    let address = passage.map_or(&address, |passage| &passage.address);
    let key = match world.base_url() {
        Some(_) => "citation_address",
        None => "citation_place",
    };
    more(key, "address", Some(address));
    citation
}

/// The same for each passage.
pub(super) fn citations(
    document: &Document,
    passages: &[Passage],
    world: &World<'_>,
) -> Vec<Citation> {
    passages
        .iter()
        .map(|passage| Citation {
            passage: Link {
                text: passage.name.clone(),
                href: Some(format!("#{}", passage.anchor)),
            },
            text: cite(document, Some(passage), world),
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn goals_are_called_by_what_tells_them_apart() {
        let named = |goals: &[(Option<&str>, &str)]| names(goals).join(" ");
        let numbered = [
            (Some("1 "), "1"),
            (Some("②"), "2"),
            (Some("ア"), "a"),
            (None, "g4"),
        ];
        assert_eq!(named(&numbered), "1 ② ア 4");
        let bullets = [(Some("・"), "g1"), (Some("・"), "g2"), (Some("●"), "g3")];
        assert_eq!(named(&bullets), "1 2 3");
        let pillars = [
            (Some("1"), "1"),
            (Some("2"), "2"),
            (Some("1"), "2-1"),
            (Some("2"), "2-2"),
        ];
        assert_eq!(named(&pillars), "1 2 2-1 2-2");
        let mixed = [
            (Some("・"), "g1"),
            (Some("1"), "1"),
            (Some("〇"), "g3"),
            (Some("〇"), "g4"),
        ];
        assert_eq!(named(&mixed), "g1 1 3 4");
    }

    proptest::proptest! {
        #[test]
        fn no_two_goals_have_one_name(markers in proptest::collection::vec("[・〇●12a′g ]{0,3}", 0..12)) {
            let ids: Vec<String> = (1..=markers.len()).map(|at| format!("g{at}")).collect();
            let goals: Vec<(Option<&str>, &str)> = markers
                .iter()
                .zip(&ids)
                .map(|(marker, id)| (Some(marker.as_str()), id.as_str()))
                .collect();
            let names = names(&goals);
            let different: BTreeSet<&String> = names.iter().collect();
            proptest::prop_assert_eq!(different.len(), goals.len());
        }
    }
}
