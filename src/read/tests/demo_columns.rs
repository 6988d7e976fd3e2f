//! Tables by columns, as offices print and paste them.

use super::*;

/// A form with goals in rows, their figures and one column for all marks.
const FORM: &str = r#"
id = "shiomi"
name = "潮見市"
[[label]]
field = "goals.group"
text = ["基本方針"]
[[label]]
field = "goals"
text = ["施策"]
[[label]]
field = "goals.result"
text = ["ふりかえり"]
[[label]]
field = "indicators.name"
text = ["指標"]
[[label]]
field = "indicators.baseline"
text = ["現状値"]
[[label]]
field = "indicators.target"
text = ["目標値"]
[[label]]
field = "indicators.actual"
text = ["実績値"]
[[label]]
field = "indicators"
text = ["数値"]
[[label]]
field = "mark"
text = ["評価"]
[[label]]
field = "other"
text = ["担当課"]
"#;

fn read_bare(text: &str) -> Document {
    let file = TomlFile::parse("forms/shiomi.toml", FORM).unwrap();
    let forms = [Form::new(file.decode::<FormFile>().unwrap()).0];
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
    read(&input, &context).document.unwrap()
}

fn read_shiomi(text: &str) -> Document {
    read_bare(&format!("# 令和6年度 中央区の施策\n\n{text}"))
}

/// Each goal: its pillar, its text, its mark and its indicators with target, actual and mark.
fn told(document: &Document) -> Vec<String> {
    let goal = |goal: &crate::model::Goal| {
        let mut told = format!(
            "{}/{}/{}",
            goal.group.as_deref().unwrap_or("–"),
            goal.text,
            goal.mark.as_ref().map_or("–", |mark| &mark.raw)
        );
        for indicator in &goal.indicators {
            let text = |figure: &Option<crate::model::Figure>| {
                figure
                    .as_ref()
                    .map_or("–", |figure| &figure.text)
                    .to_owned()
            };
            told += &format!(
                "; {}: {} {} {}",
                indicator.name,
                text(&indicator.target),
                text(&indicator.actual),
                indicator.mark.as_ref().map_or("–", |mark| &mark.raw)
            );
        }
        told
    };
    document.goals.iter().map(goal).collect()
}

#[test]
fn labels_stand_in_two_rows_below_a_word_for_all() {
    let text = "<table><tr><th rowspan=2>施策</th><th rowspan=2>指標</th><th colspan=3>数値</th>\
                <th rowspan=2>評価</th><th rowspan=2>担当課</th></tr>\n\
                <tr><th>現状値</th><th>目標値</th><th>実績値</th></tr>\n\
                <tr><td>1 浜を掃く</td><td>回数</td><td>1回</td><td>3回</td><td>2回</td><td>B</td><td>海岸課</td></tr>\n\
                </table>";
    let document = read_shiomi(text);
    assert_eq!(told(&document), ["–/浜を掃く/–; 回数: 3回 2回 B"]);
    let baseline = document.goals[0].indicators[0].baseline.as_ref().unwrap();
    assert_eq!(baseline.text, "1回");
    assert_eq!(document.other.len(), 1);
    assert_eq!(document.other[0].heading.as_deref(), Some("担当課"));
    assert_eq!(document.other[0].text, "海岸課");
}

#[test]
fn a_pasted_sheet_has_a_title_pillars_and_notes_between_its_tabs() {
    for before in ["", "\t", "\t\t"] {
        let lines = [
            "令和6年度 中央区の施策\t\t\t\t",
            "施策\t指標\t目標値\t実績値\t評価",
            "基本方針1\t安全なまち\t\t\t",
            "1 浜を掃く\t回数\t3回\t2回\tB",
            "\t人数\t30人\t40人\tA",
            "基本方針2\t楽しいまち\t\t\t",
            "2 祭りをする\t客\t10人\t9人\tB",
            "\t\t\t\t",
            "※数字は3月のものです。\t\t\t\t",
        ];
        let text: String = lines
            .iter()
            .map(|line| format!("{before}{line}\t\t\t\n"))
            .collect();
        let document = read_bare(&text);
        assert_eq!(document.title, "令和6年度 中央区の施策");
        assert_eq!(
            told(&document),
            [
                "基本方針1 安全なまち/浜を掃く/–; 回数: 3回 2回 B; 人数: 30人 40人 A",
                "基本方針2 楽しいまち/祭りをする/–; 客: 10人 9人 B"
            ]
        );
        assert_eq!(document.notes, ["※数字は3月のものです。"]);
        assert!(document.other.is_empty(), "{:?}", document.other);
    }
}

#[test]
fn a_mark_beside_no_indicator_is_the_goals() {
    let text =
        "施策\t指標\t目標値\t実績値\t評価\n1 浜を掃く\t\t\t\tA\n2 祭りをする\t客\t10人\t9人\tB\n";
    assert_eq!(
        told(&read_shiomi(text)),
        ["–/浜を掃く/A", "–/祭りをする/–; 客: 10人 9人 B"]
    );
}

#[test]
fn labels_that_come_back_head_the_same_table() {
    let tabs = "施策\t指標\t目標値\t実績値\t評価\n1 浜を掃く\t回数\t3回\t2回\tB\n\n---\n\n\
                施策\t指標\t目標値\t実績値\t評価\n\t人数\t30人\t40人\tA\n2 祭りをする\t客\t10人\t9人\tB\n";
    let expected = [
        "–/浜を掃く/–; 回数: 3回 2回 B; 人数: 30人 40人 A",
        "–/祭りをする/–; 客: 10人 9人 B",
    ];
    assert_eq!(told(&read_shiomi(tabs)), expected);
    let pipes: String = tabs
        .lines()
        .map(|line| match line.matches('\t').count() {
            0 => format!("{line}\n"),
            _ if line.starts_with("施策") => {
                format!("| {} |\n|---|---|---|---|---|\n", line.replace('\t', " | "))
            }
            _ => format!("| {} |\n", line.replace('\t', " | ")),
        })
        .collect();
    assert_eq!(told(&read_shiomi(&pipes)), expected);
    let pillar = tabs
        .replace("1 浜を", "基本方針1\t安全なまち\t\t\t\n1 浜を")
        .replace("---", "- 2 -");
    let groups: Vec<String> = told(&read_shiomi(&pillar));
    assert!(
        groups
            .iter()
            .all(|goal| goal.starts_with("基本方針1 安全なまち/")),
        "{groups:?}"
    );
}

#[test]
fn a_new_name_behind_figures_is_another_indicator() {
    let text = "## 施策\n\n### 1 浜を掃く\n\n<dl>\n<dt>指標</dt><dd>回数</dd>\n<dt>目標値</dt><dd>3回</dd>\n\
                <dt>実績値</dt><dd>2回</dd>\n<dt>指標</dt><dd>人数</dd>\n<dt>目標値</dt><dd>30人</dd>\n\
                <dt>実績値</dt><dd>40人</dd>\n</dl>\n";
    assert_eq!(
        told(&read_shiomi(text)),
        ["–/浜を掃く/–; 回数: 3回 2回 –; 人数: 30人 40人 –"]
    );
}

#[test]
fn tabs_behind_the_labels_do_not_hide_them() {
    let text = "施策\tふりかえり\t\n1 浜を掃く\t掃いた\n2 祭りをする\t祭った\n";
    let document = read_shiomi(text);
    assert_eq!(told(&document), ["–/浜を掃く/–", "–/祭りをする/–"]);
    assert_eq!(document.goals[1].result.as_deref(), Some("祭った"));
}

#[test]
fn rows_that_lost_their_ends_stand_below_labels_of_which_one_is_unknown() {
    let text = "施策\t指標\t目標値\t実績値\t評価\t窓口\n1 浜を掃く\t回数\t3回\t2回\n\t人数\t30人\t40人\tA\n";
    assert_eq!(
        told(&read_shiomi(text)),
        ["–/浜を掃く/–; 回数: 3回 2回 –; 人数: 30人 40人 A"]
    );
}

#[test]
fn a_note_on_a_line_with_tabs_is_a_note() {
    let text = "施策\t浜を掃く\n担当課\t海岸課\n※数字は3月のものです。\t\n";
    let document = read_shiomi(text);
    assert_eq!(document.notes, ["※数字は3月のものです。"]);
    assert_eq!(document.other[0].text, "海岸課");
}

#[test]
fn a_table_below_the_heading_of_a_goal_is_of_that_goal() {
    let text = "## 施策1\n\n浜を掃く\n\n### ふりかえり\n\n掃いた\n\n## 施策2\n\n祭りをする\n\n\
                | 指標 | 目標値 | 実績値 |\n|---|---|---|\n| 客 | 10人 | 9人 |\n\n### ふりかえり\n\n祭った\n";
    assert_eq!(
        told(&read_shiomi(text)),
        ["–/浜を掃く/–", "–/祭りをする/–; 客: 10人 9人 –"]
    );
}

#[test]
fn a_table_inside_one_that_lays_out_the_page_has_all_its_indicators() {
    let row = |cells: &[&str]| {
        let cells: String = cells
            .iter()
            .map(|cell| format!("<td><p>{cell}</p></td>"))
            .collect();
        format!("<tr>{cells}</tr>\n")
    };
    let goal = |number: &str, text: &str| {
        format!(
            "<tr><td>\n<table>\n{}{}{}{}</table>\n<p>&nbsp;</p>\n</td></tr>\n",
            row(&[&format!("施策{number}"), text]),
            row(&["指標", "回数", "目標値", "3回", "実績値", "2回"]),
            row(&["指標", "人数", "目標値", "30人", "実績値", ""]),
            row(&["担当課", "海岸課"]),
        )
    };
    let text = format!(
        "<table>\n{}{}</table>\n",
        goal("1", "浜を掃く"),
        goal("2", "祭りをする")
    );
    let document = read_shiomi(&text);
    assert_eq!(
        told(&document),
        [
            "–/浜を掃く/–; 回数: 3回 2回 –; 人数: 30人  –",
            "–/祭りをする/–; 回数: 3回 2回 –; 人数: 30人  –"
        ]
    );
}

#[test]
fn rows_may_have_more_tabs_at_their_ends_than_the_head() {
    let text = "\t施策\t指標\t目標値\t実績値\t\t\n\t1 浜を掃く\t回数\t3回\t2回\t\t\t\n\t\t人数\t30人\t25人\t\t\n";
    let document = read_shiomi(text);
    assert_eq!(
        told(&document),
        ["–/浜を掃く/–; 回数: 3回 2回 –; 人数: 30人 25人 –"]
    );
}

#[test]
fn a_sentence_with_a_bullet_is_no_pillar() {
    let text = "施策\t実績値\n● 浜を掃く。\t2回\n● 祭りをする。\t\n";
    let document = read_shiomi(text);
    assert_eq!(document.goals.len(), 2);
    assert_eq!(document.goals[1].text, "祭りをする。");
}

#[test]
fn a_table_below_the_last_of_several_headings_is_of_its_goal() {
    let text = "## 施策1\n\n浜を掃く\n\n## 施策2\n\n祭りをする\n\n| 指標 | 目標値 | 実績値 |\n|---|---|---|\n| 客 | 10人 |  |\n";
    assert_eq!(
        told(&read_shiomi(text)),
        ["–/浜を掃く/–", "–/祭りをする/–; 客: 10人  –"]
    );
}
