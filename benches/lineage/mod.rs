//! How well goals are followed from year to year: a fictional city is made, read and related by the program, and what the
//! program says of its goals is compared with the truth. Part of two programs: `cargo xtask eval lineage` and
//! `tests/demo_lineage.rs`.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs;
use std::path::Path;

use ayumi::config::Overrides;
use ayumi::model::{Digest, DocumentId};
use ayumi::pipeline::{self, NoProgress, Selection};
use ayumi::relate::{Archive, LinkKind};
use ayumi_demo::Options;
use serde_json::Value;

/// What is said of goals: `reworded 2023/chuo#2 → 2024/chuo#1`. Where something is new or ended one side is empty, and
/// the other is followed by the document with which it was compared.
type Statements = BTreeMap<&'static str, BTreeSet<[String; 2]>>;

/// The kinds of statements, in the order of the table.
const KINDS: [&str; 6] = ["continued", "reworded", "split", "merged", "new", "ended"];

/// How many statements of a kind are right.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Count {
    /// Said and true.
    pub right: usize,
    /// Said and not true.
    pub wrong: usize,
    /// True and not said.
    pub missed: usize,
}

impl Count {
    fn add(self, other: Self) -> Self {
        Self {
            right: self.right + other.right,
            wrong: self.wrong + other.wrong,
            missed: self.missed + other.missed,
        }
    }

    /// The share of what is said that is true.
    pub fn precision(self) -> f64 {
        share(self.right, self.right + self.wrong)
    }

    /// The share of what is true that is said.
    pub fn recall(self) -> f64 {
        share(self.right, self.right + self.missed)
    }

    /// The harmonic mean of both.
    pub fn f1(self) -> f64 {
        share(2 * self.right, 2 * self.right + self.wrong + self.missed)
    }
}

fn share(part: usize, whole: usize) -> f64 {
    if whole == 0 {
        1.0
    } else {
        part as f64 / whole as f64
    }
}

/// What came of a city.
pub struct Judged {
    /// By kind.
    pub counts: BTreeMap<&'static str, Count>,
    /// Every statement that is wrong or missed.
    pub wrong: String,
}

impl Judged {
    /// All kinds together.
    pub fn all(&self) -> Count {
        self.counts
            .values()
            .copied()
            .fold(Count::default(), Count::add)
    }
}

/// The table.
impl fmt::Display for Judged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| kind | true | right | wrong | missed | precision | recall | F1 |"
        )?;
        writeln!(f, "|---|--:|--:|--:|--:|--:|--:|--:|")?;
        let rows = KINDS.iter().map(|kind| (*kind, self.counts[kind]));
        for (kind, count) in rows.chain([("**all**", self.all())]) {
            writeln!(
                f,
                "| {kind} | {} | {} | {} | {} | {:.2} % | {:.2} % | {:.2} % |",
                count.right + count.missed,
                count.right,
                count.wrong,
                count.missed,
                count.precision() * 100.0,
                count.recall() * 100.0,
                count.f1() * 100.0
            )?;
        }
        Ok(())
    }
}

/// Makes a city in a folder that is not there yet, relates its documents, and judges what is said of its goals.
pub fn judge(options: &Options, folder: &Path) -> Judged {
    ayumi_demo::generate(options, |file| {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, &file.bytes)
    })
    .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let config = ayumi::config::load(folder, &Overrides::default())
        .unwrap_or_else(|problems| panic!("the demo city's settings: {problems:#?}"));
    let checked = pipeline::check(&config, Selection::default(), &NoProgress);
    let truth = truth(folder);
    let said = said(&checked.archive, &named(&truth));
    let mut wrong = String::new();
    let counts = KINDS.map(|kind| {
        let (truth, said) = (&truth[kind], &said[kind]);
        for (word, one) in said
            .difference(truth)
            .map(|one| ("wrong", one))
            .chain(truth.difference(said).map(|one| ("missed", one)))
        {
            wrong += &format!("{word}: {kind} {} → {}\n", one[0], one[1]);
        }
        let right = said.intersection(truth).count();
        let count = Count {
            right,
            wrong: said.len() - right,
            missed: truth.len() - right,
        };
        (kind, count)
    });
    Judged {
        counts: counts.into(),
        wrong,
    }
}

fn none() -> Statements {
    KINDS.map(|kind| (kind, BTreeSet::new())).into()
}

fn truth(folder: &Path) -> Statements {
    let mut truth = none();
    let mut files: Vec<_> = fs::read_dir(folder.join("truth/lineage"))
        .and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect())
        .unwrap_or_else(|error| panic!("{error}"));
    files.sort();
    for file in files {
        let text = fs::read_to_string(&file).unwrap_or_else(|error| panic!("{error}"));
        for line in text.lines() {
            let line: Value = serde_json::from_str(line).unwrap_or_default();
            let end = |key: &str| match &line[key] {
                Value::Null => String::new(),
                end => format!(
                    "{}#{}",
                    end["document"].as_str().unwrap_or_default(),
                    end["goal"].as_str().unwrap_or_default()
                ),
            };
            let kind = line["kind"].as_str().unwrap_or_default();
            let Some((_, statements)) = truth.iter_mut().find(|(known, _)| **known == kind) else {
                panic!("{}: {kind}", file.display());
            };
            statements.insert([end("from"), end("to")]);
        }
    }
    truth
}

/// The documents of whose goals the truth says something. Of a few layouts it cannot tell which goal is which.
fn named(truth: &Statements) -> BTreeSet<String> {
    let ends = truth.values().flatten().flatten();
    let documents = ends.filter_map(|end| end.split_once('#'));
    documents.map(|(document, _)| document.to_owned()).collect()
}

fn said(archive: &Archive, named: &BTreeSet<String>) -> Statements {
    let mut said = none();
    let mut say = |kind: &'static str, from: String, to: String| {
        said.entry(kind).or_default().insert([from, to]);
    };
    let name = |document: &DocumentId, goal: usize| {
        let goals = archive.document(document).map(|digest| &digest.goals);
        let id = goals.and_then(|goals| goals.get(goal)).map(|goal| &goal.id);
        format!("{document}#{}", id.map_or("", |id| id.as_str()))
    };
    let compared: Vec<(&Digest, _)> = archive
        .documents()
        .filter_map(|digest| Some((digest, archive.comparison(&digest.id)?)))
        .filter(|(digest, comparison)| {
            let mut documents = comparison.with.iter().chain([&digest.id]);
            documents.all(|document| named.contains(document.as_str()))
        })
        .collect();
    for (digest, comparison) in compared {
        for link in &comparison.links {
            let kind = match link.kind {
                LinkKind::Continued => "continued",
                LinkKind::Reworded => "reworded",
                LinkKind::Split => "split",
                LinkKind::Merged => "merged",
            };
            let from = name(&comparison.with[link.source], link.from);
            say(kind, from, name(&digest.id, link.to));
        }
        for goal in (0..digest.goals.len()).filter(|goal| comparison.is_new(*goal)) {
            say("new", String::new(), name(&digest.id, goal));
        }
        for (source, earlier) in comparison.with.iter().enumerate() {
            let goals = archive
                .document(earlier)
                .map_or(0, |digest| digest.goals.len());
            // Of an organisation that was divided, the truth says nothing of what the other one took over.
            let own = archive
                .document(earlier)
                .is_some_and(|one| one.organisation == digest.organisation);
            for goal in (0..goals).filter(|goal| own && comparison.has_ended(source, *goal)) {
                say("ended", name(earlier, goal), String::new());
            }
        }
    }
    said
}
