//! What is wrong with the pages that a build would publish, without publishing them.

use std::collections::BTreeSet;

use rayon::prelude::*;

use super::build::{BATCH, collect, in_order};
use super::data::DataFiles;
use super::pages::{DATA_TEMPLATE, Failure, Pages, Seen};
use super::{BuildError, Checked, Phase, Progress};
use crate::audit::Audit;
use crate::config::Config;
use crate::data::DocumentLines;
use crate::hosting::Redirects;
use crate::index;
use crate::model::Diagnostic;
use crate::render::{KanaKey, Renderer};

/// Makes all pages of what was checked, and looks at them.
///
/// # Errors
/// What keeps them from being made: the theme, or files that changed meanwhile.
pub fn finished(
    config: &Config,
    checked: &Checked,
    progress: &dyn Progress,
) -> Result<Vec<Diagnostic>, Vec<Diagnostic>> {
    let renderer =
        Renderer::new(config, &checked.archive)?.with_search_engine(index::engine(config));
    let redirects = Redirects::default();
    let pages = Pages::new(config, checked, &renderer, &redirects);
    look(&pages, progress).map_err(|error| match error {
        BuildError::Refused(found) => found,
        // Nothing is written, indexed or cancelled here.
        BuildError::Publish(_) | BuildError::Search(_) | BuildError::Cancelled => Vec::new(),
    })
}

/// What was found on the pages of a document, the paths of all its files, and its rows in the data.
type Looked = (Vec<Seen>, Vec<String>, DocumentLines);

fn look(pages: &Pages<'_>, progress: &dyn Progress) -> Result<Vec<Diagnostic>, BuildError> {
    let mut audit = Audit::default();
    let mut files: BTreeSet<String> = BTreeSet::new();
    let documents = in_order(pages.checked);
    let mut data = DataFiles::new(pages.config, pages.archive, None)?;
    progress.begin(Phase::Render, documents.len());
    for batch in documents.chunks(BATCH) {
        let seen: Vec<Result<Looked, Failure>> = batch
            .par_iter()
            .map(|file| {
                let made = pages.document(file)?;
                progress.advance(1);
                let own = made.pages.into_iter().map(|page| page.path);
                let attached = made.attachments.iter().map(|(_, path)| path.to_string());
                Ok((made.seen, own.chain(attached).collect(), made.rows))
            })
            .collect();
        for (seen, paths, rows) in collect(seen)? {
            seen.into_iter()
                .for_each(|(digest, template)| audit.add(digest, template));
            files.extend(paths);
            data.add(rows)?;
        }
    }
    let summary = data.finish()?;
    files.extend(summary.files.iter().map(|file| file.path()));
    let page = collect(vec![pages.data_page(&summary)])?.remove(0);
    if let Some((digest, template)) = pages.look(&page, DATA_TEMPLATE) {
        audit.add(digest, template);
    }
    files.insert(page.path);
    // Without a search index it leads to no pages of words.
    let page = collect(vec![pages.kana_page(KanaKey::Start, None)])?.remove(0);
    if let Some((digest, template)) = pages.look(&page, KanaKey::Start.template()) {
        audit.add(digest, template);
    }
    files.insert(page.path);
    let site_pages = pages.renderer.site_pages();
    let seen: Vec<Result<(Option<Seen>, String), Failure>> = site_pages
        .par_iter()
        .map(|key| {
            let page = pages.site_page(key)?;
            Ok((pages.look(&page, key.template()), page.path))
        })
        .collect();
    for (seen, path) in collect(seen)? {
        seen.into_iter()
            .for_each(|(digest, template)| audit.add(digest, template));
        files.insert(path);
    }
    for asset in pages.renderer.assets() {
        if asset.path.ends_with(".css") {
            audit.add_style(&asset.path, &asset.bytes);
        }
        files.insert(asset.path);
    }
    Ok(audit.finish(&files))
}
