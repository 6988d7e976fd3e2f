//! A document → its passages.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ayumi_search::{Passage, PassageText, TextKind};

use crate::config::Registry;
use crate::model::{Document, Field, GoalId, Part, Role};

/// The passages of a document, in the order of its page: what stands at its head, each goal, each other section.
#[must_use]
pub fn passages(document: &Document, registry: &Registry) -> Vec<Passage> {
    let template = Passage {
        document: document.id.as_str().to_owned(),
        year: document.fiscal_year.year(),
        organisation: document.organisation.id.as_str().to_owned(),
        ancestors: registry
            .ancestors_in(&document.organisation.id, document.fiscal_year)
            .iter()
            .map(|above| above.id.to_string())
            .collect(),
        title: title(document),
        page: document.id.folder(),
        goal: None,
        marks: Vec::new(),
        source: document.source.path.clone().unwrap_or_default(),
        texts: Vec::new(),
    };
    let mut passages: Vec<Passage> = sections(document)
        .into_iter()
        .map(|texts| Passage {
            texts,
            ..template.clone()
        })
        .collect();
    // What else stands with the goals: marks, reviews, indicators.
    let mut of_goals: BTreeMap<&GoalId, Vec<&str>> = BTreeMap::new();
    for part in &document.parts {
        let is_text = matches!(part.role, Role::Value | Role::Note);
        if let Some(goal) = part.goal.as_ref().filter(|_| is_text && !is_of_goals(part)) {
            of_goals.entry(goal).or_default().push(&part.text);
        }
    }
    for goal in &document.goals {
        let anchor = format!("goal-{}", goal.id);
        let text = |kind, suffix: &str, text: &str| PassageText {
            kind,
            anchor: format!("{anchor}{suffix}"),
            text: text.to_owned(),
        };
        let mut texts = vec![text(TextKind::Goal, "", &goal.text)];
        texts.extend(
            goal.result
                .iter()
                .map(|result| text(TextKind::Result, "-result", result)),
        );
        texts.extend(
            goal.direction
                .iter()
                .map(|direction| text(TextKind::Direction, "-direction", direction)),
        );
        let measured = of_goals.get(&goal.id).map(|texts| texts.join("\n"));
        texts.extend(measured.map(|more| text(TextKind::Other, "", &more)));
        passages.push(Passage {
            goal: Some(goal.id.to_string()),
            texts,
            ..template.clone()
        });
    }
    passages
}

/// The title, with what tells a document from others of the same title.
fn title(document: &Document) -> String {
    let mut title = document.title.clone();
    if document.withdrawn.is_some() {
        title.insert_str(0, "【取り下げ】");
    }
    if let Some(edition) = &document.edition {
        title = format!("{title}（{}）", edition.as_str());
    }
    title
}

/// Which passage a part without a goal belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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

/// The texts that belong to no goal, by passage. A label goes with what it explains: 「部長 佐久間 なおみ」; one that
/// explains nothing, like 「重点目標の達成状況」, stands alone.
fn sections(document: &Document) -> Vec<Vec<PassageText>> {
    let mut sections = Sections::default();
    let mut label: Option<(Section, &Part)> = None;
    let mut marker: Option<(Section, &Part)> = None;
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
        match part.role {
            // What labels of goals announce stands with the goals.
            Role::Label if is_of_goals(part) => {}
            Role::Label => sections.push_alone(label.replace((section, part))),
            Role::Marker => sections.push_alone(marker.replace((section, part))),
            Role::Note => {
                notes += 1;
                sections.push(
                    section,
                    format!("note-{notes}"),
                    part.reading().into_owned(),
                );
            }
            Role::Heading | Role::Value => {
                let before = [&mut label, &mut marker].map(|held| {
                    let (section, held) = held.take()?;
                    if held.field == part.field {
                        return Some(held.reading());
                    }
                    sections.push_alone(Some((section, held)));
                    None
                });
                let whole = before.into_iter().flatten().chain([part.reading()]);
                let whole: Vec<Cow<'_, str>> = whole.collect();
                sections.push(section, String::new(), whole.join(" "));
            }
        }
    }
    sections.push_alone(label);
    sections.push_alone(marker);
    sections.texts
}

/// Passages in the order in which they begin.
#[derive(Default)]
struct Sections {
    texts: Vec<Vec<PassageText>>,
    places: BTreeMap<Section, usize>,
}

impl Sections {
    fn push(&mut self, section: Section, anchor: String, text: String) {
        let place = *self.places.entry(section).or_insert(self.texts.len());
        if place == self.texts.len() {
            self.texts.push(Vec::new());
        }
        self.texts[place].push(PassageText {
            kind: TextKind::Other,
            anchor,
            text,
        });
    }

    /// What was held back for a text that did not come.
    fn push_alone(&mut self, held: Option<(Section, &Part)>) {
        if let Some((section, part)) = held {
            self.push(section, String::new(), part.reading().into_owned());
        }
    }
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
        _ => Section::Other(others),
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;
    use crate::config::{Form, FormFile, OrganisationsFile, TomlFile};
    use crate::model::FiscalYear;
    use crate::read::{Context, Input, read};

    fn decoded<T: serde::de::DeserializeOwned + schemars::JsonSchema>(text: &str) -> T {
        TomlFile::parse("t.toml", text).unwrap().decode().unwrap()
    }

    /// The document and the texts of its passages.
    fn indexed(source: &str) -> (Document, Vec<String>) {
        let organisations: OrganisationsFile =
            decoded(include_str!("../../content/organisations.toml"));
        let registry = Registry::new(organisations);
        let form: FormFile = decoded(include_str!("../../forms/niigata.toml"));
        let context = Context {
            municipality: "151009",
            forms: &[Form::new(form).0],
            registry: &registry,
        };
        let year = FiscalYear::from_western(2024);
        let input = Input {
            path: "content/2024/chuo.md",
            bytes: source.as_bytes(),
            sidecar: None,
            fiscal_year: year,
            organisation: registry.find("chuo", None, year).unwrap().organisation,
            rivals: &[],
            edition: None,
        };
        let document = read(&input, &context).document.unwrap();
        let texts = passages(&document, &registry)
            .into_iter()
            .flat_map(|passage| passage.texts)
            .map(|text| text.text)
            .collect();
        (document, texts)
    }

    #[test]
    fn every_part_of_the_real_document_can_be_found() {
        let (document, texts) = indexed(include_str!("../../content/2024/chuo.md"));
        assert!(document.parts.len() > 20);
        for part in &document.parts {
            let of_goal = part.role == Role::Marker && part.goal.is_some();
            if of_goal || (part.role == Role::Label && is_of_goals(part)) {
                continue;
            }
            assert!(
                texts.iter().any(|text| text.contains(&part.text)),
                "{part:?} in {texts:#?}"
            );
        }
    }

    #[test]
    fn a_label_without_a_value_is_not_lost_to_the_next() {
        let (_, texts) = indexed(
            "# 題\n\n<b>組織名</b>\t中央区\n\n\t<b>重点目標の達成状況</b>\t<b>目標数</b>\t4\n<b>未知のラベル</b>\t<b>組織の目的</b>\t・目的です\n<b>達成数</b>\n",
        );
        let standing = |wanted: &str| texts.iter().any(|text| text == wanted);
        assert!(standing("重点目標の達成状況"), "{texts:#?}");
        assert!(standing("目標数 4"), "{texts:#?}");
        assert!(standing("達成数"), "at the end: {texts:#?}");
        let contains = |wanted: &str| texts.iter().any(|text| text.contains(wanted));
        assert!(contains("未知のラベル"), "{texts:#?}");
    }

    #[test]
    fn a_marker_does_not_take_the_place_of_the_label() {
        let (_, texts) = indexed(
            "# 題\n\n<b>組織名</b>\t中央区\n<b>組織の目的</b>\t<ul><li>・にぎわい</li><li>・安心</li></ul>\n",
        );
        assert!(
            texts
                .iter()
                .any(|text| text.starts_with("組織の目的") && text.contains("にぎわい")),
            "{texts:#?}"
        );
    }
}
