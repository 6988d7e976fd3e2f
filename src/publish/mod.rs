//! The output edge: puts a finished site into its folder, whole or not at all.
//!
//! 1. [`Output::open`] looks at the output folder, refuses one that is not ours, takes the lock, and
//!    mends what a killed build left behind.
//! 2. [`Output::stage`] starts an empty [`Staging`] folder beside it. Any number of threads
//!    [`write`](Staging::write) pages and [`copy_file`](Staging::copy_file) attachments into it, each under a
//!    [`SitePath`], which cannot name anything outside the site; what is too large to hold is written in
//!    [`Pieces`]. A file whose bytes are already
//!    published is linked, not written.
//! 3. [`Staging::commit`] adds the [`Manifest`], exchanges the two folders in one step and removes the old site.
//!    Dropping the staging instead leaves the old site as it was.
//!
//! [`clean`] takes back what was published.
//!
//! ```text
//! public/                     the site, with .ayumi-manifest
//! .public.ayumi-staging/      only while a build runs
//!     ayumi.lock              held by the build that runs
//!     site/                   the next site; after the exchange, the old one
//!     old/                    the old site, between the two renames of a system without exchange
//! ```
//!
//! Invariants: nothing but these two folders is written; no file is ever changed in place (so a
//! hard link taken by a backup stays true); a symlink is never followed; an error before the
//! exchange leaves the old site untouched. Deliberately absent: flushing to disk. A killed process
//! loses nothing, but after a power failure check with `sha256sum -c .ayumi-manifest` or build again.

#![allow(clippy::disallowed_methods, reason = "the output edge")]

mod claims;
mod clean;
mod compare;
mod disk;
mod error;
mod exchange;
mod location;
mod manifest;
mod output;
mod pieces;
mod site_path;
mod staging;
mod survey;
mod workspace;

pub use clean::clean;
pub(crate) use disk::{is_mount_point, is_still_at};
pub use error::{Clash, Entry, Operation, PublishError};
pub use manifest::{Digest, MANIFEST_NAME, Manifest, ManifestProblem};
pub use output::Output;
pub use pieces::{Measure, Pieces};
pub(crate) use site_path::fold_case;
pub use site_path::{SitePath, SitePathError, SitePathProblem};
pub use staging::{Staging, Summary, Written};
