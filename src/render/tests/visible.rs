//! What a reader sees of a page.

use std::collections::BTreeMap;

use html5gum::{Token, Tokenizer};

/// A page taken apart.
#[derive(Debug, Default)]
pub struct Seen {
    /// The text within `<main>`, without white space and without what stands in `<details>`.
    pub main: String,
    /// All start tags with their attributes, in order.
    pub tags: Vec<(String, BTreeMap<String, String>)>,
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

pub fn without_space(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

/// Reads a page as a browser would. Panics where something in `<main>` is hidden.
pub fn see(page: &[u8]) -> Seen {
    let page = text(page);
    let mut seen = Seen::default();
    let mut in_main = false;
    // They are closed at first: nothing that a document says may stand in them alone.
    let mut in_details = false;
    for token in Tokenizer::new(&page) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let name = text(&tag.name);
                in_main |= name == "main";
                in_details |= name == "details";
                let attributes: BTreeMap<String, String> = tag
                    .attributes
                    .iter()
                    .map(|(name, value)| (text(name), text(value)))
                    .collect();
                if in_main {
                    let hidden = ["hidden", "aria-hidden", "style"]
                        .iter()
                        .any(|name| attributes.contains_key(*name));
                    // The field of the search page and its places, which are of no use without their script.
                    let of_search = ["data-search", "data-place", "data-scale"]
                        .iter()
                        .any(|name| attributes.contains_key(*name));
                    assert!(
                        !hidden || of_search,
                        "{name} {attributes:?} hides something"
                    );
                    assert!(
                        !["template", "noscript", "script", "style"].contains(&&*name),
                        "{name}"
                    );
                }
                seen.tags.push((name, attributes));
            }
            Token::EndTag(tag) => {
                in_main &= text(&tag.name) != "main";
                in_details &= text(&tag.name) != "details";
            }
            Token::String(value) if in_main && !in_details => {
                seen.main.push_str(&without_space(&text(&value)))
            }
            _ => {}
        }
    }
    seen
}

impl Seen {
    /// The values of an attribute, in order.
    pub fn all<'a>(&'a self, attribute: &'a str) -> impl Iterator<Item = &'a str> {
        self.tags
            .iter()
            .filter_map(move |(_, attributes)| attributes.get(attribute).map(String::as_str))
    }

    /// The levels of the headings, in order.
    pub fn outline(&self) -> Vec<u8> {
        let level = |name: &str| match name.as_bytes() {
            [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
            _ => None,
        };
        self.tags
            .iter()
            .filter_map(|(name, _)| level(name))
            .collect()
    }
}
