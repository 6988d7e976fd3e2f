//! Bytes → text. UTF-8 with or without BOM, UTF-16 with BOM, and the old Japanese encodings. Text that was garbled
//! before it came to us is refused: published, it would be a document that nobody can read or find.

mod mojibake;
mod odd;

use std::ops::Range;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GBK, ISO_2022_JP, SHIFT_JIS, UTF_16BE, UTF_16LE,
};

use crate::model::{Diagnostic, Location, Problem};

pub(super) use odd::{is_unfit, report as report_odd};

/// A file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    /// The encoding from which it was converted; none for UTF-8.
    pub converted_from: Option<&'static str>,
    /// Whether it has characters that [`report_odd`] has something to say about.
    pub odd: bool,
}

/// Why a file cannot be read, and where that shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Refused {
    pub problem: Box<Problem>,
    /// The text, as far as it can be shown, up to the end of the line with the place.
    shown: String,
    place: Range<usize>,
}

impl Refused {
    /// The same as a diagnostic of the file.
    pub fn diagnostic(self, path: &str) -> Diagnostic {
        let location = Location::in_text(path, &self.shown, self.place);
        Diagnostic::at(*self.problem, location)
    }

    fn in_text(problem: Problem, text: &str, place: Range<usize>) -> Self {
        Self {
            problem: Box::new(problem),
            shown: text.to_owned(),
            place,
        }
    }

    /// The byte at `offset` in what is, but for such bytes, UTF-8.
    fn in_bytes(problem: Problem, bytes: &[u8], offset: usize) -> Self {
        let (before, after) = bytes.split_at(offset.min(bytes.len()));
        let line = after.split(|&byte| byte == b'\n').next().unwrap_or(after);
        let mut shown = showable(before);
        let start = shown.len();
        shown.push_str(&showable(line));
        let length = shown[start..].chars().next().map_or(0, char::len_utf8);
        Self {
            problem: Box::new(problem),
            shown,
            place: start..start + length,
        }
    }
}

/// The bytes as text, with a sign for what cannot be shown.
fn showable(bytes: &[u8]) -> String {
    let text = String::from_utf8_lossy(bytes);
    let shown = |c: char| if odd::is_control(c) { '\u{fffd}' } else { c };
    text.chars().map(shown).collect()
}

/// Decodes a document's bytes.
///
/// # Errors
/// Bytes that are no text, text in no encoding that is known, or garbled text.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Refused> {
    let (text, converted_from) = text_of(bytes)?;
    let text = line_feeds(text);
    let seen = odd::Seen::of(&text);
    if let Some(refused) = mojibake::check(&text, &seen) {
        return Err(refused);
    }
    if let Some(from) = converted_from.filter(|from| [SHIFT_JIS, EUC_JP].contains(from))
        && let Some(refused) = mojibake::not_japanese(bytes, &text, &seen, from)
    {
        return Err(refused);
    }
    Ok(Decoded {
        odd: seen.odd,
        converted_from: converted_from.map(Encoding::name),
        text,
    })
}

fn text_of(bytes: &[u8]) -> Result<(String, Option<&'static Encoding>), Refused> {
    for (bom, encoding) in [(&[0xff, 0xfe], UTF_16LE), (&[0xfe, 0xff], UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(bom) {
            return utf_16(rest, encoding).map(|text| (text, Some(encoding)));
        }
    }
    let without_bom = bytes.strip_prefix(b"\xef\xbb\xbf");
    let bytes = without_bom.unwrap_or(bytes);
    if bytes.contains(&0)
        && let Some(offset) = bytes.iter().position(|&byte| byte == 0)
    {
        let problem = match utf_16_without_bom(bytes) {
            Some(encoding) => Problem::MissingBom {
                encoding: encoding.name().to_owned(),
            },
            None => Problem::NotText {
                offset: offset as u64,
            },
        };
        return Err(Refused::in_bytes(problem, bytes, offset));
    }
    // ISO-2022-JP is plain ASCII with escapes that switch to kanji.
    if bytes.contains(&0x1b)
        && bytes
            .windows(3)
            .any(|window| matches!(window, b"\x1b$B" | b"\x1b$@" | b"\x1b(I"))
        && let Some(text) = convert(bytes, ISO_2022_JP)
    {
        return Ok((text, Some(ISO_2022_JP)));
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok((text.to_owned(), None)),
        Err(error) => {
            let offset = error.valid_up_to();
            // What calls itself UTF-8 is broken UTF-8, and nothing else.
            let old = without_bom.is_none().then(|| old_japanese(bytes)).flatten();
            let (text, encoding) = old.ok_or_else(|| {
                let likely = guess_neighbour(bytes)
                    .filter(|likely| convert(bytes, likely).is_some())
                    .or_else(|| utf_16_without_bom(bytes));
                let problem = Problem::UnknownEncoding {
                    offset: offset as u64,
                    suggestion: likely.map(|likely| likely.name().to_owned()),
                };
                Refused::in_bytes(problem, bytes, offset)
            })?;
            Ok((text, Some(encoding)))
        }
    }
}

/// The text with line feeds, where it has carriage returns only.
fn line_feeds(text: String) -> String {
    if text.contains('\r') && !text.contains('\n') {
        text.replace('\r', "\n")
    } else {
        text
    }
}

/// UTF-16 that says so. Half a character, or NUL, is an error at its place.
fn utf_16(bytes: &[u8], encoding: &'static Encoding) -> Result<String, Refused> {
    let (text, replaced) = encoding.decode_without_bom_handling(bytes);
    if replaced && let Some(at) = text.find('\u{fffd}') {
        let offset = text[..at].encode_utf16().count() * 2;
        let problem = Problem::UnknownEncoding {
            offset: offset as u64,
            suggestion: None,
        };
        return Err(Refused::in_text(problem, &text, at..at + 3));
    }
    if let Some(at) = text.find('\0') {
        let offset = text[..at].encode_utf16().count() * 2;
        let problem = Problem::NotText {
            offset: offset as u64,
        };
        let shown = text.replace('\0', " ");
        return Err(Refused::in_text(problem, &shown, at..at + 1));
    }
    Ok(text.into_owned())
}

/// The kind of UTF-16 in which the bytes are Japanese text, line feeds and all.
fn utf_16_without_bom(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = &bytes[..bytes.len().min(4_096) & !1];
    [UTF_16LE, UTF_16BE].into_iter().find(|encoding| {
        let (text, _) = encoding.decode_without_bom_handling(head);
        let fits = |c: &char| {
            c.is_ascii_graphic()
                || matches!(c, '\n' | '\r' | '\t' | ' ' | '\u{3000}')
                || ayumi_japanese::kana::is_japanese(*c)
        };
        let all = text.chars().count();
        all >= 4 && text.chars().filter(fits).count() * 10 >= all * 9
    })
}

/// Shift_JIS or EUC-JP: the one in which every byte has a meaning; where both fit, the likelier.
fn old_japanese(bytes: &[u8]) -> Option<(String, &'static Encoding)> {
    match (convert(bytes, SHIFT_JIS), convert(bytes, EUC_JP)) {
        (Some(text), None) => Some((text, SHIFT_JIS)),
        (None, Some(text)) => Some((text, EUC_JP)),
        (Some(shift_jis), Some(euc_jp)) => Some(if guess(bytes, Some(b"jp")) == EUC_JP {
            (euc_jp, EUC_JP)
        } else {
            (shift_jis, SHIFT_JIS)
        }),
        (None, None) => None,
    }
}

/// What bytes look like, judged by how often characters occur: where `place` is none, in any language.
fn guess(bytes: &[u8], place: Option<&[u8]>) -> &'static Encoding {
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    detector.guess(place, Utf8Detection::Deny)
}

/// The Chinese or Korean encoding that bytes look like.
fn guess_neighbour(bytes: &[u8]) -> Option<&'static Encoding> {
    Some(guess(bytes, None)).filter(|guessed| [GBK, BIG5, EUC_KR].contains(guessed))
}

fn convert(bytes: &[u8], encoding: &'static Encoding) -> Option<String> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    // These do not occur in documents: bytes that give them are in another encoding.
    let control = |c: char| ('\u{7f}'..='\u{9f}').contains(&c) || c == '\u{1b}';
    (!text.contains(control)).then(|| text.into_owned())
}

#[cfg(test)]
mod tests;
