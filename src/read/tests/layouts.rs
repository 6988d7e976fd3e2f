//! Layouts that were read wrongly once: each test is named after what it prevents.

use super::*;

const TITLE: &str = "# 令和6年度 中央区組織目標\n\n";

/// The goals with their results and directions: 「1 除雪 → 進めた → 続ける」.
fn goals(text: &str) -> Vec<String> {
    let document = document(&format!("{TITLE}{text}"));
    let shown = |goal: &crate::model::Goal| {
        let mut line = format!("{} {}", goal.number.as_deref().unwrap_or("-"), goal.text);
        for more in [&goal.result, &goal.direction].into_iter().flatten() {
            line.push_str(" → ");
            line.push_str(more);
        }
        line.replace('\n', "/")
    };
    document.goals.iter().map(shown).collect()
}

#[test]
fn line_breaks_in_a_cell_part_its_items() {
    let text = "| 組織名 | 中央区 |\n|---|---|\n| 重点目標 | 1 除雪を進めます。<br>2 窓口を改善します。 |\n\
                | 取組結果 | 1 進めました。<br>2 改善しました。 |\n";
    assert_eq!(
        goals(text),
        [
            "1 除雪を進めます。 → 進めました。",
            "2 窓口を改善します。 → 改善しました。"
        ]
    );
}

#[test]
fn a_row_below_continues_the_goal_of_a_table_by_columns() {
    let pipes = "| 番号 | 重点目標 | 取組結果 |\n|---|---|---|\n| 1 | 除雪 | 進めた |\n| | | さらに進めた |\n| 2 | 窓口 | - |\n";
    assert_eq!(goals(pipes), ["1 除雪 → 進めた/さらに進めた", "2 窓口 → -"]);
    let html = "<table><tr><th>重点目標</th><th>取組結果</th></tr><tr><td rowspan=2>1 除雪</td><td>進めた</td></tr>\
                <tr><td>さらに進めた</td></tr><tr><td>2 窓口</td><td>改善した</td></tr></table>";
    assert_eq!(
        goals(html),
        ["1 除雪 → 進めた/さらに進めた", "2 窓口 → 改善した"]
    );
}

#[test]
fn an_indented_line_does_not_end_a_list() {
    let text =
        "## 重点目標\n\n1. 除雪\n\t- 細目\n2. 窓口\n\n## 取組結果\n\n1. 進めた\n2. 改善した\n";
    assert_eq!(goals(text), ["1 除雪/細目 → 進めた", "2 窓口 → 改善した"]);
    let html = "\t<table>\n\t<tr><td>重点目標</td><td>1 除雪</td></tr>\n\t</table>\n";
    assert_eq!(goals(html), ["1 除雪"]);
}

#[test]
fn a_label_is_no_title() {
    let reading = read_as_chuo(
        "組織名：中央区\n\n## 重点目標\n\n1. 除雪\n2. 窓口\n".as_bytes(),
        Some(b"title = \"x\""),
    );
    let document = reading.document.unwrap();
    assert_eq!((document.title.as_str(), document.goals.len()), ("x", 2));
}

#[test]
fn a_table_by_columns_ends_where_the_next_begins() {
    let text = "| 番号 | 重点目標 | 取組結果 |\n|---|---|---|\n| 1 | 除雪 | 進めた |\n\n予算の内訳は次のとおりです。\n\n\
                | 項目 | 予算額 | 備考 |\n|---|---|---|\n| 除雪 | 100 | 継続 |\n";
    assert_eq!(goals(text), ["1 除雪 → 進めた"]);
}

#[test]
fn unknown_columns_do_not_hide_the_known_ones() {
    let text = "| 番号 | 重点目標 | 取組結果 | 担当課 | 予算 |\n|---|---|---|---|---|\n| 1 | 除雪 | 進めた | 建設課 | 100 |\n\
                | 2 | 窓口 | 改善した | 総務課 | 200 |\n";
    assert_eq!(goals(text), ["1 除雪 → 進めた", "2 窓口 → 改善した"]);
    let document = document(&format!("{TITLE}{text}"));
    let other: Vec<_> = document
        .other
        .iter()
        .map(|one| (one.heading.as_deref(), one.text.as_str()))
        .collect();
    assert_eq!(
        other,
        [
            (Some("担当課"), "建設課\n総務課"),
            (Some("予算"), "100\n200")
        ]
    );
}

#[test]
fn cells_that_reach_down_do_not_shift_other_rows() {
    let text = "<table><tr><th>重点目標</th><th>取組結果</th><th>今後の方向性</th></tr>\
                <tr><td rowspan=2>1 除雪</td><td rowspan=2>進めた</td><td rowspan=2>続ける</td></tr><tr></tr>\
                <tr><td>2 窓口</td><td>改善した</td><td>見直す</td></tr></table>";
    assert_eq!(
        goals(text),
        ["1 除雪 → 進めた → 続ける", "2 窓口 → 改善した → 見直す"]
    );
}

#[test]
fn dashes_are_values_below_the_first_row() {
    let text = "| 目標数 | 達成数 |\n|---|---|\n| - | - |\n";
    let document = document(&format!("{TITLE}{text}"));
    let dashes = document
        .parts
        .iter()
        .filter(|part| part.text == "-")
        .count();
    assert_eq!((dashes, document.evaluation), (2, None));
}

#[test]
fn numbered_labels_are_labels() {
    assert_eq!(
        goals("<b>重点目標※1</b>\t1 除雪\n\n※1 市の計画による。\n"),
        ["1 除雪"]
    );
    assert_eq!(
        goals("## 1 重点目標\n\n1. 除雪\n\n## 2 取組結果\n\n1. 進めた\n"),
        ["1 除雪 → 進めた"]
    );
}

#[test]
fn numbers_without_a_space_count_on() {
    let text = "<b>重点目標</b>\t<p>1能登半島地震からの復旧</p><p>2区民の支援</p><p>2030年に向けて</p>\n\
                <b>取組結果</b>\t<p>1復旧しました。</p><p>2支援しました。</p>\n";
    assert_eq!(
        goals(text),
        [
            "1 能登半島地震からの復旧 → 復旧しました。",
            "2 区民の支援/2030年に向けて → 支援しました。"
        ]
    );
}

#[test]
fn goals_of_another_post_do_not_go_on_with_the_last() {
    let text = "## 部長\n\n<b>重点目標</b>\t<p>1 除雪</p>\n\n## 区長\n\n<b>重点目標</b>\t<p>次の目標に取り組みます。</p><p>1 窓口</p>\n";
    assert_eq!(goals(text), ["1 除雪", "1 窓口"]);
}

#[test]
fn emphasis_is_no_footnote() {
    assert_eq!(
        goals("## 重点目標\n\n1. 除雪\n\n## 取組結果\n\n*全体*として進めました。\n"),
        ["1 除雪 → *全体*として進めました。"]
    );
}

#[test]
fn notes_in_cells_are_notes() {
    let text = "<b>重点目標*</b>\t<p>1 除雪</p><p>※重点目標…特に大切なもの。</p>\n";
    assert_eq!(goals(text), ["1 除雪"]);
    assert_eq!(
        document(&format!("{TITLE}{text}")).notes,
        ["※重点目標…特に大切なもの。"]
    );
    assert_eq!(problems(&format!("{TITLE}{text}")), Vec::<String>::new());
}

#[test]
fn labels_with_colons_split_rows_too() {
    let document = document(&format!("{TITLE}組織名：中央区\t区長：見本 太郎\n"));
    assert_eq!(document.heads[0].name, "見本 太郎");
}

#[test]
fn a_bold_label_on_its_own_line_is_no_beginning_of_a_sentence() {
    let document = document(&format!("{TITLE}<b>組織の目的</b>\nまちの活気。\n"));
    assert_eq!(document.purpose.as_deref(), Some("まちの活気。"));
}

#[test]
fn goals_may_be_headings() {
    let text = "## 重点目標\n\n### 1 除雪\n\n体制を整えます。\n\n### 2 窓口\n\n## 取組結果\n\n### 1 除雪\n\n整えました。\n";
    assert_eq!(
        goals(text),
        ["1 除雪/体制を整えます。 → 除雪/整えました。", "2 窓口"]
    );
}

#[test]
fn comments_may_have_blank_lines() {
    let document = document(&format!(
        "{TITLE}<!-- 内部メモ\n\n公表しないこと -->\n\n<b>重点目標</b>\t1 除雪\n"
    ));
    assert!(
        document
            .parts
            .iter()
            .all(|part| !part.text.contains("公表しない")),
        "{:?}",
        document.parts
    );
    assert_eq!(document.goals[0].line, 7);
}

#[test]
fn front_matter_at_the_end_of_the_file_is_no_text() {
    let document = document("+++\ntitle = \"x\"\n+++");
    assert_eq!(document.parts.len(), 0);
}

#[test]
fn tags_that_change_the_meaning_are_told() {
    for tag in ["s", "sup", "sub"] {
        let text = format!("{TITLE}<b>重点目標</b>\t1 10<{tag}>2</{tag}>倍\n");
        assert_eq!(problems(&text).len(), 1, "{tag}");
    }
}

#[test]
fn names_from_the_city_down_agree() {
    let text = "<b>組織名</b>\t新潟市中央区\n<b>重点目標</b>\t1 除雪\n";
    assert_eq!(problems(&format!("{TITLE}{text}")), Vec::<String>::new());
}

#[test]
fn broken_files_end_in_time_that_grows_with_their_size() {
    let repeated = |piece: &str, count: usize| {
        format!("{TITLE}<b>重点目標</b>\t1 一つ。\n{}", piece.repeat(count))
    };
    for text in [
        repeated("・い\n", 20_000),
        repeated("<b>重点目標*</b>\t1 い\n※注\n", 4_000),
        repeated("<table><tr><td>い</td></tr></table>\n", 10_000),
        repeated("<b>取組結果</b>\t99 い\n", 10_000),
        repeated("# 見出し\n<table>\n", 10_000),
        format!(
            "{TITLE}<table>{}</table>",
            "<tr><td colspan=1000 rowspan=1000>い</td></tr>".repeat(2_000)
        ),
    ] {
        let reading = read_as_chuo(text.as_bytes(), None);
        assert!(reading.diagnostics.len() < 1_000);
    }
}

#[test]
fn items_below_an_item_are_no_items_of_their_own() {
    let text = "## 重点目標\n\n1. 除雪\n2. 窓口\n\n## 取組結果\n\n1. 進めた\n2. 改善した\n   1. 内訳い\n   2. 内訳ろ\n";
    assert_eq!(
        goals(text),
        ["1 除雪 → 進めた", "2 窓口 → 改善した/1. 内訳い/2. 内訳ろ"]
    );
    let html = "<b>重点目標</b>\t<ol><li>1 除雪<ol><li>1 歩道</li><li>2 車道</li></ol></li><li>2 窓口</li></ol>\n";
    assert_eq!(goals(html), ["1 除雪/1 歩道/2 車道", "2 窓口"]);
}

#[test]
fn numbers_in_cells_of_their_own_count_the_items() {
    let text = "<table><tr><th rowspan=2>重点目標</th><td>1</td><td>除雪</td></tr><tr><td>2</td><td>窓口</td></tr>\
                <tr><th rowspan=2>取組結果</th><td>①</td><td>進めた</td></tr><tr><td>②</td><td>改善した</td></tr></table>";
    assert_eq!(goals(text), ["1 除雪 → 進めた", "2 窓口 → 改善した"]);
}

#[test]
fn carriage_returns_alone_end_lines() {
    let text = format!("{TITLE}<b>重点目標</b>\t1 除雪\n").replace('\n', "\r");
    assert_eq!(document(&text).goals.len(), 1);
}
