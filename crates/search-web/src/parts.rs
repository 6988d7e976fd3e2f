//! The parts of a published index that are there, and those that were asked for in vain.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ayumi_search::OwnedBytes;

/// Bytes of parts that are kept from one question to the next. Those that one question needs are kept while it lasts,
/// however many they are.
const KEPT_BYTES: usize = 32 << 20;

/// Parts, shared between the boundary, which adds them, and the engine, which reads them.
#[derive(Clone, Default)]
pub struct Parts(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    parts: BTreeMap<String, Part>,
    wanted: BTreeSet<String>,
    /// Counts reads, so that parts know their last one.
    clock: u64,
}

struct Part {
    bytes: OwnedBytes,
    read: u64,
}

impl Parts {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Reads a part.
    ///
    /// # Errors
    /// `WouldBlock` if it is not there; it is wanted from then on.
    pub fn part(&self, name: &str) -> io::Result<OwnedBytes> {
        let mut inner = self.lock();
        inner.clock += 1;
        let now = inner.clock;
        if let Some(part) = inner.parts.get_mut(name) {
            part.read = now;
            return Ok(part.bytes.clone());
        }
        inner.wanted.insert(name.to_owned());
        Err(io::ErrorKind::WouldBlock.into())
    }

    /// Adds a part.
    pub fn supply(&self, name: &str, bytes: OwnedBytes) {
        let mut inner = self.lock();
        inner.clock += 1;
        let read = inner.clock;
        inner.parts.insert(name.to_owned(), Part { bytes, read });
        inner.wanted.remove(name);
    }

    /// What was wanted since the last call.
    pub fn take_wanted(&self) -> Vec<String> {
        std::mem::take(&mut self.lock().wanted)
            .into_iter()
            .collect()
    }

    /// Drops what was not read for the longest time, until the rest is small enough.
    pub fn shrink(&self) {
        self.shrink_to(KEPT_BYTES);
    }

    fn shrink_to(&self, most: usize) {
        let mut inner = self.lock();
        let mut total: usize = inner.parts.values().map(|part| part.bytes.len()).sum();
        while total > most {
            let oldest = inner.parts.iter().min_by_key(|(_, part)| part.read);
            let Some(name) = oldest.map(|(name, _)| name.clone()) else {
                break;
            };
            if let Some(part) = inner.parts.remove(&name) {
                total -= part.bytes.len();
            }
        }
    }

    /// Drops the parts that another publication does not have.
    pub fn retain(&self, keep: impl Fn(&str) -> bool) {
        self.lock().parts.retain(|name, _| keep(name));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn supply(parts: &Parts, name: &str, length: usize) {
        parts.supply(name, OwnedBytes::new(vec![0; length]));
    }

    #[test]
    fn what_is_not_there_is_wanted_once() {
        let parts = Parts::default();
        for _ in 0..2 {
            let error = parts.part("a").expect_err("nothing is there");
            assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
        }
        assert_eq!(parts.take_wanted(), ["a"]);
        assert_eq!(parts.take_wanted(), Vec::<String>::new());
        supply(&parts, "a", 3);
        assert_eq!(parts.part("a").expect("it is there").len(), 3);
        assert_eq!(parts.take_wanted(), Vec::<String>::new());
    }

    #[test]
    fn what_was_read_last_is_kept() {
        let parts = Parts::default();
        for name in ["a", "b", "c"] {
            supply(&parts, name, 10);
        }
        parts.part("a").expect("it is there");
        parts.shrink_to(20);
        assert!(parts.part("a").is_ok() && parts.part("c").is_ok());
        assert!(parts.part("b").is_err());
    }
}
