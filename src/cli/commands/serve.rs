//! `ayumi serve`: what the terminal says while a site is served.

use crate::cli::arguments::{Common, Format, Serve};
use crate::cli::report::Counts;
use crate::cli::terminal::{Terminal, printable};
use crate::cli::{Outcome, print, publish_error, root};
use crate::model::{Diagnostic, Severity};
use crate::pipeline::{BuildError, Selection};
use crate::serve::{self, Changes, Ended, Observer, Options, ServeError};

use super::check::tell;

pub(in crate::cli) fn run(common: &Common, arguments: &Serve, terminal: &Terminal) -> Outcome {
    let options = Options {
        root: root(common),
        port: arguments.port,
        selection: Selection {
            drafts: arguments.drafts,
        },
        search: arguments.search,
        language: terminal.texts.language,
    };
    let voice = Voice {
        terminal,
        options: &options,
        open: arguments.open,
    };
    match serve::run(&options, &voice) {
        Ok(()) => {
            terminal.inform(terminal.texts.get("serve.ended"));
            Outcome::Good
        }
        Err(error) => {
            let (message, help) = voice.refusal(&error);
            terminal.fail(&message, &help);
            Outcome::Usage
        }
    }
}

struct Voice<'a> {
    terminal: &'a Terminal,
    options: &'a Options,
    open: bool,
}

impl Voice<'_> {
    fn refusal(&self, error: &ServeError) -> (String, String) {
        let texts = self.terminal.texts;
        let (key, values) = match error {
            ServeError::NoSite(folder) => {
                ("no_site", [folder.display().to_string(), String::new()])
            }
            ServeError::PortInUse(port) => ("port_in_use", [port.to_string(), String::new()]),
            ServeError::Port { port, source } => ("port", [port.to_string(), source.to_string()]),
            ServeError::System(source) => ("system", [String::new(), source.to_string()]),
        };
        let values = [("name", values[0].as_str()), ("detail", values[1].as_str())];
        (
            texts.fill(&format!("serve.{key}"), &values),
            texts.fill(&format!("serve.{key}_help"), &values),
        )
    }

    /// A path below the site's folder, as documents are named elsewhere.
    fn shown(&self, changes: &Changes) -> String {
        let path = changes.first.strip_prefix(&self.options.root);
        let path = path.unwrap_or(&changes.first);
        printable(&path.display().to_string())
    }
}

impl Observer for Voice<'_> {
    fn listening(&self, address: &str) {
        // Alone on its stream: programs wait for it.
        let _ = print(self.terminal, &format!("{address}\n"));
        self.terminal
            .inform(self.terminal.texts.get("serve.listening"));
        if self.open
            && let Err(error) = opener::open_browser(address)
        {
            let detail = error.to_string();
            let texts = self.terminal.texts;
            self.terminal.fail(
                &texts.fill("serve.no_browser", &[("detail", &detail)]),
                texts.get("serve.no_browser_help"),
            );
        }
    }

    fn looks_seldom(&self, seconds: u64, detail: &str) {
        let seconds = seconds.to_string();
        let values = [("seconds", seconds.as_str()), ("detail", detail)];
        let said = self.terminal.texts.fill("serve.seldom", &values);
        self.terminal.inform(&printable(&said));
    }

    fn begins(&self, changes: Option<&Changes>) {
        let Some(changes) = changes else {
            return;
        };
        let (path, more) = (
            self.shown(changes),
            changes.count.saturating_sub(1).to_string(),
        );
        let key = if changes.count > 1 {
            "serve.changed_more"
        } else {
            "serve.changed"
        };
        let values = [("path", path.as_str()), ("count", more.as_str())];
        self.terminal
            .inform(&self.terminal.texts.fill(key, &values));
    }

    fn ended(&self, ended: &Ended) {
        let (terminal, texts) = (self.terminal, self.terminal.texts);
        let counts = Counts::of(&ended.diagnostics);
        let by_weight = |severity| {
            let of = |one: &&Diagnostic| one.severity() == severity;
            ended
                .diagnostics
                .iter()
                .filter(of)
                .cloned()
                .collect::<Vec<_>>()
        };
        // Each time all of them would push what is new out of sight: warnings are counted, and pages show them.
        let shown = if terminal.verbose {
            ended.diagnostics.clone()
        } else {
            by_weight(Severity::Error)
        };
        let _ = tell(&shown, Format::Text, 0, None, terminal);
        let time = format!("{:.1}", ended.time.as_secs_f64());
        let (counts_said, time) = (counts.say(texts), time.as_str());
        match &ended.outcome {
            serve::Outcome::Shown { documents, .. } => {
                let documents = documents.to_string();
                let values = [
                    ("documents", documents.as_str()),
                    ("counts", &counts_said),
                    ("seconds", time),
                ];
                terminal.inform(&texts.fill("serve.shown", &values));
            }
            serve::Outcome::Refused { has_site } => {
                let key = if *has_site {
                    "serve.kept"
                } else {
                    "serve.refused"
                };
                terminal.tell(&texts.fill(key, &[("counts", &counts_said)]));
            }
            serve::Outcome::Failed(error) => {
                let (message, help) = self.explain(error);
                terminal.fail(&message, &help);
            }
        }
    }

    fn explain(&self, error: &BuildError) -> (String, String) {
        let texts = self.terminal.texts;
        match error {
            BuildError::Publish(error) => publish_error::say(error, texts),
            other => {
                let message = texts.fill("internal", &[("detail", &other.to_string())]);
                (message, String::new())
            }
        }
    }
}
