//! The context of `accessibility.html`: what the publisher states, and what the theme's own tests cover.

use schemars::JsonSchema;
use serde::Serialize;

use super::context::{ContactView, PageInfo};
use super::texts::Texts;
use super::world::World;
use crate::config::{AccessibilityFile, Conformance, Criterion, CriterionResult};

/// What `accessibility.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct AccessibilityPage {
    /// What the publisher states; none where nothing was stated.
    pub statement: Option<StatementView>,
    /// The version of the program with which the site was made, and with it that of the default theme.
    pub program: &'static str,
}

/// The publisher's statement.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct StatementView {
    /// Which pages it is about.
    pub scope: String,
    /// The level aimed at: AA
    pub level: &'static str,
    /// By when it is to be reached, in words.
    pub target_date: Option<String>,
    /// `conforming`, `partial` or `considered`.
    pub conformance: &'static str,
    /// When the site was tested, in words.
    pub tested: Option<String>,
    /// Which pages were tested.
    pub tested_pages: Option<String>,
    /// With what.
    pub tested_with: Option<String>,
    /// What will be done about what is not met.
    pub plan: Option<String>,
    /// The day of the statement, in words.
    pub published: Option<String>,
    /// What it leaves out.
    pub exceptions: Vec<ExceptionView>,
    /// The results by criterion, in the standard's order.
    pub results: Vec<ResultView>,
    /// Whom to tell of barriers; none where it is the publisher's own contact.
    pub contact: Option<ContactView>,
}

/// Something that the statement leaves out.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ExceptionView {
    /// What.
    pub what: String,
    /// Why.
    pub reason: Option<String>,
    /// By when that will end, in words.
    pub until: Option<String>,
}

/// The result of one criterion.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct ResultView {
    /// Its number and its name.
    pub criterion: String,
    /// Its level.
    pub level: &'static str,
    /// `met`, `unmet` or `not_applicable`.
    pub result: &'static str,
    /// A word of explanation.
    pub note: Option<String>,
}

/// The accessibility page, and how much it has to say.
pub(super) fn accessibility(world: &World<'_>) -> (PageInfo, usize, AccessibilityPage) {
    let texts = world.texts;
    let way = [(
        texts.get("about_title").to_owned(),
        Some("about/".to_owned()),
    )];
    let title = texts.get("accessibility_title").to_owned();
    let page = world.page("about/accessibility/", Some(title), &way);
    let statement = world.config.accessibility.as_ref();
    let own = AccessibilityPage {
        statement: statement.map(|statement| view(statement, texts)),
        program: env!("CARGO_PKG_VERSION"),
    };
    let entries = own.statement.as_ref().map_or(0, |statement| {
        2 * (statement.results.len() + statement.exceptions.len())
    });
    (page, entries, own)
}

fn view(statement: &AccessibilityFile, texts: Texts) -> StatementView {
    let tested = statement.tested.map(|tested| {
        let from = texts.date(tested.from);
        match tested.to.filter(|to| *to != tested.from) {
            Some(to) => texts.fill("period", &[("from", &from), ("to", &texts.date(to))]),
            None => from,
        }
    });
    StatementView {
        scope: statement.scope.clone(),
        level: statement.target.name(),
        target_date: statement.target_date.map(|date| texts.date(date)),
        conformance: match statement.conformance {
            Conformance::Conforming => "conforming",
            Conformance::Partial => "partial",
            Conformance::Considered => "considered",
        },
        tested,
        tested_pages: statement.tested_pages.clone(),
        tested_with: statement.tested_with.clone(),
        plan: statement.plan.clone(),
        published: statement.published.map(|date| texts.date(date)),
        exceptions: statement
            .exception
            .iter()
            .map(|one| ExceptionView {
                what: one.what.clone(),
                reason: one.reason.clone(),
                until: one.until.map(|date| texts.date(date)),
            })
            .collect(),
        results: results(statement, texts),
        contact: statement.contact.as_ref().map(ContactView::new),
    }
}

fn results(statement: &AccessibilityFile, texts: Texts) -> Vec<ResultView> {
    let given = |criterion: &Criterion| {
        let mut all = statement.result.iter();
        all.find(|one| one.criterion.trim() == criterion.number)
    };
    // What is given beyond the level aimed at is shown too.
    Criterion::all()
        .filter_map(|criterion| {
            let entry = given(criterion)?;
            Some(ResultView {
                criterion: format!("{} {}", criterion.number, criterion.name(texts.language)),
                level: criterion.level.name(),
                result: match entry.result {
                    CriterionResult::Met => "met",
                    CriterionResult::Unmet => "unmet",
                    CriterionResult::NotApplicable => "not_applicable",
                },
                note: entry.note.clone(),
            })
        })
        .collect()
}
