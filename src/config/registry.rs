//! `content/organisations.toml`: which organisations there are, and how they are named.

use std::collections::{BTreeMap, BTreeSet};

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
    /// What a folder or file may be called for them: slug, id, folded name. In the order of the file.
    by_name: BTreeMap<String, Vec<usize>>,
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
        if self.by_id.contains_key(&organisation.id) {
            return;
        }
        let index = self.organisations.len();
        for name in names(&organisation) {
            self.by_name.entry(name).or_default().push(index);
        }
        self.by_id.insert(organisation.id.clone(), index);
        self.organisations.push(organisation);
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
    /// `within` is the organisation in whose folder it stands. Right in a year's folder an id
    /// means its organisation, whatever it is.
    #[must_use]
    pub fn find(&self, name: &str, within: Option<&OrganisationId>) -> Option<&Organisation> {
        let in_place = |organisation: &&Organisation| match within {
            None => self.is_top(organisation),
            Some(within) => self
                .ancestors(&organisation.id)
                .iter()
                .any(|above| above.id == *within),
        };
        let named = self.by_name.get(&fold_name(name))?;
        let mut named = named.iter().map(|&index| &self.organisations[index]);
        let found = named.clone().find(in_place);
        found.or_else(|| {
            named.find(|organisation| within.is_none() && organisation.id.as_str() == name)
        })
    }
}

/// The names by which [`Registry::find`] finds an organisation, each once.
fn names(organisation: &Organisation) -> BTreeSet<String> {
    let mut names = BTreeSet::from([
        organisation.slug().to_owned(),
        organisation.id.to_string(),
        fold_name(&organisation.name),
    ]);
    if organisation.kind == OrganisationKind::City {
        names.insert("city".to_owned());
    }
    names
}

/// A name as names are compared: widths, case and composition folded, white space removed.
#[must_use]
pub fn fold_name(name: &str) -> String {
    fold_str(name)
        .chars()
        .filter(|c| !c.is_whitespace())
        .collect()
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::config::TomlFile;

    fn registry() -> Registry {
        let text = r#"
[[organisation]]
id = "mihon"
name = "見本市"
kind = "city"
[[organisation]]
id = "minato"
name = "港区"
kind = "ward"
parent = "mihon"
[[organisation]]
id = "minato-somu"
slug = "somu"
name = "総務課"
kind = "section"
parent = "minato"
[[organisation]]
id = "umi"
name = "海区"
kind = "ward"
parent = "mihon"
[[organisation]]
id = "umi-somu"
slug = "somu"
name = "総務課"
kind = "section"
parent = "umi"
"#;
        Registry::new(TomlFile::parse("o.toml", text).unwrap().decode().unwrap())
    }

    fn found(registry: &Registry, name: &str, within: Option<&str>) -> Option<String> {
        let within = within.map(|id| OrganisationId::new(id).unwrap());
        registry
            .find(name, within.as_ref())
            .map(|one| one.id.to_string())
    }

    #[test]
    fn one_name_in_two_places_means_the_one_in_its_place() {
        let registry = registry();
        for name in ["somu", "総務課", "総 務 課"] {
            for ward in ["minato", "umi"] {
                let expected = Some(format!("{ward}-somu"));
                assert_eq!(found(&registry, name, Some(ward)), expected, "{name}");
            }
            assert_eq!(
                found(&registry, name, None),
                None,
                "sections are not on top"
            );
        }
        assert_eq!(found(&registry, "city", None).as_deref(), Some("mihon"));
        assert_eq!(found(&registry, "Minato", None).as_deref(), Some("minato"));
        assert_eq!(found(&registry, "minato", Some("umi")), None);
    }

    #[test]
    fn an_organisation_that_was_added_later_is_found() {
        let mut registry = registry();
        assert_eq!(found(&registry, "山区", None), None);
        let mut added = registry.organisations()[1].clone();
        added.id = OrganisationId::new("yama").unwrap();
        added.name = "山区".to_owned();
        registry.add(added.clone());
        assert_eq!(found(&registry, "山区", None).as_deref(), Some("yama"));
        added.name = "別の区".to_owned();
        registry.add(added);
        assert_eq!(found(&registry, "別の区", None), None, "its id is taken");
    }
}
