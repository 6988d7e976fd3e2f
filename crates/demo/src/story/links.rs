use std::collections::BTreeSet;

use serde::Serialize;

use super::thread::{Genealogy, ThreadId};
use crate::content::Content;

/// How goals of two documents belong together: the truth that lineages are judged by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Link {
    /// The same goal in the same words.
    Continued { from: usize, to: usize },
    /// The same goal in other words.
    Reworded { from: usize, to: usize },
    /// One of several goals that one became.
    Split { from: usize, to: usize },
    /// One of several goals that became one.
    Merged { from: usize, to: usize },
    /// A goal that was not there before.
    New { to: usize },
    /// A goal that has no successor.
    Ended { from: usize },
}

/// How the goals of the documents before (several where organisations merged) go on in the next one: with the place of
/// the earlier document, and goals by their place in theirs.
pub fn links(from: &[&Content], to: &Content, genealogy: &Genealogy) -> Vec<(usize, Link)> {
    let mut pairs: Vec<(usize, usize, usize)> = Vec::new();
    for (to_at, goal) in to.goals.iter().enumerate() {
        let ancestors = ancestors(goal.thread, genealogy);
        for (document, content) in from.iter().enumerate() {
            for (from_at, before) in content.goals.iter().enumerate() {
                if ancestors.contains(&before.thread) {
                    pairs.push((document, from_at, to_at));
                }
            }
        }
    }
    let mut links = Vec::new();
    for &(document, from_at, to_at) in &pairs {
        let split = pairs
            .iter()
            .filter(|pair| (pair.0, pair.1) == (document, from_at))
            .count()
            > 1;
        let merged = pairs.iter().filter(|pair| pair.2 == to_at).count() > 1;
        let (before, after) = (&from[document].goals[from_at], &to.goals[to_at]);
        let (from, to) = (from_at, to_at);
        let link = if merged {
            Link::Merged { from, to }
        } else if split {
            Link::Split { from, to }
        } else if before.text == after.text {
            Link::Continued { from, to }
        } else {
            Link::Reworded { from, to }
        };
        links.push((document, link));
    }
    for to_at in 0..to.goals.len() {
        if pairs.iter().all(|pair| pair.2 != to_at) {
            links.push((0, Link::New { to: to_at }));
        }
    }
    for (document, content) in from.iter().enumerate() {
        for from_at in 0..content.goals.len() {
            if pairs
                .iter()
                .all(|pair| (pair.0, pair.1) != (document, from_at))
            {
                links.push((document, Link::Ended { from: from_at }));
            }
        }
    }
    links
}

/// A goal and all that it was made of.
fn ancestors(thread: ThreadId, genealogy: &Genealogy) -> BTreeSet<ThreadId> {
    let mut found = BTreeSet::new();
    let mut open = vec![thread];
    while let Some(thread) = open.pop() {
        if found.insert(thread) {
            open.extend(genealogy.origins(thread));
        }
    }
    found
}
