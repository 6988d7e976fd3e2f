use std::fmt;

use ayumi_japanese::era;
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de, ser::SerializeStruct};

/// A fiscal year (年度): April to March, named by the Western year of its April.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FiscalYear(u16);

impl FiscalYear {
    /// Reads every spelling that a folder or a file may use: `2024`, `R6`, `令和6`, `令和６年度`, `平成31年度`.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        era::parse_fiscal_year(text).map(Self)
    }

    /// The fiscal year that begins in April of `year`, a Western year.
    #[must_use]
    pub fn from_western(year: u16) -> Self {
        Self(year)
    }

    /// The Western year of its April.
    #[must_use]
    pub fn year(self) -> u16 {
        self.0
    }

    /// 「令和6年度」
    #[must_use]
    pub fn label(self) -> String {
        era::fiscal_year_label(self.0)
    }

    /// 「令和6年度（2024年度）」
    #[must_use]
    pub fn long_label(self) -> String {
        era::fiscal_year_label_long(self.0)
    }
}

impl fmt::Display for FiscalYear {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl Serialize for FiscalYear {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut object = serializer.serialize_struct("FiscalYear", 2)?;
        object.serialize_field("year", &self.0)?;
        object.serialize_field("label", &self.label())?;
        object.end()
    }
}

/// In settings a fiscal year is text (`"令和6年度"`) or a Western year (`2024`).
impl<'de> Deserialize<'de> for FiscalYear {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Spelling {
            Number(u16),
            Text(String),
        }
        let text = match Spelling::deserialize(deserializer)? {
            Spelling::Number(year) => year.to_string(),
            Spelling::Text(text) => text,
        };
        Self::parse(&text).ok_or_else(|| {
            de::Error::custom(format!(
                "`{text}` is not a fiscal year such as 2024 or 令和6年度"
            ))
        })
    }
}

impl JsonSchema for FiscalYear {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "FiscalYear".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({
            "type": ["object", "string", "integer"],
            "description": "A fiscal year: written 2024 or \"令和6年度\" in settings, an object in published data.",
            "properties": { "year": { "type": "integer" }, "label": { "type": "string" } }
        })
    }
}
