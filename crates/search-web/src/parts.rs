//! The parts of a published index that were fetched, and those that were asked for in vain.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ayumi_search::layout::{self, part_path};

/// Bytes of parts that may lie here unread: of questions that were given up.
const MOST_UNREAD: usize = 4 << 20;

/// Parts, shared between the boundary, which adds them, and the engine, which takes them: it keeps them unpacked.
#[derive(Clone, Default)]
pub struct Parts(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    /// By their names.
    parts: BTreeMap<String, Vec<u8>>,
    wanted: BTreeSet<String>,
}

impl Parts {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a part.
    pub fn supply(&self, name: &str, bytes: Vec<u8>) {
        let mut inner = self.lock();
        inner.wanted.remove(name);
        inner.parts.insert(name.to_owned(), bytes);
    }

    /// The files of the parts that were wanted since the last call.
    pub fn take_wanted(&self) -> Vec<String> {
        let wanted = std::mem::take(&mut self.lock().wanted);
        wanted.iter().map(|name| part_path(name)).collect()
    }

    /// Drops what nobody asked for in the end, if it is much.
    pub fn tidy(&self) {
        let parts = &mut self.lock().parts;
        if parts.values().map(Vec::len).sum::<usize>() > MOST_UNREAD {
            parts.clear();
        }
    }
}

impl layout::Parts for Parts {
    fn part(&self, name: &str) -> io::Result<Vec<u8>> {
        let mut inner = self.lock();
        inner.parts.remove(name).ok_or_else(|| {
            inner.wanted.insert(name.to_owned());
            io::ErrorKind::WouldBlock.into()
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use ayumi_search::layout::Parts as _;

    #[test]
    fn what_is_not_there_is_wanted_once() {
        let parts = Parts::default();
        for _ in 0..2 {
            let error = parts.part("a").expect_err("nothing is there");
            assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
        }
        assert_eq!(parts.take_wanted(), ["parts/a.bin"]);
        assert_eq!(parts.take_wanted(), Vec::<String>::new());
        parts.supply("a", vec![1, 2, 3]);
        assert_eq!(parts.part("a").expect("it is there"), [1, 2, 3]);
        assert_eq!(parts.take_wanted(), Vec::<String>::new());
    }
}
