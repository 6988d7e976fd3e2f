//! The table, and what is wrong.

use std::fmt::{self, Write as _};

use crate::judges::Judged;
use crate::judges::phrases::Phrases;

/// One target beside what was measured.
#[derive(Debug)]
pub struct Row {
    pub what: String,
    pub target: String,
    pub measured: String,
    /// Whether the target is met; none where the row has none.
    pub met: Option<bool>,
}

/// All rows, and what is wrong under each.
#[derive(Debug, Default)]
pub struct Report {
    pub rows: Vec<Row>,
    wrong: Vec<(String, Vec<String>)>,
}

/// As many of what is wrong are part of the table's page.
const LISTED: usize = 40;

impl Report {
    /// A row for a share of what is right.
    pub fn judged(&mut self, what: &str, target: &str, least: f64, judged: Judged) {
        let right = judged.all - judged.wrong.len();
        self.rows.push(Row {
            what: what.to_owned(),
            target: target.to_owned(),
            measured: format!(
                "{:.1} % ({right} of {})",
                100.0 * judged.share(),
                judged.all
            ),
            met: Some(judged.share() >= least),
        });
        self.wrong.push((what.to_owned(), judged.wrong));
    }

    /// A row for phrases.
    pub fn phrases(&mut self, of: &str, judged: &Phrases) {
        let (precision, recall) = (judged.precision(), judged.recall());
        let empty = judged.empty.len();
        self.rows.push(Row {
            what: format!("precision, recall, phrases without a hit: {of}"),
            target: "1.000, 1.000, 0".to_owned(),
            measured: format!("{precision:.3}, {recall:.3}, {empty}"),
            met: Some(judged.wrong.is_empty() && empty == 0),
        });
        self.wrong.push((of.to_owned(), judged.wrong.clone()));
    }

    /// Everything that is wrong.
    pub fn wrong(&self) -> String {
        self.lists(usize::MAX)
    }

    fn lists(&self, most: usize) -> String {
        let mut text = String::new();
        for (what, wrong) in &self.wrong {
            if wrong.is_empty() {
                continue;
            }
            // Writing to a string cannot fail.
            let _ = writeln!(text, "\n#### Not so: {what}\n");
            for line in wrong.iter().take(most) {
                let _ = writeln!(text, "- {}", line.replace('|', "\\|"));
            }
            if wrong.len() > most {
                let _ = writeln!(text, "- … and {} more", wrong.len() - most);
            }
        }
        text
    }
}

/// As Markdown.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "| what | target | measured | met |\n|---|---|---|---|")?;
        for row in &self.rows {
            let met = match row.met {
                Some(true) => "yes",
                Some(false) => "**no**",
                None => "–",
            };
            writeln!(
                f,
                "| {} | {} | {} | {met} |",
                row.what, row.target, row.measured
            )?;
        }
        write!(f, "{}", self.lists(LISTED))
    }
}
