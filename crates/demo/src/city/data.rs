//! Names that the city takes its own from: `data/{wards,towns,people,departments}.toml`.

use std::sync::LazyLock;

use serde::Deserialize;
use serde::de::{Deserializer, Error};

/// A name, its reading and its form for addresses, written 「潮路区|しおじく|shioji」; some say more after that.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    pub name: String,
    pub kana: String,
    pub slug: String,
    /// What stands after the slug: topics, or another slug.
    pub rest: Vec<String>,
}

impl<'de> Deserialize<'de> for Named {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let mut cells = text.split('|').map(str::to_owned);
        match (cells.next(), cells.next(), cells.next(), cells.next()) {
            (Some(name), Some(kana), Some(slug), rest) => Ok(Self {
                name,
                kana,
                slug,
                rest: rest
                    .iter()
                    .flat_map(|rest| rest.split(' '))
                    .map(str::to_owned)
                    .collect(),
            }),
            _ => Err(D::Error::custom(format!("name|kana|slug: {text}"))),
        }
    }
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Wards {
    /// Those of today, in order of importance.
    pub wards: Vec<Named>,
    /// Those that were merged or split.
    pub former: Vec<Named>,
    /// Topics for which wards have sections, in order of importance.
    pub sections: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Towns {
    pub towns: Vec<Named>,
    /// What a town's name makes an organisation with: 公民館.
    pub places: Vec<Named>,
    /// Parts of a town: 一丁目.
    pub parts: Vec<Named>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct People {
    pub families: Vec<String>,
    pub given: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Departments {
    /// In order of importance; after the slug their topics.
    pub departments: Vec<Named>,
    /// Names that departments had before; after the slug the slug of today.
    pub renamed: Vec<Named>,
}

pub static WARDS: LazyLock<Wards> = LazyLock::new(|| parse(include_str!("../../data/wards.toml")));
pub static TOWNS: LazyLock<Towns> = LazyLock::new(|| parse(include_str!("../../data/towns.toml")));
pub static PEOPLE: LazyLock<People> =
    LazyLock::new(|| parse(include_str!("../../data/people.toml")));
pub static DEPARTMENTS: LazyLock<Departments> =
    LazyLock::new(|| parse(include_str!("../../data/departments.toml")));

fn parse<T: for<'de> Deserialize<'de>>(text: &str) -> T {
    toml::from_str(text).expect("data of this crate, which tests have read")
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn check(named: &[Named]) {
        let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        let is_kana = |c: char| ('ぁ'..='ん').contains(&c) || c == 'ー';
        for one in named {
            assert!(
                one.slug.bytes().all(fits) && !one.slug.is_empty(),
                "{one:?}"
            );
            assert!(
                one.kana.chars().all(is_kana) && !one.kana.is_empty(),
                "{one:?}"
            );
            assert!(!one.name.is_empty(), "{one:?}");
        }
        let names: BTreeSet<&str> = named.iter().map(|one| one.name.as_str()).collect();
        let slugs: BTreeSet<&str> = named.iter().map(|one| one.slug.as_str()).collect();
        assert_eq!((names.len(), slugs.len()), (named.len(), named.len()));
    }

    #[test]
    fn names_can_be_read_and_are_there_once() {
        let top = [
            WARDS.wards.as_slice(),
            &WARDS.former,
            &DEPARTMENTS.departments,
            &DEPARTMENTS.renamed,
        ];
        check(&top.concat());
        check(&TOWNS.towns);
        check(&TOWNS.places);
        check(&TOWNS.parts);
        assert!(WARDS.wards.len() >= 24 && WARDS.former.len() >= 6);
        assert!(TOWNS.towns.len() >= 400 && DEPARTMENTS.departments.len() >= 60);
        assert!(PEOPLE.families.len() >= 24 && PEOPLE.given.len() >= 60);
    }

    #[test]
    fn former_names_belong_to_a_department() {
        for former in &DEPARTMENTS.renamed {
            let all = &DEPARTMENTS.departments;
            assert!(
                all.iter().any(|one| one.slug == former.rest[0]),
                "{former:?}"
            );
        }
    }

    #[test]
    fn departments_and_wards_speak_of_the_same_topics() {
        let departments = DEPARTMENTS.departments.iter().flat_map(|one| &one.rest);
        let departments: BTreeSet<&String> = departments.collect();
        let wards: BTreeSet<&String> = WARDS.sections.iter().collect();
        assert_eq!(departments, wards);
        assert!(
            TOWNS
                .places
                .iter()
                .flat_map(|one| &one.rest)
                .all(|id| wards.contains(id))
        );
    }
}
