//! The command line as typed. Every flag is defined here once; help, completions and manual pages come from it.

mod work;

use std::path::PathBuf;

use clap::builder::PossibleValue;
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};

use crate::config::Host;

pub(super) use work::{Init, New, Serve};

/// Turn a folder of yearly goal documents (組織目標) into a public archive
#[derive(Debug, Parser)]
#[command(
    name = "ayumi",
    version,
    disable_help_subcommand = true,
    disable_help_flag = true,
    disable_version_flag = true,
    arg_required_else_help = true
)]
pub(super) struct Arguments {
    #[command(flatten)]
    pub common: Common,
    /// Print the version
    #[arg(long, short = 'V', action = ArgAction::Version)]
    version: Option<bool>,
    #[command(subcommand)]
    pub command: Command,
}

/// What every command understands.
#[derive(Debug, Clone, Args)]
pub(super) struct Common {
    /// The site's folder [default: the nearest one upwards that has an ayumi.toml]
    #[arg(long, global = true, value_name = "DIR")]
    pub root: Option<PathBuf>,
    /// Say nothing but errors
    #[arg(long, short, global = true, conflicts_with = "verbose")]
    pub quiet: bool,
    /// Say more: notes too
    #[arg(long, short, global = true, action = ArgAction::SetTrue)]
    pub verbose: bool,
    /// When to use colours
    #[arg(long, global = true, value_name = "WHEN", default_value = "auto")]
    pub color: ColorChoice,
    /// Print help
    #[arg(long, short, global = true, action = ArgAction::Help)]
    help: Option<bool>,
    /// How many threads to use [default: one for each core]
    #[arg(long, global = true, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub jobs: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ColorChoice {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Begin a site in a folder
    Init(Init),
    /// Begin a document, with the labels of the form
    New(New),
    /// Show the site on this computer while you work on it
    Serve(Serve),
    /// Make the site and publish it into a folder
    Build(Build),
    /// Read everything and report what is odd, without publishing
    Check(Check),
    /// Search what was published
    Search(Search),
    /// Show how a document was read, as JSON
    Inspect(Inspect),
    /// Make the site of a city that does not exist, to try things out
    Demo(Demo),
    /// Remove what was published
    Clean(Clean),
    /// Print what a server has to be told: headers, caching, redirects
    Host(ServerFor),
    /// Print the JSON Schema of settings and data
    Schema(Schema),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page
    Man(Man),
}

#[derive(Debug, Args)]
pub(super) struct Build {
    /// The folder to publish into [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The address at which the site will stand
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Publish drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Take warnings for errors
    #[arg(long)]
    pub strict: bool,
    /// Make no search index
    #[arg(long)]
    pub no_search: bool,
    /// Show how long each phase took
    #[arg(long)]
    pub timings: bool,
    /// Write the files that a host wants, and compare the site with what it takes
    #[arg(long, value_name = "NAME")]
    pub host: Option<HostName>,
    /// How to report what is odd
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

#[derive(Debug, Args)]
pub(super) struct Check {
    /// Take warnings for errors
    #[arg(long)]
    pub strict: bool,
    /// Check drafts too
    #[arg(long)]
    pub drafts: bool,
    /// Look at documents and settings only, and not at the pages that would be made of them
    #[arg(long)]
    pub no_pages: bool,
    /// Explain what a code means, without looking at any site
    #[arg(long, value_name = "CODE")]
    pub explain: Option<String>,
    /// How to report what is odd
    #[arg(long, value_name = "FORMAT", default_value = "text")]
    pub format: Format,
}

/// How diagnostics are reported.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people
    Text,
    /// For programs
    Json,
    /// For GitHub Actions
    Github,
}

/// A host, by its name in `ayumi.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct HostName(pub Host);

impl ValueEnum for HostName {
    fn value_variants<'a>() -> &'a [Self] {
        const ALL: [HostName; Host::NAMES.len()] = [
            HostName(Host::NAMES[0].1),
            HostName(Host::NAMES[1].1),
            HostName(Host::NAMES[2].1),
            HostName(Host::NAMES[3].1),
            HostName(Host::NAMES[4].1),
            HostName(Host::NAMES[5].1),
        ];
        &ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let (name, _) = Host::NAMES.iter().find(|(_, host)| *host == self.0)?;
        Some(PossibleValue::new(name))
    }
}

#[derive(Debug, Args)]
pub(super) struct Search {
    /// What to search for; "…" as written, -word without it, OR, year:2024, ward:中央区
    #[arg(required = true, value_name = "QUERY")]
    pub query: Vec<String>,
    /// The folder into which the site was published [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// Only these fiscal years: 2024, R6, 2020..2024 (both included)
    #[arg(long, value_name = "YEARS", value_parser = super::values::years)]
    pub year: Option<std::ops::RangeInclusive<u16>>,
    /// Only this organisation and those below it, by id or name; may be repeated
    #[arg(long, value_name = "ID")]
    pub organisation: Vec<String>,
    /// Only this part; may be repeated
    #[arg(long, value_name = "PART", value_parser = super::values::part())]
    pub part: Vec<ayumi_search::Part>,
    /// Only goals with this mark: 達成, or with its scale niigata:達成; may be repeated
    #[arg(long, value_name = "MARK")]
    pub mark: Vec<String>,
    /// Find only what is written exactly so: no filters from words, no other spellings, no parts of phrases
    #[arg(long)]
    pub as_written: bool,
    /// Take this word of the query as it stands: no filter, no other spellings; may be repeated
    #[arg(long, value_name = "WORD")]
    pub literal: Vec<String>,
    /// The order of the hits
    #[arg(long, value_enum, value_name = "ORDER", default_value_t = SearchOrder::Relevance)]
    pub sort: SearchOrder,
    /// Show the hits of a document together
    #[arg(long)]
    pub by_document: bool,
    /// How many hits to show (documents, with --by-document)
    #[arg(long, value_name = "N", default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000))]
    pub limit: u16,
    /// How many hits to leave out before them (documents, with --by-document)
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub offset: usize,
    /// Show words to go on with instead, as while typing
    #[arg(long)]
    pub suggest: bool,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
    /// Show how the answer came about
    #[arg(long)]
    pub explain: bool,
}

/// The order of hits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, clap::ValueEnum)]
pub(super) enum SearchOrder {
    /// The best first
    Relevance,
    /// The newest year first
    Newest,
    /// The oldest year first
    Oldest,
}

impl From<SearchOrder> for ayumi_search::Sort {
    fn from(order: SearchOrder) -> Self {
        match order {
            SearchOrder::Relevance => Self::Relevance,
            SearchOrder::Newest => Self::Newest,
            SearchOrder::Oldest => Self::Oldest,
        }
    }
}

#[derive(Debug, Args)]
pub(super) struct Inspect {
    /// A document of the site
    #[arg(value_name = "FILE")]
    pub file: PathBuf,
}

#[derive(Debug, Args)]
pub(super) struct Demo {
    /// The folder to make; it must be missing or empty
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// How many documents, 1 to 1000000
    #[arg(long, value_name = "N", default_value = "300", allow_negative_numbers = true, value_parser = super::values::documents)]
    pub documents: usize,
    /// The same number makes the same city
    #[arg(long, value_name = "S", default_value = "1", allow_negative_numbers = true, value_parser = super::values::seed)]
    pub seed: u64,
    /// The fiscal years, up to twenty: 2016..2025, H28..R7 [default: as many as suit the number of documents]
    #[arg(long, value_name = "A..B", value_parser = super::values::demo_years)]
    pub years: Option<std::ops::RangeInclusive<u16>>,
    /// Which share of the documents looks messy, 0 to 1
    #[arg(long, value_name = "X", default_value = "0.3", allow_negative_numbers = true, value_parser = super::values::mess)]
    pub mess: f64,
}

#[derive(Debug, Args)]
pub(super) struct Clean {
    /// The folder into which the site was published [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
}

#[derive(Debug, Args)]
pub(super) struct ServerFor {
    /// The server
    #[arg(value_name = "NAME")]
    pub name: ServerName,
    /// The folder that the server reads [default: public in the site's folder]
    #[arg(long, value_name = "DIR")]
    pub out: Option<PathBuf>,
    /// The address at which the site will stand
    #[arg(long, value_name = "URL")]
    pub base_url: Option<String>,
    /// Lead on to drafts too
    #[arg(long)]
    pub drafts: bool,
}

/// The hosts that are configured apart from the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ServerName {
    /// A file to include in a server block of nginx
    Nginx,
    /// JSON for the commands of the AWS CLI: S3 and CloudFront
    S3,
}

#[derive(Debug, Args)]
pub(super) struct Schema {
    /// Which schema; without it, all of them in one
    #[arg(value_name = "NAME")]
    pub name: Option<SchemaName>,
}

/// What there is a schema of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SchemaName {
    /// ayumi.toml
    Site,
    /// content/organisations.toml
    Organisations,
    /// content/glossary.toml
    Glossary,
    /// content/synonyms.toml
    Synonyms,
    /// content/accessibility.toml
    Accessibility,
    /// forms/….toml
    Form,
    /// themes/…/theme.toml
    Theme,
    /// Front matter, and the settings beside a document
    Settings,
    /// A document as JSON: `inspect`, and index.json beside each page
    Document,
}

#[derive(Debug, Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_name = "SHELL")]
    pub shell: clap_complete::Shell,
}

#[derive(Debug, Args)]
pub(super) struct Man {
    /// The command of which to print the page; without it, ayumi's own
    #[arg(value_name = "COMMAND")]
    pub command: Option<String>,
}
