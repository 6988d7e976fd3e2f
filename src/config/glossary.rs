//! `content/glossary.toml`: hard words and what they mean, and where they stand in a text.

use std::ops::Range;

use aho_corasick::{AhoCorasick, Input, MatchKind};
use ayumi_japanese::fold::{fold, fold_str};
use ayumi_japanese::kana::is_katakana;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::Date;

/// `content/glossary.toml`
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct GlossaryFile {
    /// The words.
    #[serde(default)]
    pub word: Vec<WordEntry>,
}

/// `[[word]]`: a hard word and what it means.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct WordEntry {
    /// The word as documents have it: 関係人口
    pub term: String,
    /// Its reading in kana, by which the list is ordered: かんけいじんこう
    pub reading: String,
    /// Other words for the same: コミ協 for 地域コミュニティ協議会. Widths and letter case need none.
    #[serde(default)]
    pub variants: Vec<String>,
    /// What it means, in one or two plain sentences.
    pub meaning: String,
    /// Where that is said: a law, a plan, the address of a page.
    pub source: Option<String>,
    /// The day on which somebody last made sure of it.
    pub reviewed: Option<Date>,
}

impl WordEntry {
    /// The term and its variants.
    pub fn spellings(&self) -> impl Iterator<Item = &str> {
        let variants = self.variants.iter().map(String::as_str);
        std::iter::once(self.term.as_str()).chain(variants)
    }
}

/// The words of a site, ready to be found.
#[derive(Debug, Clone, Default)]
pub struct Glossary {
    words: Vec<WordEntry>,
    finder: Option<Finder>,
}

#[derive(Debug, Clone)]
struct Finder {
    automaton: AhoCorasick,
    /// Which word each pattern of the automaton is.
    words: Vec<usize>,
}

impl Glossary {
    /// The file's name in the content folder.
    pub const FILE: &str = "glossary.toml";

    /// Words as written. One that is nothing but white space is never found.
    #[must_use]
    pub fn new(words: Vec<WordEntry>) -> Self {
        let mut patterns = Vec::new();
        let mut of_pattern = Vec::new();
        for (at, word) in words.iter().enumerate() {
            for spelling in word.spellings() {
                let folded = fold_str(spelling.trim());
                if !folded.is_empty() {
                    patterns.push(folded);
                    of_pattern.push(at);
                }
            }
        }
        let mut builder = AhoCorasick::builder();
        // Of 地域コミュニティ協議会 and コミュニティ協議会 the one that says more.
        builder.match_kind(MatchKind::LeftmostLongest);
        // It fails for patterns of gigabytes only: then nothing is explained.
        let automaton = builder.build(&patterns).ok();
        let finder = automaton
            .filter(|_| !patterns.is_empty())
            .map(|automaton| Finder {
                automaton,
                words: of_pattern,
            });
        Self { words, finder }
    }

    /// The words, in the order of the file.
    #[must_use]
    pub fn words(&self) -> &[WordEntry] {
        &self.words
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// Where words stand in a text: the bytes of each, and which word of [`words`](Self::words) it is, in order and
    /// without overlap. Width and letter case do not count. Letters or katakana that go on are another word: there is
    /// no DX in DXF.
    #[must_use]
    pub fn find(&self, text: &str) -> Vec<(Range<usize>, usize)> {
        let Some(finder) = &self.finder else {
            return Vec::new();
        };
        let folded = fold(text);
        let haystack = folded.as_str();
        let mut found = Vec::new();
        let mut at = 0;
        while let Some(hit) = finder.automaton.find(Input::new(haystack).range(at..)) {
            if stands_alone(haystack, &hit.range()) {
                let word = finder.words[hit.pattern().as_usize()];
                found.push((folded.original_range(hit.range()), word));
                at = hit.end();
            } else {
                let first = haystack[hit.start()..].chars().next();
                at = hit.start() + first.map_or(1, char::len_utf8);
            }
        }
        found
    }
}

/// Whether neither end of a stretch is in the middle of a word of Latin letters or of katakana.
fn stands_alone(text: &str, range: &Range<usize>) -> bool {
    let goes_on = |before: Option<char>, after: Option<char>| match (before, after) {
        (Some(before), Some(after)) => {
            let latin = before.is_ascii_alphanumeric() && after.is_ascii_alphanumeric();
            latin || (is_katakana(before) && is_katakana(after))
        }
        _ => false,
    };
    let inner = &text[range.clone()];
    let start = goes_on(
        text[..range.start].chars().next_back(),
        inner.chars().next(),
    );
    let end = goes_on(inner.chars().next_back(), text[range.end..].chars().next());
    !start && !end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary(words: &[(&str, &[&str])]) -> Glossary {
        let entry = |(term, variants): &(&str, &[&str])| WordEntry {
            term: (*term).to_owned(),
            reading: "よみ".to_owned(),
            variants: variants.iter().map(|text| (*text).to_owned()).collect(),
            meaning: "意味。".to_owned(),
            source: None,
            reviewed: None,
        };
        Glossary::new(words.iter().map(entry).collect())
    }

    fn found<'a>(glossary: &Glossary, text: &'a str) -> Vec<(&'a str, usize)> {
        let hits = glossary.find(text).into_iter();
        hits.map(|(range, word)| (&text[range], word)).collect()
    }

    #[test]
    fn the_longest_word_wins_and_none_stands_in_another() {
        let glossary = glossary(&[
            ("コミュニティ協議会", &["コミ協"]),
            ("地域コミュニティ協議会", &[]),
            ("協議会", &[]),
        ]);
        assert_eq!(
            found(&glossary, "地域コミュニティ協議会と協議会とコミ協"),
            [("地域コミュニティ協議会", 1), ("協議会", 2), ("コミ協", 0)]
        );
    }

    #[test]
    fn width_and_case_do_not_count() {
        let glossary = glossary(&[("DX", &[]), ("ＳＤＧｓ", &[])]);
        assert_eq!(
            found(&glossary, "ＤＸとdxとsdgs"),
            [("ＤＸ", 0), ("dx", 0), ("sdgs", 1)]
        );
    }

    #[test]
    fn a_word_that_goes_on_is_another() {
        let glossary = glossary(&[("DX", &[]), ("アセット", &[])]);
        assert_eq!(found(&glossary, "DXFやMDX、アセットマネジメント"), []);
        assert_eq!(
            found(&glossary, "行政DXのアセット管理"),
            [("DX", 0), ("アセット", 1)]
        );
    }

    #[test]
    fn nothing_is_found_without_words() {
        assert_eq!(found(&Glossary::default(), "関係人口"), []);
        assert_eq!(found(&glossary(&[("　", &[])]), "　関係人口"), []);
    }
}
