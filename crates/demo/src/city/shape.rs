//! How large the city is: numbers only.

use crate::random::Random;
use crate::{LAST_YEAR, Options};

/// How many there are of everything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    pub first: u16,
    pub last: u16,
    /// Main documents.
    pub main: usize,
    pub midyear: usize,
    pub revised: usize,
    /// Of today.
    pub wards: usize,
    pub departments: usize,
    /// Below each ward.
    pub ward_sections: usize,
    pub events: Events,
    /// Whether short lives of sections and gaps between documents suit so many years.
    pub has_gaps: bool,
    /// A year of which only the city and two wards have documents.
    pub sparse: Option<u16>,
}

/// How often organisations change, by kind of change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Events {
    pub ward_merges: usize,
    pub ward_splits: usize,
    pub renamed_departments: usize,
    /// Of sections: as many merges, splits and moves.
    pub sections: usize,
    /// Whether the sections of these events are there only from a few years before: where documents are few.
    pub late: bool,
}

impl Shape {
    pub fn of(options: &Options) -> Self {
        let documents = options.documents.max(1);
        let (first, last) = years(options, documents);
        let span = usize::from(last - first) + 1;
        // Those of the newest year are not judged yet, so that there is no midyear edition either.
        let midyear = if span > 1 { documents * 6 / 100 } else { 0 };
        let revised = documents * 3 / 100;
        let main = documents - midyear - revised;
        let yearly = main / span;
        let wards = match documents {
            ..5_000 => 8,
            5_000..50_000 => 16,
            _ => 24,
        };
        let rest = yearly.saturating_sub(1 + wards);
        // Departments grow more slowly than the city does.
        let departments = (2.2 * (rest as f64).sqrt()).min(0.7 * rest as f64).round() as usize;
        let departments = departments.clamp(usize::from(rest > 0), 60);
        let rest = rest.saturating_sub(departments);
        let ward_sections = ((rest as f64 * 0.55 / wards as f64).round() as usize).clamp(1, 40);
        let long = span >= 10;
        let sparse = long.then(|| {
            let mut random = Random::new(options.seed, "sparse year", 0);
            first + 1 + random.below(span / 5) as u16
        });
        Self {
            first,
            last,
            main,
            midyear,
            revised,
            wards,
            departments,
            ward_sections,
            events: if long && documents >= 300 && yearly >= 13 {
                Events::of(documents)
            } else {
                Events::default()
            },
            has_gaps: span >= 5,
            sparse,
        }
    }

    /// How many fiscal years there are.
    pub fn span(&self) -> u16 {
        self.last - self.first + 1
    }

    /// The year at a share of the span.
    pub fn at(&self, share: f64) -> u16 {
        self.first + (f64::from(self.span()) * share).round() as u16
    }
}

impl Events {
    fn of(documents: usize) -> Self {
        let (wards, renamed_departments, sections) = match documents {
            ..5_000 => (1, 1, 1),
            5_000..50_000 => (1, 2, 3),
            _ => (2, 4, 10),
        };
        Self {
            ward_merges: wards,
            ward_splits: wards,
            renamed_departments,
            sections,
            late: documents < 1_000,
        }
    }
}

/// The fiscal years: those that are asked for, or one for every ten documents, up to twenty.
fn years(options: &Options, documents: usize) -> (u16, u16) {
    match &options.years {
        Some(years) => (*years.start().min(years.end()), *years.end()),
        None => (
            LAST_YEAR + 1 - documents.div_ceil(10).min(20) as u16,
            LAST_YEAR,
        ),
    }
}
