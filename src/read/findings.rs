//! What is odd about a source, as it is found.

use std::mem::{Discriminant, discriminant};
use std::ops::Range;

use crate::model::{Diagnostic, Location, Problem};

use super::source::Source;

/// Collects diagnostics with their places. Of one kind only so many are kept in one document: a broken file of ten
/// megabytes says what is wrong with it, not a hundred thousand times.
pub(super) struct Findings<'a> {
    pub source: &'a Source<'a>,
    found: Vec<Diagnostic>,
    kinds: Vec<Kind>,
}

/// How many diagnostics of one kind are kept.
const MOST_OF_A_KIND: usize = 100;

struct Kind {
    problem: Discriminant<Problem>,
    count: usize,
    /// The code and place of the first that was not kept.
    dropped: Option<(String, Range<usize>)>,
}

impl<'a> Findings<'a> {
    pub fn new(source: &'a Source<'a>) -> Self {
        Self {
            source,
            found: Vec::new(),
            kinds: Vec::new(),
        }
    }

    /// A problem at a stretch of the source.
    pub fn tell(&mut self, problem: Problem, place: Range<usize>) {
        if self.keeps(&problem, &place) {
            let location = self.source.locate(place);
            self.found.push(Diagnostic::at(problem, location));
        }
    }

    /// A problem at a stretch of the source, with another to compare it with.
    pub fn tell_with(&mut self, problem: Problem, place: Range<usize>, related: Range<usize>) {
        if self.keeps(&problem, &place) {
            let location = self.source.locate(place);
            let related = self.source.locate(related);
            self.found
                .push(Diagnostic::at(problem, location).with_related(related));
        }
    }

    /// A problem of the file as a whole.
    pub fn tell_of_file(&mut self, problem: Problem) {
        self.found
            .push(Diagnostic::at(problem, Location::file(self.source.path)));
    }

    /// A diagnostic that has its place already, or one elsewhere.
    pub fn push(&mut self, diagnostic: Diagnostic) {
        self.found.push(diagnostic);
    }

    /// Several such.
    pub fn extend(&mut self, diagnostics: Vec<Diagnostic>) {
        self.found.extend(diagnostics);
    }

    fn keeps(&mut self, problem: &Problem, place: &Range<usize>) -> bool {
        let wanted = discriminant(problem);
        let at = self
            .kinds
            .iter()
            .position(|kind| kind.problem == wanted)
            .unwrap_or_else(|| {
                self.kinds.push(Kind {
                    problem: wanted,
                    count: 0,
                    dropped: None,
                });
                self.kinds.len() - 1
            });
        let kind = &mut self.kinds[at];
        kind.count += 1;
        if kind.count > MOST_OF_A_KIND {
            kind.dropped
                .get_or_insert_with(|| (problem.code(), place.clone()));
            return false;
        }
        true
    }

    /// Everything that was told; kinds of which some were left out say how many.
    pub fn finish(mut self) -> Vec<Diagnostic> {
        for kind in std::mem::take(&mut self.kinds) {
            if let Some((kind_code, place)) = kind.dropped {
                let count = (kind.count - MOST_OF_A_KIND) as u64;
                let location = self.source.locate(place);
                self.found.push(Diagnostic::at(
                    Problem::MoreOfAKind { kind_code, count },
                    location,
                ));
            }
        }
        self.found
    }
}
