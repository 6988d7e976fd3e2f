//! `[[withhold]]`: words that must not be published. They are taken out of the pieces before anything is interpreted,
//! so that fields, pages, data, index and messages never see them. Looked for is the folded text without white space,
//! invisible characters and punctuation, with one kind of kana and one ケ, across pieces, cells and lines, down the
//! columns of tables too: better a word too many withheld than one too few.

mod apply;
mod guard;
mod mask;

use std::borrow::Cow;
use std::ops::Range;

use ayumi_japanese::fold::{Folded, fold, fold_str};
use encoding_rs::{EUC_JP, Encoding, ISO_2022_JP, SHIFT_JIS, UTF_8, UTF_16BE, UTF_16LE};

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
            let needle = squeezed(&one.text);
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
        let text = squeezed(text);
        self.needles().any(|entry| text.contains(&entry.needle))
    }

    /// How often the words stand in a text.
    pub(super) fn count_in(&self, text: &str) -> usize {
        let text = squeezed(text);
        let count = |entry: &Entry| text.matches(entry.needle.as_str()).count();
        self.needles().map(count).sum()
    }

    /// Whether any of the words stand in a file, in any encoding that such files have. What is compressed, as most of
    /// a PDF is, cannot be seen.
    #[must_use]
    pub fn occurs_in_bytes(&self, bytes: &[u8]) -> bool {
        const ENCODINGS: [&Encoding; 6] =
            [UTF_8, SHIFT_JIS, EUC_JP, ISO_2022_JP, UTF_16LE, UTF_16BE];
        // In a binary file characters of two bytes may begin at any byte.
        let starts = [bytes, bytes.get(1..).unwrap_or_default()];
        let decoded = ENCODINGS
            .iter()
            .flat_map(|encoding| starts.map(|bytes| encoding.decode_without_bom_handling(bytes).0));
        let stands = |text: &str| self.occurs_in(text) || self.occurs_in(&without_tags(text));
        !self.is_empty() && decoded.into_iter().any(|text| stands(&text))
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
        for attachment in &mut settings.attachment {
            texts.extend(&mut attachment.title);
            texts.extend(&mut attachment.note);
        }
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

/// The text without what tells no word from another: white space, invisible characters and marks, punctuation.
pub(super) fn without_space(text: &str) -> Cow<'_, str> {
    if text.contains(is_passed_over) {
        text.chars().filter(|c| !is_passed_over(*c)).collect()
    } else {
        Cow::Borrowed(text)
    }
}

fn is_passed_over(c: char) -> bool {
    match c {
        'ぁ'..='ゖ' | 'ァ'..='ヺ' | '\u{4e00}'..='\u{9fff}' => false,
        '-' | '‐'..='―' | '−' | '－' | '(' | ')' | '（' | '）' | '・' | '･' => true,
        ',' | '，' | '、' | '､' | '.' | '．' | '。' | '｡' | '/' | '／' | '~' | '_' | '*' | '\''
        | '"' => true,
        // Default_Ignorable_Code_Point, signs of direction, combining marks but the kana's, and private use (Unicode 16,
        // DerivedCoreProperties).
        '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{3164}' => {
            true
        }
        '\u{300}'..='\u{36f}' | '\u{180b}'..='\u{180f}' | '\u{1ab0}'..='\u{1aff}' => true,
        '\u{1dc0}'..='\u{1dff}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' => true,
        '\u{2060}'..='\u{206f}' | '\u{20d0}'..='\u{20ff}' | '\u{e000}'..='\u{f8ff}' => true,
        '\u{fe00}'..='\u{fe0f}' | '\u{fe20}'..='\u{fe2f}' | '\u{feff}' | '\u{ffa0}' => true,
        '\u{fff0}'..='\u{fff8}' | '\u{1bca0}'..='\u{1bca3}' | '\u{e0000}'..='\u{e0fff}' => true,
        other => other.is_whitespace() || other.is_control(),
    }
}

/// One kind of kana, and one ケ: 霞ヶ丘, 霞ケ丘 and 霞が丘 are one. The bytes stay as many.
fn alike(folded: &str) -> String {
    let same = |c| match c {
        'ヶ' | 'が' | 'ガ' | 'け' => 'ケ',
        'ヵ' | 'か' => 'カ',
        'ぁ'..='ゖ' => char::from_u32(u32::from(c) + 0x60).unwrap_or(c),
        other => other,
    };
    folded.chars().map(same).collect()
}

fn squeezed(text: &str) -> String {
    alike(&fold_str(&without_space(text)))
}

/// Whether the words stand in a source more often when the readings of its `<ruby>` are left out.
pub(super) fn stands_behind_ruby(withheld: &Withheld, source: &str) -> bool {
    let lower = source.to_ascii_lowercase();
    let mut kept = String::with_capacity(source.len());
    // Where the text that is kept goes on; none inside of a reading.
    let mut from = Some(0);
    for (at, _) in lower.match_indices('<') {
        let begins = |tags: &[&str]| tags.iter().any(|tag| lower[at..].starts_with(tag));
        if begins(&["<rt", "<rp"]) {
            kept.push_str(from.take().map_or("", |from| &source[from..at]));
        } else if begins(&["</rt", "</rp", "<rb", "</ruby"]) {
            from.get_or_insert(at);
        }
    }
    match from {
        Some(0) => return false,
        from => kept.push_str(from.map_or("", |from| &source[from..])),
    }
    withheld.count_in(&without_tags(&kept)) > withheld.count_in(&without_tags(source))
}

/// The text without what stands in angle brackets, for files that may be HTML.
fn without_tags(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut inside = false;
    for c in text.chars() {
        match c {
            '<' => inside = true,
            '>' => inside = false,
            c if !inside => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// A text folded and without white space, that knows where each of its bytes came from.
struct Squeezed {
    folded: Folded,
    /// The folded text with one kind of kana; byte for byte as long.
    alike: String,
    /// For each byte of the text without white space: where it stands in the original.
    origins: Vec<usize>,
}

impl Squeezed {
    fn new(text: &str) -> Self {
        let mut origins = Vec::with_capacity(text.len());
        for (at, c) in text.char_indices().filter(|(_, c)| !is_passed_over(*c)) {
            origins.extend(at..at + c.len_utf8());
        }
        let folded = fold(&without_space(text));
        Self {
            alike: alike(folded.as_str()),
            folded,
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
        let matches = self.alike.match_indices(needle);
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
    fn words_are_found_behind_what_hides_them() {
        for (wanted, text) in [
            ("山田花子", "山\u{202e}田\u{301}花\u{e000}子"),
            ("霞ヶ丘太郎", "霞が丘太郎"),
            ("やまだはなこ", "ﾔﾏﾀﾞ・ハナコ"),
            ("025-223-7165", "(025)2237165"),
            ("12345円", "１２,３４５円"),
        ] {
            assert!(withheld(wanted).occurs_in(text), "{wanted} in {text}");
            let mut found = [false];
            let redacted = withheld(wanted).redact(text, &mut found);
            assert!(redacted.contains("掲載を控えています"), "{redacted}");
        }
        assert!(withheld("山田花子").occurs_in_bytes("山<b>田</b>,花子".as_bytes()));
        assert!(!withheld("山田花子").occurs_in("山田太郎、花子"));
    }

    #[test]
    fn readings_do_not_hide_words() {
        let withheld = withheld("山田花子");
        for text in [
            "<ruby>山<rt>やま</rt>田<rt>だ</rt></ruby>花子",
            "<ruby><rb>山田</rb><rp>(</rp><rt>やまだ</rt><rp>)</rp><rb>花子</rb></ruby>",
            "山田花子と<RUBY>山<RT>やま</RT>田<RT>だ</RT></RUBY>花子",
        ] {
            assert!(stands_behind_ruby(&withheld, text), "{text}");
        }
        for text in ["山田花子", "<ruby>川<rt>かわ</rt></ruby>と山田花子"] {
            assert!(!stands_behind_ruby(&withheld, text), "{text}");
        }
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
