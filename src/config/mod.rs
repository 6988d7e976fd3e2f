//! **Config**: `ayumi.toml`, what the content folder says of the site as a whole (organisations, glossary, synonyms,
//! accessibility statement), the forms and the theme → one resolved [`Config`], made once.
//! Nothing later reads flags or settings files.
//!
//! A settings file is first compared with the schema of its type ([`TomlFile::decode`]), which finds everything that is
//! wrong, with its place; then it is deserialised.

mod accessibility;
mod conform;
mod csv;
mod fallback;
mod form;
mod glossary;
mod load;
mod registry;
mod settings;
mod sidecar;
mod suggest;
mod synonyms;
mod theme;
mod toml_file;

pub use accessibility::{
    AccessibilityFile, Conformance, Criterion, CriterionResult, ExceptionEntry, Level, ResultEntry,
    TestPeriod,
};
pub use fallback::{FormTarget, SearchFallback};
pub use form::{
    AmbiguousLabel, Announced, Form, FormFile, LabelEntry, LabelText, MarkEntry, ScaleEntry,
    fold_label, fold_mark, footnote_mark, mark_head,
};
pub use glossary::{Glossary, GlossaryFile, WordEntry};
pub(crate) use load::municipal_code;
pub use load::{Overrides, load};
pub use registry::{Found, OrganisationsFile, Registry, fold_name};
pub use settings::{
    ArchiveSettings, Host, Integrity, LimitSettings, PagesSettings, PublishSettings,
    SearchSettings, Settings, SiteSettings, ThemeSettings,
};
pub use sidecar::{
    Accept, AttachmentEntry, CorrectionEntry, DocumentSettings, LineageEntry, SourceSettings,
    Withhold, seems_to_withhold,
};
pub use suggest::suggest;
pub use synonyms::{
    SynonymEntry, SynonymExceptEntry, SynonymGroup, SynonymKind, Synonyms, SynonymsFile,
};
pub(crate) use theme::names;
pub use theme::{
    Asset, Colour, ContrastEntry, GivenValue, SettingEntry, SettingKind, Template, Theme,
    ThemeFile, WordTable, Words,
};
pub use toml_file::{Step, TomlFile, schema_of, schema_of_data};

use std::path::{Path, PathBuf};

use crate::model::{Diagnostic, GivenFigure};

/// Everything that a run needs to know besides the documents.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's folder.
    pub root: PathBuf,
    /// `ayumi.toml`, with what the command line overrides.
    pub settings: Settings,
    /// The organisations.
    pub registry: Registry,
    /// The hard words that pages explain.
    pub glossary: Glossary,
    /// Words that stand for each other when readers search.
    pub synonyms: Synonyms,
    /// The accessibility statement, where the publisher has made one.
    pub accessibility: Option<AccessibilityFile>,
    /// Figures of indicators that no document prints.
    pub figures: Vec<GivenFigure>,
    /// The forms: the site's own, then the embedded ones.
    pub forms: Vec<Form>,
    /// Templates, assets and words.
    pub theme: Theme,
    /// What is odd about all this, and stops nothing.
    pub diagnostics: Vec<Diagnostic>,
}

/// Names at the top of the site that its own pages use; no organisation may have one of them as its slug.
pub const RESERVED_NAMES: [&str; 10] = [
    "index", "city", "data", "editions", "files", "changes", "search", "assets", "about", "feeds",
];

impl Config {
    /// The folders that hold the site's sources: nothing may be published into them.
    #[must_use]
    pub fn source_folders(root: &Path) -> Vec<PathBuf> {
        [
            CONTENT,
            "themes",
            "templates",
            "assets",
            "strings",
            "forms",
            "src",
        ]
        .iter()
        .map(|name| root.join(name))
        .collect()
    }
}

/// The name of the documents' folder.
pub const CONTENT: &str = "content";

/// The name of the file in it that has figures of indicators from other sources than documents.
pub const FIGURES: &str = "indicators.csv";
