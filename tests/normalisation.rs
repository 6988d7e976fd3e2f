//! Names in the content as macOS spells them: Unicode's decomposed normalisation, from any system that copied them.

#![allow(clippy::disallowed_methods, reason = "tests work in temporary folders")]

mod support;

use support::{DOCUMENT, Site};
use unicode_normalization::UnicodeNormalization as _;

/// Which of the names of a site are decomposed.
#[derive(Clone, Copy)]
enum Decomposed {
    Nothing,
    Everything,
    /// Only what is no document: the settings beside it, folders, attachments.
    AllButDocuments,
    Registry,
}

const REGISTRY: &str = "[[organisation]]\nid = \"mihon\"\nname = \"見本市\"\nkind = \"city\"\n\n\
    [[organisation]]\nid = \"gake\"\nname = \"がけの上区\"\nkind = \"ward\"\nparent = \"mihon\"\n\n\
    [[organisation]]\nid = \"gake-dobo\"\nslug = \"dobo\"\nname = \"どぼく課\"\nkind = \"section\"\n\
    parent = \"gake\"\n\n\
    [[organisation]]\nid = \"umibe\"\nname = \"うみべ区\"\nkind = \"ward\"\nparent = \"mihon\"\n";

fn site(decomposed: Decomposed) -> Site {
    let spelt = |path: &str| -> String {
        let decompose = match decomposed {
            Decomposed::Everything => true,
            Decomposed::AllButDocuments => !path.ends_with(".md"),
            Decomposed::Nothing | Decomposed::Registry => false,
        };
        match path.rsplit_once('/') {
            Some((folder, name)) if decompose => format!("{folder}/{}", name.nfd()),
            _ => path.to_owned(),
        }
    };
    let below = |folder: &str, name: &str| {
        let folder = spelt(&format!("content/令和6年度/{folder}"));
        spelt(&format!("{folder}/{name}"))
    };
    let document = |name: &str| DOCUMENT.replace("港区", name);
    let registry = match decomposed {
        Decomposed::Registry => REGISTRY.replace("うみべ区", &"うみべ区".nfd().to_string()),
        _ => REGISTRY.to_owned(),
    };
    let year = "content/令和6年度";
    let site = Site::empty()
        .file("content/organisations.toml", &registry)
        .file(
            &spelt(&format!("{year}/うみべ区.md")),
            &document("うみべ区"),
        )
        .file(
            &spelt(&format!("{year}/うみべ区.toml")),
            "published = 2024-05-01\n",
        );
    site.file(&below("がけの上区", "index.md"), &document("がけの上区"))
        .file(
            &below("がけの上区", "index.toml"),
            "released = [\"べつ図.txt\"]\n\n[[withhold]]\ntext = \"見本 太郎\"\nreason = \"見本のため\"\n",
        )
        .file(&below("がけの上区", "べつ図.txt"), "図です")
        .file(&below("がけの上区", "ほか.txt"), "図です")
        .file(&below("がけの上区", "どぼく課.md"), &document("どぼく課"))
        .file(
            &below("がけの上区", "どぼく課.toml"),
            "published = 2024-05-02\n",
        )
}

#[test]
fn decomposed_names_make_the_same_site() {
    let composed = site(Decomposed::Nothing);
    composed.run(&["build"]).succeeds();
    let wanted = composed.files("public");
    assert!(wanted.contains_key("2024/umibe/index.html"));
    assert!(wanted.contains_key("2024/gake/dobo/index.html"));
    assert!(wanted.contains_key("2024/gake/files/べつ図.txt"));
    for decomposed in [Decomposed::Everything, Decomposed::AllButDocuments] {
        let other = site(decomposed);
        other.run(&["build"]).succeeds();
        // The manifest has the hashes of all files.
        assert_eq!(
            other.read("public/.ayumi-manifest"),
            composed.read("public/.ayumi-manifest")
        );
    }
}

#[test]
fn a_registry_with_a_decomposed_name_knows_the_composed_one() {
    let site = site(Decomposed::Registry);
    let run = site.run(&["build"]).succeeds();
    assert!(
        !run.stderr.contains("unknown-organisation"),
        "{}",
        run.stderr
    );
    assert!(site.exists("public/2024/umibe/index.html"));
}

#[test]
fn a_document_is_inspected_under_either_spelling() {
    let site = site(Decomposed::Everything);
    let typed = "content/令和6年度/うみべ区.md";
    for path in [typed.to_owned(), typed.nfd().collect()] {
        let json = site.run(&["inspect", &path]).succeeds().json();
        assert_eq!(json["id"], "2024/umibe");
        assert_eq!(json["published"], "2024-05-01");
    }
}

#[test]
fn two_spellings_of_one_name_are_one_document_twice() {
    let site = site(Decomposed::Nothing);
    let other: String = "content/令和6年度/うみべ区.md".nfd().collect();
    if site.exists(&other) {
        return; // This file system knows only one of the two.
    }
    let site = site.file(&other, &DOCUMENT.replace("港区", "うみべ区"));
    site.run(&["build"])
        .fails_with(1)
        .tells("error[duplicate-document]")
        .tells("error[name-clash]");
    assert!(!site.exists("public"));
}

#[test]
fn two_spellings_of_one_attachment_are_refused() {
    let site = site(Decomposed::Nothing);
    let other: String = "content/令和6年度/がけの上区/べつ図.txt".nfd().collect();
    if site.exists(&other) {
        return;
    }
    let folder = "content/令和6年度/がけの上区";
    let name: String = "べつ図.txt".nfd().collect();
    let site = site.file(&format!("{folder}/{name}"), "別の図です");
    site.run(&["build"])
        .fails_with(1)
        .tells("error[name-clash]");
}
