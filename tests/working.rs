//! `ayumi init` and `ayumi new` as people try them: a site that builds at once, a document that is read at once, and a
//! clear word for everything that cannot be.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod support;

use std::fs;
use std::path::{Path, PathBuf};

use support::{CONFIG, DOCUMENT, ORGANISATIONS, Site, files_below, program};

/// An empty folder, and the program in it.
struct Place(tempfile::TempDir);

impl Place {
    fn new() -> Self {
        Self(tempfile::tempdir().unwrap())
    }

    fn path(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }

    /// Exit code and standard error.
    fn run(&self, locale: &str, arguments: &[&str]) -> (i32, String) {
        let mut command = program(locale);
        let output = command
            .current_dir(self.0.path())
            .args(arguments)
            .output()
            .unwrap();
        let told = String::from_utf8(output.stderr).unwrap();
        let real = self.0.path().to_str().unwrap();
        (
            output.status.code().unwrap_or(-1),
            told.replace(real, "[folder]"),
        )
    }

    fn succeeds(&self, arguments: &[&str]) -> String {
        let (code, told) = self.run("C.UTF-8", arguments);
        assert_eq!(code, 0, "{arguments:?}\n{told}");
        told
    }

    /// What both languages say to what cannot be; nothing is changed by it.
    fn refused(&self, arguments: &[&str]) -> String {
        let before = names(self.0.path());
        let mut said = format!("$ ayumi {}\n", arguments.join(" "));
        for locale in ["ja_JP.UTF-8", "C.UTF-8"] {
            let (code, told) = self.run(locale, arguments);
            assert_eq!(code, 2, "{arguments:?}\n{told}");
            assert_eq!(names(self.0.path()), before, "{arguments:?}");
            said.push_str(&told);
        }
        said
    }
}

/// All files and folders below one.
fn names(folder: &Path) -> Vec<String> {
    let all = walkdir::WalkDir::new(folder).sort_by_file_name();
    all.into_iter()
        .map(|entry| entry.unwrap().path().display().to_string())
        .collect()
}

#[test]
fn a_new_site_builds_at_once() {
    for locale in ["ja_JP.UTF-8", "C.UTF-8"] {
        for more in [
            &[][..],
            &[
                "--municipality",
                "新潟市",
                "--code",
                "151009",
                "--publisher",
                "\"会\"\n",
            ],
            &["--theme", "my-city"],
        ] {
            let place = Place::new();
            fs::create_dir(place.path(".git")).unwrap();
            let (code, told) = place.run(locale, &[&["init"], more].concat());
            assert_eq!(code, 0, "{told}");
            let is_sample = !more.contains(&"新潟市");
            place.succeeds(&["build"]);
            for arguments in [
                &["build", "--strict"][..],
                &["check", "--strict"],
                &["check", "--strict", "--drafts"],
            ] {
                let (code, told) = place.run("C.UTF-8", arguments);
                // Of a real municipality it is not known who can be reached.
                let warnings = usize::from(!is_sample);
                assert_eq!(code, i32::from(!is_sample), "{arguments:?}\n{told}");
                assert_eq!(told.matches("warning[").count(), warnings, "{told}");
                assert_eq!(told.matches("warning[no-contact]").count(), warnings);
                let counts = format!("errors: 0, warnings: {warnings}, notes: 0");
                assert!(arguments[0] == "build" || told.contains(&counts), "{told}");
                // The draft of a real municipality is not taken silently for nothing.
                let leaves_out = !is_sample && arguments == ["check", "--strict"];
                let said = told.contains("drafts left out: 1 (--drafts takes them in)");
                assert!(said || !leaves_out, "{arguments:?}\n{told}");
            }
            assert_eq!(
                fs::read_to_string(place.path(".gitignore")).unwrap(),
                "/public/\n"
            );
            let home = fs::read_to_string(place.path("public/index.html")).unwrap();
            // What nobody said is not claimed.
            assert!(!home.contains("公式サイトです"), "{home}");
            assert_eq!(home.contains("noindex"), is_sample, "{home}");
            assert_eq!(
                place.path("public/2024/mihon/index.html").exists(),
                is_sample
            );
            assert!(
                !place.path("public/2024/city/index.html").exists(),
                "a draft is not published"
            );
        }
    }
}

#[test]
fn a_theme_written_out_is_the_default_one() {
    let place = Place::new();
    place.succeeds(&["init", "a", "--theme", "my-city"]);
    place.succeeds(&["init", "b"]);
    let own = files_below(&place.path("a/themes/my-city"));
    let embedded = files_below(&Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/default"));
    let but_manifest = |files: &std::collections::BTreeMap<String, Vec<u8>>| {
        let mut files = files.clone();
        assert!(files.remove("theme.toml").is_some());
        files
    };
    assert_eq!(but_manifest(&own), but_manifest(&embedded));
    let manifest = String::from_utf8(own["theme.toml"].clone()).unwrap();
    assert!(manifest.contains("name = \"my-city\""), "{manifest}");
    let pages = |site: &str| {
        place.succeeds(&["build", "--root", site]);
        let mut files = files_below(&place.path(&format!("{site}/public")));
        // One page names the theme, and one file has the sums of all others.
        let named = files.remove("about/accessibility/index.html");
        assert!(files.remove(".ayumi-manifest").is_some());
        (files, String::from_utf8(named.unwrap()).unwrap())
    };
    let ((own, names_own), (default, names_default)) = (pages("a"), pages("b"));
    let different: Vec<&String> = own
        .keys()
        .chain(default.keys())
        .filter(|path| own.get(*path) != default.get(*path))
        .collect();
    assert!(different.is_empty(), "{different:?}");
    assert!(names_own.contains("「my-city"), "{names_own}");
    let not_tested = "標準のテーマのままではないため";
    assert!(names_own.contains(not_tested), "{names_own}");
    assert!(!names_default.contains(not_tested), "{names_default}");
}

#[test]
fn what_it_says_is_as_people_read_it() {
    let mut said = String::new();
    for locale in ["ja_JP.UTF-8", "C.UTF-8"] {
        let place = Place::new();
        for arguments in [
            &["init", "my site"][..],
            &[
                "init",
                "real",
                "--municipality",
                "新潟市",
                "--code",
                "151009",
            ],
            &["new", "R7", "新潟市", "--root", "real"],
            &["init", "without", "--municipality", "新潟市"],
        ] {
            let (code, told) = place.run(locale, arguments);
            assert_eq!(code, 0, "{told}");
            said.push_str(&format!("$ ayumi {}\n{told}", arguments.join(" ")));
        }
        fs::create_dir(place.path("other")).unwrap();
        fs::write(place.path("other/.gitignore"), "x\n").unwrap();
        let (_, told) = place.run(locale, &["init", "other"]);
        said.push_str(&told);
        assert_eq!(
            fs::read_to_string(place.path("other/.gitignore")).unwrap(),
            "x\n"
        );
    }
    insta::assert_snapshot!(said);
}

#[test]
fn nothing_is_overwritten_by_init() {
    let place = Place::new();
    place.succeeds(&["init", "site"]);
    fs::create_dir(place.path("full")).unwrap();
    for name in ["d", "c", "b", "a"] {
        fs::write(place.path(&format!("full/{name}.txt")), "x").unwrap();
    }
    fs::write(place.path("file"), "x").unwrap();
    let said: String = [
        &["init", "site"][..],
        &["init", "full"],
        &["init", "file"],
        &["init", "file/below"],
        &[
            "init",
            "new",
            "--municipality",
            "新潟市",
            "--code",
            "151008",
        ],
        &["init", "new", "--municipality", "新潟市", "--code", "新潟"],
        &["init", "new", "--code", "151009"],
        &["init", "new", "--municipality", " "],
        &["init", "new", "--theme", "../x"],
    ]
    .iter()
    .map(|arguments| place.refused(arguments))
    .collect();
    insta::assert_snapshot!(said);
}

#[cfg(target_os = "linux")]
#[test]
fn what_cannot_be_written_leaves_nothing() {
    let place = Place::new();
    let said = place.refused(&["init", "/proc/ayumi/site"]);
    assert!(said.contains("/proc/ayumi"), "{said}");
    let site = Site::small();
    let run = site
        .file("content/2025", "x")
        .run(&["new", "2025", "minato"]);
    run.fails_with(2).tells("content/2025/minato.md");
}

#[test]
fn a_new_document_stands_where_it_is_found_and_says_nothing_odd() {
    let fresh = || {
        Site::small()
            .file("content/令和7年度/README.md", "")
            .file("content/2024/港区/minato.txt", "")
    };
    for (arguments, path) in [
        (&["R7", "港区"][..], "content/令和7年度/minato.md"),
        (&["2025", "minato"], "content/令和7年度/minato.md"),
        (&["令和8", "みなとく"], "content/2026/minato.md"),
        (&["2025", "minato/somu"], "content/令和7年度/minato/somu.md"),
        (&["2024", "総務課"], "content/2024/港区/somu.md"),
        (&["2024", "minato-somu"], "content/2024/港区/somu.md"),
        (&["平成31年度", "見本市"], "content/2019/city.md"),
        (
            &["2024", "minato", "--edition", "midyear"],
            "content/2024/minato@midyear.md",
        ),
        (
            &["2025", "minato", "--title", "区の  目標\n#"],
            "content/令和7年度/minato.md",
        ),
    ] {
        let site = fresh();
        let run = site.run(&[&["new"], arguments].concat()).succeeds();
        run.tells(path);
        let written = site.read(path);
        assert!(
            written.starts_with("+++\ndraft = true\n+++\n\n# "),
            "{written}"
        );
        let read = site.run(&["inspect", path]).succeeds().json();
        assert_eq!(
            read["diagnostics"],
            serde_json::json!([]),
            "{arguments:?}\n{written}"
        );
        let parts = read["parts"].as_array().unwrap();
        for field in [
            "goals",
            "goals.result",
            "goals.direction",
            "evaluation.achieved",
        ] {
            let has =
                |part: &serde_json::Value| part["field"] == field && part["role"] == "heading";
            assert!(parts.iter().any(has), "no {field} in {read}");
        }
        assert!(parts.iter().all(|part| part["field"] != "other"), "{read}");
        // A draft hurts nobody, and can be filled in.
        site.run(&["build"]).succeeds();
        let goal = "\n## 重点目標\n";
        let filled = written.replace(goal, &format!("{goal}\n1 雪を片付けます。\n"));
        let filled = filled.replace("\n## 取組結果\n", "\n## 取組結果\n\n1 片付けました。\n");
        fs::write(site.path(path), filled).unwrap();
        let read = site.run(&["inspect", path]).succeeds().json();
        assert_eq!(read["goals"][0]["text"], "雪を片付けます。", "{read}");
        assert_eq!(read["goals"][0]["result"], "片付けました。", "{read}");
    }
}

#[test]
fn every_form_of_the_program_makes_a_document_that_says_nothing_odd() {
    let forms = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("forms")).unwrap();
    for form in forms {
        let form = form.unwrap().path();
        let id = form.file_stem().unwrap().to_str().unwrap().to_owned();
        for organisation in ["minato", "somu", "city"] {
            let site = Site::empty();
            site.run(&["new", "2025", organisation, "--form", &id])
                .succeeds();
            let path = ["minato.md", "minato/somu.md", "city.md"]
                .map(|name| format!("content/2025/{name}"))
                .into_iter()
                .find(|path| site.exists(path));
            let read = site.run(&["inspect", &path.unwrap()]).succeeds().json();
            assert_eq!(
                read["diagnostics"],
                serde_json::json!([]),
                "{id} {organisation}"
            );
        }
    }
}

/// Another form of one's own is named, as the reader might take the other.
#[test]
fn labels_come_from_the_form_asked_for() {
    let form = "id = \"mine\"\nname = \"別の様式\"\nseries = \"運営方針\"\nyears = \"2020..\"\n\n\
                [[label]]\nfield = \"organisation\"\ntext = [\"部署\"]\n\n\
                [[label]]\nfield = \"goals\"\ntext = [\"めざす姿\"]\n\n\
                [[label]]\nfield = \"goals.result\"\ntext = [\"ふり返り\"]\nyears = \"2025..\"\n\n\
                [[label]]\nfield = \"goals.result\"\ntext = [\"達成状況\"]\nyears = \"..2024\"\n";
    let site = Site::small().file("forms/mine.toml", form);
    site.run(&["new", "2025", "minato"]).succeeds();
    site.run(&["new", "2023", "minato", "--form", "mine"])
        .succeeds();
    site.run(&["new", "2022", "minato", "--form", "niigata"])
        .succeeds();
    let (new, old, other) = (
        site.read("content/2025/minato.md"),
        site.read("content/2023/minato.md"),
        site.read("content/2022/minato.md"),
    );
    assert_eq!(
        new,
        "+++\ndraft = true\nform = \"mine\"\n+++\n\n# 令和7年度 港区運営方針\n\n## 部署\n\n港区\n\n## めざす姿\n\n## ふり返り\n"
    );
    assert!(
        old.contains("達成状況") && !old.contains("ふり返り"),
        "{old}"
    );
    assert!(
        other.contains("form = \"niigata\"") && other.contains("取組結果"),
        "{other}"
    );
    for path in [
        "content/2025/minato.md",
        "content/2023/minato.md",
        "content/2022/minato.md",
    ] {
        let read = site.run(&["inspect", path]).succeeds().json();
        assert_eq!(read["diagnostics"], serde_json::json!([]), "{path}");
    }
}

#[test]
fn new_says_why_not() {
    let more = "\n[[organisation]]\nid = \"kita\"\nname = \"北区\"\nkind = \"ward\"\nparent = \"mihon\"\nvalid_to = 2019-03-31\n\n\
                [[organisation]]\nid = \"hama\"\nname = \"浜区\"\nkind = \"ward\"\nparent = \"mihon\"\n\n\
                [[organisation]]\nid = \"hama-somu\"\nslug = \"somu\"\nname = \"総務課\"\nkind = \"section\"\nparent = \"hama\"\n";
    let place = Place::new();
    for (path, text) in [
        ("ayumi.toml", CONFIG),
        (
            "content/organisations.toml",
            &format!("{ORGANISATIONS}{more}"),
        ),
        ("content/2024/港区/index.md", DOCUMENT),
    ] {
        fs::create_dir_all(place.path(path).parent().unwrap()).unwrap();
        fs::write(place.path(path), text).unwrap();
    }
    let said: String = [
        &["new", "R0", "港区"][..],
        &["new", "2024", "港市"],
        &["new", "2024", "企画課"],
        &["new", "2024", "総務課"],
        &["new", "2024", "北区"],
        &["new", "2024", "minato"],
        &["new", "2024", "浜区", "--form", "nigata"],
        &["new", "2024", "浜区", "--form", "x"],
        &["new", "2024", "浜区", "--edition", "midyear"],
        &["new", "2024", "浜区", "--edition", "中間"],
    ]
    .iter()
    .map(|arguments| place.refused(arguments))
    .collect();
    insta::assert_snapshot!(said);
}
