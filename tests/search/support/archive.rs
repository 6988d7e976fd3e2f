//! Cities on disk → passages and what the engine is told besides, by the program's own reader.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use ayumi::config::{Config, Overrides, Registry};
use ayumi::index;
use ayumi::model::{Organisation, OrganisationKind};
use ayumi::read::{self, Context, Input, Sidecar};
use ayumi::walk::{self, SourceFile};
use ayumi_demo::Options;
use ayumi_search::{OrganisationEntry, Passage, Site};
use rayon::prelude::*;

/// A city as the engine gets it.
pub struct Archive {
    pub passages: Vec<Passage>,
    pub site: Site,
    pub documents: usize,
}

/// The demo city by which phrases are judged: clean pages, because how messy ones are read is another question.
pub fn demo(documents: usize, folder: &Path) -> Archive {
    let options = Options {
        documents,
        seed: 20,
        years: None,
        mess: 0.0,
    };
    if folder.exists() {
        fs::remove_dir_all(folder).unwrap();
    }
    ayumi_demo::generate(&options, |file| {
        let path = folder.join(&file.path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(&path, &file.bytes)
    })
    .unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    open(folder)
}

/// Reads all documents of a site.
pub fn open(root: &Path) -> Archive {
    let config = ayumi::config::load(root, &Overrides::default())
        .unwrap_or_else(|problems| panic!("the city's settings: {problems:#?}"));
    let walked = walk::walk(root, &config.registry);
    let context = context(&config, &walked.registry);
    let passages: Vec<Vec<Passage>> = walked
        .files
        .par_iter()
        .map(|file| passages(root, file, &context))
        .collect();
    Archive {
        documents: passages.len(),
        passages: passages.into_iter().flatten().collect(),
        site: site(&walked.registry),
    }
}

fn context<'a>(config: &'a Config, registry: &'a Registry) -> Context<'a> {
    Context {
        municipality: &config.settings.archive.code,
        forms: &config.forms,
        registry,
    }
}

fn passages(root: &Path, file: &SourceFile, context: &Context<'_>) -> Vec<Passage> {
    let contents = walk::contents(root, file).unwrap_or_else(|error| panic!("{error:?}"));
    let sidecar = file.sidecar.as_deref().zip(contents.sidecar.as_deref());
    let organisation = context.registry.get(&file.organisation);
    let input = Input {
        path: &file.path,
        bytes: &contents.document,
        sidecar: sidecar.map(|(path, bytes)| Sidecar { path, bytes }),
        fiscal_year: file.fiscal_year,
        organisation: organisation.unwrap_or_else(|| panic!("{} is registered", file.organisation)),
        rivals: &file.rivals,
        edition: file.edition.as_ref(),
    };
    let reading = read::read(&input, context);
    let document = reading
        .document
        .unwrap_or_else(|| panic!("{} is not read", file.path));
    index::passages(&document, context.registry)
}

/// What the engine is told of the organisations.
fn site(registry: &Registry) -> Site {
    Site {
        organisations: registry
            .organisations()
            .iter()
            .map(|organisation| entry(organisation, registry))
            .collect(),
        ..Site::default()
    }
}

fn entry(organisation: &Organisation, registry: &Registry) -> OrganisationEntry {
    let all = |next: fn(&Registry, &Organisation) -> Vec<String>| {
        let mut ids = BTreeSet::new();
        let mut waiting = vec![organisation];
        while let Some(one) = waiting.pop() {
            for id in next(registry, one) {
                let other = registry
                    .organisations()
                    .iter()
                    .find(|other| other.id.as_str() == id);
                if ids.insert(id) {
                    waiting.extend(other);
                }
            }
        }
        ids.into_iter().collect()
    };
    OrganisationEntry {
        id: organisation.id.to_string(),
        name: organisation.name.clone(),
        kana: organisation.kana.clone(),
        romaji: organisation.romaji.clone(),
        abbreviations: organisation.abbreviations.clone(),
        above: organisation.parent.as_ref().map(ToString::to_string),
        city: organisation.kind == OrganisationKind::City,
        before: all(|registry, one| ids(&registry.predecessors(&one.id))),
        after: all(|registry, one| ids(&registry.successors(&one.id))),
    }
}

fn ids(organisations: &[&Organisation]) -> Vec<String> {
    let ids = organisations.iter().map(|one| one.id.to_string());
    ids.collect()
}
