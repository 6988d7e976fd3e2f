#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::config::{OrganisationsFile, Registry};
use crate::model::{Better, Digest, Figure, FigureKind, GoalId, Sketch};
use crate::relate::Archive;

const WARDS: [&str; 3] = ["kita", "minami", "nishi"];

fn registry() -> Registry {
    let file: OrganisationsFile = toml::from_str(
        "[[organisation]]\nid = \"kita\"\nname = \"北区\"\nkind = \"ward\"\n\
         [[organisation]]\nid = \"minami\"\nname = \"南区\"\nkind = \"ward\"\n\
         [[organisation]]\nid = \"nishi\"\nname = \"西区\"\nkind = \"ward\"\n",
    )
    .unwrap();
    Registry::new(file)
}

fn figure(text: &str, year: Option<u16>) -> Figure {
    crate::read::printed_figure(text, year)
}

fn indicator(name: &str, unit: &str, target: &str, actual: &str) -> Indicator {
    Indicator {
        name: name.to_owned(),
        unit: Some(unit.to_owned()),
        baseline: None,
        target: Some(figure(target, None)),
        actual: Some(figure(actual, None)),
        mark: None,
        better: None,
    }
}

fn digest(year: u16, ward: &str, edition: Option<&str>, indicators: Vec<Indicator>) -> Digest {
    let edition = edition.map(|edition| crate::model::Edition::new(edition).unwrap());
    let year = FiscalYear::from_western(year);
    Digest {
        id: DocumentId::new(year, &[ward], edition.as_ref()),
        fiscal_year: year,
        organisation: OrganisationId::new(ward).unwrap(),
        edition,
        title: String::new(),
        series: None,
        evaluation: None,
        goals: vec![GoalDigest {
            id: GoalId::new(Some("1"), 1, |_| false),
            has_result: true,
            has_direction: false,
            number: Some("1".to_owned()),
            sketch: Sketch::of("除雪"),
            mark: None,
            reviews: Vec::new(),
            indicators,
        }],
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

fn archive(digests: Vec<Digest>) -> Archive {
    Archive::new(registry(), digests, None)
}

/// The only series of the only indicator.
fn only(archive: &Archive) -> Series<'_> {
    let mut all = archive.indicators().all();
    let entry = all.next().unwrap();
    assert!(all.next().is_none());
    let mut series = archive.series(entry);
    assert_eq!(series.len(), 1);
    series.remove(0)
}

fn years(years: &[(u16, Indicator)]) -> Archive {
    let documents = years.iter();
    archive(
        documents
            .map(|(year, one)| digest(*year, "kita", None, vec![one.clone()]))
            .collect(),
    )
}

#[test]
fn targets_are_compared_with_the_year_before_only() {
    let note = |better: Option<Better>, before: &str, now: &str, year: u16| {
        let mut one = indicator("除雪の回数", "回", before, "");
        one.better = better;
        let mut other = indicator("除雪の回数", "回", now, "");
        other.better = better;
        let archive = years(&[(2020, one), (year, other)]);
        let mut notes = only(&archive).rows.remove(1).notes;
        assert!(notes.len() < 2);
        notes.pop().map(|note| match note {
            Note::Target { larger, better, .. } => (larger, better),
            other => panic!("{other:?}"),
        })
    };
    let (up, down) = (Some(Better::Up), Some(Better::Down));
    assert_eq!(note(up, "10", "8", 2021), Some((false, up)));
    assert_eq!(note(up, "10", "12", 2021), None);
    assert_eq!(note(down, "10", "12", 2021), Some((true, down)));
    assert_eq!(note(down, "10", "8", 2021), None);
    assert_eq!(note(None, "10", "8", 2021), Some((false, None)));
    assert_eq!(note(None, "10", "12", 2021), Some((true, None)));
    assert_eq!(note(up, "10", "8", 2022), None);
    assert_eq!(note(up, "10", "-", 2021), None);
    assert_eq!(note(up, "10", "10.0", 2021), None);
}

#[test]
fn a_line_is_broken_where_something_changed() {
    let marked = |scale: &str| {
        let mut one = indicator("除雪の回数", "回", "1", "1");
        one.mark = Some(Mark {
            raw: "A".to_owned(),
            scale: Some(scale.to_owned()),
        });
        one
    };
    let plain = |name: &str, unit: &str| indicator(name, unit, "1", "1");
    let cases = [
        (plain("除雪の回数", "回"), 2020, 0),
        (plain("除雪の回数（延べ）", "回"), 2020, 1),
        (plain("除雪の回数", "千回"), 2020, 1),
        (plain("除雪の回数", "回"), 2021, 0),
    ];
    for (other, year, notes) in cases {
        let same = notes == 0 && year == 2020;
        let archive = years(&[(2019, plain("除雪の回数", "回")), (year, other)]);
        let series = only(&archive);
        assert_eq!(series.rows[1].notes.len(), notes, "{:?}", series.rows[1]);
        let lines = series.lines();
        let joined = lines.iter().flat_map(|lines| &lines.lines);
        assert_eq!(
            joined.filter(|line| line.points.len() == 2).count(),
            if same { 2 } else { 0 }
        );
    }
    let archive = years(&[
        (2019, marked("a")),
        (2020, marked("a")),
        (2021, marked("b")),
    ]);
    let series = only(&archive);
    assert!(matches!(
        series.rows[2].notes[..],
        [Note::Scale {
            from: "a",
            to: "b",
            ..
        }]
    ));
    let lines = series.lines();
    let points: Vec<usize> = lines[0]
        .lines
        .iter()
        .map(|line| line.points.len())
        .collect();
    assert_eq!(points, [2, 1, 2, 1]);
}

#[test]
fn a_figure_stands_at_its_own_year_with_the_document_that_says_it() {
    let mut later = indicator("除雪の回数", "回", "12", "11");
    later.baseline = Some(figure("8", Some(2019)));
    let archive = years(&[
        (2019, indicator("除雪の回数", "回", "10", "9")),
        (2020, later),
    ]);
    let series = only(&archive);
    let told: Vec<(u16, String)> = series
        .rows
        .iter()
        .map(|row| match row.origin {
            Origin::Document(digest, _) => (row.year.year(), digest.id.to_string()),
            Origin::Given(_) => panic!(),
        })
        .collect();
    let expected = [
        (2019, "2019/kita"),
        (2019, "2020/kita"),
        (2020, "2020/kita"),
    ];
    assert_eq!(told, expected.map(|(year, id)| (year, id.to_owned())));
    // 9 as printed then, and 8 as the next year has it: both are shown, and said to differ.
    let differs = Note::Differs {
        kind: FigureKind::Actual,
    };
    for row in &series.rows[..2] {
        assert_eq!(row.notes, std::slice::from_ref(&differs));
    }
}

#[test]
fn another_edition_only_adds_what_the_main_one_lacks() {
    let main = digest(
        2020,
        "kita",
        None,
        vec![indicator("除雪の回数", "回", "10", "")],
    );
    let result = |target: &str, actual: &str| {
        digest(
            2020,
            "kita",
            Some("result"),
            vec![indicator("除雪の回数", "回", target, actual)],
        )
    };
    let with = archive(vec![main.clone(), result("10", "9")]);
    let series = only(&with);
    assert_eq!(series.rows.len(), 2);
    assert_eq!(series.rows[1].number(FigureKind::Actual), Some((9.0, "9")));
    assert_eq!(series.rows[1].number(FigureKind::Target), None);
    let again = archive(vec![main, result("11", "")]);
    assert_eq!(only(&again).rows.len(), 1);
    let mut alone = result("10", "9");
    alone.withdrawn = true;
    let withdrawn = archive(vec![alone]);
    let series = only(&withdrawn);
    assert_eq!((series.rows.len(), series.lines().len()), (1, 0));
}

#[test]
fn figures_from_elsewhere_stand_beside_those_of_documents() {
    let given = |kind, text: &str, source: &str| GivenFigure {
        name: "除雪の 回数".to_owned(),
        organisation: None,
        fiscal_year: FiscalYear::from_western(2020),
        kind,
        figure: figure(text, None),
        unit: Some("回".to_owned()),
        source: source.to_owned(),
        url: None,
        note: None,
    };
    let figures = [
        given(FigureKind::Actual, "9", "実施計画"),
        given(FigureKind::Target, "10", "実施計画"),
        given(FigureKind::Actual, "8", "統計書"),
    ];
    let archive = years(&[(2020, indicator("除雪の回数", "回", "10", "9"))]);
    let archive = archive.with_figures(&figures);
    let entry = archive.indicators().all().next().unwrap();
    let series = archive.series(entry);
    assert_eq!(series.len(), 2);
    assert_eq!(series[0].organisation, None);
    // One source is one row.
    assert_eq!(series[0].rows.len(), 2);
    assert_eq!(series[0].rows[0].notes.len(), 1);
    assert_eq!(entry.documents().len(), 1);
}

fn any_digest() -> impl Strategy<Value = Digest> {
    let indicators = prop::collection::vec(
        (
            "除雪の回数|除雪の 回数|除雪の回数（延べ）|窓口の時間",
            "回|千回",
            "1|2|3|-|",
            "1|2||N/A",
        ),
        0..3,
    );
    let edition = prop::option::weighted(0.2, Just("result"));
    (2015..2020_u16, 0..3_usize, edition, indicators).prop_map(|(year, ward, edition, all)| {
        let indicators = all
            .iter()
            .map(|(name, unit, target, actual)| indicator(name, unit, target, actual));
        digest(year, WARDS[ward], edition, indicators.collect())
    })
}

/// Everything that pages show of an archive's indicators, by year.
fn told(archive: &Archive) -> Vec<(String, u16, String)> {
    let mut told = Vec::new();
    for entry in archive.indicators().all() {
        for series in archive.series(entry) {
            for row in &series.rows {
                let place = format!("{} {:?}", entry.slug, series.organisation);
                told.push((place, row.year.year(), format!("{row:?}")));
            }
        }
    }
    told
}

fn each_once(digests: Vec<Digest>) -> Vec<Digest> {
    let by_id: BTreeMap<DocumentId, Digest> = digests
        .into_iter()
        .map(|one| (one.id.clone(), one))
        .collect();
    by_id.into_values().collect()
}

proptest! {
    #[test]
    fn the_order_of_documents_changes_nothing(
        (digests, shuffled) in prop::collection::vec(any_digest(), 0..12)
            .prop_map(each_once)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let (one, other) = (archive(digests), archive(shuffled));
        prop_assert_eq!(told(&one), told(&other));
        prop_assert_eq!(one.indicators(), other.indicators());
    }

    #[test]
    fn a_new_year_changes_only_its_own_rows(
        digests in prop::collection::vec(any_digest(), 0..12).prop_map(each_once),
        new in prop::collection::vec(any_digest(), 1..4).prop_map(each_once),
    ) {
        let before = told(&archive(digests.clone()));
        let new = new.into_iter().map(|one| {
            let indicators = one.goals[0].indicators.clone();
            digest(2020, one.organisation.as_str(), None, indicators)
        });
        let all = each_once(digests.into_iter().chain(new).collect());
        let mut after = told(&archive(all));
        after.retain(|(_, year, _)| *year != 2020);
        prop_assert_eq!(before, after);
    }
}
