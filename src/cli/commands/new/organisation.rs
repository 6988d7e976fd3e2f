//! Which organisation somebody means.

use crate::config::{Registry, fold_name};
use crate::model::{FiscalYear, Organisation, OrganisationKind, Slug};

/// Who is meant.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Meant<'a> {
    One(&'a Organisation),
    Several(Vec<&'a Organisation>),
    /// Only one that did not exist in the year has the name.
    NotAlive(&'a Organisation),
    Nobody,
}

/// The organisation with a name in a fiscal year. `words` may be a path: `chuo/chiiki`, 「中央区/地域課」. An id comes
/// before names and slugs, those before abbreviations, readings and former slugs.
pub(super) fn find<'a>(registry: &'a Registry, words: &str, year: FiscalYear) -> Meant<'a> {
    let mut path: Vec<&str> = words.split('/').filter(|word| !word.is_empty()).collect();
    let Some(name) = path.pop() else {
        return Meant::Nobody;
    };
    let mut gone = None;
    for named in [is_id, has_name, has_other_name] {
        let all = registry.organisations().iter();
        let fitting =
            all.filter(|one| named(one, name) && stands_below(registry, one, &path, year));
        let (living, dead): (Vec<_>, Vec<_>) = fitting.partition(|one| one.exists_in(year));
        match living.as_slice() {
            [] => gone = gone.or(dead.first().copied()),
            [one] => return Meant::One(one),
            _ => return Meant::Several(living),
        }
    }
    gone.map_or(Meant::Nobody, Meant::NotAlive)
}

fn is_id(one: &Organisation, name: &str) -> bool {
    one.id.as_str() == name
}

fn has_name(one: &Organisation, name: &str) -> bool {
    let folded = fold_name(name);
    let is_city = one.kind == OrganisationKind::City && folded == "city";
    is_city || one.slug() == folded || fold_name(&one.name) == folded
}

fn has_other_name(one: &Organisation, name: &str) -> bool {
    let folded = fold_name(name);
    let readings = one.kana.iter().chain(&one.romaji).chain(&one.abbreviations);
    readings
        .map(|reading| fold_name(reading))
        .any(|known| known == folded)
        || one
            .former_slugs
            .iter()
            .map(Slug::as_str)
            .any(|known| known == folded)
}

/// Whether the organisations of a path stand above one, in that order; others may stand between them.
fn stands_below(registry: &Registry, one: &Organisation, path: &[&str], year: FiscalYear) -> bool {
    let above = registry.ancestors_in(&one.id, year);
    let mut above = above.iter();
    path.iter().rev().all(|name| {
        above.any(|one| is_id(one, name) || has_name(one, name) || has_other_name(one, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn registry() -> Registry {
        let text = "[[organisation]]\nid = \"shi\"\nname = \"見本市\"\nkind = \"city\"\n\n\
            [[organisation]]\nid = \"chuo\"\nname = \"中央区\"\nkana = \"ちゅうおうく\"\nkind = \"ward\"\nparent = \"shi\"\n\
            abbreviations = [\"中央\"]\n\n\
            [[organisation]]\nid = \"kita\"\nname = \"北区\"\nkind = \"ward\"\nparent = \"shi\"\nvalid_to = 2019-03-31\n\n\
            [[organisation]]\nid = \"chuo-chiiki\"\nslug = \"chiiki\"\nname = \"地域課\"\nkind = \"section\"\nparent = \"chuo\"\n\n\
            [[organisation]]\nid = \"minami\"\nname = \"南区\"\nkind = \"ward\"\nparent = \"shi\"\n\n\
            [[organisation]]\nid = \"minami-chiiki\"\nslug = \"chiiki\"\nname = \"地域課\"\nkind = \"section\"\nparent = \"minami\"\n";
        Registry::new(toml::from_str(text).unwrap())
    }

    #[test]
    fn people_say_it_in_many_ways() {
        let registry = registry();
        let year = FiscalYear::from_western(2024);
        for (words, id) in [
            ("中央区", "chuo"),
            ("中央", "chuo"),
            ("CHUO", "chuo"),
            ("ちゅうおうく", "chuo"),
            ("chuo-chiiki", "chuo-chiiki"),
            ("chuo/chiiki", "chuo-chiiki"),
            ("中央区/地域課", "chuo-chiiki"),
            ("見本市/中央/chiiki/", "chuo-chiiki"),
            ("city", "shi"),
            ("見本市", "shi"),
        ] {
            let Meant::One(one) = find(&registry, words, year) else {
                panic!("{words}: {:?}", find(&registry, words, year));
            };
            assert_eq!(one.id.as_str(), id, "{words}");
        }
        for words in ["", "/", "西区", "minami/chuo", "chuo/chuo"] {
            assert_eq!(find(&registry, words, year), Meant::Nobody, "{words}");
        }
    }

    #[test]
    fn several_are_all_named_and_the_dead_are_told() {
        let registry = registry();
        let year = FiscalYear::from_western(2024);
        let Meant::Several(several) = find(&registry, "地域課", year) else {
            panic!("地域課");
        };
        assert_eq!(several.len(), 2);
        assert!(matches!(find(&registry, "北区", year), Meant::NotAlive(_)));
        let before = FiscalYear::from_western(2018);
        assert!(matches!(find(&registry, "北区", before), Meant::One(_)));
    }
}
