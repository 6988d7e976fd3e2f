//! What the search costs in a browser, beside Pagefind on the same pages: cities are made and built here, and searched by
//! `benches/search_browser`.

use crate::arguments::SearchBench;
use crate::process::{self, Workspace};
use crate::tools::Tools;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// The page with the last tables that were written down.
const PAGE: &str = "docs/benchmarks.md";

/// Where in the page the tables begin and end; what stands around them is kept.
const BEGIN: &str = "<!-- written by `cargo xtask bench search --write` -->\n";
const END: &str = "<!-- end of what is written -->\n";

/// Makes cities, builds them, searches them in Chromium and prints a table for each.
///
/// # Errors
/// A message if a tool is missing, a program ends badly, or the page cannot be written.
pub fn run(workspace: &Workspace, bench: &SearchBench) -> Result<(), String> {
    let tools = Tools::default();
    let pages = tools.pages(workspace)?;
    let folder = Tools::search_browser(workspace)?;
    let program = match &bench.program {
        Some(program) => program.clone(),
        None => release(workspace)?,
    };
    let mut tables = String::new();
    for &documents in &bench.documents {
        let scratch = workspace
            .scratch()
            .join(format!("bench-search/{documents}"));
        let city = City::make(workspace, &program, &scratch, documents)?;
        let mut node = workspace.command("node");
        node.arg(folder.join("measure.mjs")).arg(&city.site);
        node.arg("--scratch").arg(scratch.join("pagefind"));
        node.args(["--indexing", &city.indexing.to_string()]);
        node.arg("--browser").arg(&pages.browser);
        if bench.show {
            node.args(["--show", "yes"]);
        }
        let output = node
            .stderr(Stdio::inherit())
            .output()
            .map_err(|error| format!("node: {error}"))?;
        let table = String::from_utf8_lossy(&output.stdout);
        println!("{table}");
        if !output.status.success() {
            return Err(format!("the measuring program: {}", output.status));
        }
        tables.push_str(&table);
    }
    if bench.write {
        let path = workspace.root().join(PAGE);
        let told = |error: std::io::Error| format!("{PAGE}: {error}");
        let text = fs::read_to_string(&path).map_err(told)?;
        let text = with_tables(&text, &tables)
            .ok_or_else(|| format!("{PAGE} lacks one of the lines {BEGIN}{END}"))?;
        fs::write(&path, text).map_err(told)?;
    }
    Ok(())
}

/// Builds the program as it is released.
fn release(workspace: &Workspace) -> Result<PathBuf, String> {
    let mut cargo = workspace.cargo();
    process::run(cargo.args(["build", "--release", "--bin", "ayumi"]))?;
    Ok(workspace.release("ayumi"))
}

/// A fictional city that was built.
struct City {
    site: PathBuf,
    /// Seconds that the index took.
    indexing: f64,
}

impl City {
    fn make(
        workspace: &Workspace,
        program: &Path,
        scratch: &Path,
        documents: u32,
    ) -> Result<Self, String> {
        fs::create_dir_all(scratch).map_err(|error| format!("{}: {error}", scratch.display()))?;
        let (root, site) = (scratch.join("city"), scratch.join("site"));
        for folder in [&root, &site] {
            if folder.exists() {
                fs::remove_dir_all(folder)
                    .map_err(|error| format!("{}: {error}", folder.display()))?;
            }
        }
        let mut demo = workspace.command(program);
        demo.args(["--quiet", "demo"]).arg(&root);
        demo.args(["--documents", &documents.to_string()]);
        process::run(demo.args(["--seed", "7", "--mess", "0.2"]))?;
        let mut build = workspace.command(program);
        build.args(["build", "--timings", "--root"]).arg(&root);
        let built = build.arg("--out").arg(&site).output();
        let built = built.map_err(|error| format!("{}: {error}", program.display()))?;
        let told = String::from_utf8_lossy(&built.stderr);
        if !built.status.success() {
            return Err(format!("ayumi build: {}\n{told}", built.status));
        }
        let indexing = seconds_of("index", &told)
            .ok_or("ayumi build --timings does not say how long the index took")?;
        Ok(Self { site, indexing })
    }
}

/// How long a phase took, from the lines of `ayumi build --timings`.
fn seconds_of(phase: &str, told: &str) -> Option<f64> {
    told.lines().find_map(|line| {
        let mut words = line.split_whitespace();
        let time = (words.next() == Some(phase)).then(|| words.next())??;
        let milliseconds: f64 = time.parse().ok()?;
        (words.next() == Some("ms") && words.next().is_none()).then_some(milliseconds / 1000.0)
    })
}

/// The page with other tables between its two lines; nothing if one of them is missing.
fn with_tables(page: &str, tables: &str) -> Option<String> {
    let (head, rest) = page.split_once(BEGIN)?;
    let (_, tail) = rest.split_once(END)?;
    Some(format!("{head}{BEGIN}\n{}\n\n{END}{tail}", tables.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_phase_is_found_among_the_times() {
        let told =
            "published\ntime taken\n  walk   1.0 ms\n  index   214.9 ms\n  total   3415.5 ms\n";
        assert_eq!(seconds_of("index", told), Some(0.2149));
        assert_eq!(seconds_of("search", told), None);
        assert_eq!(seconds_of("time", told), None);
    }

    #[test]
    fn tables_take_the_place_of_older_ones() {
        let page = format!("# A\n\n{BEGIN}\nold\n\n{END}\nmore\n");
        let written = format!("# A\n\n{BEGIN}\nnew\n\n{END}\nmore\n");
        assert_eq!(with_tables(&page, "new\n\n"), Some(written));
        assert_eq!(with_tables("# A\n", "new"), None);
    }
}
