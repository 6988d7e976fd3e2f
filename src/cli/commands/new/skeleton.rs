//! A document with a form's labels and nothing behind them.

use crate::config::{Form, LabelText};
use crate::model::{Field, FiscalYear, Organisation};

/// Roles that belong to organisations of one kind.
const ROLES: [&str; 5] = ["市長", "区長", "局長", "部長", "課長"];

/// What such documents are called where the form does not say it.
const SERIES: &str = "組織目標";

/// The text of the document; `named` is whether it names its form.
pub(super) fn text(
    form: &Form,
    named: bool,
    organisation: &Organisation,
    year: FiscalYear,
    title: Option<&str>,
) -> String {
    let mut text = "+++\ndraft = true\n".to_owned();
    if named {
        let id = toml::Value::String(form.id.clone());
        text.push_str(&format!("form = {id}\n"));
    }
    let series = form.series.as_deref().unwrap_or(SERIES);
    let usual = format!("{} {}{series}", year.label(), organisation.name);
    let title = title.unwrap_or(&usual).split_whitespace();
    let title = title.collect::<Vec<_>>().join(" ");
    text.push_str(&format!("+++\n\n# {title}\n"));
    for (field, label) in labels(form, organisation, year) {
        let level = if is_below(field) { "###" } else { "##" };
        text.push_str(&format!("\n{level} {label}\n"));
        if field == Field::Organisation {
            text.push_str(&format!("\n{}\n", organisation.name));
        }
    }
    text
}

/// The labels that stand in a document of the year, one for a field, in the order of the form.
fn labels<'a>(
    form: &'a Form,
    organisation: &Organisation,
    year: FiscalYear,
) -> Vec<(Field, &'a str)> {
    let mut labels: Vec<(Field, &str)> = Vec::new();
    for (field, label) in form.spellings() {
        let announced = form.label(&LabelText::new(label), year);
        if !is_written(*field) || announced.is_none_or(|announced| announced.field != *field) {
            continue;
        }
        // Of the roles, only the one that fits.
        let role = organisation.kind.head_role();
        let is_other = *field == Field::Heads && ROLES.contains(&label.as_str()) && label != role;
        if !is_other && labels.iter().all(|(known, _)| known != field) {
            labels.push((*field, label));
        }
    }
    labels
}

/// Whether a field is written under a heading of its own. The others stand in tables, or are announced by these.
fn is_written(field: Field) -> bool {
    match field {
        Field::Organisation
        | Field::Heads
        | Field::Purpose
        | Field::PolicyIndicators
        | Field::Preface
        | Field::Goals
        | Field::Result
        | Field::Direction
        | Field::MidyearReview
        | Field::ExternalReview
        | Field::PreviousReview
        | Field::Indicators
        | Field::Evaluation
        | Field::EvaluationGoals
        | Field::EvaluationAchieved => true,
        Field::Title
        | Field::Group
        | Field::GoalMark
        | Field::IndicatorName
        | Field::IndicatorUnit
        | Field::IndicatorBaseline
        | Field::IndicatorTarget
        | Field::IndicatorActual
        | Field::IndicatorMark
        | Field::IndicatorBetter
        | Field::Mark
        | Field::Scale
        | Field::Notes
        | Field::Other => false,
    }
}

fn is_below(field: Field) -> bool {
    matches!(field, Field::EvaluationGoals | Field::EvaluationAchieved)
}
