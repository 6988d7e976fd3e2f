//! Which scales of marks documents use, and which marks belong to none. Documents are counted, never marks: how often a
//! mark was given would rank those who gave it.

use std::collections::{BTreeMap, BTreeSet};

use super::Archive;
use super::indicators::marks;
use crate::model::{DocumentId, FiscalYear};

/// How marks were given in an archive.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ScaleUse {
    /// By the scale's id: the documents by year that print marks of it, editions of one document as one.
    pub scales: BTreeMap<String, BTreeMap<FiscalYear, usize>>,
    /// The same by the mark as printed, for marks that belong to no scale.
    pub unknown: BTreeMap<String, BTreeMap<FiscalYear, usize>>,
    /// How many documents print any mark.
    pub marked: usize,
}

impl ScaleUse {
    /// Counts the documents of an archive.
    #[must_use]
    pub fn of(archive: &Archive) -> Self {
        let mut of_scale: BTreeMap<(FiscalYear, &str), BTreeSet<DocumentId>> = BTreeMap::new();
        let mut of_mark: BTreeMap<(FiscalYear, &str), BTreeSet<DocumentId>> = BTreeMap::new();
        let mut marked = BTreeSet::new();
        for digest in archive.documents() {
            for mark in marks(digest) {
                let (known, name) = match &mark.scale {
                    Some(scale) => (&mut of_scale, scale.as_str()),
                    None if mark.raw.trim().is_empty() => continue,
                    None => (&mut of_mark, mark.raw.trim()),
                };
                let main = digest.id.main();
                marked.insert(main.clone());
                known
                    .entry((digest.fiscal_year, name))
                    .or_default()
                    .insert(main);
            }
        }
        let counted = |all: BTreeMap<(FiscalYear, &str), BTreeSet<DocumentId>>| {
            let mut counts: BTreeMap<String, BTreeMap<FiscalYear, usize>> = BTreeMap::new();
            for ((year, name), documents) in all {
                counts
                    .entry(name.to_owned())
                    .or_default()
                    .insert(year, documents.len());
            }
            counts
        };
        Self {
            scales: counted(of_scale),
            unknown: counted(of_mark),
            marked: marked.len(),
        }
    }
}
