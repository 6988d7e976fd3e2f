//! The context of `document.html`.

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Serialize;

use super::context::{ContactView, Link, PageInfo};
use super::differences::{Group, differences};
use super::document_view::{Block, DocumentView, Text, plain};
use super::links::{self, Links};
use super::texts::Texts;
use super::world::World;
use crate::config::Config;
use crate::model::{Audience, Diagnostic, Digest, Document, OrganisationKind, Problem};
use crate::relate::Archive;

/// What `document.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct DocumentPage {
    /// The title above everything.
    pub title: Text,
    /// The title as printed, where the settings give another.
    pub printed_title: Option<Text>,
    /// A draft: 【案】
    pub draft: bool,
    /// Since when and why it is withdrawn, if it is.
    pub withdrawn: Option<WithdrawnView>,
    /// What the edition is called, if it is not the main one: 「中間版」
    pub edition: Option<String>,
    /// What differs from the main edition; none on the page of the main one itself.
    pub differences: Option<Vec<Group>>,
    /// The fiscal year, with the link to its page.
    pub year: Link,
    /// The organisation, with the link to its page.
    pub organisation: Link,
    /// How to reach it.
    pub contact: Option<ContactView>,
    /// The main edition and the others, without this one.
    pub editions: Vec<Link>,
    /// What the reader program was not sure of.
    pub uncertain: Vec<Uncertain>,
    /// The goals, for the table of contents.
    pub contents: Vec<Link>,
    /// The document itself.
    pub blocks: Vec<Block>,
    /// Where its words were corrected.
    pub corrections: Vec<CorrectionView>,
    /// The files that belong to it.
    pub attachments: Vec<AttachmentView>,
    /// Where it came from.
    pub source: SourceView,
    /// The link to the same document as data.
    pub data: String,
    /// The same organisation's document of the nearest year held before.
    pub previous: Option<Link>,
    /// The same, after.
    pub next: Option<Link>,
    /// The other organisations of the same level in this year: what is not held has no link.
    pub others: Vec<Link>,
    /// The sections below the organisation that are held for this year.
    pub sections: Vec<Link>,
}

/// What the page of a document needs besides the document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// For another edition: the main one.
    pub main: Option<&'a Document>,
    /// The files that are published with it.
    pub attachments: &'a [Attachment],
}

/// A file that is published with a document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Attachment {
    /// Its name, as seen from the document's folder.
    pub name: String,
    /// Its place below the site's root.
    pub path: String,
    /// Its length.
    pub bytes: u64,
}

/// Since when and why a document is withdrawn.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct WithdrawnView {
    /// The day, in words.
    pub date: String,
    /// The reason.
    pub reason: String,
}

/// A correction, as it stands in the list of corrections.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct CorrectionView {
    /// The words of the source.
    pub from: String,
    /// The corrected words; may be empty.
    pub to: String,
    /// Whose mistake it was, in words.
    pub kind: String,
    /// A word of explanation.
    pub note: Option<String>,
    /// The line of the source.
    pub line: u32,
}

/// A file that belongs to the document.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct AttachmentView {
    /// Its name, with the link.
    pub link: Link,
    /// Its length in words.
    pub size: String,
}

/// A place where the structure is uncertain.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Uncertain {
    /// What is uncertain.
    pub message: String,
    /// The link to the goal, where it is known.
    pub href: Option<String>,
}

/// Where a document came from; what is unknown is none, and the page says so.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct SourceView {
    /// Who published it.
    pub publisher: Option<String>,
    /// The original; without a link where its address is no web address.
    pub original: Option<Link>,
    /// Its file's name at its publisher.
    pub file: Option<String>,
    /// When it was fetched, in words.
    pub retrieved: Option<String>,
    /// When it was published, in words.
    pub published: Option<String>,
    /// When it was changed, in words.
    pub modified: Option<String>,
    /// The licence.
    pub licence: Option<String>,
    /// How to cite it.
    pub citation: String,
}

/// Characters of a goal in the table of contents.
const CONTENTS_LENGTH: usize = 40;

/// The page of a document, how much it has to say, and its context.
pub(super) fn document_page(
    document: &Document,
    diagnostics: &[Diagnostic],
    beside: Beside<'_>,
    world: &World<'_>,
) -> (PageInfo, usize, DocumentPage) {
    let World {
        config,
        archive,
        texts,
        ..
    } = *world;
    let view = DocumentView::new(document, diagnostics, texts.language);
    let way = way(document, archive, texts);
    // Two editions mostly have one title: in the window's title and in the way to the page they are told apart.
    let name = document.edition.as_ref().map_or_else(
        || document.title.clone(),
        |edition| format!("{}（{}）", document.title, texts.edition(edition)),
    );
    let mut page = world.page(&document.id.folder(), Some(name), &way);
    page.unlisted = document.draft || document.withdrawn.is_some();
    page.description = Some(texts.fill(
        "document_description",
        &[
            ("organisation", &document.organisation.name),
            ("year", &texts.year(document.fiscal_year)),
            ("goals", &document.goals.len().to_string()),
            (
                "series",
                document.series.as_deref().unwrap_or(&document.title),
            ),
        ],
    ));
    let links = page.links();
    let link = |digest: &Digest, text: String| Link {
        text,
        href: Some(links.to(&digest.id.folder())),
    };
    let by_year = |digest: &Digest| {
        let year = texts.year(digest.fiscal_year);
        link(digest, texts.marked(digest.withdrawn, year))
    };
    let (previous, next) = archive.neighbours(&document.id);
    let contents = view.goals().map(|goal| Link {
        text: shortened(&plain(&goal.line)),
        href: Some(format!("#goal-{}", goal.id)),
    });
    let organisation_link = world
        .has_page(&document.organisation.id)
        .then(|| links.to(&format!("organisations/{}/", document.organisation.id)));
    let own = DocumentPage {
        title: view.title.clone(),
        printed_title: view.printed_title.clone(),
        draft: document.draft,
        withdrawn: document.withdrawn.as_ref().map(|withdrawn| WithdrawnView {
            date: texts.date(withdrawn.date),
            reason: withdrawn.reason.clone(),
        }),
        edition: document
            .edition
            .as_ref()
            .map(|edition| texts.edition(edition)),
        differences: beside.main.map(|main| differences(main, document, texts)),
        year: Link {
            text: texts.year(document.fiscal_year),
            href: Some(links.to(&format!("{}/", document.fiscal_year))),
        },
        organisation: Link {
            text: document.organisation.name.clone(),
            href: organisation_link,
        },
        contact: archive
            .registry()
            .get(&document.organisation.id)
            .and_then(|one| one.contact.as_ref())
            .map(ContactView::of),
        editions: editions(document, archive, &links, texts),
        uncertain: uncertain(document, diagnostics, &view, texts),
        contents: contents.collect(),
        corrections: corrections(document, texts),
        attachments: attachments(beside.attachments, &links, texts),
        source: source(document, config, page.canonical.as_deref(), texts),
        data: links.to(&format!("{}index.json", document.id.folder())),
        previous: previous.map(by_year),
        next: next.map(by_year),
        others: others(document, archive, &links, texts),
        sections: sections(document, archive, &links),
        blocks: view.blocks,
    };
    let text: usize = document.parts.iter().map(|part| part.text.len()).sum();
    let compared = own.differences.iter().flatten();
    let compared: usize = compared
        .flat_map(|group| &group.items)
        .map(|item| item.text.len() + 1)
        .sum();
    let entries = document.parts.len()
        + text / 64
        + own.others.len()
        + own.sections.len()
        + own.attachments.len()
        + 2 * own.corrections.len()
        + compared;
    (page, entries, own)
}

/// Year and, for a section, the document of the organisation above it.
fn way(document: &Document, archive: &Archive, texts: Texts) -> Vec<(String, Option<String>)> {
    let year = document.fiscal_year;
    let mut way = vec![(texts.year(year), Some(format!("{year}/")))];
    if !matches!(
        document.organisation.kind,
        OrganisationKind::City | OrganisationKind::Ward
    ) {
        let mut above = archive
            .registry()
            .ancestors_in(&document.organisation.id, year);
        above.retain(|organisation| organisation.kind != OrganisationKind::City);
        for organisation in above.iter().rev() {
            let held = archive
                .in_year(year)
                .find(|digest| digest.organisation == organisation.id);
            way.push((
                organisation.name.clone(),
                held.map(|digest| digest.id.folder()),
            ));
        }
    }
    if document.edition.is_some() {
        let main = document.id.as_str().split('@').next().unwrap_or_default();
        let main = archive
            .in_year(year)
            .find(|digest| digest.id.as_str() == main);
        way.extend(main.map(|digest| (digest.title.clone(), Some(digest.id.folder()))));
    }
    way
}

fn editions(document: &Document, archive: &Archive, links: &Links, texts: Texts) -> Vec<Link> {
    let main = document.id.as_str().split('@').next().unwrap_or_default();
    let main = archive
        .in_year(document.fiscal_year)
        .find(|digest| digest.id.as_str() == main && digest.id != document.id)
        .into_iter();
    main.chain(
        archive
            .other_editions(&document.id)
            .filter(|digest| digest.id != document.id),
    )
    .map(|digest| {
        let name = digest
            .edition
            .as_ref()
            .map(|edition| texts.edition(edition));
        let text = name.unwrap_or_else(|| texts.get("main_edition").to_owned());
        Link {
            text: texts.marked(digest.withdrawn, text),
            href: Some(links.to(&digest.id.folder())),
        }
    })
    .collect()
}

fn corrections(document: &Document, texts: Texts) -> Vec<CorrectionView> {
    let all = document.corrections.iter();
    all.map(|one| CorrectionView {
        from: one.from.clone(),
        to: one.to.clone(),
        kind: texts.correction(one.kind).to_owned(),
        note: one.note.clone(),
        line: one.line,
    })
    .collect()
}

fn attachments(all: &[Attachment], links: &Links, texts: Texts) -> Vec<AttachmentView> {
    all.iter()
        .map(|one| AttachmentView {
            link: Link {
                text: one.name.clone(),
                href: Some(links.to(&one.path)),
            },
            size: texts.size(one.bytes),
        })
        .collect()
}

fn uncertain(
    document: &Document,
    diagnostics: &[Diagnostic],
    view: &DocumentView,
    texts: Texts,
) -> Vec<Uncertain> {
    let mut shown: Vec<&Diagnostic> = diagnostics
        .iter()
        .filter(|found| found.audience() == Audience::Reader)
        .filter(|found| !(view.head_remarked && matches!(found.problem, Problem::HeadRole { .. })))
        .collect();
    shown.sort_by_cached_key(|found| found.order());
    // Several goals may stand on one line of the source: then it is not known which one is meant.
    let mut goals: BTreeMap<u32, BTreeSet<&str>> = BTreeMap::new();
    let units: BTreeSet<&str> = view.goals().map(|goal| goal.id.as_str()).collect();
    for part in &document.parts {
        if let Some(goal) = &part.goal {
            goals.entry(part.line).or_default().insert(goal.as_str());
        }
    }
    let goal_at = |line: u32| {
        let here = goals.get(&line).filter(|here| here.len() == 1)?;
        here.iter()
            .find(|goal| units.contains(*goal))
            .map(|goal| format!("#goal-{goal}"))
    };
    shown
        .into_iter()
        .map(|found| Uncertain {
            message: found.message(texts.language),
            href: found
                .location
                .as_ref()
                .and_then(|location| location.span.as_ref())
                .and_then(|span| goal_at(span.line)),
        })
        .collect()
}

fn source(
    document: &Document,
    config: &Config,
    canonical: Option<&str>,
    texts: Texts,
) -> SourceView {
    let source = &document.source;
    let publisher = source.publisher.clone();
    // Without a stated publisher the organisation itself stands there: it is what published the document.
    let issuer = publisher.clone().unwrap_or_else(|| {
        format!(
            "{}{}",
            config.settings.archive.municipality, document.organisation.name
        )
    });
    let mut citation = texts.fill(
        "citation",
        &[
            ("publisher", &issuer),
            ("title", &document.title),
            ("site", &config.settings.site.title),
        ],
    );
    if let Some(date) = document.modified.or(document.published) {
        citation.push_str(&texts.fill("citation_date", &[("date", &texts.date(date))]));
    }
    if let Some(address) = canonical {
        citation.push_str(&texts.fill("citation_address", &[("address", address)]));
    }
    SourceView {
        publisher,
        original: source.url.as_ref().map(|url| Link {
            text: url.clone(),
            href: links::web_address(url),
        }),
        file: source.file.clone(),
        retrieved: source.retrieved.map(|date| texts.date(date)),
        published: document.published.map(|date| texts.date(date)),
        modified: document.modified.map(|date| texts.date(date)),
        licence: source.licence.clone(),
        citation,
    }
}

/// The organisations of the same kind under the same parent, without the document's own. The page of one section
/// lists those of its ward, so no page grows with the city.
fn others(document: &Document, archive: &Archive, links: &Links, texts: Texts) -> Vec<Link> {
    let registry = archive.registry();
    let parent = registry
        .get(&document.organisation.id)
        .and_then(|one| one.parent.as_ref());
    let siblings = registry.organisations().iter().filter(|one| {
        one.kind == document.organisation.kind
            && one.parent.as_ref() == parent
            && one.id != document.organisation.id
            && one.exists_in(document.fiscal_year)
    });
    siblings
        .map(|one| {
            let mut in_year = archive.of_organisation(&one.id);
            match in_year.find(|digest| digest.fiscal_year == document.fiscal_year) {
                Some(digest) => Link {
                    text: one.name.clone(),
                    href: Some(links.to(&digest.id.folder())),
                },
                None => Link {
                    text: texts.fill("not_held", &[("name", &one.name)]),
                    href: None,
                },
            }
        })
        .collect()
}

fn sections(document: &Document, archive: &Archive, links: &Links) -> Vec<Link> {
    let registry = archive.registry();
    let below = registry
        .organisations()
        .iter()
        .filter(|one| one.parent.as_ref() == Some(&document.organisation.id));
    below
        .filter(|one| !registry.is_listed_by_kind(one))
        .filter_map(|one| {
            let digest = archive
                .of_organisation(&one.id)
                .find(|digest| digest.fiscal_year == document.fiscal_year)?;
            Some(Link {
                text: one.name.clone(),
                href: Some(links.to(&digest.id.folder())),
            })
        })
        .collect()
}

fn shortened(text: &str) -> String {
    match text.char_indices().nth(CONTENTS_LENGTH) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text.to_owned(),
    }
}
