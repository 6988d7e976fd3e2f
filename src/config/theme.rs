//! Themes: templates and assets, as values.

use std::collections::BTreeMap;

use include_dir::{Dir, DirEntry, include_dir};

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

/// A theme's files. A theme that lacks a template or an asset has the default theme's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its folder's name.
    pub name: String,
    /// Templates by name (`document.html`), with the path that messages should give.
    pub templates: BTreeMap<String, Template>,
    /// Assets by name (`style.css`).
    pub assets: BTreeMap<String, Vec<u8>>,
}

/// A template's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Where it stands, for messages: `themes/mine/templates/document.html`
    pub path: String,
    /// The text.
    pub text: String,
}

impl Theme {
    /// The theme that is part of the program.
    #[must_use]
    pub fn default_theme() -> Self {
        let mut theme = Self {
            name: "default".to_owned(),
            templates: BTreeMap::new(),
            assets: BTreeMap::new(),
        };
        theme.add_folder(&DEFAULT);
        theme
    }

    /// Whether any of its assets is a script.
    #[must_use]
    pub fn has_scripts(&self) -> bool {
        let mut names = self.assets.keys();
        names.any(|name| name.ends_with(".js") || name.ends_with(".mjs"))
    }

    fn add_folder(&mut self, folder: &Dir<'_>) {
        for entry in folder.entries() {
            match entry {
                DirEntry::Dir(inner) => self.add_folder(inner),
                DirEntry::File(file) => {
                    if let Some(path) = file.path().to_str() {
                        self.add(path, &format!("themes/default/{path}"), file.contents());
                    }
                }
            }
        }
    }

    /// Adds, or puts in place of another, the file `path` below the theme's folder. Other than templates and assets
    /// (`theme.toml`, a README) nothing is kept. Says whether a template was no text.
    pub fn add(&mut self, path: &str, shown_path: &str, bytes: &[u8]) -> bool {
        let path = path.replace('\\', "/");
        if let Some(name) = path.strip_prefix("templates/") {
            let Ok(text) = std::str::from_utf8(bytes) else {
                return false;
            };
            self.templates.insert(
                name.to_owned(),
                Template {
                    path: shown_path.to_owned(),
                    text: text.to_owned(),
                },
            );
        } else if let Some(name) = path.strip_prefix("assets/") {
            self.assets.insert(name.to_owned(), bytes.to_vec());
        }
        true
    }
}
