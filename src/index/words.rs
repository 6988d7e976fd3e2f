//! The finished index → the words for the index at the end of the book (索引): those that tell most, each with the places
//! where it stands.
//!
//! Words and readings are those that the engine knows anyway; where each stands, the engine is asked as a reader would ask
//! it. So nothing is kept while documents go by, and what is made is bounded whatever the archive holds.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::Arc;

use ayumi_japanese::kana::is_hiragana;
use ayumi_japanese::reading::is_kana_text;
use ayumi_search::analysis::normalise;
use ayumi_search::layout::{PartFiles, Parts};
use ayumi_search::lexicon::Lexicon;
use ayumi_search::vocabulary::Words;
use ayumi_search::{IndexFiles, Request, Result, Searcher, Sort, Word};
use rayon::prelude::*;

use crate::config::Glossary;
use crate::model::DocumentId;
use crate::relate::Archive;
use crate::render::{IndexedPlace, IndexedWord, letter};

/// Words of one letter.
const MOST_OF_A_LETTER: usize = 240;

/// Words of one letter that are looked at; some stand in too many documents, or in one alone.
const MOST_LOOKED_AT: usize = 320;

/// Places of a word.
const MOST_PLACES: usize = 6;

/// The fewest documents that make a word worth a line.
const FEWEST_DOCUMENTS: usize = 2;

/// A word that stands in more than one of so many documents says nothing of any of them …
const SHARE: usize = 3;

/// … but in a small archive it may.
const ALWAYS: usize = 10;

/// Bytes of unpacked parts of the index that are kept between words.
const KEPT: usize = 32 << 20;

/// The words that tell most, by the letter under which they stand.
///
/// # Errors
/// If the index cannot be read, which was made just now.
pub fn words(
    files: &IndexFiles,
    archive: &Archive,
    glossary: &Glossary,
) -> Result<Vec<IndexedWord>> {
    let files = Arc::new(PartFiles::open(
        &files.published().root,
        Made(files.clone()),
    )?);
    let lexicon = Lexicon::embedded()?;
    let all = Words::new(files.clone()).all()?;
    let letters = candidates(all, &lexicon, &Officers::new(archive), glossary);
    let passages = Searcher::open(Arc::clone(&files))?.passages();
    let ids: BTreeMap<&str, &DocumentId> = archive
        .documents()
        .map(|digest| (digest.id.as_str(), &digest.id))
        .collect();
    let documents = ids.len();
    let most = ALWAYS.max(documents / SHARE);
    let found: Vec<Result<Vec<IndexedWord>>> = letters
        .into_par_iter()
        .map(|mut words| {
            let searcher = Searcher::open(Arc::clone(&files))?;
            words.sort_by_cached_key(|word| {
                let weight = telling(word.passages.into(), passages.into());
                (!word.first, u64::MAX - weight, word.text.clone())
            });
            let mut kept = Vec::new();
            for word in words.into_iter().take(MOST_LOOKED_AT) {
                if kept.len() == MOST_OF_A_LETTER {
                    break;
                }
                let found = look_up(&searcher, word, &ids)?;
                files.trim(KEPT);
                if (FEWEST_DOCUMENTS..=most).contains(&found.documents) {
                    kept.push(found);
                }
            }
            Ok(kept)
        })
        .collect();
    let found: Result<Vec<Vec<IndexedWord>>> = found.into_iter().collect();
    Ok(found?.into_iter().flatten().collect())
}

/// The parts of an index that was made just now.
struct Made(IndexFiles);

impl Parts for Made {
    fn part(&self, name: &str) -> io::Result<Vec<u8>> {
        let part = self.0.published().parts.get(name);
        part.cloned().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// A word that may be one of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    text: String,
    reading: String,
    certain: bool,
    /// Whether it is looked at before others: words of the glossary, and the few of hiragana that are known.
    first: bool,
    passages: u32,
}

/// The words that may be of use, by letter.
fn candidates(
    mut words: Vec<Word>,
    lexicon: &Lexicon,
    officers: &Officers,
    glossary: &Glossary,
) -> Vec<Vec<Candidate>> {
    words.sort_unstable();
    let mut known: BTreeMap<String, Candidate> = BTreeMap::new();
    for readings in words.chunk_by(|one, other| one.text == other.text) {
        let likeliest = readings.iter().min_by_key(|word| word.rank);
        let Some(word) = likeliest else { continue };
        let organisation = readings.iter().any(|word| word.organisation);
        // How many passages have a word of hiragana is not counted.
        let rare = (word.passages as usize) < FEWEST_DOCUMENTS && !is_hiragana_text(&word.text);
        if organisation || rare || officers.have(&word.text) || !is_noun(&word.text) {
            continue;
        }
        let is_kana = is_kana_text(&word.text);
        let divided = lexicon.divide(&word.text);
        let short = |part: &String| part.chars().nth(1).is_none();
        // More often a piece of another word than a word: 件水防訓練
        if !is_kana && divided.len() > 1 && divided.first().is_some_and(short) {
            continue;
        }
        let candidate = Candidate {
            // A compound may be read otherwise than its parts are, whatever each of them is.
            certain: readings.len() == 1 && (is_kana || divided.len() == 1),
            first: is_hiragana_text(&word.text),
            text: word.text.clone(),
            reading: word.reading.clone(),
            passages: word.passages,
        };
        known.insert(word.text.clone(), candidate);
    }
    drop_beginnings(&mut known);
    for entry in glossary.words() {
        // What a quoted query cannot hold is not looked for.
        if entry.term.contains('"') {
            continue;
        }
        let text = normalise(&entry.term);
        let passages = known.get(&text).map_or(0, |word| word.passages);
        let candidate = Candidate {
            text: entry.term.clone(),
            reading: entry.reading.clone(),
            certain: true,
            first: true,
            passages,
        };
        known.insert(text, candidate);
    }
    let mut letters: BTreeMap<char, Vec<Candidate>> = BTreeMap::new();
    for word in known.into_values() {
        if let Some(letter) = letter(&word.reading) {
            letters.entry(letter).or_default().push(word);
        }
    }
    letters.into_values().collect()
}

/// Words by which nobody looks for anything, though they stand among nouns.
const EMPTY: [&str; 26] = [
    "あらためて",
    "おおむね",
    "ください",
    "すべて",
    "そのもの",
    "だれでも",
    "だれもが",
    "ひとつ",
    "ほとんど",
    "めざし",
    "やさしい",
    "わかりやすい",
    "わたしたち",
    "大きい",
    "小さい",
    "少ない",
    "多い",
    "低い",
    "高い",
    "近い",
    "長い",
    "短い",
    "早い",
    "良い",
    "同じ",
    "皆さん",
];

/// Whether a word can be one for an index, by how it is written: two characters at least, no number of things (一件), and no
/// verb or adjective (結ぶ, 早く, 新しい).
fn is_noun(word: &str) -> bool {
    let count = word.chars().count();
    let (first, last) = (word.chars().next(), word.chars().next_back());
    let number = count == 2 && first.is_some_and(|c| "一二三四五六七八九十百千万".contains(c));
    let inflected =
        last.is_some_and(|c| "うくぐすつぬぶむる".contains(c)) || word.ends_with("しい");
    count > 1 && !number && !inflected && !EMPTY.contains(&word)
}

fn is_hiragana_text(word: &str) -> bool {
    word.chars().all(|c| is_hiragana(c) || c == 'ー')
}

/// Leaves out words that nearly always are the beginning of one longer word, which then says more and stands in the same
/// place: 関係人 beside 関係人口.
fn drop_beginnings(known: &mut BTreeMap<String, Candidate>) {
    let mut dropped = BTreeSet::new();
    for (text, word) in &*known {
        let beginnings = text.char_indices().skip(2).map(|(at, _)| &text[..at]);
        for beginning in beginnings {
            let short = known.get(beginning);
            let same =
                |short: &&Candidate| u64::from(word.passages) * 10 >= u64::from(short.passages) * 9;
            if short.filter(same).is_some() {
                dropped.insert(beginning.to_owned());
            }
        }
    }
    known.retain(|text, _| !dropped.contains(text));
}

/// The names of officers, whole and in parts: an index by them would be one of people.
#[derive(Debug, Default)]
struct Officers {
    names: BTreeSet<String>,
    roles: BTreeSet<String>,
}

impl Officers {
    fn new(archive: &Archive) -> Self {
        let mut officers = Self::default();
        for head in archive.documents().flat_map(|digest| &digest.heads) {
            officers.add(&head.role, &head.name);
        }
        officers
    }

    fn add(&mut self, role: &str, name: &str) {
        self.roles.insert(normalise(role));
        let whole: Vec<char> = normalise(name).chars().collect();
        for at in 2..=whole.len() {
            self.names.insert(whole[..at].iter().collect());
            self.names
                .insert(whole[whole.len() - at..].iter().collect());
        }
    }

    /// Whether a word is a name or part of one, or one with its role: 部長佐久間 stands in one line.
    fn have(&self, word: &str) -> bool {
        let is_name = |word: Option<&str>| word.is_some_and(|word| self.names.contains(word));
        is_name(Some(word))
            || self
                .roles
                .iter()
                .filter(|role| !role.is_empty())
                .any(|role| {
                    is_name(word.strip_prefix(role.as_str()))
                        || is_name(word.strip_suffix(role.as_str()))
                })
    }
}

/// How much a word tells that stands in some of all passages: one that stands in few tells much of them, one that stands in
/// many leads to many. In integers, since logarithms differ between platforms.
fn telling(some: u64, all: u64) -> u64 {
    logarithm(some + 1) * logarithm(all).saturating_sub(logarithm(some))
}

/// The binary logarithm in steps of 1/1024, a straight line between powers of two.
fn logarithm(number: u64) -> u64 {
    let Some(whole) = number.checked_ilog2() else {
        return 0;
    };
    let rest = (u128::from(number) << 10) >> whole;
    u64::from(whole) * 1024 + u64::try_from(rest).unwrap_or(1024) - 1024
}

/// Where a word stands.
fn look_up(
    searcher: &Searcher,
    word: Candidate,
    ids: &BTreeMap<&str, &DocumentId>,
) -> Result<IndexedWord> {
    let answer = searcher.search(&Request {
        as_written: true,
        sort: Sort::Newest,
        group: true,
        limit: MOST_PLACES,
        ..Request::new(format!("\"{}\"", word.text))
    })?;
    let mut places: Vec<IndexedPlace> = Vec::new();
    for hit in answer.hits {
        let Some(&document) = ids.get(hit.document.as_str()) else {
            continue;
        };
        // The first of a document is the best.
        if places.iter().all(|place| place.document != *document) {
            places.push(IndexedPlace {
                document: document.clone(),
                target: hit.url,
            });
        }
    }
    Ok(IndexedWord {
        text: word.text,
        reading: word.reading,
        certain: word.certain,
        documents: answer.documents,
        places,
    })
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::config::WordEntry;

    fn word(text: &str, reading: &str, rank: u8, passages: u32) -> Word {
        Word {
            text: text.to_owned(),
            reading: reading.to_owned(),
            rank,
            passages,
            organisation: false,
        }
    }

    fn chosen(words: Vec<Word>, officers: &Officers, glossary: &Glossary) -> Vec<(String, bool)> {
        let lexicon = Lexicon::embedded().unwrap();
        let letters = candidates(words, &lexicon, officers, glossary);
        let all = letters.into_iter().flatten();
        all.map(|word| (word.text, word.certain)).collect()
    }

    #[test]
    fn a_reading_is_certain_where_a_dictionary_knows_one() {
        let words = vec![
            word("除雪", "じょせつ", 0, 9),
            word("市場", "しじょう", 0, 9),
            word("市場", "いちば", 1, 9),
            // Of several words, each of which has one reading.
            word("交通安全教室", "こうつうあんぜんきょうしつ", 0, 9),
            word("バス", "ばす", 0, 9),
        ];
        let found = chosen(words, &Officers::default(), &Glossary::default());
        let certain = |text: &str| found.iter().find(|word| word.0 == text).unwrap().1;
        assert!(certain("除雪") && certain("バス"));
        assert!(!certain("市場") && !certain("交通安全教室"));
    }

    #[test]
    fn what_says_nothing_to_look_for_is_left_out() {
        let mut organisation = word("中央区", "ちゅうおうく", 0, 9);
        organisation.organisation = true;
        let mut officers = Officers::default();
        officers.add("部長", "佐久間 なおみ");
        let words = vec![
            organisation,
            word("雪", "ゆき", 0, 9),
            word("公園", "こうえん", 0, 1),
            word("一件", "いっけん", 0, 9),
            word("結ぶ", "むすぶ", 0, 9),
            word("新しい", "あたらしい", 0, 9),
            word("佐久間", "さくま", 0, 9),
            word("部長佐久間", "ぶちょうさくま", 0, 9),
            word("件水防訓練", "けんすいぼうくんれん", 0, 9),
            word("関係", "かんけい", 0, 10),
            word("関係人口", "かんけいじんこう", 0, 9),
            word("にぎわい", "にぎわい", 0, 1),
            word("水辺", "みずべ", 0, 2),
        ];
        let found = chosen(words, &officers, &Glossary::default());
        let texts: Vec<&str> = found.iter().map(|word| &*word.0).collect();
        assert_eq!(texts, ["関係人口", "にぎわい", "水辺"]);
    }

    #[test]
    fn words_of_the_glossary_have_its_readings() {
        let entry = |term: &str, reading: &str| WordEntry {
            term: term.to_owned(),
            reading: reading.to_owned(),
            variants: Vec::new(),
            meaning: "意味。".to_owned(),
            source: None,
            reviewed: None,
        };
        let glossary = Glossary::new(vec![
            entry("ＤＸ", "でぃーえっくす"),
            entry("市場", "いちば"),
            entry("\"", "いんよう"),
        ]);
        let words = vec![word("市場", "しじょう", 0, 9), word("市場", "いちば", 1, 9)];
        let found = chosen(words, &Officers::default(), &glossary);
        assert_eq!(
            found,
            [("市場".to_owned(), true), ("ＤＸ".to_owned(), true)]
        );
    }

    #[test]
    fn words_in_neither_few_nor_most_passages_tell_most() {
        let weights = [1, 2, 30, 500, 999, 1000].map(|some| telling(some, 1000));
        assert!(weights[0] < weights[1] && weights[1] < weights[2]);
        assert!(weights[2] > weights[3] && weights[3] > weights[4]);
        assert_eq!(weights[5], 0);
        assert_eq!(telling(0, 0), 0);
        assert_eq!([1, 2, 3, 4].map(logarithm), [0, 1024, 1536, 2048]);
        assert_eq!(logarithm(u64::MAX), 65535);
    }
}
