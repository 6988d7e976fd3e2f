//! Writing `lexicon.bin`, whose layout `crates/search/src/lexicon/table.rs` describes and reads.

use super::ipadic::Entry;
use ayumi_japanese::kana::{is_hiragana, is_kanji};
use std::collections::BTreeMap;
use tantivy_fst::MapBuilder;

/// The parts of speech that are told apart, by their numbers in IPADIC: the first of each line stands for all of it.
/// The place in this list is the number in the table; 0 is the edge of a text. What is told apart is what matters
/// inside compounds: 市 as a suffix is し, alone it is いち.
const CLASSES: &[&[u16]] = &[
    &[0],
    // Nouns: verbal, common, adjectival.
    &[1283],
    &[1285, 1284, 1296, 1309],
    &[1287],
    // Names: other, persons, surnames, given names, organisations, places, countries.
    &[1288],
    &[1289],
    &[1290],
    &[1291],
    &[1292],
    &[1293],
    &[1294],
    // Numbers.
    &[1295],
    // Suffixes: verbal, other, counters, of persons, of places, of time.
    &[1297],
    &[1298, 1299, 1301, 1304],
    &[1300],
    &[1302],
    &[1303],
    &[1305],
    // Pronouns; nouns that do not stand alone; times.
    &[1306, 1307],
    &[1310, 1308, 1311, 1312],
    &[1313],
    &[1314],
    // Prefixes of adjectives, numbers, verbs, nouns.
    &[557],
    &[558],
    &[559],
    &[560],
    // Verbs and adjectives in their plain form, which all connect alike.
    &[772],
    &[43],
    // What verbs become before other words, and as nouns: 見守り.
    &[788],
];

/// The class of verbs, and after it that of adjectives.
const VERB: u8 = 26;

/// The class of verbs as nouns.
const VERBAL: u8 = 28;

/// Costs are kept in 256 steps of this size …
const COST_STEP: i32 = 64;

/// … from this one on.
const COST_FLOOR: i32 = -4096;

/// The most characters of a word: what is longer is the name of a treaty, and is read by its parts.
const MAX_CHARACTERS: usize = 10;

/// One way to read a word.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Way {
    cost: u8,
    class: u8,
    reading: String,
}

/// The table as bytes, and how many words it holds.
///
/// # Errors
/// A message if the library that writes the automaton refuses.
pub fn build(
    entries: &[Entry],
    matrix: &BTreeMap<(u16, u16), i16>,
) -> Result<(Vec<u8>, usize), String> {
    let mut words: BTreeMap<Vec<u8>, Vec<Way>> = BTreeMap::new();
    for entry in entries {
        let length = entry.text.chars().count();
        if length > MAX_CHARACTERS || !entry.text.chars().all(is_written) {
            continue;
        }
        if let (true, Some(class)) = (entry.text.chars().any(is_kanji), class(entry)) {
            words.entry(key(&entry.text)).or_default().push(Way {
                cost: step(entry.cost),
                class,
                reading: entry.reading.clone(),
            });
        }
    }

    let mut records = Vec::new();
    let mut automaton = MapBuilder::memory();
    for (key, ways) in &mut words {
        let at = records.len() as u64;
        automaton
            .insert(key, at)
            .map_err(|error| error.to_string())?;
        write_record(&mut records, ways);
    }
    let automaton = automaton.into_inner().map_err(|error| error.to_string())?;

    let mut bytes = b"AyumiLX1".to_vec();
    for length in [CLASSES.len(), automaton.len(), records.len()] {
        let length = u32::try_from(length).map_err(|error| error.to_string())?;
        bytes.extend(length.to_le_bytes());
    }
    for before in CLASSES {
        for after in CLASSES {
            let cost = matrix.get(&(before[0], after[0]));
            bytes.extend(cost.ok_or("the matrix has gaps")?.to_le_bytes());
        }
    }
    bytes.extend(automaton);
    bytes.extend(records);
    Ok((bytes, words.len()))
}

/// The class of an entry that is of use: nouns with what stands before and after them, and plain forms.
fn class(entry: &Entry) -> Option<u8> {
    if entry.is_plain_form() {
        return Some(VERB + u8::from(entry.is(&["形容詞"])));
    }
    // Of one kanji, they are verbs more often than nouns; the nouns among them stand among the nouns.
    if entry.is_verbal_noun() && entry.text.chars().filter(|&c| is_kanji(c)).count() > 1 {
        return Some(VERBAL);
    }
    if !entry.is(&["名詞"]) && !entry.is(&["接頭詞"]) {
        return None;
    }
    let class = CLASSES
        .iter()
        .position(|numbers| numbers.contains(&entry.context))?;
    u8::try_from(class).ok()
}

fn is_written(c: char) -> bool {
    (is_kanji(c) || is_hiragana(c) || ayumi_japanese::kana::is_katakana(c))
        && u32::from(c) <= 0xFFFF
}

/// UTF-16, the high byte first: two steps for a character instead of UTF-8's three, in the order of the characters.
fn key(text: &str) -> Vec<u8> {
    text.encode_utf16().flat_map(u16::to_be_bytes).collect()
}

fn step(cost: i32) -> u8 {
    let steps = (cost - COST_FLOOR) / COST_STEP;
    u8::try_from(steps.clamp(0, 255)).unwrap_or(u8::MAX)
}

/// Cheapest first; a reading that stands before is not written again. Of a class and reading only the cheapest is kept.
fn write_record(records: &mut Vec<u8>, ways: &mut Vec<Way>) {
    ways.sort();
    let mut kept: Vec<&Way> = Vec::new();
    for way in ways.iter() {
        if !kept
            .iter()
            .any(|other| (other.class, &other.reading) == (way.class, &way.reading))
        {
            kept.push(way);
        }
    }
    // Ways of one reading side by side, the readings by their cheapest way.
    let mut readings: Vec<&str> = Vec::new();
    for way in &kept {
        if !readings.contains(&way.reading.as_str()) {
            readings.push(&way.reading);
        }
    }
    kept.sort_by_key(|way| {
        (
            readings.iter().position(|reading| *reading == way.reading),
            way.cost,
        )
    });

    let mut before: Option<&str> = None;
    for (index, way) in kept.iter().enumerate() {
        let last = index + 1 == kept.len();
        let same = before == Some(way.reading.as_str());
        records.push(way.class | if same { 0x40 } else { 0 } | if last { 0x80 } else { 0 });
        records.push(way.cost);
        if !same {
            let codes: Vec<u8> = way.reading.chars().map(kana_code).collect();
            if let Some((end, start)) = codes.split_last() {
                records.extend(start);
                records.push(end | 0x80);
            }
        }
        before = Some(&way.reading);
    }
}

/// ぁ is 0, and so on to ゖ; ー is 86.
fn kana_code(c: char) -> u8 {
    match c {
        'ー' => 86,
        _ => u8::try_from(u32::from(c).saturating_sub(0x3041)).unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn way(cost: u8, class: u8, reading: &str) -> Way {
        Way {
            cost,
            class,
            reading: reading.to_owned(),
        }
    }

    #[test]
    fn a_reading_is_written_once_for_all_its_classes() {
        let mut records = Vec::new();
        let mut ways = vec![
            way(9, 2, "ま"),
            way(5, 1, "い"),
            way(7, 2, "い"),
            way(8, 2, "い"),
        ];
        write_record(&mut records, &mut ways);
        let i = kana_code('い') | 0x80;
        let ma = kana_code('ま') | 0x80;
        assert_eq!(records, [1, 5, i, 0x40 | 2, 7, 0x80 | 2, 9, ma]);
    }

    #[test]
    fn keys_are_in_the_order_of_characters_and_costs_are_bounded() {
        assert!(key("一") < key("丁") && key("区") < key("区長"));
        assert_eq!(
            (step(-9999), step(COST_FLOOR + 130), step(99_999)),
            (0, 2, 255)
        );
    }
}
