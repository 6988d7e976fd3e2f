use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::Date;

/// Why a text is not an identifier.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not made of a-z, 0-9 and - only")]
pub struct InvalidIdentifier(String);

fn checked(text: String) -> Result<String, InvalidIdentifier> {
    let fits = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
    if !text.is_empty() && text.len() <= 64 && text.bytes().all(fits) && !text.starts_with('-') {
        Ok(text)
    } else {
        Err(InvalidIdentifier(text))
    }
}

macro_rules! identifier {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
        #[serde(try_from = "String", into = "String")]
        #[schemars(with = "String")]
        pub struct $name(String);

        impl $name {
            /// Checks the characters: `[a-z0-9-]+`, at most 64.
            ///
            /// # Errors
            /// The text, where it has other characters.
            pub fn new(text: impl Into<String>) -> Result<Self, InvalidIdentifier> {
                checked(text.into()).map(Self)
            }

            /// The identifier as text.
            #[must_use]
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl TryFrom<String> for $name {
            type Error = InvalidIdentifier;
            fn try_from(text: String) -> Result<Self, InvalidIdentifier> {
                Self::new(text)
            }
        }

        impl From<$name> for String {
            fn from(identifier: $name) -> Self {
                identifier.0
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

identifier! {
    /// An organisation's opaque name: unique in the archive, never reused.
    OrganisationId
}
identifier! {
    /// An organisation's name in addresses: unique among its siblings.
    Slug
}

/// What an organisation is in the city's order.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, JsonSchema,
)]
#[serde(rename_all = "lowercase")]
pub enum OrganisationKind {
    /// The municipality itself (市).
    City,
    /// 区
    Ward,
    /// 部, 局
    Department,
    /// 課, 室
    Section,
}

impl OrganisationKind {
    /// 「区」「部」…
    #[must_use]
    pub fn japanese(self) -> &'static str {
        match self {
            Self::City => "市",
            Self::Ward => "区",
            Self::Department => "部",
            Self::Section => "課",
        }
    }

    /// The role that the head of such an organisation has, as far as the kind alone says.
    #[must_use]
    pub fn head_role(self) -> &'static str {
        match self {
            Self::City => "市長",
            Self::Ward => "区長",
            Self::Department => "部長",
            Self::Section => "課長",
        }
    }
}

/// A city, ward, department or section, with a life span.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Organisation {
    /// Opaque, unique, never reused.
    pub id: OrganisationId,
    /// Its name in addresses; the id where none is given.
    pub slug: Option<Slug>,
    /// The name as the city writes it: 中央区
    pub name: String,
    /// The name's reading in hiragana: ちゅうおうく
    pub kana: Option<String>,
    /// The name in Latin letters: Chuo-ku
    pub romaji: Option<String>,
    /// What it is in the city's order.
    pub kind: OrganisationKind,
    /// 全国地方公共団体コード, six digits with the check digit.
    pub code: Option<String>,
    /// The organisation to which it belongs.
    pub parent: Option<OrganisationId>,
    /// Short forms that people use: コミ協
    #[serde(default)]
    pub abbreviations: Vec<String>,
    /// How to reach it, as it should be shown.
    pub contact: Option<String>,
    /// The first day on which it existed.
    pub valid_from: Option<Date>,
    /// The last day on which it existed.
    pub valid_to: Option<Date>,
}

impl Organisation {
    /// Its name in addresses.
    #[must_use]
    pub fn slug(&self) -> &str {
        self.slug.as_ref().map_or(self.id.as_str(), Slug::as_str)
    }
}

/// What happened to organisations on one day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Change {
    /// The day on which it took effect.
    pub date: Date,
    /// What happened.
    pub kind: ChangeKind,
    /// The organisations before.
    pub from: Vec<OrganisationId>,
    /// The organisations after.
    pub to: Vec<OrganisationId>,
    /// A word of explanation for readers.
    pub note: Option<String>,
}

/// The kinds of change between organisations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum ChangeKind {
    /// 改称
    Rename,
    /// 統合
    Merge,
    /// 分割
    Split,
    /// 移管
    Move,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers_have_plain_characters_only() {
        for good in ["chuo", "chuo-chiiki", "a1"] {
            assert!(OrganisationId::new(good).is_ok(), "{good}");
        }
        for bad in ["", "Chuo", "中央", "a/b", "..", "-a", "a b"] {
            assert!(Slug::new(bad).is_err(), "{bad}");
        }
    }
}
