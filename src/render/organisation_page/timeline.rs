//! An organisation through the years, with those before and after it.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{ChangeKind, Digest, FiscalYear, Organisation};
use crate::relate::{Kin, kin};
use crate::render::compare_page::with_year_before;
use crate::render::context::Link;
use crate::render::document_page::{EditionLink, edition_links};
use crate::render::links::Links;
use crate::render::listing::full_organisation_link;
use crate::render::standing::Standing;
use crate::render::world::World;

/// One year of an organisation, or of one before or after it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct OrganisationYear {
    /// The year.
    pub year: String,
    /// Of another organisation: how it belongs here, 「改称（2020年4月1日）の前の組織」, with the link to its page.
    pub kin: Option<KinView>,
    /// The document's title, with the link to it; none is 未収録.
    pub document: Option<Link>,
    /// What is said of it.
    pub standing: Standing,
    /// The other editions of that year.
    pub editions: Vec<EditionLink>,
    /// The link to the comparison with the nearest year held before, where there is such a page.
    pub compare: Option<Link>,
}

/// An organisation that was there before another, or came after it.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct KinView {
    /// Its name, with the link to its page.
    pub organisation: Link,
    /// By what, and when: 「改称前（2020年4月1日に改称）」
    pub why: String,
}

/// The years, newest first: each has the organisation's own document, then those of others.
pub(super) fn timeline(
    world: &World<'_>,
    organisation: &Organisation,
    links: &Links,
) -> Vec<OrganisationYear> {
    let kin = kin(world.registry(), &organisation.id);
    let mut rows = Vec::new();
    for year in world.archive.years().rev() {
        let own = world.document(&organisation.id, year);
        if own.is_some() || organisation.exists_in(year) {
            rows.push(row(world, own, year, None, links));
        }
        for kin in kin.iter().filter(|kin| kin.covers(year)) {
            let held = world.document(&kin.organisation.id, year);
            // What is not held of others is worth a row only where nothing else stands for the year.
            let alone = kin.organisation.exists_in(year) && !organisation.exists_in(year);
            if held.is_some() || alone {
                let view = kin_view(world, kin, links);
                rows.push(row(world, held, year, Some(view), links));
            }
        }
    }
    rows
}

fn row(
    world: &World<'_>,
    held: Option<&Digest>,
    year: FiscalYear,
    kin: Option<KinView>,
    links: &Links,
) -> OrganisationYear {
    let label = world.texts.year(year);
    let Some(digest) = held else {
        return OrganisationYear {
            year: label,
            kin,
            document: None,
            standing: Standing::not_held(world.texts),
            editions: Vec::new(),
            compare: None,
        };
    };
    let is_own = kin.is_none();
    OrganisationYear {
        kin,
        document: Some(Link {
            text: world.texts.marked(digest, digest.title.clone()),
            href: Some(links.to(&digest.id.folder())),
        }),
        standing: Standing::of(digest, world.newest, world.texts),
        editions: edition_links(digest, world, links),
        compare: is_own
            .then(|| with_year_before(world, &digest.id, links))
            .flatten(),
        year: label,
    }
}

fn kin_view(world: &World<'_>, kin: &Kin<'_>, links: &Links) -> KinView {
    let organisation = kin.organisation;
    let key = match (kin.change.kind, kin.before) {
        (ChangeKind::Merge, true) => "kin_before_merge",
        (ChangeKind::Split, true) => "kin_before_split",
        (_, true) => "kin_before_rename",
        (ChangeKind::Merge, false) => "kin_after_merge",
        (ChangeKind::Split, false) => "kin_after_split",
        (_, false) => "kin_after_rename",
    };
    let date = world.texts.date(kin.change.date);
    KinView {
        organisation: full_organisation_link(world, organisation, links),
        why: world.texts.fill(key, &[("date", &date)]),
    }
}
