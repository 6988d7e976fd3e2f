//! `content/synonyms.toml`: each group by itself, and whether it says anything new.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use ayumi_japanese::fold::fold_str;

use super::read;
use crate::config::{CONTENT, Step, SynonymEntry, Synonyms, SynonymsFile, TomlFile};
use crate::model::{Diagnostic, Problem};

pub(super) fn load(root: &Path, found: &mut Vec<Diagnostic>) -> Synonyms {
    let path = format!("{CONTENT}/{}", Synonyms::FILE);
    let Some(text) = read(root, &path, found) else {
        return Synonyms::default();
    };
    let decoded =
        TomlFile::parse(&path, &text).and_then(|file| Ok((file.decode::<SynonymsFile>()?, file)));
    match decoded {
        Ok((synonyms, file)) => {
            let mut checks = Checks { file: &file, found };
            checks.groups(&synonyms);
            checks.exceptions(&synonyms);
            synonyms.into()
        }
        Err(wrong) => {
            found.extend(wrong);
            Synonyms::default()
        }
    }
}

struct Checks<'a> {
    file: &'a TomlFile<'a>,
    found: &'a mut Vec<Diagnostic>,
}

/// The words of a group as they are compared, and which way they go.
type Meaning = (BTreeSet<String>, BTreeSet<String>);

impl Checks<'_> {
    fn tell(&mut self, problem: Problem, steps: &[Step<'_>]) {
        self.found
            .push(Diagnostic::at(problem, self.file.locate(steps)));
    }

    fn groups(&mut self, synonyms: &SynonymsFile) {
        let mut known: BTreeMap<Meaning, u64> = BTreeMap::new();
        for (index, entry) in synonyms.group.iter().enumerate() {
            let place = [Step::Key("group"), Step::Index(index)];
            if !self.shape(entry, &place) {
                continue;
            }
            let mut words: BTreeSet<String> = BTreeSet::new();
            for (key, listed) in [
                ("words", &entry.words),
                ("from", &entry.from),
                ("to", &entry.to),
            ] {
                self.words(
                    listed.as_deref().unwrap_or_default(),
                    key,
                    &place,
                    &mut words,
                );
            }
            let start = self.file.locate(&place).span.map_or(0, |span| span.line);
            if let Some(line) = known.insert(meaning(entry), start.into()) {
                self.tell(Problem::SynonymGroupRepeated { line }, &place);
            }
        }
    }

    fn exceptions(&mut self, synonyms: &SynonymsFile) {
        for (index, entry) in synonyms.except.iter().enumerate() {
            let place = [Step::Key("except"), Step::Index(index)];
            if self.enough("words", &entry.words, 2, &place) {
                self.words(&entry.words, "words", &place, &mut BTreeSet::new());
            }
        }
    }

    /// Whether a group says which words find which.
    fn shape(&mut self, entry: &SynonymEntry, place: &[Step<'_>; 2]) -> bool {
        match (&entry.words, &entry.from, &entry.to) {
            (Some(words), None, None) => self.enough("words", words, 2, place),
            (None, Some(from), Some(to)) => {
                let from = self.enough("from", from, 1, place);
                self.enough("to", to, 1, place) && from
            }
            _ => {
                self.tell(Problem::SynonymShape, place);
                false
            }
        }
    }

    fn enough(&mut self, key: &str, words: &[String], least: u64, place: &[Step<'_>; 2]) -> bool {
        let found = words.len() as u64;
        if found < least {
            let [list, index] = *place;
            let problem = Problem::SynonymTooFew {
                key: key.to_owned(),
                least,
                found,
            };
            self.tell(problem, &[list, index, Step::Key(key)]);
        }
        found >= least
    }

    /// Each word by itself, and whether it is among those `known` in the group.
    fn words(
        &mut self,
        words: &[String],
        key: &str,
        place: &[Step<'_>; 2],
        known: &mut BTreeSet<String>,
    ) {
        let [list, index] = *place;
        for (at, word) in words.iter().enumerate() {
            let steps = [list, index, Step::Key(key), Step::Index(at)];
            let folded = compared(word);
            let word = word.clone();
            if !folded.contains(char::is_alphanumeric) {
                self.tell(Problem::SynonymUnusable { word }, &steps);
            } else if folded.chars().count() == 1 {
                self.tell(Problem::SynonymTooShort { word }, &steps);
            } else if !known.insert(folded) {
                self.tell(Problem::SynonymRepeated { word }, &steps);
            }
        }
    }
}

fn meaning(entry: &SynonymEntry) -> Meaning {
    let set = |words: [&Option<Vec<String>>; 2]| {
        let words = words.into_iter().flatten().flatten();
        words.map(|word| compared(word)).collect()
    };
    (
        set([&entry.words, &entry.from]),
        set([&entry.words, &entry.to]),
    )
}

/// A word as the search engine compares it, but for white space inside.
fn compared(word: &str) -> String {
    fold_str(word.trim())
}
