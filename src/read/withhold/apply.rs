//! Taking the words out of the pieces.

use std::collections::BTreeMap;
use std::ops::Range;

use super::super::blocks::Block;
use super::super::inline::Contents;
use super::{Squeezed, Withheld, merged};

/// A piece: its block, its cell, and its place there.
type Place = (usize, usize, usize);

/// What becomes of a stretch of a piece: the entry that withholds it, and whether its mark stands here.
type Stretch = (usize, bool);

/// Puts marks in place of the words. `found` notes which entries stood somewhere; the answer is where, in bytes of the
/// source.
pub fn apply(
    withheld: &Withheld,
    blocks: &[Block],
    contents: &mut [Contents],
    found: &mut [bool],
) -> Vec<Range<usize>> {
    let mut stretches: BTreeMap<Place, Vec<(Range<usize>, Stretch)>> = BTreeMap::new();
    search(withheld, &in_order(contents), contents, |entry, parts| {
        found[entry] = true;
        note(&mut stretches, entry, &parts);
    });
    for column in columns(blocks, contents) {
        search(withheld, &column, contents, |entry, parts| {
            // What stands in one cell was found already.
            let across = parts.iter().any(|(place, _)| place.0 != parts[0].0.0);
            if across {
                found[entry] = true;
                note(&mut stretches, entry, &parts);
            }
        });
    }
    let mut hidden = Vec::new();
    for (&(block, cell, at), stretches) in &mut stretches {
        let piece = &mut contents[block][cell][at];
        let stretches = merged(std::mem::take(stretches));
        hidden.extend(
            stretches
                .iter()
                .map(|(range, _)| piece.source_cover(range.clone())),
        );
        let words: Vec<(Range<usize>, &str)> = stretches
            .iter()
            .map(|(range, (entry, marked))| {
                let mark = &withheld.entries[*entry].mark;
                (range.clone(), if *marked { mark.as_str() } else { "" })
            })
            .collect();
        *piece = piece.replace(&words);
    }
    for pieces in contents.iter_mut().flatten() {
        pieces.retain(|piece| !piece.text.trim().is_empty());
    }
    hidden
}

/// The mark stands where the words begin, and in every further cell: an empty one would mean something else.
fn note(
    stretches: &mut BTreeMap<Place, Vec<(Range<usize>, Stretch)>>,
    entry: usize,
    parts: &[(Place, Range<usize>)],
) {
    let mut cell = None;
    for (place, range) in parts {
        let own = (place.0, place.1);
        let marked = cell.replace(own) != Some(own);
        let stretch = (range.clone(), (entry, marked));
        stretches.entry(*place).or_default().push(stretch);
    }
}

/// All pieces in the order of the source.
fn in_order(contents: &[Contents]) -> Vec<Place> {
    let mut places = Vec::new();
    for (block, cells) in contents.iter().enumerate() {
        for (cell, pieces) in cells.iter().enumerate() {
            places.extend((0..pieces.len()).map(|at| (block, cell, at)));
        }
    }
    places
}

/// The columns of each table, from above.
fn columns(blocks: &[Block], contents: &[Contents]) -> Vec<Vec<Place>> {
    let mut all = Vec::new();
    let mut table: BTreeMap<usize, Vec<Place>> = BTreeMap::new();
    for (block, (kind, cells)) in blocks.iter().zip(contents).enumerate() {
        if !matches!(kind, Block::Row(_)) {
            all.extend(std::mem::take(&mut table).into_values());
            continue;
        }
        for (cell, pieces) in cells.iter().enumerate() {
            let places = (0..pieces.len()).map(|at| (block, cell, at));
            table.entry(cell).or_default().extend(places);
        }
    }
    all.extend(table.into_values());
    all
}

/// Tells each place of the words in the pieces, read one after the other: the stretches of the pieces that hold them.
fn search(
    withheld: &Withheld,
    places: &[Place],
    contents: &[Contents],
    mut tell: impl FnMut(usize, Vec<(Place, Range<usize>)>),
) {
    let mut joined = String::new();
    let mut starts = Vec::with_capacity(places.len());
    for &(block, cell, at) in places {
        starts.push(joined.len());
        joined.push_str(&contents[block][cell][at].text);
    }
    let squeezed = Squeezed::new(&joined);
    for (entry, one) in withheld.entries.iter().enumerate() {
        for range in squeezed.find(&one.needle) {
            let first = starts.partition_point(|start| *start <= range.start) - 1;
            let touched = (first..places.len()).take_while(|at| starts[*at] < range.end);
            let parts = touched.map(|at| {
                let end = starts.get(at + 1).copied().unwrap_or(joined.len());
                let within =
                    range.start.max(starts[at]) - starts[at]..range.end.min(end) - starts[at];
                (places[at], within)
            });
            tell(
                entry,
                parts.filter(|(_, range)| !range.is_empty()).collect(),
            );
        }
    }
}
