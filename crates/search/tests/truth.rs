//! Mode `phrase` against the brute-force truth: substring of the normalised text.
#![allow(clippy::unwrap_used, missing_docs)]

use ayumi_search::analysis::{Normalised, normalise};
use ayumi_search::{
    Answer, IndexWriter, Mode, Part, Passage, PassageText, Request, Searcher, Site,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// Few characters, so that hits are many: kanji, kana (full and half width, with voiced marks that
/// stand alone), Latin, digits, full-width forms, ligatures, spaces, punctuation, quotation marks.
const ALPHABET: &[&str] = &[
    "目",
    "標",
    "目標",
    "髙",
    "高",
    "々",
    "か",
    "が",
    "か\u{3099}",
    "カ",
    "ｶﾞ",
    "ｶ",
    "ー",
    "-",
    "～",
    "〜",
    "a",
    "Ａ",
    "B",
    "é",
    "e\u{301}",
    "1",
    "１",
    "①",
    "㍻",
    "平成",
    "㌢",
    "ﬁ",
    " ",
    "\u{3000}",
    "\n",
    "  ",
    "\u{a0}",
    "。",
    "、",
    "・",
    "!",
    "！",
    "％",
    "「",
    "」",
    "\"",
    "<",
    "&",
    "邉\u{e0100}",
    "\u{200b}",
    "İ",
    "ß",
    "\u{a8}",
    "😀",
];

fn text(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(prop::sample::select(ALPHABET), pieces).prop_map(|pieces| pieces.concat())
}

type Texts = Vec<Vec<(Part, String)>>;

fn corpus(least: usize) -> impl Strategy<Value = Texts> {
    vec(
        vec(
            (prop::sample::select(&Part::ALL[..]), text(least..14)),
            least..4,
        ),
        least..8,
    )
}

fn searcher(corpus: &Texts) -> Searcher {
    let mut writer = IndexWriter::new().unwrap();
    for (number, texts) in corpus.iter().enumerate() {
        writer
            .add(&Passage {
                document: format!("{number:03}"),
                year: 2024,
                organisation: "a".into(),
                ancestors: Vec::new(),
                title: String::new(),
                page: String::new(),
                goal: None,
                marks: Vec::new(),
                source: String::new(),
                texts: texts
                    .iter()
                    .map(|(part, text)| PassageText {
                        kind: (*part).into(),
                        anchor: String::new(),
                        text: text.clone(),
                    })
                    .collect(),
            })
            .unwrap();
    }
    Searcher::open(writer.finish(&Site::default()).unwrap()).unwrap()
}

/// The required phrases, split here by other means than the engine's.
fn phrases(query: &str) -> Vec<String> {
    let query = query.replace(['\u{201c}', '\u{201d}', '\u{ff02}'], "\"");
    let pieces: Vec<&str> = query.split('"').collect();
    let mut phrases = Vec::new();
    for (index, piece) in pieces.iter().enumerate() {
        if index % 2 == 1 && index + 1 != pieces.len() {
            phrases.push(normalise(piece));
        } else {
            phrases.extend(piece.split_whitespace().map(normalise));
        }
    }
    phrases.retain(|phrase| phrase.chars().any(char::is_alphanumeric));
    phrases
}

fn holds(texts: &[(Part, String)], part: Option<Part>, phrase: &str) -> bool {
    texts
        .iter()
        .filter(|(of, _)| part.is_none_or(|part| part == *of))
        .any(|(_, text)| normalise(text).contains(phrase))
}

/// Where a text, as written, holds a phrase.
fn places(shown: &str, phrase: &str) -> Vec<std::ops::Range<usize>> {
    let text = Normalised::new(shown);
    let phrase: Vec<char> = phrase.chars().collect();
    text.characters()
        .windows(phrase.len())
        .enumerate()
        .filter(|(_, window)| *window == phrase.as_slice())
        .map(|(start, _)| {
            let place = text.original_range(start..start + phrase.len());
            // An invisible character belongs to what stands before it, which was cut off.
            let cut = shown[place.clone()].trim_start_matches('\u{200b}');
            place.end - cut.len()..place.end
        })
        .collect()
}

/// Whether a piece is no phrase but an operator with one: `-目標`.
fn has_operator(query: &str) -> bool {
    let minus = ['-', '\u{ff0d}', '\u{2212}'];
    let quotes = ['"', '\u{201c}', '\u{201d}', '\u{ff02}'];
    let cut = |c: char| c.is_whitespace() || quotes.contains(&c);
    // A quotation mark may stand behind the operator, or before it.
    query.split(cut).any(|piece| {
        piece.starts_with(minus)
            || piece.ends_with(minus)
            || matches!(piece, "OR" | "|" | "｜")
            || piece.contains([':', '：'])
    })
}

fn check(corpus: &Texts, query: &str) -> Result<Answer, TestCaseError> {
    let searcher = searcher(corpus);
    let answer = searcher
        .search(&Request {
            limit: usize::MAX,
            ..Request::new(query)
        })
        .unwrap();
    let phrases = phrases(query);
    let truth: Vec<String> = corpus
        .iter()
        .enumerate()
        .filter(|(_, texts)| {
            !phrases.is_empty() && phrases.iter().all(|phrase| holds(texts, None, phrase))
        })
        .map(|(number, _)| format!("{number:03}"))
        .collect();
    let mut found: Vec<String> = answer.hits.iter().map(|hit| hit.document.clone()).collect();
    found.sort();
    prop_assert_eq!(answer.total, answer.hits.len());
    if answer.mode == Mode::Phrase {
        prop_assert_eq!(&found, &truth, "{:?}", query);
        for part in Part::ALL {
            let count = corpus
                .iter()
                .enumerate()
                .filter(|(number, texts)| {
                    truth.contains(&format!("{number:03}"))
                        && phrases
                            .iter()
                            .any(|phrase| holds(texts, Some(part), phrase))
                })
                .count();
            prop_assert_eq!(answer.facets.part.get(&part).copied().unwrap_or(0), count);
        }
        for hit in &answer.hits {
            prop_assert!(!hit.snippet.marks.is_empty());
            // A mark covers whole original characters, so it may hold more than the phrase.
            let places: Vec<_> = phrases
                .iter()
                .flat_map(|phrase| places(&hit.snippet.text, phrase))
                .collect();
            for mark in &hit.snippet.marks {
                prop_assert!(
                    places
                        .iter()
                        .any(|place| mark.start <= place.start && place.end <= mark.end),
                    "{:?} for {:?}",
                    hit.snippet,
                    phrases
                );
            }
        }
    } else {
        prop_assert!(truth.is_empty(), "{:?} in {:?}", query, answer.mode);
    }
    Ok(answer)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn queries_of_the_same_alphabet(corpus in corpus(0), query in text(0..6)) {
        prop_assume!(!has_operator(&query));
        check(&corpus, &query)?;
    }

    #[test]
    fn quoted_queries(corpus in corpus(0), query in text(1..6)) {
        check(&corpus, &format!("\"{}\"", query.replace('"', "")))?;
    }

    #[test]
    fn what_is_cut_from_a_text_is_found(
        corpus in corpus(1),
        passage in any::<prop::sample::Index>(),
        start in any::<prop::sample::Index>(),
        length in 1_usize..12,
    ) {
        let texts = passage.get(&corpus);
        let normalised: Vec<char> = normalise(&texts[0].1.replace('"', "")).chars().collect();
        prop_assume!(!normalised.is_empty());
        let start = start.index(normalised.len());
        let end = (start + length).min(normalised.len());
        let query: String = normalised[start..end].iter().collect();
        check(&corpus, &format!("\"{query}\""))?;
    }

    #[test]
    fn any_query_is_answered(query in any::<String>()) {
        prop_assume!(!has_operator(&query));
        check(&vec![vec![(Part::Goal, query.clone())]], &query)?;
    }

    #[test]
    fn loose_marks_are_made_of_bigrams_of_the_query(corpus in corpus(0), query in text(2..8)) {
        let answer = searcher(&corpus).search(&Request::new(query.as_str())).unwrap();
        prop_assume!(answer.mode != Mode::Phrase);
        for hit in &answer.hits {
            let places: Vec<_> = phrases(&query)
                .concat()
                .chars()
                .filter(|character| character.is_alphanumeric())
                .flat_map(|character| places(&hit.snippet.text, &character.to_string()))
                .collect();
            for mark in &hit.snippet.marks {
                let held = places
                    .iter()
                    .any(|place| mark.start <= place.start && place.end <= mark.end);
                prop_assert!(held, "{:?} for {:?}", hit.snippet, query);
            }
        }
    }
}

#[test]
fn phrases_do_not_reach_from_one_text_of_a_part_into_the_next() {
    let corpus = vec![vec![
        (Part::Other, "関係".to_owned()),
        (Part::Other, "人口".to_owned()),
    ]];
    let answer = check(&corpus, "関係人口").unwrap();
    assert_eq!(answer.mode, Mode::Any);
    assert_eq!(check(&corpus, "関係 人口").unwrap().mode, Mode::Phrase);
    assert_eq!(check(&corpus, "係").unwrap().total, 1);
    assert_eq!(check(&corpus, "口").unwrap().total, 1);
}

#[test]
fn punctuation_inside_a_phrase_has_to_be_the_same() {
    let corpus = vec![
        vec![(Part::Goal, "歩み、未来".to_owned())],
        vec![(Part::Goal, "歩み・未来".to_owned())],
    ];
    assert_eq!(check(&corpus, "歩み、未来").unwrap().total, 1);
    assert_eq!(check(&corpus, "み・未").unwrap().total, 1);
    assert_eq!(check(&corpus, "。").unwrap().total, 0);
}
