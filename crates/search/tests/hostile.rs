//! Whatever is typed gives an answer: nothing is an error, nothing panics, and the work is bounded by the query's bounds.
#![allow(clippy::unwrap_used, missing_docs)]

use std::sync::LazyLock;

use ayumi_search::{
    Answer, Hit, IndexWriter, MAX_PHRASES, MAX_QUERY_CHARACTERS, OrganisationEntry, Part, Passage,
    PassageText, Request, Searcher, Site, Sort, TextKind,
};
use proptest::collection::vec;
use proptest::prelude::*;

/// Texts that hold what is typed below, and things that must not come through as they are.
const TEXTS: [&str; 6] = [
    "除雪の基準を見直し、子どもの居場所をつくる。",
    "<script>alert(\"&\")</script> <mark>除雪</mark> \u{1b}[31m赤\u{7} \u{202e}さかさ",
    "か\u{3099}く ｶﾞｸ ㍻㈱ﬁ 邉\u{e0100} 👩\u{200d}👧 令和6年度に3,000人（60％）が集まりました。",
    "- OR ： ・ “ ” ＂ -除雪 年度:2024 区:中央区",
    "\u{0}\u{300}\u{feff}\u{200b}",
    "",
];

static SEARCHER: LazyLock<Searcher> = LazyLock::new(|| {
    let mut writer = IndexWriter::new().unwrap();
    for (number, text) in TEXTS.iter().enumerate() {
        writer.add(&passage(number, text)).unwrap();
    }
    let site = Site {
        organisations: vec![
            organisation("city", "市", None),
            organisation("chuo", "中央区", Some("city")),
        ],
        ..Site::default()
    };
    Searcher::open(writer.finish(&site).unwrap()).unwrap()
});

fn passage(number: usize, text: &str) -> Passage {
    let text = |kind| PassageText {
        kind,
        anchor: String::new(),
        text: text.to_owned(),
    };
    Passage {
        document: format!("2024/{number}"),
        year: 2024,
        organisation: "chuo".to_owned(),
        ancestors: vec!["city".to_owned()],
        title: String::new(),
        page: String::new(),
        goal: None,
        marks: vec![":達成".to_owned()],
        source: String::new(),
        texts: vec![text(TextKind::Goal), text(TextKind::Title)],
    }
}

fn organisation(id: &str, name: &str, above: Option<&str>) -> OrganisationEntry {
    OrganisationEntry {
        id: id.to_owned(),
        name: name.to_owned(),
        kana: Some("ちゅうおうく".to_owned()),
        romaji: Some("Chuo-ku".to_owned()),
        above: above.map(str::to_owned),
        city: above.is_none(),
        ..OrganisationEntry::default()
    }
}

/// What queries are made of: operators, field words, their full-width forms, all kinds of spaces and quotation marks,
/// characters that join or stand alone, numbers of any size, and words that are there.
const PIECES: &[&str] = &[
    "-",
    "－",
    "−",
    "‐",
    "―",
    "--",
    "OR",
    "ＯＲ",
    "or",
    "|",
    "AND",
    "NOT",
    "\"",
    "＂",
    "“",
    "”",
    "「",
    "」",
    "'",
    "(",
    ")",
    "（",
    "）",
    ":",
    "：",
    "年度:",
    "年度：",
    "区:",
    "部署:",
    "year:",
    "ward:",
    "section:",
    "part:",
    "..",
    "～",
    "〜",
    "~",
    "*",
    "?",
    "\\",
    "/",
    "+",
    "^",
    "{",
    "}",
    "[",
    "]",
    "<mark>",
    "</mark>",
    "&amp;",
    "<",
    " ",
    "\u{3000}",
    "\t",
    "\n",
    "\r\n",
    "\u{a0}",
    "\u{2003}",
    "\u{200b}",
    "\u{2060}",
    "\u{feff}",
    "\u{180e}",
    "\u{85}",
    "\u{2028}",
    "\u{0}",
    "\u{7}",
    "\u{1b}[2J",
    "\u{7f}",
    "\u{202e}",
    "\u{300}",
    "\u{3099}",
    "\u{309a}",
    "\u{ff9e}",
    "\u{fe0f}",
    "\u{e0100}",
    "\u{200d}",
    "👩\u{200d}👧",
    "😀",
    "🇯🇵",
    "\u{fffd}",
    "\u{ffff}",
    "\u{10ffff}",
    "\u{e000}",
    "々",
    "ー",
    "゛",
    "除雪",
    "雪",
    "子供",
    "中央区",
    "chuo",
    "ちゅうおう",
    "令和6年度",
    "令和元",
    "R6",
    "H99",
    "平成34年度",
    "昭和",
    "2024",
    "０",
    "3,000人",
    "三千",
    "60%",
    "6割",
    "一",
    "京",
    "無量大数",
    "99999999999999999999999999",
    "1,,2",
    "-1",
    "1e309",
    "㍻",
    "㈱",
    "ﬁ",
    "ｶﾞ",
    "İ",
    "ß",
    "a",
    "達成",
    "今後の方向性",
];

fn mixture(pieces: std::ops::Range<usize>) -> impl Strategy<Value = String> {
    vec(prop::sample::select(PIECES), pieces).prop_map(|pieces| pieces.concat())
}

fn request() -> impl Strategy<Value = Request> {
    (
        prop::sample::select(&[Sort::Relevance, Sort::Newest, Sort::Oldest][..]),
        any::<[bool; 2]>(),
        prop::sample::select(&[0, 1, 10, usize::MAX][..]),
        prop::sample::select(&[0, 1, usize::MAX][..]),
        vec(mixture(0..3), 0..3),
        prop::option::of((any::<u16>(), any::<u16>())),
    )
        .prop_map(
            |(sort, [as_written, group], limit, offset, words, years)| Request {
                sort,
                as_written,
                group,
                limit,
                offset,
                organisations: words.clone(),
                marks: words.clone(),
                literal: words,
                years: years.map(|(first, last)| first..=last),
                explain: true,
                ..Request::new("")
            },
        )
}

/// Marks lie on whole characters of the text, ascending and apart; as HTML they are the only markup.
fn check_hit(hit: &Hit) -> Result<(), TestCaseError> {
    let snippet = &hit.snippet;
    let mut end = 0;
    for mark in &snippet.marks {
        prop_assert!(end <= mark.start && mark.start < mark.end, "{snippet:?}");
        prop_assert!(snippet.text.get(mark.clone()).is_some(), "{snippet:?}");
        end = mark.end;
    }
    prop_assert!(!snippet.text.chars().any(char::is_control), "{snippet:?}");
    let html = snippet.to_html();
    prop_assert_eq!(html.matches("<mark>").count(), snippet.marks.len());
    let plain = html.replace("<mark>", "").replace("</mark>", "");
    prop_assert!(!plain.contains(['<', '>', '"']), "{html}");
    prop_assert!(hit.score.is_finite());
    Ok(())
}

/// Answers with all that belongs to it, as whole JSON.
fn check(request: &Request) -> Result<Answer, TestCaseError> {
    let answer = SEARCHER
        .search(request)
        .map_err(|error| TestCaseError::fail(format!("{error} for {:?}", request.query)))?;
    prop_assert!(answer.hits.len() <= answer.total);
    prop_assert!(answer.documents <= answer.total);
    prop_assert!(answer.total <= TEXTS.len());
    for hit in &answer.hits {
        check_hit(hit)?;
    }
    let json = serde_json::to_string(&answer).unwrap();
    prop_assert!(serde_json::from_str::<serde_json::Value>(&json).is_ok());
    prop_assert_eq!(&answer.query, &request.query);
    Ok(answer)
}

/// Terms that were looked up for an answer, as its explanation tells.
fn terms(answer: &Answer) -> usize {
    let clauses = answer
        .explanation
        .iter()
        .flat_map(|explanation| &explanation.clauses);
    clauses.map(|clause| clause.terms.len().max(1)).sum()
}

/// A query that is looked at has at most this many characters; each begins at most one term, in itself and in every other
/// form that a word has. No word has more forms than this.
const FORMS: usize = 16;
const MOST_TERMS: usize = FORMS * (MAX_QUERY_CHARACTERS + MAX_PHRASES);

fn explained(query: &str) -> Request {
    Request {
        explain: true,
        ..Request::new(query)
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 500, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn operators_in_any_mixture(query in mixture(0..12)) {
        check(&explained(&query))?;
    }

    #[test]
    fn requests_of_every_kind(query in mixture(0..5), request in request()) {
        check(&Request { query, ..request })?;
    }

    #[test]
    fn any_characters_at_all(query in any::<String>()) {
        check(&explained(&query))?;
    }

    #[test]
    fn words_of_any_characters_between_operators(
        words in vec((mixture(0..3), any::<String>()), 0..4),
    ) {
        let query: String = words.iter().map(|(operator, word)| format!("{operator}{word}")).collect();
        check(&explained(&query))?;
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 40, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn ten_thousand_characters_are_bounded_work(query in mixture(4_000..6_000)) {
        let answer = check(&explained(&query))?;
        prop_assert!(terms(&answer) <= MOST_TERMS, "{} terms", terms(&answer));
    }

    #[test]
    fn one_piece_ten_thousand_times(
        piece in prop::sample::select(PIECES),
        between in prop::sample::select(&["", " ", "\"", " -", " OR ", "　年度:"][..]),
    ) {
        let query = format!("{piece}{between}").repeat(10_000);
        let answer = check(&explained(&query))?;
        prop_assert!(terms(&answer) <= MOST_TERMS, "{} terms", terms(&answer));
    }
}

#[test]
fn what_holds_no_word_finds_nothing() {
    for query in [
        "",
        " ",
        "\u{3000}\t\n",
        "\"\"",
        "\"",
        "・、。",
        "!?",
        "-",
        "：",
        "\u{200b}",
        "\u{0}",
        "😀",
    ] {
        let answer = check(&explained(query)).unwrap();
        assert_eq!(answer.total, 0, "{query:?}: {answer:#?}");
        assert!(answer.hits.is_empty());
        assert_eq!(terms(&answer), 0, "{query:?}");
    }
}

#[test]
fn every_piece_alone_and_beside_itself() {
    for piece in PIECES {
        for query in [
            piece.to_string(),
            piece.repeat(2),
            format!("{piece} {piece}"),
            format!("除雪 {piece}"),
        ] {
            check(&explained(&query)).unwrap();
        }
    }
}

#[test]
fn parts_are_filters_whatever_is_typed() {
    for part in Part::ALL {
        let request = Request {
            parts: vec![part],
            ..explained("\"除雪 -OR： 雪")
        };
        let answer = check(&request).unwrap();
        assert!(answer.hits.iter().all(|hit| hit.part == part));
    }
}
