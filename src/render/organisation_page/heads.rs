//! Whom the documents of an organisation name as its heads: role and name as printed. This is the only list of them;
//! nobody is merged with anybody by name.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::OrganisationId;
use crate::render::context::Link;
use crate::render::links::Links;
use crate::render::world::World;

/// The heads that one document names.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct HeadsOfYear {
    /// The year, with the link to the document.
    pub year: Link,
    /// Role and name of each.
    pub heads: Vec<HeadView>,
}

/// A head as printed.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct HeadView {
    /// The role as printed, even where the post is another.
    pub role: String,
    /// The name as printed.
    pub name: String,
}

/// The years of which a document names anybody, newest first. What a withdrawn document says is repeated nowhere.
pub(super) fn heads(world: &World<'_>, id: &OrganisationId, links: &Links) -> Vec<HeadsOfYear> {
    let documents = world.archive.of_organisation(id).rev();
    let named = documents.filter(|digest| !digest.withdrawn && !digest.heads.is_empty());
    named
        .map(|digest| HeadsOfYear {
            year: Link {
                text: world
                    .texts
                    .marked(digest, world.texts.year(digest.fiscal_year)),
                href: Some(links.to(&digest.id.folder())),
            },
            heads: digest
                .heads
                .iter()
                .map(|head| HeadView {
                    role: head.role.clone(),
                    name: head.name.clone(),
                })
                .collect(),
        })
        .collect()
}
