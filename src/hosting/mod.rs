//! **Hosting**: what a static host has to be told about a site, and what it takes. Values in, values out.
//!
//! - [`Delivery`] is what every host should do: send these headers, keep these files, lead on from former addresses.
//! - [`files()`] says it in the files that a host reads out of the published folder: `_headers`, `_redirects`, `.nojekyll`.
//! - [`nginx`] and [`s3`] say it to hosts that are configured apart from the site. Nothing of that is published.
//! - [`judge`] compares a finished site with what a host takes.

mod files;
mod limits;
mod redirects;
mod server;

pub use files::files;
pub use limits::{Contents, LimitKey, Limits, judge};
pub use redirects::{Redirect, Redirects};
pub use server::{UnusablePath, nginx, s3};

/// How long browsers may keep a file whose name changes with its content: a year.
const FOREVER: &str = "public, max-age=31536000, immutable";
/// The folders whose files are named after their content, with what else is in their names.
const NAMED_BY_CONTENT: [&str; 3] = ["assets/", "search/engine/", "search/index/parts/"];
/// Browsers ask before they show a page again: what was published should be seen at once.
const ASK_FIRST: &str = "no-cache";

/// What every host should do for a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Delivery<'a> {
    /// What pages may load: what the `<meta>` of the page says that may most.
    pub policy: &'a str,
    /// Whether search engines are asked to leave the site out.
    pub unlisted: bool,
    /// The path of the site's address, beginning and ending with `/`; none where the address is not known.
    pub base_path: Option<&'a str>,
    /// The former addresses that become redirects of the host.
    pub redirects: &'a [Redirect],
}

impl Delivery<'_> {
    /// The headers of every answer. A `<meta>` cannot say `frame-ancestors`, so it is added here.
    fn headers(&self) -> Vec<(&'static str, String)> {
        let policy = format!("{}; frame-ancestors 'none'", self.policy);
        let mut headers = vec![
            ("Content-Security-Policy", policy),
            ("X-Content-Type-Options", "nosniff".to_owned()),
            ("Referrer-Policy", "same-origin".to_owned()),
        ];
        if self.unlisted {
            // Files that are no pages cannot ask it themselves.
            headers.push(("X-Robots-Tag", "noindex".to_owned()));
        }
        headers
    }

    /// The path of the site's address, `/` where nothing is known of it.
    fn base(&self) -> &str {
        self.base_path.unwrap_or("/")
    }
}

/// The path of an address, beginning and ending with `/`: `https://example.jp/archive/` → `/archive/`
#[must_use]
pub fn base_path(base_url: &str) -> &str {
    let rest = base_url
        .split_once("://")
        .map_or(base_url, |(_, rest)| rest);
    rest.find('/').map_or("/", |slash| &rest[slash..])
}

#[cfg(test)]
mod tests {
    use super::base_path;

    #[test]
    fn the_base_path_is_what_follows_the_host() {
        for (url, path) in [
            ("https://example.jp/", "/"),
            ("https://example.jp", "/"),
            ("https://example.jp:8000/archive/", "/archive/"),
            ("http://[::1]:80/a/b/", "/a/b/"),
        ] {
            assert_eq!(base_path(url), path, "{url}");
        }
    }
}
