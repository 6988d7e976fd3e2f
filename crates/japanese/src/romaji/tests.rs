use super::*;
use proptest::prelude::*;

#[test]
fn all_systems_are_read_alike() {
    for (kana, spellings) in [
        ("し", &["shi", "si", "SHI", "ｓｉ"][..]),
        ("つ", &["tsu", "tu"]),
        ("ち", &["chi", "ti"]),
        ("ふ", &["fu", "hu"]),
        ("じ", &["ji", "zi"]),
        ("ぢ", &["di"]),
        ("しゃ", &["sha", "sya"]),
        ("じょ", &["jo", "zyo", "jyo"]),
        ("ちゃ", &["cha", "tya", "cya"]),
        ("ふぁ", &["fa"]),
        ("こみゅにてぃ", &["komyunithi"]),
        ("っ", &["xtu", "xtsu"]),
        ("を", &["wo"]),
        (
            "にいがた",
            &["niigata", "nīgata", "nîgata", "Nii gata", "nii-gata"],
        ),
        ("ちゅうおう", &["chuuou", "tyuuou", "chūō", "chûô", "CHŪŌ"]),
        ("さとう", &["satou", "satō", "satoh"]),
        ("おうた", &["ohta"]),
        ("おはら", &["ohara"]),
        ("まっちゃ", &["matcha", "maccha", "mattya"]),
        ("がっこう", &["gakkou"]),
        ("ざっし", &["zasshi", "zassi"]),
        ("しんぶん", &["shimbun", "shinbun", "sinnbunn"]),
        ("ぐんま", &["gumma", "gunma"]),
        ("かんい", &["kan'i", "kan’i", "kan-i"]),
        ("おんな", &["onna", "onnna"]),
        ("こんかい", &["konkai", "konnkai"]),
        ("にしかんく", &["nishikan-ku", "nisikannku", "Nishikan Ku"]),
    ] {
        for spelling in spellings {
            assert_eq!(to_hiragana(spelling).as_deref(), Some(kana), "{spelling}");
        }
    }
}

#[test]
fn what_is_not_romaji_is_refused() {
    for text in [
        "",
        " ",
        "-",
        "'",
        "report",
        "hello",
        "city",
        "kodmo",
        "k",
        "niig",
        "2024",
        "r6",
        "新潟",
        "にいがた",
        "niigata市",
        "dx",
        "ict",
        "sns",
        "yi",
        "aaa!",
    ] {
        assert_eq!(to_hiragana(text), None, "{text}");
        assert!(readings(text).is_empty(), "{text}");
    }
}

#[test]
fn two_readings_where_two_are_possible() {
    assert_eq!(readings("shinyou"), ["しにょう", "しんよう"]);
    assert_eq!(readings("kinnen"), ["きんねん", "きんえん"]);
    assert_eq!(readings("kodomo"), ["こども"]);
}

#[test]
fn an_unfinished_syllable_stands_for_all_it_can_become() {
    assert_eq!(beginnings("hiyo"), ["ひよ"]);
    assert_eq!(
        beginnings("kankeijink"),
        ["か", "き", "く", "け", "こ", "っ"].map(|next| format!("かんけいじん{next}"))
    );
    assert_eq!(beginnings("ky"), ["きぃ", "きぇ", "きゃ", "きゅ", "きょ"]);
    assert_eq!(beginnings("sh"), ["し"]);
    assert_eq!(
        beginnings("kan"),
        ["かな", "かに", "かぬ", "かね", "かの", "かん"]
    );
    assert_eq!(beginnings("ひよr").len(), 6);
    assert!(beginnings("ひよr").contains(&"ひより".to_owned()));
    assert!(beginnings("gakk").contains(&"がっこ".to_owned()));
    assert!(beginnings("satoh").contains(&"さとう".to_owned()));
    assert_eq!(beginnings("shinyo"), ["しにょ", "しんよ"]);
    for text in ["", "dx", "kodm", "新潟k", "!"] {
        assert!(beginnings(text).is_empty(), "{text}");
    }
}

#[test]
fn the_readable_beginning_is_told() {
    assert_eq!(leading("kodmo"), ("こ".to_owned(), "dmo".to_owned()));
    assert_eq!(leading("Niigata"), ("にいがた".to_owned(), String::new()));
    assert_eq!(leading("x9"), (String::new(), "x9".to_owned()));
}

#[test]
fn hiragana_is_written_as_hepburn() {
    for (kana, letters) in [
        ("ちゅうおうく", "chuuouku"),
        ("しんぶん", "shinbun"),
        ("がっこう", "gakkou"),
        ("まっちゃ", "matcha"),
        ("じゃ", "ja"),
        ("ふつう", "futsuu"),
        ("せんたー", "senta"),
        ("てぃ", "thi"),
        ("あっ", "at"),
        ("区く", "区ku"),
    ] {
        assert_eq!(to_hepburn(kana), letters, "{kana}");
    }
}

proptest! {
    #[test]
    fn every_syllable_comes_back(text in "[あいうえおかきくけこさしすせそたちつてとなにぬねのはひふへほまみむめもやゆよらりるれろわんがぎぐげござじずぜぞだでどばびぶべぼぱぴぷぺぽ]{1,8}") {
        // ん before a vowel needs an apostrophe.
        let spelled = text.chars().map(|c| if c == 'ん' { "n'".to_owned() } else { to_hepburn(&c.to_string()) }).collect::<String>();
        prop_assert_eq!(to_hiragana(&spelled), Some(text));
    }

    #[test]
    fn any_text_is_answered(text in "[a-zāōû' -]{0,24}|\\PC{0,24}") {
        for reading in readings(&text) {
            prop_assert!(reading.chars().all(crate::kana::is_hiragana), "{}", reading);
        }
        let whole = to_hiragana(&text);
        prop_assert_eq!(readings(&text).is_empty(), whole.is_none());
        for beginning in beginnings(&text) {
            prop_assert!(!beginning.is_empty());
        }
        prop_assert!(beginnings(&text).len() <= 32);
        let _ = to_hepburn(&text);
    }

    #[test]
    fn what_is_typed_so_far_begins_the_word(text in "[あかさしちつなぬふまやらわがざじっんきょ]{1,6}あ", at in 1usize..20) {
        prop_assume!(!text.contains("ん") && !text.contains("っ") && !text.contains("ょ"));
        let letters = to_hepburn(&text);
        let typed: String = letters.chars().take(at).collect();
        prop_assert!(
            beginnings(&typed).iter().any(|beginning| text.starts_with(beginning)),
            "{} of {}", typed, text
        );
    }
}
