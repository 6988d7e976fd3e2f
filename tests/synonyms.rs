//! Words that stand for each other when readers search: how the file is read, and what is told of it.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod support;

use support::Site;

const FILE: &str = "content/synonyms.toml";

const GOOD: &str = "[[group]]\nwords = [\"しもまち\", \"下町\"]\nkind = \"spelling\"\nnote = \"二つの書き方\"\n\n\
    [[group]]\nfrom = [\"コミバス\"]\nto = [\"区バス\", \"住民バス\"]\n\n\
    [[except]]\nwords = [\"催し物\", \"催事\"]\n";

#[test]
fn a_good_file_is_taken_in_silence() {
    let site = Site::small().file(FILE, GOOD);
    site.run(&["check"]).succeeds();
    site.run(&["build", "--quiet"]).succeeds().silently();
}

#[test]
fn a_site_needs_no_such_file_and_may_have_an_empty_one() {
    Site::small()
        .run(&["build", "--quiet"])
        .succeeds()
        .silently();
    let site = Site::small().file(FILE, "");
    site.run(&["build", "--quiet"]).succeeds().silently();
}

#[test]
fn what_is_wrong_with_the_words_is_told_with_its_place() {
    let wrong = "[[group]]\nwords = [\"下町\"]\n\n\
        [[group]]\nwords = [\"下町\", \"しもまち\"]\nfrom = [\"町\"]\n\n\
        [[group]]\nfrom = [\"コミバス\"]\n\n\
        [[group]]\nfrom = []\nto = [\"区バス\"]\n\n\
        [[group]]\n\n\
        [[group]]\nwords = [\"川\", \" \", \"・\", \"小川\", \"ＤＸ\", \"dx\"]\n\n\
        [[except]]\nwords = [\"バス\"]\n";
    let site = Site::small().file(FILE, wrong);
    insta::assert_snapshot!("synonyms_wrong", site.run(&["check"]).fails_with(2).stderr);
    let text = site.run_japanese(&["check"]).fails_with(2).stderr;
    insta::assert_snapshot!("synonyms_wrong_ja", text);
}

#[test]
fn what_changes_nothing_is_a_warning() {
    let idle = "[[group]]\nfrom = [\"区のＢＵＳ\"]\nto = [\"区バス\"]\n\n\
        [[group]]\nwords = [\"区のＢＵＳ\", \"区バス\"]\n\n\
        [[group]]\nwords = [\"区バス\", \"区のbus\"]\n\n\
        [[group]]\nfrom = [\"港\"]\nto = [\"みなと\", \"ミナト\", \"みなと\"]\n";
    let site = Site::small().file(FILE, idle);
    let told = site.run(&["check"]).succeeds().stderr;
    insta::assert_snapshot!("synonyms_idle", told);
    site.run(&["build", "--quiet"]).succeeds();
}

#[test]
fn unknown_keys_are_errors_with_the_key_that_was_meant() {
    let unknown = GOOD
        .replace("words = [\"しもまち\"", "word = [\"しもまち\"")
        .replace("\"spelling\"", "\"speling\"");
    let site = Site::small().file(FILE, &unknown);
    insta::assert_snapshot!(
        "synonyms_unknown_key",
        site.run(&["check"]).fails_with(2).stderr
    );
}

#[test]
fn the_schema_says_what_may_be_written() {
    let schema = Site::empty().run(&["schema", "synonyms"]).succeeds().json();
    let group = &schema["properties"]["group"]["items"];
    assert_eq!(group["additionalProperties"], false);
    for key in ["words", "from", "to", "kind", "note"] {
        assert!(group["properties"][key].is_object(), "{key} in {group}");
    }
}
