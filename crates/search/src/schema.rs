//! The fields of the index.

use tantivy::schema::{
    BytesOptions, Field, IndexRecordOption, NumericOptions, Schema, TextFieldIndexing, TextOptions,
};

use crate::passage::TextKind;

/// The name under which the index knows [`BigramTokenizer`](crate::analysis::BigramTokenizer).
pub(crate) const TOKENIZER: &str = "bigram";

/// Column of fiscal years.
pub(crate) const YEAR: &str = "year";
/// Column of organisations: the publisher first, then those above it.
pub(crate) const ORGANISATION: &str = "organisation";
/// Column of marks.
pub(crate) const MARK: &str = "mark";
/// Column of documents. Its ordinals are in the order of the documents' identities.
pub(crate) const DOCUMENT: &str = "document";

/// Schema and field handles. The same everywhere: an index with another schema is refused.
#[derive(Debug, Clone)]
pub(crate) struct Fields {
    pub schema: Schema,
    pub year: Field,
    pub organisation: Field,
    pub document: Field,
    pub mark: Field,
    /// The passage as JSON, read for the hits that are shown.
    pub stored: Field,
    texts: [Field; TextKind::ALL.len()],
}

impl Fields {
    pub fn new() -> Self {
        let mut builder = Schema::builder();
        // A field for each kind of text: a phrase has to stand in one of them as a whole.
        let text = TextOptions::default().set_indexing_options(
            TextFieldIndexing::default()
                .set_tokenizer(TOKENIZER)
                .set_index_option(IndexRecordOption::WithFreqsAndPositions),
        );
        let texts = TextKind::ALL.map(|kind| builder.add_text_field(kind.field(), text.clone()));
        let column = TextOptions::default().set_fast("raw");
        let year = builder.add_u64_field(YEAR, NumericOptions::default().set_fast());
        let organisation = builder.add_text_field(ORGANISATION, column.clone());
        let document = builder.add_text_field(DOCUMENT, column.clone());
        let mark = builder.add_text_field(MARK, column);
        let stored = builder.add_bytes_field("passage", BytesOptions::default().set_stored());
        Self {
            schema: builder.build(),
            year,
            organisation,
            document,
            mark,
            stored,
            texts,
        }
    }

    /// The field that holds the texts of a kind.
    pub fn text(&self, kind: TextKind) -> Field {
        self.texts[kind as usize]
    }
}
