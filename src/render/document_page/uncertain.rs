//! What the reader program was not sure of.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Audience, Diagnostic, Document, Problem};
use crate::render::document_view::DocumentView;
use crate::render::texts::Texts;

/// A place where the structure is uncertain.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(in crate::render) struct Uncertain {
    /// What is uncertain.
    pub message: String,
    /// The link to the goal, where it is known.
    pub href: Option<String>,
}

pub(super) fn uncertain(
    document: &Document,
    diagnostics: &[Diagnostic],
    view: &DocumentView,
    texts: Texts,
) -> Vec<Uncertain> {
    let mut shown: Vec<&Diagnostic> = diagnostics
        .iter()
        .filter(|found| found.audience() == Audience::Reader)
        .filter(|found| !(view.head_remarked && matches!(found.problem, Problem::HeadRole { .. })))
        .collect();
    shown.sort_by_cached_key(|found| found.order());
    // Several goals may stand on one line of the source: then it is not known which one is meant.
    let mut goals: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    let units: BTreeSet<&str> = view.goals().map(|goal| goal.id.as_str()).collect();
    for part in &document.parts {
        if let Some(goal) = &part.goal {
            goals.entry(part.line).or_default().insert(goal.as_str());
        }
    }
    let goal_at = |line: u32| {
        let here = goals.get(&line).filter(|here| here.len() == 1)?;
        here.iter()
            .find(|goal| units.contains(*goal))
            .map(|goal| format!("#goal-{goal}"))
    };
    shown
        .into_iter()
        .map(|found| Uncertain {
            message: found.message(texts.language),
            href: found
                .location
                .as_ref()
                .and_then(|location| location.span.as_ref())
                .and_then(|span| goal_at(span.line)),
        })
        .collect()
}
