//! The engine for browsers: compiled beforehand from `crates/search-web`, and published with the index.

use std::sync::OnceLock;

use crate::config::Theme;
use crate::render::{Page, SearchEngine};

/// The folder of the engine below the site's root.
const FOLDER: &str = "search/engine/";

const WORKER: &[u8] = include_bytes!("../../crates/search-web/dist/worker.js");
const WASM: &[u8] = include_bytes!("../../crates/search-web/dist/engine.wasm");

/// Where the engine is published; nowhere, where the theme has no scripts that could ask it. Names carry the content's
/// hash, so that browsers may keep the files for ever.
#[must_use]
pub fn engine(theme: &Theme) -> Option<SearchEngine> {
    theme.has_scripts().then(|| addresses().clone())
}

fn addresses() -> &'static SearchEngine {
    static ENGINE: OnceLock<SearchEngine> = OnceLock::new();
    let path = |stem: &str, bytes: &[u8], ending: &str| {
        let hash = crate::read::sha256(bytes);
        format!("{FOLDER}{stem}.{}.{ending}", &hash[..16])
    };
    ENGINE.get_or_init(|| SearchEngine {
        worker: path("worker", WORKER, "js"),
        wasm: path("engine", WASM, "wasm"),
    })
}

/// Its files.
#[must_use]
pub fn engine_files() -> Vec<Page> {
    let SearchEngine { worker, wasm } = addresses();
    let files = [(worker, WORKER), (wasm, WASM)].map(|(path, bytes)| Page {
        path: path.clone(),
        bytes: bytes.to_vec(),
    });
    files.into()
}
