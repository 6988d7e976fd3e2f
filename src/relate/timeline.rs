//! Who stands for an organisation before it began and after it ended, by the day of the change.

use std::collections::BTreeSet;

use crate::config::Registry;
use crate::model::{Change, FiscalYear, Organisation, OrganisationId};

/// An organisation from which another came, or which came from it, directly or through others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Kin<'a> {
    /// The organisation.
    pub organisation: &'a Organisation,
    /// Whether it was there before.
    pub before: bool,
    /// By which change its documents come before, or after, those of the other.
    pub change: &'a Change,
}

impl Kin<'_> {
    /// Whether a document of it for this year belongs to the other's timeline. In the year of the change both do.
    #[must_use]
    pub fn covers(&self, year: FiscalYear) -> bool {
        let change = self.change.date.fiscal_year();
        // What took effect on a first of April left its year to those that came after.
        let on_first = self.change.date == FiscalYear::from_western(change).first_day();
        if self.before {
            year.year() < change || (year.year() == change && !on_first)
        } else {
            year.year() >= change
        }
    }
}

/// All whose documents continue the timeline of an organisation: those before it, the nearest first, and then those after
/// it.
#[must_use]
pub fn kin<'a>(registry: &'a Registry, id: &OrganisationId) -> Vec<Kin<'a>> {
    let mut all = reach(registry, id, true);
    all.extend(reach(registry, id, false));
    all
}

fn reach<'a>(registry: &'a Registry, id: &OrganisationId, before: bool) -> Vec<Kin<'a>> {
    let mut seen = BTreeSet::from([id.clone()]);
    let mut open = vec![id.clone()];
    let mut found = Vec::new();
    while !open.is_empty() {
        let mut nearest: Vec<Kin<'a>> = Vec::new();
        for at in &open {
            for change in registry.changes() {
                let (reached, next) = if before {
                    (change.begins(at), &change.from)
                } else {
                    (change.ends(at), &change.to)
                };
                let next = next.iter().filter(|_| reached);
                let fresh = next.filter(|id| seen.insert((*id).clone()));
                nearest.extend(fresh.filter_map(|id| {
                    let organisation = registry.get(id)?;
                    Some(Kin {
                        organisation,
                        before,
                        change,
                    })
                }));
            }
        }
        open = nearest
            .iter()
            .map(|kin| kin.organisation.id.clone())
            .collect();
        found.append(&mut nearest);
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::config::OrganisationsFile;

    fn registry() -> Registry {
        let organisations = ["a", "b", "c", "d", "e"].map(|id| {
            format!("[[organisation]]\nid = \"{id}\"\nname = \"{id}課\"\nkind = \"section\"\n")
        });
        let file: OrganisationsFile = toml::from_str(&format!(
            "{}\n[[change]]\ndate = 2015-04-01\nkind = \"rename\"\nfrom = [\"a\"]\nto = [\"b\"]\n\
             [[change]]\ndate = 2018-10-01\nkind = \"merge\"\nfrom = [\"b\", \"c\"]\nto = [\"d\"]\n\
             [[change]]\ndate = 2020-04-01\nkind = \"move\"\nfrom = [\"d\"]\nto = [\"d\"]\n\
             [[change]]\ndate = 2022-04-01\nkind = \"split\"\nfrom = [\"d\"]\nto = [\"d\", \"e\"]\n",
            organisations.concat()
        ))
        .unwrap();
        Registry::new(file)
    }

    fn told(id: &str) -> Vec<(String, bool)> {
        let registry = registry();
        let kin = kin(&registry, &OrganisationId::new(id).unwrap());
        let told = kin
            .iter()
            .map(|kin| (kin.organisation.id.to_string(), kin.before));
        told.collect()
    }

    #[test]
    fn those_before_and_after_are_found_through_others() {
        let names = |id: &str, before: bool| -> String {
            let told = told(id).into_iter().filter(|kin| kin.1 == before);
            told.map(|kin| kin.0).collect()
        };
        assert_eq!(
            (names("d", true), names("d", false)),
            ("bca".into(), String::new())
        );
        assert_eq!(
            (names("a", true), names("a", false)),
            (String::new(), "bd".into())
        );
        assert_eq!(names("e", true), "dbca");
    }

    #[test]
    fn the_year_of_a_change_in_its_middle_has_both() {
        let registry = registry();
        let kin = kin(&registry, &OrganisationId::new("d").unwrap());
        let covers = |id: &str, year| {
            let one = kin
                .iter()
                .find(|kin| kin.organisation.id.as_str() == id)
                .unwrap();
            one.covers(FiscalYear::from_western(year))
        };
        assert!(covers("b", 2017) && covers("b", 2018) && !covers("b", 2019));
        assert!(
            covers("a", 2014) && !covers("a", 2015),
            "on a first of April"
        );
    }
}
