use serde::Serialize;

use super::messages;

/// Everything that can be wrong, or worth knowing, about the input. Each has a code (its name in kebab case), a
/// message and help in every language of [`Language`](super::Language); the values that the texts name are its fields.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(
    tag = "problem",
    rename_all = "kebab-case",
    rename_all_fields = "snake_case"
)]
#[allow(
    missing_docs,
    reason = "the fields are the values that the texts of the messages name"
)]
pub enum Problem {
    // ---- settings: ayumi.toml, organisations.toml, forms, sidecars, front matter ----
    /// There is no `ayumi.toml`.
    MissingConfiguration { folder: String },
    /// A file is not TOML.
    TomlSyntax { detail: String },
    /// A key that nothing reads.
    UnknownKey {
        key: String,
        suggestion: Option<String>,
        known: String,
    },
    /// A key that has to be there is not.
    MissingKey { key: String },
    /// A value of another type than the key takes.
    WrongType {
        key: String,
        expected: String,
        found: String,
    },
    /// A value of the right type that cannot be used.
    InvalidValue {
        key: String,
        value: String,
        expected: String,
    },
    /// A site that says that it is official and that its municipality does not exist.
    OfficialFictional,
    /// Two organisations with one id.
    DuplicateOrganisation { id: String },
    /// Two organisations under one parent with one address.
    DuplicateSlug {
        slug: String,
        first: String,
        second: String,
    },
    /// An address that the site needs itself.
    ReservedName { name: String },
    /// An id that is not in the registry.
    UnknownOrganisationId {
        id: String,
        suggestion: Option<String>,
    },
    /// An organisation that is above itself.
    OrganisationCycle { id: String },
    /// An organisation whose last day is before its first.
    LifeSpanReversed {
        id: String,
        from: String,
        to: String,
    },
    /// An organisation under one of a kind that has none such below it.
    ParentKind {
        id: String,
        kind: String,
        parent: String,
        parent_kind: String,
    },
    /// An organisation under one that existed at another time.
    ParentOtherTime {
        id: String,
        span: String,
        parent: String,
        parent_span: String,
    },
    /// A change that names too few or too many organisations for its kind.
    ChangeShape {
        kind: String,
        from: String,
        to: String,
    },
    /// A change on a day that disagrees with an organisation's first or last.
    ChangeDate {
        id: String,
        key: String,
        found: String,
        expected: String,
    },
    /// A form's id that no form has.
    UnknownForm {
        form: String,
        suggestion: Option<String>,
    },
    /// One label that announces two fields of a form.
    AmbiguousLabel {
        label: String,
        first: String,
        second: String,
    },
    /// One mark on two scales of the same years.
    AmbiguousMark {
        mark: String,
        first: String,
        second: String,
    },
    /// Two scales with one id.
    DuplicateScale { id: String, other: String },
    /// Two forms of the site with one id.
    DuplicateForm { id: String, other: String },
    /// A key given in the document and beside it.
    KeyGivenTwice { key: String, other: String },
    /// An entry `[[accept]]` for a code that no diagnostic has.
    UnknownCode {
        code: String,
        suggestion: Option<String>,
    },
    /// A former address that cannot be one.
    AliasUnusable { alias: String, detail: String },
    /// A former address at which something else stands.
    AliasTaken { alias: String, other: String },
    /// Settings that contradict the place of the file.
    PlaceDisagrees {
        key: String,
        given: String,
        place: String,
    },
    /// Dates that contradict each other or the fiscal year.
    DatesDisagree {
        key: String,
        date: String,
        other: String,
    },
    /// Words to correct that are not in the document.
    CorrectionNotFound { from: String, line: String },
    /// A link to or from a goal that does not exist.
    LineageGoalMissing { document: String, goal: String },
    /// A link to a goal of a document that is not held.
    LineageDocumentMissing { document: String },
    /// A link between goals that is not one between the main editions of two documents.
    LineageWithinDocument { document: String },
    /// Words to withhold that are not in the document.
    WithholdNotFound,
    /// Words that are withheld and would be published all the same.
    WithheldTextRemains { place: String },
    /// Words that one edition withholds and another shows.
    WithheldInEdition { document: String },
    /// Words that are withheld and stand in an attachment.
    WithheldInAttachment { path: String },
    /// Attachments that were left out because something is withheld.
    AttachmentsWithheld { paths: String },
    /// A released attachment that is not there.
    ReleasedMissing { name: String },
    /// Something said of an attachment that is not there.
    AttachmentMissing { name: String },
    /// Two entries for one attachment.
    AttachmentRepeated { name: String },
    /// A word of the glossary that stands in it twice.
    GlossaryRepeated { word: String, other: String },
    /// A group of synonyms that does not say which words find which.
    SynonymShape,
    /// A list of synonyms with too few words to find another.
    SynonymTooFew { key: String, least: u64, found: u64 },
    /// A synonym without a letter or digit.
    SynonymUnusable { word: String },
    /// A synonym of one character.
    SynonymTooShort { word: String },
    /// A synonym that stands twice in its group.
    SynonymRepeated { word: String },
    /// A group of synonyms that is there already.
    SynonymGroupRepeated { line: u64 },
    /// A quotation mark in a table of comma-separated values that is never closed, or closed too early.
    CsvQuotation,
    /// A row of such a table with more or fewer fields than its head.
    CsvFields { found: u64, expected: u64 },
    /// A column of such a table that nothing reads, or that is there twice.
    CsvColumn {
        column: String,
        suggestion: Option<String>,
        known: String,
    },
    /// A column of such a table that has to be there is not.
    CsvColumnMissing { column: String },
    /// A figure of an indicator that does not say where it was found.
    FigureWithoutSource { name: String },
    /// A figure of an indicator that stands in another row already.
    IndicatorRowRepeated { name: String, line: u64 },
    /// A claim of accessibility without what it rests on.
    AccessibilityClaim { key: String },
    /// A claim that all criteria are met, and results that say otherwise.
    AccessibilityUnmet { criteria: String, level: String },
    /// A claim that some criteria are not met, and results that meet all.
    AccessibilityAllMet { level: String },
    /// Criteria of which no result is given, where others have one.
    AccessibilityUntold { criteria: String, level: String },
    /// Two results for one criterion.
    AccessibilityRepeated { criterion: String },
    /// Nobody is named to whom readers could turn.
    NoContact,
    /// A theme that does not exist.
    UnknownTheme { theme: String, known: String },
    /// Themes that build on each other in a circle.
    ThemeCycle { chain: String },
    /// A theme without templates that pages need.
    MissingTemplates { templates: String, theme: String },
    /// A template that nothing renders or includes.
    UnusedTemplate {
        template: String,
        suggestion: Option<String>,
    },
    /// A file of a theme that nothing reads.
    UnknownThemeFile {
        path: String,
        suggestion: Option<String>,
        known: String,
    },
    /// An asset that the theme does not have.
    UnknownAsset {
        asset: String,
        suggestion: Option<String>,
        known: String,
    },
    /// A text of a theme that no template shows, with almost the key of another.
    UnusedText {
        text: String,
        suggestion: Option<String>,
    },
    /// Two colours that are hard to tell apart.
    LowContrast {
        colours: String,
        ratio: String,
        needed: String,
        suggestion: Option<String>,
    },
    /// Style sheets that import each other in a circle.
    ImportCycle { chain: String },
    /// A style sheet that loads something from elsewhere.
    ForeignAddress { address: String },
    /// A name in braces in a theme's text that no page fills in.
    UnknownPlaceholder {
        text: String,
        placeholder: String,
        suggestion: Option<String>,
        known: String,
    },
    // ---- walking the content ----
    /// The content folder is missing.
    MissingContent { folder: String },
    /// A file or folder that cannot be read.
    Unreadable { path: String, detail: String },
    /// A symbolic link.
    SymbolicLink { path: String },
    /// A name that is not Unicode.
    NameNotUnicode { path: String },
    /// A folder whose name is no fiscal year.
    UnknownYear { name: String },
    /// A file that is neither a document nor belongs to one.
    StrayFile { path: String },
    /// Settings that withhold words, and belong to no document.
    UnusedWithhold { path: String },
    /// Settings without the document to which they belong.
    OrphanSidecar { path: String, document: String },
    /// An organisation that the registry does not know.
    UnknownOrganisation {
        name: String,
        suggestion: Option<String>,
        entry: String,
    },
    /// A name that two organisations had in that year.
    OrganisationAmbiguous {
        name: String,
        year: String,
        chosen: String,
        others: String,
    },
    /// An organisation that did not exist in the document's year.
    OrganisationNotAlive {
        organisation: String,
        span: String,
        year: String,
        suggestion: Option<String>,
    },
    /// An edition's name that would not make an address.
    InvalidEdition { edition: String },
    /// Two files for one document.
    DuplicateDocument { document: String, other: String },
    /// Another edition of a document that is not there itself.
    EditionWithoutMain { document: String },
    /// Two names that are one on other systems.
    NameClash { name: String, other: String },
    // ---- reading ----
    /// Bytes that are no text.
    NotText { offset: u64 },
    /// Bytes in no encoding that we know.
    UnknownEncoding {
        offset: u64,
        suggestion: Option<String>,
    },
    /// UTF-16 that does not say that it is.
    MissingBom { encoding: String },
    /// Text that was once read in the wrong encoding and saved.
    Mojibake {
        written: String,
        read_as: String,
        sample: String,
        restored: String,
    },
    /// Text in which a conversion has put signs for what it lost.
    LostCharacters { count: u64 },
    /// Bytes that have a meaning in a Japanese encoding, and make no sense in it.
    NotJapanese {
        encoding: String,
        sample: String,
        suggestion: Option<String>,
    },
    /// A control character, left out of pages.
    ControlCharacter { character: String },
    /// A character that has a meaning on some computers only.
    PrivateUse { character: String },
    /// The file was converted.
    ConvertedEncoding { encoding: String },
    /// Front matter that does not end.
    UnclosedFrontMatter,
    /// A document that says nothing.
    EmptyDocument,
    /// A table that does not end.
    UnclosedTable,
    /// Tags that were left out; their text was kept.
    DroppedTag { tag: String },
    /// No form knows any label of the document.
    NoFormFits { known: String },
    /// Two forms know as many labels.
    FormTie { chosen: String, other: String },
    /// Something that stands where labels stand and is none.
    UnknownLabel {
        label: String,
        suggestion: Option<String>,
    },
    /// The organisation printed is another than the folder's.
    OrganisationDisagrees { printed: String, expected: String },
    /// The year printed is another than the folder's.
    YearDisagrees { printed: String, expected: String },
    /// A head's role that does not belong to such an organisation.
    HeadRole { role: String, usual: String },
    /// The number of goals printed is another than that of the goals found.
    CountsDisagree { printed: u32, found: u32 },
    /// More goals achieved than there are.
    AchievedExceedsGoals { achieved: u32, goals: u32 },
    /// A count that is no number.
    CountNotNumber { label: String, text: String },
    /// A result or direction for a goal that does not exist.
    GoalMissing { number: String, label: String },
    /// Two goals with one number.
    GoalNumberRepeated { number: String },
    /// A result or direction without a number, where there are several goals.
    UnassignedText { label: String },
    /// Labels that were printed apart from their values.
    LabelsDetached { label: String, count: u32 },
    /// A document with labels of its form in which no goal was found.
    NoGoals,
    /// A goal without a result, where others have one.
    ResultMissing { goal: String },
    /// An indicator without a name or without figures.
    IndicatorIncomplete { name: String },
    /// A label that lost kana, and was read all the same.
    LabelIncomplete { text: String, label: String },
    /// A row that might belong to the one above.
    UncertainContinuation { label: String },
    /// Wording that differs from its own repetition by one small part.
    ProbableMisreading { text: String, other: String },
    /// White space inside a word.
    SpaceInWord { text: String, suggestion: String },
    /// A footnote mark that no note explains.
    FootnoteWithoutNote { label: String, mark: String },
    /// More of one kind than are told one by one.
    MoreOfAKind { kind_code: String, count: u64 },
    /// An entry `[[accept]]` that matches nothing.
    AcceptUnmatched { code: String, line: String },
    // ---- the archive as a whole ----
    /// Organisations of the registry of which nothing is held, and of none below them.
    UnusedOrganisations { count: u64, names: String },
    /// Organisations with documents of years before and after, and not of those between.
    MissingYears { count: u64, list: String },
    // ---- building ----
    /// A file was changed while it was being built.
    ChangedDuringBuild { path: String },
    /// A template cannot be used.
    TemplateError {
        template: String,
        page: String,
        detail: String,
    },
    /// A name in a template that nothing has.
    UndefinedName {
        template: String,
        name: String,
        suggestion: Option<String>,
        known: String,
    },
    /// A filter, test or function that templates do not have.
    UnknownHelper {
        template: String,
        name: String,
        suggestion: Option<String>,
    },
    /// A template that another includes, extends or imports, and that is not there.
    UnknownTemplate {
        template: String,
        name: String,
        suggestion: Option<String>,
        known: String,
    },
    /// A block that the extended template does not have.
    UnknownBlock {
        template: String,
        block: String,
        suggestion: Option<String>,
        known: String,
    },
    /// A text that no `strings/` has.
    UnknownText {
        template: String,
        text: String,
        suggestion: Option<String>,
    },
    /// Pages that need the site's own address were left out.
    NoBaseUrl { left_out: String },
    /// Something was not made because no document states a date.
    NoDates { left_out: String },
    /// What leads search engines to pages was left out, because the municipality does not exist.
    FictionalUnlisted { left_out: String },
    /// A name that cannot stand in an address.
    UnusableName { path: String, detail: String },
    // ---- hosts ----
    /// More files than the host takes.
    HostTooManyFiles {
        host: String,
        measured: String,
        limit: String,
    },
    /// More bytes than the host takes.
    HostTooLarge {
        host: String,
        measured: String,
        limit: String,
    },
    /// A file with more bytes than the host takes.
    HostFileTooLarge {
        host: String,
        path: String,
        measured: String,
        limit: String,
    },
    /// A folder with more entries than the host takes.
    HostFolderTooFull {
        host: String,
        folder: String,
        measured: String,
        limit: String,
    },
    /// A limit of the host that is nearly reached.
    HostLimitNear {
        host: String,
        key: String,
        measured: String,
        limit: String,
    },
    /// The site's address has a path, and the host puts sites at the root of their host.
    HostWithoutPath { host: String, path: String },
    /// Former addresses for which the host's file of redirects has no room.
    RedirectsLeftToPages {
        host: String,
        redirects: u64,
        left: u64,
    },
    // ---- finished pages ----
    /// Something about pages as readers get them.
    #[serde(untagged)]
    Page(PageProblem),
}

impl Problem {
    /// The code: `counts-disagree`
    #[must_use]
    pub fn code(&self) -> String {
        messages::code_and_values(self).0
    }

    /// The codes of all problems there are.
    pub fn codes() -> impl Iterator<Item = &'static str> {
        messages::codes()
    }
}

mod page;
mod samples;
mod synonyms;
mod table;
mod weight;
pub use page::PageProblem;
pub(crate) use samples::samples;
