use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language that Ayumi speaks. The terminal follows the locale; what is published follows `[site] language`.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema, Default,
)]
pub enum Language {
    /// 日本語
    #[default]
    #[serde(rename = "ja")]
    Japanese,
    /// English
    #[serde(rename = "en")]
    English,
}

impl Language {
    /// All languages, in the order in which they are listed.
    pub const ALL: [Self; 2] = [Self::Japanese, Self::English];

    /// The language's tag as in BCP 47.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::Japanese => "ja",
            Self::English => "en",
        }
    }

    /// The language for a locale name such as `ja_JP.UTF-8`; English where it is none of ours.
    #[must_use]
    pub fn from_locale(locale: &str) -> Self {
        if locale.starts_with("ja") {
            Self::Japanese
        } else {
            Self::English
        }
    }
}
