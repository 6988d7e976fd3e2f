//! What the boundary gives back.

use serde::Serialize;

/// An answer of the boundary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reply {
    /// Done: a JSON value.
    Value(Vec<u8>),
    /// These parts are needed first.
    Wanted(Vec<String>),
    /// It cannot be done.
    Fault(Fault),
}

/// Why something cannot be done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What kind of reason it is.
    pub kind: FaultKind,
    /// The reason in words, for those who look for the cause; English.
    pub detail: String,
}

/// Kinds of reasons. The worker has more of them, of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum FaultKind {
    /// Bytes are not those that were published.
    Damaged,
    /// The index is one of another version.
    Version,
    /// The page asked wrongly, or the engine is wrong.
    Internal,
}

impl Fault {
    /// A reason of a kind.
    pub fn new(kind: FaultKind, detail: impl Into<String>) -> Self {
        Self {
            kind,
            detail: detail.into(),
        }
    }
}

impl From<ayumi_search::Error> for Fault {
    fn from(error: ayumi_search::Error) -> Self {
        use ayumi_search::Error;
        let kind = match &error {
            Error::Layout(_) => FaultKind::Version,
            Error::Read(_) | Error::Index(_) | Error::Passage(_) => FaultKind::Damaged,
            _ => FaultKind::Internal,
        };
        Self::new(kind, error.to_string())
    }
}

impl Reply {
    /// A value as JSON.
    pub fn value(value: &impl Serialize) -> Self {
        match serde_json::to_vec(value) {
            Ok(json) => Self::Value(json),
            Err(error) => Self::Fault(Fault::new(FaultKind::Internal, error.to_string())),
        }
    }

    /// As bytes: the status (0 value, 1 wanted, 2 fault) and the length of what follows, both little-endian `u32`, and
    /// JSON.
    pub fn into_bytes(self) -> Box<[u8]> {
        // Texts always serialise.
        let (status, json) = match self {
            Self::Value(json) => (0_u32, json),
            Self::Wanted(names) => (1, serde_json::to_vec(&names).unwrap_or_default()),
            Self::Fault(fault) => (2, serde_json::to_vec(&fault).unwrap_or_default()),
        };
        // Addresses of 32 bits hold no longer text.
        let length = u32::try_from(json.len()).unwrap_or(u32::MAX);
        let mut bytes = Vec::with_capacity(8 + json.len());
        bytes.extend(status.to_le_bytes());
        bytes.extend(length.to_le_bytes());
        bytes.extend(json);
        bytes.into_boxed_slice()
    }
}
