//! What can be wrong with finished pages.

use serde::Serialize;

/// Something about pages as readers get them: the page and template of one example, and how many pages have it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(
    tag = "problem",
    rename_all = "kebab-case",
    rename_all_fields = "snake_case"
)]
#[allow(
    missing_docs,
    reason = "the fields are the values that the texts of the messages name"
)]
pub enum PageProblem {
    /// A link to a file that the site does not have.
    BrokenLink {
        link: String,
        page: String,
        template: Box<str>,
        pages: u64,
        suggestion: Option<String>,
    },
    /// A link to an anchor that its page does not have.
    BrokenAnchor {
        link: String,
        page: String,
        template: Box<str>,
        pages: u64,
        suggestion: Option<String>,
    },
    /// An id that two elements of a page have.
    RepeatedId {
        id: String,
        page: String,
        template: Box<str>,
        pages: u64,
    },
    /// An image without `alt`.
    ImageWithoutText {
        image: String,
        page: String,
        template: Box<str>,
        pages: u64,
    },
    /// A page without a title.
    PageWithoutTitle {
        page: String,
        template: Box<str>,
        pages: u64,
    },
    /// A link in which nothing stands.
    LinkWithoutText {
        link: String,
        page: String,
        template: Box<str>,
        pages: u64,
    },
    /// Something that a page fetches from another host.
    ForeignRequest {
        address: String,
        page: String,
        template: Box<str>,
        pages: u64,
    },
    /// Scripts and styles in a page itself, which the site's policy forbids.
    BlockedByPolicy {
        markup: String,
        page: String,
        template: Box<str>,
        pages: u64,
    },
}

/// One of each, for tests and documentation.
pub(super) fn samples() -> Vec<PageProblem> {
    use PageProblem as P;
    let s = str::to_owned;
    vec![
        P::BrokenLink {
            link: s("../kita-ku/index.html"),
            page: s("2024/chuo/index.html"),
            template: s("document.html").into(),
            pages: 12,
            suggestion: Some(s("2024/kita/")),
        },
        P::BrokenAnchor {
            link: s("#gaol-1"),
            page: s("2024/chuo/index.html"),
            template: s("document.html").into(),
            pages: 1,
            suggestion: Some(s("goal-1")),
        },
        P::RepeatedId {
            id: s("contents"),
            page: s("2024/chuo/index.html"),
            template: s("document.html").into(),
            pages: 12,
        },
        P::ImageWithoutText {
            image: s("assets/mark.0123456789abcdef.svg"),
            page: s("index.html"),
            template: s("home.html").into(),
            pages: 40,
        },
        P::PageWithoutTitle {
            page: s("years/index.html"),
            template: s("years.html").into(),
            pages: 1,
        },
        P::LinkWithoutText {
            link: s("../index.html"),
            page: s("years/index.html"),
            template: s("years.html").into(),
            pages: 40,
        },
        P::ForeignRequest {
            address: s("https://fonts.example/font.css"),
            page: s("index.html"),
            template: s("home.html").into(),
            pages: 40,
        },
        P::BlockedByPolicy {
            markup: s("<script>"),
            page: s("index.html"),
            template: s("home.html").into(),
            pages: 40,
        },
    ]
}
