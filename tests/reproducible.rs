//! Same input, same bytes: whatever the folder, the number of threads, the locale, the time zone or the umask.

#![allow(clippy::disallowed_methods, reason = "tests work in temporary folders")]

mod support;

use support::Site;

#[test]
fn builds_do_not_depend_on_where_and_how_they_run() {
    let site = Site::real();
    site.run(&["build", "--out", "first", "--jobs", "1"])
        .succeeds();
    let wanted = site.files("first");
    assert!(wanted.len() > 8);
    site.run_japanese(&["build", "--out", "deep/er/second", "--jobs", "2"])
        .succeeds();
    assert_eq!(site.files("deep/er/second"), wanted);

    let elsewhere = Site::real()
        .with_environment("TZ", "Pacific/Kiritimati")
        .with_environment("HOME", "/nonexistent");
    elsewhere
        .run_in("POSIX", &["build", "--jobs", "7", "--color", "always"])
        .succeeds();
    assert_eq!(elsewhere.files("public"), wanted);
}

#[test]
fn an_unchanged_site_is_linked_and_not_written() {
    let site = Site::small();
    site.run(&["build"]).succeeds();
    let before = site.files("public");
    site.run(&["build"]).succeeds().tells("new: 0");
    assert_eq!(site.files("public"), before);
}

#[test]
fn what_is_gone_from_the_content_is_gone_from_the_site() {
    let site = Site::small().file(
        "content/2023/minato.md",
        &support::DOCUMENT.replace("令和6", "令和5"),
    );
    site.run(&["build"]).succeeds();
    assert!(site.exists("public/2023/minato/index.html"));
    std::fs::remove_dir_all(site.path("content/2023")).unwrap_or_default();
    site.run(&["build"]).succeeds();
    assert!(!site.exists("public/2023"));
    let clean = Site::small();
    clean.run(&["build"]).succeeds();
    assert_eq!(site.files("public"), clean.files("public"));
}
