//! Which stretches of a text are HTML markup. Whatever is not surely markup stays text: 「<達成>」, a tag that does not
//! end, a name that no element has. A tokenizer without a tree: nesting costs nothing.

use std::borrow::Cow;
use std::ops::Range;

use html5gum::{DefaultEmitter, Token, Tokenizer};

/// A stretch of markup.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Tag {
    pub kind: TagKind,
    /// The element's name in lower case; empty for comments.
    pub name: String,
    /// Its bytes in the text.
    pub span: Range<usize>,
    /// `alt`: text that an image stands for.
    pub alt: Option<String>,
    /// `rowspan`, 1 where none is given.
    pub rowspan: u16,
    /// `colspan`, 1 where none is given.
    pub colspan: u16,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TagKind {
    Open,
    Close,
    /// A comment or a document type: nothing of it is text.
    Silent,
}

/// The elements of HTML (WHATWG, "HTML elements" and "obsolete features"). A name in angle brackets that is none of
/// these is text.
const ELEMENTS: [&str; 123] = [
    "a",
    "abbr",
    "acronym",
    "address",
    "area",
    "article",
    "aside",
    "audio",
    "b",
    "base",
    "bdi",
    "bdo",
    "big",
    "blockquote",
    "body",
    "br",
    "button",
    "canvas",
    "caption",
    "center",
    "cite",
    "code",
    "col",
    "colgroup",
    "data",
    "datalist",
    "dd",
    "del",
    "details",
    "dfn",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "em",
    "embed",
    "fieldset",
    "figcaption",
    "figure",
    "font",
    "footer",
    "form",
    "frame",
    "frameset",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "head",
    "header",
    "hr",
    "html",
    "i",
    "iframe",
    "img",
    "input",
    "ins",
    "kbd",
    "label",
    "legend",
    "li",
    "link",
    "main",
    "map",
    "mark",
    "menu",
    "meta",
    "meter",
    "nav",
    "nobr",
    "noscript",
    "object",
    "ol",
    "optgroup",
    "option",
    "output",
    "p",
    "param",
    "picture",
    "pre",
    "progress",
    "q",
    "rb",
    "rp",
    "rt",
    "rtc",
    "ruby",
    "s",
    "samp",
    "script",
    "section",
    "select",
    "small",
    "source",
    "span",
    "strike",
    "strong",
    "style",
    "sub",
    "summary",
    "sup",
    "svg",
    "table",
    "tbody",
    "td",
    "template",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "time",
    "title",
    "tr",
    "track",
    "tt",
    "u",
    "ul",
    "var",
    "video",
    "wbr",
];

/// All markup of a text, in order.
pub(super) fn tags(text: &str) -> Vec<Tag> {
    if !text.contains('<') {
        return Vec::new();
    }
    let mut found = Vec::new();
    for token in Tokenizer::new_with_emitter(text, DefaultEmitter::<usize>::new_with_span()) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let plain =
                    |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':');
                let clean = tag.attributes.keys().all(|name| name.iter().all(plain));
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let span = tag.span.start..tag.span.end;
                if clean && is_element(&name) && is_bracketed(text, &span) {
                    let attribute = |wanted: &str| {
                        let value = tag
                            .attributes
                            .iter()
                            .find(|(name, _)| name.as_slice() == wanted.as_bytes())?
                            .1;
                        Some(String::from_utf8_lossy(value).into_owned())
                    };
                    let number = |wanted| {
                        attribute(wanted)
                            .and_then(|text| text.trim().parse().ok())
                            .unwrap_or(1)
                    };
                    found.push(Tag {
                        kind: TagKind::Open,
                        alt: attribute("alt").filter(|alt| !alt.trim().is_empty()),
                        rowspan: number("rowspan"),
                        colspan: number("colspan"),
                        name,
                        span,
                    });
                }
            }
            Token::EndTag(tag) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let span = tag.span.start..tag.span.end;
                // `</a と b>` closes nothing: what stands behind the name is text.
                let bare = text
                    .get(span.start + 2 + name.len()..span.end.saturating_sub(1))
                    .is_some_and(|rest| rest.trim().is_empty());
                if is_element(&name) && is_bracketed(text, &span) && bare {
                    found.push(Tag::plain(TagKind::Close, name, span));
                }
            }
            Token::Comment(comment) => {
                let span = comment.span.start..comment.span.end;
                let whole = text.get(span.clone()).unwrap_or_default();
                let closed =
                    whole.len() >= 7 && whole.starts_with("<!--") && whole.ends_with("-->");
                if closed || is_declaration(whole) {
                    found.push(Tag::plain(TagKind::Silent, String::new(), span));
                }
            }
            Token::Doctype(doctype) => {
                let span = doctype.span.start..doctype.span.end;
                if is_bracketed(text, &span) {
                    found.push(Tag::plain(TagKind::Silent, String::new(), span));
                }
            }
            Token::String(_) | Token::Error(_) => {}
        }
    }
    found
}

impl Tag {
    fn plain(kind: TagKind, name: String, span: Range<usize>) -> Self {
        Self {
            kind,
            name,
            span,
            alt: None,
            rowspan: 1,
            colspan: 1,
        }
    }
}

fn is_element(name: &str) -> bool {
    ELEMENTS.binary_search(&name).is_ok() || is_of_office(name)
}

/// Whether an element is of a namespace of a word processor's: `o:p`, `w:sdt`, `st1:date`.
fn is_of_office(name: &str) -> bool {
    let Some((space, element)) = name.split_once(':') else {
        return false;
    };
    let known = matches!(space, "m" | "o" | "v" | "w" | "w10" | "x")
        || space.strip_prefix("st").is_some_and(|number| {
            !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit())
        });
    known && !element.is_empty() && element.bytes().all(|byte| byte.is_ascii_alphanumeric())
}

/// Whether a declaration is a word processor's: `<![if !supportLists]>`, `<?xml:namespace … />`.
fn is_declaration(whole: &str) -> bool {
    let beginnings = ["<![if ", "<![endif]", "<?xml:namespace "];
    beginnings.iter().any(|beginning| {
        let head = whole.get(..beginning.len());
        head.is_some_and(|head| head.eq_ignore_ascii_case(beginning))
    }) && whole.ends_with('>')
}

fn is_bracketed(text: &str, span: &Range<usize>) -> bool {
    text.get(span.clone())
        .is_some_and(|whole| whole.starts_with('<') && whole.ends_with('>'))
}

/// The text with white space in the place of its comments, byte for byte: a comment may reach over lines and blocks. One
/// that does not end is text.
pub(super) fn without_comments(text: &str) -> Cow<'_, str> {
    if !text.contains("<!--") {
        return text.into();
    }
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find("<!--") {
        let Some(end) = rest[start + 4..].find("-->") else {
            break;
        };
        let end = start + 4 + end + 3;
        kept.push_str(&rest[..start]);
        kept.extend(
            rest[start..end]
                .bytes()
                .map(|byte| if byte == b'\n' { '\n' } else { ' ' }),
        );
        rest = &rest[end..];
    }
    kept.push_str(rest);
    kept.into()
}

/// The text that a character reference (`&amp;`) stands for, if it is one.
pub(super) fn reference(text: &str) -> Option<String> {
    let mut decoded = Vec::new();
    for token in Tokenizer::new(text) {
        let Ok(token) = token;
        if let Token::String(value) = token {
            decoded.extend_from_slice(&value.value);
        }
    }
    let decoded = String::from_utf8(decoded).ok()?;
    (decoded != text && !decoded.contains('\0')).then_some(decoded)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<&str> {
        tags(text).into_iter().map(|tag| &text[tag.span]).collect()
    }

    #[test]
    fn elements_are_in_order() {
        assert!(ELEMENTS.is_sorted());
    }

    #[test]
    fn finds_markup_and_nothing_else() {
        assert_eq!(
            names("<p style=\"a: b;\">あ</p> <br/>"),
            ["<p style=\"a: b;\">", "</p>", "<br/>"]
        );
        assert_eq!(names("あ<!-- 1 ページ -->い"), ["<!-- 1 ページ -->"]);
        assert_eq!(
            names(
                "<o:p>あ</o:p><st1:date w:st=\"on\">4月</st1:date><![if !supportLists]>い<![endif]>"
            ),
            [
                "<o:p>",
                "</o:p>",
                "<st1:date w:st=\"on\">",
                "</st1:date>",
                "<![if !supportLists]>",
                "<![endif]>"
            ]
        );
        for text in [
            "<目標:p>",
            "<a:b>",
            "<o:>",
            "<![注意]>",
            "<達成>と</達成>",
            "x <b",
            "a <b c <A評価>",
            "<!-- 閉じない",
            "<A評価>",
            "a < b > c",
            "<b ひと>",
            "<?php ?>",
            "</a と b>",
        ] {
            assert_eq!(names(text), Vec::<&str>::new(), "{text}");
        }
    }

    #[test]
    fn decodes_references() {
        assert_eq!(reference("&amp;").as_deref(), Some("&"));
        assert_eq!(reference("&#x3042;").as_deref(), Some("あ"));
        assert_eq!(reference("&nosuch;"), None);
    }
}
