//! What OCR and offices do to lines.

use super::*;

/// 「1 除雪 → 進めた」
fn goals(text: &str) -> Vec<String> {
    let shown = |goal: &crate::model::Goal| {
        let number = goal.number.as_deref().unwrap_or("-");
        let result = goal.result.as_deref().unwrap_or("–");
        format!("{number} {} → {result}", goal.text).replace('\n', "/")
    };
    document(text).goals.iter().map(shown).collect()
}

fn other(text: &str) -> Vec<(Option<String>, String)> {
    let sections = document(text).other.into_iter();
    sections
        .map(|section| (section.heading, section.text))
        .collect()
}

#[test]
fn tags_of_a_word_processor_are_markup() {
    let text = "<b>重点目標</b><o:p></o:p>\t1 除雪<o:p>&nbsp;</o:p><br>2 公園\n<![if !supportLists]><b>取組結果</b><![endif]>\t\
                <span lang=EN-US>1</span> 進めた<br>2 <st1:date w:st=\"on\">4月</st1:date>に直した\n";
    assert_eq!(goals(text), ["1 除雪 → 進めた", "2 公園 → 4月に直した"]);
}

#[test]
fn a_table_may_only_lay_out_the_page() {
    let inner = "<table><tr><td><p>重点目標</p></td><td>1 除雪<br>2 公園</td></tr>\n\
                 <tr><td>取組結果</td><td>1 進めた<br>2 直した</td></tr></table>";
    let rows = ["1 除雪 → 進めた", "2 公園 → 直した"];
    assert_eq!(
        goals(&format!(
            "<table>\n<tr><td>\n{inner}\n<p>注記</p></td></tr>\n</table>\n"
        )),
        rows
    );
    let twice = format!(
        "<table><tr><td colspan=2><table><tr><td>{inner}</td></tr></table></td></tr></table>"
    );
    assert_eq!(goals(&twice), rows);
    // One that does not end lays out nothing.
    let open = "<table><tr><td>重点目標<table><tr><td>1 除雪</td></tr></td></tr></table>\n";
    assert!(
        document(open)
            .parts
            .iter()
            .any(|part| part.text.contains("除雪"))
    );
}

#[test]
fn the_number_of_a_page_parts_nothing() {
    for number in ["- 3 -", "－ 3 －", "3 ページ"] {
        let text = format!(
            "**重点目標**\t1 除雪<br>2 公園\n**取組結果**\t1 進めた\n\n{number}\n\n\t<p>2 直した</p>\n"
        );
        assert_eq!(goals(&text), ["1 除雪 → 進めた", "2 公園 → 直した"]);
        assert_eq!(other(&text), [(None, number.to_owned())]);
        let text = format!("## 重点目標\n1 除雪\n2 公園\n\n{number}\n\n3 窓口\n");
        assert_eq!(goals(&text).len(), 3, "{:?}", goals(&text));
        assert_eq!(other(&text), [(None, number.to_owned())]);
    }
}

#[test]
fn a_sentence_goes_on_behind_its_comma() {
    let text = "**重点目標**\t1 除雪<br>2 公園\n**取組結果**\t<p>1 進めた</p><p>2 道を広げ、</p>\n\n\t<p>直した。</p>\n";
    assert_eq!(
        goals(text),
        ["1 除雪 → 進めた", "2 公園 → 道を広げ、直した。"]
    );
}

#[test]
fn vertical_labels_may_have_figures() {
    let text = "取\n組\n項\n目\n1 除雪\n2 公園\n\n令\n和\n6\n年\n度\nの\n取\n組\nの\n成\n果\n1 進めた\n2 直した\n";
    let document = super::trials::read_kumomi(text);
    let results: Vec<_> = document
        .goals
        .iter()
        .map(|goal| goal.result.as_deref())
        .collect();
    assert_eq!(results, [Some("進めた"), Some("直した")]);
    let text = "取\n組\n項\n目\n除雪\n\n評\n価\n3\n\n取\n組\nの\n成\n果\n進めた\n";
    assert_eq!(
        super::trials::read_kumomi(text).goals[0]
            .mark
            .as_ref()
            .unwrap()
            .raw,
        "3"
    );
    let parts =
        super::document("取\n組\n結\n果\n進\nん\nだ\n\n今\n後\nの\n方\n向\n性\n続ける\n").parts;
    let texts: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(texts, ["取組結果", "進んだ", "今後の方向性", "続ける"]);
}

#[test]
fn a_narrow_cell_has_a_character_a_line() {
    let text = "<table><tr><td>重<br>点<br>目<br>標</td><td>1 除雪<br>2 公園</td></tr>\n\
                <tr><th>現<br>状</th><td>順<br>調</td></tr></table>\n";
    assert_eq!(goals(text).len(), 2);
    assert_eq!(other(text), [(Some("現状".into()), "順調".into())]);
}

#[test]
fn a_label_that_lost_kana_is_read_and_told() {
    let text = "**重点目標**\t1 除雪<br>2 公園\n**取組結果**\t1 進めた<br>2 直した\n今後 方向性\t1 続ける<br>2 続ける\n";
    assert!(
        document(text)
            .goals
            .iter()
            .all(|goal| goal.direction.is_some())
    );
    assert!(problems(text).contains(&"3:1 label-incomplete".to_owned()));
    let text = "**重点目標**\t1 除雪\n今後 動向\t1 続ける\n";
    assert!(!problems(text).join(" ").contains("label-incomplete"));
}

#[test]
fn two_columns_may_come_as_alternating_lines() {
    let text = "重点目標\t取組結果\n\n1 除雪\n1 進めた\n2 公園\n2 直した\n";
    assert_eq!(goals(text), ["1 除雪 → 進めた", "2 公園 → 直した"]);
    assert!(problems(text).join(" ").contains("labels-detached"));
    let odd = "重点目標\t取組結果\n\n1 除雪\n1 進めた\n2 公園\n";
    assert!(goals(odd).is_empty());
}

#[test]
fn printed_lines_of_two_columns_are_put_together() {
    let text = "重点目標\t取組結果\n1 除雪を早く\t1 今年は雪が\n終えます。\t少なかった。\n\t次もする。\n2 公園の\t2 直し\n道を直す。\tた。\n";
    assert_eq!(
        goals(text),
        [
            "1 除雪を早く終えます。 → 今年は雪が少なかった。次もする。",
            "2 公園の道を直す。 → 直した。"
        ]
    );
    assert!(problems(text).join(" ").contains("uncertain-continuation"));
}

#[test]
fn a_tab_behind_a_line_is_no_cell() {
    let text = "# 令和6年度 中央区組織目標\t\n\n重点目標\t\n1 除雪\n2 公園\t\n\n取\t\n組\n結\t\n果\n1 進めた\n2 直した\n";
    assert_eq!(document(text).title, "令和6年度 中央区組織目標");
    assert_eq!(goals(text), ["1 除雪 → 進めた", "2 公園 → 直した"]);
    assert!(other(text).is_empty());
}

#[test]
fn what_seems_to_be_missing_is_told_once() {
    let told = |text: &str| problems(text).join(" ");
    let gap = "**重点目標**\t1 除雪<br>2 公園<br>3 窓口\n**取組結果**\t1 進めた<br>2 直した\n";
    assert!(!told(gap).contains("result-missing"), "it may be blank");
    let loose = format!("{gap}\n窓口を増やした。\n");
    assert!(told(&loose).contains("result-missing"), "{}", told(&loose));
    assert!(
        told("# 令和6年度 中央区組織目標\n**組織名**\t中央区\n\n1 除雪\n").contains("no-goals")
    );
}

#[test]
fn wide_spaces_at_the_end_of_a_line_are_not_seen() {
    let text = "重点目標\n\n1 町を歩く　\nみちを直す。\n2 時間外勤務を減らす。\n\n取　\n組　\n結\n果　\n1 直した。\n";
    let read = [
        "1 町を歩くみちを直す。 → 直した。",
        "2 時間外勤務を減らす。 → –",
    ];
    assert_eq!(goals(text), read);
}

#[test]
fn what_no_label_explains_stands_below_none() {
    let text = "重点目標\n取組結果\n今後の方向性\n\n除雪\n公園\n";
    assert_eq!(other(text), [(None, "除雪\n公園".to_owned())]);
}

#[test]
fn a_dash_alone_is_a_value() {
    let text = "重点目標\n\n1 除雪\n\n取組結果\n\n-  \n";
    assert_eq!(goals(text), ["1 除雪 → -"]);
}
