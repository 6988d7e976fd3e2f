use super::sample::{Counted, many, open, words};
use super::write::{MOST_BYTES, MOST_OF_A_KEY};
use super::*;
use proptest::prelude::*;
use std::sync::atomic::Ordering;

fn texts(words: &[Word]) -> Vec<&str> {
    words.iter().map(|word| word.text.as_str()).collect()
}

#[test]
fn an_index_without_tables_has_no_words() {
    let none = Words::new(Counted::new(Vec::new()));
    assert_eq!(none.with_reading("にいがた").unwrap(), []);
    let (empty, _) = open(&[]);
    assert_eq!(empty.with_reading("にいがた").unwrap(), []);
    assert_eq!(empty.beginning(&["に".to_owned()]).unwrap(), []);
    assert_eq!(empty.read_near(&["にいがた".to_owned()]).unwrap(), []);
    assert_eq!(none.all().unwrap(), []);
}

#[test]
fn words_are_found_by_their_whole_reading() {
    let (words, _) = open(&words());
    let read = |kana: &str| words.with_reading(kana).unwrap();
    assert_eq!(texts(&read("ひよりやまはま")), ["日和山浜"]);
    assert_eq!(texts(&read("トヤノガタ")), ["鳥屋野潟"]);
    // As typed first, though in fewer passages.
    assert_eq!(texts(&read("ゆうき")), ["有機", "勇気", "雪"]);
    assert_eq!(texts(&read("ゆき")), ["雪", "有機", "勇気"]);
    // A place without its last character; organisations first.
    assert_eq!(texts(&read("にしかん")), ["西蒲区"]);
    assert_eq!(texts(&read("ちゅおう")), ["中央区"]);
    assert_eq!(texts(&read("にいがた")), ["新潟市", "新潟"]);
    // Only places: a section goes by its whole name.
    assert!(read("かんきょう").is_empty());
    // Kana are their own reading.
    assert!(read("").is_empty());
    assert!(read("dx").is_empty());
}

#[test]
fn words_of_kana_need_no_reading() {
    let word = |text: &str| Word {
        text: text.to_owned(),
        reading: String::new(),
        passages: 1,
        rank: 0,
        organisation: false,
    };
    let (words, _) = open(&[word("ハマベ"), word("潟")]);
    let found = words.with_reading("はまべ").unwrap();
    assert_eq!(
        (found[0].text.as_str(), found[0].reading.as_str()),
        ("ハマベ", "はまべ")
    );
    assert_eq!(words.written("潟").unwrap(), [word("潟")]);
}

#[test]
fn words_are_found_by_how_they_are_written() {
    let (words, _) = open(&words());
    let mut found = words.written("子").unwrap();
    found.sort_by(|one, other| rank(one).cmp(&rank(other)));
    assert_eq!(texts(&found), ["子ども", "子育て", "子育て支援", "子供"]);
    assert_eq!(texts(&words.written("ゴミ減").unwrap()), ["ごみ減量"]);
}

#[test]
fn all_words_are_told_in_the_order_of_how_they_are_written() {
    let (words, _) = open(&words());
    let all = words.all().unwrap();
    assert!(all.is_sorted_by_key(|word| super::write::text_key(&word.text)));
    assert_eq!(all.len(), super::sample::words().len());
    let told = texts(&all);
    assert!(told.contains(&"鳥屋野潟") && told.contains(&"中央区"));
    let (empty, _) = open(&[]);
    assert_eq!(empty.all().unwrap(), []);
}

#[test]
fn what_goes_beyond_the_bounds_is_left_out() {
    let word = |text: String, passages| Word {
        text,
        reading: "こう".to_owned(),
        passages,
        rank: 0,
        organisation: false,
    };
    let many: Vec<Word> = (0..200)
        .map(|at| word(format!("高{at}"), at))
        .chain([word("長".repeat(MOST_BYTES), 999)])
        .collect();
    let (words, _) = open(&many);
    let found = words.with_reading("こう").unwrap();
    assert_eq!(found.len(), MOST_OF_A_KEY);
    assert_eq!(found[0].text, "高199");
    assert!(words.written("長").unwrap().is_empty());
}

#[test]
fn tables_do_not_depend_on_the_order_of_words() {
    let forwards = many(3_000);
    let mut backwards = forwards.clone();
    backwards.reverse();
    assert_eq!(tables(forwards), tables(backwards));
}

#[test]
fn a_frequent_beginning_has_its_best_words_at_hand() {
    let all = many(20_000);
    let (words, files) = open(&all);
    for typed in ["こ", "こう", "しょう", "か", "ちゅう", "せいか", "きょうこ"] {
        let found = words.beginning(&[typed.to_owned()]).unwrap();
        let most = |words: &[Word]| {
            words
                .iter()
                .filter(|word| word.reading.starts_with(typed) && !word.organisation)
                .map(|word| word.passages)
                .max()
        };
        assert_eq!(most(&found), most(&all), "{typed}");
        let (blocks, bytes) = files.reads();
        assert!(
            blocks <= 3 && bytes < 20_000,
            "{typed}: {blocks} blocks, {bytes} bytes"
        );
    }
}

#[test]
fn a_read_that_would_block_is_told_as_such_after_all_were_asked_for() {
    let (words, files) = open(&many(20_000));
    files.would_block.store(true, Ordering::Relaxed);
    let beginnings = ["か", "さ", "た"].map(str::to_owned);
    let failed = words.beginning(&beginnings).unwrap_err();
    assert!(matches!(failed, Error::Read(error) if error.kind() == std::io::ErrorKind::WouldBlock));
    let (asked, _) = files.reads();
    assert!(asked >= 3, "{asked}");
    files.would_block.store(false, Ordering::Relaxed);
    assert!(!words.beginning(&beginnings).unwrap().is_empty());
    assert!(files.reads().0 == asked);
}

#[test]
fn damaged_tables_are_an_error() {
    let good = tables(words());
    for file in 0..good.len() {
        for at in (0..good[file].1.len()).step_by(7) {
            let mut files = good.clone();
            files[file].1[at] ^= 0x85;
            ask_all(files);
        }
        for length in [0, 1, good[file].1.len() / 2] {
            let mut files = good.clone();
            files[file].1.truncate(length);
            assert!(Words::new(Counted::new(files)).written("子").is_err());
        }
    }
}

/// Whatever comes of it.
fn ask_all(files: Vec<(String, Vec<u8>)>) {
    let words = Words::new(Counted::new(files));
    let _ = words.with_reading("にいがた");
    let _ = words.beginning(&["こ".to_owned(), "に".to_owned()]);
    let _ = words.written("子");
    let _ = words.written_near(&["組識".to_owned()]);
}

fn any_word() -> impl Strategy<Value = Word> {
    let text = "[子高校市区あ]{1,4}|[a-z]{1,3}|\\PC{1,6}";
    let reading = "[こうおしーじぢょく]{0,7}|\\PC{0,6}";
    (text, reading, 0..5u32, any::<bool>()).prop_map(|(text, reading, passages, organisation)| {
        Word {
            text,
            reading,
            passages,
            rank: 0,
            organisation,
        }
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn every_word_comes_back(given in prop::collection::vec(any_word(), 0..60)) {
        let (words, _) = open(&given);
        for word in &given {
            prop_assume!(word.text.len() + word.reading.len() <= MOST_BYTES);
            let is_it = |found: &Word| found.text == word.text && found.passages >= word.passages;
            prop_assert!(words.written(&word.text).unwrap().iter().any(is_it));
            if !comparable(&word.reading).is_empty() {
                prop_assert!(words.with_reading(&word.reading).unwrap().iter().any(is_it));
                prop_assert!(words.beginning(std::slice::from_ref(&word.reading)).unwrap().iter().any(is_it));
            }
        }
    }

    #[test]
    fn any_bytes_are_answered(bytes in prop::collection::vec(any::<u8>(), 0..200), length in 0u8..100) {
        let mut index = MAGIC.to_vec();
        index.extend([1, 0, 0, length, 0]);
        let blocks = bytes[..bytes.len().min(length.into())].to_vec();
        let file = |name: &str, bytes: Vec<u8>| (name.to_owned(), bytes);
        ask_all(vec![file(INDEX, index), file(BY_READING, blocks), file(BY_TEXT, Vec::new())]);
        let mut index = MAGIC.to_vec();
        index.extend(&bytes);
        ask_all(vec![file(INDEX, index), file(BY_READING, bytes), file(BY_TEXT, Vec::new())]);
    }
}
