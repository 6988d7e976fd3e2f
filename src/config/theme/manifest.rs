//! `theme.toml`, as written.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// `theme.toml`: what a theme is, what it builds on, and what a site may set.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ThemeFile {
    /// What people call the theme. Settings name it by its folder.
    pub name: Option<String>,
    /// Its version: 1.0.0
    pub version: Option<String>,
    /// The theme whose files this one has where it lacks its own: `default` where nothing is said, `none` for a theme
    /// that stands alone.
    pub parent: Option<String>,
    /// One or two sentences about it.
    pub description: Option<String>,
    /// Under which conditions it may be used.
    pub licence: Option<String>,
    /// Assets of the themes below that this one leaves out: `ayumi.js`, `*.js`, `*`.
    #[serde(default)]
    pub omit: Vec<String>,
    /// What a site may set in `[theme.settings]`, by name: lower-case letters, digits and `_`.
    #[serde(default)]
    pub settings: BTreeMap<String, SettingEntry>,
    /// Pairs of colours that have to be told apart.
    #[serde(default)]
    pub contrast: Vec<ContrastEntry>,
}

/// `[settings.NAME]`
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct SettingEntry {
    /// What kind of value it takes.
    #[serde(rename = "type")]
    pub kind: SettingKind,
    /// What it does, in a sentence.
    pub description: String,
    /// The value where a site sets none. Without it, templates see `none`.
    pub default: Option<GivenValue>,
    /// The values that a `choice` allows.
    #[serde(default)]
    pub choices: Vec<String>,
    /// The least `number`.
    pub minimum: Option<f64>,
    /// The greatest `number`.
    pub maximum: Option<f64>,
}

/// The kinds of settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum SettingKind {
    /// `"#0017c1"`. Style sheets see it as `--setting-NAME`.
    Colour,
    /// `"…"`
    Text,
    /// `true` or `false`
    Flag,
    /// `12` or `0.5`
    Number,
    /// One of `choices`.
    Choice,
    /// `"https://…"`
    Link,
    /// The name of an asset: `"logo.svg"` for a file in the site's `assets/` or the theme's.
    Asset,
}

/// `[[contrast]]`: `text` is read on `on`.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ContrastEntry {
    /// The name of a colour setting, or a colour.
    pub text: String,
    /// The name of a colour setting, or a colour.
    pub on: String,
    /// The ratio after WCAG 2.2 that they need: 4.5 for text, 3 for large text, lines and signs.
    #[serde(default = "text_ratio")]
    pub ratio: f64,
    /// What is seen there, in a few words.
    pub description: Option<String>,
}

fn text_ratio() -> f64 {
    4.5
}

/// The value of a setting, as written: a text, a number, or true or false.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct GivenValue(pub Value);

impl JsonSchema for GivenValue {
    fn schema_name() -> Cow<'static, str> {
        "GivenValue".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": ["string", "number", "boolean"] })
    }
}
