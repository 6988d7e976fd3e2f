//! Which form a document is in.

use std::borrow::Cow;

use crate::config::{Form, LabelText, suggest};
use crate::model::{FiscalYear, Problem};

use super::findings::Findings;
use super::inline::Contents;

/// The form that is named, else the one that knows the most labels of the document. `None` only where there are no
/// forms at all.
pub(super) fn choose<'a>(
    contents: &[Contents],
    forms: &'a [Form],
    named: Option<&str>,
    year: FiscalYear,
    findings: &mut Findings<'_>,
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
                findings.tell_of_file(problem);
            }
        }
    }
    let texts = candidates(contents);
    let texts: Vec<LabelText<'_>> = texts.iter().map(|text| LabelText::new(text)).collect();
    let in_use = || forms.iter().filter(|form| form.years.contains(year));
    let knows = |form: &Form, text: &LabelText<'_>| form.label(text, year).is_some();
    // Where there is no choice, one label is enough to know that the form fits.
    let mut alone = in_use();
    if let (Some(only), None) = (alone.next(), alone.next())
        && texts.iter().any(|text| knows(only, text))
    {
        return Some(only);
    }
    let mut best: Option<(&Form, usize)> = None;
    let mut tie: Option<&Form> = None;
    for form in in_use() {
        let known = texts.iter().filter(|text| knows(form, text)).count();
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
            findings.tell_of_file(Problem::NoFormFits { known });
        }
    } else if let Some(other) = tie {
        let problem = Problem::FormTie {
            chosen: form.id.clone(),
            other: other.id.clone(),
        };
        findings.tell_of_file(problem);
    }
    Some(form)
}

/// The texts that may be labels: pieces of rows and text, and headings; of those with a colon or
/// brackets, what stands before or in them; of upright text, its characters joined.
fn candidates(contents: &[Contents]) -> Vec<Cow<'_, str>> {
    let mut found = Vec::new();
    for pieces in contents.iter().flatten() {
        // A label that stands upright: a character a line.
        let upright = pieces.len() > 1
            && pieces
                .iter()
                .all(|piece| piece.text.len() <= LONGEST_UPRIGHT);
        if upright {
            found.push(pieces.iter().map(|piece| piece.text.as_str()).collect());
        }
        for piece in pieces {
            let text = piece.text.as_str();
            found.push(text[..label_end(text)].into());
        }
    }
    found
}

/// Where the label ends that may stand at the beginning of a text: 「組織名：中央区」, 「【組織名】中央区」.
fn label_end(text: &str) -> usize {
    let closed = text.starts_with('【').then(|| text.find('】')).flatten();
    let closed = closed.map(|at| at + '】'.len_utf8());
    closed
        .or_else(|| text.find([':', '：']))
        .unwrap_or(text.len())
}

/// Bytes of a character with a sign beside it.
const LONGEST_UPRIGHT: usize = 6;
