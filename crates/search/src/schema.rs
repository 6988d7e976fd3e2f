//! The field of the index.

use tantivy::schema::{Field, IndexRecordOption, Schema, TextFieldIndexing, TextOptions};

/// The name under which the index knows [`BigramTokenizer`](crate::analysis::BigramTokenizer).
pub(crate) const TOKENIZER: &str = "bigram";

/// The schema: one field for texts of all kinds, which their terms tell apart. The same everywhere: an index with another
/// schema is refused. Whatever else is known of passages stands in the [`columns`](crate::columns), their texts in
/// [`texts`](crate::texts): both are read in parts that a browser can fetch.
pub(crate) fn schema() -> (Schema, Field) {
    let mut builder = Schema::builder();
    let indexing = TextFieldIndexing::default()
        .set_tokenizer(TOKENIZER)
        .set_fieldnorms(false)
        .set_index_option(IndexRecordOption::WithFreqsAndPositions);
    let text = builder.add_text_field(
        "text",
        TextOptions::default().set_indexing_options(indexing),
    );
    (builder.build(), text)
}
