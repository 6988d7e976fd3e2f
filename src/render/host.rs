//! What pages may load, and what robots are told.

use super::links::absolute;
use crate::config::Theme;

/// The policy, with what some themes need besides.
macro_rules! policy {
    ($($more:literal),*) => {
        concat!(
            "default-src 'none'; style-src 'self'; img-src 'self'; ",
            $($more,)*
            "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
        )
    };
}

/// What every page may load: its own style sheets and images; the theme's own fonts and scripts, where the theme has
/// any, and never a script that stands in a page. Scripts may ask the site itself for more, and so may whoever looks for
/// `robots.txt` from within a page, as Lighthouse does. Nothing may be made into script while a page is read.
/// `frame-ancestors` is missing, because it has no effect in a `<meta>`; [`hosting`](crate::hosting) adds it.
pub(super) fn content_security_policy(theme: &Theme) -> &'static str {
    match (theme.has_scripts(), theme.has_fonts()) {
        (true, true) => policy!(
            "script-src 'self'; ",
            "connect-src 'self'; ",
            "font-src 'self'; "
        ),
        (true, false) => policy!("script-src 'self'; ", "connect-src 'self'; "),
        (false, true) => policy!("font-src 'self'; "),
        (false, false) => policy!(),
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
