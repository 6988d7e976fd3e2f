//! **Serve**: the site on this machine while somebody writes: built into a folder of its own, shown to this machine
//! alone, built again when the sources change.
//!
//! ```text
//! sources ─▶ watch ─▶ rebuild ─▶ State ─▶ server ─▶ pages, with the script that reloads them
//! ```
//!
//! - `watch` says when it is time to look; what changed is found by comparing the `sources`.
//! - `rebuild` is a whole build into a temporary folder. One that fails leaves the last site as it was.
//! - `state` is what pages need to know: which site is shown, and what is wrong with the sources.
//! - `server` answers requests to this machine by its own names only, and adds one script to what it sends
//!   (`page`). What is published is never touched.
#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    reason = "the edge that listens, watches and waits"
)]

mod end;
mod page;
mod place;
mod rebuild;
mod report;
mod server;
mod sources;
mod state;
mod texts;
mod watch;

use std::io;
use std::path::PathBuf;
use std::thread;
use std::time::Duration;

use crate::model::{Diagnostic, Language};
use crate::pipeline::{BuildError, Selection};

use tokio::sync::oneshot;

use server::Server;
use state::Shared;
use watch::Watch;

pub use sources::Changes;

/// The port where none is asked for: 「あゆみ」 on the keys of a telephone.
pub const DEFAULT_PORT: u16 = 29864;

/// What to serve, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The site's folder.
    pub root: PathBuf,
    /// The port to listen at; 0 for any that is free.
    pub port: u16,
    /// Which documents to take.
    pub selection: Selection,
    /// Whether to make the search index in every build, where the site has one.
    pub search: bool,
    /// The language in which pages say what is wrong.
    pub language: Language,
}

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The folder is no site.
    #[error("{} has no ayumi.toml", .0.display())]
    NoSite(PathBuf),
    /// Something else listens there.
    #[error("port {0} is in use")]
    PortInUse(u16),
    /// The system lets nobody listen there.
    #[error("port {port}: {source}")]
    Port {
        /// The port asked for.
        port: u16,
        /// The system's answer.
        source: io::Error,
    },
    /// There is no place for the temporary folder, or the server could not be started.
    #[error("{0}")]
    System(#[from] io::Error),
}

/// Whoever tells a person what is going on. May be called from several threads.
pub trait Observer: Sync {
    /// The site will be shown at this address.
    fn listening(&self, address: &str);
    /// Changes will be noticed late, because the system does not tell of them.
    fn looks_seldom(&self, seconds: u64, detail: &str);
    /// A build begins; nothing changed before the first.
    fn begins(&self, changes: Option<&Changes>);
    /// A build ended.
    fn ended(&self, ended: &Ended);
    /// What is wrong where a site could not be written, and what to do.
    fn explain(&self, error: &BuildError) -> (String, String);
}

/// How a build ended.
#[derive(Debug)]
pub struct Ended {
    /// Everything that is odd, in order.
    pub diagnostics: Vec<Diagnostic>,
    /// Whether there is a new site.
    pub outcome: Outcome,
    /// How long it took.
    pub time: Duration,
}

/// What became of a build.
#[derive(Debug)]
pub enum Outcome {
    /// A new site is shown.
    Shown {
        /// How many documents it has.
        documents: usize,
        /// Whether any file of it differs from the last one.
        changed: bool,
    },
    /// The sources have errors.
    Refused {
        /// Whether there was a good build before, whose site is still shown.
        has_site: bool,
    },
    /// A site could not be written.
    Failed(BuildError),
}

/// Serves a site until somebody ends the process's work (Ctrl-C, or a request to terminate).
///
/// # Errors
/// Why nothing can be served. Errors of the sources are none: pages show them until they are mended.
pub fn run(options: &Options, observer: &dyn Observer) -> Result<(), ServeError> {
    if !options.root.join("ayumi.toml").is_file() {
        return Err(ServeError::NoSite(options.root.clone()));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    let server = runtime.block_on(Server::bind(options.port))?;
    let folder = tempfile::Builder::new().prefix("ayumi-serve-").tempdir()?;
    let site = folder.path().join("site");
    let shared = Shared::new(options.language);
    let watch = Watch::new(&options.root);
    let address = server.address();
    observer.listening(&address);
    thread::scope(|scope| {
        let builds = rebuild::Builds {
            options,
            site: &site,
            address: &address,
            shared: &shared,
            observer,
        };
        let (waker, looker) = watch.split();
        // Falls with the thread, whatever ends it: pages that nobody builds any more are not served.
        let (alive, builds_end) = oneshot::channel();
        scope.spawn(move || {
            let _alive: oneshot::Sender<()> = alive;
            builds.run(looker);
        });
        let serving = server.run(site.clone(), shared.clone(), builds_end);
        let served = runtime.block_on(serving);
        // A build that is under way ends at its next document, so that nothing is written into a folder that is gone.
        shared.stop();
        waker.wake();
        served
    })?;
    drop(runtime);
    folder.close()?;
    Ok(())
}
