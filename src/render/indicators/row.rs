//! A row of an indicator's table: what one source says of one year.

use schemars::JsonSchema;
use serde::Serialize;

use super::{sentences, short_year};
use crate::model::{FigureKind, Mark};
use crate::relate::{Origin, Row};
use crate::render::context::Link;
use crate::render::links::{self, Links};
use crate::render::world::World;

/// What one source says of one year.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct IndicatorRow {
    /// The fiscal year.
    pub year: String,
    /// The name as printed, where it says how it is counted.
    pub name: Option<String>,
    /// Baseline, target and actual.
    pub figures: Vec<FigureView>,
    /// The unit as printed.
    pub unit: Option<String>,
    /// How the city judged it.
    pub mark: Option<IndicatorMark>,
    /// Where it is said: the document, at the goal; or another source, with its address where there is one.
    pub source: Link,
    /// A word about the source.
    pub source_note: Option<String>,
    /// How it differs from the year before and from other sources.
    pub notes: Vec<String>,
}

/// A figure, or why there is none.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct FigureView {
    /// Which of the four states it is.
    pub state: FigureState,
    /// As printed, or the state in words.
    pub text: String,
}

/// What can stand in the place of a figure, each with words of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub(in crate::render) enum FigureState {
    /// Something is printed: a number, 「-」, N/A.
    Printed,
    /// The place is blank.
    NotStated,
    /// The newest year has no actual figure yet.
    Pending,
    /// There is no place for it.
    Absent,
}

/// A mark as printed.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct IndicatorMark {
    /// The mark.
    pub raw: String,
    /// Its scale, with the link to what it means; none where it belongs to none.
    pub scale: Option<Link>,
}

/// A row of the table.
pub(super) fn row(world: &World<'_>, row: &Row<'_>, links: &Links) -> IndicatorRow {
    let printed = row.name.replace('\n', "");
    let (source, source_note) = source(world, row, links);
    IndicatorRow {
        year: world.texts.year(row.year),
        name: (!row.definition.is_empty()).then_some(printed),
        figures: FigureKind::ALL
            .into_iter()
            .map(|kind| figure(world, row, kind))
            .collect(),
        unit: row.unit.map(str::to_owned),
        mark: row
            .mark
            .filter(|mark| !mark.raw.trim().is_empty())
            .map(|printed| mark(world, printed, links)),
        source,
        source_note,
        notes: row
            .notes
            .iter()
            .map(|note| sentences::note(world, note, row.unit))
            .collect(),
    }
}

fn figure(world: &World<'_>, row: &Row<'_>, kind: FigureKind) -> FigureView {
    let texts = world.texts;
    let awaits = kind == FigureKind::Actual
        && matches!(row.origin, Origin::Document(..))
        && world.newest.is_some_and(|newest| row.year >= newest);
    let (state, text) = match row.figure(kind) {
        Some(figure) if !figure.text.trim().is_empty() => {
            (FigureState::Printed, figure.text.replace('\n', " "))
        }
        _ if awaits => (
            FigureState::Pending,
            texts.get("standing_pending").to_owned(),
        ),
        Some(_) => (FigureState::NotStated, texts.get("not_stated").to_owned()),
        None => (FigureState::Absent, texts.get("figure_absent").to_owned()),
    };
    FigureView { state, text }
}

fn mark(world: &World<'_>, mark: &Mark, links: &Links) -> IndicatorMark {
    let mut scales = world.config.forms.iter().flat_map(|form| &form.scales);
    let scale = mark.scale.as_deref();
    let scale = scale.and_then(|id| scales.find(|scale| scale.id == id));
    IndicatorMark {
        raw: mark.raw.clone(),
        scale: scale.map(|scale| Link {
            text: scale.name.clone(),
            href: Some(links.to(&format!("scales/#scale-{}", scale.id))),
        }),
    }
}

fn source(world: &World<'_>, row: &Row<'_>, links: &Links) -> (Link, Option<String>) {
    let texts = world.texts;
    match row.origin {
        Origin::Document(digest, goal) => {
            let year = short_year(world, digest.fiscal_year);
            let name = texts.fill("indicator_document", &[("year", &year)]);
            let numbered = goal.and_then(|goal| goal.number.as_deref());
            let name = match numbered {
                Some(number) => {
                    let values = [("document", &*name), ("goal", number)];
                    texts.fill("indicator_goal", &values)
                }
                None => name,
            };
            let name = match &digest.edition {
                Some(edition) => format!("{name}（{}）", texts.edition(edition)),
                None => name,
            };
            let folder = digest.id.folder();
            let place = goal.map_or_else(
                || folder.clone(),
                |goal| format!("{folder}#goal-{}", goal.id),
            );
            let link = Link {
                text: texts.marked(digest, name),
                href: Some(links.to(&place)),
            };
            (link, None)
        }
        Origin::Given(given) => {
            let link = Link {
                text: given.source.clone(),
                href: given.url.as_deref().and_then(links::web_address),
            };
            (link, given.note.clone())
        }
    }
}
