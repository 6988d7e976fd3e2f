//! What themes declare and what a site sets: values, and colours that have to be told apart.

use std::collections::BTreeMap;

use serde_json::{Number, Value};

use super::{Colour, ContrastEntry, GivenValue, Layer, SettingEntry, SettingKind, Theme};
use crate::config::{Step, TomlFile, suggest};
use crate::model::{Diagnostic, Problem};

/// What `[theme.settings]` of `ayumi.toml` says, with the file, for places.
#[derive(Debug, Clone, Copy, Default)]
pub(in crate::config) struct Given<'a> {
    /// The values and their file; none where nothing is set.
    pub from: Option<(&'a BTreeMap<String, GivenValue>, &'a TomlFile<'a>)>,
}

impl Given<'_> {
    fn value(&self, name: &str) -> Option<&GivenValue> {
        self.from?.0.get(name)
    }

    fn diagnostic(&self, problem: Problem, name: &str) -> Diagnostic {
        match self.from {
            Some((_, file)) => {
                let steps = [Step::Key("theme"), Step::Key("settings"), Step::Key(name)];
                Diagnostic::at(problem, file.locate(&steps))
            }
            None => Diagnostic::new(problem),
        }
    }
}

/// Why a value cannot be a setting's.
enum Unfit {
    /// It has another type than this.
    Type(&'static str),
    /// It is not one of these, or not like this.
    Value(String),
    /// There is no such asset.
    Asset,
}

/// Gives the theme the values of all settings that its layers declare.
pub(super) fn resolve(
    theme: &mut Theme,
    layers: &[Layer],
    given: &Given<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let mut declared: BTreeMap<&str, &SettingEntry> = BTreeMap::new();
    for layer in layers.iter().rev() {
        for (name, entry) in &layer.manifest.settings {
            check_entry(layer, name, entry, &theme.assets, found);
            declared.insert(name, entry);
        }
    }
    for (name, value) in given.from.into_iter().flat_map(|(values, _)| values) {
        let key = format!("theme.settings.{name}");
        let problem = match declared.get(name.as_str()) {
            None => Problem::UnknownKey {
                key,
                suggestion: suggest(name, declared.keys().copied()),
                known: listed(declared.keys().copied()),
            },
            Some(entry) => match fits(entry, value, &theme.assets) {
                Ok(()) => continue,
                Err(unfit) => problem(key, value, unfit, &theme.assets),
            },
        };
        found.push(given.diagnostic(problem, name));
    }
    for (name, entry) in declared {
        let set = given.value(name).or(entry.default.as_ref());
        let fitting = set.filter(|value| fits(entry, value, &theme.assets).is_ok());
        let value = fitting.map_or(Value::Null, |value| value.0.clone());
        if entry.kind == SettingKind::Colour
            && let Some(colour) = value.as_str().and_then(Colour::parse)
        {
            theme.colours.insert(name.to_owned(), colour);
        }
        theme.settings.insert(name.to_owned(), value);
    }
    for layer in layers {
        for at in 0..layer.manifest.contrast.len() {
            check_contrast(theme, layers, (layer, at), given, found);
        }
    }
}

/// A declaration that no value could meet, or whose own default does not.
fn check_entry(
    layer: &Layer,
    name: &str,
    entry: &SettingEntry,
    assets: &BTreeMap<String, super::Asset>,
    found: &mut Vec<Diagnostic>,
) {
    let key = |rest: &str| format!("settings.{name}{rest}");
    let starts = name.starts_with(|c: char| c.is_ascii_lowercase());
    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '_';
    if !starts || !name.chars().all(plain) {
        let problem = Problem::InvalidValue {
            key: "settings".to_owned(),
            value: name.to_owned(),
            expected: "a-z 0-9 _".to_owned(),
        };
        found.push(layer.diagnostic(problem, &[Step::Key("settings"), Step::Key(name)]));
    }
    if entry.kind == SettingKind::Choice && entry.choices.is_empty() {
        let problem = Problem::MissingKey {
            key: key(".choices"),
        };
        found.push(layer.diagnostic(problem, &[Step::Key("settings"), Step::Key(name)]));
        return;
    }
    if let Some(default) = &entry.default
        && let Err(unfit) = fits(entry, default, assets)
    {
        let problem = problem(key(".default"), default, unfit, assets);
        let steps = [Step::Key("settings"), Step::Key(name), Step::Key("default")];
        found.push(layer.diagnostic(problem, &steps));
    }
}

fn fits(
    entry: &SettingEntry,
    value: &GivenValue,
    assets: &BTreeMap<String, super::Asset>,
) -> Result<(), Unfit> {
    let text = value.0.as_str().ok_or(Unfit::Type("\"…\""));
    let good = |good: bool, expected: &str| {
        if good {
            Ok(())
        } else {
            Err(Unfit::Value(expected.to_owned()))
        }
    };
    match entry.kind {
        SettingKind::Colour => good(Colour::parse(text?).is_some(), "#0017c1"),
        SettingKind::Text => text.map(|_| ()),
        SettingKind::Flag if value.0.is_boolean() => Ok(()),
        SettingKind::Flag => Err(Unfit::Type("true / false")),
        SettingKind::Number => {
            let number = value.0.as_f64().ok_or(Unfit::Type("123"))?;
            let low = entry.minimum.filter(|minimum| number < *minimum);
            let high = entry.maximum.filter(|maximum| number > *maximum);
            let limit = |sign: &str, limit: Option<f64>| {
                limit.map_or(Ok(()), |limit| good(false, &format!("{sign} {limit}")))
            };
            limit("≧", low).and(limit("≦", high))
        }
        SettingKind::Choice => {
            let text = text?;
            let known = entry.choices.iter().any(|choice| choice == text);
            good(known, &entry.choices.join(", "))
        }
        SettingKind::Link => good(is_web_address(text?), "https://example.jp/"),
        SettingKind::Asset if assets.contains_key(text?) => Ok(()),
        SettingKind::Asset => Err(Unfit::Asset),
    }
}

fn is_web_address(text: &str) -> bool {
    let rest = text
        .strip_prefix("https://")
        .or_else(|| text.strip_prefix("http://"));
    let plain = |c: char| !c.is_whitespace() && !c.is_control();
    rest.is_some_and(|rest| !rest.is_empty() && rest.chars().all(plain))
}

fn problem(
    key: String,
    value: &GivenValue,
    unfit: Unfit,
    assets: &BTreeMap<String, super::Asset>,
) -> Problem {
    let shown = match &value.0 {
        Value::String(text) => text.clone(),
        other => other.to_string(),
    };
    match unfit {
        Unfit::Type(expected) => Problem::WrongType {
            key,
            expected: expected.to_owned(),
            found: match &value.0 {
                Value::Bool(_) => "true / false",
                Value::Number(_) => "123",
                _ => "\"…\"",
            }
            .to_owned(),
        },
        Unfit::Value(expected) => Problem::InvalidValue {
            key,
            value: shown,
            expected,
        },
        Unfit::Asset => Problem::UnknownAsset {
            suggestion: suggest(&shown, assets.keys().map(String::as_str)),
            known: listed(assets.keys().map(String::as_str)),
            asset: shown,
        },
    }
}

fn listed<'a>(names: impl Iterator<Item = &'a str>) -> String {
    names.collect::<Vec<_>>().join(", ")
}

/// Tells two colours that are too alike. A setting without a value is nobody's colour.
fn check_contrast(
    theme: &Theme,
    layers: &[Layer],
    (layer, at): (&Layer, usize),
    given: &Given<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let entry = &layer.manifest.contrast[at];
    let steps = |key| [Step::Key("contrast"), Step::Index(at), Step::Key(key)];
    for (key, name) in [("text", &entry.text), ("on", &entry.on)] {
        if Colour::parse(name).is_none() && !theme.settings.contains_key(name) {
            let problem = Problem::InvalidValue {
                key: format!("contrast.{key}"),
                value: name.clone(),
                expected: listed(theme.colours.keys().map(String::as_str).chain(["#0017c1"])),
            };
            found.push(layer.diagnostic(problem, &steps(key)));
        }
    }
    let Some((text, on)) = pair(theme, entry) else {
        return;
    };
    let ratio = text.contrast(on);
    if ratio >= entry.ratio {
        return;
    }
    // What a site has set is what it can change; otherwise the colour that is a setting.
    let set = |name: &String| given.value(name).is_some();
    let changes_background =
        !set(&entry.text) && (set(&entry.on) || Colour::parse(&entry.text).is_some());
    let (name, colour) = if changes_background {
        (&entry.on, on)
    } else {
        (&entry.text, text)
    };
    let nearest = colour.nearest(&others(theme, layers, name));
    let shown = |name: &String, colour: Colour| match Colour::parse(name) {
        Some(_) => colour.to_string(),
        None => format!("{name} {colour}"),
    };
    let problem = Problem::LowContrast {
        colours: format!("{} / {}", shown(&entry.text, text), shown(&entry.on, on)),
        ratio: floor(ratio),
        needed: floor(entry.ratio),
        suggestion: nearest.map(|nearest| format!("{name} = \"{nearest}\"")),
    };
    found.push(if set(name) {
        given.diagnostic(problem, name)
    } else {
        layer.diagnostic(problem, &steps("text"))
    });
}

/// The two colours of an entry, where both have a value.
fn pair(theme: &Theme, entry: &ContrastEntry) -> Option<(Colour, Colour)> {
    let colour = |name: &String| Colour::parse(name).or_else(|| theme.colours.get(name).copied());
    Some((colour(&entry.text)?, colour(&entry.on)?))
}

/// The colours that one has to be told apart from, with the ratios.
fn others(theme: &Theme, layers: &[Layer], name: &str) -> Vec<(Colour, f64)> {
    let entries = layers.iter().flat_map(|layer| &layer.manifest.contrast);
    let others = entries.filter_map(|entry| {
        let (text, on) = pair(theme, entry)?;
        let other = match name {
            _ if entry.text == name => on,
            _ if entry.on == name => text,
            _ => return None,
        };
        Some((other, entry.ratio))
    });
    others.collect()
}

/// Two digits after the point, never more than there is: 4.499 does not pass for 4.5.
fn floor(ratio: f64) -> String {
    let hundredths = (ratio * 100.0).floor() / 100.0;
    Number::from_f64(hundredths).map_or_else(|| ratio.to_string(), |number| number.to_string())
}
