//! Former addresses of documents: none may stand where the site has something else.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::RESERVED_NAMES;
use crate::hosting::Redirect;
use crate::model::{Diagnostic, Digest, Document, DocumentId, Problem};
use crate::pipeline::site_path_of;
use crate::publish::fold_case;
use crate::read::Context;

use super::Entry;

/// Where documents stood before.
#[derive(Debug, Default)]
pub(in crate::pipeline) struct Moved {
    /// By document: the addresses under which its organisation published before it got its present one.
    pub former: BTreeMap<DocumentId, Vec<String>>,
    /// Those, and the addresses that documents themselves name: sorted.
    pub redirects: Vec<Redirect>,
}

/// Names at the top of the site under which its own pages and files stand, beside the [`RESERVED_NAMES`]. Files that
/// begin with a dot or an underscore are none of a document's anyway.
const OWN_PAGES: [&str; 10] = [
    "robots",
    "organisations",
    "wards",
    "years",
    "compare",
    "indicators",
    "scales",
    "status",
    "404",
    "opensearch",
];

/// What stands where in the site, in one spelling.
struct Taken<'a> {
    /// The folders of documents, with the documents' files.
    folders: BTreeMap<String, &'a str>,
    years: BTreeSet<String>,
    /// Former addresses that were given, with the files of the documents that gave them.
    given: BTreeMap<String, &'a str>,
}

impl<'a> Taken<'a> {
    fn new(entries: &[Entry<'a>]) -> Self {
        let folder = |entry: &Entry<'a>| (folder_of(entry.digest), entry.file.path.as_str());
        let year = |entry: &Entry<'_>| entry.digest.fiscal_year.to_string();
        Self {
            folders: entries.iter().map(folder).collect(),
            years: entries.iter().map(year).collect(),
            given: BTreeMap::new(),
        }
    }

    /// What stands at an address, or would be taken for it by a host.
    fn at(&self, spelling: &str) -> Option<String> {
        let top = spelling.split('/').next().unwrap_or_default();
        let top = top.split('.').next().unwrap_or_default();
        let own_page = top.is_empty()
            || top.starts_with('_')
            || top.starts_with("sitemap")
            || RESERVED_NAMES.contains(&top)
            || OWN_PAGES.contains(&top)
            || self.years.contains(spelling);
        if own_page {
            return Some(format!("/{spelling}"));
        }
        let same = self
            .folders
            .get(spelling)
            .or_else(|| self.given.get(spelling));
        same.map(|other| (*other).to_owned())
            .or_else(|| self.beside_page(spelling))
            .or_else(|| self.around(spelling))
    }

    /// Whether an address is among the files that stand beside the page of a document.
    fn beside_page(&self, spelling: &str) -> Option<String> {
        spelling.match_indices('/').find_map(|(at, _)| {
            let document = self.folders.get(&spelling[..at])?;
            let next = spelling[at + 1..].split('/').next().unwrap_or_default();
            ["files", "index", "index.json"]
                .contains(&next)
                .then(|| (*document).to_owned())
        })
    }

    /// Whether a file would stand where a folder has to, or the other way round.
    fn around(&self, spelling: &str) -> Option<String> {
        let above = spelling
            .match_indices('/')
            .filter(|(at, _)| spelling[..*at].ends_with(".html"))
            .find_map(|(at, _)| self.given.get(spelling[..at].trim_end_matches(".html")));
        above.map(|other| (*other).to_owned())
    }
}

/// Tells of former addresses that cannot be one, or at which something else stands. What the registry knows of former
/// addresses gives way to whatever stands there now.
pub(super) fn check(
    context: &Context<'_>,
    entries: &[Entry<'_>],
    found: &mut Vec<Diagnostic>,
) -> Moved {
    let mut moved = Moved::default();
    let given_any = entries.iter().any(|entry| entry.settings.is_some());
    if !given_any && !context.registry.has_former_addresses() {
        return moved;
    }
    let mut taken = Taken::new(entries);
    for entry in entries {
        let Some(settings) = entry.settings else {
            continue;
        };
        for (at, alias) in settings.aliases.iter().enumerate() {
            match usable(alias, &taken) {
                Ok(spelling) => {
                    taken.given.insert(spelling, &entry.file.path);
                    moved.redirects.push(redirect(alias, entry.digest));
                }
                Err(problem) => {
                    let place = settings.place("aliases", at, entry.file);
                    found.push(Diagnostic::at(problem, place));
                }
            }
        }
    }
    of_organisations(context, entries, &mut taken, &mut moved);
    moved.redirects.sort();
    moved
}

/// The one spelling of a former address at which nothing else stands.
fn usable(alias: &str, taken: &Taken<'_>) -> Result<String, Problem> {
    let path = site_path_of(&Document::alias_file(alias));
    // Servers undo the percent signs of an address before they look for a file, and never see what follows `#`.
    let path = path.and_then(|()| match alias.chars().find(|c| matches!(c, '%' | '#')) {
        Some(sign) => Err(sign.to_string()),
        None => Ok(()),
    });
    if let Err(detail) = path {
        return Err(Problem::AliasUnusable {
            alias: alias.to_owned(),
            detail,
        });
    }
    let spelling = spelling(alias);
    match taken.at(&spelling) {
        Some(other) => Err(Problem::AliasTaken {
            alias: alias.to_owned(),
            other,
        }),
        None => Ok(spelling),
    }
}

/// The addresses of the time before an organisation's slug or parent changed.
fn of_organisations<'a>(
    context: &Context<'_>,
    entries: &[Entry<'a>],
    taken: &mut Taken<'a>,
    moved: &mut Moved,
) {
    for entry in entries
        .iter()
        .filter(|entry| entry.digest.edition.is_none())
    {
        let Some(organisation) = context.registry.get(&entry.digest.organisation) else {
            continue;
        };
        for slugs in context.registry.former_addresses(organisation) {
            let address = DocumentId::new(entry.digest.fiscal_year, &slugs, None).folder();
            let address = address.trim_end_matches('/').to_owned();
            let spelling = spelling(&address);
            if taken.at(&spelling).is_some() {
                continue;
            }
            taken.given.insert(spelling, &entry.file.path);
            moved.redirects.push(redirect(&address, entry.digest));
            let known: &mut Vec<String> = moved.former.entry(entry.digest.id.clone()).or_default();
            known.push(address);
        }
    }
}

fn redirect(from: &str, digest: &Digest) -> Redirect {
    Redirect {
        from: from.to_owned(),
        to: digest.id.folder(),
    }
}

/// Some systems and hosts do not tell A from a, and many show `x.html` and `x/index.html` at `x`.
fn spelling(alias: &str) -> String {
    let folded = fold_case(alias);
    let folder = folded.strip_suffix("/index.html");
    let page = || folded.strip_suffix(".html").unwrap_or(&folded);
    folder.unwrap_or_else(page).to_owned()
}

fn folder_of(digest: &Digest) -> String {
    fold_case(digest.id.folder().trim_end_matches('/'))
}
