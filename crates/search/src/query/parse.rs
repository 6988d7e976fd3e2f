//! What was typed → required phrases. Nothing that can be typed is an error.

use serde::Serialize;

use crate::analysis::{Normalised, is_word};

/// Characters of a query that are looked at; what follows is cut off.
pub const MAX_QUERY_CHARACTERS: usize = 512;

/// Phrases of a query that are looked at; further ones are left out.
pub const MAX_PHRASES: usize = 32;

/// A phrase that a passage has to contain as it stands, normalised. It holds at least one word
/// character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Phrase(Vec<char>);

impl Phrase {
    pub fn characters(&self) -> &[char] {
        &self.0
    }

    pub fn text(&self) -> String {
        self.0.iter().collect()
    }
}

/// A query taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// In the order typed, each once.
    pub phrases: Vec<Phrase>,
    /// What is not looked for, and why.
    pub dropped: Vec<Dropped>,
}

/// Something that was typed and is not looked for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Dropped {
    /// What was typed, or its beginning.
    pub text: String,
    /// Why it is left out.
    pub reason: DropReason,
}

/// Why something that was typed is not looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum DropReason {
    /// It has no letter and no digit: nearly every passage would contain it.
    Punctuation,
    /// It stands beyond [`MAX_QUERY_CHARACTERS`].
    TooLong,
    /// It stands beyond [`MAX_PHRASES`].
    TooMany,
}

/// Whether a character is a quotation mark: straight, curly or full-width. 「」 are not: they are
/// part of Japanese text that people paste.
fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\u{201c}' | '\u{201d}' | '\u{ff02}')
}

/// Splits a query at white space and quotation marks. Between two quotation marks white space
/// belongs to the phrase; a mark without a partner only separates.
pub(crate) fn parse(query: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let bound = query
        .char_indices()
        .nth(MAX_QUERY_CHARACTERS)
        .map_or(query.len(), |(bound, _)| bound);
    let (query, beyond) = query.split_at(bound);

    let pieces: Vec<&str> = query.split(is_quote).collect();
    for (index, piece) in pieces.iter().enumerate() {
        // Every second piece is quoted, unless its closing mark is missing.
        if index % 2 == 1 && index + 1 < pieces.len() {
            parsed.add(piece);
        } else {
            piece
                .split_whitespace()
                .for_each(|phrase| parsed.add(phrase));
        }
    }
    if !beyond.is_empty() {
        parsed.drop(beyond, DropReason::TooLong);
    }
    parsed
}

impl Parsed {
    fn add(&mut self, typed: &str) {
        let phrase = Phrase(Normalised::new(typed).characters().to_vec());
        if phrase.0.is_empty() || self.phrases.contains(&phrase) {
            return;
        }
        if !phrase.0.iter().copied().any(is_word) {
            self.drop(typed, DropReason::Punctuation);
        } else if self.phrases.len() == MAX_PHRASES {
            self.drop(typed, DropReason::TooMany);
        } else {
            self.phrases.push(phrase);
        }
    }

    fn drop(&mut self, typed: &str, reason: DropReason) {
        self.dropped.push(Dropped {
            text: typed.chars().take(40).collect(),
            reason,
        });
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn phrases(query: &str) -> Vec<String> {
        parse(query).phrases.iter().map(Phrase::text).collect()
    }

    #[test]
    fn white_space_and_quotes_split() {
        assert_eq!(phrases("関係人口の創出"), ["関係人口の創出"]);
        assert_eq!(phrases("\"関係人口の創出\""), ["関係人口の創出"]);
        assert_eq!(phrases("中央区　除雪\tＤＸ"), ["中央区", "除雪", "dx"]);
        assert_eq!(phrases("佐久間 なおみ"), ["佐久間", "なおみ"]);
        assert_eq!(phrases("\"佐久間 なおみ\""), ["佐久間なおみ"]);
        assert_eq!(phrases("“Open  Data”除雪"), ["open data", "除雪"]);
        assert_eq!(phrases("＂a b＂"), ["a b"]);
        assert_eq!(phrases("「関係 人口」"), ["「関係", "人口」"]);
    }

    #[test]
    fn a_quote_without_partner_only_separates() {
        assert_eq!(phrases("\"除雪 計画"), ["除雪", "計画"]);
        assert_eq!(phrases("除雪\"計画"), ["除雪", "計画"]);
        assert_eq!(phrases("\"a b\" \"c d"), ["a b", "c", "d"]);
        assert_eq!(phrases("\"\""), Vec::<String>::new());
    }

    #[test]
    fn phrases_count_once_and_punctuation_alone_is_dropped() {
        assert_eq!(phrases("除雪 ・ 除雪"), ["除雪"]);
        let parsed = parse("・ !? “。”");
        assert!(parsed.phrases.is_empty());
        assert_eq!(parsed.dropped.len(), 3);
        assert!(
            parsed
                .dropped
                .iter()
                .all(|dropped| dropped.reason == DropReason::Punctuation)
        );
        assert_eq!(parse(" \u{3000}\n"), Parsed::default());
    }

    #[test]
    fn operators_of_other_engines_are_text() {
        assert_eq!(phrases("-除雪 a:b OR (c"), ["-除雪", "a:b", "or", "(c"]);
    }

    #[test]
    fn long_input_is_bounded_and_says_so() {
        let parsed = parse(&"雪".repeat(MAX_QUERY_CHARACTERS + 1));
        assert_eq!(parsed.phrases[0].characters().len(), MAX_QUERY_CHARACTERS);
        assert_eq!(parsed.dropped[0].reason, DropReason::TooLong);
        assert!(parse(&"雪".repeat(MAX_QUERY_CHARACTERS)).dropped.is_empty());

        let many: String = (0..=MAX_PHRASES).map(|n| format!("{n} ")).collect();
        let parsed = parse(&many);
        assert_eq!(parsed.phrases.len(), MAX_PHRASES);
        assert_eq!(
            parsed.dropped,
            [Dropped {
                text: MAX_PHRASES.to_string(),
                reason: DropReason::TooMany
            }]
        );
    }
}
