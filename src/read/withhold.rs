//! `[[withhold]]`: words that must not be published. They are taken out of the pieces before anything is interpreted,
//! so that fields, pages, data, index and messages never see them. Looked for is the folded text without white space,
//! across pieces, cells and lines, down the columns of tables too: better a word too many withheld than one too few.

mod apply;
mod guard;
mod mask;

use std::borrow::Cow;
use std::ops::Range;

use ayumi_japanese::fold::{Folded, fold, fold_str};
use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

use crate::config::{DocumentSettings, Withhold};

pub(super) use apply::apply;
pub use mask::blank;
pub(super) use mask::mask;

/// The words that a document withholds.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Withheld {
    entries: Vec<Entry>,
}

/// What is withheld does not get into a log either.
impl std::fmt::Debug for Withheld {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Withheld({} entries)", self.entries.len())
    }
}

#[derive(Clone, PartialEq, Eq)]
struct Entry {
    /// Folded, without white space.
    needle: String,
    /// What stands in place of the words.
    mark: String,
}

impl Withheld {
    /// The entries; those without any character are left out, and their positions told in `empty`.
    pub(super) fn new(given: &[Withhold], empty: &mut Vec<usize>) -> Self {
        let mut entries = Vec::new();
        for (at, one) in given.iter().enumerate() {
            let needle = fold_str(&without_space(&one.text));
            let mark = format!("〔掲載を控えています：{}〕", one.reason.trim());
            if needle.is_empty() {
                empty.push(at);
            }
            entries.push(Entry { needle, mark });
        }
        Self { entries }
    }

    /// Whether nothing is withheld.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Whether any of the words stand in a text.
    #[must_use]
    pub fn occurs_in(&self, text: &str) -> bool {
        if self.is_empty() {
            return false;
        }
        let text = fold_str(&without_space(text));
        self.needles().any(|entry| text.contains(&entry.needle))
    }

    /// Whether any of the words stand in a file, in any encoding that such files have. What is compressed, as most of
    /// a PDF is, cannot be seen.
    #[must_use]
    pub fn occurs_in_bytes(&self, bytes: &[u8]) -> bool {
        const ENCODINGS: [&Encoding; 5] = [UTF_8, SHIFT_JIS, EUC_JP, UTF_16LE, UTF_16BE];
        // In a binary file characters of two bytes may begin at any byte.
        let starts = [bytes, bytes.get(1..).unwrap_or_default()];
        let decoded = ENCODINGS
            .iter()
            .flat_map(|encoding| starts.map(|bytes| encoding.decode_without_bom_handling(bytes).0));
        !self.is_empty() && decoded.into_iter().any(|text| self.occurs_in(&text))
    }

    /// A text of the settings with the marks in place of the words; `found` notes which entries stood in it.
    pub(super) fn redact(&self, text: &str, found: &mut [bool]) -> String {
        let places = self.places(text, found);
        let mut redacted = String::with_capacity(text.len());
        let mut at = 0;
        for (range, entry) in places {
            redacted.push_str(&text[at..range.start]);
            redacted.push_str(&self.entries[entry].mark);
            at = range.end;
        }
        redacted.push_str(&text[at..]);
        redacted
    }

    /// Takes the words out of everything that settings put on a page.
    pub(super) fn redact_settings(&self, settings: &mut DocumentSettings, found: &mut [bool]) {
        let mut texts: Vec<&mut String> = Vec::new();
        texts.extend(&mut settings.title);
        texts.extend(&mut settings.series);
        texts.extend(settings.withdrawn.as_mut().map(|one| &mut one.reason));
        for correction in &mut settings.correction {
            texts.extend([&mut correction.from, &mut correction.to]);
            texts.extend(&mut correction.note);
        }
        texts.extend(
            settings
                .lineage
                .iter_mut()
                .filter_map(|one| one.note.as_mut()),
        );
        if let Some(source) = &mut settings.source {
            let fields = [&mut source.file, &mut source.licence, &mut source.publisher];
            texts.extend(fields.into_iter().flatten());
            // Half an address leads nowhere.
            let decoded = |url: &String| {
                let bytes = percent_encoding::percent_decode_str(url);
                bytes.decode_utf8_lossy().into_owned()
            };
            let names = |url: &String| self.occurs_in(url) || self.occurs_in(&decoded(url));
            if source.url.as_ref().is_some_and(names) {
                let url = source.url.take().map(|url| decoded(&url));
                self.places(&url.unwrap_or_default(), found);
            }
        }
        for text in texts {
            *text = self.redact(text, found);
        }
    }

    /// Where the words stand in a text, in order; what overlaps is one place.
    fn places(&self, text: &str, found: &mut [bool]) -> Vec<(Range<usize>, usize)> {
        let squeezed = Squeezed::new(text);
        let mut places = Vec::new();
        for (at, entry) in self.entries.iter().enumerate() {
            for range in squeezed.find(&entry.needle) {
                found[at] = true;
                places.push((range, at));
            }
        }
        merged(places)
    }

    fn needles(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().filter(|entry| !entry.needle.is_empty())
    }
}

/// Ranges in order; what overlaps becomes one, with what the first says.
fn merged<T>(mut ranges: Vec<(Range<usize>, T)>) -> Vec<(Range<usize>, T)> {
    ranges.sort_by_key(|(range, _)| (range.start, usize::MAX - range.end));
    let mut merged: Vec<(Range<usize>, T)> = Vec::new();
    for (range, value) in ranges {
        match merged.last_mut() {
            Some((last, _)) if range.start < last.end => last.end = last.end.max(range.end),
            _ => merged.push((range, value)),
        }
    }
    merged
}

pub(super) fn without_space(text: &str) -> Cow<'_, str> {
    if text.contains(char::is_whitespace) {
        text.chars().filter(|c| !c.is_whitespace()).collect()
    } else {
        Cow::Borrowed(text)
    }
}

/// A text folded and without white space, that knows where each of its bytes came from.
struct Squeezed {
    folded: Folded,
    /// For each byte of the text without white space: where it stands in the original.
    origins: Vec<usize>,
}

impl Squeezed {
    fn new(text: &str) -> Self {
        let mut origins = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices().filter(|(_, c)| !c.is_whitespace()) {
            origins.extend(at..at + c.len_utf8());
        }
        Self {
            folded: fold(&without_space(text)),
            origins,
        }
    }

    /// Where a folded text stands in the original.
    fn find(&self, needle: &str) -> Vec<Range<usize>> {
        if needle.is_empty() {
            return Vec::new();
        }
        let place = |(at, _): (usize, &str)| {
            let range = self.folded.original_range(at..at + needle.len());
            let start = self.origins.get(range.start)?;
            let end = self.origins.get(range.end.checked_sub(1)?)? + 1;
            Some(*start..end)
        };
        let matches = self.folded.as_str().match_indices(needle);
        matches.filter_map(place).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn withheld(text: &str) -> Withheld {
        let entry = Withhold {
            text: text.to_owned(),
            reason: "個人名".to_owned(),
        };
        Withheld::new(&[entry], &mut Vec::new())
    }

    #[test]
    fn words_are_found_however_they_are_spelt() {
        let withheld = withheld("渡邉 ﾊﾅｺ A1");
        for text in ["渡辺ハナコＡ１", "渡 邉\nハ ナ コ a1", "渡邉ﾊﾅｺA１です"]
        {
            assert!(withheld.occurs_in(text), "{text}");
        }
        assert!(!withheld.occurs_in("渡辺ハナ"));
        let mut found = [false];
        assert_eq!(
            withheld.redact("係は渡 辺 ハナコ Ａ１（内線）。", &mut found),
            "係は〔掲載を控えています：個人名〕（内線）。"
        );
        assert_eq!(found, [true]);
    }

    #[test]
    fn words_are_found_in_files_of_any_encoding() {
        let withheld = withheld("山田花子");
        let text = "名簿：山田 花子、他";
        let utf_16 = |bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect();
        let files: [Vec<u8>; 5] = [
            text.as_bytes().to_vec(),
            SHIFT_JIS.encode(text).0.to_vec(),
            EUC_JP.encode(text).0.to_vec(),
            utf_16(u16::to_le_bytes),
            utf_16(u16::to_be_bytes),
        ];
        for file in files {
            assert!(withheld.occurs_in_bytes(&file));
            let inside: Vec<u8> = [b"\x00\xff\x81".as_slice(), &file, b"\x00"].concat();
            assert!(withheld.occurs_in_bytes(&inside));
        }
        assert!(!withheld.occurs_in_bytes("山田太郎".as_bytes()));
    }
}
