//! The data of built sites, looked at by tools that were not written here.

use crate::checks::Outcome;
use crate::pages::{FIXTURES, build, build_site, city};
use crate::process::{Workspace, run};
use crate::tools::Tools;
use std::path::PathBuf;

/// Builds the site of this repository, a generated city and the fixtures, and checks their data: data package, JSON
/// Schema, readers of several languages, LibreOffice, checksums.
pub fn check(workspace: &Workspace, tools: &Tools) -> Outcome {
    let tools = match tools.data(workspace) {
        Ok(tools) => tools,
        Err(missing) => return Outcome::Skipped(missing),
    };
    let check = |what: &str, site: PathBuf| {
        println!("-- {what}");
        let mut python = workspace.command(&tools.python);
        run(python
            .arg("-B")
            .arg(tools.folder.join("check.py"))
            .arg(site))
    };
    let all = || -> Result<(), String> {
        check("the site of this repository", build_site(workspace)?)?;
        let site = build(workspace, "city-site", Some(city(workspace)?))?;
        check("a generated city", site)?;
        let root = workspace.root().join(FIXTURES);
        check("the fixtures", build(workspace, "fixtures", Some(root))?)
    };
    all().into()
}
