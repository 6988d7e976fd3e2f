//! The project's own tasks: `cargo xtask help` lists them.
//!
//! `cargo xtask test` is the one command that says whether a change is good: it runs every check,
//! installs what the checks need, and ends with a table.
#![allow(
    clippy::disallowed_methods,
    reason = "tasks start programs, read files and measure time: all of this crate is an edge"
)]

mod arguments;
mod bench;
mod checks;
mod data;
mod evaluate;
mod lexicon;
mod pages;
mod process;
mod tidy;
mod tools;
mod wasm;

use arguments::Task;
use process::Workspace;
use std::process::ExitCode;

fn main() -> ExitCode {
    let task = match arguments::parse(std::env::args().skip(1)) {
        Ok(task) => task,
        Err(message) => {
            eprintln!("error: {message}\n\n{}", arguments::USAGE);
            return ExitCode::from(2);
        }
    };
    let workspace = match Workspace::find() {
        Ok(workspace) => workspace,
        Err(message) => return fail(&message),
    };
    let done = match task {
        Task::Help => {
            print!("{}", arguments::USAGE);
            Ok(())
        }
        Task::ListChecks => {
            checks::list();
            Ok(())
        }
        Task::Test(selection) => checks::run_selected(&workspace, &selection),
        Task::Tidy => tidy::run(&workspace),
        Task::BenchReading => bench::reading(&workspace),
        Task::BenchRelating => bench::relating(&workspace),
        Task::BenchSearch(bench) => bench::search::run(&workspace, &bench),
        Task::Evaluate(evaluation) => evaluate::run(&workspace, &evaluation),
        Task::Lexicon => lexicon::run(&workspace),
        Task::Wasm => wasm::compile_engine(&workspace),
        Task::Screenshots { out, readme } => pages::screenshots(&workspace, out, readme),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => fail(&message),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("error: {message}");
    ExitCode::FAILURE
}
