//! When to look at the sources: when the system tells of a change in them, and every few seconds all the same, for
//! disks that do not tell.

use std::path::{Path, PathBuf};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant};

use notify::{Config, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use super::sources::{FOLDERS, linked_themes};

/// A change is complete when nothing more comes for so long: editors write in several steps.
const QUIET: Duration = Duration::from_millis(80);
/// Whoever never stops changing files gets a build in between.
const LONGEST_WAIT: Duration = Duration::from_secs(5);
/// How often the sources are looked at without being told.
const INTERVAL: Duration = Duration::from_secs(3);
/// A look may take this part of the time between looks.
const SHARE: u32 = 50;

/// Why somebody should look.
enum Call {
    /// Something happened at these paths.
    Event(Vec<PathBuf>),
    /// Somebody else asks.
    Wake,
}

/// Both ends of watching.
pub(super) struct Watch {
    waker: Waker,
    looker: Looker,
}

/// Ends a wait from another thread.
pub(super) struct Waker(Sender<Call>);

impl Waker {
    pub fn wake(&self) {
        // Whoever does not wait any more needs no call.
        let _ = self.0.send(Call::Wake);
    }
}

/// Waits until it is time to look.
pub(super) struct Looker {
    root: PathBuf,
    calls: Receiver<Call>,
    watcher: Option<RecommendedWatcher>,
    watched: Vec<PathBuf>,
    /// Why the system does not tell of all changes.
    deaf: Option<String>,
    pause: Duration,
}

impl Watch {
    /// Begins to watch the site in `root`.
    pub fn new(root: &Path) -> Self {
        let (sender, calls) = mpsc::channel();
        let events = sender.clone();
        let handler = move |event: notify::Result<Event>| {
            let paths = match event {
                // Reading is no change; without this a build would wake itself.
                Ok(event) if matches!(event.kind, EventKind::Access(_)) => return,
                Ok(event) => event.paths,
                // Lost events: look at everything.
                Err(_) => Vec::new(),
            };
            let _ = events.send(Call::Event(paths));
        };
        let config = Config::default().with_follow_symlinks(false);
        let (watcher, deaf) = match RecommendedWatcher::new(handler, config) {
            Ok(watcher) => (Some(watcher), None),
            Err(error) => (None, Some(error.to_string())),
        };
        // The system names what it watches by the path given: one without links stays right.
        let root = root.canonicalize().unwrap_or_else(|_| root.to_owned());
        let mut looker = Looker {
            root,
            calls,
            watcher,
            watched: Vec::new(),
            deaf,
            pause: INTERVAL,
        };
        looker.watch_all(&[]);
        Self {
            waker: Waker(sender),
            looker,
        }
    }

    /// The end that wakes, and the one that waits.
    pub fn split(self) -> (Waker, Looker) {
        (self.waker, self.looker)
    }
}

impl Looker {
    /// Why changes may be noticed late, told once.
    pub fn deaf(&mut self) -> Option<String> {
        self.deaf.take()
    }

    /// In how many seconds changes are noticed at the latest.
    pub fn seconds(&self) -> u64 {
        self.pause.as_secs()
    }

    /// How long the last look took: long looks are rarer.
    pub fn took(&mut self, look: Duration) {
        self.pause = INTERVAL.max(look * SHARE);
    }

    /// Waits until it is time to look.
    pub fn wait(&mut self) {
        if let Ok(Call::Event(paths)) = self.calls.recv_timeout(self.pause) {
            self.settle_after(paths);
        }
    }

    /// Waits until what goes on is over, if anything does.
    pub fn settle(&mut self) {
        if let Ok(Call::Event(paths)) = self.calls.try_recv() {
            self.settle_after(paths);
        }
    }

    fn settle_after(&mut self, mut paths: Vec<PathBuf>) {
        let begun = Instant::now();
        while begun.elapsed() < LONGEST_WAIT {
            match self.calls.recv_timeout(QUIET) {
                Ok(Call::Event(more)) => paths.extend(more),
                Ok(Call::Wake) | Err(RecvTimeoutError::Disconnected) => return,
                Err(RecvTimeoutError::Timeout) => break,
            }
        }
        self.watch_all(&paths);
    }

    /// Watches the site's folder and those that a build reads. One that something happened to may be another of the
    /// same name by now, and is watched anew.
    fn watch_all(&mut self, happened: &[PathBuf]) {
        let folders = FOLDERS.iter().map(|name| self.root.join(name));
        let wanted: Vec<PathBuf> = folders.chain(linked_themes(&self.root)).collect();
        self.watch(&self.root.clone(), RecursiveMode::NonRecursive, happened);
        for folder in &wanted {
            self.watch(folder, RecursiveMode::Recursive, happened);
        }
    }

    fn watch(&mut self, folder: &Path, mode: RecursiveMode, happened: &[PathBuf]) {
        let Some(watcher) = &mut self.watcher else {
            return;
        };
        let known = self.watched.iter().any(|watched| watched == folder);
        let there = folder.is_dir() && !folder.is_symlink();
        if known && there && !happened.iter().any(|path| path == folder) {
            return;
        }
        if known {
            // It may be gone already.
            let _ = watcher.unwatch(folder);
            self.watched.retain(|watched| watched != folder);
        }
        if !there {
            return;
        }
        match watcher.watch(folder, mode) {
            Ok(()) => self.watched.push(folder.to_owned()),
            // It went away just now; that is an event of its own.
            Err(_) if !folder.is_dir() => {}
            Err(error) => {
                self.deaf = Some(error.to_string());
                self.watched.push(folder.to_owned());
            }
        }
    }
}
