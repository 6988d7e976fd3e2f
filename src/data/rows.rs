//! Documents and organisations → records.

mod lineage;
mod measured;
mod organisations;

use std::borrow::Cow;

use super::codes::LICENCE_UNKNOWN;
use super::column::{Cell, Record};
use super::encode::{Encoder, Lines};
use super::tables::{DOCUMENTS, GOALS};
use crate::config::Config;
use crate::model::{Document, FiscalYear, Organisation, Source};
use crate::relate::Archive;

/// Makes the rows of one archive.
#[derive(Debug, Clone, Copy)]
pub struct Rows<'a> {
    config: &'a Config,
    archive: &'a Archive,
}

/// The rows of one document, in the order of [`OF_DOCUMENTS`](super::OF_DOCUMENTS).
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct DocumentLines {
    /// Its lines in each table.
    pub tables: [Lines; 5],
    /// The licence of its source, where it is known.
    pub licence: Option<String>,
}

/// Whether a source states a licence, so that its texts may be in the data.
#[must_use]
pub fn is_licensed(source: &Source) -> bool {
    let licence = source.licence.as_deref();
    licence.is_some_and(|licence| !licence.trim().is_empty())
}

impl<'a> Rows<'a> {
    /// The rows of an archive.
    #[must_use]
    pub fn new(config: &'a Config, archive: &'a Archive) -> Self {
        Self { config, archive }
    }

    /// What writes them.
    #[must_use]
    pub fn encoder(&self) -> Encoder {
        Encoder {
            fictional: self.config.settings.archive.fictional,
        }
    }

    /// The municipality's code.
    #[must_use]
    pub fn municipality_code(&self) -> &'a str {
        &self.config.settings.archive.code
    }

    /// All rows of a document.
    #[must_use]
    pub fn document(&self, document: &Document) -> DocumentLines {
        let [
            mut documents,
            mut goals,
            mut indicators,
            mut marks,
            mut lineage,
        ] = <[Lines; 5]>::default();
        let encoder = self.encoder();
        let of = self.of_document(document);
        encoder.add(
            &mut documents,
            &DOCUMENTS,
            self.document_record(document, &of),
        );
        for record in self.goals(document, &of) {
            encoder.add(&mut goals, &GOALS, record);
        }
        measured::indicators(self, document, &of, &mut indicators);
        measured::marks(self, document, &of, &mut marks);
        self.lineage(document, &of, &mut lineage);
        DocumentLines {
            tables: [documents, goals, indicators, marks, lineage],
            licence: document
                .source
                .licence
                .clone()
                .filter(|_| is_licensed(&document.source)),
        }
    }

    /// The cells with which all rows of a document begin.
    fn of_document<'d>(&self, document: &'d Document) -> Record<'d>
    where
        'a: 'd,
    {
        let organisation = &document.organisation;
        vec![
            ("municipality_code", self.municipality_code().into()),
            ("document_id", document.id.as_str().into()),
            ("fiscal_year", document.fiscal_year.year().into()),
            ("fiscal_year_label", document.fiscal_year.label().into()),
            ("organisation_id", organisation.id.as_str().into()),
            ("organisation_name", (&organisation.name).into()),
            ("organisation_kind", organisation.kind.key().into()),
            (
                "area_code",
                self.area_code(
                    self.archive.registry().get(&organisation.id),
                    Some(document.fiscal_year),
                )
                .into(),
            ),
            (
                "edition",
                document
                    .edition
                    .as_ref()
                    .map(|edition| edition.as_str())
                    .into(),
            ),
            ("draft", document.draft.into()),
            ("withdrawn", document.withdrawn.is_some().into()),
        ]
    }

    fn document_record<'d>(&self, document: &'d Document, of: &Record<'d>) -> Record<'d> {
        let has = |what: fn(&crate::model::Goal) -> bool| {
            document.goals.iter().filter(|goal| what(goal)).count()
        };
        let indicators = document.goals.iter().map(|goal| goal.indicators.len());
        let indicators = indicators.sum::<usize>() + document.indicators.len();
        let source = &document.source;
        let hash = source.sha256.as_ref();
        let mut record = of.clone();
        let path = document.id.folder();
        let withdrawn = document.withdrawn.as_ref();
        record.extend([
            ("path", (path.clone()).into()),
            ("url", self.url(&path)),
            ("title", (&document.title).into()),
            ("series", document.series.as_ref().into()),
            ("published", document.published.into()),
            ("modified", document.modified.into()),
            (
                "withdrawn_on",
                withdrawn.map(|withdrawn| withdrawn.date).into(),
            ),
            ("goals", document.goals.len().into()),
            (
                "goals_with_result",
                has(|goal| goal.result.is_some()).into(),
            ),
            (
                "goals_with_direction",
                has(|goal| goal.direction.is_some()).into(),
            ),
            (
                "printed_goals",
                document.evaluation.and_then(|printed| printed.goals).into(),
            ),
            (
                "printed_achieved",
                document
                    .evaluation
                    .and_then(|printed| printed.achieved)
                    .into(),
            ),
            ("indicators", indicators.into()),
            ("purpose", licensed(source, document.purpose.as_ref())),
            ("preface", licensed(source, document.preface.as_ref())),
            ("text_omitted", omitted(source)),
            ("source_url", source.url.as_ref().into()),
            ("source_file", source.file.as_ref().into()),
            ("source_retrieved", source.retrieved.into()),
            ("source_licence", source.licence.as_ref().into()),
            ("source_publisher", source.publisher.as_ref().into()),
            (
                "source_sha256",
                hash.filter(|_| document.withheld.is_empty()).into(),
            ),
            ("corrections", document.corrections.len().into()),
            ("withheld", document.withheld.len().into()),
        ]);
        record
    }

    fn goals<'d>(
        &self,
        document: &'d Document,
        of: &Record<'d>,
    ) -> impl Iterator<Item = Record<'d>> {
        let source = &document.source;
        document.goals.iter().enumerate().map(move |(at, goal)| {
            let path = format!("{}#goal-{}", document.id.folder(), goal.id);
            let mark = goal.mark.as_ref();
            let mut record = of.clone();
            record.extend([
                ("goal_id", goal.id.as_str().into()),
                ("position", (at + 1).into()),
                ("goal_number", goal.number.as_ref().into()),
                ("path", path.clone().into()),
                ("url", self.url(&path)),
                ("has_result", goal.result.is_some().into()),
                ("has_direction", goal.direction.is_some().into()),
                ("mark", mark.map(|mark| &mark.raw).into()),
                ("scale_id", mark.and_then(|mark| mark.scale.as_ref()).into()),
                ("group", licensed(source, goal.group.as_ref())),
                ("text", licensed(source, Some(&goal.text))),
                ("result", licensed(source, goal.result.as_ref())),
                ("direction", licensed(source, goal.direction.as_ref())),
                ("text_omitted", omitted(source)),
                ("source_url", source.url.as_ref().into()),
                ("source_licence", source.licence.as_ref().into()),
                ("source_publisher", source.publisher.as_ref().into()),
            ]);
            record
        })
    }

    /// The whole address of a place below the site's root. Identities are plain letters, which need no escapes.
    fn url<'d>(&self, path: &str) -> Cell<'d> {
        let base_url = self.config.settings.site.base_url.as_deref();
        base_url
            .map(|base_url| format!("{}/{path}", base_url.trim_end_matches('/')))
            .into()
    }

    /// The code of the nearest organisation that has one, from the organisation itself upwards, in a fiscal year or as
    /// the registry has it now; else the municipality's.
    fn area_code(
        &self,
        organisation: Option<&'a Organisation>,
        year: Option<FiscalYear>,
    ) -> &'a str {
        let registry = self.archive.registry();
        let above = organisation.map(|one| match year {
            Some(year) => registry.ancestors_in(&one.id, year),
            None => registry.ancestors(&one.id),
        });
        let chain = organisation.into_iter().chain(above.into_iter().flatten());
        let mut codes = chain.filter_map(|one| one.code.as_deref());
        codes.next().unwrap_or(self.municipality_code())
    }
}

/// A text of a document, if it may be in the data.
fn licensed<'d>(source: &Source, text: Option<&'d String>) -> Cell<'d> {
    let text = text.filter(|_| is_licensed(source));
    text.map(|text| Cow::Borrowed(text.as_str()))
        .map_or(Cell::Empty, Cell::Text)
}

fn omitted<'d>(source: &Source) -> Cell<'d> {
    (!is_licensed(source)).then_some(LICENCE_UNKNOWN).into()
}
