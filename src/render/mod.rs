//! **Render**: an [`Archive`](crate::relate::Archive) and one [`Document`](crate::model::Document) at a time → pages,
//! as bytes. Values in, values out: nothing here reads or writes a file, a clock or the environment, and a
//! [`Renderer`] may be used from many threads at once.
//!
//! 1. [`Renderer::new`] compiles the theme's templates and gives the assets names with their hashes.
//! 2. Views turn what is known into the context of one template: `document_view` walks a document's parts, `listing`
//!    the archive. Every context is a documented struct: `document_page::DocumentPage`, `listing::HomePage` …
//! 3. `engine` renders a template with everything escaped, with bounded work and output.
//! 4. `data`, `feeds`, `opensearch`, `sitemap` and `host` make what is no page: JSON, Atom feeds, `opensearch.xml`,
//!    `sitemap.xml`, `robots.txt`, header files; `structured` makes what pages say to machines.

mod accessibility_page;
mod answering;
mod assets;
mod compare_page;
mod context;
mod data;
mod data_page;
mod differences;
mod document_page;
mod document_view;
mod engine;
mod feeds;
mod filters;
mod functions;
mod goal_names;
mod host;
mod indicators;
mod kana;
mod lineage;
mod links;
mod listing;
mod news;
mod opensearch;
mod organisation_page;
mod phrases;
mod renderer;
mod report;
mod scales_page;
mod search_page;
mod site_page;
mod sitemap;
mod standing;
mod status_page;
mod structured;
mod style_sheet;
mod template_error;
mod template_list;
mod template_source;
#[cfg(test)]
mod tests;
mod texts;
mod theme_docs;
mod words;
mod world;
mod year_table;

pub use answering::Answering;
pub use data::{Layout, Visibility, document_json};
pub use document_page::{Attachment, Beside};
pub use feeds::FeedKey;
pub use kana::{IndexedPlace, IndexedWord, KanaKey, WordIndex, letter};
pub use renderer::Renderer;
pub use search_page::SearchEngine;
pub use site_page::SitePage;
pub use theme_docs::themes_page;

/// A file of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page {
    /// Where it stands below the site's root, with `/`: `2024/chuo/index.html`
    pub path: String,
    /// What it holds.
    pub bytes: Vec<u8>,
}
