//! The table: by layout, how many fields were read as they should be.

use std::collections::BTreeMap;
use std::fmt;

use super::Judged;

/// The judgement of many documents.
#[derive(Debug, Default)]
pub struct Report {
    /// By layout.
    rows: BTreeMap<&'static str, Row>,
}

#[derive(Debug, Default, Clone, Copy)]
struct Row {
    documents: usize,
    /// Documents of which every field is right.
    flawless: usize,
    fields: usize,
    right: usize,
    /// Wrong fields in documents of which something was told.
    reported: usize,
    /// Documents that lost words.
    lost: usize,
}

impl Row {
    fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.flawless += other.flawless;
        self.fields += other.fields;
        self.right += other.right;
        self.reported += other.reported;
        self.lost += other.lost;
    }
}

impl Report {
    /// Adds up the judgements.
    pub fn of(judged: &[Judged]) -> Self {
        let mut report = Self::default();
        for one in judged {
            let fields = &one.fields;
            report.rows.entry(one.layout).or_default().add(Row {
                documents: 1,
                flawless: usize::from(fields.wrong.is_empty()),
                fields: fields.all,
                right: fields.right,
                reported: fields.wrong.iter().filter(|wrong| wrong.reported).count(),
                lost: usize::from(!one.lost.is_empty()),
            });
        }
        report
    }

    fn total(&self) -> Row {
        let mut total = Row::default();
        for row in self.rows.values() {
            total.add(*row);
        }
        total
    }

    /// The share of the fields that are right, 0 to 1.
    pub fn right(&self) -> f64 {
        let total = self.total();
        share(total.right, total.fields)
    }

    /// The share of the wrong fields of whose documents something was told, 0 to 1; 1 where nothing is wrong.
    pub fn reported(&self) -> f64 {
        let total = self.total();
        share(total.reported, total.fields - total.right)
    }
}

fn share(part: usize, all: usize) -> f64 {
    if all == 0 {
        1.0
    } else {
        part as f64 / all as f64
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(
            f,
            "| layout | documents | flawless | fields | right | wrong | of these told | lost words |"
        )?;
        writeln!(f, "|---|--:|--:|--:|--:|--:|--:|--:|")?;
        let total = ("**all**", self.total());
        let rows = self.rows.iter().map(|(name, row)| (*name, *row));
        for (name, row) in rows.chain([total]) {
            let wrong = row.fields - row.right;
            let told = if wrong == 0 {
                "–".to_owned()
            } else {
                format!("{:.1} %", 100.0 * share(row.reported, wrong))
            };
            writeln!(
                f,
                "| {name} | {} | {} | {} | {:.2} % | {wrong} | {told} | {} |",
                row.documents,
                row.flawless,
                row.fields,
                100.0 * share(row.right, row.fields),
                row.lost,
            )?;
        }
        Ok(())
    }
}
