//! The 64 queries: what is typed, and what has to come true of the answer.

use std::collections::BTreeMap;
use std::fs;

use serde::Deserialize;
use serde_json::Value;

use super::{Judged, folder};

/// Hits to ask for: more than the city has passages, so that what is not among them was not found.
pub const LIMIT: u16 = 1000;

/// Documents that are named where more than wanted were found.
const SHOWN: usize = 4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    query: Vec<Query>,
}

/// One query; what the keys mean stands in `queries.toml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Query {
    pub number: u8,
    pub by: By,
    pub query: String,
    #[serde(default)]
    pub also: Vec<String>,
    pub original: Option<String>,
    pub mode: Option<String>,
    #[serde(default)]
    pub first: Vec<String>,
    pub first_goal: Option<String>,
    #[serde(default)]
    pub contains: Vec<String>,
    #[serde(default)]
    pub excludes: Vec<String>,
    #[serde(default)]
    pub all_in: Vec<String>,
    pub all_parts: Option<String>,
    pub all_years: Option<u16>,
    #[serde(default)]
    pub expanded: Vec<[String; 2]>,
    pub understood_year: Option<u16>,
    pub understood_organisation: Option<String>,
    #[serde(default)]
    pub understood_organisations: Vec<String>,
    pub understood_part: Option<String>,
    pub jump: Option<String>,
    #[serde(default)]
    pub correction: Vec<String>,
    pub first_year: Option<u16>,
    pub page: Option<String>,
}

/// Who asks.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum By {
    Citizen,
    Journalist,
    Council,
    Employee,
}

/// All entries of `queries.toml`.
pub fn load() -> Vec<Query> {
    let path = folder().join("queries.toml");
    let text = fs::read_to_string(&path).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    let file: File = toml::from_str(&text).unwrap_or_else(|error| panic!("{path:?}: {error}"));
    file.query
}

/// Asks all queries in all their forms. A number is right if everything under it is.
pub fn judge(queries: &[Query], mut ask: impl FnMut(&str) -> Value) -> Judged {
    let mut wrong: BTreeMap<u8, Vec<String>> = BTreeMap::new();
    for query in queries {
        let of_number = wrong.entry(query.number).or_default();
        for typed in query.typed() {
            let what = query.wrong(&ask(typed));
            if !what.is_empty() {
                of_number.push(format!("{typed}: {}", what.join("; ")));
            }
        }
    }
    Judged {
        all: wrong.len(),
        wrong: wrong
            .into_iter()
            .filter(|(_, what)| !what.is_empty())
            .map(|(number, what)| format!("{number}. {}", what.join(" / ")))
            .collect(),
    }
}

impl Query {
    /// All that is typed.
    pub fn typed(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.query)
            .chain(&self.also)
            .map(String::as_str)
    }

    /// What of an answer, as the JSON of `ayumi search --json`, is not as it has to be.
    pub fn wrong(&self, answer: &Value) -> Vec<String> {
        let mut wrong = self.wrong_hits(answer);
        wrong.extend(self.wrong_understanding(answer));
        if let Some(mode) = &self.mode {
            let found = text(&answer["mode"]);
            if !mode.split('|').any(|one| one == found) {
                wrong.push(format!("mode {found}, not {mode}"));
            }
        }
        if let Some(year) = self.first_year {
            let years = answer["facets"]["year"].as_object();
            let found = years
                .and_then(|years| years.keys().min())
                .map(String::as_str);
            if found != Some(&*year.to_string()) {
                wrong.push(format!("the first year is {found:?}, not {year}"));
            }
        }
        wrong
    }

    fn wrong_hits(&self, answer: &Value) -> Vec<String> {
        let mut wrong = Vec::new();
        let hits: &[Value] = answer["hits"].as_array().map_or(&[], Vec::as_slice);
        let documents: Vec<&str> = hits.iter().map(|hit| text(&hit["document"])).collect();
        let first = documents.first().copied().unwrap_or("nothing");
        if !self.first.is_empty() && !self.first.iter().any(|one| one == first) {
            wrong.push(format!("first {first}, not {}", self.first.join(", ")));
        }
        if let Some(goal) = &self.first_goal {
            let found = hits.first().map_or("", |hit| text(&hit["goal"]));
            if found != goal {
                wrong.push(format!("first goal {found:?}, not {goal}"));
            }
        }
        for document in &self.contains {
            if !documents.contains(&document.as_str()) {
                wrong.push(format!("lacks {document}"));
            }
        }
        for document in &self.excludes {
            if documents.contains(&document.as_str()) {
                wrong.push(format!("has {document}"));
            }
        }
        let others = documents
            .iter()
            .filter(|one| !self.all_in.iter().any(|listed| listed == *one));
        if !self.all_in.is_empty() {
            let mut others: Vec<&str> = others.copied().collect();
            others.dedup();
            if !others.is_empty() {
                let more = others.len().saturating_sub(SHOWN);
                others.truncate(SHOWN);
                wrong.push(format!("has {} and {more} more", others.join(", ")));
            }
        }
        if let Some(part) = &self.all_parts
            && hits.iter().any(|hit| text(&hit["part"]) != part)
        {
            wrong.push(format!("hits of other parts than {part}"));
        }
        if let Some(year) = self.all_years
            && hits.iter().any(|hit| hit["year"] != year)
        {
            wrong.push(format!("hits of other years than {year}"));
        }
        wrong
    }

    fn wrong_understanding(&self, answer: &Value) -> Vec<String> {
        let mut wrong = Vec::new();
        let understood = &answer["understood"];
        if let Some(year) = self.understood_year
            && understood["year"] != year
        {
            wrong.push(format!("year understood as {}", understood["year"]));
        }
        let organisations: Vec<&str> = texts(&understood["organisations"]);
        let one = text(&understood["organisation"]);
        if let Some(organisation) = &self.understood_organisation
            && one != organisation
            && !(one.is_empty() && organisations.contains(&organisation.as_str()))
        {
            wrong.push(format!(
                "organisation understood as {one:?} of {organisations:?}"
            ));
        }
        for organisation in &self.understood_organisations {
            if !organisations.contains(&organisation.as_str()) {
                wrong.push(format!("organisations understood lack {organisation}"));
            }
        }
        if let Some(part) = &self.understood_part
            && texts(&understood["parts"]) != [part.as_str()]
        {
            wrong.push(format!("parts understood as {}", understood["parts"]));
        }
        for [from, to] in &self.expanded {
            let found = values(&answer["expanded"])
                .any(|one| text(&one["from"]) == from && texts(&one["to"]).contains(&&**to));
            if !found {
                wrong.push(format!("{from} does not stand for {to}"));
            }
        }
        if let Some(document) = &self.jump
            && text(&answer["jump"]["document"]) != document
        {
            wrong.push(format!("no jump to {document}"));
        }
        let proposed: Vec<&str> = values(&answer["corrections"])
            .map(|one| text(&one["to"]))
            .collect();
        if !self.correction.is_empty()
            && !self
                .correction
                .iter()
                .any(|one| proposed.contains(&one.as_str()))
        {
            wrong.push(format!("proposes {proposed:?}"));
        }
        wrong
    }
}

fn text(value: &Value) -> &str {
    value.as_str().unwrap_or_default()
}

fn values(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn texts(value: &Value) -> Vec<&str> {
    values(value).map(text).collect()
}
