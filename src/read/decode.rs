//! Bytes → text. UTF-8 with or without BOM, UTF-16 with BOM, and the old Japanese encodings.

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_16BE, UTF_16LE};

use crate::model::Problem;

/// A file's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Decoded {
    pub text: String,
    /// The encoding from which it was converted; none for UTF-8.
    pub converted_from: Option<&'static str>,
}

/// Decodes a document's bytes.
///
/// # Errors
/// Bytes that are no text, or text in no encoding that is known.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Problem> {
    for (bom, encoding) in [(&[0xff, 0xfe], UTF_16LE), (&[0xfe, 0xff], UTF_16BE)] {
        if let Some(rest) = bytes.strip_prefix(bom) {
            return convert(rest, encoding).ok_or(Problem::UnknownEncoding { offset: 0 });
        }
    }
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Some(offset) = bytes.iter().position(|&byte| byte == 0) {
        return Err(Problem::NotText {
            offset: offset as u64,
        });
    }
    // ISO-2022-JP is plain ASCII with escapes that switch to kanji.
    if bytes
        .windows(3)
        .any(|window| matches!(window, b"\x1b$B" | b"\x1b$@"))
        && let Some(decoded) = convert(bytes, ISO_2022_JP)
    {
        return Ok(decoded);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(Decoded {
            text: line_feeds(text),
            converted_from: None,
        }),
        Err(error) => old_japanese(bytes).ok_or(Problem::UnknownEncoding {
            offset: error.valid_up_to() as u64,
        }),
    }
}

/// The text with line feeds, where it has carriage returns only.
fn line_feeds(text: &str) -> String {
    if text.contains('\r') && !text.contains('\n') {
        text.replace('\r', "\n")
    } else {
        text.to_owned()
    }
}

/// Shift_JIS or EUC-JP: the one in which every byte has a meaning; where both fit, the likelier.
fn old_japanese(bytes: &[u8]) -> Option<Decoded> {
    match (convert(bytes, SHIFT_JIS), convert(bytes, EUC_JP)) {
        (Some(decoded), None) | (None, Some(decoded)) => Some(decoded),
        (Some(shift_jis), Some(euc_jp)) => {
            let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
            detector.feed(bytes, true);
            let likely = detector.guess(Some(b"jp"), Utf8Detection::Deny);
            Some(if likely == EUC_JP { euc_jp } else { shift_jis })
        }
        (None, None) => None,
    }
}

fn convert(bytes: &[u8], encoding: &'static Encoding) -> Option<Decoded> {
    let text = encoding.decode_without_bom_handling_and_without_replacement(bytes)?;
    // Control characters do not occur in documents: bytes that give them are in another encoding.
    let control = |c: char| c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{c}');
    (!text.contains(control)).then(|| Decoded {
        text: line_feeds(&text),
        converted_from: Some(encoding.name()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "令和6年度 中央区組織目標\r\n組織名\t中央区\r\n取組結果は～ﾊﾝｶｸ～です。";

    #[test]
    fn reads_the_encodings_that_occur() {
        for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP] {
            let text = if encoding == ISO_2022_JP {
                TEXT.replace("ﾊﾝｶｸ", "半角")
            } else {
                TEXT.to_owned()
            };
            let (bytes, _, lossy) = encoding.encode(&text);
            assert!(!lossy, "{encoding:?}");
            let decoded = decode(&bytes).map(|decoded| (decoded.text, decoded.converted_from));
            assert_eq!(decoded, Ok((text, Some(encoding.name()))));
        }
        let utf16: Vec<u8> = [0xff, 0xfe]
            .into_iter()
            .chain(TEXT.encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        assert_eq!(
            decode(&utf16).map(|decoded| decoded.text).as_deref(),
            Ok(TEXT)
        );
        let with_bom = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
        assert_eq!(
            decode(&with_bom),
            Ok(Decoded {
                text: TEXT.to_owned(),
                converted_from: None
            })
        );
    }

    #[test]
    fn refuses_what_is_no_text() {
        assert_eq!(decode(b"%PDF\0"), Err(Problem::NotText { offset: 4 }));
        assert_eq!(
            decode(b"ab\xff\xff\xff"),
            Err(Problem::UnknownEncoding { offset: 2 })
        );
        let mut broken = "令和6年度".as_bytes().to_vec();
        broken.truncate(broken.len() - 1);
        assert!(matches!(
            decode(&broken),
            Err(Problem::UnknownEncoding { .. })
        ));
    }
}
