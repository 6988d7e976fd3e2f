//! What is refused, and left alone.

#![allow(clippy::unwrap_used, clippy::disallowed_methods)]

mod publish_support;

use std::fs;
use std::path::{Path, PathBuf};

use ayumi::publish::{Clash, Entry, MANIFEST_NAME, Operation, Output, PublishError, clean};
use publish_support::{Place, site_path};

#[cfg(unix)]
#[test]
fn an_attachment_must_be_a_file() {
    let place = Place::new();
    fs::write(place.path("secret"), "secret").unwrap();
    std::os::unix::fs::symlink(place.path("secret"), place.path("link")).unwrap();
    for (name, expected) in [("link", Entry::Symlink), (".", Entry::Folder)] {
        let staging = place.open().unwrap().stage().unwrap();
        let error = staging
            .copy_file(&site_path("a"), &place.path(name))
            .unwrap_err();
        assert!(
            matches!(error, PublishError::NotAFile { found, .. } if found == expected),
            "{error}"
        );
    }
    let staging = place.open().unwrap().stage().unwrap();
    let error = staging
        .copy_file(&site_path("a"), &place.path("missing"))
        .unwrap_err();
    assert!(
        matches!(
            error,
            PublishError::Io {
                operation: Operation::Inspect,
                ..
            }
        ),
        "{error}"
    );
}

#[test]
fn what_is_not_ours_is_refused_and_left_alone() {
    type Check = fn(&PublishError) -> bool;
    let cases: [(&str, &[&str], Check); 5] = [
        (
            "a foreign folder",
            &["public/thesis.docx"],
            |e| matches!(e, PublishError::Foreign { entry, .. } if entry == Path::new("thesis.docx")),
        ),
        ("a file", &["public"], |e| {
            matches!(
                e,
                PublishError::NotAFolder {
                    found: Entry::File,
                    ..
                }
            )
        }),
        ("a file above", &[""], |e| {
            matches!(e, PublishError::Io { .. })
        }),
        (
            "a foreign staging file",
            &[".public.ayumi-staging"],
            |e| matches!(e, PublishError::ForeignStaging { path } if path.ends_with(".public.ayumi-staging")),
        ),
        (
            "a foreign staging folder",
            &[".public.ayumi-staging/site/mine"],
            |e| matches!(e, PublishError::ForeignStaging { path } if path.ends_with("site")),
        ),
    ];
    for (what, files, check) in cases {
        let place = Place::new();
        for file in files.iter().filter(|file| !file.is_empty()) {
            fs::create_dir_all(place.path(file).parent().unwrap()).unwrap();
            fs::write(place.path(file), "mine").unwrap();
        }
        let mut output = place.public();
        if files == [""] {
            fs::write(place.path("file"), "mine").unwrap();
            output = place.path("file/public");
        }
        let before = place.tree();
        let error = Output::open(&output, &[]).unwrap_err();
        assert!(check(&error), "{what}: {error}");
        if what != "a file above" {
            let error = clean(&output).unwrap_err();
            assert!(check(&error), "clean, {what}: {error}");
        }
        assert_eq!(place.tree(), before, "{what}");
    }
}

#[test]
fn unlisted_files_and_broken_manifests_stop_build_and_clean() {
    let place = Place::new();
    place
        .build(&[("index.html", "home"), ("2024/index.html", "y")])
        .unwrap();
    fs::write(place.path("public/2024/mine.txt"), "mine").unwrap();
    let before = place.tree();
    for error in [
        place.build(&[]).unwrap_err(),
        clean(&place.public()).unwrap_err(),
    ] {
        let PublishError::Unlisted {
            entries, more: 0, ..
        } = error
        else {
            panic!("{error}")
        };
        assert_eq!(entries, [Path::new("2024/mine.txt")]);
    }
    assert_eq!(place.tree(), before);

    fs::write(place.path("public/.ayumi-manifest"), "nonsense\n").unwrap();
    let before = place.tree();
    for error in [
        place.build(&[]).unwrap_err(),
        clean(&place.public()).unwrap_err(),
    ] {
        assert!(
            matches!(error, PublishError::BrokenManifest { line: 1, .. }),
            "{error}"
        );
    }
    assert_eq!(place.tree(), before);
}

#[test]
fn a_file_put_there_during_the_build_is_not_lost() {
    let place = Place::new();
    place.build(&[("index.html", "old")]).unwrap();
    let staging = place.open().unwrap().stage().unwrap();
    staging.write(&site_path("index.html"), b"new").unwrap();
    fs::write(place.path("public/mine"), "mine").unwrap();
    let before = {
        let mut tree = place.tree();
        tree.retain(|name, _| name.starts_with("public"));
        tree
    };
    assert!(matches!(
        staging.commit(),
        Err(PublishError::Unlisted { .. })
    ));
    assert_eq!(place.tree(), before);
}

#[cfg(unix)]
#[test]
fn symlinks_in_and_at_the_output_are_never_followed() {
    use std::os::unix::fs::symlink;
    let place = Place::new();
    fs::create_dir(place.path("precious")).unwrap();
    fs::write(place.path("precious/file"), "mine").unwrap();

    symlink(place.path("precious"), place.public()).unwrap();
    for error in [
        place.build(&[]).unwrap_err(),
        clean(&place.public()).unwrap_err(),
    ] {
        assert!(
            matches!(
                error,
                PublishError::NotAFolder {
                    found: Entry::Symlink,
                    ..
                }
            ),
            "{error}"
        );
    }
    fs::remove_file(place.public()).unwrap();

    place.build(&[("2024/index.html", "x")]).unwrap();
    fs::remove_dir_all(place.path("public/2024")).unwrap();
    symlink(place.path("precious"), place.path("public/2024")).unwrap();
    for error in [
        place.build(&[]).unwrap_err(),
        clean(&place.public()).unwrap_err(),
    ] {
        let PublishError::Unlisted { entries, .. } = error else {
            panic!("{error}")
        };
        assert_eq!(entries, [Path::new("2024")]);
    }
    fs::remove_dir_all(place.public()).unwrap();

    // A leftover of a killed build into which someone put a link.
    fs::create_dir_all(place.path(".public.ayumi-staging/site")).unwrap();
    fs::write(place.path(".public.ayumi-staging/ayumi.lock"), "").unwrap();
    symlink(
        place.path("precious"),
        place.path(".public.ayumi-staging/site/link"),
    )
    .unwrap();
    place.build(&[("a", "1")]).unwrap();
    assert_eq!(
        place.names(),
        ["precious/", "precious/file", "public/", "public/a"]
    );

    // The staging path itself, and the lock in it.
    symlink(place.path("precious"), place.path(".public.ayumi-staging")).unwrap();
    assert!(matches!(
        place.build(&[]),
        Err(PublishError::ForeignStaging { .. })
    ));
    fs::remove_file(place.path(".public.ayumi-staging")).unwrap();
    fs::create_dir(place.path(".public.ayumi-staging")).unwrap();
    symlink(
        place.path("precious/file"),
        place.path(".public.ayumi-staging/ayumi.lock"),
    )
    .unwrap();
    assert!(matches!(
        place.build(&[]),
        Err(PublishError::ForeignStaging { .. })
    ));
    assert_eq!(place.tree()["precious/file"], "mine");
}

#[test]
fn source_folders_are_never_published_into() {
    let place = Place::new();
    fs::create_dir_all(place.path("site/content/2024")).unwrap();
    let guarded = [place.path("site/content")];
    for output in [
        "site",
        "site/content",
        "site/content/public",
        "site/content/../content/2024",
    ] {
        let error = Output::open(&place.path(output), &guarded).unwrap_err();
        assert!(
            matches!(&error, PublishError::OverlapsSource { source_folder, .. } if *source_folder == guarded[0]),
            "{output}: {error}"
        );
    }
    Output::open(&place.path("site/public"), &guarded).unwrap();
    assert_eq!(
        place.names(),
        ["site/", "site/content/", "site/content/2024/"]
    );
}

#[test]
fn every_message_names_what_it_is_about() {
    let io = || std::io::Error::from(std::io::ErrorKind::StorageFull);
    let path = || PathBuf::from("/srv/public");
    let messages = [
        PublishError::Io {
            operation: Operation::Write,
            path: path(),
            source: io(),
        },
        PublishError::NoName { path: "/".into() },
        PublishError::NotAFolder {
            path: path(),
            found: Entry::Symlink,
        },
        PublishError::MountPoint { path: path() },
        PublishError::OverlapsSource {
            path: path(),
            source_folder: "/srv".into(),
        },
        PublishError::Foreign {
            path: path(),
            entry: "a.txt".into(),
        },
        PublishError::Unlisted {
            path: path(),
            entries: vec!["a".into(), "b/c".into()],
            more: 3,
        },
        PublishError::BrokenManifest {
            path: path().join(MANIFEST_NAME),
            line: 7,
            problem: ayumi::publish::ManifestProblem::OutOfOrder,
        },
        PublishError::ForeignStaging {
            path: "/srv/.public.ayumi-staging".into(),
        },
        PublishError::AnotherBuild { path: path() },
        PublishError::Clash {
            clash: Clash::OnlyCase,
            first: site_path("A"),
            second: site_path("a"),
        },
        PublishError::Reserved {
            path: site_path(".gitkeep"),
        },
        PublishError::NotAFile {
            path: "/srv/content/a".into(),
            found: Entry::Special,
        },
        PublishError::Unfinished {
            path: site_path("a"),
        },
    ];
    let text: Vec<_> = messages.iter().map(PublishError::to_string).collect();
    assert_eq!(
        text.join("\n"),
        "\
cannot write /srv/public: no storage space
/ cannot be an output folder: it has no name
the output /srv/public is a symbolic link, not a folder
the output folder /srv/public is a mount point and cannot be exchanged; choose a folder inside it
the output folder /srv/public overlaps the source folder /srv
the output folder /srv/public was not made by Ayumi: it holds a.txt; choose another folder or empty it
the output folder /srv/public holds what Ayumi did not publish and would lose: a, b/c and 3 more; move it away
/srv/public/.ayumi-manifest:7: not in order, or listed twice; if this folder holds nothing but the site, delete it and build again
/srv/.public.ayumi-staging stands where the site is prepared and was not made by Ayumi; move it away
another build is running into /srv/public
A and a differ only in upper and lower case
the name .gitkeep is reserved
/srv/content/a is a device, pipe or socket, not a file, and cannot be published
a was not written, so nothing is published"
    );
}
