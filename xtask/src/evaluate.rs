//! How good the program is at what cannot be done perfectly, measured where the truth is known.

use crate::arguments::Evaluation;
use crate::process::Workspace;
use std::fs;
use std::process::Stdio;

/// The page with the last table that was written down.
const PAGE: &str = "docs/reading-quality.md";
/// Where in the page the tables begin; what stands above is kept.
const BEGIN: &str = "<!-- written by `cargo xtask eval read --write` -->\n";

/// Makes a fictional city twice, tidy and messy, and prints how well its documents are read.
///
/// # Errors
/// A message if the measuring program cannot be built or ends badly, or the page cannot be written.
pub fn read(workspace: &Workspace, evaluation: &Evaluation) -> Result<(), String> {
    let folder = workspace.scratch().join("eval-read");
    let output = workspace
        .cargo()
        .args(["bench", "--bench", "reading_quality", "--"])
        .arg(&folder)
        .args(&evaluation.options)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| error.to_string())?;
    let table = String::from_utf8_lossy(&output.stdout);
    print!("{table}");
    if !output.status.success() {
        return Err(format!("the measuring program: {}", output.status));
    }
    if evaluation.write {
        let page = workspace.root().join(PAGE);
        let text = fs::read_to_string(&page).map_err(|error| format!("{PAGE}: {error}"))?;
        let (head, _) = text
            .split_once(BEGIN)
            .ok_or_else(|| format!("{PAGE} has no line {BEGIN}"))?;
        let text = format!("{head}{BEGIN}\n{}\n", table.trim());
        fs::write(&page, text).map_err(|error| format!("{PAGE}: {error}"))?;
    }
    Ok(())
}
