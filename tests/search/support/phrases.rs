//! Phrases cut from texts, judged by a scan for substrings: what a phrase finds is to be exactly that.

use std::collections::BTreeSet;

use ayumi_search::analysis::normalise;
use ayumi_search::{Mode, Passage, Request, Searcher};

use super::share;

/// How long the phrases are, in characters.
const LENGTHS: std::ops::RangeInclusive<usize> = 2..=12;

/// What was found by all phrases together.
#[derive(Debug, Default)]
pub struct Phrases {
    /// Phrases asked.
    pub asked: usize,
    /// Passages that hold the phrase and were found.
    pub right: usize,
    /// Passages that were found.
    pub found: usize,
    /// Passages that hold the phrase.
    pub held: usize,
    /// Phrases for which nothing was found, though each was cut from a passage.
    pub empty: Vec<String>,
    /// Phrases for which something is wrong.
    pub wrong: Vec<String>,
}

impl Phrases {
    /// The share of what was found that holds the phrase.
    pub fn precision(&self) -> f64 {
        share(self.right, self.found)
    }

    /// The share of what holds the phrase that was found.
    pub fn recall(&self) -> f64 {
        share(self.right, self.held)
    }
}

/// Passages, each of which is a document of its own, so that hits tell which one they are.
pub fn alone(passages: &[Passage]) -> Vec<Passage> {
    let numbered = passages.iter().enumerate();
    numbered
        .map(|(number, passage)| Passage {
            document: format!("{number:07}"),
            ..passage.clone()
        })
        .collect()
}

/// Cuts phrases from the passages' texts, always the same ones: any stretch of characters with at least one letter or
/// digit, whatever the words.
pub fn cut(passages: &[Passage], count: usize) -> Vec<String> {
    let mut dice = Dice(0x5eed);
    let mut phrases = Vec::with_capacity(count);
    let mut seen = BTreeSet::new();
    while phrases.len() < count {
        let passage = &passages[dice.below(passages.len())];
        let Some(text) = passage.texts.get(dice.below(passage.texts.len().max(1))) else {
            continue;
        };
        let characters: Vec<char> = normalise(&text.text).chars().collect();
        let length = LENGTHS.start() + dice.below(LENGTHS.end() - LENGTHS.start() + 1);
        if characters.len() < length {
            continue;
        }
        let start = dice.below(characters.len() - length + 1);
        let phrase: String = characters[start..start + length].iter().collect();
        let phrase = phrase.trim().to_owned();
        let plain = normalise(&phrase) == phrase && !phrase.contains('"');
        if plain && phrase.chars().any(char::is_alphanumeric) && seen.insert(phrase.clone()) {
            phrases.push(phrase);
        }
    }
    phrases
}

/// Asks for each phrase as it is written, and compares with the scan. `passages` are those of the index, [`alone`].
pub fn judge(searcher: &Searcher, passages: &[Passage], phrases: &[String]) -> Phrases {
    let texts: Vec<Vec<String>> = passages
        .iter()
        .map(|passage| {
            passage
                .texts
                .iter()
                .map(|text| normalise(&text.text))
                .collect()
        })
        .collect();
    let mut judged = Phrases {
        asked: phrases.len(),
        ..Phrases::default()
    };
    for phrase in phrases {
        let held: BTreeSet<&str> = passages
            .iter()
            .zip(&texts)
            .filter(|(_, texts)| texts.iter().any(|text| text.contains(phrase)))
            .map(|(passage, _)| passage.document.as_str())
            .collect();
        let request = Request {
            as_written: true,
            limit: usize::MAX,
            ..Request::new(format!("\"{phrase}\""))
        };
        let answer = searcher.search(&request).unwrap();
        let exact = answer.mode == Mode::Phrase;
        let found: BTreeSet<&str> = answer
            .hits
            .iter()
            .map(|hit| hit.document.as_str())
            .filter(|_| exact)
            .collect();
        judged.right += found.intersection(&held).count();
        judged.found += found.len();
        judged.held += held.len();
        if found.is_empty() {
            judged.empty.push(phrase.clone());
        }
        if found != held {
            judged.wrong.push(format!(
                "{phrase}: {} found, {} held",
                found.len(),
                held.len()
            ));
        }
    }
    judged
}

/// Numbers that look like chance, always the same ones (a linear congruential generator; the multiplier is Knuth's).
struct Dice(u64);

impl Dice {
    fn below(&mut self, bound: usize) -> usize {
        let step = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = step.wrapping_add(1_442_695_040_888_963_407);
        let high = usize::try_from(self.0 >> 33).unwrap_or(0);
        high % bound.max(1)
    }
}
