//! What the search engine is told besides the passages: the organisations by whose names it understands queries, the
//! site's own words that stand for each other, and the pages that answer by themselves.

use std::collections::BTreeSet;

use ayumi_search::analysis::normalise;
use ayumi_search::{Group, GroupKind, OrganisationEntry, Site, SitePage};

use crate::config::{Registry, SynonymKind, Synonyms};
use crate::model::{Organisation, OrganisationId, OrganisationKind};
use crate::relate::Archive;
use crate::render::Answering;

/// What is known of the site. Organisations are those that published something, those above them, and those before and
/// after any of these, in the order in which the city lists them; words are normalised as the engine's own are.
#[must_use]
pub fn site(synonyms: &Synonyms, archive: &Archive, pages: &[Answering]) -> Site {
    let groups = synonyms.groups.iter().map(|group| Group {
        kind: match group.kind {
            SynonymKind::Spelling => GroupKind::Spelling,
            SynonymKind::Synonym => GroupKind::Synonym,
        },
        typed: normalised(&group.typed),
        found: normalised(&group.found),
    });
    Site {
        organisations: organisations(archive),
        groups: groups.collect(),
        not_groups: synonyms
            .excepted
            .iter()
            .map(|words| normalised(words))
            .collect(),
        pages: pages
            .iter()
            .map(|page| SitePage {
                title: page.title.clone(),
                url: page.folder.to_owned(),
                words: page.words.iter().map(|word| (*word).to_owned()).collect(),
            })
            .collect(),
    }
}

/// Each word once.
fn normalised(words: &[String]) -> Vec<String> {
    let mut seen = BTreeSet::new();
    let words = words.iter().map(|word| normalise(word));
    words.filter(|word| seen.insert(word.clone())).collect()
}

fn organisations(archive: &Archive) -> Vec<OrganisationEntry> {
    let registry = archive.registry();
    let with_pages = archive.organisations_with_pages();
    let mut known: BTreeSet<&OrganisationId> = with_pages.iter().map(|one| &one.id).collect();
    for organisation in with_pages {
        known.extend(before(registry, &organisation.id));
        known.extend(after(registry, &organisation.id));
    }
    let ids = |found: Vec<&OrganisationId>| -> Vec<String> {
        let known = found.into_iter().filter(|id| known.contains(id));
        known.map(OrganisationId::to_string).collect()
    };
    registry
        .organisations()
        .iter()
        .filter(|organisation| known.contains(&organisation.id))
        .map(|organisation| OrganisationEntry {
            id: organisation.id.to_string(),
            name: organisation.name.clone(),
            kana: organisation.kana.clone(),
            romaji: organisation.romaji.clone(),
            abbreviations: organisation.abbreviations.clone(),
            above: organisation
                .parent
                .as_ref()
                .filter(|parent| known.contains(parent))
                .map(OrganisationId::to_string),
            city: organisation.kind == OrganisationKind::City,
            before: ids(before(registry, &organisation.id)),
            after: ids(after(registry, &organisation.id)),
        })
        .collect()
}

fn before<'a>(registry: &'a Registry, id: &OrganisationId) -> Vec<&'a OrganisationId> {
    reach(id, |id| registry.predecessors(id))
}

fn after<'a>(registry: &'a Registry, id: &OrganisationId) -> Vec<&'a OrganisationId> {
    reach(id, |id| registry.successors(id))
}

/// All that is reached from an organisation in any number of steps, the nearest first, each once and never itself.
fn reach<'a>(
    from: &OrganisationId,
    next: impl Fn(&OrganisationId) -> Vec<&'a Organisation>,
) -> Vec<&'a OrganisationId> {
    let mut found: Vec<&OrganisationId> = Vec::new();
    let mut open: Vec<&Organisation> = next(from);
    while !open.is_empty() {
        let mut fresh = Vec::new();
        for organisation in open {
            if organisation.id != *from && !found.contains(&&organisation.id) {
                found.push(&organisation.id);
                fresh.push(&organisation.id);
            }
        }
        open = fresh.into_iter().flat_map(&next).collect();
    }
    found
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::config::{OrganisationsFile, SynonymsFile, TomlFile};
    use crate::relate::samples::digest;

    const REGISTRY: &str = r#"
        organisation = [
            { id = "city", name = "見本市", kind = "city" },
            { id = "kita", name = "北区", kind = "ward", parent = "city", valid_to = "2011-03-31", kana = "きたく" },
            { id = "higashi", name = "東区", kind = "ward", parent = "city", valid_to = "2011-03-31" },
            { id = "chuo", name = "中央区", kind = "ward", parent = "city", valid_from = "2011-04-01", abbreviations = ["中区"] },
            { id = "hama", name = "浜区", kind = "ward", parent = "city", valid_from = "2011-04-01", valid_to = "2019-03-31" },
            { id = "hamana", name = "浜名区", kind = "ward", parent = "city", valid_from = "2019-04-01" },
            { id = "minami", name = "南区", kind = "ward", parent = "city" },
            { id = "shomu", name = "庶務課", kind = "section", parent = "minami", valid_to = "2011-03-31" },
            { id = "somu", name = "総務課", kind = "section", parent = "chuo", valid_from = "2011-04-01" },
        ]
        change = [
            { date = "2011-04-01", kind = "merge", from = ["kita", "higashi"], to = ["chuo"] },
            { date = "2011-04-01", kind = "split", from = ["kita"], to = ["chuo", "hama"] },
            { date = "2019-04-01", kind = "rename", from = ["hama"], to = ["hamana"] },
            { date = "2011-04-01", kind = "rename", from = ["shomu"], to = ["somu"] },
        ]
    "#;

    fn decoded<T: serde::de::DeserializeOwned + schemars::JsonSchema>(text: &str) -> T {
        TomlFile::parse("t.toml", text).unwrap().decode().unwrap()
    }

    fn told(published: &[&str]) -> Vec<OrganisationEntry> {
        let registry = Registry::new(decoded::<OrganisationsFile>(REGISTRY));
        let digests = published.iter().map(|id| digest(2015, id, &[])).collect();
        organisations(&Archive::new(registry, digests, None))
    }

    fn entry<'a>(entries: &'a [OrganisationEntry], id: &str) -> &'a OrganisationEntry {
        entries.iter().find(|entry| entry.id == id).unwrap()
    }

    #[test]
    fn whoever_published_is_told_with_those_above_before_and_after() {
        let entries = told(&["hama"]);
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["city", "kita", "hama", "hamana"]);
        let kita = entry(&entries, "kita");
        assert_eq!(kita.kana.as_deref(), Some("きたく"));
        assert_eq!(kita.above.as_deref(), Some("city"));
        // Over two changes; of 中央区 nothing is there to be found.
        assert_eq!(kita.after, ["hama", "hamana"]);
        assert_eq!(entry(&entries, "hamana").before, ["hama", "kita"]);
        assert!(entry(&entries, "city").city && !kita.city);
    }

    #[test]
    fn what_is_above_is_named_only_where_it_is_told() {
        let entries = told(&["somu"]);
        let ids: Vec<&str> = entries.iter().map(|entry| entry.id.as_str()).collect();
        assert_eq!(ids, ["city", "kita", "higashi", "chuo", "shomu", "somu"]);
        assert_eq!(entry(&entries, "shomu").above, None);
        assert_eq!(entry(&entries, "somu").above.as_deref(), Some("chuo"));
        assert_eq!(entry(&entries, "somu").before, ["shomu"]);
        assert_eq!(entry(&entries, "chuo").abbreviations, ["中区"]);
        assert_eq!(entry(&entries, "chuo").before, ["kita", "higashi"]);
    }

    #[test]
    fn changes_in_a_circle_end() {
        let circle = REGISTRY.replace("from = [\"shomu\"], to = [\"somu\"] }", "from = [\"shomu\"], to = [\"somu\"] }, { date = \"2012-04-01\", kind = \"rename\", from = [\"somu\"], to = [\"shomu\"] }");
        let registry = Registry::new(decoded::<OrganisationsFile>(&circle));
        let id = OrganisationId::new("somu").unwrap();
        let names = |found: Vec<&OrganisationId>| -> Vec<String> {
            found.into_iter().map(OrganisationId::to_string).collect()
        };
        assert_eq!(names(before(&registry, &id)), ["shomu"]);
        assert_eq!(names(after(&registry, &id)), ["shomu"]);
    }

    #[test]
    fn groups_keep_their_kind_and_their_direction() {
        let file: SynonymsFile = decoded(
            "[[group]]\nwords = [\"しもまち\", \"下町\"]\nkind = \"spelling\"\n[[group]]\nfrom = [\"区のＢＵＳ\"]\n\
             to = [\"区バス\", \"住民 バス\"]\n[[except]]\nwords = [\"ＤＸ\", \"デジタル化\"]\n",
        );
        let archive = Archive::new(Registry::default(), Vec::new(), None);
        let site = site(&file.into(), &archive, &[]);
        let owned = |words: &[&str]| words.iter().map(|&word| word.to_owned()).collect();
        assert_eq!(
            site.groups,
            [
                Group::both_ways(GroupKind::Spelling, owned(&["しもまち", "下町"])),
                Group {
                    kind: GroupKind::Synonym,
                    typed: owned(&["区のbus"]),
                    found: owned(&["区バス", "住民バス"]),
                },
            ]
        );
        assert_eq!(site.not_groups, [["dx", "デジタル化"]]);
    }
}
