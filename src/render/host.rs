//! Files that tell robots and static hosts what to do.

use super::links::absolute;

/// What every page may load: its own style sheets and images, and nothing that runs. `frame-ancestors` is missing,
/// because it has no effect in a `<meta>`; [`headers`] adds it.
pub(super) const CONTENT_SECURITY_POLICY: &str = "default-src 'none'; style-src 'self'; img-src 'self'; \
     base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

/// `robots.txt`: everything may be read; the sitemap is named where there is one.
pub(super) fn robots(base_url: Option<&str>) -> Vec<u8> {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base_url) = base_url {
        text.push_str(&format!("Sitemap: {}\n", absolute(base_url, "sitemap.xml")));
    }
    text.into_bytes()
}

/// `_headers`, as Cloudflare Pages and Netlify read it. Their patterns start at the host's root, which is where the
/// published folder lies.
pub(super) fn headers() -> Vec<u8> {
    format!(
        "/*\n  Content-Security-Policy: {CONTENT_SECURITY_POLICY}; frame-ancestors 'none'\n  \
         X-Content-Type-Options: nosniff\n  Referrer-Policy: same-origin\n\n\
         /assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
    .into_bytes()
}
