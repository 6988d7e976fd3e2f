//! What happened to sections of departments: two merged, one split, one moved.

use super::draft::{Draft, Group, Turn};
use super::sections::Pool;
use super::top::limit;
use super::{ChangeKind, Day};

impl Draft<'_> {
    pub fn add_events(&mut self, pools: &mut [Pool]) {
        for round in 0..self.shape.events.sections {
            let earlier = 0.05 * (round % 8) as f64;
            let year = |share: f64| Day::april(self.shape.at(share - earlier));
            let (merge, split, moved) = (year(0.8), year(0.7), year(0.75));
            self.add_turn(pools, 3 * round, ChangeKind::Merge, merge);
            self.add_turn(pools, 3 * round + 1, ChangeKind::Split, split);
            self.add_move(pools, 3 * round, moved);
        }
    }

    /// The first day of a section to which something happens on a day.
    fn beginning(&self, day: Day) -> Option<Day> {
        let year = day.year.saturating_sub(3).max(self.shape.first);
        self.shape.events.late.then(|| Day::april(year))
    }

    /// Departments that were not renamed, from some place on and then from the beginning: one thing at a time is hard
    /// enough to follow.
    fn steady(&self, from: usize) -> Vec<usize> {
        let steady = |place: &usize| self.departments[*place].turn.is_none();
        let mut steady: Vec<usize> = (0..self.departments.len()).filter(steady).collect();
        if !steady.is_empty() {
            let from = from % steady.len();
            steady.rotate_left(from);
        }
        steady
    }

    /// Two sections of a department become one, or one two. All have names of one topic.
    fn add_turn(&mut self, pools: &mut [Pool], from: usize, kind: ChangeKind, day: Day) {
        for place in self.steady(from) {
            let Some(mut names) = pools[place].take_three() else {
                continue;
            };
            // The best name is today's.
            names.reverse();
            let turn = Turn {
                day,
                kind,
                before: if kind == ChangeKind::Merge { 2 } else { 1 },
            };
            let parent = self.departments[place].today(0);
            let mut members = Vec::new();
            for (index, name) in names.into_iter().enumerate() {
                let mut one = self.named_section(parent, name);
                one.first_day = self.beginning(day);
                limit(&mut one, turn, index);
                members.push(one);
            }
            let added = self.add(Group {
                members,
                turn: Some(turn),
                ..Group::default()
            });
            if added.is_some() {
                return;
            }
        }
    }

    /// A section goes from one department to the next.
    fn add_move(&mut self, pools: &mut [Pool], from: usize, day: Day) {
        let steady = self.steady(from);
        let [old, new, ..] = steady.as_slice() else {
            return;
        };
        let before = self.departments[*old].today(0);
        while let Some(name) = pools[*old].pop_front() {
            let mut one = self.named_section(before, name);
            one.first_day = self.beginning(day);
            one.parent = Some(self.departments[*new].today(0));
            one.moved = Some((day, before));
            let added = self.add(Group {
                members: vec![one],
                ..Group::default()
            });
            if added.is_some() || self.wanted == 0 {
                return;
            }
        }
    }
}
