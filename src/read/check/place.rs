//! A title or a name that disagrees with the folder in which the document stands.

use std::ops::Range;

use ayumi_japanese::era;

use crate::config::fold_name;
use crate::model::{Document, Field, FiscalYear, Problem, Role};

use super::super::Place;
use super::super::draft::Draft;
use super::super::findings::Findings;

pub(super) fn check(
    drafts: &[Draft],
    document: &Document,
    place: &Place<'_>,
    findings: &mut Findings<'_>,
) {
    for draft in drafts
        .iter()
        .filter(|draft| draft.field == Some(Field::Title))
    {
        year(draft, document, findings);
    }
    let names: Vec<&Draft> = drafts
        .iter()
        .filter(|draft| draft.field == Some(Field::Organisation) && draft.role == Role::Value)
        .collect();
    // Where several posts stand on one page, each prints its own name.
    if names.iter().any(|name| name.group.is_some()) && names.len() > 1 {
        return;
    }
    for draft in names {
        organisation(draft, document, place, findings);
    }
}

fn year(draft: &Draft, document: &Document, findings: &mut Findings<'_>) {
    if let Some((problem, range)) = other_year(&draft.piece.text, document) {
        findings.tell(problem, draft.piece.source_range(range));
    }
}

/// What is told of a title that names other fiscal years than the document's, and the bytes of the first.
pub(super) fn other_year(title: &str, document: &Document) -> Option<(Problem, Range<usize>)> {
    let years = era::find_fiscal_years(title);
    let own = document.fiscal_year;
    if years.iter().any(|found| found.year == own.year()) {
        return None;
    }
    let other = years.into_iter().next()?;
    let problem = Problem::YearDisagrees {
        printed: FiscalYear::from_western(other.year).label(),
        expected: own.label(),
    };
    Some((problem, other.range))
}

/// A name as names are compared: 霞ヶ丘, 霞ケ丘 and 霞が丘 are one.
fn spelt(name: &str) -> String {
    let same = |c| {
        if matches!(c, 'ヶ' | 'が' | 'ガ') {
            'ケ'
        } else {
            c
        }
    };
    fold_name(name).chars().map(same).collect()
}

fn organisation(
    draft: &Draft,
    document: &Document,
    place: &Place<'_>,
    findings: &mut Findings<'_>,
) {
    let printed = spelt(&draft.piece.text);
    let expected = spelt(&document.organisation.name);
    // 「中央区 地域課」 in the folder of 中央区 names the section with the ward before it.
    // Names go from the city downwards, ancestors from the nearest upwards.
    let above = place.above.iter().rev().map(|name| spelt(name));
    let rest = above.fold(printed.clone(), |rest, name| {
        rest.strip_prefix(name.as_str())
            .map_or(rest.clone(), str::to_owned)
    });
    if printed != expected && rest != expected {
        let problem = Problem::OrganisationDisagrees {
            printed: draft.piece.text.clone(),
            expected: document.organisation.name.clone(),
        };
        findings.tell(problem, draft.piece.span());
    }
}
