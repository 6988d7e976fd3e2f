//! One page, token by token, without a tree.

use std::collections::BTreeSet;
use std::convert::Infallible;

use html5gum::emitters::callback::{CallbackEmitter, CallbackEvent};
use html5gum::{Span, Tokenizer};
use sha2::{Digest as _, Sha256};

use super::address::{Place, Target};
use crate::config::suggest;

/// For so many anchors of a page that lead nowhere is the nearest looked for.
const SUGGESTED: usize = 20;

/// What is kept of a page.
#[derive(Debug, PartialEq, Eq)]
pub struct PageDigest {
    /// Its file below the site's root.
    pub(super) path: String,
    /// The hashes of its ids, sorted.
    pub(super) ids: Vec<u64>,
    /// Where it leads, each place once; to itself it does not count.
    pub(super) links: Vec<Link>,
    /// What is wrong with it by itself.
    pub(super) faults: BTreeSet<Fault>,
}

/// A link to another file of the site.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Link {
    /// The file below the site's root.
    pub path: String,
    /// The anchor in it, or empty text.
    pub anchor: String,
    /// As the page has it.
    pub written: String,
}

/// What is wrong with a page by itself.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Fault {
    /// A link to an anchor of the page itself that is not there.
    OwnAnchor {
        anchor: String,
        suggestion: Option<String>,
    },
    /// A link that leads out of the site upwards.
    Beyond { link: String },
    /// An id that two elements have.
    RepeatedId { id: String },
    /// An image without `alt`.
    ImageWithoutText { image: String },
    /// A page without a title.
    WithoutTitle,
    /// A link in which nothing stands.
    LinkWithoutText { link: String },
    /// Something that a browser would fetch from another host.
    ForeignRequest { address: String },
    /// Something that the pages' own policy forbids: scripts and styles in the page itself.
    BlockedByPolicy { markup: String },
}

impl Fault {
    /// The code of its problem.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OwnAnchor { .. } => "broken-anchor",
            Self::Beyond { .. } => "broken-link",
            Self::RepeatedId { .. } => "repeated-id",
            Self::ImageWithoutText { .. } => "image-without-text",
            Self::WithoutTitle => "page-without-title",
            Self::LinkWithoutText { .. } => "link-without-text",
            Self::ForeignRequest { .. } => "foreign-request",
            Self::BlockedByPolicy { .. } => "blocked-by-policy",
        }
    }
}

/// A number for a text: two of one page would have to be the same by chance to be taken for one.
pub(super) fn hash(text: &[u8]) -> u64 {
    let digest = Sha256::digest(text);
    let first = digest.iter().take(8);
    first.fold(0, |number, byte| number << 8 | u64::from(*byte))
}

impl PageDigest {
    /// Looks at the page that stands in the file `path` below the site's root. `base_url` is the site's address, where it
    /// is known.
    #[must_use]
    pub fn of(path: &str, html: &[u8], base_url: Option<&str>) -> Self {
        let place = Place {
            page: path,
            base_url,
        };
        let mut reader = Reader::new(place);
        let mut emitter = CallbackEmitter::new(|event: CallbackEvent<'_>, _: Span<()>| {
            reader.take(event);
            None::<Infallible>
        });
        // Text in `<title>`, `<script>` and `<style>` is not markup.
        emitter.naively_switch_states(true);
        let Ok(()) = Tokenizer::new_with_emitter(html, emitter).finish();
        reader.finish()
    }
}

/// Attributes that are looked at, of the tag that is being read.
type Attributes = Vec<(&'static str, String)>;

/// The attribute's name, if it is looked at; all that begin with `on` are one.
fn looked_at(name: &[u8]) -> Option<&'static str> {
    Some(match name {
        b"id" => "id",
        b"href" => "href",
        b"src" => "src",
        b"srcset" => "srcset",
        b"alt" => "alt",
        b"rel" => "rel",
        b"type" => "type",
        b"style" => "style",
        b"data" => "data",
        b"poster" => "poster",
        b"title" => "title",
        b"content" => "content",
        b"http-equiv" => "http-equiv",
        b"aria-label" => "aria-label",
        b"aria-labelledby" => "aria-labelledby",
        b"action" => "action",
        b"formaction" => "formaction",
        _ if name.starts_with(b"on") => "on",
        _ => return None,
    })
}

struct Reader<'a> {
    place: Place<'a>,
    tag: String,
    attributes: Attributes,
    current: Option<&'static str>,
    in_body: bool,
    in_title: bool,
    has_title: bool,
    /// The link that is open, and whether it says anything yet.
    link: Option<(String, bool)>,
    ids: Vec<String>,
    own_anchors: BTreeSet<String>,
    links: Vec<Link>,
    faults: BTreeSet<Fault>,
}

impl<'a> Reader<'a> {
    fn new(place: Place<'a>) -> Self {
        Self {
            place,
            tag: String::new(),
            attributes: Vec::new(),
            current: None,
            in_body: false,
            in_title: false,
            has_title: false,
            link: None,
            ids: Vec::new(),
            own_anchors: BTreeSet::new(),
            links: Vec::new(),
            faults: BTreeSet::new(),
        }
    }

    fn take(&mut self, event: CallbackEvent<'_>) {
        match event {
            CallbackEvent::OpenStartTag { name } => {
                self.tag.clear();
                self.tag.push_str(&String::from_utf8_lossy(name));
                self.attributes.clear();
                self.current = None;
            }
            CallbackEvent::AttributeName { name } => {
                self.current = looked_at(name);
                // An empty value is not told: `alt=""`.
                self.attributes
                    .extend(self.current.map(|name| (name, String::new())));
            }
            CallbackEvent::AttributeValue { value } => {
                if self.current.is_some()
                    && let Some((_, text)) = self.attributes.last_mut()
                {
                    text.push_str(&String::from_utf8_lossy(value));
                }
            }
            CallbackEvent::CloseStartTag { .. } => self.open(),
            CallbackEvent::EndTag { name } => self.close(name),
            CallbackEvent::String { value } if !value.trim_ascii().is_empty() => {
                self.has_title |= self.in_title && !self.in_body;
                self.says_something();
            }
            _ => {}
        }
    }

    fn says_something(&mut self) {
        if let Some((_, says)) = &mut self.link {
            *says = true;
        }
    }

    fn attribute(&self, name: &str) -> Option<&str> {
        let mut all = self.attributes.iter();
        // The first counts, as in browsers.
        let found = all.find(|(known, _)| *known == name);
        found.map(|(_, value)| value.as_str())
    }

    fn open(&mut self) {
        let tag = std::mem::take(&mut self.tag);
        match tag.as_str() {
            "body" => self.in_body = true,
            "title" => self.in_title = true,
            "a" => {
                let href = self.attribute("href").map(str::to_owned);
                self.link = href.map(|href| (href, false));
            }
            _ => {}
        }
        if !self.attributes.is_empty() {
            self.names();
            self.addresses(&tag);
        }
        self.refused(&tag);
        if tag == "img" && self.attribute("alt").is_none() {
            let image = self.attribute("src").unwrap_or_default().to_owned();
            self.faults.insert(Fault::ImageWithoutText { image });
        }
        self.tag = tag;
    }

    fn close(&mut self, name: &[u8]) {
        match name {
            b"title" => self.in_title = false,
            b"a" => {
                if let Some((link, false)) = self.link.take() {
                    self.faults.insert(Fault::LinkWithoutText { link });
                }
            }
            _ => {}
        }
    }

    /// Ids, and texts in attributes that are read out.
    fn names(&mut self) {
        if let Some(id) = self.attribute("id").filter(|id| !id.is_empty()) {
            self.ids.push(id.to_owned());
        }
        let says = ["alt", "aria-label", "aria-labelledby", "title"]
            .iter()
            .any(|name| {
                self.attribute(name)
                    .is_some_and(|text| !text.trim().is_empty())
            });
        if says {
            self.says_something();
        }
    }

    fn addresses(&mut self, tag: &str) {
        let attributes = std::mem::take(&mut self.attributes);
        let of = |name: &str| {
            let mut all = attributes.iter();
            all.find(|(known, _)| *known == name)
                .map_or("", |(_, value)| value.as_str())
        };
        for (name, value) in &attributes {
            match (tag, *name) {
                ("a" | "area", "href") | ("form", "action") | (_, "formaction") => {
                    self.follow(value)
                }
                ("link", "href") => self.linked(of("rel"), value),
                ("meta", "content") if of("http-equiv").eq_ignore_ascii_case("refresh") => {
                    if let Some((_, address)) = value.split_once("url=") {
                        self.follow(address);
                    }
                }
                (_, "src" | "poster") | ("object", "data") => self.fetch(value),
                (_, "srcset") => {
                    let all = value
                        .split(',')
                        .filter_map(|one| one.split_whitespace().next());
                    all.for_each(|address| self.fetch(address));
                }
                _ => {}
            }
        }
        self.attributes = attributes;
    }

    /// `<link>`: some kinds are fetched, others only say where something is.
    fn linked(&mut self, rel: &str, address: &str) {
        const FETCHED: [&str; 9] = [
            "stylesheet",
            "icon",
            "preload",
            "modulepreload",
            "prefetch",
            "preconnect",
            "dns-prefetch",
            "manifest",
            "apple-touch-icon",
        ];
        let is = |kind: &str| {
            rel.split_whitespace()
                .any(|one| one.eq_ignore_ascii_case(kind))
        };
        if FETCHED.into_iter().any(is) {
            self.fetch(address);
        } else if !is("canonical") {
            self.follow(address);
        }
    }

    /// Something that a reader may follow.
    fn follow(&mut self, address: &str) {
        match self.place.target(address) {
            Target::Inside { path, anchor } if path == self.place.page => {
                if !anchor.is_empty() && anchor != "top" {
                    self.own_anchors.insert(anchor);
                }
            }
            Target::Inside { path, anchor } => self.links.push(Link {
                path,
                anchor,
                written: address.to_owned(),
            }),
            Target::Beyond => {
                let link = address.to_owned();
                self.faults.insert(Fault::Beyond { link });
            }
            Target::Foreign | Target::Elsewhere => {}
        }
    }

    /// Something that a browser fetches by itself.
    fn fetch(&mut self, address: &str) {
        if self.place.target(address) == Target::Foreign {
            let address = address.to_owned();
            self.faults.insert(Fault::ForeignRequest { address });
        } else {
            self.follow(address);
        }
    }

    /// What the pages' policy forbids: nothing in a page itself may run or style it.
    fn refused(&mut self, tag: &str) {
        let kind = self
            .attribute("type")
            .unwrap_or_default()
            .to_ascii_lowercase();
        // Other kinds of `<script>` are data.
        let runs = matches!(
            kind.as_str(),
            "" | "module"
                | "importmap"
                | "speculationrules"
                | "text/javascript"
                | "application/javascript"
        );
        let markup = if tag == "script" && runs && self.attribute("src").is_none() {
            "<script>"
        } else if tag == "style" {
            "<style>"
        } else if self.attribute("style").is_some() {
            "style=\"…\""
        } else if self.attribute("on").is_some() {
            "on…=\"…\""
        } else {
            return;
        };
        let markup = if markup.starts_with('<') {
            markup.to_owned()
        } else {
            format!("<{tag} {markup}>")
        };
        self.faults.insert(Fault::BlockedByPolicy { markup });
    }

    fn finish(mut self) -> PageDigest {
        if !self.has_title {
            self.faults.insert(Fault::WithoutTitle);
        }
        self.ids.sort();
        for pair in self.ids.windows(2) {
            if pair[0] == pair[1] {
                let id = pair[0].clone();
                self.faults.insert(Fault::RepeatedId { id });
            }
        }
        let mut missing = 0;
        for anchor in std::mem::take(&mut self.own_anchors) {
            if self.ids.binary_search(&anchor).is_err() {
                // Looking for the nearest of many is slow, and only some are shown.
                missing += 1;
                let suggestion = (missing <= SUGGESTED)
                    .then(|| suggest(&anchor, self.ids.iter().map(String::as_str)))
                    .flatten();
                self.faults.insert(Fault::OwnAnchor { anchor, suggestion });
            }
        }
        self.links.sort();
        self.links
            .dedup_by(|a, b| (&a.path, &a.anchor) == (&b.path, &b.anchor));
        let mut ids: Vec<u64> = self.ids.iter().map(|id| hash(id.as_bytes())).collect();
        ids.sort_unstable();
        ids.dedup();
        PageDigest {
            path: self.place.page.to_owned(),
            ids,
            links: self.links,
            faults: self.faults,
        }
    }
}
