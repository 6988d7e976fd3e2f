//! Files that tell robots and static hosts what to do.

use super::links::absolute;

/// What every page may load: its own style sheets and images; the theme's own scripts, where the theme has any, and never
/// one that stands in a page. Scripts may ask the site itself for more, and so may whoever looks for `robots.txt` from
/// within a page, as Lighthouse does. Nothing may be made into script while a page is read. `frame-ancestors` is missing, because
/// it has no effect in a `<meta>`; [`headers`] adds it.
pub(super) fn content_security_policy(scripts: bool) -> &'static str {
    if scripts {
        "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    } else {
        "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; \
         require-trusted-types-for 'script'; trusted-types 'none'"
    }
}

/// `robots.txt`: everything may be read, also what asks not to be listed, because only who reads it knows; the sitemap
/// is named where there is one.
pub(super) fn robots(sitemap_below: Option<&str>) -> Vec<u8> {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base_url) = sitemap_below {
        text.push_str(&format!("Sitemap: {}\n", absolute(base_url, "sitemap.xml")));
    }
    text.into_bytes()
}

/// `_headers`, as Cloudflare Pages and Netlify read it. Their patterns start at the host's root, which is where the
/// published folder lies. Search engines are asked to leave out files too, which cannot ask it themselves, where
/// `unlisted`.
pub(super) fn headers(policy: &str, unlisted: bool) -> Vec<u8> {
    let robots = if unlisted {
        "  X-Robots-Tag: noindex\n"
    } else {
        ""
    };
    format!(
        "/*\n  Content-Security-Policy: {policy}; frame-ancestors 'none'\n  \
         X-Content-Type-Options: nosniff\n  Referrer-Policy: same-origin\n{robots}\n\
         /assets/*\n  Cache-Control: public, max-age=31536000, immutable\n"
    )
    .into_bytes()
}
