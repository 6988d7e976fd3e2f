#![allow(clippy::unwrap_used)]

pub(super) mod fixture;
mod pages;
mod parts;
mod safety;
mod visible;

pub(super) use fixture::short;

use super::{KanaKey, Page, Renderer};
use crate::config::Config;
use crate::data::describe::Summary;
use crate::model::{Diagnostic, Document, DocumentId};

/// One document's page on a site of these settings.
fn page_of(config: &Config, document: &Document, diagnostics: &[Diagnostic]) -> Vec<u8> {
    let archive = fixture::archive(std::slice::from_ref(document));
    let pages = Renderer::new(config, &archive)
        .unwrap()
        .document(document, diagnostics)
        .unwrap();
    pages.into_iter().next().unwrap().bytes
}

/// Everything that a site has, with the documents' pages.
fn site(config: &Config, documents: &[Document]) -> Vec<Page> {
    let archive = fixture::archive(documents);
    let renderer = Renderer::new(config, &archive).unwrap();
    let mut pages: Vec<Page> = renderer
        .site_pages()
        .iter()
        .map(|page| {
            let shown = renderer.shows(page);
            let find = |id: &DocumentId| documents.iter().find(|one| one.id == *id).cloned();
            let shown: Vec<Document> = shown.iter().filter_map(find).collect();
            renderer.site_page(page, &shown).unwrap()
        })
        .collect();
    pages.push(renderer.data_page(&Summary::default()).unwrap());
    pages.push(renderer.kana_page(KanaKey::Start, None).unwrap());
    for document in documents {
        pages.extend(renderer.document(document, &[]).unwrap());
    }
    pages.extend(renderer.assets());
    pages
}
