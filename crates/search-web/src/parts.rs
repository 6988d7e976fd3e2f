//! The parts of a published index that have come, and those that were asked for in vain.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use ayumi_search::layout::{self, file_name};

use crate::reply::{Fault, FaultKind};

/// Bytes of parts that may lie here unread: of questions that were given up.
const MOST_UNREAD: usize = 4 << 20;

/// Parts on their way to the engine, which unpacks them and keeps them itself. They go by the names of their files.
#[derive(Clone, Default)]
pub struct Parts(Arc<Mutex<Inner>>);

#[derive(Default)]
struct Inner {
    come: BTreeMap<String, Vec<u8>>,
    wanted: BTreeSet<String>,
}

impl Parts {
    fn lock(&self) -> MutexGuard<'_, Inner> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Adds a part.
    ///
    /// # Errors
    /// If these are not the bytes that were published under that name.
    pub fn supply(&self, file: &str, bytes: Vec<u8>) -> Result<(), Fault> {
        if !layout::part_name(file).is_some_and(|part| layout::is_whole(part, &bytes)) {
            return Err(Fault::new(FaultKind::Damaged, file));
        }
        let mut inner = self.lock();
        inner.wanted.remove(file);
        inner.come.insert(file.to_owned(), bytes);
        Ok(())
    }

    /// What was wanted since the last call.
    pub fn take_wanted(&self) -> Vec<String> {
        std::mem::take(&mut self.lock().wanted)
            .into_iter()
            .collect()
    }

    /// Drops what nobody asked for, if it is too much.
    pub fn tidy(&self) {
        let come = &mut self.lock().come;
        if come.values().map(Vec::len).sum::<usize>() > MOST_UNREAD {
            come.clear();
        }
    }
}

impl layout::Parts for Parts {
    fn part(&self, name: &str) -> io::Result<Vec<u8>> {
        let file = file_name(name);
        let mut inner = self.lock();
        if let Some(bytes) = inner.come.remove(&file) {
            return Ok(bytes);
        }
        inner.wanted.insert(file);
        Err(io::ErrorKind::WouldBlock.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use layout::Parts as _;

    // `printf a | sha256sum`
    const A: &str = "ca978112ca1bbdca";

    #[test]
    fn what_is_not_there_is_wanted_once() {
        let parts = Parts::default();
        for _ in 0..2 {
            let error = parts.part(A).expect_err("nothing is there");
            assert_eq!(error.kind(), io::ErrorKind::WouldBlock);
        }
        let file = file_name(A);
        assert_eq!(parts.take_wanted(), [file.as_str()]);
        assert_eq!(parts.take_wanted(), Vec::<String>::new());
        parts.supply(&file, b"a".to_vec()).expect("it is whole");
        assert_eq!(parts.part(A).expect("it is there"), b"a");
        assert_eq!(parts.take_wanted(), Vec::<String>::new());
    }

    #[test]
    fn other_bytes_are_refused() {
        let parts = Parts::default();
        for (file, bytes) in [
            (file_name(A), "b"),
            (A.to_owned(), "a"),
            (String::new(), "a"),
        ] {
            let fault = parts.supply(&file, bytes.into()).expect_err("another part");
            assert_eq!(fault.kind, FaultKind::Damaged);
        }
        assert!(parts.part(A).is_err());
    }
}
