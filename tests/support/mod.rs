//! One chained helper that drives every integration test: a site in a folder of its own, and the real program.
#![allow(
    dead_code,
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests work in temporary folders; each uses a part of this"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// `ayumi.toml` of a small site.
pub const CONFIG: &str = "[site]\ntitle = \"見本市 組織目標\"\npublisher = \"見本の会\"\nofficial = false\n\n\
                          [archive]\nmunicipality = \"見本市\"\ncode = \"151009\"\n";

/// A registry with a city, a ward and a section.
pub const ORGANISATIONS: &str = "[[organisation]]\nid = \"mihon\"\nname = \"見本市\"\nkind = \"city\"\ncontact = \"見本市役所 00-0000-0000\"\n\n\
    [[organisation]]\nid = \"minato\"\nname = \"港区\"\nkana = \"みなとく\"\nkind = \"ward\"\nparent = \"mihon\"\n\n\
    [[organisation]]\nid = \"minato-somu\"\nslug = \"somu\"\nname = \"総務課\"\nkind = \"section\"\nparent = \"minato\"\n";

/// A document that reads without a warning.
pub const DOCUMENT: &str = "# 令和6年度 港区組織目標\n\n<b>組織名</b>\t港区\t<b>区長</b>\t見本 太郎\n\
    <b>重点目標</b>\t<p>1 除雪の体制を整えます。</p><p>2 窓口の待ち時間を短くします。</p>\n\n## 評価\n\n\
    \t<b>重点目標の達成状況</b>\t<b>目標数</b>\t2\t<b>達成数</b>\t1\n\
    <b>取組結果</b>\t<p>1 体制を整えました。</p><p>2 短くできませんでした。</p>\n";

/// A site in a temporary folder.
pub struct Site {
    folder: tempfile::TempDir,
    environment: Vec<(String, String)>,
}

/// What a run of the program did.
pub struct Run {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Site {
    /// A site with settings and a registry, and no document.
    pub fn empty() -> Self {
        let site = Self {
            folder: tempfile::tempdir().unwrap(),
            environment: Vec::new(),
        };
        site.file("ayumi.toml", CONFIG)
            .file("content/organisations.toml", ORGANISATIONS)
    }

    /// A site with one good document.
    pub fn small() -> Self {
        Self::empty().file("content/2024/minato.md", DOCUMENT)
    }

    /// A copy of this repository's own site.
    pub fn real() -> Self {
        let repository = Path::new(env!("CARGO_MANIFEST_DIR"));
        let mut site = Self {
            folder: tempfile::tempdir().unwrap(),
            environment: Vec::new(),
        };
        for path in [
            "ayumi.toml",
            "content/organisations.toml",
            "content/glossary.toml",
            "content/synonyms.toml",
            "content/README.md",
            "content/2024/chuo.md",
            "content/2024/chuo.toml",
        ] {
            site = site.bytes(path, &fs::read(repository.join(path)).unwrap());
        }
        site
    }

    /// A copy of a site in a folder of the repository.
    pub fn copy_of(folder: &Path) -> Self {
        let mut site = Self {
            folder: tempfile::tempdir().unwrap(),
            environment: Vec::new(),
        };
        for (path, bytes) in files_below(folder) {
            site = site.bytes(&path, &bytes);
        }
        site
    }

    pub fn root(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, path: &str) -> PathBuf {
        self.root().join(path)
    }

    /// Writes a file.
    pub fn file(self, path: &str, text: &str) -> Self {
        self.bytes(path, text.as_bytes())
    }

    pub fn bytes(self, path: &str, bytes: &[u8]) -> Self {
        let full = self.path(path);
        fs::create_dir_all(full.parent().unwrap()).unwrap();
        fs::write(full, bytes).unwrap();
        self
    }

    /// Sets a variable for all runs.
    pub fn with_environment(mut self, name: &str, value: &str) -> Self {
        self.environment.push((name.to_owned(), value.to_owned()));
        self
    }

    /// Runs `ayumi` in the site's folder, in English.
    pub fn run(&self, arguments: &[&str]) -> Run {
        self.run_in("C.UTF-8", arguments)
    }

    /// Runs it in Japanese.
    pub fn run_japanese(&self, arguments: &[&str]) -> Run {
        self.run_in("ja_JP.UTF-8", arguments)
    }

    pub fn run_in(&self, locale: &str, arguments: &[&str]) -> Run {
        let mut command = program(locale);
        command
            .current_dir(self.root())
            .args(arguments)
            .envs(self.environment.iter().map(|(a, b)| (a, b)));
        let output = command.output().unwrap();
        Run {
            code: output.status.code().unwrap_or(-1),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.path(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub fn exists(&self, path: &str) -> bool {
        self.path(path).exists()
    }

    /// Every file below a folder, with its bytes.
    pub fn files(&self, folder: &str) -> BTreeMap<String, Vec<u8>> {
        files_below(&self.path(folder))
    }
}

/// The program, without anything of the caller's environment that it could look at.
pub fn program(locale: &str) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_ayumi"));
    for name in [
        "LANG",
        "LANGUAGE",
        "LC_MESSAGES",
        "NO_COLOR",
        "COLUMNS",
        "CLICOLOR_FORCE",
    ] {
        command.env_remove(name);
    }
    command.env("LC_ALL", locale);
    command
}

pub fn files_below(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in walkdir::WalkDir::new(folder) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry
                .path()
                .strip_prefix(folder)
                .unwrap()
                .to_string_lossy()
                .into_owned();
            found.insert(path, fs::read(entry.path()).unwrap());
        }
    }
    found
}

impl Run {
    /// The run ended well.
    #[track_caller]
    pub fn succeeds(self) -> Self {
        assert_eq!(self.code, 0, "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// The run ended with this code.
    #[track_caller]
    pub fn fails_with(self, code: i32) -> Self {
        assert_eq!(self.code, code, "{}\n{}", self.stdout, self.stderr);
        self
    }

    /// Standard error has this text.
    #[track_caller]
    pub fn tells(self, text: &str) -> Self {
        assert!(
            self.stderr.contains(text),
            "no {text:?} in:\n{}",
            self.stderr
        );
        self
    }

    /// Nothing was said.
    #[track_caller]
    pub fn silently(self) -> Self {
        assert_eq!(self.stderr, "");
        self
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_str(&self.stdout)
            .unwrap_or_else(|error| panic!("{error}:\n{}", self.stdout))
    }
}
