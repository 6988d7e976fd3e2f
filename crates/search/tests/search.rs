//! Searching a small archive: filters, facets, order, paging, modes, and the JSON.
#![allow(clippy::unwrap_used, missing_docs)]

use std::io;
use std::ops::Range;

use ayumi_search::{
    Answer, Error, Files, IndexFiles, IndexWriter, Mode, OwnedBytes, Part, Passage, PassageText,
    Request, Searcher, Site, TextKind,
};

fn goal(year: u16, organisation: &str, number: u8, texts: [&str; 3]) -> Passage {
    let parts = [
        (Part::Goal, ""),
        (Part::Result, "-result"),
        (Part::Direction, "-direction"),
    ];
    let ancestors: &[&str] = match organisation {
        "niigata" => &[],
        "chuo-kensetsu" => &["chuo", "niigata"],
        _ => &["niigata"],
    };
    Passage {
        document: format!("{year}/{organisation}"),
        year,
        organisation: organisation.to_owned(),
        ancestors: ancestors.iter().map(|&id| id.to_owned()).collect(),
        title: format!("{year} <{organisation}>"),
        page: format!("{year}/{organisation}/"),
        goal: Some(number.to_string()),
        marks: Vec::new(),
        source: format!("content/{year}/{organisation}.md"),
        texts: parts
            .iter()
            .zip(texts)
            .filter(|(_, text)| !text.is_empty())
            .map(|(&(part, suffix), text)| PassageText {
                kind: part.into(),
                anchor: format!("goal-{number}{suffix}"),
                text: text.to_owned(),
            })
            .collect(),
    }
}

fn archive() -> Vec<Passage> {
    vec![
        goal(
            2023,
            "chuo",
            1,
            [
                "関係人口の創出",
                "関係人口が増えた。古町の賑わいと関係人口",
                "",
            ],
        ),
        goal(2023, "chuo", 2, ["除雪の計画", "除雪 計画どおり", "継続"]),
        goal(
            2024,
            "chuo",
            1,
            [
                "関係人口の拡大 <script>alert(1)</script> & 定着",
                "",
                "関係人口を継続",
            ],
        ),
        goal(2024, "chuo-kensetsu", 1, ["道路の除雪", "", ""]),
        goal(
            2024,
            "nishi",
            1,
            ["液状化への対応", "道路はいつ直るのかという声", ""],
        ),
        Passage {
            goal: None,
            marks: Vec::new(),
            source: String::new(),
            texts: vec![PassageText {
                kind: TextKind::Other,
                anchor: String::new(),
                text: "西区 佐久間　なおみ".to_owned(),
            }],
            ..goal(2024, "nishi", 1, [""; 3])
        },
    ]
}

fn build(passages: &[Passage]) -> IndexFiles {
    let mut writer = IndexWriter::new().unwrap();
    for passage in passages {
        writer.add(passage).unwrap();
    }
    writer.finish(&Site::default()).unwrap()
}

fn searcher() -> Searcher {
    Searcher::open(build(&archive())).unwrap()
}

fn ask(query: &str, change: impl FnOnce(&mut Request)) -> Answer {
    let mut request = Request::new(query);
    change(&mut request);
    searcher().search(&request).unwrap()
}

fn urls(answer: &Answer) -> Vec<&str> {
    answer.hits.iter().map(|hit| hit.url.as_str()).collect()
}

#[test]
fn the_answer_is_the_documented_json() {
    let answer = ask("関係人口", |_| ());
    insta::assert_json_snapshot!(answer);
}

#[test]
fn the_explanation_shows_how_an_answer_came_about() {
    let answer = ask("\"古町の賑わい\" 口 ・", |request| {
        request.explain = true
    });
    insta::assert_json_snapshot!(answer.explanation);
    let hit = &answer.explanation.unwrap().hits[0];
    let sum: f64 = hit.parts.iter().map(|part| part.score).sum();
    assert!((sum - answer.hits[0].score).abs() < 0.003);
}

#[test]
fn a_hit_links_to_the_part_with_the_best_window() {
    let answer = ask("古町 関係人口", |_| ());
    assert_eq!(answer.mode, Mode::Phrase);
    assert_eq!(urls(&answer), ["2023/chuo/#goal-1-result"]);
    assert_eq!(answer.hits[0].part, Part::Result);
    assert_eq!(urls(&ask("なおみ", |_| ())), ["2024/nishi/"]);
}

#[test]
fn phrases_may_stand_in_different_parts() {
    assert_eq!(urls(&ask("液状化 道路", |_| ())), ["2024/nishi/#goal-1"]);
}

#[test]
fn filters_combine_and_facets_count_what_each_would_leave() {
    let all = ask("除雪", |_| ());
    assert_eq!((all.total, all.documents), (2, 2));
    for (organisation, &count) in &all.facets.organisation {
        let filtered = ask("除雪", |request| {
            request.organisations = vec![organisation.clone()]
        });
        assert_eq!(filtered.total, count, "{organisation}");
    }
    for (&year, &count) in &all.facets.year {
        assert_eq!(
            ask("除雪", |request| request.years = Some(year..=year)).total,
            count
        );
    }
    for (&part, &count) in &all.facets.part {
        assert_eq!(
            ask("除雪", |request| request.parts = vec![part]).total,
            count,
            "{part:?}"
        );
    }
    assert_eq!(all.facets.organisation["chuo"], 2);
    assert_eq!(all.facets.organisation["chuo-kensetsu"], 1);

    let filtered = ask("除雪", |request| {
        request.years = Some(2023..=2023);
        request.organisations = vec!["chuo".to_owned(), "nishi".to_owned()];
        request.parts = vec![Part::Result];
    });
    assert_eq!(urls(&filtered), ["2023/chuo/#goal-2-result"]);
    assert_eq!(
        ask("除雪", |request| request.organisations =
            vec!["無".to_owned()])
        .total,
        0
    );
}

#[test]
#[expect(clippy::reversed_empty_ranges, reason = "what a user may type")]
fn a_range_of_years_that_holds_none_finds_nothing() {
    assert_eq!(
        ask("除雪", |request| request.years = Some(2024..=2023)).total,
        0
    );
}

#[test]
fn modes_follow_each_other() {
    assert_eq!(ask("除雪の計画", |_| ()).mode, Mode::Phrase);
    let all = ask("除雪！計画", |_| ());
    assert_eq!((all.mode, all.total), (Mode::All, 1));
    let any = ask("計画除雪", |request| request.limit = 1);
    assert_eq!((any.mode, any.total), (Mode::Any, 2));
    let any = ask("状化液状", |_| ());
    assert_eq!((any.mode, any.total), (Mode::Any, 1));
    let any = ask("地震の後、道路はいつ直る", |_| ());
    assert_eq!(any.mode, Mode::Any);
    assert_eq!(urls(&any)[0], "2024/nishi/#goal-1-result");
    let none = ask("みゆき", |_| ());
    assert_eq!((none.mode, none.total), (Mode::Any, 0));
}

#[test]
fn as_written_never_falls_back() {
    let answer = ask("除雪！計画", |request| request.as_written = true);
    assert_eq!((answer.mode, answer.total), (Mode::Phrase, 0));
}

#[test]
fn a_query_without_words_finds_nothing() {
    for query in ["", " \u{3000}", "。", "！？ ・", "\"\"", "\"", "“”"] {
        let answer = ask(query, |_| ());
        assert_eq!((answer.mode, answer.total), (Mode::Phrase, 0), "{query:?}");
        assert!(answer.hits.is_empty());
        assert!(answer.facets.year.is_empty());
    }
}

#[test]
fn quotes_lost_to_a_shell_change_nothing() {
    assert_eq!(
        urls(&ask("関係人口の創出", |_| ())),
        urls(&ask("\"関係人口の創出\"", |_| ()))
    );
}

#[test]
fn equal_scores_go_to_the_newer_year_then_the_document_then_its_order() {
    let text = ["除雪", "", ""];
    let passages = [
        goal(2022, "nishi", 2, text),
        goal(2022, "nishi", 1, text),
        goal(2022, "chuo", 1, text),
        goal(2024, "nishi", 1, text),
    ];
    let searcher = Searcher::open(build(&passages)).unwrap();
    let answer = searcher.search(&Request::new("除雪")).unwrap();
    assert_eq!(
        urls(&answer),
        [
            "2024/nishi/#goal-1",
            "2022/chuo/#goal-1",
            "2022/nishi/#goal-2",
            "2022/nishi/#goal-1"
        ]
    );
}

#[test]
fn pages_neither_overlap_nor_leave_gaps() {
    let passages: Vec<Passage> = (0..57)
        .map(|number: u8| {
            let text = "除雪".repeat(usize::from(number % 4) + 1);
            goal(
                2000 + u16::from(number % 3),
                "chuo",
                number,
                [&text, "", ""],
            )
        })
        .collect();
    let searcher = Searcher::open(build(&passages)).unwrap();
    let page = |offset, limit| {
        let request = Request {
            offset,
            limit,
            ..Request::new("除雪")
        };
        searcher.search(&request).unwrap()
    };
    let whole = page(0, usize::MAX);
    assert_eq!(whole.hits.len(), 57);
    for size in [1, 7, 10, 56, 57, 58] {
        let pages: Vec<_> = (0..57)
            .step_by(size)
            .flat_map(|offset| page(offset, size).hits)
            .collect();
        assert_eq!(pages, whole.hits, "pages of {size}");
    }
    assert_eq!(page(57, 10).hits, []);
    assert_eq!(page(usize::MAX, usize::MAX).hits, []);
    let counted = page(0, 0);
    assert_eq!((counted.hits.len(), counted.total), (0, 57));
}

#[test]
fn an_archive_without_passages_answers() {
    let searcher = Searcher::open(build(&[])).unwrap();
    assert_eq!(searcher.passages(), 0);
    assert_eq!(searcher.search(&Request::new("除雪")).unwrap().total, 0);
    let silent = goal(2024, "chuo", 1, [""; 3]);
    let searcher = Searcher::open(build(&[silent])).unwrap();
    assert_eq!(searcher.search(&Request::new("除雪")).unwrap().total, 0);
    assert_eq!(searcher.search(&Request::new("区")).unwrap().total, 0);
}

#[test]
fn the_same_passages_give_the_same_bytes() {
    let first = build(&archive());
    let second = build(&archive());
    assert_eq!(first.published(), second.published());
    let mut other = archive();
    other.swap(0, 1);
    assert_ne!(first.published().root, build(&other).published().root);
}

/// Hands out single ranges, as a disk or a network does, and can fail.
struct Ranges {
    files: IndexFiles,
    broken: Option<&'static str>,
}

impl Files for Ranges {
    fn length(&self, name: &str) -> io::Result<Option<u64>> {
        self.files.length(name)
    }

    fn read(&self, name: &str, range: Range<u64>) -> io::Result<OwnedBytes> {
        if self.broken.is_some_and(|broken| name.ends_with(broken)) {
            return Err(io::Error::new(io::ErrorKind::WouldBlock, "not here yet"));
        }
        let bytes = self.files.read(name, range)?;
        Ok(OwnedBytes::new(bytes.as_slice().to_vec()))
    }
}

#[test]
fn an_index_is_read_in_ranges() {
    let searcher = Searcher::open(Ranges {
        files: build(&archive()),
        broken: None,
    })
    .unwrap();
    let answer = searcher.search(&Request::new("関係人口")).unwrap();
    assert_eq!(answer, ask("関係人口", |_| ()));
}

#[test]
fn a_failed_read_is_an_error_that_keeps_its_kind() {
    for broken in [
        ".term",
        ".idx",
        ".pos",
        ".fast",
        ".fieldnorm",
        ".store",
        ".json",
        "columns",
        "texts",
    ] {
        let outcome = Searcher::open(Ranges {
            files: build(&archive()),
            broken: Some(broken),
        })
        .and_then(|searcher| searcher.search(&Request::new("関係人口")));
        match outcome {
            Err(Error::Read(error)) => assert_eq!(error.kind(), io::ErrorKind::WouldBlock),
            other => panic!("{broken}: {other:?}"),
        }
    }
}

#[test]
fn what_is_no_index_is_refused() {
    struct Nothing;
    impl Files for Nothing {
        fn length(&self, _: &str) -> io::Result<Option<u64>> {
            Ok(None)
        }
        fn read(&self, _: &str, _: Range<u64>) -> io::Result<OwnedBytes> {
            Err(io::ErrorKind::NotFound.into())
        }
    }
    assert!(Searcher::open(Nothing).is_err());
}
