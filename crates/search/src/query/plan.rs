//! Phrases → clauses: what is looked up in the index.

use crate::analysis::{Gram, covering, is_hiragana, word_runs};
use crate::query::parse::Phrase;

/// Bigrams of a query without those of two hiragana, from which on the latter are left out of
/// ranking: then the rest says enough, and 「してい」 stands everywhere.
const ENOUGH_TERMS: usize = 4;

/// One thing that a passage can contain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Clause {
    /// A phrase of at least two characters, by the bigrams that cover it.
    Phrase { text: Vec<char>, grams: Vec<Gram> },
    /// A single character: all terms that begin with it.
    Character(char),
}

impl Clause {
    /// The clause for a text: `None` if it is empty.
    fn new(text: &[char]) -> Option<Self> {
        match text {
            [] => None,
            [character] => Some(Self::Character(*character)),
            text => Some(Self::Phrase {
                text: text.to_vec(),
                grams: covering(text),
            }),
        }
    }

    /// The characters that are to be highlighted.
    pub fn characters(&self) -> &[char] {
        match self {
            Self::Phrase { text, .. } => text,
            Self::Character(character) => std::slice::from_ref(character),
        }
    }

    pub fn text(&self) -> String {
        self.characters().iter().collect()
    }

    /// The terms that are read.
    pub fn terms(&self) -> Vec<String> {
        match self {
            Self::Phrase { grams, .. } => grams.iter().map(|gram| gram.term.clone()).collect(),
            Self::Character(character) => vec![format!("{character}*")],
        }
    }
}

/// The clauses of mode `phrase`: each phrase as a whole.
pub(crate) fn whole(phrases: &[Phrase]) -> Vec<Clause> {
    phrases
        .iter()
        .filter_map(|phrase| Clause::new(phrase.characters()))
        .collect()
}

/// The clauses of modes `all` and `any`: the bigrams of the phrases' words, each once. A phrase
/// that has only words of one character gives these.
pub(crate) fn loose(phrases: &[Phrase]) -> Loose {
    let mut bigrams: Vec<&[char]> = Vec::new();
    for phrase in phrases {
        let before = bigrams.len();
        bigrams.extend(word_runs(phrase.characters()).flat_map(|run| run.windows(2)));
        if bigrams.len() == before {
            bigrams.extend(word_runs(phrase.characters()));
        }
    }
    let mut seen = std::collections::BTreeSet::new();
    bigrams.retain(|bigram| seen.insert(*bigram));

    let common = |bigram: &[char]| bigram.len() == 2 && bigram.iter().copied().all(is_hiragana);
    let (left_out, kept): (Vec<_>, Vec<_>) = bigrams.iter().partition(|bigram| common(bigram));
    if kept.len() < ENOUGH_TERMS {
        return Loose {
            clauses: bigrams.into_iter().filter_map(Clause::new).collect(),
            left_out: Vec::new(),
        };
    }
    Loose {
        clauses: kept.into_iter().filter_map(Clause::new).collect(),
        left_out: left_out
            .into_iter()
            .map(|bigram| bigram.iter().collect())
            .collect(),
    }
}

/// See [`loose`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loose {
    pub clauses: Vec<Clause>,
    /// Bigrams that do not rank.
    pub left_out: Vec<String>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::query::parse::parse;

    fn texts(clauses: &[Clause]) -> Vec<String> {
        clauses.iter().map(Clause::text).collect()
    }

    #[test]
    fn a_phrase_reads_its_covering_bigrams_with_punctuation() {
        let clauses = whole(&parse("歩み、未来 区").phrases);
        assert_eq!(texts(&clauses), ["歩み、未来", "区"]);
        assert_eq!(clauses[0].terms(), ["歩み", "、未", "未来"]);
        assert_eq!(clauses[1].terms(), ["区*"]);
    }

    #[test]
    fn loose_terms_are_bigrams_of_words() {
        let loose = loose(&parse("歩み、未来 み、未来 区 a+b").phrases);
        assert_eq!(texts(&loose.clauses), ["歩み", "未来", "区", "a", "b"]);
    }

    #[test]
    fn bigrams_of_two_hiragana_rank_only_short_queries() {
        assert_eq!(
            texts(&loose(&parse("にぎはひ").phrases).clauses),
            ["にぎ", "ぎは", "はひ"]
        );
        let long = loose(&parse("道路はいつ直るのですか").phrases);
        assert_eq!(texts(&long.clauses), ["道路", "路は", "つ直", "直る"]);
        assert_eq!(
            long.left_out,
            ["はい", "いつ", "るの", "ので", "です", "すか"]
        );
    }
}
