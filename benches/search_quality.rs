//! How well and how fast the search answers: `cargo xtask eval search`. Makes cities, asks the sets of `tests/search/`, and
//! prints each target beside the measured figure.
#![allow(
    clippy::disallowed_methods,
    clippy::panic,
    clippy::unwrap_used,
    reason = "a tool for developers: what goes wrong ends it"
)]

#[path = "../tests/search/support/mod.rs"]
mod judges;
#[path = "search_quality/mod.rs"]
mod measuring;

use std::path::PathBuf;

use measuring::{Inputs, measure};

const USAGE: &str = "search_quality FOLDER [--passages FILE --questions FILE] [--show]";

fn main() {
    let (mut folder, mut passages, mut questions, mut show) = (None, None, None, false);
    // Cargo adds `--bench` by itself.
    let mut arguments = std::env::args().skip(1).filter(|one| one != "--bench");
    while let Some(argument) = arguments.next() {
        let mut value = || {
            let value = arguments.next();
            PathBuf::from(value.unwrap_or_else(|| panic!("{argument} needs a value; {USAGE}")))
        };
        match &*argument {
            "--passages" => passages = Some(value()),
            "--questions" => questions = Some(value()),
            "--show" => show = true,
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let folder = folder.unwrap_or_else(|| panic!("{USAGE}"));
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    assert!(
        passages.is_some() == questions.is_some(),
        "questions are asked of passages: {USAGE}"
    );
    let inputs = Inputs {
        program: PathBuf::from(env!("CARGO_BIN_EXE_ayumi")),
        given: passages.zip(questions),
        folder,
    };
    let report = measure(&inputs);
    print!("{report}");
    if show {
        eprint!("{}", report.wrong());
    }
}
