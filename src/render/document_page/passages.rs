//! What can be cited of a document: the whole of it, and each goal, result and direction.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::Document;
use crate::render::context::Link;
use crate::render::document_view::GoalBlock;
use crate::render::goal_names::goal_names;
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
    for (goal, number) in goals.into_iter().zip(goal_names(&printed)) {
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
        let organisation = world.registry().get(&document.organisation.id);
        let name = organisation.map_or_else(
            || document.organisation.name.clone(),
            |one| world.full_name(one, Some(document.fiscal_year)),
        );
        // The city itself is not of the city.
        let name = Some(name.replace(' ', "")).filter(|name| name != municipality);
        format!("{municipality}{}", name.unwrap_or_default())
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
