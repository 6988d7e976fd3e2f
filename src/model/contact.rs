use std::borrow::Cow;

use schemars::{JsonSchema, Schema, SchemaGenerator};
use serde::{Deserialize, Serialize};

/// How to reach somebody.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Contact {
    /// Whom one reaches: 政策企画部 政策調整課
    pub name: Option<String>,
    /// 025-000-0000
    pub telephone: Option<String>,
    /// A mail address.
    pub mail: Option<String>,
    /// The address of a form.
    pub form: Option<String>,
}

impl Contact {
    /// The keys whose values are no addresses, each with its value and one that would do.
    #[must_use]
    pub fn wrong(&self) -> Vec<(&'static str, &str, &'static str)> {
        let has_scheme = |text: &str| {
            let start = text.split_once("://").map(|(scheme, _)| scheme);
            start.is_some_and(|scheme| {
                scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http")
            })
        };
        let mail = self.mail.as_deref().filter(|mail| !mail.contains('@'));
        let form = self.form.as_deref().filter(|form| !has_scheme(form));
        let mail = mail.map(|mail| ("mail", mail, "seisaku@city.example.jp"));
        let form = form.map(|form| ("form", form, "https://www.city.example.jp/form/"));
        mail.into_iter().chain(form).collect()
    }
}

/// How to reach an organisation: a text as it should be shown, or the ways one by one.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum OrganisationContact {
    /// Shown as it is.
    Text(String),
    /// Shown with links.
    Ways(Contact),
}

/// One schema for both, so that settings can be compared with it.
impl JsonSchema for OrganisationContact {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "OrganisationContact".into()
    }

    fn json_schema(generator: &mut SchemaGenerator) -> Schema {
        let mut schema = Contact::json_schema(generator);
        schema.insert("type".to_owned(), serde_json::json!(["string", "object"]));
        schema.insert(
            "description".to_owned(),
            "How to reach it: a text, or a table of ways.".into(),
        );
        schema
    }
}
