//! The themes that are part of the program.

use include_dir::{Dir, include_dir};

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");
static PLAIN: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/plain");

/// The names of the embedded themes.
pub(in crate::config) const NAMES: [&str; 2] = ["default", "plain"];

/// The files of an embedded theme, by their paths below its folder; none where there is no such theme.
pub(super) fn files(name: &str) -> Vec<(&'static str, &'static [u8])> {
    let folder = match name {
        "default" => &DEFAULT,
        "plain" => &PLAIN,
        _ => return Vec::new(),
    };
    let mut files = Vec::new();
    collect(folder, &mut files);
    files.sort_unstable();
    files
}

fn collect(folder: &'static Dir<'static>, files: &mut Vec<(&'static str, &'static [u8])>) {
    for file in folder.files() {
        // Names of files in the repository are Unicode.
        if let Some(path) = file.path().to_str() {
            files.push((path, file.contents()));
        }
    }
    for inner in folder.dirs() {
        collect(inner, files);
    }
}
