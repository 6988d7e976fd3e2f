use proptest::prelude::*;

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
    match Forms::new(&groups.iter().collect::<Vec<_>>(), &[], |_| {
        Ok::<_, std::convert::Infallible>(true)
    }) {
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
        |phrase| expand_all(&phrase, &forms, &literal),
    )
}

/// Of an archive in which everything may occur.
fn expand_all(phrase: &Phrase, forms: &Forms, literal: &[String]) -> Expansion {
    let all = |_: &Phrase| Ok::<_, std::convert::Infallible>(true);
    let expansion = expand(phrase, forms, &characters(), forms.longest(), literal, all);
    match expansion {
        Ok(expansion) => expansion,
        Err(never) => match never {},
    }
}

#[test]
fn what_cannot_occur_is_not_looked_for() {
    let typed = Phrase::new("令和12年度の1万人");
    let only = |phrase: &Phrase| Ok::<_, ()>(phrase.text().starts_with("2030年度の10,"));
    let expansion =
        typed.and_then(|typed| expand(&typed, &Forms::default(), &characters(), 0, &[], only).ok());
    let texts: Vec<String> = expansion
        .iter()
        .flat_map(|expansion| &expansion.alternatives)
        .map(|one| one.phrase.text())
        .collect();
    assert_eq!(texts, ["令和12年度の1万人", "2030年度の10,000人"]);
    let said: Vec<&Expanded> = expansion.iter().flat_map(|one| &one.said).collect();
    assert_eq!(said.len(), 2);
    assert_eq!(said[0].to, ["2030年度"]);
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
    assert_eq!(texts("すごみの"), ["すごみの", "スゴミノ"]);
    assert_eq!(texts("家庭のごみを"), ["家庭のごみを", "家庭のゴミを"]);
    assert_eq!(texts("dxf"), ["dxf"]);
    assert_eq!(
        texts("ゴミュニティー"),
        ["ゴミュニティー", "ゴミュニティ"].map(crate::analysis::normalise)
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

/// That each of some texts finds all others.
fn find_each_other(all: &[&str]) {
    for one in all {
        let found = texts(one);
        for other in all {
            let other = crate::analysis::normalise(other);
            let finds = |text: &String| other.contains(text.as_str());
            assert!(found.iter().any(finds), "{one} → {other}: {found:?}");
        }
    }
}

/// That nothing stands for some texts.
fn stand_alone(all: &[&str]) {
    for one in all {
        assert_eq!(texts(one), [crate::analysis::normalise(one)]);
    }
}

#[test]
fn counts_in_other_writings() {
    assert_eq!(texts("3,000人"), ["3,000人", "3000人", "三千人", "3千人"]);
    assert_eq!(texts("三千人"), ["三千人", "3000人", "3,000人", "3千人"]);
    find_each_other(&["1万人", "10,000人", "10000人", "一万人", "１万人"]);
    find_each_other(&["1万2千人", "12,000人", "12000人", "一万二千人", "1万2000人"]);
    find_each_other(&["1億円", "一億円", "100,000,000円", "100000000円"]);
    assert_eq!(
        texts("12000"),
        ["12000", "12,000", "一万二千", "1万2000", "1万2千"]
    );
    assert_eq!(texts("2,024人"), ["2,024人", "2024人"]);
}

#[test]
fn small_counts_in_kanji() {
    find_each_other(&["第3次計画", "第三次計画"]);
    find_each_other(&["100年", "百年"]);
    find_each_other(&["3年間", "三年間"]);
    find_each_other(&["十二回", "12回"]);
    find_each_other(&["1人1日", "一人一日"]);
    find_each_other(&["二つの区", "2つの区", "ふたつの区"]);
    assert_eq!(texts("25回"), ["25回"]);
}

#[test]
fn ratios_in_other_writings() {
    find_each_other(&["60%", "60パーセント", "6割", "六割", "６０％"]);
    assert_eq!(texts("65%"), ["65%", "65パーセント"]);
}

#[test]
fn what_is_no_count_is_left_alone() {
    stand_alone(&[
        "一般会計",
        "二葉",
        "統一年",
        "2.5人",
        "1-2",
        "1,5人",
        "99999999999",
        "025-226-1000",
        "025(226)",
        "0254",
        "a4",
        "4月1日",
        "令和の1",
        "10:30",
        "2030",
        "計画2030",
        "1/3",
        "一部",
        "一方",
        "十分2",
    ]);
    // The month is one, too.
    for date in ["2030年4月1日", "令和6年4月1日"] {
        let kept = |text: &String| text.ends_with("4月1日");
        assert!(texts(date).iter().all(kept), "{:?}", texts(date));
    }
}

#[test]
fn years_of_eras_and_ours() {
    find_each_other(&[
        "令和12年度の計画",
        "R12年度の計画",
        "2030年度の計画",
        "令和十二年度の計画",
    ]);
    find_each_other(&["平成34年", "令和4年", "2022年"]);
    find_each_other(&["平成34年度", "令和4年度", "2022年度"]);
    find_each_other(&["昭和60年", "1985年", "S60年", "昭和六十年"]);
    find_each_other(&["平成元年", "平成1年", "1989年", "昭和64年"]);
    find_each_other(&[
        "令和元年度",
        "令和1年度",
        "R1年度",
        "平成31年度",
        "2019年度",
    ]);
    assert_eq!(
        texts("令和12"),
        ["令和12", "r12", "2030年", "平成42", "令和十二"]
    );
    assert!(texts("R12").contains(&"令和12".to_owned()));
    assert!(texts("r.12").contains(&"r12".to_owned()));
    // A calendar year is no fiscal year: 昭和64年 has no 年度 of its own.
    assert!(!texts("1989年度").contains(&"昭和64年度".to_owned()));
    stand_alone(&[
        "h2",
        "m2",
        "s3",
        "t10",
        "hr12",
        "r12-3",
        "r123",
        "令和の計画",
        "平成",
        "1800年度",
    ]);
}

#[test]
fn signs_between_number_and_what_is_counted() {
    find_each_other(&["十か所", "10か所", "10カ所", "10ヶ所", "10箇所"]);
    find_each_other(&["3ヶ月", "3か月", "3カ月", "３ケ月"]);
    find_each_other(&["3カ年計画", "3か年計画", "三か年計画"]);
    find_each_other(&["数か所", "数ヶ所"]);
    stand_alone(&["何かの所", "どこか所在", "カ所", "3カップ"]);
}

#[test]
fn signs_in_names() {
    find_each_other(&["霞ヶ丘", "霞ケ丘", "霞が丘"]);
    find_each_other(&["つつじヶ丘", "つつじケ丘"]);
    assert_eq!(texts("市ヶ谷"), ["市ヶ谷", "市が谷", "市ケ谷"]);
    stand_alone(&[
        "市民が主役",
        "雪が多い",
        "ケースワーク",
        "これが丘",
        "バケ学",
    ]);
}

#[test]
fn kanji_in_old_and_new_forms() {
    assert_eq!(texts("學校"), ["學校", "学校"]);
    assert_eq!(texts("滝"), ["滝", "瀧"]);
    assert_eq!(texts("瀧"), ["瀧", "滝"]);
    assert_eq!(texts("龍の會"), ["龍の會", "竜の會"]);
    assert_eq!(texts("圖書の學校")[1], "図書の学校");
    // Not in the archive.
    stand_alone(&["竜", "學".replace('學', "芸").as_str(), "声"]);
}

#[test]
fn kana_and_romaji() {
    assert!(texts("ねずみ").contains(&"ネズミ".to_owned()));
    assert!(texts("シモマチ").contains(&"しもまち".to_owned()));
    assert_eq!(texts("kodomo"), ["kodomo", "こども", "コドモ"]);
    assert!(texts("dejitaru").contains(&"デジタル".to_owned()));
    assert!(texts("konpyuutaa").contains(&"コンピューター".to_owned()));
    stand_alone(&["ねず", "チシ", "report", "koi", "home", "abcd3"]);
    let said = expanded("kodomo", &[]).said;
    assert_eq!(said[0].kind, ExpansionKind::Reading);
    assert_eq!(expanded("kodomo", &["kodomo"]).alternatives.len(), 1);
}

#[test]
fn loan_words() {
    find_each_other(&["サーバの更新", "サーバーの更新"]);
    find_each_other(&["コーディネーター", "コーディネータ"]);
    find_each_other(&["ヴァイオリン", "バイオリン"]);
    find_each_other(&["ウェブサイト", "ウエブサイト"]);
    find_each_other(&["プラスティック", "プラスチック"]);
    find_each_other(
        &[
            "ファミリー・サポート・センター",
            "ファミリーサポートセンター",
        ][..1],
    );
    assert_eq!(texts("ファミリー・サポート")[1], "ファミリーサポート");
    let without = Characters::of_archive(&"ブ".chars().collect());
    assert_eq!(
        katakana::spots(&['バ', 'ザ', 'ル'], without.has_vu()).len(),
        0
    );
    // バタ stands in バタバタ.
    stand_alone(&["カー", "ー"]);
    assert!(!texts("バターの").contains(&"バタの".to_owned()));
    assert!(
        texts("コミュニティの")
            .iter()
            .all(|text| !text.contains("コミュニチ"))
    );
}

#[test]
fn numbers_of_things() {
    find_each_other(&["№3", "No.3", "no3"]);
    stand_alone(&["piano3人々", "no"]);
}

#[test]
fn there_is_an_end_to_it() {
    let many = "子供の取組と除雪と障害とごみと".repeat(20);
    assert!(expanded(&many, &[]).alternatives.len() <= MOST + 1);
}

proptest! {
    #[test]
    fn any_phrase_stands_for_a_few_others(
        typed in r"([0-9,.〇一二三十百万億第令和平成昭元年度月日か所ヶケがrhno學滝校市ァ-ー・ぁ-んa-z% -]|\PC){0,24}"
    ) {
        let Some(phrase) = Phrase::new(&typed) else {
            return Ok(());
        };
        let expansion = expand_all(&phrase, &forms(), &[]);
        prop_assert!(expansion.alternatives.len() <= MOST + 1);
        for (number, one) in expansion.alternatives.iter().enumerate().skip(1) {
            prop_assert!(one.kind.is_some());
            for nearer in &expansion.alternatives[..number] {
                prop_assert!(!holds(one.phrase.characters(), nearer.phrase.characters()));
            }
        }
        for said in &expansion.said {
            prop_assert!(phrase.text().contains(&said.from));
            prop_assert!(!said.to.contains(&said.from));
        }
    }
}

fn characters() -> Characters {
    Characters::of_archive(&"学広場滝瀧竜辺図書館舘ヴ".chars().collect())
}
