//! Builds that are given up, killed, or run side by side.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod publish_support;

use std::fs;

use ayumi::publish::{Clash, Output, PublishError, clean};
use publish_support::{Place, counts, site_path};
use rayon::prelude::*;

#[test]
fn dropped_or_failed_the_old_site_stands_and_nothing_is_left() {
    let place = Place::new();
    place.build(&[("index.html", "old")]).unwrap();
    let before = place.tree();
    let staging = place.open().unwrap().stage().unwrap();
    staging.write(&site_path("index.html"), b"new").unwrap();
    assert!(place.path(".public.ayumi-staging/site/index.html").exists());
    drop(staging);
    assert_eq!(place.tree(), before);

    let staging = place.open().unwrap().stage().unwrap();
    staging.write(&site_path("a"), b"new").unwrap();
    let error = staging.write(&site_path("A"), b"new").unwrap_err();
    assert!(
        matches!(
            error,
            PublishError::Clash {
                clash: Clash::OnlyCase,
                ..
            }
        ),
        "{error}"
    );
    let error = staging.commit().unwrap_err();
    assert!(
        matches!(&error, PublishError::Unfinished { path } if path.as_str() == "A"),
        "{error}"
    );
    assert_eq!(place.tree(), before);
}

#[test]
fn the_output_may_vanish_during_the_build() {
    let place = Place::new();
    place.build(&[("a", "1"), ("b", "1")]).unwrap();
    let staging = place.open().unwrap().stage().unwrap();
    staging.write(&site_path("a"), b"1").unwrap();
    fs::remove_dir_all(place.public()).unwrap();
    staging.write(&site_path("b"), b"1").unwrap();
    assert_eq!(counts(&staging.commit().unwrap()), [2, 1, 1, 0]);
    assert_eq!(place.names(), ["public/", "public/a", "public/b"]);
}

#[test]
fn the_second_of_two_builds_is_told() {
    let place = Place::new();
    place.build(&[("a", "1")]).unwrap();
    let first = place.open().unwrap();
    for error in [
        place.open().unwrap_err(),
        clean(&place.public()).unwrap_err(),
    ] {
        assert!(
            matches!(&error, PublishError::AnotherBuild { path } if *path == place.public()),
            "{error}"
        );
    }
    let staging = first.stage().unwrap();
    assert!(matches!(
        place.open(),
        Err(PublishError::AnotherBuild { .. })
    ));
    // Another output in the same folder is no concern of it.
    Output::open(&place.path("other"), &[])
        .unwrap()
        .stage()
        .unwrap()
        .commit()
        .unwrap();
    staging.commit().unwrap();
    place.build(&[("a", "1")]).unwrap();
}

#[test]
fn builds_that_race_for_the_lock_win_or_are_told() {
    let place = Place::new();
    let won = (0..200)
        .into_par_iter()
        .with_max_len(1)
        .filter(|_| match place.build(&[("a", "1"), ("b/c", "2")]) {
            Ok(_) => true,
            Err(PublishError::AnotherBuild { .. }) => false,
            Err(error) => panic!("{error}"),
        })
        .count();
    assert!(won > 0);
    assert_eq!(
        place.names(),
        ["public/", "public/a", "public/b/", "public/b/c"]
    );
}

#[test]
fn what_a_killed_build_left_is_mended() {
    let staging = ".public.ayumi-staging";
    let old_site = || {
        let place = Place::new();
        place.build(&[("index.html", "old")]).unwrap();
        place
    };
    let leave = |place: &Place, paths: &[&str]| {
        for path in paths {
            let path = place.path(&format!("{staging}/{path}"));
            if path.ends_with("ayumi.lock") || path.ends_with("file") {
                fs::create_dir_all(path.parent().unwrap()).unwrap();
                fs::write(path, "").unwrap();
            } else {
                fs::create_dir_all(path).unwrap();
            }
        }
    };
    // Killed at each step of beginning, writing, and removing.
    for paths in [
        &[""][..],
        &["ayumi.lock"],
        &["ayumi.lock", "site"],
        &["ayumi.lock", "site/a/file", "old/file"],
    ] {
        let place = old_site();
        let before = place.tree();
        leave(&place, paths);
        drop(place.open().unwrap());
        assert_eq!(place.tree(), before, "{paths:?}");
    }
    // Killed between two renames; then perhaps a checkout made the folder anew.
    for remade in [false, true] {
        let place = old_site();
        let mut before = place.tree();
        leave(&place, &["ayumi.lock", "site/file"]);
        fs::rename(place.public(), place.path(&format!("{staging}/old"))).unwrap();
        if remade {
            fs::create_dir(place.public()).unwrap();
            fs::write(place.path("public/.gitignore"), "*").unwrap();
            before.insert("public/.gitignore".into(), "*".into());
        }
        drop(place.open().unwrap());
        assert_eq!(place.tree(), before, "remade: {remade}");
    }
    // The same, but something foreign took the place: both are kept.
    let place = old_site();
    leave(&place, &["ayumi.lock", "site/file"]);
    fs::rename(place.public(), place.path(&format!("{staging}/old"))).unwrap();
    fs::create_dir(place.public()).unwrap();
    fs::write(place.path("public/mine"), "mine").unwrap();
    assert!(matches!(place.open(), Err(PublishError::Foreign { .. })));
    assert_eq!(place.tree()[&format!("{staging}/old/index.html")], "old");
    fs::remove_dir_all(place.public()).unwrap();
    assert_eq!(place.open().unwrap().published().len(), 1);
    assert_eq!(place.tree()["public/index.html"], "old");
}
