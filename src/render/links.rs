//! Addresses. All links within the site are relative and name `index.html`, so that pages can be read as opened files
//! and the site works under any base path.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// What stays as it is in a path: the unreserved characters of RFC 3986 and the separator.
pub(super) const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// The links of one page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Links {
    /// What leads from the page to the site's root: `../../`, or empty.
    root: String,
}

impl Links {
    /// The links of the page at `path`, below the site's root.
    pub fn from(path: &str) -> Self {
        Self {
            root: "../".repeat(path.matches('/').count()),
        }
    }

    /// The links of a page that is shown at addresses of any depth (404): they start at the host's root, below the
    /// path of the base address. Without one, where the site begins is not known.
    pub fn from_anywhere(base_url: Option<&str>) -> Option<Self> {
        let (_, rest) = base_url?.split_once("://")?;
        let root = rest.find('/').map_or("/", |slash| &rest[slash..]);
        Some(Self {
            root: root.to_owned(),
        })
    }

    /// The links of a page from which `root` leads to the site's root.
    pub fn with_root(root: &str) -> Self {
        Self {
            root: root.to_owned(),
        }
    }

    /// The way to the site's root: `../../`
    pub fn root(&self) -> &str {
        &self.root
    }

    /// The link to a place below the site's root: a folder (empty, or with a trailing `/`), a file, either with a
    /// `#fragment`.
    pub fn to(&self, target: &str) -> String {
        let (path, fragment) = match target.split_once('#') {
            Some((path, fragment)) => (path, Some(fragment)),
            None => (target, None),
        };
        let index = if path.is_empty() || path.ends_with('/') {
            "index.html"
        } else {
            ""
        };
        let mut link = format!("{}{}{index}", self.root, utf8_percent_encode(path, PATH));
        if let Some(fragment) = fragment {
            link.push('#');
            link.extend(utf8_percent_encode(fragment, PATH));
        }
        link
    }
}

/// The whole address of a place below the site's root, without `index.html`. `base_url` ends with `/`.
pub(super) fn absolute(base_url: &str, target: &str) -> String {
    format!("{base_url}{}", utf8_percent_encode(target, PATH))
}

/// An address from settings, if it may become a link: `http:` and `https:` without white space or control characters.
pub(super) fn web_address(url: &str) -> Option<String> {
    let has_scheme = |scheme: &str| {
        url.get(..scheme.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(scheme))
    };
    let known = has_scheme("https://") || has_scheme("http://");
    let plain = !url.chars().any(|c| c.is_whitespace() || c.is_control());
    (known && plain).then(|| url.to_owned())
}

/// The link for a mail address, if it looks like one.
pub(super) fn mail_address(mail: &str) -> Option<String> {
    let plain = |c: char| c.is_ascii_alphanumeric() || "@.!#$'*+-/=^_`{|}~".contains(c);
    let one_at = mail.split('@').count() == 2 && !mail.starts_with('@') && !mail.ends_with('@');
    (one_at && mail.chars().all(plain))
        .then(|| format!("mailto:{}", utf8_percent_encode(mail, MAIL)))
}

/// The link for a mail address, with a subject and a text already written.
pub(super) fn mail_about(mail: &str, subject: &str, body: &str) -> Option<String> {
    let encoded = |text: &str| utf8_percent_encode(text, MAIL).to_string();
    // Lines of a mail end with both signs.
    let body = encoded(&body.replace('\n', "\r\n"));
    Some(format!(
        "{}?subject={}&body={body}",
        mail_address(mail)?,
        encoded(subject)
    ))
}

const MAIL: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'@')
    .remove(b'+');

/// The link for a telephone number, if it is one: digits, `+`, and what people write between them.
pub(super) fn telephone(number: &str) -> Option<String> {
    let digits: String = number
        .chars()
        .filter(|c| c.is_ascii_digit() || *c == '+')
        .collect();
    let plain = number
        .chars()
        .all(|c| c.is_ascii_digit() || "+-() ".contains(c));
    (plain && digits.len() >= 3).then(|| format!("tel:{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_name_index_html() {
        for (page, target, link) in [
            ("index.html", "", "index.html"),
            ("index.html", "2024/chuo/", "2024/chuo/index.html"),
            ("2024/chuo/index.html", "", "../../index.html"),
            (
                "2024/chuo/index.html",
                "2024/chuo/#goal-1",
                "../../2024/chuo/index.html#goal-1",
            ),
            (
                "2024/chuo/editions/midyear/index.html",
                "2024/chuo/index.json",
                "../../../../2024/chuo/index.json",
            ),
            (
                "2024/index.html",
                "assets/絵 1.svg",
                "../assets/%E7%B5%B5%201.svg",
            ),
        ] {
            assert_eq!(Links::from(page).to(target), link, "{page} → {target}");
        }
    }

    #[test]
    fn a_page_shown_anywhere_starts_at_the_base_path() {
        for (base, link) in [
            ("https://example.jp", "/2024/index.html"),
            ("https://example.jp/", "/2024/index.html"),
            ("https://example.jp/archive/", "/archive/2024/index.html"),
        ] {
            let links = Links::from_anywhere(Some(base));
            assert_eq!(links.map(|links| links.to("2024/")).as_deref(), Some(link));
        }
        assert_eq!(Links::from_anywhere(None), None);
    }

    #[test]
    fn only_known_schemes_become_links() {
        assert!(web_address("https://example.jp/a?b=c#d").is_some());
        assert!(web_address("HTTP://example.jp/").is_some());
        for url in [
            "javascript:alert(1)",
            "data:text/html,x",
            "//example.jp",
            "https://a\nb",
            " https://a",
            "日本",
            "",
        ] {
            assert_eq!(web_address(url), None, "{url}");
        }
        assert_eq!(telephone("025-228-1000").as_deref(), Some("tel:0252281000"));
        assert_eq!(telephone("内線 12"), None);
        assert_eq!(
            mail_address("a+b@example.jp").as_deref(),
            Some("mailto:a+b@example.jp")
        );
        assert_eq!(
            mail_about("a@example.jp", "誤り", "x&y\nz").as_deref(),
            Some("mailto:a@example.jp?subject=%E8%AA%A4%E3%82%8A&body=x%26y%0D%0Az")
        );
        for mail in ["a@b@c", "a b@example.jp", "a@example.jp?bcc=x", "@", "x"] {
            assert_eq!(mail_address(mail), None, "{mail}");
        }
    }
}
