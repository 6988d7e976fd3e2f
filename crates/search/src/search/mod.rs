//! Searching: request → what was understood → terms → tally → ranked page → answer.

mod collect;
mod explain;
mod filter;
mod indexes;
mod jump;
mod postings;
mod rank;
mod run;
mod tally;

use std::collections::BTreeSet;
use std::sync::Arc;

pub(crate) use self::indexes::{Indexes, dictionary_of};
use self::rank::{Ranked, rounded};
use crate::answer::{
    Answer, Correction, Facets, Hit, Mode, NamedOrganisation, PageLink, Suggestion, Understood,
};
use crate::columns::Columns;
use crate::directory::Files;
use crate::error::{Error, Pending, Result};
use crate::passage::Part;
use crate::query::Request;
use crate::query::parse::{Item, Parsed, parse};
use crate::query::understand::same_mark;
use crate::snippet::{self, Needle};
use crate::suggest;
use crate::texts::{self, Stored};
use crate::vocabulary::{Vocabulary, Words};

/// Words of a query for which others are proposed.
const MOST_CORRECTED: usize = 4;

/// An index that is open for searching.
pub struct Searcher {
    files: Arc<dyn Files>,
    indexes: Indexes,
    columns: Columns,
    vocabulary: Vocabulary,
    words: Words,
    /// Characters of the longest word that stands for another.
    longest_form: usize,
}

impl Searcher {
    /// Opens an index.
    ///
    /// # Errors
    /// If a file cannot be read, or the files are no index of this version.
    pub fn open(files: impl Files) -> Result<Self> {
        let files: Arc<dyn Files> = Arc::new(files);
        // Each asked for before one fails.
        let vocabulary = Vocabulary::open(files.as_ref());
        let columns = Columns::open(files.as_ref());
        let indexes = Indexes::open(Arc::clone(&files));
        let vocabulary = vocabulary?;
        Ok(Self {
            words: Words::new(Arc::clone(&files)),
            files,
            indexes: indexes?,
            columns: columns?,
            longest_form: vocabulary.forms.longest(),
            vocabulary,
        })
    }

    /// Passages in the index.
    pub fn passages(&self) -> u32 {
        self.columns.passages()
    }

    /// The identifiers of all organisations that published anything, and of those above them.
    pub fn organisations(&self) -> &[String] {
        &self.columns.organisations
    }

    /// The name of an organisation with those above it, but for the city's.
    pub fn organisation_name(&self, id: &str) -> Option<String> {
        self.vocabulary.organisations.path(id)
    }

    /// The organisations that a word names, and those before and after them.
    pub fn organisations_named(&self, word: &str) -> Vec<NamedOrganisation> {
        let organisations = &self.vocabulary.organisations;
        organisations
            .named(word, true)
            .map_or_else(Vec::new, |named| organisations.meant(&named.places))
    }

    /// All marks of the archive, with their scales.
    pub fn marks(&self) -> impl Iterator<Item = &str> {
        self.vocabulary.marks.iter().map(String::as_str)
    }

    /// The marks that are meant by a mark with or without its scale.
    pub fn marks_named(&self, mark: &str) -> Vec<String> {
        let meant = self.marks().filter(|known| same_mark(known, mark));
        meant.map(str::to_owned).collect()
    }

    /// Words to go on with, for what is typed so far.
    ///
    /// # Errors
    /// If a file cannot be read.
    pub fn suggest(&self, typed: &str, limit: usize) -> Result<Vec<Suggestion>> {
        readable(suggest::suggest(&self.words, typed, limit))
    }

    /// Answers a request.
    ///
    /// # Errors
    /// If a file cannot be read. No query is an error: one that holds nothing to look for finds
    /// nothing.
    pub fn search(&self, request: &Request) -> Result<Answer> {
        self.indexes.forget();
        let parsed = parse(&request.query);
        let mut outcome = self.run(&parsed, request)?;
        let jump = self.jump(&parsed, request, &outcome)?;
        let corrections = self.corrections(&parsed, request, &outcome)?;
        let as_text = self.found_as_text(&parsed, request, &outcome)?;
        let collected = outcome.collected.take();
        let mut answer = Answer {
            query: request.query.clone(),
            mode: outcome.mode,
            total: 0,
            documents: 0,
            hits: Vec::new(),
            facets: Facets::default(),
            understood: Understood {
                as_text,
                ..outcome.understanding.said()
            },
            expanded: std::mem::take(&mut outcome.expanded),
            jump,
            pages: self.pages(&parsed),
            corrections,
            explanation: None,
        };
        let mut page = rank::Page::default();
        if let Some(collected) = collected {
            page = collected.page;
            answer.total = collected.total;
            answer.documents = collected.documents;
            answer.facets = collected.facets;
        }
        let parts = run::parts(request, &outcome.understanding);
        let passages: Vec<u32> = page.hits.iter().map(|ranked| ranked.passage).collect();
        let stored = self.stored(&passages)?;
        for ((ranked, more), stored) in page.hits.iter().zip(page.more).zip(stored) {
            let hit = self.hit(ranked, stored, &parts, &outcome.needles);
            answer.hits.push(Hit { more, ..hit });
        }
        if request.explain {
            answer.explanation =
                Some(self.explain(&parsed, outcome, request, &page.hits, &answer.hits)?);
        }
        Ok(answer)
    }

    /// Pages of the site that a word of the query leads to.
    fn pages(&self, parsed: &Parsed) -> Vec<PageLink> {
        let typed: Vec<String> = parsed
            .items()
            .filter(|item| !item.without && item.field.is_none())
            .filter_map(|item| item.phrase.as_ref().map(|phrase| phrase.text()))
            .collect();
        self.vocabulary
            .pages
            .iter()
            .filter(|page| {
                let known = |word: &String| typed.contains(&crate::analysis::normalise(word));
                page.words.iter().any(known)
            })
            .map(|page| PageLink {
                title: page.title.clone(),
                url: page.url.clone(),
            })
            .collect()
    }

    fn hit(
        &self,
        ranked: &Ranked,
        mut stored: Stored,
        parts: &BTreeSet<Part>,
        needles: &[Needle],
    ) -> Hit {
        stored
            .texts
            .retain(|text| parts.contains(&text.kind.part()));
        let best = snippet::best(stored.texts.iter().map(|text| text.text.as_str()), needles);
        let (part, anchor) = stored
            .texts
            .get(best.text)
            .map_or((Part::Other, ""), |text| {
                (text.kind.part(), text.anchor.as_str())
            });
        let mut url = stored.page;
        if !anchor.is_empty() {
            url.push('#');
            url.push_str(anchor);
        }
        let columns = &self.columns;
        let organisation = columns.organisations_of(ranked.passage).first();
        Hit {
            part,
            url,
            score: rounded(ranked.score),
            snippet: best.snippet,
            document: stored.document,
            year: ranked.year,
            organisation: named(&columns.organisations, organisation),
            goal: stored.goal,
            title: stored.title,
            source: stored.source,
            marks: columns
                .marks_of(ranked.passage)
                .iter()
                .map(|mark| named(&columns.marks, Some(mark)))
                .collect(),
            more: None,
        }
    }

    /// The texts of some passages. All are asked for before one fails.
    fn stored(&self, passages: &[u32]) -> Result<Vec<Stored>> {
        let mut stored = Vec::with_capacity(passages.len());
        let mut pending = Pending::default();
        for &passage in passages {
            let place = self
                .columns
                .place(passage)
                .ok_or(Error::Layout("a passage has no text"))?;
            let index = self.files.read(texts::INDEX, place.index.clone());
            let index = pending.wait(index.map(Some).map_err(Error::from), None)?;
            let Some(index) = index else {
                continue;
            };
            let (block, passage) = texts::find(index.as_slice(), place.passage)?;
            let block = place.start + block.start..place.start + block.end;
            let block = self.files.read(texts::FILE, block);
            let block = pending.wait(block.map(Some).map_err(Error::from), None)?;
            if let Some(block) = block {
                stored.push(texts::read(block.as_slice(), passage)?);
            }
        }
        pending.over(stored)
    }

    /// The words that are read as an item is written.
    fn readings(&self, item: &Item) -> Result<Vec<String>> {
        let mut read = Vec::new();
        for word in readable(suggest::by_reading(&self.words, &item.text))? {
            let others = self.vocabulary.forms.get(&word.text);
            let spellings = others
                .into_iter()
                .flat_map(|others| others.spelling.iter().cloned());
            let all: Vec<String> = std::iter::once(word.text.clone())
                .chain(spellings)
                .collect();
            for word in all {
                if !read.contains(&word) {
                    read.push(word);
                }
            }
        }
        Ok(read)
    }

    /// What may have been meant by words that stand nowhere.
    fn corrections(
        &self,
        parsed: &Parsed,
        request: &Request,
        outcome: &run::Outcome,
    ) -> Result<Vec<Correction>> {
        let mut corrections = Vec::new();
        if outcome.mode == Mode::Phrase && outcome.collected.is_some() {
            return Ok(corrections);
        }
        let understood = |item: &Item| {
            let words = &outcome.understanding.words;
            words.iter().any(|word| word.text == item.text)
        };
        let mut unknown = 0;
        let mut pending = Pending::default();
        for item in parsed.items() {
            // Each costs a few blocks of the tables.
            if unknown == MOST_CORRECTED {
                break;
            }
            let Some(phrase) = item.phrase.as_ref().filter(|_| !item.without) else {
                continue;
            };
            if item.field.is_some()
                || understood(item)
                || self.indexes.occurs(phrase.characters())?
            {
                continue;
            }
            unknown += 1;
            let found = readable(suggest::corrections(&self.words, &item.text));
            for word in pending.wait(found, Vec::new())? {
                corrections.push(Correction {
                    from: item.text.clone(),
                    query: replaced(&request.query, &item.text, &word.text),
                    to: word.text,
                });
            }
        }
        pending.over(corrections)
    }
}

/// The name at a place.
fn named(names: &[String], place: Option<&u32>) -> String {
    place
        .and_then(|&place| names.get(place as usize))
        .cloned()
        .unwrap_or_default()
}

/// Words that cannot be read for damage are none: the index itself answers all the same.
fn readable<T>(words: Result<Vec<T>>) -> Result<Vec<T>> {
    match words {
        Err(Error::Layout(_)) => Ok(Vec::new()),
        other => other,
    }
}

/// A query with a word in the place of another, where that one stands by itself.
fn replaced(query: &str, from: &str, to: &str) -> String {
    let ends = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let by_itself = query.match_indices(from).find(|(at, _)| {
        ends(query[..*at].chars().next_back()) && ends(query[at + from.len()..].chars().next())
    });
    match by_itself {
        Some((at, _)) => format!("{}{to}{}", &query[..at], &query[at + from.len()..]),
        None => query.replacen(from, to, 1),
    }
}
