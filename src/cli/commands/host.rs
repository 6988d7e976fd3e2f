//! `ayumi host`: what servers that are configured apart from the site have to be told.

use std::path::Path;

use crate::cli::arguments::{Common, Format, ServerFor, ServerName};
use crate::cli::progress::Watch;
use crate::cli::report::Counts;
use crate::cli::terminal::Terminal;
use crate::cli::{Outcome, configure, out_folder, print};
use crate::config::{Config, Overrides};
use crate::hosting::{self, Delivery};
use crate::index;
use crate::pipeline::{self, Checked, Selection};
use crate::render::Renderer;

use super::check::{print_json, tell};

pub(in crate::cli) fn run(common: &Common, arguments: &ServerFor, terminal: &Terminal) -> Outcome {
    let overrides = Overrides {
        base_url: arguments.base_url.clone(),
        host: None,
    };
    let config = match configure(common, &overrides, Format::Text, terminal) {
        Ok(config) => config,
        Err(outcome) => return outcome,
    };
    let watch = Watch::new(*terminal);
    let selection = Selection {
        drafts: arguments.drafts,
    };
    let mut checked = pipeline::check(&config, selection, &watch);
    watch.finish();
    if Counts::of(&checked.diagnostics).errors > 0 {
        // A build would refuse too: only what it would refuse for is of interest here.
        let is_error =
            |one: &crate::model::Diagnostic| one.severity() == crate::model::Severity::Error;
        checked.diagnostics.retain(is_error);
        tell(
            &checked.diagnostics,
            Format::Text,
            checked.files.len(),
            None,
            terminal,
        );
        return Outcome::Content;
    }
    match Renderer::new(&config, &checked.archive) {
        Ok(renderer) => {
            let renderer = renderer.with_search_engine(index::engine(&config));
            let policy = renderer.content_security_policy();
            say(&config, &checked, &policy, arguments, terminal)
        }
        Err(found) => {
            tell(&found, Format::Text, checked.files.len(), None, terminal);
            Outcome::Usage
        }
    }
}

fn say(
    config: &Config,
    checked: &Checked,
    policy: &str,
    arguments: &ServerFor,
    terminal: &Terminal,
) -> Outcome {
    let base_url = config.settings.site.base_url.as_deref();
    let delivery = Delivery {
        policy,
        unlisted: config.settings.archive.fictional,
        base_path: base_url.map(hosting::base_path),
        redirects: &checked.redirects,
    };
    match arguments.name {
        ServerName::S3 => print_json(&hosting::s3(&delivery), terminal),
        ServerName::Nginx => {
            let out = out_folder(&config.root, arguments.out.as_ref());
            match hosting::nginx(&delivery, &absolute(&out)) {
                Ok(text) => print(terminal, &text),
                Err(unusable) => {
                    let texts = terminal.texts;
                    let values = [("folder", unusable.0.as_str())];
                    let message = texts.fill("unusable_folder", &values);
                    terminal.fail(&message, texts.get("unusable_folder_help"));
                    Outcome::Usage
                }
            }
        }
    }
}

/// The whole path of a folder, whether it is there yet or not.
fn absolute(folder: &Path) -> String {
    let whole = std::path::absolute(folder).unwrap_or_else(|_| folder.to_owned());
    // `absolute` leaves `a/./b`, and nginx would too.
    let plain: std::path::PathBuf = whole.components().collect();
    plain.display().to_string()
}
