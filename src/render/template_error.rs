//! What is wrong with a template, told with its place and the nearest name that would have been right.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex};

use minijinja::value::{Enumerator, Object, ObjectRepr, Value, ValueKind};
use minijinja::{Error, ErrorKind};

use super::functions::Unknown;
use super::template_source::{Tag, tags};
use crate::config::{Template, Theme, suggest};
use crate::model::{Diagnostic, Location, Problem};

/// More names than this are not listed.
const MOST_LISTED: usize = 40;

/// What there is by name where an error arose.
pub(super) struct Known<'a> {
    /// The theme, for templates and assets.
    pub theme: &'a Theme,
    /// The keys of all texts.
    pub texts: Vec<&'a str>,
    /// Filters, tests and functions.
    pub helpers: Vec<String>,
    /// Names that every template sees.
    pub globals: Vec<String>,
}

/// The names that something was asked for and did not have, with those that it has.
#[derive(Debug, Clone, Default)]
pub(super) struct Misses(Arc<Mutex<Vec<Miss>>>);

#[derive(Debug, Clone)]
struct Miss {
    asked: String,
    has: Vec<String>,
}

impl Misses {
    /// The value, which from now on remembers what it was asked for in vain. Only made where rendering has failed: the
    /// page is then rendered a second time, to find out.
    pub fn trace(&self, value: Value) -> Value {
        match value.kind() {
            ValueKind::Map | ValueKind::Seq => Value::from_object(Traced {
                value,
                misses: self.clone(),
            }),
            _ => value,
        }
    }

    fn names_beside(&self, asked: &str) -> Vec<String> {
        let Ok(misses) = self.0.lock() else {
            return Vec::new();
        };
        let last = misses.iter().rev().find(|miss| miss.asked == asked);
        last.map(|miss| miss.has.clone()).unwrap_or_default()
    }
}

#[derive(Debug)]
struct Traced {
    value: Value,
    misses: Misses,
}

impl Object for Traced {
    fn repr(self: &Arc<Self>) -> ObjectRepr {
        match self.value.kind() {
            ValueKind::Map => ObjectRepr::Map,
            _ => ObjectRepr::Seq,
        }
    }

    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        let found = self.value.get_item(key).ok();
        if let Some(found) = found.filter(|found| !found.is_undefined()) {
            return Some(self.misses.trace(found));
        }
        if let (Some(asked), Ok(mut misses)) = (key.as_str(), self.misses.0.lock()) {
            misses.push(Miss {
                asked: asked.to_owned(),
                has: keys(&self.value),
            });
        }
        None
    }

    fn enumerate(self: &Arc<Self>) -> Enumerator {
        match self.value.kind() {
            ValueKind::Map => Enumerator::Values(
                self.value
                    .try_iter()
                    .into_iter()
                    .flatten()
                    .collect::<Vec<Value>>(),
            ),
            _ => Enumerator::Seq(self.value.len().unwrap_or_default()),
        }
    }
}

/// The names that a value has.
fn keys(value: &Value) -> Vec<String> {
    let keys = value.try_iter().into_iter().flatten();
    keys.filter_map(|key| key.as_str().map(str::to_owned))
        .collect()
}

/// Says which template, where in it, and for which page. Where templates include each other, the innermost is named.
pub(super) fn describe(
    error: &Error,
    template: &str,
    page: &str,
    known: &Known<'_>,
    misses: &Misses,
) -> Diagnostic {
    let (innermost, unknown) = causes(error);
    let place = if innermost.name().is_some() {
        innermost
    } else {
        error
    };
    let name = place.name().unwrap_or(template);
    let source = template_of(known.theme, name);
    let problem = problem(innermost, unknown, name, page, source, known, misses);
    match source {
        Some(source) => Diagnostic::at(problem, location(place, source)),
        None => Diagnostic::new(problem),
    }
}

fn template_of<'t>(theme: &'t Theme, name: &str) -> Option<&'t Template> {
    let own = theme.templates.get(name);
    own.or_else(|| theme.inherited.get(name))
}

/// The error of the template language that lies deepest, and the name that one of our functions did not know.
fn causes(error: &Error) -> (&Error, Option<&Unknown>) {
    let mut innermost = error;
    let mut unknown = None;
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        if let Some(inner) = source.downcast_ref::<Error>() {
            innermost = inner;
        }
        unknown = source.downcast_ref::<Unknown>().or(unknown);
        next = source.source();
    }
    (innermost, unknown)
}

fn problem(
    error: &Error,
    unknown: Option<&Unknown>,
    template: &str,
    page: &str,
    source: Option<&Template>,
    known: &Known<'_>,
    misses: &Misses,
) -> Problem {
    let detail = error.detail().unwrap_or_default();
    // A template that does not compile is wrong for every page.
    let place = match page {
        "*" => template.to_owned(),
        page => format!("{template} → {page}"),
    };
    match (error.kind(), unknown) {
        (_, Some(Unknown::Text(text))) => Problem::UnknownText {
            suggestion: suggest(text, known.texts.iter().copied()),
            text: text.clone(),
            template: place,
        },
        (_, Some(Unknown::Asset(asset))) => {
            let assets = known.theme.assets.keys().map(String::as_str);
            Problem::UnknownAsset {
                suggestion: suggest(asset, assets.clone()),
                known: listed(assets),
                asset: asset.clone(),
            }
        }
        (ErrorKind::UndefinedError, _) if let Some(path) = between(detail, "`", "`") => {
            let (_, last) = path.rsplit_once('.').unwrap_or(("", path));
            let mut names: BTreeSet<String> = misses.names_beside(last).into_iter().collect();
            if !path.contains('.') {
                names.extend(known.globals.iter().cloned());
                names.extend(
                    source
                        .into_iter()
                        .flat_map(|source| bound_names(&source.text)),
                );
            }
            let names = names.iter().map(String::as_str);
            Problem::UndefinedName {
                suggestion: suggest(last, names.clone()),
                known: listed(names),
                name: path.to_owned(),
                template: place,
            }
        }
        (ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownFunction, _)
            if let Some(name) = detail.strip_suffix(" is unknown") =>
        {
            let name = name.rsplit(' ').next().unwrap_or(name);
            let mut helpers: BTreeSet<&str> = known.helpers.iter().map(String::as_str).collect();
            let bound = source.map(|source| bound_names(&source.text));
            helpers.extend(bound.iter().flatten().map(String::as_str));
            Problem::UnknownHelper {
                suggestion: suggest(name, helpers.iter().copied()),
                name: name.to_owned(),
                template: place,
            }
        }
        (ErrorKind::TemplateNotFound, _)
            if let Some(name) = between(detail, "\"", "\"").or(between(detail, "'", "'")) =>
        {
            let templates = known.theme.templates.keys().map(String::as_str);
            Problem::UnknownTemplate {
                suggestion: suggest(name, templates.clone()),
                known: listed(templates),
                name: name.to_owned(),
                template: place,
            }
        }
        (kind, _) => Problem::TemplateError {
            template: template.to_owned(),
            page: page.to_owned(),
            detail: match error.detail() {
                Some(detail) => format!("{kind}: {detail}"),
                None => kind.to_string(),
            },
        },
    }
}

fn between<'t>(text: &'t str, open: &str, close: &str) -> Option<&'t str> {
    let (_, after) = text.split_once(open)?;
    Some(after.split_once(close)?.0)
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    let mut names: Vec<&str> = names.collect();
    if names.len() > MOST_LISTED {
        names.truncate(MOST_LISTED);
        names.push("…");
    }
    names.join(", ")
}

/// The names that a template itself gives to something: loops, `set`, macros and their arguments, imports.
fn bound_names(text: &str) -> Vec<String> {
    let bound = tags(text).flat_map(|Tag { word, rest, .. }| {
        let until = match word {
            "for" => rest.split(" in ").next(),
            "set" => rest.split('=').next(),
            "macro" | "import" | "from" | "with" => Some(rest),
            _ => None,
        };
        let plain = |c: char| c.is_alphanumeric() || c == '_';
        until
            .unwrap_or_default()
            .split(move |c: char| !plain(c))
            .filter(|name| name.starts_with(|c: char| c.is_alphabetic()))
            .map(str::to_owned)
    });
    bound.collect()
}

fn location(place: &Error, source: &Template) -> Location {
    let line = place.line().unwrap_or(1);
    let range = place.range().unwrap_or_else(|| {
        let before = source.text.split_inclusive('\n');
        let start: usize = before.take(line.saturating_sub(1)).map(str::len).sum();
        let text = source.text[start..].lines().next().unwrap_or_default();
        start..start + text.len()
    });
    Location::in_text(&*source.path, &source.text, range)
}

/// Blocks that no page shows: a template that extends another says only what stands in the blocks of that other.
pub(super) fn lost_blocks(theme: &Theme) -> Vec<Diagnostic> {
    let all = theme.templates.iter().chain(&theme.inherited);
    let sources: BTreeMap<&str, &Template> = all
        .map(|(name, template)| (name.as_str(), template))
        .collect();
    let mut found = BTreeMap::new();
    for (name, template) in &sources {
        let Some(places) = places_above(name, &sources) else {
            continue;
        };
        let mut depth = 0_usize;
        for tag in tags(&template.text) {
            match tag.word {
                "block" => {
                    let block = tag.rest.split_whitespace().next().unwrap_or_default();
                    if depth == 0 && !places.contains(block) {
                        let problem = Problem::UnknownBlock {
                            block: block.to_owned(),
                            template: (*name).to_owned(),
                            suggestion: suggest(block, places.iter().copied()),
                            known: listed(places.iter().copied()),
                        };
                        let range = tag.start..tag.end;
                        let place = Location::in_text(&*template.path, &template.text, range);
                        // A template stands under two names; once is enough.
                        found
                            .entry((&*template.path, tag.start))
                            .or_insert(Diagnostic::at(problem, place));
                    }
                    depth += 1;
                }
                "endblock" => depth = depth.saturating_sub(1),
                _ => {}
            }
        }
    }
    found.into_values().collect()
}

/// The names of all blocks of the templates that this one extends; none where it extends none, or where which one is
/// only known later. A theme's base may leave out blocks of its parent's on purpose: so the blocks of every theme's
/// template of that name count.
fn places_above<'t>(
    name: &str,
    sources: &BTreeMap<&'t str, &'t Template>,
) -> Option<BTreeSet<&'t str>> {
    let mut places = BTreeSet::new();
    let own = sources.get(name)?;
    // A theme's template stands under two names.
    let mut seen: BTreeSet<&str> = sources
        .iter()
        .filter(|(_, template)| template.path == own.path)
        .map(|(name, _)| *name)
        .collect();
    let mut next = vec![extended(own)?];
    while let Some(parent) = next.pop() {
        let file = parent.rsplit('/').next().unwrap_or(parent);
        let same = |known: &&str| known.rsplit('/').next() == Some(file);
        for (known, template) in sources.iter().filter(|(known, _)| same(known)) {
            if seen.insert(known) {
                let blocks = tags(&template.text).filter(|tag| tag.word == "block");
                places.extend(blocks.filter_map(|tag| tag.rest.split_whitespace().next()));
                next.extend(extended(template));
            }
        }
    }
    Some(places)
}

fn extended(template: &Template) -> Option<&str> {
    let tag = tags(&template.text).find(|tag| tag.word == "extends")?;
    let quote = tag
        .rest
        .chars()
        .next()
        .filter(|c| matches!(c, '"' | '\''))?;
    tag.rest[1..].split(quote).next()
}
