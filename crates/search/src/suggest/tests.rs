use super::*;
use crate::vocabulary::words::sample::{many, open, words};
use proptest::prelude::*;

fn suggested(typed: &str) -> Vec<String> {
    let (words, _) = open(&words());
    let found = suggest(&words, typed, 8).unwrap();
    found.into_iter().map(|one| one.text).collect()
}

fn read_so(phrase: &str) -> Vec<String> {
    let (words, _) = open(&words());
    let found = by_reading(&words, phrase).unwrap();
    found.into_iter().map(|word| word.text).collect()
}

fn corrected(phrase: &str) -> Vec<String> {
    let (words, _) = open(&words());
    let found = corrections(&words, phrase).unwrap();
    found.into_iter().map(|word| word.text).collect()
}

#[test]
fn the_sample_is_large_enough() {
    assert!(words().len() >= 80);
}

#[test]
fn what_is_typed_is_completed() {
    for (typed, first) in [
        ("ひよ", "日和山"),
        ("ひよりやまは", "日和山浜"),
        ("とやの", "鳥屋野潟"),
        ("hiyo", "日和山"),
        ("hiyor", "日和山"),
        ("niiga", "新潟市"),
        ("kankeijin", "関係人口"),
        ("kankeijink", "関係人口"),
        ("ひよr", "日和山"),
        ("組織", "組織"),
        ("組織も", "組織目標"),
        ("組織m", "組織目標"),
        ("関係じn", "関係人口"),
        ("子育てし", "子育て支援"),
        ("鳥", "鳥屋野潟"),
        ("ハマ", "ハマベリング"),
        ("ﾊﾏ", "ハマベリング"),
        ("はま", "ハマベリング"),
        ("DX", "dx"),
        ("ｄｘ", "dx"),
        ("ict", "ict政策課"),
        ("シミ", "市民"),
        ("2024 中央区 ごみ", "ごみ減量"),
        ("除雪　-ひなん", "避難"),
        ("\"子育", "子育て"),
        ("shinyo", "信用"),
        ("kin'y", "金融"),
        ("gakk", "学校"),
        ("senta-", "センター"),
        ("chuo", "中央区"),
        ("Chūō", "中央区"),
        ("tyuuou-k", "中央区"),
        ("nishikan", "西蒲区"),
    ] {
        let found = suggested(typed);
        assert_eq!(
            found.first().map(String::as_str),
            Some(first),
            "{typed}: {found:?}"
        );
    }
}

#[test]
fn whole_readings_stand_before_beginnings_and_the_typed_length_before_another() {
    assert_eq!(suggested("ひよりやま"), ["日和山", "日和山浜"]);
    assert_eq!(suggested("こども"), ["子ども", "子供"]);
    assert_eq!(suggested("ゆう")[..2], ["有効", "有機"]);
    assert_eq!(suggested("ゆき"), ["雪", "有機", "勇気"]);
    // こう: nothing that begins with こど or こそ before these.
    let found = suggested("こう");
    assert_eq!(found[..3], ["江南区", "高齢者", "効果"], "{found:?}");
}

#[test]
fn no_word_is_suggested_twice() {
    assert_eq!(
        suggested("に")
            .iter()
            .filter(|text| *text == "日本")
            .count(),
        1
    );
    assert_eq!(
        suggested("ai").iter().filter(|text| *text == "ai").count(),
        1
    );
}

#[test]
fn organisations_leave_room() {
    let mut all = words();
    all.extend((0..20).map(|at| Word {
        text: format!("第{at}課"),
        reading: format!(
                "こう{}か",
                "いろはにほへとちりぬるをわかよたれそつ"
                    .chars()
                    .nth(at)
                    .unwrap_or('ね')
            ),
        passages: 1,
        organisation: true,
    }));
    let (words, _) = open(&all);
    let found = suggest(&words, "こう", 8).unwrap();
    assert_eq!(found.len(), 8);
    assert_eq!(found.iter().take_while(|one| one.organisation).count(), 4);
    assert_eq!(found[4].text, "高齢者");
    assert!(found[4..].iter().all(|one| !one.organisation));
}

#[test]
fn nothing_is_suggested_for_nothing() {
    for typed in [
        "",
        " ",
        "中央区 ",
        "\"",
        "-",
        "、",
        "龘",
        "qqq",
        "🙂",
        "組織ぬ",
        "組織q",
    ] {
        assert!(suggested(typed).is_empty(), "{typed}");
    }
    let (words, _) = open(&words());
    assert!(suggest(&words, "に", 0).unwrap().is_empty());
}

#[test]
fn kana_and_romaji_are_read() {
    for (phrase, expected) in [
        ("ひよりやまはま", &["日和山浜"][..]),
        ("とやのがた", &["鳥屋野潟"]),
        ("ﾄﾔﾉｶﾞﾀ", &["鳥屋野潟"]),
        ("kodomo", &["子ども", "子供"]),
        ("KODOMO", &["子ども", "子供"]),
        ("niigata", &["新潟市", "新潟"]),
        ("nigata", &["新潟市", "新潟"]),
        ("chuo", &["中央区"]),
        ("chuo-ku", &["中央区"]),
        ("chuuouku", &["中央区"]),
        ("ちゅうおう", &["中央区"]),
        ("にしかん", &["西蒲区"]),
        ("shimin", &["市民"]),
        ("kinyu", &["金融"]),
        ("こみゅにてぃー", &["コミュニティ"]),
        ("はなじ", &["鼻血"]),
        ("つずき", &["続き"]),
        ("にぎわい", &["賑わい"]),
        ("gunma", &["群馬"]),
        ("gumma", &["群馬"]),
        // Kana and ou tell the length of a vowel; koen does not.
        ("ゆうき", &["有機", "勇気"]),
        ("kouen", &["公園", "講演", "後援"]),
        ("koen", &["公園", "講演", "後援"]),
        ("kosei", &["個性", "構成"]),
        // Too short, or no reading of a word.
        ("さど", &[]),
        ("ai", &[]),
        ("open", &[]),
        ("新潟", &[]),
        ("ひよりやまは", &[]),
        ("", &[]),
    ] {
        assert_eq!(read_so(phrase), expected, "{phrase}");
    }
}

#[test]
fn misspelt_words_are_corrected() {
    for (phrase, first) in [
        ("にぎはひ", "にぎわい"),
        ("こうれいしや", "高齢者"),
        ("ひよりらまはま", "日和山浜"),
        ("びよりやまはま", "日和山浜"),
        ("ひよりやまはは", "日和山浜"),
        ("とやのかた", "鳥屋野潟"),
        ("コミュニテイ", "コミュニティ"),
        ("コミニュティ", "コミュニティ"),
        ("コミニティ", "コミュニティ"),
        ("ボランテア", "ボランティア"),
        ("ボランティヤ", "ボランティア"),
        ("組識目標", "組織目標"),
        ("組織目評", "組織目標"),
        ("液化状", "液状化"),
        ("避難書", "避難所"),
        ("待期児童", "待機児童"),
        ("kodmo", "子ども"),
        ("kodono", "子ども"),
        ("koodmo", "子ども"),
        ("niigtaa", "新潟市"),
        ("hiyoriyamahma", "日和山浜"),
    ] {
        let found = corrected(phrase);
        assert_eq!(
            found.first().map(String::as_str),
            Some(first),
            "{phrase}: {found:?}"
        );
        assert!(found.len() <= MOST_CORRECTIONS);
    }
    assert_eq!(corrected("にぎはひ"), ["にぎわい", "賑わい"]);
}

#[test]
fn what_is_short_or_far_away_is_not_corrected() {
    for phrase in [
        "",
        "さぼ",
        "こめ",
        "雪国",
        "市",
        "ab",
        "kodo",
        "opem",
        "たいへんなこと",
        "龍踊",
        "report",
        "令和6年",
        "防災訓練課題一覧",
        "🙂🙂🙂",
    ] {
        assert!(
            corrected(phrase).is_empty(),
            "{phrase}: {:?}",
            corrected(phrase)
        );
    }
    // A part of the phrase is no correction.
    assert!(!corrected("避難先").contains(&"避難".to_owned()));
}

#[test]
fn a_large_archive_is_searched_in_few_blocks() {
    let (words, files) = open(&many(20_000));
    for phrase in [
        "にぎはひ",
        "こうえんん",
        "しょうかい",
        "組識目標",
        "液化状",
        "kodmo",
        "koukoku",
    ] {
        corrections(&words, phrase).unwrap();
        let (blocks, bytes) = files.reads();
        assert!(
            blocks <= 24 && bytes < 110_000,
            "{phrase}: {blocks} blocks, {bytes} bytes"
        );
    }
    assert_eq!(corrections(&words, "にぎはひ").unwrap()[0].text, "にぎわい");
    assert_eq!(corrections(&words, "kodmo").unwrap()[0].text, "子ども");
    assert_eq!(corrections(&words, "組識目標").unwrap()[0].text, "組織目標");
    for typed in ["k", "こ", "kankeijink", "組", "sho"] {
        files.reads();
        suggest(&words, typed, 8).unwrap();
        let (blocks, bytes) = files.reads();
        assert!(
            blocks <= 14 && bytes < 70_000,
            "{typed}: {blocks} blocks, {bytes} bytes"
        );
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    #[test]
    fn anything_typed_is_answered(typed in "\\PC{0,40}|[a-zō' ]{0,12}|[ぁ-ゖァ-ヺー゛゜ﾞ]{0,12}|[組織識目標中央区a-zあ]{0,8}|.{0,20}", limit in 0usize..40) {
        let (words, files) = open(&words());
        let found = suggest(&words, &typed, limit).unwrap();
        prop_assert!(found.len() <= limit.min(MOST_SUGGESTIONS));
        let texts: BTreeSet<&str> = found.iter().map(|one| one.text.as_str()).collect();
        prop_assert_eq!(texts.len(), found.len());
        prop_assert!(by_reading(&words, &typed).unwrap().len() <= MOST_READ_SO);
        let found = corrections(&words, &typed).unwrap();
        prop_assert!(found.len() <= MOST_CORRECTIONS);
        prop_assert!(found.iter().all(|word| word.text != normalise(&typed)));
        prop_assert!(files.reads().0 <= 40);
    }

    #[test]
    fn every_beginning_of_a_reading_suggests_its_word(at in 0usize..100, cut in 1usize..12) {
        let all = words();
        let (words, _) = open(&all);
        let word = &all[at % all.len()];
        let typed: String = word.reading.chars().take(cut).collect();
        // Long enough that not too many others begin so.
        prop_assume!(typed.chars().count() >= 3);
        let found = suggest(&words, &typed, 16).unwrap();
        prop_assert!(found.iter().any(|one| one.text == word.text), "{} {}", typed, word.text);
    }
}
