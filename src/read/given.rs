//! What the settings of a document say, ready to be used: words to withhold are out of them already.

use std::ops::Range;

use crate::config::{CorrectionEntry, DocumentSettings};
use crate::model::{Diagnostic, Document, Lineage, Location, Problem, Withheld as WithheldRecord};

use super::accept::Accepts;
use super::blocks::Block;
use super::findings::Findings;
use super::inline::Contents;
use super::settings::{Found, Places};
use super::source::Source;
use super::withhold::{self, Withheld};

/// The settings of one document.
pub(super) struct Given {
    pub settings: DocumentSettings,
    pub places: Places,
    pub withheld: Withheld,
    /// Which entries `[[withhold]]` stood somewhere.
    met: Vec<bool>,
    /// Where they stood in the source.
    hidden: Vec<Range<usize>>,
    /// The document's own file, for what has no better place.
    path: String,
}

impl Given {
    /// Takes the settings over. Values that cannot be used are told.
    pub fn new(found: Found, findings: &mut Findings<'_>) -> Self {
        let mut settings = found.settings;
        let mut empty = Vec::new();
        let withheld = Withheld::new(&settings.withhold, &mut empty);
        let mut met = vec![false; settings.withhold.len()];
        withheld.redact_settings(&mut settings, &mut met);
        let mut given = Self {
            settings,
            places: found.places,
            withheld,
            met,
            hidden: Vec::new(),
            path: findings.source.path.to_owned(),
        };
        for at in empty {
            given.met[at] = true;
            given.tell_empty("withhold.text", "withhold", at, findings);
        }
        for at in 0..given.settings.correction.len() {
            let from = &given.settings.correction[at].from;
            if from.chars().all(char::is_whitespace) {
                given.tell_empty("correction.from", "correction", at, findings);
            }
        }
        given
    }

    fn tell_empty(&self, key: &str, array: &str, at: usize, findings: &mut Findings<'_>) {
        let problem = Problem::InvalidValue {
            key: key.to_owned(),
            value: "\"\"".to_owned(),
            expected: "…".to_owned(),
        };
        findings.push(Diagnostic::at(problem, self.place(array, at)));
    }

    /// Where a value stands; the document's own file where that is not known.
    pub fn place(&self, key: &str, at: usize) -> Location {
        let place = self.places.of(key, at).cloned();
        place.unwrap_or_else(|| Location::file(&self.path))
    }

    /// Takes the words to withhold out of the pieces.
    pub fn withhold(&mut self, blocks: &[Block], contents: &mut [Contents]) {
        if !self.withheld.is_empty() {
            self.hidden = withhold::apply(&self.withheld, blocks, contents, &mut self.met);
        }
    }

    /// The corrections with their places.
    pub fn corrections(&self) -> Vec<(CorrectionEntry, Location)> {
        let entries = self.settings.correction.iter().enumerate();
        entries
            .filter(|(_, entry)| !entry.from.chars().all(char::is_whitespace))
            .map(|(at, entry)| (entry.clone(), self.place("correction", at)))
            .collect()
    }

    /// The links between goals. Those of goals that the document does not have are told.
    pub fn lineage(&self, document: &Document, findings: &mut Findings<'_>) {
        for (at, entry) in self.settings.lineage.iter().enumerate() {
            let is_own = |goal: &crate::model::Goal| goal.id.as_str() == entry.goal;
            if !document.goals.iter().any(is_own) {
                let problem = Problem::LineageGoalMissing {
                    document: document.id.to_string(),
                    goal: entry.goal.clone(),
                };
                findings.push(Diagnostic::at(problem, self.place("lineage", at)));
            }
        }
    }

    /// The same, as the document keeps them.
    pub fn links(&self) -> Vec<Lineage> {
        let entries = self.settings.lineage.iter();
        entries
            .map(|entry| Lineage {
                goal: entry.goal.clone(),
                with: entry.with.clone(),
                kind: entry.kind,
                note: entry.note.clone(),
            })
            .collect()
    }

    /// What readers are told of what is withheld.
    pub fn withheld_records(&self) -> Vec<WithheldRecord> {
        let entries = self.settings.withhold.iter();
        entries
            .map(|entry| WithheldRecord {
                reason: entry.reason.trim().to_owned(),
            })
            .collect()
    }

    /// The former addresses, each written in one way.
    pub fn aliases(&self) -> Vec<String> {
        let plain = |alias: &String| {
            let alias = alias.trim_end_matches('/');
            alias
                .strip_suffix("/index.html")
                .unwrap_or(alias)
                .to_owned()
        };
        self.settings.aliases.iter().map(plain).collect()
    }

    /// The entries `[[accept]]`.
    pub fn accepts(&self, wrong: &mut Vec<Diagnostic>) -> Accepts {
        let entries = self.settings.accept.iter().enumerate();
        let entries = entries.map(|(at, accept)| (accept.clone(), self.place("accept", at)));
        Accepts::new(&self.path, entries, wrong)
    }

    /// Makes sure that nothing of what is withheld gets out, neither with the document nor with what is said of it.
    pub fn guard(
        &self,
        document: &Document,
        source: &Source<'_>,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        if self.withheld.is_empty() {
            return;
        }
        for (at, _) in self.met.iter().enumerate().filter(|(_, met)| !**met) {
            let place = self.place("withhold", at);
            diagnostics.push(Diagnostic::at(Problem::WithholdNotFound, place));
        }
        let mut told = false;
        for (at, entry) in self.settings.withhold.iter().enumerate() {
            if self.withheld.occurs_in(&entry.reason) {
                told = true;
                let problem = Problem::WithheldTextRemains {
                    place: "withhold.reason".to_owned(),
                };
                diagnostics.push(Diagnostic::at(problem, self.place("withhold", at)));
            }
        }
        if let Some(place) = self.withheld.remains_in(document).filter(|_| !told) {
            let problem = Problem::WithheldTextRemains { place };
            diagnostics.push(Diagnostic::at(problem, Location::file(&self.path)));
        }
        withhold::mask(&self.withheld, source, &self.hidden, diagnostics);
        // What is misspelt in the settings stands in the lines as it is.
        if self.met.iter().any(|met| !met) {
            withhold::blank(diagnostics);
        }
    }

    /// Whether the words stand in a text with readings (`<ruby>`) that hide them.
    pub fn hides_in_ruby(&self, source: &str) -> bool {
        !self.withheld.is_empty() && withhold::stands_behind_ruby(&self.withheld, source)
    }
}
