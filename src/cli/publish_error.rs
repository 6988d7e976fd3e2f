//! What the output edge refuses, in the words of the terminal.

use std::path::Path;

use super::texts::Texts;
use crate::publish::PublishError;

/// What is wrong, and what to do.
pub(super) fn say(error: &PublishError, texts: Texts) -> (String, String) {
    let shown = |path: &Path| path.display().to_string();
    let (key, values): (&str, Vec<(&str, String)>) = match error {
        PublishError::Io { path, source, .. } => (
            "io",
            vec![("path", shown(path)), ("detail", source.to_string())],
        ),
        PublishError::NoName { path } => ("no_name", vec![("path", shown(path))]),
        PublishError::NotAFolder { path, .. } => ("not_a_folder", vec![("path", shown(path))]),
        PublishError::MountPoint { path } => ("mount_point", vec![("path", shown(path))]),
        PublishError::OverlapsSource { path, .. } => ("overlaps", vec![("path", shown(path))]),
        PublishError::Foreign { path, entry } => (
            "foreign",
            vec![("path", shown(path)), ("entries", shown(entry))],
        ),
        PublishError::Unlisted {
            path,
            entries,
            more,
        } => {
            let mut names: Vec<String> = entries.iter().map(|entry| shown(entry)).collect();
            if *more > 0 {
                names.push(format!("… +{more}"));
            }
            (
                "unlisted",
                vec![("path", shown(path)), ("entries", names.join(", "))],
            )
        }
        PublishError::BrokenManifest { path, line, .. } => (
            "broken_manifest",
            vec![("path", shown(path)), ("line", line.to_string())],
        ),
        PublishError::ForeignStaging { path } => ("foreign_staging", vec![("path", shown(path))]),
        PublishError::AnotherBuild { path } => ("another_build", vec![("path", shown(path))]),
        PublishError::Clash { first, second, .. } => (
            "clash",
            vec![("first", first.to_string()), ("second", second.to_string())],
        ),
        PublishError::Reserved { path } => ("reserved", vec![("path", path.to_string())]),
        PublishError::NotAFile { path, .. } => ("not_a_file", vec![("path", shown(path))]),
        PublishError::Unfinished { path } => ("unfinished", vec![("path", path.to_string())]),
    };
    let values: Vec<(&str, &str)> = values
        .iter()
        .map(|(name, value)| (*name, value.as_str()))
        .collect();
    (
        texts.fill(&format!("publish.{key}"), &values),
        texts.get(&format!("publish.{key}_help")).to_owned(),
    )
}
