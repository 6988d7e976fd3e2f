#![allow(clippy::unwrap_used)]

use super::*;
use proptest::prelude::*;

/// Marker, white space, text behind them, number.
fn split(text: &str, marker: Option<ItemMarker>) -> Option<(&str, &str, &str, Option<String>)> {
    let marker = marker?;
    let (head, rest) = text.split_at(marker.len);
    let (space, rest) = rest.split_at(marker.space_len);
    Some((head, space, rest, marker.number))
}

#[test]
fn numbers_are_recognised() {
    for (text, marker, number) in [
        ("1 能登半島地震", "1", "1"),
        ("１　能登半島", "１", "1"),
        ("4 職員一人一人が", "4", "4"),
        ("2 人にやさしいまち", "2", "2"),
        ("3 分かりやすい広報", "3", "3"),
        ("1 人材育成", "1", "1"),
        ("1 2024年度の取組", "1", "1"),
        ("12 月岡", "12", "12"),
        ("1.地域", "1.", "1"),
        ("１．地域", "１．", "1"),
        ("1. 地域", "1.", "1"),
        ("1、地域", "1、", "1"),
        ("1)地域", "1)", "1"),
        ("１：地域", "１：", "1"),
        ("01 地域", "01", "1"),
        ("(1)地域", "(1)", "1"),
        ("（１）　地域", "（１）", "1"),
        ("( 1 )地域", "( 1 )", "1"),
        ("[1] 地域", "[1]", "1"),
        ("①地域", "①", "1"),
        ("⑫ 地域", "⑫", "12"),
        ("⑴地域", "⑴", "1"),
        ("❶地域", "❶", "1"),
        ("①．地域", "①．", "1"),
        ("1-1 地域", "1-1", "1-1"),
        ("1－1　地域", "1－1", "1-1"),
        ("１ー２）地域", "１ー２）", "1-2"),
        ("(1-2)地域", "(1-2)", "1-2"),
        ("1.2.3 地域", "1.2.3", "1.2.3"),
        ("1.2 地域", "1.2", "1.2"),
        ("第1 地域", "第1", "1"),
        ("第一章　総則", "第一章", "1"),
        ("一 地域", "一", "1"),
        ("十二、地域", "十二、", "12"),
        ("（二）地域", "（二）", "2"),
        ("Ⅱ 地域", "Ⅱ", "2"),
        ("Ⅳ．地域", "Ⅳ．", "4"),
    ] {
        let found = item_marker(text);
        assert_eq!(
            found.as_ref().map(|marker| marker.kind),
            Some(MarkerKind::Number),
            "{text}"
        );
        let (head, _, rest, found) = split(text, found).unwrap();
        assert_eq!((head, found.as_deref()), (marker, Some(number)), "{text}");
        assert!(!rest.starts_with(char::is_whitespace), "{text}");
    }
}

#[test]
fn letters_and_bullets_are_recognised() {
    for (text, marker, number) in [
        ("ア 地域", "ア", "ア"),
        ("ｱ 地域", "ｱ", "ア"),
        ("イ　アンケート", "イ", "イ"),
        ("ア）地域", "ア）", "ア"),
        ("(ア)地域", "(ア)", "ア"),
        ("（イ） 地域", "（イ）", "イ"),
        ("あ）地域", "あ）", "あ"),
        ("Ａ．地域", "Ａ．", "a"),
        ("a) 地域", "a)", "a"),
        ("(iv) 地域", "(iv)", "iv"),
    ] {
        let found = item_marker(text);
        assert_eq!(
            found.as_ref().map(|marker| marker.kind),
            Some(MarkerKind::Letter),
            "{text}"
        );
        let (head, _, _, found) = split(text, found).unwrap();
        assert_eq!((head, found.as_deref()), (marker, Some(number)), "{text}");
    }
    for text in [
        "・関係人口",
        "･関係",
        "●地域",
        "○ 地域",
        "■地域",
        "◆　地域",
        "- 地域",
        "－　地域",
        "* 地域",
        "•地域",
        "〇 地域",
    ] {
        let found = item_marker(text);
        assert_eq!(
            found.as_ref().map(|marker| marker.kind),
            Some(MarkerKind::Bullet),
            "{text}"
        );
        let (head, _, rest, number) = split(text, found).unwrap();
        assert_eq!((head.chars().count(), number), (1, None), "{text}");
        assert!(rest.starts_with(is_kanji), "{text}");
    }
    assert_eq!(
        split("・ 目標", item_marker("・ 目標")),
        Some(("・", " ", "目標", None))
    );
}

#[test]
fn figures_years_and_words_are_no_markers() {
    for text in [
        "2024年度は",
        "3,000人",
        "1人ひとり",
        "4月から",
        "10%",
        "10％",
        "1.5倍",
        "一人一人が",
        "アンケート調査",
        "1能登半島",
        "2024 年度",
        "4 月から",
        "10 人",
        "10 %",
        "3 件の",
        "1 人ひとりが",
        "1.5 倍",
        "３．１１の教訓",
        "1、2年生",
        "三、四年生は",
        "9:00から",
        "24時間",
        "2024-10-01 改定",
        "025-228-1000 代表",
        "3 000人",
        "1 0 人",
        "一 般 会 計",
        "第1回会議",
        "第1に",
        "第1 回会議",
        "第一に地域",
        "①～③の取組",
        "①②を",
        "①及び②",
        "(1)から(3)まで",
        "（１）、（２）の",
        "（月）開館",
        "（2024）年",
        "(株)新潟",
        "（仮称）",
        "コ ミュニティ",
        "デ ータ",
        "ア ンケート",
        "U.S.A",
        "A 区",
        "ICT政策",
        "○○市",
        "・・・",
        "-3件",
        "- 3",
        "△3",
        "ー",
        "※注",
        "Ⅱ型糖尿病",
        "い地域",
        "あ 地域",
        "1～3年",
        "4/4",
        "",
        " ",
        "1",
        "1 ",
        "①",
        "・",
        "4 4",
        "4 100%",
        "（1）",
        "〇歳児",
        "一般会計",
        "1",
        "二 三",
    ] {
        assert_eq!(item_marker(text), None, "{text}");
    }
}

#[test]
fn a_number_may_touch_the_text_where_one_is_expected() {
    for (text, marker) in [
        ("1能登半島", "1"),
        ("１２「古町」", "１２"),
        ("1人材育成", "1"),
        ("1-2地域", "1-2"),
        ("1 地域", "1"),
        ("・地域", "・"),
    ] {
        assert_eq!(
            split(text, expected_item_marker(text)).map(|(head, ..)| head),
            Some(marker),
            "{text}"
        );
    }
    for text in [
        "2024年度は",
        "3,000人",
        "1人ひとり",
        "4月から",
        "10%",
        "1.5倍",
        "一人一人が",
        "10代の",
        "4つの目標",
        "3-5歳児",
        "1丁目",
        "100周年",
        "1Ｋ",
        "1",
        "24時間",
        "アンケート",
    ] {
        assert_eq!(expected_item_marker(text), None, "{text}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2000))]

    #[test]
    fn a_marker_is_a_prefix_and_something_follows(
        text in "[0-9１一二十第章①ⅣアｱａA()（）\\[\\].．、:・○ー－ \u{3000}年人%区]{0,8}|\\PC{0,12}"
    ) {
        for marker in [item_marker(&text), expected_item_marker(&text)].into_iter().flatten() {
            let end = marker.len + marker.space_len;
            prop_assert!(marker.len > 0 && end < text.len());
            prop_assert!(text[marker.len..end].chars().all(char::is_whitespace));
            prop_assert!(!text[end..].starts_with(char::is_whitespace));
            prop_assert_eq!(marker.number.is_none(), marker.kind == MarkerKind::Bullet);
        }
    }

    #[test]
    fn width_does_not_matter(number in 1_u32..100, separator in "[.)]| ") {
        let text = format!("{number}{separator}地域");
        let wide = crate::width::to_full_width(&text);
        let expected = Some(number.to_string());
        prop_assert_eq!(item_marker(&text).and_then(|marker| marker.number), expected.clone());
        prop_assert_eq!(item_marker(&wide).and_then(|marker| marker.number), expected);
    }
}
