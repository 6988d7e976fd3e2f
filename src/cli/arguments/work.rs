//! The commands with which somebody works on a site: `init`, `new`, `serve`.

use std::path::PathBuf;

use clap::Args;

use crate::model::{Date, Edition};
use crate::serve::DEFAULT_PORT;

#[derive(Debug, Args)]
pub(in crate::cli) struct Init {
    /// The folder to make the site in [default: the current one]
    #[arg(value_name = "DIR")]
    pub folder: Option<PathBuf>,
    /// The municipality's name [default: one that does not exist]
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub municipality: Option<String>,
    /// The municipality's code, six digits
    #[arg(long, value_name = "CODE", requires = "municipality")]
    pub code: Option<String>,
    /// Who publishes the site
    #[arg(long, value_name = "NAME", value_parser = name)]
    pub publisher: Option<String>,
    /// Write the default theme, or the built-in theme of that name, out into themes/NAME, to change it
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct New {
    /// The fiscal year: 2024, R6, 令和6年度
    #[arg(value_name = "YEAR")]
    pub year: String,
    /// The organisation: its name, id, slug, abbreviation, or a path such as chuo/chiiki
    #[arg(value_name = "ORGANISATION")]
    pub organisation: String,
    /// The form to take the labels from, by id [default: the first of that year]
    #[arg(long, value_name = "ID")]
    pub form: Option<String>,
    /// Another edition of that year: midyear, result, revised, or a day
    #[arg(long, value_name = "NAME", value_parser = edition)]
    pub edition: Option<Edition>,
    /// The title [default: the fiscal year, the organisation and the series]
    #[arg(long, value_name = "TITLE")]
    pub title: Option<String>,
}

#[derive(Debug, Args)]
pub(in crate::cli) struct Serve {
    /// The port to listen at; 0 for any that is free
    #[arg(long, value_name = "N", default_value_t = DEFAULT_PORT)]
    pub port: u16,
    /// Open the site in the browser
    #[arg(long)]
    pub open: bool,
    /// Show drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Make the search index in every build too, which takes longer
    #[arg(long)]
    pub search: bool,
}

fn edition(text: &str) -> Result<Edition, String> {
    let is_day = |text: &str| {
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        text.len() == 10 && digits == 8
    };
    Edition::new(text)
        .ok()
        .filter(|_| !is_day(text) || Date::parse(text).is_some())
        .ok_or_else(|| super::super::values::expected("edition"))
}

fn name(text: &str) -> Result<String, String> {
    let name = text.trim();
    if name.is_empty() {
        return Err(super::super::values::expected("name"));
    }
    Ok(name.to_owned())
}
