//! The city itself, its wards and its departments.

use super::data::{DEPARTMENTS, Named, WARDS};
use super::draft::{Draft, Group, Home, Turn, organisation};
use super::{ChangeKind, Day, Organisation};
use crate::content::Kind;
use crate::random::Random;

/// The city in the list of organisations.
pub const CITY: usize = 0;

impl Draft<'_> {
    pub fn add_city(&mut self) {
        let id = "shionagi";
        let mut city = organisation(id.to_owned(), id, "汐凪市", "しおなぎし", Kind::City);
        city.romaji = Some("Shionagi-shi".to_owned());
        city.code = Some(code(0));
        city.contact = Some("汐凪市役所 総務部 電話 00-0000-0000（架空）".to_owned());
        city.topics = self.many_topics("city topics", 0);
        self.add(Group {
            members: vec![city],
            every_year: true,
            ..Group::default()
        });
    }

    /// Wards, as many as there are today; before merges and splits there were others in the place of some.
    pub fn add_wards(&mut self) {
        let events = self.shape.events;
        let mut names = WARDS.wards.iter().take(self.shape.wards);
        let mut former = WARDS.former.iter();
        let step = self.shape.wards - events.ward_splits;
        let (mut merges, mut splits) = (0, 0);
        for slot in 0..step {
            // From the sixth ward of every eight on: the first ones stay as they are.
            let (merge, split) = (merges < events.ward_merges, splits < events.ward_splits);
            let turn = match slot % 7 {
                5 if merge => {
                    merges += 1;
                    let year = self.shape.at(0.25 + 0.1 * f64::from(merges as u8));
                    Some((ChangeKind::Merge, Day::april(year), 2))
                }
                6 if split => {
                    splits += 1;
                    let year = self.shape.at(0.45 + 0.15 * f64::from(splits as u8));
                    Some((ChangeKind::Split, Day::new(year + 1, 1, 1), 1))
                }
                _ => None,
            };
            let turn = turn.map(|(kind, day, before)| Turn { day, kind, before });
            let before = turn.map_or(0, |turn| turn.before);
            let after = turn.map_or(1, |turn| 3 - turn.before);
            let named = former.by_ref().take(before).collect::<Vec<_>>();
            let named = named.into_iter().chain(names.by_ref().take(after));
            let mut random = Random::new(self.seed, "wards", slot as u64);
            let topics = self.many_topics("ward topics", slot as u64);
            let mut members: Vec<Organisation> = named.map(ward).collect();
            for (index, one) in members.iter_mut().enumerate() {
                one.topics.clone_from(&topics);
                if let Some(turn) = turn {
                    limit(one, turn, index);
                }
                let (of, part) = if index < before {
                    (before, index)
                } else {
                    (after, index - before)
                };
                one.towns = Some((step * of, slot + step * part));
            }
            let gap = self.gap(&mut random, turn);
            let forgotten = slot == 2 || random.chance(0.3);
            let added = self.add(Group {
                members,
                turn,
                every_year: slot < 2,
                missing: gap.filter(|_| forgotten),
            });
            let Some(members) = added else { break };
            self.wards.push(Home { members, turn });
        }
        self.number_wards();
    }

    /// Codes in the order in which wards began.
    fn number_wards(&mut self) {
        let wards = self.organisations.iter_mut();
        let mut wards: Vec<_> = wards.filter(|one| one.kind == Kind::Ward).collect();
        wards.sort_by_key(|one| one.first_day);
        for (number, one) in (1..).zip(wards) {
            one.code = Some(code(number));
        }
    }

    /// Six to ten topics.
    fn many_topics(&self, purpose: &str, index: u64) -> Vec<usize> {
        let mut random = Random::new(self.seed, purpose, index);
        let mut topics: Vec<usize> = (0..self.topics.len()).collect();
        random.shuffle(&mut topics);
        topics.truncate(6 + random.below(5));
        topics
    }

    pub fn add_departments(&mut self) {
        let count = self.shape.departments.min(DEPARTMENTS.departments.len());
        let departments = &DEPARTMENTS.departments[..count];
        // Those that were renamed, in the order of their former names.
        let is_there = |former: &&Named| departments.iter().any(|one| one.slug == former.rest[0]);
        let renamed = DEPARTMENTS.renamed.iter().filter(is_there);
        let renamed: Vec<&Named> = renamed
            .take(self.shape.events.renamed_departments)
            .collect();
        for (index, named) in departments.iter().enumerate() {
            let former = renamed
                .iter()
                .position(|former| former.rest[0] == named.slug);
            let turn = former.map(|place| Turn {
                day: Day::april(self.shape.at(0.5 + 0.1 * place as f64)),
                kind: ChangeKind::Rename,
                before: 1,
            });
            let topics = self.topics_of(named.rest.iter(), index);
            let names = former
                .map(|place| renamed[place])
                .into_iter()
                .chain([named]);
            let mut members: Vec<Organisation> = names.map(department).collect();
            for (index, one) in members.iter_mut().enumerate() {
                one.topics.clone_from(&topics);
                if let Some(turn) = turn {
                    limit(one, turn, index);
                }
            }
            let added = self.add(Group {
                members,
                turn,
                ..Group::default()
            });
            let Some(members) = added else { break };
            self.departments.push(Home { members, turn });
        }
    }
}

/// Ends a member of a family on the day before its turn, or begins it on that day.
pub fn limit(one: &mut Organisation, turn: Turn, index: usize) {
    if index < turn.before {
        one.last_day = Some(turn.day.before());
    } else {
        one.first_day = Some(turn.day);
    }
}

fn ward(named: &Named) -> Organisation {
    let short = named.name.trim_end_matches('区').to_owned();
    Organisation {
        romaji: Some(format!("{}-ku", capitalised(&named.slug))),
        abbreviations: vec![short],
        contact: Some(format!(
            "{}役所 総務課 電話 00-0000-0000（架空）",
            named.name
        )),
        ..below_city(named, Kind::Ward)
    }
}

fn department(named: &Named) -> Organisation {
    let ending = if named.name.ends_with('局') {
        "kyoku"
    } else {
        "bu"
    };
    Organisation {
        romaji: Some(format!("{}-{ending}", capitalised(&named.slug))),
        ..below_city(named, Kind::Department)
    }
}

fn below_city(named: &Named, kind: Kind) -> Organisation {
    Organisation {
        parent: Some(CITY),
        ..organisation(
            named.slug.clone(),
            &named.slug,
            &named.name,
            &named.kana,
            kind,
        )
    }
}

/// `kodomo-mirai` as `Kodomo-mirai`.
fn capitalised(slug: &str) -> String {
    let mut letters = slug.chars();
    letters.next().map_or_else(String::new, |first| {
        first.to_ascii_uppercase().to_string() + letters.as_str()
    })
}

/// A code that no municipality has, with its check digit: 991007 is the city's, 991015 its first ward's.
fn code(number: u32) -> String {
    let number = 99_100 + number;
    let digits = [10_000, 1_000, 100, 10, 1].map(|unit| number / unit % 10);
    let sum: u32 = digits
        .iter()
        .zip([6, 5, 4, 3, 2])
        .map(|(digit, weight)| digit * weight)
        .sum();
    format!("{number}{}", (11 - sum % 11) % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_have_a_check_digit() {
        let codes = [0, 1, 2, 3, 4, 5, 8, 9].map(code);
        let known = [
            "991007", "991015", "991023", "991031", "991040", "991058", "991082", "991091",
        ];
        assert_eq!(codes, known);
    }
}
