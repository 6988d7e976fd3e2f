//! Sections of wards and of departments, with names that topics have for them.

use std::collections::VecDeque;

use super::Organisation;
use super::data::{DEPARTMENTS, WARDS};
use super::draft::{Draft, Group, Home};
use super::top::limit;
use crate::random::Random;

/// A name for a section: the places of a topic and of a name of it.
pub type Name = (usize, usize);

/// Names that a department has for sections and has not used yet, the best first.
#[derive(Debug, Default)]
pub struct Pool(VecDeque<Name>);

impl Pool {
    pub fn pop_front(&mut self) -> Option<Name> {
        self.0.pop_front()
    }

    /// Three names of one topic.
    pub fn take_three(&mut self) -> Option<[Name; 3]> {
        let of = |topic: usize| self.0.iter().copied().filter(move |name| name.0 == topic);
        let three = self.0.iter().find_map(|&(topic, _)| {
            let mut names = of(topic);
            Some([names.next()?, names.next()?, names.next()?])
        })?;
        self.0.retain(|name| !three.contains(name));
        Some(three)
    }
}

impl Draft<'_> {
    /// The names of each department: those of its topics, shared with the others that have the same topic.
    pub fn section_pools(&self) -> Vec<Pool> {
        let topics = |place: usize| {
            let named = &DEPARTMENTS.departments[place];
            self.topics_of(named.rest.iter(), place)
        };
        let topics: Vec<Vec<usize>> = (0..self.departments.len()).map(topics).collect();
        let mut sharing = vec![Vec::new(); self.topics.len()];
        for (place, own) in topics.iter().enumerate() {
            for &topic in own {
                sharing[topic].push(place);
            }
        }
        let longest = self.topics.iter().map(|topic| topic.sections.len()).max();
        let mut pools: Vec<Pool> = topics.iter().map(|_| Pool::default()).collect();
        for index in 0..longest.unwrap_or_default() {
            for (topic, sharing) in sharing.iter().enumerate() {
                if index < self.topics[topic].sections.len() && !sharing.is_empty() {
                    pools[sharing[index % sharing.len()]]
                        .0
                        .push_back((topic, index));
                }
            }
        }
        pools
    }

    pub fn named_section(&self, parent: usize, (topic, index): Name) -> Organisation {
        let named = &self.topics[topic].sections[index];
        let mut one = self.section(parent, &named.name, &named.kana, &named.slug);
        one.topics.push(topic);
        one
    }

    /// Sections below wards: the same topics in all of them, often by other names.
    pub fn add_ward_sections(&mut self) {
        let known = WARDS.sections.iter();
        let known = known.filter_map(|id| self.topics.iter().position(|topic| topic.id == *id));
        let mut topics: Vec<usize> = known.collect();
        let others: Vec<usize> = (0..self.topics.len())
            .filter(|at| !topics.contains(at))
            .collect();
        topics.extend(others);
        topics.truncate(self.shape.ward_sections);
        for (rank, &topic) in topics.iter().enumerate() {
            let names = self.topics[topic].sections.len();
            for place in 0..self.wards.len() {
                if self.wanted == 0 {
                    return;
                }
                let index = (place * 64 + rank) as u64;
                let mut random = Random::new(self.seed, "ward sections", index);
                let favourite = if random.chance(0.6) {
                    0
                } else {
                    random.below(names)
                };
                let second = *random.frequent(&topics);
                // Another topic may have the same name.
                for attempt in 0..names {
                    let name = (topic, (favourite + attempt) % names);
                    let group = self.ward_section(place, name, second, &mut random);
                    if self.add(group).is_some() {
                        break;
                    }
                }
            }
        }
    }

    /// A section of a ward. Where wards were merged or split, so were their sections.
    fn ward_section(&self, place: usize, name: Name, second: usize, random: &mut Random) -> Group {
        let Home { members, turn } = self.wards[place].clone();
        let (first, last) = match turn {
            None => self.life(random),
            Some(_) => (None, None),
        };
        let is_first = place == 0 && name.0 == self.first_topic();
        let gap = self.gap(random, turn);
        let forgotten = is_first || random.chance(0.25);
        let mut sections: Vec<Organisation> =
            members.map(|ward| self.named_section(ward, name)).collect();
        for (index, one) in sections.iter_mut().enumerate() {
            match turn {
                Some(turn) => limit(one, turn, index),
                None => (one.first_day, one.last_day) = (first, last),
            }
            if second != name.0 && index.is_multiple_of(2) {
                one.topics.push(second);
            }
        }
        Group {
            members: sections,
            turn,
            missing: gap.filter(|_| forgotten),
            ..Group::default()
        }
    }

    /// The topic of which wards have a section first.
    fn first_topic(&self) -> usize {
        let first = self
            .topics
            .iter()
            .position(|topic| topic.id == WARDS.sections[0]);
        first.unwrap_or_default()
    }

    /// Sections below departments, one for each in turn.
    pub fn add_department_sections(&mut self, mut pools: Vec<Pool>) {
        while self.wanted > 0 && pools.iter().any(|pool| !pool.0.is_empty()) {
            for (place, pool) in pools.iter_mut().enumerate() {
                let Some(name) = pool.pop_front() else {
                    continue;
                };
                let index = (name.0 * 64 + name.1) as u64;
                let mut random = Random::new(self.seed, "department sections", index);
                let (first, last) = self.life(&mut random);
                let home = &self.departments[place];
                let (parent, moved) = home.seat(0, first, last);
                let began = moved.map_or(parent, |(_, before)| before);
                let mut one = self.named_section(began, name);
                (one.parent, one.moved) = (Some(parent), moved);
                (one.first_day, one.last_day) = (first, last);
                let others = &self.organisations[parent].topics;
                if random.chance(0.3) && !others.is_empty() {
                    one.topics
                        .extend(Some(*random.pick(others)).filter(|at| *at != name.0));
                }
                let gap = self.gap(&mut random, None);
                self.add(Group {
                    members: vec![one],
                    missing: gap.filter(|_| random.chance(0.25)),
                    ..Group::default()
                });
            }
        }
    }
}
