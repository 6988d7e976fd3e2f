//! No.3 and No3, which is also what folding makes of №3.

use super::Spot;
use crate::answer::ExpansionKind;

/// `no` before a number, with and without its dot.
pub(super) fn spots(text: &[char]) -> Vec<Spot> {
    text.windows(2)
        .enumerate()
        .filter_map(|(start, pair)| {
            let open = start
                .checked_sub(1)
                .is_some_and(|at| text[at].is_alphanumeric() && text[at].is_ascii());
            if pair != ['n', 'o'] || open {
                return None;
            }
            let dot = text.get(start + 2) == Some(&'.');
            let end = start + 2 + usize::from(dot);
            let others = ["no", "no."].map(str::to_owned);
            text.get(end)
                .filter(|c| c.is_ascii_digit())
                .and_then(|_| Spot::new(text, start, end, others, ExpansionKind::Spelling))
        })
        .collect()
}
