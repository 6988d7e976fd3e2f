//! What pages need to know while they are served.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use serde::Serialize;
use tokio::sync::watch;

use super::report::Report;
use crate::model::{Language, Texts};

use super::texts;

/// The state, shared by the builds and the server.
#[derive(Debug, Clone)]
pub(super) struct Shared {
    state: Arc<watch::Sender<State>>,
    stopping: Arc<AtomicBool>,
    pub texts: Texts<'static>,
}

/// What is shown, and what is wrong with the sources.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct State {
    /// Tells one run of the program from another.
    run: u128,
    /// How many builds ended.
    pub builds: u32,
    /// How many different sites there were; none yet where it is 0.
    pub sites: u32,
    /// What is to be said.
    pub report: Option<Report>,
}

/// The state as the pages' script gets it.
#[derive(Debug, Serialize)]
pub(super) struct Told<'a> {
    page: String,
    report: Option<&'a Report>,
    labels: Labels,
}

/// Words around a report.
#[derive(Debug, Serialize)]
struct Labels {
    language: &'static str,
    region: &'static str,
    help: &'static str,
    show: &'static str,
    hide: &'static str,
}

impl Labels {
    fn of(texts: Texts<'static>) -> Self {
        let get = |key| texts.find(key).unwrap_or(key);
        Self {
            language: texts.language.tag(),
            region: get("region"),
            help: get("help"),
            show: get("show"),
            hide: get("hide"),
        }
    }
}

impl State {
    /// Names what a page shows: one of another name has to be loaded again.
    pub fn page(&self) -> String {
        let Self {
            run, builds, sites, ..
        } = self;
        if self.has_site() {
            format!("{run:x}-{sites}")
        } else {
            // Then every page shows what is wrong.
            format!("{run:x}-0-{builds}")
        }
    }

    pub fn has_site(&self) -> bool {
        self.sites > 0
    }

    /// As JSON, without line breaks.
    pub fn told(&self, texts: Texts<'static>) -> String {
        let told = Told {
            page: self.page(),
            // A page without a site says it itself.
            report: self.report.as_ref().filter(|_| self.has_site()),
            labels: Labels::of(texts),
        };
        // Texts and numbers always become JSON.
        serde_json::to_string(&told).unwrap_or_default()
    }
}

impl Shared {
    pub fn new(language: Language) -> Self {
        let since = SystemTime::now().duration_since(UNIX_EPOCH);
        let state = State {
            run: since.map_or(0, |since| since.as_nanos()),
            builds: 0,
            sites: 0,
            report: None,
        };
        Self {
            state: Arc::new(watch::Sender::new(state)),
            stopping: Arc::default(),
            texts: texts::of(language),
        }
    }

    pub fn now(&self) -> State {
        self.state.borrow().clone()
    }

    pub fn subscribe(&self) -> watch::Receiver<State> {
        self.state.subscribe()
    }

    /// A build ended; `changed` is whether it made a site that differs from the last one.
    pub fn built(&self, changed: bool, report: Option<Report>) {
        self.state.send_modify(|state| {
            state.builds += 1;
            state.sites += u32::from(changed);
            state.report = report;
        });
    }

    /// No more builds are wanted.
    pub fn stop(&self) {
        self.stopping.store(true, Ordering::Relaxed);
    }

    pub fn is_stopping(&self) -> bool {
        self.stopping.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_another_name_when_it_shows_something_else() {
        let shared = Shared::new(Language::English);
        let mut names = vec![shared.now().page()];
        let mut name_after = |changed| {
            shared.built(changed, None);
            names.push(shared.now().page());
        };
        // Errors at first, other errors, a site, the same site again, another.
        for changed in [false, false, true, false, true] {
            name_after(changed);
        }
        assert_eq!(names[3], names[4]);
        names.dedup();
        names.sort();
        names.dedup();
        assert_eq!(names.len(), 5);
    }
}
