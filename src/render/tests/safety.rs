//! What documents, settings and themes may try.

use super::fixture::{Parts, archive, chuo, config, document, short};
use super::page_of;
use super::visible::see;
use crate::config::{Config, Template};
use crate::model::{Diagnostic, Field, Language};
use crate::render::{Renderer, SitePage};

const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "{{ site.title }}{% include 'base.html' %}",
    "</title></main><style>*{display:none}</style>",
    "&lt;script&gt;&#60;",
];

#[test]
fn what_a_document_says_is_text() {
    for text in HOSTILE {
        let mut parts = Parts::default();
        parts.heading(1, Some(Field::Title), text);
        parts
            .label(Field::Heads, text)
            .value(Field::Heads, text)
            .item(Field::PolicyIndicators, text, text);
        parts
            .label(Field::Goals, text)
            .of_goal(Field::Goals, "1", text)
            .of_goal(Field::Result, "1", text);
        parts.note(text).row(&[text, text]);
        let mut document = document(2024, "chuo", None, text, parts.parts);
        document.source.publisher = Some(text.to_owned());
        document.source.licence = Some(text.to_owned());
        document.source.url = Some(text.to_owned());
        // With an address the head has data for machines too.
        let config = config("base_url = \"https://example.jp/\"", "");
        let plain = see(&page_of(&config, &chuo(), &[]));
        let seen = see(&page_of(&config, &document, &[]));
        let known: Vec<&str> = plain
            .tags
            .iter()
            .map(|(name, _)| name.as_str())
            .chain(["table", "tbody", "tr", "td"])
            .collect();
        for (name, attributes) in &seen.tags {
            assert!(known.contains(&name.as_str()), "{text:?} made <{name}>");
            let events: Vec<_> = attributes
                .keys()
                .filter(|key| key.starts_with("on") || (*key == "src" && name != "script"))
                .collect();
            assert!(events.is_empty(), "{text:?} made {events:?}");
        }
        let scripts = |page: &super::visible::Seen| {
            let scripts = page.tags.iter().filter(|(name, _)| name == "script");
            scripts.cloned().collect::<Vec<_>>()
        };
        assert_eq!(scripts(&seen), scripts(&plain), "{text:?} made a script");
        let shown = super::visible::without_space(text);
        assert!(
            seen.main.matches(&shown).count() >= 9,
            "{text:?} is not shown as it is"
        );
    }
}

#[test]
fn only_web_addresses_become_links() {
    for url in [
        "javascript:alert(1)",
        "JaVaScRiPt:alert(1)",
        "data:text/html,<script>",
        "vbscript:x",
        " https://x.jp",
    ] {
        let mut document = chuo();
        document.source.url = Some(url.to_owned());
        let form = format!(
            "contact = {{ form = \"{url}\", mail = \"x?body=y\", telephone = \"javascript:1\" }}"
        );
        let seen = see(&page_of(&config(&form, ""), &document, &[]));
        assert!(
            seen.main.contains(&super::visible::without_space(url)),
            "{url} is not shown"
        );
        for link in seen.all("href") {
            let scheme = link.split_once(':').map(|(scheme, _)| scheme);
            assert_eq!(scheme, None, "{link}");
        }
    }
}

/// A site whose theme has this template in place of its own.
fn with_template(name: &str, text: &str) -> Config {
    let mut config = config("", "");
    let path = format!("themes/mine/templates/{name}");
    config.theme.templates.insert(
        name.to_owned(),
        Template {
            path,
            text: text.to_owned(),
        },
    );
    config
}

fn shown(found: &Diagnostic) -> String {
    let mut text = found.message(Language::Japanese);
    if let Some(location) = &found.location {
        text.push_str(&format!("\n{}", location.file));
        if let Some(span) = &location.span {
            text.push_str(&format!(
                ":{}:{} ({} characters)\n{}",
                span.line, span.column, span.length, span.text
            ));
        }
    }
    text.push_str("\n= ");
    text.push_str(&found.help(Language::Japanese));
    text
}

#[test]
fn all_templates_that_do_not_compile_are_named() {
    let mut config = with_template("home.html", "{% extends \"base.html\" %}\n目標：{% if %}");
    let path = "themes/mine/templates/year.html".to_owned();
    config.theme.templates.insert(
        "year.html".to_owned(),
        Template {
            path,
            text: "{{ 1 + }}".to_owned(),
        },
    );
    let archive = archive(&[]);
    let Err(found) = Renderer::new(&config, &archive) else {
        panic!("it compiled")
    };
    insta::assert_snapshot!(
        "template_errors",
        found.iter().map(shown).collect::<Vec<_>>().join("\n\n")
    );
}

#[test]
fn errors_while_rendering_name_template_line_and_page() {
    let mut told = String::new();
    for text in [
        "{% extends \"base.html\" %}\n{% block main %}\n<h1>目標：{{ titel }}</h1>{% endblock %}",
        "{{ page.titel }}",
        "\n{{ titel.text }}",
        "{{ title | shout }}",
        "{{ t(\"source_titel\") }}",
        "{{ asset(\"styel.css\") }}",
        "{{ title | safe }}",
        "{% include \"goals.html\" %}",
        "{{ t(\"year\", label=\"x\") }}",
        "{% for edition in editions %}{{ edition.txet }}{% endfor %}{% for way in page.breadcrumb %}{{ way.txet }}{% endfor %}",
        "{% for way in page.breadcrumb %}{{ wya.text }}{% endfor %}",
        "{{ site.titel }}{{ theme.settings.acent }}",
        "{{ theme.settings.acent }}",
        "{{ title is titel }}",
        "{{ urll(\"\") }}",
        "{% extends \"bsae.html\" %}",
        "{% extends \"base.html\" %}\n{% block mian %}x{% endblock %}",
        "{% import \"macro.html\" as m %}",
    ] {
        let config = with_template("document.html", text);
        let document = short(2024, "chuo", None, false);
        let archive = archive(std::slice::from_ref(&document));
        let found = match Renderer::new(&config, &archive) {
            Ok(renderer) => renderer.document(&document, &[]).unwrap_err(),
            Err(found) => found.into_iter().next().unwrap(),
        };
        told.push_str(&shown(&found));
        told.push_str("\n\n");
    }
    insta::assert_snapshot!("render_errors", told);
}

#[test]
fn an_error_in_an_included_template_names_that_template() {
    let config = with_template("goal.html", "\n\n<p>{{ block.nothing }}</p>");
    let archive = archive(&[chuo()]);
    let found = Renderer::new(&config, &archive)
        .unwrap()
        .document(&chuo(), &[])
        .unwrap_err();
    insta::assert_snapshot!("included_error", shown(&found));
}

#[test]
fn a_hostile_template_ends_in_an_error() {
    for text in [
        "{% for a in range(99999) %}{% for b in range(99999) %}{% for c in range(99999) %}{% endfor %}{% endfor %}{% endfor %}",
        "{% include \"home.html\" %}",
        "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}",
        "{{ \"x\" * 999999999999 }}",
        "{% set x = \"xxxxxxxxxxxxxxxx\" %}{% for a in range(99999) %}{{ x * 99999 }}{% endfor %}",
    ] {
        let config = with_template("home.html", text);
        let archive = archive(&[]);
        let renderer = Renderer::new(&config, &archive).unwrap();
        let found = renderer.site_page(&SitePage::Home, &[]).unwrap_err();
        assert_eq!(found.problem.code(), "template-error", "{text}");
    }
}

#[test]
fn a_theme_cannot_switch_escaping_off() {
    let text = "{% autoescape false %}{{ site.title }}{% set x %}{{ site.title }}{% endset %}{{ x }}{% endautoescape %}";
    let mut config = with_template("home.html", text);
    config.settings.site.title = "<script>".to_owned();
    let archive = archive(&[]);
    let page = Renderer::new(&config, &archive)
        .unwrap()
        .site_page(&SitePage::Home, &[])
        .unwrap();
    let page = String::from_utf8(page.bytes).unwrap();
    assert!(!page.contains('<'), "{page}");
    // What writes something other than HTML is not there.
    for text in [
        "{% autoescape \"json\" %}{{ site.title | e }}{% endautoescape %}",
        "{{ site.title | tojson }}",
        "{{ site.title | safe }}",
    ] {
        let mut config = with_template("home.html", text);
        config.settings.site.title = "<script>".to_owned();
        let page = Renderer::new(&config, &archive).map(|renderer| {
            renderer
                .site_page(&SitePage::Home, &[])
                .map(|page| page.bytes)
        });
        assert!(!matches!(page, Ok(Ok(_))), "{text}");
    }
}

#[test]
fn a_site_puts_one_template_in_place_of_another() {
    let config = with_template("contact.html", "<p>窓口</p>");
    let seen = see(&page_of(&config, &chuo(), &[]));
    assert!(seen.main.contains("この文書の出どころ"));
    let text = String::from_utf8(page_of(&config, &chuo(), &[])).unwrap();
    assert!(text.contains("<p>窓口</p>"));
}

#[test]
fn a_large_document_has_the_fuel_that_it_needs() {
    let mut parts = Parts::default();
    parts.label(Field::Goals, "重点目標");
    for goal in 0..20_000 {
        parts.of_goal(Field::Goals, &goal.to_string(), "目標");
    }
    for _ in 0..20_000 {
        parts.row(&["a", "b"]);
    }
    let mut document = document(2024, "chuo", None, "題名", Vec::new());
    document.parts = parts.parts;
    let page = page_of(&config("", ""), &document, &[]);
    assert!(page.len() > 2_000_000);
}
