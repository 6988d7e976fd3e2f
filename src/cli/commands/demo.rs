//! `ayumi demo DIR`: a city that does not exist.

mod folder;

use std::ops::RangeInclusive;
use std::path::Path;

use ayumi_demo::{Options, Summary};

use crate::cli::arguments::Demo;
use crate::cli::progress;
use crate::cli::terminal::{Terminal, printable};
use crate::cli::texts::Texts;
use crate::cli::{Outcome, shell};
use crate::model::{FiscalYear, Language};

use folder::{NewFolder, Refused};

pub(in crate::cli) fn run(arguments: &Demo, terminal: &Terminal) -> Outcome {
    match make(arguments, terminal) {
        Ok(summary) => {
            terminal.inform(&made(&summary, &arguments.folder, terminal.texts));
            Outcome::Good
        }
        Err(refused) => {
            let (message, help) = say(&refused, terminal.texts);
            terminal.fail(&message, &help);
            Outcome::Usage
        }
    }
}

fn make(arguments: &Demo, terminal: &Terminal) -> Result<Summary, Refused> {
    let options = Options {
        documents: arguments.documents,
        seed: arguments.seed,
        years: arguments.years.clone(),
        mess: arguments.mess,
    };
    let folder = NewFolder::begin(&arguments.folder)?;
    let bar = progress::bar(terminal, "phase.demo", options.documents);
    let made = ayumi_demo::generate(&options, |file| {
        folder.write(&file)?;
        if is_document(&file.path) {
            bar.inc(1);
        }
        Ok(())
    });
    bar.finish_and_clear();
    let summary = made?;
    folder.finish()?;
    Ok(summary)
}

fn is_document(path: &str) -> bool {
    path.starts_with("content/") && path.ends_with(".md")
}

/// What was made, and how to go on with it.
fn made(summary: &Summary, folder: &Path, texts: Texts) -> String {
    let shown = printable(&folder.display().to_string());
    let page = folder.join("public").join("index.html");
    let values = [
        ("folder", shown),
        ("root", shell::word(folder)),
        ("page", printable(&page.display().to_string())),
        ("documents", summary.documents.to_string()),
        ("messy", summary.messy.to_string()),
        ("organisations", summary.organisations.to_string()),
        ("years", years(&summary.years, texts)),
    ];
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    let lines = ["demo.made", "demo.next"].map(|key| texts.fill(key, &values));
    lines.join("\n")
}

/// 「平成28年度（2016年度）から令和7年度（2025年度）まで」
fn years(years: &RangeInclusive<u16>, texts: Texts) -> String {
    let name = |year: u16| match texts.language {
        Language::Japanese => FiscalYear::from_western(year).long_label(),
        Language::English => year.to_string(),
    };
    let (first, last) = (name(*years.start()), name(*years.end()));
    if first == last {
        return first;
    }
    texts.fill("demo.years", &[("first", &first), ("last", &last)])
}

/// What is wrong, and what to do.
fn say(refused: &Refused, texts: Texts) -> (String, String) {
    let shown = |path: &Path| path.display().to_string();
    let (key, path, other) = match refused {
        Refused::NoName { path } => ("no_name", path, String::new()),
        Refused::NotAFolder { path } => ("not_a_folder", path, String::new()),
        Refused::NotEmpty { path, entry } => ("not_empty", path, entry.clone()),
        Refused::MountPoint { path } => ("mount_point", path, String::new()),
        Refused::NoParent { parent } => ("no_parent", parent, String::new()),
        Refused::ParentNotAFolder { parent } => ("parent_not_a_folder", parent, String::new()),
        Refused::Foreign { path } => ("foreign", path, String::new()),
        Refused::AnotherRun { path } => ("another_run", path, String::new()),
        Refused::NotAllowed { path, source } => ("not_allowed", path, source.to_string()),
        Refused::Full { path, source } => ("full", path, source.to_string()),
        Refused::Io { path, source } => ("io", path, source.to_string()),
    };
    let path = shown(path);
    let values = [("path", path.as_str()), ("detail", other.as_str())];
    (
        texts.fill(&format!("demo.{key}"), &values),
        texts.fill(&format!("demo.{key}_help"), &values),
    )
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cli::texts;

    #[test]
    fn one_year_is_no_range() {
        for (language, one, several) in [
            (
                Language::Japanese,
                "令和7年度（2025年度）",
                "平成18年度（2006年度）から令和7年度（2025年度）まで",
            ),
            (Language::English, "2025", "2006 to 2025"),
        ] {
            assert_eq!(years(&(2025..=2025), texts::of(language)), one);
            assert_eq!(years(&(2006..=2025), texts::of(language)), several);
        }
    }
}
