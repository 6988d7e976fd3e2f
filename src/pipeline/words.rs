//! Which words of the glossary documents have.

use std::collections::BTreeSet;

use crate::config::{CONTENT, Glossary};
use crate::model::{Diagnostic, Location, Problem};
use crate::read::Reading;

/// The words of the glossary that a document has.
pub(super) fn words_of(glossary: &Glossary, reading: &Reading) -> BTreeSet<usize> {
    let parts = reading.document.iter().flat_map(|document| &document.parts);
    let found = parts.flat_map(|part| glossary.find(&part.text));
    found.map(|(_, word)| word).collect()
}

/// Tells of the words of the glossary that no document has, all at once.
pub(super) fn unused_words(glossary: &Glossary, used: &BTreeSet<usize>) -> Option<Diagnostic> {
    let words = glossary.words().iter().enumerate();
    let unused = words.filter(|(at, _)| !used.contains(at));
    let unused: Vec<&str> = unused.map(|(_, word)| word.term.as_str()).collect();
    let problem = Problem::GlossaryUnused {
        words: unused.join(", "),
    };
    let place = Location::file(format!("{CONTENT}/{}", Glossary::FILE));
    (!unused.is_empty()).then(|| Diagnostic::at(problem, place))
}
