//! The groups of `spellings.tsv`.

use crate::vocabulary::{Group, GroupKind};

/// What stands before a form that may be typed and is not looked for.
const TYPED_ONLY: char = '-';

/// A group for each line that is no comment, its forms divided by tabs.
pub(super) fn parse(table: &str) -> Vec<Group> {
    table
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| {
            let forms = || line.split('\t');
            let found = forms().filter(|form| !form.starts_with(TYPED_ONLY));
            Group {
                kind: GroupKind::Spelling,
                typed: forms()
                    .map(|form| form.trim_start_matches(TYPED_ONLY).to_owned())
                    .collect(),
                found: found.map(str::to_owned).collect(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_after_a_hyphen_is_typed_only() {
        let groups = parse("# about\n-落葉\t落ち葉\n\n取組\t取組み\n");
        let [leaves, efforts] = groups.as_slice() else {
            panic!("{groups:?}");
        };
        assert_eq!(leaves.typed, ["落葉", "落ち葉"]);
        assert_eq!(leaves.found, ["落ち葉"]);
        assert_eq!(efforts.typed, efforts.found);
    }
}
