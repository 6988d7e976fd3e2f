//! Phrases → clauses: what is looked up in the index.

use ayumi_japanese::kana::is_kanji;

use crate::analysis::{Gram, covering, is_hiragana, latin_word, word_runs};
use crate::answer::{Expanded, ExpansionKind};
use crate::query::expand::Expansion;
use crate::query::parse::{Item, Phrase};

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
    /// A short Latin word, whole: never within another. Only ever looked for in place of what was
    /// typed.
    Latin { text: Vec<char>, term: String },
}

impl Clause {
    /// The clause for a text: `None` if it is empty.
    pub fn new(text: &[char]) -> Option<Self> {
        match text {
            [] => None,
            [character] => Some(Self::Character(*character)),
            text => Some(Self::Phrase {
                text: text.to_vec(),
                grams: covering(text),
            }),
        }
    }

    /// The clause for a text that stands for what was typed.
    pub fn standing_for(text: &[char]) -> Option<Self> {
        match latin_word(&text.iter().collect::<String>()) {
            Some(term) => Some(Self::Latin {
                text: text.to_vec(),
                term,
            }),
            None => Self::new(text),
        }
    }

    /// Whether it is found only where no word goes on.
    pub fn is_whole_word(&self) -> bool {
        matches!(self, Self::Latin { .. })
    }

    /// The characters that are to be highlighted.
    pub fn characters(&self) -> &[char] {
        match self {
            Self::Phrase { text, .. } | Self::Latin { text, .. } => text,
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
            // As the word itself, not with what marks it.
            Self::Latin { text, .. } => vec![text.iter().collect()],
        }
    }
}

/// A clause that satisfies a term.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Alternative {
    pub clause: Clause,
    /// What its occurrences are worth.
    pub weight: f32,
}

/// One thing that a passage has to hold, in one of several ways.
#[derive(Debug, Clone, PartialEq, Default)]
pub(crate) struct Term {
    pub alternatives: Vec<Alternative>,
    /// It was quoted: nothing less will do.
    pub quoted: bool,
}

/// What is looked up in mode `phrase`.
#[derive(Debug, Clone, Default)]
pub(crate) struct Plan {
    /// All have to be held.
    pub terms: Vec<Term>,
    /// None may be held.
    pub without: Vec<Clause>,
    /// What was added.
    pub expanded: Vec<Expanded>,
}

/// What occurrences of an alternative are worth: what was typed comes first, all else being equal.
fn weight(kind: Option<ExpansionKind>) -> f32 {
    match kind {
        None => 1.0,
        Some(ExpansionKind::Spelling | ExpansionKind::Number) => 0.8,
        Some(ExpansionKind::Synonym | ExpansionKind::Reading) => 0.35,
    }
}

/// Plans mode `phrase`. `expand` says what stands for an item's phrase.
pub(crate) fn plan<E>(
    groups: &[Vec<Item>],
    mut expand: impl FnMut(&Item, &Phrase) -> Result<Expansion, E>,
) -> Result<Plan, E> {
    let mut plan = Plan::default();
    for group in groups {
        let mut term = Term {
            quoted: group.iter().all(|item| item.quoted),
            ..Term::default()
        };
        for item in group {
            let Some(phrase) = &item.phrase else {
                continue;
            };
            if item.without {
                plan.without.extend(Clause::new(phrase.characters()));
                continue;
            }
            let expansion = expand(item, phrase)?;
            for alternative in expansion.alternatives {
                let characters = alternative.phrase.characters();
                let clause = match alternative.kind {
                    None => Clause::new(characters),
                    Some(_) => Clause::standing_for(characters),
                };
                let Some(clause) = clause else {
                    continue;
                };
                if term.alternatives.iter().all(|known| known.clause != clause) {
                    term.alternatives.push(Alternative {
                        clause,
                        weight: weight(alternative.kind),
                    });
                }
            }
            for said in expansion.said {
                if !plan.expanded.contains(&said) {
                    plan.expanded.push(said);
                }
            }
        }
        if !term.alternatives.is_empty() {
            plan.terms.push(term);
        }
    }
    Ok(plan)
}

/// The clauses of modes `all` and `any`: the bigrams of the items' words, each once. A phrase that
/// has only words of one character gives these.
pub(crate) fn loose(groups: &[Vec<Item>]) -> Loose {
    let items = groups.iter().flatten().filter(|item| !item.without);
    let phrases: Vec<&Phrase> = items.filter_map(|item| item.phrase.as_ref()).collect();
    let mut bigrams: Vec<&[char]> = Vec::new();
    for phrase in phrases {
        let before = bigrams.len();
        bigrams.extend(word_runs(phrase.characters()).flat_map(pairs));
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
            terms: bigrams.into_iter().filter_map(Term::of).collect(),
            left_out: Vec::new(),
        };
    }
    Loose {
        terms: kept.into_iter().filter_map(Term::of).collect(),
        left_out: left_out
            .into_iter()
            .map(|bigram| bigram.iter().collect())
            .collect(),
    }
}

/// The bigrams of a word; a number is not cut, but taken with the kanji beside it: of 令和18年度 和18年,
/// not 8年.
fn pairs(run: &[char]) -> impl Iterator<Item = &[char]> {
    let is_digit = |at: usize| run.get(at).is_some_and(char::is_ascii_digit);
    (0..run.len()).filter_map(move |start| {
        let first_digit = is_digit(start + 1) && !is_digit(start);
        if first_digit || start == 0 && is_digit(0) {
            let number = if first_digit { start + 1 } else { 0 };
            let digits = run[number..].iter().take_while(|c| c.is_ascii_digit());
            let end = number + digits.count();
            let kanji = |at: usize| run.get(at).copied().is_some_and(is_kanji);
            let from = if kanji(start) { start } else { number };
            return Some(&run[from..end + usize::from(kanji(end))]);
        }
        let pair = run.get(start..start + 2)?;
        (!is_digit(start) && !is_digit(start + 1)).then_some(pair)
    })
}

impl Term {
    fn of(text: &[char]) -> Option<Self> {
        Some(Self {
            alternatives: vec![Alternative {
                clause: Clause::new(text)?,
                weight: 1.0,
            }],
            quoted: false,
        })
    }
}

/// See [`loose`].
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Loose {
    pub terms: Vec<Term>,
    /// Bigrams that do not rank.
    pub left_out: Vec<String>,
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;
    use crate::query::parse::parse;

    fn texts(terms: &[Term]) -> Vec<String> {
        terms
            .iter()
            .map(|term| term.alternatives[0].clause.text())
            .collect()
    }

    #[test]
    fn a_phrase_reads_its_covering_bigrams_with_punctuation() {
        let none = |_: &Item, phrase: &Phrase| Ok::<_, ()>(Expansion::none(phrase));
        let plan = plan(&parse("歩み、未来 区 -雪 OR 泥").groups, none).unwrap();
        assert_eq!(texts(&plan.terms), ["歩み、未来", "区", "泥"]);
        let clause = |term: usize| &plan.terms[term].alternatives[0].clause;
        assert_eq!(clause(0).terms(), ["歩み", "、未", "未来"]);
        assert_eq!(clause(1).terms(), ["区*"]);
        assert_eq!(plan.without.len(), 1);
    }

    #[test]
    fn loose_terms_are_bigrams_of_words() {
        let loose = loose(&parse("歩み、未来 み、未来 区 a+b").groups);
        assert_eq!(texts(&loose.terms), ["歩み", "未来", "区", "a", "b"]);
    }

    #[test]
    fn numbers_are_not_cut() {
        let of = |query: &str| texts(&loose(&parse(query).groups).terms);
        assert_eq!(of("令和18年度"), ["令和", "和18年", "年度"]);
        assert_eq!(of("2030"), ["2030"]);
        assert_eq!(of("r6と60%"), ["6", "60"]);
        assert_eq!(of("これは3回"), ["これ", "れは", "3回"]);
    }

    #[test]
    fn bigrams_of_two_hiragana_rank_only_short_queries() {
        assert_eq!(
            texts(&loose(&parse("にぎはひ").groups).terms),
            ["にぎ", "ぎは", "はひ"]
        );
        let long = loose(&parse("道路はいつ直るのですか").groups);
        assert_eq!(texts(&long.terms), ["道路", "路は", "つ直", "直る"]);
        assert_eq!(
            long.left_out,
            ["はい", "いつ", "るの", "ので", "です", "すか"]
        );
    }
}
