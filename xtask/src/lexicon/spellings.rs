//! Which words of IPADIC are spelt in several ways: 取組・取り組み・取組み, 賑わい・にぎわい.
//!
//! A wrong group shows documents that nobody asked for, a missing one is what a search without variants is: so
//! whatever may be another word is left out.

use super::inflected::{self, Surroundings};
use super::ipadic::Entry;
use super::kana;
use ayumi_japanese::kana::{is_hiragana, is_kanji};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

/// What stands above the groups.
const HEAD: &str = "\
# Ways to spell one word, a line each, divided by tabs. Written by `cargo xtask lexicon` from IPADIC; see NOTICE.
# A form after a hyphen stands for the others when it is typed, and is not looked for.
#
# How it was reviewed: by rules first. Forms belong together if they are nouns (or what verbs become as nouns), or verbs
# of one class in one inflection, of the same reading with the same kanji, and differ in the kana that are written out;
# or if one writes some of the kanji in kana and nothing else of that reading could be meant. Of a noun that begins with
# what a verb becomes, forms that IPADIC does not list were made: 建替え and 建替 of 建て替え. Not looked for are forms
# with another reading (勝負: かちまけ, しょうぶ), made ones of kanji alone (置場, in 設置場所), and those that are part of
# an inflected word (表す, in 発表する). Left out are forms of one character, and kana in place of a kanji's Chinese
# reading (あっ縮). A word in kana alone has three letters or more, was met in IPADIC's corpus, is no other word, no verb's
# form of another word, and does not begin with a particle that another word may follow (は・がき). Then these were read
# through, and what was doubtful went to spellings-exclude.tsv: all groups of nouns with kana in place of kanji, those of
# one kanji, and those of two kanji whose form without kana is common. Of the others only samples were read: they rest on
# the rules.
";

/// What stands before a form that may be typed and is not looked for.
const TYPED_ONLY: char = '-';

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
    let mut groups: BTreeMap<String, Vec<BTreeSet<String>>> = BTreeMap::new();
    for ((reading, kind), forms) in &words.alike {
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
                .filter(|form| belongs(form, whole, &widest))
                .filter(|form| {
                    let same = skeleton(form) == *whole;
                    same || in_kana && is_partly_kana(form, whole, reading)
                })
                .filter(|form| words.has_reading(form, reading, whole))
                .cloned()
                .collect();
            keep_shortenings(&mut group, whole);
            if kind.is_empty()
                && in_kana
                && widest.len() == 1
                && !group.is_empty()
                && kana_words.stand_alone(reading, whole)
            {
                group.push(reading.clone());
            }
            group.retain(|form| !excluded.0.contains(form));
            for form in &mut group {
                if form != reading && !words.is_looked_for(form, reading) {
                    form.insert(0, TYPED_ONLY);
                }
            }
            let found = group.iter().any(|form| !form.starts_with(TYPED_ONLY));
            if group.len() > 1 && found {
                let known = groups
                    .entry(kana::usual_reading(whole, reading))
                    .or_default();
                join(known, group.into_iter().collect());
            }
        }
    }
    let all = groups.into_values().flatten();
    let each: BTreeSet<Vec<String>> = all.map(|group| group.into_iter().collect()).collect();
    each.into_iter().collect()
}

/// Adds a group to those of its reading. A noun's forms and those of its verb overlap, and are put together.
fn join(groups: &mut Vec<BTreeSet<String>>, mut group: BTreeSet<String>) {
    groups.retain(|other| {
        let apart = other.is_disjoint(&group);
        if !apart {
            group.extend(other.iter().cloned());
        }
        apart
    });
    groups.push(group);
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
    /// Reading and kind (none of nouns, of verbs their class and form) → forms of kanji and hiragana.
    alike: BTreeMap<(String, String), BTreeSet<String>>,
    /// Form → all its readings that are not names.
    readings: BTreeMap<String, BTreeSet<String>>,
    /// Forms that IPADIC does not list.
    made: BTreeSet<String>,
    surroundings: Surroundings,
}

impl Words {
    fn new(entries: &[Entry]) -> Self {
        let mut words = Self {
            alike: BTreeMap::new(),
            readings: BTreeMap::new(),
            made: BTreeSet::new(),
            surroundings: Surroundings::new(entries),
        };
        let mut made = Vec::new();
        for entry in entries {
            let noun = entry.is(&["名詞"]) && !entry.is(&["名詞", "固有名詞"]);
            let kind = inflected::kind(entry);
            if !(noun || inflected::has_usual_form(entry)) || !entry.text.chars().any(is_kanji) {
                continue;
            }
            let readings = words.readings.entry(entry.text.clone()).or_default();
            readings.insert(entry.reading.clone());
            if !entry.text.chars().all(|c| is_kanji(c) || is_hiragana(c)) {
                continue;
            }
            let two_kanji = entry.text.chars().filter(|&c| is_kanji(c)).count() > 1;
            let plain = ["一般", "サ変接続", "形容動詞語幹", "副詞可能"]
                .iter()
                .any(|kind| entry.is(&["名詞", kind]));
            // 受付け and 取組み stand among the verbs only. Of one kanji they are verbs more often than nouns.
            if plain || entry.is_verbal_noun() && two_kanji {
                words.add(&entry.reading, "", &entry.text);
            }
            if plain {
                let forms = words.surroundings.shortened(&entry.text).into_iter();
                made.extend(forms.map(|form| (form, entry.reading.clone())));
            }
            if let Some(kind) = kind {
                words.add(&entry.reading, &kind, &entry.text);
            }
        }
        // What IPADIC lists under other readings, or as a name, is another word: 作付 is not 作り付け.
        let listed: BTreeSet<&str> = entries.iter().map(|entry| entry.text.as_str()).collect();
        for (form, reading) in made {
            if !listed.contains(form.as_str()) {
                words.add(&reading, "", &form);
                words.made.insert(form);
            }
        }
        words
    }

    fn add(&mut self, reading: &str, kind: &str, form: &str) {
        let key = (reading.to_owned(), kind.to_owned());
        self.alike.entry(key).or_default().insert(form.to_owned());
    }

    /// Whether a form is long enough and has this reading, among others only if all kanji are there.
    fn has_reading(&self, form: &str, reading: &str, whole: &str) -> bool {
        form.chars().nth(1).is_some() && (self.is_certain(form, reading) || skeleton(form) == whole)
    }

    /// Whether a form is nothing but this word, also where it stands in a text.
    fn is_looked_for(&self, form: &str, reading: &str) -> bool {
        let made_of_kanji = self.made.contains(form) && form.chars().all(is_kanji);
        self.is_certain(form, reading) && !made_of_kanji && !self.surroundings.hide(form)
    }

    /// Whether a form has this reading only.
    fn is_certain(&self, form: &str, reading: &str) -> bool {
        self.made.contains(form)
            || self.readings.get(form).is_some_and(|all| {
                all.iter()
                    .all(|other| kana::is_same_reading(form, other, reading))
            })
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

/// Whether the form writes some kanji of the skeleton in kana, from the second on: 呼びかけ, 子ども. Not if these are
/// like the particle in 届けでは.
fn is_partly_kana(form: &str, whole: &str, reading: &str) -> bool {
    let particle = form.ends_with('で') && whole.ends_with('出');
    form.chars().next() == whole.chars().next() && !particle && fits(form, reading)
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
    fn verbs_are_one_word_in_each_of_their_forms() {
        let verb = |text: &str, reading: &str, class: &str, form: &str| {
            entry(text, reading, &format!("動詞,自立,*,*,{class},{form}"))
        };
        let entries = [
            verb("変る", "かわる", "五段・ラ行", "基本形"),
            verb("変わる", "かわる", "五段・ラ行", "基本形"),
            verb("代わる", "かわる", "五段・ラ行", "基本形"),
            verb("変っ", "かわっ", "五段・ラ行", "連用タ接続"),
            verb("変わっ", "かわっ", "五段・ラ行", "連用タ接続"),
            verb("暮らし", "くらし", "五段・サ行", "連用形"),
            verb("暮し", "くらし", "五段・サ行", "連用形"),
            entry("暮らし", "ぐらし", "名詞,接尾,一般,*,*,*"),
        ];
        assert_eq!(
            found(&entries),
            ["変っ 変わっ", "変る 変わる", "暮し 暮らし"]
        );
    }

    #[test]
    fn what_is_part_of_other_words_is_typed_and_not_looked_for() {
        let entries = [
            noun("建て替え", "たてかえ"),
            noun("落ち葉", "おちば"),
            noun("落葉", "おちば"),
            noun("落葉", "らくよう"),
            entry("建て", "たて", "動詞,自立,*,*,一段,連用形"),
            entry("替え", "かえ", "動詞,自立,*,*,一段,連用形"),
            entry("表す", "あらわす", "動詞,自立,*,*,五段・サ行,基本形"),
            entry("表わす", "あらわす", "動詞,自立,*,*,五段・サ行,基本形"),
            entry("発表", "はっぴょう", "名詞,サ変接続,*,*,*,*"),
        ];
        assert_eq!(
            found(&entries),
            ["-建替 建て替え 建替え", "-落葉 落ち葉", "-表す 表わす"]
        );
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
        assert_eq!(found(&entries), ["-勝負 勝ち負け"]);
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
