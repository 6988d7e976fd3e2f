use std::collections::BTreeSet;

use super::*;
use crate::model::Language;

fn page(body: &str) -> String {
    format!("<!DOCTYPE html><html><head><title>題</title></head><body>{body}</body></html>")
}

fn found(pages: &[(&str, &str)], others: &[&str]) -> Vec<Problem> {
    let mut audit = Audit::default();
    for (path, html) in pages {
        audit.add(PageDigest::of(path, html.as_bytes(), None), "document.html");
    }
    let files: BTreeSet<String> = pages
        .iter()
        .map(|(path, _)| *path)
        .chain(others.iter().copied())
        .map(str::to_owned)
        .collect();
    let diagnostics = audit.finish(&files);
    diagnostics.into_iter().map(|one| one.problem).collect()
}

fn codes(body: &str) -> Vec<String> {
    let problems = found(&[("index.html", &page(body))], &["style.css", "a.png"]);
    problems.iter().map(Problem::code).collect()
}

#[test]
fn a_good_page_is_not_told_of() {
    let good = "<h1 id=a>題</h1><a href=\"#a\">本文</a><a href=\"#top\">先頭</a><a href=\"https://example.jp/\">外</a>\
                <a href=\"./\"><img src=a.png alt=\"図\"></a><img src=\"a.png\" alt=\"\"><svg><title>印</title></svg>\
                <script src=\"style.css\"></script><script type=\"application/ld+json\">{\"<a href=\": 1}</script>\
                <a href=\"mailto:a@example.jp\" aria-label=\"メール\"></a>";
    assert_eq!(codes(good), [""; 0]);
}

#[test]
fn each_fault_is_told() {
    for (body, code) in [
        ("<a href=\"nowhere/\">先</a>", "broken-link"),
        ("<a href=\"../up.html\">先</a>", "broken-link"),
        ("<img src=\"b.png\" alt=\"\">", "broken-link"),
        ("<a href=\"#b\">先</a>", "broken-anchor"),
        ("<p id=x></p><p id=x></p>", "repeated-id"),
        ("<img src=\"a.png\">", "image-without-text"),
        ("<a href=\"#top\"> <b></b></a>", "link-without-text"),
        (
            "<img src=\"https://example.jp/a.png\" alt=\"\">",
            "foreign-request",
        ),
        (
            "<img srcset=\"a.png 1x, //example.jp/a.png 2x\" alt=\"\">",
            "foreign-request",
        ),
        (
            "<link rel=stylesheet href=\"//example.jp/a.css\">",
            "foreign-request",
        ),
        (
            "<iframe src=\"http://example.jp/\"></iframe>",
            "foreign-request",
        ),
        ("<script>1</script>", "blocked-by-policy"),
        ("<style>a{}</style>", "blocked-by-policy"),
        ("<p style=\"color:red\"></p>", "blocked-by-policy"),
        ("<p onclick=\"f()\"></p>", "blocked-by-policy"),
    ] {
        assert_eq!(codes(body), [code], "{body}");
    }
    for untitled in [
        "<p>",
        "<title> </title>",
        "<body><svg><title>印</title></svg>",
    ] {
        let problems = found(&[("index.html", untitled)], &[]);
        assert!(
            matches!(
                problems.as_slice(),
                [Problem::Page(PageProblem::PageWithoutTitle { .. })]
            ),
            "{untitled}: {problems:?}"
        );
    }
}

#[test]
fn one_fault_on_many_pages_is_told_once() {
    let broken = page("<a href=\"../2024/chou/\">先</a><a href=\"../2024/chuo/#x\">先</a>");
    let good = page("<p id=goal-1>");
    let problems = found(
        &[
            ("c/index.html", &broken),
            ("b/index.html", &broken),
            ("2024/chuo/index.html", &good),
        ],
        &[],
    );
    let seen = (
        "b/index.html".to_owned(),
        Box::<str>::from("document.html"),
        2,
    );
    assert_eq!(
        problems,
        [
            Problem::Page(PageProblem::BrokenLink {
                link: "../2024/chou/".to_owned(),
                page: seen.0.clone(),
                template: seen.1.clone(),
                pages: seen.2,
                suggestion: Some("2024/chuo/".to_owned()),
            }),
            Problem::Page(PageProblem::BrokenAnchor {
                link: "../2024/chuo/#x".to_owned(),
                page: seen.0,
                template: seen.1,
                pages: seen.2,
                suggestion: None,
            }),
        ]
    );
}

#[test]
fn the_nearest_anchor_of_the_page_is_named() {
    let html = page("<p id=\"goal-1\"></p><a href=\"#gaol-1\">先</a>");
    let problems = found(&[("index.html", &html)], &[]);
    let [problem @ Problem::Page(PageProblem::BrokenAnchor { suggestion, .. })] =
        problems.as_slice()
    else {
        panic!("{problems:?}");
    };
    assert_eq!(suggestion.as_deref(), Some("goal-1"));
    let told = Diagnostic::new(problem.clone());
    for language in Language::ALL {
        assert!(
            told.help(language).contains("goal-1"),
            "{}",
            told.help(language)
        );
    }
}

#[test]
fn many_of_a_kind_are_counted() {
    let links: String = (0..150)
        .map(|at| format!("<a href=\"n{at}\">先</a>"))
        .collect();
    let problems = found(&[("index.html", &page(&links))], &[]);
    assert_eq!(problems.len(), 101);
    assert!(problems.iter().any(|one| matches!(one,
        Problem::MoreOfAKind { kind_code, count: 50 } if kind_code == "broken-link")));
}

#[test]
fn the_order_of_pages_does_not_show() {
    let html = page("<a href=\"../x\">先</a><img src=\"../y\">");
    let one = found(&[("a/index.html", &html), ("b/index.html", &html)], &[]);
    let other = found(&[("b/index.html", &html), ("a/index.html", &html)], &[]);
    assert_eq!(one, other);
}
