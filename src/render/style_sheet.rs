//! Style sheets: what they import is put into them, and what they load is found among the theme's assets.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use cssparser::{Delimiter, ParseError, Parser, Token, serialize_string};

use crate::config::{Asset, Theme, suggest};
use crate::model::{Diagnostic, Location, Problem};

/// Finds the link to an asset from the place where the finished sheet stands.
pub(super) type Find<'f> = &'f dyn Fn(&str) -> Option<String>;

/// A style sheet with all that it imports. Where it uses colours of the settings (`var(--setting-accent)`), they are
/// declared at its head.
///
/// # Errors
/// Every `@import` and `url()` that names no asset of the theme, or an address elsewhere, and imports in a circle.
pub(super) fn bundle(theme: &Theme, name: &str, find: Find<'_>) -> Result<String, Vec<Diagnostic>> {
    let mut bundle = Bundle {
        theme,
        find,
        open: Vec::new(),
        taken: BTreeSet::new(),
        conditions: Vec::new(),
        wrong: Vec::new(),
    };
    let text = bundle.sheet(name);
    if bundle.wrong.is_empty() {
        Ok(declarations(theme, &text) + &text)
    } else {
        Err(bundle.wrong)
    }
}

/// The name of the custom property that holds a colour of the settings: `accent_dark` is `--setting-accent-dark`.
pub(super) fn property(setting: &str) -> String {
    format!("--setting-{}", setting.replace('_', "-"))
}

fn declarations(theme: &Theme, text: &str) -> String {
    let used = theme.colours.iter().filter_map(|(name, colour)| {
        let property = property(name);
        let mut after = text.split(&*property).skip(1);
        let ends =
            |rest: &str| !rest.starts_with(|c: char| c.is_alphanumeric() || "-_".contains(c));
        after.any(ends).then(|| format!("{property}:{colour}"))
    });
    let used: Vec<String> = used.collect();
    if used.is_empty() {
        String::new()
    } else {
        format!(":root{{{}}}\n", used.join(";"))
    }
}

struct Bundle<'a> {
    theme: &'a Theme,
    find: Find<'a>,
    /// The sheets that are being read, each imported by the one before it.
    open: Vec<String>,
    /// What was imported, and under which conditions: a second time would change nothing that is not already so.
    taken: BTreeSet<(String, BTreeSet<String>)>,
    /// The conditions of the imports that are being followed.
    conditions: Vec<String>,
    wrong: Vec<Diagnostic>,
}

impl<'a> Bundle<'a> {
    fn sheet(&mut self, name: &str) -> String {
        let Some((own_name, asset)) = self.find_sheet(name) else {
            return String::new();
        };
        let text = match std::str::from_utf8(&asset.bytes) {
            Ok(text) => text.trim_start_matches('\u{feff}'),
            Err(error) => {
                let problem = Problem::UnknownEncoding {
                    offset: error.valid_up_to() as u64,
                    suggestion: None,
                };
                let place = Location::file(&*asset.path);
                self.wrong.push(Diagnostic::at(problem, place));
                return String::new();
            }
        };
        self.open.push(name.to_owned());
        let mut out = String::with_capacity(text.len());
        let mut copied = 0;
        for reference in references(text) {
            let Range { start, end } = reference.range.clone();
            out.push_str(&text[copied..start]);
            copied = end;
            let put = match &reference.kind {
                Kind::Charset => Ok(String::new()),
                Kind::Url(address) => self.url(own_name, address),
                Kind::Import(address, conditions) => self.import(own_name, address, conditions),
            };
            match put {
                Ok(put) => out.push_str(&put),
                Err(problem) => {
                    let place = Location::in_text(&*asset.path, text, start..end);
                    self.wrong.push(Diagnostic::at(problem, place));
                }
            }
        }
        out.push_str(&text[copied..]);
        self.open.pop();
        out
    }

    /// What stands in place of `url(…)`.
    fn url(&self, sheet: &str, address: &str) -> Result<String, Problem> {
        let stays = address.is_empty() || address.starts_with('#') || starts(address, "data:");
        let link = if stays {
            address.to_owned()
        } else {
            let end = address.find(['?', '#']).unwrap_or(address.len());
            let (path, rest) = address.split_at(end);
            let name = asset_name(sheet, path)?;
            let link = (self.find)(&name).ok_or_else(|| self.unknown(&name, &BTreeMap::new()))?;
            link + rest
        };
        let mut url = "url(".to_owned();
        // Writing to a string cannot fail.
        let _ = serialize_string(&link, &mut url);
        Ok(url + ")")
    }

    /// What stands in place of an `@import`.
    fn import(&mut self, sheet: &str, address: &str, conditions: &str) -> Result<String, Problem> {
        let name = asset_name(sheet, address)?;
        if self.find_sheet(&name).is_none() {
            return Err(self.unknown(&name, &self.theme.inherited_sheets));
        }
        if let Some(at) = self.open.iter().position(|open| *open == name) {
            let mut chain: Vec<&str> = self.open[at..].iter().map(String::as_str).collect();
            chain.push(&name);
            return Err(Problem::ImportCycle {
                chain: chain.join(" → "),
            });
        }
        self.conditions.push(conditions.to_owned());
        // All of them have to hold: neither their order nor how often one stands there makes a difference.
        let key = (name.clone(), self.conditions.iter().cloned().collect());
        let text = self.taken.insert(key).then(|| self.sheet(&name));
        self.conditions.pop();
        let Some(text) = text else {
            return Ok(String::new());
        };
        Ok(under(conditions, text.trim_end()))
    }

    /// A sheet, with the name that it has in its own theme: what it names is looked for from there.
    fn find_sheet<'n>(&self, name: &'n str) -> Option<(&'n str, &'a Asset)> {
        let theme = self.theme;
        let own = theme.assets.get(name).map(|asset| (name, asset));
        own.or_else(|| {
            let (_, own_name) = name.split_once('/')?;
            Some((own_name, theme.inherited_sheets.get(name)?))
        })
    }

    /// `others` is what the name could also have been.
    fn unknown(&self, name: &str, others: &BTreeMap<String, Asset>) -> Problem {
        let known: Vec<&str> = self.theme.assets.keys().map(String::as_str).collect();
        let others = others.keys().map(String::as_str);
        Problem::UnknownAsset {
            asset: name.to_owned(),
            suggestion: suggest(name, known.iter().copied().chain(others)),
            known: known.join(", "),
        }
    }
}

/// An imported text under its conditions: `layer(base) supports(display: grid) print`, each of which may be missing.
fn under(conditions: &str, text: &str) -> String {
    let mut rest = conditions.trim();
    let mut wraps = Vec::new();
    for (word, rule) in [("layer", "@layer"), ("supports", "@supports")] {
        let Some(after) = rest.strip_prefix(word) else {
            continue;
        };
        if let Some(close) = after.starts_with('(').then(|| closing(after)).flatten() {
            let inner = &after[1..close];
            wraps.push(if word == "supports" {
                format!("{rule} ({inner})")
            } else {
                format!("{rule} {inner}")
            });
            rest = after[close + 1..].trim_start();
        } else if word == "layer" && !after.starts_with(|c: char| c.is_alphanumeric()) {
            wraps.push(rule.to_owned());
            rest = after.trim_start();
        }
    }
    if !rest.is_empty() {
        wraps.push(format!("@media {rest}"));
    }
    let wrapped = wraps.iter().rev().fold(text.to_owned(), |text, wrap| {
        format!("{wrap} {{\n{text}\n}}")
    });
    wrapped + "\n"
}

/// Where the bracket that opens a text is closed.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_u32;
    for (at, c) in text.char_indices() {
        match c {
            '(' => depth += 1,
            ')' if depth == 1 => return Some(at),
            ')' => depth -= 1,
            _ => {}
        }
    }
    None
}

/// The asset that an address in a style sheet means: addresses start at the sheet's own folder.
fn asset_name(sheet: &str, address: &str) -> Result<String, Problem> {
    let foreign = || Problem::ForeignAddress {
        address: address.to_owned(),
    };
    let head = address.split(['/', '?', '#']).next().unwrap_or_default();
    if address.starts_with('/') || head.contains(':') {
        return Err(foreign());
    }
    let mut folders: Vec<&str> = sheet.split('/').collect();
    folders.pop();
    for step in address.split('/') {
        match step {
            "." | "" => {}
            // Above the assets there is nothing of the theme's.
            ".." => {
                folders.pop().ok_or_else(foreign)?;
            }
            step => folders.push(step),
        }
    }
    Ok(folders.join("/"))
}

fn starts(text: &str, scheme: &str) -> bool {
    let head = text.get(..scheme.len());
    head.is_some_and(|head| head.eq_ignore_ascii_case(scheme))
}

/// Something in a style sheet that names a file.
struct Reference {
    /// Where it stands, in bytes.
    range: Range<usize>,
    kind: Kind,
}

enum Kind {
    /// `@charset`: finished sheets are UTF-8, like the pages.
    Charset,
    Url(String),
    /// The address, and the conditions behind it.
    Import(String, String),
}

/// All of them, in order.
fn references(text: &str) -> Vec<Reference> {
    let mut found = Vec::new();
    collect(&mut Parser::new(text), true, false, &mut found);
    found
}

/// Collects to the end of a block. `strings` says whether strings are addresses, as they are in `image-set()`.
fn collect(parser: &mut Parser<'_>, top: bool, strings: bool, found: &mut Vec<Reference>) {
    loop {
        let start = parser.position().byte_index();
        let Ok(token) = parser.next_including_whitespace_and_comments() else {
            return;
        };
        let kind = match token.clone() {
            Token::UnquotedUrl(address) => Some(Kind::Url(address.to_string())),
            Token::QuotedString(address) if strings => Some(Kind::Url(address.to_string())),
            Token::Function(name) if name.eq_ignore_ascii_case("url") => {
                nested(parser, first_string).map(Kind::Url)
            }
            Token::AtKeyword(name) if top && name.eq_ignore_ascii_case("import") => import(parser),
            Token::AtKeyword(name) if top && name.eq_ignore_ascii_case("charset") => {
                to_semicolon(parser, |_| ());
                Some(Kind::Charset)
            }
            Token::Function(name) => {
                let images = ["image-set", "-webkit-image-set"];
                let strings = images.iter().any(|one| name.eq_ignore_ascii_case(one));
                nested(parser, |inner| collect(inner, false, strings, found));
                None
            }
            Token::ParenthesisBlock | Token::SquareBracketBlock | Token::CurlyBracketBlock => {
                nested(parser, |inner| collect(inner, false, strings, found));
                None
            }
            _ => None,
        };
        if let Some(kind) = kind {
            let range = start..parser.position().byte_index();
            found.push(Reference { range, kind });
        }
    }
}

/// Reads a block to its end, whatever stands in it.
fn nested<T>(parser: &mut Parser<'_>, read: impl FnOnce(&mut Parser<'_>) -> T) -> Option<T> {
    let read = |inner: &mut Parser<'_>| {
        let value = read(inner);
        while inner.next().is_ok() {}
        Ok::<T, ParseError<()>>(value)
    };
    parser.parse_nested_block(read).ok()
}

fn to_semicolon<T>(parser: &mut Parser<'_>, read: impl FnOnce(&mut Parser<'_>) -> T) -> Option<T> {
    let read = |inner: &mut Parser<'_>| {
        let value = read(inner);
        while inner.next().is_ok() {}
        Ok::<T, ParseError<()>>(value)
    };
    parser.parse_until_after(Delimiter::Semicolon, read).ok()
}

fn first_string(parser: &mut Parser<'_>) -> String {
    match parser.expect_string() {
        Ok(address) => address.to_string(),
        Err(_) => String::new(),
    }
}

/// What follows `@import`.
fn import(parser: &mut Parser<'_>) -> Option<Kind> {
    to_semicolon(parser, |inner| {
        let address = match inner.next().cloned() {
            Ok(Token::QuotedString(address) | Token::UnquotedUrl(address)) => address.to_string(),
            Ok(Token::Function(name)) if name.eq_ignore_ascii_case("url") => {
                nested(inner, first_string)?
            }
            _ => return None,
        };
        let start = inner.position();
        while inner.next().is_ok() {}
        let conditions = inner.slice_from(start).trim().to_owned();
        Some(Kind::Import(address, conditions))
    })
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::Colour;
    use crate::model::Language;

    fn theme(files: &[(&str, &str)]) -> Theme {
        let mut theme = Theme::default();
        for (name, text) in files {
            let asset = Asset {
                path: format!("themes/mine/assets/{name}"),
                bytes: text.as_bytes().to_vec(),
            };
            theme.assets.insert((*name).to_owned(), asset);
        }
        theme
    }

    fn made(theme: &Theme) -> String {
        let find = |name: &str| {
            let known = theme.assets.contains_key(name);
            known.then(|| format!("{name}.HASH"))
        };
        match bundle(theme, "style.css", &find) {
            Ok(text) => text,
            Err(wrong) => {
                let told = wrong.iter().map(|one| {
                    let place = one.location.as_deref().unwrap();
                    let span = place.span.as_ref();
                    let at = span.map_or((0, 0), |span| (span.line, span.column));
                    let message = one.message(Language::English);
                    format!("{}:{}:{}: {message}\n", place.file, at.0, at.1)
                });
                told.collect()
            }
        }
    }

    #[test]
    fn imports_are_put_in_place_and_addresses_are_found() {
        let theme = theme(&[
            (
                "style.css",
                "@charset \"utf-8\";\n@import \"base/type.css\";\n@import url(print.css) print;\n\
                 @import 'grid.css' layer(base) supports(display: grid) screen and (min-width: 48rem);\n\
                 @import \"print.css\" print;\n\
                 a { background: URL( 'images/a b.svg' ) } /* url(nothing.png) */ b::after { content: \"url(x)\" }\n\
                 c { background: image-set(\"images/a b.svg\" 1x, url(sprite.svg#one) 2x) }\n\
                 d { mask: url(#here); background: url(data:image/gif;base64,AA==) }\n",
            ),
            (
                "base/type.css",
                "p { background: url(../sprite.svg?x=1) }\n",
            ),
            ("print.css", "p { color: #000 }"),
            ("grid.css", "main { display: grid }"),
            ("images/a b.svg", ""),
            ("sprite.svg", ""),
        ]);
        insta::assert_snapshot!(made(&theme));
    }

    #[test]
    fn what_cannot_be_loaded_is_told_with_its_place() {
        let theme = theme(&[
            (
                "style.css",
                "@import \"https://fonts.example.com/a.css\";\n@import \"b.css\";\n@import \"colors.css\";\n\
                 p {\n  background: url(//example.com/x.png);\n  mask: url(\"../secret.svg\");\n  \
                 cursor: url(/x.cur);\n  list-style: url(icno.svg);\n}\n",
            ),
            ("b.css", "@import 'c.css';"),
            ("c.css", "@import 'b.css';"),
            ("colours.css", ""),
            ("icon.svg", ""),
        ]);
        insta::assert_snapshot!(made(&theme));
    }

    #[test]
    fn colours_of_settings_are_declared_where_they_are_used() {
        let mut theme = theme(&[(
            "style.css",
            "a { color: var(--setting-accent-dark, #fff) } b { color: var(--setting-ink-light) }",
        )]);
        for name in ["accent", "accent_dark", "ink"] {
            let colour = Colour::parse("#0017c1").unwrap();
            theme.colours.insert(name.to_owned(), colour);
        }
        assert!(made(&theme).starts_with(":root{--setting-accent-dark:#0017c1}\na {"));
        theme.colours.clear();
        assert!(made(&theme).starts_with("a {"));
    }

    #[test]
    fn an_import_under_one_condition_does_not_stand_for_another() {
        let sheet = made(&theme(&[
            (
                "style.css",
                "@import \"print.css\" print;@import \"type.css\";",
            ),
            ("print.css", "@import \"type.css\";"),
            ("type.css", "p{}"),
        ]));
        assert_eq!(sheet.matches("p{}").count(), 2, "{sheet}");
    }

    #[test]
    fn imports_that_would_grow_without_end_do_not() {
        let mut files: Vec<(String, String)> = (0..40)
            .map(|at| {
                let next = format!("f{}.css", at + 1);
                let text = format!("@import \"{next}\";@import '{next}' ;x{{}}");
                (format!("f{at}.css"), text)
            })
            .collect();
        files.push(("f40.css".to_owned(), "y{}".to_owned()));
        files.push(("style.css".to_owned(), "@import 'f0.css';".to_owned()));
        let files: Vec<(&str, &str)> = files
            .iter()
            .map(|(a, b)| (a.as_str(), b.as_str()))
            .collect();
        let sheet = made(&theme(&files));
        assert!(sheet.contains("y{}") && sheet.len() < 1_000, "{sheet}");
        let deep = "{".repeat(100_000);
        assert_eq!(made(&theme(&[("style.css", &deep)])), deep);
    }
}
