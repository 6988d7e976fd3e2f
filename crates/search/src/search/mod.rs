//! Searching: request → clauses → tally → ranked page → answer.

mod collect;
mod explain;
mod postings;
mod tally;

use std::sync::Arc;

use tantivy::schema::Value;
use tantivy::store::StoreReader;
use tantivy::{DocId, Index, SegmentReader, TantivyDocument};

use self::collect::{Collected, Columns, Ranked, rounded};
use self::postings::PartIndex;
use self::tally::Tally;
use crate::answer::{Answer, Facets, Hit, Mode, Understood};
use crate::directory::{Files, ReadOnly};
use crate::error::{Error, Result};
use crate::passage::{Part, Passage, TextKind};
use crate::query::Request;
use crate::query::parse::{Parsed, parse};
use crate::query::plan::{self, Clause};
use crate::schema::Fields;
use crate::snippet::{self, Needle};

/// Decompressed blocks of stored passages that are kept.
const STORE_CACHE_BLOCKS: usize = 16;

/// An index that is open for searching.
pub struct Searcher {
    fields: Fields,
    parts: Vec<PartIndex>,
    /// `None`: there are no passages.
    columns: Option<Columns>,
    store: StoreReader,
    passages: u32,
}

/// The clauses that a mode looks up, and what they found.
struct Search {
    mode: Mode,
    clauses: Vec<Clause>,
    /// Bigrams left out of ranking.
    left_out: Vec<String>,
    /// What is highlighted.
    needles: Vec<Needle>,
    collected: Option<Collected>,
}

impl Searcher {
    /// Opens an index.
    ///
    /// # Errors
    /// If a file cannot be read, or the files are no index of this version.
    pub fn open(files: impl Files) -> Result<Self> {
        let index = Index::open(ReadOnly::new(Arc::new(files)))?;
        let fields = Fields::new();
        if index.schema() != fields.schema {
            return Err(Error::Layout("its fields are others"));
        }
        let segments = index.searchable_segments()?;
        let [segment] = segments.as_slice() else {
            return Err(Error::Layout("it is not one segment"));
        };
        let segment = SegmentReader::open(segment)?;
        let mut parts = Vec::with_capacity(Part::ALL.len());
        for kind in TextKind::ALL {
            parts.push(PartIndex::open(&segment, &fields, kind)?);
        }
        Ok(Self {
            columns: Columns::open(&segment)?,
            store: segment.get_store_reader(STORE_CACHE_BLOCKS)?,
            passages: segment.max_doc(),
            fields,
            parts,
        })
    }

    /// Passages in the index.
    pub fn passages(&self) -> u32 {
        self.passages
    }

    /// Answers a request.
    ///
    /// # Errors
    /// If a file cannot be read. No query is an error: one that holds nothing to look for finds
    /// nothing.
    pub fn search(&self, request: &Request) -> Result<Answer> {
        let parsed = parse(&request.query);
        let parts = self.searched(&request.parts);
        let search = self.run(&parsed, &parts, request)?;
        let mut answer = Answer {
            query: request.query.clone(),
            mode: search.mode,
            total: 0,
            documents: 0,
            hits: Vec::new(),
            facets: Facets::default(),
            understood: Understood::default(),
            expanded: Vec::new(),
            jump: None,
            corrections: Vec::new(),
            explanation: None,
        };
        let mut page = Vec::new();
        if let Some(collected) = search.collected {
            page = collected.page;
            answer.total = collected.total;
            answer.documents = collected.documents;
            answer.facets = collected.facets;
        }
        for ranked in &page {
            answer
                .hits
                .push(self.hit(ranked, &request.parts, &search.needles)?);
        }
        if request.explain {
            answer.explanation = Some(self.explain(
                &parsed,
                &search.clauses,
                search.left_out,
                &parts,
                &page,
                &answer.hits,
            )?);
        }
        Ok(answer)
    }

    /// Tries the modes, strictest first.
    fn run(&self, parsed: &Parsed, parts: &[&PartIndex], request: &Request) -> Result<Search> {
        let clauses = plan::whole(&parsed.phrases);
        let mut search = Search {
            mode: Mode::Phrase,
            needles: needles(&clauses, &[]),
            clauses,
            left_out: Vec::new(),
            collected: None,
        };
        let Some(columns) = &self.columns else {
            return Ok(search);
        };
        if search.clauses.is_empty() {
            return Ok(search);
        }
        let filter = columns.filter(request)?;

        let mut tally = Tally::new(self.passages);
        let mut possible = true;
        for (number, clause) in search.clauses.iter().enumerate() {
            let found = tally::look_up(clause, parts, self.passages)?;
            possible &= !found.parts.is_empty();
            if !possible {
                break;
            }
            tally.add(number, &found, parts);
        }
        if possible {
            let every = search.clauses.len();
            search.collected =
                columns.collect(&tally, &filter, |entry| usize::from(entry.clauses) == every)?;
        }
        if search.collected.is_some() || request.as_written {
            return Ok(search);
        }

        let loose = plan::loose(&parsed.phrases);
        let mut tally = Tally::new(self.passages);
        let mut frequencies = Vec::with_capacity(loose.clauses.len());
        for (number, clause) in loose.clauses.iter().enumerate() {
            let found = tally::look_up(clause, parts, self.passages)?;
            tally.add(number, &found, parts);
            frequencies.push(found.frequency);
        }
        let every = loose.clauses.len();
        search.mode = Mode::All;
        search.collected =
            columns.collect(&tally, &filter, |entry| usize::from(entry.clauses) == every)?;
        if search.collected.is_none() {
            search.mode = Mode::Any;
            search.collected = columns.collect(&tally, &filter, |entry| entry.clauses > 0)?;
        }
        search.needles = needles(&loose.clauses, &frequencies);
        search.clauses = loose.clauses;
        search.left_out = loose.left_out;
        Ok(search)
    }

    /// The indexes of the parts asked for.
    fn searched(&self, parts: &[Part]) -> Vec<&PartIndex> {
        self.parts
            .iter()
            .filter(|index| parts.is_empty() || parts.contains(&index.part()))
            .collect()
    }

    fn hit(&self, ranked: &Ranked, parts: &[Part], needles: &[Needle]) -> Result<Hit> {
        let mut passage = self.passage(ranked.passage)?;
        if !parts.is_empty() {
            passage
                .texts
                .retain(|text| parts.contains(&text.kind.part()));
        }
        let best = snippet::best(passage.texts.iter().map(|text| text.text.as_str()), needles);
        let (part, anchor) = passage
            .texts
            .get(best.text)
            .map_or((Part::Other, ""), |text| {
                (text.kind.part(), text.anchor.as_str())
            });
        let mut url = passage.page;
        if !anchor.is_empty() {
            url.push('#');
            url.push_str(anchor);
        }
        Ok(Hit {
            part,
            url,
            score: rounded(ranked.score),
            snippet: best.snippet,
            document: passage.document,
            year: passage.year,
            organisation: passage.organisation,
            goal: passage.goal,
            title: passage.title,
            source: passage.source,
            marks: passage.marks,
            more: None,
        })
    }

    fn passage(&self, number: DocId) -> Result<Passage> {
        let document: TantivyDocument = self.store.get(number)?;
        let bytes = document
            .get_first(self.fields.stored)
            .and_then(|value| value.as_bytes())
            .ok_or(Error::Layout("a passage has no text"))?;
        Ok(serde_json::from_slice(bytes)?)
    }
}

/// What to highlight. A window is best that holds most phrases; of bigrams, the rarest.
fn needles(clauses: &[Clause], frequencies: &[u32]) -> Vec<Needle> {
    clauses
        .iter()
        .enumerate()
        .map(|(index, clause)| Needle {
            characters: clause.characters().to_vec(),
            // Halving of the frequency counts one: an integer, so the same on every platform.
            weight: frequencies
                .get(index)
                .map_or(1, |frequency| 1 + frequency.leading_zeros()),
        })
        .collect()
}
