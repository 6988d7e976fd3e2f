//! The groups of `spellings.tsv`.

use crate::vocabulary::{Group, GroupKind};

/// A group for each line that is no comment, its forms divided by tabs.
pub(super) fn parse(table: &str) -> Vec<Group> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            Group::both_ways(
                GroupKind::Spelling,
                line.split('\t').map(str::to_owned).collect(),
            )
        })
        .collect()
}
