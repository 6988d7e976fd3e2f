//! Compiles the search engine for browsers, into `crates/search-web/dist`.
//!
//! Smallest with the standard library compiled along, so that it neither formats panics nor says where they were; that
//! takes its source (`rustup component add rust-src`, or Debian's `rust-web-src`) and lets the stable compiler use what is
//! not stable yet. `wasm-opt` then takes away a quarter of what browsers have to compile.

mod sources;

use crate::process::{Workspace, output, run, succeeds};
use sources::{DIST, LIST};
use std::env;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

const TARGET: &str = "wasm32-unknown-unknown";

/// The npm package of `wasm-opt`.
const BINARYEN: &str = "132.0.0";

/// The most bytes that the engine should have.
const MOST_BROTLI: u64 = 280_000;
const MOST_GZIP: u64 = 390_000;

/// Names of Debian's linker, the newest first.
const DEBIAN_LINKERS: &[&str] = &["wasm-ld-22", "wasm-ld-21", "wasm-ld-20", "wasm-ld"];

const HOW_TO: &str = "the compiler for WebAssembly is missing: \
    `rustup target add wasm32-unknown-unknown && rustup component add rust-src`, \
    or on Debian `apt-get install rustc-web rust-web-src cargo-web lld-22`";

/// What `wasm-opt` may use: what the compiler takes for granted.
const FEATURES: &[&str] = &[
    "--enable-bulk-memory",
    "--enable-bulk-memory-opt",
    "--enable-multivalue",
    "--enable-mutable-globals",
    "--enable-nontrapping-float-to-int",
    "--enable-reference-types",
    "--enable-sign-ext",
];

/// A compiler that can make WebAssembly.
#[derive(Debug)]
struct Toolchain {
    cargo: PathBuf,
    rustc: PathBuf,
    sysroot: PathBuf,
    /// Whether the standard library's source is there.
    source: bool,
    linker: Option<&'static str>,
}

/// Compiles the engine and writes down what it was made of.
///
/// # Errors
/// A message if a tool is missing, or a program fails.
pub fn compile_engine(workspace: &Workspace) -> Result<(), String> {
    let toolchain = toolchain(workspace)?;
    if !toolchain.source {
        println!(
            "without the standard library's source the engine is half as large again: rustup component add rust-src"
        );
    }
    let target = workspace.scratch().join("wasm");
    run(&mut compile(workspace, &toolchain, &target))?;
    let built = target.join(TARGET).join("release/ayumi_search_web.wasm");

    let dist = workspace.root().join(DIST);
    fs::create_dir_all(&dist).map_err(|error| told(&dist, &error))?;
    let engine = dist.join("engine.wasm");
    match wasm_opt(workspace) {
        Some(program) => {
            let mut optimise = workspace.command("node");
            optimise.arg(program).arg("-Oz").args(FEATURES);
            run(optimise.arg(&built).arg("-o").arg(&engine))?;
        }
        None => {
            println!("without npm there is no wasm-opt: the engine is larger than it could be");
            fs::copy(&built, &engine).map_err(|error| told(&engine, &error))?;
        }
    }
    let worker = workspace.root().join("crates/search-web/worker.js");
    let script = fs::read_to_string(&worker).map_err(|error| told(&worker, &error))?;
    write(&dist.join("worker.js"), &without_comments(&script))?;
    let list = sources::list(workspace.root()).map_err(|error| told(&dist, &error))?;
    write(&dist.join(LIST), &list)?;
    for made in sources::MADE {
        sizes(workspace, &dist.join(made))?;
    }
    Ok(())
}

fn told(path: &Path, error: &std::io::Error) -> String {
    format!("{}: {error}", path.display())
}

fn write(path: &Path, text: &str) -> Result<(), String> {
    fs::write(path, text).map_err(|error| told(path, &error))
}

/// Rustup's compiler, or Debian's.
fn toolchain(workspace: &Workspace) -> Result<Toolchain, String> {
    let cargo = env::var_os("CARGO").map_or_else(|| "cargo".into(), PathBuf::from);
    let rustc = env::var_os("RUSTC").map_or_else(|| "rustc".into(), PathBuf::from);
    let debian = (Path::new("/usr/bin/cargo"), Path::new("/usr/bin/rustc"));
    for (cargo, rustc) in [(cargo.as_path(), rustc.as_path()), debian] {
        let ask = |what: &[&str]| {
            let answer = output(workspace.command(rustc).args(what)).ok()?;
            Some(PathBuf::from(answer.trim()))
        };
        let Some(sysroot) = ask(&["--print", "sysroot"]) else {
            continue;
        };
        let source = sysroot.join("lib/rustlib/src/rust/library/Cargo.lock");
        let compiled = ask(&["--print", "target-libdir", "--target", TARGET]);
        let compiled = compiled.is_some_and(|folder| folder.is_dir());
        if !source.is_file() && !compiled {
            continue;
        }
        // Rustup's compiler has a linker of its own.
        let own = sysroot.join("lib/rustlib");
        let own = own.join(host(workspace, rustc)?).join("bin/rust-lld");
        let found = || {
            let linkers = DEBIAN_LINKERS.iter().copied();
            linkers
                .into_iter()
                .find(|name| succeeds(name, &["--version"]))
        };
        let linker = if own.is_file() { None } else { found() };
        if own.is_file() || linker.is_some() {
            return Ok(Toolchain {
                cargo: cargo.to_owned(),
                rustc: rustc.to_owned(),
                source: source.is_file(),
                sysroot,
                linker,
            });
        }
    }
    Err(HOW_TO.to_owned())
}

/// The machine that the compiler runs on: `x86_64-unknown-linux-gnu`.
fn host(workspace: &Workspace, rustc: &Path) -> Result<String, String> {
    let version = output(workspace.command(rustc).arg("-vV"))?;
    let line = version.lines().find_map(|line| line.strip_prefix("host: "));
    line.map(str::to_owned)
        .ok_or_else(|| "rustc does not say its host".to_owned())
}

fn compile(workspace: &Workspace, toolchain: &Toolchain, target: &Path) -> Command {
    let mut flags = vec![
        // Randomness that is not there: see `crates/search-web/src/abi.rs`.
        "--cfg".to_owned(),
        "getrandom_backend=\"custom\"".to_owned(),
    ];
    // The same bytes wherever it is compiled.
    let registry = env::var_os("CARGO_HOME").map(PathBuf::from);
    let registry = registry.or_else(|| Some(Path::new(&env::var_os("HOME")?).join(".cargo")));
    let places = [
        (Some(workspace.root().to_owned()), "ayumi"),
        (registry, "cargo"),
        (Some(toolchain.sysroot.clone()), "rust"),
    ];
    for (place, name) in places {
        if let Some(place) = place {
            flags.push(format!("--remap-path-prefix={}={name}", place.display()));
        }
    }
    let mut cargo = workspace.command(&toolchain.cargo);
    cargo.args(["build", "--release", "--locked", "--target", TARGET]);
    cargo.args(["--manifest-path", "crates/search-web/Cargo.toml"]);
    if toolchain.source {
        flags.extend(
            [
                "-Zunstable-options",
                "-Cpanic=immediate-abort",
                "-Zlocation-detail=none",
                "-Zfmt-debug=none",
            ]
            .map(str::to_owned),
        );
        cargo.args([
            "-Zbuild-std=std,panic_abort",
            "-Zbuild-std-features=optimize_for_size",
        ]);
        cargo.env("RUSTC_BOOTSTRAP", "1");
    }
    cargo.arg("--target-dir").arg(target);
    cargo.env("RUSTC", &toolchain.rustc);
    cargo.env("CARGO_ENCODED_RUSTFLAGS", flags.join("\u{1f}"));
    if let Some(linker) = toolchain.linker {
        cargo.env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_LINKER", linker);
    }
    cargo
}

/// `wasm-opt` in JavaScript, installed where it is not yet. `None` without npm.
fn wasm_opt(workspace: &Workspace) -> Option<PathBuf> {
    let folder = workspace.scratch().join(format!("binaryen-{BINARYEN}"));
    let program = folder.join("node_modules/binaryen/bin/wasm-opt");
    if !program.is_file() {
        let mut npm = workspace.command("npm");
        npm.args(["install", "--no-save", "--ignore-scripts", "--prefix"]);
        let package = format!("binaryen@{BINARYEN}");
        run(npm.arg(&folder).arg(package)).ok()?;
    }
    program.is_file().then_some(program)
}

/// The script without the lines that are only comments: a third of it.
fn without_comments(script: &str) -> String {
    let mut inside = false;
    let mut kept = String::new();
    for line in script.lines() {
        let text = line.trim();
        let begins = text.starts_with("/*");
        let comment = inside || begins || text.starts_with("//");
        inside = (inside || begins) && !text.ends_with("*/");
        if !comment && !text.is_empty() {
            kept.push_str(line);
            kept.push('\n');
        }
    }
    kept
}

/// Prints how large a file is, as it is and as hosts send it.
fn sizes(workspace: &Workspace, path: &Path) -> Result<(), String> {
    let script = "const z = require('zlib'), b = require('fs').readFileSync(process.argv[1]); \
        const q = {params: {[z.constants.BROTLI_PARAM_QUALITY]: 11, [z.constants.BROTLI_PARAM_SIZE_HINT]: b.length}}; \
        console.log(b.length, z.gzipSync(b, {level: 9}).length, z.brotliCompressSync(b, q).length)";
    let mut node = workspace.command("node");
    let Ok(printed) = output(node.args(["-e", script]).arg(path)) else {
        println!("without Node.js the sizes are not known");
        return Ok(());
    };
    let numbers: Vec<u64> = printed
        .split_whitespace()
        .filter_map(|number| number.parse().ok())
        .collect();
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let [raw, gzip, brotli] = numbers[..] else {
        return Err(format!("{name}: sizes were printed as {printed}"));
    };
    println!("{name:<12} {raw:>9} bytes, gzip {gzip:>7}, brotli {brotli:>7}");
    if brotli > MOST_BROTLI || gzip > MOST_GZIP {
        println!("             more than the targets: gzip {MOST_GZIP}, brotli {MOST_BROTLI}");
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn comments_go_and_code_stays() {
        let script = "// a\n\"use strict\";\n/**\n * b\n */\nlet a = 1; // c\n\n  /** d */\n  let b = \"// e\";\n";
        let kept = "\"use strict\";\nlet a = 1; // c\n  let b = \"// e\";\n";
        assert_eq!(without_comments(script), kept);
    }
}
