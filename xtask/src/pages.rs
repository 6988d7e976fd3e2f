//! The real site, built and looked at in a browser.

use crate::checks::Outcome;
use crate::process::{Workspace, run};
use crate::tools::Tools;
use std::ffi::OsStr;
use std::fs;
use std::path::PathBuf;

/// The picture that the README shows.
const README_PICTURE: &str = "docs/images/home.png";

/// The site of the fixture documents.
const FIXTURES: &str = "tests/fixtures/site";

/// Builds the site and checks every page of it.
pub fn check(workspace: &Workspace, tools: &Tools) -> Outcome {
    let tools = match tools.pages(workspace) {
        Ok(tools) => tools,
        Err(missing) => return Outcome::Skipped(missing),
    };
    let check = |site: PathBuf, more: &[&OsStr]| {
        let mut node = workspace.command("node");
        node.arg(tools.folder.join("check.mjs")).arg(site);
        run(node.args(more))
    };
    build_site(workspace)
        .and_then(|site| check(site, &["--browser".as_ref(), tools.browser.as_os_str()]))
        // Every layout that the fixtures have, in markup; how pages look shows on the real site.
        .and_then(|()| build(workspace, "fixtures", Some(FIXTURES)))
        .and_then(|site| {
            check(
                site,
                &["--only".as_ref(), "links,html-validate,nu".as_ref()],
            )
        })
        .into()
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
        node.arg("--readme").arg(README_PICTURE);
    }
    run(&mut node)
}

/// Builds the site of this repository the way its README says, and returns the folder.
fn build_site(workspace: &Workspace) -> Result<PathBuf, String> {
    build(workspace, "site", None)
}

/// Builds a site into a folder of this name, and returns it.
fn build(workspace: &Workspace, name: &str, root: Option<&str>) -> Result<PathBuf, String> {
    let scratch = workspace.scratch();
    fs::create_dir_all(scratch).map_err(|error| format!("{}: {error}", scratch.display()))?;
    let site = scratch.join(name);
    let mut cargo = workspace.cargo();
    cargo.args([
        "run",
        "--release",
        "--quiet",
        "--",
        "build",
        "--quiet",
        "--out",
    ]);
    cargo.arg(&site);
    if let Some(root) = root {
        cargo.arg("--root").arg(workspace.root().join(root));
    }
    run(&mut cargo)?;
    Ok(site)
}
