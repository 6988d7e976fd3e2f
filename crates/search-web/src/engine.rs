//! The engine behind the boundary: what is open, and questions to it.

use std::collections::BTreeMap;

use ayumi_search::{Answer, OwnedBytes, Searcher, Suggestion};
use serde::Serialize;

use crate::parts::Parts;
use crate::reply::{Fault, FaultKind, Reply};
use crate::request;
use crate::start::Start;

/// A search that is being opened, or is open.
///
/// Everything that is asked may be answered with [`Reply::Wanted`]: supply these parts, and ask the same again.
#[derive(Default)]
pub struct Engine {
    parts: Parts,
    publication: Option<Publication>,
}

struct Publication {
    start: Start,
    /// The start file, by which a publication is told from the next.
    bytes: Box<[u8]>,
    /// `None`: parts are missing.
    searcher: Option<Searcher>,
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
    /// Opens a publication by its start file. Parts of the one before that are also this one's stay.
    pub fn open(&mut self, start: Box<[u8]>) -> Reply {
        if self
            .publication
            .as_ref()
            .is_none_or(|open| open.bytes != start)
        {
            match Start::read(&start) {
                Ok(read) => {
                    self.parts.retain(|part| read.names(part));
                    self.publication = Some(Publication {
                        start: read,
                        bytes: start,
                        searcher: None,
                    });
                }
                Err(fault) => return Reply::Fault(fault),
            }
        }
        self.ask(|searcher| {
            let passages = searcher.passages();
            Ok(Reply::value(&Opened { passages }))
        })
    }

    /// Takes the bytes of a part.
    pub fn supply(&mut self, name: &str, bytes: Box<[u8]>) -> Reply {
        let Some(publication) = &self.publication else {
            return not_open();
        };
        match publication.start.check(name, &bytes) {
            Ok(()) => {
                self.parts.supply(name, OwnedBytes::new(bytes.into_vec()));
                Reply::value(&true)
            }
            Err(fault) => Reply::Fault(fault),
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
    fn ask(&mut self, ask: impl FnOnce(&Searcher) -> ayumi_search::Result<Reply>) -> Reply {
        let Some(publication) = &mut self.publication else {
            return not_open();
        };
        self.parts.take_wanted();
        let asked = match &publication.searcher {
            Some(searcher) => ask(searcher),
            None => match Searcher::open(publication.start.files(self.parts.clone())) {
                Ok(searcher) => ask(publication.searcher.insert(searcher)),
                Err(error) => Err(error),
            },
        };
        // Whatever was made of it: an answer that lacks something is none.
        let wanted = self.parts.take_wanted();
        if !wanted.is_empty() {
            return Reply::Wanted(wanted);
        }
        // Only now: what one question needs together may be more than what is kept.
        self.parts.shrink();
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
