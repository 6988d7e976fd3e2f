//! The input edge of the settings.
#![allow(
    clippy::disallowed_methods,
    reason = "the input edge of the settings: files are read here, once"
)]

mod accessibility;
mod forms;
mod glossary;
mod indicators;
mod life;
mod registry;
mod synonyms;
mod theme;

use std::fs;
use std::io;
use std::path::Path;

use super::{Config, Host, Registry, Settings, Step, TomlFile};
use crate::model::{Contact, Diagnostic, Location, Problem, Severity};

/// What the command line says in place of `ayumi.toml`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overrides {
    /// `--base-url`
    pub base_url: Option<String>,
    /// `--host`
    pub host: Option<Host>,
}

/// Loads the settings of the site in `root`.
///
/// # Errors
/// Everything that is wrong with them.
pub fn load(root: &Path, overrides: &Overrides) -> Result<Config, Vec<Diagnostic>> {
    let mut found = Vec::new();
    let text = read_settings(root, &mut found);
    let settings = text
        .as_deref()
        .and_then(|text| load_settings(text, overrides, &mut found));
    let registry = registry::load(root, &mut found);
    let glossary = glossary::load(root, &mut found);
    let synonyms = synonyms::load(root, &mut found);
    let accessibility = accessibility::load(root, &mut found);
    let figures = indicators::load(root, &registry, &mut found);
    let forms = forms::load(root, &mut found);
    let theme = settings
        .as_ref()
        .and_then(|(settings, file)| theme::load(root, settings, file, &mut found));
    if let Some((settings, _)) = &settings {
        contact_to_turn_to(settings, &registry, &mut found);
    }
    let stops = |one: &Diagnostic| one.severity() == Severity::Error;
    match (settings, theme) {
        (Some((settings, _)), Some(theme)) if !found.iter().any(stops) => Ok(Config {
            root: root.to_owned(),
            settings,
            registry,
            glossary,
            synonyms,
            accessibility,
            figures,
            forms,
            theme,
            diagnostics: found,
        }),
        _ => Err(found),
    }
}

/// Tells when nobody is named to whom readers could turn. Of a city that does not exist nobody has anything to report.
fn contact_to_turn_to(settings: &Settings, registry: &Registry, found: &mut Vec<Diagnostic>) {
    let of_organisations = registry.organisations().iter();
    let anybody = settings.site.contact.is_some()
        || of_organisations
            .filter_map(|one| one.contact.as_ref())
            .next()
            .is_some();
    if !anybody && !settings.archive.fictional {
        let place = Location::file("ayumi.toml");
        found.push(Diagnostic::at(Problem::NoContact, place));
    }
}

fn read(root: &Path, path: &str, found: &mut Vec<Diagnostic>) -> Option<String> {
    match fs::read(root.join(path)) {
        Ok(bytes) => match String::from_utf8(bytes) {
            Ok(text) => Some(
                text.strip_prefix('\u{feff}')
                    .map_or(text.clone(), str::to_owned),
            ),
            Err(error) => {
                let at = error.utf8_error().valid_up_to();
                let problem = Problem::UnknownEncoding {
                    offset: at as u64,
                    suggestion: None,
                };
                let shown = String::from_utf8_lossy(error.as_bytes());
                let location = Location::in_text(path, &shown, at..at + 3);
                found.push(Diagnostic::at(problem, location));
                None
            }
        },
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => {
            found.push(unreadable(path, &error));
            None
        }
    }
}

fn unreadable(path: &str, error: &dyn std::error::Error) -> Diagnostic {
    let problem = Problem::Unreadable {
        path: path.to_owned(),
        detail: error.to_string(),
    };
    Diagnostic::at(problem, Location::file(path))
}

fn symbolic_link(path: &str) -> Diagnostic {
    let problem = Problem::SymbolicLink {
        path: path.to_owned(),
    };
    Diagnostic::at(problem, Location::file(path))
}

/// The text of `ayumi.toml`.
fn read_settings(root: &Path, found: &mut Vec<Diagnostic>) -> Option<String> {
    let before = found.len();
    let text = read(root, SETTINGS, found);
    if text.is_none() && found.len() == before {
        found.push(Diagnostic::new(Problem::MissingConfiguration {
            folder: root.display().to_string(),
        }));
    }
    text
}

const SETTINGS: &str = "ayumi.toml";

fn load_settings<'t>(
    text: &'t str,
    overrides: &Overrides,
    found: &mut Vec<Diagnostic>,
) -> Option<(Settings, TomlFile<'t>)> {
    let decoded =
        TomlFile::parse(SETTINGS, text).and_then(|file| Ok((file.decode::<Settings>()?, file)));
    let (mut settings, file) = match decoded {
        Ok(decoded) => decoded,
        Err(wrong) => {
            found.extend(wrong);
            return None;
        }
    };
    let code = &settings.archive.code;
    if let Some(expected) = municipal_code(code).err() {
        let problem = Problem::InvalidValue {
            key: "archive.code".to_owned(),
            value: code.clone(),
            expected,
        };
        found.push(Diagnostic::at(
            problem,
            file.locate(&[Step::Key("archive"), Step::Key("code")]),
        ));
    }
    if let Some(url) = &settings.site.base_url
        && !is_base_url(url)
    {
        found.push(Diagnostic::at(
            bad_base_url(url),
            file.locate(&[Step::Key("site"), Step::Key("base_url")]),
        ));
    }
    if let Some(fallback) = &settings.search.fallback
        && fallback.target().is_none()
    {
        let problem = Problem::InvalidValue {
            key: "search.fallback.url".to_owned(),
            value: fallback.url.clone(),
            expected: "https://search.example/?site=example.jp&q={query}".to_owned(),
        };
        let steps = ["search", "fallback", "url"].map(Step::Key);
        found.push(Diagnostic::at(problem, file.locate(&steps)));
    }
    if settings.archive.fictional && settings.site.official {
        found.push(Diagnostic::at(
            Problem::OfficialFictional,
            file.locate(&[Step::Key("site"), Step::Key("official")]),
        ));
    }
    if let Some(contact) = &settings.site.contact {
        let steps = [Step::Key("site"), Step::Key("contact")];
        check_contact(contact, "site.contact", &steps, &file, found);
    }
    if let Some(url) = &overrides.base_url {
        if !is_base_url(url) {
            found.push(Diagnostic::new(bad_base_url(url)));
        }
        settings.site.base_url = Some(url.clone());
    }
    if let Some(url) = &mut settings.site.base_url
        && !url.ends_with('/')
    {
        url.push('/');
    }
    settings.publish.host = overrides.host.or(settings.publish.host);
    Some((settings, file))
}

fn bad_base_url(url: &str) -> Problem {
    Problem::InvalidValue {
        key: "site.base_url".to_owned(),
        value: url.to_owned(),
        expected: "https://example.jp/archive/".to_owned(),
    }
}

/// Addresses that would not work: a reader would find out only when trying them.
fn check_contact(
    contact: &Contact,
    key: &str,
    steps: &[Step<'_>],
    file: &TomlFile<'_>,
    found: &mut Vec<Diagnostic>,
) {
    for (name, value, expected) in contact.wrong() {
        let problem = Problem::InvalidValue {
            key: format!("{key}.{name}"),
            value: value.to_owned(),
            expected: expected.to_owned(),
        };
        let place = file.locate(&[steps, &[Step::Key(name)]].concat());
        found.push(Diagnostic::at(problem, place));
    }
}

/// Whether a text is an absolute web address without query and fragment.
fn is_base_url(url: &str) -> bool {
    let rest = url
        .strip_prefix("https://")
        .or_else(|| url.strip_prefix("http://"));
    let plain = |c: char| c.is_ascii_alphanumeric() || "-._~:/[]@%!$&'()*+,;=".contains(c);
    rest.is_some_and(|rest| !rest.is_empty() && !rest.starts_with('/') && rest.chars().all(plain))
}

/// Checks a 全国地方公共団体コード: five digits and a check digit, 11 − (6a+5b+4c+3d+2e mod 11), of which the last digit
/// counts (総務省「全国地方公共団体コード仕様」).
///
/// # Errors
/// One that would do: the same with the right check digit, where there are five digits to go by.
pub(crate) fn municipal_code(code: &str) -> Result<(), String> {
    let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
    if digits.len() != 6 || code.len() != 6 {
        return Err("151009".to_owned());
    }
    let sum: u32 = digits
        .iter()
        .zip([6, 5, 4, 3, 2])
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = if sum < 11 { 11 - sum } else { 11 - sum % 11 } % 10;
    if check == digits[5] {
        Ok(())
    } else {
        Err(format!("{}{check}", &code[..5]))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn municipal_codes_have_a_check_digit() {
        for code in ["151009", "151033", "151084", "141003", "011002"] {
            assert_eq!(municipal_code(code), Ok(()), "{code}");
        }
        assert_eq!(municipal_code("151008"), Err("151009".to_owned()));
        assert_eq!(municipal_code("011003"), Err("011002".to_owned()));
        for code in ["15100", "1510099", "15100x", "１５１００９"] {
            assert_eq!(municipal_code(code), Err("151009".to_owned()), "{code}");
        }
    }

    #[test]
    fn a_base_url_is_a_whole_address() {
        for url in [
            "https://example.jp",
            "https://example.jp/archive/",
            "http://[::1]:8000/",
        ] {
            assert!(is_base_url(url), "{url}");
        }
        for url in [
            "example.jp",
            "/archive/",
            "https://",
            "https:///x",
            "https://a.jp/?q",
            "https://a.jp/#x",
            "javascript:1",
        ] {
            assert!(!is_base_url(url), "{url}");
        }
    }
}
