//! The documents around one: the way to it, its editions, and what other organisations published in its year.

use crate::model::{Document, Organisation, OrganisationKind};
use crate::relate::Archive;
use crate::render::context::Link;
use crate::render::links::Links;
use crate::render::texts::Texts;

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

pub(super) fn editions(
    document: &Document,
    archive: &Archive,
    links: &Links,
    texts: Texts,
) -> Vec<Link> {
    let main = archive
        .document(&document.id.main())
        .filter(|digest| digest.id != document.id);
    main.into_iter()
        .chain(
            archive
                .other_editions(&document.id)
                .filter(|digest| digest.id != document.id),
        )
        .map(|digest| {
            let name = digest
                .edition
                .as_ref()
                .map(|edition| texts.edition(edition));
            let text = name.unwrap_or_else(|| texts.get("main_edition").to_owned());
            Link {
                text: texts.marked(digest, text),
                href: Some(links.to(&digest.id.folder())),
            }
        })
        .collect()
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
