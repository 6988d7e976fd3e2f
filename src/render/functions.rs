//! The functions that templates have besides those of the template language.

use std::collections::BTreeMap;

use minijinja::value::{Kwargs, Value};
use minijinja::{Environment, Error, ErrorKind, State};

use super::assets::Assets;
use super::links::{Links, absolute};
use super::structured::script_text;
use super::texts::Texts;
use crate::config::{Integrity, names};
use crate::model::fill;

/// A function, as the documentation lists it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Function {
    /// Its name.
    pub name: &'static str,
    /// How it is called.
    pub usage: &'static str,
    /// What it gives.
    pub says: &'static str,
}

/// All functions of our own, by name.
pub(super) const FUNCTIONS: [Function; 7] = [
    Function {
        name: "asset",
        usage: "asset(\"style.css\")",
        says: "The link from the page to an asset, by the name that the theme gives it.",
    },
    Function {
        name: "asset_address",
        usage: "asset_address(\"share.png\")",
        says: "The whole address of an asset, for those who see a page elsewhere; `none` where the site has no `base_url`.",
    },
    Function {
        name: "has_asset",
        usage: "has_asset(\"search.js\")",
        says: "Whether there is such an asset: a theme may leave out those of its parents.",
    },
    Function {
        name: "integrity",
        usage: "integrity(\"search.js\")",
        says: "The value of the `integrity` attribute for an asset, or `none` where it should have no such attribute, \
               after `[publish] integrity`.",
    },
    Function {
        name: "structured_data",
        usage: "structured_data()",
        says: "What the page says to machines: a `<script type=\"application/ld+json\">`, which no browser runs, for the \
               `<head>`; nothing where there is nothing to say. It is the only thing that pages hold without being \
               escaped for HTML; what documents say cannot end it.",
    },
    Function {
        name: "t",
        usage: "t(\"publisher\", name=site.publisher)",
        says: "A text of the theme's `strings/` in the site's language, with values in place of its `{names}`. Values that \
               the text does not name are left out; one that it names has to be given.",
    },
    Function {
        name: "url",
        usage: "url(\"2024/chuo/#goal-1\")",
        says: "The link from the page to a place below the site's root: a folder (with `/` at its end, or nothing for \
               the home page), or a file; either with `#…`.",
    },
];

/// A name that nothing has, for errors: what it should be is told with the nearest that there is.
#[derive(Debug, thiserror::Error)]
pub(super) enum Unknown {
    /// `t("…")`
    #[error("there is no text `{0}`")]
    Text(String),
    /// `asset("…")`
    #[error("there is no asset `{0}`")]
    Asset(String),
}

/// Adds all functions.
pub(super) fn add(
    environment: &mut Environment<'_>,
    assets: &Assets<'_>,
    texts: Texts<'_>,
    integrity: Integrity,
) {
    environment.add_function(
        "url",
        |state: &State<'_, '_>, target: &str| -> Result<String, Error> {
            Ok(links(state)?.to(target))
        },
    );
    let known: BTreeMap<String, (String, Option<String>)> = assets
        .names()
        .filter_map(|name| {
            let path = assets.path(name)?.to_owned();
            Some((name.to_owned(), (path, assets.integrity(name, integrity))))
        })
        .collect();
    let paths = known.clone();
    environment.add_function(
        "asset",
        move |state: &State<'_, '_>, name: &str| -> Result<String, Error> {
            let (path, _) = paths.get(name).ok_or_else(|| no_asset(name))?;
            Ok(links(state)?.to(path))
        },
    );
    let paths = known.clone();
    environment.add_function(
        "asset_address",
        move |state: &State<'_, '_>, name: &str| -> Result<Option<String>, Error> {
            let (path, _) = paths.get(name).ok_or_else(|| no_asset(name))?;
            let site = state.lookup("site");
            let base_url = site.and_then(|site| site.get_attr("base_url").ok());
            let base_url = base_url.as_ref().and_then(Value::as_str);
            Ok(base_url.map(|base_url| absolute(base_url, path)))
        },
    );
    environment.add_function("structured_data", |state: &State<'_, '_>| -> Value {
        let page = state.lookup("page");
        let json = page.and_then(|page| page.get_attr("structured_data").ok());
        let json = json.as_ref().and_then(Value::as_str);
        json.map_or_else(|| Value::from(()), script_text)
    });
    let hashes = known.clone();
    environment.add_function(
        "integrity",
        move |name: &str| -> Result<Option<String>, Error> {
            let (_, hash) = hashes.get(name).ok_or_else(|| no_asset(name))?;
            Ok(hash.clone())
        },
    );
    environment.add_function("has_asset", move |name: &str| known.contains_key(name));
    let table = texts.table().clone();
    environment.add_function(
        "t",
        move |key: &str, values: Kwargs| -> Result<String, Error> {
            let unknown = || caused_by(Unknown::Text(key.to_owned()));
            let text = table.get(key).ok_or_else(unknown)?;
            let given = |name: &str| Some(values.get::<Value>(name).ok()?.to_string());
            let missing = names(text).into_iter().find(|name| given(name).is_none());
            if let Some(name) = missing {
                let detail = format!("t(\"{key}\", {name}=…)");
                return Err(Error::new(ErrorKind::MissingArgument, detail));
            }
            Ok(fill(text, given))
        },
    );
}

fn no_asset(name: &str) -> Error {
    caused_by(Unknown::Asset(name.to_owned()))
}

fn caused_by(unknown: Unknown) -> Error {
    Error::new(ErrorKind::InvalidOperation, unknown.to_string()).with_source(unknown)
}

fn links(state: &State<'_, '_>) -> Result<Links, Error> {
    let page = state.lookup("page");
    let root = page.as_ref().and_then(|page| page.get_attr("root").ok());
    match root.as_ref().and_then(|root| root.as_str()) {
        Some(root) => Ok(Links::with_root(root)),
        None => Err(Error::new(ErrorKind::UndefinedError, "`page.root`")),
    }
}
