//! Killed at any moment, or out of space at any write: the output is one whole site.
//!
//! A process cannot kill itself at a random moment and look at the result, so these tests run this test
//! program again, with the name of an ignored test that plays the victim.

#![cfg(unix)]
#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::Duration;

use ayumi::publish::{
    Digest, MANIFEST_NAME, Manifest, Output, PublishError, SitePath, Summary, clean,
};
use rayon::prelude::*;

const OUTPUT: &str = "AYUMI_TEST_OUTPUT";
const KILLS: u64 = 40;

/// A site of about 500 files. Most are the same in both; some differ, some are in one only.
fn site(version: char) -> BTreeMap<String, String> {
    let mut files = BTreeMap::new();
    for index in 0..480 {
        let text = if index % 3 == 0 { version } else { '-' };
        files.insert(
            format!("{}/{index}/index.html", index % 9),
            format!("{text}{index}").repeat(200),
        );
    }
    for index in 0..20 {
        files.insert(
            format!("only-{version}/{index}/data.json"),
            format!("{version}{index}"),
        );
    }
    files.insert("index.html".to_owned(), version.to_string());
    files
}

fn build(output: &Path, files: &BTreeMap<String, String>) -> Result<Summary, PublishError> {
    let staging = Output::open(output, &[])?.stage()?;
    files.par_iter().try_for_each(|(path, text)| {
        staging
            .write(&SitePath::new(path.as_str()).unwrap(), text.as_bytes())
            .map(|_| ())
    })?;
    staging.commit()
}

/// All files of the output but the manifest, which must list exactly these with their digests.
fn published(output: &Path) -> BTreeMap<String, String> {
    let manifest = Manifest::read(output).unwrap().expect("a manifest");
    let entries = walkdir::WalkDir::new(output)
        .into_iter()
        .map(Result::unwrap);
    let files: BTreeMap<String, String> = entries
        .filter(|entry| !entry.file_type().is_dir() && entry.file_name() != MANIFEST_NAME)
        .map(|entry| {
            let path = entry
                .path()
                .strip_prefix(output)
                .unwrap()
                .to_str()
                .unwrap()
                .to_owned();
            (path, fs::read_to_string(entry.path()).unwrap())
        })
        .collect();
    let digests = files
        .iter()
        .map(|(path, text)| (path.as_str(), Digest::of(text.as_bytes())));
    let listed: Vec<_> = manifest
        .iter()
        .map(|(path, digest)| (path.as_str(), digest))
        .collect();
    assert_eq!(listed, digests.collect::<Vec<_>>());
    files
}

/// This test program, told to run one ignored test.
fn victim(name: &str, output: &Path) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", name, "--ignored", "--nocapture"])
        .env(OUTPUT, output)
        .stdout(Stdio::null());
    command
}

fn output_of_victim() -> Option<PathBuf> {
    std::env::var_os(OUTPUT).map(PathBuf::from)
}

/// In memory where the system has such a place: hundreds of sites are written and removed here.
fn fast_folder() -> tempfile::TempDir {
    tempfile::tempdir_in("/dev/shm")
        .or_else(|_| tempfile::tempdir())
        .unwrap()
}

/// A fixed sequence (Knuth's MMIX generator), so that a failure can be repeated.
fn delays() -> impl Iterator<Item = Duration> {
    let next = |state: &u64| {
        Some(
            state
                .wrapping_mul(6_364_136_223_846_793_005)
                .wrapping_add(1_442_695_040_888_963_407),
        )
    };
    std::iter::successors(Some(2024_u64), next)
        .skip(1)
        .map(|state| Duration::from_micros((state >> 33) % 120_000))
}

#[test]
fn killed_at_any_moment_the_site_is_wholly_the_old_or_the_new_one() {
    let folder = fast_folder();
    let output = folder.path().canonicalize().unwrap().join("public");
    let staging = output.with_file_name(".public.ayumi-staging");
    let (a, b) = (site('A'), site('B'));
    build(&output, &a).unwrap();

    let (mut in_the_middle, mut seen) = (0, [0, 0]);
    for delay in delays().take(KILLS.try_into().unwrap()) {
        let mut child = victim("victim_that_is_killed", &output).spawn().unwrap();
        sleep(delay);
        child.kill().unwrap();
        child.wait().unwrap();

        in_the_middle += u32::from(staging.exists());
        let found = published(&output);
        assert!(found == a || found == b, "a mixture of both");
        seen[usize::from(found == b)] += 1;

        // The next build is not disturbed by what was left, and leaves nothing.
        let next = if found == a { &b } else { &a };
        build(&output, next).unwrap();
        assert_eq!(&published(&output), next);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
    eprintln!("{in_the_middle} of {KILLS} kills hit a build; then {seen:?} sites were A, B");
    assert!(
        in_the_middle > 0,
        "no kill hit a build: the test shows nothing"
    );
}

#[test]
#[ignore = "run, and killed, by killed_at_any_moment_the_site_is_wholly_the_old_or_the_new_one"]
fn victim_that_is_killed() {
    let Some(output) = output_of_victim() else {
        return;
    };
    for version in ['B', 'A'].into_iter().cycle() {
        build(&output, &site(version)).unwrap();
    }
}

#[test]
fn killed_while_cleaning_the_site_is_whole_or_gone() {
    let folder = fast_folder();
    let output = folder.path().canonicalize().unwrap().join("public");
    let a = site('A');
    for delay in delays().take(10) {
        let mut child = victim("victim_that_cleans", &output).spawn().unwrap();
        sleep(delay);
        child.kill().unwrap();
        child.wait().unwrap();
        if output.exists() {
            assert_eq!(published(&output), a);
        }
        clean(&output).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
    }
}

#[test]
#[ignore = "run, and killed, by killed_while_cleaning_the_site_is_whole_or_gone"]
fn victim_that_cleans() {
    let Some(output) = output_of_victim() else {
        return;
    };
    let a = site('A');
    loop {
        build(&output, &a).unwrap();
        clean(&output).unwrap();
    }
}

/// Builds a site that does not fit where one stands that does.
fn build_too_much(output: &Path, size: impl Fn(usize) -> usize) -> io::Result<()> {
    let old: BTreeMap<_, _> = (0..10)
        .map(|index| (format!("{index}/a"), "old".to_owned()))
        .collect();
    let new: BTreeMap<_, _> = (0..60)
        .map(|index| (format!("{index}/a"), "new".repeat(size(index))))
        .collect();
    build(output, &old).unwrap();
    let result = build(output, &new);
    assert_eq!(published(output), if result.is_ok() { new } else { old });
    assert_eq!(
        fs::read_dir(output.parent().unwrap()).unwrap().count(),
        1,
        "something was left"
    );
    clean(output).unwrap();
    match result {
        Ok(_) => Ok(()),
        Err(PublishError::Io { source, path, .. }) => {
            assert!(
                path.starts_with(output.parent().unwrap()),
                "{}",
                path.display()
            );
            Err(source)
        }
        Err(error) => panic!("{error}"),
    }
}

/// Works everywhere and without privileges: no file may grow beyond a limit.
#[test]
fn a_write_that_fails_in_the_middle_of_a_file_leaves_the_old_site() {
    let folder = fast_folder();
    let output = folder.path().canonicalize().unwrap().join("public");
    let child = victim("victim_with_a_file_size_limit", &output);
    let status = Command::new("sh")
        // Ignored, so that the write fails instead of the process being killed.
        .args(["-c", r#"trap "" XFSZ; ulimit -f 64; exec "$0" "$@""#])
        .arg(child.get_program())
        .args(child.get_args())
        .env(OUTPUT, &output)
        .stdout(Stdio::null())
        .status()
        .unwrap();
    assert!(status.success());
}

#[test]
#[ignore = "run by a_write_that_fails_in_the_middle_of_a_file_leaves_the_old_site"]
fn victim_with_a_file_size_limit() {
    let Some(output) = output_of_victim() else {
        return;
    };
    // 64 blocks are 32 or 64 KiB; the larger of these files have 100 KB.
    let error = build_too_much(&output, |index| if index < 30 { 10 } else { 33_000 }).unwrap_err();
    assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
    build_too_much(&output, |_| 10).unwrap();
}

/// A small file system of its own, in a mount namespace of its own. Where that is not allowed, the
/// test above stands alone.
#[test]
fn a_disk_that_fills_up_at_any_write_leaves_the_old_site() {
    let folder = fast_folder();
    let disk = folder.path().canonicalize().unwrap();
    let child = victim("victim_with_a_small_disk", &disk.join("public"));
    let script = r#"
        disk=$1; shift
        for limit in size=64k size=128k size=192k size=256k size=320k size=384k size=448k size=512k \
            size=576k size=640k size=704k size=8m nr_inodes=40 nr_inodes=45 nr_inodes=60 nr_inodes=99 nr_inodes=155
        do
            mount -t tmpfs -o "$limit" tmpfs "$disk" || exit 77
            "$@" || exit 1
            umount "$disk"
        done"#;
    let run = Command::new("unshare")
        .args(["--mount", "--map-root-user", "sh", "-c", script, "sh"])
        .arg(&disk)
        .arg(child.get_program())
        .args(child.get_args())
        .env(OUTPUT, disk.join("public"))
        .output();
    let run = match run {
        Ok(run)
            if run.status.success() || run.status.code() == Some(1) && !run.stdout.is_empty() =>
        {
            run
        }
        other => return eprintln!("skipped: cannot mount a small disk here: {other:?}"),
    };
    let text = String::from_utf8_lossy(&run.stdout);
    assert!(
        run.status.success(),
        "{text}{}",
        String::from_utf8_lossy(&run.stderr)
    );
    let (full, fits) = (
        text.matches("the disk was full").count(),
        text.matches("the site fitted").count(),
    );
    assert!(
        full >= 8 && fits >= 1 && full + fits == 17,
        "{full} full, {fits} fitted"
    );
}

#[test]
#[ignore = "run by a_disk_that_fills_up_at_any_write_leaves_the_old_site"]
fn victim_with_a_small_disk() {
    let Some(output) = output_of_victim() else {
        return;
    };
    match build_too_much(&output, |index| 1_000 + 100 * index) {
        Ok(()) => println!("the site fitted"),
        Err(error) => {
            assert_eq!(error.kind(), io::ErrorKind::StorageFull);
            println!("the disk was full");
        }
    }
}
