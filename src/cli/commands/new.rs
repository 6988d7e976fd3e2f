//! `ayumi new YEAR ORGANISATION`: a document with the labels of the form, in its place in the content.

mod organisation;
mod place;
mod skeleton;

use std::fs::{self, OpenOptions};
use std::io::{self, Write as _};

use crate::cli::arguments::{Common, Format, New};
use crate::cli::terminal::{Terminal, printable};
use crate::cli::texts::Texts;
use crate::cli::{Outcome, configure};
use crate::config::{Config, Form, Overrides, suggest};
use crate::model::{FiscalYear, Language, Organisation};
use crate::walk;

use organisation::Meant;

/// Why no document was made.
enum Wrong {
    Year(String),
    /// Nobody has the name; a near one, and some that there are.
    Unknown(String, Option<String>, Vec<String>),
    /// Several have it.
    Ambiguous(String, Vec<String>),
    /// Whoever has it did not exist in the year.
    NotAlive(String, FiscalYear, String),
    Form(String, Option<String>, Vec<String>),
    /// There is no form of that year.
    NoForm(FiscalYear),
    /// The document is there already.
    Exists(String),
    /// Another edition of a document that there is not.
    NoMain(String),
    Io(String, io::Error),
}

pub(in crate::cli) fn run(common: &Common, arguments: &New, terminal: &Terminal) -> Outcome {
    let config = match configure(common, &Overrides::default(), Format::Text, terminal) {
        Ok(config) => config,
        Err(outcome) => return outcome,
    };
    let texts = terminal.texts;
    match make(&config, arguments) {
        Ok(path) => {
            let path = printable(&path);
            for key in ["new.made", "new.next"] {
                terminal.inform(&texts.fill(key, &[("path", &path)]));
            }
            Outcome::Good
        }
        Err(wrong) => {
            let (message, help) = say(&wrong, texts);
            terminal.fail(&message, &help);
            Outcome::Usage
        }
    }
}

/// Writes the document; its path below the site's folder.
fn make(config: &Config, arguments: &New) -> Result<String, Wrong> {
    let year = FiscalYear::parse(&arguments.year);
    let year = year.ok_or_else(|| Wrong::Year(arguments.year.clone()))?;
    let organisation = whoever(config, &arguments.organisation, year)?;
    let (form, named) = form(config, arguments.form.as_deref(), year)?;
    let edition = arguments.edition.as_ref();
    let walked = walk::walk(&config.root, &config.registry);
    let mut same = walked
        .files
        .iter()
        .filter(|file| file.fiscal_year == year && file.organisation == organisation.id);
    if let Some(there) = same.clone().find(|file| file.edition.as_ref() == edition) {
        return Err(Wrong::Exists(there.path.clone()));
    }
    let place = place::of(&config.root, &config.registry, organisation, year);
    if edition.is_some() && !same.any(|file| file.edition.is_none()) {
        return Err(Wrong::NoMain(place.path(None)));
    }
    let path = place.path(edition);
    let text = skeleton::text(form, named, organisation, year, arguments.title.as_deref());
    write(config, &path, &text)?;
    Ok(path)
}

fn whoever<'a>(
    config: &'a Config,
    name: &str,
    year: FiscalYear,
) -> Result<&'a Organisation, Wrong> {
    let registry = &config.registry;
    let shown = |one: &Organisation| format!("{} ({})", registry.address(one).join("/"), one.name);
    match organisation::find(registry, name, year) {
        Meant::One(organisation) => Ok(organisation),
        Meant::Several(several) => Err(Wrong::Ambiguous(
            name.to_owned(),
            several.into_iter().map(shown).collect(),
        )),
        Meant::NotAlive(one) => Err(Wrong::NotAlive(one.name.clone(), year, one.life_span())),
        Meant::Nobody => {
            let all = registry.organisations();
            let last = name.rsplit('/').next().unwrap_or(name);
            let words = all
                .iter()
                .flat_map(|one| [one.name.as_str(), one.slug(), one.id.as_str()]);
            let near = suggest(last, words);
            let living = all.iter().filter(|one| one.exists_in(year));
            let known = living.take(12).map(shown).collect();
            Err(Wrong::Unknown(name.to_owned(), near, known))
        }
    }
}

/// The form, and whether the document has to name it: the reader would perhaps take another.
fn form<'a>(
    config: &'a Config,
    id: Option<&str>,
    year: FiscalYear,
) -> Result<(&'a Form, bool), Wrong> {
    let forms = &config.forms;
    if let Some(id) = id {
        let ids: Vec<String> = forms.iter().map(|form| form.id.clone()).collect();
        let named = forms.iter().find(|form| form.id == id);
        let near = || suggest(id, ids.iter().map(String::as_str));
        return named
            .map(|form| (form, true))
            .ok_or_else(|| Wrong::Form(id.to_owned(), near(), ids.clone()));
    }
    let mut of_year = forms.iter().filter(|form| form.years.contains(year));
    let first = of_year.next().ok_or(Wrong::NoForm(year))?;
    Ok((first, of_year.next().is_some()))
}

fn write(config: &Config, path: &str, text: &str) -> Result<(), Wrong> {
    let full = config.root.join(path);
    let refused = |error| Wrong::Io(path.to_owned(), error);
    if let Some(folder) = full.parent() {
        fs::create_dir_all(folder).map_err(refused)?;
    }
    // Whatever stands there stays.
    let opened = OpenOptions::new().write(true).create_new(true).open(&full);
    let mut file = match opened {
        Ok(file) => file,
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            return Err(Wrong::Exists(path.to_owned()));
        }
        Err(error) => return Err(refused(error)),
    };
    file.write_all(text.as_bytes()).map_err(refused)
}

fn shown(year: FiscalYear, texts: Texts) -> String {
    match texts.language {
        Language::Japanese => year.long_label(),
        Language::English => year.to_string(),
    }
}

fn say(wrong: &Wrong, texts: Texts) -> (String, String) {
    let list = |names: &[String]| names.join(texts.get("comma"));
    let near = |near: &Option<String>| {
        near.as_ref()
            .map(|near| texts.fill("usage.near", &[("name", near)]))
    };
    let (key, name, detail, help) = match wrong {
        Wrong::Year(name) => ("year", name, String::new(), None),
        Wrong::Unknown(name, suggested, known) => ("unknown", name, list(known), near(suggested)),
        Wrong::Ambiguous(name, several) => ("ambiguous", name, list(several), None),
        Wrong::NotAlive(name, year, span) => {
            let year = shown(*year, texts);
            let values = [
                ("name", name.as_str()),
                ("year", year.as_str()),
                ("detail", span),
            ];
            return (
                texts.fill("new.not_alive", &values),
                texts.fill("new.not_alive_help", &values),
            );
        }
        Wrong::Form(name, suggested, known) => ("form", name, list(known), near(suggested)),
        Wrong::NoForm(year) => ("no_form", &shown(*year, texts), String::new(), None),
        Wrong::Exists(path) => ("exists", path, String::new(), None),
        Wrong::NoMain(path) => ("no_main", path, String::new(), None),
        Wrong::Io(path, error) => ("io", path, error.to_string(), None),
    };
    let values = [("name", name.as_str()), ("detail", detail.as_str())];
    let help = help.unwrap_or_else(|| texts.fill(&format!("new.{key}_help"), &values));
    (texts.fill(&format!("new.{key}"), &values), help)
}
