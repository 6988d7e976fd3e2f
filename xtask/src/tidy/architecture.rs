//! `docs/ARCHITECTURE.md` names every folder of the code, and no folder or file that is not there.

use super::File;
use std::collections::BTreeSet;

const DOCUMENT: &str = "docs/ARCHITECTURE.md";

/// The folders whose children the document lists.
const PARENTS: &[&str] = &["src/", "crates/"];

/// The differences between the document and the tree.
pub fn check(files: &[File]) -> Vec<String> {
    let text = files
        .iter()
        .find(|file| file.path == DOCUMENT)
        .and_then(|file| file.text.as_deref());
    match text {
        Some(text) => compare(
            text,
            &files
                .iter()
                .map(|file| file.path.as_str())
                .collect::<Vec<_>>(),
        ),
        None => vec![format!("{DOCUMENT}: missing")],
    }
}

fn compare(text: &str, paths: &[&str]) -> Vec<String> {
    let folders: BTreeSet<String> = paths
        .iter()
        .filter_map(|path| listed_folder(path))
        .collect();
    let named: BTreeSet<&str> = PARENTS
        .iter()
        .flat_map(|parent| paths_under(parent, text))
        .collect();
    let unnamed = folders
        .iter()
        .filter(|folder| {
            !named
                .iter()
                .any(|name| format!("{name}/").starts_with(folder.as_str()))
        })
        .map(|folder| format!("{DOCUMENT}: does not name {folder}"));
    let absent = named
        .iter()
        .filter(|name| {
            !paths
                .iter()
                .any(|path| path == *name || path.starts_with(&format!("{name}/")))
        })
        .map(|name| format!("{DOCUMENT}: names {name}, which is not there"));
    unnamed.chain(absent).collect()
}

/// `src/read/` for `src/read/rows.rs`; none for a file right under a parent.
fn listed_folder(path: &str) -> Option<String> {
    let parent = PARENTS.iter().find(|parent| path.starts_with(**parent))?;
    let (child, _) = path[parent.len()..].split_once('/')?;
    Some(format!("{parent}{child}/"))
}

/// The paths below `parent` that the text mentions, without a slash at the end.
fn paths_under<'text>(parent: &str, text: &'text str) -> impl Iterator<Item = &'text str> {
    let is_path = |c: char| c.is_ascii_alphanumeric() || "-_./".contains(c);
    text.match_indices(parent)
        // `src/` inside `crates/japanese/src/` is not ours.
        .filter(move |(at, _)| !text[..*at].ends_with(is_path))
        .map(move |(at, _)| {
            let rest = &text[at..];
            let end = rest.find(|c| !is_path(c)).unwrap_or(rest.len());
            rest[..end].trim_end_matches(['.', '/'])
        })
        // The parent alone, as in `src/*`.
        .filter(|path| path.contains('/'))
        .collect::<Vec<_>>()
        .into_iter()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PATHS: &[&str] = &[
        "src/lib.rs",
        "src/read/mod.rs",
        "src/walk/tree.rs",
        "crates/japanese/src/era.rs",
    ];

    #[test]
    fn a_document_in_step_is_no_problem() {
        let text = "`src/lib.rs`, src/read/ and src/walk/tree.rs.\nUnder src/* and crates/japanese/src/era.rs …";
        assert_eq!(compare(text, PATHS), Vec::<String>::new());
    }

    #[test]
    fn both_directions_are_found() {
        let text = "src/read/, src/reading/, crates/japanese/src/eras.rs, src/read.";
        let found = [
            "docs/ARCHITECTURE.md: does not name src/walk/",
            "docs/ARCHITECTURE.md: names crates/japanese/src/eras.rs, which is not there",
            "docs/ARCHITECTURE.md: names src/reading, which is not there",
        ];
        assert_eq!(compare(text, PATHS), found);
    }

    #[test]
    fn a_missing_document_is_found() {
        assert_eq!(check(&[]), ["docs/ARCHITECTURE.md: missing"]);
        let document = File::new(DOCUMENT, b"src/read/".to_vec());
        assert_eq!(
            check(&[document]),
            ["docs/ARCHITECTURE.md: names src/read, which is not there"]
        );
    }
}
