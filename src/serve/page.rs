//! What is added to a page while it is served: one script, and in the page's own Content Security Policy the leave for
//! that script, its style sheet and its events, and for nothing else. All other rules stay, those against inline
//! scripts and for Trusted Types among them, so that what a site may do here it may do where it is published.

use std::ops::Range;

use html5gum::{DefaultEmitter, StartTag, Token, Tokenizer};

/// Where the server's own files stand; no page can have such a name.
pub(super) const OWN: &str = "/__ayumi/";
pub(super) const SCRIPT: &str = "live.js";
pub(super) const STYLE: &str = "live.css";
pub(super) const EVENTS: &str = "events";

/// The page with the script in it. `origin` is the server's (`http://127.0.0.1:1234`), `name` what the page shows.
pub(super) fn live(html: &str, origin: &str, name: &str) -> String {
    let places = Places::find(html);
    let mut page = String::with_capacity(html.len() + 1_000);
    let mut at = 0;
    for (range, policy) in &places.policies {
        page.push_str(&html[at..range.start]);
        let allowed = escape(&allow(policy, origin));
        page.push_str(&format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"{allowed}\">"
        ));
        at = range.end;
    }
    // Behind the policies: what stands before them they do not rule.
    let script = places.script.max(at);
    page.push_str(&html[at..script]);
    page.push_str(&tag(name));
    page.push_str(&html[script..]);
    page
}

/// The script's tag.
pub(super) fn tag(name: &str) -> String {
    format!(
        "<script src=\"{OWN}{SCRIPT}\" data-page=\"{}\" defer></script>",
        escape(name)
    )
}

/// Text as it may stand in HTML, in attributes too.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('>', "&gt;")
        .replace('"', "&quot;")
}

/// Where something has to be changed.
struct Places {
    /// The tags with a policy, and the policies.
    policies: Vec<(Range<usize>, String)>,
    /// Where the script goes.
    script: usize,
}

impl Places {
    fn find(html: &str) -> Self {
        let mut policies = Vec::new();
        let mut script = None;
        let mut emitter = DefaultEmitter::<usize>::new_with_span();
        // What stands in titles, scripts and style sheets is text.
        emitter.naively_switch_states(true);
        // Reading from memory does not fail.
        for token in Tokenizer::new_with_emitter(html, emitter).flatten() {
            match token {
                Token::StartTag(tag) => {
                    if let Some(policy) = policy(&tag) {
                        policies.push((tag.span.start..tag.span.end, policy));
                    }
                    if *tag.name == *b"body" && script.is_none() {
                        script = Some(tag.span.start);
                    }
                }
                Token::EndTag(tag) if *tag.name == *b"head" && script.is_none() => {
                    script = Some(tag.span.start);
                }
                _ => {}
            }
        }
        Self {
            policies,
            script: script.unwrap_or(html.len()),
        }
    }
}

fn policy(tag: &StartTag<usize>) -> Option<String> {
    let attribute = |name: &[u8]| {
        let value = tag.attributes.get(name)?;
        Some(String::from_utf8_lossy(&value.value).into_owned())
    };
    let is_policy = *tag.name == *b"meta"
        && attribute(b"http-equiv")?
            .trim()
            .eq_ignore_ascii_case("content-security-policy");
    is_policy.then(|| attribute(b"content"))?
}

/// The policy with leave for what is added. A directive that is missing falls back on others, as browsers do it.
fn allow(policy: &str, origin: &str) -> String {
    let directives = policy.split(';').map(str::trim);
    let mut directives: Vec<(String, String)> = directives
        .filter(|directive| !directive.is_empty())
        .map(|directive| {
            let (name, sources) = directive
                .split_once(|c: char| c.is_ascii_whitespace())
                .unwrap_or((directive, ""));
            (name.to_ascii_lowercase(), sources.trim().to_owned())
        })
        .collect();
    for (names, file) in [
        (["script-src-elem", "script-src", "default-src"], SCRIPT),
        (["style-src-elem", "style-src", "default-src"], STYLE),
        (["connect-src", "default-src", "default-src"], EVENTS),
    ] {
        let in_force = names
            .iter()
            .find_map(|name| directives.iter().position(|(known, _)| known == name));
        let Some(at) = in_force else {
            // Nothing forbids it.
            continue;
        };
        let (name, sources) = directives[at].clone();
        let kept = sources
            .split_ascii_whitespace()
            .filter(|source| !source.eq_ignore_ascii_case("'none'"));
        let source = format!("{origin}{OWN}{file}");
        let sources: Vec<&str> = kept.chain([source.as_str()]).collect();
        let sources = sources.join(" ");
        if name == "default-src" {
            // The rest goes on falling back on it as it is.
            let own = if names[0].ends_with("-elem") {
                names[1]
            } else {
                names[0]
            };
            directives.push((own.to_owned(), sources));
        } else {
            directives[at].1 = sources;
        }
    }
    let directives: Vec<String> = directives
        .iter()
        .map(|(name, sources)| format!("{name} {sources}").trim_end().to_owned())
        .collect();
    directives.join("; ")
}

#[cfg(test)]
mod tests {
    use super::*;

    const ORIGIN: &str = "http://localhost:1";

    #[test]
    fn a_policy_gets_three_addresses_and_keeps_the_rest() {
        let policy = "default-src 'none'; style-src 'self'; img-src 'self'; \
                      require-trusted-types-for 'script'; trusted-types 'none'";
        assert_eq!(
            allow(policy, ORIGIN),
            "default-src 'none'; style-src 'self' http://localhost:1/__ayumi/live.css; img-src 'self'; \
             require-trusted-types-for 'script'; trusted-types 'none'; \
             script-src http://localhost:1/__ayumi/live.js; \
             connect-src http://localhost:1/__ayumi/events"
        );
        assert_eq!(
            allow(
                "SCRIPT-SRC 'none';script-src-elem 'self' ;; connect-src\t'NONE'",
                ORIGIN
            ),
            "script-src 'none'; script-src-elem 'self' http://localhost:1/__ayumi/live.js; \
             connect-src http://localhost:1/__ayumi/events"
        );
        assert_eq!(allow("img-src 'self'", ORIGIN), "img-src 'self'");
    }

    #[test]
    fn the_script_stands_behind_the_policy_in_any_page() {
        let tag = tag("1-1");
        let head = "<!DOCTYPE html><html><head><meta charset=utf-8>\
                    <META HTTP-EQUIV='content-security-policy' CONTENT='script-src &#39;self&#39;'>";
        let rewritten = "<meta http-equiv=\"Content-Security-Policy\" \
                         content=\"script-src 'self' http://localhost:1/__ayumi/live.js\">";
        for (rest, expected) in [
            (
                "<title>a</head></title></head><body>b",
                format!("<title>a</head></title>{tag}</head><body>b"),
            ),
            ("<body>b", format!("{tag}<body>b")),
            ("b", format!("b{tag}")),
        ] {
            let page = live(&format!("{head}{rest}"), ORIGIN, "1-1");
            let expected =
                format!("<!DOCTYPE html><html><head><meta charset=utf-8>{rewritten}{expected}");
            assert_eq!(page, expected);
        }
        // A policy too late in the page still rules what stands behind it.
        let late = live(
            "<head></head><meta http-equiv=Content-Security-Policy content=x>",
            ORIGIN,
            "1",
        );
        assert!(
            late.find("content=").unwrap() < late.find("<script").unwrap(),
            "{late}"
        );
    }

    #[test]
    fn text_that_looks_like_a_policy_is_no_policy() {
        for html in [
            "<!-- <meta http-equiv=Content-Security-Policy content=a> --><body>",
            "<title><meta http-equiv=Content-Security-Policy content=a></title><body>",
            "<meta http-equiv=refresh content=a><meta content=b><body>",
        ] {
            let page = live(html, ORIGIN, "1");
            assert_eq!(page, html.replace("<body>", &format!("{}<body>", tag("1"))));
        }
    }
}
