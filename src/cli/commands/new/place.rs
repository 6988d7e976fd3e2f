//! Where the walk expects a document.

use std::fs;
use std::path::Path;

use unicode_normalization::UnicodeNormalization as _;

use crate::config::{CONTENT, Registry};
use crate::model::{Edition, FiscalYear, Organisation, OrganisationId, OrganisationKind};

/// The place of an organisation's documents in a year.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// The folder below the site's own, with `/`.
    folder: String,
    /// The document's name, without its ending.
    name: String,
}

impl Place {
    /// The path of an edition, below the site's folder.
    pub fn path(&self, edition: Option<&Edition>) -> String {
        let edition = edition.map_or_else(String::new, |edition| format!("@{}", edition.as_str()));
        format!("{}/{}{edition}.md", self.folder, self.name)
    }
}

/// The place of an organisation's documents. Folders that are there are used however they are spelt.
pub(super) fn of(
    root: &Path,
    registry: &Registry,
    organisation: &Organisation,
    year: FiscalYear,
) -> Place {
    let is_year = |name: &str| FiscalYear::parse(name) == Some(year);
    let there = folders(&root.join(CONTENT))
        .into_iter()
        .find(|name| is_year(name));
    let mut folder = format!("{CONTENT}/{}", there.unwrap_or_else(|| year.to_string()));
    let mut within: Option<&OrganisationId> = None;
    for above in above(registry, organisation, year) {
        let is_its = |name: &str| {
            let found = registry.find(&name.nfc().collect::<String>(), within, year);
            found.is_some_and(|found| found.organisation.id == above.id)
        };
        let there = folders(&root.join(&folder))
            .into_iter()
            .find(|name| is_its(name));
        let name = there.unwrap_or_else(|| name(registry, above, within, year));
        folder = format!("{folder}/{name}");
        within = Some(&above.id);
    }
    Place {
        folder,
        name: name(registry, organisation, within, year),
    }
}

/// The organisations in whose folders an organisation's documents stand, the outermost first.
fn above<'a>(
    registry: &'a Registry,
    organisation: &'a Organisation,
    year: FiscalYear,
) -> Vec<&'a Organisation> {
    if registry.is_top(organisation) {
        return Vec::new();
    }
    let all = registry.ancestors_in(&organisation.id, year);
    let top = all.iter().position(|one| registry.is_top(one));
    let mut above: Vec<_> = all.into_iter().take(top.map_or(0, |top| top + 1)).collect();
    above.reverse();
    above
}

/// A name that means this organisation there and nobody else: its slug, else its id.
fn name(
    registry: &Registry,
    organisation: &Organisation,
    within: Option<&OrganisationId>,
    year: FiscalYear,
) -> String {
    let is_city = organisation.kind == OrganisationKind::City;
    let slug = if is_city { "city" } else { organisation.slug() };
    let found = registry.find(slug, within, year);
    let is_clear = found
        .is_some_and(|found| found.organisation.id == organisation.id && found.rivals.is_empty());
    if is_clear {
        slug.to_owned()
    } else {
        organisation.id.to_string()
    }
}

/// The names of the folders in a folder, in order. Links are none.
fn folders(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let is_folder = |entry: &fs::DirEntry| entry.file_type().is_ok_and(|kind| kind.is_dir());
    let mut names: Vec<String> = entries
        .filter(is_folder)
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort();
    names
}
