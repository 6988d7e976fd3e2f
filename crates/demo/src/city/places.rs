//! Small places all over the city: 花渡浜公民館. There is no end of them.

use super::data::TOWNS;
use super::draft::{Draft, Group};
use crate::random::Random;

impl Draft<'_> {
    /// Adds places until there are documents enough: first one kind in every town, then the next, then in parts of towns,
    /// and at last in parts that reach into other wards.
    pub fn add_places(&mut self) {
        if self.wards.is_empty() {
            return;
        }
        let (towns, kinds) = (TOWNS.towns.len(), TOWNS.places.len());
        let parts = TOWNS.parts.len() + 1;
        for index in 0..towns * kinds * parts * self.wards.len() {
            if self.wanted == 0 {
                return;
            }
            let town = index % towns;
            let kind = index / towns % kinds;
            let part = (index / (towns * kinds) % parts).checked_sub(1);
            let elsewhere = index / (towns * kinds * parts);
            self.add_place(index, town, kind, part, elsewhere);
        }
    }

    fn add_place(
        &mut self,
        index: usize,
        town: usize,
        kind: usize,
        part: Option<usize>,
        elsewhere: usize,
    ) {
        let mut random = Random::new(self.seed, "places", index as u64);
        let (first, last) = self.life(&mut random);
        let wards = self.wards.len();
        let home = &self.wards[(town + elsewhere) % wards];
        let (parent, moved) = home.seat(town / wards, first, last);
        let began = moved.map_or(parent, |(_, before)| before);
        let (town, kind) = (&TOWNS.towns[town], &TOWNS.places[kind]);
        let part = part.map(|part| &TOWNS.parts[part]);
        let text = |part: Option<&String>| part.cloned().unwrap_or_default();
        let name = text(part.map(|part| &part.name));
        let kana = text(part.map(|part| &part.kana));
        let slug = part.map_or_else(String::new, |part| format!("-{}", part.slug));
        let mut one = self.section(
            began,
            &format!("{}{name}{}", town.name, kind.name),
            &format!("{}{kana}{}", town.kana, kind.kana),
            &format!("{}{slug}-{}", town.slug, kind.slug),
        );
        (one.parent, one.moved) = (Some(parent), moved);
        (one.first_day, one.last_day) = (first, last);
        one.town = Some(&town.name);
        one.topics = self.topics_of(kind.rest.iter(), index);
        let gap = self.gap(&mut random, None);
        self.add(Group {
            members: vec![one],
            missing: gap.filter(|_| random.chance(0.25)),
            ..Group::default()
        });
    }
}
