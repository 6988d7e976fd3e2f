//! What hosts are told, read as they document it, and what they take.

#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests work in temporary folders"
)]

mod support;

use std::collections::BTreeMap;

use support::{CONFIG, Site};

const HOSTS: [&str; 6] = ["github", "gitlab", "cloudflare", "netlify", "s3", "nginx"];

/// A site with former addresses of both kinds, and one that has to be written encoded.
fn moved() -> Site {
    Site::small().file(
        "content/2024/minato.toml",
        "aliases = [\"2024/Old-Minato\", \"kusei/mokuhyo.html\", \"2024/旧 区\"]\n",
    )
}

type Files = BTreeMap<String, Vec<u8>>;

fn build(site: &Site, host: &str, base_url: Option<&str>) -> Files {
    let mut arguments = vec!["build", "--host", host];
    arguments.extend(base_url.into_iter().flat_map(|url| ["--base-url", url]));
    site.run(&arguments).succeeds();
    site.files("public")
}

fn text<'a>(files: &'a Files, path: &str) -> &'a str {
    files
        .get(path)
        .map_or("", |bytes| std::str::from_utf8(bytes).unwrap())
}

/// `_headers`, read as Cloudflare and Netlify describe it: a line at the margin is a pattern, indented ones are headers.
fn headers(files: &Files, path: &str) -> BTreeMap<String, String> {
    let mut applies = false;
    let mut found: BTreeMap<String, String> = BTreeMap::new();
    for line in text(files, "_headers")
        .lines()
        .filter(|line| !line.is_empty())
    {
        assert!(line.len() <= 2_000, "{line}");
        if line.starts_with([' ', '\t']) {
            let (name, value) = line.trim().split_once(": ").unwrap();
            if applies {
                // What several patterns say of one header is joined.
                found
                    .entry(name.to_owned())
                    .and_modify(|known| *known = format!("{known}, {value}"))
                    .or_insert_with(|| value.to_owned());
            }
        } else {
            applies = match line.strip_suffix('*') {
                Some(start) => path.starts_with(start),
                None => path == line,
            };
        }
    }
    found
}

/// The rules of `_redirects`: from, to, code.
fn rules(files: &Files) -> Vec<(String, String, String)> {
    let lines = text(files, "_redirects").lines();
    lines
        .map(|line| {
            let parts: Vec<&str> = line.split_whitespace().collect();
            let [from, to, code] = parts.as_slice() else {
                panic!("{line}")
            };
            assert!(
                from.starts_with('/') && to.starts_with('/') && line.is_ascii(),
                "{line}"
            );
            ((*from).to_owned(), (*to).to_owned(), (*code).to_owned())
        })
        .collect()
}

/// The file that a host would show at a decoded path.
fn shown<'a>(files: &'a Files, path: &str) -> Option<&'a str> {
    let path = path.trim_start_matches('/').trim_end_matches('/');
    let index = format!("{path}/index.html");
    let index = index.trim_start_matches('/');
    let mut all = files.keys();
    all.find(|file| *file == path || *file == index)
        .map(String::as_str)
}

#[test]
fn hosts_that_put_sites_at_their_root_say_so() {
    for (host, is_told) in [("cloudflare", true), ("netlify", true), ("github", false)] {
        for (base_url, has_path) in [
            ("https://example.jp/archive/", true),
            ("https://example.jp/", false),
        ] {
            let run = Site::small().run(&["build", "--host", host, "--base-url", base_url]);
            let told = run.succeeds().stderr.contains("host-without-path");
            assert_eq!(told, is_told && has_path, "{host} {base_url}");
        }
    }
}

#[test]
fn every_answer_carries_the_policy_of_the_page() {
    for host in ["cloudflare", "netlify"] {
        let files = build(&moved(), host, None);
        // Of all pages the one that may do most: a host sends one policy for all of them.
        let page = text(&files, "search/index.html");
        let (_, policy) = page
            .split_once("http-equiv=\"Content-Security-Policy\" content=\"")
            .unwrap();
        let policy = policy
            .split_once('"')
            .unwrap()
            .0
            .replace("&#x27;", "'")
            .replace("&apos;", "'");
        for path in ["/", "/2024/minato/", "/2024/minato/index.json", "/nowhere"] {
            let found = headers(&files, path);
            assert_eq!(
                found["Content-Security-Policy"],
                format!("{policy}; frame-ancestors 'none'"),
                "{host}{path}"
            );
            assert_eq!(found["X-Content-Type-Options"], "nosniff");
            assert_eq!(found["Referrer-Policy"], "same-origin");
            assert_eq!(found.get("X-Robots-Tag"), None);
            assert_eq!(
                found.get("Cache-Control"),
                None,
                "both hosts let browsers ask"
            );
        }
        let asset = files
            .keys()
            .find(|path| path.starts_with("assets/"))
            .unwrap();
        let kept = &headers(&files, &format!("/{asset}"))["Cache-Control"];
        assert_eq!(kept, "public, max-age=31536000, immutable");
    }
}

#[test]
fn a_fictional_site_asks_not_to_be_listed() {
    let site = moved().file("ayumi.toml", &format!("{CONFIG}fictional = true\n"));
    let found = headers(&build(&site, "netlify", None), "/2024/minato/index.json");
    assert_eq!(found["X-Robots-Tag"], "noindex");
    let nginx = site.run(&["host", "nginx"]).succeeds().stdout;
    assert!(
        nginx.contains("add_header X-Robots-Tag \"noindex\" always;"),
        "{nginx}"
    );
    let s3 = site.run(&["host", "s3"]).succeeds().json();
    assert_eq!(
        s3["headers"]["CustomHeadersConfig"]["Items"][0]["Value"],
        "noindex"
    );
}

#[test]
fn cloudflare_leads_on_by_itself_and_keeps_the_pages() {
    let files = build(&moved(), "cloudflare", None);
    let rules = rules(&files);
    for (asked, decoded) in [
        ("/2024/Old-Minato/", "2024/Old-Minato/index.html"),
        ("/kusei/mokuhyo.html", "kusei/mokuhyo.html"),
        ("/2024/%E6%97%A7%20%E5%8C%BA/", "2024/旧 区/index.html"),
    ] {
        // It compares whole paths, and follows a rule whether a file is there or not.
        let rule = rules.iter().find(|(from, ..)| from == asked);
        let (_, to, code) = rule.unwrap_or_else(|| panic!("{asked}: {rules:?}"));
        assert_eq!((to.as_str(), code.as_str()), ("/2024/minato/", "301"));
        assert!(shown(&files, to).is_some());
        // It leads `/x` to `/x/` only where there is a page.
        assert!(files.contains_key(decoded), "{decoded}");
    }
    assert_eq!(rules.len(), 3);
}

#[test]
fn netlify_puts_rules_before_pages() {
    let files = build(&moved(), "netlify", None);
    let rules = rules(&files);
    assert_eq!(rules.len(), 3);
    for (from, to, code) in &rules {
        assert_eq!(
            (to.as_str(), code.as_str()),
            ("/2024/minato/", "301!"),
            "{from}"
        );
    }
}

#[test]
fn gitlab_leads_on_where_no_page_stands() {
    let site = moved();
    let base = "https://name.gitlab.io/project/";
    let files = build(&site, "gitlab", Some(base));
    let rules = rules(&files);
    // GitLab: what is there is shown; else the first rule whose path is the same but for slashes at its end.
    let ask = |path: &str| -> (u16, String) {
        let below = path.strip_prefix("/project").unwrap();
        if let Some(file) = shown(&files, below) {
            return (200, file.to_owned());
        }
        let same = |(from, ..): &&(String, String, String)| {
            from.trim_end_matches('/') == path.trim_end_matches('/')
        };
        let rule = rules.iter().find(same);
        rule.map_or((404, String::new()), |(_, to, code)| {
            (code.parse().unwrap(), to.clone())
        })
    };
    for path in [
        "/project/2024/Old-Minato",
        "/project/2024/Old-Minato/",
        "/project/2024/Old-Minato/index.html",
        "/project/kusei/mokuhyo.html",
    ] {
        assert_eq!(
            ask(path),
            (301, "/project/2024/minato/".to_owned()),
            "{path}"
        );
    }
    assert_eq!(ask("/project/2024/minato/").0, 200);
    // Encoded addresses keep their pages.
    assert_eq!(ask("/project/2024/旧 区/").0, 200);
    // Where the address of the site is not known, all do.
    let files = build(&site, "gitlab", None);
    assert!(!files.contains_key("_redirects"));
    site.run(&["build", "--host", "gitlab", "--verbose"])
        .succeeds()
        .tells("there is no base_url, so these were not made: _redirects");
    assert!(files.contains_key("2024/Old-Minato/index.html"));
}

#[test]
fn other_hosts_get_no_file_of_another() {
    let site = moved();
    let plain = {
        site.run(&["build"]).succeeds();
        site.files("public")
    };
    for host in HOSTS {
        let mut files = build(&site, host, None);
        let own: &[&str] = match host {
            "github" => &[".nojekyll"],
            "cloudflare" | "netlify" => &["_headers", "_redirects"],
            _ => &[],
        };
        for path in own {
            assert!(files.remove(*path).is_some(), "{host}: {path}");
        }
        files.remove(".ayumi-manifest");
        let mut plain = plain.clone();
        plain.remove(".ayumi-manifest");
        assert_eq!(files, plain, "{host}");
    }
}

#[test]
fn what_servers_are_told_is_not_published() {
    let site = moved();
    let base = ["--base-url", "https://example.jp/archive/"];
    let nginx = site.run(&[&["host", "nginx", "--out", "/srv/www"], &base[..]].concat());
    let nginx = nginx.succeeds().silently().stdout;
    for line in [
        "location ^~ \"/archive/\" {",
        "alias \"/srv/www/\";",
        "error_page 404 \"/archive/404.html\";",
        "location = \"/archive/2024/Old-Minato/\" { absolute_redirect off; return 301 \"/archive/2024/minato/\"; }",
        "location = \"/archive/2024/旧 区\" {",
    ] {
        assert!(nginx.contains(line), "{line} in:\n{nginx}");
    }
    let s3 = site
        .run(&[&["host", "s3"], &base[..]].concat())
        .succeeds()
        .json();
    assert_eq!(s3["website"]["ErrorDocument"]["Key"], "archive/404.html");
    assert_eq!(
        s3["redirects"][0],
        serde_json::json!({
            "file": "2024/Old-Minato/index.html",
            "key": "archive/2024/Old-Minato/index.html",
            "location": "/archive/2024/minato/",
        })
    );
    assert!(!site.exists("public"));
    site.run(&["host", "nginx", "--out", "a\"b"])
        .fails_with(2)
        .tells("nginx cannot take this path");
    site.run_japanese(&["host", "nginx", "--out", "a$b"])
        .fails_with(2)
        .tells("nginx はこのパスを扱えません");
    for path in ["a%22%3B", "$host", "a%0A"] {
        let base_url = format!("https://example.jp/{path}/");
        site.run(&["host", "nginx", "--base-url", &base_url])
            .fails_with(2)
            .tells("correct the path in base_url");
    }
    site.run(&["host", "github"]).fails_with(2);
    let broken = moved().file("content/2024/minato.toml", "aliases = [\"years\"]\n");
    broken
        .run(&["host", "nginx"])
        .fails_with(1)
        .tells("alias-taken");
}

#[test]
fn beyond_a_limit_nothing_is_published() {
    let site = moved();
    site.run(&["build"]).succeeds();
    let before = site.files("public");
    let files = before.len() as u64;
    let limited = |limit: &str| {
        format!("{CONFIG}\n[publish]\nhost = \"cloudflare\"\n[publish.limits]\n{limit}\n")
    };
    for (limit, code) in [
        ("files = 10", "host-too-many-files"),
        ("bytes = 1000", "host-too-large"),
        ("file_bytes = 1000", "host-file-too-large"),
        ("folder_entries = 3", "host-folder-too-full"),
    ] {
        let site = moved().file("ayumi.toml", CONFIG);
        site.run(&["build"]).succeeds();
        let site = site.file("ayumi.toml", &limited(limit));
        site.run(&["build"])
            .fails_with(1)
            .tells(code)
            .tells("nothing was published");
        assert_eq!(site.files("public"), before, "{code}");
        assert!(!site.exists(".public.ayumi-staging"));
    }
    // Two files for the host, and all that were there: counted exactly.
    let exact = files + 2;
    let site = site.file("ayumi.toml", &limited(&format!("files = {exact}")));
    site.run(&["build"]).succeeds().tells("host-limit-near");
    assert_eq!(site.files("public").len() as u64, exact);
    site.run(&["build", "--strict"])
        .fails_with(1)
        .tells("host-limit-near");
    let site = site.file("ayumi.toml", &limited(&format!("files = {}", exact - 1)));
    let measured = format!(
        "Cloudflare Pages takes {} files, and the site has {exact}",
        exact - 1
    );
    site.run(&["build"]).fails_with(1).tells(&measured);
    let site = site.file("ayumi.toml", &limited("file = 1"));
    site.run(&["build"]).fails_with(2).tells("unknown-key");
}

#[test]
fn all_bytes_are_counted() {
    let site = moved();
    let files = build(&site, "netlify", None);
    let bytes: usize = files.values().map(Vec::len).sum();
    let limited = |bytes: usize| {
        format!("{CONFIG}\n[publish]\nhost = \"netlify\"\n[publish.limits]\nbytes = {bytes}\n")
    };
    let site = site.file("ayumi.toml", &limited(bytes));
    site.run(&["build"]).succeeds();
    let site = site.file("ayumi.toml", &limited(bytes - 1));
    site.run(&["build"]).fails_with(1).tells("host-too-large");
}

#[test]
fn no_former_address_stands_where_the_site_has_something() {
    let site = moved().file("content/2024/minato/図.txt", "図").file(
        "content/2024/minato/somu.md",
        &support::DOCUMENT.replace("港区", "総務課"),
    );
    let mut files = build(&site, "cloudflare", Some("https://example.jp/"));
    // Of every kind of file once.
    files.retain(|path, _| {
        !path.starts_with("2024/旧") && !path.starts_with("2024/Old") && !path.starts_with("kusei")
    });
    let mut aliases: Vec<String> = Vec::new();
    for path in files.keys() {
        aliases.push(path.clone());
        aliases.push(path.to_uppercase());
        let folders = path.match_indices('/').map(|(at, _)| path[..at].to_owned());
        aliases.extend(folders.filter(|folder| !folder.is_empty()));
        if let Some(folder) = path.strip_suffix("/index.html") {
            aliases.push(format!("{folder}.html"));
        }
    }
    aliases.sort();
    aliases.dedup();
    let listed = aliases
        .iter()
        .map(|alias| format!("{alias:?}"))
        .collect::<Vec<_>>()
        .join(", ");
    let site = site.file(
        "content/2024/minato.toml",
        &format!("aliases = [{listed}]\n"),
    );
    let report = site
        .run(&["check", "--format", "json"])
        .fails_with(1)
        .json();
    let told: Vec<&str> = report["diagnostics"]
        .as_array()
        .unwrap()
        .iter()
        .filter(|one| one["code"] == "alias-taken" || one["code"] == "alias-unusable")
        .map(|one| one["message"].as_str().unwrap())
        .collect();
    let untold: Vec<&String> = aliases
        .iter()
        .filter(|alias| {
            // The page of a folder is told by the folder.
            let shown = format!(" {}: ", alias.strip_suffix("/index.html").unwrap_or(alias));
            !told.iter().any(|message| message.contains(&shown))
        })
        .collect();
    assert_eq!(untold, [""; 0], "{told:#?}");
}

#[test]
fn two_spellings_of_one_former_address_are_told() {
    for (first, second) in [
        ("old", "OLD"),
        ("old", "old/index.html"),
        ("old", "old.html"),
        ("old.html", "old.html/more"),
    ] {
        let settings = format!("aliases = [\"{first}\", \"{second}\"]\n");
        let run = Site::small()
            .file("content/2024/minato.toml", &settings)
            .run(&["check"]);
        run.fails_with(1).tells("alias-taken");
    }
}
