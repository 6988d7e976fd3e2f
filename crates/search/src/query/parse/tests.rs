#![allow(clippy::unwrap_used)]
use super::*;

/// Each group in brackets: `+` before what is quoted, `-` before what must not be held.
fn shown(query: &str) -> Vec<String> {
    let show = |item: &Item| {
        let mut text = String::new();
        text.push_str(if item.without { "-" } else { "" });
        text.push_str(if item.quoted { "+" } else { "" });
        if let Some(field) = item.field {
            text.push_str(&format!("{field:?}="));
        }
        text + &item.phrase.as_ref().unwrap().text()
    };
    parse(query)
        .groups
        .iter()
        .map(|group| group.iter().map(show).collect::<Vec<_>>().join("|"))
        .collect()
}

fn reasons(query: &str) -> Vec<DropReason> {
    parse(query)
        .dropped
        .iter()
        .map(|dropped| dropped.reason)
        .collect()
}

#[test]
fn white_space_and_quotes_split() {
    assert_eq!(shown("関係人口の創出"), ["関係人口の創出"]);
    assert_eq!(shown("\"関係人口の創出\""), ["+関係人口の創出"]);
    assert_eq!(shown("中央区　除雪\tＤＸ"), ["中央区", "除雪", "dx"]);
    assert_eq!(shown("佐久間 なおみ"), ["佐久間", "なおみ"]);
    assert_eq!(shown("\"佐久間 なおみ\""), ["+佐久間なおみ"]);
    assert_eq!(shown("“Open  Data”除雪"), ["+open data", "除雪"]);
    assert_eq!(shown("＂a b＂"), ["+a b"]);
    assert_eq!(shown("「関係 人口」"), ["「関係", "人口」"]);
}

#[test]
fn a_quote_without_partner_only_separates() {
    assert_eq!(shown("\"除雪 計画"), ["除雪", "計画"]);
    assert_eq!(shown("除雪\"計画"), ["除雪", "計画"]);
    assert_eq!(shown("\"a b\" \"c d"), ["+a b", "c", "d"]);
    assert_eq!(shown("\"\""), Vec::<String>::new());
}

#[test]
fn a_hyphen_before_a_word_means_without() {
    assert_eq!(shown("除雪 -計画"), ["除雪", "-計画"]);
    assert_eq!(shown("除雪　－\"雪 の 計画\""), ["除雪", "-+雪の計画"]);
    assert_eq!(shown("除雪 −計画"), ["除雪", "-計画"]);
    // Inside a word, alone, or as a long vowel it is text.
    assert_eq!(shown("2020-2024 e-mail"), ["2020-2024", "e-mail"]);
    assert_eq!(shown("除雪 - 計画"), ["除雪", "計画"]);
    assert_eq!(
        shown("ーム"),
        ["-ム"].map(|_| crate::analysis::normalise("ーム"))
    );
}

#[test]
fn or_joins_its_neighbours() {
    assert_eq!(shown("除雪 OR 雪かき 計画"), ["除雪|雪かき", "計画"]);
    assert_eq!(shown("a ＯＲ b ｜ \"c d\""), ["a|b|+c d"]);
    assert_eq!(shown("除雪 or 計画"), ["除雪", "or", "計画"]);
    assert_eq!(shown("OR"), ["or"]);
    assert_eq!(shown("\"OR\""), ["+or"]);
    assert_eq!(shown("除雪 OR -計画"), ["除雪", "-計画"]);
    for query in ["除雪 OR", "OR 除雪", "除雪 OR OR 雪かき", "除雪 OR 。"] {
        assert!(reasons(query).contains(&DropReason::Unfinished), "{query}");
    }
}

#[test]
fn field_words_are_known_by_name_in_any_width() {
    assert_eq!(
        shown("年度:2024 区：中央区 ＹＥＡＲ：Ｒ６ 部署:\"地域 総務課\" -ward:nishi"),
        [
            "Year=2024",
            "Organisation=中央区",
            "Year=r6",
            "+Organisation=地域総務課",
            "-Organisation=nishi"
        ]
    );
    assert_eq!(shown("a:b 目標:達成"), ["a:b", "目標:達成"]);
    assert_eq!(reasons("年度:"), [DropReason::Unfinished]);
    assert_eq!(reasons("区：\""), [DropReason::Unfinished]);
}

#[test]
fn items_count_once_and_punctuation_alone_is_dropped() {
    assert_eq!(shown("除雪 ・ 除雪"), ["除雪"]);
    assert_eq!(reasons("・ !? “。”"), [DropReason::Punctuation; 3]);
    assert_eq!(parse(" \u{3000}\n"), Parsed::default());
}

#[test]
fn brackets_of_other_engines_are_text() {
    assert_eq!(shown("(c AND d*"), ["(c", "and", "d*"]);
}

#[test]
fn long_input_is_bounded_and_says_so() {
    let parsed = parse(&"雪".repeat(MAX_QUERY_CHARACTERS + 1));
    let phrase = parsed.groups[0][0].phrase.as_ref().unwrap();
    assert_eq!(phrase.characters().len(), MAX_QUERY_CHARACTERS);
    assert_eq!(parsed.dropped[0].reason, DropReason::TooLong);
    assert!(parse(&"雪".repeat(MAX_QUERY_CHARACTERS)).dropped.is_empty());

    let many: String = (0..=MAX_PHRASES).map(|n| format!("{n} ")).collect();
    let parsed = parse(&many);
    assert_eq!(parsed.groups.len(), MAX_PHRASES);
    assert_eq!(
        parsed.dropped,
        [Dropped {
            text: MAX_PHRASES.to_string(),
            reason: DropReason::TooMany
        }]
    );
}
