//! Text from documents and settings stays text, and names stay inside the output folder.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests work in temporary folders"
)]

mod support;

use support::{CONFIG, DOCUMENT, Site};

const ATTACKS: [&str; 7] = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "\"><svg onload=alert(1)>",
    "' onmouseover='alert(1)",
    "{{ 7 * 7 }}{% include 'x' %}",
    "</title></style></textarea><script>alert(1)</script>",
    "javascript:alert(1)",
];

#[test]
fn nothing_that_a_document_says_becomes_markup() {
    let attacks = ATTACKS.join("\n\n");
    let text = format!(
        "# {}\n\n<b>組織名</b>\t{}\t<b>区長</b>\t{}\n{attacks}\n\n## {}\n<b>重点目標</b>\t1 {}\n※{}\n",
        ATTACKS[0], ATTACKS[1], ATTACKS[2], ATTACKS[5], ATTACKS[0], ATTACKS[4]
    );
    let script = "<script>alert(1)</script>";
    let settings = format!(
        "withdrawn = {{ date = 2025-04-01, reason = \"{script}\" }}\n\n\
         [source]\nurl = \"https://a/'><script>alert(1)</script>\"\nlicence = \"{script}\"\n\n\
         [[correction]]\nfrom = \"{script}\"\nto = \"{script}<svg>\"\nkind = \"misread\"\nnote = \"{script}\"\n\n\
         [[withhold]]\ntext = \"{{{{ 7 * 7 }}}}\"\nreason = \"{script}\"\n"
    );
    let config = CONFIG.replace("見本市 組織目標", "<script>alert(1)</script>&\\\"");
    // With an address there is more: feeds, and what pages say to machines.
    let config = config.replace("official", "base_url = \"https://example.jp/\"\nofficial");
    let settings = format!("published = 2024-05-31\ntitle = \"{script}\"\n{settings}");
    let site = Site::empty()
        .file("ayumi.toml", &config)
        .file("content/2024/minato.md", &text)
        .file("content/2024/minato.toml", &settings);
    site.run(&["build"]).succeeds();
    let scheme = Site::small().file(
        "content/2024/minato.toml",
        "[source]\nurl = \"javascript:alert(1)\"\n",
    );
    scheme.run(&["build"]).fails_with(1).tells("source.url");
    for (path, bytes) in site.files("public") {
        if !path.ends_with(".html") {
            continue;
        }
        let page = String::from_utf8(bytes).unwrap();
        // The theme's scripts stand in the head, which the program wrote, and so do data that no browser runs.
        let (head, body) = page.split_once("</head>").unwrap();
        let is_own = |line: &&str| {
            ["assets/ayumi.", "assets/search."]
                .iter()
                .any(|own| line.contains(own))
        };
        let scripts = head
            .lines()
            .filter(|line| line.starts_with("<script src=\""));
        let own = scripts.filter(is_own).count();
        assert_eq!(own, 1 + usize::from(path == "search/index.html"), "{path}");
        assert_eq!(head.matches("<script src=\"").count(), own, "{path}");
        let data: Vec<&str> = head
            .lines()
            .filter_map(|line| line.strip_prefix("<script type=\"application/ld+json\">"))
            .collect();
        assert_eq!(head.matches("<script").count(), own + data.len(), "{path}");
        for json in data {
            let json = json.strip_suffix("</script>").unwrap();
            assert!(!json.contains(['<', '>', '&']), "{path}");
            let json: serde_json::Value = serde_json::from_str(json).unwrap();
            let named = json["@graph"][0]["name"].as_str().unwrap_or_default();
            let is_document = path == "2024/minato/index.html";
            assert!(!is_document || named.starts_with(script), "{json}");
        }
        let head: String = head
            .lines()
            .filter(|line| !line.starts_with("<script src=\""))
            .filter(|line| !line.starts_with("<script type=\"application/ld+json\">"))
            .collect();
        let page = head + body;
        for tag in ["<script", "<img", "<svg", "</textarea"] {
            assert!(!page.contains(tag), "{tag} in {path}");
        }
        assert!(!page.contains("href=\"javascript:"), "{path}");
        assert!(!page.contains(">49<") && !page.contains("49{%"), "{path}");
        for attribute in ["onerror", "onload", "onmouseover"] {
            // As text it may stand there; inside a tag it may not.
            let inside = page.split('<').skip(1).any(|tag| {
                tag.split('>')
                    .next()
                    .is_some_and(|tag| tag.contains(attribute))
            });
            assert!(!inside, "{attribute} in {path}");
        }
    }
}

#[test]
fn nothing_that_a_document_says_breaks_a_feed() {
    let text = DOCUMENT.replace("港区組織目標", "<b>&\u{b}]]></title><entry>\u{1b}");
    let config = CONFIG.replace("official", "base_url = \"https://example.jp/\"\nofficial");
    let site = Site::empty()
        .file("ayumi.toml", &config)
        .file("content/2024/minato.md", &text)
        .file(
            "content/2024/minato.toml",
            "published = 2024-05-31\ntitle = \"</title><entry>&\\u0008\"\n",
        );
    site.run(&["build"]).succeeds();
    let feed = site.read("public/feeds/site.xml");
    assert_eq!(feed.matches("<entry>").count(), 1, "{feed}");
    assert!(feed.contains("&lt;/title&gt;&lt;entry&gt;&amp;"), "{feed}");
    assert!(
        !feed.contains(|c: char| c.is_control() && c != '\n'),
        "{feed:?}"
    );
}

#[test]
fn search_snippets_are_escaped() {
    let site = Site::empty().file(
        "content/2024/minato.md",
        "# 題\n\n<b>重点目標</b>\t1 <script>除雪</script> & <b>\n",
    );
    site.run(&["build"]).succeeds();
    let answer = site.run(&["search", "--json", "除雪"]).succeeds().json();
    let snippet = answer["hits"][0]["snippet"].as_str().unwrap_or_default();
    assert!(snippet.contains("<mark>除雪</mark>"), "{snippet}");
    assert!(
        !snippet
            .replace("<mark>", "")
            .replace("</mark>", "")
            .contains('<'),
        "{snippet}"
    );
}

#[test]
fn control_characters_do_not_steer_the_terminal() {
    let text = DOCUMENT.replace("港区\t", "\u{1b}]0;title\u{7}西区\u{1b}[31m\t");
    let site = Site::empty().file("content/2024/minato.md", &text);
    let run = site.run(&["check"]);
    assert!(
        !run.stderr.contains('\u{1b}') && !run.stderr.contains('\u{7}'),
        "{:?}",
        run.stderr
    );
    site.run(&["build"]);
    let run = site.run(&["search", "西区"]);
    assert!(!run.stdout.contains('\u{1b}'), "{:?}", run.stdout);
}

#[test]
fn hostile_names_do_not_leave_the_output_folder() {
    let registry = "[[organisation]]\nid = \"../../etc\"\nname = \"x\"\nkind = \"ward\"\n";
    let site = Site::small().file("content/organisations.toml", registry);
    site.run(&["build"])
        .fails_with(2)
        .tells("content/organisations.toml:2");
    let site = Site::small()
        .file("content/2024/con.md", DOCUMENT)
        .file("content/2024/minato@..md", DOCUMENT);
    let run = site.run(&["build"]);
    assert!(run.stderr.contains("invalid-edition"), "{}", run.stderr);
    assert!(!site.exists("public"), "nothing is published with an error");
}

#[test]
fn deep_nesting_and_long_lines_are_read_in_bounded_memory() {
    let deep = format!(
        "# 題\n\n{}深い{}\n",
        "<div><ul><li>".repeat(100_000),
        "</li></ul></div>".repeat(100_000)
    );
    let wide = format!(
        "# 題\n\n<b>重点目標</b>\t{}\n",
        "<td>欄</td>".repeat(100_000)
    );
    let long = format!("# 題\n\n{}\n", "長い行。".repeat(800_000));
    for text in [deep, wide, long] {
        let site = Site::empty().file("content/2024/minato.md", &text);
        site.run(&["check"]).succeeds();
    }
}
