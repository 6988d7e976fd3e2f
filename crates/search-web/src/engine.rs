//! The engine behind the boundary: what is open, and questions to it.

use std::collections::BTreeMap;
use std::sync::Arc;

use ayumi_search::layout::{self, PartFiles, Start};
use ayumi_search::{Answer, Error, Result, Searcher, Suggestion};
use serde::Serialize;
use serde::de::IgnoredAny;

use crate::parts::Parts;
use crate::reply::{Fault, FaultKind, Reply};
use crate::request;

/// Bytes of unpacked parts that are kept from one question to the next. Those that one question needs are kept while it
/// lasts, however many they are.
const KEPT_BYTES: usize = 32 << 20;

/// A search that is being opened, or is open.
///
/// Everything that is asked may be answered with [`Reply::Wanted`]: supply these parts, and ask the same again.
#[derive(Default)]
pub struct Engine {
    parts: Parts,
    publication: Option<Publication>,
}

struct Publication {
    /// The start file, by which a publication is told from the next.
    bytes: Box<[u8]>,
    root: String,
    /// `None`: the root is missing.
    files: Option<Arc<PartFiles<Parts>>>,
    /// `None`: parts are missing.
    searcher: Option<Searcher>,
}

impl Publication {
    /// The searcher, opened as soon as what it needs is there.
    fn searcher(&mut self, parts: &Parts) -> Result<&Searcher> {
        if let Some(searcher) = self.searcher.take() {
            return Ok(self.searcher.insert(searcher));
        }
        let files = match &self.files {
            Some(files) => files,
            None => {
                let files = PartFiles::open(&self.root, parts.clone())?;
                self.files.insert(Arc::new(files))
            }
        };
        let searcher = Searcher::open(Arc::clone(files))?;
        Ok(self.searcher.insert(searcher))
    }
}

/// What was opened.
#[derive(Serialize)]
struct Opened {
    passages: u32,
}

/// An answer, and the names of the organisations in it.
#[derive(Serialize)]
struct Found<'a> {
    answer: &'a Answer,
    organisations: BTreeMap<&'a str, String>,
}

impl Engine {
    /// Opens a publication by its start file.
    pub fn open(&mut self, start: Box<[u8]>) -> Reply {
        if serde_json::from_slice::<IgnoredAny>(&start).is_err() {
            let detail = "the start file is not whole";
            return Reply::Fault(Fault::new(FaultKind::Damaged, detail));
        }
        let open = self.publication.as_ref();
        if open.is_none_or(|open| open.bytes != start) {
            match Start::read(&start) {
                Ok(read) => {
                    self.parts = Parts::default();
                    self.publication = Some(Publication {
                        bytes: start,
                        root: read.root,
                        files: None,
                        searcher: None,
                    });
                }
                Err(error) => return Reply::Fault(error.into()),
            }
        }
        self.ask(|searcher| {
            let passages = searcher.passages();
            Ok(Reply::value(&Opened { passages }))
        })
    }

    /// Takes the bytes of a file that was wanted.
    pub fn supply(&mut self, file: &str, bytes: Box<[u8]>) -> Reply {
        match layout::part_at(file) {
            Some(part) if layout::is_whole(part, &bytes) => {
                self.parts.supply(part, bytes.into_vec());
                Reply::value(&true)
            }
            _ => Reply::Fault(Fault::new(FaultKind::Damaged, file)),
        }
    }

    /// Answers a request for hits.
    pub fn search(&mut self, json: &[u8]) -> Reply {
        let request = match request::search(json) {
            Ok(request) => request,
            Err(fault) => return Reply::Fault(fault),
        };
        self.ask(|searcher| {
            let answer = searcher.search(&request)?;
            let organisations = names(searcher, &answer);
            Ok(Reply::value(&Found {
                answer: &answer,
                organisations,
            }))
        })
    }

    /// Answers a request for words to go on with.
    pub fn suggest(&mut self, json: &[u8]) -> Reply {
        let (typed, limit) = match request::suggest(json) {
            Ok(request) => request,
            Err(fault) => return Reply::Fault(fault),
        };
        self.ask(|searcher| {
            let words: Vec<Suggestion> = searcher.suggest(&typed, limit)?;
            Ok(Reply::value(&words))
        })
    }

    /// Asks the searcher, which is opened first where it is not yet.
    fn ask(&mut self, ask: impl FnOnce(&Searcher) -> Result<Reply>) -> Reply {
        let Some(publication) = &mut self.publication else {
            return not_open();
        };
        self.parts.take_wanted();
        let asked = publication.searcher(&self.parts).and_then(ask);
        // What is not there yet makes no answer; what an answer can do without is not fetched.
        if asked.as_ref().is_err_and(Error::is_pending) {
            let wanted = self.parts.take_wanted();
            if wanted.is_empty() {
                let detail = "something is not there, and nothing is asked for";
                return Reply::Fault(Fault::new(FaultKind::Internal, detail));
            }
            return Reply::Wanted(wanted);
        }
        // Only now: what one question needs together may be more than what is kept.
        if let Some(files) = &publication.files {
            files.trim(KEPT_BYTES);
        }
        self.parts.tidy();
        asked.unwrap_or_else(|error| Reply::Fault(error.into()))
    }
}

fn not_open() -> Reply {
    Reply::Fault(Fault::new(FaultKind::Internal, "nothing is open"))
}

/// The names of all organisations that an answer mentions.
fn names<'a>(searcher: &Searcher, answer: &'a Answer) -> BTreeMap<&'a str, String> {
    let understood = &answer.understood;
    let hits = answer.hits.iter().map(|hit| &hit.organisation);
    let ids = hits
        .chain(answer.facets.organisation.keys())
        .chain(&understood.organisation)
        .chain(&understood.organisations);
    ids.filter_map(|id| Some((id.as_str(), searcher.organisation_name(id)?)))
        .collect()
}
