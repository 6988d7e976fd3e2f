//! What holds for all layouts here, and the means to look at them.

use std::collections::BTreeSet;
use std::path::Path;

use super::{FORMS, LAYOUTS, draft, sample};
use crate::content::Content;
use crate::paper::Page;
use crate::random::Random;
use crate::truth::Document;

/// Prints a content with a layout.
pub fn print(
    layout: fn(&Content, &mut Random, &mut Page) -> Document,
    content: &Content,
) -> (Page, Document) {
    let mut page = Page::default();
    let truth = layout(content, &mut Random::new(1, "layout", 0), &mut page);
    (page, truth)
}

fn bare(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Everything that a truth quotes.
fn quoted(value: &serde_json::Value, key: &str, all: &mut Vec<String>) {
    let unprinted = [
        "id",
        "edition",
        "organisation",
        "series",
        "kind",
        "scale",
        "better",
        "number",
        "group",
    ];
    match value {
        _ if unprinted.contains(&key) => {}
        serde_json::Value::String(text) => all.push(text.clone()),
        serde_json::Value::Array(values) => {
            values.iter().for_each(|value| quoted(value, key, all));
        }
        serde_json::Value::Object(map) => {
            map.iter().for_each(|(key, value)| quoted(value, key, all));
        }
        _ => {}
    }
}

#[test]
fn what_is_told_was_printed() {
    // Where each line is broken, no text stands in one piece; its own test looks at it.
    for layout in LAYOUTS {
        let mut printed = 0;
        for content in sample::all() {
            if !(layout.fits)(&content) {
                continue;
            }
            printed += 1;
            if layout.name == "columns-broken-lines" {
                continue;
            }
            let (page, truth) = print(layout.print, &content);
            let visible = bare(page.visible());
            let mut all = Vec::new();
            quoted(&serde_json::to_value(&truth).unwrap(), "", &mut all);
            for text in all {
                let text = text.split('\n');
                for line in text {
                    assert!(visible.contains(&bare(line)), "{}: {line}", layout.name);
                }
            }
        }
        assert!(printed > 0, "{}: no sample fits", layout.name);
    }
}

#[test]
fn ids_are_unique() {
    for layout in LAYOUTS {
        for content in sample::all() {
            if (layout.fits)(&content) {
                let truth = print(layout.print, &content).1;
                let ids: BTreeSet<&str> = truth.goals.iter().map(|goal| &*goal.id).collect();
                assert_eq!(ids.len(), truth.goals.len(), "{}", layout.name);
            }
        }
    }
    let names: BTreeSet<&str> = LAYOUTS.iter().map(|layout| layout.name).collect();
    assert_eq!(names.len(), LAYOUTS.len());
}

/// The forms' ids are their names, no scale comes twice, and what layouts say of scales and roles is in them.
#[test]
fn forms_agree_with_the_layouts() {
    let mut scales = BTreeSet::new();
    for (name, text) in FORMS {
        let form: toml::Table = toml::from_str(text).unwrap();
        let stem = name.strip_suffix(".toml").unwrap();
        assert_eq!(form["id"].as_str(), Some(stem));
        for scale in form
            .get("scale")
            .and_then(|all| all.as_array())
            .into_iter()
            .flatten()
        {
            let id = scale["id"].as_str().unwrap().to_owned();
            assert!(scales.insert(id), "{stem}: a scale comes twice");
        }
        let labels = form["label"].as_array().unwrap();
        for label in labels
            .iter()
            .filter(|label| label["field"].as_str() == Some("heads"))
        {
            let text = label["text"].as_array().unwrap();
            let text: Vec<&str> = text.iter().filter_map(|text| text.as_str()).collect();
            if text.contains(&"区長") {
                assert_eq!(text, draft::ROLES, "{stem}");
            }
        }
    }
    for layout in LAYOUTS {
        for content in sample::all() {
            if !(layout.fits)(&content) {
                continue;
            }
            for goal in print(layout.print, &content).1.goals {
                let marks = goal.indicators.iter().map(|indicator| &indicator.mark);
                for mark in marks.chain([&goal.mark]).flatten() {
                    if let Some(scale) = &mark.scale {
                        assert!(scales.contains(scale), "{}: {scale}", layout.name);
                    }
                }
            }
        }
    }
}

/// `AYUMI_DEMO_PAGES=/tmp/pages cargo test -p ayumi-demo -- --ignored dump`: each layout as a city of its own.
#[test]
#[ignore = "writes files for looking at"]
#[expect(
    clippy::disallowed_methods,
    reason = "it is asked for by hand, and writes where it is told to"
)]
fn dump() {
    let folder = std::env::var("AYUMI_DEMO_PAGES").unwrap();
    for layout in LAYOUTS {
        for (index, content) in sample::all().iter().enumerate() {
            if !(layout.fits)(content) {
                continue;
            }
            for seed in 1..=3 {
                let mut page = Page::default();
                let truth = (layout.print)(content, &mut Random::new(seed, "layout", 0), &mut page);
                let folder = Path::new(&folder).join(layout.name);
                std::fs::create_dir_all(&folder).unwrap();
                let name = format!("{index}{seed}-{}-{}", content.year, content.publisher.id);
                std::fs::write(folder.join(format!("{name}.md")), page.source()).unwrap();
                let truth = serde_json::to_string_pretty(&truth).unwrap();
                std::fs::write(folder.join(format!("{name}.json")), truth).unwrap();
            }
        }
    }
}
