//! `content/accessibility.toml`: what the publisher says of the site's accessibility, in the terms of JIS X 8341-3:2016.
//! It is the publisher's statement: the program only sees to it that it does not contradict itself.

mod criteria;

pub use criteria::{Criterion, Level};

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::model::{Contact, Date};

/// `content/accessibility.toml`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct AccessibilityFile {
    /// Which pages the statement is about (対象範囲).
    pub scope: String,
    /// The level that is aimed at (目標とする適合レベル).
    pub target: Level,
    /// By when it is to be reached, where it is not yet.
    pub target_date: Option<Date>,
    /// How far the site is there (対応度).
    pub conformance: Conformance,
    /// When the site was tested (試験期間); needed for "conforming" and "partial".
    pub tested: Option<TestPeriod>,
    /// How many pages were tested, and how they were chosen.
    pub tested_pages: Option<String>,
    /// With what the site was tested: programs, browsers, screen readers.
    pub tested_with: Option<String>,
    /// What will be done about what is not met (今後の対応方針); needed for "partial".
    pub plan: Option<String>,
    /// The day of the statement.
    pub published: Option<Date>,
    /// What the statement leaves out (例外).
    #[serde(default)]
    pub exception: Vec<ExceptionEntry>,
    /// The result of the test for each success criterion.
    #[serde(default)]
    pub result: Vec<ResultEntry>,
    /// Whom to tell of barriers; `[site] contact` where none is given.
    pub contact: Option<Contact>,
}

/// `[tested]`: from the first to the last day of the test.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct TestPeriod {
    /// The first day.
    pub from: Date,
    /// The last day; the first where none is given.
    pub to: Option<Date>,
}

/// How far a site is, in the three words that ウェブアクセシビリティ基盤委員会 (WAIC) defines.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Conformance {
    /// 準拠: tested, and all criteria of the level are met.
    Conforming,
    /// 一部準拠: tested, and some criteria are not met yet.
    Partial,
    /// 配慮: made with the criteria in mind, tested or not.
    Considered,
}

/// `[[exception]]`
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ExceptionEntry {
    /// What is left out: PDF files of earlier years.
    pub what: String,
    /// Why.
    pub reason: Option<String>,
    /// By when that will end.
    pub until: Option<Date>,
}

/// `[[result]]`: what the test found of one success criterion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct ResultEntry {
    /// Its number: "1.4.3"
    pub criterion: String,
    /// What was found.
    pub result: CriterionResult,
    /// A word of explanation.
    pub note: Option<String>,
}

/// What a test found of a criterion.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum CriterionResult {
    /// It is met.
    Met,
    /// It is not met.
    Unmet,
    /// The site has nothing to which it applies.
    NotApplicable,
}

impl AccessibilityFile {
    /// The file's name in the content folder.
    pub const FILE: &str = "accessibility.toml";
}
