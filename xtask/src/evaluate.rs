//! How good the program is at what cannot be done perfectly, measured where the truth is known.

use crate::arguments::{Evaluation, Judged};
use crate::process::Workspace;
use std::ffi::OsString;
use std::fs;
use std::process::Stdio;

impl Judged {
    /// The measuring program.
    fn program(self) -> &'static str {
        match self {
            Self::Reading => "reading_quality",
            Self::Lineage => "lineage_quality",
            Self::Search => "search_quality",
        }
    }

    /// The page with the last table that was written down.
    fn page(self) -> &'static str {
        match self {
            Self::Reading => "docs/reading-quality.md",
            Self::Lineage => "docs/lineage-quality.md",
            Self::Search => "docs/search-quality.md",
        }
    }

    /// Where in the page the tables begin; what stands above is kept.
    fn begin(self) -> &'static str {
        match self {
            Self::Reading => "<!-- written by `cargo xtask eval read --write` -->\n",
            Self::Lineage => "<!-- written by `cargo xtask eval lineage --write` -->\n",
            Self::Search => "<!-- written by `cargo xtask eval search --write` -->\n",
        }
    }
}

/// Makes a fictional city and prints how well the program understands its documents, or finds what is in them.
///
/// # Errors
/// A message if the measuring program cannot be built or ends badly, or the page cannot be written.
pub fn run(workspace: &Workspace, evaluation: &Evaluation) -> Result<(), String> {
    let judged = evaluation.judged;
    let folder = workspace.scratch().join(judged.program());
    let output = workspace
        .cargo()
        .args(["bench", "--bench", judged.program(), "--"])
        .arg(&folder)
        .args(absolute(&evaluation.options)?)
        .stderr(Stdio::inherit())
        .output()
        .map_err(|error| error.to_string())?;
    let table = String::from_utf8_lossy(&output.stdout);
    print!("{table}");
    if !output.status.success() {
        return Err(format!("the measuring program: {}", output.status));
    }
    if evaluation.write {
        let (page, begin) = (judged.page(), judged.begin());
        let path = workspace.root().join(page);
        let text = fs::read_to_string(&path).map_err(|error| format!("{page}: {error}"))?;
        let (head, _) = text
            .split_once(begin)
            .ok_or_else(|| format!("{page} has no line {begin}"))?;
        // A list may be empty behind its colon.
        let table: Vec<&str> = table.trim().lines().map(str::trim_end).collect();
        let text = format!("{head}{begin}\n{}\n", table.join("\n"));
        fs::write(&path, text).map_err(|error| format!("{page}: {error}"))?;
    }
    Ok(())
}

/// The options with whole paths: the measuring program runs in the workspace's folder, wherever this one was started.
fn absolute(options: &[String]) -> Result<Vec<OsString>, String> {
    let mut is_file = false;
    let mut whole = Vec::with_capacity(options.len());
    for option in options {
        if is_file {
            let path = std::path::absolute(option);
            whole.push(path.map_err(|error| format!("{option}: {error}"))?.into());
        } else {
            whole.push(option.into());
        }
        is_file = matches!(option.as_str(), "--passages" | "--questions");
    }
    Ok(whole)
}
