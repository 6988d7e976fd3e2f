//! Labels that lost kana: OCR leaves a blank where each of them was, 「取 組結果」 for 「取り組結果」.

use ayumi_japanese::kana::is_kana;

use crate::config::{LabelText, fold_label};
use crate::model::Problem;
use crate::read::inline::Piece;
use crate::read::label::Label;

use super::Interpreter;

impl Interpreter<'_, '_> {
    /// The label that a piece is but for lost kana: the one label of the form that fits. Where two fit, none does.
    pub(super) fn worn_label(&self, piece: &Piece) -> Option<Label> {
        let text = piece.text.as_str();
        if piece.item || text.len() > LONGEST_WORN || !text.contains([' ', '\u{3000}']) {
            return None;
        }
        let pieces: Vec<&str> = text.split([' ', '\u{3000}']).collect();
        let mut fitting: Option<&str> = None;
        for (_, spelling) in self.form.spellings() {
            if !fits(&pieces, spelling) {
                continue;
            }
            if fitting.is_some_and(|known| fold_label(known) != fold_label(spelling)) {
                return None;
            }
            fitting = Some(spelling);
        }
        let whole = fitting?;
        self.form.label(&LabelText::new(whole), self.year)?;
        let mut label = self.announced(whole, text.len(), text)?;
        label.whole = Some(whole.to_owned());
        Some(label)
    }

    /// Tells of a label that was read although it lost kana.
    pub(super) fn tell_worn(&mut self, found: &Label, piece: &Piece) {
        if let Some(label) = &found.whole {
            let problem = Problem::LabelIncomplete {
                text: piece.text.clone(),
                label: label.clone(),
            };
            self.findings.tell(problem, piece.span());
        }
    }
}

/// Bytes of a label that lost kana.
const LONGEST_WORN: usize = 90;

/// In one place no more kana than this are lost.
const MOST_LOST: usize = 4;

/// Whether the pieces are what is left of a label that lost kana between each of them.
fn fits(pieces: &[&str], label: &str) -> bool {
    let Some((first, rest)) = pieces.split_first() else {
        return false;
    };
    let Some(behind) = label.strip_prefix(first) else {
        return false;
    };
    if rest.is_empty() {
        return !first.is_empty() && behind.is_empty();
    }
    let mut lost = behind.char_indices().take(MOST_LOST);
    let mut lost = std::iter::from_fn(|| lost.next().filter(|(_, c)| is_kana(*c)));
    !first.is_empty() && lost.any(|(at, c)| fits(rest, &behind[at + c.len_utf8()..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn kana_may_be_lost_and_nothing_else() {
        let fits = |worn: &str, label| fits(&worn.split(' ').collect::<Vec<_>>(), label);
        assert!(fits("取 組の結果", "取り組の結果"));
        assert!(fits("翌年度 課題", "翌年度への課題"));
        assert!(fits("測る の", "測るもの"));
        assert!(fits("取 組 結果", "取り組みの結果"));
        assert!(!fits("取 結果", "取組結果"));
        assert!(!fits("結果", "結果の"));
        assert!(!fits("取組 結果", "取組結果"));
        assert!(!fits(" 結果", "の結果"));
    }
}
