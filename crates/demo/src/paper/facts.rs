//! What all layouts share: figures and marks as they are printed, and the beginning of a truth.

use crate::content::{Content, Edition, Indicator, Standing, Value};
use crate::truth::{Document, Figure, FiscalYear, Mark};

/// A truth that says only what every page of this content says, whatever its layout: nothing but its identity, title and
/// series. The layout fills in what it prints.
pub fn untold(content: &Content) -> Document {
    let edition = content.edition.map(|edition| {
        match edition {
            Edition::Midyear => "midyear",
            Edition::Revised => "revised",
        }
        .to_owned()
    });
    Document {
        // The identity is the file's, which the site decides.
        id: String::new(),
        edition,
        fiscal_year: FiscalYear { year: content.year },
        organisation: content.publisher.clone(),
        title: content.title(),
        series: None,
        heads: Vec::new(),
        purpose: None,
        policy_indicators: Vec::new(),
        preface: None,
        goals: Vec::new(),
        indicators: Vec::new(),
        evaluation: None,
        notes: Vec::new(),
        other: Vec::new(),
    }
}

/// A scale of marks of the demo city; its definition is in the form that has the same marks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Scale {
    /// As in the form.
    pub id: &'static str,
    /// The marks for [`Standing`]'s values, in their order.
    pub marks: [&'static str; 5],
}

impl Scale {
    /// The mark for a standing, as printed.
    pub fn mark(&self, standing: Standing) -> Mark {
        Mark {
            raw: self.marks[standing as usize].to_owned(),
            scale: Some(self.id.to_owned()),
        }
    }
}

/// A figure's digits with thousands separated, without its unit: `1,234.5`.
pub fn digits(tenths: i64) -> String {
    let whole = (tenths.abs() / 10).to_string();
    let mut text = if tenths < 0 {
        "-".to_owned()
    } else {
        String::new()
    };
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if tenths % 10 != 0 {
        text.push('.');
        text += &(tenths.abs() % 10).to_string();
    }
    text
}

/// What a unit printed behind digits says: 「1万回」 are 10,000 回. In a column of its own 「万回」 is a unit like others.
pub fn behind(unit: &str) -> (f64, &str) {
    let mut scales = [("百万", 1e6), ("千", 1e3), ("万", 1e4), ("億", 1e8)].into_iter();
    let scale = scales.find_map(|(word, scale)| Some((scale, unit.strip_prefix(word)?)));
    scale
        .filter(|(_, unit)| !unit.is_empty())
        .unwrap_or((1.0, unit))
}

/// A figure as printed in a cell, with its unit behind the digits where `unit` says one, and the truth about it.
pub fn figure(value: Value, unit: &str) -> Figure {
    let (value, text) = match value {
        Value::Tenths(tenths) => (
            Some(tenths as f64 * behind(unit).0 / 10.0),
            format!("{}{unit}", digits(tenths)),
        ),
        Value::Dash => (None, "-".to_owned()),
        Value::NotAvailable => (None, "N/A".to_owned()),
        Value::Blank => (None, String::new()),
    };
    Figure {
        value,
        text,
        year: None,
    }
}

/// A target as it is printed where it says which way is better: 「120人以上」.
pub fn target(indicator: &Indicator) -> Figure {
    let mut figure = figure(indicator.target, &indicator.unit);
    if figure.value.is_some() {
        figure.text += if indicator.more_is_better {
            "以上"
        } else {
            "以下"
        };
    }
    figure
}
