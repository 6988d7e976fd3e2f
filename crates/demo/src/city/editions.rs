//! Which documents have other editions as well.

use super::shape::Shape;
use super::{Day, Family, Organisation, Planned};
use crate::content::Edition;
use crate::random::Random;

/// Adds the editions that the shape asks for, spread evenly over all documents, each behind its main document.
pub fn add(seed: u64, shape: &Shape, organisations: &[Organisation], families: &mut [Family]) {
    let stood = |document: &Planned| {
        // Whoever began in mid-year had nothing to look back on in October, and nothing to lower after it.
        let first = organisations[document.organisation].first_day;
        first.is_none_or(|first| first <= Day::april(document.year))
    };
    let mains: Vec<bool> = families
        .iter()
        .flat_map(|family| &family.documents)
        .map(stood)
        .collect();
    let years = families.iter().flat_map(|family| &family.documents);
    let closed = years
        .zip(&mains)
        .map(|(document, &stood)| stood && document.year < shape.last);
    let closed: Vec<bool> = closed.collect();
    let midyear = choose(
        shape.midyear,
        &closed,
        &mut Random::new(seed, "midyear editions", 0),
    );
    // Where too few years are over, targets were revised instead, and all is counted.
    let revised = shape.revised + shape.midyear - midyear.iter().filter(|&&chosen| chosen).count();
    let revised = choose(
        revised,
        &mains,
        &mut Random::new(seed, "revised editions", 0),
    );
    let mut chosen = midyear.into_iter().zip(revised);
    for family in families {
        let mut all = Vec::with_capacity(family.documents.len() * 11 / 10);
        for main in family.documents.drain(..) {
            let (midyear, revised) = chosen.next().unwrap_or_default();
            let editions = [
                midyear.then_some(Edition::Midyear),
                revised.then_some(Edition::Revised),
            ];
            let others = editions.into_iter().flatten().map(|edition| Planned {
                edition: Some(edition),
                ..main.clone()
            });
            let others: Vec<Planned> = others.collect();
            all.push(main);
            all.extend(others);
        }
        family.documents = all;
    }
}

/// Chooses `count` of those that may be chosen, one in each of as many equal stretches.
fn choose(count: usize, may_be: &[bool], random: &mut Random) -> Vec<bool> {
    let mut chosen = vec![false; may_be.len()];
    let places = may_be.iter().enumerate().filter(|(_, may_be)| **may_be);
    let places: Vec<usize> = places.map(|(place, _)| place).collect();
    let count = count.min(places.len());
    for stretch in 0..count {
        let from = stretch * places.len() / count;
        let to = (stretch + 1) * places.len() / count;
        chosen[places[from + random.below(to - from)]] = true;
    }
    chosen
}
