//! The boundary to JavaScript, kept by hand: the one place with `unsafe`.
//!
//! Bytes go in through memory from [`allocate`]; a function that is given them keeps them. A result points at
//! [`Reply::into_bytes`], and is given back by [`release`] with its whole length, 8 + the length that it says.

use std::sync::{Mutex, MutexGuard, PoisonError};

use crate::engine::Engine;
use crate::reply::{Fault, FaultKind, Reply};

static ENGINE: Mutex<Option<Engine>> = Mutex::new(None);

fn engine() -> MutexGuard<'static, Option<Engine>> {
    ENGINE.lock().unwrap_or_else(PoisonError::into_inner)
}

fn answer(ask: impl FnOnce(&mut Engine) -> Reply) -> *mut u8 {
    given(ask(engine().get_or_insert_default()).into_bytes())
}

/// Hands bytes over to JavaScript.
fn given(bytes: Box<[u8]>) -> *mut u8 {
    Box::into_raw(bytes).cast()
}

/// Takes bytes over from JavaScript.
///
/// # Safety
/// They came from [`given`] with this very length, and nobody else has them.
unsafe fn taken(start: *mut u8, length: usize) -> Box<[u8]> {
    // SAFETY: `given` made the pointer of a box of this length; the caller vouches for the rest.
    unsafe { Box::from_raw(std::ptr::slice_from_raw_parts_mut(start, length)) }
}

/// Memory for bytes that go in.
#[unsafe(no_mangle)]
extern "C" fn allocate(length: usize) -> *mut u8 {
    given(vec![0; length].into_boxed_slice())
}

/// Gives memory back.
#[unsafe(no_mangle)]
unsafe extern "C" fn release(start: *mut u8, length: usize) {
    // SAFETY: JavaScript gives back what it was given, once.
    drop(unsafe { taken(start, length) });
}

/// Opens the publication of a start file.
#[unsafe(no_mangle)]
unsafe extern "C" fn open(start: *mut u8, length: usize) -> *mut u8 {
    // SAFETY: from `allocate`, filled, and not used again.
    let bytes = unsafe { taken(start, length) };
    answer(|engine| engine.open(&bytes))
}

/// Takes a part: its name, its bytes.
#[unsafe(no_mangle)]
unsafe extern "C" fn supply(
    name: *mut u8,
    name_length: usize,
    start: *mut u8,
    length: usize,
) -> *mut u8 {
    // SAFETY: as in `open`.
    let (name, bytes) = unsafe { (taken(name, name_length), taken(start, length)) };
    answer(|engine| match std::str::from_utf8(&name) {
        Ok(name) => engine.supply(name, bytes.into_vec()),
        Err(_) => Reply::Fault(Fault::new(FaultKind::Internal, "a name that is no text")),
    })
}

/// Answers a request for hits.
#[unsafe(no_mangle)]
unsafe extern "C" fn search(start: *mut u8, length: usize) -> *mut u8 {
    // SAFETY: as in `open`.
    let json = unsafe { taken(start, length) };
    answer(|engine| engine.search(&json))
}

/// Answers a request for words to go on with.
#[unsafe(no_mangle)]
unsafe extern "C" fn suggest(start: *mut u8, length: usize) -> *mut u8 {
    // SAFETY: as in `open`.
    let json = unsafe { taken(start, length) };
    answer(|engine| engine.suggest(&json))
}

/// Randomness, which has no use here: only new segments have random names.
#[unsafe(no_mangle)]
unsafe extern "Rust" fn __getrandom_v03_custom(
    _: *mut u8,
    _: usize,
) -> Result<(), getrandom::Error> {
    Err(getrandom::Error::UNSUPPORTED)
}
