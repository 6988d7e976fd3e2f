//! A feed as RFC 4287 has it.

use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{FeedKey, mark, title};
use crate::model::{Date, Digest, News, NewsKind};
use crate::render::links::absolute;
use crate::render::standing::Standing;
use crate::render::world::World;

const NAMESPACE: &str = "http://www.w3.org/2005/Atom";

type Xml = Writer<Vec<u8>>;

/// A feed's file; nothing where the site has no address or the feed no entry.
pub(in crate::render) fn atom(key: &FeedKey, world: &World<'_>) -> Vec<u8> {
    let entries = world.feeds.of(key);
    let (Some(base_url), Some((newest, _))) = (world.base_url(), entries.first()) else {
        return Vec::new();
    };
    let site = &world.config.settings.site;
    let own = absolute(base_url, &key.path());
    let mut subtitle = Vec::new();
    subtitle.extend(world.is_fictional().then(|| world.texts.get("fictional")));
    subtitle.extend(
        site.description
            .as_deref()
            .filter(|_| *key == FeedKey::Site),
    );
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written = writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| {
            writer
                .create_element("feed")
                .with_attribute(("xmlns", NAMESPACE))
                .with_attribute(("xml:lang", world.texts.language.tag()))
                .write_inner_content(|writer| {
                    text(writer, "id", &own)?;
                    text(writer, "title", &title(key, world))?;
                    if !subtitle.is_empty() {
                        text(writer, "subtitle", &subtitle.join(" "))?;
                    }
                    text(writer, "updated", &instant(newest.date))?;
                    writer
                        .create_element("author")
                        .write_inner_content(|writer| text(writer, "name", &site.publisher))?;
                    link(writer, "self", "application/atom+xml", &own)?;
                    link(
                        writer,
                        "alternate",
                        "text/html",
                        &absolute(base_url, &key.folder()),
                    )?;
                    for (news, digest) in entries {
                        writer
                            .create_element("entry")
                            .write_inner_content(|writer| {
                                entry(writer, *news, digest, base_url, world)
                            })?;
                    }
                    Ok(())
                })
                .map(|_| ())
        });
    // Writing to memory cannot fail.
    written.expect("a vector takes all bytes");
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}

fn entry(
    writer: &mut Xml,
    news: News,
    digest: &Digest,
    base_url: &str,
    world: &World<'_>,
) -> io::Result<()> {
    text(writer, "id", &identity(digest, base_url))?;
    text(writer, "title", &entry_title(digest, world))?;
    text(writer, "updated", &instant(news.date))?;
    let page = absolute(base_url, &digest.id.folder());
    link(writer, "alternate", "text/html", &page)?;
    text(writer, "summary", &summary(news, digest, world))
}

/// What an entry is known by, for ever: organisation, year and edition. Its address would change with the organisation's
/// slug or place, and everybody would be told of old documents again; the organisation's id never changes.
fn identity(digest: &Digest, base_url: &str) -> String {
    let folder = format!("organisations/{}/", digest.organisation);
    let edition = digest.edition.as_ref();
    let edition = edition.map(|edition| format!("@{}", edition.as_str()));
    format!(
        "{}#{}{}",
        absolute(base_url, &folder),
        digest.fiscal_year,
        edition.unwrap_or_default()
    )
}

/// 「中央区 令和6年度（2024年度）「令和6年度 中央区組織目標」（中間版）」
fn entry_title(digest: &Digest, world: &World<'_>) -> String {
    let texts = world.texts;
    let organisation = world.registry().get(&digest.organisation);
    let organisation = organisation.map(|one| world.full_name(one, Some(digest.fiscal_year)));
    let title = texts.fill(
        "feed_entry",
        &[
            ("organisation", &organisation.unwrap_or_default()),
            ("year", &texts.year(digest.fiscal_year)),
            ("title", &digest.title),
        ],
    );
    let title = match &digest.edition {
        Some(edition) => format!("{title}（{}）", texts.edition(edition)),
        None => title,
    };
    mark(texts.marked(digest, title), world)
}

/// What is new, and the counts as printed; no text of the document, whose licence may be unknown.
fn summary(news: News, digest: &Digest, world: &World<'_>) -> String {
    let texts = world.texts;
    let kind = texts.get(match news.kind {
        NewsKind::Published => "news_published",
        NewsKind::Modified => "news_modified",
        NewsKind::Retrieved => "news_retrieved",
    });
    let standing = Standing::of(digest, world.newest, texts);
    let summary = texts.fill(
        "feed_summary",
        &[
            ("kind", kind),
            ("date", &texts.date(news.date)),
            ("label", texts.get("standing")),
            ("standing", &standing.text),
        ],
    );
    if world.is_fictional() {
        format!("{summary} {}", texts.get("fictional"))
    } else {
        summary
    }
}

/// A day of the content as RFC 3339 has moments: its first, in Japan.
fn instant(date: Date) -> String {
    format!("{date}T00:00:00+09:00")
}

fn text(writer: &mut Xml, name: &str, text: &str) -> io::Result<()> {
    let allowed = of_xml(text);
    writer
        .create_element(name)
        .write_text_content(BytesText::new(&allowed))
        .map(|_| ())
}

fn link(writer: &mut Xml, relation: &str, kind: &str, address: &str) -> io::Result<()> {
    writer
        .create_element("link")
        .with_attribute(("rel", relation))
        .with_attribute(("type", kind))
        .with_attribute(("href", address))
        .write_empty()
        .map(|_| ())
}

/// A text without the characters that XML 1.0 cannot hold, however they are written.
pub(in crate::render) fn of_xml(text: &str) -> String {
    let allowed = |c: &char| matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..);
    text.chars().filter(allowed).collect()
}
