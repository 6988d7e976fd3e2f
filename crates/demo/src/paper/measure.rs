//! Indicators in columns: which columns a page has, its cells, and the truth about them.

use super::facts::{behind, figure};
use super::grid::{Cell, Row, blank, label, text};
use super::sheet::{Answer, Sheet};
use super::wear::wide;
use super::words::{ACTUAL, TARGET, UNIT, standing, year_label};
use crate::content::{Content, Indicator, Series};
use crate::truth::{self, Figure};

/// Where units stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Units {
    /// `120人`
    Figure,
    /// A column 単位.
    Column,
    /// Behind the name: `（人）`.
    Brackets,
}

/// Where marks stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Marks {
    No,
    /// Beside each indicator, by its own figures.
    Indicator,
    /// In the goal's first row.
    Goal,
}

/// How wide the digits of figures are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Digits {
    Half,
    Full,
    /// `1７8`: the second digit full width, the others not.
    Mixed,
}

impl Digits {
    fn spell(self, text: &str) -> String {
        let mut digits = 0;
        let spelt = text.chars().map(|character| {
            digits += usize::from(character.is_ascii_digit());
            match self {
                Digits::Half => character,
                Digits::Full => wide(character),
                Digits::Mixed if digits == 2 => wide(character),
                Digits::Mixed => character,
            }
        });
        spelt.collect()
    }
}

/// The columns of a table of indicators.
#[derive(Debug, Clone, Copy)]
pub struct Columns {
    pub units: Units,
    pub baseline: bool,
    /// Whether targets say which way is better: `120人以上`.
    pub better: bool,
    /// Whether the heads of columns say the fiscal year.
    pub years: bool,
    /// Whether there is a column for what came of it.
    pub actual: bool,
    pub marks: Marks,
    pub digits: Digits,
}

impl Columns {
    /// As chance will have it, and as suits the document.
    pub fn any(sheet: &mut Sheet) -> Self {
        let judged = sheet.content.judged;
        let manifesto = sheet.content.series == Series::Manifesto;
        let units = [Units::Figure, Units::Figure, Units::Column, Units::Brackets];
        // One office in ten types figures in full width, or changes the keyboard in the middle of one.
        let digits = if sheet.random.chance(0.1) {
            *sheet.random.pick(&[Digits::Full, Digits::Mixed])
        } else {
            Digits::Half
        };
        Self {
            units: *sheet.random.pick(&units),
            baseline: sheet.random.chance(0.5),
            better: sheet.random.chance(0.4),
            years: sheet.random.chance(0.25),
            actual: judged || sheet.random.chance(0.5),
            marks: match (judged, manifesto) {
                (false, _) => Marks::No,
                (_, true) => Marks::Indicator,
                _ => Marks::Goal,
            },
            digits,
        }
    }

    /// How many there are, the goal's own not counted.
    pub fn count(&self) -> usize {
        2 + usize::from(self.units == Units::Column)
            + usize::from(self.baseline)
            + usize::from(self.actual)
            + usize::from(self.marks != Marks::No)
    }

    /// The labels above them.
    pub fn heads(&self, sheet: &Sheet) -> Row {
        let content = sheet.content;
        let dated = |word: &str, year| {
            if self.years {
                format!("{word}（{}）", year_label(content, year))
            } else {
                word.to_owned()
            }
        };
        let mut row = vec![label(sheet.words.indicator)];
        if self.units == Units::Column {
            row.push(label(UNIT));
        }
        if self.baseline {
            row.push(label(dated(sheet.words.baseline, content.year - 1)));
        }
        row.push(label(dated(TARGET, content.year)));
        if self.actual {
            row.push(label(dated(ACTUAL, content.year)));
        }
        if self.marks != Marks::No {
            row.push(label(sheet.words.mark));
        }
        row
    }

    /// The cells of an indicator; the mark's are left to [`Columns::rows`].
    pub fn cells(&self, sheet: &Sheet, indicator: &Indicator) -> (Row, truth::Indicator) {
        let unit = match self.units {
            Units::Figure => indicator.unit.as_str(),
            Units::Column | Units::Brackets => "",
        };
        let year = sheet.content.year;
        let dated = |mut figure: Figure, year| {
            figure.year = self.years.then_some(year);
            figure.text = self.digits.spell(&figure.text);
            figure
        };
        let baseline = self
            .baseline
            .then(|| dated(figure(indicator.baseline, unit), year - 1));
        let mut target = dated(figure(indicator.target, unit), year);
        let says_better = self.better && target.value.is_some();
        if says_better {
            target.text += if indicator.more_is_better {
                "以上"
            } else {
                "以下"
            };
        }
        let actual = self
            .actual
            .then(|| dated(figure(indicator.actual, unit), year));
        let brackets = self.units == Units::Brackets && !indicator.unit.is_empty();
        let name = if brackets {
            format!("{}（{}）", indicator.name, indicator.unit)
        } else {
            indicator.name.clone()
        };
        let measured = [&baseline, &Some(target.clone()), &actual]
            .into_iter()
            .flatten()
            .any(|figure| figure.value.is_some());
        let printed = self.units != Units::Figure || measured;
        let said = match self.units {
            Units::Figure => behind(&indicator.unit).1,
            Units::Column | Units::Brackets => &indicator.unit,
        };

        let mut row = vec![text(name.clone())];
        if self.units == Units::Column {
            row.push(text(indicator.unit.clone()));
        }
        row.extend(baseline.iter().map(|figure| text(figure.text.clone())));
        row.push(text(target.text.clone()));
        row.extend(actual.iter().map(|figure| text(figure.text.clone())));
        let told = truth::Indicator {
            name,
            unit: (printed && !said.is_empty()).then(|| said.to_owned()),
            baseline,
            target: Some(target),
            actual,
            mark: None,
            better: says_better.then_some(if indicator.more_is_better {
                "up"
            } else {
                "down"
            }),
        };
        (row, told)
    }

    /// The rows of a goal's indicators, without the goal's own cell; told. A goal without any has one row of blanks.
    pub fn rows(&self, sheet: &mut Sheet, goal: usize) -> Vec<Row> {
        let content = sheet.content;
        let mut rows = Vec::new();
        for (index, indicator) in content.goals[goal].indicators.iter().enumerate() {
            let (mut row, mut told) = self.cells(sheet, indicator);
            match self.marks {
                Marks::No => {}
                Marks::Indicator => row.push(self.judge(sheet, indicator, &mut told)),
                Marks::Goal => row.push(mark_of_goal(sheet, goal, index == 0)),
            }
            sheet.truth.goals[goal].indicators.push(told);
            rows.push(row);
        }
        if rows.is_empty() {
            let mut row = vec![blank(); self.count()];
            if self.marks == Marks::Goal {
                row.pop();
                row.push(mark_of_goal(sheet, goal, true));
            }
            rows.push(row);
        }
        rows
    }

    fn judge(&self, sheet: &Sheet, indicator: &Indicator, told: &mut truth::Indicator) -> Cell {
        let Some(standing) = standing(indicator, sheet.content.year) else {
            return blank();
        };
        let mark = sheet.scale.mark(standing);
        let cell = text(mark.raw.clone());
        told.mark = Some(mark);
        cell
    }
}

fn mark_of_goal(sheet: &mut Sheet, goal: usize, first: bool) -> Cell {
    if !first {
        return blank();
    }
    sheet.tell(Answer::Mark, goal).map_or_else(blank, text)
}

/// Whether each goal has an indicator that can be printed.
pub fn all_measured(content: &Content) -> bool {
    content.goals.iter().all(|goal| !goal.indicators.is_empty())
}
