//! What the archive as a whole knows: organisations, their changes, codes.

use std::collections::BTreeSet;

use super::Rows;
use crate::data::codes::code_entries;
use crate::data::column::Cell;
use crate::data::encode::Lines;
use crate::data::tables::{CHANGES, CODES, ORGANISATIONS};
use crate::model::{Change, FiscalYear, OrganisationId};

impl Rows<'_> {
    /// All organisations, by their ids.
    #[must_use]
    pub fn organisations(&self) -> Lines {
        let mut lines = Lines::default();
        let archive = self.archive;
        let with_pages = archive.organisations_with_pages();
        let with_pages: BTreeSet<&OrganisationId> = with_pages.iter().map(|one| &one.id).collect();
        let mut all: Vec<_> = archive.registry().organisations().iter().collect();
        all.sort_by_key(|one| &one.id);
        for one in all {
            let mut held = archive
                .of_organisation(&one.id)
                .map(|digest| digest.fiscal_year);
            let count = archive.of_organisation(&one.id).count();
            let (first, last) = (held.next(), held.next_back());
            let last = last.or(first);
            let label =
                |year: Option<FiscalYear>| -> Cell<'_> { year.map(FiscalYear::label).into() };
            let path = with_pages
                .contains(&one.id)
                .then(|| format!("organisations/{}/", one.id));
            let url = path.as_deref().map_or(Cell::Empty, |path| self.url(path));
            let record = vec![
                ("municipality_code", self.municipality_code().into()),
                ("organisation_id", one.id.as_str().into()),
                ("slug", one.slug().into()),
                ("name", (&one.name).into()),
                ("kana", one.kana.as_ref().into()),
                ("romaji", one.romaji.as_ref().into()),
                ("kind", one.kind.key().into()),
                ("code", one.code.as_ref().into()),
                ("area_code", self.area_code(Some(one), None).into()),
                (
                    "parent_id",
                    one.parent.as_ref().map(OrganisationId::as_str).into(),
                ),
                ("valid_from", one.valid_from.into()),
                ("valid_to", one.valid_to.into()),
                ("documents", count.into()),
                ("first_fiscal_year", first.map(FiscalYear::year).into()),
                ("first_fiscal_year_label", label(first)),
                ("last_fiscal_year", last.map(FiscalYear::year).into()),
                ("last_fiscal_year_label", label(last)),
                ("path", path.into()),
                ("url", url),
            ];
            self.encoder().add(&mut lines, &ORGANISATIONS, record);
        }
        lines
    }

    /// All changes, by day, kind and organisations: the order of the registry's file makes no difference.
    #[must_use]
    pub fn changes(&self) -> Lines {
        let registry = self.archive.registry();
        let mut pairs: BTreeSet<(String, &OrganisationId, &OrganisationId, usize)> =
            BTreeSet::new();
        for (at, change) in registry.changes().iter().enumerate() {
            let id = change_id(change);
            for from in &change.from {
                for to in &change.to {
                    pairs.insert((id.clone(), from, to, at));
                }
            }
        }
        let mut lines = Lines::default();
        let mut last = None;
        for (id, from, to, at) in pairs {
            // The same change may be written down twice.
            let pair = (id.clone(), from, to);
            if last.as_ref() == Some(&pair) {
                continue;
            }
            last = Some(pair);
            let change = &registry.changes()[at];
            let name = |id| registry.get(id).map(|one| &one.name);
            let year = FiscalYear::from_western(change.date.fiscal_year());
            let parent = change.from_parent.as_ref();
            let record = vec![
                ("municipality_code", self.municipality_code().into()),
                ("change_id", id.into()),
                ("date", change.date.into()),
                ("fiscal_year", year.year().into()),
                ("fiscal_year_label", year.label().into()),
                ("kind", change.kind.key().into()),
                ("from_id", from.as_str().into()),
                ("from_name", name(from).into()),
                ("to_id", to.as_str().into()),
                ("to_name", name(to).into()),
                ("from_parent_id", parent.map(OrganisationId::as_str).into()),
                ("note", change.note.as_ref().into()),
            ];
            self.encoder().add(&mut lines, &CHANGES, record);
        }
        lines
    }

    /// The code table, with the scales of all forms.
    #[must_use]
    pub fn codes(&self) -> Lines {
        let mut lines = Lines::default();
        let mut add =
            |list: &str, scale: Option<&str>, at: usize, code: &str, rest: [Cell<'_>; 4]| {
                let [japanese, english, meaning, spellings] = rest;
                let record = vec![
                    ("municipality_code", self.municipality_code().into()),
                    ("list", list.into()),
                    ("scale_id", scale.into()),
                    ("position", at.into()),
                    ("code", code.into()),
                    ("name_ja", japanese),
                    ("name_en", english),
                    ("meaning", meaning),
                    ("spellings", spellings),
                ];
                self.encoder().add(&mut lines, &CODES, record);
            };
        let (mut list, mut at) = ("", 0);
        for entry in code_entries() {
            at = if entry.list == list { at + 1 } else { 1 };
            list = entry.list;
            let name = entry.name;
            let rest = [
                name.japanese.into(),
                name.english.into(),
                Cell::Empty,
                Cell::Empty,
            ];
            add(list, None, at, entry.code, rest);
        }
        let mut scales: Vec<_> = self
            .config
            .forms
            .iter()
            .flat_map(|form| &form.scales)
            .collect();
        scales.sort_by_key(|scale| &scale.id);
        for (at, scale) in scales.iter().enumerate() {
            let years = scale.years.map(String::from);
            let rest = [(&scale.name).into(), Cell::Empty, years.into(), Cell::Empty];
            add("scale", None, at + 1, &scale.id, rest);
        }
        for scale in scales {
            for (at, mark) in scale.mark.iter().enumerate() {
                let Some((first, others)) = mark.text.split_first() else {
                    continue;
                };
                let rest = [
                    first.into(),
                    Cell::Empty,
                    mark.meaning.as_ref().into(),
                    others.join("｜").into(),
                ];
                add("mark", Some(&scale.id), at + 1, first, rest);
            }
        }
        lines
    }
}

/// `2024-01-01/merge/naka+higashi/chuo`
fn change_id(change: &Change) -> String {
    let sorted = |ids: &[OrganisationId]| {
        let ids: BTreeSet<&str> = ids.iter().map(OrganisationId::as_str).collect();
        ids.into_iter().collect::<Vec<_>>().join("+")
    };
    let (from, to) = (sorted(&change.from), sorted(&change.to));
    format!("{}/{}/{from}/{to}", change.date, change.kind.key())
}
