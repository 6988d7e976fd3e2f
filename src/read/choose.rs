//! Which form a document is in.

use crate::config::{Form, suggest};
use crate::model::{Diagnostic, Location, Problem};

use super::blocks::Block;
use super::inline;
use super::source::Source;

/// The form that is named, else the one that knows the most labels of the document. `None` only where there are no
/// forms at all.
pub(super) fn choose<'a>(
    source: &Source<'_>,
    blocks: &[Block],
    forms: &'a [Form],
    named: Option<&str>,
    found: &mut Vec<Diagnostic>,
) -> Option<&'a Form> {
    if let Some(named) = named {
        match forms.iter().find(|form| form.id == named) {
            Some(form) => return Some(form),
            None => {
                let suggestion = suggest(named, forms.iter().map(|form| form.id.as_str()));
                let problem = Problem::UnknownForm {
                    form: named.to_owned(),
                    suggestion,
                };
                found.push(Diagnostic::at(problem, Location::file(source.path)));
            }
        }
    }
    let texts = candidates(source, blocks);
    let mut best: Option<(&Form, usize)> = None;
    let mut tie: Option<&Form> = None;
    for form in forms {
        let known = texts
            .iter()
            .filter(|text| form.label(text).is_some())
            .count();
        match best {
            Some((_, most)) if known < most => {}
            Some((_, most)) if known == most => tie = Some(form),
            _ => (best, tie) = (Some((form, known)), None),
        }
    }
    let (form, known) = best?;
    if known == 0 {
        // A document without any text has nothing that a form could know.
        if !texts.is_empty() {
            let known = forms
                .iter()
                .map(|form| form.id.as_str())
                .collect::<Vec<_>>()
                .join(", ");
            found.push(Diagnostic::at(
                Problem::NoFormFits { known },
                Location::file(source.path),
            ));
        }
    } else if let Some(other) = tie {
        let problem = Problem::FormTie {
            chosen: form.id.clone(),
            other: other.id.clone(),
        };
        found.push(Diagnostic::at(problem, Location::file(source.path)));
    }
    Some(form)
}

/// The texts that may be labels: short pieces of rows and text, and headings.
fn candidates(source: &Source<'_>, blocks: &[Block]) -> Vec<String> {
    let mut texts = Vec::new();
    for block in blocks {
        let ranges = match block {
            Block::Heading(_, range) | Block::Text { range, .. } => vec![range.clone()],
            Block::Row(row) => row.cells.iter().map(|cell| cell.range.clone()).collect(),
        };
        for range in ranges {
            for piece in inline::pieces(source, range, &mut Vec::new()) {
                let label = piece.text.split([':', '：']).next().unwrap_or_default();
                if label.chars().count() <= 60 {
                    texts.push(label.to_owned());
                }
            }
        }
    }
    texts
}
