//! Themes: templates, assets, words and settings, as values.
//!
//! A theme is a folder ([`Layer`]). What pages are made with is the folders laid over each other: what the site has of
//! its own, the theme that it names, its parents, and for words always the default theme ([`Theme::assemble`]).

mod colour;
mod embedded;
mod layer;
mod manifest;
mod settings;
mod templates;
mod words;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value;

pub use colour::Colour;
pub(super) use embedded::NAMES as EMBEDDED;
pub(super) use layer::{FOLDERS, Layer};
pub use manifest::{ContrastEntry, GivenValue, SettingEntry, SettingKind, ThemeFile};
pub(super) use settings::Given;
pub(crate) use words::names;
pub use words::{WordTable, Words};

use super::suggest;
use crate::config::{Step, TomlFile};
use crate::model::{Diagnostic, Problem};

/// What pages are made with.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Theme {
    /// The theme's name, as settings say it.
    pub name: String,
    /// Its version, where its `theme.toml` gives one.
    pub version: Option<String>,
    /// Whether a template, a style sheet or a script of it is not part of the program.
    pub is_changed: bool,
    /// Templates by name (`document.html`), with the path that messages should give.
    pub templates: BTreeMap<String, Template>,
    /// The templates of each theme under its own name (`default/document.html`): so one theme's template can extend
    /// that of its parent.
    pub inherited: BTreeMap<String, Template>,
    /// Assets by name (`style.css`).
    pub assets: BTreeMap<String, Asset>,
    /// The style sheets of each theme under its own name (`default/style.css`): so one can import that of its parent.
    pub inherited_sheets: BTreeMap<String, Asset>,
    /// The words of its pages.
    pub words: Words,
    /// The settings that the theme declares, with the values that hold; null where there is none.
    pub settings: BTreeMap<String, Value>,
    /// Those of them that are colours, in the order of their names.
    pub colours: BTreeMap<String, Colour>,
}

/// A template's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// Where it stands, for messages: `themes/mine/templates/document.html`
    pub path: String,
    /// The text.
    pub text: String,
}

/// An asset's bytes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Where it stands, for messages: `themes/mine/assets/style.css`
    pub path: String,
    /// The bytes.
    pub bytes: Vec<u8>,
}

impl Theme {
    /// The templates that pages are made with; all others are there to be included.
    pub const PAGES: [&str; 27] = [
        "404.html",
        "about.html",
        "accessibility.html",
        "changes.html",
        "compare.html",
        "compare_wards.html",
        "compare_years.html",
        "data.html",
        "document.html",
        "feeds.html",
        "former.html",
        "glossary.html",
        "home.html",
        "indicator.html",
        "indicators.html",
        "kana.html",
        "kana_titles.html",
        "kana_words.html",
        "organisation.html",
        "report.html",
        "scales.html",
        "search.html",
        "status.html",
        "status_year.html",
        "wards.html",
        "year.html",
        "years.html",
    ];

    /// The theme of a site that says nothing about it.
    #[must_use]
    pub fn default_theme() -> Self {
        static THEME: LazyLock<Theme> = LazyLock::new(|| {
            let mut found = Vec::new();
            let chain: Vec<Layer> = Layer::embedded("default").into_iter().collect();
            let theme = Theme::assemble("default", &chain, &Given::default(), &mut found);
            debug_assert!(found.is_empty(), "the default theme has errors: {found:?}");
            theme
        });
        THEME.clone()
    }

    /// The files of a theme that is part of the program, by their paths below its folder, in order. None where there is
    /// no such theme.
    pub fn embedded_files(name: &str) -> impl Iterator<Item = (&'static str, &'static [u8])> {
        embedded::files(name).into_iter()
    }

    /// Whether pages have scripts to load.
    #[must_use]
    pub fn has_scripts(&self) -> bool {
        self.assets.keys().any(|name| Self::is_script(name))
    }

    /// Whether pages may have fonts to load.
    #[must_use]
    pub fn has_fonts(&self) -> bool {
        const FONTS: [&str; 4] = [".woff2", ".woff", ".ttf", ".otf"];
        let mut names = self.assets.keys();
        names.any(|name| FONTS.iter().any(|end| name.ends_with(end)))
    }

    /// Whether an asset of this name is a script.
    #[must_use]
    pub fn is_script(name: &str) -> bool {
        name.ends_with(".js") || name.ends_with(".mjs")
    }

    /// Lays folders over each other: `layers` has what the site has of its own first, then the theme, then its parents.
    /// What is wrong with any of them goes to `found`.
    pub(super) fn assemble(
        name: &str,
        layers: &[Layer],
        given: &Given<'_>,
        found: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut theme = Self {
            name: name.to_owned(),
            version: layers
                .iter()
                .find(|layer| layer.name.as_deref() == Some(name))
                .and_then(|layer| layer.manifest.version.clone()),
            is_changed: layers.iter().any(Layer::changes_pages),
            ..Self::default()
        };
        theme.add_words(layers, found);
        for layer in layers.iter().rev() {
            theme.omit(layer, found);
            theme.templates.extend(layer.templates.clone());
            theme.assets.extend(layer.assets.clone());
            if let Some(name) = &layer.name {
                let named = layer.templates.iter();
                let named = named.map(|(own, text)| (format!("{name}/{own}"), text.clone()));
                theme.inherited.extend(named);
                let sheets = layer.assets.iter().filter(|(own, _)| own.ends_with(".css"));
                let sheets = sheets.map(|(own, asset)| (format!("{name}/{own}"), asset.clone()));
                theme.inherited_sheets.extend(sheets);
            }
        }
        if !layers.iter().any(|layer| layer.broken) {
            settings::resolve(&mut theme, layers, given, found);
            templates::check(&theme, layers, found);
        }
        theme
    }

    /// Reads the words of all layers, over the built-in ones, which are there whatever a theme builds on.
    fn add_words(&mut self, layers: &[Layer], found: &mut Vec<Diagnostic>) {
        let base = Words::built_in();
        base.clone_into(&mut self.words);
        for layer in layers.iter().rev().filter(|layer| !layer.built_in) {
            for (language, path, text) in &layer.strings {
                if let Err(wrong) = self.words.read(*language, path, text, Some(base)) {
                    found.extend(wrong);
                }
            }
        }
    }

    /// Takes away the assets that a layer leaves out.
    fn omit(&mut self, layer: &Layer, found: &mut Vec<Diagnostic>) {
        for (at, name) in layer.manifest.omit.iter().enumerate() {
            if let Some((start, end)) = name.split_once('*') {
                let long = start.len() + end.len();
                let matches = |asset: &str| {
                    asset.len() >= long && asset.starts_with(start) && asset.ends_with(end)
                };
                self.assets.retain(|asset, _| !matches(asset));
                continue;
            }
            if self.assets.remove(name).is_some() {
                continue;
            }
            let known = self.assets.keys().map(String::as_str);
            let problem = Problem::UnknownAsset {
                asset: name.clone(),
                suggestion: suggest(name, known.clone()),
                known: known.collect::<Vec<_>>().join(", "),
            };
            found.push(layer.diagnostic(problem, &[Step::Key("omit"), Step::Index(at)]));
        }
    }
}

impl Layer {
    /// A problem at a place of the layer's `theme.toml`.
    fn diagnostic(&self, problem: Problem, steps: &[Step<'_>]) -> Diagnostic {
        // It was parsed before; what could not be parsed has no entries to tell of.
        match TomlFile::parse(&self.manifest_path, &self.manifest_text) {
            Ok(file) => Diagnostic::at(problem, file.locate(steps)),
            Err(_) => Diagnostic::new(problem),
        }
    }
}
