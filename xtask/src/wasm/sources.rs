//! What the engine of the browser is made of. Part of two programs: `cargo xtask wasm`, which writes it down beside what
//! it made, and `tests/search_web.rs`, which compares.

use sha2::{Digest, Sha256};
use std::fs;
use std::io;
use std::path::Path;

/// The folder of what is made.
pub const DIST: &str = "crates/search-web/dist";

/// The list of sources in that folder, as `sha256sum --check` reads it from the root.
pub const LIST: &str = "sources.sha256";

/// Sources: files, and folders with all that is in them. Without `crates/search/data`, which only the writer of an index
/// reads, and without tests.
const SOURCES: &[&str] = &[
    "crates/japanese/Cargo.toml",
    "crates/japanese/src",
    "crates/search/Cargo.toml",
    "crates/search/src",
    "crates/search-web/Cargo.lock",
    "crates/search-web/Cargo.toml",
    "crates/search-web/regex",
    "crates/search-web/src",
    "crates/search-web/worker.js",
];

/// What is made.
pub const MADE: &[&str] = &["engine.wasm", "worker.js"];

/// A line for each source, and for what is made, sorted by path: `HASH  PATH`.
///
/// # Errors
/// If a file cannot be read.
pub fn list(root: &Path) -> io::Result<String> {
    let mut paths = Vec::new();
    for source in SOURCES {
        collect(root, source, &mut paths)?;
    }
    for made in MADE {
        paths.push(format!("{DIST}/{made}"));
    }
    paths.sort();
    let mut list = String::new();
    for path in paths {
        let hash = Sha256::digest(fs::read(root.join(&path))?);
        for byte in hash {
            list.push_str(&format!("{byte:02x}"));
        }
        list.push_str(&format!("  {path}\n"));
    }
    Ok(list)
}

fn collect(root: &Path, path: &str, paths: &mut Vec<String>) -> io::Result<()> {
    let full = root.join(path);
    if !full.is_dir() {
        paths.push(path.to_owned());
        return Ok(());
    }
    for entry in fs::read_dir(full)? {
        let name = entry?.file_name();
        // Our own names are plain.
        let name = name.to_string_lossy();
        // Tests of their own do not reach the browser.
        if name != "tests.rs" {
            collect(root, &format!("{path}/{name}"), paths)?;
        }
    }
    Ok(())
}
