//! Settings that contradict the document, its place, or each other.

use crate::model::{Date, Diagnostic, Document, Problem};

use super::super::Input;
use super::super::findings::Findings;
use super::super::given::Given;

/// By how many years a date may be away from the fiscal year: results come in the year after, and corrections later.
const MOST_YEARS_APART: u16 = 3;

pub fn check(given: &Given, input: &Input<'_>, document: &Document, findings: &mut Findings<'_>) {
    place(given, input, document, findings);
    title(given, document, findings);
    address(given, findings);
    dates(given, document, findings);
}

fn place(given: &Given, input: &Input<'_>, document: &Document, findings: &mut Findings<'_>) {
    let mut disagree = |key: &str, given_value: String, place: String| {
        if given_value != place {
            let problem = Problem::PlaceDisagrees {
                key: key.to_owned(),
                given: given_value,
                place,
            };
            findings.push(Diagnostic::at(problem, given.place(key, 0)));
        }
    };
    if let Some(year) = given.settings.fiscal_year {
        disagree("fiscal_year", year.label(), input.fiscal_year.label());
    }
    if given.settings.organisation.is_some() {
        let own = document.organisation.name.clone();
        disagree("organisation", own, input.organisation.name.clone());
    }
    // A name without an edition says nothing of one.
    if let (Some(edition), Some(place)) = (&given.settings.edition, input.edition) {
        disagree(
            "edition",
            edition.as_str().to_owned(),
            place.as_str().to_owned(),
        );
    }
}

/// A title given by the settings is compared like a printed one.
fn title(given: &Given, document: &Document, findings: &mut Findings<'_>) {
    let Some(title) = &given.settings.title else {
        return;
    };
    if let Some((problem, _)) = super::place::other_year(title, document) {
        findings.push(Diagnostic::at(problem, given.place("title", 0)));
    }
}

fn address(given: &Given, findings: &mut Findings<'_>) {
    let source = given.settings.source.as_ref();
    let Some(url) = source.and_then(|source| source.url.as_ref()) else {
        return;
    };
    if !is_web_address(url) {
        let problem = Problem::InvalidValue {
            key: "source.url".to_owned(),
            value: url.clone(),
            expected: "https://www.city.example.jp/…".to_owned(),
        };
        findings.push(Diagnostic::at(problem, given.place("url", 0)));
    }
}

/// Whether a text is `http:` or `https:` with a host.
fn is_web_address(url: &str) -> bool {
    let Some((scheme, rest)) = url.split_once("://") else {
        return false;
    };
    let known = ["http", "https"]
        .iter()
        .any(|known| scheme.eq_ignore_ascii_case(known));
    let host = rest.split(['/', '?', '#']).next().unwrap_or_default();
    let plain = !url.chars().any(|c| c.is_whitespace() || c.is_control());
    known && plain && host.chars().any(char::is_alphanumeric)
}

fn dates(given: &Given, document: &Document, findings: &mut Findings<'_>) {
    let settings = &given.settings;
    let retrieved = settings.source.as_ref().and_then(|source| source.retrieved);
    let withdrawn = settings.withdrawn.as_ref().map(|withdrawn| withdrawn.date);
    let mut disagree = |key: &str, date: Date, other: String| {
        let problem = Problem::DatesDisagree {
            key: key.to_owned(),
            date: date.to_string(),
            other,
        };
        findings.push(Diagnostic::at(problem, given.place(key, 0)));
    };
    let later = [
        ("modified", settings.modified),
        ("retrieved", retrieved),
        ("withdrawn", withdrawn),
    ];
    if let Some(published) = settings.published {
        for (key, date) in later {
            if let Some(date) = date.filter(|date| *date < published) {
                disagree(key, date, format!("published = {published}"));
            }
        }
    }
    // A publisher may change a page many years later, but not before there was one.
    let year = document.fiscal_year;
    let (first, last) = (
        year.year().saturating_sub(MOST_YEARS_APART),
        year.year().saturating_add(MOST_YEARS_APART),
    );
    for (key, date, last) in [
        ("published", settings.published, last),
        ("modified", settings.modified, u16::MAX),
    ] {
        let far = |date: &Date| !(first..=last).contains(&date.fiscal_year());
        if let Some(date) = date.filter(far) {
            disagree(key, date, year.label());
        }
    }
}

#[cfg(test)]
mod tests {
    use super::is_web_address;

    #[test]
    fn an_address_has_a_scheme_and_a_host() {
        for url in [
            "https://www.city.niigata.lg.jp/x.html",
            "http://例え.jp",
            "HTTPS://a/",
        ] {
            assert!(is_web_address(url), "{url}");
        }
        for url in [
            "",
            "www.city.niigata.lg.jp",
            "https://",
            "https:///x",
            "ftp://a",
            "javascript:alert(1)",
            "https://a b/",
        ] {
            assert!(!is_web_address(url), "{url}");
        }
    }
}
