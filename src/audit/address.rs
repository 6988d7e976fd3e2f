//! Where a link on a page leads.

use percent_encoding::percent_decode_str;

/// Where an address leads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Target {
    /// To a file of the site, below its root, and an anchor in it (empty: none). A folder is given by its `index.html`.
    Inside {
        /// The file.
        path: String,
        /// The anchor.
        anchor: String,
    },
    /// To another host, over the web.
    Foreign,
    /// Above the site's root: nobody knows what is there.
    Beyond,
    /// Nowhere that can be looked up: a mail address, another place of the same host.
    Elsewhere,
}

/// The page on which addresses stand, and where the site begins.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The page's file below the site's root.
    pub page: &'a str,
    /// The site's whole address, ending with `/`.
    pub base_url: Option<&'a str>,
}

impl Place<'_> {
    /// Looks an address up, as browsers do (WHATWG URL), as far as it matters inside a site.
    pub fn target(&self, address: &str) -> Target {
        let address = address.trim_matches(|c: char| c.is_ascii_whitespace());
        if let Some(rest) = self.base_url.and_then(|base| address.strip_prefix(base)) {
            return inside("", rest);
        }
        if address.starts_with("//") {
            return Target::Foreign;
        }
        if let Some(scheme) = scheme(address) {
            let web = ["http", "https", "ws", "wss"];
            return if web.iter().any(|known| scheme.eq_ignore_ascii_case(known)) {
                Target::Foreign
            } else {
                Target::Elsewhere
            };
        }
        if address.starts_with('/') {
            let base_path = self.base_url.map(crate::hosting::base_path);
            return match base_path.and_then(|base| address.strip_prefix(base)) {
                Some(rest) => inside("", rest),
                None => Target::Elsewhere,
            };
        }
        if address.is_empty() || address.starts_with(['#', '?']) {
            let anchor = address.split_once('#').map_or("", |(_, anchor)| anchor);
            return Target::Inside {
                path: self.page.to_owned(),
                anchor: decoded(anchor),
            };
        }
        let folder = self.page.rsplit_once('/').map_or("", |(folder, _)| folder);
        inside(folder, address)
    }
}

/// The scheme of an address, where it has one.
fn scheme(address: &str) -> Option<&str> {
    let (scheme, _) = address.split_once(':')?;
    let plain = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    let is_one = scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(plain);
    is_one.then_some(scheme)
}

/// An address below a folder of the site.
fn inside(folder: &str, address: &str) -> Target {
    let (rest, anchor) = address.split_once('#').unwrap_or((address, ""));
    let rest = rest.split_once('?').map_or(rest, |(path, _)| path);
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in rest.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if parts.pop().is_none() {
                    return Target::Beyond;
                }
            }
            name => parts.push(name),
        }
    }
    let mut path = decoded(&parts.join("/"));
    let last = rest.rsplit('/').next().unwrap_or_default();
    if matches!(last, "" | "." | "..") {
        path.push_str(if path.is_empty() {
            "index.html"
        } else {
            "/index.html"
        });
    }
    Target::Inside {
        path,
        anchor: decoded(anchor),
    }
}

fn decoded(text: &str) -> String {
    if text.contains('%') {
        percent_decode_str(text).decode_utf8_lossy().into_owned()
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(page: &str, base_url: Option<&str>, address: &str) -> Target {
        Place { page, base_url }.target(address)
    }

    fn file(path: &str, anchor: &str) -> Target {
        Target::Inside {
            path: path.to_owned(),
            anchor: anchor.to_owned(),
        }
    }

    #[test]
    fn relative_addresses_are_looked_up_from_the_page() {
        let page = "2024/chuo/index.html";
        for (address, path, anchor) in [
            ("", page, ""),
            ("#goal-1", page, "goal-1"),
            ("?q=x#y", page, "y"),
            ("index.json", "2024/chuo/index.json", ""),
            ("../kita/", "2024/kita/index.html", ""),
            ("../../", "index.html", ""),
            ("../..", "index.html", ""),
            ("./files/%E5%9B%B3.pdf", "2024/chuo/files/図.pdf", ""),
            ("../kita/index.html?x#a%20b", "2024/kita/index.html", "a b"),
            (" ../kita ", "2024/kita", ""),
        ] {
            assert_eq!(at(page, None, address), file(path, anchor), "{address}");
        }
        assert_eq!(at(page, None, "../../../x"), Target::Beyond);
    }

    #[test]
    fn whole_addresses_are_ours_below_the_base() {
        let base = Some("https://example.jp/archive/");
        assert_eq!(
            at("404.html", base, "/archive/years/"),
            file("years/index.html", "")
        );
        assert_eq!(
            at("index.html", base, "https://example.jp/archive/2024/#x"),
            file("2024/index.html", "x")
        );
        assert_eq!(at("index.html", base, "/other/"), Target::Elsewhere);
        assert_eq!(at("index.html", None, "/archive/"), Target::Elsewhere);
        for foreign in ["https://example.com/x", "HTTP://a", "//cdn.example/x.js"] {
            assert_eq!(
                at("index.html", base, foreign),
                Target::Foreign,
                "{foreign}"
            );
        }
        for other in ["mailto:a@example.jp", "tel:110", "data:image/png;base64,x"] {
            assert_eq!(at("index.html", base, other), Target::Elsewhere, "{other}");
        }
        // A colon behind a slash begins no scheme.
        assert_eq!(at("index.html", base, "./a:b"), file("a:b", ""));
    }
}
