//! What stands in which list, and that no order of documents changes it.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use super::*;
use crate::config::Registry;
use crate::model::ReviewDigest;
use crate::relate::samples::{digest, edition, judged};

fn archive(digests: Vec<Digest>) -> Archive {
    Archive::new(Registry::default(), digests, None)
}

/// What stands in each of the lists of a year, and what in none.
fn told(archive: &Archive, year: u16) -> ([Tally; 4], usize) {
    let all = of_year(archive, FiscalYear::from_western(year), &[], &|_| true);
    let mut lists = [Tally::default(); 4];
    for (sum, list) in lists.iter_mut().zip(List::ALL) {
        for tally in all.iter().map(|one| one.tally(list)) {
            sum.goals += tally.goals;
            sum.documents += tally.documents;
        }
    }
    let judged = all.iter().flat_map(|one| &one.judged);
    let unknown = judged.filter(|one| one.outcome == Outcome::Unknown);
    (lists, unknown.count())
}

fn counted(mut digest: Digest, goals: u32, achieved: u32) -> Digest {
    digest.evaluation = Some(Evaluation {
        goals: Some(goals),
        achieved: Some(achieved),
    });
    digest
}

#[test]
fn counts_stand_where_marks_do_not_account_for_them() {
    for (marks, goals, achieved, documents) in [
        (&["", "", "", ""][..], 4, 3, 1),
        (&["", "", "", ""], 4, 4, 0),
        (&["達成", "達成", "達成", "未達成"], 4, 3, 0),
        (&["達成", "達成", "中止", "未達成"], 4, 2, 0),
        (&["達成", "", "", "未達成"], 4, 2, 1),
        (&["達成", "順調", "", "未達成"], 4, 2, 0),
        (&["", ""], 2, 3, 0),
    ] {
        let archive = archive(vec![counted(digest(2023, "kita", marks), goals, achieved)]);
        let (lists, _) = told(&archive, 2023);
        assert_eq!(
            lists[0].documents, documents,
            "{marks:?} {goals} {achieved}"
        );
    }
}

#[test]
fn what_the_middle_of_the_year_says_is_no_evaluation() {
    let main = || digest(2023, "kita", &["", ""]);
    let midyear = edition(digest(2023, "kita", &["未達成", "達成"]), "midyear");
    let result = edition(digest(2023, "kita", &["中止", "達成"]), "result");
    let newer = || digest(2024, "kita", &["達成"]);
    let (lists, _) = told(&archive(vec![main(), midyear.clone(), newer()]), 2023);
    assert_eq!((lists[0].goals, lists[3].documents), (0, 1));
    let (lists, _) = told(&archive(vec![main(), midyear, result, newer()]), 2023);
    assert_eq!(
        (lists[0].goals, lists[1].goals, lists[3].documents),
        (0, 1, 0)
    );
}

#[test]
fn a_year_that_is_not_held_is_known_from_the_next() {
    let mut later = digest(2024, "kita", &[""]);
    later.goals[0].reviews = vec![ReviewDigest {
        kind: ReviewKind::Previous,
        fiscal_year: None,
        mark: Some(Mark {
            raw: "未達成".to_owned(),
            scale: None,
        }),
    }];
    let other = digest(2023, "minami", &["達成"]);
    let archive = archive(vec![later, other]);
    let (lists, _) = told(&archive, 2023);
    assert_eq!(
        lists[0],
        Tally {
            goals: 1,
            documents: 0
        }
    );
    assert_eq!(told(&archive, 2024).0[0], Tally::default());
}

proptest! {
    #[test]
    fn every_goal_is_counted_at_most_once_and_the_order_makes_no_difference(
        documents in proptest::collection::btree_map(
            (2020_u16..2026, proptest::sample::select(vec!["kita", "minami", "nishi"])),
            judged(),
            0..12,
        ),
        turn in any::<usize>(),
    ) {
        let digests: Vec<Digest> = documents
            .iter()
            .map(|((year, id), marks)| {
                let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
                digest(*year, id, &marks)
            })
            .collect();
        let mut turned = digests.clone();
        turned.reverse();
        let length = turned.len().max(1);
        turned.rotate_left(turn % length);
        let (one, other) = (archive(digests), archive(turned));
        for year in 2019..2027 {
            let (lists, unknown) = told(&one, year);
            prop_assert_eq!((lists, unknown), told(&other, year));
            let goals: usize = lists.iter().map(|tally| tally.goals).sum();
            let held = one.in_year(FiscalYear::from_western(year));
            prop_assert!(goals + unknown <= held.map(|digest| digest.goals.len()).sum());
        }
    }
}
