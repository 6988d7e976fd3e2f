//! `content/organisations.toml`: every entry by itself, and in its place among the others. What happened to them is
//! looked at in `life`.

use std::collections::BTreeMap;
use std::path::Path;

use super::{check_contact, life, municipal_code, read};
use crate::config::{
    CONTENT, OrganisationsFile, RESERVED_NAMES, Registry, Step, TomlFile, suggest,
};
use crate::model::{
    Diagnostic, Organisation, OrganisationContact, OrganisationId, OrganisationKind, Problem, Slug,
};

pub(super) fn load(root: &Path, found: &mut Vec<Diagnostic>) -> Registry {
    let path = format!("{CONTENT}/organisations.toml");
    let Some(text) = read(root, &path, found) else {
        return Registry::default();
    };
    check(&path, &text, found)
}

/// The registry that a text holds; none of it where it cannot be read at all.
fn check(path: &str, text: &str, found: &mut Vec<Diagnostic>) -> Registry {
    let decoded = TomlFile::parse(path, text)
        .and_then(|file| Ok((file.decode::<OrganisationsFile>()?, file)));
    match decoded {
        Ok((organisations, file)) => {
            let registry = Registry::new(organisations.clone());
            let mut checks = Checks {
                ids: ids(&organisations),
                organisations: &organisations,
                registry: &registry,
                file: &file,
                found: Vec::new(),
            };
            checks.all();
            found.extend(checks.found);
            registry
        }
        Err(wrong) => {
            found.extend(wrong);
            Registry::default()
        }
    }
}

/// Where each id stands first.
fn ids(organisations: &OrganisationsFile) -> BTreeMap<&OrganisationId, usize> {
    let all = organisations.organisation.iter().enumerate().rev();
    all.map(|(at, one)| (&one.id, at)).collect()
}

/// The organisations by where they stand.
#[derive(Default)]
struct Places<'a> {
    by_parent: BTreeMap<(Option<&'a OrganisationId>, &'a str), Vec<&'a Organisation>>,
    by_address: BTreeMap<Vec<&'a str>, Vec<&'a Organisation>>,
}

impl<'a> Places<'a> {
    fn add(&mut self, registry: &'a Registry, one: &'a Organisation) {
        let place = (one.parent.as_ref(), one.slug());
        self.by_parent.entry(place).or_default().push(one);
        let address = registry.address(one);
        self.by_address.entry(address).or_default().push(one);
    }

    fn siblings<'b>(
        &'b self,
        one: &'b Organisation,
        slug: &'b str,
    ) -> impl Iterator<Item = &'a Organisation> + 'b {
        let place = (one.parent.as_ref(), slug);
        self.by_parent.get(&place).into_iter().flatten().copied()
    }
}

/// A registry that is looked at, and what is wrong with it.
pub(super) struct Checks<'a> {
    pub organisations: &'a OrganisationsFile,
    pub registry: &'a Registry,
    ids: BTreeMap<&'a OrganisationId, usize>,
    file: &'a TomlFile<'a>,
    found: Vec<Diagnostic>,
}

impl Checks<'_> {
    pub fn tell(&mut self, problem: Problem, steps: &[Step<'_>]) {
        self.found
            .push(Diagnostic::at(problem, self.file.locate(steps)));
    }

    fn tell_of(&mut self, index: usize, key: &str, problem: Problem) {
        let steps = [
            Step::Key("organisation"),
            Step::Index(index),
            Step::Key(key),
        ];
        self.tell(problem, &steps);
    }

    pub fn knows(&self, id: &OrganisationId) -> bool {
        self.ids.contains_key(id)
    }

    pub fn unknown_id(&self, id: &OrganisationId) -> Problem {
        Problem::UnknownOrganisationId {
            id: id.to_string(),
            suggestion: suggest(id.as_str(), self.ids.keys().map(|id| id.as_str())),
        }
    }

    fn all(&mut self) {
        let mut places = Places::default();
        for (index, one) in self.organisations.organisation.iter().enumerate() {
            if self.ids.get(&one.id) != Some(&index) {
                let problem = Problem::DuplicateOrganisation {
                    id: one.id.to_string(),
                };
                self.tell_of(index, "id", problem);
                continue;
            }
            places.add(self.registry, one);
            self.values(index, one);
            self.parent(index, one);
        }
        for (index, one) in self.organisations.organisation.iter().enumerate() {
            if self.ids.get(&one.id) == Some(&index) {
                self.slug(index, one, &places);
            }
        }
        life::changes(self);
    }

    /// What an entry says of itself.
    fn values(&mut self, index: usize, one: &Organisation) {
        if let (Some(from), Some(to)) = (one.valid_from, one.valid_to)
            && to < from
        {
            let problem = Problem::LifeSpanReversed {
                id: one.id.to_string(),
                from: from.to_string(),
                to: to.to_string(),
            };
            self.tell_of(index, "valid_to", problem);
        }
        if let Some(code) = &one.code
            && let Err(expected) = municipal_code(code)
        {
            let problem = Problem::InvalidValue {
                key: "organisation.code".to_owned(),
                value: code.clone(),
                expected,
            };
            self.tell_of(index, "code", problem);
        }
        if let Some(OrganisationContact::Ways(contact)) = &one.contact {
            let steps = [
                Step::Key("organisation"),
                Step::Index(index),
                Step::Key("contact"),
            ];
            check_contact(
                contact,
                "organisation.contact",
                &steps,
                self.file,
                &mut self.found,
            );
        }
    }

    /// Its name in addresses: an address is made of a fiscal year and slugs, so whoever shares a year and a place needs
    /// another, and so do the names under which its older addresses are kept.
    fn slug(&mut self, index: usize, one: &Organisation, places: &Places<'_>) {
        let slug_key = if one.slug.is_some() { "slug" } else { "id" };
        if RESERVED_NAMES.contains(&one.slug()) && one.kind != OrganisationKind::City {
            let name = one.slug().to_owned();
            self.tell_of(index, slug_key, Problem::ReservedName { name });
        }
        let earlier = |other: &&Organisation| self.ids.get(&other.id) < Some(&index);
        let shares = |other: &&Organisation| other.id != one.id && other.shares_a_year(one);
        let mut clashes: Vec<(&str, &str, &Organisation)> = Vec::new();
        let address = self.registry.address(one);
        let siblings = places.siblings(one, one.slug());
        let neighbours = places.by_address.get(&address).into_iter().flatten();
        let mut same = siblings.chain(neighbours.copied()).filter(earlier);
        clashes.extend(same.find(shares).map(|other| (slug_key, one.slug(), other)));
        for slug in one.former_slugs.iter().map(Slug::as_str) {
            let taken = places.siblings(one, slug).find(shares);
            clashes.extend(taken.map(|other| ("former_slugs", slug, other)));
        }
        for (key, slug, other) in clashes {
            let problem = Problem::DuplicateSlug {
                slug: slug.to_owned(),
                first: other.id.to_string(),
                second: one.id.to_string(),
            };
            self.tell_of(index, key, problem);
        }
    }

    fn parent(&mut self, index: usize, one: &Organisation) {
        let Some(id) = &one.parent else { return };
        if !self.knows(id) {
            let problem = self.unknown_id(id);
            self.tell_of(index, "parent", problem);
            return;
        }
        if self.is_below_itself(&one.id) {
            let problem = Problem::OrganisationCycle {
                id: one.id.to_string(),
            };
            self.tell_of(index, "parent", problem);
            return;
        }
        let steps = [
            Step::Key("organisation"),
            Step::Index(index),
            Step::Key("parent"),
        ];
        self.fits_below(one, id, &steps);
    }

    /// Whether an organisation can have stood under another: in kind and in time.
    pub fn fits_below(&mut self, one: &Organisation, parent: &OrganisationId, steps: &[Step<'_>]) {
        let Some(parent) = self.registry.get(parent) else {
            return;
        };
        if !parent.kind.may_be_above(one.kind) {
            let problem = Problem::ParentKind {
                id: one.id.to_string(),
                kind: one.kind.key().to_owned(),
                parent: parent.id.to_string(),
                parent_kind: parent.kind.key().to_owned(),
            };
            self.tell(problem, steps);
        } else if !parent.meets(one) {
            let problem = Problem::ParentOtherTime {
                id: one.id.to_string(),
                span: one.life_span(),
                parent: parent.id.to_string(),
                parent_span: parent.life_span(),
            };
            self.tell(problem, steps);
        }
    }

    fn is_below_itself(&self, start: &OrganisationId) -> bool {
        let mut at = start;
        // A chain without a loop is at most as long as there are organisations.
        for _ in &self.ids {
            let above = self.registry.get(at).and_then(|one| one.parent.as_ref());
            match above {
                Some(parent) if parent == start => return true,
                Some(parent) => at = parent,
                None => return false,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HAMAMATSU: &str = include_str!("../registry/hamamatsu.toml");

    fn codes(text: &str) -> Vec<String> {
        let mut found = Vec::new();
        check("organisations.toml", text, &mut found);
        found.iter().map(|one| one.problem.code()).collect()
    }

    #[test]
    fn a_registry_that_is_right_is_not_complained_about() {
        assert_eq!(codes(HAMAMATSU), Vec::<String>::new());
        assert_eq!(
            codes(include_str!("../../../content/organisations.toml")),
            Vec::<String>::new()
        );
        // An organisation that goes on stands in both: 北区 loses a part, 中央区 of 2007 takes in others.
        let goes_on = HAMAMATSU
            .replace("to = [\"chuo\", \"hamana\"]", "to = [\"kita\", \"hamana\"]")
            .replace("from = [\"hamakita\", \"kita\"]", "from = [\"hamakita\", \"hamana\"]")
            .replace("id = \"kita\"\nname = \"北区\"\nkind = \"ward\"\nparent = \"hamamatsu\"\nvalid_from = 2007-04-01\nvalid_to = 2023-12-31", "id = \"kita\"\nname = \"北区\"\nkind = \"ward\"\nparent = \"hamamatsu\"");
        assert_eq!(codes(&goes_on), Vec::<String>::new());
        // The last day may be the day of the change itself.
        let same_day = HAMAMATSU.replace("valid_to = 2023-12-31", "valid_to = 2024-01-01");
        assert_eq!(codes(&same_day), Vec::<String>::new());
    }

    #[test]
    fn what_is_changed_in_it_is_noticed() {
        for (from, to, code) in [
            (
                "to = [\"tenryu-2024\"]",
                "to = [\"tenryu-2024\", \"chuo\"]",
                "change-shape",
            ),
            (
                "to = [\"tenryu-2024\"]",
                "to = [\"tenryu-2007\"]",
                "change-shape",
            ),
            (
                "to = [\"chuo\", \"hamana\"]",
                "to = [\"hamana\"]",
                "change-shape",
            ),
            (
                "from = [\"hamakita\", \"kita\"]",
                "from = [\"hamakita\"]",
                "change-shape",
            ),
            (
                "from = [\"hamakita\", \"kita\"]",
                "from = [\"kita\", \"kita\"]",
                "change-shape",
            ),
            ("to = [\"inasa\"]", "to = [\"hamana\"]", "change-shape"),
            (
                "kind = \"split\"",
                "kind = \"split\"\nfrom_parent = \"hamamatsu\"",
                "change-shape",
            ),
            (
                "date = 2024-01-01\nkind = \"rename\"",
                "date = 2024-04-01\nkind = \"rename\"",
                "change-date",
            ),
            (
                "to = [\"tenryu-2024\"]",
                "to = [\"tenryu-2014\"]",
                "unknown-organisation-id",
            ),
            (
                "from_parent = \"kita\"",
                "from_parent = \"kta\"",
                "unknown-organisation-id",
            ),
            (
                "slug = \"tenryu-ku\"",
                "slug = \"tenryu\"",
                "duplicate-slug",
            ),
            (
                "id = \"chuo\"",
                "id = \"chuo\"\nformer_slugs = [\"naka\"]",
                "duplicate-slug",
            ),
            (
                "id = \"chuo\"",
                "id = \"chuo\"\ncode = \"221308\"",
                "invalid-value",
            ),
            (
                "kind = \"section\"\nparent = \"hamana\"",
                "kind = \"city\"\nparent = \"hamana\"",
                "parent-kind",
            ),
            (
                "kind = \"section\"\nparent = \"hamana\"",
                "kind = \"section\"\nparent = \"inasa\"",
                "organisation-cycle",
            ),
            (
                "kind = \"section\"\nparent = \"hamana\"",
                "kind = \"section\"\nparent = \"kita\"\nvalid_from = 2024-01-01",
                "parent-other-time",
            ),
            (
                "valid_to = 2023-12-31",
                "valid_to = 2006-12-31",
                "life-span-reversed",
            ),
        ] {
            let text = HAMAMATSU.replacen(from, to, 1);
            assert_ne!(text, HAMAMATSU, "{from}");
            assert!(
                codes(&text).iter().any(|found| found == code),
                "{to}: {:?}",
                codes(&text)
            );
        }
    }
}
