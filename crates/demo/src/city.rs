//! Which organisations the city has, when, who heads them, and which documents there are.
//!
//! There are as many documents as were asked for, editions included. They go to the city first, then to wards,
//! departments, sections of wards, sections of departments, and last to small places all over the city (公民館,
//! 保育園, 消防署 …). Whoever comes last has documents of the newest years only. What there is today, about:
//!
//! | documents | years | wards | departments | sections of wards | of departments | small places |
//! |----------:|------:|------:|------------:|------------------:|---------------:|-------------:|
//! |       300 |    20 |     8 |           3 |                 1 |              4 |            – |
//! |     2,000 |    20 |     8 |          20 |                31 |             39 |            – |
//! |    10,000 |    20 |    16 |          46 |               200 |            220 |            – |
//! |   100,000 |    20 |    24 |          60 |               930 |            390 |        3,500 |
//!
//! Organisations that changes bind together are one [`Family`]; a move binds nobody, because who is moved goes on.
//! From 300 documents over at least ten years there is each kind of change: a department renamed, sections merged, split
//! and moved, wards merged on a 1 April, and a ward split on a 1 January: in that fiscal year the old ward and the
//! new ones, for what was left of it, all have documents. Small places of merged and split wards are moved to
//! the new ones; their sections are merged and split as they are.

mod data;
mod day;
mod draft;
mod editions;
mod events;
mod heads;
mod places;
mod registry;
mod sections;
mod shape;
#[cfg(test)]
mod tests;
mod top;

pub use data::Named;
pub use day::Day;

use std::collections::BTreeMap;
use std::ops::{Range, RangeInclusive};

use crate::Options;
use crate::content::{Edition, Kind, Publisher};
use draft::Draft;
use shape::Shape;

/// The names that a topic has for sections.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TopicSections {
    /// `snow`
    pub id: String,
    pub sections: Vec<SectionName>,
}

/// What a section may be called.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SectionName {
    pub name: String,
    pub kana: String,
    pub slug: String,
}

impl SectionName {
    /// Of 「雪対策課|ゆきたいさくか|yuki-taisaku」, as topics write it.
    pub fn parse(text: &str) -> Option<Self> {
        let mut cells = text.split('|').map(|cell| cell.trim().to_owned());
        match (cells.next(), cells.next(), cells.next(), cells.next()) {
            (Some(name), Some(kana), Some(slug), None) => Some(Self { name, kana, slug }),
            _ => None,
        }
    }
}

/// An organisation of the city.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Organisation {
    /// Unique, never reused.
    pub id: String,
    /// Its name in addresses.
    pub slug: String,
    pub name: String,
    pub kana: String,
    /// Of the city, wards and departments.
    pub romaji: Option<String>,
    pub kind: Kind,
    /// Of the city and wards.
    pub code: Option<String>,
    /// To which organisation it belongs today, or did at its end.
    pub parent: Option<usize>,
    /// The day on which it was moved, and from where.
    pub moved: Option<(Day, usize)>,
    pub abbreviations: Vec<String>,
    pub contact: Option<String>,
    /// None where it was always there.
    pub first_day: Option<Day>,
    /// None where it is still there.
    pub last_day: Option<Day>,
    /// What its goals are about: places in the list of topics. A section has one or two, small places and departments
    /// up to four, wards and the city six to ten.
    pub topics: Vec<usize>,
    /// The town of a small place.
    pub town: Option<&'static str>,
    /// The organisation whose heads went on here: itself, or the one that was renamed.
    heads_since: usize,
    /// Which towns are in a ward: each `step`-th from a place on.
    towns: Option<(usize, usize)>,
}

impl Organisation {
    /// Whether it existed on any day of a fiscal year.
    pub fn exists_in(&self, year: u16) -> bool {
        self.first_day
            .is_none_or(|first| first.fiscal_year() <= year)
            && self.last_day.is_none_or(|last| last.fiscal_year() >= year)
    }
}

/// The kinds of change between organisations, named as in the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    Rename,
    Merge,
    Split,
    Move,
}

impl ChangeKind {
    /// `rename`
    pub fn key(self) -> &'static str {
        match self {
            Self::Rename => "rename",
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Move => "move",
        }
    }
}

/// What happened to organisations on one day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Change {
    pub date: Day,
    pub kind: ChangeKind,
    pub from: Vec<usize>,
    pub to: Vec<usize>,
    /// Of a move.
    pub from_parent: Option<usize>,
    pub note: Option<String>,
}

/// Organisations that hand goals on to each other, and to nobody else: they can be worked on apart from all others.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Family {
    pub organisations: Range<usize>,
    /// In order of time; other editions follow the main one.
    pub documents: Vec<Planned>,
}

/// A document that there should be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Planned {
    pub organisation: usize,
    pub year: u16,
    pub edition: Option<Edition>,
    /// In the first document of an organisation: those that it took over from and that have documents before. In all
    /// others goals come from its own document before.
    pub predecessors: Vec<usize>,
}

/// Which organisations and documents there are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct City {
    /// In the order of the registry; the city itself is the first.
    pub organisations: Vec<Organisation>,
    /// In order of time.
    pub changes: Vec<Change>,
    pub families: Vec<Family>,
    seed: u64,
    first: u16,
    last: u16,
}

impl City {
    /// Plans the city for these topics, of which there has to be one at least.
    pub fn plan(options: &Options, topics: &[TopicSections]) -> Self {
        let shape = Shape::of(options);
        let mut draft = Draft::new(options.seed, shape.clone(), topics);
        draft.add_city();
        draft.add_wards();
        draft.add_departments();
        let mut pools = draft.section_pools();
        draft.add_events(&mut pools);
        draft.add_ward_sections();
        draft.add_department_sections(pools);
        draft.add_places();
        let mut city = Self {
            organisations: draft.organisations,
            changes: draft.changes,
            families: draft.families,
            seed: options.seed,
            first: shape.first,
            last: shape.last,
        };
        city.tell_moves();
        editions::add(
            options.seed,
            &shape,
            &city.organisations,
            &mut city.families,
        );
        city
    }

    /// The fiscal years.
    pub fn years(&self) -> RangeInclusive<u16> {
        self.first..=self.last
    }

    /// An organisation as publisher.
    pub fn publisher(&self, organisation: usize) -> Publisher {
        let one = &self.organisations[organisation];
        Publisher {
            id: one.id.clone(),
            name: one.name.clone(),
            kind: one.kind,
        }
    }

    /// To which organisation one belonged on the first of April of a fiscal year.
    pub fn parent_in(&self, organisation: usize, year: u16) -> Option<usize> {
        let one = &self.organisations[organisation];
        match one.moved {
            Some((day, from)) if day > Day::april(year) => Some(from),
            _ => one.parent,
        }
    }

    /// The ward above a section in a fiscal year.
    pub fn ward_in(&self, organisation: usize, year: u16) -> Option<usize> {
        let parent = self.parent_in(organisation, year)?;
        (self.organisations[parent].kind == Kind::Ward).then_some(parent)
    }

    /// Where a document stands below `content`, without its edition and ending, under the organisation that was above
    /// its own in that year: `2024/shioji/yuki-taisaku`.
    pub fn path(&self, organisation: usize, year: u16) -> String {
        let above = self.parent_in(organisation, year);
        format!("{year}/{}", self.slugs(organisation, above))
    }

    /// The address and identity of a document, under the organisation that is above its own today.
    pub fn address(&self, organisation: usize, year: u16) -> String {
        let above = self.organisations[organisation].parent;
        format!("{year}/{}", self.slugs(organisation, above))
    }

    fn slugs(&self, organisation: usize, above: Option<usize>) -> String {
        let one = &self.organisations[organisation];
        match (one.kind, above) {
            (Kind::City, _) => "city".to_owned(),
            (Kind::Section, Some(above)) => {
                format!("{}/{}", self.organisations[above].slug, one.slug)
            }
            _ => one.slug.clone(),
        }
    }

    /// The towns that an organisation is about: those of its ward in a fiscal year, or all.
    pub fn towns(&self, organisation: usize, year: u16) -> impl Iterator<Item = &'static Named> {
        let own = self.organisations[organisation].towns;
        let ward = || self.ward_in(organisation, year);
        let of_ward = || ward().and_then(|ward| self.organisations[ward].towns);
        let (step, from) = own.or_else(of_ward).unwrap_or((1, 0));
        data::TOWNS.towns.iter().skip(from).step_by(step)
    }

    /// Adds the moves to the changes: all that were moved on one day from one organisation at once.
    fn tell_moves(&mut self) {
        let mut moves: BTreeMap<(Day, usize), Vec<usize>> = BTreeMap::new();
        for (index, one) in self.organisations.iter().enumerate() {
            if let Some(moved) = one.moved {
                moves.entry(moved).or_default().push(index);
            }
        }
        let moves = moves.into_iter().map(|((date, parent), moved)| Change {
            date,
            kind: ChangeKind::Move,
            from: moved.clone(),
            to: moved,
            from_parent: Some(parent),
            note: None,
        });
        self.changes.extend(moves);
        self.changes
            .sort_by(|a, b| (a.date, a.kind, &a.from).cmp(&(b.date, b.kind, &b.from)));
    }
}
