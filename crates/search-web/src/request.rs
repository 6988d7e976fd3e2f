//! What the page asks, from JSON. Unknown fields are left out of account; everything but the query may be absent.

use std::ops::RangeInclusive;

use ayumi_search::{Part, Request, Sort};
use serde_json::{Map, Value};

use crate::reply::{Fault, FaultKind};

/// Most hits in one answer.
const MOST_HITS: u64 = 1000;

/// Most hits before them: more than an archive has.
const MOST_BEFORE: u64 = 10_000_000;

/// Words to go on with, unless it is said how many.
const SUGGESTIONS: u64 = 8;

/// Reads a request for hits.
pub fn search(json: &[u8]) -> Result<Request, Fault> {
    let fields = Fields::read(json)?;
    let mut request = Request::new(fields.text("query")?);
    request.years = fields.years("years")?;
    request.organisations = fields.texts("organisations")?;
    request.marks = fields.texts("marks")?;
    request.literal = fields.texts("literal")?;
    for part in fields.texts("parts")? {
        request
            .parts
            .push(part.parse::<Part>().map_err(|_| wrong("parts"))?);
    }
    request.as_written = fields.truth("asWritten")?;
    request.group = fields.truth("group")?;
    request.sort = match fields.text("sort")? {
        "" | "relevance" => Sort::Relevance,
        "newest" => Sort::Newest,
        "oldest" => Sort::Oldest,
        _ => return Err(wrong("sort")),
    };
    if let Some(limit) = fields.number("limit")? {
        request.limit = small(limit, MOST_HITS);
    }
    if let Some(offset) = fields.number("offset")? {
        request.offset = small(offset, MOST_BEFORE);
    }
    Ok(request)
}

/// Reads a request for words: what is typed, and how many.
pub fn suggest(json: &[u8]) -> Result<(String, usize), Fault> {
    let fields = Fields::read(json)?;
    let limit = fields.number("limit")?.unwrap_or(SUGGESTIONS);
    Ok((fields.text("typed")?.to_owned(), small(limit, MOST_HITS)))
}

fn small(number: u64, most: u64) -> usize {
    usize::try_from(number.min(most)).unwrap_or(0)
}

fn wrong(field: &str) -> Fault {
    Fault::new(FaultKind::Internal, format!("the request's {field}"))
}

/// By hand: a derived reader of twelve fields is larger than the wish for it.
struct Fields(Map<String, Value>);

impl Fields {
    fn read(json: &[u8]) -> Result<Self, Fault> {
        match serde_json::from_slice(json) {
            Ok(Value::Object(fields)) => Ok(Self(fields)),
            _ => Err(wrong("JSON")),
        }
    }

    /// A field that is there and not `null`.
    fn get(&self, name: &str) -> Option<&Value> {
        self.0.get(name).filter(|value| !value.is_null())
    }

    fn text(&self, name: &str) -> Result<&str, Fault> {
        match self.get(name) {
            None => Ok(""),
            Some(value) => value.as_str().ok_or_else(|| wrong(name)),
        }
    }

    fn texts(&self, name: &str) -> Result<Vec<String>, Fault> {
        let Some(value) = self.get(name) else {
            return Ok(Vec::new());
        };
        let list = value.as_array().ok_or_else(|| wrong(name))?;
        let texts = list.iter().map(|text| text.as_str().map(str::to_owned));
        texts.collect::<Option<_>>().ok_or_else(|| wrong(name))
    }

    fn truth(&self, name: &str) -> Result<bool, Fault> {
        match self.get(name) {
            None => Ok(false),
            Some(value) => value.as_bool().ok_or_else(|| wrong(name)),
        }
    }

    fn number(&self, name: &str) -> Result<Option<u64>, Fault> {
        match self.get(name) {
            None => Ok(None),
            Some(value) => value.as_u64().map(Some).ok_or_else(|| wrong(name)),
        }
    }

    fn years(&self, name: &str) -> Result<Option<RangeInclusive<u16>>, Fault> {
        let Some(value) = self.get(name) else {
            return Ok(None);
        };
        let year = |value: &Value| value.as_u64().and_then(|year| u16::try_from(year).ok());
        match value.as_array().map(Vec::as_slice) {
            Some([first, last]) => match (year(first), year(last)) {
                (Some(first), Some(last)) => Ok(Some(first..=last)),
                _ => Err(wrong(name)),
            },
            _ => Err(wrong(name)),
        }
    }
}
