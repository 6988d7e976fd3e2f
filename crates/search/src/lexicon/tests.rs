#![allow(clippy::unwrap_used)]

use std::collections::BTreeSet;

use super::*;
use crate::analysis::normalise;
use crate::passage::TextKind;
use crate::vocabulary::{Forms, Word};

fn lexicon() -> Lexicon {
    Lexicon::embedded().unwrap()
}

fn count(passages: &[&str]) -> Vec<Word> {
    let lexicon = lexicon();
    let mut counter = WordCounter::default();
    for text in passages {
        let texts = [(TextKind::Goal, normalise(text))];
        counter.add(&lexicon, &PassageWords::new(&lexicon, &texts));
    }
    counter.finish(&lexicon)
}

/// Words with the passages that hold them, each once.
fn counted(passages: &[&str]) -> Vec<String> {
    let first = |word: &Word| word.rank == 0;
    let words = count(passages).into_iter().filter(first);
    words
        .map(|word| format!("{} {}", word.text, word.passages))
        .collect()
}

#[test]
fn compounds_are_divided_into_words() {
    let lexicon = lexicon();
    for (text, words) in [
        ("地域総務課", "地域 総務 課"),
        ("中央区役所", "中央 区役所"),
        ("農業体験", "農業 体験"),
        ("取り組み状況", "取り組み 状況"),
    ] {
        assert_eq!(lexicon.divide(text).join(" "), words);
    }
}

#[test]
fn compounds_are_read() {
    let lexicon = lexicon();
    for (word, reading) in [
        ("農業体験", "のうぎょうたいけん"),
        ("日和山浜", "ひよりやまはま"),
        ("佐佐木", "ささき"),
        ("ハマベリング", "はまべりんぐ"),
        ("ゴミ袋", "ごみぶくろ"),
    ] {
        let readings = lexicon.readings(word);
        assert!(
            readings.contains(&reading.to_owned()),
            "{word}: {readings:?}"
        );
    }
    assert!(
        lexicon
            .readings("鳥屋野潟")
            .contains(&"とやのがた".to_owned())
    );
    // No dictionary has it.
    assert_eq!(lexicon.readings("𠀋"), [""; 0]);
    assert!(lexicon.readings("").len() < 2);
}

#[test]
fn words_are_counted_once_for_a_passage() {
    let words = counted(&["除雪と道路除雪。除雪", "道路", "何もない"]);
    assert!(words.contains(&"除雪 1".to_owned()), "{words:?}");
    assert!(words.contains(&"道路除雪 1".to_owned()), "{words:?}");
    assert!(words.contains(&"道路 2".to_owned()), "{words:?}");
}

#[test]
fn words_with_okurigana_are_found_and_endings_of_verbs_are_not() {
    let words = counted(&[
        "地域の見守り活動に取り組み、空き家対策を実施し、お祭りで子どもを支え、地域の茶の間を開きます。",
    ]);
    let has = |word: &str| words.contains(&format!("{word} 1"));
    for word in [
        "見守り",
        "見守り活動",
        "取り組み",
        "空き家",
        "空き家対策",
        "実施",
        "お祭り",
        "茶の間",
        "子ども",
    ] {
        assert!(has(word), "{word}: {words:?}");
    }
    assert!(!has("施し"), "{words:?}");
}

#[test]
fn words_within_words_are_found_if_they_sound_the_same() {
    let words = counted(&["中央区と八百屋"]);
    assert!(words.contains(&"中央 1".to_owned()), "{words:?}");
    assert!(!words.contains(&"八百 1".to_owned()), "{words:?}");
}

#[test]
fn no_word_has_more_than_three_readings_and_none_comes_twice() {
    let words = count(&["新潟市中央区の鳥屋野潟と日和山浜、上大川前通、関屋分水、十日町、六日町"]);
    let keys: Vec<_> = words.iter().map(|word| (&word.text, word.rank)).collect();
    assert!(keys.is_sorted_by(|a, b| a < b));
    assert!(
        words
            .iter()
            .all(|word| word.rank < 3 && !word.reading.is_empty())
    );
    let pairs: BTreeSet<_> = words
        .iter()
        .map(|word| (&word.text, &word.reading))
        .collect();
    assert_eq!(pairs.len(), words.len());
}

#[test]
fn the_table_holds_what_its_description_says() {
    let table = lexicon().table;
    let words = table.all();
    assert!(words.len() > 150_000);
    assert!(words.is_sorted_by(|a, b| a.0 < b.0));
    for (word, record) in words {
        assert_eq!(normalise(&word), word);
        assert!(word.chars().any(ayumi_japanese::kana::is_kanji), "{word}");
        let ways: Vec<_> = table.ways(record).collect();
        assert!(!ways.is_empty(), "{word}");
        for way in ways {
            assert!(way.class > 0 && way.class < 29, "{word}");
            assert!(way.reading.iter().all(|code| code & 0x7f <= 86), "{word}");
        }
    }
}

#[test]
fn every_word_is_found_from_its_first_character() {
    let table = lexicon().table;
    let mut alone = 0;
    for (word, record) in table.all() {
        let text: Vec<char> = format!("、{word}").chars().collect();
        let mut found = Vec::new();
        table.words_at(&text, 1, |end, record| found.push((end, record)));
        assert_eq!(found.last(), Some(&(text.len(), record)), "{word}");
        alone += usize::from(text.len() == 2);
        table.words_at(&text, 0, |_, _| panic!("、 begins no word"));
    }
    // Words of one character that begin no other lead nowhere from the root, which is not the same as no word.
    assert!(alone > 1_000, "{alone}");
}

#[test]
fn a_broken_table_is_refused() {
    let whole: &'static [u8] = include_bytes!("../../data/lexicon.bin");
    for end in [0, 7, 8, 19, 20, 3000, whole.len() - 1] {
        assert!(Table::open(&whole[..end]).is_err(), "{end}");
    }
}

#[test]
fn groups_of_spellings_are_normalised_sorted_and_disjoint() {
    let groups = lexicon().spelling_groups();
    assert!(groups.len() > 1_661);
    let mut forms = BTreeSet::new();
    for group in &groups {
        let each: BTreeSet<&String> = group.typed.iter().collect();
        assert!(
            each.len() > 1 && each.len() == group.typed.len(),
            "{group:?}"
        );
        assert!(group.found.is_sorted_by(|a, b| a < b), "{group:?}");
        assert!(!group.found.is_empty(), "{group:?}");
        for form in &group.typed {
            assert_eq!(&normalise(form), form);
            assert!(form.chars().count() > 1, "{form}");
            let kana = form.chars().all(ayumi_japanese::kana::is_hiragana);
            assert!(!kana || form.chars().count() > 2, "{form}");
        }
        for form in &group.found {
            assert!(each.contains(form), "{group:?}");
            assert!(forms.insert(form), "{form} stands in two groups");
        }
    }
    let group_of = |form: &str| {
        groups
            .iter()
            .find(|group| group.typed.iter().any(|other| other == form))
    };
    assert!(
        group_of("取組")
            .unwrap()
            .typed
            .contains(&"取り組み".to_owned())
    );
    assert!(
        group_of("賑わい")
            .unwrap()
            .typed
            .contains(&"にぎわい".to_owned())
    );
    assert!(group_of("組合").is_none());
}

#[test]
fn most_words_are_read_as_people_read_them() {
    let lexicon = lexicon();
    let (mut words, mut first, mut any) = (0, 0, 0);
    for line in include_str!("accuracy.tsv")
        .lines()
        .filter(|line| !line.starts_with('#'))
    {
        let (word, reading) = line.split_once('\t').unwrap();
        let readings = lexicon.readings(&normalise(word));
        words += 1;
        first += u32::from(readings.first().is_some_and(|best| best == reading));
        if readings.iter().any(|other| other == reading) {
            any += 1;
        } else {
            println!("{word} {reading}: {readings:?}");
        }
    }
    println!("{words} words, {first} right at once, {any} among three");
    // What was measured, less a little: 100 % is no aim, places are read as they please.
    assert!(any * 100 >= words * 80, "{any} of {words}");
}

/// Prints how long the words of a passage take: `cargo test --release -p ayumi-search a_passage_takes -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
#[allow(clippy::disallowed_methods, reason = "measures time")]
fn a_passage_takes_little_time() {
    use std::time::Instant;
    // Words of the list below, put together differently each time, with what stands between words.
    let words: Vec<&str> = include_str!("accuracy.tsv")
        .lines()
        .filter_map(|line| line.split_once('\t').map(|(word, _)| word))
        .collect();
    let between = [
        "の",
        "を進め、",
        "に取り組みます。",
        "において",
        "と連携した",
        "により、",
        "を実施し、",
        "が",
    ];
    let mut random = 1_u64;
    let mut next = |below: usize| {
        random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(random >> 33).unwrap() % below
    };
    let passages: Vec<[(TextKind, String); 1]> = (0..20_000)
        .map(|_| {
            let mut text = String::new();
            while text.chars().count() < 300 {
                text.push_str(words[next(words.len())]);
                if next(4) == 0 {
                    text.push_str(words[next(words.len())]);
                }
                text.push_str(between[next(between.len())]);
            }
            [(TextKind::Goal, normalise(&text))]
        })
        .collect();

    let start = Instant::now();
    let lexicon = lexicon();
    println!("opening: {:?}", start.elapsed());
    let start = Instant::now();
    let groups = lexicon.spelling_groups().len();
    println!("{groups} groups: {:?}", start.elapsed());
    let count = u32::try_from(passages.len()).unwrap();
    let start = Instant::now();
    let found: Vec<PassageWords> = passages
        .iter()
        .map(|texts| PassageWords::new(&lexicon, texts))
        .collect();
    println!("looking through a passage: {:?}", start.elapsed() / count);
    let mut counter = WordCounter::default();
    let start = Instant::now();
    for passage in &found {
        counter.add(&lexicon, passage);
    }
    println!("counting its words: {:?}", start.elapsed() / count);
    let start = Instant::now();
    let words = counter.finish(&lexicon);
    println!("readings: {:?} for {} pairs", start.elapsed(), words.len());
}

/// The pairs of `tests/search/apart.tsv`: words that sound or look alike and are not the same.
#[test]
fn no_groups_join_words_that_are_apart() {
    let groups: Vec<Group> = [lexicon().spelling_groups(), super::civic_groups()].concat();
    let groups: Vec<&Group> = groups.iter().collect();
    let Ok(forms) = Forms::new(&groups, &[], |_| Ok::<_, std::convert::Infallible>(true));
    let stands_for = |typed: &str, found: &str| {
        forms.get(typed).is_some_and(|others| {
            let mut all = others.spelling.iter().chain(&others.synonym);
            all.any(|other| other == found)
        })
    };
    assert!(
        stands_for("取組", "取り組み") && stands_for("空家", "廃屋") != stands_for("廃屋", "空家")
    );
    let table = include_str!("../../../../tests/search/apart.tsv");
    let lines = table.lines().filter(|line| !line.starts_with('#'));
    let pairs: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once('\t'))
        .map(|(one, other)| (normalise(one), normalise(other)))
        .collect();
    assert!(pairs.len() > 50);
    for (one, other) in &pairs {
        assert!(!stands_for(one, other), "{one} → {other}");
        assert!(!stands_for(other, one), "{other} → {one}");
    }
}
