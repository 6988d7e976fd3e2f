//! Whether a word that is usually written with kanji may be looked for in kana alone.

use super::ipadic::Entry;
use super::spellings::{is_within, skeleton};
use ayumi_japanese::kana::{is_hiragana, is_kanji};
use std::collections::{BTreeMap, BTreeSet};

/// The fewest kana of a word: shorter ones stand inside others everywhere.
const SHORTEST: usize = 3;

/// What IPADIC gives nouns in kana that its corpus does not have, by their part of speech.
const COSTS_OF_THE_UNMET: [std::ops::RangeInclusive<i32>; 3] =
    [7258..=7270, 7393..=7404, 8340..=8352];

/// Particles and endings after which another word may begin.
const PARTICLES: [&str; 22] = [
    "は", "が", "を", "に", "で", "と", "も", "の", "へ", "や", "か", "から", "まで", "より", "な",
    "て", "し", "ば", "ず", "ぬ", "た", "だ",
];

/// What IPADIC knows of words in hiragana, and of words by their reading.
pub struct Words<'a> {
    hiragana: BTreeMap<&'a str, Vec<&'a Entry>>,
    /// Reading → kanji of verbs and adjectives in any form.
    inflected: BTreeMap<&'a str, BTreeSet<String>>,
}

impl<'a> Words<'a> {
    /// Sorts the entries.
    pub fn new(entries: &'a [Entry]) -> Self {
        let mut words = Self {
            hiragana: BTreeMap::new(),
            inflected: BTreeMap::new(),
        };
        for entry in entries {
            if entry.text.chars().all(is_hiragana) {
                words.hiragana.entry(&entry.text).or_default().push(entry);
            } else if entry.text.chars().any(is_kanji)
                && (entry.is(&["動詞"]) || entry.is(&["形容詞"]))
            {
                let kanji = words.inflected.entry(&entry.reading).or_default();
                kanji.insert(skeleton(&entry.text));
            }
        }
        words
    }

    /// Whether the reading in kana is nothing but the noun with these kanji, whose only noun they are.
    pub fn stand_alone(&self, reading: &str, kanji: &str) -> bool {
        let Some(entries) = self.hiragana.get(reading) else {
            return false;
        };
        let nouns = || entries.iter().filter(|entry| is_plain_noun(entry));
        let met = nouns().any(|entry| {
            !COSTS_OF_THE_UNMET
                .iter()
                .any(|costs| costs.contains(&entry.cost))
        });
        let other_word = entries.iter().any(|entry| {
            !(is_plain_noun(entry)
                || entry.is(&["名詞", "接尾"])
                || entry.is(&["動詞"])
                || entry.is(&["形容詞"]))
        });
        let other_verb = self
            .inflected
            .get(reading)
            .is_some_and(|all| all.iter().any(|other| !is_within(other, kanji)));
        let two_words = PARTICLES.iter().any(|particle| {
            reading
                .strip_prefix(particle)
                .is_some_and(|rest| self.hiragana.contains_key(rest))
        });
        reading.chars().count() >= SHORTEST && met && !other_word && !other_verb && !two_words
    }
}

fn is_plain_noun(entry: &Entry) -> bool {
    entry.is(&["名詞"])
        && ["一般", "サ変接続", "形容動詞語幹", "副詞可能"]
            .iter()
            .any(|kind| entry.is(&["名詞", kind]))
}

/// Whether a reading can be the Chinese ones of so many kanji, one after another: nobody writes 圧縮 as あっしゅく.
pub fn is_chinese(kanji: &str, reading: &str) -> bool {
    let kana: Vec<char> = reading.chars().collect();
    splits(kanji.chars().count(), &kana)
}

/// Whether the kana are so many syllables as Chinese readings have them: か, かん, きょ, きょく.
fn splits(syllables: usize, kana: &[char]) -> bool {
    let Some(rest) = syllables.checked_sub(1) else {
        return kana.is_empty();
    };
    let Some((_, mut after)) = kana.split_first() else {
        return false;
    };
    if let [glide, more @ ..] = after
        && matches!(glide, 'ゃ' | 'ゅ' | 'ょ')
    {
        after = more;
    }
    splits(rest, after)
        || after.split_first().is_some_and(|(last, after)| {
            matches!(last, 'い' | 'う' | 'ん' | 'つ' | 'く' | 'き' | 'ち' | 'っ')
                && splits(rest, after)
        })
}

/// Whether two readings of a form are one word's: ぐらし is くらし behind another word.
pub fn is_same_reading(form: &str, one: &str, other: &str) -> bool {
    let plain = |reading| {
        let reading = usual_reading(form, reading);
        let mut characters = reading.chars();
        let first = characters.next().map(unvoiced);
        (first, characters.collect::<String>())
    };
    one == other || plain(one) == plain(other)
}

/// いき for ゆき, of a form that begins with 行.
pub fn usual_reading(form: &str, reading: &str) -> String {
    match reading.strip_prefix('ゆ') {
        Some(rest) if form.starts_with('行') => format!("い{rest}"),
        _ => reading.to_owned(),
    }
}

/// か for が.
fn unvoiced(c: char) -> char {
    const VOICED: &str = "がぎぐげござじずぜぞだぢづでどばびぶべぼ";
    const PLAIN: &str = "かきくけこさしすせそたちつてとはひふへほ";
    VOICED
        .chars()
        .zip(PLAIN.chars())
        .find_map(|(voiced, plain)| (voiced == c).then_some(plain))
        .unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str, reading: &str, speech: &str, cost: i32) -> Entry {
        Entry {
            text: text.to_owned(),
            context: 0,
            cost,
            speech: speech.split(',').map(str::to_owned).collect(),
            reading: reading.to_owned(),
        }
    }

    #[test]
    fn chinese_readings_are_told_by_their_syllables() {
        for (kanji, reading) in [
            ("圧縮", "あっしゅく"),
            ("電話", "でんわ"),
            ("経済", "けいざい"),
        ] {
            assert!(is_chinese(kanji, reading), "{reading}");
        }
        for (kanji, reading) in [("賑", "にぎわい"), ("土産", "みやげ"), ("子供", "こども")]
        {
            assert!(!is_chinese(kanji, reading), "{reading}");
        }
    }

    #[test]
    fn kana_that_may_be_something_else_do_not_stand_alone() {
        let noun = "名詞,一般";
        let entries = [
            entry("にぎわい", "にぎわい", noun, 7291),
            entry("賑わい", "にぎわい", "動詞,自立", 5000),
            entry("はがき", "はがき", noun, 6000),
            entry("がき", "がき", noun, 7265),
            entry("のぞみ", "のぞみ", noun, 6000),
            entry("臨み", "のぞみ", "動詞,自立", 5000),
            entry("はるか", "はるか", noun, 6000),
            entry("はるか", "はるか", "副詞,一般", 3000),
            entry("あなご", "あなご", noun, 7265),
            entry("あめ", "あめ", noun, 5000),
        ];
        let words = Words::new(&entries);
        assert!(words.stand_alone("にぎわい", "賑"));
        for (reading, kanji) in [
            ("はがき", "葉書"),
            ("のぞみ", "望"),
            ("はるか", "遥"),
            ("あなご", "穴子"),
            ("あめ", "雨"),
            ("みらい", "未来"),
        ] {
            assert!(!words.stand_alone(reading, kanji), "{reading}");
        }
    }

    #[test]
    fn readings_that_are_one_word_s() {
        assert!(is_same_reading("暮らし", "ぐらし", "くらし"));
        assert!(is_same_reading("行き交い", "ゆきかい", "いきかい"));
        assert!(!is_same_reading("落葉", "らくよう", "おちば"));
        assert_eq!(usual_reading("雪", "ゆき"), "ゆき");
    }
}
