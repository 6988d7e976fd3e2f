//! Every message as it stands on the terminal, with the line and the caret: read the snapshots as a tired clerk would.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests run the program in temporary folders"
)]

mod support;

use support::{CONFIG, DOCUMENT, ORGANISATIONS, Site};

/// What `check` says, in both languages.
fn said(site: &Site) -> String {
    let japanese = site.run_japanese(&["check", "--verbose"]);
    let english = site.run(&["check", "--verbose"]);
    assert_eq!(japanese.code, english.code);
    format!(
        "exit code {}\n\n{}\n\n{}",
        japanese.code, japanese.stderr, english.stderr
    )
}

#[test]
fn the_real_document() {
    insta::assert_snapshot!(said(&Site::real()));
}

#[test]
fn settings() {
    let config = "[site]\ntitel = \"見本市\"\npublisher = 5\nofficial = \"no\"\nlanguage = \"fr\"\n\n\
                  [archive]\nmunicipality = \"見本市\"\ncode = \"151008\"\n\n[serach]\nenabled = true\n";
    insta::assert_snapshot!(
        "settings_all_at_once",
        said(&Site::small().file("ayumi.toml", config))
    );
    let broken = "[site]\ntitle = \"見本市\npublisher = \"会\"\n";
    insta::assert_snapshot!(
        "settings_no_toml",
        said(&Site::small().file("ayumi.toml", broken))
    );
    let values = CONFIG.replace("151009", "151008").replace(
        "official = false",
        "official = false\nbase_url = \"example.jp\"\ncontact = { mail = \"madoguchi\" }",
    );
    insta::assert_snapshot!(
        "settings_values",
        said(&Site::small().file("ayumi.toml", &values))
    );
    let theme = format!("{CONFIG}\n[theme]\nname = \"mien\"\n");
    insta::assert_snapshot!(
        "settings_theme",
        said(&Site::small().file("ayumi.toml", &theme))
    );
}

#[test]
fn organisations() {
    let more = "\n[[organisation]]\nid = \"minato\"\nname = \"別の区\"\nkind = \"ward\"\n\n\
                [[organisation]]\nid = \"search\"\nname = \"検索区\"\nkind = \"ward\"\nparent = \"mihno\"\n\n\
                [[organisation]]\nid = \"umi\"\nslug = \"minato\"\nname = \"海区\"\nkind = \"ward\"\nparent = \"mihon\"\n\n\
                [[organisation]]\nid = \"a\"\nname = \"甲課\"\nkind = \"section\"\nparent = \"b\"\n\n\
                [[organisation]]\nid = \"b\"\nname = \"乙課\"\nkind = \"section\"\nparent = \"a\"\n\n\
                [[change]]\ndate = 2024-01-01\nkind = \"rename\"\nfrom = [\"nobody\"]\nto = [\"minato\"]\n";
    let site = Site::small().file(
        "content/organisations.toml",
        &format!("{ORGANISATIONS}{more}"),
    );
    insta::assert_snapshot!(said(&site));
}

#[test]
fn organisations_in_time() {
    let more = "\n[[organisation]]\nid = \"yama\"\nname = \"山区\"\nkind = \"ward\"\nparent = \"minato-somu\"\ncode = \"151034\"\n\
                valid_from = 2024-01-01\nvalid_to = 2023-12-31\n\
                contact = { telephone = \"025-000-0000\", mail = \"yama\", form = \"www.example.jp\" }\n\n\
                [[organisation]]\nid = \"kita\"\nname = \"北区\"\nkind = \"ward\"\nparent = \"mihon\"\nvalid_to = 2023-12-31\n\n\
                [[organisation]]\nid = \"hama\"\nslug = \"kita\"\nname = \"浜区\"\nkind = \"ward\"\nparent = \"mihon\"\nvalid_from = 2024-01-01\n\n\
                [[organisation]]\nid = \"hama-somu\"\nname = \"総務課\"\nkind = \"section\"\nparent = \"kita\"\nvalid_from = 2024-01-01\n\
                former_slugs = [\"soumu\"]\ncontact = { fax = \"025-000-0001\" }\n\n\
                [[change]]\ndate = 2024-04-01\nkind = \"rename\"\nfrom = [\"kita\"]\nto = [\"hama\"]\n\n\
                [[change]]\ndate = 2024-01-01\nkind = \"merge\"\nfrom = [\"kita\"]\nto = [\"hama\"]\n\n\
                [[change]]\ndate = 2024-01-01\nkind = \"move\"\nfrom = [\"minato-somu\"]\nto = [\"minato-somu\"]\nfrom_parent = \"umi\"\n";
    let with = |more: &str| {
        let text = format!("{ORGANISATIONS}{more}");
        Site::small().file("content/organisations.toml", &text)
    };
    insta::assert_snapshot!("organisations_contact", said(&with(more)));
    let more = more.replace("contact = { fax = \"025-000-0001\" }", "");
    insta::assert_snapshot!("organisations_in_time", said(&with(&more)));
}

#[test]
fn organisations_as_of_the_year() {
    let more = "\n[[organisation]]\nid = \"kita\"\nname = \"北区\"\nkind = \"ward\"\nparent = \"mihon\"\nvalid_to = 2023-12-31\n\n\
                [[organisation]]\nid = \"hama\"\nname = \"浜区\"\nkind = \"ward\"\nparent = \"mihon\"\nvalid_from = 2024-01-01\n\n\
                [[organisation]]\nid = \"yama-1\"\nname = \"山区\"\nkind = \"ward\"\nparent = \"mihon\"\nvalid_to = 2023-12-31\n\n\
                [[organisation]]\nid = \"yama-2\"\nname = \"山区\"\nkind = \"ward\"\nparent = \"mihon\"\nvalid_from = 2024-01-01\n\n\
                [[change]]\ndate = 2024-01-01\nkind = \"split\"\nfrom = [\"kita\"]\nto = [\"hama\", \"yama-2\"]\n";
    let named = |name: &str, year: &str| DOCUMENT.replace("港区", name).replace("令和6", year);
    let site = Site::empty()
        .file(
            "content/organisations.toml",
            &format!("{ORGANISATIONS}{more}"),
        )
        .file("content/2024/北区.md", &named("北区", "令和6"))
        .file("content/2022/hama.md", &named("浜区", "令和4"))
        .file("content/2023/山区.md", &named("山区", "令和5"))
        .file("content/2023/yama-2.md", &named("山区", "令和5"));
    insta::assert_snapshot!(said(&site));
    let settled = site
        .file("content/2023/山区.toml", "organisation = \"yama-1\"\n")
        .file(
            "content/2024/北区.toml",
            "[[accept]]\ncode = \"organisation-not-alive\"\nreason = \"原本のとおり\"\n",
        );
    let run = settled.run(&["check"]).succeeds();
    assert_eq!(run.stderr.matches("warning[").count(), 1, "{}", run.stderr);
    run.tells("content/2022/hama.md");
}

#[test]
fn forms() {
    let form = "id = \"mihon\"\nname = \"見本\"\n\n[[label]]\nfield = \"goals\"\ntext = [\"目標\", \"重点目標\"]\n\n\
                [[label]]\nfield = \"purpose\"\ntext = [\"目 標\"]\n";
    insta::assert_snapshot!(
        "forms_ambiguous",
        said(&Site::small().file("forms/mihon.toml", form))
    );
    let form = form.replace("\"purpose\"", "\"purpos\"");
    insta::assert_snapshot!(
        "forms_unknown_field",
        said(&Site::small().file("forms/mihon.toml", &form))
    );
    let tie = include_str!("../forms/niigata.toml").replace("id = \"niigata\"", "id = \"mihon\"");
    insta::assert_snapshot!(
        "forms_tie",
        said(&Site::small().file("forms/mihon.toml", &tie))
    );
    let meaningless = "id = \"mihon\"\nname = \"見本\"\ngoal_headings = 9\n\n[[label]]\nfield = \"goals\"\ntext = []\nby = \"区民\"\n\n\
                       [[label]]\nfield = \"purpose\"\ntext = [\"\", \"{年}の目的\"]\n\n[[scale]]\nid = \"a\"\nname = \"甲\"\n\n\
                       [[scale.mark]]\ntext = [\"A\"]\n\n[[scale.mark]]\ntext = [\"Ａ\"]\n\n[[scale]]\nid = \"a\"\nname = \"乙\"\nmark = []\n";
    insta::assert_snapshot!(
        "forms_meaningless",
        said(&Site::small().file("forms/mihon.toml", meaningless))
    );
    let named = Site::small().file("content/2024/minato.toml", "form = \"nigata\"\n");
    insta::assert_snapshot!("forms_unknown", said(&named));
}

#[test]
fn the_tree() {
    let site = Site::small()
        .file("content/R6/港区.md", DOCUMENT)
        .file("content/old/minato.md", DOCUMENT)
        .file("content/2024/memo.txt", "x")
        .file(
            "content/2024/minato-ku.md",
            &DOCUMENT.replace("港区", "minato-ku"),
        )
        .file("content/2024/minato@中間.md", DOCUMENT)
        .file("content/2024/umi.toml", "draft = true\n")
        .file(
            "content/2023/minato/index.md",
            &DOCUMENT.replace("令和6", "令和5"),
        )
        .file(
            "content/2023/minato/index@midyear.md",
            &DOCUMENT.replace("令和6", "令和5"),
        );
    insta::assert_snapshot!("tree", said(&site));
    let alone = Site::empty().file("content/2024/minato@midyear.md", DOCUMENT);
    insta::assert_snapshot!("tree_edition_alone", said(&alone));
    let clash = Site::small().file("content/2024/Minato.md", DOCUMENT);
    insta::assert_snapshot!("tree_clash", said(&clash));
    let nothing = Site::small();
    std::fs::remove_dir_all(nothing.path("content")).unwrap();
    insta::assert_snapshot!("tree_missing", said(&nothing));
}

#[cfg(unix)]
#[test]
fn links_and_unreadable_files() {
    use std::os::unix::fs::symlink;
    let site = Site::small();
    symlink("minato.md", site.path("content/2024/umi.md")).unwrap();
    symlink("/nonexistent", site.path("content/2023")).unwrap();
    // A folder where a file is expected cannot be read as one, whoever runs the test.
    std::fs::create_dir_all(site.path("content/2024/minato.toml")).unwrap();
    insta::assert_snapshot!(said(&site));
}

#[test]
fn encodings() {
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.encode(DOCUMENT);
    let converted = Site::empty().bytes("content/2024/minato.md", &shift_jis);
    insta::assert_snapshot!("encodings_converted", said(&converted));
    let mut broken = DOCUMENT.as_bytes().to_vec();
    broken.truncate(100);
    let site = Site::empty()
        .bytes("content/2024/minato.md", &broken)
        .bytes("content/2024/minato/somu.md", b"%PDF-1.7\0\0");
    insta::assert_snapshot!("encodings_refused", said(&site));
}

#[test]
fn garbled() {
    let (shift_jis, _, _) = encoding_rs::SHIFT_JIS.decode(DOCUMENT.as_bytes());
    let lost = DOCUMENT.replace("除雪", "除\u{fffd}");
    let utf16: Vec<u8> = DOCUMENT.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let chinese = "组织目标：保护市民的生命和财产安全，推进城市建设和社会福利事业的发展，加强基层组织建设，提高服务水平。\n";
    let (gbk, _, _) = encoding_rs::GBK.encode(chinese);
    let odd = DOCUMENT.replace("除雪", "除\u{b}雪\u{1b}[31m\u{e000}");
    let site = Site::empty()
        .file("content/2019/minato.md", &shift_jis)
        .file("content/2020/minato.md", &lost)
        .bytes("content/2021/minato.md", &utf16)
        .bytes("content/2022/minato.md", &gbk)
        .bytes("content/2023/minato.md", "# 題\n組織\0名\n".as_bytes())
        .file("content/2024/minato.md", &odd);
    insta::assert_snapshot!(said(&site));
}

#[test]
fn documents() {
    let text = "# 令和5年度 港区組織目標\n\n<b>組織名</b>\t西区\t<b>部長</b>\t見本 太郎\n\t見本 花子\n\
                <b>重 点 目 標*</b>\t<p>1 市民の視点を大切にされた信頼される市政を進めます。</p><p>2 <blink>光る</blink>。</p><p>2 三つ目。</p>\n\
                <b>目標数</b>\t5\t<b>達成数</b>\t多数\n<b>取組結果</b>\t<p>全体の結果。</p><p>7 どこかの結果。</p>\n\
                <b>今後の方行性</b>\t<p>1 未知のラベルです。</p>\n\
                <b>今後の方向性</b>\t<p>1 引き続き市民の視点を大切にした信頼される市政を目指します。</p>\n\n\
                <table><tr><td>閉じない</td></tr>\n";
    insta::assert_snapshot!(
        "documents_many",
        said(&Site::empty().file("content/2024/minato.md", text))
    );
    let achieved = DOCUMENT.replace("達成数</b>\t1", "達成数</b>\t３");
    insta::assert_snapshot!(
        "documents_achieved",
        said(&Site::empty().file("content/2024/minato.md", &achieved))
    );
    insta::assert_snapshot!(
        "documents_empty",
        said(&Site::empty().file("content/2024/minato.md", "\n\n"))
    );
    insta::assert_snapshot!(
        "documents_no_form",
        said(&Site::empty().file(
            "content/2024/minato.md",
            "# 令和6年度 港区\n\nどの様式でもない文書です。\n"
        ))
    );
}

#[test]
fn sidecars() {
    let front = format!("+++\ntitle = \"題\"\npublished = 2024-05-31\n+++\n{DOCUMENT}");
    let site = Site::empty().file("content/2024/minato.md", &front).file(
        "content/2024/minato.toml",
        "title = \"別の題\"\npublishd = 2024-05-31\nmodified = \"2024-13-01\"\n\n[source]\nurl = 5\n\n\
         [[accept]]\ncode = \"space-in-word\"\n",
    );
    insta::assert_snapshot!("sidecars_wrong", said(&site));
    let site = Site::empty().file("content/2024/minato.md", DOCUMENT).file(
        "content/2024/minato.toml",
        "organisation = \"minto\"\n\n[[accept]]\ncode = \"space-in-word\"\nreason = \"x\"\n",
    );
    insta::assert_snapshot!("sidecars_unknown", said(&site));
    let site = Site::empty().file(
        "content/2024/minato.md",
        &format!("+++\ntitle = \"題\"\n{DOCUMENT}"),
    );
    insta::assert_snapshot!("sidecars_unclosed", said(&site));
}

#[test]
fn sidecars_against_their_documents() {
    let site = Site::small().file(
        "content/2024/minato.toml",
        "fiscal_year = 2023\norganisation = \"minato-somu\"\nedition = \"result\"\ntitle = \"令和4年度 港区組織目標\"\n\
         published = 2024-05-31\nmodified = 2024-05-01\n\n[source]\nurl = \"www.city.example.jp/x.html\"\n\n\
         [[correction]]\nfrom = \"除雷\"\nto = \"除雪\"\nkind = \"misread\"\nline = 4\n\n\
         [[accept]]\ncode = \"space-in-wrod\"\nreason = \"原本のとおり\"\n",
    );
    insta::assert_snapshot!("sidecars_contradict", said(&site));
    let placed = Site::small()
        .file("content/2024/minato@midyear.md", DOCUMENT)
        .file(
            "content/2024/minato@midyear.toml",
            "edition = \"result\"\npublished = 2034-05-31\n",
        );
    insta::assert_snapshot!("sidecars_edition", said(&placed));
}

#[test]
fn withheld_words() {
    let withhold = "[[withhold]]\ntext = \"見本 太郎\"\nreason = \"個人名\"\n";
    let site = Site::small().file(
        "content/2024/minato.toml",
        &format!("{withhold}\n[[withhold]]\ntext = \"見本花子\"\nreason = \"個人名\"\n"),
    );
    insta::assert_snapshot!("withhold_not_found", said(&site));
    let reason = withhold.replace("個人名", "見本太郎の申し出");
    let site = Site::small().file("content/2024/minato.toml", &reason);
    insta::assert_snapshot!("withhold_remains", said(&site));
    let site = Site::small()
        .file("content/2024/minato.toml", withhold)
        .file("content/2024/minato@midyear.md", DOCUMENT);
    insta::assert_snapshot!("withhold_edition", said(&site));
    let site = Site::empty()
        .file("content/2024/minato/index.md", DOCUMENT)
        .file(
            "content/2024/minato/index.toml",
            &format!("released = [\"a.txt\", \"c.txt\"]\n\n{withhold}"),
        )
        .file("content/2024/minato/a.txt", "担当：見本太郎")
        .file("content/2024/minato/b.txt", "地図");
    insta::assert_snapshot!("withhold_attachments", said(&site));
}

#[test]
fn links_between_documents() {
    let site = Site::small()
        .file(
            "content/2024/minato.toml",
            "aliases = [\"../x\", \"search\", \"2023/minato\", \"2024/old\", \"2024/old/\"]\n\n\
             [[lineage]]\ngoal = \"9\"\nwith = \"2023/minato#goal-1\"\nkind = \"confirm\"\n\n\
             [[lineage]]\ngoal = \"1\"\nwith = \"2023/minato#goal-9\"\nkind = \"confirm\"\n\n\
             [[lineage]]\ngoal = \"1\"\nwith = \"2022/minato#goal-1\"\nkind = \"deny\"\n",
        )
        .file(
            "content/2023/minato.md",
            &DOCUMENT.replace("令和6", "令和5"),
        );
    insta::assert_snapshot!(said(&site));
}

#[test]
fn templates() {
    let config = format!("{CONFIG}\n[theme]\nname = \"mine\"\n");
    let site = |name: &str, text: &str| {
        Site::small()
            .file("ayumi.toml", &config)
            .file(&format!("themes/mine/templates/{name}"), text)
    };
    let build = |site: Site| {
        let run = site.run_japanese(&["build"]);
        assert!(!site.exists("public"), "nothing is published");
        format!(
            "exit code {}\n\n{}\n\n{}",
            run.code,
            run.stderr,
            site.run(&["build"]).stderr
        )
    };
    let syntax = site(
        "document.html",
        "<!doctype html>\n<p>目標：{{ document.title | }}</p>\n",
    );
    insta::assert_snapshot!("templates_syntax", build(syntax));
    let missing = site(
        "document.html",
        "<!doctype html>\n<p>題名：{{ page.titel.text }}</p>\n",
    );
    insta::assert_snapshot!("templates_undefined", build(missing));
    let endless = site(
        "document.html",
        "{% for a in range(100000) %}{% for b in range(100000) %}{% endfor %}{% endfor %}",
    );
    insta::assert_snapshot!("templates_endless", build(endless));
}

#[test]
fn output_folders() {
    let said = |site: &Site| {
        let run = site.run_japanese(&["build"]);
        let root = site.root().canonicalize().unwrap();
        format!(
            "exit code {}\n\n{}",
            run.code,
            run.stderr.replace(&*root.to_string_lossy(), "[site]")
        )
    };
    insta::assert_snapshot!(
        "output_foreign",
        said(&Site::small().file("public/index.html", "mine"))
    );
    let unlisted = Site::small();
    unlisted.run(&["build"]).succeeds();
    let unlisted = unlisted.file("public/2024/memo.txt", "mine");
    insta::assert_snapshot!("output_unlisted", said(&unlisted));
    assert_eq!(unlisted.read("public/2024/memo.txt"), "mine");
    insta::assert_snapshot!("output_file", said(&Site::small().file("public", "mine")));
}
