//! The files that hosts read out of the published folder.

use std::fmt::Write as _;

use super::redirects::rule_lines;
use super::{Delivery, FOREVER, NAMED_BY_CONTENT};
use crate::config::Host;
use crate::render::Page;

/// The files that a host wants in the site.
#[must_use]
pub fn files(host: Host, delivery: &Delivery<'_>) -> Vec<Page> {
    let file = |path: &str, text: String| Page {
        path: path.to_owned(),
        bytes: text.into_bytes(),
    };
    let redirects = || redirects(host, delivery).map(|text| file("_redirects", text));
    match host {
        // Otherwise it would leave out what begins with an underscore, and look for templates of its own.
        Host::Github => vec![file(".nojekyll", String::new())],
        Host::Gitlab => redirects().into_iter().collect(),
        Host::Cloudflare | Host::Netlify => {
            let mut files = vec![file("_headers", headers(delivery))];
            files.extend(redirects());
            files
        }
        Host::S3 | Host::Nginx => Vec::new(),
    }
}

/// `_headers`, as Cloudflare Pages and Netlify read it. Their patterns start at the host's root, which is where the
/// published folder lies. How long pages are kept is not said: both hosts let browsers ask first, and what two patterns
/// say of one header would be put together.
fn headers(delivery: &Delivery<'_>) -> String {
    let mut text = "/*\n".to_owned();
    for (name, value) in delivery.headers() {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "  {name}: {value}");
    }
    for folder in NAMED_BY_CONTENT {
        let _ = write!(text, "\n/{folder}*\n  Cache-Control: {FOREVER}\n");
    }
    text
}

/// `_redirects`; none where no former address goes there.
fn redirects(host: Host, delivery: &Delivery<'_>) -> Option<String> {
    let lines = delivery
        .redirects
        .iter()
        .flat_map(|redirect| rule_lines(host, delivery.base_path, redirect));
    let text: String = lines.map(|line| line + "\n").collect();
    (!text.is_empty()).then_some(text)
}
