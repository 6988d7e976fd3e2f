//! What the settings of documents say of other documents, of the site's addresses and of attachments: it shows only
//! when all documents were read.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

mod addresses;

pub(super) use addresses::Moved;

use super::{read_file, same_name};
use crate::config::{AttachmentEntry, Config};
use crate::model::{Diagnostic, Digest, DocumentId, Location, Problem, Severity};
use crate::read::{Accepts, Context, Places, Reading, Withheld, blank};
use crate::walk::{self, SourceFile};

/// What is kept of the settings of one document until all are read.
pub(super) struct Settings {
    pub accepts: Accepts,
    withheld: Withheld,
    released: Vec<String>,
    attachments: Vec<AttachmentEntry>,
    places: Places,
    aliases: Vec<String>,
}

impl Settings {
    /// Nothing where there is nothing to keep, as with most documents.
    pub fn of(reading: &Reading) -> Option<Box<Self>> {
        let document = reading.document.as_ref()?;
        let plain = reading.accepts.is_empty()
            && reading.withheld.is_empty()
            && reading.released.is_empty()
            && reading.attachments.is_empty()
            && document.aliases.is_empty()
            && document.lineage.is_empty();
        (!plain).then(|| {
            Box::new(Self {
                accepts: reading.accepts.clone(),
                withheld: reading.withheld.clone(),
                released: reading.released.clone(),
                attachments: reading.attachments.clone(),
                places: reading.places.clone(),
                aliases: document.aliases.clone(),
            })
        })
    }

    fn place(&self, key: &str, at: usize, file: &SourceFile) -> Location {
        let place = self.places.of(key, at).cloned();
        place.unwrap_or_else(|| Location::file(&file.path))
    }
}

/// A document that was read, with what is kept of its settings.
pub(super) struct Entry<'a> {
    pub file: &'a SourceFile,
    pub digest: &'a Digest,
    pub settings: Option<&'a Settings>,
}

/// Everything that shows only now, and the addresses that documents had before.
pub(super) fn check(
    config: &Config,
    context: &Context<'_>,
    entries: &[Entry<'_>],
) -> (Vec<Diagnostic>, Moved) {
    let mut found = Vec::new();
    let moved = addresses::check(context, entries, &mut found);
    lineage(entries, &mut found);
    let mut groups: BTreeMap<DocumentId, Vec<&Entry<'_>>> = BTreeMap::new();
    for entry in entries {
        groups
            .entry(entry.digest.id.main())
            .or_default()
            .push(entry);
    }
    for group in groups.values() {
        let withholds = group.iter().any(|entry| entry.digest.withholds);
        if withholds && group.len() > 1 {
            editions(config, context, group, &mut found);
        }
        for entry in group {
            attachments(config, entry, group, withholds, &mut found);
        }
    }
    (found, moved)
}

/// Links to goals that do not exist. Goals of the document itself were looked up when it was read.
fn lineage(entries: &[Entry<'_>], found: &mut Vec<Diagnostic>) {
    let linked = entries
        .iter()
        .filter(|entry| !entry.digest.lineage.is_empty());
    let mut linked = linked.peekable();
    if linked.peek().is_none() {
        return;
    }
    let digests: BTreeMap<&str, &Digest> = entries
        .iter()
        .map(|entry| (entry.digest.id.as_str(), entry.digest))
        .collect();
    for entry in linked {
        let Some(settings) = entry.settings else {
            continue;
        };
        for (at, link) in entry.digest.lineage.iter().enumerate() {
            let document = link.with.document().to_owned();
            let own = entry.digest.id.main();
            let within = document.split('@').next() == Some(own.as_str());
            let other_edition = entry.digest.edition.is_some() || document.contains('@');
            let problem = match digests.get(&*document) {
                _ if within || other_edition => Problem::LineageWithinDocument { document },
                None => Problem::LineageDocumentMissing { document },
                Some(other) => {
                    let is_meant =
                        |goal: &crate::model::GoalDigest| goal.id.as_str() == link.with.goal();
                    if other.goals.iter().any(is_meant) {
                        continue;
                    }
                    Problem::LineageGoalMissing {
                        document,
                        goal: link.with.goal().to_owned(),
                    }
                }
            };
            let place = settings.place("lineage", at, entry.file);
            found.push(Diagnostic::at(problem, place));
        }
    }
}

/// Editions of one document that show what another withholds.
fn editions(
    config: &Config,
    context: &Context<'_>,
    group: &[&Entry<'_>],
    found: &mut Vec<Diagnostic>,
) {
    let told: Vec<Diagnostic> = group
        .par_iter()
        .filter_map(|entry| {
            let others = group
                .iter()
                .filter(|other| other.digest.id != entry.digest.id);
            let mut others = others
                .filter_map(|other| Some((other.digest, &other.settings?.withheld)))
                .filter(|(_, withheld)| !withheld.is_empty())
                .peekable();
            others.peek()?;
            let read = read_file(config, entry.file, context).ok()?;
            let document = read.reading.document?;
            let (other, _) =
                others.find(|(_, withheld)| withheld.remains_in(&document).is_some())?;
            let problem = Problem::WithheldInEdition {
                document: other.id.to_string(),
            };
            Some(Diagnostic::at(problem, Location::file(&entry.file.path)))
        })
        .collect();
    found.extend(told);
}

/// Of an edition that shows what another withholds only errors are told, without its lines: logs may be public.
pub(super) fn hush(diagnostics: &mut Vec<Diagnostic>) {
    let file = |one: &Diagnostic| one.location.as_ref().map(|place| place.file.clone());
    let loud: BTreeSet<String> = diagnostics
        .iter()
        .filter(|one| matches!(one.problem, Problem::WithheldInEdition { .. }))
        .filter_map(file)
        .collect();
    if loud.is_empty() {
        return;
    }
    let is_loud = |one: &Diagnostic| file(one).is_some_and(|file| loud.contains(&file));
    diagnostics.retain(|one| !is_loud(one) || one.severity() == Severity::Error);
    for diagnostic in diagnostics.iter_mut().filter(|one| is_loud(one)) {
        blank(std::slice::from_mut(diagnostic));
    }
}

/// The name of an attachment, as seen from its document's folder.
pub(super) fn attachment_name<'a>(file: &SourceFile, attachment: &'a str) -> &'a str {
    let own_folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder);
    attachment
        .strip_prefix(own_folder)
        .unwrap_or(attachment)
        .trim_start_matches('/')
}

/// Whether an attachment is published: where any edition of its document withholds words, only if it was released.
pub(super) fn is_published(name: &str, withholds: bool, released: &[String]) -> bool {
    !withholds || released.iter().any(|released| same_name(released, name))
}

/// Tells of entries `[[attachment]]` without a file, and of a second one for a file.
fn described(
    settings: &Settings,
    file: &SourceFile,
    names: &[(&str, &str)],
    found: &mut Vec<Diagnostic>,
) {
    for (at, entry) in settings.attachments.iter().enumerate() {
        let name = entry.file.clone();
        let mut before = settings.attachments[..at].iter();
        let problem = if before.any(|other| same_name(&other.file, &name)) {
            Problem::AttachmentRepeated { name }
        } else if names.iter().any(|(known, _)| same_name(known, &name)) {
            continue;
        } else {
            Problem::AttachmentMissing { name }
        };
        let place = settings.place("attachment", at, file);
        found.push(Diagnostic::at(problem, place));
    }
}

fn attachments(
    config: &Config,
    entry: &Entry<'_>,
    group: &[&Entry<'_>],
    withholds: bool,
    found: &mut Vec<Diagnostic>,
) {
    let names: Vec<(&str, &str)> = entry
        .file
        .attachments
        .iter()
        .map(|path| (attachment_name(entry.file, path), path.as_str()))
        .collect();
    let released: &[String] = entry
        .settings
        .map_or(&[], |settings| settings.released.as_slice());
    let withheld: Vec<&Withheld> = group
        .iter()
        .filter_map(|entry| Some(&entry.settings?.withheld))
        .collect();
    let names_it = |text: &str| withheld.iter().any(|withheld| withheld.occurs_in(text));
    if let Some(settings) = entry.settings {
        described(settings, entry.file, &names, found);
        for (at, name) in released.iter().enumerate() {
            let place = settings.place("released", at, entry.file);
            let Some((_, path)) = names.iter().find(|(known, _)| same_name(known, name)) else {
                let problem = Problem::ReleasedMissing { name: name.clone() };
                found.push(Diagnostic::at(problem, place));
                continue;
            };
            if !withholds {
                continue;
            }
            let holds = match walk::attachment(&config.root, path) {
                Ok(bytes) => {
                    let in_bytes = |withheld: &&Withheld| withheld.occurs_in_bytes(&bytes);
                    withheld.iter().any(in_bytes)
                }
                Err(unreadable) => {
                    found.push(unreadable);
                    continue;
                }
            };
            let in_name = names_it(name);
            if holds || in_name {
                // A name that is itself withheld is not repeated.
                let path = if in_name { &entry.file.path } else { *path };
                let problem = Problem::WithheldInAttachment {
                    path: path.to_owned(),
                };
                found.push(Diagnostic::at(problem, Location::file(path)));
            }
        }
    }
    let left_out: Vec<&str> = names
        .iter()
        .map(|(name, _)| *name)
        .filter(|name| !is_published(name, withholds, released))
        .map(|name| if names_it(name) { "〓" } else { name })
        .collect();
    if !left_out.is_empty() {
        let problem = Problem::AttachmentsWithheld {
            paths: left_out.join(", "),
        };
        found.push(Diagnostic::at(problem, Location::file(&entry.file.path)));
    }
}
