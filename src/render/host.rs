//! What pages may load, and what robots are told.

use super::links::absolute;

/// What every page may load: its own style sheets and images, and nothing that runs. `frame-ancestors` is missing,
/// because it has no effect in a `<meta>`; [`hosting`](crate::hosting) adds it.
pub(super) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// `robots.txt`: everything may be read, also what asks not to be listed, because only who reads it knows; the sitemap
/// is named where there is one.
pub(super) fn robots(sitemap_below: Option<&str>) -> Vec<u8> {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base_url) = sitemap_below {
        text.push_str(&format!("Sitemap: {}\n", absolute(base_url, "sitemap.xml")));
    }
    text.into_bytes()
}
