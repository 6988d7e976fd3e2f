//! Digests made by hand, for tests.
#![allow(clippy::unwrap_used)]

use proptest::prelude::*;

use crate::model::{
    Digest, DocumentId, Edition, FiscalYear, GoalDigest, GoalId, Mark, OrganisationId, Sketch,
};

/// A document with a goal for each mark; none where the mark is empty.
pub fn digest(year: u16, organisation: &str, marks: &[&str]) -> Digest {
    let fiscal_year = FiscalYear::from_western(year);
    let goal = |(at, raw): (usize, &&str)| GoalDigest {
        id: GoalId::new(None, at + 1, |_| false),
        has_result: false,
        has_direction: false,
        number: None,
        sketch: Sketch::default(),
        mark: (!raw.is_empty()).then(|| Mark {
            raw: (*raw).to_owned(),
            scale: None,
        }),
        reviews: Vec::new(),
        indicators: Vec::new(),
    };
    Digest {
        id: DocumentId::new(fiscal_year, &[organisation], None),
        fiscal_year,
        organisation: OrganisationId::new(organisation).unwrap(),
        edition: None,
        title: String::new(),
        series: None,
        evaluation: None,
        goals: marks.iter().enumerate().map(goal).collect(),
        heads: Vec::new(),
        policy_indicators: Vec::new(),
        indicators: Vec::new(),
        draft: false,
        withdrawn: false,
        withholds: false,
        lineage: Vec::new(),
        latest_date: None,
        news: None,
        sha256: String::new(),
        settings_sha256: None,
    }
}

/// The same document as another edition.
pub fn edition(mut digest: Digest, name: &str) -> Digest {
    let edition = Edition::new(name).unwrap();
    let slug = digest.organisation.as_str().to_owned();
    digest.id = DocumentId::new(digest.fiscal_year, &[&slug], Some(&edition));
    digest.edition = Some(edition);
    digest
}

/// Marks of a few goals.
pub fn judged() -> impl Strategy<Value = Vec<String>> {
    let mark = proptest::sample::select(vec!["", "達成", "未達成", "中止", "評価前", "順調"]);
    proptest::collection::vec(mark.prop_map(str::to_owned), 0..5)
}
