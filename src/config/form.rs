//! Forms (様式): which labels of a city's documents mean which field. Data, not code.

mod beginnings;
mod file;
mod marks;
mod year;

use std::cell::OnceCell;
use std::collections::HashMap;
use std::ops::Deref;

use ayumi_japanese::fold::{fold_str, folds_to_itself};
use ayumi_japanese::numeral::{MarkerKind, item_marker};
use ayumi_japanese::width::char_to_ascii;

use crate::model::{Field, FiscalYear, YearRange};
use beginnings::Beginnings;
pub use file::{FormFile, LabelEntry, MarkEntry, ScaleEntry};
pub use marks::{fold_mark, mark_head};
use year::{PrintedYear, may_number, printed_year};

/// A form, ready for looking labels up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Form {
    /// Its name in settings.
    pub id: String,
    /// What it is, for people.
    pub name: String,
    /// What documents in this form are called.
    pub series: Option<String>,
    /// The fiscal years in which it was in use.
    pub years: YearRange,
    /// Headings of this level that no label explains are goals.
    pub goal_headings: Option<u8>,
    /// The scales of marks, as written.
    pub scales: Vec<ScaleEntry>,
    labels: HashMap<String, Vec<Meaning>>,
    beginnings: Beginnings,
    spellings: Vec<(Field, String)>,
}

/// What a label means in some years.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Meaning {
    field: Field,
    years: YearRange,
    by: Option<String>,
}

/// What a label of a form announces.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Announced<'a> {
    /// The field.
    pub field: Field,
    /// The fiscal year printed in it: 2023 in 「令和5年度実績」.
    pub year: Option<u16>,
    /// The number printed behind it: 1 in 「重点目標1」.
    pub number: Option<String>,
    /// For a review: who speaks.
    pub by: Option<&'a str>,
}

impl Form {
    /// The form, and the labels that announce two fields in one year: those keep the first.
    #[must_use]
    pub fn new(file: FormFile) -> (Self, Vec<AmbiguousLabel>) {
        let mut labels: HashMap<String, Vec<Meaning>> = HashMap::new();
        let mut ambiguous = Vec::new();
        let mut spellings = Vec::new();
        for (at, entry) in file.label.into_iter().enumerate() {
            let years = entry.years.unwrap_or_default();
            for text in entry.text {
                let key = fold_form_label(&text);
                let meanings = labels.entry(key).or_default();
                let clash = meanings
                    .iter()
                    .find(|known| known.years.overlaps(years) && known.field != entry.field);
                if let Some(clash) = clash {
                    ambiguous.push(AmbiguousLabel {
                        entry: at,
                        label: text.clone(),
                        first: clash.field,
                        second: entry.field,
                    });
                }
                meanings.push(Meaning {
                    field: entry.field,
                    years,
                    by: entry.by.clone(),
                });
                spellings.push((entry.field, text));
            }
        }
        let form = Self {
            id: file.id,
            name: file.name,
            series: file.series,
            years: file.years.unwrap_or_default(),
            goal_headings: file.goal_headings,
            scales: file.scale,
            beginnings: Beginnings::new(labels.keys()),
            labels,
            spellings,
        };
        (form, ambiguous)
    }

    /// A form without labels, in which everything is shown as it stands.
    #[must_use]
    pub fn empty() -> Self {
        Self {
            id: String::new(),
            name: String::new(),
            series: None,
            years: YearRange::default(),
            goal_headings: None,
            scales: Vec::new(),
            labels: HashMap::new(),
            beginnings: Beginnings::default(),
            spellings: Vec::new(),
        }
    }

    /// What a text announces in a document of `year`, if it is a label.
    #[must_use]
    pub fn label(&self, text: &LabelText<'_>, year: FiscalYear) -> Option<Announced<'_>> {
        if !self.beginnings.may_begin(text.text) {
            return None;
        }
        self.look_up(text, year)
    }

    /// Whether a label may stand at the beginning of a text. Most texts begin as none does.
    #[must_use]
    pub fn may_begin(&self, text: &str) -> bool {
        self.beginnings.may_begin_with(text)
    }

    fn look_up(&self, text: &LabelText<'_>, year: FiscalYear) -> Option<Announced<'_>> {
        let known = |key: &str| {
            let meanings = self.labels.get(key)?;
            meanings.iter().find(|known| known.years.contains(year))
        };
        for candidate in &text.candidates {
            if let Some(meaning) = known(&candidate.key)
                && (candidate.number.is_none()
                    || candidate.key.contains(NUMBER_SIGN)
                    || takes_number(meaning.field))
            {
                return Some(Announced {
                    field: meaning.field,
                    year: candidate.year.map(|printed| printed.of(year)),
                    number: candidate.number.clone(),
                    by: meaning.by.as_deref(),
                });
            }
        }
        None
    }

    /// The scale of a mark in a document of `year`; none where no scale, or more than one, has it.
    #[must_use]
    pub fn scale_of(&self, mark: &str, year: FiscalYear) -> Option<&ScaleEntry> {
        let has_it = |scale: &&ScaleEntry| {
            scale.years.unwrap_or_default().contains(year) && scale.entry_of(mark).is_some()
        };
        let mut scales = self.scales.iter().filter(has_it);
        let first = scales.next()?;
        scales.next().is_none().then_some(first)
    }

    /// All labels as written in the form, with their fields.
    #[must_use]
    pub fn spellings(&self) -> &[(Field, String)] {
        &self.spellings
    }
}

/// Whether the label of a field may have the number of a goal behind it.
fn takes_number(field: Field) -> bool {
    matches!(
        field,
        Field::Goals
            | Field::Result
            | Field::Direction
            | Field::GoalMark
            | Field::Mark
            | Field::Group
            | Field::Indicators
            | Field::IndicatorName
            | Field::MidyearReview
            | Field::ExternalReview
            | Field::PreviousReview
    )
}

/// What stands for a printed year and a goal's number in a form's labels.
const YEAR_PLACEHOLDER: &str = "{年度}";
const NUMBER_PLACEHOLDER: &str = "{番号}";

/// The same in folded labels: characters that labels do not have.
const YEAR_SIGN: &str = "\u{e000}";
const NUMBER_SIGN: &str = "\u{e001}";

fn fold_form_label(text: &str) -> String {
    let signs = text
        .replace(YEAR_PLACEHOLDER, YEAR_SIGN)
        .replace(NUMBER_PLACEHOLDER, NUMBER_SIGN);
    fold_label(&signs)
}

/// A text that may be a label, folded once for all forms, and only if one of them asks.
#[derive(Debug, Clone)]
pub struct LabelText<'t> {
    /// The text as printed.
    pub text: &'t str,
    candidates: Candidates<'t>,
}

/// The ways in which a text may be a label.
#[derive(Debug, Clone)]
struct Candidates<'t> {
    text: &'t str,
    folded: OnceCell<Vec<Candidate>>,
}

impl Deref for Candidates<'_> {
    type Target = [Candidate];

    fn deref(&self) -> &[Candidate] {
        self.folded.get_or_init(|| LabelText::fold(self.text))
    }
}

impl<'a> IntoIterator for &'a Candidates<'_> {
    type Item = &'a Candidate;
    type IntoIter = std::slice::Iter<'a, Candidate>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

#[derive(Debug, Clone, PartialEq, Eq)]
struct Candidate {
    key: String,
    number: Option<String>,
    year: Option<PrintedYear>,
}

impl Candidate {
    fn plain(key: String) -> Self {
        Self {
            key,
            number: None,
            year: None,
        }
    }
}

impl<'t> LabelText<'t> {
    /// A text, to be looked up in forms.
    #[must_use]
    pub fn new(text: &'t str) -> Self {
        let folded = OnceCell::new();
        Self {
            text,
            candidates: Candidates { text, folded },
        }
    }

    /// Folds a text in every way in which it may be a label.
    fn fold(text: &str) -> Vec<Candidate> {
        let mut candidates = Vec::new();
        // Labels are short, and most texts are not: this spares their folding.
        if text.len() <= LONGEST_LABEL && !text.trim().is_empty() {
            let key = fold_label(text);
            if key.contains(may_number) {
                Self::numbered(text, &key, &mut candidates);
            }
            if let Some((body, _)) = footnote_mark(text) {
                candidates.insert(0, Candidate::plain(fold_label(body)));
            }
            // 「2 重点目標」 among numbered headings.
            if let Some(marker) = item_marker(text) {
                let rest = text[marker.len..].trim_start();
                let key = fold_label(rest);
                if marker.kind == MarkerKind::Bullet && key.contains(may_number) {
                    Self::numbered(rest, &key, &mut candidates);
                }
                candidates.push(Candidate::plain(key));
            }
            candidates.insert(0, Candidate::plain(key));
        }
        candidates
    }

    /// The fiscal year that the text is, in a document of `document`: 「R5」, 「令和5年度」, 「前年度」.
    #[must_use]
    pub fn year_alone(&self, document: FiscalYear) -> Option<FiscalYear> {
        let alone = |candidate: &&Candidate| candidate.key == YEAR_SIGN;
        let year = self.candidates.iter().find(alone)?.year?;
        Some(FiscalYear::from_western(year.of(document)))
    }

    fn numbered(text: &str, key: &str, candidates: &mut Vec<Candidate>) {
        if let Some((range, year)) = printed_year(key) {
            let with_sign = format!("{}{YEAR_SIGN}{}", &key[..range.start], &key[range.end..]);
            candidates.push(Candidate {
                key: with_sign,
                number: None,
                year: Some(year),
            });
        }
        let inside = |c: char| c.is_ascii_digit() || c == '-';
        if let Some(start) = key.find(|c: char| c.is_ascii_digit()) {
            let end = key[start..]
                .find(|c| !inside(c))
                .map_or(key.len(), |at| start + at);
            candidates.push(Candidate {
                key: format!("{}{NUMBER_SIGN}{}", &key[..start], &key[end..]),
                number: Some(key[start..end].trim_matches('-').to_owned()),
                year: None,
            });
        }
        let body = key.trim_end_matches(inside);
        let number = key[body.len()..].trim_matches('-');
        // A mark such as ※1 belongs to a note, and ② may be a mark on a scale.
        let printed = text.trim_end_matches(|c: char| is_dropped(c) || "）］｝＞＊".contains(c));
        let in_digits = printed
            .chars()
            .next_back()
            .is_some_and(|c| char_to_ascii(c).is_ascii_digit());
        if in_digits
            && !body.is_empty()
            && !number.is_empty()
            && number.len() <= 5
            && footnote_mark(text).is_none()
        {
            candidates.push(Candidate {
                key: body.to_owned(),
                number: Some(number.to_owned()),
                year: None,
            });
        }
    }
}

/// A label with a footnote mark at its end, taken apart: 「政策指標*」, 「政策指標※1」.
#[must_use]
pub fn footnote_mark(label: &str) -> Option<(&str, &str)> {
    let body = label.trim_end_matches(char::is_numeric);
    let body = body.trim_end_matches(['*', '＊', '※']);
    let mark = &label[body.len()..];
    let has_mark = mark.starts_with(['*', '＊', '※']);
    (has_mark && !body.is_empty()).then_some((body, mark))
}

/// No label has more bytes than this.
const LONGEST_LABEL: usize = 300;

/// A label that announces two fields.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AmbiguousLabel {
    /// The entry of the file, counted from 0.
    pub entry: usize,
    /// The label.
    pub label: String,
    /// The field that it keeps.
    pub first: Field,
    /// The field that it announces as well.
    pub second: Field,
}

/// A label as labels are compared: widths and case folded; white space, brackets, footnote marks and colons removed.
#[must_use]
pub fn fold_label(text: &str) -> String {
    if text.chars().all(folds_to_itself) {
        return text.to_owned();
    }
    let mut folded = fold_str(text);
    folded.retain(|c| !is_dropped(c));
    folded
}

/// What tells no label from another.
fn is_dropped(c: char) -> bool {
    match c {
        '\u{3041}'..='\u{30fa}' | '\u{30fc}'..='\u{9fff}' => false,
        '(' | ')' | '[' | ']' | '{' | '}' | '<' | '>' | '*' | ':' => true,
        '【' | '】' | '〔' | '〕' | '「' | '」' | '『' | '』' | '〈' | '〉' | '《' | '》' => {
            true
        }
        '※' | '：' | '•' | '・' => true,
        _ => c.is_whitespace(),
    }
}

#[cfg(test)]
mod tests;
