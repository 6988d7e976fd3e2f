//! Layouts that a trial with real kinds of pages found to be read wrongly.

use super::*;

/// A form with figures and marks.
const FORM: &str = r#"
id = "kumomi"
name = "雲見市"
[[label]]
field = "goals"
text = ["取組項目", "取組"]
[[label]]
field = "goals.result"
text = ["取組の成果", "{年度}の取組の成果"]
[[label]]
field = "indicators.name"
text = ["指標", "成果指標"]
[[label]]
field = "indicators.target"
text = ["目標値"]
[[label]]
field = "indicators.actual"
text = ["実績値"]
[[label]]
field = "mark"
text = ["評価"]
[[scale]]
id = "kumomi-4"
name = "4段階"
[[scale.mark]]
text = ["①"]
[[scale.mark]]
text = ["②"]
[[scale.mark]]
text = ["③"]
"#;

pub(super) fn read_kumomi(text: &str) -> Document {
    let file = TomlFile::parse("forms/kumomi.toml", FORM).unwrap();
    let forms = [Form::new(file.decode::<FormFile>().unwrap()).0];
    let registry = registry();
    let fiscal_year = FiscalYear::from_western(2024);
    let organisation = registry.find("chuo", None, fiscal_year).unwrap();
    let context = Context {
        municipality: "151009",
        forms: &forms,
        registry: &registry,
    };
    let text = format!("# 令和6年度 中央区の取組\n\n{text}");
    let input = Input {
        path: "content/2024/chuo.md",
        bytes: text.as_bytes(),
        sidecar: None,
        fiscal_year,
        organisation: organisation.organisation,
        rivals: &[],
        edition: None,
    };
    read(&input, &context).document.unwrap()
}

/// 「1 灯り → つけた [②] {灯りの数 60 58 ②}」
fn goals(text: &str) -> Vec<String> {
    let document = read_kumomi(text);
    let figure = |figure: &Option<crate::model::Figure>| {
        figure
            .as_ref()
            .map_or("–".to_owned(), |figure| figure.text.clone())
    };
    let shown = |goal: &crate::model::Goal| {
        let mut line = format!("{} {}", goal.number.as_deref().unwrap_or("-"), goal.text);
        if let Some(result) = &goal.result {
            let _ = write!(line, " → {result}");
        }
        if let Some(mark) = &goal.mark {
            let _ = write!(line, " [{}]", mark.raw);
        }
        for one in &goal.indicators {
            let mark = one.mark.as_ref().map_or("", |mark| mark.raw.as_str());
            let (target, actual) = (figure(&one.target), figure(&one.actual));
            let _ = write!(line, " {{{} {target} {actual} {mark}}}", one.name);
        }
        line.replace('\n', "/")
    };
    document.goals.iter().map(shown).collect()
}

#[test]
fn a_row_of_its_own_may_tell_the_result_of_the_goal_above() {
    let text = "| 取組項目 | 指標 | 目標値 | 実績値 |\n|---|---|---|---|\n| 1 灯りをつける | 灯りの数 | 60 | 58 |\n\
                | 取組の成果 | つけた。 | | |\n| 2 公園を直す | 公園の数 | 3 | 2 |\n| 取組の成果 | 直した。 | | |\n";
    assert_eq!(
        goals(text),
        [
            "1 灯りをつける → つけた。 {灯りの数 60 58 }",
            "2 公園を直す → 直した。 {公園の数 3 2 }"
        ]
    );
}

#[test]
fn a_head_may_have_two_rows() {
    let html = "<table><tr><th rowspan=2>取組項目</th><th rowspan=2>成果指標</th><th colspan=2>令和6年度</th><th rowspan=2>評価</th></tr>\n\
                <tr><th>目標値</th><th>実績値</th></tr>\n<tr><td>(1) 浜を掃除する</td><td>掃除の回数（回）</td><td>20</td><td>15</td><td>②</td></tr>\n</table>\n";
    assert_eq!(goals(html), ["1 浜を掃除する {掃除の回数（回） 20 15 ②}"]);
    let tabs = "取組項目\t成果指標\t数値\t\t評価\n\t\t目標値\t実績値\t\n1 浜\t回数\t20\t15\t②\n";
    assert_eq!(goals(tabs), ["1 浜 {回数 20 15 ②}"]);
    let document = read_kumomi(html);
    let indicator = &document.goals[0].indicators[0];
    assert_eq!(indicator.actual.as_ref().unwrap().year, Some(2024));
    let texts: Vec<&str> = document
        .parts
        .iter()
        .map(|part| part.text.as_str())
        .collect();
    for label in [
        "取組項目",
        "成果指標",
        "令和6年度",
        "目標値",
        "実績値",
        "評価",
    ] {
        assert_eq!(
            texts.iter().filter(|text| **text == label).count(),
            1,
            "{label}"
        );
    }
}

#[test]
fn text_ends_a_table_by_columns() {
    let text = "取組項目\t成果指標\t目標値\t実績値\n1 灯りをつける\t灯りの数\t60\t58\n合計\t\t60\t58\n\n予算の内訳\n\n項目\t金額\n灯り\t120万円\n";
    assert_eq!(goals(text), ["1 灯りをつける {灯りの数 60 58 }"]);
    let pages =
        "取組項目\t成果指標\t目標値\t実績値\n1 灯り\t数\t60\t58\n\n- 2 -\n\n2 公園\t数\t3\t2\n";
    assert_eq!(goals(pages).len(), 2, "a page's number parts no table");
}

#[test]
fn numbers_in_turn_are_numbers_of_items() {
    let text = "取組項目\n1 日々の見守り\n2 日本遺産を生かす\n3 月に一度の会\n4 回覧板を見直す\n5 時間を守る\n";
    assert_eq!(goals(text).len(), 5, "{:?}", goals(text));
    let cells = "<b>取組項目</b>\t1 橋<br>2 道<br>3 港\n<b>評価</b>\t1 ②<br>2 ③<br>3 ①\n";
    assert_eq!(goals(cells), ["1 橋 [②]", "2 道 [③]", "3 港 [①]"]);
    let line = "<b>取組項目</b>\t1 灯りをつける。2 公園を直す。3 橋を見る。\n<b>取組の成果</b>\t①つけた。②直した。③見た。\n";
    assert_eq!(
        goals(line),
        [
            "1 灯りをつける。 → つけた。",
            "2 公園を直す。 → 直した。",
            "3 橋を見る。 → 見た。"
        ]
    );
    let below = "<b>取組項目</b>\t<p>1 橋</p><p>2 道</p>\n<b>取組の成果</b>\t<p>1 直した。</p>\n2 減らした。\n";
    assert_eq!(goals(below), ["1 橋 → 直した。", "2 道 → 減らした。"]);
}

#[test]
fn a_mark_behind_its_label_is_no_number() {
    for mark in ["評価：②", "評価　②", "【評価】②"] {
        let text = format!("取組項目1：灯り\n取組の成果：つけた。\n{mark}\n");
        assert_eq!(goals(&text), ["1 灯り → つけた。 [②]"], "{mark}");
    }
}

#[test]
fn a_column_of_numbers_ties_results_to_goals_elsewhere() {
    let text = "| 番号 | 取組項目 |\n|---|---|\n| 1 | 灯り |\n| 2 | 公園 |\n\n| 番号 | 取組の成果 | 評価 |\n|---|---|---|\n\
                | 1 | つけた | ② |\n| 2 | 直した | ③ |\n";
    assert_eq!(goals(text), ["1 灯り → つけた [②]", "2 公園 → 直した [③]"]);
    assert_eq!(read_kumomi(text).preface, None);
}

#[test]
fn a_table_behind_the_last_goal_is_the_documents() {
    let text = "<b>取組項目1</b>\t灯り\n<b>取組の成果</b>\tつけた。\n<b>取組項目2</b>\t公園\n<b>取組の成果</b>\t直した。\n\n※注です。\n\n\
                | 指標 | 目標値 | 実績値 |\n|---|---|---|\n| 満足度 | 80％ | 82％ |\n";
    assert_eq!(goals(text), ["1 灯り → つけた。", "2 公園 → 直した。"]);
    assert_eq!(read_kumomi(text).indicators.len(), 1);
}

#[test]
fn notes_on_lines_of_their_own_are_notes_of_their_own() {
    let text = "取組項目\n1 灯り\n\n※1 市の数。\n注）満足度は推計。\n（注）速報。\n";
    assert_eq!(read_kumomi(text).notes.len(), 3);
}
