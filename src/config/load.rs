//! The input edge of the settings.
#![allow(
    clippy::disallowed_methods,
    reason = "the input edge of the settings: files are read here, once"
)]

mod forms;
mod theme;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use super::{
    CONTENT, Config, Host, OrganisationsFile, RESERVED_NAMES, Registry, Settings, Step, TomlFile,
    suggest,
};
use crate::model::{Diagnostic, Location, OrganisationId, OrganisationKind, Problem};

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
    let settings = load_settings(root, overrides, &mut found);
    let registry = load_registry(root, &mut found);
    let forms = forms::load(root, &mut found);
    let theme = settings
        .as_ref()
        .and_then(|settings| theme::load(root, &settings.theme.name, &mut found));
    match (settings, theme) {
        (Some(settings), Some(theme)) if found.is_empty() => Ok(Config {
            root: root.to_owned(),
            settings,
            registry,
            forms,
            theme,
        }),
        _ => Err(found),
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

fn load_settings(
    root: &Path,
    overrides: &Overrides,
    found: &mut Vec<Diagnostic>,
) -> Option<Settings> {
    let path = "ayumi.toml";
    let before = found.len();
    let Some(text) = read(root, path, found) else {
        if found.len() == before {
            found.push(Diagnostic::new(Problem::MissingConfiguration {
                folder: root.display().to_string(),
            }));
        }
        return None;
    };
    let decoded =
        TomlFile::parse(path, &text).and_then(|file| Ok((file.decode::<Settings>()?, file)));
    let (mut settings, file) = match decoded {
        Ok(decoded) => decoded,
        Err(wrong) => {
            found.extend(wrong);
            return None;
        }
    };
    let code = &settings.archive.code;
    if !is_municipal_code(code) {
        let problem = Problem::InvalidValue {
            key: "archive.code".to_owned(),
            value: code.clone(),
            expected: "151009".to_owned(),
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
    Some(settings)
}

fn bad_base_url(url: &str) -> Problem {
    Problem::InvalidValue {
        key: "site.base_url".to_owned(),
        value: url.to_owned(),
        expected: "https://example.jp/archive/".to_owned(),
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

/// Whether a text is a 全国地方公共団体コード: five digits and a check digit, 11 − (6a+5b+4c+3d+2e mod 11), of which
/// the last digit counts (総務省「全国地方公共団体コード仕様」).
fn is_municipal_code(code: &str) -> bool {
    let digits: Vec<u32> = code.chars().filter_map(|c| c.to_digit(10)).collect();
    if code.len() != 6 || digits.len() != 6 {
        return false;
    }
    let sum: u32 = digits
        .iter()
        .zip([6, 5, 4, 3, 2])
        .map(|(digit, weight)| digit * weight)
        .sum();
    let check = if sum < 11 { 11 - sum } else { 11 - sum % 11 };
    check % 10 == digits[5]
}

fn load_registry(root: &Path, found: &mut Vec<Diagnostic>) -> Registry {
    let path = format!("{CONTENT}/organisations.toml");
    let Some(text) = read(root, &path, found) else {
        return Registry::default();
    };
    let decoded = TomlFile::parse(&path, &text)
        .and_then(|file| Ok((file.decode::<OrganisationsFile>()?, file)));
    match decoded {
        Ok((organisations, file)) => {
            check_registry(&organisations, &file, found);
            Registry::new(organisations)
        }
        Err(wrong) => {
            found.extend(wrong);
            Registry::default()
        }
    }
}

fn check_registry(
    organisations: &OrganisationsFile,
    file: &TomlFile<'_>,
    found: &mut Vec<Diagnostic>,
) {
    let all = &organisations.organisation;
    let ids: BTreeMap<&OrganisationId, usize> = all
        .iter()
        .enumerate()
        .rev()
        .map(|(at, one)| (&one.id, at))
        .collect();
    let mut slugs: BTreeMap<(Option<&OrganisationId>, &str), &OrganisationId> = BTreeMap::new();
    let at = |index: usize, key: &'static str| {
        [
            Step::Key("organisation"),
            Step::Index(index),
            Step::Key(key),
        ]
    };
    for (index, one) in all.iter().enumerate() {
        if ids.get(&one.id) != Some(&index) {
            let problem = Problem::DuplicateOrganisation {
                id: one.id.to_string(),
            };
            found.push(Diagnostic::at(problem, file.locate(&at(index, "id"))));
            continue;
        }
        let slug_key = if one.slug.is_some() { "slug" } else { "id" };
        if RESERVED_NAMES.contains(&one.slug()) && one.kind != OrganisationKind::City {
            let problem = Problem::ReservedName {
                name: one.slug().to_owned(),
            };
            found.push(Diagnostic::at(problem, file.locate(&at(index, slug_key))));
        }
        if let Some(first) = slugs.insert((one.parent.as_ref(), one.slug()), &one.id) {
            let problem = Problem::DuplicateSlug {
                slug: one.slug().to_owned(),
                first: first.to_string(),
                second: one.id.to_string(),
            };
            found.push(Diagnostic::at(problem, file.locate(&at(index, slug_key))));
        }
        if let Some(parent) = &one.parent
            && !ids.contains_key(parent)
        {
            found.push(Diagnostic::at(
                unknown_id(parent, &ids),
                file.locate(&at(index, "parent")),
            ));
        }
        if is_below_itself(one.id.clone(), all, &ids) {
            let problem = Problem::OrganisationCycle {
                id: one.id.to_string(),
            };
            found.push(Diagnostic::at(problem, file.locate(&at(index, "parent"))));
        }
    }
    for (index, change) in organisations.change.iter().enumerate() {
        for (key, named) in [("from", &change.from), ("to", &change.to)] {
            for (position, id) in named
                .iter()
                .enumerate()
                .filter(|(_, id)| !ids.contains_key(id))
            {
                let steps = [
                    Step::Key("change"),
                    Step::Index(index),
                    Step::Key(key),
                    Step::Index(position),
                ];
                found.push(Diagnostic::at(unknown_id(id, &ids), file.locate(&steps)));
            }
        }
    }
}

fn is_below_itself(
    start: OrganisationId,
    all: &[crate::model::Organisation],
    ids: &BTreeMap<&OrganisationId, usize>,
) -> bool {
    let mut at = start.clone();
    // A chain without a loop is at most as long as there are organisations.
    for _ in 0..=all.len() {
        let Some(parent) = ids.get(&at).and_then(|&index| all[index].parent.clone()) else {
            return false;
        };
        if parent == start {
            return true;
        }
        at = parent;
    }
    false
}

fn unknown_id(id: &OrganisationId, ids: &BTreeMap<&OrganisationId, usize>) -> Problem {
    let suggestion = suggest(id.as_str(), ids.keys().map(|id| id.as_str()));
    Problem::UnknownOrganisationId {
        id: id.to_string(),
        suggestion,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn municipal_codes_have_a_check_digit() {
        for code in ["151009", "151033", "151084", "141003", "011002"] {
            assert!(is_municipal_code(code), "{code}");
        }
        for code in ["151008", "15100", "1510099", "15100x", "１５１００９"] {
            assert!(!is_municipal_code(code), "{code}");
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
