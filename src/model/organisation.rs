use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Date, FiscalYear, OrganisationContact};

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

    /// What settings call it: `ward`
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::City => "city",
            Self::Ward => "ward",
            Self::Department => "department",
            Self::Section => "section",
        }
    }

    /// Whether an organisation of this kind may stand above one of the other.
    #[must_use]
    pub fn may_be_above(self, other: Self) -> bool {
        match self {
            Self::City => other != Self::City,
            Self::Ward => matches!(other, Self::Department | Self::Section),
            // A department may have wards below it, and smaller departments (局 and 部).
            Self::Department => other != Self::City,
            Self::Section => other == Self::Section,
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
    /// Its names in addresses before: documents are still found under them.
    #[serde(default)]
    pub former_slugs: Vec<Slug>,
    /// How to reach it: a text, or a table of ways.
    pub contact: Option<OrganisationContact>,
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

    /// Whether it existed on a day, as far as is known.
    #[must_use]
    pub fn exists_on(&self, day: Date) -> bool {
        self.valid_from.is_none_or(|from| from <= day) && self.valid_to.is_none_or(|to| to >= day)
    }

    /// Whether it existed on any day of a fiscal year, as far as is known: one that began or ended in mid-year did.
    #[must_use]
    pub fn exists_in(&self, year: FiscalYear) -> bool {
        let year = year.year();
        !self.begins_after(year) && !self.ends_before(year)
    }

    /// Whether there is a day on which both existed.
    #[must_use]
    pub fn meets(&self, other: &Self) -> bool {
        let in_order = |from: Option<Date>, to: Option<Date>| match (from, to) {
            (Some(from), Some(to)) => from <= to,
            _ => true,
        };
        in_order(self.valid_from, other.valid_to) && in_order(other.valid_from, self.valid_to)
    }

    /// Whether there is a fiscal year in which both existed, though not on one day perhaps.
    #[must_use]
    pub fn shares_a_year(&self, other: &Self) -> bool {
        let before = |one: &Self, other: &Self| {
            one.valid_to
                .is_some_and(|to| other.begins_after(to.fiscal_year()))
        };
        !before(self, other) && !before(other, self)
    }

    fn begins_after(&self, year: u16) -> bool {
        self.valid_from
            .is_some_and(|from| from.fiscal_year() > year)
    }

    fn ends_before(&self, year: u16) -> bool {
        self.valid_to.is_some_and(|to| to.fiscal_year() < year)
    }

    /// Its life span: 2007-04-01～2023-12-31; what is not known is left out.
    #[must_use]
    pub fn life_span(&self) -> String {
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        format!("{}～{}", day(self.valid_from), day(self.valid_to))
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
    /// Of a move: the organisation under which they stood before.
    pub from_parent: Option<OrganisationId>,
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

impl ChangeKind {
    /// What settings call it: `rename`
    #[must_use]
    pub fn key(self) -> &'static str {
        match self {
            Self::Rename => "rename",
            Self::Merge => "merge",
            Self::Split => "split",
            Self::Move => "move",
        }
    }
}

impl Change {
    /// Whether `id` ended by it and others took its place; a move ends nothing.
    #[must_use]
    pub fn ends(&self, id: &OrganisationId) -> bool {
        self.kind != ChangeKind::Move && self.from.contains(id) && !self.to.contains(id)
    }

    /// Whether `id` began by it.
    #[must_use]
    pub fn begins(&self, id: &OrganisationId) -> bool {
        self.kind != ChangeKind::Move && self.to.contains(id) && !self.from.contains(id)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn living(from: &str, to: &str) -> Organisation {
        let mut organisation: Organisation =
            toml::from_str("id = \"kita\"\nname = \"北区\"\nkind = \"ward\"").unwrap();
        organisation.valid_from = Date::parse(from);
        organisation.valid_to = Date::parse(to);
        organisation
    }

    #[test]
    fn whoever_began_or_ended_in_mid_year_existed_in_that_year() {
        let exists = |from, to, year| living(from, to).exists_in(FiscalYear::from_western(year));
        for (from, to, year, expected) in [
            ("", "2023-12-31", 2023, true),
            ("", "2023-12-31", 2024, false),
            ("", "2023-04-01", 2023, true),
            ("", "2023-03-31", 2023, false),
            ("2024-01-01", "", 2023, true),
            ("2024-01-01", "", 2022, false),
            ("2024-03-31", "", 2023, true),
            ("2024-04-01", "", 2023, false),
            ("", "", 1900, true),
        ] {
            assert_eq!(exists(from, to, year), expected, "{from}..{to} {year}");
        }
    }

    #[test]
    fn two_may_share_a_year_and_no_day() {
        let (old, new) = (living("", "2023-12-31"), living("2024-01-01", ""));
        assert!(!old.meets(&new) && !new.meets(&old));
        assert!(old.shares_a_year(&new) && new.shares_a_year(&old));
        let next = living("2024-04-01", "");
        assert!(!old.shares_a_year(&next) && !next.shares_a_year(&old));
        assert!(new.meets(&next) && new.meets(&living("2024-01-01", "2024-01-01")));
    }

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
