//! The writing side of the columns.

use std::collections::{BTreeMap, BTreeSet};

use tantivy::fieldnorm::FieldNormReader;

use super::{bit, coarse};
use crate::bytes::{folded, put_number, put_text};
use crate::passage::Passage;
use crate::texts::Group;

/// Gathers what the columns hold.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    organisations: Names,
    marks: Names,
    placements: Numbered<Vec<u32>>,
    shapes: Numbered<(u8, Vec<u32>)>,
    documents: Vec<Document>,
    shape_of: Vec<u32>,
    lengths: Vec<u8>,
    terms: u64,
}

#[derive(Debug)]
struct Document {
    identity: String,
    year: u16,
    placement: u32,
    passages: u64,
}

/// Names in the order in which they came.
type Names = Numbered<String>;

#[derive(Debug)]
struct Numbered<T>(BTreeMap<T, u32>);

impl<T> Default for Numbered<T> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<T: Ord + Clone> Numbered<T> {
    fn number(&mut self, value: &T) -> u32 {
        if let Some(&number) = self.0.get(value) {
            return number;
        }
        let number = u32::try_from(self.0.len()).unwrap_or(u32::MAX);
        self.0.insert(value.clone(), number);
        number
    }

    /// In the order of their numbers.
    fn listed(&self) -> Vec<&T> {
        let mut listed: Vec<_> = self.0.iter().collect();
        listed.sort_unstable_by_key(|(_, number)| **number);
        listed.into_iter().map(|(value, _)| value).collect()
    }
}

impl Names {
    /// The names sorted, and for each number its place there.
    fn sorted(&self) -> (Vec<&str>, Vec<u32>) {
        let mut places = vec![0; self.0.len()];
        for (place, &number) in (0..).zip(self.0.values()) {
            if let Some(slot) = places.get_mut(number as usize) {
                *slot = place;
            }
        }
        (self.0.keys().map(String::as_str).collect(), places)
    }
}

impl Writer {
    /// Whether a passage begins another document than the one before it belongs to.
    pub fn begins(&self, passage: &Passage) -> bool {
        self.documents
            .last()
            .is_none_or(|last| last.identity != passage.document)
    }

    /// Adds a passage of so many terms.
    pub fn add(&mut self, passage: &Passage, terms: u64) {
        if self.begins(passage) {
            let mut organisations = vec![self.organisations.number(&passage.organisation)];
            for ancestor in &passage.ancestors {
                let number = self.organisations.number(ancestor);
                if !organisations.contains(&number) {
                    organisations.push(number);
                }
            }
            self.documents.push(Document {
                identity: passage.document.clone(),
                year: passage.year,
                placement: self.placements.number(&organisations),
                passages: 0,
            });
        }
        if let Some(document) = self.documents.last_mut() {
            document.passages += 1;
        }
        let kinds = passage.texts.iter().filter(|text| !text.text.is_empty());
        let kinds = kinds.fold(0, |kinds, text| kinds | bit(text.kind));
        let marks = passage
            .marks
            .iter()
            .map(|mark| self.marks.number(mark))
            .collect();
        self.shape_of.push(self.shapes.number(&(kinds, marks)));
        self.terms += terms;
        let code = FieldNormReader::fieldnorm_to_id(u32::try_from(terms).unwrap_or(u32::MAX));
        self.lengths.push(coarse(code));
    }

    /// The file, with the groups of the texts' blocks.
    pub fn finish(&self, texts: &[Group]) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(self.documents.len() * 4 + self.lengths.len() * 2);
        let identities: BTreeSet<&str> = self
            .documents
            .iter()
            .map(|document| document.identity.as_str())
            .collect();
        let ranks: BTreeMap<&str, i64> = identities.iter().copied().zip(0..).collect();
        put_number(&mut bytes, self.lengths.len() as u64);
        put_number(&mut bytes, identities.len() as u64);
        put_number(&mut bytes, self.terms);
        let (organisations, organisation_places) = self.organisations.sorted();
        let (marks, mark_places) = self.marks.sorted();
        for names in [organisations, marks] {
            put_number(&mut bytes, names.len() as u64);
            names.iter().for_each(|name| put_text(&mut bytes, name));
        }
        let placements = self.placements.listed();
        put_number(&mut bytes, placements.len() as u64);
        for placement in placements {
            put_places(&mut bytes, placement, &organisation_places);
        }
        let shapes = self.shapes.listed();
        put_number(&mut bytes, shapes.len() as u64);
        for (kinds, marks) in shapes {
            bytes.push(*kinds);
            put_places(&mut bytes, marks, &mark_places);
        }
        self.put_documents(&mut bytes, &ranks);
        for &shape in &self.shape_of {
            put_number(&mut bytes, shape.into());
        }
        bytes.extend_from_slice(&self.lengths);
        put_number(&mut bytes, texts.len() as u64);
        for group in texts {
            put_number(&mut bytes, group.passages.into());
            put_number(&mut bytes, group.index);
            put_number(&mut bytes, group.length);
        }
        bytes
    }

    /// Column by column, so that like stands beside like.
    fn put_documents(&self, bytes: &mut Vec<u8>, ranks: &BTreeMap<&str, i64>) {
        let documents = &self.documents;
        put_number(bytes, documents.len() as u64);
        for document in documents {
            put_number(bytes, document.passages);
        }
        let mut before = 0;
        for document in documents {
            let year = i64::from(document.year);
            put_number(bytes, folded(year - before));
            before = year;
        }
        for document in documents {
            put_number(bytes, document.placement.into());
        }
        let mut expected = 0;
        for document in documents {
            let rank = ranks.get(document.identity.as_str()).copied().unwrap_or(0);
            put_number(bytes, folded(rank - expected));
            expected = rank + 1;
        }
    }
}

fn put_places(bytes: &mut Vec<u8>, numbers: &[u32], places: &[u32]) {
    put_number(bytes, numbers.len() as u64);
    for &number in numbers {
        put_number(
            bytes,
            places.get(number as usize).copied().unwrap_or(0).into(),
        );
    }
}
