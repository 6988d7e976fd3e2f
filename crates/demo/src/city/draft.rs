//! A city in the making: what is added, until there are documents enough.

use std::collections::BTreeSet;
use std::ops::Range;

use super::shape::Shape;
use super::{Change, ChangeKind, Day, Family, Organisation, Planned, TopicSections};
use crate::content::Kind;
use crate::random::Random;

/// Names that addresses of the site itself have.
const RESERVED: [&str; 10] = [
    "index", "city", "data", "editions", "files", "changes", "search", "assets", "about", "feeds",
];

/// The longest id that a registry takes.
const LONGEST_ID: usize = 64;

pub struct Draft<'a> {
    pub seed: u64,
    pub shape: Shape,
    pub topics: &'a [TopicSections],
    pub organisations: Vec<Organisation>,
    pub changes: Vec<Change>,
    pub families: Vec<Family>,
    pub wards: Vec<Home>,
    pub departments: Vec<Home>,
    /// How many main documents are still wanted.
    pub wanted: usize,
    ids: BTreeSet<String>,
    /// Slugs and names, by the organisation above.
    taken: BTreeSet<(Option<usize>, String)>,
}

/// The day on which the first `before` members of a group made way for the others.
#[derive(Debug, Clone, Copy)]
pub struct Turn {
    pub day: Day,
    pub kind: ChangeKind,
    pub before: usize,
}

/// A family before its documents are planned.
#[derive(Debug, Default)]
pub struct Group {
    pub members: Vec<Organisation>,
    pub turn: Option<Turn>,
    /// Whether it also has documents of the year in which hardly anybody has.
    pub every_year: bool,
    /// A year of which the document is missing.
    pub missing: Option<u16>,
}

/// A family of wards or departments, under which sections stand.
#[derive(Debug, Clone)]
pub struct Home {
    pub members: Range<usize>,
    pub turn: Option<Turn>,
}

impl Home {
    /// The member of today; the `part`-th where there are several.
    pub fn today(&self, part: usize) -> usize {
        let before = self.turn.map_or(0, |turn| turn.before);
        self.members.start + before + part % (self.members.len() - before)
    }

    /// The member before the turn.
    pub fn before(&self, part: usize) -> usize {
        let before = self.turn.map_or(self.members.len(), |turn| turn.before);
        self.members.start + part % before
    }

    /// Where somebody with this life stands, and from where it was moved there.
    pub fn seat(
        &self,
        part: usize,
        first: Option<Day>,
        last: Option<Day>,
    ) -> (usize, Option<(Day, usize)>) {
        match self.turn {
            Some(turn) if last.is_some_and(|last| last < turn.day) => (self.before(part), None),
            Some(turn) if first.is_none_or(|first| first < turn.day) => {
                (self.today(part), Some((turn.day, self.before(part))))
            }
            _ => (self.today(part), None),
        }
    }
}

impl<'a> Draft<'a> {
    pub fn new(seed: u64, shape: Shape, topics: &'a [TopicSections]) -> Self {
        Self {
            seed,
            wanted: shape.main,
            shape,
            topics,
            organisations: Vec::new(),
            changes: Vec::new(),
            families: Vec::new(),
            wards: Vec::new(),
            departments: Vec::new(),
            ids: BTreeSet::new(),
            taken: BTreeSet::new(),
        }
    }

    /// Adds a family with its documents; only the newest of them where no more are wanted. Nothing is added, and nothing
    /// returned, where none is wanted or a name is taken.
    pub fn add(&mut self, mut group: Group) -> Option<Range<usize>> {
        if self.wanted == 0 || !self.is_free(&group.members) {
            return None;
        }
        let start = self.organisations.len();
        let documents = self.documents(start, &group);
        if documents.is_empty() {
            return None;
        }
        self.wanted -= documents.len();
        let members = start..start + group.members.len();
        for (index, one) in members.clone().zip(&mut group.members) {
            one.heads_since = match group.turn {
                Some(turn) if turn.kind == ChangeKind::Rename => start,
                _ => index,
            };
            self.ids.insert(one.id.clone());
            self.taken.extend(places(one));
        }
        if let Some(turn) = group.turn {
            let (before, after) = group.members.split_at(turn.before);
            self.changes.push(Change {
                date: turn.day,
                kind: turn.kind,
                from: (start..start + turn.before).collect(),
                to: (start + turn.before..members.end).collect(),
                from_parent: None,
                note: note(turn.kind, before, after),
            });
        }
        self.organisations.append(&mut group.members);
        self.families.push(Family {
            organisations: members.clone(),
            documents,
        });
        Some(members)
    }

    /// Whether nobody has these ids, and nobody in the same place these names.
    fn is_free(&self, members: &[Organisation]) -> bool {
        let mut ids = BTreeSet::new();
        let mut taken = BTreeSet::new();
        members.iter().all(|one| {
            one.id.len() <= LONGEST_ID
                && !RESERVED.contains(&one.slug.as_str())
                && !self.ids.contains(&one.id)
                && ids.insert(one.id.as_str())
                && places(one).all(|place| !self.taken.contains(&place) && taken.insert(place))
        })
    }

    fn documents(&self, start: usize, group: &Group) -> Vec<Planned> {
        let mut documents = Vec::new();
        for year in self.shape.first..=self.shape.last {
            if group.missing == Some(year) || self.shape.sparse == Some(year) && !group.every_year {
                continue;
            }
            for (index, one) in group.members.iter().enumerate() {
                if one.exists_in(year) {
                    documents.push(Planned {
                        organisation: start + index,
                        year,
                        edition: None,
                        predecessors: Vec::new(),
                    });
                }
            }
        }
        documents.drain(..documents.len().saturating_sub(self.wanted));
        if let Some(turn) = group.turn {
            let held = |index: &usize| documents.iter().any(|one| one.organisation == *index);
            let before: Vec<usize> = (start..start + turn.before).filter(held).collect();
            for index in start + turn.before..start + group.members.len() {
                if let Some(first) = documents.iter_mut().find(|one| one.organisation == index) {
                    first.predecessors.clone_from(&before);
                }
            }
        }
        documents
    }

    /// A year within a life from whose document nothing is left: neither the first, nor the newest, nor one around a turn.
    pub fn gap(&self, random: &mut Random, turn: Option<Turn>) -> Option<u16> {
        let inner = usize::from(self.shape.span())
            .checked_sub(3)
            .filter(|&inner| inner > 0)?;
        let year = self.shape.last - 1 - random.below(inner.div_ceil(2)) as u16;
        let near = turn.is_some_and(|turn| turn.day.fiscal_year().abs_diff(year) < 2);
        (self.shape.has_gaps && !near).then_some(year)
    }

    /// The first and last day of a section. Most are always there.
    pub fn life(&self, random: &mut Random) -> (Option<Day>, Option<Day>) {
        if !self.shape.has_gaps || !random.chance(0.1) {
            return (None, None);
        }
        let year = self.shape.first + 1 + random.below(usize::from(self.shape.span()) - 2) as u16;
        if random.chance(0.6) {
            (Some(Day::april(year)), None)
        } else {
            (None, Some(Day::end_of(year)))
        }
    }

    /// The places of topics in the list of topics; some other topic where none of them is there.
    pub fn topics_of<'b>(
        &self,
        ids: impl Iterator<Item = &'b String>,
        otherwise: usize,
    ) -> Vec<usize> {
        let place = |id: &String| self.topics.iter().position(|topic| topic.id == *id);
        let mut found: Vec<usize> = ids.filter_map(place).take(4).collect();
        if found.is_empty() && !self.topics.is_empty() {
            found.push(otherwise % self.topics.len());
        }
        found
    }

    /// A section in a place. Its id names the organisation under which it began.
    pub fn section(&self, parent: usize, name: &str, kana: &str, slug: &str) -> Organisation {
        Organisation {
            parent: Some(parent),
            ..organisation(
                format!("{}-{slug}", self.organisations[parent].id),
                slug,
                name,
                kana,
                Kind::Section,
            )
        }
    }
}

/// An organisation of which no more is known.
pub fn organisation(id: String, slug: &str, name: &str, kana: &str, kind: Kind) -> Organisation {
    Organisation {
        id,
        slug: slug.to_owned(),
        name: name.to_owned(),
        kana: kana.to_owned(),
        romaji: None,
        kind,
        code: None,
        parent: None,
        moved: None,
        abbreviations: Vec::new(),
        contact: None,
        first_day: None,
        last_day: None,
        topics: Vec::new(),
        town: None,
        heads_since: 0,
        towns: None,
    }
}

/// What an organisation takes: its slug and its name, wherever it stood.
fn places(one: &Organisation) -> impl Iterator<Item = (Option<usize>, String)> {
    let parents = [Some(one.parent), one.moved.map(|(_, parent)| Some(parent))];
    parents
        .into_iter()
        .flatten()
        .flat_map(|parent| [(parent, one.slug.clone()), (parent, one.name.clone())])
}

/// A sentence for readers, where names say what happened.
fn note(kind: ChangeKind, before: &[Organisation], after: &[Organisation]) -> Option<String> {
    let names = |all: &[Organisation]| {
        let names: Vec<&str> = all.iter().map(|one| one.name.as_str()).collect();
        names.join("と")
    };
    if before[0].name == after[0].name {
        return None;
    }
    let (before, after) = (names(before), names(after));
    match kind {
        ChangeKind::Rename => Some(format!("{before}を{after}に改称しました")),
        ChangeKind::Merge => Some(format!("{before}を{after}に統合しました")),
        ChangeKind::Split => Some(format!("{before}を{after}に分けました")),
        ChangeKind::Move => None,
    }
}
