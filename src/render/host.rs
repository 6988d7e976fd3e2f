//! What pages may load, and what robots are told.

use super::links::absolute;
use crate::config::Theme;

/// The name of the one Trusted Types policy of the search page, which gives the address of the worker and no other.
const SEARCH_POLICY: &str = "ayumi-search";

/// What every page may load: its own style sheets and images; the theme's own fonts and scripts, where the theme has
/// any, and never a script that stands in a page. Scripts may ask the site itself for more, and so may whoever looks for
/// `robots.txt` from within a page, as Lighthouse does. Nothing may be made into script while a page is read. Forms lead
/// to the site's own search page.
/// `frame-ancestors` is missing, because it has no effect in a `<meta>`; [`hosting`](crate::hosting) adds it.
pub(super) fn content_security_policy(theme: &Theme) -> String {
    policy(theme, false, None)
}

/// What the search page may besides: where the search engine is published, run it in a worker of the site's own; and where
/// the site names a search engine elsewhere, lead there.
pub(super) fn search_page_policy(
    theme: &Theme,
    has_engine: bool,
    elsewhere: Option<&str>,
) -> String {
    policy(theme, has_engine && theme.has_scripts(), elsewhere)
}

fn policy(theme: &Theme, searches: bool, elsewhere: Option<&str>) -> String {
    let mut directives = vec!["default-src 'none'", "style-src 'self'", "img-src 'self'"];
    if theme.has_scripts() {
        directives.push(if searches {
            "script-src 'self' 'wasm-unsafe-eval'"
        } else {
            "script-src 'self'"
        });
        directives.push("connect-src 'self'");
    }
    if searches {
        directives.push("worker-src 'self'");
    }
    if theme.has_fonts() {
        directives.push("font-src 'self'");
    }
    let forms = elsewhere.map_or_else(
        || "form-action 'self'".to_owned(),
        |origin| format!("form-action 'self' {origin}"),
    );
    directives.extend([
        "base-uri 'none'",
        &*forms,
        "require-trusted-types-for 'script'",
    ]);
    let types = if searches { SEARCH_POLICY } else { "'none'" };
    format!("{}; trusted-types {types}", directives.join("; "))
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_search_page_may_run_the_engine() {
        let theme = Theme::default_theme();
        let page = content_security_policy(&theme);
        let search = search_page_policy(&theme, true, None);
        assert!(page.ends_with("trusted-types 'none'"), "{page}");
        assert!(!page.contains("wasm") && !page.contains("worker-src"));
        assert!(search.ends_with("trusted-types ayumi-search"), "{search}");
        assert!(search.contains("script-src 'self' 'wasm-unsafe-eval'; "));
        assert!(search.contains("worker-src 'self'; "));
        // Whatever else it allows, every page allows: a host sends one policy for all of them.
        let widest = search
            .replace(" 'wasm-unsafe-eval'", "")
            .replace("worker-src 'self'; ", "")
            .replace("types ayumi-search", "types 'none'");
        assert_eq!(widest, page);
    }

    #[test]
    fn a_theme_without_scripts_does_not_search() {
        let theme = Theme::default();
        let search = search_page_policy(&theme, true, None);
        assert_eq!(search, content_security_policy(&theme));
        assert!(!search.contains("script-src"));
    }
}
