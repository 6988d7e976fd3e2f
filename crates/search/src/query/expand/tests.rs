use super::*;
use crate::vocabulary::{Group, GroupKind};

fn forms() -> Forms {
    let both = |kind, forms: &[&str]| {
        Group::both_ways(kind, forms.iter().map(|&form| form.to_owned()).collect())
    };
    let groups = [
        both(GroupKind::Spelling, &["子供", "子ども", "こども"]),
        both(GroupKind::Spelling, &["障害", "障がい"]),
        both(GroupKind::Spelling, &["障害者", "障がい者"]),
        both(GroupKind::Spelling, &["ごみ", "ゴミ"]),
        both(GroupKind::Spelling, &["取組", "取り組み"]),
        both(
            GroupKind::Synonym,
            &["dx", "デジタルトランスフォーメーション"],
        ),
        both(GroupKind::Synonym, &["除雪", "雪かき"]),
    ];
    match Forms::new(&groups.iter().collect::<Vec<_>>(), &[], |_| Ok::<_, std::convert::Infallible>(true)) {
        Ok(forms) => forms,
        Err(never) => match never {},
    }
}

fn expanded(text: &str, literal: &[&str]) -> Expansion {
    let forms = forms();
    let literal: Vec<String> = literal.iter().map(|&word| word.to_owned()).collect();
    Phrase::new(text).map_or_else(
        || Expansion {
            alternatives: Vec::new(),
            said: Vec::new(),
        },
        |phrase| expand(&phrase, &forms, forms.longest(), &literal),
    )
}

fn texts(text: &str) -> Vec<String> {
    let expansion = expanded(text, &[]);
    expansion
        .alternatives
        .iter()
        .map(|one| one.phrase.text())
        .collect()
}

#[test]
fn words_inside_a_phrase_stand_for_others() {
    assert_eq!(
        texts("子供の居場所"),
        ["子供の居場所", "こどもの居場所", "子どもの居場所"]
    );
    assert_eq!(texts("除雪"), ["除雪", "雪かき"]);
    assert_eq!(texts("居場所"), ["居場所"]);
}

#[test]
fn the_longest_word_counts_and_two_can_change_together() {
    assert_eq!(
        texts("障害者の取組"),
        [
            "障害者の取組",
            "障がい者の取組",
            "障害者の取り組み",
            "障がい者の取り組み"
        ]
    );
}

#[test]
fn parts_of_other_words_are_left_alone() {
    assert_eq!(texts("すごみ"), ["すごみ"]);
    assert_eq!(texts("家庭のごみを"), ["家庭のごみを", "家庭のゴミを"]);
    assert_eq!(texts("dxf"), ["dxf"]);
    assert_eq!(
        texts("ゴミュニティ"),
        ["ゴミュニティ"].map(crate::analysis::normalise)
    );
}

#[test]
fn what_is_done_is_said_and_can_be_switched_off() {
    let expansion = expanded("子供の除雪", &[]);
    assert_eq!(
        expansion.said,
        [
            Expanded {
                from: "子供".into(),
                to: vec!["こども".into(), "子ども".into()],
                kind: ExpansionKind::Spelling
            },
            Expanded {
                from: "除雪".into(),
                to: vec!["雪かき".into()],
                kind: ExpansionKind::Synonym
            }
        ]
    );
    let without = expanded("子供の除雪", &["子供"]);
    assert_eq!(without.said.len(), 1);
    assert_eq!(without.alternatives.len(), 2);
}

#[test]
fn numbers_in_other_writings() {
    assert_eq!(texts("3,000人"), ["3,000人", "3000人", "三千人"]);
    assert_eq!(texts("三千人"), ["三千人", "3000人", "3,000人"]);
    assert_eq!(texts("60%"), ["60%", "60パーセント", "6割"]);
    assert_eq!(texts("６割"), ["6割", "60%", "60パーセント"]);
    assert_eq!(
        texts("12000"),
        ["12000", "12,000", "一万二千", "1万2000", "1万2千"]
    );
    assert_eq!(texts("十二回"), ["十二回", "12回"]);
    for same in ["4件", "一つ", "2.5", "1-2", "99999999999"] {
        assert_eq!(texts(same), [same]);
    }
}

#[test]
fn there_is_an_end_to_it() {
    let many = "子供の取組と除雪と障害とごみと".repeat(20);
    assert!(expanded(&many, &[]).alternatives.len() <= MOST + 1);
}
