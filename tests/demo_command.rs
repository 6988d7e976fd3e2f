//! `ayumi demo` as people try it: a whole city or nothing, and a clear word for everything that cannot be.
//!
//! What the city is like is `crates/demo`'s own business, and is not looked at here.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod support;

use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output};

use support::{files_below, program};

/// A folder of one's own, empty.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    fn program(&self, locale: &str) -> Command {
        let mut command = program(locale);
        command.current_dir(self.0.path());
        command
    }

    /// Exit code and standard error; nothing comes on standard output.
    fn demo(&self, locale: &str, arguments: &[&str]) -> (i32, String) {
        let run = self.program(locale).arg("demo").args(arguments).output();
        self.told(&run.unwrap())
    }

    fn told(&self, run: &Output) -> (i32, String) {
        assert_eq!(String::from_utf8_lossy(&run.stdout), "");
        let real = fs::canonicalize(self.0.path()).unwrap();
        let told = String::from_utf8_lossy(&run.stderr).replace(real.to_str().unwrap(), "[folder]");
        (run.status.code().unwrap_or(-1), told)
    }

    /// What both languages say to wrong arguments or a place that cannot be.
    fn refused(&self, arguments: &[&str]) -> String {
        let shown = arguments.join(" ");
        let mut said = format!("$ ayumi demo {shown}\n");
        for locale in ["ja_JP.UTF-8", "C.UTF-8"] {
            let before = self.names();
            let (code, told) = self.demo(locale, arguments);
            assert_eq!(code, 2, "{shown}: {told}");
            assert_eq!(self.names(), before, "{shown}");
            said.push_str(&told);
        }
        said
    }

    fn names(&self) -> Vec<String> {
        let entries = fs::read_dir(self.0.path()).unwrap();
        let name = |entry: fs::DirEntry| entry.file_name().to_string_lossy().into_owned();
        let mut names: Vec<String> = entries.map(|entry| name(entry.unwrap())).collect();
        names.sort();
        names
    }
}

#[test]
fn a_city_is_made_and_the_next_step_is_said() {
    let place = Place::new();
    let arguments = |folder| [folder, "--documents", "20", "--years", "2024..2025"];
    let (code, japanese) = place.demo("ja_JP.UTF-8", &arguments("city"));
    assert_eq!(code, 0, "{japanese}");
    let (code, english) = place.demo("C.UTF-8", &arguments("my city"));
    assert_eq!(code, 0, "{english}");
    assert!(english.contains("20 documents"), "{english}");
    assert_eq!(place.names(), ["city", "my city"]);
    assert!(place.path("city/ayumi.toml").is_file());
    assert_eq!(
        files_below(&place.path("city")),
        files_below(&place.path("my city"))
    );
    // How many are messy, and how many organisations there are, may change.
    let mut said = String::new();
    for c in format!("{japanese}\n{english}").chars() {
        match c {
            '0'..='9' if said.ends_with('#') => {}
            '0'..='9' => said.push('#'),
            c => said.push(c),
        }
    }
    insta::assert_snapshot!("made", said);
}

#[test]
fn with_quiet_nothing_is_said() {
    let place = Place::new();
    let (code, told) = place.demo("C.UTF-8", &["city", "--documents", "5", "--quiet"]);
    assert_eq!((code, told.as_str()), (0, ""));
    assert_eq!(place.names(), ["city"]);
}

#[test]
fn empty_folders_are_filled() {
    let place = Place::new();
    for folder in ["empty", "here", "target"] {
        fs::create_dir(place.path(folder)).unwrap();
    }
    let (code, told) = place.demo("C.UTF-8", &["empty/", "--documents", "5"]);
    assert_eq!(code, 0, "{told}");
    assert!(place.path("empty/ayumi.toml").is_file());
    let run = place
        .program("C.UTF-8")
        .current_dir(place.path("here"))
        .args(["demo", ".", "--documents", "5"])
        .output();
    let (code, told) = place.told(&run.unwrap());
    assert_eq!(code, 0, "{told}");
    assert!(told.contains("ayumi build --root ."), "{told}");
    let wanted = files_below(&place.path("empty"));
    assert_eq!(files_below(&place.path("here")), wanted);
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("target", place.path("link")).unwrap();
        let (code, told) = place.demo("C.UTF-8", &["link", "--documents", "5"]);
        assert_eq!(code, 0, "{told}");
        assert_eq!(files_below(&place.path("target")), wanted);
        fs::remove_file(place.path("link")).unwrap();
    }
    assert_eq!(place.names(), ["empty", "here", "target"]);
}

#[test]
fn help_is_in_both_languages() {
    let place = Place::new();
    let helps = ["ja_JP.UTF-8", "C.UTF-8"].map(|locale| {
        let run = place.program(locale).args(["demo", "--help"]).output();
        String::from_utf8(run.unwrap().stdout).unwrap()
    });
    insta::assert_snapshot!("help", helps.join("\n"));
}

#[test]
fn wrong_arguments() {
    let place = Place::new();
    let cases: &[&[&str]] = &[
        &[],
        &["city", "more"],
        &["city", "--documents", "0"],
        &["city", "--documents", "1000001"],
        &["city", "--documents", "99999999999999999999999"],
        &["city", "--documents", "2,000"],
        &["city", "--documents", "-5"],
        &["city", "--documents"],
        &["city", "--seed", "-1"],
        &["city", "--seed", "abc"],
        &["city", "--years", "2005..2025"],
        &["city", "--years", "2025..2016"],
        &["city", "--years", "1960..1965"],
        &["city", "--years", "2020.."],
        &["city", "--mess", "NaN"],
        &["city", "--mess", "1.5"],
        &["city", "--mess", "-0.1"],
        &["city", "--docments", "5"],
    ];
    let said: Vec<String> = cases.iter().map(|case| place.refused(case)).collect();
    assert_eq!(place.names(), Vec::<String>::new());
    insta::assert_snapshot!("wrong_arguments", said.join("\n"));
}

#[test]
fn places_that_cannot_be() {
    let place = Place::new();
    for (path, text) in [
        ("full/thesis.docx", "x"),
        ("hidden/.keep", ""),
        ("file", "x"),
        (".taken.ayumi-demo/thesis.docx", "x"),
        (".file.ayumi-demo", "x"),
    ] {
        let path = place.path(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let before = files_below(place.0.path());
    let cases = [
        "full",
        "hidden",
        "file",
        "file/city",
        "missing/city",
        "missing/..",
        "",
        "taken",
    ];
    let mut said: Vec<String> = cases.iter().map(|case| place.refused(&[case])).collect();
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("nowhere", place.path("link")).unwrap();
        said.push(place.refused(&["link"]));
        fs::remove_file(place.path("link")).unwrap();
    }
    fs::rename(place.path(".file.ayumi-demo"), place.path(".f.ayumi-demo")).unwrap();
    said.push(place.refused(&["f"]));
    fs::rename(place.path(".f.ayumi-demo"), place.path(".file.ayumi-demo")).unwrap();
    assert_eq!(files_below(place.0.path()), before);
    insta::assert_snapshot!("places", said.join("\n"));
    // What stands there is the machine's own.
    for above in ["/", ".."] {
        place.refused(&[above]);
    }
}

#[test]
fn what_a_killed_run_left_is_removed_and_nothing_else() {
    let place = Place::new();
    let staging = place.path(".city.ayumi-demo");
    fs::create_dir_all(staging.join("site/content")).unwrap();
    fs::write(staging.join("site/content/half.md"), "x").unwrap();
    let (code, told) = place.demo("C.UTF-8", &["city", "--documents", "5"]);
    assert_eq!(code, 2, "without our marker it is not ours: {told}");
    assert!(staging.join("site/content/half.md").is_file());
    fs::write(staging.join("ayumi-demo.lock"), "").unwrap();
    let (code, told) = place.demo("C.UTF-8", &["city", "--documents", "5"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(place.names(), ["city"]);
    assert!(!place.path("city/content/half.md").exists());

    // Killed before it could leave its marker.
    fs::create_dir(place.path(".town.ayumi-demo")).unwrap();
    let (code, told) = place.demo("C.UTF-8", &["town", "--documents", "5"]);
    assert_eq!(code, 0, "{told}");
    assert_eq!(place.names(), ["city", "town"]);
}

#[test]
fn two_runs_do_not_mix() {
    let place = Place::new();
    fs::create_dir(place.path(".city.ayumi-demo")).unwrap();
    let marker = fs::File::create(place.path(".city.ayumi-demo/ayumi-demo.lock")).unwrap();
    marker.lock().unwrap();
    insta::assert_snapshot!("another_run", place.refused(&["city"]));
    drop(marker);
    let (code, told) = place.demo("C.UTF-8", &["city", "--documents", "5"]);
    assert_eq!(code, 0, "{told}");
}

#[cfg(unix)]
#[test]
fn without_permission_nothing_is_made() {
    use std::os::unix::fs::PermissionsExt as _;
    use std::os::unix::process::CommandExt as _;

    let place = Place::new();
    let mode = |path: PathBuf, mode: u32| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    mode(place.path(""), 0o755);
    fs::create_dir(place.path("locked")).unwrap();
    mode(place.path("locked"), 0o555);
    let is_root = fs::write(place.path("locked/x"), "").is_ok();
    let _ = fs::remove_file(place.path("locked/x"));
    let mut said = String::new();
    for locale in ["ja_JP.UTF-8", "C.UTF-8"] {
        let mut command = place.program(locale);
        if is_root {
            // Somebody for whom permissions count.
            command.uid(65_534).gid(65_534);
        }
        let run = match command.args(["demo", "locked/city"]).output() {
            Ok(run) => run,
            Err(error) => return eprintln!("skipped: cannot run as nobody here: {error}"),
        };
        let (code, told) = place.told(&run);
        assert_eq!(code, 2, "{told}");
        said.push_str(&told);
    }
    mode(place.path("locked"), 0o755);
    assert_eq!(place.names(), ["locked"]);
    assert!(files_below(&place.path("locked")).is_empty());
    #[cfg(target_os = "linux")]
    insta::assert_snapshot!("not_allowed", said);
}

/// The shell's limit on the size of files stands for a disk that is full: both refuse in the middle of writing.
#[cfg(target_os = "linux")]
#[test]
fn a_limit_that_is_reached_leaves_nothing() {
    let place = Place::new();
    let mut said = String::new();
    for locale in ["ja_JP.UTF-8", "C.UTF-8"] {
        let mut command = Command::new("sh");
        command
            .current_dir(place.0.path())
            .env("LC_ALL", locale)
            .args([
                "-c",
                "trap '' XFSZ; ulimit -f 0; exec \"$0\" demo city --jobs 1",
            ])
            .arg(env!("CARGO_BIN_EXE_ayumi"));
        let (code, told) = place.told(&command.output().unwrap());
        assert_eq!(code, 2, "{told}");
        // Which file is the first is the city's business.
        let words: Vec<&str> = told.split(' ').collect();
        let hidden = words.iter().map(|word| match word.split_once("/site/") {
            Some((before, after)) => {
                let rest = after.find(['（', '\n']).map_or("", |at| &after[at..]);
                format!("{before}/site/…{rest}")
            }
            None => (*word).to_owned(),
        });
        said.push_str(&hidden.collect::<Vec<_>>().join(" "));
    }
    assert_eq!(place.names(), Vec::<String>::new());
    insta::assert_snapshot!("limit", said);
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_nothing() {
    let place = Place::new();
    fs::create_dir(place.path("disk")).unwrap();
    let script = "mount -t tmpfs -o size=4k,nr_inodes=4 tmpfs disk || exit 77\n\
        \"$0\" demo disk/city\ncode=$?\nls -A disk\nexit $code";
    let run = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script])
        .arg(env!("CARGO_BIN_EXE_ayumi"))
        .current_dir(place.0.path())
        .env("LC_ALL", "C.UTF-8")
        .output();
    match run {
        Ok(run) if run.status.code() == Some(2) => {
            let told = String::from_utf8_lossy(&run.stderr);
            assert!(told.contains("the disk is full"), "{told}");
            assert_eq!(
                String::from_utf8_lossy(&run.stdout),
                "",
                "something was left"
            );
        }
        other => eprintln!("skipped: cannot mount a small disk here: {other:?}"),
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_mount_point_is_not_exchanged() {
    let place = Place::new();
    fs::create_dir(place.path("disk")).unwrap();
    let script = "mount -t tmpfs -o size=8m tmpfs disk || exit 77\n\"$0\" demo disk";
    let run = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script])
        .arg(env!("CARGO_BIN_EXE_ayumi"))
        .current_dir(place.0.path())
        .env("LC_ALL", "C.UTF-8")
        .output();
    match run {
        Ok(run) if run.status.code() == Some(2) => {
            let told = String::from_utf8_lossy(&run.stderr);
            assert!(told.contains("mount point"), "{told}");
        }
        other => eprintln!("skipped: cannot mount a disk here: {other:?}"),
    }
    assert_eq!(place.names(), ["disk"]);
}
