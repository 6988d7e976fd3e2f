//! The template engine with its limits: everything is escaped, nothing undefined passes, work and output are bounded.

use std::collections::BTreeMap;

use minijinja::value::{Serde, Value};
use minijinja::{Environment, Error, ErrorKind, Output, State, UndefinedBehavior};
use quick_xml::escape::escape;
use schemars::JsonSchema;
use serde::Serialize;

use super::assets::Assets;
use super::filters::FILTERS;
use super::functions::FUNCTIONS;
use super::template_error::{Known, Misses, describe, lost_blocks};
use super::texts::Texts;
use super::{filters, functions};
use crate::config::{Integrity, Theme};
use crate::model::Diagnostic;

/// Fuel that every page has: an endless loop ends within about 30 ms, and no page without many entries becomes larger
/// than 64 × this, 32 MB.
pub(super) const BASE_FUEL: u64 = 500_000;
/// Fuel that a page has for each of its entries (parts, documents, cells) and for each 64 bytes of their text; about
/// four times what the default theme needs.
pub(super) const FUEL_PER_ENTRY: u64 = 400;
/// Templates that include each other, macros that call themselves. An include costs 10 of it.
pub(super) const DEEPEST: usize = 150;

/// The compiled templates of a theme.
pub(super) struct Engine<'a> {
    environment: Environment<'a>,
    theme: &'a Theme,
    texts: Texts<'a>,
    /// What every template sees, by name.
    globals: Vec<(&'static str, Value)>,
}

/// What templates see of the theme: `theme`.
#[derive(Debug, Clone, Serialize, JsonSchema)]
pub(super) struct ThemeView<'a> {
    /// The theme's name, as `ayumi.toml` says it.
    pub name: &'a str,
    /// Its version, as its `theme.toml` gives it.
    pub version: Option<&'a str>,
    /// Whether a template, a style sheet or a script of it is the site's own, or of a theme that is not part of the
    /// program.
    pub changed: bool,
    /// The settings that the theme declares, with the values that hold; `none` where there is none.
    pub settings: &'a BTreeMap<String, serde_json::Value>,
}

impl<'a> Engine<'a> {
    /// Compiles all templates. `site` is what they see of the site.
    ///
    /// # Errors
    /// Every template that cannot be compiled, and every block that no page would show.
    pub fn new(
        theme: &'a Theme,
        assets: &Assets<'_>,
        texts: Texts<'a>,
        site: Value,
        integrity: Integrity,
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
        functions::add(&mut environment, assets, texts, integrity);
        filters::add(&mut environment, texts);
        let view = ThemeView {
            name: &theme.name,
            version: theme.version.as_deref(),
            changed: theme.is_changed,
            settings: &theme.settings,
        };
        let mut engine = Self {
            environment,
            theme,
            texts,
            globals: vec![("site", site), ("theme", Value::from(Serde(view)))],
        };
        for (name, value) in &engine.globals {
            engine.environment.add_global(*name, value.clone());
        }
        let mut wrong = Vec::new();
        for (name, template) in theme.templates.iter().chain(&theme.inherited) {
            if let Err(error) = engine.environment.add_template(name, &template.text) {
                wrong.push(engine.describe(&error, name, "*", &Misses::default()));
            }
        }
        wrong.extend(lost_blocks(theme));
        if wrong.is_empty() {
            Ok(engine)
        } else {
            // A template stands under its own name and under that of its theme.
            wrong.sort_by_cached_key(|one| (Diagnostic::order(one), one.problem.clone()));
            wrong.dedup_by(|one, other| one.location.is_some() && one.location == other.location);
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
        let run = |environment: &Environment<'_>, context: Value| {
            environment
                .get_template(template)
                .and_then(|compiled| compiled.render(context))
        };
        let rendered = if fuel <= 2 * BASE_FUEL {
            run(&self.environment, context.clone())
        } else {
            let mut environment = self.environment.clone();
            environment.set_fuel(Some(fuel));
            run(&environment, context.clone())
        };
        let mut text = rendered.map_err(|error| {
            let misses = Misses::default();
            if error_is_about_names(&error) {
                let mut environment = self.environment.clone();
                environment.set_fuel(Some(fuel));
                for (name, value) in &self.globals {
                    environment.add_global(*name, misses.trace(value.clone()));
                }
                // It fails again; what matters is what it was looking for.
                let _ = run(&environment, misses.trace(context));
            }
            self.describe(&error, template, page, &misses)
        })?;
        if !text.ends_with('\n') {
            text.push('\n');
        }
        Ok(text.into_bytes())
    }

    fn describe(&self, error: &Error, template: &str, page: &str, misses: &Misses) -> Diagnostic {
        let own = FILTERS.iter().map(|filter| filter.name);
        let own = own.chain(FUNCTIONS.iter().map(|function| function.name));
        let helpers = own.chain(LANGUAGE_HELPERS.split_whitespace());
        let known = Known {
            theme: self.theme,
            texts: self.texts.keys().collect(),
            helpers: helpers.map(str::to_owned).collect(),
            globals: self
                .globals
                .iter()
                .map(|(name, _)| (*name).to_owned())
                .collect(),
        };
        describe(error, template, page, &known, misses)
    }
}

/// The filters, tests and functions of the template language that themes may use.
pub(super) const LANGUAGE_HELPERS: &str = "\
    abs attr batch bool capitalize chain count d default dictsort e escape first float format groupby indent int items \
    join last length lines list lower map max min reject rejectattr replace reverse round select selectattr slice sort \
    split string sum title trim unique upper zip \
    boolean defined divisibleby endingwith eq even false filter ge gt in integer iterable le lt mapping ne none number \
    odd sameas sequence startingwith test true undefined \
    debug dict namespace range";

fn error_is_about_names(error: &Error) -> bool {
    let mut next: Option<&(dyn std::error::Error + 'static)> = Some(error);
    while let Some(error) = next {
        let inner = error.downcast_ref::<Error>();
        if inner.is_some_and(|inner| inner.kind() == ErrorKind::UndefinedError) {
            return true;
        }
        next = error.source();
    }
    false
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
