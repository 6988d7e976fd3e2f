//! Tables as comma-separated values (RFC 4180), each field with its place in the text. The usual libraries know only the
//! line of a record; what is wrong has to be shown where it stands.

use std::borrow::Cow;
use std::ops::Range;

/// A record: its fields, one after the other.
pub(super) type Record<'t> = Vec<CsvField<'t>>;

/// A field of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct CsvField<'t> {
    /// What it says, without quotation marks.
    pub text: Cow<'t, str>,
    /// Where it stands, in bytes, with its quotation marks.
    pub place: Range<usize>,
}

/// Why a text is no such table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum CsvFault {
    /// A quotation mark that is never closed.
    Unclosed(Range<usize>),
    /// Something stands behind a closed quotation mark.
    Behind(Range<usize>),
}

/// Reads all records. Lines with nothing on them are none.
pub(super) fn records(text: &str) -> (Vec<Record<'_>>, Vec<CsvFault>) {
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    let mut record: Record<'_> = Vec::new();
    let mut at = 0;
    while at < text.len() {
        let field = if text[at..].starts_with('"') {
            quoted(text, at, &mut faults)
        } else {
            let end = text[at..]
                .find([',', '\n'])
                .map_or(text.len(), |end| at + end);
            let plain = text[at..end].strip_suffix('\r').unwrap_or(&text[at..end]);
            CsvField {
                text: Cow::Borrowed(plain),
                place: at..at + plain.len(),
            }
        };
        let rest = &text[field.place.end..];
        let line_end = ["\r\n", "\n"].iter().find(|end| rest.starts_with(**end));
        at = field.place.end + line_end.map_or(1, |end| end.len());
        record.push(field);
        let goes_on = rest.starts_with(',');
        if goes_on && at == text.len() {
            record.push(CsvField {
                text: Cow::Borrowed(""),
                place: at..at,
            });
        }
        if !goes_on || at == text.len() {
            let empty = record.len() == 1 && record[0].place.is_empty();
            let whole = std::mem::take(&mut record);
            if !empty {
                records.push(whole);
            }
        }
    }
    (records, faults)
}

/// The field in quotation marks that begins at `start`.
fn quoted<'t>(text: &'t str, start: usize, faults: &mut Vec<CsvFault>) -> CsvField<'t> {
    let mut said = String::new();
    let mut at = start + 1;
    loop {
        let Some(mark) = text[at..].find('"').map(|mark| at + mark) else {
            faults.push(CsvFault::Unclosed(start..start + 1));
            said.push_str(&text[at..]);
            let place = start..text.len();
            return CsvField {
                text: Cow::Owned(said),
                place,
            };
        };
        said.push_str(&text[at..mark]);
        at = mark + 1;
        if text[at..].starts_with('"') {
            said.push('"');
            at += 1;
            continue;
        }
        let end = text[at..]
            .find([',', '\n'])
            .map_or(text.len(), |end| at + end);
        let behind = text[at..end].strip_suffix('\r').unwrap_or(&text[at..end]);
        if !behind.is_empty() {
            faults.push(CsvFault::Behind(at..at + behind.len()));
        }
        return CsvField {
            text: Cow::Owned(said),
            place: start..at + behind.len(),
        };
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read(text: &str) -> Vec<Vec<String>> {
        let (records, faults) = records(text);
        assert_eq!(faults, [], "{text:?}");
        let text = |field: CsvField<'_>| field.text.into_owned();
        records
            .into_iter()
            .map(|record| record.into_iter().map(text).collect())
            .collect()
    }

    #[test]
    fn fields_are_read_with_their_places() {
        assert_eq!(
            read("a,b\r\n1,\"x, \"\"y\"\"\n z\"\r\n"),
            [["a", "b"], ["1", "x, \"y\"\n z"]]
        );
        assert_eq!(read("a,b\n\n\n,\n1,2"), [["a", "b"], ["", ""], ["1", "2"]]);
        assert_eq!(read("a,\n"), [["a", ""]]);
        assert_eq!(read("a,"), [["a", ""]]);
        assert_eq!(read(""), Vec::<Vec<String>>::new());
        let (records, _) = records("年,\"値\"\n");
        assert_eq!(records[0][1].place, 4..9);
    }

    #[test]
    fn what_is_no_table_is_told_where_it_stands() {
        assert_eq!(records("a,\"b\nc").1, [CsvFault::Unclosed(2..3)]);
        assert_eq!(records("\"a\"b,c").1, [CsvFault::Behind(3..4)]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_to_its_end(text in "[a,\"\r\n値 ]{0,40}") {
            let (records, _) = records(&text);
            let mut last = 0;
            for field in records.iter().flatten() {
                prop_assert!(field.place.start >= last && text.get(field.place.clone()).is_some());
                last = field.place.end;
            }
        }

        #[test]
        fn what_is_written_is_read_again(
            rows in prop::collection::vec(prop::collection::vec("[a,\"\r\n値 ]{0,6}", 2..5), 0..5),
        ) {
            let quote = |field: &String| format!("\"{}\"", field.replace('"', "\"\""));
            let lines = rows.iter().map(|row| row.iter().map(quote).collect::<Vec<_>>().join(","));
            let text: String = lines.map(|line| line + "\r\n").collect();
            prop_assert_eq!(read(&text), rows);
        }
    }
}
