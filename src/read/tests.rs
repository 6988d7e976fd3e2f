//! Whole documents, from bytes to fields.
#![allow(clippy::unwrap_used)]

mod demo_columns;
mod demo_labels;
mod demo_lines;
mod layouts;
mod oddities;
mod properties;
mod sidecars;
mod trials;

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
    let year = FiscalYear::from_western(2024);
    let organisation = registry.find("chuo", None, year).unwrap().organisation;
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
        rivals: &[],
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
