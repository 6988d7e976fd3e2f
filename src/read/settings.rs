//! What a document's front matter, or the TOML file beside it, says.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::config::{DocumentSettings, Step, TomlFile};
use crate::model::{Diagnostic, Location, Problem};

use super::findings::Findings;

/// A TOML file beside a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sidecar<'a> {
    /// The file below the site's root.
    pub path: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
}

/// The settings, with where they stand.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub settings: DocumentSettings,
    pub places: Places,
    /// Settings that could not be read: whether they name words to withhold is not known.
    pub broken: bool,
}

/// Where the values of a document's settings stand.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Places(BTreeMap<(&'static str, usize), Location>);

/// The keys whose places are kept: single values, and arrays by item.
const SINGLE: [&[&str]; 10] = [
    &["title"],
    &["organisation"],
    &["fiscal_year"],
    &["edition"],
    &["form"],
    &["published"],
    &["modified"],
    &["withdrawn"],
    &["source", "url"],
    &["source", "retrieved"],
];

impl Places {
    /// Where the value of a key, or the n-th item of an array (from 0), stands.
    #[must_use]
    pub fn of(&self, key: &str, index: usize) -> Option<&Location> {
        let mut here = self.0.iter();
        here.find(|((known, at), _)| *known == key && *at == index)
            .map(|(_, location)| location)
    }

    fn note(&mut self, file: &TomlFile<'_>, before: &DocumentSettings, given: &DocumentSettings) {
        for keys in SINGLE {
            let steps: Vec<Step<'_>> = keys.iter().map(|key| Step::Key(key)).collect();
            if let (Some(first), Some(last)) = (keys.first(), keys.last())
                && file.has(first)
            {
                self.0
                    .entry((last, 0))
                    .or_insert_with(|| file.locate(&steps));
            }
        }
        let arrays = [
            ("aliases", before.aliases.len(), given.aliases.len()),
            (
                "correction",
                before.correction.len(),
                given.correction.len(),
            ),
            ("lineage", before.lineage.len(), given.lineage.len()),
            ("withhold", before.withhold.len(), given.withhold.len()),
            ("released", before.released.len(), given.released.len()),
            (
                "attachment",
                before.attachment.len(),
                given.attachment.len(),
            ),
            ("accept", before.accept.len(), given.accept.len()),
        ];
        for (key, before, count) in arrays {
            for index in 0..count {
                let place = file.locate(&[Step::Key(key), Step::Index(index)]);
                self.0.insert((key, before + index), place);
            }
        }
    }
}

/// The bytes of the front matter's TOML and the byte behind it; none where the document begins without.
pub(super) fn front_matter(findings: &mut Findings<'_>) -> Option<(Range<usize>, usize)> {
    const FENCE: &str = "+++";
    let source = findings.source;
    let first = source.line_range(0);
    if source.text[first.clone()].trim_end() != FENCE {
        return None;
    }
    for index in 1..source.line_count() {
        let range = source.line_range(index);
        if source.text[range.clone()].trim_end() == FENCE {
            let start = source.line_range(1).start;
            let next = source.line_range(index + 1).start.max(range.end);
            return Some((start..range.start, next));
        }
    }
    findings.tell(Problem::UnclosedFrontMatter, first);
    None
}

/// Reads both kinds of settings. A key that both give is an error: which one is right cannot be known.
pub(super) fn settings(
    front: Option<Range<usize>>,
    sidecar: Option<Sidecar<'_>>,
    findings: &mut Findings<'_>,
) -> Found {
    let source = findings.source;
    let sidecar_text = sidecar.and_then(|sidecar| match std::str::from_utf8(sidecar.bytes) {
        Ok(text) => Some((sidecar.path, text)),
        Err(error) => {
            let problem = Problem::UnknownEncoding {
                offset: error.valid_up_to() as u64,
                suggestion: None,
            };
            let shown = String::from_utf8_lossy(sidecar.bytes);
            let at = error.valid_up_to();
            let location = Location::in_text(sidecar.path, &shown, at..at + 3);
            findings.push(Diagnostic::at(problem, location));
            None
        }
    });
    let mut settings = Found::default();
    let beside = sidecar_text.and_then(|(path, text)| keep(TomlFile::parse(path, text), findings));
    settings.broken |= sidecar.is_some() && beside.is_none();
    let given_within = front.is_some();
    let within = front.and_then(|front| {
        keep(
            TomlFile::parse_within(source.path, source.text, front),
            findings,
        )
    });
    settings.broken |= given_within && within.is_none();
    if let (Some(within), Some(beside)) = (&within, &beside) {
        for key in within.keys().filter(|key| beside.has(key)) {
            let problem = Problem::KeyGivenTwice {
                key: key.to_owned(),
                other: beside.path().to_owned(),
            };
            findings.push(Diagnostic::at(problem, within.locate(&[Step::Key(key)])));
        }
    }
    for file in [beside, within].into_iter().flatten() {
        let Some(given) = keep(file.decode::<DocumentSettings>(), findings) else {
            settings.broken = true;
            continue;
        };
        settings.places.note(&file, &settings.settings, &given);
        merge(&mut settings.settings, given);
    }
    settings
}

fn keep<T>(result: Result<T, Vec<Diagnostic>>, findings: &mut Findings<'_>) -> Option<T> {
    result.map_err(|wrong| findings.extend(wrong)).ok()
}

fn merge(into: &mut DocumentSettings, given: DocumentSettings) {
    let DocumentSettings {
        title,
        organisation,
        fiscal_year,
        edition,
        series,
        form,
        published,
        modified,
        source,
        draft,
        withdrawn,
        aliases,
        correction,
        lineage,
        withhold,
        released,
        attachment,
        accept,
    } = given;
    into.title = into.title.take().or(title);
    into.organisation = into.organisation.take().or(organisation);
    into.fiscal_year = into.fiscal_year.or(fiscal_year);
    into.edition = into.edition.take().or(edition);
    into.series = into.series.take().or(series);
    into.form = into.form.take().or(form);
    into.published = into.published.or(published);
    into.modified = into.modified.or(modified);
    into.source = into.source.take().or(source);
    into.draft |= draft;
    into.withdrawn = into.withdrawn.take().or(withdrawn);
    into.aliases.extend(aliases);
    into.correction.extend(correction);
    into.lineage.extend(lineage);
    into.withhold.extend(withhold);
    into.released.extend(released);
    into.attachment.extend(attachment);
    into.accept.extend(accept);
}
