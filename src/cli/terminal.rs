//! The two streams of a terminal: what was asked for goes to standard output, everything else to standard error.

use std::io::{self, IsTerminal as _, Write};

use super::arguments::{ColorChoice, Common};
use super::texts::Texts;

/// How to speak to whoever called.
#[derive(Debug, Clone, Copy)]
pub(super) struct Terminal {
    pub texts: Texts,
    /// Whether standard error takes colours.
    pub error_color: bool,
    /// Whether standard output takes colours.
    pub color: bool,
    /// How many columns there are.
    pub width: usize,
    pub quiet: bool,
    pub verbose: bool,
    /// Whether somebody watches: progress is shown.
    pub watched: bool,
}

/// A terminal's width where it does not tell.
const WIDTH: usize = 100;

impl Terminal {
    pub fn new(common: &Common, texts: Texts, no_color: bool, columns: Option<usize>) -> Self {
        let takes = |is_terminal: bool| match common.color {
            ColorChoice::Always => true,
            ColorChoice::Never => false,
            ColorChoice::Auto => is_terminal && !no_color,
        };
        let watched = io::stderr().is_terminal();
        Self {
            texts,
            error_color: takes(watched),
            color: takes(io::stdout().is_terminal()),
            width: columns.unwrap_or(WIDTH).clamp(40, 200),
            quiet: common.quiet,
            verbose: common.verbose,
            watched: watched && !common.quiet,
        }
    }

    /// Writes to standard output. A reader that went away (`| head`) is no error.
    pub fn print(&self, text: &str) -> io::Result<()> {
        let mut out = io::stdout().lock();
        match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
            Err(error) if error.kind() == io::ErrorKind::BrokenPipe => Ok(()),
            result => result,
        }
    }

    /// Writes a line to standard error; where nobody listens, nothing is to be done about it.
    pub fn tell(&self, line: &str) {
        let _ = writeln!(io::stderr().lock(), "{line}");
    }

    /// Writes a line to standard error, unless only errors are wanted.
    pub fn inform(&self, line: &str) {
        if !self.quiet {
            self.tell(line);
        }
    }

    /// An error that has no place in a file, and what to do.
    pub fn fail(&self, message: &str, help: &str) {
        let (bold_red, cyan, reset) = if self.error_color {
            ("\u{1b}[1;91m", "\u{1b}[1;96m", "\u{1b}[0m")
        } else {
            ("", "", "")
        };
        let (error, label) = (self.texts.get("error"), self.texts.get("help"));
        self.tell(&format!("{bold_red}{error}{reset}: {}", printable(message)));
        if !help.is_empty() {
            self.tell(&format!("  {cyan}{label}{reset}: {}", printable(help)));
        }
    }
}

/// The text without control characters: what a document says must not steer a terminal.
pub(super) fn printable(text: &str) -> String {
    text.chars()
        .map(|c| {
            if c.is_control() && c != '\n' {
                '\u{fffd}'
            } else {
                c
            }
        })
        .collect()
}
