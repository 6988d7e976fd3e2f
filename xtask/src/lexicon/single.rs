//! Chinese readings of single kanji, which IPADIC lists only where they are words: 働 is どう in 労働 and 稼働, and so in
//! 協働, which IPADIC does not have.

use super::ipadic::Entry;
use super::kana::is_chinese;
use ayumi_japanese::kana::is_kanji;
use std::collections::{BTreeMap, BTreeSet};

/// Common noun, in the matrix of connections.
const CONTEXT: u16 = 1285;

/// Dearer than any word that IPADIC lists, so that what was derived is taken only where nothing else is.
const COST: i32 = 12_000;

/// Rounds of weighing; what is weighed hardly changes after these.
const ROUNDS: usize = 6;

/// A reading is kept if it explains so many words …
const FEWEST_WORDS: f64 = 1.9;

/// … and such a part of its kanji's words.
const SMALLEST_PART: f64 = 0.15;

/// How much of the words with a kanji each of its readings explains.
type Weights = BTreeMap<(char, String), f64>;

/// Entries for readings of kanji that no entry lists.
///
/// Words of two kanji are divided in all ways; each way counts by how well its two readings explain other words.
pub fn derive(entries: &[Entry]) -> Vec<Entry> {
    let words: Vec<Vec<[(char, String); 2]>> = entries.iter().filter_map(divisions).collect();
    let mut weights = Weights::new();
    for _ in 0..ROUNDS {
        let mut next = Weights::new();
        for ways in &words {
            // In the first round all ways are alike.
            let weight = |part| {
                weights
                    .get(part)
                    .copied()
                    .unwrap_or(if weights.is_empty() { 1.0 } else { 0.0 })
            };
            let products: Vec<f64> = ways.iter().map(|[a, b]| weight(a) * weight(b)).collect();
            let sum: f64 = products.iter().sum();
            for (parts, product) in ways.iter().zip(products) {
                for part in parts {
                    *next.entry(part.clone()).or_default() += product / sum.max(f64::MIN_POSITIVE);
                }
            }
        }
        weights = next;
    }

    let mut of_kanji: BTreeMap<char, f64> = BTreeMap::new();
    for ((kanji, _), weight) in &weights {
        *of_kanji.entry(*kanji).or_default() += weight;
    }
    let listed: BTreeSet<(&str, &str)> = entries
        .iter()
        .filter(|entry| entry.is(&["名詞"]))
        .map(|entry| (entry.text.as_str(), entry.reading.as_str()))
        .collect();
    weights
        .into_iter()
        .filter(|((kanji, reading), weight)| {
            // せっ is せつ before some sounds.
            !reading.ends_with('っ')
                && *weight >= FEWEST_WORDS
                && *weight >= SMALLEST_PART * of_kanji[kanji]
        })
        .filter(|((kanji, reading), _)| {
            !listed.contains(&(kanji.encode_utf8(&mut [0; 4]) as &str, reading.as_str()))
        })
        .map(|((kanji, reading), _)| Entry {
            text: kanji.to_string(),
            context: CONTEXT,
            cost: COST,
            speech: ["名詞", "一般"].map(str::to_owned).to_vec(),
            reading,
        })
        .collect()
}

/// How a common noun of two kanji may be divided into their readings.
fn divisions(entry: &Entry) -> Option<Vec<[(char, String); 2]>> {
    let mut kanji = entry.text.chars();
    let (Some(first), Some(second), None) = (kanji.next(), kanji.next(), kanji.next()) else {
        return None;
    };
    let common = entry.is(&["名詞"]) && !entry.is(&["名詞", "固有名詞"]);
    if !common || !is_kanji(first) || !is_kanji(second) {
        return None;
    }
    let ways: Vec<_> = entry
        .reading
        .char_indices()
        .map(|(at, _)| entry.reading.split_at(at))
        .filter(|(a, b)| is_chinese("一", a) && is_chinese("一", b))
        .map(|(a, b)| [(first, a.to_owned()), (second, b.to_owned())])
        .collect();
    (!ways.is_empty()).then_some(ways)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn noun(text: &str, reading: &str) -> Entry {
        Entry {
            text: text.to_owned(),
            context: CONTEXT,
            cost: 5000,
            speech: ["名詞", "一般"].map(str::to_owned).to_vec(),
            reading: reading.to_owned(),
        }
    }

    #[test]
    fn readings_are_those_that_explain_most_words() {
        let entries = [
            noun("労働", "ろうどう"),
            noun("稼働", "かどう"),
            noun("実働", "じつどう"),
            noun("労力", "ろうりょく"),
            noun("苦労", "くろう"),
            noun("稼業", "かぎょう"),
            noun("労", "ろう"),
        ];
        let derived = derive(&entries);
        let of = |kanji: &str| -> Vec<&str> {
            let own = derived.iter().filter(|entry| entry.text == kanji);
            own.map(|entry| entry.reading.as_str()).collect()
        };
        assert_eq!(of("働"), ["どう"]);
        // Listed, and met once only.
        assert_eq!(of("労"), [""; 0]);
        assert_eq!(of("苦"), [""; 0]);
    }
}
