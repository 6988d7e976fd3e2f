//! The template engine with its limits: everything is escaped, nothing undefined passes, work and output are bounded.

use std::collections::BTreeMap;

use minijinja::value::{Kwargs, Serde, Value};
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use quick_xml::escape::escape;
use serde::Serialize;

use super::assets::Assets;
use super::filters;
use super::links::Links;
use super::texts::Texts;
use crate::config::{Template, Theme};
use crate::model::{Diagnostic, Location, Problem, fill};

/// Fuel that every page has: an endless loop ends within about 30 ms, and no page without many entries becomes larger
/// than 64 × this, 32 MB.
const BASE_FUEL: u64 = 500_000;
/// Fuel that a page has for each of its entries (parts, documents, cells) and for each 64 bytes of their text; about
/// four times what the default theme needs.
const FUEL_PER_ENTRY: u64 = 400;
/// Templates that include each other, macros that call themselves. An include costs 10 of it.
const DEEPEST: usize = 150;

/// The compiled templates of a theme.
pub(super) struct Engine<'a> {
    environment: Environment<'a>,
    templates: &'a BTreeMap<String, Template>,
}

impl<'a> Engine<'a> {
    /// Compiles all templates.
    ///
    /// # Errors
    /// Every template that cannot be compiled.
    pub fn new(
        theme: &'a Theme,
        assets: &Assets<'_>,
        texts: Texts<'_>,
        site: Value,
    ) -> Result<Self, Vec<Diagnostic>> {
        let mut environment = Environment::new();
        // Lets errors name what was undefined; it costs only where there is an error.
        environment.set_debug(true);
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_recursion_limit(DEEPEST);
        environment.set_fuel(Some(BASE_FUEL));
        environment.set_auto_escape_callback(|_| minijinja::AutoEscape::Html);
        environment.set_formatter(write_escaped);
        environment.remove_filter("safe");
        environment.set_syntax(syntax());
        environment.add_global("site", site);
        add_functions(&mut environment, assets, texts);
        filters::add(&mut environment, texts);
        let mut wrong = Vec::new();
        for (name, template) in &theme.templates {
            if let Err(error) = environment.add_template(name, &template.text) {
                wrong.push(describe(&error, name, "*", &theme.templates));
            }
        }
        if wrong.is_empty() {
            Ok(Self {
                environment,
                templates: &theme.templates,
            })
        } else {
            Err(wrong)
        }
    }

    /// Renders one page. `entries` is how much the page has to say, see [`FUEL_PER_ENTRY`].
    ///
    /// # Errors
    /// What is wrong with the template, with the page for which it was rendered.
    pub fn render(
        &self,
        template: &str,
        page: &str,
        entries: usize,
        context: impl Serialize,
    ) -> Result<Vec<u8>, Diagnostic> {
        let fuel = BASE_FUEL.saturating_add((entries as u64).saturating_mul(FUEL_PER_ENTRY));
        let context = Value::from(Serde(context));
        let rendered = if fuel <= 2 * BASE_FUEL {
            self.environment
                .get_template(template)
                .and_then(|compiled| compiled.render(context))
        } else {
            let mut environment = self.environment.clone();
            environment.set_fuel(Some(fuel));
            environment
                .get_template(template)
                .and_then(|compiled| compiled.render(context))
        };
        let mut text =
            rendered.map_err(|error| describe(&error, template, page, self.templates))?;
        if !text.ends_with('\n') {
            text.push('\n');
        }
        Ok(text.into_bytes())
    }
}

fn syntax() -> minijinja::syntax::SyntaxConfig {
    // Block tags on lines of their own leave no lines behind.
    minijinja::syntax::SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .expect("the default delimiters do not clash")
}

/// Writes a value for HTML, in text and in quoted attributes. It does so whatever a template says of escaping: only
/// what templates themselves wrote (the output of macros and blocks) passes as it is. `none` is nothing.
fn write_escaped(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    if value.is_none() {
        return Ok(());
    }
    match value.as_str() {
        Some(text) if value.is_safe() => out.write_str(text)?,
        Some(text) => write!(out, "{}", escape(text))?,
        None => write!(out, "{}", escape(&*value.to_string()))?,
    }
    Ok(())
}

/// - `url("2024/chuo/#goal-1")`: the link from the current page to a place below the site's root.
/// - `asset("style.css")`: the link to one of the theme's assets.
/// - `t("key", name=value)`: a text in the site's language, with its `{name}` filled in.
fn add_functions(environment: &mut Environment<'_>, assets: &Assets<'_>, texts: Texts<'_>) {
    let table = texts.table().clone();
    environment.add_function(
        "url",
        |state: &State<'_, '_>, target: &str| -> Result<String, Error> {
            Ok(links(state)?.to(target))
        },
    );
    let paths: BTreeMap<String, String> = assets
        .names()
        .filter_map(|name| Some((name.to_owned(), assets.path(name)?.to_owned())))
        .collect();
    environment.add_function(
        "asset",
        move |state: &State<'_, '_>, name: &str| -> Result<String, Error> {
            let path = paths.get(name).ok_or_else(|| {
                let known = paths.keys().cloned().collect::<Vec<_>>().join(", ");
                invalid(format!("the theme has no asset `{name}`; it has: {known}"))
            })?;
            Ok(links(state)?.to(path))
        },
    );
    environment.add_function(
        "t",
        move |key: &str, values: Kwargs| -> Result<String, Error> {
            let text = table.get(key).ok_or_else(|| {
                let near = crate::config::suggest(key, table.keys().map(String::as_str));
                let hint = near
                    .map(|near| format!("; is it `{near}`?"))
                    .unwrap_or_default();
                invalid(format!("there is no text `{key}`{hint}"))
            })?;
            let filled = fill(text, |name| {
                Some(values.get::<Value>(name).ok()?.to_string())
            });
            values.assert_all_used()?;
            Ok(filled)
        },
    );
}

fn links(state: &State<'_, '_>) -> Result<Links, Error> {
    let page = state
        .lookup("page")
        .ok_or_else(|| invalid("`page` is not known here".to_owned()))?;
    let root = page.get_attr("root")?;
    let root = root
        .as_str()
        .ok_or_else(|| invalid("`page.root` is no text".to_owned()))?;
    Ok(Links::with_root(root))
}

fn invalid(detail: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, detail)
}

/// Says which template, where in it, and for which page. Where templates include each other, the innermost is named.
fn describe(
    error: &Error,
    template: &str,
    page: &str,
    templates: &BTreeMap<String, Template>,
) -> Diagnostic {
    let mut innermost = error;
    let mut next = std::error::Error::source(error);
    while let Some(source) = next {
        if let Some(inner) = source.downcast_ref::<Error>() {
            innermost = inner;
        }
        next = source.source();
    }
    let place = if innermost.name().is_some() {
        innermost
    } else {
        error
    };
    let name = place.name().unwrap_or(template);
    let detail = match innermost.detail() {
        Some(detail) => format!("{}: {detail}", innermost.kind()),
        None => innermost.kind().to_string(),
    };
    let problem = Problem::TemplateError {
        template: name.to_owned(),
        page: page.to_owned(),
        detail,
    };
    let Some(source) = templates.get(name) else {
        return Diagnostic::new(problem);
    };
    let line = place.line().unwrap_or(1);
    let line_start = || {
        source
            .text
            .split_inclusive('\n')
            .take(line.saturating_sub(1))
            .map(str::len)
            .sum::<usize>()
    };
    let range = place.range().unwrap_or_else(|| {
        let start = line_start();
        let length = source.text[start..]
            .lines()
            .next()
            .unwrap_or_default()
            .len();
        start..start + length
    });
    Diagnostic::at(
        problem,
        Location::in_text(&*source.path, &source.text, range),
    )
}
