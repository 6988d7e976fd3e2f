//! Sites, built and looked at in a browser.

use crate::checks::Outcome;
use crate::process::{Workspace, run};
use crate::tools::{self, Tools};
use std::fs;
use std::path::{Path, PathBuf};

/// The folder of the pictures that the README shows.
const README_PICTURES: &str = "docs/images";

/// The site of the fixture documents.
pub const FIXTURES: &str = "tests/fixtures/site";

/// The page that has to come with its style sheets in one round trip.
const LIGHT: &str = "2024/chuo/index.html";

/// How the generated city is made: small enough for a look at every page, large enough for every kind of page.
const CITY: [&str; 6] = ["--documents", "40", "--seed", "7", "--mess", "0.5"];

/// Builds sites and checks every page of them: the real one, as it is, in English and in the plain theme; a generated
/// city; and the fixtures.
pub fn check(workspace: &Workspace, tools: &Tools) -> Outcome {
    let tools = match tools.pages(workspace) {
        Ok(tools) => tools,
        Err(missing) => return Outcome::Skipped(missing),
    };
    let check = |what: &str, site: PathBuf, more: &[&str]| {
        println!("-- {what}");
        let mut node = workspace.command("node");
        node.arg(tools.folder.join("check.mjs")).arg(site);
        node.arg("--browser").arg(&tools.browser);
        run(node.args(more))
    };
    let all = || -> Result<(), String> {
        let site = build_site(workspace)?;
        check("the site of this repository", site, &["--light", LIGHT])?;
        let english = variant(
            workspace,
            "english",
            "[site]",
            "language = \"en\"",
            "language",
        )?;
        let site = build(workspace, "english-site", Some(english))?;
        check(
            "in English",
            site,
            &["--only", "links,html-validate,nu,browser", "--sample", "1"],
        )?;
        let plain = variant(workspace, "plain", "[theme]", "name = \"plain\"", "name")?;
        let site = build(workspace, "plain-site", Some(plain))?;
        check("in the plain theme", site, &["--sample", "1"])?;
        let site = build(workspace, "city-site", Some(city(workspace)?))?;
        // A city has pages by the hundred, and a dozen kinds of them.
        let checks = "links,html-validate,nu,weight,browser";
        let city = ["--only", checks, "--sample", "2"];
        check("a generated city", site, &city)?;
        // Every layout that the fixtures have, in markup.
        let root = workspace.root().join(FIXTURES);
        let site = build(workspace, "fixtures", Some(root))?;
        check("the fixtures", site, &["--only", "links,html-validate,nu"])
    };
    all().into()
}

/// The address under which sites are built whose metadata are read.
const ADDRESS: &str = "https://example.jp/archive/";

/// What is asked of the city's search page, and what the answer has.
const SEARCHED: [&str; 4] = ["--words", "潮路 R6", "--title", "令和6年度"];

/// Has what a site says to machines read by programs that were not written here: of the real site, which has a sitemap,
/// and of a generated city, which has feeds. Asks the city's search page in a browser.
pub fn metadata(workspace: &Workspace, tools: &Tools) -> Outcome {
    let found = tools.pages(workspace);
    let (pages, python) = match found.and_then(|pages| Ok((pages, tools.metadata(workspace)?))) {
        Ok(tools) => tools,
        Err(missing) => return Outcome::Skipped(missing),
    };
    let read = |site: &Path| -> Result<(), String> {
        let mut node = workspace.command("node");
        node.arg(pages.folder.join("metadata.mjs")).arg(site);
        run(node.args(["--base", ADDRESS]))?;
        let mut program = workspace.command(python);
        program.args(["-B", "tests/metadata/check.py"]).arg(site);
        run(program.arg(ADDRESS))
    };
    let all = || -> Result<(), String> {
        let address = ["--base-url", ADDRESS];
        read(&build_with(workspace, "metadata-site", None, &address)?)?;
        let city = city(workspace)?;
        let site = build_with(workspace, "metadata-city", Some(city), &address)?;
        read(&site)?;
        let mut node = workspace.command("node");
        node.arg(pages.folder.join("search.mjs")).arg(&site);
        node.args(SEARCHED);
        run(node.arg("--browser").arg(&pages.browser))
    };
    all().into()
}

/// Looks in a browser at what `ayumi serve` shows while somebody writes.
pub fn serve(workspace: &Workspace, tools: &Tools) -> Outcome {
    let tools = match tools.pages(workspace) {
        Ok(tools) => tools,
        Err(missing) => return Outcome::Skipped(missing),
    };
    program(workspace)
        .and_then(|program| {
            let mut node = workspace.command("node");
            node.arg(tools.folder.join("serve.mjs"));
            node.arg("--program").arg(program);
            run(node.arg("--browser").arg(&tools.browser))
        })
        .into()
}

/// Compares documents in a browser, on the page that chooses any two of them.
pub fn compare(workspace: &Workspace, tools: &Tools) -> Outcome {
    let tools = match tools.pages(workspace) {
        Ok(tools) => tools,
        Err(missing) => return Outcome::Skipped(missing),
    };
    city(workspace)
        .and_then(|root| build(workspace, "city-site", Some(root)))
        .and_then(|site| {
            let mut node = workspace.command("node");
            node.arg(tools.folder.join("compare.mjs"));
            node.arg("--site").arg(site);
            run(node.arg("--browser").arg(&tools.browser))
        })
        .into()
}

/// Searches the generated city in a browser: once with the program in the place of the engine, so that every failure can
/// be played, and once with the engine.
pub fn search(workspace: &Workspace, tools: &Tools) -> Outcome {
    let tools = match tools.pages(workspace) {
        Ok(tools) => tools,
        Err(missing) => return Outcome::Skipped(missing),
    };
    let look = || -> Result<(), String> {
        let site = build(workspace, "city-site", Some(city(workspace)?))?;
        let later = build_site(workspace)?;
        let program = program(workspace)?;
        for script in ["search-engine.mjs", "search-live.mjs"] {
            let mut node = workspace.command("node");
            node.arg(tools.folder.join(script)).arg(&site);
            if script == "search-engine.mjs" {
                node.arg("--later").arg(&later);
            }
            node.arg("--program").arg(&program);
            run(node.arg("--browser").arg(&tools.browser))?;
        }
        Ok(())
    };
    look().into()
}

/// Searches the generated city without a connection, where its site has browsers keep what was read.
pub fn search_offline(workspace: &Workspace, tools: &Tools) -> Outcome {
    let tools = match tools.pages(workspace) {
        Ok(tools) => tools,
        Err(missing) => return Outcome::Skipped(missing),
    };
    let look = || -> Result<(), String> {
        let root = city(workspace)?;
        let settings = root.join("ayumi.toml");
        let told = |error: std::io::Error| format!("{}: {error}", settings.display());
        let before = fs::read_to_string(&settings).map_err(told)?;
        let with = with_line(&before, "[search]", "offline = true", "offline");
        fs::write(&settings, with).map_err(told)?;
        let site = build(workspace, "offline-site", Some(root))?;
        let mut node = workspace.command("node");
        node.arg(tools.folder.join("search-offline.mjs")).arg(site);
        node.arg("--program").arg(program(workspace)?);
        run(node.arg("--browser").arg(&tools.browser))
    };
    look().into()
}

/// Searches the generated city in Firefox.
pub fn search_firefox(workspace: &Workspace, tools: &Tools) -> Outcome {
    let found = tools.pages(workspace);
    let (tools, firefox) = match found.and_then(|tools| Ok((tools, tools::firefox()?))) {
        Ok(found) => found,
        Err(missing) => return Outcome::Skipped(missing),
    };
    let look = || -> Result<(), String> {
        let site = build(workspace, "city-site", Some(city(workspace)?))?;
        let mut node = workspace.command("node");
        node.arg(tools.folder.join("search-firefox.mjs")).arg(site);
        node.arg("--program").arg(program(workspace)?);
        run(node.arg("--browser").arg(firefox))
    };
    look().into()
}

/// Where the program is that the tests compiled: the whole workspace at once, or its parts would be compiled once more
/// with other features. It makes the same pages as a release.
fn program(workspace: &Workspace) -> Result<PathBuf, String> {
    run(workspace.cargo().args(["build", "--workspace", "--quiet"]))?;
    Ok(workspace.debug("ayumi"))
}

/// Asks Lighthouse about one page of each kind.
pub fn lighthouse(workspace: &Workspace, tools: &Tools) -> Outcome {
    match tools.pages(workspace) {
        Ok(tools) => build_site(workspace)
            .and_then(|site| {
                let mut node = workspace.command("node");
                node.arg(tools.folder.join("lighthouse.mjs")).arg(site);
                run(node.arg("--browser").arg(&tools.browser))
            })
            .into(),
        Err(missing) => Outcome::Skipped(missing),
    }
}

/// A copy of this repository's site in which a table of `ayumi.toml` has another line in place of its `key`.
fn variant(
    workspace: &Workspace,
    name: &str,
    table: &str,
    line: &str,
    key: &str,
) -> Result<PathBuf, String> {
    let root = workspace.scratch().join(name);
    let told = |error: std::io::Error| format!("{}: {error}", root.display());
    if root.exists() {
        fs::remove_dir_all(&root).map_err(told)?;
    }
    copy_folder(&workspace.root().join("content"), &root.join("content")).map_err(told)?;
    let settings = fs::read_to_string(workspace.root().join("ayumi.toml")).map_err(told)?;
    fs::write(
        root.join("ayumi.toml"),
        with_line(&settings, table, line, key),
    )
    .map_err(told)?;
    Ok(root)
}

/// Settings with `line` in a table, in place of the line that has the same key there.
fn with_line(settings: &str, table: &str, line: &str, key: &str) -> String {
    let mut lines: Vec<String> = Vec::new();
    let (mut inside, mut done) = (false, false);
    for old in settings.lines() {
        if old.trim_start().starts_with('[') {
            inside = old.trim() == table;
        }
        let same_key = old.split('=').next().is_some_and(|name| name.trim() == key);
        if inside && same_key && old.contains('=') {
            continue;
        }
        lines.push(old.to_owned());
        if inside && !done {
            lines.push(line.to_owned());
            done = true;
        }
    }
    if !done {
        lines.extend([table.to_owned(), line.to_owned()]);
    }
    lines.join("\n") + "\n"
}

fn copy_folder(from: &Path, to: &Path) -> std::io::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from)? {
        let entry = entry?;
        let target = to.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            copy_folder(&entry.path(), &target)?;
        } else {
            fs::copy(entry.path(), target)?;
        }
    }
    Ok(())
}

/// Makes the generated city anew, and returns its folder.
///
/// # Errors
/// A message if a program fails.
pub fn city(workspace: &Workspace) -> Result<PathBuf, String> {
    let root = workspace.scratch().join("city");
    if root.exists() {
        fs::remove_dir_all(&root).map_err(|error| format!("{}: {error}", root.display()))?;
    }
    let mut ayumi = workspace.command(program(workspace)?);
    ayumi.args(["--quiet", "demo"]).arg(&root);
    run(ayumi.args(CITY))?;
    Ok(root)
}

/// Checks the types of the page checks and runs their tests.
pub fn test_the_checks(workspace: &Workspace, tools: &Tools) -> Outcome {
    match tools.pages(workspace) {
        Ok(tools) => {
            let mut npm = workspace.command("npm");
            npm.args(["test", "--silent"]).current_dir(&tools.folder);
            run(npm.env("CHROME_PATH", &tools.browser)).into()
        }
        Err(missing) => Outcome::Skipped(missing),
    }
}

/// Builds the site and takes pictures of it.
///
/// # Errors
/// A message if a tool is missing, or a program fails.
pub fn screenshots(
    workspace: &Workspace,
    out: Option<PathBuf>,
    readme: bool,
) -> Result<(), String> {
    let tools = Tools::default();
    let tools = tools.pages(workspace)?;
    let site = build_site(workspace)?;
    let out = out.unwrap_or_else(|| workspace.scratch().join("screenshots"));
    let mut node = workspace.command("node");
    node.arg(tools.folder.join("screenshots.mjs")).arg(site);
    node.arg("--browser")
        .arg(&tools.browser)
        .arg("--out")
        .arg(out);
    if readme {
        node.arg("--readme").arg(README_PICTURES);
    }
    run(&mut node)
}

/// Builds the site of this repository, and returns the folder.
///
/// # Errors
/// A message if a program fails.
pub fn build_site(workspace: &Workspace) -> Result<PathBuf, String> {
    build(workspace, "site", None)
}

/// Builds a site into a folder of this name, and returns it.
///
/// # Errors
/// A message if a program fails.
pub fn build(workspace: &Workspace, name: &str, root: Option<PathBuf>) -> Result<PathBuf, String> {
    build_with(workspace, name, root, &[])
}

/// The same, with more arguments.
fn build_with(
    workspace: &Workspace,
    name: &str,
    root: Option<PathBuf>,
    more: &[&str],
) -> Result<PathBuf, String> {
    let scratch = workspace.scratch();
    fs::create_dir_all(scratch).map_err(|error| format!("{}: {error}", scratch.display()))?;
    let site = scratch.join(name);
    let mut ayumi = workspace.command(program(workspace)?);
    ayumi
        .args(["build", "--quiet", "--out"])
        .arg(&site)
        .args(more);
    if let Some(root) = root {
        ayumi.arg("--root").arg(root);
    }
    run(&mut ayumi)?;
    Ok(site)
}

#[cfg(test)]
mod tests {
    use super::with_line;

    #[test]
    fn a_line_takes_the_place_of_the_one_with_its_key() {
        let settings = "[site]\ntitle = \"a\"\nlanguage = \"ja\"\n\n[archive]\nlanguage = \"x\"\n";
        assert_eq!(
            with_line(settings, "[site]", "language = \"en\"", "language"),
            "[site]\nlanguage = \"en\"\ntitle = \"a\"\n\n[archive]\nlanguage = \"x\"\n"
        );
        assert_eq!(
            with_line("[site]\na = 1\n", "[theme]", "name = \"plain\"", "name"),
            "[site]\na = 1\n[theme]\nname = \"plain\"\n"
        );
    }
}
