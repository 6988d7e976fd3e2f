use std::collections::{BTreeMap, BTreeSet};

use super::*;

/// Topics with the ids that there are, and names that are not: every seventh is the same everywhere.
fn topics() -> Vec<TopicSections> {
    let section = |id: &str, index: usize| match index {
        7 => SectionName::parse("共通課|きょうつうか|kyotsu"),
        _ => SectionName::parse(&format!("{id}第{index}課|だいか|{id}-{index}")),
    };
    let ids = data::WARDS.sections.iter();
    let topics = ids.map(|id| TopicSections {
        id: id.clone(),
        sections: (0..9).filter_map(|index| section(id, index)).collect(),
    });
    topics.collect()
}

fn options(documents: usize) -> Options {
    Options {
        documents,
        seed: 7,
        years: None,
        mess: 0.0,
    }
}

fn plan(documents: usize) -> City {
    City::plan(&options(documents), &topics())
}

fn within(documents: usize, years: RangeInclusive<u16>) -> City {
    let years = Some(years);
    City::plan(
        &Options {
            years,
            ..options(documents)
        },
        &topics(),
    )
}

fn documents(city: &City) -> impl Iterator<Item = &Planned> {
    city.families.iter().flat_map(|family| &family.documents)
}

/// Whatever holds of every city.
fn check(city: &City, count: usize) {
    assert_eq!(documents(city).count(), count);
    let all = &city.organisations;
    let ids: BTreeSet<&str> = all.iter().map(|one| one.id.as_str()).collect();
    assert_eq!(ids.len(), all.len());
    assert!(ids.iter().all(|id| id.len() <= 64));
    let mut taken = BTreeSet::new();
    for one in all {
        assert!(taken.insert((one.parent, &one.slug)), "{one:?}");
        assert!(taken.insert((one.parent, &one.name)), "{one:?}");
        assert!((1..=10).contains(&one.topics.len()), "{one:?}");
        let topics: BTreeSet<&usize> = one.topics.iter().collect();
        assert_eq!(topics.len(), one.topics.len(), "{one:?}");
        assert!(
            one.first_day
                .zip(one.last_day)
                .is_none_or(|(first, last)| first < last)
        );
    }
    let mut next = 0;
    let (mut paths, mut addresses) = (BTreeSet::new(), BTreeSet::new());
    for family in &city.families {
        assert_eq!(family.organisations.start, next);
        next = family.organisations.end;
        let mut begun: BTreeSet<usize> = BTreeSet::new();
        for planned in &family.documents {
            let one = &all[planned.organisation];
            assert!(family.organisations.contains(&planned.organisation));
            assert!(one.exists_in(planned.year), "{planned:?} {one:?}");
            assert!(city.years().contains(&planned.year));
            let (path, address) = (
                city.path(planned.organisation, planned.year),
                city.address(planned.organisation, planned.year),
            );
            let edition = planned.edition.map(|edition| edition as u8);
            assert!(paths.insert((path, edition)), "{planned:?}");
            assert!(addresses.insert((address, edition)), "{planned:?}");
            let is_first = begun.insert(planned.organisation);
            assert!(is_first || planned.edition.is_some() || planned.predecessors.is_empty());
            assert!(
                planned
                    .predecessors
                    .iter()
                    .all(|before| begun.contains(before))
            );
            if planned.edition == Some(Edition::Midyear) {
                assert!(planned.year < *city.years().end());
            }
            let head = city.head(planned.organisation, planned.year);
            assert!(head.name.contains(' ') && head.role.ends_with('長'));
        }
    }
    assert_eq!(next, all.len());
}

#[test]
fn there_are_exactly_as_many_documents_as_were_asked_for() {
    for count in [
        1, 2, 7, 50, 299, 300, 301, 1_999, 2_000, 4_999, 5_000, 10_000, 100_000,
    ] {
        check(&plan(count), count);
    }
    for count in [1, 9, 10, 11, 95, 101] {
        check(&plan(count), count);
    }
}

#[test]
fn years_suit_the_number_of_documents() {
    for (count, first) in [
        (1, 2025),
        (7, 2025),
        (20, 2024),
        (50, 2021),
        (300, 2006),
        (100_000, 2006),
    ] {
        let city = plan(count);
        assert_eq!(city.years(), first..=2025);
        let held: BTreeSet<u16> = documents(&city).map(|one| one.year).collect();
        assert_eq!(held, city.years().collect(), "{count}");
    }
}

#[test]
fn years_can_be_given() {
    for (count, years) in [
        (1, 2006..=2025),
        (7, 2006..=2025),
        (300, 2024..=2024),
        (3_000, 2020..=2021),
        (500, 2010..=2019),
        (300, 1986..=2025),
        (5_000, 2025..=2025),
        (20_000, 2016..=2025),
    ] {
        let city = within(count, years.clone());
        assert_eq!(city.years(), years);
        check(&city, count);
    }
}

#[test]
fn a_plan_is_the_same_every_time() {
    for count in [50, 300, 3_000] {
        let (one, other) = (plan(count), plan(count));
        assert_eq!(one, other);
        assert_eq!(one.registry(), other.registry());
        let elsewhere = City::plan(
            &Options {
                seed: 8,
                ..options(count)
            },
            &topics(),
        );
        assert_ne!(one, elsewhere);
    }
}

#[test]
fn one_topic_is_enough() {
    let snow = TopicSections {
        id: "snow".to_owned(),
        sections: SectionName::parse("雪対策課|ゆきたいさくか|yuki-taisaku")
            .into_iter()
            .collect(),
    };
    for count in [1, 300, 3_000] {
        check(
            &City::plan(&options(count), std::slice::from_ref(&snow)),
            count,
        );
    }
}

#[test]
fn every_event_happens_from_300_documents_on() {
    let many = |city: &City| {
        let mut kinds: BTreeMap<(ChangeKind, u8), usize> = BTreeMap::new();
        for change in &city.changes {
            let kind = city.organisations[change.from[0]].kind as u8;
            *kinds.entry((change.kind, kind)).or_default() += 1;
        }
        kinds
    };
    let wanted = [
        (ChangeKind::Merge, Kind::Ward as u8),
        (ChangeKind::Split, Kind::Ward as u8),
        (ChangeKind::Rename, Kind::Department as u8),
        (ChangeKind::Merge, Kind::Section as u8),
        (ChangeKind::Split, Kind::Section as u8),
        (ChangeKind::Move, Kind::Section as u8),
    ];
    let cities = [
        plan(300),
        plan(301),
        plan(2_000),
        plan(10_000),
        within(300, 2016..=2025),
        within(300, 2001..=2015),
    ];
    for seed in 0..20 {
        let city = City::plan(
            &Options {
                seed,
                ..options(300)
            },
            &topics(),
        );
        assert!(
            wanted.iter().all(|event| many(&city).contains_key(event)),
            "{seed}"
        );
    }
    for city in &cities {
        for event in wanted {
            assert!(
                many(city).contains_key(&event),
                "{event:?} {:?}",
                many(city)
            );
        }
        for change in &city.changes {
            // Both sides can be seen in documents.
            for one in change.from.iter().chain(&change.to) {
                assert!(documents(city).any(|document| document.organisation == *one));
            }
        }
    }
    let large = many(&plan(100_000));
    assert!(wanted.iter().all(|event| large[event] >= 2), "{large:?}");
    assert!(
        plan(299)
            .changes
            .iter()
            .all(|change| change.kind != ChangeKind::Merge)
    );
}

#[test]
fn a_ward_is_split_inside_a_fiscal_year() {
    let city = plan(300);
    let is_split = |change: &&Change| {
        let kind = city.organisations[change.from[0]].kind;
        change.kind == ChangeKind::Split && kind == Kind::Ward
    };
    let change = city.changes.iter().find(is_split).unwrap();
    assert_eq!(
        (change.date.month, change.date.day, change.to.len()),
        (1, 1, 2)
    );
    let old = &city.organisations[change.from[0]];
    assert_eq!(
        old.last_day.unwrap().to_string(),
        format!("{}-12-31", change.date.year - 1)
    );
    let year = change.date.fiscal_year();
    let held = |one: usize, year: u16| {
        documents(&city).find(|document| document.organisation == one && document.year == year)
    };
    assert!(held(change.from[0], year).is_some() && held(change.from[0], year + 1).is_none());
    for &new in &change.to {
        assert_eq!(city.organisations[new].first_day, Some(change.date));
        assert_ne!(city.organisations[new].code, old.code);
        assert!(held(new, year - 1).is_none());
        assert_eq!(held(new, year).unwrap().predecessors, change.from);
    }
    let towns = |one: usize| {
        city.towns(one, year)
            .map(|town| &town.name)
            .collect::<BTreeSet<_>>()
    };
    let both = change.to.iter().flat_map(|&new| towns(new)).collect();
    assert_eq!(towns(change.from[0]), both);
}

#[test]
fn one_year_is_nearly_empty_and_a_few_documents_are_missing() {
    let city = plan(300);
    let mains = |year: u16| {
        let mains = documents(&city).filter(move |one| one.year == year && one.edition.is_none());
        mains.count()
    };
    let sparse: Vec<u16> = city.years().filter(|&year| mains(year) == 3).collect();
    assert!(sparse.len() == 1 && sparse[0] < 2016, "{sparse:?}");
    let city = plan(2_000);
    for kind in [Kind::Ward, Kind::Section] {
        let mut held: BTreeMap<usize, BTreeSet<u16>> = BTreeMap::new();
        for one in documents(&city) {
            if city.organisations[one.organisation].kind == kind {
                held.entry(one.organisation).or_default().insert(one.year);
            }
        }
        let mut missing = 0;
        for (&one, held) in &held {
            let lived = |year: &u16| city.organisations[one].exists_in(*year);
            let first = held.first().copied().unwrap_or_default().max(2012);
            missing += (first..=2025)
                .filter(lived)
                .filter(|year| !held.contains(year))
                .count();
        }
        assert!((1..40).contains(&missing), "{kind:?}: {missing}");
    }
}

#[test]
fn editions_are_about_as_many_as_they_should_be() {
    for (count, midyear, revised) in [(7, 0, 0), (50, 3, 1), (300, 18, 9), (10_000, 600, 300)] {
        let city = plan(count);
        let of = |edition| {
            documents(&city)
                .filter(|one| one.edition == Some(edition))
                .count()
        };
        assert_eq!(
            (of(Edition::Midyear), of(Edition::Revised)),
            (midyear, revised)
        );
    }
}

#[test]
fn heads_stay_two_to_four_years() {
    let city = plan(300);
    for index in 0..city.organisations.len() {
        let mut terms: Vec<(String, usize)> = Vec::new();
        for year in city.years() {
            let head = city.head(index, year).name;
            match terms.last_mut().filter(|(name, _)| *name == head) {
                Some((_, years)) => *years += 1,
                None => terms.push((head, 1)),
            }
        }
        let inner = &terms[1..terms.len() - 1];
        assert!(
            inner.iter().all(|(_, years)| (2..=4).contains(years)),
            "{terms:?}"
        );
    }
}

#[test]
fn shapes_are_as_documented() {
    for (count, wards) in [(300, 8), (2_000, 8), (10_000, 16), (100_000, 24)] {
        let city = plan(count);
        let today = |kind: Kind, below: Option<Kind>| {
            let today = city.organisations.iter().filter(|one| {
                let above = one.parent.map(|parent| city.organisations[parent].kind);
                one.exists_in(2025) && one.kind == kind && (below.is_none() || above == below)
            });
            today.partition::<Vec<_>, _>(|one| one.town.is_none())
        };
        let (departments, _) = today(Kind::Department, None);
        let (of_wards, places) = today(Kind::Section, Some(Kind::Ward));
        let (of_departments, _) = today(Kind::Section, Some(Kind::Department));
        println!(
            "{count}: {} departments, {} of wards, {} of departments, {} places; {} in all",
            departments.len(),
            of_wards.len(),
            of_departments.len(),
            places.len(),
            city.organisations.len()
        );
        assert_eq!(today(Kind::Ward, None).0.len(), wards);
        assert_eq!(places.is_empty(), count < 50_000);
    }
}

#[test]
fn the_registry_and_the_truth_can_be_parsed() {
    let city = plan(300);
    let registry: toml::Table = toml::from_str(&city.registry()).unwrap();
    assert_eq!(
        registry["organisation"].as_array().unwrap().len(),
        city.organisations.len()
    );
    assert_eq!(
        registry["change"].as_array().unwrap().len(),
        city.changes.len()
    );
    let truth: serde_json::Value = serde_json::from_str(&city.truth()).unwrap();
    assert_eq!(truth["organisations"][0]["id"], "shionagi");
    assert_eq!(
        truth["changes"].as_array().unwrap().len(),
        city.changes.len()
    );
}

#[test]
#[ignore = "takes long without optimisation"]
fn a_million_documents_can_be_planned() {
    check(&plan(1_000_000), 1_000_000);
    check(&within(1_000_000, 2025..=2025), 1_000_000);
}
