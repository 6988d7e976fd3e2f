//! Which template sees what: the one list that the documentation of templates is made from.

use std::any::type_name;

use schemars::{JsonSchema, Schema, SchemaGenerator};

use super::accessibility_page::AccessibilityPage;
use super::compare_page::{ComparePage, CompareWardsPage, CompareYearsPage};
use super::data_page::DataPage;
use super::document_page::DocumentPage;
use super::feeds::FeedsPage;
use super::indicators::{IndicatorPage, IndicatorsPage};
use super::kana::{KanaPage, KanaTitlesPage, KanaWordsPage};
use super::lineage::ChangesPage;
use super::listing::{HomePage, WardsPage, YearPage, YearsPage};
use super::organisation_page::OrganisationPage;
use super::renderer::{Empty, FormerAddress};
use super::report::ReportPage;
use super::scales_page::ScalesPage;
use super::search_page::SearchPage;
use super::status_page::{StatusPage, StatusYearPage};
use super::words::GlossaryPage;
use super::world::AboutPage;

/// A template that pages are made with.
pub(super) struct PageTemplate {
    /// Its file's name.
    pub name: &'static str,
    /// Which pages.
    pub says: &'static str,
    /// The type of what it sees besides `site`, `theme` and `page`.
    pub context: &'static str,
    /// The schema of that type.
    pub schema: fn(&mut SchemaGenerator) -> Schema,
}

/// All of them, by name. A template that is rendered with another context than it has here ends every test.
pub(super) fn page_templates() -> [PageTemplate; 27] {
    [
        of::<Empty>("404.html", "The page for addresses that do not exist."),
        of::<AboutPage>("about.html", "`about/`: about the site."),
        of::<AccessibilityPage>(
            "accessibility.html",
            "`about/accessibility/`: the accessibility statement.",
        ),
        of::<ChangesPage>(
            "changes.html",
            "`organisations/chuo/changes/`: an organisation's goals from year to year.",
        ),
        of::<ComparePage>(
            "compare.html",
            "`compare/`: what can be compared, and the choice of any two documents.",
        ),
        of::<CompareWardsPage>(
            "compare_wards.html",
            "`compare/2024/`: all wards of a year.",
        ),
        of::<CompareYearsPage>(
            "compare_years.html",
            "`compare/chuo/2023-2024/`: two neighbouring years of an organisation.",
        ),
        of::<DataPage>("data.html", "`data/`: the data, as files."),
        of::<DocumentPage>("document.html", "A document: `2024/chuo/`."),
        of::<FeedsPage>("feeds.html", "`feeds/`: all Atom feeds."),
        of::<FormerAddress>(
            "former.html",
            "A former address of a document, which leads on to it.",
        ),
        of::<GlossaryPage>(
            "glossary.html",
            "`about/glossary/`: the words that pages explain.",
        ),
        of::<HomePage>("home.html", "The home page."),
        of::<IndicatorPage>(
            "indicator.html",
            "`indicators/0123456789/`: an indicator through the years.",
        ),
        of::<IndicatorsPage>("indicators.html", "`indicators/`: all indicators."),
        of::<KanaPage>(
            "kana.html",
            "`search/kana/`: the index in the order of kana (索引).",
        ),
        of::<KanaTitlesPage>(
            "kana_titles.html",
            "`search/kana/titles/shi/`: organisations with their documents, by the first kana of their names.",
        ),
        of::<KanaWordsPage>(
            "kana_words.html",
            "`search/kana/words/shi/`: words with the documents that have them, by their first kana.",
        ),
        of::<OrganisationPage>(
            "organisation.html",
            "`organisations/chuo/`: an organisation through the years.",
        ),
        of::<ReportPage>(
            "report.html",
            "`about/report/`: how to report a misreading.",
        ),
        of::<ScalesPage>("scales.html", "`scales/`: how marks were decided."),
        of::<SearchPage>("search.html", "`search/`: ways in, and the search."),
        of::<StatusPage>(
            "status.html",
            "`status/`: how much was printed of the goals of each year.",
        ),
        of::<StatusYearPage>(
            "status_year.html",
            "`status/2024/`, `status/2024/chuo/`: what was printed of goals, in four lists.",
        ),
        of::<WardsPage>("wards.html", "`wards/`: all organisations."),
        of::<YearPage>("year.html", "`2024/`: a fiscal year."),
        of::<YearsPage>("years.html", "`years/`: all fiscal years."),
    ]
}

fn of<T: JsonSchema>(name: &'static str, says: &'static str) -> PageTemplate {
    PageTemplate {
        name,
        says,
        context: type_name::<T>(),
        schema: SchemaGenerator::subschema_for::<T>,
    }
}

/// Whether the list says that this template sees this type.
pub(super) fn lists<T>(template: &str) -> bool {
    page_templates()
        .iter()
        .any(|page| page.name == template && page.context == type_name::<T>())
}

#[cfg(test)]
mod tests {
    use schemars::SchemaGenerator;

    use super::page_templates;
    use crate::config::Theme;

    #[test]
    fn themes_are_asked_for_just_these_templates() {
        let names = page_templates().map(|page| page.name);
        assert_eq!(names, Theme::PAGES);
    }

    #[test]
    fn no_template_hides_what_all_of_them_see() {
        let mut generator = SchemaGenerator::default();
        for page in page_templates() {
            let reference = (page.schema)(&mut generator).to_value();
            let name = reference["$ref"]
                .as_str()
                .and_then(|path| path.rsplit('/').next());
            let schema = name.and_then(|name| generator.definitions().get(name));
            let fields = schema.unwrap_or(&reference)["properties"].clone();
            for shared in ["site", "theme", "page"] {
                assert!(fields.get(shared).is_none(), "{}: {shared}", page.name);
            }
        }
    }
}
