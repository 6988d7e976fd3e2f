//! `opensearch.xml`: lets browsers and catalogues ask the site's search page.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::document_page::cut;
use super::feeds::of_xml;
use super::links::absolute;
use super::world::World;

const NAMESPACE: &str = "http://a9.com/-/spec/opensearch/1.1/";

/// The most characters that OpenSearch 1.1 allows.
const SHORT_NAME: usize = 16;
const LONG_NAME: usize = 48;
const DESCRIPTION: usize = 1024;

/// Its file; nothing where the site has no address.
pub(super) fn opensearch(world: &World<'_>) -> Vec<u8> {
    let Some(base_url) = world.base_url() else {
        return Vec::new();
    };
    let texts = world.texts;
    let settings = &world.config.settings;
    let municipality = settings.archive.municipality.as_str();
    let short = texts.fill("opensearch_short", &[("municipality", municipality)]);
    let said = texts.fill("opensearch_description", &[("site", &settings.site.title)]);
    let description = if world.is_fictional() {
        format!("{} {said}", texts.get("fictional"))
    } else {
        said
    };
    let page = absolute(base_url, "search/");
    let search = format!("{page}?q={{searchTerms}}");
    let own = absolute(base_url, "opensearch.xml");
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written = writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| {
            writer
                .create_element("OpenSearchDescription")
                .with_attribute(("xmlns", NAMESPACE))
                .write_inner_content(|writer| {
                    for (name, text) in [
                        ("ShortName", shortened(&short, SHORT_NAME)),
                        ("Description", shortened(&description, DESCRIPTION)),
                        ("LongName", shortened(&settings.site.title, LONG_NAME)),
                        ("Language", texts.language.tag().to_owned()),
                        ("InputEncoding", "UTF-8".to_owned()),
                        ("OutputEncoding", "UTF-8".to_owned()),
                    ] {
                        writer
                            .create_element(name)
                            .write_text_content(BytesText::new(&of_xml(&text)))?;
                    }
                    for (kind, relation, template) in [
                        ("text/html", "results", &search),
                        ("application/opensearchdescription+xml", "self", &own),
                    ] {
                        writer
                            .create_element("Url")
                            .with_attribute(("type", kind))
                            .with_attribute(("rel", relation))
                            .with_attribute(("template", template.as_str()))
                            .write_empty()?;
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

/// A text of at most so many characters.
fn shortened(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        text.to_owned()
    } else {
        cut(text, most - 1)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_as_short_as_they_must_be() {
        assert_eq!(
            shortened("新潟市の組織目標", SHORT_NAME),
            "新潟市の組織目標"
        );
        let long = shortened("とても長い名前の市町村の組織目標を探す", SHORT_NAME);
        assert_eq!(long.chars().count(), SHORT_NAME);
        assert!(long.ends_with('…'));
    }
}
