//! `content/glossary.toml`: the hard words, each looked at.

use std::collections::BTreeMap;
use std::path::Path;

use ayumi_japanese::fold::fold_str;
use ayumi_japanese::kana::is_kana;

use super::read;
use crate::config::{CONTENT, Glossary, GlossaryFile, Step, TomlFile, WordEntry};
use crate::model::{Diagnostic, Problem};

pub(super) fn load(root: &Path, found: &mut Vec<Diagnostic>) -> Glossary {
    let path = format!("{CONTENT}/{}", Glossary::FILE);
    let Some(text) = read(root, &path, found) else {
        return Glossary::default();
    };
    let decoded =
        TomlFile::parse(&path, &text).and_then(|file| Ok((file.decode::<GlossaryFile>()?, file)));
    match decoded {
        Ok((words, file)) => {
            check(&words, &file, found);
            Glossary::new(words.word)
        }
        Err(wrong) => {
            found.extend(wrong);
            Glossary::default()
        }
    }
}

fn check(words: &GlossaryFile, file: &TomlFile<'_>, found: &mut Vec<Diagnostic>) {
    let mut known: BTreeMap<String, &str> = BTreeMap::new();
    for (index, word) in words.word.iter().enumerate() {
        let mut tell = |problem: Problem, key: &str| {
            let steps = [Step::Key("word"), Step::Index(index), Step::Key(key)];
            found.push(Diagnostic::at(problem, file.locate(&steps)));
        };
        for (key, value, expected) in unusable(word) {
            let problem = Problem::InvalidValue {
                key: format!("word.{key}"),
                value: format!("{value:?}"),
                expected: expected.to_owned(),
            };
            tell(problem, key);
        }
        for (at, spelling) in word.spellings().enumerate() {
            let folded = fold_str(spelling.trim());
            if let Some(other) = known.insert(folded, &word.term) {
                let problem = Problem::GlossaryRepeated {
                    word: spelling.to_owned(),
                    other: other.to_owned(),
                };
                tell(problem, if at == 0 { "term" } else { "variants" });
            }
        }
    }
}

/// The keys whose values say nothing, or are not written as they have to be, each with one that would do.
fn unusable(word: &WordEntry) -> Vec<(&'static str, &str, &'static str)> {
    let reads = |c: char| is_kana(c) || c == '・' || c.is_whitespace();
    let mut wrong = Vec::new();
    let empty = |text: &str| text.trim().is_empty();
    if empty(&word.term) {
        wrong.push(("term", &*word.term, "関係人口"));
    }
    if empty(&word.reading) || !word.reading.chars().all(reads) {
        wrong.push(("reading", &*word.reading, "かんけいじんこう"));
    }
    if empty(&word.meaning) {
        wrong.push(("meaning", &*word.meaning, "…"));
    }
    let variants = word.variants.iter().filter(|variant| empty(variant));
    wrong.extend(variants.map(|variant| ("variants", &**variant, "…")));
    wrong
}
