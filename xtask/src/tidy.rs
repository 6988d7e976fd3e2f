//! Checks of what tends to drift apart while nobody looks.
//!
//! Each check is a function from texts to problems; reading files is done here alone.

mod architecture;
mod manifests;
mod text;

use crate::process::{Workspace, output};
use sha2::{Digest, Sha256};
use std::fs;

/// The real document, which stays as it was published, and the SHA-256 of its bytes.
const REAL_DOCUMENT: (&str, &str) = (
    "content/2024/chuo.md",
    "5f9d87c5a0d7c7ae5508faf5b2ce54351b2b8e73ce29694a1e7e9ff1e0d86026",
);

/// Runs every check on the files that git knows or would take, and prints the problems.
///
/// # Errors
/// A message with their number, if there are any.
pub fn run(workspace: &Workspace) -> Result<(), String> {
    let files = read_files(workspace)?;
    let texts = texts(&files);
    let mut problems = Vec::new();
    problems.extend(
        texts
            .iter()
            .flat_map(|(path, text)| text::check(path, text)),
    );
    problems.extend(text::check_exceptions(&texts));
    problems.extend(architecture::check(&files));
    problems.extend(manifests::check(&texts));
    problems.extend(check_real_document(&files));
    let mut cargo = workspace.cargo();
    cargo.args(["tree", "--locked", "--workspace", "--depth", "0", "--quiet"]);
    problems.extend(
        output(&mut cargo)
            .err()
            .map(|error| format!("Cargo.lock is out of step: {error}")),
    );

    println!("{} files", files.len());
    for problem in &problems {
        println!("{problem}");
    }
    match problems.len() {
        0 => Ok(()),
        count => Err(format!("{count} problems")),
    }
}

/// One file of the repository.
#[derive(Debug)]
struct File {
    /// Relative to the workspace, with `/` between the parts.
    path: String,
    bytes: Vec<u8>,
    /// The bytes as text, if they are UTF-8 without NUL.
    text: Option<String>,
}

impl File {
    fn new(path: &str, bytes: Vec<u8>) -> Self {
        let text = String::from_utf8(bytes.clone())
            .ok()
            .filter(|text| !text.contains('\0'));
        Self {
            path: path.to_owned(),
            bytes,
            text,
        }
    }
}

/// Paths and texts of the files that are text.
fn texts(files: &[File]) -> Vec<(&str, &str)> {
    files
        .iter()
        .filter_map(|file| Some((file.path.as_str(), file.text.as_deref()?)))
        .collect()
}

fn read_files(workspace: &Workspace) -> Result<Vec<File>, String> {
    let mut git = workspace.command("git");
    git.args([
        "ls-files",
        "-z",
        "--cached",
        "--others",
        "--exclude-standard",
    ]);
    let mut files = Vec::new();
    for path in output(&mut git)?.split_terminator('\0') {
        let full = workspace.root().join(path);
        // Links, and files that are deleted but not yet in a commit, have no bytes of their own.
        if full
            .symlink_metadata()
            .is_ok_and(|metadata| metadata.is_file())
        {
            let bytes = fs::read(&full).map_err(|error| format!("{path}: {error}"))?;
            files.push(File::new(path, bytes));
        }
    }
    files.sort_by(|a, b| a.path.cmp(&b.path));
    files.dedup_by(|a, b| a.path == b.path);
    Ok(files)
}

fn check_real_document(files: &[File]) -> Option<String> {
    let (path, expected) = REAL_DOCUMENT;
    let Some(file) = files.iter().find(|file| file.path == path) else {
        return Some(format!("{path}: the real document is missing"));
    };
    let found: String = Sha256::digest(&file.bytes)
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    (found != expected).then(|| {
        format!("{path}: the real document was changed (SHA-256 {found}); corrections stand in the file beside it")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_or_missing_real_document_is_found() {
        assert!(check_real_document(&[]).is_some_and(|problem| problem.contains("missing")));
        let changed = File::new(REAL_DOCUMENT.0, b"# changed".to_vec());
        let problem = check_real_document(&[changed]);
        // `printf '# changed' | sha256sum`
        let hash = "3a3493ed53ba8cab78e12b63ab9f18a76aa1a4e922e360785874076d9539d4fd";
        assert!(problem.is_some_and(|problem| problem.contains(hash)));
    }

    #[test]
    fn bytes_that_are_no_text_are_no_text() {
        assert_eq!(File::new("a", b"\xff".to_vec()).text, None);
        assert_eq!(File::new("a", b"a\0b".to_vec()).text, None);
        assert_eq!(File::new("a", "歩み".into()).text.as_deref(), Some("歩み"));
    }
}
