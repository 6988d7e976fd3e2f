//! Progress on a terminal, and how long each phase took.
#![allow(
    clippy::disallowed_methods,
    reason = "the edge at which time may be looked at"
)]

use std::sync::Mutex;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::terminal::Terminal;
use crate::pipeline::{Phase, Progress};

/// Shows a bar where somebody watches, and keeps the times.
pub(super) struct Watch {
    terminal: Terminal,
    state: Mutex<State>,
    started: Instant,
}

struct State {
    bar: ProgressBar,
    phases: Vec<(Phase, Instant)>,
}

impl Watch {
    pub fn new(terminal: Terminal) -> Self {
        let state = Mutex::new(State {
            bar: ProgressBar::hidden(),
            phases: Vec::new(),
        });
        Self {
            terminal,
            state,
            started: Instant::now(),
        }
    }

    /// Ends the last phase: the bar goes, and the times are complete.
    pub fn finish(&self) -> Vec<(Phase, Duration)> {
        let now = Instant::now();
        let Ok(state) = self.state.lock() else {
            return Vec::new();
        };
        state.bar.finish_and_clear();
        let ends = state
            .phases
            .iter()
            .skip(1)
            .map(|(_, start)| *start)
            .chain([now]);
        state
            .phases
            .iter()
            .zip(ends)
            .map(|((phase, start), end)| (*phase, end - *start))
            .collect()
    }

    /// The times as a table.
    pub fn table(&self) -> String {
        let texts = self.terminal.texts;
        let mut lines = vec![texts.get("timings").to_owned()];
        for (phase, time) in self.finish() {
            lines.push(format!(
                "  {:<8} {:>9.1} ms",
                phase.name(),
                time.as_secs_f64() * 1e3
            ));
        }
        lines.push(format!(
            "  {:<8} {:>9.1} ms",
            texts.get("total"),
            self.started.elapsed().as_secs_f64() * 1e3
        ));
        lines.join("\n")
    }
}

/// A bar with what it is for, where somebody watches; `steps` is 0 where nobody knows how many there are.
pub(super) fn bar(terminal: &Terminal, key: &str, steps: usize) -> ProgressBar {
    if !terminal.watched {
        return ProgressBar::hidden();
    }
    // The templates are constant and well formed; a bar without its style would be no harm.
    let style = |template| {
        ProgressStyle::with_template(template).unwrap_or_else(|_| ProgressStyle::default_bar())
    };
    let bar = if steps > 0 {
        ProgressBar::new(steps as u64).with_style(style("{msg} {wide_bar} {pos}/{len}"))
    } else {
        ProgressBar::new_spinner().with_style(style("{msg}"))
    };
    bar.set_message(terminal.texts.get(key).to_owned());
    bar
}

impl Progress for Watch {
    fn begin(&self, phase: Phase, steps: usize) {
        let Ok(mut state) = self.state.lock() else {
            return;
        };
        state.phases.push((phase, Instant::now()));
        if !self.terminal.watched {
            return;
        }
        state.bar.finish_and_clear();
        state.bar = bar(&self.terminal, &format!("phase.{}", phase.name()), steps);
    }

    fn advance(&self, steps: usize) {
        if self.terminal.watched
            && let Ok(state) = self.state.lock()
        {
            state.bar.inc(steps as u64);
        }
    }
}
