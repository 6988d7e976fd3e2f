//! How a document's goals came out of those before.

use super::Rows;
use crate::data::column::Record;
use crate::data::encode::Lines;
use crate::data::tables::LINEAGE;
use crate::model::Document;
use crate::relate::LinkKind;

impl Rows<'_> {
    /// The links of a main edition to the documents before it.
    pub(super) fn lineage(&self, document: &Document, of: &Record<'_>, lines: &mut Lines) {
        let comparison = self.archive.comparison(&document.id);
        let digest = self.archive.document(&document.id);
        let (Some(comparison), Some(digest)) = (comparison, digest) else {
            return;
        };
        for link in &comparison.links {
            let before = self.archive.document(&comparison.with[link.source]);
            let goals = before.and_then(|before| {
                let from = before.goals.get(link.from)?;
                Some((before, from, digest.goals.get(link.to)?))
            });
            let Some((before, from, goal)) = goals else {
                continue;
            };
            let path = format!("{}#goal-{}", document.id.folder(), goal.id);
            let mut record = of.clone();
            record.extend([
                ("goal_id", goal.id.as_str().into()),
                ("from_document_id", before.id.as_str().into()),
                ("from_fiscal_year", before.fiscal_year.year().into()),
                ("from_fiscal_year_label", before.fiscal_year.label().into()),
                ("from_goal_id", from.id.as_str().into()),
                ("link_kind", link_kind(link.kind).into()),
                ("score", u32::from(link.score).into()),
                ("basis", basis(link.confirmed).into()),
                ("path", path.clone().into()),
                ("url", self.url(&path)),
            ]);
            self.encoder().add(lines, &LINEAGE, record);
        }
    }
}

fn link_kind(kind: LinkKind) -> &'static str {
    match kind {
        LinkKind::Continued => "continued",
        LinkKind::Reworded => "reworded",
        LinkKind::Split => "split",
        LinkKind::Merged => "merged",
    }
}

fn basis(confirmed: bool) -> &'static str {
    if confirmed { "confirmed" } else { "automatic" }
}
