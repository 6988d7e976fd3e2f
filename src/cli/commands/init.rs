//! `ayumi init [DIR]`: a site that builds at once, made without asking.

mod folder;

use std::path::{Path, PathBuf};

use crate::cli::arguments::{Common, Init};
use crate::cli::terminal::{Terminal, printable};
use crate::cli::texts::Texts;
use crate::cli::{Outcome, shell};
use crate::config::{Theme, municipal_code};
use crate::model::{Language, Slug};

use folder::{Begun, Refused};

/// What stands in for a municipality that was not named. The code has a right check digit and is nobody's.
const MUNICIPALITY: &str = "見本市";
const CODE: &str = "000001";

/// Why no site was made.
enum Wrong {
    /// Not a municipality's code; one that would do.
    Code(String, String),
    /// A theme's name that no folder should have.
    Theme(String),
    Folder(Refused),
}

/// A file of the new site: its path below the folder, and its bytes.
type File = (String, Vec<u8>);

pub(in crate::cli) fn run(common: &Common, arguments: &Init, terminal: &Terminal) -> Outcome {
    let folder = arguments.folder.clone().or_else(|| common.root.clone());
    let folder = folder.unwrap_or_else(|| PathBuf::from("."));
    match make(&folder, arguments, terminal.texts) {
        Ok(kept) => {
            terminal.inform(&made(&folder, arguments, terminal.texts));
            if arguments.municipality.is_some() {
                if arguments.code.is_none() {
                    let values = [("code", CODE)];
                    terminal.inform(&terminal.texts.fill("init.no_code", &values));
                }
                if arguments.publisher.is_none() {
                    terminal.inform(terminal.texts.get("init.no_publisher"));
                }
            }
            for path in kept {
                terminal.inform(
                    &terminal
                        .texts
                        .fill("init.kept", &[("path", &printable(&path))]),
                );
            }
            Outcome::Good
        }
        Err(wrong) => {
            let (message, help) = say(&wrong, terminal.texts);
            terminal.fail(&message, &help);
            Outcome::Usage
        }
    }
}

/// Makes the site; the files that were there before and stayed as they are.
fn make(folder: &Path, arguments: &Init, texts: Texts) -> Result<Vec<String>, Wrong> {
    if let Some(code) = &arguments.code {
        municipal_code(code).map_err(|expected| Wrong::Code(code.clone(), expected))?;
    }
    let mut files = site(arguments, texts.language);
    if let Some(name) = &arguments.theme {
        let name = Slug::new(name.as_str()).map_err(|_| Wrong::Theme(name.clone()))?;
        files.extend(theme(&name));
    }
    let mut begun = Begun::new(folder).map_err(Wrong::Folder)?;
    let mut kept = Vec::new();
    for (path, bytes) in files {
        if !begun.write(&path, &bytes).map_err(Wrong::Folder)? {
            kept.push(path);
        }
    }
    begun.keep();
    Ok(kept)
}

/// The files of the site, the settings last: the folder is no site before it is whole.
fn site(arguments: &Init, language: Language) -> Vec<File> {
    let is_sample = arguments.municipality.is_none();
    let municipality = arguments.municipality.as_deref().unwrap_or(MUNICIPALITY);
    let (settings, organisations, publisher, contact) = match language {
        Language::Japanese => (
            include_str!("init/ja/ayumi.toml"),
            include_str!("init/ja/organisations.toml"),
            "（発行者の名前）",
            "（担当する課の名前）",
        ),
        Language::English => (
            include_str!("init/en/ayumi.toml"),
            include_str!("init/en/organisations.toml"),
            "(name of the publisher)",
            "(section to write to)",
        ),
    };
    let quoted = |text: &str| toml::Value::String(text.to_owned()).to_string();
    let theme = arguments.theme.as_deref().unwrap_or("default");
    let values = [
        (
            "title",
            quoted(&format!("{municipality} 組織目標アーカイブ")),
        ),
        (
            "publisher",
            quoted(arguments.publisher.as_deref().unwrap_or(publisher)),
        ),
        ("contact", quoted(contact)),
        ("municipality", quoted(municipality)),
        ("code", quoted(arguments.code.as_deref().unwrap_or(CODE))),
        ("fictional", is_sample.to_string()),
        ("theme", quoted(theme)),
    ];
    // Who can be reached is known of the sample alone; `check` warns of the rest until somebody says it.
    let settings = if is_sample {
        settings.to_owned()
    } else {
        settings.replace("\ncontact = ", "\n# contact = ")
    };
    let fill = |text: &str| {
        let value = |name: &str| {
            let (_, value) = values.iter().find(|(known, _)| *known == name)?;
            Some(value.clone())
        };
        crate::model::fill(text, value).into_bytes()
    };
    // Nothing invented is published under the name of a municipality that exists.
    let document = if is_sample {
        (
            "content/2024/mihon.md",
            include_str!("init/sample.md").to_owned(),
        )
    } else {
        let title = format!("令和6年度 {municipality}組織目標（見本）");
        let draft = include_str!("init/draft.md");
        let draft = crate::model::fill(draft, |name| match name {
            "title" => Some(title.clone()),
            "municipality" => Some(municipality.to_owned()),
            _ => None,
        });
        ("content/2024/city.md", draft)
    };
    let mut registry = fill(organisations);
    if is_sample {
        registry.extend(include_bytes!("init/ward.toml"));
    }
    vec![
        ("content/organisations.toml".to_owned(), registry),
        (document.0.to_owned(), document.1.into_bytes()),
        (".gitignore".to_owned(), b"/public/\n".to_vec()),
        ("ayumi.toml".to_owned(), fill(&settings)),
    ]
}

/// The default theme's files, as a theme of another name; those of a built-in theme under its own.
fn theme(name: &Slug) -> Vec<File> {
    let mut files = Theme::embedded_files(name.as_str()).peekable();
    if files.peek().is_some() {
        let place =
            |(path, bytes): (&str, &[u8])| (format!("themes/{name}/{path}"), bytes.to_vec());
        return files.map(place).collect();
    }
    let place = |(path, bytes): (&'static str, &'static [u8])| {
        let bytes = if path == "theme.toml" {
            let text = String::from_utf8_lossy(bytes);
            text.replacen("name = \"default\"", &format!("name = \"{name}\""), 1)
                .into_bytes()
        } else {
            bytes.to_vec()
        };
        (format!("themes/{name}/{path}"), bytes)
    };
    Theme::embedded_files("default").map(place).collect()
}

/// What was made, and how to go on.
fn made(folder: &Path, arguments: &Init, texts: Texts) -> String {
    let shown = printable(&folder.display().to_string());
    let root = if folder == Path::new(".") {
        String::new()
    } else {
        format!(" --root {}", shell::word(folder))
    };
    let values = [("folder", shown.as_str()), ("root", root.as_str())];
    let next = if arguments.municipality.is_some() {
        "init.next_draft"
    } else {
        "init.next"
    };
    let lines = ["init.made", next].map(|key| texts.fill(key, &values));
    lines.join("\n")
}

fn say(wrong: &Wrong, texts: Texts) -> (String, String) {
    let shown = |path: &Path| path.display().to_string();
    let (key, name, detail) = match wrong {
        Wrong::Code(code, expected) => ("code", code.clone(), expected.clone()),
        Wrong::Theme(name) => ("theme", name.clone(), String::new()),
        Wrong::Folder(Refused::Site { path }) => ("is_site", shown(path), String::new()),
        Wrong::Folder(Refused::NotEmpty { path, entries }) => {
            ("not_empty", shown(path), entries.join(texts.get("comma")))
        }
        Wrong::Folder(Refused::NotAFolder { path }) => ("not_a_folder", shown(path), String::new()),
        Wrong::Folder(Refused::Io { path, source }) => ("io", shown(path), source.to_string()),
    };
    let values = [("path", name.as_str()), ("detail", detail.as_str())];
    (
        texts.fill(&format!("init.{key}"), &values),
        texts.fill(&format!("init.{key}_help"), &values),
    )
}
