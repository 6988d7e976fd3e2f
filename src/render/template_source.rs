//! The tags of a template's text, for what the template language does not tell.

/// `{% word rest %}`
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// `block`, `for`, `include` …
    pub word: &'t str,
    /// What follows it.
    pub rest: &'t str,
    /// Where the tag begins and ends, in bytes.
    pub start: usize,
    pub end: usize,
}

/// All tags, in order; what stands in comments is none.
pub(super) fn tags(text: &str) -> impl Iterator<Item = Tag<'_>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text.get(at..)?.find("{")?;
            let rest = &text[start..];
            if rest.starts_with("{#") {
                at = start + rest.find("#}")? + 2;
            } else if rest.starts_with("{%") {
                let end = start + rest.find("%}")? + 2;
                at = end;
                let inner = text[start + 2..end - 2].trim_matches(['-', '+']).trim();
                let (word, rest) = inner.split_once(char::is_whitespace).unwrap_or((inner, ""));
                let rest = rest.trim();
                return Some(Tag {
                    word,
                    rest,
                    start,
                    end,
                });
            } else {
                at = start + 1;
            }
        }
    })
}

/// What a template says about itself: the comment at its head.
pub(super) fn first_comment(text: &str) -> Option<&str> {
    let inner = text.trim_start().strip_prefix("{#")?;
    Some(inner.split("#}").next()?.trim())
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn tags_are_found_outside_comments() {
        let text = "{ {{ x }}{# {% block no %} #}{%- block a -%}b{% endblock %}{%if x%}{% unclosed";
        let found: Vec<(&str, &str)> = tags(text).map(|tag| (tag.word, tag.rest)).collect();
        assert_eq!(found, [("block", "a"), ("endblock", ""), ("if", "x")]);
    }
}
