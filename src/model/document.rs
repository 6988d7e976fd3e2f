use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{
    Correction, Date, FiscalYear, Goal, Indicator, Lineage, OrganisationId, OrganisationKind, Part,
    Withdrawn, Withheld,
};

/// What one organisation published for one fiscal year, in one edition.
///
/// The fields are views onto [`parts`](Self::parts), which hold everything that the source says, in its order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Document {
    /// The version of this format: 1.
    pub schema: u32,
    /// 全国地方公共団体コード of the municipality.
    pub municipality: String,
    /// Whether the municipality does not exist and everything here is made up; left out where it is real.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub fictional: bool,
    /// Its identity in the archive, also its address: `2024/chuo`.
    pub id: DocumentId,
    /// Which edition; null for the main one.
    pub edition: Option<Edition>,
    /// The fiscal year for which it was published.
    pub fiscal_year: FiscalYear,
    /// Who published it.
    pub organisation: OrganisationRef,
    /// Its title as printed, or as the settings beside it say.
    pub title: String,
    /// What such documents are called in that year: 組織目標, 区長マニフェスト …
    pub series: Option<String>,
    /// When it was published, where that is known.
    pub published: Option<Date>,
    /// When it was last changed by its publisher, where that is known.
    pub modified: Option<Date>,
    /// A draft, shown only where drafts were asked for.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub draft: bool,
    /// Why and since when it is withdrawn, if it is. Its text stays.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub withdrawn: Option<Withdrawn>,
    /// Its former addresses below the site's root.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// The places where its words were corrected, in its order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub corrections: Vec<Correction>,
    /// What was found out about links between its goals and those of other documents.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub lineage: Vec<Lineage>,
    /// What is not shown of it, and why.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub withheld: Vec<Withheld>,
    /// Who heads the organisation, as printed.
    pub heads: Vec<Head>,
    /// 組織の目的・方向性
    pub purpose: Option<String>,
    /// City-wide indicators to which it refers, without figures.
    pub policy_indicators: Vec<String>,
    /// What stands before the goals.
    pub preface: Option<String>,
    /// 重点目標
    pub goals: Vec<Goal>,
    /// Indicators that belong to no single goal.
    pub indicators: Vec<Indicator>,
    /// The counts that the document itself prints.
    pub evaluation: Option<Evaluation>,
    /// ※ notes.
    pub notes: Vec<String>,
    /// What no label explains; and what belongs to a goal, where to which cannot be told.
    pub other: Vec<OtherSection>,
    /// Where it came from.
    pub source: Source,
    /// Everything that the source says, in its order.
    pub parts: Vec<Part>,
}

impl Document {
    /// The file of the page that leads on from a former address.
    #[must_use]
    pub fn alias_file(alias: &str) -> String {
        if alias.ends_with(".html") {
            alias.to_owned()
        } else {
            format!("{alias}/index.html")
        }
    }
}

/// A document's identity: fiscal year, organisation and edition, written as its address without a trailing slash.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[schemars(with = "String")]
pub struct DocumentId(String);

impl DocumentId {
    /// The identity of a document in `year` of the organisation with these slugs, from the ward downwards.
    #[must_use]
    pub fn new(year: FiscalYear, slugs: &[&str], edition: Option<&Edition>) -> Self {
        let mut id = year.to_string();
        for slug in slugs {
            id.push('/');
            id.push_str(slug);
        }
        if let Some(edition) = edition {
            id.push('@');
            id.push_str(edition.as_str());
        }
        Self(id)
    }

    /// The identity as text: `2024/chuo`, `2024/chuo@midyear`.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The identity of the main edition: `2024/chuo` for `2024/chuo@midyear` and for itself.
    #[must_use]
    pub fn main(&self) -> Self {
        let main = self.0.split_once('@').map_or(&*self.0, |(main, _)| main);
        Self(main.to_owned())
    }

    /// The folder of its page below the site's root, with a trailing slash: `2024/chuo/`,
    /// `2024/chuo/editions/midyear/`.
    #[must_use]
    pub fn folder(&self) -> String {
        match self.0.split_once('@') {
            Some((main, edition)) => format!("{main}/editions/{edition}/"),
            None => format!("{}/", self.0),
        }
    }
}

impl fmt::Display for DocumentId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The name of an edition other than the main one: `midyear`, `2024-10-01`.
#[derive(
    Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema,
)]
#[serde(try_from = "String", into = "String")]
#[schemars(with = "String")]
pub struct Edition(String);

/// A text that cannot name an edition, because it would not make an address.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is not made of a-z, 0-9 and - only")]
pub struct InvalidEdition(pub String);

impl Edition {
    /// Checks the characters: `[a-z0-9-]+`, at most 64.
    ///
    /// # Errors
    /// The text, where it has other characters.
    pub fn new(text: impl Into<String>) -> Result<Self, InvalidEdition> {
        let text = text.into();
        let plain = |byte: u8| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-';
        if !text.is_empty() && text.len() <= 64 && text.bytes().all(plain) {
            Ok(Self(text))
        } else {
            Err(InvalidEdition(text))
        }
    }

    /// The name as text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The day, where the edition is named by one.
    #[must_use]
    pub fn date(&self) -> Option<Date> {
        Date::parse(&self.0)
    }
}

impl TryFrom<String> for Edition {
    type Error = InvalidEdition;
    fn try_from(text: String) -> Result<Self, InvalidEdition> {
        Self::new(text)
    }
}

impl From<Edition> for String {
    fn from(edition: Edition) -> Self {
        edition.0
    }
}

/// The organisation as a document refers to it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OrganisationRef {
    /// Its id in the registry.
    pub id: OrganisationId,
    /// Its name in the registry.
    pub name: String,
    /// What it is.
    pub kind: OrganisationKind,
}

/// Who heads an organisation, as printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Head {
    /// The role as printed: 部長, even where the post is another.
    pub role: String,
    /// The name as printed.
    pub name: String,
}

/// The counts that a document prints of its own goals.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Evaluation {
    /// 目標数
    pub goals: Option<u32>,
    /// 達成数
    pub achieved: Option<u32>,
}

/// A section that no label explains, kept as it stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct OtherSection {
    /// The heading under which it stands, where there is one.
    pub heading: Option<String>,
    /// Its text; paragraphs and rows are separated by line feeds, the cells of a row by tabs.
    pub text: String,
    /// The line of the source on which it begins.
    pub line: u32,
}

/// Where a document came from.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, JsonSchema)]
pub struct Source {
    /// The file in the archive's content; left out of published data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub path: Option<String>,
    /// SHA-256 of that file's bytes, in hexadecimal; left out of published data where something is withheld, because
    /// what is missing could be found by trying.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sha256: Option<String>,
    /// The original's address at its publisher.
    pub url: Option<String>,
    /// The original's file name at its publisher.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub file: Option<String>,
    /// When it was fetched.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub retrieved: Option<Date>,
    /// The licence under which its publisher offers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub licence: Option<String>,
    /// Who published it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_is_an_address() {
        let year = FiscalYear::from_western(2024);
        assert_eq!(
            DocumentId::new(year, &["chuo"], None).folder(),
            "2024/chuo/"
        );
        let edition = Edition::new("midyear").ok();
        let id = DocumentId::new(year, &["chuo", "chiiki"], edition.as_ref());
        assert_eq!(id.as_str(), "2024/chuo/chiiki@midyear");
        assert_eq!(id.folder(), "2024/chuo/chiiki/editions/midyear/");
        assert!(Edition::new("../x").is_err());
    }
}
