//! **Read**: a file's bytes → a [`Document`], with a diagnostic for all that is odd. Pure: bytes in, values out.
//!
//! 1. `decode`: bytes → text, whatever the encoding.
//! 2. `settings`: front matter and the TOML file beside the document.
//! 3. `blocks`: physical lines → headings, rows and text. Rows come before any Markdown.
//! 4. `inline`: the content of cells and text → pieces without markup, each character with its place; `withhold` takes
//!    out what must not be published, before anybody looks at it.
//! 5. `choose` a form; `interpret`: which piece is a label, and what it explains.
//! 6. `goals` and `notes`: items become goals, under their pillars and posts; results, marks, reviews and indicators are
//!    tied to them; footnote marks to their notes.
//! 7. `corrections`; `fields`, with `figures`, `indicators` and `reviews`: the document's fields, as views onto the parts.
//! 8. `check`: what looks wrong.
//!
//! Nothing is lost: whatever is not surely markup stays text, and every piece of text becomes a part.

mod accept;
mod blocks;
mod check;
mod choose;
mod corrections;
mod decode;
mod draft;
mod fields;
mod figures;
mod findings;
mod given;
mod goals;
mod indicators;
mod inline;
mod interpret;
mod label;
mod markup;
mod notes;
mod organisation;
mod reviews;
mod settings;
mod source;
mod table;
mod withhold;

pub use accept::Accepts;
pub(crate) use figures::figure as printed_figure;
pub use settings::{Places, Sidecar};
pub use withhold::{Withheld, blank};

use std::borrow::Cow;
use std::collections::BTreeSet;

use sha2::{Digest as _, Sha256};

use crate::config::{AttachmentEntry, Form, LabelText, Registry, seems_to_withhold};
use crate::model::{
    Diagnostic, Document, DocumentId, Edition, FiscalYear, Location, Organisation, OrganisationId,
    OrganisationRef, Problem, Source as DocumentSource,
};

use blocks::LineLabel;
use findings::Findings;
use given::Given;
use indicators::Means;
use source::Source;

/// What reading needs to know besides the file.
#[derive(Debug, Clone, Copy)]
pub struct Context<'a> {
    /// 全国地方公共団体コード of the municipality.
    pub municipality: &'a str,
    /// The forms to choose from.
    pub forms: &'a [Form],
    /// The organisations.
    pub registry: &'a Registry,
}

/// A file to read, with what its place in the content says of it.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// The file below the site's root.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// The settings beside it.
    pub sidecar: Option<Sidecar<'a>>,
    /// The fiscal year of its folder.
    pub fiscal_year: FiscalYear,
    /// The organisation that its name means.
    pub organisation: &'a Organisation,
    /// Others that its name means as well in that year.
    pub rivals: &'a [OrganisationId],
    /// The edition in its name.
    pub edition: Option<&'a Edition>,
}

/// What came of reading a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reading {
    /// The document; none where the bytes are no text.
    pub document: Option<Document>,
    /// What is odd about it, in the order of the file. Accepted ones are left out.
    pub diagnostics: Vec<Diagnostic>,
    /// The entries `[[accept]]`: other phases may find what they accept.
    pub accepts: Accepts,
    /// What must not be published of it.
    pub withheld: Withheld,
    /// The attachments that may be published all the same.
    pub released: Vec<String>,
    /// What its settings say of attachments.
    pub attachments: Vec<AttachmentEntry>,
    /// Where its settings stand.
    pub places: Places,
}

impl Reading {
    fn without_document(diagnostics: Vec<Diagnostic>) -> Self {
        Self {
            document: None,
            diagnostics,
            accepts: Accepts::default(),
            withheld: Withheld::default(),
            released: Vec::new(),
            attachments: Vec::new(),
            places: Places::default(),
        }
    }
}

/// Where a document belongs, for the checks.
struct Place<'a> {
    /// The names of the organisations above its own, the nearest first.
    above: Vec<&'a str>,
}

/// Reads a document.
#[must_use]
pub fn read(input: &Input<'_>, context: &Context<'_>) -> Reading {
    let decoded = match decode::decode(input.bytes) {
        Ok(decoded) => decoded,
        Err(refused) => {
            return Reading::without_document(vec![refused.diagnostic(input.path)]);
        }
    };
    let text = markup::without_comments(&decoded.text);
    let source = Source::new(input.path, &text, &decoded.text);
    let mut findings = Findings::new(&source);
    if let Some(encoding) = decoded.converted_from {
        findings.tell_of_file(Problem::ConvertedEncoding {
            encoding: encoding.to_owned(),
        });
    }
    if decoded.odd {
        decode::report_odd(&decoded.text, &mut findings);
    }
    let front = settings::front_matter(&mut findings);
    let unclosed = front.is_none() && text.starts_with("+++");
    let (toml, body) = front.map_or((None, 0), |(toml, body)| (Some(toml), body));
    let found = settings::settings(toml, input.sidecar, &mut findings);
    if (found.broken || unclosed) && may_withhold(input, &text) {
        let mut diagnostics = findings.finish();
        withhold::blank(&mut diagnostics);
        return Reading::without_document(diagnostics);
    }
    let mut given = Given::new(found, &mut findings);
    let document = body_of(body, input, context, &mut given, &mut findings);
    let mut diagnostics = findings.finish();
    let mut accepts = given.accepts(&mut diagnostics);
    if given.hides_in_ruby(&text) {
        let place = "<ruby>".to_owned();
        let problem = Problem::WithheldTextRemains { place };
        diagnostics.push(Diagnostic::at(problem, Location::file(input.path)));
    }
    given.guard(&document, &source, &mut diagnostics);
    accepts.apply(&mut diagnostics);
    diagnostics.sort_by_cached_key(Diagnostic::order);
    Reading {
        document: Some(document),
        diagnostics,
        accepts,
        withheld: given.withheld,
        released: given.settings.released,
        attachments: given.settings.attachment,
        places: given.places,
    }
}

/// Whether settings that cannot be read seem to withhold something.
fn may_withhold(input: &Input<'_>, text: &str) -> bool {
    let front = text.split("\n+++").next().unwrap_or_default();
    let beside = input.sidecar.map_or(&[][..], |sidecar| sidecar.bytes);
    seems_to_withhold(front.as_bytes()) || seems_to_withhold(beside)
}

fn body_of(
    start: usize,
    input: &Input<'_>,
    context: &Context<'_>,
    given: &mut Given,
    findings: &mut Findings<'_>,
) -> Document {
    let source = findings.source;
    let settings = given.settings.clone();
    let fiscal_year = settings.fiscal_year.unwrap_or(input.fiscal_year);
    let mut tables = blocks::Tables::default();
    let blocks = blocks::blocks(
        source,
        start,
        &|line| line_label(line, context.forms, fiscal_year),
        &mut tables,
    );
    for table in tables.unclosed {
        findings.tell(Problem::UnclosedTable, table);
    }
    let mut dropped = Vec::new();
    let mut contents = inline::contents(source, &blocks, &mut dropped);
    report_dropped(dropped, findings);
    given.withhold(&blocks, &mut contents);
    let form = choose::choose(
        &contents,
        context.forms,
        settings.form.as_deref(),
        fiscal_year,
        findings,
    );
    let empty = Form::empty();
    let form_or_none = form.unwrap_or(&empty);
    let interpreted = interpret::interpret(&blocks, contents, form_or_none, fiscal_year, findings);
    let means = Means {
        form: form_or_none,
        year: fiscal_year,
        announcements: &interpreted.announcements,
        columns: &interpreted.columns,
    };
    let mut assigned = goals::assign(interpreted.drafts, &means, findings);
    notes::tie(&mut assigned.drafts, findings);
    let corrected = corrections::apply(&given.corrections(), &mut assigned.drafts, findings);
    let mut fields = fields::fields(&assigned, &means, findings);
    let corrections = corrected.mark(&mut fields.parts);
    if fields.parts.is_empty() {
        findings.tell_of_file(Problem::EmptyDocument);
    }
    let organisation =
        organisation::organisation_of(input, context, &settings, fiscal_year, findings);
    let edition = settings.edition.as_ref().or(input.edition).cloned();
    let series = settings
        .series
        .clone()
        .or_else(|| form.and_then(|form| form.series.clone()));
    let address = context.registry.address(organisation);
    let origin = settings.source.clone().unwrap_or_default();
    let title = settings.title.clone().or(fields.title).unwrap_or_else(|| {
        format!(
            "{} {}{}",
            fiscal_year.label(),
            organisation.name,
            series.as_deref().unwrap_or_default()
        )
    });
    let document = Document {
        schema: 1,
        municipality: context.municipality.to_owned(),
        // The source does not say it: the site does.
        fictional: false,
        id: DocumentId::new(fiscal_year, &address, edition.as_ref()),
        edition,
        fiscal_year,
        organisation: OrganisationRef {
            id: organisation.id.clone(),
            name: organisation.name.clone(),
            kind: organisation.kind,
        },
        title,
        series,
        published: settings.published,
        modified: settings.modified,
        draft: settings.draft,
        withdrawn: settings.withdrawn.clone(),
        aliases: given.aliases(),
        corrections,
        lineage: given.links(),
        withheld: given.withheld_records(),
        heads: fields.heads,
        purpose: fields.purpose,
        policy_indicators: fields.policy_indicators,
        preface: fields.preface,
        goals: fields.goals,
        indicators: fields.indicators,
        evaluation: fields.evaluation,
        notes: fields.notes,
        other: fields.other,
        source: DocumentSource {
            path: Some(input.path.to_owned()),
            sha256: Some(sha256(input.bytes)),
            url: origin.url,
            file: origin.file,
            retrieved: origin.retrieved,
            licence: origin.licence,
            publisher: origin.publisher,
        },
        parts: fields.parts,
    };
    let above = context
        .registry
        .ancestors_in(&organisation.id, fiscal_year)
        .iter()
        .map(|above| above.name.as_str())
        .collect();
    check::check(&assigned.drafts, &document, &Place { above }, findings);
    check::settings(given, input, &document, findings);
    given.lineage(&document, findings);
    document
}

/// Each kind of tag that was left out is told once, at its first place.
fn report_dropped(dropped: Vec<inline::Dropped>, findings: &mut Findings<'_>) {
    let mut told: BTreeSet<String> = BTreeSet::new();
    for inline::Dropped { tag, span } in dropped {
        if told.insert(tag.clone()) {
            findings.tell(Problem::DroppedTag { tag }, span);
        }
    }
}

/// Whether a line of running text has a label of any form: which form it is, shows only when all is laid out.
fn line_label(line: &str, forms: &[Form], year: FiscalYear) -> LineLabel {
    let known = |text: &str| {
        let text = LabelText::new(text);
        forms.iter().any(|form| form.label(&text, year).is_some())
    };
    if known(&without_tags(line)) {
        return LineLabel::Whole;
    }
    // 「組織名：中央区」, 「組織名　中央区」, 「【組織名】中央区」
    let closed = line
        .starts_with('【')
        .then(|| line.split_once('】'))
        .flatten();
    let before = [
        line.split_once([':', '：']),
        line.split_once('\u{3000}'),
        closed,
    ];
    let mut before = before.into_iter().flatten();
    if before.any(|(before, _)| known(&without_tags(before))) {
        LineLabel::Beginning
    } else {
        LineLabel::None
    }
}

/// The text of a short line without its markup.
fn without_tags(line: &str) -> Cow<'_, str> {
    let line = line.trim();
    if !line.contains('<') || line.len() > 600 {
        return line.into();
    }
    let mut text = String::new();
    let mut at = 0;
    for tag in markup::tags(line) {
        text.push_str(&line[at..tag.span.start]);
        at = tag.span.end;
    }
    text.push_str(&line[at..]);
    text.into()
}

/// SHA-256 in hexadecimal.
#[must_use]
pub fn sha256(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    Sha256::digest(bytes)
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a string cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

#[cfg(test)]
mod tests;
