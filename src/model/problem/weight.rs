//! How much each problem weighs, and for whom it is.

use super::Problem;
use crate::model::{Audience, Severity};

impl Problem {
    /// How much it weighs.
    #[must_use]
    pub fn severity(&self) -> Severity {
        use Problem as P;
        match self {
            P::MissingConfiguration { .. }
            | P::TomlSyntax { .. }
            | P::UnknownKey { .. }
            | P::MissingKey { .. }
            | P::WrongType { .. }
            | P::InvalidValue { .. }
            | P::OfficialFictional
            | P::DuplicateOrganisation { .. }
            | P::DuplicateSlug { .. }
            | P::ReservedName { .. }
            | P::UnknownOrganisationId { .. }
            | P::OrganisationCycle { .. }
            | P::LifeSpanReversed { .. }
            | P::ParentKind { .. }
            | P::ParentOtherTime { .. }
            | P::ChangeShape { .. }
            | P::ChangeDate { .. }
            | P::UnknownForm { .. }
            | P::AmbiguousLabel { .. }
            | P::AmbiguousMark { .. }
            | P::DuplicateScale { .. }
            | P::DuplicateForm { .. }
            | P::KeyGivenTwice { .. }
            | P::UnknownCode { .. }
            | P::AliasUnusable { .. }
            | P::AliasTaken { .. }
            | P::LineageGoalMissing { .. }
            | P::LineageDocumentMissing { .. }
            | P::LineageWithinDocument { .. }
            | P::WithholdNotFound
            | P::WithheldTextRemains { .. }
            | P::WithheldInEdition { .. }
            | P::WithheldInAttachment { .. }
            | P::AttachmentRepeated { .. }
            | P::GlossaryRepeated { .. }
            | P::SynonymShape
            | P::SynonymTooFew { .. }
            | P::SynonymUnusable { .. }
            | P::CsvQuotation
            | P::CsvFields { .. }
            | P::CsvColumn { .. }
            | P::CsvColumnMissing { .. }
            | P::FigureWithoutSource { .. }
            | P::IndicatorRowRepeated { .. }
            | P::AccessibilityClaim { .. }
            | P::AccessibilityUnmet { .. }
            | P::AccessibilityRepeated { .. }
            | P::UnknownTheme { .. }
            | P::UnknownPlaceholder { .. }
            | P::ThemeCycle { .. }
            | P::MissingTemplates { .. }
            | P::UnknownAsset { .. }
            | P::ImportCycle { .. }
            | P::ForeignAddress { .. }
            | P::MissingContent { .. }
            | P::Unreadable { .. }
            | P::NameNotUnicode { .. }
            | P::InvalidEdition { .. }
            | P::DuplicateDocument { .. }
            | P::NameClash { .. }
            | P::EditionWithoutMain { .. }
            | P::UnusedWithhold { .. }
            | P::NotText { .. }
            | P::UnknownEncoding { .. }
            | P::MissingBom { .. }
            | P::Mojibake { .. }
            | P::LostCharacters { .. }
            | P::NotJapanese { .. }
            | P::UnclosedFrontMatter
            | P::ChangedDuringBuild { .. }
            | P::TemplateError { .. }
            | P::UndefinedName { .. }
            | P::UnknownHelper { .. }
            | P::UnknownTemplate { .. }
            | P::UnknownBlock { .. }
            | P::UnknownText { .. }
            | P::UnusableName { .. }
            | P::HostTooManyFiles { .. }
            | P::HostTooLarge { .. }
            | P::HostFileTooLarge { .. }
            | P::HostFolderTooFull { .. } => Severity::Error,
            P::Page(_)
            | P::HostLimitNear { .. }
            | P::HostWithoutPath { .. }
            | P::PlaceDisagrees { .. }
            | P::DatesDisagree { .. }
            | P::CorrectionNotFound { .. }
            | P::ReleasedMissing { .. }
            | P::UnusedTemplate { .. }
            | P::UnknownThemeFile { .. }
            | P::UnusedText { .. }
            | P::LowContrast { .. }
            | P::AttachmentMissing { .. }
            | P::AccessibilityAllMet { .. }
            | P::AccessibilityUntold { .. }
            | P::SynonymTooShort { .. }
            | P::SynonymRepeated { .. }
            | P::SynonymGroupRepeated { .. }
            | P::NoContact
            | P::SymbolicLink { .. }
            | P::UnknownYear { .. }
            | P::StrayFile { .. }
            | P::OrphanSidecar { .. }
            | P::UnknownOrganisation { .. }
            | P::ControlCharacter { .. }
            | P::PrivateUse { .. }
            | P::OrganisationAmbiguous { .. }
            | P::OrganisationNotAlive { .. }
            | P::EmptyDocument
            | P::UnclosedTable
            | P::NoFormFits { .. }
            | P::FormTie { .. }
            | P::UnknownLabel { .. }
            | P::OrganisationDisagrees { .. }
            | P::YearDisagrees { .. }
            | P::CountsDisagree { .. }
            | P::AchievedExceedsGoals { .. }
            | P::CountNotNumber { .. }
            | P::GoalMissing { .. }
            | P::GoalNumberRepeated { .. }
            | P::UnassignedText { .. }
            | P::LabelsDetached { .. }
            | P::LabelIncomplete { .. }
            | P::NoGoals
            | P::ResultMissing { .. }
            | P::IndicatorIncomplete { .. }
            | P::UncertainContinuation { .. }
            | P::ProbableMisreading { .. }
            | P::SpaceInWord { .. }
            | P::FootnoteWithoutNote { .. }
            | P::MoreOfAKind { .. }
            | P::AcceptUnmatched { .. } => Severity::Warning,
            P::AttachmentsWithheld { .. }
            | P::ConvertedEncoding { .. }
            | P::DroppedTag { .. }
            | P::HeadRole { .. }
            | P::NoBaseUrl { .. }
            | P::NoDates { .. }
            | P::FictionalUnlisted { .. }
            | P::UnusedOrganisations { .. }
            | P::MissingYears { .. }
            | P::RedirectsLeftToPages { .. } => Severity::Note,
        }
    }

    /// Whether it is about the theme: somebody's setting or template, not the content.
    #[must_use]
    pub fn is_of_theme(&self) -> bool {
        use Problem as P;
        matches!(
            self,
            P::TemplateError { .. }
                | P::UndefinedName { .. }
                | P::UnknownHelper { .. }
                | P::UnknownTemplate { .. }
                | P::UnknownBlock { .. }
                | P::UnknownText { .. }
                | P::UnknownAsset { .. }
                | P::ImportCycle { .. }
                | P::ForeignAddress { .. }
        )
    }

    /// Whether an `[[accept]]` in a document's settings silences it. Errors stay, and so does what is not about one
    /// document's text.
    #[must_use]
    pub fn can_be_accepted(&self) -> bool {
        use Problem as P;
        let elsewhere = matches!(
            self,
            P::SymbolicLink { .. }
                | P::UnusedTemplate { .. }
                | P::UnknownThemeFile { .. }
                | P::UnusedText { .. }
                | P::LowContrast { .. }
                | P::UnknownYear { .. }
                | P::StrayFile { .. }
                | P::OrphanSidecar { .. }
                | P::UnknownOrganisation { .. }
                | P::AcceptUnmatched { .. }
                | P::AccessibilityAllMet { .. }
                | P::AccessibilityUntold { .. }
                | P::SynonymTooShort { .. }
                | P::SynonymRepeated { .. }
                | P::SynonymGroupRepeated { .. }
                | P::NoContact
                | P::NoBaseUrl { .. }
                | P::NoDates { .. }
                | P::FictionalUnlisted { .. }
                | P::UnusedOrganisations { .. }
                | P::MissingYears { .. }
                | P::Page(_)
                | P::HostLimitNear { .. }
                | P::HostWithoutPath { .. }
                | P::RedirectsLeftToPages { .. }
        );
        self.severity() != Severity::Error && !elsewhere
    }

    /// For whom it is: readers are told where the structure of a page is uncertain, and nothing else.
    #[must_use]
    pub fn audience(&self) -> Audience {
        use Problem as P;
        match self {
            P::UnclosedTable
            | P::GoalMissing { .. }
            | P::GoalNumberRepeated { .. }
            | P::UnassignedText { .. }
            | P::LabelsDetached { .. }
            | P::LabelIncomplete { .. }
            | P::NoGoals
            | P::ResultMissing { .. }
            | P::IndicatorIncomplete { .. }
            | P::UncertainContinuation { .. }
            | P::NoFormFits { .. }
            | P::HeadRole { .. }
            | P::YearDisagrees { .. }
            | P::OrganisationDisagrees { .. } => Audience::Reader,
            _ => Audience::Staff,
        }
    }
}
