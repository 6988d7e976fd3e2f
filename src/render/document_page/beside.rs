//! The documents around one: the way to it, its editions, and what other organisations published in its year.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Digest, Document, Organisation, OrganisationKind};
use crate::relate::Archive;
use crate::render::context::Link;
use crate::render::links::Links;
use crate::render::texts::Texts;
use crate::render::world::World;

/// Year and, for a section, the document of the organisation above it.
pub(super) fn way(
    document: &Document,
    archive: &Archive,
    texts: Texts,
) -> Vec<(String, Option<String>)> {
    let year = document.fiscal_year;
    let mut way = vec![(texts.year(year), Some(format!("{year}/")))];
    if !matches!(
        document.organisation.kind,
        OrganisationKind::City | OrganisationKind::Ward
    ) {
        let mut above = archive
            .registry()
            .ancestors_in(&document.organisation.id, year);
        above.retain(|organisation| organisation.kind != OrganisationKind::City);
        for organisation in above.iter().rev() {
            let held = archive
                .of_organisation(&organisation.id)
                .find(|digest| digest.fiscal_year == year);
            way.push((
                organisation.name.clone(),
                held.map(|digest| digest.id.folder()),
            ));
        }
    }
    if document.edition.is_some() {
        let main = archive.document(&document.id.main());
        way.extend(main.map(|digest| (digest.title.clone(), Some(digest.id.folder()))));
    }
    way
}

/// An edition of a document.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct EditionLink {
    /// What it is called: 「中間版」
    pub text: String,
    /// The link to it.
    pub href: Option<String>,
    /// The link to what differs between it and the main one; none for the main one itself.
    pub differences: Option<String>,
}

/// The main edition and the others, without the document itself.
pub(super) fn editions(document: &Document, world: &World<'_>, links: &Links) -> Vec<EditionLink> {
    let main = world.archive.document(&document.id.main());
    let others = world.archive.other_editions(&document.id);
    let all = main.into_iter().chain(others);
    all.filter(|digest| digest.id != document.id)
        .map(|digest| edition_link(digest, world, links))
        .collect()
}

/// The other editions of a main one.
pub(in crate::render) fn edition_links(
    main: &Digest,
    world: &World<'_>,
    links: &Links,
) -> Vec<EditionLink> {
    let others = world.archive.other_editions(&main.id);
    others
        .map(|digest| edition_link(digest, world, links))
        .collect()
}

fn edition_link(digest: &Digest, world: &World<'_>, links: &Links) -> EditionLink {
    let texts = world.texts;
    let edition = digest.edition.as_ref();
    let name = edition.map(|edition| texts.edition(edition));
    let folder = digest.id.folder();
    EditionLink {
        differences: edition.map(|_| links.to(&format!("{folder}#differences"))),
        text: texts.marked(
            digest,
            name.unwrap_or_else(|| texts.get("main_edition").to_owned()),
        ),
        href: Some(links.to(&folder)),
    }
}

/// The organisations of the same kind under the same parent, without the document's own. The page of one section
/// lists those of its ward, so no page grows with the city.
pub(super) fn others(
    document: &Document,
    archive: &Archive,
    links: &Links,
    texts: Texts,
) -> Vec<Link> {
    let registry = archive.registry();
    let parent = registry
        .get(&document.organisation.id)
        .and_then(|one| one.parent.as_ref());
    let siblings: Vec<&Organisation> = match parent {
        Some(parent) => registry.below(parent).collect(),
        None => {
            let all = registry.organisations().iter();
            all.filter(|one| one.parent.is_none()).collect()
        }
    };
    let siblings = siblings.into_iter().filter(|one| {
        one.kind == document.organisation.kind
            && one.id != document.organisation.id
            && one.exists_in(document.fiscal_year)
    });
    siblings
        .map(|one| {
            let mut in_year = archive.of_organisation(&one.id);
            match in_year.find(|digest| digest.fiscal_year == document.fiscal_year) {
                Some(digest) => Link {
                    text: texts.marked(digest, one.name.clone()),
                    href: Some(links.to(&digest.id.folder())),
                },
                None => Link {
                    text: texts.fill("not_held", &[("name", &one.name)]),
                    href: None,
                },
            }
        })
        .collect()
}

pub(super) fn sections(
    document: &Document,
    archive: &Archive,
    links: &Links,
    texts: Texts,
) -> Vec<Link> {
    let registry = archive.registry();
    registry
        .below(&document.organisation.id)
        .filter(|one| !registry.is_listed_by_kind(one))
        .filter_map(|one| {
            let digest = archive
                .of_organisation(&one.id)
                .find(|digest| digest.fiscal_year == document.fiscal_year)?;
            Some(Link {
                text: texts.marked(digest, one.name.clone()),
                href: Some(links.to(&digest.id.folder())),
            })
        })
        .collect()
}
