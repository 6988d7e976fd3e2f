//! Names in the tree → organisations. A name that the registry does not know gets an entry for this run, so that its
//! documents are published all the same, and a warning with the entry to paste.

use std::collections::BTreeMap;

use crate::config::{RESERVED_NAMES, Registry, fold_name, suggest};
use crate::model::{
    Diagnostic, FiscalYear, Location, Organisation, OrganisationId, OrganisationKind, Problem, Slug,
};

/// What a name in the tree means.
#[derive(Debug, Clone)]
pub(super) struct Named {
    pub organisation: Organisation,
    /// Others that the name means as well in that year.
    pub rivals: Vec<OrganisationId>,
}

impl Named {
    fn alone(organisation: &Organisation) -> Self {
        Self {
            organisation: organisation.clone(),
            rivals: Vec::new(),
        }
    }
}

pub(super) struct Names {
    pub registry: Registry,
    pub diagnostics: Vec<Diagnostic>,
    /// Unregistered names by the organisation above them: told once, at their first place.
    unknown: BTreeMap<(Option<OrganisationId>, String), OrganisationId>,
}

impl Names {
    pub fn new(registry: Registry) -> Self {
        Self {
            registry,
            diagnostics: Vec::new(),
            unknown: BTreeMap::new(),
        }
    }

    /// The organisation that a name means in a year; `within` is the one in whose folder it stands. None, and an error,
    /// where it would take an address that the site needs itself.
    pub fn organisation(
        &mut self,
        name: &str,
        within: Option<&Organisation>,
        year: FiscalYear,
        path: &str,
    ) -> Option<Named> {
        let parent = within.map(|within| within.id.clone());
        if let Some(found) = self.registry.find(name, parent.as_ref(), year) {
            return Some(Named {
                organisation: found.organisation.clone(),
                rivals: found.rivals.iter().map(|one| one.id.clone()).collect(),
            });
        }
        let key = (parent.clone(), fold_name(name));
        if let Some(known) = self.unknown.get(&key).and_then(|id| self.registry.get(id)) {
            return Some(Named::alone(known));
        }
        let organisation = self.invent_entry(name, within);
        let reserved = RESERVED_NAMES.contains(&organisation.slug());
        // The city's own address is one of the reserved names.
        if reserved && organisation.kind != OrganisationKind::City {
            let problem = Problem::ReservedName {
                name: organisation.slug().to_owned(),
            };
            self.diagnostics
                .push(Diagnostic::at(problem, Location::file(path)));
            return None;
        }
        let entry = entry(&organisation);
        let known = self
            .registry
            .organisations()
            .iter()
            .flat_map(|known| [known.name.as_str(), known.slug()]);
        // The same name elsewhere is no other spelling of it.
        let suggestion = suggest(name, known).filter(|suggested| suggested != name);
        let problem = Problem::UnknownOrganisation {
            name: name.to_owned(),
            suggestion,
            entry,
        };
        self.diagnostics
            .push(Diagnostic::at(problem, Location::file(path)));
        self.unknown.insert(key, organisation.id.clone());
        self.registry.add(organisation.clone());
        Some(Named::alone(&organisation))
    }

    /// An entry that makes an address: the name itself where it can be one, else its hash.
    fn invent_entry(&self, name: &str, within: Option<&Organisation>) -> Organisation {
        let folded = fold_name(name);
        let plain = Slug::new(folded.as_str())
            .ok()
            .map(|slug| slug.as_str().to_owned());
        let slug =
            plain.unwrap_or_else(|| format!("x{}", &crate::read::sha256(folded.as_bytes())[..10]));
        let base = within.map_or_else(|| slug.clone(), |within| format!("{}-{slug}", within.id));
        let is_free = |id: &OrganisationId| self.registry.get(id).is_none();
        let numbered = (2..).map(|copy| format!("{base}-{copy}"));
        let id = std::iter::once(base.clone())
            .chain(numbered)
            .filter_map(|id| OrganisationId::new(shorten(&id)).ok())
            .find(is_free);
        // The candidates never end, and the registry does.
        let id = id.expect("a free id among infinitely many");
        Organisation {
            slug: (slug != id.as_str())
                .then(|| Slug::new(slug).ok())
                .flatten(),
            id,
            name: name.to_owned(),
            kana: None,
            romaji: None,
            kind: kind_of(name, within.is_some()),
            code: None,
            parent: within.map(|within| within.id.clone()),
            abbreviations: Vec::new(),
            former_slugs: Vec::new(),
            contact: None,
            valid_from: None,
            valid_to: None,
        }
    }
}

/// An identifier has 64 characters at most; of a longer one the hash stands for the rest.
fn shorten(id: &str) -> String {
    if id.len() <= 64 {
        return id.to_owned();
    }
    format!(
        "{}-{}",
        id.chars().take(48).collect::<String>(),
        &crate::read::sha256(id.as_bytes())[..10]
    )
}

/// What the name's ending says; else what its place does.
fn kind_of(name: &str, below: bool) -> OrganisationKind {
    let ends = |endings: &[&str]| endings.iter().any(|ending| name.ends_with(ending));
    if below || ends(&["課", "室", "所", "館"]) && !ends(&["役所"]) {
        OrganisationKind::Section
    } else if ends(&["部", "局"]) {
        OrganisationKind::Department
    } else if name == "city" || ends(&["市"]) {
        OrganisationKind::City
    } else {
        OrganisationKind::Ward
    }
}

/// The entry to paste into `organisations.toml`.
fn entry(organisation: &Organisation) -> String {
    let quote = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let mut lines = vec![
        "[[organisation]]".to_owned(),
        format!("id = {}", quote(organisation.id.as_str())),
    ];
    if let Some(slug) = &organisation.slug {
        lines.push(format!("slug = {}", quote(slug.as_str())));
    }
    lines.push(format!("name = {}", quote(&organisation.name)));
    lines.push(format!("kind = {}", quote(organisation.kind.key())));
    if let Some(parent) = &organisation.parent {
        lines.push(format!("parent = {}", quote(parent.as_str())));
    }
    lines.join("\n")
}
