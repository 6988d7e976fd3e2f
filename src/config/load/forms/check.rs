//! What in a form can be read, but cannot be meant.

use std::collections::BTreeMap;

use crate::config::form::fold_mark;
use crate::config::{FormFile, Step, TomlFile, fold_label};
use crate::model::{Diagnostic, Field, Problem, YearRange};

/// Tells what is wrong with a form. `scales` are those of the forms before, with their files.
pub(super) fn check(
    form: &FormFile,
    file: &TomlFile<'_>,
    scales: &mut BTreeMap<String, String>,
    found: &mut Vec<Diagnostic>,
) {
    let mut tell = |problem: Problem, steps: &[Step<'_>]| {
        found.push(Diagnostic::at(problem, file.locate(steps)));
    };
    let invalid = |key: &str, value: &str, expected: &str| Problem::InvalidValue {
        key: key.to_owned(),
        value: value.to_owned(),
        expected: expected.to_owned(),
    };
    if let Some(level) = form.goal_headings.filter(|level| !(1..=6).contains(level)) {
        let problem = invalid("goal_headings", &level.to_string(), "1, 2, 3, 4, 5, 6");
        tell(problem, &[Step::Key("goal_headings")]);
    }
    for (at, entry) in form.label.iter().enumerate() {
        let steps = [Step::Key("label"), Step::Index(at), Step::Key("text")];
        if entry.text.is_empty() {
            tell(invalid("label.text", "[]", "[\"重点目標\"]"), &steps);
        }
        for text in &entry.text {
            let plain = text.replace("{年度}", "年").replace("{番号}", "1");
            if fold_label(&plain).is_empty() {
                tell(invalid("label.text", text, "重点目標"), &steps);
            } else if plain.contains(['{', '}']) {
                tell(invalid("label.text", text, "{年度}, {番号}"), &steps);
            }
        }
        let reviews = [
            Field::MidyearReview,
            Field::ExternalReview,
            Field::PreviousReview,
        ];
        if let Some(by) = entry
            .by
            .as_ref()
            .filter(|_| !reviews.contains(&entry.field))
        {
            let fields = reviews.map(Field::name).join(", ");
            let steps = [Step::Key("label"), Step::Index(at), Step::Key("by")];
            tell(invalid("label.by", by, &fields), &steps);
        }
    }
    let mut marks: BTreeMap<String, Vec<(YearRange, &str)>> = BTreeMap::new();
    for (at, scale) in form.scale.iter().enumerate() {
        let steps = [Step::Key("scale"), Step::Index(at), Step::Key("id")];
        if let Some(other) = scales.insert(scale.id.clone(), file.path().to_owned()) {
            let problem = Problem::DuplicateScale {
                id: scale.id.clone(),
                other,
            };
            tell(problem, &steps);
        }
        let years = scale.years.unwrap_or_default();
        for mark in scale.mark.iter().flat_map(|entry| &entry.text) {
            let known = marks.entry(fold_mark(mark)).or_default();
            if let Some((_, first)) = known.iter().find(|(other, _)| other.overlaps(years)) {
                let problem = Problem::AmbiguousMark {
                    mark: mark.clone(),
                    first: (*first).to_owned(),
                    second: scale.id.clone(),
                };
                tell(
                    problem,
                    &[Step::Key("scale"), Step::Index(at), Step::Key("mark")],
                );
            }
            known.push((years, &scale.id));
        }
    }
}
