//! The filters that templates have besides those of the template language: years, days, numbers, phrases.

use std::sync::Arc;

use minijinja::value::Value;
use minijinja::{Environment, Error, ErrorKind};

use super::phrases;
use super::texts::Texts;
use crate::model::{Date, FiscalYear, Language};

/// A filter, as the documentation lists it. A test evaluates every example.
#[derive(Debug, Clone, Copy)]
pub(super) struct Filter {
    /// Its name.
    pub name: &'static str,
    /// What it makes of what.
    pub says: &'static str,
    /// An expression, and what it gives on a site in Japanese.
    pub example: (&'static str, &'static str),
}

/// All filters of our own, and the one test, by name.
pub(super) const FILTERS: [Filter; 9] = [
    Filter {
        name: "date",
        says: "A day, given as `2024-05-31`, in words.",
        example: ("\"2024-05-31\" | date", "2024年5月31日"),
    },
    Filter {
        name: "era",
        says: "A fiscal year, given as the Western year of its April, by the name of its era.",
        example: ("2024 | era", "令和6年度"),
    },
    Filter {
        name: "era_date",
        says: "A day with the year of its era and the Western one.",
        example: (
            "\"2024-05-31\" | era_date",
            "令和6年5月31日（2024年5月31日）",
        ),
    },
    Filter {
        name: "fiscal_year",
        says: "A fiscal year by both its names.",
        example: ("2024 | fiscal_year", "令和6年度（2024年度）"),
    },
    Filter {
        name: "japanese",
        says: "A test: whether a text begins in Japanese. On a site in another language such texts need `lang=\"ja\"`.",
        example: ("\"中央区\" is japanese", "True"),
    },
    Filter {
        name: "myriads",
        says: "A whole number with 万, 億 and 兆; on a site in English, with commas.",
        example: ("123456789 | myriads", "1億2345万6789"),
    },
    Filter {
        name: "number",
        says: "A number with commas between groups of three digits.",
        example: ("1234567.5 | number", "1,234,567.5"),
    },
    Filter {
        name: "phrases",
        says: "For headings: a Japanese text with `<wbr>` between its phrases, so that with `word-break: keep-all` \
               lines do not break inside words. Takes texts and what macros wrote; escapes what has to be escaped.",
        example: (
            "\"安心して暮らせるまち\" | phrases",
            "安心して<wbr>暮らせる<wbr>まち",
        ),
    },
    Filter {
        name: "size",
        says: "A number of bytes, shortened.",
        example: ("1600000 | size", "1.5MB"),
    },
];

/// Adds all filters.
pub(super) fn add(environment: &mut Environment<'_>, texts: Texts<'_>) {
    let (language, table) = (texts.language, Arc::new(texts.table().clone()));
    environment.add_filter("phrases", broken);
    environment.add_test("japanese", |text: &str| {
        let first = text.chars().find(|c| c.is_alphabetic());
        first.is_none_or(super::phrases::is_japanese)
    });
    environment.add_filter("number", grouped);
    environment.add_filter("myriads", move |value: Value| match language {
        Language::Japanese => myriads(&value),
        Language::English => grouped(value),
    });
    environment.add_filter("era", |value: Value| Ok::<_, Error>(year(&value)?.label()));
    let words = Arc::clone(&table);
    environment.add_filter("fiscal_year", move |value: Value| {
        Ok::<_, Error>(Texts::over(language, &words).year(year(&value)?))
    });
    let words = Arc::clone(&table);
    environment.add_filter("date", move |value: Value| {
        Ok::<_, Error>(Texts::over(language, &words).date(day(&value)?))
    });
    let words = Arc::clone(&table);
    environment.add_filter("era_date", move |value: Value| {
        Ok::<_, Error>(Texts::over(language, &words).day(day(&value)?))
    });
    environment.add_filter("size", move |value: Value| {
        let bytes = u64::try_from(value.clone());
        let bytes = bytes.map_err(|_| unfit(&value, "1600000"))?;
        Ok::<_, Error>(Texts::over(language, &table).size(bytes))
    });
}

fn broken(value: Value) -> Result<Value, Error> {
    if value.is_undefined() {
        return Err(Error::from(ErrorKind::UndefinedError));
    }
    let html = match value.as_str() {
        Some(html) if value.is_safe() => phrases::of_html(html),
        Some(text) => phrases::of_text(text),
        None if value.is_none() => String::new(),
        None => phrases::of_text(&value.to_string()),
    };
    Ok(Value::from_safe_string(html))
}

fn year(value: &Value) -> Result<FiscalYear, Error> {
    let number = u16::try_from(value.clone()).ok();
    let given = number.map(FiscalYear::from_western);
    given
        .or_else(|| FiscalYear::parse(value.as_str()?))
        .ok_or_else(|| unfit(value, "2024"))
}

fn day(value: &Value) -> Result<Date, Error> {
    let given = value.as_str().and_then(Date::parse);
    given.ok_or_else(|| unfit(value, "\"2024-05-31\""))
}

fn unfit(value: &Value, wanted: &str) -> Error {
    let detail = format!("{value:?}; {wanted}");
    Error::new(ErrorKind::InvalidOperation, detail)
}

/// A number as it is written without groups: sign, digits before the point, and what follows.
fn digits(value: &Value) -> Result<(&'static str, String, String), Error> {
    let written = if value.is_number() || value.as_str().is_some() {
        value.to_string()
    } else {
        return Err(unfit(value, "1234567"));
    };
    let (sign, rest) = match written.strip_prefix('-') {
        Some(rest) => ("-", rest),
        None => ("", &*written),
    };
    let (whole, fraction) = match rest.split_once('.') {
        Some((whole, fraction)) => (whole, format!(".{fraction}")),
        None => (rest, String::new()),
    };
    let plain = |text: &str| text.chars().all(|c| c.is_ascii_digit());
    if whole.is_empty() || !plain(whole) || !plain(fraction.trim_start_matches('.')) {
        return Err(unfit(value, "1234567"));
    }
    let fraction = if fraction == ".0" { "" } else { &fraction };
    Ok((sign, whole.to_owned(), fraction.to_owned()))
}

/// The digits in groups of this size, the first with what is left over.
fn groups(digits: &str, size: usize) -> Vec<&str> {
    let first = digits.len() % size;
    let mut groups = Vec::new();
    if first > 0 {
        groups.push(&digits[..first]);
    }
    let mut at = first;
    while at < digits.len() {
        groups.push(&digits[at..at + size]);
        at += size;
    }
    groups
}

fn grouped(value: Value) -> Result<String, Error> {
    let (sign, whole, fraction) = digits(&value)?;
    Ok(format!("{sign}{}{fraction}", groups(&whole, 3).join(",")))
}

fn myriads(value: &Value) -> Result<String, Error> {
    const UNITS: [&str; 5] = ["", "万", "億", "兆", "京"];
    let (sign, whole, fraction) = digits(value)?;
    let groups = groups(&whole, 4);
    if groups.len() > UNITS.len() {
        return Err(unfit(value, "1234567"));
    }
    let mut out = String::new();
    for (group, unit) in groups.iter().zip(UNITS[..groups.len()].iter().rev()) {
        let group = group.trim_start_matches('0');
        if !group.is_empty() {
            out.push_str(group);
            out.push_str(unit);
        }
    }
    if out.is_empty() {
        out.push('0');
    }
    Ok(format!("{sign}{out}{fraction}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn environment(language: Language) -> Environment<'static> {
        let mut environment = Environment::new();
        add(&mut environment, Texts::of(language));
        environment
    }

    fn evaluate(environment: &Environment<'_>, expression: &str) -> Result<String, Error> {
        Ok(environment
            .compile_expression(expression)?
            .eval(())?
            .to_string())
    }

    #[test]
    fn every_filter_does_what_its_example_says() {
        let environment = environment(Language::Japanese);
        for filter in FILTERS {
            let (expression, result) = filter.example;
            let called = [format!("| {}", filter.name), format!("is {}", filter.name)];
            assert!(called.iter().any(|call| expression.ends_with(call)));
            let evaluated = evaluate(&environment, expression);
            assert_eq!(
                evaluated.unwrap_or_else(|error| error.to_string()),
                result,
                "{expression}"
            );
        }
    }

    #[test]
    fn numbers_of_any_length() {
        let environment = environment(Language::Japanese);
        for (expression, result) in [
            ("0 | number", "0"),
            ("999 | number", "999"),
            ("-1000 | number", "-1,000"),
            ("2.0 | number", "2"),
            ("\"1234.50\" | number", "1,234.50"),
            ("0 | myriads", "0"),
            ("10000 | myriads", "1万"),
            ("100000001 | myriads", "1億1"),
            ("-123450000 | myriads", "-1億2345万"),
            ("\"令和6\" | era", "令和6年度"),
            ("none | phrases", ""),
            ("2024 | phrases", "2024"),
        ] {
            let evaluated = evaluate(&environment, expression);
            assert_eq!(
                evaluated.unwrap_or_else(|error| error.to_string()),
                result,
                "{expression}"
            );
        }
        for expression in [
            "\"x\" | number",
            "\"1e9\" | number",
            "\"\" | myriads",
            "[] | number",
            "\"x\" | era",
            "\"2024-13-01\" | date",
            "-1 | size",
        ] {
            assert!(evaluate(&environment, expression).is_err(), "{expression}");
        }
    }

    #[test]
    fn english_sites_have_english_numbers_and_days() {
        let environment = environment(Language::English);
        let shown = |expression| evaluate(&environment, expression).unwrap();
        assert_eq!(shown("123456789 | myriads"), "123,456,789");
        assert_eq!(shown("\"2024-05-31\" | date"), "2024-05-31");
    }
}
