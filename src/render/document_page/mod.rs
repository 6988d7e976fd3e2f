//! The context of `document.html`.

mod attachments;
mod beside;
mod corrections;
mod elsewhere;
mod marks;
mod passages;
mod relations;
mod source;
mod uncertain;

use schemars::JsonSchema;
use serde::Serialize;

use super::compare_page::with_year_before;
use super::context::{Link, PageInfo};
use super::differences::{Group, differences};
use super::document_view::{Block, DocumentView, Text, plain};
use super::feeds::FeedKey;
use super::indicators::indicators_of;
use super::report::{ReportView, report};
use super::structured;
use super::words::{Word, explain};
use super::world::World;
use crate::model::{Diagnostic, Digest, Document};

pub use attachments::Attachment;
use attachments::{AttachmentView, attachments};
pub(super) use beside::{EditionLink, edition_links};
use beside::{editions, others, sections, way};
use corrections::{CorrectionView, corrections};
use elsewhere::point_elsewhere;
use marks::{ScaleView, explain_marks, scales};
use passages::{Citation, citations, cite, passages};
pub(super) use passages::{LONGEST_TITLE, Passage, cut};
use relations::relate;
use source::{SourceView, source};
use uncertain::{Uncertain, uncertain};

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
    /// The main edition and the others, without this one.
    pub editions: Vec<EditionLink>,
    /// What the reader program was not sure of.
    pub uncertain: Vec<Uncertain>,
    /// The goals, for the table of contents.
    pub contents: Vec<Link>,
    /// The document itself.
    pub blocks: Vec<Block>,
    /// How many of the blocks say what the document is (organisation, heads, purpose); the goals come behind them.
    pub lead: usize,
    /// The hard words in it, in the order of the places that lead to them.
    pub words: Vec<Word>,
    /// The scales of the marks in it.
    pub scales: Vec<ScaleView>,
    /// Where its words were corrected.
    pub corrections: Vec<CorrectionView>,
    /// The files that belong to it.
    pub attachments: Vec<AttachmentView>,
    /// How many files belong to it and are not published, because something of it is withheld.
    pub attachments_withheld: usize,
    /// Where it came from.
    pub source: SourceView,
    /// How to cite it.
    pub citation: String,
    /// The same for each goal, result and direction.
    pub citations: Vec<Citation>,
    /// How to report what was read wrongly; none where there is nobody to report to.
    pub report: Option<ReportView>,
    /// The link to the goals of its organisation from year to year; none where nothing is said of its own.
    pub changes: Option<String>,
    /// The link to the same document as data.
    pub data: String,
    /// The same organisation's document of the nearest year held before.
    pub previous: Option<Link>,
    /// The same, after.
    pub next: Option<Link>,
    /// The comparison with the year before, where there is such a page.
    pub compare: Option<Link>,
    /// The other organisations of the same level in this year: what is not held has no link.
    pub others: Vec<Link>,
    /// The sections below the organisation that are held for this year.
    pub sections: Vec<Link>,
    /// The indicators that it names, each once, with the links to their pages.
    pub indicators: Vec<Link>,
}

/// What the page of a document needs besides the document.
#[derive(Debug, Clone, Copy, Default)]
pub struct Beside<'a> {
    /// For another edition: the main one.
    pub main: Option<&'a Document>,
    /// The files that are published with it.
    pub attachments: &'a [Attachment],
    /// How many more belong to it and are withheld.
    pub attachments_withheld: usize,
}

/// Since when and why a document is withdrawn.
#[derive(Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct WithdrawnView {
    /// The day, in words.
    pub date: String,
    /// The reason.
    pub reason: String,
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
    let mut view = DocumentView::new(document, diagnostics, texts.language);
    let way = way(document, archive, texts);
    // Two editions mostly have one title: in the window's title and in the way to the page they are told apart.
    let name = document.edition.as_ref().map_or_else(
        || document.title.clone(),
        |edition| format!("{}（{}）", document.title, texts.edition(edition)),
    );
    let name = if document.draft {
        format!("{}{name}", texts.get("draft_mark"))
    } else {
        name
    };
    let described = structured::report(document, &name, world);
    let mut page = world.page(&document.id.folder(), Some(name), &way);
    page.unlisted = document.draft || document.withdrawn.is_some();
    page.is_document = true;
    page.described.extend(described);
    let feed = FeedKey::Organisation(document.organisation.id.clone());
    world.add_feed(&mut page, &feed);
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
        link(digest, texts.marked(digest, year))
    };
    let pointed = point_elsewhere(document, &mut view.blocks, &links, world);
    explain_marks(document, &mut view.blocks, &config.forms);
    let related = relate(document, &mut view.blocks, &links, world);
    let words = explain(&mut view.blocks, &config.glossary);
    let passages = passages(document, view.goals(), world);
    let goals: Vec<Passage> = passages.iter().filter(|one| one.is_goal).cloned().collect();
    let (previous, next) = archive.neighbours(&document.id);
    let contents = view.goals().map(|goal| Link {
        text: cut(&plain(&goal.line), CONTENTS_LENGTH),
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
        editions: editions(document, world, &links),
        uncertain: uncertain(document, diagnostics, &view, texts),
        contents: contents.collect(),
        corrections: corrections(document, texts),
        attachments: attachments(beside.attachments, &links, texts),
        attachments_withheld: beside.attachments_withheld,
        source: source(document, texts),
        citation: cite(document, None, world),
        citations: citations(document, &passages, world),
        report: report(document, &goals, &page, world),
        lead: lead(&view.blocks),
        scales: scales(document, &config.forms),
        words,
        changes: (related > 0).then(|| {
            let organisation = &document.organisation.id;
            let year = document.fiscal_year;
            links.to(&format!("organisations/{organisation}/changes/#y{year}"))
        }),
        data: links.to(&format!("{}index.json", document.id.folder())),
        previous: previous.map(by_year),
        next: next.map(by_year),
        compare: with_year_before(world, &document.id, &links),
        others: others(document, archive, &links, texts),
        sections: sections(document, archive, &links, texts),
        indicators: indicators_of(document, archive, &links),
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
        + own.indicators.len()
        + 2 * own.attachments.len()
        + 2 * own.citations.len()
        + 2 * own.words.len()
        + own.scales.len() * 10
        + pointed
        + 2 * related
        + 2 * own.corrections.len()
        + compared;
    (page, entries, own)
}

/// How many blocks stand before the first heading or goal.
fn lead(blocks: &[Block]) -> usize {
    let is_lead = |block: &&Block| matches!(block, Block::Facts { .. } | Block::Flow { .. });
    let lead = blocks.iter().take_while(is_lead).count();
    // Where nothing comes behind them there is nothing to lead to.
    if lead == blocks.len() { 0 } else { lead }
}
