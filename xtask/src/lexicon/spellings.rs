//! Which words of IPADIC are spelt in several ways: 取組・取り組み・取組み, 賑わい・にぎわい.
//!
//! A wrong group shows documents that nobody asked for, a missing one is what a search without variants is: so
//! whatever may be another word is left out.

use super::ipadic::Entry;
use super::kana;
use ayumi_japanese::kana::{is_hiragana, is_kanji};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What stands above the groups.
const HEAD: &str = "\
# Ways to spell one word, a line each, divided by tabs. Written by `cargo xtask lexicon` from IPADIC; see NOTICE.
#
# How it was reviewed: by rules first. Forms belong together if they are nouns (or what verbs become as nouns) of the
# same reading with the same kanji, and differ in the kana that are written out; or if one writes some of the kanji in
# kana and nothing else of that reading could be meant. A form that has another reading (勝負: かちまけ, しょうぶ), a form
# of one character, and kana in place of a kanji's Chinese reading (あっ縮) are left out. A word in kana alone has three
# letters or more, was met in IPADIC's corpus, is no other word, no verb's form of another word, and does not begin with
# a particle that another word may follow (は・がき). Then all groups with kana forms were read by a person, and what was
# doubtful went to spellings-exclude.tsv; of the others, a sample and all groups of one kanji were read.
";

/// Forms that were found to be another word after all.
#[derive(Debug, Default)]
pub struct Excluded(BTreeSet<String>);

impl Excluded {
    /// From the lines of `spellings-exclude.tsv`: a form, a tab, why. Empty lines and those that begin with # say nothing.
    pub fn parse(text: &str) -> Self {
        let forms = text
            .lines()
            .filter(|line| !line.starts_with('#'))
            .filter_map(|line| line.split('\t').next())
            .filter(|form| !form.is_empty());
        Self(forms.map(str::to_owned).collect())
    }
}

/// All groups, each sorted and of two forms at least, in the order of their first forms.
pub fn groups(entries: &[Entry], excluded: &Excluded) -> Vec<Vec<String>> {
    let words = Words::new(entries);
    let kana_words = kana::Words::new(entries);
    let mut groups = Vec::new();
    for (reading, forms) in &words.by_reading {
        let skeletons: BTreeSet<String> = forms.iter().map(|form| skeleton(form)).collect();
        let widest = widest(&skeletons);
        for whole in &widest {
            // A word whose kanji have kana of their own among them (生き甲斐) is no Chinese one.
            let native = forms
                .iter()
                .any(|form| skeleton(form) == *whole && form != whole);
            let in_kana = native || !kana::is_chinese(whole, reading);
            let mut group: Vec<String> = forms
                .iter()
                .filter(|form| words.is_certain(form, reading) && belongs(form, whole, &widest))
                .filter(|form| {
                    skeleton(form) == *whole || in_kana && is_partly_kana(form, whole, reading)
                })
                .cloned()
                .collect();
            keep_shortenings(&mut group, whole);
            if in_kana
                && widest.len() == 1
                && !group.is_empty()
                && kana_words.stand_alone(reading, whole)
            {
                group.push(reading.clone());
            }
            group.retain(|form| !excluded.0.contains(form));
            group.sort();
            if group.len() > 1 {
                groups.push(group);
            }
        }
    }
    groups.sort();
    groups
}

/// The file: a heading, then a group on each line.
pub fn table(groups: &[Vec<String>]) -> String {
    let forms: usize = groups.iter().map(Vec::len).sum();
    let mut text = HEAD.to_owned();
    // Writing to a String does not fail.
    let _ = writeln!(text, "# {} groups, {forms} forms.", groups.len());
    for group in groups {
        let _ = writeln!(text, "{}", group.join("\t"));
    }
    text
}

/// The forms that may be grouped.
struct Words {
    /// Reading → forms of kanji and hiragana.
    by_reading: BTreeMap<String, BTreeSet<String>>,
    /// Form → all its readings that are not names.
    readings: BTreeMap<String, BTreeSet<String>>,
}

impl Words {
    fn new(entries: &[Entry]) -> Self {
        let mut words = Self {
            by_reading: BTreeMap::new(),
            readings: BTreeMap::new(),
        };
        for entry in entries {
            let verbal = entry.is_verbal_noun();
            let noun = entry.is(&["名詞"]) && !entry.is(&["名詞", "固有名詞"]);
            if !(noun || verbal) || !entry.text.chars().any(is_kanji) {
                continue;
            }
            let readings = words.readings.entry(entry.text.clone()).or_default();
            readings.insert(entry.reading.clone());
            let two_kanji = entry.text.chars().filter(|&c| is_kanji(c)).count() > 1;
            let plain = ["一般", "サ変接続", "形容動詞語幹", "副詞可能"]
                .iter()
                .any(|kind| entry.is(&["名詞", kind]));
            // 受付け and 取組み stand among the verbs only. Of one kanji they are verbs more often than nouns.
            if (plain || verbal && two_kanji)
                && entry.text.chars().all(|c| is_kanji(c) || is_hiragana(c))
            {
                let forms = words.by_reading.entry(entry.reading.clone()).or_default();
                forms.insert(entry.text.clone());
            }
        }
        words
    }

    /// Whether a form has this reading only, and is long enough to be looked for.
    fn is_certain(&self, form: &str, reading: &str) -> bool {
        form.chars().nth(1).is_some()
            && self
                .readings
                .get(form)
                .is_some_and(|all| all.len() == 1 && all.contains(reading))
    }
}

/// The kanji of a form.
pub fn skeleton(form: &str) -> String {
    form.chars().filter(|&c| is_kanji(c)).collect()
}

/// Whether the characters of one text stand in the other, in their order.
pub fn is_within(part: &str, whole: &str) -> bool {
    let mut rest = whole.chars();
    part.chars().all(|c| rest.any(|other| other == c))
}

/// The skeletons that are within no other.
fn widest(skeletons: &BTreeSet<String>) -> Vec<String> {
    let inside = |one: &String| {
        skeletons
            .iter()
            .any(|other| other != one && is_within(one, other))
    };
    skeletons
        .iter()
        .filter(|one| !inside(one))
        .cloned()
        .collect()
}

/// Whether a form's kanji are those of this skeleton, or within this one and no other.
fn belongs(form: &str, whole: &str, widest: &[String]) -> bool {
    let own = skeleton(form);
    is_within(&own, whole) && widest.iter().filter(|other| is_within(&own, other)).count() == 1
}

/// Whether the form writes some kanji of the skeleton in kana, from the second on: 呼びかけ, 子ども.
fn is_partly_kana(form: &str, whole: &str, reading: &str) -> bool {
    form.chars().next() == whole.chars().next() && fits(form, reading)
}

/// Whether a form can be read so if each kanji stands for one to four kana.
fn fits(form: &str, reading: &str) -> bool {
    let Some(first) = form.chars().next() else {
        return reading.is_empty();
    };
    let rest = &form[first.len_utf8()..];
    if is_hiragana(first) {
        return reading
            .strip_prefix(first)
            .is_some_and(|reading| fits(rest, reading));
    }
    reading
        .char_indices()
        .map(|(at, c)| at + c.len_utf8())
        .take(4)
        .any(|end| fits(rest, &reading[end..]))
}

/// Of the forms with all kanji, those that are the longest one with fewer kana: not てん転 beside 転てん.
fn keep_shortenings(group: &mut Vec<String>, whole: &str) {
    let full = group.iter().filter(|form| skeleton(form) == *whole);
    let Some(longest) = full.max_by_key(|form| form.len()).cloned() else {
        return group.clear();
    };
    group.retain(|form| skeleton(form) != *whole || is_within(form, &longest));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str, reading: &str, speech: &str) -> Entry {
        Entry {
            text: text.to_owned(),
            context: 0,
            cost: 3000,
            speech: speech.split(',').map(str::to_owned).collect(),
            reading: reading.to_owned(),
        }
    }

    fn noun(text: &str, reading: &str) -> Entry {
        entry(text, reading, "名詞,一般,*,*,*,*")
    }

    fn found(entries: &[Entry]) -> Vec<String> {
        groups(
            entries,
            &Excluded::parse("# why\n大がかり\twould be another\n"),
        )
        .iter()
        .map(|group| group.join(" "))
        .collect()
    }

    #[test]
    fn okurigana_may_be_written_or_not() {
        let entries = [
            noun("取組", "とりくみ"),
            noun("取り組み", "とりくみ"),
            entry("取組み", "とりくみ", "動詞,自立,*,*,五段・マ行,連用形"),
            entry("組み", "くみ", "動詞,自立,*,*,五段・マ行,連用形"),
            noun("組", "くみ"),
        ];
        assert_eq!(found(&entries), ["取り組み 取組 取組み"]);
    }

    #[test]
    fn other_readings_and_other_kanji_are_other_words() {
        let entries = [
            noun("勝ち負け", "かちまけ"),
            noun("勝負", "かちまけ"),
            noun("勝負", "しょうぶ"),
            noun("早め", "はやめ"),
            noun("速め", "はやめ"),
        ];
        assert_eq!(found(&entries), [""; 0]);
    }

    #[test]
    fn kanji_may_be_written_in_kana_if_one_word_alone_is_meant() {
        let entries = [
            noun("呼び掛け", "よびかけ"),
            noun("呼びかけ", "よびかけ"),
            noun("大掛かり", "おおがかり"),
            noun("大がかり", "おおがかり"),
            noun("圧縮", "あっしゅく"),
            noun("圧しゅく", "あっしゅく"),
            noun("生き甲斐", "いきがい"),
            noun("生きがい", "いきがい"),
            noun("域外", "いきがい"),
            noun("賑わい", "にぎわい"),
            noun("にぎわい", "にぎわい"),
        ];
        assert_eq!(
            found(&entries),
            ["にぎわい 賑わい", "呼びかけ 呼び掛け", "生きがい 生き甲斐"]
        );
    }
}
