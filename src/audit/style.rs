//! What a style sheet asks other hosts for.

/// The addresses of other hosts that a style sheet fetches: `url(https://…)`, `@import "//…"`.
pub fn foreign_in_style(text: &[u8]) -> Vec<String> {
    let text = String::from_utf8_lossy(text);
    let calls = text
        .match_indices("url(")
        .map(|(at, start)| at + start.len());
    let imports = text
        .match_indices("@import")
        .map(|(at, start)| at + start.len());
    let mut found: Vec<String> = calls
        .chain(imports)
        .filter_map(|at| {
            let rest = text[at..].trim_start().trim_start_matches(['"', '\'']);
            let end = rest.find(|c: char| c.is_whitespace() || "\"');".contains(c));
            let address = &rest[..end.unwrap_or(rest.len())];
            is_foreign(address).then(|| address.to_owned())
        })
        .collect();
    found.sort();
    found.dedup();
    found
}

fn is_foreign(address: &str) -> bool {
    let begins = |start: &str| {
        address
            .get(..start.len())
            .is_some_and(|found| found.eq_ignore_ascii_case(start))
    };
    ["http://", "https://", "//"].into_iter().any(begins)
}

#[cfg(test)]
mod tests {
    use super::foreign_in_style;

    #[test]
    fn only_what_is_fetched_from_elsewhere_counts() {
        let style = "@import \"//fonts.example/a.css\"; @import url( 'https://b.example/b.css' );\n\
                     a { background: url(mark.svg) } b { background: url(\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'/>\") }\n\
                     /* https://example.jp */ c { background: url(HTTP://c.example/c.png) }";
        assert_eq!(
            foreign_in_style(style.as_bytes()),
            [
                "//fonts.example/a.css",
                "HTTP://c.example/c.png",
                "https://b.example/b.css"
            ]
        );
    }
}
