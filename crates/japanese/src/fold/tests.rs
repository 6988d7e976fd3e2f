#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

/// The original text behind the one place where `part` stands in the folded text.
fn original<'t>(text: &'t str, part: &str) -> &'t str {
    let folded = fold(text);
    let at = folded.as_str().find(part).unwrap();
    &text[folded.original_range(at..at + part.len())]
}

#[test]
fn spellings_become_one() {
    for (text, folded) in [
        ("ＤＸ　Ａｉ", "dx ai"),
        ("ｺﾐ協ｶﾞｲﾄﾞ", "コミ協ガイド"),
        ("か\u{3099}ハ\u{309A}か゛", "がパが"),
        ("㈱㍻㎡①ﬁ…", "(株)平成m21fi..."),
        ("髙橋﨑𠮷渡邉渡邊", "高橋崎吉渡辺渡辺"),
        ("葛\u{E0100}城", "葛城"),
        ("⻄区の市⺠⻑", "西区の市民長"),
        ("～〜∼", "~~~"),
        ("1－1 1−1 1–1 1ー1 1‐1", "1-1 1-1 1-1 1-1 1-1"),
        (
            "センター センタ― センタ－ ｾﾝﾀｰ",
            "センター センター センター センター",
        ),
        ("らーめん こと―未来 ー", "らーめん こと-未来 ー"),
        (
            "人々 佐々木 佐 々木 複々々線 あ々",
            "人人 佐佐木 佐 佐木 複複複線 あ々",
        ),
        ("İSTANBUL ΟΔΟΣ", "i\u{307}stanbul οδοσ"),
        ("H\u{331}", "\u{1E96}"),
        ("", ""),
        ("\u{FEFF}\u{FE00}", ""),
    ] {
        assert_eq!(fold_str(text), folded, "{text}");
    }
}

#[test]
fn ranges_lead_back_to_whole_units() {
    let text = "第㈱ﾊﾏﾍﾞﾘﾝｸﾞ髙𠮷か\u{3099}葛\u{E0100}城ﬁn";
    for (part, source) in [
        ("株", "㈱"),
        ("(", "㈱"),
        ("ベリ", "ﾍﾞﾘ"),
        ("高", "髙"),
        ("吉が", "𠮷か\u{3099}"),
        ("葛", "葛\u{E0100}"),
        ("城f", "城ﬁ"),
        ("in", "ﬁn"),
        ("n", "n"),
    ] {
        assert_eq!(original(text, part), source, "{part}");
    }
}

#[test]
fn odd_ranges_are_mended() {
    let folded = fold("あ㈱い");
    assert_eq!(folded.as_str(), "あ(株)い");
    assert_eq!(folded.original_range(0..usize::MAX), 0..9);
    // Byte 1 is inside あ, byte 5 inside 株.
    assert_eq!(folded.original_range(1..2), 0..3);
    assert_eq!(folded.original_range(5..6), 3..6);
    assert_eq!(folded.original_range(3..3), 3..3);
    let reversed = Range { start: 8, end: 3 };
    assert_eq!(folded.original_range(reversed), 6..6);
    assert_eq!(fold("").original_range(0..5), 0..0);
}

#[test]
fn plain_text_needs_no_map() {
    let text =
        "能登半島地震からの復旧・復興を速やかに進め、ＳＮＳ等を活用した賑わいの創出に努めます。"
            .repeat(9);
    assert_eq!(fold(&text).map, {
        let mut map = OffsetMap::default();
        let mut at = (0, 0);
        for c in text.chars() {
            let made = fold_str(&c.to_string()).len();
            map.push(at.0, at.1, made == c.len_utf8());
            at = (at.0 + c.len_utf8(), at.1 + made);
        }
        map.finish(at.0, at.1);
        map
    });
}

#[test]
fn every_character_folds_to_a_fixed_point() {
    // Planes 4 to 13 are unassigned, 15 and 16 private.
    for c in ('\0'..='\u{3FFFF}').chain('\u{E0000}'..='\u{E0FFF}') {
        // At the start, and behind a letter of each kind on which folding depends.
        let once = fold_str(&format!("{c}カ{c}1{c}区{c}"));
        assert_eq!(fold_str(&once), once, "U+{:04X}", u32::from(c));
    }
}

#[test]
fn beyond_the_table_it_is_nfkc_and_lower_case() {
    // Independent of the unit by unit way: the whole string at once.
    for text in [
        "Ｗｉ－Ｆｉ㈱ﾊﾟｰﾄ㌔ Ｎº５",
        "ÅÉÎ Ǆ ﬀ ½ ㋿６年",
        "한글 ㄱㅏ 각 ᄀ\u{1161}\u{11A8}",
    ] {
        assert_eq!(
            fold_str(text),
            text.nfkc()
                .flat_map(char::to_lowercase)
                .nfkc()
                .collect::<String>(),
            "{text}"
        );
    }
}

/// Texts of the characters that interact, and arbitrary ones.
fn texts() -> impl Strategy<Value = String> {
    let busy = prop::sample::select(
        "カかハーｰ-－―〜～々〻髙区𠮷1Aａﾊﾞﾟ゛\u{3099}\u{309A}\u{301}\u{323}\u{338}\u{345}\u{FE00}\u{E0101}\u{200D}㈱㍻ﬁİẞ각\u{1100}\u{1161}\u{11A8}\u{9C7}\u{9BE} 　\n∼=<"
            .chars()
            .collect::<Vec<_>>(),
    );
    prop_oneof![
        prop::collection::vec(prop_oneof![4 => busy, 1 => any::<char>()], 0..24)
            .prop_map(|chars| chars.into_iter().collect()),
        any::<String>(),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn folding_twice_is_folding_once(text in texts()) {
        let once = fold_str(&text);
        prop_assert_eq!(fold_str(&once), once);
    }

    #[test]
    fn both_forms_agree_and_are_composed(text in texts()) {
        let folded = fold(&text);
        prop_assert_eq!(folded.as_str(), &fold_str(&text));
        prop_assert!(unicode_normalization::is_nfkc(folded.as_str()));
    }

    #[test]
    fn canonically_equal_texts_fold_alike(text in texts()) {
        // ゛ alone is no part of this: it is told apart before decomposing.
        let text = text.replace(['゛', '゜'], "");
        prop_assert_eq!(fold_str(&text.nfd().collect::<String>()), fold_str(&text));
        prop_assert_eq!(fold_str(&text.nfc().collect::<String>()), fold_str(&text));
    }

    #[test]
    fn the_map_is_monotone_on_boundaries_and_covers_all(text in texts()) {
        let folded = fold(&text);
        let length = folded.as_str().len();
        if length > 0 {
            prop_assert_eq!(folded.original_range(0..length), 0..text.len());
        }
        let mut last = (0, 0);
        for at in 0..length {
            let range = folded.original_range(at..at + 1);
            prop_assert!(range.start < range.end);
            prop_assert!(text.is_char_boundary(range.start) && text.is_char_boundary(range.end));
            prop_assert!(range.start >= last.0 && range.end >= last.1);
            // Contiguous: nothing of the original lies between two neighbours.
            prop_assert!(range.start <= last.1);
            last = (range.start, range.end);
            // What the range holds folds to something that holds the byte's character, when the
            // context before it is given too.
            let until = fold_str(&text[..range.end]);
            prop_assert!(folded.as_str().starts_with(&until) || until.len() > length);
            prop_assert!(until.len() > at);
        }
    }
}
