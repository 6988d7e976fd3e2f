#![allow(clippy::unwrap_used)]

use super::*;
use crate::config::Config;
use crate::model::{Date, Document};
use crate::render::tests::fixture::{archive, chuo, config, short};
use crate::render::texts::Texts;

fn on(mut document: Document, day: &str) -> Document {
    document.published = Date::parse(day);
    document
}

fn feed(key: &FeedKey, config: &Config, documents: &[Document]) -> String {
    let archive = archive(documents);
    let texts = Texts::new(&config.theme, config.settings.site.language);
    let world = World::new(config, &archive, texts);
    String::from_utf8(atom(key, &world)).unwrap()
}

fn ward(id: &str) -> FeedKey {
    FeedKey::Organisation(OrganisationId::new(id).unwrap())
}

/// What stands in all elements of this name.
fn all<'a>(xml: &'a str, name: &str) -> Vec<&'a str> {
    let (start, end) = (format!("<{name}>"), format!("</{name}>"));
    xml.split(&start)
        .skip(1)
        .map(|rest| rest.split(&end).next().unwrap_or_default())
        .collect()
}

const ADDRESS: &str = "base_url = \"https://example.jp/a/\"";

#[test]
fn a_feed_of_one_document() {
    let documents = [on(chuo(), "2024-05-31")];
    insta::assert_snapshot!(feed(&FeedKey::Site, &config(ADDRESS, ""), &documents));
}

#[test]
fn a_ward_tells_of_its_sections_and_the_newest_stand_first() {
    let documents = [
        on(chuo(), "2024-05-31"),
        on(short(2022, "chuo", None, true), "2024-06-01"),
        on(short(2024, "chuo-chiiki", None, true), "2025-05-01"),
        on(short(2024, "chuo", Some("midyear"), false), "2024-05-31"),
        on(short(2024, "kita", None, false), "2025-06-01"),
        short(2022, "chuo-somu", None, false),
    ];
    let config = config(ADDRESS, "");
    let ids = |key: &FeedKey| {
        let feed = feed(key, &config, &documents);
        let ids = all(&feed, "id").into_iter().skip(1);
        ids.map(|id| id.replace("https://example.jp/a/organisations/", ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(
        ids(&ward("chuo")),
        [
            "chuo-chiiki/#2024",
            "chuo/#2022",
            "chuo/#2024",
            "chuo/#2024@midyear"
        ]
    );
    assert_eq!(ids(&ward("chuo-chiiki")), ["chuo-chiiki/#2024"]);
    assert_eq!(
        ids(&FeedKey::Year(FiscalYear::from_western(2022))),
        ["chuo/#2022"]
    );
    assert_eq!(ids(&FeedKey::Site).len(), 5);
    // Nothing of the section has a date.
    assert_eq!(feed(&ward("chuo-somu"), &config, &documents), "");
    let newest = feed(&ward("chuo"), &config, &documents);
    assert_eq!(all(&newest, "updated")[0], "2025-05-01T00:00:00+09:00");
}

#[test]
fn the_order_of_the_documents_changes_nothing_and_a_feed_has_an_end() {
    let mut documents: Vec<Document> = (1960..2025)
        .map(|year| on(short(year, "kita", None, true), "2024-04-01"))
        .collect();
    let config = config(ADDRESS, "");
    let once = feed(&FeedKey::Site, &config, &documents);
    documents.reverse();
    assert_eq!(feed(&FeedKey::Site, &config, &documents), once);
    assert_eq!(once.matches("<entry>").count(), MOST);
}

#[test]
fn an_entry_names_nobody_and_says_what_is_withdrawn() {
    let mut document = on(chuo(), "2024-05-31");
    document.withdrawn = Some(crate::model::Withdrawn {
        date: Date::parse("2025-01-01").unwrap(),
        reason: "誤りのため".to_owned(),
    });
    let feed = feed(&FeedKey::Site, &config(ADDRESS, ""), &[document]);
    assert!(all(&feed, "title")[1].starts_with("【取り下げ】"), "{feed}");
    assert!(!feed.contains("佐久間") && !feed.contains("被災"), "{feed}");
}

#[test]
fn what_is_made_up_says_so_in_every_line_that_readers_show() {
    let documents = [on(chuo(), "2024-05-31")];
    let feed = feed(
        &FeedKey::Site,
        &config(ADDRESS, "fictional = true"),
        &documents,
    );
    for title in all(&feed, "title") {
        assert!(title.starts_with("【架空】"), "{title}");
    }
    for name in ["subtitle", "summary"] {
        let texts = all(&feed, name);
        assert_eq!(texts.len(), 1);
        assert!(texts[0].contains("架空の自治体です。"), "{feed}");
    }
}

#[test]
fn without_a_date_or_an_address_there_is_no_feed() {
    let dated = [on(chuo(), "2024-05-31")];
    assert_eq!(feed(&FeedKey::Site, &config("", ""), &dated), "");
    assert_eq!(feed(&FeedKey::Site, &config(ADDRESS, ""), &[chuo()]), "");
}

proptest::proptest! {
    /// Whatever a title says, the feed is read, and the title comes back.
    #[test]
    fn any_title_makes_a_readable_feed(title in "\\PC{0,20}[<>&\"'\u{0}-\u{1f}\u{fffe}\u{2028}]{0,6}\\PC{0,20}") {
        let mut document = on(chuo(), "2024-05-31");
        document.title.clone_from(&title);
        let xml = feed(&FeedKey::Site, &config(ADDRESS, ""), &[document]);
        let mut reader = quick_xml::Reader::from_str(&xml);
        let mut depth = 0_i32;
        loop {
            match reader.read_event() {
                Ok(quick_xml::events::Event::Start(_)) => depth += 1,
                Ok(quick_xml::events::Event::End(_)) => depth -= 1,
                Ok(quick_xml::events::Event::Eof) => break,
                Ok(_) => {}
                Err(error) => proptest::prop_assert!(false, "{error}: {xml}"),
            }
        }
        proptest::prop_assert_eq!(depth, 0);
        let shown = quick_xml::escape::unescape(all(&xml, "title")[1]).unwrap().into_owned();
        let held = shown.contains(&of_xml(&title));
        proptest::prop_assert!(held, "{} is not in {}", title, shown);
        proptest::prop_assert!(!xml.contains(|c: char| c.is_control() && c != '\n' && c != '\t' && c != '\r' && c < ' '));
    }
}
