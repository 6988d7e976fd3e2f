//! A document → its passages.

use ayumi_search::{Part as PassagePart, Passage, PassageText};

use crate::config::Registry;
use crate::model::{Document, Field, Part, Role};

/// The passages of a document, in the order of its page: what stands at its head, each goal, each other section.
#[must_use]
pub fn passages(document: &Document, registry: &Registry) -> Vec<Passage> {
    let template = Passage {
        document: document.id.as_str().to_owned(),
        year: document.fiscal_year.year(),
        organisation: document.organisation.id.as_str().to_owned(),
        ancestors: registry
            .ancestors(&document.organisation.id)
            .iter()
            .map(|above| above.id.to_string())
            .collect(),
        title: document.title.clone(),
        page: document.id.folder(),
        goal: None,
        texts: Vec::new(),
    };
    let mut passages: Vec<Passage> = sections(document)
        .into_iter()
        .map(|texts| Passage {
            texts,
            ..template.clone()
        })
        .collect();
    for goal in &document.goals {
        let anchor = format!("goal-{}", goal.id);
        let text = |part, suffix: &str, text: &str| PassageText {
            part,
            anchor: format!("{anchor}{suffix}"),
            text: text.to_owned(),
        };
        let mut texts = vec![text(PassagePart::Goal, "", &goal.text)];
        texts.extend(
            goal.result
                .iter()
                .map(|result| text(PassagePart::Result, "-result", result)),
        );
        texts.extend(
            goal.direction
                .iter()
                .map(|direction| text(PassagePart::Direction, "-direction", direction)),
        );
        passages.push(Passage {
            goal: Some(goal.id.to_string()),
            texts,
            ..template.clone()
        });
    }
    passages
}

/// Which passage a part without a goal belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    /// Title, organisation, heads and purpose.
    Head,
    PolicyIndicators,
    Preface,
    Notes,
    Evaluation,
    /// Whatever no label explains, under the n-th heading or label.
    Other(usize),
}

/// The texts that belong to no goal, by passage. A label goes with what it explains: 「部長 佐久間 なおみ」
fn sections(document: &Document) -> Vec<Vec<PassageText>> {
    let mut sections: Vec<(Section, Vec<PassageText>)> = Vec::new();
    let mut label: Option<&Part> = None;
    let mut others = 0;
    let mut notes = 0;
    for part in &document.parts {
        if part.role == Role::Heading || part.role == Role::Label {
            others += 1;
        }
        if part.goal.is_some() {
            continue;
        }
        let section = section(part, others);
        let mut anchor = String::new();
        let text = match part.role {
            // What labels of goals announce stands with the goals.
            Role::Label if is_of_goals(part) => continue,
            Role::Label | Role::Marker => {
                label = Some(part);
                continue;
            }
            Role::Note => {
                notes += 1;
                anchor = format!("note-{notes}");
                part.text.clone()
            }
            Role::Heading | Role::Value => {
                match label.take().filter(|label| label.field == part.field) {
                    Some(label) => format!("{} {}", label.text, part.text),
                    None => part.text.clone(),
                }
            }
        };
        let text = PassageText {
            part: PassagePart::Other,
            anchor,
            text,
        };
        match sections.iter_mut().find(|(known, _)| *known == section) {
            Some((_, texts)) => texts.push(text),
            None => sections.push((section, vec![text])),
        }
    }
    sections.into_iter().map(|(_, texts)| texts).collect()
}

fn is_of_goals(part: &Part) -> bool {
    matches!(
        part.field,
        Some(Field::Goals | Field::Result | Field::Direction)
    )
}

fn section(part: &Part, others: usize) -> Section {
    match part.field {
        Some(Field::Title | Field::Organisation | Field::Heads | Field::Purpose) => Section::Head,
        Some(Field::PolicyIndicators) => Section::PolicyIndicators,
        Some(Field::Preface) => Section::Preface,
        Some(Field::Notes) => Section::Notes,
        Some(Field::Evaluation | Field::EvaluationGoals | Field::EvaluationAchieved) => {
            Section::Evaluation
        }
        Some(Field::Goals | Field::Result | Field::Direction | Field::Other) | None => {
            Section::Other(others)
        }
    }
}
