//! The last look: whether the words stand in a finished document in spite of everything.

use serde_json::Value;

use super::Withheld;
use crate::model::Document;

impl Withheld {
    /// The field of a document in which any of the words still stand.
    #[must_use]
    pub fn remains_in(&self, document: &Document) -> Option<String> {
        if self.is_empty() {
            return None;
        }
        let Ok(Value::Object(fields)) = serde_json::to_value(document) else {
            // A document is an object of plain data.
            unreachable!("a document serialises to an object");
        };
        let mut fields = fields.into_iter();
        let field = fields.find(|(name, value)| match value {
            // The file's own place is not published.
            Value::Object(source) if name == "source" => source
                .iter()
                .any(|(key, value)| key != "path" && self.stands_in(value)),
            _ => self.stands_in(value),
        });
        let joined = || -> String {
            let texts = document.parts.iter().map(|part| part.text.as_str());
            texts.collect()
        };
        match field {
            Some((name, _)) => Some(name),
            None => self.occurs_in(&joined()).then(|| "parts".to_owned()),
        }
    }

    fn stands_in(&self, value: &Value) -> bool {
        match value {
            Value::String(text) => self.occurs_in(text),
            Value::Number(number) => self.occurs_in(&number.to_string()),
            Value::Array(items) => items.iter().any(|item| self.stands_in(item)),
            Value::Object(fields) => fields.values().any(|field| self.stands_in(field)),
            Value::Null | Value::Bool(_) => false,
        }
    }
}
