//! What hosts that are configured apart from the site have to be told. It is printed, and never published: a server's
//! configuration is nobody's business but its keeper's.

use std::fmt::Write as _;

use serde_json::{Value, json};

use super::redirects::encoded;
use super::{ASK_FIRST, Delivery, FOREVER, NAMED_BY_CONTENT};

/// A path, of the published folder or of the site's address, that nginx would read as something else.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "the path {0:?} has a character that nginx cannot take in a path: a quote, a backslash, a dollar sign or a control character"
)]
pub struct UnusablePath(pub String);

/// A file to include in a `server` block of nginx. `folder` is the whole path of the published folder.
///
/// # Errors
/// A path that cannot be written down for nginx.
pub fn nginx(delivery: &Delivery<'_>, folder: &str) -> Result<String, UnusablePath> {
    let base = decoded(delivery.base());
    for path in [folder, &*base] {
        let unusable = |c: char| "\"\\$".contains(c) || c.is_control();
        if path.chars().any(unusable) {
            return Err(UnusablePath(path.to_owned()));
        }
    }
    let folder = folder.trim_end_matches('/');
    let mut text = "# include …; in a server block. Made by `ayumi host nginx`: make it again after each build.\n".to_owned();
    let page_headers = header_lines(delivery, ASK_FIRST, " always");
    // A missing file must not be kept for a year: without `always`, only what was found gets the header.
    let asset_headers = header_lines(delivery, FOREVER, "");
    let not_found = delivery.base();
    // Writing to a string cannot fail.
    let _ = write!(
        text,
        "location ^~ \"{base}\" {{\n    alias \"{folder}/\";\n    index index.html;\n    charset utf-8;\n    \
         absolute_redirect off;\n    error_page 404 \"{not_found}404.html\";\n{page_headers}}}\n",
    );
    for named in NAMED_BY_CONTENT {
        // The search engine is the largest file that anybody waits for; what else is there has been compressed already.
        let compressed = if named == "search/engine/" {
            "    gzip on;\n    gzip_vary on;\n    gzip_types application/wasm application/javascript text/javascript;\n"
        } else {
            ""
        };
        let _ = write!(
            text,
            "location ^~ \"{base}{named}\" {{\n    alias \"{folder}/{named}\";\n    charset utf-8;\n{compressed}    \
             error_page 404 \"{not_found}404.html\";\n{asset_headers}}}\n",
        );
    }
    if base != "/" {
        let bare = base.trim_end_matches('/');
        let _ = writeln!(text, "{}", lead_on(bare, delivery.base()));
    }
    for redirect in delivery.redirects {
        let target = redirect.target(delivery.base());
        let from = format!("{base}{}", redirect.from);
        let mut asked = vec![from.clone()];
        if !redirect.is_file() {
            asked.extend([format!("{from}/"), format!("{from}/index.html")]);
        }
        for from in asked {
            let _ = writeln!(text, "{}", lead_on(&from, &target));
        }
    }
    Ok(text)
}

fn lead_on(from: &str, to: &str) -> String {
    format!("location = \"{from}\" {{ absolute_redirect off; return 301 \"{to}\"; }}")
}

fn header_lines(delivery: &Delivery<'_>, caching: &str, always: &str) -> String {
    let mut lines = String::new();
    for (name, value) in delivery.headers() {
        let _ = writeln!(lines, "    add_header {name} \"{value}\" always;");
    }
    let _ = writeln!(lines, "    add_header Cache-Control \"{caching}\"{always};");
    lines
}

/// nginx compares locations with decoded paths.
fn decoded(path: &str) -> String {
    percent_encoding::percent_decode_str(path)
        .decode_utf8_lossy()
        .into_owned()
}

/// What Amazon S3 and CloudFront have to be told, as JSON: the parts are those that the commands of the AWS CLI in
/// `docs/publishing.md` take.
#[must_use]
pub fn s3(delivery: &Delivery<'_>) -> Value {
    let base = delivery.base();
    let prefix = decoded(base.trim_start_matches('/'));
    let redirects: Vec<Value> = delivery
        .redirects
        .iter()
        .map(|redirect| {
            let file = redirect.file();
            json!({"file": file, "key": format!("{prefix}{file}"), "location": redirect.target(base)})
        })
        .collect();
    json!({
        "prefix": prefix,
        "cache": {"named_by_content": FOREVER, "pages": ASK_FIRST},
        "named_by_content": NAMED_BY_CONTENT.map(|folder| folder.trim_end_matches('/')),
        "website": {
            "IndexDocument": {"Suffix": "index.html"},
            "ErrorDocument": {"Key": format!("{prefix}{}", encoded("404.html"))},
        },
        "redirects": redirects,
        "headers": headers_policy(delivery),
    })
}

/// A response headers policy of CloudFront: S3 itself sends no such headers.
fn headers_policy(delivery: &Delivery<'_>) -> Value {
    let mut security = serde_json::Map::new();
    let mut custom = Vec::new();
    for (name, value) in delivery.headers() {
        let key = match name {
            "Content-Security-Policy" => "ContentSecurityPolicy",
            "Referrer-Policy" => "ReferrerPolicy",
            "X-Content-Type-Options" => {
                security.insert("ContentTypeOptions".to_owned(), json!({"Override": true}));
                continue;
            }
            _ => {
                custom.push(json!({"Header": name, "Value": value, "Override": true}));
                continue;
            }
        };
        security.insert(key.to_owned(), json!({"Override": true, key: value}));
    }
    let mut policy = json!({"Name": "ayumi", "SecurityHeadersConfig": security});
    if !custom.is_empty() {
        policy["CustomHeadersConfig"] = json!({"Quantity": custom.len(), "Items": custom});
    }
    policy
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::hosting::Redirect;

    fn delivery(redirects: &[Redirect]) -> Delivery<'_> {
        Delivery {
            policy: "default-src 'none'",
            unlisted: true,
            base_path: Some("/archive/"),
            redirects,
        }
    }

    fn moved() -> Vec<Redirect> {
        [
            ("2024/旧 区", "2024/chuo/"),
            ("kusei/mokuhyo.html", "2024/kita/"),
        ]
        .map(|(from, to)| Redirect {
            from: from.to_owned(),
            to: to.to_owned(),
        })
        .to_vec()
    }

    #[test]
    fn nginx_is_told_everything() {
        let moved = moved();
        let text = nginx(&delivery(&moved), "/srv/www/組織 目標/public/");
        insta::assert_snapshot!(text.unwrap_or_default());
    }

    #[test]
    fn a_folder_that_nginx_would_read_as_something_else_is_refused() {
        for folder in ["/srv/a\"b", "/srv/$host", "/srv/a\\b", "/srv/a\nb"] {
            assert!(nginx(&delivery(&[]), folder).is_err(), "{folder}");
        }
    }

    #[test]
    fn s3_is_told_everything() {
        let moved = moved();
        insta::assert_json_snapshot!(s3(&delivery(&moved)));
    }
}
