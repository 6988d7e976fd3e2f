//! Labels, headings, lists and marks, as the fictional city prints them.

use super::*;

const FORM: &str = r#"
id = "kasumi"
name = "霞市"
[[label]]
field = "heads"
text = ["課長"]
[[label]]
field = "goals.group"
text = ["柱"]
[[label]]
field = "goals"
text = ["重点目標"]
[[label]]
field = "goals.result"
text = ["取組結果", "{年度}の取組結果"]
[[label]]
field = "goals.direction"
text = ["今後"]
[[label]]
field = "goals.mark"
text = ["達成状況"]
[[label]]
field = "scale"
text = ["達成状況の区分"]
[[scale]]
id = "kasumi-3"
name = "3段階"
[[scale.mark]]
text = ["◎"]
[[scale.mark]]
text = ["○"]
[[scale.mark]]
text = ["－"]
"#;

fn reading(text: &str) -> Reading {
    let file = TomlFile::parse("forms/kasumi.toml", FORM).unwrap();
    let own = Form::new(file.decode::<FormFile>().unwrap()).0;
    let forms = [own];
    let registry = registry();
    let fiscal_year = FiscalYear::from_western(2024);
    let organisation = registry.find("chuo", None, fiscal_year).unwrap();
    let context = Context {
        municipality: "151009",
        forms: &forms,
        registry: &registry,
    };
    let input = Input {
        path: "content/2024/chuo.md",
        bytes: text.as_bytes(),
        sidecar: None,
        fiscal_year,
        organisation: organisation.organisation,
        rivals: &[],
        edition: None,
    };
    read(&input, &context)
}

fn kasumi(text: &str) -> Document {
    reading(&format!("# 令和6年度 中央区の目標\n\n{text}"))
        .document
        .unwrap()
}

/// 「1 (柱1 安全) 除雪 → 除いた ⇒ 続ける [○]」
fn goals(text: &str) -> Vec<String> {
    let shown = |goal: &crate::model::Goal| {
        let mut line = goal.number.clone().unwrap_or_else(|| "-".to_owned());
        if let Some(group) = &goal.group {
            let _ = write!(line, " ({group})");
        }
        let _ = write!(line, " {}", goal.text);
        if let Some(result) = &goal.result {
            let _ = write!(line, " → {result}");
        }
        if let Some(direction) = &goal.direction {
            let _ = write!(line, " ⇒ {direction}");
        }
        if let Some(mark) = &goal.mark {
            let _ = write!(line, " [{}]", mark.raw);
        }
        line
    };
    kasumi(text).goals.iter().map(shown).collect()
}

fn others(text: &str) -> Vec<String> {
    let shown = |section: &crate::model::OtherSection| {
        let heading = section.heading.as_deref().unwrap_or("–");
        format!("{heading}: {}", section.text)
    };
    kasumi(text).other.iter().map(shown).collect()
}

#[test]
fn a_pillar_with_its_name_does_not_end_the_list_of_goals() {
    let text = "## 重点目標\n三つに取り組む。\n### 柱1 安全\n1. 除雪\n2. 防火\n### 柱2 福祉\n3. 見守り\n\
        ## 取組結果\n1. 除いた。\n2. 防いだ。\n3. 見守った。\n";
    assert_eq!(
        goals(text),
        [
            "1 (柱1 安全) 除雪 → 除いた。",
            "2 (柱1 安全) 防火 → 防いだ。",
            "3 (柱2 福祉) 見守り → 見守った。"
        ]
    );
    assert_eq!(kasumi(text).preface.as_deref(), Some("三つに取り組む。"));
}

#[test]
fn numbered_headings_go_on_behind_labels_of_their_own() {
    let text = "## 重点目標\n### （１）除雪\n<dl>\n<dt>取組結果</dt><dd>除いた。</dd>\n</dl>\n### （２）防火\n<dl>\n\
        <dt>取組結果</dt><dd>防いだ。</dd>\n</dl>\n### （３）福祉\n#### 取組結果\n見守った。\n### （４）窓口\n## 予算\n4億円\n";
    assert_eq!(
        goals(text),
        [
            "1 除雪 → 除いた。",
            "2 防火 → 防いだ。",
            "3 福祉 → 見守った。",
            "4 窓口"
        ]
    );
    assert_eq!(others(text), ["予算: 4億円"]);
}

#[test]
fn signs_and_brackets_stand_before_labels_too() {
    let squares = "■ 重点目標\n1 除雪をする\n2 防火をする\n\n■ 令和5年度の取組結果\n1 払った。\n\n\
        ■ 取組結果\n1 除いた。\n2 防いだ。\n";
    let brackets = "【重点目標1】除雪をする\n\n【取組結果】除いた。\n\n【重点目標2】防火をする\n\n【取組結果】防いだ。\n";
    let expected = ["1 除雪をする → 除いた。", "2 防火をする → 防いだ。"];
    assert_eq!(goals(squares), expected);
    assert_eq!(goals(brackets), expected);
    assert_eq!(
        others("## 達成状況の区分\n- ◎：上回った\n- ○：できた\n"),
        ["達成状況の区分: ◎：上回った\n○：できた"]
    );
}

#[test]
fn a_list_of_marks_counts_the_goals() {
    for [one, two, three] in [
        ["① ", "② ", "③ "],
        ["(1) ", "(2) ", "(3) "],
        ["1 ", "2 ", "3 "],
        ["１．", "２．", "３．"],
    ] {
        let text = format!(
            "重点目標：\n{one}除雪をする\n{two}防火をする\n{three}9月に開く\n\n達成状況：\n{one}○　\n{two}－\n{three}◎\n\n\
            今後：\n{one}続ける。\n{two}やめる。\t\n{three}9月に開く\n"
        );
        assert_eq!(
            goals(&text),
            [
                "1 除雪をする ⇒ 続ける。 [○]",
                "2 防火をする ⇒ やめる。 [－]",
                "3 9月に開く ⇒ 9月に開く [◎]"
            ]
        );
    }
    assert_eq!(
        goals("<b>重点目標</b>\t① 除雪をする\n<b>達成状況</b>\t① －\n"),
        ["1 除雪をする [－]"]
    );
}

#[test]
fn white_space_behind_a_line_makes_no_row() {
    let text = "## 重点目標\t\n### 1 除雪をする\n### 2 防火をする\t\n\n## 行事\t\n祭り\t\n---\t\n";
    assert_eq!(goals(text), ["1 除雪をする", "2 防火をする"]);
    assert_eq!(others(text), ["行事: 祭り"]);
}

#[test]
fn what_cannot_be_tied_stands_below_its_label() {
    let text = "## 重点目標\n- 除雪をする\n- 防火をする\n## 取組結果\n- 除いた。\n- 防いだ。\n## 行事\n祭り\n";
    assert_eq!(goals(text), ["- 除雪をする", "- 防火をする"]);
    assert_eq!(others(text), ["取組結果: 除いた。\n防いだ。", "行事: 祭り"]);
}

#[test]
fn a_role_has_no_brackets_and_spaces() {
    for text in [
        "■ 課長\n見本 浩\n",
        "【課長】\n見本 浩\n",
        "<b>課 長</b>\t見本 浩\n",
        "課長：見本 浩\n",
    ] {
        let heads = kasumi(text).heads;
        assert_eq!(
            (heads[0].role.as_str(), heads[0].name.as_str()),
            ("課長", "見本 浩")
        );
    }
}

#[test]
fn upright_labels_have_their_year() {
    let text = "重\n点\n目\n標\n\n1 除雪をする\n2 防火をする\n\n令\n和\n5\n年\n度\nの\n取\n組\n結\n果\n\n1 除いた。\n";
    let document = kasumi(text);
    assert_eq!(document.goals.len(), 2);
    let review = &document.goals[0].reviews[0];
    assert_eq!(
        (
            review.text.as_str(),
            review.fiscal_year.map(|year| year.year())
        ),
        ("除いた。", Some(2023))
    );
}

#[test]
fn each_row_of_a_single_column_is_an_item() {
    for sign in ["● ", ""] {
        let text = format!("| 重点目標 |\n|---|\n| {sign}除雪をする |\n| {sign}防火をする |\n");
        assert_eq!(goals(&text), ["- 除雪をする", "- 防火をする"]);
    }
}

#[test]
fn a_tab_at_the_end_of_a_row_is_no_column() {
    let text = "<b>重点目標</b>\t<b>取組結果</b>\t<b>達成状況</b>\n○ 除雪をする\t除いた。\t○\t\n○ 防火をする\t防いだ。\t◎\n\n※注です。\t\n";
    assert_eq!(
        goals(text),
        ["- 除雪をする → 除いた。 [○]", "- 防火をする → 防いだ。 [◎]"]
    );
}
