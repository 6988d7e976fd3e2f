//! What holds for all tables, whatever they hold.

use proptest::prelude::*;
use serde_json::Value;

use super::codes::codes_of;
use super::describe::{data_package, tables_schema};
use super::*;

fn records(table: &Table) -> Vec<&'static str> {
    table.columns(false).map(|column| column.name).collect()
}

#[test]
fn names_are_plain_and_each_there_once() {
    for table in TABLES {
        let names = records(table);
        for (at, name) in names.iter().enumerate() {
            let plain =
                |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_';
            assert!(name.bytes().all(plain), "{name}");
            assert!(!names[..at].contains(name), "{}: {name}", table.name);
        }
        assert_eq!(names[0], "municipality_code", "{}", table.name);
        for key in table.key {
            assert!(names.contains(key), "{}: {key}", table.name);
        }
    }
}

#[test]
fn references_lead_to_columns_and_code_columns_to_codes() {
    for table in TABLES {
        for reference in table.references {
            let other = TABLES
                .into_iter()
                .find(|other| other.name == reference.table);
            assert!(records(table).contains(&reference.column));
            assert!(other.is_some_and(|other| other.key == [reference.to]));
        }
        for column in table.columns(false) {
            assert!(column.says.japanese != column.says.english);
            if let Kind::Code(list) = column.kind {
                assert!(codes_of(list).count() > 0, "{list}");
            }
        }
    }
    let used = |list: &'static str| {
        let mut columns = TABLES.into_iter().flat_map(|table| table.columns(false));
        columns.any(|column| column.kind == Kind::Code(list))
    };
    for entry in code_entries() {
        assert!(used(entry.list), "no column uses {}", entry.list);
    }
}

#[test]
fn what_is_real_and_what_is_fictional_differ_by_one_column() {
    for table in TABLES {
        let real = table.columns(false).count();
        let last = table.columns(true).last();
        assert_eq!(table.columns(true).count(), real + 1);
        assert!(last.is_some_and(|column| column.name == "fictional" && column.required));
    }
    assert_eq!(tables_schema(true)["fictional"], true);
    assert!(tables_schema(false).get("fictional").is_none());
}

/// A table of texts.
static TEXTS: Table = Table {
    name: "texts",
    title: Words {
        japanese: "文",
        english: "Texts",
    },
    says: Words {
        japanese: "文です。",
        english: "Texts.",
    },
    key: &[],
    references: &[],
    groups: &[&[
        column::prose("one", "一", "one"),
        column::prose("two", "二", "two"),
    ]],
};

/// CSV and JSON of rows of two texts.
fn written(rows: &[[String; 2]]) -> (String, Value) {
    let encoder = Encoder { fictional: false };
    let mut lines = Lines::default();
    for [one, two] in rows {
        let record = vec![("one", one.into()), ("two", two.into())];
        encoder.add(&mut lines, &TEXTS, record);
    }
    assert_eq!(lines.rows, rows.len());
    let csv = encoder.csv_head(&TEXTS) + &String::from_utf8(lines.csv).unwrap_or_default();
    let json = String::from_utf8(lines.json).unwrap_or_default();
    let json = encoder.json_head(&TEXTS, "151009")
        + json.strip_prefix(',').unwrap_or_default()
        + Encoder::JSON_END;
    (csv, serde_json::from_str(&json).unwrap_or_default())
}

fn any_text() -> impl Strategy<Value = String> {
    prop_oneof![
        any::<String>(),
        "[ -~]{0,12}",
        "[,\"\r\n\t =+@'|;-]{0,8}",
        "[\u{0}-\u{1f}\u{7f}-\u{9f}\u{2028}\u{2029}\u{feff}あ]{0,8}",
    ]
}

proptest! {
    /// A reader of another make gives back what was written, and one record is one line.
    #[test]
    fn any_text_comes_back_from_csv_and_json(
        rows in proptest::collection::vec([any_text(), any_text()], 0..8)
    ) {
        let (csv, json) = written(&rows);
        let csv = csv.strip_prefix(BYTE_ORDER_MARK);
        let csv = csv.ok_or_else(|| TestCaseError::fail("no byte order mark"))?;
        prop_assert_eq!(csv.split_terminator("\r\n").count(), rows.len() + 1);
        prop_assert_eq!(csv.split_terminator(['\r', '\n']).filter(|line| !line.is_empty()).count(), rows.len() + 1);
        let mut reader = csv::ReaderBuilder::new().from_reader(csv.as_bytes());
        let header = reader.headers().cloned().unwrap_or_default();
        prop_assert_eq!(header, csv::StringRecord::from(vec!["one", "two"]));
        let read: Vec<csv::StringRecord> = reader.records().filter_map(Result::ok).collect();
        prop_assert_eq!(read.len(), rows.len());
        for (at, row) in rows.iter().enumerate() {
            for (cell, text) in row.iter().enumerate() {
                let folded = fold(text);
                prop_assert_eq!(&read[at][cell], &*folded);
                let kept = &json["rows"][at][["one", "two"][cell]];
                let expected = if text.is_empty() { Value::Null } else { text.as_str().into() };
                prop_assert_eq!(kept, &expected);
            }
        }
    }

    #[test]
    fn folded_texts_are_one_line_and_stay_so(text in any_text()) {
        let folded = fold(&text).into_owned();
        prop_assert!(!folded.chars().any(|c| c != '\t' && c.is_control()));
        prop_assert_eq!(folded.lines().count(), usize::from(!folded.is_empty()));
        prop_assert_eq!(fold(&folded), folded.as_str());
    }
}

#[test]
fn line_breaks_become_visible() {
    assert_eq!(fold("一\r\n二\n三\r四\u{2028}五"), "一 / 二 / 三 / 四 / 五");
    assert_eq!(fold("A\tB\u{0}"), "A\tB\u{fffd}");
}

#[test]
fn signs_at_the_beginning_stay_as_they_are() {
    let rows =
        ["-", "=1+1", "+3", "@a", "△3", "N/A", " x "].map(|text| [text.to_owned(), String::new()]);
    let (csv, _) = written(&rows);
    let lines: Vec<&str> = csv.lines().skip(1).collect();
    assert_eq!(
        lines,
        ["-,", "=1+1,", "+3,", "@a,", "△3,", "N/A,", "\" x \","]
    );
}

#[test]
fn a_licence_is_named_only_if_each_text_has_one() {
    use super::describe::{Package, Summary};
    let settings: Result<crate::config::Settings, _> = toml::from_str(
        "[site]\ntitle = \"見本\"\npublisher = \"会\"\nofficial = false\n\
         [archive]\nmunicipality = \"見本市\"\ncode = \"151009\"\n",
    );
    let Ok(settings) = settings else {
        panic!("{settings:?}")
    };
    let package = |licences: &[&str], unlicensed| {
        let summary = Summary {
            licences: licences.iter().map(|one| ((*one).to_owned(), 1)).collect(),
            unlicensed,
            ..Summary::default()
        };
        let package = Package {
            settings: &settings,
            as_of: None,
            summary: &summary,
        };
        data_package(&package)["licenses"].clone()
    };
    assert_eq!(package(&["CC BY 4.0"], 0)[0]["name"], "CC-BY-4.0");
    assert_eq!(
        package(&["https://example.jp/licence"], 0)[0]["path"],
        "https://example.jp/licence"
    );
    assert_eq!(package(&["CC BY 4.0"], 1), Value::Null);
    assert_eq!(package(&["CC BY 4.0", "要問合せ"], 0), Value::Null);
    assert_eq!(package(&[], 0), Value::Null);
}
