//! `[[accept]]`: diagnostics that somebody looked at.

use crate::config::Accept;
use crate::model::{Diagnostic, Location, Problem, Severity};

/// The entries `[[accept]]` of a document, and which of them met a diagnostic so far.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Accepts {
    path: String,
    entries: Vec<Entry>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Entry {
    accept: Accept,
    location: Location,
    used: bool,
}

impl Accepts {
    /// The entries of the document at `path`, each with its place. Those with a code that no diagnostic has are told
    /// in `wrong` and left out.
    pub(super) fn new(
        path: &str,
        entries: impl Iterator<Item = (Accept, Location)>,
        wrong: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut known = Vec::new();
        for (accept, location) in entries {
            if Problem::codes().any(|code| code == accept.code) {
                known.push(Entry {
                    accept,
                    location,
                    used: false,
                });
                continue;
            }
            let problem = Problem::UnknownCode {
                suggestion: crate::config::suggest(&accept.code, Problem::codes()),
                code: accept.code,
            };
            wrong.push(Diagnostic::at(problem, location));
        }
        Self {
            path: path.to_owned(),
            entries: known,
        }
    }

    /// Whether there is no entry.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Leaves out what an entry accepts: of this document, also where its whole folder or its settings are meant, and
    /// never an error.
    pub fn apply(&mut self, diagnostics: &mut Vec<Diagnostic>) {
        if !self.entries.is_empty() {
            diagnostics.retain(|diagnostic| !self.accepts(diagnostic));
        }
    }

    /// Whether an entry accepts this diagnostic.
    pub fn accepts(&mut self, diagnostic: &Diagnostic) -> bool {
        let Some(location) = &diagnostic.location else {
            return false;
        };
        if diagnostic.severity() == Severity::Error || !self.concerns(&location.file) {
            return false;
        }
        let line = location.span.as_ref().map(|span| span.line);
        let code = diagnostic.problem.code();
        let mut accepted = false;
        for entry in &mut self.entries {
            let fits = entry.accept.line.is_none() || entry.accept.line == line;
            if entry.accept.code == code && fits {
                entry.used = true;
                accepted = true;
            }
        }
        accepted
    }

    /// The document itself, the settings beside it, and the folder of which it is the index.
    fn concerns(&self, file: &str) -> bool {
        let stem = self
            .path
            .rsplit_once('.')
            .map_or(&*self.path, |(stem, _)| stem);
        file == self.path
            || file.strip_suffix(".toml") == Some(stem)
            || stem.strip_suffix("/index") == Some(file)
    }

    /// What is to say of the entries that met nothing, once everything was told.
    #[must_use]
    pub fn unmatched(&self) -> Vec<Diagnostic> {
        let unused = self.entries.iter().filter(|entry| !entry.used);
        unused
            .map(|entry| {
                let line = entry.accept.line;
                let problem = Problem::AcceptUnmatched {
                    code: entry.accept.code.clone(),
                    line: line.map_or_else(|| "*".to_owned(), |line| line.to_string()),
                };
                Diagnostic::at(problem, entry.location.clone())
            })
            .collect()
    }
}
