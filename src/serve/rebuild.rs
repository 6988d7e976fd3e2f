//! One build after the other, for as long as sources change.

use std::path::Path;
use std::time::Instant;

use super::report::report;
use super::sources::Sources;
use super::state::Shared;
use super::watch::Looker;
use super::{Ended, Observer, Options, Outcome};
use crate::config::{self, Overrides};
use crate::model::{Diagnostic, Problem, Severity};
use crate::pipeline::{self, BuildError, BuildOptions, Phase, Progress};

/// What all builds have in common.
pub(super) struct Builds<'a> {
    pub options: &'a Options,
    /// The folder to build into.
    pub site: &'a Path,
    /// The address under which it is shown.
    pub address: &'a str,
    pub shared: &'a Shared,
    pub observer: &'a dyn Observer,
}

/// Ends a build that nobody wants any more.
struct Stop<'a>(&'a Shared);

impl Progress for Stop<'_> {
    fn begin(&self, _: Phase, _: usize) {}
    fn advance(&self, _: usize) {}
    fn is_cancelled(&self) -> bool {
        self.0.is_stopping()
    }
}

impl Builds<'_> {
    /// Builds until somebody stops it.
    pub fn run(&self, mut looker: Looker) {
        let mut changes = None;
        while !self.shared.is_stopping() {
            // Before the build: what changes while it runs is built next.
            let before = Sources::look(&self.options.root);
            self.observer.begins(changes.as_ref());
            let ended = self.build();
            if self.shared.is_stopping() {
                return;
            }
            if is_overtaken(&ended) {
                // Somebody was writing; there is nothing to say before they are done.
                looker.wait();
                changes = None;
                continue;
            }
            self.tell(&ended);
            changes = self.next_change(&before, &mut looker);
        }
    }

    /// Waits until the sources differ; none where the program is to end.
    fn next_change(
        &self,
        before: &Sources,
        looker: &mut Looker,
    ) -> Option<super::sources::Changes> {
        loop {
            // Also what happened during the build.
            looker.settle();
            if self.shared.is_stopping() {
                return None;
            }
            if let Some(detail) = looker.deaf() {
                self.observer.looks_seldom(looker.seconds(), &detail);
            }
            let begun = Instant::now();
            let now = Sources::look(&self.options.root);
            looker.took(begun.elapsed());
            if now != *before {
                return Some(now.changes_since(before));
            }
            looker.wait();
            if self.shared.is_stopping() {
                return None;
            }
        }
    }

    fn tell(&self, ended: &Ended) {
        let changed = matches!(ended.outcome, Outcome::Shown { changed: true, .. });
        let refused = matches!(ended.outcome, Outcome::Refused { .. });
        let failure = match &ended.outcome {
            Outcome::Failed(error) => Some(self.observer.explain(error)),
            _ => None,
        };
        let has_site = self.shared.now().has_site() || changed;
        let language = self.options.language;
        let report = report(&ended.diagnostics, refused, failure, has_site, language);
        self.observer.ended(ended);
        self.shared.built(changed, report);
    }

    fn build(&self) -> Ended {
        let begun = Instant::now();
        let (diagnostics, outcome) = self.outcome();
        Ended {
            diagnostics,
            outcome,
            time: begun.elapsed(),
        }
    }

    fn outcome(&self) -> (Vec<Diagnostic>, Outcome) {
        let refused = Outcome::Refused {
            has_site: self.shared.now().has_site(),
        };
        let overrides = Overrides {
            base_url: Some(self.address.to_owned()),
            host: None,
        };
        let config = match config::load(&self.options.root, &overrides) {
            Ok(config) => config,
            Err(mut found) => {
                found.sort_by_cached_key(Diagnostic::order);
                return (found, refused);
            }
        };
        let progress = Stop(self.shared);
        let mut checked = pipeline::check(&config, self.options.selection, &progress);
        if checked.count(Severity::Error) > 0 {
            return (checked.diagnostics, refused);
        }
        let options = BuildOptions {
            strict: false,
            out: self.site.to_owned(),
            search: self.options.search && config.settings.search.enabled,
        };
        let built = pipeline::build(&config, &checked, &options, &progress);
        let mut diagnostics = std::mem::take(&mut checked.diagnostics);
        let outcome = match built {
            Ok(built) => {
                diagnostics.extend(built.notes);
                let summary = built.summary;
                Outcome::Shown {
                    documents: built.documents,
                    changed: summary.written + summary.removed > 0,
                }
            }
            Err(BuildError::Refused(found)) => {
                diagnostics.extend(found);
                diagnostics.sort_by_cached_key(Diagnostic::order);
                refused
            }
            Err(error) => Outcome::Failed(error),
        };
        (diagnostics, outcome)
    }
}

/// Whether a document changed while it was built.
fn is_overtaken(ended: &Ended) -> bool {
    let changed = |one: &Diagnostic| matches!(one.problem, Problem::ChangedDuringBuild { .. });
    ended.diagnostics.iter().any(changed)
}
