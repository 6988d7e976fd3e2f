//! How well documents are read: a fictional city is made, read by the program, and compared with the truth about it.
//! Part of two programs: `cargo xtask eval read` and `tests/demo_reading.rs`.

mod compare;
mod report;

pub use report::Report;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::path::Path;
use std::sync::Mutex;

use ayumi::config::Overrides;
use ayumi::model::{Diagnostic, Document, Language, Severity};
use ayumi::read::{self, Context, Input, Sidecar};
use ayumi::render::{Layout, Visibility, document_json};
use ayumi::walk::{self, SourceFile};
use ayumi_demo::{Options, Printed};
use rayon::prelude::*;
use serde_json::Value;
use unicode_normalization::UnicodeNormalization as _;

use compare::{Comparison, compare};

/// What became of one document.
pub struct Judged {
    /// Where it lies.
    pub path: String,
    /// How it was laid out.
    pub layout: &'static str,
    /// Which fields are as the truth has them.
    pub fields: Comparison,
    /// Words that are on the page and not in what was read, or the other way round; empty where nothing was lost.
    pub lost: String,
    /// The codes of what was told of it.
    pub told: Vec<String>,
}

impl Judged {
    /// Whether a field is not as it should be, or words were lost.
    pub fn is_wrong(&self) -> bool {
        !self.fields.wrong.is_empty() || !self.lost.is_empty()
    }
}

/// Everything that is wrong with the document.
impl fmt::Display for Judged {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{} [{}] told: {:?}", self.path, self.layout, self.told)?;
        if !self.lost.is_empty() {
            writeln!(f, "  lost: {}", self.lost)?;
        }
        for wrong in &self.fields.wrong {
            writeln!(
                f,
                "  {}\n    expected {}\n    found    {}",
                wrong.field, wrong.expected, wrong.found
            )?;
        }
        Ok(())
    }
}

/// Makes a city in a folder that is not there yet, reads it, and judges each document.
pub fn judge(options: &Options, folder: &Path) -> Vec<Judged> {
    let printed = write(options, folder);
    let config = ayumi::config::load(folder, &Overrides::default())
        .unwrap_or_else(|problems| panic!("the demo city's settings: {problems:#?}"));
    let walked = walk::walk(folder, &config.registry);
    assert!(walked.diagnostics.is_empty(), "{:#?}", walked.diagnostics);
    assert_eq!(walked.files.len(), printed.len());
    let context = Context {
        municipality: &config.settings.archive.code,
        forms: &config.forms,
        registry: &walked.registry,
    };
    walked
        .files
        .par_iter()
        .map(|file| {
            let name: String = file.path.nfc().collect();
            let truth = printed
                .get(&name)
                .unwrap_or_else(|| panic!("{name} has no truth"));
            judge_file(folder, file, truth, &context)
        })
        .collect()
}

fn write(options: &Options, folder: &Path) -> BTreeMap<String, Printed> {
    let printed = Mutex::new(BTreeMap::new());
    ayumi_demo::generate(options, |file| {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, &file.bytes)?;
        if let Some(page) = file.printed {
            let name: String = file.path.nfc().collect();
            if let Ok(mut printed) = printed.lock() {
                printed.insert(name, page);
            }
        }
        Ok::<_, std::io::Error>(())
    })
    .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    printed.into_inner().unwrap_or_default()
}

fn judge_file(root: &Path, file: &SourceFile, printed: &Printed, context: &Context<'_>) -> Judged {
    let (document, diagnostics) = read_file(root, file, context);
    let found = document_json(
        &document,
        &diagnostics,
        Visibility::Everything,
        Layout::Compact,
        Language::English,
    );
    let found: Value = serde_json::from_slice(&found).unwrap_or_default();
    let truth: Value = serde_json::from_str(&printed.truth).unwrap_or_default();
    let mut told: Vec<String> = diagnostics
        .iter()
        .filter(|one| one.severity() != Severity::Error)
        .map(|one| one.problem.code())
        .collect();
    told.sort_unstable();
    told.dedup();
    Judged {
        path: file.path.clone(),
        layout: printed.layout,
        fields: compare(&truth, &found, &diagnostics),
        lost: lost(&printed.visible, &document),
        told,
    }
}

fn read_file(root: &Path, file: &SourceFile, context: &Context<'_>) -> (Document, Vec<Diagnostic>) {
    let contents = walk::contents(root, file).unwrap_or_else(|error| panic!("{error:?}"));
    let sidecar = file.sidecar.as_deref().zip(contents.sidecar.as_deref());
    let organisation = context.registry.get(&file.organisation);
    let input = Input {
        path: &file.path,
        bytes: &contents.document,
        sidecar: sidecar.map(|(path, bytes)| Sidecar { path, bytes }),
        fiscal_year: file.fiscal_year,
        organisation: organisation.unwrap_or_else(|| panic!("{} is registered", file.organisation)),
        rivals: &file.rivals,
        edition: file.edition.as_ref(),
    };
    let reading = read::read(&input, context);
    let told = format!("{:#?}", reading.diagnostics);
    let document = reading
        .document
        .unwrap_or_else(|| panic!("{} is not read: {told}", file.path));
    (document, reading.diagnostics)
}

/// Where the words of the page and the words of the parts first differ; punctuation may be markup and does not count.
fn lost(visible: &str, document: &Document) -> String {
    let words =
        |text: &str| -> Vec<char> { text.chars().filter(|c| c.is_alphanumeric()).collect() };
    let expected = words(visible);
    let mut found = Vec::with_capacity(expected.len());
    for part in &document.parts {
        found.extend(words(&part.text));
    }
    if expected == found {
        return String::new();
    }
    let same = expected.iter().zip(&found).take_while(|(a, b)| a == b);
    let at = same.count();
    let near = |all: &[char]| all.iter().skip(at).take(12).collect::<String>();
    format!("{} ≠ {}", near(&expected), near(&found))
}
