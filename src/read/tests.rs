//! Whole documents, from bytes to fields.
#![allow(clippy::unwrap_used)]

use std::fmt::Write as _;

use super::*;
use crate::config::{FormFile, OrganisationsFile, TomlFile};
use crate::model::{Field, Language, Role};

const REAL: &[u8] = include_bytes!("../../content/2024/chuo.md");
const REAL_SIDECAR: &[u8] = include_bytes!("../../content/2024/chuo.toml");

fn form() -> Form {
    let text = include_str!("../../forms/niigata.toml");
    Form::new(
        TomlFile::parse("forms/niigata.toml", text)
            .unwrap()
            .decode::<FormFile>()
            .unwrap(),
    )
    .0
}

fn registry() -> Registry {
    let text = include_str!("../../content/organisations.toml");
    let file = TomlFile::parse("content/organisations.toml", text).unwrap();
    Registry::new(file.decode::<OrganisationsFile>().unwrap())
}

fn read_as_chuo(bytes: &[u8], sidecar: Option<&[u8]>) -> Reading {
    let (registry, forms) = (registry(), [form()]);
    let organisation = registry.find("chuo", None).unwrap();
    let context = Context {
        municipality: "151009",
        forms: &forms,
        registry: &registry,
    };
    let sidecar = sidecar.map(|bytes| Sidecar {
        path: "content/2024/chuo.toml",
        bytes,
    });
    let fiscal_year = FiscalYear::from_western(2024);
    let input = Input {
        path: "content/2024/chuo.md",
        bytes,
        sidecar,
        fiscal_year,
        organisation,
        edition: None,
    };
    read(&input, &context)
}

fn document(text: &str) -> Document {
    read_as_chuo(text.as_bytes(), None).document.unwrap()
}

fn problems(text: &str) -> Vec<String> {
    let told = read_as_chuo(text.as_bytes(), None).diagnostics;
    let place = |diagnostic: &Diagnostic| {
        let span = diagnostic
            .location
            .as_ref()
            .and_then(|location| location.span.clone());
        span.map_or_else(String::new, |span| {
            format!("{}:{} ", span.line, span.column)
        })
    };
    told.iter()
        .map(|one| format!("{}{}", place(one), one.problem.code()))
        .collect()
}

#[test]
fn the_real_document_is_read_whole() {
    let reading = read_as_chuo(REAL, Some(REAL_SIDECAR));
    let document = reading.document.unwrap();
    insta::assert_json_snapshot!("real_document", document);

    let heads: Vec<_> = document
        .heads
        .iter()
        .map(|head| (head.role.as_str(), head.name.as_str()))
        .collect();
    assert_eq!(heads, [("部長", "佐久間 なおみ")]);
    assert_eq!(document.policy_indicators.len(), 5);
    assert!(document.policy_indicators[0].starts_with("関係人口の創出につながる"));
    assert_eq!(document.goals.len(), 4);
    for (index, goal) in document.goals.iter().enumerate() {
        assert_eq!(goal.id.as_str(), (index + 1).to_string());
        assert!(
            goal.result.is_some() && goal.direction.is_some(),
            "{}",
            goal.id
        );
        assert_eq!(goal.line, 13);
    }
    let evaluation = document.evaluation.unwrap();
    assert_eq!((evaluation.goals, evaluation.achieved), (Some(4), Some(4)));
    assert_eq!(document.notes.len(), 2);
    assert!(document.other.is_empty(), "{:?}", document.other);
    let label = document
        .parts
        .iter()
        .find(|part| part.field == Some(Field::PolicyIndicators))
        .unwrap();
    assert_eq!((label.role, label.note), (Role::Label, Some(0)));
}

#[test]
fn the_real_document_gives_no_false_alarm() {
    let mut page = String::new();
    for diagnostic in read_as_chuo(REAL, Some(REAL_SIDECAR)).diagnostics {
        let record = diagnostic.record(Language::Japanese);
        let _ = writeln!(
            page,
            "{:?}:{:?} {} {}",
            record.line, record.column, record.code, record.message
        );
    }
    insta::assert_snapshot!("real_document_diagnostics", page);
}

#[test]
fn a_pipe_table_is_read_as_rows() {
    let document = document(
        "# 令和6年度 中央区組織目標\n\n| 組織名 | 中央区 | 区長 | 見本 太郎 |\n|---|---|---|---|\n| 組織の目的・方向性 | まちの活気 | | |\n\
         | 重点目標 | 1 除雪を進めます。<br>2 窓口を改善します。 | | |\n| | 3 公園を整えます。 | | |\n| 取組結果 | (1) 進めました。 | | |\n",
    );
    assert_eq!(
        document.heads,
        [crate::model::Head {
            role: "区長".into(),
            name: "見本 太郎".into()
        }]
    );
    assert_eq!(document.purpose.as_deref(), Some("まちの活気"));
    assert!(document.goals.len() >= 2);
    assert_eq!(document.goals.last().unwrap().text, "公園を整えます。");
}

#[test]
fn an_html_table_is_laid_out_before_it_is_read() {
    let document = document(
        "# 令和6年度 中央区組織目標\n<table>\n<tr><th>組織名</th><td>中央区</td><th>部長</th><td>見本 花子</td></tr>\n\
         <tr><th rowspan=\"2\">重点目標</th><td colspan=\"3\"><p>1 除雪を進めます。</p></td></tr>\n\
         <tr><td colspan=\"3\"><p>2 窓口を改善します。</p></td></tr>\n\
         <tr><th>取組結果</th><td colspan=\"3\"><p>2 改善しました。</p><p>1 進めました。</p></td></tr>\n</table>\n",
    );
    let goals: Vec<_> = document
        .goals
        .iter()
        .map(|goal| (goal.text.as_str(), goal.result.as_deref()))
        .collect();
    assert_eq!(
        goals,
        [
            ("除雪を進めます。", Some("進めました。")),
            ("窓口を改善します。", Some("改善しました。"))
        ]
    );
}

#[test]
fn a_table_with_a_row_of_labels_is_read_by_columns() {
    let document = document(
        "# 令和6年度 中央区組織目標\n\n| 番号 | 重点目標 | 取組結果 | 今後の方向性 |\n|---|---|---|---|\n\
         | 1 | 除雪を進めます。 | 進めました。 | 続けます。 |\n| 2 | 窓口を改善します。 | | 続けます。 |\n",
    );
    let goals: Vec<_> = document
        .goals
        .iter()
        .map(|goal| {
            (
                goal.number.as_deref(),
                goal.text.as_str(),
                goal.result.as_deref(),
                goal.direction.as_deref(),
            )
        })
        .collect();
    assert_eq!(
        goals,
        [
            (
                Some("1"),
                "除雪を進めます。",
                Some("進めました。"),
                Some("続けます。")
            ),
            (Some("2"), "窓口を改善します。", None, Some("続けます。")),
        ]
    );
}

#[test]
fn headings_and_lists_are_read_too() {
    let text = "# 令和6年度 中央区組織目標\n\n組織名：中央区\n区長：見本 太郎\n\n## 重点目標\n\n次の目標に取り組みます。\n\n\
                1. 除雪を進めます。\n2. 窓口を改善します。\n\n## 取組結果\n\n1. 進めました。\n   - 細かな結果\n2. 改善しました。\n\n\
                ## 今後の予定\n\n未定です。\n";
    let document = document(text);
    assert_eq!(
        document.preface.as_deref(),
        Some("次の目標に取り組みます。")
    );
    assert_eq!(document.heads[0].name, "見本 太郎");
    let goals: Vec<_> = document
        .goals
        .iter()
        .map(|goal| (goal.text.as_str(), goal.result.as_deref()))
        .collect();
    assert_eq!(
        goals,
        [
            ("除雪を進めます。", Some("進めました。\n細かな結果")),
            ("窓口を改善します。", Some("改善しました。")),
        ]
    );
    let other: Vec<_> = document
        .other
        .iter()
        .map(|other| (other.heading.as_deref(), other.text.as_str()))
        .collect();
    assert_eq!(other, [(Some("今後の予定"), "未定です。")]);
    assert_eq!(problems(text), Vec::<String>::new());
}

#[test]
fn encodings_and_line_ends_do_not_change_what_is_read() {
    let plain = document(std::str::from_utf8(REAL).unwrap());
    let texts = |document: &Document| {
        document
            .parts
            .iter()
            .map(|part| part.text.clone())
            .collect::<Vec<_>>()
    };
    let crlf = String::from_utf8_lossy(REAL).replace('\n', "\r\n");
    let bom = format!("\u{feff}{crlf}");
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode(std::str::from_utf8(REAL).unwrap());
    let (euc_jp, _, _) = encoding_rs::EUC_JP.encode(std::str::from_utf8(REAL).unwrap());
    for bytes in [crlf.as_bytes(), bom.as_bytes(), &shift_jis, &euc_jp] {
        let document = read_as_chuo(bytes, None).document.unwrap();
        assert_eq!(texts(&document), texts(&plain));
        assert_eq!(document.goals, plain.goals);
    }
    let told = read_as_chuo(&shift_jis, None).diagnostics;
    assert_eq!(
        told[0].problem,
        Problem::ConvertedEncoding {
            encoding: "Shift_JIS".to_owned()
        }
    );
}

#[test]
fn what_is_odd_is_told_with_its_place() {
    let cases = [
        (
            "counts",
            "<b>重点目標</b>\t1 一つ。\n<b>目標数</b>\t2\t<b>達成数</b>\t3",
            "2:12 counts-disagree 2:25 achieved-exceeds-goals",
        ),
        (
            "count",
            "<b>重点目標</b>\t1 一つ。\n<b>目標数</b>\t多数",
            "2:12 count-not-number",
        ),
        (
            "missing",
            "<b>重点目標</b>\t1 一つ。\n<b>取組結果</b>\t2 二つ目。",
            "2:13 goal-missing",
        ),
        (
            "unassigned",
            "<b>重点目標</b>\t<p>1 一つ。</p><p>2 二つ。</p>\n<b>取組結果</b>\t全体として進めました。",
            "2:13 unassigned-text",
        ),
        (
            "repeated",
            "<b>重点目標</b>\t<p>1 一つ。</p><p>1 二つ。</p>",
            "1:28 goal-number-repeated",
        ),
        (
            "label",
            "<b>重点目標</b>\t1 一つ。\n<b>取組結界</b>\tある。",
            "2:4 unknown-label",
        ),
        ("space", "<b>重 点 目 標</b>\t1 一つ。", "1:4 space-in-word"),
        (
            "organisation",
            "<b>組織名</b>\t西区",
            "1:12 organisation-disagrees",
        ),
        (
            "year",
            "# 令和5年度 中央区組織目標",
            "no-form-fits 1:3 year-disagrees",
        ),
        (
            "footnote",
            "<b>重点目標*</b>\t1 一つ。",
            "1:4 footnote-without-note",
        ),
        (
            "tag",
            "<b>重点目標</b>\t1 <blink>一つ</blink><script>二つ</script>。",
            "1:32 dropped-tag",
        ),
        (
            "table",
            "<table><tr><td>重点目標</td><td>1 一つ。</td></tr>",
            "1:1 unclosed-table",
        ),
        (
            "continuation",
            "<b>部長</b>\t見本 太郎\n\t見本 花子",
            "1:4 head-role 2:2 uncertain-continuation",
        ),
        (
            "front matter",
            "+++\ntitle = \"題\"\n# 題",
            "no-form-fits 1:1 unclosed-front-matter",
        ),
        ("empty", "", "empty-document"),
    ];
    let mut page = String::new();
    for (name, text, _) in cases {
        let _ = writeln!(page, "{name}: {}", problems(text).join(" "));
    }
    let wanted: String = cases
        .iter()
        .map(|(name, _, problems)| format!("{name}: {problems}\n"))
        .collect();
    assert_lines(&page, &wanted);
}

fn assert_lines(found: &str, wanted: &str) {
    let mut differing = String::new();
    for (found, wanted) in found.lines().zip(wanted.lines()) {
        if found != wanted {
            let _ = writeln!(differing, "found  {found}\nwanted {wanted}");
        }
    }
    assert!(
        differing.is_empty() && found.lines().count() == wanted.lines().count(),
        "{differing}"
    );
}

#[test]
fn accepted_diagnostics_are_silent_and_useless_ones_are_told() {
    let sidecar = "[[accept]]\ncode = \"probable-misreading\"\nline = 13\nreason = \"原本のとおり\"\n\
                   [[accept]]\ncode = \"head-role\"\nreason = \"様式のとおり\"\n\
                   [[accept]]\ncode = \"space-in-word\"\nline = 1\nreason = \"古い\"\n";
    let told = read_as_chuo(REAL, Some(sidecar.as_bytes())).diagnostics;
    let codes: Vec<String> = told.iter().map(|one| one.problem.code()).collect();
    assert_eq!(codes, ["accept-unmatched"]);
    let location = told[0].location.as_ref().unwrap();
    assert_eq!(
        (location.file.as_str(), location.span.as_ref().unwrap().line),
        ("content/2024/chuo.toml", 8)
    );
}

#[test]
fn settings_are_merged_and_may_not_contradict() {
    let text = "+++\ntitle = \"別の題\"\npublished = 2024-05-31\n+++\n# 令和6年度 中央区組織目標\n";
    let reading = read_as_chuo(
        text.as_bytes(),
        Some(b"modified = \"2024-06-01\"\ndraft = true"),
    );
    let document = reading.document.unwrap();
    assert_eq!(document.title, "別の題");
    assert_eq!(document.published.unwrap().to_string(), "2024-05-31");
    assert_eq!(document.modified.unwrap().to_string(), "2024-06-01");
    assert!(document.draft);
    assert_eq!(document.parts[0].line, 5);
    let twice = read_as_chuo(
        text.as_bytes(),
        Some(b"title = \"x\"\npublishd = 1\nmodified = \"2024-13-01\""),
    );
    let codes: Vec<String> = twice
        .diagnostics
        .iter()
        .map(|one| one.problem.code())
        .collect();
    assert_eq!(
        codes,
        [
            "no-form-fits",
            "key-given-twice",
            "unknown-key",
            "invalid-value"
        ]
    );
}

mod properties {
    use proptest::prelude::*;

    use super::*;

    /// Pieces of documents as they occur, and what breaks them.
    fn fragment() -> impl Strategy<Value = String> {
        let words = prop::sample::select(vec![
            "組織名",
            "中央区",
            "重点目標",
            "取組結果",
            "今後の方向性",
            "目標数",
            "4",
            "達成数",
            "※注",
            "1 一つ目。",
            "2 二つ目。",
            "・項目",
            "① 丸",
            "(1) 括弧",
            "未知のラベル",
            "<達成>",
            "a < b",
            "&amp;",
            "&nosuch;",
            "**太字**",
            "*",
            "\\*",
            "佐久間 なおみ",
            "２０３０",
            "～〜∼",
            "!!!",
            "|",
            "\\|",
            "+++",
            "---",
            "# ",
            "## 評価",
            "<b",
            "</",
            "<td",
            "\"'",
            "{{ x }}",
        ]);
        let markup = prop::sample::select(vec![
            "\t",
            "\n",
            "\n\n",
            "\t\t",
            "<b>",
            "</b>",
            "<p>",
            "</p>",
            "<br>",
            "<ul>",
            "</ul>",
            "<li>",
            "</li>",
            "| ",
            " |\n",
            "<table>",
            "</table>",
            "<tr>",
            "</tr>",
            "<td>",
            "</td>",
            "<td rowspan=2>",
            "<th colspan=3>",
            "<script>",
            "</script>",
            "<p style=\"writing-mode: vertical-rl\">",
            " ",
            "\u{3000}",
            "\r\n",
            "- ",
            "<img alt=\"絵\">",
        ]);
        prop_oneof![3 => words.prop_map(str::to_owned), 3 => markup.prop_map(str::to_owned), 1 => "[ぁ-んァ-ン一-龠]{1,6}"]
    }

    fn source() -> impl Strategy<Value = String> {
        prop::collection::vec(fragment(), 0..60).prop_map(|fragments| fragments.concat())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

        /// Japanese text is never markup: every such character of the source stands in the parts, as often as in the source.
        #[test]
        fn nothing_is_lost_from_source_to_parts(text in source()) {
            let reading = read_as_chuo(text.as_bytes(), None);
            let document = reading.document.unwrap();
            let japanese = |text: &str| text.chars().filter(|c| ayumi_japanese::kana::is_kana(*c) || ayumi_japanese::kana::is_kanji(*c)).collect::<String>();
            let parts: String = document.parts.iter().map(|part| part.text.as_str()).collect();
            // Front matter is settings, not text.
            prop_assume!(!text.starts_with("+++"));
            let sorted = |text: &str| {
                let mut all: Vec<char> = japanese(text).chars().collect();
                all.sort_unstable();
                all
            };
            prop_assert_eq!(sorted(&text), sorted(&parts), "{}", text);
        }

        #[test]
        fn any_text_is_read_without_panic(text in "\\PC{0,200}") {
            let reading = read_as_chuo(text.as_bytes(), None);
            let document = reading.document.unwrap();
            for part in &document.parts {
                prop_assert!(!part.text.trim().is_empty());
                prop_assert!(part.line >= 1);
                prop_assert!(text.get(part.span.clone()).is_some());
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
            let reading = read_as_chuo(&bytes, None);
            let refused = reading.diagnostics.iter().any(|one| one.severity() == Severity::Error);
            prop_assert!(reading.document.is_some() || refused);
        }
    }
}
