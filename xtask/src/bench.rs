//! Benchmarks that run the program itself on many files. Figures depend on the machine: each comes with a ratio to
//! something that the same machine did in the same run.

#[path = "../../benches/documents/mod.rs"]
mod documents;
pub mod search;

use crate::process::{self, Workspace};
use std::fs;
use std::path::Path;
use std::process::Stdio;
use std::time::{Duration, Instant};

const DOCUMENTS: usize = 10_000;
const ROUNDS: usize = 3;

/// Reads 10,000 documents with `ayumi check` on two cores.
///
/// # Errors
/// A message if the program cannot be built, or does not run well.
pub fn reading(workspace: &Workspace) -> Result<(), String> {
    process::run(
        workspace
            .cargo()
            .args(["build", "--release", "--bin", "ayumi"]),
    )?;
    let site = workspace.scratch().join("bench-reading");
    let bytes = site_of(workspace.root(), &site).map_err(|error| error.to_string())?;
    let program = workspace.release("ayumi");
    let mut checking = Duration::MAX;
    let mut looking = Duration::MAX;
    // The fastest of some rounds: whatever else the machine does only adds to it.
    for _ in 0..ROUNDS {
        let start = Instant::now();
        let status = workspace
            .command(&program)
            .args([
                "check",
                "--no-pages",
                "--jobs",
                "2",
                "--format",
                "json",
                "--root",
            ])
            .arg(&site)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status()
            .map_err(|error| format!("{}: {error}", program.display()))?;
        if !status.success() {
            return Err(format!("ayumi check: {status}"));
        }
        checking = checking.min(start.elapsed());
        let start = Instant::now();
        let lines = look(&site.join("content")).map_err(|error| error.to_string())?;
        looking = looking.min(start.elapsed());
        assert!(lines > DOCUMENTS, "the documents have lines");
    }
    let seconds = checking.as_secs_f64();
    println!(
        "ayumi check --jobs 2: {DOCUMENTS} documents of {} bytes in {seconds:.2} s, {:.0} a second; \
         {:.1} times as long as reading the files and finding their lines on one core ({:.2} s)",
        bytes / DOCUMENTS,
        DOCUMENTS as f64 / seconds,
        seconds / looking.as_secs_f64(),
        looking.as_secs_f64(),
    );
    Ok(())
}

/// Relates the 10,000 documents of a fictional city, and parts of them.
///
/// # Errors
/// A message if the measuring program cannot be built or ends badly.
pub fn relating(workspace: &Workspace) -> Result<(), String> {
    let folder = workspace.scratch().join("bench-relating");
    let arguments = ["bench", "--bench", "relating", "--"];
    process::run(workspace.cargo().args(arguments).arg(folder))
}

/// Makes the site; gives the bytes of all documents.
fn site_of(root: &Path, site: &Path) -> std::io::Result<usize> {
    if site.exists() {
        fs::remove_dir_all(site)?;
    }
    fs::create_dir_all(site.join("content"))?;
    fs::create_dir_all(site.join("forms"))?;
    fs::copy(root.join("ayumi.toml"), site.join("ayumi.toml"))?;
    let own_form = "tests/fixtures/site/forms/mihon-ka.toml";
    fs::copy(root.join(own_form), site.join("forms/mihon-ka.toml"))?;
    let registry = "content/organisations.toml";
    let wards = fs::read_to_string(root.join(registry))?;
    fs::write(site.join(registry), wards + &documents::sections())?;
    let mut bytes = 0;
    for document in documents::documents(DOCUMENTS) {
        let path = site.join("content").join(&document.path);
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder)?;
        }
        bytes += document.text.len();
        fs::write(path, document.text)?;
    }
    Ok(bytes)
}

/// Reads all files below a folder and counts their lines.
fn look(folder: &Path) -> std::io::Result<usize> {
    let mut lines = 0;
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        lines += if entry.file_type()?.is_dir() {
            look(&entry.path())?
        } else {
            let bytes = fs::read(entry.path())?;
            String::from_utf8_lossy(&bytes).lines().count()
        };
    }
    Ok(lines)
}
