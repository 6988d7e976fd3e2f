//! `ayumi.toml`, as written.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::GivenValue;
use super::fallback::SearchFallback;
use crate::model::{Contact, Date, Language};

/// `ayumi.toml`: what a site is and by whom it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Settings {
    /// The site as a whole.
    pub site: SiteSettings,
    /// Whose documents the archive holds.
    pub archive: ArchiveSettings,
    /// How pages look.
    #[serde(default)]
    pub theme: ThemeSettings,
    /// Which pages are made.
    #[serde(default)]
    pub pages: PagesSettings,
    /// The search engine.
    #[serde(default)]
    pub search: SearchSettings,
    /// How the site is published.
    #[serde(default)]
    pub publish: PublishSettings,
}

/// `[site]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SiteSettings {
    /// The site's name, shown on every page.
    pub title: String,
    /// One or two sentences for the home page and for search engines.
    pub description: Option<String>,
    /// The address at which the site is published; it may have a path. Without it, what needs full addresses (the
    /// sitemap) is left out.
    pub base_url: Option<String>,
    /// The language in which the site speaks. The documents keep their own.
    #[serde(default)]
    pub language: Language,
    /// Who publishes the site; shown in every header.
    pub publisher: String,
    /// Whether the site is the municipality's own; shown in every header.
    pub official: bool,
    /// How readers reach the publisher.
    pub contact: Option<Contact>,
}

/// `[archive]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ArchiveSettings {
    /// The municipality's name: 新潟市
    pub municipality: String,
    /// 全国地方公共団体コード, six digits with the check digit: 151009
    pub code: String,
    /// The day whose state the archive shows; the latest date found in the content where none is given.
    pub as_of: Option<Date>,
    /// Whether municipality and documents are invented: every page and all data say so, and search engines are asked to
    /// leave the site out. Such a site cannot be official.
    #[serde(default)]
    pub fictional: bool,
}

/// `[theme]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThemeSettings {
    /// A folder of `themes/`, or one of the built-in themes: `default`, `plain`.
    #[serde(default = "default_theme")]
    pub name: String,
    /// What the theme lets a site set: see `settings` of its `theme.toml`.
    #[serde(default)]
    pub settings: BTreeMap<String, GivenValue>,
}

fn default_theme() -> String {
    "default".to_owned()
}

impl Default for ThemeSettings {
    fn default() -> Self {
        Self {
            name: default_theme(),
            settings: BTreeMap::new(),
        }
    }
}

/// `[pages]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PagesSettings {
    /// Whether there are pages (`status/`) that list what the city printed of goals: not reached, given up, not yet
    /// evaluated, not stated.
    #[serde(default = "yes")]
    pub status: bool,
}

impl Default for PagesSettings {
    fn default() -> Self {
        Self { status: true }
    }
}

/// `[search]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchSettings {
    /// Whether a search index is made.
    #[serde(default = "yes")]
    pub enabled: bool,
    /// A search engine elsewhere, which the search page offers to readers whose browser cannot run the site's own. What
    /// they type goes there, and the button says whose it is. Without it nothing is ever sent to anybody else.
    pub fallback: Option<SearchFallback>,
    /// Whether browsers keep what was read, so that it can be read and searched without a connection. A service worker
    /// does it; readers who have been to the search page once have it.
    #[serde(default)]
    pub offline: bool,
}

fn yes() -> bool {
    true
}

impl Default for SearchSettings {
    fn default() -> Self {
        Self {
            enabled: true,
            fallback: None,
            offline: false,
        }
    }
}

/// `[publish]`
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct PublishSettings {
    /// The host for which extra files are written, and with whose limits the site is compared.
    pub host: Option<Host>,
    /// Which files of the theme browsers compare with a hash in the page before they use them.
    #[serde(default)]
    pub integrity: Integrity,
    /// What the host takes, where it is not what `docs/publishing.md` says: on another plan, or an instance of one's own.
    #[serde(default)]
    pub limits: LimitSettings,
}

/// What carries `integrity` attributes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Integrity {
    /// Scripts. With a hash, Chromium refuses style sheets of pages that are opened as files.
    #[default]
    Scripts,
    /// Scripts and style sheets, for sites that are only read over the web.
    All,
    /// Nothing.
    None,
}

/// `[publish.limits]`
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct LimitSettings {
    /// Files of the site.
    pub files: Option<u64>,
    /// Bytes of all files.
    pub bytes: Option<u64>,
    /// Bytes of one file.
    pub file_bytes: Option<u64>,
    /// Files and folders in one folder.
    pub folder_entries: Option<u64>,
}

/// The hosts that the program knows: what they want to be told, and what they take.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Host {
    /// GitHub Pages: `.nojekyll`
    Github,
    /// GitLab Pages: `_redirects`
    Gitlab,
    /// Cloudflare Pages: `_headers`, `_redirects`
    Cloudflare,
    /// Netlify: `_headers`, `_redirects`
    Netlify,
    /// Amazon S3 with CloudFront: told by `ayumi host s3`
    S3,
    /// One's own server: told by `ayumi host nginx`
    Nginx,
}

impl Host {
    /// All hosts, by the name that settings and the command line use.
    pub const NAMES: [(&'static str, Self); 6] = [
        ("github", Self::Github),
        ("gitlab", Self::Gitlab),
        ("cloudflare", Self::Cloudflare),
        ("netlify", Self::Netlify),
        ("s3", Self::S3),
        ("nginx", Self::Nginx),
    ];

    /// What the host calls itself.
    #[must_use]
    pub fn title(self) -> &'static str {
        match self {
            Self::Github => "GitHub Pages",
            Self::Gitlab => "GitLab Pages",
            Self::Cloudflare => "Cloudflare Pages",
            Self::Netlify => "Netlify",
            Self::S3 => "Amazon S3",
            Self::Nginx => "nginx",
        }
    }
}
