//! Themes as a designer meets them: folders beside `ayumi.toml`, laid over each other, with what is wrong told.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests work in temporary folders"
)]

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use html5gum::{Token, Tokenizer};
use support::{CONFIG, DOCUMENT, Site};

/// A site with this after its settings.
fn with(settings: &str) -> Site {
    Site::small().file("ayumi.toml", &format!("{CONFIG}\n{settings}"))
}

/// What `check` says, or `build`, in both languages.
fn said(site: &Site, command: &str) -> String {
    let japanese = site.run_japanese(&[command]);
    let english = site.run(&[command]);
    assert_eq!(japanese.code, english.code);
    format!(
        "{command}: exit code {}\n\n{}\n\n{}\n\n",
        japanese.code, japanese.stderr, english.stderr
    )
}

/// The published style sheet.
fn style(site: &Site) -> String {
    let files = site.files("public/assets");
    let mut sheets = files.iter().filter(|(name, _)| name.starts_with("style."));
    let (_, bytes) = sheets.next().unwrap();
    String::from_utf8(bytes.clone()).unwrap()
}

/// The files of `themes/README.md`: a line with a path alone, and a block of code after it.
fn files_of_the_readme() -> BTreeMap<String, String> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("themes/README.md");
    let text = fs::read_to_string(path).unwrap();
    let mut files = BTreeMap::new();
    let mut lines = text.lines();
    let mut name = None;
    while let Some(line) = lines.next() {
        if line.starts_with("```") {
            let block: Vec<&str> = lines.by_ref().take_while(|line| *line != "```").collect();
            if let Some(name) = name.take() {
                files.insert(name, block.join("\n") + "\n");
            }
        } else if !line.is_empty() {
            let path = line
                .strip_prefix('`')
                .and_then(|rest| rest.strip_suffix('`'));
            name = path.filter(|path| !path.contains('`')).map(str::to_owned);
        }
    }
    files
}

#[test]
fn the_theme_of_the_readme_is_made_as_described() {
    let mut files = files_of_the_readme();
    assert_eq!(files.len(), 6, "{:?}", files.keys());
    let mut site = with(&files.remove("ayumi.toml").unwrap());
    for (path, text) in &files {
        site = site.file(path, text);
    }
    site.run(&["check", "--strict"]).succeeds();
    site.run(&["build", "--strict"]).succeeds();
    let home = site.read("public/index.html");
    assert!(home.contains("<p class=\"greeting\">港区の目標を、年度ごとに読めます。</p>"));
    assert!(home.contains("見本市役所の公式サイトではありません"));
    assert!(
        home.contains("2024/index.html"),
        "what was there before is still there"
    );
    let document = site.read("public/2024/minato/index.html");
    assert!(document.contains("はじめのページ"));
    let style = style(&site);
    let head = ":root{--setting-accent:#006a4e";
    assert!(style.starts_with(head), "{}", &style[..80]);
    assert!(style.contains(".greeting {"));
    assert!(
        style.contains("body {"),
        "the default theme's style is there"
    );
    assert!(!style.contains("@import"));
    let wave = site.files("public/assets");
    let wave = wave.keys().find(|name| name.starts_with("wave.")).unwrap();
    assert!(style.contains(&format!("url(\"{wave}\")")));
}

#[test]
fn files_are_looked_for_from_the_site_to_the_default_theme() {
    let contact = |text: &str| format!("<p>{text}</p>\n");
    let settings = "[theme]\nname = \"child\"\n";
    let file = "templates/contact.html";
    let mut site = with(settings)
        .file("themes/child/theme.toml", "parent = \"middle\"\n")
        .file("themes/middle/theme.toml", "name = \"中\"\n")
        .file("themes/middle/strings/ja.toml", "skip = \"中から\"\n")
        .file("themes/child/strings/ja.toml", "home = \"子から\"\n");
    for (path, text) in [
        (format!("themes/middle/{file}"), "中の窓口"),
        (format!("themes/child/{file}"), "子の窓口"),
        (file.to_owned(), "サイトの窓口"),
    ] {
        site = site.file(&path, &contact(text));
        site.run(&["build"]).succeeds();
        let home = site.read("public/index.html");
        assert!(home.contains(text), "{path}");
    }
    let document = site.read("public/2024/minato/index.html");
    assert!(document.contains("中から") && document.contains("子から"));
    assert!(
        document.contains("取組結果"),
        "the rest is the default theme's"
    );
}

#[test]
fn a_block_that_nothing_shows_is_told_for_each_way_to_extend() {
    for (path, parent) in [
        ("themes/own/templates/home.html", "default/home.html"),
        ("themes/own/templates/home.html", "base.html"),
        ("templates/home.html", "own/home.html"),
    ] {
        let site = with("[theme]\nname = \"own\"\n")
            .file("themes/own/theme.toml", "name = \"own\"\n")
            .file(
                path,
                &format!("{{% extends \"{parent}\" %}}{{% block mian %}}x{{% endblock %}}\n"),
            );
        site.run(&["check"])
            .fails_with(2)
            .tells("unknown-block")
            .tells("main");
    }
}

#[test]
fn theme_files_in_another_encoding_are_told_as_such() {
    let shift_jis = b"home = \"\x83z\x81[\x83\x80\"\n";
    for path in ["strings/ja.toml", "templates/home.html", "assets/style.css"] {
        let site = with("[theme]\nname = \"own\"\n")
            .file("themes/own/theme.toml", "name = \"own\"\n")
            .bytes(&format!("themes/own/{path}"), shift_jis);
        let run = site.run(&["check"]);
        run.tells("unknown-encoding").tells("UTF-8").tells(path);
    }
}

#[test]
fn a_folder_with_the_name_of_a_built_in_theme_lies_over_it() {
    let site = Site::small().file("themes/default/templates/contact.html", "<p>ここだけ</p>\n");
    site.run(&["build"]).succeeds();
    assert!(site.read("public/index.html").contains("ここだけ"));
}

#[test]
fn the_plain_theme_has_no_script_and_every_page() {
    let site = with("[theme]\nname = \"plain\"\n");
    site.run(&["build", "--strict"]).succeeds();
    let mut pages = 0;
    for (path, bytes) in site.files("public") {
        assert!(!path.ends_with(".js"), "{path}");
        if !path.ends_with(".html") {
            continue;
        }
        let text = String::from_utf8(bytes).unwrap();
        pages += 1;
        let mut open: Vec<String> = Vec::new();
        for token in Tokenizer::new(&text) {
            let Ok(token) = token;
            match token {
                Token::StartTag(tag) => {
                    let name = String::from_utf8(tag.name.to_vec()).unwrap();
                    assert!(!matches!(name.as_str(), "script" | "style"), "{path}");
                    assert!(
                        !tag.attributes.keys().any(|key| key.starts_with(b"on")),
                        "{path}"
                    );
                    if !["meta", "link", "br", "wbr", "img", "hr", "input"].contains(&name.as_str())
                    {
                        open.push(name);
                    }
                }
                Token::EndTag(tag) => {
                    let name = String::from_utf8(tag.name.to_vec()).unwrap();
                    assert_eq!(open.pop(), Some(name), "{path}");
                }
                Token::Error(error) => panic!("{path}: {error:?}"),
                _ => {}
            }
        }
        assert_eq!(open, Vec::<String>::new(), "{path}");
        assert!(
            text.contains("<main id=\"main\" tabindex=\"-1\">"),
            "{path}"
        );
        assert!(text.contains("見本の会"), "{path}");
    }
    assert!(pages >= 8, "{pages}");
    let assets = site.files("public/assets");
    assert_eq!(assets.len(), 1, "{:?}", assets.keys());
    assert!(assets.values().all(|bytes| bytes.len() < 1_000));
}

#[test]
fn settings_reach_templates_and_style_sheets() {
    let site = with(
        "[theme]\nname = \"own\"\n\n[theme.settings]\nink = \"#123456\"\nlogo = \"logo.svg\"\ncolumns = 3\nwide = true\n\
         shape = \"round\"\npolicy = \"https://example.jp/p\"\n",
    )
    .file("assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    .file(
        "themes/own/theme.toml",
        "[settings.ink]\ntype = \"colour\"\ndescription = \"x\"\n\
         [settings.logo]\ntype = \"asset\"\ndescription = \"x\"\n\
         [settings.columns]\ntype = \"number\"\nminimum = 1\nmaximum = 4\ndescription = \"x\"\n\
         [settings.wide]\ntype = \"flag\"\ndescription = \"x\"\n\
         [settings.shape]\ntype = \"choice\"\nchoices = [\"round\", \"square\"]\ndescription = \"x\"\n\
         [settings.policy]\ntype = \"link\"\ndescription = \"x\"\n\
         [settings.unset]\ntype = \"text\"\ndescription = \"x\"\n\
         [settings.set]\ntype = \"text\"\ndefault = \"<初めから>\"\ndescription = \"x\"\n",
    )
    .file("themes/own/assets/style.css", "p { color: var(--setting-ink) }\n")
    .file(
        "themes/own/templates/contact.html",
        "{% set s = theme.settings %}<p>{{ s.ink }}|{{ s.columns + 1 }}|{{ s.wide }}|{{ s.shape }}|{{ s.policy }}|\
         {{ s.unset is none }}|{{ s.set }}</p><img src=\"{{ asset(s.logo) }}\" alt=\"\">\n",
    );
    site.run(&["build"]).succeeds();
    let home = site.read("public/index.html");
    let shown = "<p>#123456|4|True|round|https://example.jp/p|True|&lt;初めから&gt;</p><img src=\"assets/logo.";
    assert!(home.contains(shown), "{home}");
    assert!(style(&site).starts_with(":root{--setting-ink:#123456}\np {"));
}

#[test]
fn fonts_are_allowed_where_the_theme_has_some() {
    let policy = |site: &Site| {
        site.run(&["build"]).succeeds();
        let home = site.read("public/index.html");
        home.contains("font-src &apos;self&apos;")
    };
    assert!(!policy(&Site::small()));
    let style = "@font-face { font-family: x; src: url(\"x.woff2\") }\n";
    let site = with("[theme]\nname = \"own\"\n")
        .file("themes/own/theme.toml", "name = \"own\"\n")
        .file("themes/own/assets/style.css", style)
        .file("themes/own/assets/x.woff2", "font");
    assert!(policy(&site));
}

#[test]
fn the_default_theme_shows_logo_footer_and_licence() {
    let site = with(
        "[theme.settings]\nlogo = \"mark.svg\"\nlogo_text = \"見本市の<章>\"\nfooter = \"見本市役所 <本庁>\"\n\
         licence = \"CC BY 4.0\"\nlicence_link = \"https://creativecommons.org/licenses/by/4.0/deed.ja\"\n",
    )
    .file(
        "assets/mark.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\"/>",
    );
    site.run(&["build"]).succeeds();
    for (path, up) in [("index.html", ""), ("2024/minato/index.html", "../../")] {
        let page = site.read(&format!("public/{path}"));
        for wanted in [
            &format!("<img class=\"logo\" src=\"{up}assets/mark."),
            "alt=\"見本市の&lt;章&gt;\"",
            "<p>見本市役所 &lt;本庁&gt;</p>",
            "<a href=\"https://creativecommons.org/licenses/by/4.0/deed.ja\">CC BY 4.0</a>",
        ] {
            assert!(page.contains(wanted), "{wanted} in {page}");
        }
    }
}

#[test]
fn wrong_settings() {
    let site = with(
        "[theme]\nname = \"own\"\n\n[theme.settings]\nink = \"blue\"\nlogo = \"lgoo.svg\"\ncolumns = 7\nwide = \"yes\"\n\
         shape = \"oval\"\npolicy = \"javascript:x\"\nacent = \"#000000\"\n",
    )
    .file("assets/logo.svg", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>")
    .file(
        "themes/own/theme.toml",
        "versoin = \"1\"\n[settings.ink]\ntype = \"color\"\ndescription = \"x\"\n",
    );
    let mut told = said(&site, "check");
    let site = site.file(
        "themes/own/theme.toml",
        "omit = [\"stlye.css\"]\n\
         [settings.ink]\ntype = \"colour\"\ndefault = \"red\"\ndescription = \"x\"\n\
         [settings.logo]\ntype = \"asset\"\ndescription = \"x\"\n\
         [settings.columns]\ntype = \"number\"\nminimum = 1\nmaximum = 4\ndescription = \"x\"\n\
         [settings.wide]\ntype = \"flag\"\ndescription = \"x\"\n\
         [settings.shape]\ntype = \"choice\"\nchoices = [\"round\", \"square\"]\ndescription = \"x\"\n\
         [settings.Policy]\ntype = \"choice\"\ndescription = \"x\"\n\
         [settings.policy]\ntype = \"link\"\ndescription = \"x\"\n\
         [[contrast]]\ntext = \"inc\"\non = \"#ffffff\"\n",
    );
    told += &said(&site, "check");
    insta::assert_snapshot!(told);
}

#[test]
fn colours_that_are_too_alike() {
    let site = with("[theme.settings]\naccent = \"#ffb400\"\n");
    insta::assert_snapshot!(said(&site, "check"));
    site.run(&["build", "--strict"]).fails_with(1);
}

#[test]
fn parents_that_do_not_exist_and_parents_in_a_circle() {
    let site = with("[theme]\nname = \"a\"\n")
        .file("themes/a/theme.toml", "name = \"a\"\nparent = \"bb\"\n");
    let mut told = said(&site, "check");
    let site = site
        .file("themes/a/theme.toml", "name = \"a\"\nparent = \"b\"\n")
        .file("themes/b/theme.toml", "parent = \"a\"\n");
    told += &said(&site, "check");
    let site = site.file("themes/b/theme.toml", "parent = \"none\"\n");
    told += &said(&site, "check");
    insta::assert_snapshot!(told);
}

#[test]
fn files_that_nothing_uses() {
    let site = with("[theme]\nname = \"own\"\n")
        .file("themes/own/README.md", "")
        .file("themes/own/.DS_Store", "")
        .file("themes/own/templates/documents.html", "x")
        .file("themes/own/template/home.html", "x")
        .file("themes/own/theme.tml", "")
        .file("themes/own/strings/jp.toml", "")
        .file(
            "themes/own/strings/ja.toml",
            "hoem = \"家\"\nown_words = \"{anything}\"\n",
        )
        .file("templates/footer.html", "x")
        .file(
            "templates/contact.html",
            "{% include 'parts/phone.html' %}\n",
        )
        .file("templates/parts/phone.html", "<p>電話</p>\n");
    insta::assert_snapshot!(said(&site, "check"));
    site.run(&["build"]).succeeds();
    assert!(site.read("public/index.html").contains("<p>電話</p>"));
}

#[test]
fn words_and_style_sheets_that_are_wrong() {
    let site = with("[theme]\nname = \"own\"\n")
        .file("themes/own/strings/ja.toml", "home = 5\n")
        .file("strings/ja.toml", "publisher = \"{nmae}発行\"\n");
    let mut told = said(&site, "check");
    let site = with("[theme]\nname = \"own\"\n").file(
        "themes/own/assets/style.css",
        "@import \"defualt/style.css\";\np { background: url(https://example.com/x.png) }\n",
    );
    told += &said(&site, "build");
    insta::assert_snapshot!(told);
}

#[test]
fn integrity_is_what_the_settings_say() {
    let contact = "{{ integrity(\"x.js\") }}|{{ integrity(\"style.css\") }}|{{ integrity(\"icon.svg\") }}|\
                   {{ has_asset(\"x.js\") }}|{{ has_asset(\"y.js\") }}\n";
    // SHA-384 of nothing.
    let empty = "sha384-OLBgp1GsljhM2TJ+sbHjaiH9txEUvgdDTAzHv2P24donTt6/529l+9Ua0vFImLlb";
    for (setting, script, sheet) in [
        ("", empty, false),
        ("[publish]\nintegrity = \"scripts\"\n", empty, false),
        ("[publish]\nintegrity = \"all\"\n", empty, true),
        ("[publish]\nintegrity = \"none\"\n", "", false),
    ] {
        let site = with(setting)
            .file("assets/x.js", "")
            .file("templates/contact.html", contact);
        site.run(&["build"]).succeeds();
        let home = site.read("public/index.html");
        let line = home
            .lines()
            .find(|line| line.contains("|True|False"))
            .unwrap();
        let parts: Vec<&str> = line.split('|').collect();
        assert_eq!(parts[0], script, "{setting}");
        assert_eq!(
            parts[1].starts_with("sha384-"),
            sheet,
            "{setting}: {}",
            parts[1]
        );
        assert_eq!(parts[2], "", "{setting}");
    }
}

#[test]
fn headings_break_between_phrases() {
    let site = Site::small().file(
        "templates/document.html",
        "{% extends \"base.html\" %}\n{% from \"macros.html\" import text %}\n\
         {% block main %}<h1>{{ text(title) | phrases }}</h1>{% endblock %}\n",
    );
    let site = site.file(
        "content/2024/minato.md",
        &DOCUMENT.replace(
            "令和6年度 港区組織目標",
            "令和6年度 港区の目標を<b>まとめたもの</b>",
        ),
    );
    site.run(&["build"]).succeeds();
    let page = site.read("public/2024/minato/index.html");
    assert!(
        page.contains("<h1>令和6年度 港区の<wbr>目標を<wbr>まとめたもの</h1>"),
        "{page}"
    );
}
