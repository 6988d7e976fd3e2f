//! One folder of a theme, as it is: what the site has of its own is such a folder too.

use std::collections::BTreeMap;

use super::{Asset, Template, Theme, ThemeFile, Words};
use crate::config::{Step, TomlFile, suggest};
use crate::model::{Diagnostic, Language, Location, Problem};

/// The files of a theme's folder, or of the site's own `templates/`, `assets/` and `strings/`.
#[derive(Debug, Clone, Default)]
pub(in crate::config) struct Layer {
    /// The folder's name; none for what the site has of its own.
    pub name: Option<String>,
    /// Where `theme.toml` stands, for messages.
    pub manifest_path: String,
    /// The text of `theme.toml`; empty where there is none.
    pub manifest_text: String,
    /// What `theme.toml` says.
    pub manifest: ThemeFile,
    /// Whether it is part of the program. Its words are then the default theme's, or it has none.
    pub built_in: bool,
    /// Whether `theme.toml` could not be read: what depends on it is then not told as well.
    pub broken: bool,
    /// Templates by name.
    pub templates: BTreeMap<String, Template>,
    /// Assets by name.
    pub assets: BTreeMap<String, Asset>,
    /// The files of words, with their paths.
    pub strings: Vec<(Language, String, String)>,
}

/// The file that says what a theme is.
pub(in crate::config) const MANIFEST: &str = "theme.toml";

/// The folders of a theme, which may also stand beside `ayumi.toml`.
pub(in crate::config) const FOLDERS: [&str; 3] = ["assets", "strings", "templates"];

impl Layer {
    /// Whether it puts something of its own into pages: a template, a style sheet or a script.
    pub fn changes_pages(&self) -> bool {
        let mut names = self.assets.keys();
        let has_code = names.any(|name| name.ends_with(".css") || Theme::is_script(name));
        !self.built_in && (has_code || !self.templates.is_empty())
    }

    /// Takes the file `path` (below the folder, with `/`). `shown` is its path in messages. What is no part of a theme
    /// is told.
    pub fn add(&mut self, path: &str, shown: &str, bytes: Vec<u8>, found: &mut Vec<Diagnostic>) {
        match path.split_once('/') {
            Some(("assets", name)) => {
                let asset = Asset {
                    path: shown.to_owned(),
                    bytes,
                };
                self.assets.insert(name.to_owned(), asset);
            }
            Some(("templates", name)) => {
                if let Some(text) = text_of(bytes, shown, found) {
                    let template = Template {
                        path: shown.to_owned(),
                        text,
                    };
                    self.templates.insert(name.to_owned(), template);
                }
            }
            Some(("strings", name)) => match Words::language(name) {
                Some(language) => {
                    let text = text_of(bytes, shown, found);
                    self.strings
                        .extend(text.map(|text| (language, shown.to_owned(), text)));
                }
                None => {
                    let files: Vec<String> = Words::files().map(|(file, _)| file).collect();
                    found.push(unknown(shown, name, &files));
                }
            },
            None if path == MANIFEST => {
                shown.clone_into(&mut self.manifest_path);
                self.manifest_text = text_of(bytes, shown, found).unwrap_or_default();
                self.read_manifest(found);
            }
            None if says_something_about_itself(path) => {}
            _ => {
                let name = path.split('/').next().unwrap_or(path);
                let known: Vec<String> = FOLDERS
                    .iter()
                    .map(|folder| format!("{folder}/"))
                    .chain([MANIFEST.to_owned()])
                    .collect();
                let folder = path.contains('/');
                let name = if folder {
                    format!("{name}/")
                } else {
                    name.to_owned()
                };
                found.push(unknown(shown, &name, &known));
            }
        }
    }

    fn read_manifest(&mut self, found: &mut Vec<Diagnostic>) {
        let decoded = TomlFile::parse(&self.manifest_path, &self.manifest_text)
            .and_then(|file| file.decode::<ThemeFile>());
        match decoded {
            Ok(manifest) => self.manifest = manifest,
            Err(wrong) => {
                self.broken = true;
                found.extend(wrong);
            }
        }
    }

    /// A theme that is part of the program; none where it has no such theme.
    pub fn embedded(name: &str) -> Option<Self> {
        let mut layer = Self {
            name: Some(name.to_owned()),
            built_in: true,
            ..Self::default()
        };
        let mut found = Vec::new();
        for (path, bytes) in Theme::embedded_files(name) {
            let shown = format!("themes/{name}/{path}");
            layer.add(path, &shown, bytes.to_vec(), &mut found);
        }
        debug_assert!(found.is_empty(), "an embedded theme has errors: {found:?}");
        (!layer.manifest_text.is_empty()).then_some(layer)
    }

    /// Where it says on what it builds.
    pub fn place_of_parent(&self) -> Location {
        match TomlFile::parse(&self.manifest_path, &self.manifest_text) {
            Ok(file) => file.locate(&[Step::Key("parent")]),
            Err(_) => Location::file(&*self.manifest_path),
        }
    }

    /// The name of the theme on which this one builds; none for one that stands alone.
    pub fn parent(&self) -> Option<&str> {
        match self.manifest.parent.as_deref() {
            None => Some("default"),
            Some("none") => None,
            Some(name) => Some(name),
        }
    }
}

/// A README, a licence, a picture of the theme.
fn says_something_about_itself(name: &str) -> bool {
    let lower = name.to_ascii_lowercase();
    let known_name = [
        "readme",
        "licen",
        "copying",
        "notice",
        "changelog",
        "screenshot",
    ];
    known_name.iter().any(|start| lower.starts_with(start))
}

fn text_of(bytes: Vec<u8>, shown: &str, found: &mut Vec<Diagnostic>) -> Option<String> {
    match String::from_utf8(bytes) {
        Ok(text) => Some(match text.strip_prefix('\u{feff}') {
            Some(rest) => rest.to_owned(),
            None => text,
        }),
        Err(error) => {
            let problem = Problem::UnknownEncoding {
                offset: error.utf8_error().valid_up_to() as u64,
                suggestion: None,
            };
            found.push(Diagnostic::at(problem, Location::file(shown)));
            None
        }
    }
}

fn unknown(shown: &str, name: &str, known: &[String]) -> Diagnostic {
    let problem = Problem::UnknownThemeFile {
        path: shown.to_owned(),
        suggestion: suggest(name, known.iter().map(String::as_str)),
        known: known.join(", "),
    };
    Diagnostic::at(problem, Location::file(shown))
}
