//! The search engine of Ayumi in the browser.
//!
//! The engine is `ayumi-search`, the same as natively; here is only the boundary. A published index is a start file and
//! immutable parts with names of their own. The engine runs on the parts that it has been given: a read of one that is
//! not there is noted and fails, the page's worker fetches all that were noted at once, and asks again ([`Engine`]).
//!
//! JSON goes in and out, through a hand-kept boundary of six functions (`abi`).

#[cfg(target_arch = "wasm32")]
mod abi;
mod engine;
mod parts;
mod reply;
mod request;

pub use engine::Engine;
pub use reply::{Fault, FaultKind, Reply};
