//! What is not held, and what the documents that are held do not say: facts about the archive, nobody's failures.

use std::collections::BTreeSet;

use super::status::{awaits_evaluation, speaking, states_evaluation};
use super::{Archive, Tally};
use crate::model::{Digest, FiscalYear, GoalDigest, Organisation};

/// What the main documents of one organisation, or of one year, leave out. What awaits its evaluation is not counted as
/// left out, and of withdrawn documents nothing is counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gaps {
    /// How many documents and goals are held.
    pub held: Tally,
    /// The years of documents that print neither how many goals were achieved nor a mark, oldest first.
    pub without_evaluation: Vec<FiscalYear>,
    /// Goals without a result.
    pub without_result: usize,
    /// Goals without any indicator of their own.
    pub without_indicator: usize,
}

/// The years between an organisation's first and last document of which it has none, though it existed.
#[must_use]
pub fn missing_years(archive: &Archive, organisation: &Organisation) -> Vec<FiscalYear> {
    let held: BTreeSet<u16> = archive
        .of_organisation(&organisation.id)
        .map(|digest| digest.fiscal_year.year())
        .collect();
    let (Some(first), Some(last)) = (held.first(), held.last()) else {
        return Vec::new();
    };
    (*first..*last)
        .filter(|year| !held.contains(year))
        .map(FiscalYear::from_western)
        .filter(|year| organisation.exists_in(*year))
        .collect()
}

/// What these documents leave out, each of them the main one of its year.
#[must_use]
pub fn gaps<'a>(archive: &Archive, documents: impl IntoIterator<Item = &'a Digest>) -> Gaps {
    let mut gaps = Gaps::default();
    for main in documents.into_iter().filter(|one| !one.withdrawn) {
        gaps.held.documents += 1;
        gaps.held.goals += main.goals.len();
        let without_indicator = |goal: &&GoalDigest| goal.indicators.is_empty();
        gaps.without_indicator += main.goals.iter().filter(without_indicator).count();
        if awaits_evaluation(archive, main) {
            continue;
        }
        let said = speaking(archive, main);
        let without_result = said.goals.iter().filter(|goal| !goal.has_result);
        gaps.without_result += without_result.count();
        if !states_evaluation(said) {
            gaps.without_evaluation.push(main.fiscal_year);
        }
    }
    gaps
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use proptest::prelude::*;

    use super::*;
    use crate::config::{OrganisationsFile, Registry};
    use crate::model::{Evaluation, OrganisationId};
    use crate::relate::samples::{digest, judged};

    fn registry() -> Registry {
        let file: OrganisationsFile = toml::from_str(
            "[[organisation]]\nid = \"kita\"\nname = \"北区\"\nkind = \"ward\"\nvalid_to = 2023-12-31\n",
        )
        .unwrap();
        Registry::new(file)
    }

    fn of_kita(digests: Vec<Digest>) -> (Vec<u16>, Gaps) {
        let archive = Archive::new(registry(), digests, None);
        let id = OrganisationId::new("kita").unwrap();
        let kita = archive.registry().get(&id).unwrap();
        let missing = missing_years(&archive, kita);
        let gaps = gaps(&archive, archive.of_organisation(&id));
        (missing.iter().map(|year| year.year()).collect(), gaps)
    }

    #[test]
    fn what_is_missing_lies_between_what_is_held() {
        let (missing, gaps) = of_kita(vec![
            digest(2018, "kita", &["達成"]),
            digest(2021, "kita", &["", ""]),
            digest(2023, "kita", &[""]),
        ]);
        assert_eq!(missing, [2019, 2020, 2022]);
        let years = gaps.without_evaluation.iter().map(|year| year.year());
        assert_eq!(years.collect::<Vec<_>>(), [2021], "2023 is the newest");
        assert_eq!((gaps.held.documents, gaps.held.goals), (3, 4));
        assert_eq!((gaps.without_result, gaps.without_indicator), (3, 4));
    }

    #[test]
    fn another_edition_may_say_what_the_main_one_does_not() {
        let mut result = digest(2021, "kita", &["", ""]);
        result
            .goals
            .iter_mut()
            .for_each(|goal| goal.has_result = true);
        result.evaluation = Some(Evaluation {
            goals: Some(2),
            achieved: Some(1),
        });
        let result = crate::relate::samples::edition(result, "result");
        let last = digest(2023, "kita", &["達成"]);
        let (_, gaps) = of_kita(vec![digest(2021, "kita", &["", ""]), result, last]);
        assert_eq!(gaps.without_evaluation, []);
        assert_eq!(gaps.without_result, 1, "the one of 2023");
    }

    proptest! {
        #[test]
        fn the_order_of_the_documents_makes_no_difference(
            documents in proptest::collection::btree_map(2010_u16..2026, judged(), 0..9)
                .prop_map(|all| all.into_iter().map(|(year, marks)| {
                    let marks: Vec<&str> = marks.iter().map(String::as_str).collect();
                    digest(year, "kita", &marks)
                }).collect::<Vec<_>>()),
            seed in any::<u64>(),
        ) {
            let mut shuffled = documents.clone();
            let length = shuffled.len().max(1);
            shuffled.rotate_left(seed as usize % length);
            if seed % 2 == 0 {
                shuffled.reverse();
            }
            prop_assert_eq!(of_kita(documents), of_kita(shuffled));
        }
    }
}
