//! The files of the data: written row by row while the documents go by, so that none of them is ever held.

use crate::config::Config;
use crate::data::describe::{
    DataFile, Package, Summary, checksums, data_package, pretty, tables_schema,
};
use crate::data::{
    CHANGES, CODES, DocumentLines, Encoder, FOLDER, Lines, OF_DOCUMENTS, ORGANISATIONS, Part, Rows,
    Table, plan,
};
use crate::model::FiscalYear;
use crate::publish::{Measure, Pieces, PublishError, SitePath, Staging};
use crate::relate::Archive;

use super::BuildError;

/// The files of the data, as far as they are written.
pub(super) struct DataFiles<'a> {
    config: &'a Config,
    archive: &'a Archive,
    out: Out<'a>,
    tables: Vec<Writer<'a>>,
    /// How many documents went by.
    documents: usize,
    summary: Summary,
}

impl<'a> DataFiles<'a> {
    /// Begins. Without a staging folder the files are only measured.
    pub fn new(
        config: &'a Config,
        archive: &'a Archive,
        staging: Option<&'a Staging>,
    ) -> Result<Self, BuildError> {
        let rows = Rows::new(config, archive);
        let out = Out {
            staging,
            encoder: rows.encoder(),
            municipality: rows.municipality_code(),
        };
        let tables = OF_DOCUMENTS.iter().map(|table| {
            let parts = plan(table, archive.documents());
            let mut parts = parts.into_iter();
            let first = parts.next();
            let open = first.map(|part| out.begin(table, part)).transpose()?;
            Ok(Writer {
                table,
                left: parts.collect::<Vec<_>>().into_iter().peekable(),
                open,
                done: Vec::new(),
            })
        });
        let tables = tables.collect::<Result<_, BuildError>>()?;
        Ok(Self {
            config,
            archive,
            out,
            tables,
            documents: 0,
            summary: Summary::default(),
        })
    }

    /// Writes the rows of the next document in the order of the archive.
    pub fn add(&mut self, rows: DocumentLines) -> Result<(), BuildError> {
        for (writer, lines) in self.tables.iter_mut().zip(&rows.tables) {
            writer.add(&self.out, self.documents, lines)?;
        }
        match rows.licence {
            Some(licence) => *self.summary.licences.entry(licence).or_default() += 1,
            None => self.summary.unlicensed += 1,
        }
        self.documents += 1;
        Ok(())
    }

    /// Completes the tables, and writes those that are no document's, and what describes them all.
    pub fn finish(self) -> Result<Summary, BuildError> {
        let Self {
            config,
            archive,
            out,
            tables,
            mut summary,
            ..
        } = self;
        for writer in tables {
            summary.files.extend(writer.finish()?);
        }
        let rows = Rows::new(config, archive);
        let others = [
            (&ORGANISATIONS, rows.organisations()),
            (&CHANGES, rows.changes()),
            (&CODES, rows.codes()),
        ];
        for (table, lines) in others {
            let part = Part {
                name: table.name.to_owned(),
                year: None,
                first: 0,
            };
            let mut open = out.begin(table, part)?;
            open.add(&lines)?;
            summary.files.extend(open.finish()?);
        }
        let schema = tables_schema(out.encoder.fictional);
        out.whole("schema.json", &pretty(&schema), &mut summary)?;
        let package = data_package(&Package {
            settings: &config.settings,
            as_of: archive.as_of(),
            summary: &summary,
        });
        out.whole("datapackage.json", &pretty(&package), &mut summary)?;
        let sums = checksums(&summary.files);
        out.whole("SHA256SUMS", &sums, &mut summary)?;
        Ok(summary)
    }
}

/// Where the files go, and how they begin.
struct Out<'a> {
    staging: Option<&'a Staging>,
    encoder: Encoder,
    municipality: &'a str,
}

impl<'a> Out<'a> {
    fn begin(&self, table: &'static Table, part: Part) -> Result<Open<'a>, BuildError> {
        let mut csv = self.file(format!("{}.csv", part.name))?;
        let mut json = self.file(format!("{}.json", part.name))?;
        csv.write(self.encoder.csv_head(table).as_bytes())?;
        json.write(self.encoder.json_head(table, self.municipality).as_bytes())?;
        Ok(Open {
            table,
            year: part.year,
            csv,
            json,
            rows: 0,
        })
    }

    fn file(&self, name: String) -> Result<OneFile<'a>, PublishError> {
        let sink = match self.staging {
            Some(staging) => {
                let path = SitePath::new(format!("{FOLDER}{name}"));
                // Tables have plain names, and so have years.
                let Ok(path) = path else {
                    unreachable!("{name} is a path")
                };
                Sink::Staged(Box::new(staging.begin(&path)?))
            }
            None => Sink::Measured(Measure::default()),
        };
        Ok(OneFile { name, sink })
    }

    /// Writes a file that is no table.
    fn whole(&self, name: &str, text: &str, summary: &mut Summary) -> Result<(), BuildError> {
        let mut file = self.file(name.to_owned())?;
        file.write(text.as_bytes())?;
        summary.files.push(file.finish(None, None, 0)?);
        Ok(())
    }
}

/// A table of rows of documents, which may be several files.
struct Writer<'a> {
    table: &'static Table,
    left: std::iter::Peekable<std::vec::IntoIter<Part>>,
    open: Option<Open<'a>>,
    done: Vec<DataFile>,
}

impl<'a> Writer<'a> {
    fn add(&mut self, out: &Out<'a>, document: usize, lines: &Lines) -> Result<(), BuildError> {
        if let Some(part) = self.left.next_if(|part| part.first == document) {
            if let Some(open) = self.open.take() {
                self.done.extend(open.finish()?);
            }
            self.open = Some(out.begin(self.table, part)?);
        }
        if let Some(open) = &mut self.open {
            open.add(lines)?;
        }
        Ok(())
    }

    fn finish(mut self) -> Result<Vec<DataFile>, BuildError> {
        if let Some(open) = self.open {
            self.done.extend(open.finish()?);
        }
        Ok(self.done)
    }
}

/// The two files of a table, or of a part of one, that are being written.
struct Open<'a> {
    table: &'static Table,
    year: Option<FiscalYear>,
    csv: OneFile<'a>,
    json: OneFile<'a>,
    rows: usize,
}

impl Open<'_> {
    fn add(&mut self, lines: &Lines) -> Result<(), PublishError> {
        self.csv.write(&lines.csv)?;
        let json = match lines.json.split_first() {
            // No comma before the first record.
            Some((_, rest)) if self.rows == 0 => rest,
            _ => &lines.json,
        };
        self.json.write(json)?;
        self.rows += lines.rows;
        Ok(())
    }

    fn finish(mut self) -> Result<[DataFile; 2], PublishError> {
        self.json.write(Encoder::JSON_END.as_bytes())?;
        let (table, year) = (Some(self.table.name), self.year);
        Ok([
            self.csv.finish(table, year, self.rows)?,
            self.json.finish(table, year, self.rows)?,
        ])
    }
}

struct OneFile<'a> {
    name: String,
    sink: Sink<'a>,
}

enum Sink<'a> {
    Staged(Box<Pieces<'a>>),
    Measured(Measure),
}

impl OneFile<'_> {
    fn write(&mut self, bytes: &[u8]) -> Result<(), PublishError> {
        match &mut self.sink {
            Sink::Staged(pieces) => pieces.write(bytes),
            Sink::Measured(measure) => {
                measure.add(bytes);
                Ok(())
            }
        }
    }

    fn finish(
        self,
        table: Option<&'static str>,
        year: Option<FiscalYear>,
        rows: usize,
    ) -> Result<DataFile, PublishError> {
        let (digest, bytes) = match self.sink {
            Sink::Staged(pieces) => {
                let written = pieces.finish()?;
                (written.digest, written.bytes)
            }
            Sink::Measured(measure) => measure.finish(),
        };
        Ok(DataFile {
            name: self.name,
            table,
            year,
            rows,
            bytes,
            sha256: digest.to_string(),
        })
    }
}
