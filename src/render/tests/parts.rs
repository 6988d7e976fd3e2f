//! Nothing that a document says is lost on its page.

use std::collections::BTreeMap;

use proptest::prelude::*;

use super::fixture::{Parts, chuo, config, document};
use super::page_of;
use super::visible::{see, without_space};
use crate::model::{Document, Field, GoalId, Part, Role, Shape};

const FIELDS: [Field; 14] = [
    Field::Title,
    Field::Organisation,
    Field::Heads,
    Field::Purpose,
    Field::PolicyIndicators,
    Field::Preface,
    Field::Goals,
    Field::Result,
    Field::Direction,
    Field::Evaluation,
    Field::EvaluationGoals,
    Field::EvaluationAchieved,
    Field::Notes,
    Field::Other,
];

fn part() -> impl Strategy<Value = Part> {
    let role = prop::sample::select(vec![
        Role::Label,
        Role::Marker,
        Role::Value,
        Role::Value,
        Role::Value,
        Role::Heading,
        Role::Note,
    ]);
    let shape = prop_oneof![
        (1u8..=6).prop_map(Shape::Heading),
        Just(Shape::Paragraph),
        Just(Shape::Item),
        (0u16..4).prop_map(Shape::Cell),
    ];
    let text = prop::sample::select(vec![
        "市民",
        "a\nb",
        "*",
        "注*1",
        "<b>&amp;",
        "{{ x }}",
        "1",
        " 空 白 ",
        "\"'",
    ]);
    let goal = prop::option::of(prop::sample::select(vec!["1", "2", "3"]));
    (
        role,
        shape,
        text,
        prop::option::of(prop::sample::select(FIELDS.to_vec())),
        goal,
        1u32..4,
        prop::option::of(0u32..3),
    )
        .prop_map(|(role, shape, text, field, goal, block, note)| Part {
            place: None,
            line: block,
            role,
            text: text.to_owned(),
            field,
            goal: goal.map(|goal| GoalId::new(Some(goal), 1, |_| false)),
            note,
            corrections: Vec::new(),
            shape,
            block,
            scope: 0,
            span: 0..0,
        })
}

/// Asserts that all parts are on the page, each as often as the source has it.
fn assert_nothing_lost(document: &Document) {
    let seen = see(&page_of(&config("", ""), document, &[]));
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for part in &document.parts {
        *counts.entry(without_space(&part.text)).or_default() += 1;
    }
    for (text, count) in counts {
        let found = seen.main.matches(&text).count();
        assert!(
            found >= count,
            "{text:?} stands {found} times on the page and {count} times in the source"
        );
    }
    let outline = seen.outline();
    assert!(
        outline.windows(2).all(|pair| pair[1] <= pair[0] + 1),
        "{outline:?}"
    );
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn no_part_is_lost(mut parts in prop::collection::vec(part(), 0..40)) {
        // Each text is told apart from the others, so that one cannot stand for another.
        for (at, part) in parts.iter_mut().enumerate() {
            part.text = format!("〈{at}〉{}", part.text);
        }
        assert_nothing_lost(&document(2024, "chuo", None, "題名", parts));
    }
}

#[test]
fn the_real_document_is_whole() {
    assert_nothing_lost(&chuo());
}

/// The text of the page between two places.
fn between<'a>(main: &'a str, from: &str, to: &str) -> &'a str {
    let start = main
        .find(from)
        .unwrap_or_else(|| panic!("{from} is missing"));
    let end = main[start..]
        .find(to)
        .unwrap_or_else(|| panic!("{to} is missing after {from}"));
    &main[start..start + end]
}

#[test]
fn a_goal_stands_with_its_result_and_direction() {
    let page = page_of(&config("", ""), &chuo(), &[]);
    let seen = see(&page);
    let text = String::from_utf8(page).unwrap();
    for goal in 1..=4 {
        let unit = between(
            &text,
            &format!("<article class=\"goal\" id=\"goal-{goal}\""),
            "</article>",
        );
        assert!(
            unit.contains(&format!("id=\"goal-{goal}-result\"")),
            "{unit}"
        );
        assert!(
            unit.contains(&format!("id=\"goal-{goal}-direction\"")),
            "{unit}"
        );
        assert!(
            unit.contains(">取組結果</h") && unit.contains(">今後の方向性</h"),
            "{unit}"
        );
    }
    // Under 「評価」 the two labels stand where the source has them, and say where their text is.
    let evaluation = between(&seen.main, "評価重点目標の達成状況", "この文書の出どころ");
    assert_eq!(
        evaluation,
        "評価重点目標の達成状況目標数4達成数4取組結果この項目の文は、それぞれの目標の下に載せています。目標1目標2目標3目標4\
         今後の方向性この項目の文は、それぞれの目標の下に載せています。目標1目標2目標3目標4"
    );
}

#[test]
fn labels_that_come_with_each_goal_are_not_said_twice() {
    let mut parts = Parts::default();
    for goal in ["1", "2"] {
        parts
            .at(1)
            .label(Field::Goals, "目標")
            .of_goal(Field::Goals, goal, "目標の文");
        parts
            .label(Field::Result, "結果")
            .of_goal(Field::Result, goal, "結果の文");
        parts
            .label(Field::Direction, "方向")
            .of_goal(Field::Direction, goal, "方向の文");
    }
    let document = document(2024, "chuo", None, "題名", parts.parts);
    assert_nothing_lost(&document);
    let seen = see(&page_of(&config("", ""), &document, &[]));
    let body = between(&seen.main, "目標1目標の文結果", "この文書の出どころ");
    assert_eq!(
        body,
        "目標1目標の文結果1結果の文方向1方向の文目標2目標の文結果2結果の文方向2方向の文"
    );
}

#[test]
fn a_heading_with_nothing_left_under_it_says_where_that_went() {
    let mut parts = Parts::default();
    parts.at(1).heading(2, Some(Field::Goals), "重点目標");
    for goal in ["1", "2"] {
        parts.of_goal(Field::Goals, goal, "除雪の体制を整えます。");
    }
    parts.at(5).heading(2, Some(Field::Result), "取組結果");
    for goal in ["1", "2"] {
        parts.of_goal(Field::Result, goal, "整えました。");
    }
    let document = document(2024, "chuo", None, "題", parts.parts);
    assert_nothing_lost(&document);
    let page = page_of(&config("", ""), &document, &[]);
    let page = String::from_utf8(page).unwrap();
    let (_, behind) = page.split_once("<h2>取組結果</h2>").unwrap();
    assert!(
        behind
            .trim_start()
            .starts_with("<p class=\"remark\">この項目の文は"),
        "{behind}"
    );
    assert!(
        behind.contains("<a href=\"#goal-2-result\">目標2</a>"),
        "{behind}"
    );
}

#[test]
fn a_result_without_a_goal_stays_in_its_place() {
    let mut parts = Parts::default();
    parts
        .at(1)
        .label(Field::Goals, "重点目標")
        .of_goal(Field::Goals, "1", "目標の文");
    parts
        .at(2)
        .label(Field::Result, "取組結果")
        .value(Field::Result, "どの目標のものでもない文");
    parts.at(3).label(Field::Direction, "今後の方向性");
    let document = document(2024, "chuo", None, "題名", parts.parts);
    assert_nothing_lost(&document);
    let seen = see(&page_of(&config("", ""), &document, &[]));
    assert!(
        seen.main
            .contains("取組結果どの目標のものでもない文今後の方向性記載なし"),
        "{}",
        seen.main
    );
}

#[test]
fn another_title_does_not_replace_the_printed_one() {
    let mut parts = Parts::default();
    parts.heading(1, Some(Field::Title), "R6 中央区");
    let document = document(2024, "chuo", None, "令和6年度 中央区組織目標", parts.parts);
    let seen = see(&page_of(&config("", ""), &document, &[]));
    assert!(
        seen.main
            .starts_with("令和6年度中央区組織目標文書に書かれた題名：R6中央区"),
        "{}",
        seen.main
    );
}

#[test]
fn footnote_marks_lead_to_their_notes() {
    let text = String::from_utf8(page_of(&config("", ""), &chuo(), &[])).unwrap();
    assert!(
        text.contains("政策指標<a class=\"mark\" href=\"#note-1\">*</a></dt>"),
        "no link to the note"
    );
    assert!(
        text.contains("<p class=\"note\" id=\"note-1\">※政策指標…"),
        "no note to link to"
    );
}

#[test]
fn rows_that_no_label_explains_are_a_table() {
    let mut parts = Parts::default();
    parts
        .row(&["指標", "", "値"])
        .row(&["来場者", "約", "3,000人"])
        .row(&["備考"]);
    let document = document(2024, "chuo", None, "題名", parts.parts);
    let text = String::from_utf8(page_of(&config("", ""), &document, &[])).unwrap();
    let table = between(&text, "<section class=\"scroll\"", "</section>");
    insta::assert_snapshot!(table);
}
