//! `ayumi clean`

use crate::cli::arguments::{Clean, Common};
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, out_folder, publish_error, root};
use crate::publish;

use super::build::tell_leftover;

pub(in crate::cli) fn run(common: &Common, arguments: &Clean, terminal: &Terminal) -> Outcome {
    let texts = terminal.texts;
    let out = out_folder(&root(common), arguments.out.as_ref());
    let shown = out.display().to_string();
    let cleaned = publish::clean(&out);
    if let Ok(summary) = &cleaned
        && let Some(folder) = &summary.leftover
    {
        tell_leftover(folder, terminal);
    }
    match cleaned {
        Ok(summary) if summary.removed == 0 => {
            terminal.inform(&texts.fill("nothing_to_clean", &[("out", &shown)]));
            Outcome::Good
        }
        Ok(summary) => {
            let removed = summary.removed.to_string();
            terminal.inform(&texts.fill("cleaned", &[("out", &shown), ("removed", &removed)]));
            Outcome::Good
        }
        Err(error) => {
            let (message, help) = publish_error::say(&error, texts);
            terminal.fail(&message, &help);
            Outcome::Usage
        }
    }
}
