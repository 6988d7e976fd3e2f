//! Forms (様式): which labels of a city's documents mean which field. Data, not code.

use std::collections::BTreeMap;

use ayumi_japanese::fold::fold_str;
use ayumi_japanese::numeral::item_marker;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::Field;

/// A form's file, as written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct FormFile {
    /// Its name in settings: niigata
    pub id: String,
    /// What it is, for people.
    pub name: String,
    /// What documents in this form are called: 組織目標
    pub series: Option<String>,
    /// The labels.
    pub label: Vec<LabelEntry>,
}

/// `[[label]]`: the spellings of the label of one field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LabelEntry {
    /// The field that the label announces.
    pub field: Field,
    /// The label as printed, in every spelling. Widths, spaces, brackets and footnote marks need no spelling of their
    /// own.
    pub text: Vec<String>,
}

/// A form, ready for looking labels up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Its name in settings.
    pub id: String,
    /// What it is, for people.
    pub name: String,
    /// What documents in this form are called.
    pub series: Option<String>,
    labels: BTreeMap<String, Field>,
    spellings: Vec<(Field, String)>,
}

impl Form {
    /// The form, and the labels that announce two fields: those keep the first.
    #[must_use]
    pub fn new(file: FormFile) -> (Self, Vec<AmbiguousLabel>) {
        let mut labels = BTreeMap::new();
        let mut ambiguous = Vec::new();
        let mut spellings = Vec::new();
        for (at, entry) in file.label.into_iter().enumerate() {
            for text in entry.text {
                let first = *labels.entry(fold_label(&text)).or_insert(entry.field);
                if first != entry.field {
                    ambiguous.push(AmbiguousLabel {
                        entry: at,
                        label: text.clone(),
                        first,
                        second: entry.field,
                    });
                }
                spellings.push((entry.field, text));
            }
        }
        (
            Self {
                id: file.id,
                name: file.name,
                series: file.series,
                labels,
                spellings,
            },
            ambiguous,
        )
    }

    /// A form without labels, in which everything is shown as it stands.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            series: None,
            labels: BTreeMap::new(),
            spellings: Vec::new(),
        }
    }

    /// The field that a text announces, if it is a label.
    #[must_use]
    pub fn label(&self, text: &str) -> Option<Field> {
        // Labels are short, and most texts are not: this spares their folding.
        if text.len() > LONGEST_LABEL {
            return None;
        }
        let known = |text: &str| self.labels.get(&fold_label(text)).copied();
        known(text)
            .or_else(|| known(footnote_mark(text)?.0))
            // 「2 重点目標」 among numbered headings.
            .or_else(|| known(&text[item_marker(text)?.len..]))
    }
}

/// A label with a footnote mark at its end, taken apart: 「政策指標*」, 「政策指標※1」.
#[must_use]
pub fn footnote_mark(label: &str) -> Option<(&str, &str)> {
    let body = label.trim_end_matches(char::is_numeric);
    let body = body.trim_end_matches(['*', '＊', '※']);
    let mark = &label[body.len()..];
    let has_mark = mark.starts_with(['*', '＊', '※']);
    (has_mark && !body.is_empty()).then_some((body, mark))
}

impl Form {
    /// All labels as written in the form, with their fields.
    #[must_use]
    pub fn spellings(&self) -> &[(Field, String)] {
        &self.spellings
    }
}

/// No label has more bytes than this.
const LONGEST_LABEL: usize = 300;

/// A label that announces two fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmbiguousLabel {
    /// The entry of the file, counted from 0.
    pub entry: usize,
    /// The label.
    pub label: String,
    /// The field that it keeps.
    pub first: Field,
    /// The field that it announces as well.
    pub second: Field,
}

/// A label as labels are compared: widths and case folded; white space, brackets, footnote marks and colons removed.
#[must_use]
pub fn fold_label(text: &str) -> String {
    let dropped =
        |c: &char| c.is_whitespace() || "()[]{}<>【】〔〕「」『』〈〉《》*※:：•・".contains(*c);
    fold_str(text).chars().filter(|c| !dropped(c)).collect()
}
