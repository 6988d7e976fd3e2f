//! What was typed → items: words, phrases in quotes, field words. Nothing that can be typed is an
//! error.
//!
//! - White space separates words; each is a phrase that a passage has to hold.
//! - `"…"` keeps words together and takes them as they are written. 「」 are no quotation marks:
//!   they are part of Japanese text that people paste.
//! - `-word` and `-"…"`: without it.
//! - `A OR B` (`|`): one of them. It binds closer than what only stands side by side.
//! - `年度:2024`: a field word; its value may be quoted.
//!
//! Each of these may be typed in full width. What makes no sense as an operator is text, or, where
//! it has no letter, left out: people type on, and see hits meanwhile.

mod items;

use serde::Serialize;

pub(crate) use self::items::{FieldName, Item, Parsed};
use crate::analysis::{Normalised, is_word};

/// Characters of a query that are looked at; what follows is cut off.
pub const MAX_QUERY_CHARACTERS: usize = 512;

/// Words and phrases of a query that are looked at; further ones are left out.
pub const MAX_PHRASES: usize = 32;

/// A phrase that a passage has to contain as it stands, normalised. It holds at least one word
/// character.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Phrase(Vec<char>);

impl Phrase {
    /// The phrase that a text is once normalised; `None` if it has no word character.
    pub fn new(text: &str) -> Option<Self> {
        let characters = Normalised::new(text).characters().to_vec();
        characters
            .iter()
            .copied()
            .any(is_word)
            .then_some(Self(characters))
    }

    pub fn characters(&self) -> &[char] {
        &self.0
    }

    pub fn text(&self) -> String {
        self.0.iter().collect()
    }
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
    /// An operator without what it is about: `OR` at the end, `年度:` with nothing behind it.
    Unfinished,
    /// It stands beyond [`MAX_QUERY_CHARACTERS`].
    TooLong,
    /// It stands beyond [`MAX_PHRASES`].
    TooMany,
}

/// A piece of the query between white space, before it is known what it means.
#[derive(Debug)]
enum Token<'a> {
    /// `OR`, `|`.
    Or(&'a str),
    Word {
        without: bool,
        field: Option<FieldName>,
        /// As typed, without operators.
        text: &'a str,
        quoted: bool,
    },
}

/// Takes a query apart.
pub(crate) fn parse(query: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let bound = query
        .char_indices()
        .nth(MAX_QUERY_CHARACTERS)
        .map_or(query.len(), |(bound, _)| bound);
    let (query, beyond) = query.split_at(bound);
    let tokens = tokens(query);
    // A query of nothing but `OR` looks for these letters.
    let only_or = tokens.iter().all(|token| matches!(token, Token::Or(_)));
    let mut or = None;
    for token in tokens {
        match token {
            Token::Or(text) if only_or => parsed.add(Item::word(text), None, text),
            Token::Or(text) => {
                if let Some(twice) = or.replace(text) {
                    parsed.drop(twice, DropReason::Unfinished);
                }
            }
            Token::Word {
                without,
                field,
                text,
                quoted,
            } => parsed.add(Item::new(text, quoted, field, without), or.take(), text),
        }
    }
    if let Some(text) = or {
        parsed.drop(text, DropReason::Unfinished);
    }
    if !beyond.is_empty() {
        parsed.drop(beyond, DropReason::TooLong);
    }
    parsed
}

fn tokens(query: &str) -> Vec<Token<'_>> {
    let mut tokens = Vec::new();
    let mut rest = query.trim_start();
    while !rest.is_empty() {
        let (token, after) = token(rest);
        tokens.extend(token);
        rest = after.trim_start();
    }
    tokens
}

/// The token that a text begins with, and what follows.
fn token(text: &str) -> (Option<Token<'_>>, &str) {
    let (without, body) = match text.strip_prefix(is_minus) {
        Some(body) if !body.is_empty() && !body.starts_with(char::is_whitespace) => (true, body),
        _ => (false, text),
    };
    let (field, value) = match items::field_prefix(body) {
        Some((field, value)) => (Some(field), value),
        None => (None, body),
    };
    let word = |text, quoted| Token::Word {
        without,
        field,
        text,
        quoted,
    };
    if let Some(inner) = value.strip_prefix(is_quote) {
        return match inner.find(is_quote) {
            Some(end) => {
                let (inner, after) = inner.split_at(end);
                (
                    Some(word(inner, true)),
                    after.strip_prefix(is_quote).unwrap_or(after),
                )
            }
            // Without its partner a mark only separates.
            None if field.is_none() && !without => (None, inner),
            None => (Some(word("", false)), inner),
        };
    }
    let end = value
        .find(|c: char| c.is_whitespace() || is_quote(c))
        .unwrap_or(value.len());
    let (word_text, after) = value.split_at(end);
    if field.is_none() && !without && matches!(word_text, "OR" | "ＯＲ" | "|" | "｜") {
        return (Some(Token::Or(word_text)), after);
    }
    (Some(word(word_text, false)), after)
}

/// Whether a character is a quotation mark: straight, curly or full-width.
fn is_quote(character: char) -> bool {
    matches!(character, '"' | '\u{201c}' | '\u{201d}' | '\u{ff02}')
}

/// Whether a character may mean "without": hyphen, full-width hyphen, minus sign. ー is a letter.
pub(crate) fn is_minus(character: char) -> bool {
    matches!(character, '-' | '\u{ff0d}' | '\u{2212}')
}

#[cfg(test)]
mod tests;
