//! The city's organisations as `content/organisations.toml`, and the truth about them.

use std::fmt::Write as _;

use serde::Serialize;

use super::{Change, ChangeKind, City, Day, Organisation};
use crate::content::Kind;

impl City {
    /// The text of `content/organisations.toml`.
    pub fn registry(&self) -> String {
        let mut text = String::with_capacity(self.organisations.len() * 160);
        text += "# 汐凪市とその区・部・課。汐凪市は実在しません。コードは検査数字だけが正しい、割り当てのない番号です。\n";
        for one in &self.organisations {
            text += "\n[[organisation]]\n";
            self.entry(&mut text, one);
        }
        for change in &self.changes {
            text += "\n[[change]]\n";
            self.change(&mut text, change);
        }
        text
    }

    fn entry(&self, text: &mut String, one: &Organisation) {
        line(text, "id", &one.id);
        if one.slug != one.id {
            line(text, "slug", &one.slug);
        }
        line(text, "name", &one.name);
        line(text, "kana", &one.kana);
        optional(text, "romaji", one.romaji.as_ref());
        line(text, "kind", key(one.kind));
        optional(text, "code", one.code.as_ref());
        optional(text, "parent", one.parent.map(|parent| self.id(parent)));
        if !one.abbreviations.is_empty() {
            let _ = writeln!(text, "abbreviations = {}", list(&one.abbreviations));
        }
        optional(text, "contact", one.contact.as_ref());
        optional(text, "valid_from", one.first_day);
        optional(text, "valid_to", one.last_day);
    }

    fn change(&self, text: &mut String, change: &Change) {
        line(text, "date", change.date);
        line(text, "kind", change.kind.key());
        let _ = writeln!(text, "from = {}", list(&self.ids(&change.from)));
        let _ = writeln!(text, "to = {}", list(&self.ids(&change.to)));
        optional(
            text,
            "from_parent",
            change.from_parent.map(|parent| self.id(parent)),
        );
        optional(text, "note", change.note.as_ref());
    }

    /// The text of `truth/organisations.json`: life spans and what happened.
    pub fn truth(&self) -> String {
        let organisations = self.organisations.iter().map(|one| OrganisationTruth {
            id: &one.id,
            name: &one.name,
            kind: one.kind,
            parent: one.parent.map(|parent| self.id(parent)),
            valid_from: one.first_day,
            valid_to: one.last_day,
        });
        let changes = self.changes.iter().map(|change| ChangeTruth {
            date: change.date,
            kind: change.kind,
            from: self.ids(&change.from),
            to: self.ids(&change.to),
            from_parent: change.from_parent.map(|parent| self.id(parent)),
        });
        let truth = Truth {
            organisations: organisations.collect(),
            changes: changes.collect(),
        };
        let mut text = serde_json::to_string_pretty(&truth).unwrap_or_default();
        text.push('\n');
        text
    }

    fn id(&self, organisation: usize) -> &str {
        &self.organisations[organisation].id
    }

    fn ids(&self, organisations: &[usize]) -> Vec<&str> {
        organisations.iter().map(|&one| self.id(one)).collect()
    }
}

#[derive(Serialize)]
struct Truth<'a> {
    organisations: Vec<OrganisationTruth<'a>>,
    changes: Vec<ChangeTruth<'a>>,
}

#[derive(Serialize)]
struct OrganisationTruth<'a> {
    id: &'a str,
    name: &'a str,
    kind: Kind,
    parent: Option<&'a str>,
    valid_from: Option<Day>,
    valid_to: Option<Day>,
}

#[derive(Serialize)]
struct ChangeTruth<'a> {
    date: Day,
    kind: ChangeKind,
    from: Vec<&'a str>,
    to: Vec<&'a str>,
    from_parent: Option<&'a str>,
}

fn key(kind: Kind) -> &'static str {
    match kind {
        Kind::City => "city",
        Kind::Ward => "ward",
        Kind::Department => "department",
        Kind::Section => "section",
    }
}

/// A key and its text. Names hold neither quotes nor backslashes.
fn line(text: &mut String, key: &str, value: impl std::fmt::Display) {
    let _ = writeln!(text, "{key} = \"{value}\"");
}

fn optional(text: &mut String, key: &str, value: Option<impl std::fmt::Display>) {
    if let Some(value) = value {
        line(text, key, value);
    }
}

fn list(all: &[impl AsRef<str>]) -> String {
    let quoted: Vec<String> = all
        .iter()
        .map(|one| format!("\"{}\"", one.as_ref()))
        .collect();
    format!("[{}]", quoted.join(", "))
}
