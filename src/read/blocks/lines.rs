//! What a physical line is by itself.

use std::ops::Range;

#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    PageBreak,
    PageNumber,
    Heading(u8, Range<usize>),
    Tabs,
    Pipes,
    PipeRule,
    /// A table begins at this byte of the line.
    HtmlTable(usize),
    Text,
}

/// What a line is by itself. A line with tabs only before its text, or only behind it, is a row where one stands above
/// it, and else text.
pub(super) fn classify(line: &str, after_row: bool) -> Kind {
    let whole = line;
    let indented = line.trim_start_matches(['\t', ' ', '\u{3000}']);
    let line = if line.contains('\t')
        && !indented.contains('\t')
        && !indented.is_empty()
        && (!after_row || starts_with_tag(indented, "table"))
    {
        indented
    } else {
        line
    };
    let trimmed = line.trim_matches([' ', '\u{c}', '\u{3000}', '\r']);
    if trimmed.trim().is_empty() {
        return Kind::Blank;
    }
    if is_rule(trimmed.trim_end()) {
        return Kind::PageBreak;
    }
    if is_page_number(trimmed.trim_end()) {
        return Kind::PageNumber;
    }
    let first = whole.len()
        - whole
            .trim_start_matches(['\t', ' ', '\u{c}', '\u{3000}', '\r'])
            .len();
    if starts_with_tag(trimmed, "table") {
        return Kind::HtmlTable(first);
    }
    // Tabs behind the text only are white space that nobody sees, unless rows stand above; a
    // note is no row even there.
    let visible = line.trim_end();
    let no_row = |line: &str| line.trim().starts_with(['|', '※']) || heading(line.trim()).is_some();
    if visible.contains('\t') || (line.contains('\t') && after_row && !no_row(visible)) {
        return Kind::Tabs;
    }
    let trimmed = trimmed.trim_end();
    if trimmed.starts_with('|') && trimmed.len() > 1 && trimmed[1..].contains('|') {
        return if is_pipe_rule(trimmed) {
            Kind::PipeRule
        } else {
            Kind::Pipes
        };
    }
    if let Some((level, inner)) = heading(trimmed.trim_end()) {
        return Kind::Heading(level, first + inner.start..first + inner.end);
    }
    match table_at(trimmed) {
        Some(at) => Kind::HtmlTable(first + at),
        None => Kind::Text,
    }
}

/// Where a table begins in a line.
pub(super) fn table_at(line: &str) -> Option<usize> {
    let mut tags = line.match_indices('<').map(|(at, _)| at);
    tags.find(|at| starts_with_tag(&line[*at..], "table"))
}

/// The rule of a table without pipes at its ends: `--- | ---`
pub(super) fn is_bare_pipe_rule(line: &str) -> bool {
    line.contains('|') && is_pipe_rule(line)
}

/// Whether a line is a heading.
pub(in crate::read) fn is_heading(line: &str) -> bool {
    matches!(classify(line, false), Kind::Heading(..))
}

/// `---` and the like: what OCR puts between pages.
fn is_rule(line: &str) -> bool {
    let mut characters = line.chars().filter(|c| *c != ' ');
    let Some(first) = characters.next().filter(|c| matches!(c, '-' | '*' | '_')) else {
        return false;
    };
    let mut count = 1;
    for c in characters {
        if c != first {
            return false;
        }
        count += 1;
    }
    count >= 3
}

/// Whether a text is surely the number of a page: 「- 3 -」, 「3 ページ」, 「P.3」. A number alone may be anything.
pub(in crate::read) fn is_page_number(text: &str) -> bool {
    if text.len() > LONGEST_PAGE_NUMBER {
        return false;
    }
    let is_space = |c: char| matches!(c, ' ' | '\u{3000}');
    let is_dash = |c: char| "-－‐―ー—−–─".contains(c);
    let digit = |c: char| c.is_ascii_digit() || ('０'..='９').contains(&c);
    let dashed = |text: &str| {
        let inner = text.strip_prefix(is_dash)?.strip_suffix(is_dash)?;
        Some(inner.trim_matches(is_space).to_owned())
    };
    let named = |text: &str| {
        let behind = ["ページ", "頁", "ﾍﾟｰｼﾞ"];
        let mut behind = behind.iter().filter_map(|word| text.strip_suffix(word));
        let before = text.strip_prefix(['p', 'P', 'ｐ', 'Ｐ']);
        let number = behind
            .next()
            .map(|rest| rest.strip_prefix('第').unwrap_or(rest))
            .or_else(|| before.map(|rest| rest.strip_prefix(['.', '．']).unwrap_or(rest)))?;
        Some(number.trim_matches(is_space).to_owned())
    };
    let number = dashed(text).or_else(|| named(text));
    number.is_some_and(|number| {
        (1..=4).contains(&number.chars().count()) && number.chars().all(digit)
    })
}

/// No page number has more bytes than this.
const LONGEST_PAGE_NUMBER: usize = 30;

pub(super) fn is_pipe_rule(line: &str) -> bool {
    line.contains('-') && line.chars().all(|c| matches!(c, '|' | '-' | ':' | ' '))
}

fn starts_with_tag(line: &str, name: &str) -> bool {
    let Some(rest) = line.strip_prefix('<') else {
        return false;
    };
    let Some(head) = rest.get(..name.len()) else {
        return false;
    };
    head.eq_ignore_ascii_case(name) && rest[name.len()..].starts_with(['>', ' ', '\t', '/'])
}

/// `## text` or `<h2>text</h2>`: the level, and the bytes of the text.
fn heading(line: &str) -> Option<(u8, Range<usize>)> {
    for (level, name) in (1..=6).zip(["h1", "h2", "h3", "h4", "h5", "h6"]) {
        let close = format!("</{name}>");
        if starts_with_tag(line, name)
            && let (Some(open), Some(tail)) = (line.find('>'), line.len().checked_sub(close.len()))
            && open < tail
            && line
                .get(tail..)
                .is_some_and(|end| end.eq_ignore_ascii_case(&close))
        {
            return Some((level, open + 1..tail));
        }
    }
    let level = line.bytes().take_while(|byte| *byte == b'#').count();
    let rest = &line[level..];
    if !(1..=6).contains(&level) || !rest.starts_with([' ', '\u{3000}']) {
        return None;
    }
    let text = rest.trim();
    let closing = text.trim_end_matches('#');
    let text = if closing.ends_with(' ') {
        closing.trim_end()
    } else {
        text
    };
    let start = level + (rest.len() - rest.trim_start().len());
    Some((u8::try_from(level).unwrap_or(6), start..start + text.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_say_so() {
        for number in [
            "- 3 -",
            "－ 12 －",
            "ー３ー",
            "3 ページ",
            "第3頁",
            "P.3",
            "p 3",
        ] {
            assert!(is_page_number(number), "{number}");
        }
        for other in [
            "3",
            "-3",
            "- 3",
            "- 除雪 -",
            "3 / 10",
            "P",
            "ページ",
            "- 12345 -",
        ] {
            assert!(!is_page_number(other), "{other}");
        }
    }

    #[test]
    fn only_rules_are_page_breaks() {
        for rule in ["---", "* * *", "_____", "----------"] {
            assert!(is_rule(rule), "{rule}");
        }
        for other in ["--", "-", "---x", "－－－", "- -x"] {
            assert!(!is_rule(other), "{other}");
        }
    }
}
