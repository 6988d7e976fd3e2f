//! The engine for browsers: compiled beforehand from `crates/search-web`, and published with the index.

use std::sync::OnceLock;

use crate::config::Config;
use crate::render::{Page, SearchEngine};

/// The folder of the engine below the site's root.
const FOLDER: &str = "search/engine/";

/// The service worker: at the root, since it can keep nothing that stands beside or above it.
const OFFLINE: &str = "offline.js";

const WORKER: &[u8] = include_bytes!("../../crates/search-web/dist/worker.js");
const WASM: &[u8] = include_bytes!("../../crates/search-web/dist/engine.wasm");
const OFFLINE_SCRIPT: &[u8] = include_bytes!("offline.js");

/// Where the engine is published; nowhere, where the theme has no scripts that could ask it. Names carry the content's
/// hash, so that browsers may keep the files for ever.
#[must_use]
pub fn engine(config: &Config) -> Option<SearchEngine> {
    let offline = config.settings.search.offline.then(|| OFFLINE.to_owned());
    config.theme.has_scripts().then(|| SearchEngine {
        worker: addresses().worker.clone(),
        wasm: addresses().wasm.clone(),
        offline,
    })
}

struct Addresses {
    worker: String,
    wasm: String,
}

fn addresses() -> &'static Addresses {
    static ADDRESSES: OnceLock<Addresses> = OnceLock::new();
    let path = |stem: &str, bytes: &[u8], ending: &str| {
        let hash = crate::read::sha256(bytes);
        format!("{FOLDER}{stem}.{}.{ending}", &hash[..16])
    };
    ADDRESSES.get_or_init(|| Addresses {
        worker: path("worker", WORKER, "js"),
        wasm: path("engine", WASM, "wasm"),
    })
}

/// Its files.
#[must_use]
pub fn engine_files(engine: &SearchEngine) -> Vec<Page> {
    let files = [
        (Some(&engine.worker), WORKER),
        (Some(&engine.wasm), WASM),
        (engine.offline.as_ref(), OFFLINE_SCRIPT),
    ];
    let files = files.into_iter().filter_map(|(path, bytes)| {
        Some(Page {
            path: path?.clone(),
            bytes: bytes.to_vec(),
        })
    });
    files.collect()
}
