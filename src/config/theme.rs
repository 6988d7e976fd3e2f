//! Themes: templates and assets, as values.

use std::collections::BTreeMap;

mod words;

use include_dir::{Dir, DirEntry, include_dir};

static DEFAULT: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/themes/default");

pub(crate) use words::names;
pub use words::{WordTable, Words};

use crate::model::{Diagnostic, Location, Problem};

/// A theme's files. A theme that lacks a template, an asset or a text has the default theme's.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Theme {
    /// Its folder's name.
    pub name: String,
    /// Templates by name (`document.html`), with the path that messages should give.
    pub templates: BTreeMap<String, Template>,
    /// Assets by name (`style.css`).
    pub assets: BTreeMap<String, Vec<u8>>,
    /// The words of its pages.
    pub words: Words,
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
            words: Words::default(),
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
                        let shown = format!("themes/default/{path}");
                        let wrong = self.add(path, &shown, file.contents(), None);
                        debug_assert!(wrong.is_empty(), "the embedded theme has errors");
                    }
                }
            }
        }
    }

    /// Adds, or puts in place of another, the file `path` below the theme's folder. Other than templates, assets and
    /// words (`theme.toml`, a README) nothing is kept. Returns what is wrong with the file; `base` are the words whose
    /// `{names}` pages fill in.
    pub(in crate::config) fn add(
        &mut self,
        path: &str,
        shown_path: &str,
        bytes: &[u8],
        base: Option<&Words>,
    ) -> Vec<Diagnostic> {
        let path = path.replace('\\', "/");
        let text = || {
            std::str::from_utf8(bytes).map_err(|error| {
                let offset = error.valid_up_to() as u64;
                vec![Diagnostic::at(
                    Problem::NotText { offset },
                    Location::file(shown_path),
                )]
            })
        };
        let added = if let Some(name) = path.strip_prefix("templates/") {
            text().map(|text| {
                let template = Template {
                    path: shown_path.to_owned(),
                    text: text.to_owned(),
                };
                self.templates.insert(name.to_owned(), template);
            })
        } else if let Some(name) = path.strip_prefix("assets/") {
            self.assets.insert(name.to_owned(), bytes.to_vec());
            Ok(())
        } else if let Some(name) = path.strip_prefix("strings/") {
            let language =
                Words::files().find_map(|(file, language)| (file == name).then_some(language));
            match language {
                Some(language) => {
                    text().and_then(|text| self.words.read(language, shown_path, text, base))
                }
                None => Ok(()),
            }
        } else {
            Ok(())
        };
        added.err().unwrap_or_default()
    }
}
