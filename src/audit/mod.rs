//! **Audit**: finished pages → what is wrong with them. It sees what readers get, whichever theme made it: links that lead
//! nowhere, anchors that do not exist, what a browser would fetch from somewhere else or refuse to run.
//!
//! 1. [`PageDigest::of`] looks at one page and keeps little of it: hashes of its ids, its links, its faults. Any number of
//!    threads may do so.
//! 2. [`Audit`] takes the digests together, one link and one fault only once, with the number of pages that have it.
//! 3. [`Audit::finish`] compares the links with the files of the site.
//!
//! Whether a page can be understood is not judged here: that takes a browser, and people.

mod address;
mod page;
mod style;

use std::collections::{BTreeMap, BTreeSet};

use crate::config::suggest;
use crate::model::{Diagnostic, PageProblem, Problem};

pub use page::PageDigest;
use page::{Fault, hash};
pub use style::foreign_in_style;

/// How many of one kind are told one by one.
const MOST: usize = 100;

/// What all pages of a site say together.
#[derive(Debug, Default)]
pub struct Audit {
    /// The hashes of the ids of each page, sorted.
    pages: BTreeMap<String, Vec<u64>>,
    /// By file below the root and anchor: where a link leads to it.
    links: BTreeMap<(String, String), (String, Seen)>,
    faults: BTreeMap<Fault, Seen>,
}

/// Where something was seen.
#[derive(Debug)]
struct Seen {
    /// On how many pages.
    pages: u64,
    /// The first of them, by name.
    page: String,
    /// The template that made it.
    template: Box<str>,
}

impl Seen {
    fn new(page: &str, template: &str) -> Self {
        Self {
            pages: 1,
            page: page.to_owned(),
            template: template.into(),
        }
    }

    fn add(&mut self, page: &str, template: &str) {
        self.pages += 1;
        if page < self.page.as_str() {
            *self = Self {
                pages: self.pages,
                ..Self::new(page, template)
            };
        }
    }
}

impl Audit {
    /// Adds what was found on one page; `template` made it.
    pub fn add(&mut self, digest: PageDigest, template: &str) {
        let PageDigest {
            path,
            ids,
            links,
            faults,
        } = digest;
        for link in links {
            self.links
                .entry((link.path, link.anchor))
                .and_modify(|(_, seen)| seen.add(&path, template))
                .or_insert_with(|| (link.written, Seen::new(&path, template)));
        }
        for fault in faults {
            self.fault(fault, &path, template);
        }
        self.pages.insert(path, ids);
    }

    /// Adds what a style sheet asks other hosts for.
    pub fn add_style(&mut self, path: &str, text: &[u8]) {
        for address in foreign_in_style(text) {
            self.fault(Fault::ForeignRequest { address }, path, path);
        }
    }

    fn fault(&mut self, fault: Fault, page: &str, template: &str) {
        self.faults
            .entry(fault)
            .and_modify(|seen| seen.add(page, template))
            .or_insert_with(|| Seen::new(page, template));
    }

    /// Everything that is wrong. `files` are all files of the site.
    #[must_use]
    pub fn finish(self, files: &BTreeSet<String>) -> Vec<Diagnostic> {
        let mut links = Vec::new();
        let mut anchors = Vec::new();
        for ((path, anchor), (link, seen)) in self.links {
            let index = format!("{path}/index.html");
            let file = [&path, &index].into_iter().find(|one| files.contains(*one));
            match file {
                None => links.push((path, link, seen)),
                Some(file) if !has_anchor(self.pages.get(file), &anchor) => {
                    anchors.push((link, seen))
                }
                Some(_) => {}
            }
        }
        let mut found = Vec::new();
        let told = |(path, link, seen): (String, String, Seen)| {
            Problem::Page(PageProblem::BrokenLink {
                suggestion: nearest(&path, self.pages.keys()),
                link,
                page: seen.page,
                template: seen.template,
                pages: seen.pages,
            })
        };
        found.extend(few(links, "broken-link", told));
        let told = |(link, seen): (String, Seen)| {
            Problem::Page(PageProblem::BrokenAnchor {
                link,
                suggestion: None,
                page: seen.page,
                template: seen.template,
                pages: seen.pages,
            })
        };
        found.extend(few(anchors, "broken-anchor", told));
        found.extend(faults(self.faults));
        let mut found: Vec<Diagnostic> = found.into_iter().map(Diagnostic::new).collect();
        found.sort_by_cached_key(Diagnostic::order);
        found
    }
}

/// Whether a page has an anchor; what is no page of ours is not looked into.
fn has_anchor(ids: Option<&Vec<u64>>, anchor: &str) -> bool {
    let Some(ids) = ids else {
        return true;
    };
    anchor.is_empty() || anchor == "top" || ids.binary_search(&hash(anchor.as_bytes())).is_ok()
}

/// The page that was probably meant, by its folder.
fn nearest<'a>(path: &str, pages: impl Iterator<Item = &'a String>) -> Option<String> {
    // That all end alike would make all look alike.
    let folder = |path: &'a str| path.strip_suffix("index.html").unwrap_or(path);
    let wanted = path.strip_suffix("index.html").unwrap_or(path);
    suggest(
        wanted,
        pages
            .map(|page| folder(page))
            .filter(|page| !page.is_empty()),
    )
}

/// The faults, kind by kind.
fn faults(faults: BTreeMap<Fault, Seen>) -> Vec<Problem> {
    let mut kinds: BTreeMap<&'static str, Vec<(Fault, Seen)>> = BTreeMap::new();
    for (fault, seen) in faults {
        kinds.entry(fault.code()).or_default().push((fault, seen));
    }
    let told = |(code, all)| few(all, code, |(fault, seen)| problem(fault, seen));
    kinds.into_iter().flat_map(told).collect()
}

fn problem(fault: Fault, seen: Seen) -> Problem {
    let Seen {
        pages,
        page,
        template,
    } = seen;
    match fault {
        Fault::OwnAnchor { anchor, suggestion } => Problem::Page(PageProblem::BrokenAnchor {
            link: format!("#{anchor}"),
            suggestion,
            page,
            template,
            pages,
        }),
        Fault::Beyond { link } => Problem::Page(PageProblem::BrokenLink {
            link,
            suggestion: None,
            page,
            template,
            pages,
        }),
        Fault::RepeatedId { id } => Problem::Page(PageProblem::RepeatedId {
            id,
            page,
            template,
            pages,
        }),
        Fault::ImageWithoutText { image } => Problem::Page(PageProblem::ImageWithoutText {
            image,
            page,
            template,
            pages,
        }),
        Fault::WithoutTitle => Problem::Page(PageProblem::PageWithoutTitle {
            page,
            template,
            pages,
        }),
        Fault::LinkWithoutText { link } => Problem::Page(PageProblem::LinkWithoutText {
            link,
            page,
            template,
            pages,
        }),
        Fault::ForeignRequest { address } => Problem::Page(PageProblem::ForeignRequest {
            address,
            page,
            template,
            pages,
        }),
        Fault::BlockedByPolicy { markup } => Problem::Page(PageProblem::BlockedByPolicy {
            markup,
            page,
            template,
            pages,
        }),
    }
}

/// The first problems of a kind, and how many more there are.
fn few<T>(all: Vec<T>, code: &str, told: impl Fn(T) -> Problem) -> Vec<Problem> {
    let more = all.len().saturating_sub(MOST);
    let mut problems: Vec<Problem> = all.into_iter().take(MOST).map(told).collect();
    if more > 0 {
        problems.push(Problem::MoreOfAKind {
            kind_code: code.to_owned(),
            count: more as u64,
        });
    }
    problems
}

#[cfg(test)]
mod tests;
