//! What the marks of a document mean: each with its scale, as the city defines it. Marks of two scales are never compared.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::config::{Form, ScaleEntry};
use crate::model::{Document, Goal, Indicator, Mark};
use crate::render::document_view::{Block, MarkView};

/// A scale of which the page shows marks.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::render) struct ScaleView {
    /// Its name.
    pub name: String,
    /// Its marks, in the order in which the city lists them.
    pub marks: Vec<ScaleMark>,
}

/// A mark of a scale.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::render) struct ScaleMark {
    /// The mark as the city prints it.
    pub mark: String,
    /// How the city defines it.
    pub meaning: Option<String>,
}

/// Says beside the mark of each goal what it means.
pub(super) fn explain_marks(document: &Document, blocks: &mut [Block], forms: &[Form]) {
    let goals = document.goals.iter();
    let marks: BTreeMap<&str, &Mark> = goals
        .filter_map(|goal| Some((goal.id.as_str(), goal.mark.as_ref()?)))
        .collect();
    for block in blocks {
        let Block::Goal(block) = block else { continue };
        let mark = marks.get(block.id.as_str());
        let meaning = mark.and_then(|mark| {
            let scale = scale_of(mark, forms)?;
            Some(MarkView {
                scale: scale.name.clone(),
                meaning: scale
                    .entry_of(&mark.raw)
                    .and_then(|entry| entry.meaning.clone()),
            })
        });
        if let Some(section) = block.sections.iter_mut().find(|one| one.field == "mark") {
            section.mark = meaning;
        }
    }
}

/// All scales of which the document has marks, in the order of the forms.
pub(super) fn scales(document: &Document, forms: &[Form]) -> Vec<ScaleView> {
    let of_indicators = |all: &[Indicator]| -> Vec<Mark> {
        all.iter().filter_map(|one| one.mark.clone()).collect()
    };
    let of_goal = |goal: &Goal| {
        let reviews = goal.reviews.iter().filter_map(|review| review.mark.clone());
        let mut marks = of_indicators(&goal.indicators);
        marks.extend(goal.mark.clone().into_iter().chain(reviews));
        marks
    };
    let mut marks = of_indicators(&document.indicators);
    marks.extend(document.goals.iter().flat_map(of_goal));
    let used: BTreeSet<String> = marks.into_iter().filter_map(|mark| mark.scale).collect();
    let all = forms.iter().flat_map(|form| &form.scales);
    all.filter(|scale| used.contains(&scale.id))
        .map(|scale| ScaleView {
            name: scale.name.clone(),
            marks: scale
                .mark
                .iter()
                .map(|entry| ScaleMark {
                    mark: entry.text.first().cloned().unwrap_or_default(),
                    meaning: entry.meaning.clone(),
                })
                .collect(),
        })
        .collect()
}

fn scale_of<'a>(mark: &Mark, forms: &'a [Form]) -> Option<&'a ScaleEntry> {
    let id = mark.scale.as_ref()?;
    let mut all = forms.iter().flat_map(|form| &form.scales);
    all.find(|scale| scale.id == *id)
}
