//! The theme's folder, over the embedded default theme.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;

use super::{symbolic_link, unreadable};
use crate::config::Theme;
use crate::model::{Diagnostic, Location, Problem};

pub(super) fn load(root: &Path, name: &str, found: &mut Vec<Diagnostic>) -> Option<Theme> {
    let mut theme = Theme::default_theme();
    let folder = root.join("themes").join(name);
    let plain = !name.is_empty() && !name.contains(['/', '\\']) && name != "." && name != "..";
    if !plain || !folder.is_dir() {
        if name == "default" {
            return Some(theme);
        }
        let known = fs::read_dir(root.join("themes")).into_iter().flatten();
        let mut known: Vec<String> = known
            .filter_map(|entry| entry.ok()?.file_name().into_string().ok())
            .collect();
        known.push("default".to_owned());
        known.sort();
        known.dedup();
        let problem = Problem::UnknownTheme {
            theme: name.to_owned(),
            known: known.join(", "),
        };
        found.push(Diagnostic::at(problem, Location::file("ayumi.toml")));
        return None;
    }
    name.clone_into(&mut theme.name);
    let base = theme.words.clone();
    for entry in WalkDir::new(&folder).sort_by_file_name() {
        let shown = |path: &Path| {
            path.strip_prefix(root)
                .unwrap_or(path)
                .to_string_lossy()
                .replace(std::path::MAIN_SEPARATOR, "/")
        };
        match entry {
            Ok(entry) if entry.file_type().is_symlink() => {
                let path = shown(entry.path());
                found.push(symbolic_link(&path));
            }
            Ok(entry) if entry.file_type().is_file() => {
                let path = shown(entry.path());
                let inner = entry
                    .path()
                    .strip_prefix(&folder)
                    .unwrap_or(entry.path())
                    .to_string_lossy()
                    .into_owned();
                match fs::read(entry.path()) {
                    Ok(bytes) => found.extend(theme.add(&inner, &path, &bytes, Some(&base))),
                    Err(error) => found.push(unreadable(&path, &error)),
                }
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().map(shown).unwrap_or_default();
                found.push(unreadable(&path, &error));
            }
        }
    }
    Some(theme)
}
