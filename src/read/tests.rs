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
