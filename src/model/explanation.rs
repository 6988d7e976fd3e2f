//! What a code means, said at length: for `ayumi check --explain` and for `docs/diagnostics.md`.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde::Serialize;

use super::{Audience, Catalogue, Language, Problem, Severity, Texts, messages, problem};

static CATALOGUE: Catalogue = Catalogue::new(
    include_str!("explanation/ja.toml"),
    include_str!("explanation/en.toml"),
);

/// A kind of problem, explained in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// The code: `counts-disagree`
    pub code: String,
    /// How much it weighs.
    pub severity: Severity,
    /// For whom it is.
    pub audience: Audience,
    /// Whether an `[[accept]]` in a document's settings silences it.
    pub can_be_accepted: bool,
    /// When it arises.
    pub about: String,
    /// A message, with values as an example.
    pub example: String,
    /// Why it matters and what to do, with the same values.
    pub help: String,
    #[serde(skip)]
    language: Language,
}

impl Explanation {
    /// What a code means; none where there is no such code.
    #[must_use]
    pub fn of(code: &str, language: Language) -> Option<Self> {
        Self::all(language)
            .into_iter()
            .find(|explanation| explanation.code == code)
    }

    /// All codes, by name.
    #[must_use]
    pub fn all(language: Language) -> Vec<Self> {
        let mut by_code = BTreeMap::new();
        for problem in problem::samples() {
            let code = problem.code();
            by_code
                .entry(code)
                .or_insert_with_key(|code| Self::new(code, &problem, language));
        }
        by_code.into_values().collect()
    }

    fn new(code: &str, problem: &Problem, language: Language) -> Self {
        Self {
            code: code.to_owned(),
            severity: problem.severity(),
            audience: problem.audience(),
            can_be_accepted: problem.can_be_accepted(),
            about: messages::about(problem, language).to_owned(),
            example: messages::message(problem, language),
            help: messages::help(problem, language),
            language,
        }
    }

    fn texts(&self) -> Texts<'static> {
        CATALOGUE.of(self.language)
    }

    /// The explanation for a terminal.
    #[must_use]
    pub fn text(&self) -> String {
        let texts = self.texts();
        let (severity, audience) = self.words();
        let values = [
            ("code", &*self.code),
            ("severity", severity),
            ("audience", audience),
        ];
        let mut text = texts.fill("title", &values) + "\n";
        for (heading, body) in [
            ("about", &self.about),
            ("example", &self.example),
            ("help", &self.help),
            (
                "severity",
                &self.meaning("severity", severity_key(self.severity)),
            ),
            (
                "audience",
                &self.meaning("audience", audience_key(self.audience)),
            ),
            ("accept", &self.acceptance()),
        ] {
            let _ = write!(text, "\n{}\n", texts.get(heading));
            for line in body.lines() {
                let indent = if line.is_empty() { "" } else { "  " };
                let _ = writeln!(text, "{indent}{line}");
            }
        }
        text
    }

    fn words(&self) -> (&'static str, &'static str) {
        let word = |key: String| self.texts().find(&key).unwrap_or_default();
        (
            word(format!("severity.{}", severity_key(self.severity))),
            word(format!("audience.{}", audience_key(self.audience))),
        )
    }

    fn meaning(&self, what: &str, key: &str) -> String {
        let key = format!("{what}.{key}.meaning");
        self.texts().get(&key).to_owned()
    }

    /// Whether it can be silenced, and how.
    fn acceptance(&self) -> String {
        let texts = self.texts();
        if !self.can_be_accepted {
            return texts.get("accept.no").to_owned();
        }
        format!(
            "{}\n\n[[accept]]\ncode = \"{}\"\nline = 12\nreason = \"{}\"",
            texts.get("accept.yes"),
            self.code,
            texts.get("accept.reason")
        )
    }
}

fn severity_key(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

fn audience_key(audience: Audience) -> &'static str {
    match audience {
        Audience::Staff => "staff",
        Audience::Reader => "reader",
    }
}

/// What stands above the list of `docs/diagnostics.md`.
const INTRODUCTION: &str = "\
<!-- Made from src/model/messages/*.toml: `UPDATE_DOCS=1 cargo test --test diagnostics_page` -->

# 診断の一覧 / Diagnostics

`ayumi check` が知らせることのすべてです。同じ説明を `ayumi check --explain コード` で読めます。
誤りがあると公開されません。警告があっても公開されますが、`--strict` を付けると公開されません。
「読者にも」とあるものは、公開するページにも「読み取りに自信がない箇所」として載ります。
`[[accept]]` に「可」とあるものは、確かめたうえで文書の設定に書くと、知らせなくなります。

Everything that `ayumi check` tells; `ayumi check --explain CODE` says the same. With an error nothing is published;
with a warning the site is, unless `--strict` is given. What is for readers too also stands on the published page.
Where `[[accept]]` is possible, an entry in the document's settings silences what was looked at and is right.
";

/// `docs/diagnostics.md`: every code in both languages.
#[must_use]
pub fn diagnostics_page() -> String {
    let [japanese, english] = Language::ALL.map(Explanation::all);
    let mut page = INTRODUCTION.to_owned();
    page += "\n| コード / code | 重さ / weight | だれに / for whom | `[[accept]]` |\n|---|---|---|---|\n";
    for (ja, en) in japanese.iter().zip(&english) {
        let code = &ja.code;
        let [severity, audience] = both_words(ja, en);
        let accept = if ja.can_be_accepted {
            "可 / yes"
        } else {
            "–"
        };
        let _ = writeln!(
            page,
            "| [{code}](#{code}) | {severity} | {audience} | {accept} |"
        );
    }
    for (ja, en) in japanese.iter().zip(&english) {
        let [severity, audience] = both_words(ja, en);
        let _ = write!(page, "\n## {}\n\n{severity} · {audience}\n", ja.code);
        for one in [ja, en] {
            let texts = one.texts();
            let _ = write!(page, "\n{}\n\n", escaped(&one.about));
            for (heading, body) in [("example", &one.example), ("help", &one.help)] {
                let body = escaped(body).replace('\n', "<br>\n  ");
                let _ = writeln!(page, "- {}: {body}", texts.get(heading));
            }
        }
    }
    page
}

fn both_words(ja: &Explanation, en: &Explanation) -> [String; 2] {
    let (japanese, english) = (ja.words(), en.words());
    [
        format!("{} / {}", japanese.0, english.0),
        format!("{} / {}", japanese.1, english.1),
    ]
}

/// Text as Markdown: nothing in it becomes markup, except what already is code.
fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    let mut in_code = false;
    for c in text.chars() {
        match c {
            '`' => in_code = !in_code,
            '<' if !in_code => {
                escaped.push_str("&lt;");
                continue;
            }
            '*' | '_' | '\\' if !in_code => escaped.push('\\'),
            _ => {}
        }
        escaped.push(c);
    }
    escaped
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    #[test]
    fn every_code_says_when_it_arises() {
        for language in Language::ALL {
            let silent: Vec<String> = Explanation::all(language)
                .into_iter()
                .filter(|explanation| explanation.about.is_empty())
                .map(|explanation| explanation.code)
                .collect();
            assert!(
                silent.is_empty(),
                "add `about` (when it arises, with an example) to src/model/messages/{}.toml for: {}",
                language.tag(),
                silent.join(", ")
            );
        }
    }

    #[test]
    fn an_explanation_says_everything() {
        let accepted = Explanation::of("probable-misreading", Language::Japanese).unwrap();
        let refused = Explanation::of("unknown-organisation", Language::Japanese).unwrap();
        let reader = Explanation::of("goal-missing", Language::English).unwrap();
        let error = Explanation::of("change-shape", Language::English).unwrap();
        insta::assert_snapshot!(
            [accepted, refused, reader, error]
                .map(|one| one.text())
                .join("\n----\n")
        );
        assert_eq!(Explanation::of("no-such-code", Language::English), None);
    }

    #[test]
    fn both_languages_have_the_same_words() {
        let keys = |language| CATALOGUE.of(language).keys().collect::<Vec<_>>();
        assert_eq!(keys(Language::Japanese), keys(Language::English));
    }

    #[test]
    fn nothing_in_a_text_becomes_markup() {
        assert_eq!(
            escaped("<b> 政策指標* と `a*<b>` の_"),
            "&lt;b> 政策指標\\* と `a*<b>` の\\_"
        );
    }
}
