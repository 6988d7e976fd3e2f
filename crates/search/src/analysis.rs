//! Text → normalised characters → bigrams with positions.
//!
//! # What is true of a phrase
//! A passage holds a phrase if and only if one of its parts contains the phrase as a substring,
//! after both were *normalised*: folded (NFKC, lower case and the small table of
//! [`ayumi_japanese::fold`]), white space between Japanese characters dropped, any other white
//! space made one U+0020, none left at the ends, and control characters made U+FFFD.
//!
//! # How the index keeps that promise without reading texts
//! Each part is one sequence of normalised characters, **punctuation and the remaining spaces
//! included**. It is indexed as all pairs of neighbours (bigrams), the pair at character *i* with
//! position *i*, and the last character once more alone. Then
//! - a phrase of *n* ≥ 2 characters is a substring exactly where the bigrams at its offsets
//!   0, 2, 4 …, *n*−2 (see `covering`) stand at those distances: every character of the phrase is
//!   fixed by one of them;
//! - a single character is a substring exactly where a term begins with it: each occurrence
//!   begins a bigram, or is the lone last character. That is one prefix query.
//!
//! So positions alone give precision and recall of 1; nothing has to be verified against stored
//! text, which a browser would have to fetch. Splitting at punctuation instead (and then indexing
//! the last character of each run) makes fewer terms, but cannot tell 「歩み、未来」 from
//! 「歩み・未来」. The price is some 15 % more postings, in terms which only a phrase that contains
//! punctuation ever reads: ranking looks at bigrams of word characters only (`word_runs`).
//!
//! Besides, each Latin word of two to four letters and digits is a term of its own (`latin_word`), at
//! the position of its first letter: when DX is looked for because デジタルトランスフォーメーション was
//! typed, it must not be found inside *dxf*; whoever types dx finds both.
//!
//! All terms end with a character that says of which kind of text they are. tantivy leaves a gap of one position
//! between two texts, and no term covers it, so that no phrase reaches across.

use std::ops::Range;

use ayumi_japanese::fold::{Folded, fold, fold_str};
use ayumi_japanese::spacing::is_dropped_space;
use tantivy::tokenizer::{Token, TokenStream, Tokenizer};

use crate::passage::TextKind;

/// A text in the form in which it is compared, and the way back to what was written.
#[derive(Debug, Clone)]
pub struct Normalised {
    folded: Folded,
    characters: Vec<char>,
    /// For each character its bytes in the folded text.
    spans: Vec<Range<usize>>,
}

impl Normalised {
    /// Normalises a text. Any text is allowed.
    pub fn new(original: &str) -> Self {
        let folded = fold(original);
        let mut characters = Vec::with_capacity(folded.as_str().len() / 3);
        let mut spans = Vec::with_capacity(characters.capacity());
        respace(folded.as_str(), |character, span| {
            characters.push(character);
            spans.push(span);
        });
        Self {
            folded,
            characters,
            spans,
        }
    }

    /// The normalised characters.
    pub fn characters(&self) -> &[char] {
        &self.characters
    }

    /// The bytes of the original text that the given normalised characters came from; the
    /// smallest whole characters that cover them. An empty or inverted range gives an empty one;
    /// what lies beyond the end is cut.
    pub fn original_range(&self, characters: Range<usize>) -> Range<usize> {
        let end = characters.end.min(self.spans.len());
        match self.spans.get(characters.start..end) {
            Some([first, .., last]) => self.folded.original_range(first.start..last.end),
            Some([only]) => self.folded.original_range(only.clone()),
            Some([]) | None => 0..0,
        }
    }
}

/// The normalised text, without the way back.
pub fn normalise(original: &str) -> String {
    let folded = fold_str(original);
    let mut text = String::with_capacity(folded.len());
    respace(&folded, |character, _| text.push(character));
    text
}

/// Hands on each character of a folded text with its bytes, white space dropped or made U+0020.
fn respace(folded: &str, mut emit: impl FnMut(char, Range<usize>)) {
    let mut previous: Option<char> = None;
    let mut space: Option<Range<usize>> = None;
    for (start, character) in folded.char_indices() {
        let end = start + character.len_utf8();
        if character.is_whitespace() {
            let first = space.map_or(start, |space| space.start);
            space = Some(first..end);
            continue;
        }
        if let (Some(previous), Some(space)) = (previous, space.take())
            && !is_dropped_space(previous, character)
        {
            emit(' ', space);
        }
        // The terms' endings are control characters: one in a text must not be taken for one of them.
        let shown = if character.is_control() {
            char::REPLACEMENT_CHARACTER
        } else {
            character
        };
        emit(shown, start..end);
        previous = Some(character);
    }
}

/// One bigram of a phrase and its distance, in characters, from the phrase's first character.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Gram {
    /// Distance from the start of the phrase.
    pub offset: u32,
    /// The two characters.
    pub term: String,
}

/// The fewest bigrams that fix every character of a phrase: offsets 0, 2, 4 …, n−2. None for
/// fewer than two characters.
pub(crate) fn covering(phrase: &[char]) -> Vec<Gram> {
    let Some(last) = phrase.len().checked_sub(2) else {
        return Vec::new();
    };
    (0..last)
        .step_by(2)
        .chain([last])
        .map(|offset| Gram {
            offset: u32::try_from(offset).unwrap_or(u32::MAX),
            term: phrase[offset..offset + 2].iter().collect(),
        })
        .collect()
}

/// Whether a character belongs to a word: letters of any script, digits, long-vowel marks and 々.
pub(crate) fn is_word(character: char) -> bool {
    character.is_alphanumeric()
}

/// Whether a character is hiragana.
pub(crate) fn is_hiragana(character: char) -> bool {
    matches!(character, '\u{3041}'..='\u{309f}')
}

/// The longest stretches of word characters.
pub(crate) fn word_runs(phrase: &[char]) -> impl Iterator<Item = &[char]> {
    phrase
        .split(|&character| !is_word(character))
        .filter(|run| !run.is_empty())
}

/// The letters and digits of a Latin word that is a term of its own.
const LATIN_WORD: std::ops::RangeInclusive<usize> = 2..=4;

/// The term of a whole Latin word; `None` for what is no such word. No bigram is as long, and none
/// begins so.
pub(crate) fn latin_word(word: &str) -> Option<String> {
    let is_word =
        LATIN_WORD.contains(&word.len()) && word.bytes().all(|b| b.is_ascii_alphanumeric());
    is_word.then(|| format!("{LATIN_MARK}{word}"))
}

const LATIN_MARK: char = '\u{1}';

/// The Latin word that begins with a text, if its length makes it a term.
fn leading_latin(text: &str) -> Option<&str> {
    let length = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    LATIN_WORD.contains(&length).then(|| &text[..length])
}

/// The kind of text that a term is from, and the term without what says so.
pub(crate) fn kind_of(term: &str) -> Option<(TextKind, &str)> {
    let kind = TextKind::ALL
        .into_iter()
        .find(|kind| term.ends_with(kind.suffix()))?;
    Some((kind, &term[..term.len() - kind.suffix().len_utf8()]))
}

/// What [`BigramTokenizer`] is given: a normalised text behind the character of its kind.
pub(crate) fn tokenizable(kind: TextKind, text: &str) -> String {
    format!("{}{text}", kind.suffix())
}

/// Cuts a text that is **already normalised** into its bigrams, its lone last character, and its
/// short Latin words. Its first character is that of its kind, and is the last of every term.
#[derive(Debug, Clone, Default)]
pub(crate) struct BigramTokenizer {
    token: Token,
}

impl Tokenizer for BigramTokenizer {
    type TokenStream<'a> = BigramStream<'a>;

    fn token_stream<'a>(&'a mut self, text: &'a str) -> BigramStream<'a> {
        self.token.reset();
        let rest = text.get(1..).unwrap_or_default();
        BigramStream {
            kind: text.get(..1).unwrap_or_default(),
            rest,
            latin: leading_latin(rest),
            at_word: false,
            token: &mut self.token,
        }
    }
}

/// The terms of one text; see [`BigramTokenizer`].
#[derive(Debug)]
pub(crate) struct BigramStream<'a> {
    kind: &'a str,
    rest: &'a str,
    /// The Latin word that begins where `rest` does, before it has been a token.
    latin: Option<&'a str>,
    /// A Latin word was the last token, so that the next stands where it does.
    at_word: bool,
    token: &'a mut Token,
}

impl TokenStream for BigramStream<'_> {
    fn advance(&mut self) -> bool {
        let mut characters = self.rest.char_indices();
        if characters.next().is_none() {
            return false;
        }
        self.token.text.clear();
        if let Some(word) = self.latin.take() {
            self.token.text.push(LATIN_MARK);
            self.token.text.push_str(word);
            self.token.text.push_str(self.kind);
            // The bigram that begins here has the same position.
            self.at_word = true;
            self.token.position = self.token.position.wrapping_add(1);
            return true;
        }
        let next = characters.next();
        let end = characters.offset();
        self.token.text.push_str(&self.rest[..end]);
        self.token.text.push_str(self.kind);
        if !std::mem::take(&mut self.at_word) {
            // Starts at usize::MAX, so that the first token stands at 0.
            self.token.position = self.token.position.wrapping_add(1);
        }
        let latin = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        let was_latin = latin(self.rest.chars().next());
        self.rest = next.map_or("", |(second, _)| &self.rest[second..]);
        if !was_latin && latin(self.rest.chars().next()) {
            self.latin = leading_latin(self.rest);
        }
        true
    }

    fn token(&self) -> &Token {
        self.token
    }

    fn token_mut(&mut self) -> &mut Token {
        self.token
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn terms(text: &str) -> Vec<(usize, String)> {
        let mut tokenizer = BigramTokenizer::default();
        let text = tokenizable(TextKind::Result, text);
        let mut stream = tokenizer.token_stream(&text);
        let mut terms = Vec::new();
        while stream.advance() {
            let (kind, term) = kind_of(&stream.token().text).unwrap();
            assert_eq!(kind, TextKind::Result);
            terms.push((stream.token().position, term.to_owned()));
        }
        terms
    }

    #[test]
    fn bigrams_carry_their_character_position_and_the_last_character_stands_alone() {
        assert_eq!(
            terms("歩み、a"),
            [
                (0, "歩み".to_owned()),
                (1, "み、".to_owned()),
                (2, "、a".to_owned()),
                (3, "a".to_owned())
            ]
        );
        assert_eq!(terms("歩"), [(0, "歩".to_owned())]);
        assert_eq!(terms(""), []);
    }

    #[test]
    fn short_latin_words_are_terms_where_they_begin() {
        let words = |text: &str| -> Vec<(usize, String)> {
            let words = terms(text).into_iter();
            words
                .filter(|(_, term)| term.starts_with(LATIN_MARK))
                .collect()
        };
        let word = |word: &str| latin_word(word).unwrap();
        assert_eq!(words("窓口のdxとict"), [(3, word("dx")), (6, word("ict"))]);
        assert_eq!(words("dx"), [(0, word("dx"))]);
        assert_eq!(words("a e-mailsとphp8dxabc"), []);
        assert_eq!(words("r6 60%"), [(0, word("r6")), (3, word("60"))]);
        let without: Vec<_> = terms("aとdxf")
            .into_iter()
            .filter(|(_, term)| !term.starts_with(LATIN_MARK))
            .collect();
        let positions: Vec<usize> = without.iter().map(|(position, _)| *position).collect();
        assert_eq!(positions, [0, 1, 2, 3, 4]);
    }

    #[test]
    fn covering_bigrams_fix_every_character() {
        let offsets = |phrase: &str| -> Vec<(u32, String)> {
            covering(&phrase.chars().collect::<Vec<_>>())
                .into_iter()
                .map(|gram| (gram.offset, gram.term))
                .collect()
        };
        assert_eq!(offsets(""), []);
        assert_eq!(offsets("a"), []);
        assert_eq!(offsets("ab"), [(0, "ab".to_owned())]);
        assert_eq!(offsets("abc"), [(0, "ab".to_owned()), (1, "bc".to_owned())]);
        assert_eq!(
            offsets("abcde"),
            [
                (0, "ab".to_owned()),
                (2, "cd".to_owned()),
                (3, "de".to_owned())
            ]
        );
    }

    #[test]
    fn space_between_japanese_characters_is_dropped_and_other_space_is_one() {
        assert_eq!(normalise(" 佐久間　なおみ\n"), "佐久間なおみ");
        assert_eq!(normalise("Open \t Data"), "open data");
        assert_eq!(normalise("\n \u{3000}"), "");
    }

    #[test]
    fn a_control_character_is_not_taken_for_the_end_of_a_term() {
        assert_eq!(normalise("甲\u{1}乙\u{2}\t丙"), "甲\u{fffd}乙\u{fffd} 丙");
    }

    #[test]
    fn the_way_back_covers_whole_original_characters() {
        let text = "ﾃﾞｰﾀ　目 標㍻";
        let normalised = Normalised::new(text);
        let back = |range| text[normalised.original_range(range)].to_owned();
        assert_eq!(
            normalised.characters().iter().collect::<String>(),
            normalise(text)
        );
        assert_eq!(back(0..1), "ﾃﾞ");
        assert_eq!(back(3..5), "目 標");
        assert_eq!(back(5..6), "㍻");
        assert_eq!(back(9..9), "");
        assert_eq!(back(6..99), "㍻");
    }

    #[test]
    fn word_runs_split_at_punctuation_and_space() {
        let phrase: Vec<char> = "歩み、コーヒー 佐々木60%".chars().collect();
        let runs: Vec<String> = word_runs(&phrase).map(|run| run.iter().collect()).collect();
        assert_eq!(runs, ["歩み", "コーヒー", "佐々木60"]);
    }
}
