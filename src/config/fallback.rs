//! `[search] fallback`: a search engine elsewhere, for readers whose browser cannot run the site's own.

use percent_encoding::percent_decode_str;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What stands in an address in the place of the words.
const WORDS: &str = "{query}";

/// A search engine elsewhere.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SearchFallback {
    /// Whose it is, as readers know it: it stands on the button.
    pub name: String,
    /// The address of its answers, with `{query}` for the words: `https://search.example/?site=example.jp&q={query}`
    pub url: String,
}

/// An address, taken apart for a form.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormTarget {
    /// Scheme and host, for the policy of the page: `https://search.example`
    pub origin: String,
    /// The address without its query.
    pub action: String,
    /// The name of the field with the words.
    pub field: String,
    /// The other fields, in order.
    pub fixed: Vec<(String, String)>,
}

impl SearchFallback {
    /// The address as a form; none if it is no such address.
    #[must_use]
    pub fn target(&self) -> Option<FormTarget> {
        let (action, query) = self.url.split_once('?')?;
        let rest = action.strip_prefix("https://")?;
        let (host, path) = rest.split_at(rest.find('/').unwrap_or(rest.len()));
        // It becomes part of a policy, where a space or a semicolon would begin something else.
        let of_host = |c: char| c.is_ascii_alphanumeric() || "-.:".contains(c);
        let plain = |c: char| c.is_ascii_alphanumeric() || "-._~/%".contains(c);
        if host.is_empty() || !host.chars().all(of_host) || !path.chars().all(plain) {
            return None;
        }
        let decoded = |text: &str| {
            let text = percent_decode_str(text).decode_utf8().ok()?;
            (!text.chars().any(char::is_control)).then(|| text.into_owned())
        };
        let mut field = None;
        let mut fixed = Vec::new();
        for pair in query.split('&') {
            let (name, value) = pair.split_once('=')?;
            if value == WORDS && field.is_none() {
                field = Some(decoded(name)?);
            } else {
                fixed.push((decoded(name)?, decoded(value)?));
            }
        }
        Some(FormTarget {
            origin: format!("https://{host}"),
            action: action.to_owned(),
            field: field?,
            fixed,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::SearchFallback;

    fn of(url: &str) -> SearchFallback {
        SearchFallback {
            name: "見本".to_owned(),
            url: url.to_owned(),
        }
    }

    #[test]
    fn an_address_becomes_a_form() {
        let target = of("https://search.example:8443/find?site=a%2Fb&q={query}")
            .target()
            .unwrap();
        assert_eq!(target.origin, "https://search.example:8443");
        assert_eq!(target.action, "https://search.example:8443/find");
        assert_eq!(target.field, "q");
        assert_eq!(target.fixed, [("site".to_owned(), "a/b".to_owned())]);
    }

    #[test]
    fn what_is_no_such_address_is_refused() {
        for url in [
            "",
            "https://search.example/",
            "https://search.example/?q=",
            "http://search.example/?q={query}",
            "javascript:alert(1)?q={query}",
            "https:///?q={query}",
            "https://a.example; script-src *?q={query}",
            "https://a.example/;x?q={query}",
            "https://a.example@b.example/?q={query}",
            "https://a.example/?q={query}&broken",
        ] {
            assert_eq!(of(url).target(), None, "{url}");
        }
    }
}
