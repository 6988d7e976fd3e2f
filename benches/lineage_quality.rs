//! How well goals are followed from year to year: `cargo xtask eval lineage`. Makes a fictional city, relates its
//! documents and compares what is said of its goals with the truth. Fails below an F1 of 95 %.
#![allow(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a tool for developers: what goes wrong ends it"
)]

mod lineage;

use std::path::PathBuf;
use std::process::ExitCode;

use ayumi_demo::Options;
use lineage::judge;

const USAGE: &str = "lineage_quality FOLDER [--documents N] [--seed S] [--mess X] [--show]";

fn main() -> ExitCode {
    let mut options = Options {
        documents: 2_000,
        seed: 1,
        years: None,
        mess: 0.3,
    };
    let (mut folder, mut show) = (None, false);
    // Cargo adds `--bench` by itself.
    let mut arguments = std::env::args().skip(1).filter(|one| one != "--bench");
    while let Some(argument) = arguments.next() {
        let mut value = || {
            let value = arguments.next();
            value.unwrap_or_else(|| panic!("{argument} needs a value; {USAGE}"))
        };
        match &*argument {
            "--documents" => options.documents = number(&value()),
            "--seed" => options.seed = number(&value()),
            "--mess" => options.mess = number(&value()),
            "--show" => show = true,
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let folder = folder.unwrap_or_else(|| panic!("{USAGE}"));
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
    }
    let judged = judge(&options, &folder);
    if show {
        print!("{}", judged.wrong);
    }
    println!(
        "### `--documents {} --seed {} --mess {}`\n\n{judged}",
        options.documents, options.seed, options.mess
    );
    if judged.all().f1() >= 0.95 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn number<T: std::str::FromStr>(text: &str) -> T {
    text.parse()
        .unwrap_or_else(|_| panic!("`{text}` is no number; {USAGE}"))
}
