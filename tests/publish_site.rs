//! Publishing as a whole: what stands on the disk after a build, a rebuild and a clean.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod publish_support;

use std::fs;
use std::path::Path;
use std::process::Command;

use ayumi::publish::{Digest, MANIFEST_NAME, Manifest, Output, Summary, clean};
use publish_support::{Place, counts, site_path};
use rayon::prelude::*;

#[test]
fn a_first_site_into_a_missing_folder() {
    let place = Place::new();
    let summary = place
        .build(&[("index.html", "home"), ("2024/chuo/index.html", "中央区")])
        .unwrap();
    assert_eq!((counts(&summary), summary.bytes), ([2, 2, 0, 0], 13));
    assert_eq!(
        place.names(),
        [
            "public/",
            "public/2024/",
            "public/2024/chuo/",
            "public/2024/chuo/index.html",
            "public/index.html"
        ]
    );
    let manifest = Manifest::read(&place.public()).unwrap().unwrap();
    let listed: Vec<_> = manifest
        .iter()
        .map(|(path, digest)| (path.as_str(), digest))
        .collect();
    assert_eq!(
        listed,
        [
            ("2024/chuo/index.html", Digest::of("中央区".as_bytes())),
            ("index.html", Digest::of(b"home"))
        ]
    );
}

#[test]
fn sha256sum_can_check_the_site() {
    let place = Place::new();
    place
        .build(&[
            ("index.html", "home"),
            ("2024/中央区/組織目標 令和6年度.txt", "x"),
            ("empty", ""),
        ])
        .unwrap();
    let check = || {
        let mut command = Command::new("sha256sum");
        command
            .args(["--check", "--strict", "--quiet", MANIFEST_NAME])
            .current_dir(place.public());
        command.output()
    };
    let Ok(output) = check() else {
        return eprintln!("skipped: no sha256sum here");
    };
    assert!(output.status.success(), "{output:?}");
    fs::write(place.path("public/index.html"), "tampered").unwrap();
    assert!(!check().unwrap().status.success());
}

#[test]
fn kept_files_stay_and_do_not_count() {
    let place = Place::new();
    fs::create_dir(place.public()).unwrap();
    fs::write(place.path("public/.gitkeep"), "").unwrap();
    fs::write(place.path("public/.gitignore"), "*\n!.gitignore\n").unwrap();
    for expected in [[1, 1, 0, 0], [1, 0, 1, 0]] {
        assert_eq!(
            counts(&place.build(&[("index.html", "home")]).unwrap()),
            expected
        );
        assert_eq!(
            place.names(),
            [
                "public/",
                "public/.gitignore",
                "public/.gitkeep",
                "public/index.html"
            ]
        );
        assert_eq!(place.tree()["public/.gitignore"], "*\n!.gitignore\n");
    }
    assert_eq!(clean(&place.public()).unwrap().removed, 1);
    assert_eq!(
        place.names(),
        ["public/", "public/.gitignore", "public/.gitkeep"]
    );
    assert!(!place.tree().contains_key("public/.ayumi-manifest"));
}

#[test]
fn unchanged_files_are_reused_and_removed_ones_go() {
    let place = Place::new();
    place
        .build(&[
            ("same", "1"),
            ("changed", "1"),
            ("old/gone", "1"),
            ("moved", "1"),
        ])
        .unwrap();
    let summary = place
        .build(&[("same", "1"), ("changed", "2"), ("new/moved", "1")])
        .unwrap();
    assert_eq!(counts(&summary), [3, 2, 1, 2]);
    assert_eq!(
        place.names(),
        [
            "public/",
            "public/changed",
            "public/new/",
            "public/new/moved",
            "public/same"
        ]
    );
    assert_eq!(place.tree()["public/changed"], "2");
}

#[test]
fn a_rebuild_is_the_same_tree_as_a_first_build() {
    let files = [
        ("a/index.html", "a"),
        ("b/index.html", "b"),
        ("index.html", ""),
    ];
    let (fresh, again) = (Place::new(), Place::new());
    again
        .build(&[("a/index.html", "a"), ("c", "c"), ("index.html/x", "x")])
        .unwrap();
    fresh.build(&files).unwrap();
    again.build(&files).unwrap();
    assert_eq!(fresh.tree(), again.tree());
}

#[cfg(unix)]
#[test]
fn reuse_is_a_link_to_the_same_file() {
    use std::os::unix::fs::MetadataExt;
    let place = Place::new();
    let inode = || fs::metadata(place.path("public/a")).unwrap().ino();
    place.build(&[("a", "1")]).unwrap();
    let first = inode();
    place.build(&[("a", "1")]).unwrap();
    assert_eq!(inode(), first);
}

#[test]
fn a_tampered_old_file_is_never_carried_over() {
    let place = Place::new();
    let attachment = place.path("attachment");
    fs::write(&attachment, "attached").unwrap();
    let build = || {
        let staging = place.open().unwrap().stage().unwrap();
        staging.write(&site_path("page"), b"page").unwrap();
        staging.copy_file(&site_path("file"), &attachment).unwrap();
        staging.commit().unwrap()
    };
    assert_eq!(counts(&build()), [2, 2, 0, 0]);
    assert_eq!(counts(&build()), [2, 0, 2, 0]);
    // Of the same length, so that only the bytes tell.
    fs::write(place.path("public/page"), "pagE").unwrap();
    fs::write(place.path("public/file"), "attacheD").unwrap();
    assert_eq!(counts(&build()), [2, 2, 0, 0]);
    assert_eq!(
        (&*place.tree()["public/page"], &*place.tree()["public/file"]),
        ("page", "attached")
    );
    // And when file and manifest were both changed.
    fs::write(place.path("public/page"), "pagE").unwrap();
    let text = place.tree()["public/.ayumi-manifest"].clone();
    let text = text.replace(
        &Digest::of(b"page").to_string(),
        &Digest::of(b"pagE").to_string(),
    );
    fs::write(place.path("public/.ayumi-manifest"), text).unwrap();
    assert_eq!(counts(&build()), [2, 1, 1, 0]);
    assert_eq!(place.tree()["public/page"], "page");
}

#[test]
fn attachments_of_many_pieces_are_copied_and_reused() {
    let place = Place::new();
    let source = place.path("scan.pdf");
    for length in [0, 1, 65_535, 65_536, 65_537, 300_000] {
        let bytes: Vec<u8> = (0..length).map(|index: u32| (index % 251) as u8).collect();
        fs::write(&source, &bytes).unwrap();
        for reused in [false, true] {
            let staging = place.open().unwrap().stage().unwrap();
            let written = staging
                .copy_file(&site_path("files/scan.pdf"), &source)
                .unwrap();
            assert_eq!(
                (written.digest, written.bytes, written.reused),
                (Digest::of(&bytes), length.into(), reused)
            );
            staging.commit().unwrap();
            assert!(fs::read(place.path("public/files/scan.pdf")).unwrap() == bytes);
        }
    }
}

#[test]
fn many_threads_write_one_site_and_one_of_two_equal_paths_loses() {
    let place = Place::new();
    let staging = place.open().unwrap().stage().unwrap();
    (0..2_000).into_par_iter().for_each(|index| {
        let path = site_path(&format!("{}/{}/{index}/index.html", index % 7, index % 31));
        staging.write(&path, index.to_string().as_bytes()).unwrap();
    });
    assert_eq!(staging.commit().unwrap().files, 2_000);
    let manifest = Manifest::read(&place.public()).unwrap().unwrap();
    for (path, digest) in manifest.iter() {
        assert_eq!(
            Digest::of(&fs::read(path.below(&place.public())).unwrap()),
            digest
        );
    }

    let staging = place.open().unwrap().stage().unwrap();
    let failed = (0..100)
        .into_par_iter()
        .filter(|_| staging.write(&site_path("a/b"), b"x").is_err())
        .count();
    assert_eq!(failed, 99);
}

#[test]
fn clean_takes_back_what_was_published() {
    let place = Place::new();
    fs::write(place.path("neighbour"), "mine").unwrap();
    assert_eq!(clean(&place.public()).unwrap(), Summary::default());
    place.build(&[("a/b/c", "1"), ("d", "2")]).unwrap();
    fs::remove_file(place.path("public/d")).unwrap();
    assert_eq!(clean(&place.public()).unwrap().removed, 2);
    assert_eq!(place.names(), ["neighbour"]);
    fs::create_dir_all(place.path(".public.ayumi-staging/site")).unwrap();
    fs::write(place.path(".public.ayumi-staging/ayumi.lock"), "").unwrap();
    assert_eq!(clean(&place.public()).unwrap(), Summary::default());
    assert_eq!(place.names(), ["neighbour"]);
}

#[cfg(unix)]
#[test]
fn permissions_do_not_depend_on_the_umask() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    // The umask belongs to the process: another one, that runs the test below.
    for umask in ["000", "022", "077", "027"] {
        let status = Command::new("sh")
            .args([
                "-c",
                r#"umask "$1"; exec "$2" --exact child_that_builds --ignored --quiet"#,
                "sh",
                umask,
            ])
            .arg(std::env::current_exe().unwrap())
            .env("AYUMI_TEST_OUTPUT", place.public())
            .stdout(std::process::Stdio::null())
            .status()
            .unwrap();
        assert!(status.success());
        for entry in walkdir::WalkDir::new(place.public())
            .into_iter()
            .map(Result::unwrap)
        {
            let expected = if entry.file_type().is_dir() {
                0o755
            } else {
                0o644
            };
            let mode = entry.metadata().unwrap().permissions().mode() & 0o777;
            assert_eq!(mode, expected, "umask {umask}: {}", entry.path().display());
        }
        fs::remove_dir_all(place.public()).unwrap();
    }
}

#[test]
#[ignore = "run by permissions_do_not_depend_on_the_umask"]
fn child_that_builds() {
    let Some(output) = std::env::var_os("AYUMI_TEST_OUTPUT") else {
        return;
    };
    let staging = Output::open(Path::new(&output), &[])
        .unwrap()
        .stage()
        .unwrap();
    staging
        .write(&site_path("2024/chuo/index.html"), b"x")
        .unwrap();
    staging
        .copy_file(&site_path("files/a"), &std::env::current_exe().unwrap())
        .unwrap();
    staging.commit().unwrap();
}
