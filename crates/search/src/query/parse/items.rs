//! What a query is made of.

use super::{DropReason, Dropped, MAX_PHRASES, Phrase};

/// The name of a field word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldName {
    Year,
    Organisation,
    Part,
    Mark,
}

/// The names by which fields are called, normalised.
const FIELDS: [(&str, FieldName); 19] = [
    ("年度", FieldName::Year),
    ("年", FieldName::Year),
    ("year", FieldName::Year),
    ("fy", FieldName::Year),
    ("区", FieldName::Organisation),
    ("市", FieldName::Organisation),
    ("部署", FieldName::Organisation),
    ("組織", FieldName::Organisation),
    ("部", FieldName::Organisation),
    ("課", FieldName::Organisation),
    ("ward", FieldName::Organisation),
    ("section", FieldName::Organisation),
    ("organisation", FieldName::Organisation),
    ("organization", FieldName::Organisation),
    ("欄", FieldName::Part),
    ("項目", FieldName::Part),
    ("part", FieldName::Part),
    ("評価", FieldName::Mark),
    ("mark", FieldName::Mark),
];

/// The field that a text names before a colon, and what stands behind it.
pub(super) fn field_prefix(text: &str) -> Option<(FieldName, &str)> {
    let at = text.find([':', '：'])?;
    let (name, value) = text.split_at(at);
    // No name is longer, and a long text need not be normalised.
    if name.len() > 40 {
        return None;
    }
    let name = crate::analysis::normalise(name);
    let (_, field) = FIELDS.iter().find(|(known, _)| *known == name)?;
    Some((*field, value.strip_prefix([':', '：']).unwrap_or(value)))
}

/// One thing that was typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Item {
    /// As typed, without operators.
    pub text: String,
    /// What is looked for, if it has a word character.
    pub phrase: Option<Phrase>,
    /// It was quoted: nothing stands for it but itself.
    pub quoted: bool,
    /// The field word that it is the value of.
    pub field: Option<FieldName>,
    /// It was typed with `-`.
    pub without: bool,
}

impl Item {
    pub fn new(text: &str, quoted: bool, field: Option<FieldName>, without: bool) -> Self {
        Self {
            text: text.trim().to_owned(),
            phrase: Phrase::new(text),
            quoted,
            field,
            without,
        }
    }

    /// A word without operators.
    pub fn word(text: &str) -> Self {
        Self::new(text, false, None, false)
    }
}

/// A query taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Parsed {
    /// In the order typed. Of each, one has to be met; those with `without` stand alone.
    pub groups: Vec<Vec<Item>>,
    /// What is not looked for, and why.
    pub dropped: Vec<Dropped>,
}

impl Parsed {
    /// All items, in the order typed.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.groups.iter().flatten()
    }

    /// Adds an item, to the group before it where an `OR` stands between them.
    pub(super) fn add(&mut self, item: Item, or: Option<&str>, typed: &str) {
        let unfinished = item.text.is_empty() && (item.field.is_some() || item.without);
        // 評価:○ is a value, though there is no letter in it.
        let is_value = item.field.is_some() && !item.text.is_empty();
        if item.phrase.is_none() && !is_value {
            if unfinished {
                self.drop(typed, DropReason::Unfinished);
            } else if !item.text.is_empty() {
                self.drop(typed, DropReason::Punctuation);
            }
            self.dangling(or);
            return;
        }
        let same = |other: &Item| {
            other.phrase == item.phrase
                && other.field == item.field
                && (item.phrase.is_some() || other.text == item.text)
        };
        if self.groups.len() >= MAX_PHRASES || self.items().count() >= MAX_PHRASES {
            if !self.items().any(same) {
                self.drop(typed, DropReason::TooMany);
            }
            return;
        }
        match (or, self.groups.last_mut()) {
            (Some(_), Some(last)) if !item.without && last.iter().all(|one| !one.without) => {
                match last.iter_mut().find(|other| same(other)) {
                    Some(known) => known.quoted |= item.quoted,
                    None => last.push(item),
                }
            }
            _ => {
                self.dangling(or);
                let known = self
                    .groups
                    .iter_mut()
                    .find_map(|group| match group.as_mut_slice() {
                        [only] if same(only) && only.without == item.without => Some(only),
                        _ => None,
                    });
                match known {
                    Some(known) => known.quoted |= item.quoted,
                    None => self.groups.push(vec![item]),
                }
            }
        }
    }

    fn dangling(&mut self, or: Option<&str>) {
        if let Some(or) = or {
            self.drop(or, DropReason::Unfinished);
        }
    }

    pub(super) fn drop(&mut self, typed: &str, reason: DropReason) {
        self.dropped.push(Dropped {
            text: typed.chars().take(40).collect(),
            reason,
        });
    }
}
