//! How well documents are read: `cargo xtask eval read`. Makes fictional cities, reads them and compares every field
//! with the truth; prints a table by layout, and on request each field that is wrong. Fails where the targets are
//! not met: 99 % of the fields right on tidy pages, 97 % on messy ones, and 95 % of the wrong ones told.
#![allow(
    clippy::disallowed_methods,
    clippy::panic,
    reason = "a tool for developers: what goes wrong ends it"
)]

mod quality;

use std::path::PathBuf;
use std::process::ExitCode;

use ayumi_demo::Options;
use quality::{Report, judge};

const USAGE: &str =
    "reading_quality FOLDER [--documents N] [--seed S] [--mess X] [--show LAYOUT|all]";

fn main() -> ExitCode {
    let mut options = Options {
        documents: 2_000,
        seed: 1,
        years: None,
        mess: 1.0,
    };
    let (mut folder, mut show, mut mess) = (None, None, None);
    let mut met = true;
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
            "--mess" => mess = Some(number(&value())),
            "--show" => show = Some(value()),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let folder = folder.unwrap_or_else(|| panic!("{USAGE}"));
    for mess in mess.map_or_else(|| vec![0.0, 1.0], |mess| vec![mess]) {
        options.mess = mess;
        if folder.exists() {
            std::fs::remove_dir_all(&folder).unwrap_or_else(|error| panic!("{error}"));
        }
        let judged = judge(&options, &folder);
        if let Some(layout) = &show {
            for one in judged.iter().filter(|one| one.is_wrong()) {
                if layout == "all" || layout == one.layout {
                    print!("{one}");
                }
            }
        }
        let report = Report::of(&judged);
        println!(
            "### `--documents {} --seed {} --mess {mess}`\n\n{}",
            options.documents, options.seed, report
        );
        let target = if mess < 0.5 { 0.99 } else { 0.97 };
        met &= report.right() >= target && report.reported() >= 0.95;
    }
    if met {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

fn number<T: std::str::FromStr>(text: &str) -> T {
    text.parse()
        .unwrap_or_else(|_| panic!("`{text}` is no number; {USAGE}"))
}
