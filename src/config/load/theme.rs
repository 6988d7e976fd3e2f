//! The folders of themes, and what the site has of its own beside `ayumi.toml`.

use std::fs;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use super::{symbolic_link, unreadable};
use crate::config::theme::{EMBEDDED, FOLDERS, Given, Layer};
use crate::config::{Settings, Step, Theme, TomlFile};
use crate::model::{Diagnostic, Location, Problem};

/// The theme that the settings name, with everything below it.
pub(super) fn load(
    root: &Path,
    settings: &Settings,
    file: &TomlFile<'_>,
    found: &mut Vec<Diagnostic>,
) -> Option<Theme> {
    let name = &settings.theme.name;
    let asked = file.locate(&[Step::Key("theme"), Step::Key("name")]);
    let mut layers = vec![of_the_site(root, found)];
    layers.extend(chain(root, name, asked, found)?);
    let given = Given {
        from: Some((&settings.theme.settings, file)),
    };
    Some(Theme::assemble(name, &layers, &given, found))
}

/// What the site has beside `ayumi.toml`.
fn of_the_site(root: &Path, found: &mut Vec<Diagnostic>) -> Layer {
    let mut layer = Layer::default();
    for folder in FOLDERS {
        if root.join(folder).is_dir() {
            add_files(root, &root.join(folder), root, &mut layer, found);
        }
    }
    layer
}

/// The theme and its parents. `asked` is where it is named.
fn chain(
    root: &Path,
    name: &str,
    asked: Location,
    found: &mut Vec<Diagnostic>,
) -> Option<Vec<Layer>> {
    let mut chain: Vec<Layer> = Vec::new();
    let (mut wanted, mut asked) = (name.to_owned(), asked);
    loop {
        // A folder that has the name of its parent lies over the built-in theme of that name.
        let over_built_in = chain
            .last()
            .is_some_and(|last| last.name.as_deref() == Some(wanted.as_str()));
        let own = !over_built_in && is_folder(root, &wanted);
        let before = chain
            .iter()
            .position(|layer| layer.name.as_deref() == Some(wanted.as_str()));
        if own && let Some(before) = before {
            let names = chain[before..]
                .iter()
                .filter_map(|layer| layer.name.as_deref());
            let names: Vec<&str> = names.chain([wanted.as_str()]).collect();
            let problem = Problem::ThemeCycle {
                chain: names.join(" → "),
            };
            found.push(Diagnostic::at(problem, asked));
            return None;
        }
        let layer = if own {
            Some(of_folder(root, &wanted, found))
        } else {
            Layer::embedded(&wanted)
        };
        let Some(layer) = layer else {
            let problem = Problem::UnknownTheme {
                theme: wanted,
                known: known(root).join(", "),
            };
            found.push(Diagnostic::at(problem, asked));
            return None;
        };
        let parent = layer.parent().map(str::to_owned);
        asked = layer.place_of_parent();
        chain.push(layer);
        match parent {
            Some(parent) => wanted = parent,
            None => return Some(chain),
        }
    }
}

fn is_folder(root: &Path, name: &str) -> bool {
    let plain = !name.is_empty() && !name.contains(['/', '\\']) && !name.starts_with('.');
    plain && root.join("themes").join(name).is_dir()
}

fn known(root: &Path) -> Vec<String> {
    let entries = fs::read_dir(root.join("themes")).into_iter().flatten();
    let folders = entries.filter_map(|entry| entry.ok()?.file_name().into_string().ok());
    let mut known: Vec<String> = folders.filter(|name| is_folder(root, name)).collect();
    known.extend(EMBEDDED.map(str::to_owned));
    known.sort();
    known.dedup();
    known
}

fn of_folder(root: &Path, name: &str, found: &mut Vec<Diagnostic>) -> Layer {
    let folder = root.join("themes").join(name);
    let mut layer = Layer {
        name: Some(name.to_owned()),
        manifest_path: format!("themes/{name}/theme.toml"),
        ..Layer::default()
    };
    add_files(root, &folder, &folder, &mut layer, found);
    layer
}

/// Adds all files of a folder; their names in the layer are their paths below `base`. What is hidden is left alone:
/// file managers and editors leave such files everywhere.
fn add_files(
    root: &Path,
    folder: &Path,
    base: &Path,
    layer: &mut Layer,
    found: &mut Vec<Diagnostic>,
) {
    let below = |path: &Path, base: &Path| {
        path.strip_prefix(base)
            .unwrap_or(path)
            .to_string_lossy()
            .replace(std::path::MAIN_SEPARATOR, "/")
    };
    let files = WalkDir::new(folder)
        .min_depth(1)
        .sort_by_file_name()
        .into_iter()
        .filter_entry(|entry| !is_hidden(entry));
    for entry in files {
        match entry {
            Ok(entry) if entry.file_type().is_symlink() => {
                found.push(symbolic_link(&below(entry.path(), root)));
            }
            Ok(entry) if entry.file_type().is_file() => {
                let shown = below(entry.path(), root);
                match fs::read(entry.path()) {
                    Ok(bytes) => layer.add(&below(entry.path(), base), &shown, bytes, found),
                    Err(error) => found.push(unreadable(&shown, &error)),
                }
            }
            Ok(_) => {}
            Err(error) => {
                let path = error.path().map(|path| below(path, root));
                found.push(unreadable(&path.unwrap_or_default(), &error));
            }
        }
    }
}

fn is_hidden(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    name.starts_with('.') || name == "Thumbs.db" || name == "desktop.ini"
}
