//! A document → its passages.

use std::borrow::Cow;
use std::collections::BTreeMap;

use ayumi_search::analysis::normalise;
use ayumi_search::{Passage, PassageText, TextKind};
use unicode_normalization::UnicodeNormalization as _;

use crate::config::Registry;
use crate::model::{Document, Field, Goal, GoalId, Part, ReviewKind, Role};

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
        // However the file system spells it: the same site from the same content.
        source: document
            .source
            .path
            .iter()
            .flat_map(|path| path.nfc())
            .collect(),
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
            marks: marks(goal),
            texts,
            ..template.clone()
        });
    }
    passages
}

/// How the goal was judged, by whom and when ever: each mark as printed, behind the scale to which it belongs. A mark of
/// the year before is about another goal, and that of an indicator about one figure of several.
fn marks(goal: &Goal) -> Vec<String> {
    let reviews = goal.reviews.iter();
    let reviews = reviews.filter(|review| review.kind != ReviewKind::Previous);
    let all = goal
        .mark
        .iter()
        .chain(reviews.filter_map(|review| review.mark.as_ref()));
    let mut marks: Vec<String> = Vec::new();
    for mark in all {
        let mark = format!("{}:{}", mark.scale.as_deref().unwrap_or_default(), mark.raw);
        if !marks.contains(&mark) {
            marks.push(mark);
        }
    }
    marks
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
    if !prints_title(document) {
        sections.push(
            Section::Head,
            TextKind::Title,
            String::new(),
            document.title.clone(),
        );
    }
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
                let text = part.reading().into_owned();
                sections.push(section, TextKind::Other, format!("note-{notes}"), text);
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
                let kind = if is_title(part) {
                    TextKind::Title
                } else {
                    TextKind::Other
                };
                sections.push(section, kind, String::new(), whole.join(" "));
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
    fn push(&mut self, section: Section, kind: TextKind, anchor: String, text: String) {
        let place = *self.places.entry(section).or_insert(self.texts.len());
        if place == self.texts.len() {
            self.texts.push(Vec::new());
        }
        self.texts[place].push(PassageText { kind, anchor, text });
    }

    /// What was held back for a text that did not come.
    fn push_alone(&mut self, held: Option<(Section, &Part)>) {
        if let Some((section, part)) = held {
            let text = part.reading().into_owned();
            self.push(section, TextKind::Other, String::new(), text);
        }
    }
}

/// Whether the words of the title stand in the document: settings may give it another, or it has none.
fn prints_title(document: &Document) -> bool {
    let title = normalise(&document.title);
    let mut parts = document.parts.iter().filter(|part| is_title(part));
    parts.any(|part| part.goal.is_none() && normalise(&part.reading()).contains(&title))
}

fn is_title(part: &Part) -> bool {
    part.field == Some(Field::Title) && matches!(part.role, Role::Heading | Role::Value)
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
    use crate::model::{FiscalYear, Mark, Review};
    use crate::read::{Context, Input, read};

    fn decoded<T: serde::de::DeserializeOwned + schemars::JsonSchema>(text: &str) -> T {
        TomlFile::parse("t.toml", text).unwrap().decode().unwrap()
    }

    /// The document, and the registry that it was read with.
    fn document(source: &str) -> (Document, Registry) {
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
        (document, registry)
    }

    /// The document and the texts of its passages.
    fn indexed(source: &str) -> (Document, Vec<String>) {
        let (document, registry) = document(source);
        let texts = passages(&document, &registry)
            .into_iter()
            .flat_map(|passage| passage.texts)
            .map(|text| text.text)
            .collect();
        (document, texts)
    }

    fn titles(document: &Document, registry: &Registry) -> Vec<String> {
        let texts = passages(document, registry).into_iter();
        let texts = texts.flat_map(|passage| passage.texts);
        let titles = texts.filter(|text| text.kind == TextKind::Title);
        titles.map(|title| title.text).collect()
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

    #[test]
    fn the_title_is_told_apart_and_shown_whole() {
        let real = include_str!("../../content/2024/chuo.md");
        let (real, registry) = document(real);
        assert_eq!(titles(&real, &registry), ["令和6年度 中央区組織目標"]);
        let (labelled, registry) = document(
            "<b>組織名</b>\t中央区\n\n# 1 令和6年度 中央区組織目標\n\n## 重点目標\n\n1 目標\n",
        );
        let found = titles(&labelled, &registry);
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].contains(&labelled.title), "{found:?}");
    }

    #[test]
    fn a_title_that_the_document_does_not_print_can_be_found() {
        let (mut document, registry) = document(include_str!("../../content/2024/chuo.md"));
        document.title = "中央区の目標".to_owned();
        let title = "令和6年度 中央区組織目標";
        assert_eq!(titles(&document, &registry), ["中央区の目標", title]);
        document.title = "令和６年度中央区組織目標".to_owned();
        assert_eq!(titles(&document, &registry), [title]);
    }

    #[test]
    fn marks_of_a_goal_have_their_scales_and_those_of_another_year_are_left_out() {
        let (mut document, registry) = document(include_str!("../../content/2024/chuo.md"));
        let mark = |raw: &str, scale: Option<&str>| {
            let (raw, scale) = (raw.to_owned(), scale.map(str::to_owned));
            Some(Mark { raw, scale })
        };
        let review = |kind, mark| Review {
            kind,
            fiscal_year: None,
            by: None,
            text: String::new(),
            mark,
        };
        let goal = &mut document.goals[0];
        goal.mark = mark("達成", Some("niigata"));
        goal.reviews = vec![
            review(ReviewKind::Previous, mark("未達成", Some("niigata"))),
            review(ReviewKind::Midyear, mark("順調", None)),
            review(ReviewKind::External, mark("達成", Some("niigata"))),
            review(ReviewKind::External, None),
        ];
        let marks: Vec<Vec<String>> = passages(&document, &registry)
            .into_iter()
            .filter(|passage| passage.goal.is_some())
            .map(|passage| passage.marks)
            .collect();
        assert_eq!(marks[0], ["niigata:達成", ":順調"]);
        assert_eq!(marks[1..], vec![Vec::<String>::new(); marks.len() - 1]);
    }
}
