//! What is wrong with the sources, as pages show it: texts alone, in the words of `check`.

use serde::Serialize;

use super::texts;
use crate::model::{Diagnostic, Language, Severity, Span, Texts};

/// What a page shows above itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Report {
    /// Whether it opens by itself: nobody shall miss that the page is not of the present sources.
    pub grave: bool,
    /// What is the matter, in a few words.
    pub heading: String,
    /// What that means for the page, and what to do.
    pub explanation: String,
    /// One by one.
    pub items: Vec<Item>,
    /// What else there is.
    pub more: Option<String>,
}

/// One thing that is wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Item {
    pub severity: Severity,
    /// The severity in words.
    pub label: &'static str,
    pub code: String,
    pub message: String,
    /// File, line and column: `content/2024/chuo.md:3:5`
    pub place: Option<String>,
    pub line: Option<Line>,
    pub help: String,
}

/// The line of a file, with the stretch that is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(super) struct Line {
    pub before: String,
    pub marked: String,
    pub after: String,
}

/// A page shows no more than so many; nobody reads more at once.
const SHOWN: usize = 100;

/// A line shows no more characters than so many before and behind the place.
const AROUND: usize = 120;

/// What a build left to say: nothing where nothing is odd. `failure` is why a site could not be written, and what to do;
/// `has_site` is whether there is one to show.
pub(super) fn report(
    diagnostics: &[Diagnostic],
    refused: bool,
    failure: Option<(String, String)>,
    has_site: bool,
    language: Language,
) -> Option<Report> {
    let texts = texts::of(language);
    let of = |severity| {
        let has = move |one: &&Diagnostic| one.severity() == severity;
        diagnostics.iter().filter(has)
    };
    let errors = of(Severity::Error).count();
    let warnings = of(Severity::Warning).count();
    let failed = failure.is_some();
    if errors + warnings == 0 && !failed && !refused {
        return None;
    }
    let key = match (failed, refused) {
        (true, _) => "failed",
        (_, true) if has_site => "errors_kept",
        (_, true) => "errors_none",
        _ => "warnings",
    };
    let explanation = match (failed, has_site) {
        (true, true) => "failed_kept_help".to_owned(),
        (true, false) => "failed_none_help".to_owned(),
        _ => format!("{key}_help"),
    };
    let (errors_text, warnings_text) = (errors.to_string(), warnings.to_string());
    let values = [
        ("errors", errors_text.as_str()),
        ("warnings", warnings_text.as_str()),
    ];
    let mut items: Vec<Item> = failure
        .map(|failure| unwritten(failure, texts))
        .into_iter()
        .collect();
    let all = of(Severity::Error).chain(of(Severity::Warning));
    items.extend(all.take(SHOWN).map(|one| item(one, texts)));
    let more = (errors + warnings).saturating_sub(SHOWN);
    Some(Report {
        grave: failed || refused,
        heading: texts.fill(key, &values),
        explanation: texts.get(&explanation).to_owned(),
        items,
        more: (more > 0).then(|| texts.fill("more", &[("count", &more.to_string())])),
    })
}

fn unwritten((message, help): (String, String), texts: Texts<'static>) -> Item {
    Item {
        severity: Severity::Error,
        label: label(Severity::Error, texts),
        code: String::new(),
        message,
        place: None,
        line: None,
        help,
    }
}

fn item(diagnostic: &Diagnostic, texts: Texts<'static>) -> Item {
    let record = diagnostic.record(texts.language);
    let location = diagnostic.location.as_ref();
    let span = location.and_then(|location| location.span.as_ref());
    let place = record.file.map(|file| match span {
        Some(span) => format!("{file}:{}:{}", span.line, span.column),
        None => file,
    });
    Item {
        severity: record.severity,
        label: label(record.severity, texts),
        code: record.code,
        message: record.message,
        place,
        line: span.map(line),
        help: record.help,
    }
}

fn label(severity: Severity, texts: Texts<'static>) -> &'static str {
    let key = match severity {
        Severity::Error => "error",
        Severity::Warning | Severity::Note => "warning",
    };
    texts.find(key).unwrap_or(key)
}

fn line(span: &Span) -> Line {
    let characters: Vec<char> = span.text.chars().collect();
    let start =
        (span.column.saturating_sub(1).saturating_sub(span.cut) as usize).min(characters.len());
    let end = (start + span.length as usize).min(characters.len());
    let from = start.saturating_sub(AROUND);
    let to = (end + AROUND).min(characters.len());
    let text = |range: std::ops::Range<usize>| characters[range].iter().collect::<String>();
    Line {
        before: text(from..start),
        marked: text(start..end),
        after: text(end..to),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Location, Problem};

    fn odd(text: &str, at: std::ops::Range<usize>) -> Diagnostic {
        let problem = Problem::UnknownLabel {
            label: "x".to_owned(),
            suggestion: None,
        };
        Diagnostic::at(problem, Location::in_text("a.md", text, at))
    }

    #[test]
    fn an_item_has_the_line_and_what_is_meant_in_it() {
        let found = [odd("一\n二三四\n", 7..10)];
        let said = report(&found, false, None, true, Language::Japanese).unwrap();
        let item = &said.items[0];
        assert_eq!(item.place.as_deref(), Some("a.md:2:2"));
        let line = item.line.clone().unwrap();
        assert_eq!(
            (&*line.before, &*line.marked, &*line.after),
            ("二", "三", "四")
        );
        assert_eq!((item.label, said.grave), ("警告", false));
    }

    #[test]
    fn nothing_odd_is_nothing_to_say_and_much_is_cut() {
        assert_eq!(report(&[], false, None, true, Language::English), None);
        let many = vec![odd("x", 0..1); SHOWN + 7];
        let said = report(&many, false, None, true, Language::English).unwrap();
        assert_eq!(said.items.len(), SHOWN);
        assert_eq!(
            said.more.as_deref(),
            Some("and 7 more; ayumi check lists them")
        );
        let long = "字".repeat(5_000);
        let said = report(
            &[odd(&long, 3_000..3_003)],
            false,
            None,
            true,
            Language::English,
        );
        let line = said.unwrap().items[0].line.clone().unwrap();
        assert!(line.before.chars().count() + line.after.chars().count() <= 2 * AROUND);
    }

    #[test]
    fn what_the_page_below_is_worth_is_said() {
        let heading = |refused, failure, has_site| {
            let said = report(&[], refused, failure, has_site, Language::English).unwrap();
            assert!(said.grave);
            format!("{}\n{}", said.heading, said.explanation)
        };
        let failure = || Some(("a".to_owned(), "b".to_owned()));
        let all = [
            heading(true, None, true),
            heading(true, None, false),
            heading(false, failure(), true),
            heading(false, failure(), false),
        ];
        let different: std::collections::BTreeSet<&String> = all.iter().collect();
        assert_eq!(different.len(), all.len(), "{all:?}");
        assert!(all[0].contains("last build that succeeded"), "{}", all[0]);
    }
}
