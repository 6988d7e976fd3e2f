#![allow(clippy::unwrap_used)]

use super::*;
use crate::config::{OrganisationsFile, TomlFile};

fn parse(text: &str) -> Registry {
    let file = TomlFile::parse("o.toml", text).unwrap();
    Registry::new(file.decode::<OrganisationsFile>().unwrap())
}

fn mihon() -> Registry {
    parse(
        r#"
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
[[organisation]]
id = "ict"
name = "ICT政策課"
kind = "section"
parent = "mihon"
abbreviations = ["ICT課"]
valid_to = 2020-03-31
[[organisation]]
id = "joho"
name = "情報システム課"
kind = "section"
parent = "mihon"
former_slugs = ["denshi"]
valid_from = 2020-04-01
[[change]]
date = 2020-04-01
kind = "rename"
from = ["ict"]
to = ["joho"]
"#,
    )
}

/// Hamamatsu: on 2024-01-01, inside fiscal 2023, seven wards became three.
fn hamamatsu() -> Registry {
    parse(include_str!("../hamamatsu.toml"))
}

/// The id of whom a name means, and those of its rivals behind it.
fn found(registry: &Registry, name: &str, within: Option<&str>, year: u16) -> String {
    let within = within.map(|id| OrganisationId::new(id).unwrap());
    let year = FiscalYear::from_western(year);
    match registry.find(name, within.as_ref(), year) {
        None => "nobody".to_owned(),
        Some(found) => {
            let rivals = found.rivals.iter().map(|one| one.id.as_str());
            let all: Vec<&str> = std::iter::once(found.organisation.id.as_str())
                .chain(rivals)
                .collect();
            all.join(" ")
        }
    }
}

fn kin(registry: &Registry, id: &str, year: u16) -> Vec<String> {
    let organisation = registry.get(&OrganisationId::new(id).unwrap()).unwrap();
    let kin = registry.kin_in(organisation, FiscalYear::from_western(year));
    kin.iter().map(|one| one.id.to_string()).collect()
}

#[test]
fn one_name_in_two_places_means_the_one_in_its_place() {
    let registry = mihon();
    for name in ["somu", "総務課", "総 務 課"] {
        for ward in ["minato", "umi"] {
            let expected = format!("{ward}-somu");
            assert_eq!(found(&registry, name, Some(ward), 2024), expected, "{name}");
        }
        let on_top = found(&registry, name, None, 2024);
        assert_eq!(on_top, "nobody", "sections are not on top");
    }
    assert_eq!(found(&registry, "city", None, 2024), "mihon");
    assert_eq!(found(&registry, "Minato", None, 2024), "minato");
    assert_eq!(found(&registry, "minato-somu", None, 2024), "minato-somu");
    assert_eq!(found(&registry, "minato", Some("umi"), 2024), "nobody");
}

#[test]
fn an_organisation_that_was_added_later_is_found() {
    let mut registry = mihon();
    assert_eq!(found(&registry, "山区", None, 2024), "nobody");
    let mut added = registry.organisations()[1].clone();
    added.id = OrganisationId::new("yama").unwrap();
    added.name = "山区".to_owned();
    registry.add(added.clone());
    assert_eq!(found(&registry, "山区", None, 2024), "yama");
    added.name = "別の区".to_owned();
    registry.add(added);
    let taken = found(&registry, "別の区", None, 2024);
    assert_eq!(taken, "nobody", "its id is taken");
}

#[test]
fn a_name_means_whoever_had_it_in_that_year() {
    let registry = mihon();
    for (name, year, expected) in [
        ("ICT政策課", 2018, "ict"),
        ("ＩＣＴ課", 2018, "ict"),
        ("情報システム課", 2020, "joho"),
        // Still called by its old name after the change.
        ("ICT政策課", 2021, "joho"),
        ("ICT課", 2021, "joho"),
        ("ict", 2021, "joho"),
        ("denshi", 2021, "joho"),
        // Nobody was called so yet: whoever is, so that it can be told.
        ("情報システム課", 2018, "joho"),
        ("denshi", 2018, "joho"),
    ] {
        assert_eq!(
            found(&registry, name, None, year),
            expected,
            "{name} {year}"
        );
        let within = found(&registry, name, Some("mihon"), year);
        assert_eq!(within, expected, "{name} {year}");
    }
}

#[test]
fn a_change_inside_a_fiscal_year_leaves_both_in_it() {
    let registry = hamamatsu();
    for (name, year, expected) in [
        ("北区", 2022, "kita"),
        ("北区", 2023, "kita"),
        ("北区", 2024, "kita"),
        ("浜名区", 2023, "hamana"),
        ("天竜区", 2022, "tenryu-2007"),
        // Both existed in that year: the one of the first of April comes first.
        ("天竜区", 2023, "tenryu-2007 tenryu-2024"),
        ("天竜区", 2024, "tenryu-2024"),
        // An id is never ambiguous.
        ("tenryu-2024", 2023, "tenryu-2024"),
        ("tenryu", 2023, "tenryu-2007"),
        ("tenryu-ku", 2023, "tenryu-2024"),
        ("tenryu", 2024, "tenryu-2024"),
    ] {
        assert_eq!(
            found(&registry, name, None, year),
            expected,
            "{name} {year}"
        );
    }
}

#[test]
fn those_that_came_after_and_before_are_named() {
    let registry = hamamatsu();
    assert_eq!(kin(&registry, "kita", 2024), ["chuo", "hamana"]);
    assert_eq!(kin(&registry, "naka", 2030), ["chuo"]);
    let before = kin(&registry, "hamana", 2020);
    assert_eq!(before, ["kita", "hamakita"]);
    // The section of a ward that was split is found in either, in the year in which it happened.
    for (ward, year, expected) in [
        ("kita", 2022, "inasa"),
        ("kita", 2023, "inasa"),
        ("hamana", 2023, "inasa"),
        ("hamana", 2024, "inasa"),
        ("hamana", 2022, "nobody"),
        ("kita", 2024, "nobody"),
    ] {
        let here = found(&registry, "引佐支所", Some(ward), year);
        assert_eq!(here, expected, "{ward} {year}");
    }
    assert_eq!(kin(&mihon(), "joho", 2018), ["ict"]);
    assert_eq!(kin(&mihon(), "umi", 2018), Vec::<String>::new());
    let chuo = OrganisationId::new("chuo").unwrap();
    let predecessors = registry.predecessors(&chuo);
    let names: Vec<&str> = predecessors.iter().map(|one| one.name.as_str()).collect();
    assert_eq!(names, ["中区", "東区", "西区", "南区", "北区"]);
    assert!(registry.successors(&chuo).is_empty());
}

#[test]
fn changes_in_a_circle_end() {
    let registry = parse(
        "[[organisation]]\nid = \"a\"\nname = \"甲区\"\nkind = \"ward\"\nvalid_to = 2019-03-31\n\
         [[organisation]]\nid = \"b\"\nname = \"乙区\"\nkind = \"ward\"\nvalid_to = 2019-03-31\n\
         [[change]]\ndate = 2019-04-01\nkind = \"rename\"\nfrom = [\"a\"]\nto = [\"b\"]\n\
         [[change]]\ndate = 2019-04-01\nkind = \"rename\"\nfrom = [\"b\"]\nto = [\"a\"]\n",
    );
    assert_eq!(found(&registry, "甲区", None, 2024), "a");
    assert_eq!(kin(&registry, "a", 2024), Vec::<String>::new());
}

/// Two wards of which one has departments, and a section that was moved from one to the other.
fn moved() -> Registry {
    parse(
        r#"
[[organisation]]
id = "shi"
name = "見本市"
kind = "city"
[[organisation]]
id = "minato"
former_slugs = ["kou"]
name = "港区"
kind = "ward"
parent = "shi"
[[organisation]]
id = "umi"
name = "海区"
kind = "ward"
parent = "shi"
[[organisation]]
id = "minato-fukushi"
slug = "fukushi"
name = "福祉部"
kind = "department"
parent = "minato"
[[organisation]]
id = "hoken"
former_slugs = ["kenko"]
name = "保健課"
kind = "section"
parent = "minato-fukushi"
[[organisation]]
id = "soumu"
name = "総務部"
kind = "department"
parent = "shi"
[[organisation]]
id = "jinji"
name = "人事課"
kind = "section"
parent = "soumu"
[[change]]
date = 2022-10-01
kind = "move"
from = ["hoken"]
to = ["hoken"]
from_parent = "umi"
"#,
    )
}

fn address_of(registry: &Registry, id: &str) -> String {
    let organisation = registry.get(&OrganisationId::new(id).unwrap()).unwrap();
    registry.address(organisation).join("/")
}

#[test]
fn addresses_begin_at_the_ward_or_the_citys_department() {
    let registry = moved();
    for (id, address) in [
        ("shi", "city"),
        ("minato", "minato"),
        ("minato-fukushi", "minato/fukushi"),
        ("hoken", "minato/fukushi/hoken"),
        ("soumu", "soumu"),
        ("jinji", "soumu/jinji"),
    ] {
        assert_eq!(address_of(&registry, id), address);
    }
    assert_eq!(address_of(&mihon(), "joho"), "joho");
}

#[test]
fn who_was_moved_is_found_where_it_was_then() {
    let registry = moved();
    for (within, year, expected) in [
        ("umi", 2021, "hoken"),
        ("minato", 2021, "nobody"),
        // In the year of the move it was in both.
        ("umi", 2022, "hoken"),
        ("minato", 2022, "hoken"),
        ("minato-fukushi", 2022, "hoken"),
        ("umi", 2023, "nobody"),
        ("minato", 2023, "hoken"),
    ] {
        let here = found(&registry, "保健課", Some(within), year);
        assert_eq!(here, expected, "{within} {year}");
    }
    let hoken = OrganisationId::new("hoken").unwrap();
    let above = |year| {
        let above = registry.ancestors_in(&hoken, FiscalYear::from_western(year));
        let ids: Vec<&str> = above.iter().map(|one| one.id.as_str()).collect();
        ids.join(" ")
    };
    assert_eq!(above(2022), "umi shi");
    assert_eq!(above(2023), "minato-fukushi minato shi");
}

#[test]
fn former_addresses_are_all_that_ever_led_there() {
    let registry = moved();
    let former = |id: &str| -> Vec<String> {
        let organisation = registry.get(&OrganisationId::new(id).unwrap()).unwrap();
        let addresses = registry.former_addresses(organisation);
        addresses.iter().map(|slugs| slugs.join("/")).collect()
    };
    assert_eq!(former("minato"), ["kou"]);
    assert_eq!(former("minato-fukushi"), ["kou/fukushi"]);
    assert_eq!(
        former("hoken"),
        [
            "kou/fukushi/hoken",
            "kou/fukushi/kenko",
            "minato/fukushi/kenko",
            "umi/hoken",
            "umi/kenko",
        ]
    );
    assert_eq!(former("jinji"), Vec::<String>::new());
}
