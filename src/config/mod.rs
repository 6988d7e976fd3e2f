//! **Config**: `ayumi.toml`, `content/organisations.toml`, the forms and the theme → one resolved [`Config`], made once.
//! Nothing later reads flags or settings files.
//!
//! A settings file is first compared with the schema of its type ([`TomlFile::decode`]), which finds everything that is
//! wrong, with its place; then it is deserialised.

mod conform;
mod form;
mod load;
mod registry;
mod settings;
mod sidecar;
mod suggest;
mod theme;
mod toml_file;

pub use form::{
    AmbiguousLabel, Announced, Form, FormFile, LabelEntry, LabelText, MarkEntry, ScaleEntry,
    fold_label, footnote_mark,
};
pub(crate) use load::municipal_code;
pub use load::{Overrides, load};
pub use registry::{Found, OrganisationsFile, Registry, fold_name};
pub use settings::{
    ArchiveSettings, Host, PagesSettings, PublishSettings, SearchSettings, Settings, SiteSettings,
    ThemeSettings,
};
pub use sidecar::{
    Accept, CorrectionEntry, DocumentSettings, LineageEntry, SourceSettings, Withhold,
    seems_to_withhold,
};
pub use suggest::suggest;
pub use theme::{Template, Theme};
pub use toml_file::{Step, TomlFile, schema_of, schema_of_data};

use std::path::{Path, PathBuf};

/// Everything that a run needs to know besides the documents.
#[derive(Debug, Clone)]
pub struct Config {
    /// The site's folder.
    pub root: PathBuf,
    /// `ayumi.toml`, with what the command line overrides.
    pub settings: Settings,
    /// The organisations.
    pub registry: Registry,
    /// The forms: the site's own, then the embedded ones.
    pub forms: Vec<Form>,
    /// Templates and assets.
    pub theme: Theme,
}

/// Names at the top of the site that its own pages use; no organisation may have one of them as its slug.
pub const RESERVED_NAMES: [&str; 10] = [
    "index", "city", "data", "editions", "files", "changes", "search", "assets", "about", "feeds",
];

impl Config {
    /// The folders that hold the site's sources: nothing may be published into them.
    #[must_use]
    pub fn source_folders(root: &Path) -> Vec<PathBuf> {
        [CONTENT, "themes", "forms", "src"]
            .iter()
            .map(|name| root.join(name))
            .collect()
    }
}

/// The name of the documents' folder.
pub const CONTENT: &str = "content";
