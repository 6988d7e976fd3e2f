#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::{Comparison, LinkKind};
use crate::config::{OrganisationsFile, Registry};
use crate::model::{
    Digest, DocumentId, FiscalYear, GoalDigest, GoalId, Lineage, OrganisationId, Sketch,
};
use crate::relate::Archive;

const WARDS: &str = r#"
[[organisation]]
id = "minato"
name = "港区"
kind = "ward"
valid_to = "2019-12-31"

[[organisation]]
id = "kita"
name = "北区"
kind = "ward"
valid_from = "2020-01-01"

[[organisation]]
id = "minami"
name = "南区"
kind = "ward"
valid_from = "2020-01-01"

[[organisation]]
id = "chuo"
name = "中央区"
kind = "ward"

[[change]]
date = "2020-01-01"
kind = "split"
from = ["minato"]
to = ["kita", "minami"]
"#;

fn registry() -> Registry {
    let file: OrganisationsFile = toml::from_str(WARDS).unwrap();
    Registry::new(file)
}

fn goal(at: usize, text: &str) -> GoalDigest {
    let number = (at + 1).to_string();
    GoalDigest {
        id: GoalId::new(Some(&number), at + 1, |_| false),
        has_result: false,
        has_direction: false,
        number: Some(number),
        sketch: Sketch::of(text),
        mark: None,
        reviews: Vec::new(),
        indicators: Vec::new(),
    }
}

fn digest(year: u16, organisation: &str, goals: &[&str]) -> Digest {
    let fiscal_year = FiscalYear::from_western(year);
    let goals = goals.iter().enumerate();
    Digest {
        id: DocumentId::new(fiscal_year, &[organisation], None),
        fiscal_year,
        organisation: OrganisationId::new(organisation).unwrap(),
        edition: None,
        title: String::new(),
        series: None,
        evaluation: None,
        goals: goals.map(|(at, text)| goal(at, text)).collect(),
        heads: Vec::new(),
        policy_indicators: Vec::new(),
        indicators: Vec::new(),
        draft: false,
        withdrawn: false,
        withholds: false,
        lineage: Vec::new(),
        latest_date: None,
        news: None,
        sha256: String::new(),
        settings_sha256: None,
    }
}

fn archive(digests: &[Digest]) -> Archive {
    Archive::new(registry(), digests.to_vec(), None)
}

fn compared(archive: &Archive, id: &str) -> Option<Comparison> {
    let mut all = archive
        .documents()
        .filter(|digest| digest.id.as_str() == id);
    archive.comparison(&all.next()?.id).cloned()
}

/// `reworded minato#1>1`, `new 2`, `ended minato#3`
fn said(archive: &Archive, id: &str) -> Vec<String> {
    let Some(comparison) = compared(archive, id) else {
        return Vec::new();
    };
    let mut said: Vec<String> = comparison
        .links
        .iter()
        .map(|link| {
            let kind = format!("{:?}", link.kind).to_lowercase();
            let with = &comparison.with[link.source];
            format!("{kind} {with}#{}>{}", link.from + 1, link.to + 1)
        })
        .collect();
    let digest = archive.documents().find(|digest| digest.id.as_str() == id);
    let new = (0..digest.unwrap().goals.len()).filter(|goal| comparison.is_new(*goal));
    said.extend(new.map(|goal| format!("new {}", goal + 1)));
    for (source, with) in comparison.with.iter().enumerate() {
        let goals = archive.document(with).unwrap().goals.len();
        let ended = (0..goals).filter(|goal| comparison.has_ended(source, *goal));
        said.extend(ended.map(|goal| format!("ended {with}#{}", goal + 1)));
    }
    said
}

const SNOW: &str = "除雪協力員を増やし、冬の通学路の安全を守ります。";
const SNOW_AGAIN: &str = "冬の通学路の安全を守るため、除雪協力員の数をさらに増やします。";
const DRILL: &str = "自主防災組織の避難訓練を支援します。";
const LIBRARY: &str = "図書館の開館時間を延ばし、読書の機会を広げます。";
const BOTH: &str =
    "自主防災組織の避難訓練を支援し、あわせて除雪協力員を増やして通学路の安全を守ります。";

#[test]
fn goals_are_continued_reworded_new_and_ended() {
    let archive = archive(&[
        digest(2022, "chuo", &[SNOW, DRILL]),
        digest(2023, "chuo", &[LIBRARY, SNOW_AGAIN]),
        digest(
            2024,
            "chuo",
            &[
                SNOW_AGAIN,
                "図書館の開館時間を延ばし，読書の機会を広げます。",
            ],
        ),
    ]);
    assert!(said(&archive, "2022/chuo").is_empty());
    assert_eq!(
        said(&archive, "2023/chuo"),
        ["reworded 2022/chuo#1>2", "new 1", "ended 2022/chuo#2"]
    );
    assert_eq!(
        said(&archive, "2024/chuo"),
        ["continued 2023/chuo#2>1", "continued 2023/chuo#1>2"]
    );
    let newest = archive.documents().last().unwrap();
    let history = archive.history(&newest.id, 0);
    let years: Vec<u16> = history
        .steps
        .iter()
        .map(|step| step.document.fiscal_year.year())
        .collect();
    assert_eq!((years, history.unchanged), (vec![2023, 2022], 1));
    let after: Vec<&str> = archive
        .comparisons_after(&archive.documents().next().unwrap().id)
        .map(|(id, _)| id.as_str())
        .collect();
    assert_eq!(after, ["2023/chuo"]);
}

#[test]
fn goals_are_split_and_merged() {
    let archive = archive(&[
        digest(2022, "chuo", &[SNOW, DRILL, LIBRARY]),
        digest(2023, "chuo", &[BOTH, LIBRARY]),
        digest(2024, "chuo", &[LIBRARY, DRILL, SNOW]),
    ]);
    assert_eq!(
        said(&archive, "2023/chuo"),
        [
            "merged 2022/chuo#1>1",
            "merged 2022/chuo#2>1",
            "continued 2022/chuo#3>2"
        ]
    );
    assert_eq!(
        said(&archive, "2024/chuo"),
        [
            "continued 2023/chuo#2>1",
            "split 2023/chuo#1>2",
            "split 2023/chuo#1>3"
        ]
    );
}

#[test]
fn years_that_are_not_held_are_passed_over() {
    let archive = archive(&[digest(2019, "chuo", &[SNOW]), digest(2024, "chuo", &[SNOW])]);
    assert_eq!(said(&archive, "2024/chuo"), ["continued 2019/chuo#1>1"]);
}

#[test]
fn a_ward_goes_on_in_those_that_came_out_of_it_in_mid_year() {
    let archive = archive(&[
        digest(2019, "minato", &[SNOW, DRILL]),
        digest(2019, "kita", &[SNOW]),
        digest(2020, "minami", &[DRILL, LIBRARY]),
        digest(2020, "kita", &[SNOW]),
        digest(2020, "chuo", &[SNOW]),
    ]);
    assert_eq!(
        said(&archive, "2019/kita"),
        ["continued 2019/minato#1>1", "ended 2019/minato#2"]
    );
    assert_eq!(
        said(&archive, "2020/minami"),
        ["continued 2019/minato#2>1", "new 2", "ended 2019/minato#1"]
    );
    // What was before it once is not before it in every year.
    assert_eq!(said(&archive, "2020/kita"), ["continued 2019/kita#1>1"]);
    assert!(said(&archive, "2020/chuo").is_empty());
}

#[test]
fn whoever_goes_on_after_a_split_goes_on_for_itself() {
    let file: OrganisationsFile =
        toml::from_str(&WARDS.replace("valid_to = \"2019-12-31\"\n", "").replace(
            "to = [\"kita\", \"minami\"]",
            "to = [\"minato\", \"kita\", \"minami\"]",
        ))
        .unwrap();
    let digests = vec![
        digest(2018, "minato", &[SNOW, DRILL]),
        digest(2020, "minato", &[LIBRARY]),
        digest(2021, "kita", &[SNOW, LIBRARY]),
    ];
    let archive = Archive::new(Registry::new(file), digests, None);
    assert_eq!(
        said(&archive, "2021/kita"),
        ["continued 2018/minato#1>1", "new 2", "ended 2018/minato#2"]
    );
    assert_eq!(
        said(&archive, "2020/minato"),
        ["new 1", "ended 2018/minato#1", "ended 2018/minato#2"]
    );
}

fn judged(goal: &str, with: &str, kind: &str) -> Lineage {
    let text = format!("goal = \"{goal}\"\nwith = \"{with}\"\nkind = \"{kind}\"");
    let value: toml::Value = toml::from_str(&text).unwrap();
    Lineage {
        goal: goal.to_owned(),
        with: value["with"].clone().try_into().unwrap(),
        kind: value["kind"].clone().try_into().unwrap(),
        note: None,
    }
}

#[test]
fn what_somebody_found_out_stands_above_what_the_program_finds() {
    let mut later = digest(2023, "chuo", &[SNOW_AGAIN, LIBRARY]);
    let earlier = digest(2022, "chuo", &[SNOW, DRILL]);
    later.lineage = vec![
        judged("1", "2022/chuo#goal-1", "deny"),
        judged("2", "2022/chuo#goal-2", "confirm"),
    ];
    let both = archive(&[earlier.clone(), later]);
    assert_eq!(
        said(&both, "2023/chuo"),
        ["reworded 2022/chuo#2>2", "new 1", "ended 2022/chuo#1"]
    );
    assert!(compared(&both, "2023/chuo").unwrap().links[0].confirmed);
    // It may stand in the earlier document, and reach over years.
    let mut oldest = digest(2020, "chuo", &[DRILL]);
    oldest.lineage = vec![judged("1", "2023/chuo#goal-1", "confirm")];
    let all = archive(&[oldest, earlier, digest(2023, "chuo", &[LIBRARY])]);
    assert_eq!(
        said(&all, "2023/chuo"),
        [
            "reworded 2020/chuo#1>1",
            "ended 2022/chuo#1",
            "ended 2022/chuo#2"
        ]
    );
    // The others of the distant document are not compared, and no goal goes on within its own document.
    let mut oldest = digest(2020, "chuo", &[DRILL, LIBRARY]);
    oldest.lineage = vec![judged("1", "2023/chuo#goal-1", "confirm")];
    let mut newest = digest(2023, "chuo", &[SNOW, LIBRARY]);
    newest.lineage = vec![judged("1", "2023/chuo#goal-2", "confirm")];
    let all = archive(&[oldest, digest(2022, "chuo", &[DRILL]), newest]);
    assert_eq!(
        said(&all, "2023/chuo"),
        ["reworded 2020/chuo#1>1", "new 2", "ended 2022/chuo#1"]
    );
}

#[test]
fn of_too_many_goals_only_equal_words_are_told() {
    let many: Vec<String> = (0..600)
        .map(|n| format!("{n}丁目の公園を直します。"))
        .collect();
    let mut goals: Vec<&str> = many.iter().map(String::as_str).collect();
    let before = digest(2022, "chuo", &goals);
    goals[0] = SNOW;
    let archive = archive(&[before, digest(2023, "chuo", &goals)]);
    let comparison = compared(&archive, "2023/chuo").unwrap();
    assert!(!comparison.complete && !comparison.is_new(0) && !comparison.has_ended(0, 0));
    assert_eq!(comparison.links.len(), 599);
    let continued = |link: &super::Link| link.kind == LinkKind::Continued && link.from == link.to;
    assert!(comparison.links.iter().all(continued));
}

const PHRASES: [&str; 9] = [
    SNOW,
    SNOW_AGAIN,
    DRILL,
    LIBRARY,
    BOTH,
    "",
    "。",
    "地域の公園を直します。",
    "地域の公園を、住民とともに直します。",
];

fn goals() -> impl Strategy<Value = Vec<&'static str>> {
    prop::collection::vec(prop::sample::select(PHRASES.to_vec()), 0..6)
}

fn documents() -> impl Strategy<Value = Vec<Digest>> {
    let organisation = prop::sample::select(vec!["minato", "kita", "minami", "chuo"]);
    let keys = prop::collection::btree_map((2016..2024_u16, organisation), goals(), 0..14);
    keys.prop_map(|all| {
        let all = all.into_iter();
        all.map(|((year, organisation), goals)| digest(year, organisation, &goals))
            .collect()
    })
}

proptest! {
    #[test]
    fn the_order_of_the_input_changes_nothing(
        (digests, shuffled) in documents().prop_flat_map(|digests| {
            (Just(digests.clone()), Just(digests).prop_shuffle())
        })
    ) {
        prop_assert_eq!(archive(&digests), archive(&shuffled));
    }

    #[test]
    fn another_document_changes_only_what_is_compared_with_it(
        digests in documents(), year in 2016..2024_u16, goals in goals()
    ) {
        let added = digest(year, "chuo", &goals);
        let others: Vec<Digest> =
            digests.into_iter().filter(|digest| digest.id != added.id).collect();
        let before = archive(&others);
        let after = archive(&[others.as_slice(), std::slice::from_ref(&added)].concat());
        let follows = others
            .iter()
            .filter(|one| one.organisation == added.organisation && one.fiscal_year.year() > year)
            .min_by_key(|one| one.fiscal_year)
            .map(|one| one.id.clone());
        for one in &others {
            if Some(&one.id) == follows.as_ref() {
                prop_assert_eq!(&after.comparison(&one.id).unwrap().with, &vec![added.id.clone()]);
            } else {
                prop_assert_eq!(before.comparison(&one.id), after.comparison(&one.id));
            }
        }
    }

    #[test]
    fn no_goal_is_linked_and_new(digests in documents()) {
        let archive = archive(&digests);
        for digest in archive.documents() {
            let Some(comparison) = archive.comparison(&digest.id) else { continue };
            for goal in 0..digest.goals.len() {
                let linked = comparison.links_to(goal).next().is_some();
                prop_assert!(!(linked && comparison.is_new(goal)));
                // A history ends.
                prop_assert!(archive.history(&digest.id, goal).steps.len() < 14);
            }
            for link in &comparison.links {
                let with = archive.document(&comparison.with[link.source]).unwrap();
                prop_assert!(link.from < with.goals.len() && link.to < digest.goals.len());
                let fed = comparison.links_to(link.to).count();
                let feeds = comparison.links_from(link.source, link.from).count();
                prop_assert_eq!(link.kind == LinkKind::Merged, fed > 1);
                prop_assert_eq!(link.kind == LinkKind::Split, fed == 1 && feeds > 1);
                prop_assert!(fed == 1 || feeds == 1, "one goal of several into several");
            }
        }
    }
}
