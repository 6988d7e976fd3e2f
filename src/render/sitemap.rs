//! `sitemap.xml` as sitemaps.org has it: at most 50,000 addresses a file; beyond that an index of several files.

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::links::absolute;
use crate::model::Date;

/// The protocol's limit.
pub(super) const MOST_ADDRESSES: usize = 50_000;

const NAMESPACE: &str = "http://www.sitemaps.org/schemas/sitemap/0.9";

/// A page of the site: its folder, and the date that its content states.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Address {
    /// Below the site's root.
    pub folder: String,
    /// The latest date that the content states.
    pub modified: Option<Date>,
}

/// The name of the n-th file (from 0) of a sitemap in several files.
pub(super) fn part_name(at: usize) -> String {
    format!("sitemap-{}.xml", at + 1)
}

/// A list of addresses.
pub(super) fn address_list(base_url: &str, addresses: &[Address]) -> Vec<u8> {
    let entries = addresses
        .iter()
        .map(|address| (absolute(base_url, &address.folder), address.modified));
    write("urlset", "url", entries)
}

/// An index of `parts` files.
pub(super) fn index(base_url: &str, parts: usize) -> Vec<u8> {
    write(
        "sitemapindex",
        "sitemap",
        (0..parts).map(|at| (absolute(base_url, &part_name(at)), None)),
    )
}

fn write(
    root: &str,
    element: &str,
    entries: impl Iterator<Item = (String, Option<Date>)>,
) -> Vec<u8> {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 1);
    let written = writer
        .write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))
        .and_then(|()| {
            writer
                .create_element(root)
                .with_attribute(("xmlns", NAMESPACE))
                .write_inner_content(|writer| {
                    for (location, modified) in entries {
                        writer
                            .create_element(element)
                            .write_inner_content(|writer| {
                                writer
                                    .create_element("loc")
                                    .write_text_content(BytesText::new(&location))?;
                                if let Some(date) = modified {
                                    writer
                                        .create_element("lastmod")
                                        .write_text_content(BytesText::new(&date.to_string()))?;
                                }
                                Ok(())
                            })?;
                    }
                    Ok(())
                })?;
            Ok(())
        });
    // Writing to memory cannot fail.
    written.expect("a vector takes all bytes");
    let mut bytes = writer.into_inner();
    bytes.push(b'\n');
    bytes
}
