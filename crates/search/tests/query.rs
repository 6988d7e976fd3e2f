//! What the words of a query mean: filters, operators, other words, documents.
#![allow(clippy::unwrap_used, missing_docs)]

use ayumi_search::{
    Answer, ExpansionKind, Group, GroupKind, IndexWriter, Meaning, Mode, OrganisationEntry, Part,
    Passage, PassageText, Request, Searcher, Site, SitePage, Sort, TextKind,
};

fn organisation(id: &str, name: &str, kana: &str, romaji: &str, above: &str) -> OrganisationEntry {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    OrganisationEntry {
        id: id.into(),
        name: name.into(),
        kana: some(kana),
        romaji: some(romaji),
        above: some(above),
        city: above.is_empty(),
        ..OrganisationEntry::default()
    }
}

fn site() -> Site {
    let mut organisations = vec![
        organisation("city", "水都市", "すいとし", "Suito-shi", ""),
        organisation("chuo", "中央区", "ちゅうおうく", "Chuo-ku", "city"),
        organisation("kita", "北区", "きたく", "Kita-ku", "city"),
        organisation("nishikan", "西蒲区", "にしかんく", "Nishikan-ku", "city"),
        organisation("chuo-somu", "地域総務課", "ちいきそうむか", "", "chuo"),
        organisation("kita-somu", "地域総務課", "ちいきそうむか", "", "kita"),
        organisation("ict", "ICT政策課", "", "", "city"),
        organisation("joho", "情報システム課", "", "", "city"),
    ];
    organisations[3].abbreviations = vec!["西蒲".into()];
    organisations[6].after = vec!["joho".into()];
    organisations[7].before = vec!["ict".into()];
    let group = |kind, forms: &[&str]| {
        Group::both_ways(kind, forms.iter().map(|&form| form.to_owned()).collect())
    };
    Site {
        organisations,
        groups: vec![
            group(GroupKind::Spelling, &["子供", "子ども", "こども"]),
            group(GroupKind::Synonym, &["除雪", "雪かき"]),
            group(GroupKind::Synonym, &["推進室", "id"]),
        ],
        not_groups: Vec::new(),
        pages: vec![SitePage {
            title: "目標の達成状況".into(),
            url: "status/".into(),
            words: vec!["未達成".into()],
        }],
    }
}

fn document(
    year: u16,
    organisation: &str,
    title: &str,
    goals: &[(&str, &str, &str)],
) -> Vec<Passage> {
    let ancestors: &[&str] = match organisation {
        "city" => &[],
        "chuo-somu" => &["chuo", "city"],
        "kita-somu" => &["kita", "city"],
        _ => &["city"],
    };
    let template = Passage {
        document: format!("{year}/{organisation}"),
        year,
        organisation: organisation.into(),
        ancestors: ancestors.iter().map(|&id| id.into()).collect(),
        title: title.into(),
        page: format!("{year}/{organisation}/"),
        goal: None,
        marks: Vec::new(),
        source: format!("content/{year}/{organisation}.md"),
        texts: vec![PassageText {
            kind: TextKind::Title,
            anchor: String::new(),
            text: title.into(),
        }],
    };
    let mut passages = vec![template.clone()];
    for (number, (goal, result, mark)) in goals.iter().enumerate() {
        let text = |kind, suffix: &str, text: &str| PassageText {
            kind,
            anchor: format!("goal-{}{suffix}", number + 1),
            text: text.into(),
        };
        passages.push(Passage {
            goal: Some((number + 1).to_string()),
            marks: (!mark.is_empty())
                .then(|| format!("s:{mark}"))
                .into_iter()
                .collect(),
            texts: vec![
                text(TextKind::Goal, "", goal),
                text(TextKind::Result, "-result", result),
            ],
            ..template.clone()
        });
    }
    passages
}

fn searcher() -> Searcher {
    let documents = [
        document(
            2019,
            "ict",
            "平成31年度 ICT政策課 組織目標",
            &[("窓口の改革", "", "")],
        ),
        document(
            2023,
            "chuo",
            "令和5年度 中央区 組織目標",
            &[
                ("除雪の計画", "道路の除雪を継続", "達成"),
                ("こども食堂", "子どもの居場所", "未達成"),
            ],
        ),
        document(
            2023,
            "joho",
            "令和5年度 情報システム課 組織目標",
            &[("窓口の改革", "新潟市総合計画 2030", "達成")],
        ),
        document(
            2024,
            "chuo",
            "令和6年度 中央区 組織目標",
            &[("雪かきの支援", "除雪の道路。北区とも", "")],
        ),
        document(
            2024,
            "chuo-somu",
            "令和6年度 中央区 地域総務課 組織目標",
            &[("防災訓練", "道路の除雪", "")],
        ),
        document(
            2024,
            "kita-somu",
            "令和6年度 北区 地域総務課 組織目標",
            &[("防災訓練", "除雪なし。videoの作成", "")],
        ),
        document(
            2024,
            "nishikan",
            "令和6年度 西蒲区 組織目標",
            &[("ＤＸの推進", "3,000人が参加。ＩＤの発行", "")],
        ),
    ];
    let mut writer = IndexWriter::new().unwrap();
    for passage in documents.iter().flatten() {
        writer.add(passage).unwrap();
    }
    Searcher::open(writer.finish(&site()).unwrap()).unwrap()
}

fn ask(query: &str, change: impl FnOnce(&mut Request)) -> Answer {
    let mut request = Request::new(query);
    change(&mut request);
    searcher().search(&request).unwrap()
}

fn documents(query: &str) -> Vec<String> {
    let answer = ask(query, |_| ());
    assert_eq!(answer.mode, Mode::Phrase, "{query}");
    let mut documents: Vec<String> = answer.hits.into_iter().map(|hit| hit.document).collect();
    documents.sort();
    documents.dedup();
    documents
}

#[test]
fn years_and_organisations_are_filters_and_said() {
    let answer = ask("R6 中央区 除雪", |_| ());
    assert_eq!(answer.understood.year, Some(2024));
    assert_eq!(answer.understood.organisation.as_deref(), Some("chuo"));
    assert_eq!(answer.understood.words.len(), 2);
    assert_eq!(documents("R6 中央区 除雪"), ["2024/chuo", "2024/chuo-somu"]);
    assert_eq!(documents("2023 除雪"), ["2023/chuo"]);
    assert_eq!(documents("2019〜2023 窓口"), ["2019/ict", "2023/joho"]);
    assert_eq!(documents("地域総務課 北区"), ["2024/kita-somu"]);
    assert_eq!(documents("中央区 西蒲区 2024 推進"), ["2024/nishikan"]);
    assert_eq!(documents("ちゅうおうく 2023 除雪"), ["2023/chuo"]);
    assert_eq!(documents("にしかん 参加"), ["2024/nishikan"]);
    assert_eq!(documents("suito nishikan 参加"), ["2024/nishikan"]);
    assert_eq!(documents("西蒲 参加"), ["2024/nishikan"]);
}

#[test]
fn those_before_and_after_are_meant_too() {
    assert_eq!(documents("ICT政策課 窓口"), ["2019/ict", "2023/joho"]);
    let understood = ask("ICT政策課 窓口", |_| ()).understood;
    assert_eq!(understood.organisation.as_deref(), Some("ict"));
    let Meaning::Organisations(named) = &understood.words[0].meaning else {
        panic!("{understood:?}");
    };
    assert_eq!(named[1].name, "情報システム課");
}

#[test]
fn a_word_can_be_taken_back() {
    let literal = |word: &str| {
        let word = word.to_owned();
        ask("北区 除雪", move |request| request.literal = vec![word])
    };
    assert_eq!(literal("北区").hits[0].document, "2024/chuo");
    assert!(literal("北区").understood.words.is_empty());
    assert_eq!(ask("\"北区\" 除雪", |_| ()).hits[0].document, "2024/chuo");
    assert_eq!(literal("中央区").hits[0].document, "2024/kita-somu");
}

#[test]
fn what_leaves_nothing_is_text() {
    let answer = ask("北区 計画 2023", |_| ());
    assert_eq!(answer.understood.taken_back.len(), 2, "{answer:?}");
    let answer = ask("総合計画 2030", |_| ());
    assert_eq!((answer.mode, answer.total), (Mode::Phrase, 1));
    assert!(answer.understood.words.is_empty());
    // 2024 of 西蒲区 has no 除雪, nor has any passage that names both.
    let answer = ask("西蒲区 2024 訓練", |_| ());
    assert_ne!(answer.mode, Mode::Phrase);
}

#[test]
fn words_that_run_together_are_cut() {
    assert_eq!(
        documents("令和6年度中央区の雪かき"),
        ["2024/chuo", "2024/chuo-somu"]
    );
    assert_eq!(documents("r6西蒲区の参加"), ["2024/nishikan"]);
}

#[test]
fn field_words_filter_or_are_text() {
    assert_eq!(documents("年度:2023 区：中央 除雪"), ["2023/chuo"]);
    assert_eq!(documents("除雪 -区:中央区"), ["2024/kita-somu"]);
    assert_eq!(documents("除雪 -年度:2024"), ["2023/chuo"]);
    assert_eq!(documents("評価:未達成"), ["2023/chuo"]);
    let answer = ask("欄:結果 除雪 2023", |_| ());
    assert_eq!(answer.understood.parts, [Part::Result]);
    assert_eq!(answer.hits[0].url, "2023/chuo/#goal-1-result");
    // Nobody has this name, and the answer says so.
    let answer = ask("区:東区 除雪", |_| ());
    assert_ne!(answer.mode, Mode::Phrase);
    assert_eq!(answer.understood.unknown, ["東区"]);
    assert_eq!(documents("年度:2019 OR 年度:2024 窓口"), ["2019/ict"]);
}

#[test]
fn without_and_or() {
    assert_eq!(documents("除雪 -道路"), ["2024/kita-somu"]);
    assert_eq!(
        documents("訓練 OR 参加"),
        ["2024/chuo-somu", "2024/kita-somu", "2024/nishikan"]
    );
    assert_eq!(documents("道路 訓練 ＯＲ 計画 -継続"), ["2024/chuo-somu"]);
    let all = ask("-除雪", |request| request.limit = 100);
    assert!(all.total > 5 && all.hits.iter().all(|hit| !hit.title.contains("除雪")));
    assert!(ask("-区:中央区", |_| ()).understood.organisation.is_none());
}

#[test]
fn other_words_are_looked_for_and_said() {
    let answer = ask("子供の居場所", |_| ());
    assert_eq!((answer.mode, answer.total), (Mode::Phrase, 1));
    assert_eq!(
        answer.hits[0].snippet.to_html(),
        "<mark>子どもの居場所</mark>"
    );
    assert_eq!(answer.expanded[0].from, "子供");
    // こども stands in the archive, but not before の居場所.
    assert_eq!(answer.expanded[0].to, ["子ども"]);
    assert_eq!(answer.expanded[0].kind, ExpansionKind::Spelling);
    let alone = ask("子供", |_| ());
    assert_eq!(alone.total, 1);
    assert_eq!(alone.expanded[0].to, ["こども", "子ども"]);

    // What was typed comes first.
    let both = ask("雪かき", |_| ());
    assert_eq!(both.hits[0].url, "2024/chuo/#goal-1");
    assert_eq!(both.total, 4);
    for off in [
        ask("\"子供\"", |_| ()),
        ask("子供", |request| request.as_written = true),
        ask("子供", |request| request.literal = vec!["子供".into()]),
    ] {
        assert!(off.expanded.is_empty());
        assert_eq!(off.total, 0, "{off:?}");
    }
    assert_eq!(documents("3000人"), ["2024/nishikan"]);
    assert_eq!(documents("三千人"), ["2024/nishikan"]);
}

#[test]
fn short_latin_words_stand_for_others_only_whole() {
    let answer = ask("推進室", |_| ());
    assert_eq!(documents("推進室"), ["2024/nishikan"]);
    assert!(
        answer.hits[0]
            .snippet
            .to_html()
            .contains("<mark>ＩＤ</mark>")
    );
    // Typed, it is found wherever it stands.
    assert_eq!(documents("id"), ["2024/kita-somu", "2024/nishikan"]);
}

#[test]
fn what_is_quoted_is_never_left_out() {
    let answer = ask("\"防災訓練\" 参加者数", |_| ());
    assert_eq!((answer.mode, answer.total), (Mode::Any, 2));
    let all = answer
        .hits
        .iter()
        .all(|hit| hit.document.ends_with("-somu"));
    assert!(all, "{answer:?}");
    assert_eq!(ask("\"防災の訓練\" 除雪", |_| ()).total, 0);
}

#[test]
fn a_city_is_known_without_its_ending_where_text_does_not_help() {
    let answer = ask("水都 北区 訓練", |_| ());
    assert_eq!((answer.mode, answer.total), (Mode::Phrase, 1));
}

#[test]
fn what_may_have_been_meant() {
    let answer = ask("防火訓練 除雪", |_| ());
    assert_eq!(answer.corrections[0].to, "防災訓練");
    assert_eq!(answer.corrections[0].query, "防災訓練 除雪");
    assert!(ask("防災訓練", |_| ()).corrections.is_empty());
}

#[test]
fn words_to_go_on_with() {
    let searcher = searcher();
    let first = |typed: &str| -> Vec<String> {
        let suggestions = searcher.suggest(typed, 3).unwrap();
        suggestions.into_iter().map(|one| one.text).collect()
    };
    assert!(first("ちゅうお").contains(&"中央区".to_owned()));
    assert!(first("bousaik").contains(&"防災訓練".to_owned()));
    assert!(first("2024 じょせ").contains(&"除雪".to_owned()));
    assert_eq!(first(""), Vec::<String>::new());
}

#[test]
fn a_document_can_be_named() {
    let jump = |query: &str| ask(query, |_| ()).jump.map(|jump| jump.document);
    assert_eq!(jump("令和6年度 中央区").as_deref(), Some("2024/chuo"));
    assert_eq!(jump("2024 中央区 目標").as_deref(), Some("2024/chuo"));
    assert_eq!(
        jump("令和6年度中央区組織目標").as_deref(),
        Some("2024/chuo")
    );
    assert_eq!(
        jump("R6 地域総務課 北区").as_deref(),
        Some("2024/kita-somu")
    );
    for none in [
        "中央区",
        "令和6年度",
        "2024 中央区 除雪",
        "令和6年度 組織目標",
        "2024 -中央区",
    ] {
        assert_eq!(jump(none), None, "{none}");
    }
}

#[test]
fn signs_around_words_are_left_out_where_they_hide() {
    for query in ["「防災訓練」", "防災訓練？"] {
        let answer = ask(query, |_| ());
        assert_eq!((answer.mode, answer.total), (Mode::All, 2), "{query}");
    }
    let answer = ask("(除雪 OR 雪かき) 支援", |_| ());
    assert_eq!(answer.total, 1);
    assert_eq!(answer.hits[0].document, "2024/chuo");
}

#[test]
fn marks_may_be_signs() {
    let mut passages = document(2024, "chuo", "題", &[("除雪", "", "○"), ("道路", "", "△")]);
    passages.extend(document(2023, "chuo", "題", &[("除雪", "", "△")]));
    let mut writer = IndexWriter::new().unwrap();
    for passage in &passages {
        writer.add(passage).unwrap();
    }
    let searcher = Searcher::open(writer.finish(&site()).unwrap()).unwrap();
    let total = |query: &str| searcher.search(&Request::new(query)).unwrap().total;
    assert_eq!(
        (total("評価:△"), total("評価:△ 除雪"), total("評価:○")),
        (2, 1, 1)
    );
    assert_eq!(total("-評価:△ 除雪"), 1);
}

#[test]
fn filters_alone_list_what_they_leave() {
    let answer = ask("2023 中央区", |_| ());
    assert_eq!(
        (answer.mode, answer.total, answer.documents),
        (Mode::Phrase, 3, 1)
    );
    assert_eq!(answer.facets.part[&Part::Goal], 2);
    assert_eq!(answer.facets.mark["s:達成"], 1);
    assert_eq!(answer.hits[0].url, "2023/chuo/");
    assert!(!answer.hits[0].snippet.text.is_empty());
}

#[test]
fn words_lead_to_pages() {
    let answer = ask("未達成", |_| ());
    assert_eq!(answer.pages[0].url, "status/");
    assert!(ask("達成", |_| ()).pages.is_empty());
}

#[test]
fn marks_filter_and_are_counted() {
    let all = ask("の", |_| ());
    for (mark, &count) in &all.facets.mark {
        let mark = mark.clone();
        assert_eq!(ask("の", |request| request.marks = vec![mark]).total, count);
    }
    assert_eq!(
        ask("の", |request| request.marks = vec!["x".into()]).total,
        0
    );
}

#[test]
fn hits_can_be_sorted_by_year() {
    let years = |sort| -> Vec<u16> {
        let answer = ask("窓口 OR 除雪", |request| request.sort = sort);
        answer.hits.iter().map(|hit| hit.year).collect()
    };
    let newest = years(Sort::Newest);
    assert!(newest.is_sorted_by(|one, other| one >= other));
    let mut oldest = years(Sort::Oldest);
    assert!(oldest.is_sorted());
    oldest.reverse();
    assert_eq!(newest, oldest);
}

#[test]
fn hits_can_be_grouped_by_document() {
    let all = ask("の", |request| request.group = true);
    let plain = ask("の", |request| request.limit = 100);
    assert_eq!(all.total, plain.total);
    let mut order = Vec::new();
    for hit in &all.hits {
        match hit.more {
            Some(_) => order.push(hit.document.clone()),
            None => assert_eq!(order.last(), Some(&hit.document)),
        }
    }
    assert_eq!(order.len(), all.documents);
    let shown = all.hits.len();
    let more: usize = all.hits.iter().filter_map(|hit| hit.more).sum();
    assert_eq!(shown + more, all.total);
    let mut paged = Vec::new();
    for offset in 0..order.len() {
        let page = ask("の", |request| {
            request.group = true;
            request.offset = offset;
            request.limit = 1;
        });
        paged.extend(page.hits);
    }
    assert_eq!(paged, all.hits);
}
