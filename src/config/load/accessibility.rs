//! `content/accessibility.toml`: the publisher's statement, and whether it contradicts itself.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use super::{check_contact, read};
use crate::config::{
    AccessibilityFile, CONTENT, Conformance, Criterion, CriterionResult, Step, TomlFile,
};
use crate::model::{Diagnostic, Problem};

pub(super) fn load(root: &Path, found: &mut Vec<Diagnostic>) -> Option<AccessibilityFile> {
    let path = format!("{CONTENT}/{}", AccessibilityFile::FILE);
    let text = read(root, &path, found)?;
    let decoded = TomlFile::parse(&path, &text)
        .and_then(|file| Ok((file.decode::<AccessibilityFile>()?, file)));
    match decoded {
        Ok((statement, file)) => {
            let mut checks = Checks {
                statement: &statement,
                file: &file,
                found,
            };
            checks.all();
            Some(statement)
        }
        Err(wrong) => {
            found.extend(wrong);
            None
        }
    }
}

struct Checks<'a> {
    statement: &'a AccessibilityFile,
    file: &'a TomlFile<'a>,
    found: &'a mut Vec<Diagnostic>,
}

impl Checks<'_> {
    fn tell(&mut self, problem: Problem, steps: &[Step<'_>]) {
        self.found
            .push(Diagnostic::at(problem, self.file.locate(steps)));
    }

    fn all(&mut self) {
        if self.statement.scope.trim().is_empty() {
            self.unusable("scope", "\"\"", "…", &[Step::Key("scope")]);
        }
        self.period();
        self.claim();
        self.results();
        if let Some(contact) = &self.statement.contact {
            let steps = [Step::Key("contact")];
            check_contact(contact, "contact", &steps, self.file, self.found);
        }
    }

    fn unusable(&mut self, key: &str, value: &str, expected: &str, steps: &[Step<'_>]) {
        let problem = Problem::InvalidValue {
            key: key.to_owned(),
            value: value.to_owned(),
            expected: expected.to_owned(),
        };
        self.tell(problem, steps);
    }

    fn period(&mut self) {
        let Some(tested) = self.statement.tested else {
            return;
        };
        if let Some(to) = tested.to.filter(|to| *to < tested.from) {
            let steps = [Step::Key("tested"), Step::Key("to")];
            let expected = format!("{}…", tested.from);
            self.unusable("tested.to", &to.to_string(), &expected, &steps);
        }
    }

    /// 準拠 and 一部準拠 rest on a test, and 一部準拠 on a plan for what is missing.
    fn claim(&mut self) {
        let statement = self.statement;
        let claims = statement.conformance != Conformance::Considered;
        let lacks_plan = statement.conformance == Conformance::Partial && statement.plan.is_none();
        let missing = [
            ("tested", claims && statement.tested.is_none()),
            ("plan", lacks_plan),
        ];
        for (key, _) in missing.into_iter().filter(|(_, missing)| *missing) {
            let problem = Problem::AccessibilityClaim {
                key: key.to_owned(),
            };
            self.tell(problem, &[Step::Key("conformance")]);
        }
    }

    /// Each result by itself, and all of them beside the claim.
    fn results(&mut self) {
        let statement = self.statement;
        let mut results: BTreeMap<&str, CriterionResult> = BTreeMap::new();
        for (index, one) in statement.result.iter().enumerate() {
            let steps = [
                Step::Key("result"),
                Step::Index(index),
                Step::Key("criterion"),
            ];
            let Some(criterion) = Criterion::find(&one.criterion) else {
                self.unusable("result.criterion", &one.criterion, "1.1.1 … 4.1.2", &steps);
                continue;
            };
            if results.insert(criterion.number, one.result).is_some() {
                let problem = Problem::AccessibilityRepeated {
                    criterion: criterion.number.to_owned(),
                };
                self.tell(problem, &steps);
            }
        }
        if !results.is_empty() {
            self.claim_and_results(&results);
        }
    }

    fn claim_and_results(&mut self, results: &BTreeMap<&str, CriterionResult>) {
        let level = self.statement.target;
        let asked: BTreeSet<&str> = Criterion::of_level(level).map(|one| one.number).collect();
        let listed = |wanted: &dyn Fn(Option<&CriterionResult>) -> bool| -> String {
            let those = asked.iter().filter(|number| wanted(results.get(**number)));
            those.copied().collect::<Vec<_>>().join(", ")
        };
        let unmet = listed(&|result| result == Some(&CriterionResult::Unmet));
        let untold = listed(&|result| result.is_none());
        let level = level.name().to_owned();
        let place = [Step::Key("conformance")];
        match self.statement.conformance {
            Conformance::Conforming if !unmet.is_empty() => {
                let criteria = unmet;
                self.tell(Problem::AccessibilityUnmet { criteria, level }, &place);
            }
            Conformance::Partial if unmet.is_empty() && untold.is_empty() => {
                self.tell(Problem::AccessibilityAllMet { level }, &place);
            }
            Conformance::Conforming | Conformance::Partial if !untold.is_empty() => {
                let criteria = untold;
                self.tell(Problem::AccessibilityUntold { criteria, level }, &place);
            }
            _ => {}
        }
    }
}
