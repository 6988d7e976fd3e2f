//! Pillars and posts: under what goals stand.

use std::collections::{BTreeMap, BTreeSet};

use super::markers::Style;
use super::of_field;
use crate::model::{Field, Role};
use crate::read::draft::{Announcements, Column, Draft};
use crate::read::interpret;

/// 「1 安全なまち」 above 「1-1 除雪」 is a pillar, and no goal – unless results speak of 1 and not of 1-1.
pub(super) fn pillars_by_number(drafts: &mut [Draft]) {
    let numbers = |field: Field, wanted: Style| {
        let numbers = of_field(drafts, field).into_iter();
        numbers
            .filter_map(|index| drafts[index].number.as_ref())
            .filter(move |(_, style)| *style == wanted)
            .map(|(number, _)| number.clone())
            .collect::<BTreeSet<String>>()
    };
    let above: BTreeSet<String> = numbers(Field::Goals, Style::Dashed)
        .iter()
        .filter_map(|number| Some(number.split_once('-')?.0.to_owned()))
        .collect();
    let results_of_pillars = [Field::Result, Field::Direction].iter().any(|&field| {
        !numbers(field, Style::Plain).is_empty() && numbers(field, Style::Dashed).is_empty()
    });
    if above.is_empty() || results_of_pillars {
        return;
    }
    for field in [
        Field::Goals,
        Field::Result,
        Field::Direction,
        Field::MidyearReview,
    ] {
        let mut in_pillar = false;
        for index in of_field(drafts, field) {
            match &drafts[index].number {
                Some((number, Style::Plain)) => in_pillar = above.contains(number),
                Some(_) => in_pillar = false,
                None => {}
            }
            if in_pillar {
                drafts[index].field = Some(Field::Group);
            }
        }
    }
}

/// Finds the groups, and gives each draft the one under which it stands.
pub(super) fn find(
    drafts: &mut [Draft],
    announcements: &Announcements,
    columns: &[Vec<Column>],
) -> Vec<String> {
    // The labels of a table come back on another page: its pillar stays.
    let goes_on = |table: Option<u32>| {
        let columns = table.and_then(|table| columns.get(table as usize - 1));
        columns.is_some_and(|columns| columns.iter().any(|column| column.goes_on))
    };
    let posts = posts(drafts, announcements);
    let mut groups = Groups::default();
    let mut post: Option<String> = None;
    let mut pillar: Option<Pillar> = None;
    let mut marker: Option<String> = None;
    for index in 0..drafts.len() {
        if let Some(source) = posts.get(&index) {
            post = Some(drafts[*source].piece.text.clone());
            pillar = None;
        }
        let draft = &drafts[index];
        let table = draft.place.map(|place| place.table);
        let ended = pillar.as_ref().is_some_and(|pillar| {
            let by_heading = draft.announces()
                && 0 < draft.level
                && draft.level <= pillar.level
                && draft.field != Some(Field::Group);
            let by_table = pillar.table.is_some()
                && pillar.table != table
                && !goes_on(table)
                && !is_between_pages(draft);
            by_heading || by_table
        });
        if ended {
            pillar = None;
        } else if let Some(pillar) = pillar.as_mut().filter(|pillar| pillar.table.is_some()) {
            pillar.table = table.or(pillar.table);
        }
        if draft.field == Some(Field::Group) {
            let text = draft.piece.text.as_str();
            match draft.role {
                Role::Marker => marker = Some(format!("{text} ")),
                Role::Value | Role::Heading => {
                    let announced = announcements.of(draft.scope);
                    let before = match (&announced.number, marker.take()) {
                        // 「経営課題1」 and what it is called.
                        (Some(_), _) => format!("{} ", announced.label),
                        (None, marker) => marker.unwrap_or_default(),
                    };
                    let text = format!("{before}{text}");
                    pillar = Some(Pillar {
                        text,
                        level: draft.level,
                        table,
                    });
                }
                Role::Label | Role::Note => {}
            }
        }
        let text = match (&post, &pillar) {
            (Some(post), Some(pillar)) => Some(format!("{post} {}", pillar.text)),
            (Some(post), None) => Some(post.clone()),
            (None, Some(pillar)) => Some(pillar.text.clone()),
            (None, None) => None,
        };
        drafts[index].group = text.map(|text| groups.index(text));
    }
    groups.texts
}

/// Whether a draft stands between two pages of a table and does not end it: a note, or the number of the page.
fn is_between_pages(draft: &Draft) -> bool {
    draft.place.is_none()
        && (draft.role == Role::Note
            || draft.field.is_none() && interpret::is_between_pages(&draft.piece.text))
}

/// A pillar that is in force.
struct Pillar {
    text: String,
    /// The level of its heading; 0 where it is none.
    level: u8,
    /// The table by columns in which it stands.
    table: Option<u32>,
}

#[derive(Default)]
struct Groups {
    texts: Vec<String>,
    known: BTreeMap<String, usize>,
}

impl Groups {
    fn index(&mut self, text: String) -> usize {
        let texts = &mut self.texts;
        *self.known.entry(text).or_insert_with_key(|text| {
            texts.push(text.clone());
            texts.len() - 1
        })
    }
}

/// Where several posts stand on one page: the draft with which each begins, and the draft that names it – the
/// organisation printed above its goals, or else the heading.
fn posts(drafts: &[Draft], announcements: &Announcements) -> BTreeMap<usize, usize> {
    let mut found = BTreeMap::new();
    // Where the name of the next post begins, and the draft that names it.
    let mut organisation: Option<(usize, usize)> = None;
    let mut heading: Option<(usize, usize)> = None;
    let mut label = None;
    for (index, draft) in drafts.iter().enumerate() {
        match (draft.role, draft.field) {
            (Role::Label | Role::Heading, Some(Field::Organisation)) => label = Some(index),
            (Role::Value, Some(Field::Organisation)) => {
                organisation = Some((label.take().unwrap_or(index), index));
            }
            (Role::Heading, None | Some(Field::Heads)) => {
                heading = Some((index, index));
            }
            (Role::Label | Role::Heading, Some(Field::Goals))
                if announcements.of(draft.scope).number.is_none()
                    && draft.place.is_none_or(|place| place.record == 0) =>
            {
                let named = organisation.or(heading);
                if let Some((start, name)) = named {
                    found.insert(start, name);
                }
                (organisation, heading) = (None, None);
            }
            _ => {}
        }
    }
    if found.len() < 2 {
        BTreeMap::new()
    } else {
        found
    }
}
