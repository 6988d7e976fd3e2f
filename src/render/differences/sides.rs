//! Two texts side by side, each with the marks of what it alone has.

use super::pieces;
use super::words::{Same, Stretch, compare};
use crate::render::document_view::{Change, Text};

/// How two texts differ.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Likeness {
    /// Not at all.
    Same,
    /// In some words, which are marked.
    Changed,
    /// They are two texts, in which nothing is marked.
    Other,
}

/// Both texts, and how they differ.
pub fn sides(old: &str, new: &str) -> (Text, Text, Likeness) {
    if old == new {
        return (pieces(old, None), pieces(new, None), Likeness::Same);
    }
    let stretches = compare(old, new, Same::Loosely);
    if let [Stretch::Changed(old, new)] = stretches.as_slice() {
        return (pieces(old, None), pieces(new, None), Likeness::Other);
    }
    let (mut left, mut right) = (Text::new(), Text::new());
    for stretch in stretches {
        match stretch {
            Stretch::Same(same) => {
                left.extend(pieces(&same, None));
                right.extend(pieces(&same, None));
            }
            Stretch::Changed(old, new) => {
                left.extend(pieces(&old, Some(Change::Removed)));
                right.extend(pieces(&new, Some(Change::Added)));
            }
        }
    }
    (left, right, Likeness::Changed)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &Text) -> String {
        let piece = |piece: &crate::render::document_view::Piece| match piece.change {
            Some(Change::Removed) => format!("-{}-", piece.text),
            Some(Change::Added) => format!("+{}+", piece.text),
            None => piece.text.clone(),
        };
        text.iter().map(piece).collect()
    }

    #[test]
    fn each_side_marks_what_it_alone_has() {
        let (old, new, likeness) = sides("除雪を4月に始めます。", "除雪を10月に始めます。");
        assert_eq!(shown(&old), "除雪を-4-月に始めます。");
        assert_eq!(shown(&new), "除雪を+10+月に始めます。");
        assert_eq!(likeness, Likeness::Changed);
    }

    #[test]
    fn two_texts_have_no_marks() {
        let (old, new, likeness) = sides("除雪の体制", "商店街を支える");
        assert_eq!(
            (&*shown(&old), &*shown(&new)),
            ("除雪の体制", "商店街を支える")
        );
        assert_eq!(likeness, Likeness::Other);
        assert_eq!(sides("同じ", "同じ").2, Likeness::Same);
    }
}
