//! A TOML file with its places: everything that settings say can be pointed at.

use std::ops::Range;

use schemars::JsonSchema;
use schemars::generate::{Contract, SchemaSettings};
use serde::de::DeserializeOwned;
use serde_json::Value;
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::conform::{self, Mismatch};
use crate::model::{Diagnostic, Location, Problem};

/// A TOML text that was parsed, with the bytes of each value.
#[derive(Debug, Clone)]
pub struct TomlFile<'a> {
    path: &'a str,
    whole: &'a str,
    /// Where the TOML begins in `whole`: front matter has lines before it.
    base: usize,
    root: Spanned<DeTable<'a>>,
}

/// A step from a value into it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step<'a> {
    /// The value of a key.
    Key(&'a str),
    /// An item of an array, counted from 0.
    Index(usize),
}

impl<'a> TomlFile<'a> {
    /// Parses a whole file. `path` is used in diagnostics only.
    ///
    /// # Errors
    /// Every place that is not TOML.
    pub fn parse(path: &'a str, text: &'a str) -> Result<Self, Vec<Diagnostic>> {
        Self::parse_within(path, text, 0..text.len())
    }

    /// Parses the stretch `toml` of a file's text.
    ///
    /// # Errors
    /// Every place that is not TOML.
    pub fn parse_within(
        path: &'a str,
        whole: &'a str,
        toml: Range<usize>,
    ) -> Result<Self, Vec<Diagnostic>> {
        let base = toml.start;
        let (root, errors) = DeTable::parse_recoverable(&whole[toml]);
        let file = Self {
            path,
            whole,
            base,
            root,
        };
        if errors.is_empty() {
            return Ok(file);
        }
        let told = errors.into_iter().map(|error| {
            let span = error.span().unwrap_or(0..0);
            let problem = Problem::TomlSyntax {
                detail: error.message().replace('\n', " "),
            };
            Diagnostic::at(problem, file.place(span))
        });
        Err(told.collect())
    }

    /// The settings that the file holds.
    ///
    /// # Errors
    /// Every key that is unknown or missing and every value that does not fit, in the order of the file.
    pub fn decode<T: DeserializeOwned + JsonSchema>(&self) -> Result<T, Vec<Diagnostic>> {
        let mismatches = conform::check(&self.root, &schema_of::<T>());
        if !mismatches.is_empty() {
            return Err(mismatches
                .into_iter()
                .map(|mismatch| self.diagnostic(mismatch))
                .collect());
        }
        let deserializer = toml::de::Deserializer::from(self.root.clone());
        T::deserialize(deserializer).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            let found = self.relative(span.clone()).trim().to_owned();
            let problem = Problem::InvalidValue {
                key: self.key_at(&span),
                value: found,
                expected: error.message().to_owned(),
            };
            vec![Diagnostic::at(problem, self.place(span))]
        })
    }

    /// Where the value at the end of these steps stands; the nearest value above it where it does not exist.
    #[must_use]
    pub fn locate(&self, steps: &[Step<'_>]) -> Location {
        let mut span = self.root.span();
        let mut table = Some(self.root.get_ref());
        let mut value: Option<&Spanned<DeValue<'a>>> = None;
        for step in steps {
            let next = match step {
                Step::Key(key) => table.and_then(|table| table.get(*key)),
                Step::Index(at) => value
                    .and_then(|value| value.get_ref().as_array())
                    .and_then(|array| array.get(*at)),
            };
            let Some(next) = next else { break };
            span = next.span();
            table = next.get_ref().as_table();
            value = Some(next);
        }
        self.place(span)
    }

    /// Whether the file has this key at its top.
    #[must_use]
    pub fn has(&self, key: &str) -> bool {
        self.root.get_ref().get(key).is_some()
    }

    /// The keys at the file's top.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.root.get_ref().keys().map(|key| key.get_ref().as_ref())
    }

    /// The file, as diagnostics name it.
    #[must_use]
    pub fn path(&self) -> &str {
        self.path
    }

    fn relative(&self, span: Range<usize>) -> &str {
        self.whole
            .get(span.start + self.base..span.end + self.base)
            .unwrap_or_default()
    }

    fn place(&self, span: Range<usize>) -> Location {
        Location::in_text(
            self.path,
            self.whole,
            span.start + self.base..span.end + self.base,
        )
    }

    /// The key on whose line a value stands: what an error that knows only the value is about.
    fn key_at(&self, span: &Range<usize>) -> String {
        let start = (span.start + self.base).min(self.whole.len());
        let line_start = self.whole[..start].rfind('\n').map_or(0, |at| at + 1);
        let line = self.whole[line_start..].lines().next().unwrap_or_default();
        line.split('=').next().unwrap_or_default().trim().to_owned()
    }

    fn diagnostic(&self, mismatch: Mismatch) -> Diagnostic {
        Diagnostic::at(mismatch.problem, self.place(mismatch.span))
    }
}

/// The JSON Schema of data that is only written, never read.
#[must_use]
pub fn schema_of_data<T: JsonSchema>() -> Value {
    let settings = SchemaSettings::draft2020_12().with(|settings| {
        settings.inline_subschemas = true;
        settings.contract = Contract::Serialize;
    });
    settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}

/// The JSON Schema of a settings type, with everything in place.
#[must_use]
pub fn schema_of<T: JsonSchema>() -> Value {
    let settings =
        SchemaSettings::draft2020_12().with(|settings| settings.inline_subschemas = true);
    settings
        .into_generator()
        .into_root_schema_for::<T>()
        .to_value()
}
