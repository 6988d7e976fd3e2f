//! `content/organisations.toml`: which organisations there are, and how they are named.

use std::collections::BTreeMap;

use ayumi_japanese::fold::fold_str;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Change, Organisation, OrganisationId, OrganisationKind};

/// The file as written.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct OrganisationsFile {
    /// The organisations.
    #[serde(default)]
    pub organisation: Vec<Organisation>,
    /// What happened to them.
    #[serde(default)]
    pub change: Vec<Change>,
}

/// All organisations of the archive, in the order of the file: that is the order in which a city lists its wards.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Registry {
    organisations: Vec<Organisation>,
    changes: Vec<Change>,
    by_id: BTreeMap<OrganisationId, usize>,
}

impl Registry {
    /// A registry; later organisations with an id that is taken are left out.
    #[must_use]
    pub fn new(file: OrganisationsFile) -> Self {
        let mut registry = Self {
            changes: file.change,
            ..Self::default()
        };
        for organisation in file.organisation {
            registry.add(organisation);
        }
        registry
    }

    /// Adds an organisation, unless its id is taken.
    pub fn add(&mut self, organisation: Organisation) {
        if !self.by_id.contains_key(&organisation.id) {
            self.by_id
                .insert(organisation.id.clone(), self.organisations.len());
            self.organisations.push(organisation);
        }
    }

    /// All organisations, in the order of the file.
    #[must_use]
    pub fn organisations(&self) -> &[Organisation] {
        &self.organisations
    }

    /// What happened to them.
    #[must_use]
    pub fn changes(&self) -> &[Change] {
        &self.changes
    }

    /// The organisation with this id.
    #[must_use]
    pub fn get(&self, id: &OrganisationId) -> Option<&Organisation> {
        self.by_id.get(id).map(|&at| &self.organisations[at])
    }

    /// Where the organisation stands in the order of the file.
    #[must_use]
    pub fn position(&self, id: &OrganisationId) -> Option<usize> {
        self.by_id.get(id).copied()
    }

    /// The organisations above one, the nearest first. Ends at a loop.
    #[must_use]
    pub fn ancestors(&self, id: &OrganisationId) -> Vec<&Organisation> {
        let mut above: Vec<&Organisation> = Vec::new();
        let mut next = self
            .get(id)
            .and_then(|organisation| organisation.parent.as_ref());
        while let Some(parent) = next.and_then(|parent| self.get(parent)) {
            if parent.id == *id || above.iter().any(|known| known.id == parent.id) {
                break;
            }
            above.push(parent);
            next = parent.parent.as_ref();
        }
        above
    }

    /// Whether an organisation stands directly in a year's folder: wards, departments and the city itself do,
    /// sections stand in the folder of the organisation to which they belong.
    #[must_use]
    pub fn is_top(&self, organisation: &Organisation) -> bool {
        organisation.kind != OrganisationKind::Section
    }

    /// The slugs that make an organisation's address, from the ward downwards. The city does not show in the address
    /// of a ward; its own is `city`.
    #[must_use]
    pub fn address<'a>(&'a self, organisation: &'a Organisation) -> Vec<&'a str> {
        if organisation.kind == OrganisationKind::City {
            return vec!["city"];
        }
        let mut slugs = vec![organisation.slug()];
        if !self.is_top(organisation) {
            let above = self.ancestors(&organisation.id);
            let above = above
                .iter()
                .take_while(|above| above.kind != OrganisationKind::City);
            // A ward may stand under a department in the registry; addresses stop at the first that stands on top.
            for parent in above {
                slugs.push(parent.slug());
                if self.is_top(parent) {
                    break;
                }
            }
        }
        slugs.reverse();
        slugs
    }

    /// The organisation that a folder or file name means: a slug, an id or a name, in any Unicode normalisation;
    /// `within` is the organisation in whose folder it stands.
    #[must_use]
    pub fn find(&self, name: &str, within: Option<&OrganisationId>) -> Option<&Organisation> {
        let folded = fold_name(name);
        let in_place = |organisation: &&Organisation| match within {
            None => self.is_top(organisation),
            Some(within) => self
                .ancestors(&organisation.id)
                .iter()
                .any(|above| above.id == *within),
        };
        let named = |organisation: &&Organisation| {
            organisation.slug() == folded
                || organisation.id.as_str() == folded
                || fold_name(&organisation.name) == folded
                || (folded == "city" && organisation.kind == OrganisationKind::City)
        };
        self.organisations.iter().filter(in_place).find(named)
    }

    /// The organisation that a document's text means.
    #[must_use]
    pub fn find_printed(&self, name: &str) -> Option<&Organisation> {
        let folded = fold_name(name);
        self.organisations
            .iter()
            .find(|organisation| fold_name(&organisation.name) == folded)
    }
}

/// A name as names are compared: widths, case and composition folded, white space removed.
#[must_use]
pub fn fold_name(name: &str) -> String {
    fold_str(name)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}
