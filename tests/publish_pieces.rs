//! Files that are published piece by piece: they come out like any other, and are reused where nothing changed.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod publish_support;

use std::fs;

use ayumi::publish::{Digest, PublishError, Summary};
use proptest::prelude::*;
use publish_support::{Place, counts, site_path};

const FILE: &str = "data/goals.csv";

fn build(place: &Place, pieces: &[&[u8]]) -> Result<Summary, PublishError> {
    let staging = place.open()?.stage()?;
    staging.write(&site_path("index.html"), b"home")?;
    let mut file = staging.begin(&site_path(FILE))?;
    for piece in pieces {
        file.write(piece)?;
    }
    let written = file.finish()?;
    let whole = pieces.concat();
    assert_eq!(written.digest, Digest::of(&whole));
    assert_eq!(written.bytes, whole.len() as u64);
    staging.commit()
}

fn published(place: &Place) -> Vec<u8> {
    fs::read(place.path("public").join(FILE)).unwrap()
}

#[test]
fn what_is_the_same_is_linked_whatever_its_pieces() {
    let place = Place::new();
    let first = build(&place, &[b"one\n", b"", b"two\n"]).unwrap();
    assert_eq!(counts(&first), [2, 2, 0, 0]);
    let again = build(&place, &[b"on", b"e\ntwo\n"]).unwrap();
    assert_eq!(counts(&again), [2, 0, 2, 0]);
    assert_eq!(published(&place), b"one\ntwo\n");
}

#[test]
fn what_differs_is_written_and_the_old_file_is_not_touched() {
    let place = Place::new();
    build(&place, &[b"one\ntwo\nthree\n"]).unwrap();
    let backup = place.path("backup");
    fs::hard_link(place.path("public").join(FILE), &backup).unwrap();
    for pieces in [
        &[&b"one\n"[..], b"zwei\n", b"three\n"][..],
        &[b"one\n", b"zwei\n"],
        &[b"one\n", b"zwei\n", b"three\n", b"four\n"],
        &[],
        &[b"new"],
    ] {
        let summary = build(&place, pieces).unwrap();
        assert_eq!(counts(&summary), [2, 1, 1, 0]);
        assert_eq!(published(&place), pieces.concat());
        assert_eq!(fs::read(&backup).unwrap(), b"one\ntwo\nthree\n");
    }
}

#[test]
fn a_file_that_was_not_finished_keeps_all_from_being_published() {
    let place = Place::new();
    build(&place, &[b"one\n"]).unwrap();
    let staging = place.open().unwrap().stage().unwrap();
    let mut file = staging.begin(&site_path(FILE)).unwrap();
    file.write(b"one\n").unwrap();
    drop(file);
    assert!(matches!(
        staging.commit(),
        Err(PublishError::Unfinished { path }) if path.as_str() == FILE
    ));
    assert_eq!(published(&place), b"one\n");
    assert_eq!(place.names().len(), 4, "{:?}", place.names());
}

#[test]
fn a_path_is_taken_once() {
    let place = Place::new();
    let staging = place.open().unwrap().stage().unwrap();
    let first = staging.begin(&site_path(FILE)).unwrap();
    assert!(matches!(
        staging.begin(&site_path(FILE)),
        Err(PublishError::Clash { .. })
    ));
    drop(first);
}

#[test]
fn a_published_file_that_somebody_changed_is_written_anew() {
    let place = Place::new();
    build(&place, &[b"one\n", b"two\n"]).unwrap();
    fs::write(place.path("public").join(FILE), "one\nTWO\nmore\n").unwrap();
    let summary = build(&place, &[b"one\n", b"two\n"]).unwrap();
    assert_eq!(counts(&summary), [2, 1, 1, 0]);
    assert_eq!(published(&place), b"one\ntwo\n");
}

#[cfg(unix)]
#[test]
fn a_symlink_in_its_place_is_not_followed() {
    let place = Place::new();
    build(&place, &[b"one\n"]).unwrap();
    let staging = place.open().unwrap().stage().unwrap();
    let other = place.path("other");
    fs::write(&other, "one\n").unwrap();
    let file = place.path("public").join(FILE);
    fs::remove_file(&file).unwrap();
    std::os::unix::fs::symlink(&other, &file).unwrap();
    let mut pieces = staging.begin(&site_path(FILE)).unwrap();
    pieces.write(b"one\n").unwrap();
    assert!(!pieces.finish().unwrap().reused);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    /// Large enough for several reads of the old file.
    #[test]
    fn any_pieces_after_any_others_come_out_as_they_are(
        first in pieces(),
        second in pieces(),
        shared in 0..200_000_usize,
    ) {
        let place = Place::new();
        let beginning = vec![b'x'; shared];
        let with = |pieces: &[Vec<u8>]| -> Vec<Vec<u8>> {
            [vec![beginning.clone()], pieces.to_vec()].concat()
        };
        for pieces in [with(&first), with(&second), with(&second)] {
            let pieces: Vec<&[u8]> = pieces.iter().map(Vec::as_slice).collect();
            build(&place, &pieces).unwrap();
            prop_assert!(published(&place) == pieces.concat());
        }
    }
}

fn pieces() -> impl Strategy<Value = Vec<Vec<u8>>> {
    let piece = (any::<u8>(), 0..70_000_usize).prop_map(|(byte, length)| vec![byte % 3; length]);
    proptest::collection::vec(piece, 0..4)
}
