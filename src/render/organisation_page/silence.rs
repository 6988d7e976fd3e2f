//! What documents do not say, in figures.

use schemars::JsonSchema;
use serde::Serialize;

use crate::model::{Digest, FiscalYear};
use crate::relate::gaps;
use crate::render::world::World;

/// What some documents do not say. What awaits its evaluation is not counted.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct Silence {
    /// How many documents, withdrawn ones and other editions not counted.
    pub documents: usize,
    /// How many goals they have.
    pub goals: usize,
    /// The years of those that print neither how many goals were achieved nor a mark.
    pub without_evaluation: Vec<String>,
    /// Goals without a result.
    pub without_result: usize,
    /// Goals without an indicator of their own.
    pub without_indicator: usize,
}

/// What these documents do not say; none where there are none.
pub(in crate::render) fn silence<'a>(
    world: &World<'_>,
    documents: impl IntoIterator<Item = &'a Digest>,
) -> Option<Silence> {
    let gaps = gaps(world.archive, documents);
    let year = |year: FiscalYear| world.texts.year(year);
    (gaps.held.documents > 0).then(|| Silence {
        documents: gaps.held.documents,
        goals: gaps.held.goals,
        without_evaluation: gaps.without_evaluation.into_iter().map(year).collect(),
        without_result: gaps.without_result,
        without_indicator: gaps.without_indicator,
    })
}
