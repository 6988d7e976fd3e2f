//! How large tables are divided among files.

use super::column::{Kind, Table};
use super::tables::{DOCUMENTS, GOALS, INDICATORS, LINEAGE};
use crate::model::{Digest, FiscalYear, Indicator};

/// The most rows that a table has in one file: for tables with texts of documents, of which a row takes 1 to 2 kB in JSON,
/// and for those without, of which one takes a third of that. The strictest host that we know takes files of 25 MiB.
///
/// A table with more has a file for each fiscal year, and a year with more has several: so the files of past years stay
/// as they are when a year is added. What decides is the number of rows, which depends on the content alone.
pub const MOST_ROWS: (usize, usize) = (10_000, 30_000);

/// The documents of one file of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// What the file is called, without its ending: `goals`, `goals-2024`, `goals-2024-2`
    pub name: String,
    /// The year, where the file has one year only.
    pub year: Option<FiscalYear>,
    /// The position of its first document in the order of the archive.
    pub first: usize,
}

/// The files of a table, in order. `documents` are all of the archive in its order, which begins with the year.
#[must_use]
pub fn plan<'a>(table: &'static Table, documents: impl Iterator<Item = &'a Digest>) -> Vec<Part> {
    let documents = documents.map(|digest| (digest.fiscal_year, rows(table, digest)));
    let has_texts = table
        .columns(false)
        .any(|column| column.kind == Kind::Prose);
    let most = if has_texts { MOST_ROWS.0 } else { MOST_ROWS.1 };
    divide(table.name, &documents.collect::<Vec<_>>(), most)
}

fn divide(name: &str, documents: &[(FiscalYear, usize)], most: usize) -> Vec<Part> {
    if documents.iter().map(|(_, rows)| rows).sum::<usize>() <= most {
        return vec![Part {
            name: name.to_owned(),
            year: None,
            first: 0,
        }];
    }
    let mut parts: Vec<Part> = Vec::new();
    let (mut held, mut of_year) = (0, 0);
    for (at, &(year, rows)) in documents.iter().enumerate() {
        let is_new = parts.last().is_none_or(|part| part.year != Some(year));
        if is_new || held + rows > most {
            of_year = if is_new { 1 } else { of_year + 1 };
            held = 0;
            parts.push(Part {
                name: match of_year {
                    1 => format!("{name}-{year}"),
                    number => format!("{name}-{year}-{number}"),
                },
                year: Some(year),
                first: at,
            });
        }
        held += rows;
    }
    parts
}

/// How many rows a document has in a table.
fn rows(table: &Table, digest: &Digest) -> usize {
    let of_goals = || digest.goals.iter().flat_map(|goal| &goal.indicators);
    let indicators = || of_goals().chain(&digest.indicators);
    let figures = |one: &Indicator| {
        let printed = [&one.baseline, &one.target, &one.actual];
        printed.into_iter().flatten().count().max(1)
    };
    match table.name {
        name if name == DOCUMENTS.name => 1,
        // As many links as goals, or a few more where goals are split or merged.
        name if name == GOALS.name || name == LINEAGE.name => digest.goals.len(),
        name if name == INDICATORS.name => {
            indicators().map(figures).sum::<usize>() + digest.policy_indicators.len()
        }
        _ => {
            let goals = digest.goals.iter();
            let marks = goals.map(|goal| {
                let reviews = goal.reviews.iter().filter(|review| review.mark.is_some());
                usize::from(goal.mark.is_some()) + reviews.count()
            });
            marks.sum::<usize>() + indicators().filter(|one| one.mark.is_some()).count()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parts(documents: &[(u16, usize)], most: usize) -> Vec<(String, usize)> {
        let documents = documents.iter();
        let documents = documents.map(|(year, rows)| (FiscalYear::from_western(*year), *rows));
        let parts = divide("goals", &documents.collect::<Vec<_>>(), most).into_iter();
        parts.map(|part| (part.name, part.first)).collect()
    }

    fn named(parts: &[(&str, usize)]) -> Vec<(String, usize)> {
        let parts = parts.iter();
        parts.map(|(name, at)| ((*name).to_owned(), *at)).collect()
    }

    #[test]
    fn small_tables_are_one_file() {
        assert_eq!(parts(&[], 10), named(&[("goals", 0)]));
        assert_eq!(parts(&[(2023, 4), (2024, 6)], 10), named(&[("goals", 0)]));
    }

    #[test]
    fn large_ones_are_divided_by_years_and_large_years_again() {
        assert_eq!(
            parts(
                &[
                    (2022, 4),
                    (2023, 6),
                    (2024, 6),
                    (2024, 4),
                    (2024, 1),
                    (2024, 10)
                ],
                10
            ),
            named(&[
                ("goals-2022", 0),
                ("goals-2023", 1),
                ("goals-2024", 2),
                ("goals-2024-2", 4),
                ("goals-2024-3", 5),
            ])
        );
        // One document alone may have more.
        assert_eq!(
            parts(&[(2023, 1), (2024, 40), (2024, 1)], 10),
            named(&[("goals-2023", 0), ("goals-2024", 1), ("goals-2024-2", 2)])
        );
    }

    #[test]
    fn another_year_leaves_the_files_of_the_others_as_they_are() {
        let before = parts(&[(2022, 8), (2023, 8)], 10);
        let after = parts(&[(2022, 8), (2023, 8), (2024, 8)], 10);
        assert_eq!(before, after[..2]);
    }
}
