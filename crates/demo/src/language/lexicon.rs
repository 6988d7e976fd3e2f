use std::sync::LazyLock;

use include_dir::{Dir, include_dir};
use serde::Deserialize;

use super::verb::Verb;
use crate::city::{SectionName, TopicSections};

static TOPICS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/data/topics");
const AREAS: &str = include_str!("../../data/areas.toml");

/// All words, by topic.
#[derive(Debug, Clone)]
pub struct Lexicon {
    /// The topics, in the order of their ids.
    pub topics: Vec<Topic>,
    /// Groups of topics, with names of pillars under which their goals stand.
    pub areas: Vec<Vec<String>>,
}

/// What a field of municipal life is talked about with.
#[derive(Debug, Clone)]
pub struct Topic {
    /// `snow`
    pub id: String,
    /// 雪対策
    pub name: String,
    /// Its place in [`Lexicon::areas`].
    pub area: usize,
    /// Names of sections.
    pub sections: Vec<SectionName>,
    /// Clauses that say why: 冬の通学路の安全を守る
    pub aims: Vec<String>,
    /// What is done.
    pub measures: Vec<Measure>,
    /// For whom.
    pub people: Vec<String>,
    /// With whom.
    pub partners: Vec<String>,
    /// Where.
    pub places: Vec<String>,
    /// Kinds of events.
    pub events: Vec<String>,
    /// Other content words.
    pub nouns: Vec<String>,
    /// Sentences: how things stand.
    pub situations: Vec<String>,
    /// Sentences: why.
    pub causes: Vec<String>,
    /// Sentences: what is to be solved.
    pub challenges: Vec<String>,
    /// Sentences: what was reached.
    pub results: Vec<String>,
    /// Sentences: what was not.
    pub misses: Vec<String>,
    /// Sentences: what comes next.
    pub directions: Vec<String>,
    /// What is measured.
    pub indicators: Vec<IndicatorKind>,
}

/// 除雪協力員の登録を + 広げる
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Measure {
    /// With its particle.
    pub object: String,
    pub verb: Verb,
}

/// What is measured.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndicatorKind {
    pub name: String,
    pub unit: String,
    /// Where it begins, in tenths.
    pub start: i64,
    pub more_is_better: bool,
}

/// A topic's file.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct TopicFile {
    id: String,
    name: String,
    sections: Vec<String>,
    aims: Vec<String>,
    measures: Vec<String>,
    people: Vec<String>,
    partners: Vec<String>,
    places: Vec<String>,
    events: Vec<String>,
    nouns: Vec<String>,
    situations: Vec<String>,
    causes: Vec<String>,
    challenges: Vec<String>,
    results: Vec<String>,
    misses: Vec<String>,
    directions: Vec<String>,
    indicators: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct AreasFile {
    area: Vec<AreaEntry>,
}

#[derive(Debug, Deserialize)]
struct AreaEntry {
    topics: Vec<String>,
    pillars: Vec<String>,
}

/// Why the words cannot be used. They are data of this crate, and a test loads them.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}: {what}")]
pub struct Unusable {
    file: String,
    what: String,
}

impl Lexicon {
    /// The words that travel inside the program.
    pub fn shared() -> &'static Self {
        static LEXICON: LazyLock<Lexicon> =
            LazyLock::new(|| Lexicon::load().expect("data of this crate, which a test has read"));
        &LEXICON
    }

    /// The names that each topic has for sections.
    pub fn sections(&self) -> Vec<TopicSections> {
        let of = |topic: &Topic| TopicSections {
            id: topic.id.clone(),
            sections: topic.sections.clone(),
        };
        self.topics.iter().map(of).collect()
    }

    fn load() -> Result<Self, Unusable> {
        let unusable = |file: &str, what: &dyn ToString| Unusable {
            file: file.to_owned(),
            what: what.to_string(),
        };
        let areas: AreasFile =
            toml::from_str(AREAS).map_err(|error| unusable("areas.toml", &error))?;
        let mut topics = Vec::new();
        for file in TOPICS.files() {
            let name = file.path().to_string_lossy();
            let text = file.contents_utf8().unwrap_or_default();
            let read: TopicFile = toml::from_str(text).map_err(|error| unusable(&name, &error))?;
            let area = areas
                .area
                .iter()
                .position(|area| area.topics.contains(&read.id))
                .ok_or_else(|| unusable(&name, &"no area has this topic"))?;
            topics.push(topic(read, area).map_err(|what| unusable(&name, &what))?);
        }
        topics.sort_by(|a: &Topic, b| a.id.cmp(&b.id));
        let areas = areas.area.into_iter().map(|area| area.pillars).collect();
        Ok(Self { topics, areas })
    }
}

fn topic(file: TopicFile, area: usize) -> Result<Topic, String> {
    let measure = |text: &String| {
        let (object, verb) = text.split_once('|')?;
        Some(Measure {
            object: object.to_owned(),
            verb: Verb::new(verb)?,
        })
    };
    let indicator = |text: &String| {
        let mut fields = text.split('|');
        let (name, unit) = (fields.next()?, fields.next()?);
        let start: f64 = fields.next()?.parse().ok()?;
        Some(IndicatorKind {
            name: name.to_owned(),
            unit: unit.to_owned(),
            start: (start * 10.0).round() as i64,
            more_is_better: match fields.next()? {
                "up" => true,
                "down" => false,
                _ => return None,
            },
        })
    };
    Ok(Topic {
        sections: each(&file.sections, |text| SectionName::parse(text))?,
        measures: each(&file.measures, measure)?,
        indicators: each(&file.indicators, indicator)?,
        id: file.id,
        name: file.name,
        area,
        aims: file.aims,
        people: file.people,
        partners: file.partners,
        places: file.places,
        events: file.events,
        nouns: file.nouns,
        situations: file.situations,
        causes: file.causes,
        challenges: file.challenges,
        results: file.results,
        misses: file.misses,
        directions: file.directions,
    })
}

fn each<T>(lines: &[String], read: impl Fn(&String) -> Option<T>) -> Result<Vec<T>, String> {
    let one = |line: &String| read(line).ok_or_else(|| format!("cannot be read: {line}"));
    lines.iter().map(one).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_words_are_usable_and_many() {
        let lexicon = Lexicon::load().unwrap();
        for topic in &lexicon.topics {
            let sentences = [
                &topic.situations,
                &topic.causes,
                &topic.challenges,
                &topic.results,
                &topic.misses,
                &topic.directions,
            ];
            for sentence in sentences.into_iter().flatten() {
                assert!(sentence.ends_with('。'), "{}: {sentence}", topic.id);
                assert!(
                    sentence.matches("{n}").count() <= 1,
                    "{}: {sentence}",
                    topic.id
                );
                assert!(!sentence.replace("{n}", "").contains(['{', '|', '\t', '<']));
            }
            let lists = [&topic.aims, &topic.people, &topic.partners, &topic.places];
            assert!(lists.iter().all(|list| list.len() >= 2), "{}", topic.id);
            assert!(topic.measures.len() >= 3 && topic.indicators.len() >= 3);
        }
        let words: BTreeSet<&str> = lexicon
            .topics
            .iter()
            .flat_map(|topic| topic.nouns.iter().chain(&topic.events).chain(&topic.people))
            .map(String::as_str)
            .collect();
        assert!(
            words.len() > 1_000 || lexicon.topics.len() < 40,
            "{}",
            words.len()
        );
    }
}
