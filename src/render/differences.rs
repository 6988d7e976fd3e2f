//! An edition and the main one → what differs, for the edition's page: goal by goal, and in all other fields. Also what
//! comparing two years needs: which goals are one, and two texts side by side.

mod pairs;
mod sides;
mod words;

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;

use super::document_view::{Change, Piece, Text};
use super::goal_names::GoalNames;
use super::texts::Texts;
use crate::model::{Document, Figure, Goal, Indicator, Mark};

pub(super) use pairs::Pair;
pub(super) use sides::{Likeness, sides};
pub(super) use words::Same;
use words::{Stretch, compare};

/// What differs in one goal, or in what stands outside of the goals.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Group {
    /// 「目標1」「文書全体」
    pub title: String,
    /// What differs.
    pub items: Vec<Difference>,
}

/// A field that differs.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Difference {
    /// The field: 「取組結果」
    pub label: String,
    /// `added`, `removed` or `changed`.
    pub kind: &'static str,
    /// Both readings.
    pub text: Text,
}

/// What differs between the main edition and another.
pub(super) fn differences(main: &Document, edition: &Document, texts: Texts) -> Vec<Group> {
    let mut groups = Vec::new();
    let whole = items(&fields(main, texts), &fields(edition, texts));
    for (title, old, new) in goals(main, edition, texts) {
        let old = old.map(|goal| goal_fields(goal, texts)).unwrap_or_default();
        let new = new.map(|goal| goal_fields(goal, texts)).unwrap_or_default();
        let items = items(&old, &new);
        if !items.is_empty() {
            groups.push(Group { title, items });
        }
    }
    if !whole.is_empty() {
        groups.push(Group {
            title: texts.get("differences_whole").to_owned(),
            items: whole,
        });
    }
    groups
}

/// A field's name and text, in the order in which they are shown. A name may come again.
type Fields = Vec<(String, String)>;

fn items(old: &Fields, new: &Fields) -> Vec<Difference> {
    // The n-th field of a name is compared with the n-th.
    let numbered = |fields: &Fields| -> Vec<((String, usize), String)> {
        let mut counts: BTreeMap<String, usize> = BTreeMap::new();
        let number = |(label, text): &(String, String)| {
            let count = counts.entry(label.clone()).or_default();
            *count += 1;
            ((label.clone(), *count), text.clone())
        };
        fields.iter().map(number).collect()
    };
    let (old, new) = (numbered(old), numbered(new));
    let before: BTreeMap<&(String, usize), &String> =
        old.iter().map(|(key, text)| (key, text)).collect();
    let after: BTreeMap<&(String, usize), &String> =
        new.iter().map(|(key, text)| (key, text)).collect();
    let mut items = Vec::new();
    for (key, text) in &new {
        match before.get(key) {
            Some(old) if *old == text => {}
            Some(old) => items.push(item(&key.0, "changed", changed(old, text, Same::Exactly))),
            None => items.push(item(&key.0, "added", pieces(text, Some(Change::Added)))),
        }
    }
    for (key, text) in old.iter().filter(|(key, _)| !after.contains_key(key)) {
        items.push(item(&key.0, "removed", pieces(text, Some(Change::Removed))));
    }
    items
}

fn item(label: &str, kind: &'static str, text: Text) -> Difference {
    Difference {
        label: label.to_owned(),
        kind,
        text,
    }
}

/// Two readings as one text, with what was taken out and what was put in.
pub(super) fn changed(old: &str, new: &str, same: Same) -> Text {
    let mut text = Text::new();
    for stretch in compare(old, new, same) {
        match stretch {
            Stretch::Same(same) => text.extend(pieces(&same, None)),
            Stretch::Changed(old, new) => {
                text.extend(pieces(&old, Some(Change::Removed)));
                text.extend(pieces(&new, Some(Change::Added)));
            }
        }
    }
    text
}

fn pieces(text: &str, change: Option<Change>) -> Text {
    Piece::lines(text)
        .into_iter()
        .map(|piece| Piece { change, ..piece })
        .collect()
}

/// Goals that are one, with the name under which they are shown.
fn goals<'a>(
    main: &'a Document,
    edition: &'a Document,
    texts: Texts,
) -> Vec<(String, Option<&'a Goal>, Option<&'a Goal>)> {
    let pairs = pairs::of_editions(&main.goals, &edition.goals).into_iter();
    let names = |document| GoalNames::of_document(document, texts);
    let (older, newer) = (names(main), names(edition));
    let name = |old: Option<&Goal>, new: Option<&Goal>| {
        let kept = new.map(|goal| newer.get(&goal.id));
        kept.or_else(|| old.map(|goal| older.get(&goal.id)))
    };
    pairs
        .map(|(old, new)| (name(old, new).unwrap_or_default(), old, new))
        .collect()
}

fn goal_fields(goal: &Goal, texts: Texts) -> Fields {
    let mut fields = Fields::new();
    let mut push = |key: &str, text: Option<String>| {
        if let Some(text) = text.filter(|text| !text.is_empty()) {
            fields.push((texts.get(key).to_owned(), text));
        }
    };
    push("difference_group", goal.group.clone());
    push("difference_goal", Some(goal.text.clone()));
    push("result", goal.result.clone());
    push("direction", goal.direction.clone());
    push("difference_mark", goal.mark.as_ref().map(mark));
    for review in &goal.reviews {
        let judged = review.mark.as_ref().map(mark);
        let said = [review.by.clone(), judged, Some(review.text.clone())];
        let said: Vec<String> = said.into_iter().flatten().collect();
        push("difference_review", Some(said.join("\n")));
    }
    for indicator in &goal.indicators {
        push("difference_indicator", Some(figures(indicator, texts)));
    }
    fields
}

fn mark(mark: &Mark) -> String {
    mark.raw.clone()
}

/// An indicator as one line.
fn figures(indicator: &Indicator, texts: Texts) -> String {
    let mut line = indicator.name.clone();
    let mut push = |key: &str, figure: Option<&Figure>| {
        if let Some(figure) = figure {
            line.push_str(&format!(" {}：{}", texts.get(key), figure.text));
        }
    };
    push("difference_baseline", indicator.baseline.as_ref());
    push("difference_target", indicator.target.as_ref());
    push("difference_actual", indicator.actual.as_ref());
    if let Some(unit) = &indicator.unit {
        line.push_str(&format!("（{unit}）"));
    }
    if let Some(mark) = &indicator.mark {
        line.push_str(&format!(" {}：{}", texts.get("difference_mark"), mark.raw));
    }
    line
}

/// What stands outside of the goals.
fn fields(document: &Document, texts: Texts) -> Fields {
    let mut fields = Fields::new();
    let mut push = |label: &str, text: String| {
        if !text.is_empty() {
            fields.push((label.to_owned(), text));
        }
    };
    push(texts.get("difference_title"), document.title.clone());
    for head in &document.heads {
        push(&head.role, head.name.clone());
    }
    let text = |text: &Option<String>| text.clone().unwrap_or_default();
    push(texts.get("difference_purpose"), text(&document.purpose));
    let policy = document.policy_indicators.join("\n");
    push(texts.get("difference_policy_indicators"), policy);
    push(texts.get("difference_preface"), text(&document.preface));
    for indicator in &document.indicators {
        push(texts.get("difference_indicator"), figures(indicator, texts));
    }
    if let Some(evaluation) = document.evaluation {
        let counts = [
            ("difference_goals", evaluation.goals),
            ("difference_achieved", evaluation.achieved),
        ];
        for (key, count) in counts {
            let count = count.map(|count| count.to_string());
            push(texts.get(key), count.unwrap_or_default());
        }
    }
    for note in &document.notes {
        push(texts.get("difference_note"), note.clone());
    }
    for section in &document.other {
        let heading = section.heading.as_deref();
        push(
            heading.unwrap_or_else(|| texts.get("difference_other")),
            section.text.clone(),
        );
    }
    fields
}
