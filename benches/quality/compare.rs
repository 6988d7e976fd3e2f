//! Field by field: what the truth has and what was read.

use std::collections::BTreeMap;

use ayumi::model::Diagnostic;
use serde_json::Value;

/// Which fields of a document were read as they should be.
#[derive(Debug, Default)]
pub struct Comparison {
    /// Fields that the truth or the reading has.
    pub all: usize,
    /// Those that both have, and have equally.
    pub right: usize,
    /// The others.
    pub wrong: Vec<Wrong>,
}

/// A field that was not read as it should be.
#[derive(Debug)]
pub struct Wrong {
    /// `goals[2].result`
    pub field: String,
    pub expected: Value,
    pub found: Value,
    /// Whether a diagnostic told that something is uncertain.
    pub reported: bool,
}

/// Keys of the truth that are compared. The rest of a document only a program can know.
const COMPARED: [&str; 15] = [
    "edition",
    "evaluation",
    "fiscal_year.year",
    "goals",
    "heads",
    "id",
    "indicators",
    "notes",
    "organisation",
    "other",
    "policy_indicators",
    "preface",
    "purpose",
    "series",
    "title",
];

/// What is told of what surely is as it stands, of wording, or of what was read all the same, and so does not warn
/// anybody of a misread field.
const BESIDE: [&str; 8] = [
    "converted-encoding",
    "counts-disagree",
    "dropped-tag",
    "footnote-without-note",
    "head-role",
    "label-incomplete",
    "probable-misreading",
    "space-in-word",
];

/// Compares a reading with the truth.
pub fn compare(truth: &Value, found: &Value, diagnostics: &[Diagnostic]) -> Comparison {
    let (mut expected, mut read) = (BTreeMap::new(), BTreeMap::new());
    leaves("", truth, &mut expected);
    leaves("", found, &mut read);
    let told: Vec<&Diagnostic> = diagnostics
        .iter()
        .filter(|one| !BESIDE.contains(&&*one.problem.code()))
        .collect();
    let keep = |field: &&String| {
        COMPARED.iter().any(|key| {
            let rest = field.strip_prefix(key);
            rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '[']))
        })
    };
    let mut fields: Vec<&String> = expected.keys().chain(read.keys()).filter(keep).collect();
    fields.sort_unstable();
    fields.dedup();
    let mut comparison = Comparison::default();
    for field in fields {
        if field.ends_with(".line") || field.ends_with(".label") {
            continue;
        }
        comparison.all += 1;
        let (expected, found) = (expected.get(field), read.get(field));
        if equal(expected, found) {
            comparison.right += 1;
        } else {
            comparison.wrong.push(Wrong {
                field: field.clone(),
                expected: expected.cloned().unwrap_or_default(),
                found: found.cloned().unwrap_or_default(),
                reported: !told.is_empty(),
            });
        }
    }
    comparison
}

/// 3 and 3.0 are one number.
fn equal(expected: Option<&Value>, found: Option<&Value>) -> bool {
    match (expected, found) {
        (Some(Value::Number(expected)), Some(Value::Number(found))) => {
            expected.as_f64() == found.as_f64()
        }
        (expected, found) => expected == found,
    }
}

/// All values below one, by their place; what is null or an empty list has none.
fn leaves(place: &str, value: &Value, found: &mut BTreeMap<String, Value>) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (key, value) in fields {
                let dot = if place.is_empty() { "" } else { "." };
                leaves(&format!("{place}{dot}{key}"), value, found);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                leaves(&format!("{place}[{index}]"), item, found);
            }
        }
        value => {
            found.insert(place.to_owned(), value.clone());
        }
    }
}
