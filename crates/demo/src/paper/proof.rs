//! Tests of all layouts of the city's own forms at once: what the truth says stands on the page, and what stands on the page is in the truth.

use super::samples;
use super::{Layout, Page, clean, seen};
use crate::content::Content;
use crate::random::Random;
use crate::truth::Document;

/// The layouts that print from a sheet.
fn layouts() -> Vec<Layout> {
    [clean::LAYOUTS.as_slice(), seen::LAYOUTS.as_slice()].concat()
}

/// Every layout with every content that fits, by several chances.
fn for_all(mut proof: impl FnMut(&Layout, &Content, u64, &Page, &Document)) {
    for layout in layouts() {
        for content in samples::all() {
            if !(layout.fits)(&content) {
                continue;
            }
            for chance in 0..12 {
                let mut page = Page::default();
                let mut random = Random::new(chance, layout.name, 0);
                let truth = (layout.print)(&content, &mut random, &mut page);
                proof(&layout, &content, chance, &page, &truth);
            }
        }
    }
}

/// Without white space, which markup and OCR may add or take away.
fn bare(text: &str) -> String {
    text.chars()
        .filter(|character| !character.is_whitespace())
        .collect()
}

/// All texts of a truth, a paragraph each.
fn texts(truth: &Document) -> Vec<String> {
    let mut texts = vec![truth.title.clone()];
    texts.extend(truth.purpose.clone());
    texts.extend(truth.preface.clone());
    texts.extend(truth.policy_indicators.clone());
    texts.extend(truth.notes.clone());
    for head in &truth.heads {
        texts.extend([head.role.clone(), head.name.clone()]);
    }
    for other in &truth.other {
        texts.extend(other.heading.clone());
        texts.push(other.text.clone());
    }
    let mut indicators: Vec<_> = truth.indicators.iter().collect();
    for goal in &truth.goals {
        texts.push(goal.text.clone());
        texts.extend(goal.group.clone());
        texts.extend(goal.result.clone());
        texts.extend(goal.direction.clone());
        texts.extend(goal.mark.iter().map(|mark| mark.raw.clone()));
        texts.extend(goal.reviews.iter().map(|review| review.text.clone()));
        indicators.extend(&goal.indicators);
    }
    for indicator in indicators {
        texts.push(indicator.name.clone());
        for figure in [&indicator.baseline, &indicator.target, &indicator.actual] {
            texts.extend(figure.iter().map(|figure| figure.text.clone()));
        }
        texts.extend(indicator.mark.iter().map(|mark| mark.raw.clone()));
    }
    let lines = texts.iter().flat_map(|text| text.lines());
    lines.map(bare).filter(|text| !text.is_empty()).collect()
}

/// All sentences of a content that a layout may print.
fn sentences(content: &Content) -> Vec<&str> {
    let mut all = vec![content.purpose.as_str(), &content.preface];
    all.extend(content.policy_indicators.iter().map(String::as_str));
    all.extend(content.notes.iter().map(String::as_str));
    all.extend(content.remarks.iter().map(|remark| remark.text.as_str()));
    for goal in &content.goals {
        all.extend([
            goal.text.as_str(),
            &goal.situation,
            &goal.cause,
            &goal.challenge,
        ]);
        all.extend(
            [&goal.midyear, &goal.result, &goal.direction, &goal.previous]
                .into_iter()
                .flatten()
                .map(String::as_str),
        );
        all.extend(
            goal.indicators
                .iter()
                .map(|indicator| indicator.name.as_str()),
        );
    }
    all
}

#[test]
fn truths_stand_on_the_page() {
    for_all(|layout, _, chance, page, truth| {
        let visible = bare(page.visible());
        for text in texts(truth) {
            assert!(
                visible.contains(&text),
                "{} ({chance}): {text}\n{}",
                layout.name,
                page.source()
            );
        }
    });
}

#[test]
fn what_stands_on_the_page_is_told() {
    for_all(|layout, content, chance, page, truth| {
        let visible = bare(page.visible());
        let told = texts(truth).concat();
        for sentence in sentences(content).into_iter().map(bare) {
            assert_eq!(
                visible.contains(&sentence),
                told.contains(&sentence),
                "{} ({chance}): {sentence}\n{}",
                layout.name,
                page.source()
            );
        }
    });
}

#[test]
fn goals_and_their_results_are_all_told() {
    for_all(|layout, content, chance, _, truth| {
        let place = format!("{} ({chance})", layout.name);
        assert_eq!(truth.goals.len(), content.goals.len(), "{place}");
        let mut ids: Vec<&str> = truth.goals.iter().map(|goal| goal.id.as_str()).collect();
        ids.sort_unstable();
        ids.dedup();
        assert_eq!(ids.len(), content.goals.len(), "{place}");
        assert!(truth.series.is_some(), "{place}");
    });
}

#[test]
fn the_same_chance_prints_the_same_page() {
    for_all(|layout, content, chance, page, truth| {
        let mut again = Page::default();
        let mut random = Random::new(chance, layout.name, 0);
        let told = (layout.print)(content, &mut random, &mut again);
        assert_eq!((&again, &told), (page, truth));
    });
}

#[test]
fn names_are_unique() {
    let mut names: Vec<&str> = layouts().iter().map(|layout| layout.name).collect();
    let count = names.len();
    names.sort_unstable();
    names.dedup();
    assert_eq!(names.len(), count);
}

#[test]
fn every_document_has_a_layout() {
    for content in samples::all() {
        let fitting = layouts()
            .into_iter()
            .filter(|layout| (layout.fits)(&content));
        assert!(fitting.count() >= 2, "{}", content.title());
    }
}

/// Writes all pages of the samples and their truths below the folder `AYUMI_DEMO_PROOFS`, to be looked at.
#[test]
#[ignore = "writes files"]
#[allow(
    clippy::disallowed_methods,
    reason = "a test that writes where it is told"
)]
fn write_proofs() {
    let folder = std::env::var("AYUMI_DEMO_PROOFS").expect("AYUMI_DEMO_PROOFS names a folder");
    for_all(|layout, content, chance, page, truth| {
        let kind = format!("{:?}", content.publisher.kind).to_lowercase();
        let wordy = if content.goals[0].indicators.is_empty() {
            "-words"
        } else {
            ""
        };
        let edition = if content.edition.is_some() {
            "-midyear"
        } else {
            ""
        };
        let folder = format!("{folder}/{}", content.year);
        std::fs::create_dir_all(&folder).unwrap();
        let path = format!("{folder}/{}-{kind}{wordy}{edition}-{chance}", layout.name);
        std::fs::write(format!("{path}.md"), page.source()).unwrap();
        let truth = serde_json::to_string_pretty(truth).unwrap();
        std::fs::write(format!("{path}.json"), truth).unwrap();
    });
}
