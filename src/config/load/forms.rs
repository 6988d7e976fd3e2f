//! The site's own forms, then the embedded ones.

mod check;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use include_dir::{Dir, include_dir};

use super::{read, symbolic_link, unreadable};
use crate::config::{Form, FormFile, Step, TomlFile};
use crate::model::{Diagnostic, Location, Problem};

static FORMS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/forms");

/// The folder of a site's own forms.
const FOLDER: &str = "forms";

pub(super) fn load(root: &Path, found: &mut Vec<Diagnostic>) -> Vec<Form> {
    let mut forms = Forms::default();
    for path in own_files(root, found) {
        if let Some(text) = read(root, &path, found) {
            forms.add(&path, &text, found);
        }
    }
    for file in FORMS.files() {
        let path = format!("{FOLDER}/{}", file.path().display());
        let text = file.contents_utf8().unwrap_or_default();
        let embedded_id = file
            .path()
            .file_stem()
            .and_then(|stem| stem.to_str())
            .unwrap_or_default();
        // A site's own form takes the place of the embedded one with the same id.
        if !forms.paths.contains_key(embedded_id) {
            forms.add(&path, text, found);
        }
    }
    forms.forms
}

/// The paths of the site's own forms, sorted. A site need not have any; whatever else keeps one from being read is told.
fn own_files(root: &Path, found: &mut Vec<Diagnostic>) -> Vec<String> {
    let folder = root.join(FOLDER);
    let entries = match fs::symlink_metadata(&folder) {
        Ok(metadata) if metadata.is_symlink() => {
            found.push(symbolic_link(FOLDER));
            return Vec::new();
        }
        Ok(_) => fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>),
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Vec::new(),
        Err(error) => Err(error),
    };
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(error) => {
            found.push(unreadable(FOLDER, &error));
            return Vec::new();
        }
    };
    entries.sort_by_key(fs::DirEntry::file_name);
    let mut paths = Vec::new();
    for entry in entries {
        let name = entry.file_name();
        if !name.as_encoded_bytes().ends_with(b".toml") {
            continue;
        }
        let path = format!("{FOLDER}/{}", name.to_string_lossy());
        if name.to_str().is_none() {
            let problem = Problem::NameNotUnicode { path: path.clone() };
            found.push(Diagnostic::at(problem, Location::file(path)));
            continue;
        }
        match entry.file_type() {
            Ok(kind) if kind.is_symlink() => found.push(symbolic_link(&path)),
            Ok(_) => paths.push(path),
            Err(error) => found.push(unreadable(&path, &error)),
        }
    }
    paths
}

#[derive(Default)]
struct Forms {
    forms: Vec<Form>,
    /// Where each id was met first.
    paths: BTreeMap<String, String>,
    /// Where each scale was met first.
    scales: BTreeMap<String, String>,
}

impl Forms {
    fn add(&mut self, path: &str, text: &str, found: &mut Vec<Diagnostic>) {
        let decoded =
            TomlFile::parse(path, text).and_then(|file| Ok((file.decode::<FormFile>()?, file)));
        let (form, file) = match decoded {
            Ok(decoded) => decoded,
            Err(wrong) => {
                found.extend(wrong);
                return;
            }
        };
        if let Some(other) = self.paths.get(&form.id) {
            let problem = Problem::DuplicateForm {
                id: form.id,
                other: other.clone(),
            };
            found.push(Diagnostic::at(problem, file.locate(&[Step::Key("id")])));
            return;
        }
        self.paths.insert(form.id.clone(), path.to_owned());
        check::check(&form, &file, &mut self.scales, found);
        let (form, ambiguous) = Form::new(form);
        for label in ambiguous {
            let steps = [
                Step::Key("label"),
                Step::Index(label.entry),
                Step::Key("text"),
            ];
            let problem = Problem::AmbiguousLabel {
                label: label.label,
                first: label.first.name().to_owned(),
                second: label.second.name().to_owned(),
            };
            found.push(Diagnostic::at(problem, file.locate(&steps)));
        }
        self.forms.push(form);
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    /// The codes and places of what is told.
    fn told(prepare: impl FnOnce(&Path)) -> Vec<String> {
        let site = tempfile::tempdir().unwrap();
        prepare(site.path());
        let mut found = Vec::new();
        load(site.path(), &mut found);
        let say = |one: &Diagnostic| {
            let place = one.location.as_ref().map(|location| location.file.as_str());
            format!("{} {}", place.unwrap_or_default(), one.problem.code())
        };
        found.iter().map(say).collect()
    }

    #[test]
    fn a_site_without_forms_is_no_error() {
        assert_eq!(told(|_| {}), Vec::<String>::new());
    }

    #[test]
    fn a_file_in_place_of_the_folder_is_not_passed_over() {
        let told = told(|root| fs::write(root.join("forms"), "").unwrap());
        assert_eq!(told, ["forms unreadable"]);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn links_and_names_that_are_no_text_are_not_passed_over() {
        use std::os::unix::ffi::OsStrExt;
        let told_in_folder = told(|root| {
            let folder = root.join("forms");
            fs::create_dir(&folder).unwrap();
            std::os::unix::fs::symlink("/nonexistent", folder.join("a.toml")).unwrap();
            let name = std::ffi::OsStr::from_bytes(b"\xff.toml");
            fs::write(folder.join(name), "").unwrap();
        });
        assert_eq!(
            told_in_folder,
            [
                "forms/a.toml symbolic-link",
                "forms/\u{fffd}.toml name-not-unicode"
            ]
        );
        let told_folder =
            told(|root| std::os::unix::fs::symlink("/tmp", root.join("forms")).unwrap());
        assert_eq!(told_folder, ["forms symbolic-link"]);
    }

    #[test]
    fn two_forms_with_one_id_are_an_error() {
        let form =
            "id = \"mihon\"\nname = \"見本\"\n\n[[label]]\nfield = \"goals\"\ntext = [\"目標\"]\n";
        let told = told(|root| {
            fs::create_dir(root.join("forms")).unwrap();
            fs::write(root.join("forms/a.toml"), form).unwrap();
            fs::write(root.join("forms/b.toml"), form).unwrap();
        });
        assert_eq!(told, ["forms/b.toml duplicate-form"]);
    }

    #[test]
    fn an_own_form_takes_the_place_of_the_embedded_one() {
        let site = tempfile::tempdir().unwrap();
        fs::create_dir(site.path().join("forms")).unwrap();
        let form = "id = \"niigata\"\nname = \"自前\"\n\n[[label]]\nfield = \"goals\"\ntext = [\"目標\"]\n";
        fs::write(site.path().join("forms/own.toml"), form).unwrap();
        let mut found = Vec::new();
        let forms = load(site.path(), &mut found);
        assert_eq!(found, []);
        let count = forms.iter().filter(|form| form.id == "niigata").count();
        assert_eq!(count, 1);
    }
}
