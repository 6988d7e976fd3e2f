//! One of each problem, with values as an example: for explanations, and for tests that go through all of them.

use super::{Problem, page, synonyms, table};

/// One of each problem.
pub(crate) fn samples() -> Vec<Problem> {
    use Problem as P;
    let s = str::to_owned;
    let mut samples = vec![
        P::MissingConfiguration {
            folder: s("archive"),
        },
        P::TomlSyntax {
            detail: s("invalid string, expected `\"`"),
        },
        P::UnknownKey {
            key: s("site.titel"),
            suggestion: Some(s("title")),
            known: s("title, language"),
        },
        P::UnknownKey {
            key: s("site.x"),
            suggestion: None,
            known: s("title, language"),
        },
        P::MissingKey {
            key: s("site.publisher"),
        },
        P::WrongType {
            key: s("site.official"),
            expected: s("true/false"),
            found: s("string"),
        },
        P::InvalidValue {
            key: s("site.language"),
            value: s("fr"),
            expected: s("ja, en"),
        },
        P::OfficialFictional,
        P::DuplicateOrganisation { id: s("chuo") },
        P::DuplicateSlug {
            slug: s("somu"),
            first: s("chuo-somu"),
            second: s("chuo-somu-2"),
        },
        P::ReservedName { name: s("search") },
        P::UnknownOrganisationId {
            id: s("chou"),
            suggestion: Some(s("chuo")),
        },
        P::OrganisationCycle { id: s("chuo") },
        P::LifeSpanReversed {
            id: s("kita"),
            from: s("2024-01-01"),
            to: s("2023-12-31"),
        },
        P::ParentKind {
            id: s("chuo"),
            kind: s("ward"),
            parent: s("chuo-somu"),
            parent_kind: s("section"),
        },
        P::ParentOtherTime {
            id: s("hamana-somu"),
            span: s("2024-01-01～"),
            parent: s("kita"),
            parent_span: s("2007-04-01～2023-12-31"),
        },
        P::ChangeShape {
            kind: s("merge"),
            from: s("kita"),
            to: s("hamana"),
        },
        P::ChangeDate {
            id: s("kita"),
            key: s("valid_to"),
            found: s("2024-03-31"),
            expected: s("2023-12-31"),
        },
        P::UnknownForm {
            form: s("nigata"),
            suggestion: Some(s("niigata")),
        },
        P::AmbiguousLabel {
            label: s("目標"),
            first: s("goals"),
            second: s("purpose"),
        },
        P::AmbiguousMark {
            mark: s("A"),
            first: s("mihon-abcd"),
            second: s("mihon-abc"),
        },
        P::DuplicateScale {
            id: s("mihon-abcd"),
            other: s("forms/mihon.toml"),
        },
        P::DuplicateForm {
            id: s("mihon"),
            other: s("forms/mihon.toml"),
        },
        P::KeyGivenTwice {
            key: s("title"),
            other: s("content/2024/chuo.toml"),
        },
        P::UnknownTheme {
            theme: s("defualt"),
            known: s("default"),
        },
        P::ThemeCycle {
            chain: s("minato → umi → minato"),
        },
        P::MissingTemplates {
            templates: s("document.html, home.html"),
            theme: s("minato"),
        },
        P::UnusedTemplate {
            template: s("documents.html"),
            suggestion: Some(s("document.html")),
        },
        P::UnknownThemeFile {
            path: s("themes/minato/template/home.html"),
            suggestion: Some(s("templates/")),
            known: s("assets/, strings/, templates/, theme.toml"),
        },
        P::UnknownAsset {
            asset: s("logo.png"),
            suggestion: Some(s("logo.svg")),
            known: s("logo.svg, style.css"),
        },
        P::UnusedText {
            text: s("hoem"),
            suggestion: Some(s("home")),
        },
        P::LowContrast {
            colours: s("accent #ffb400 / #ffffff"),
            ratio: s("1.78"),
            needed: s("4.5"),
            suggestion: Some(s("accent = \"#9b6e00\"")),
        },
        P::ImportCycle {
            chain: s("style.css → colours.css → style.css"),
        },
        P::ForeignAddress {
            address: s("https://fonts.example.com/font.css"),
        },
        P::UnknownPlaceholder {
            text: s("publisher"),
            placeholder: s("nmae"),
            suggestion: Some(s("name")),
            known: s("name"),
        },
        P::MissingContent {
            folder: s("content"),
        },
        P::Unreadable {
            path: s("content/2024/kita.md"),
            detail: s("Permission denied (os error 13)"),
        },
        P::SymbolicLink {
            path: s("content/2024/kita.md"),
        },
        P::NameNotUnicode {
            path: s("content/2024/\u{fffd}.md"),
        },
        P::UnknownYear { name: s("old") },
        P::StrayFile {
            path: s("content/2024/memo.txt"),
        },
        P::UnusedWithhold {
            path: s("content/2024/kta.toml"),
        },
        P::OrphanSidecar {
            path: s("content/2024/kita.toml"),
            document: s("content/2024/kita.md"),
        },
        P::UnknownOrganisation {
            name: s("中央区役所"),
            suggestion: Some(s("中央区")),
            entry: s("[[organisation]]\nid = \"…\"\nname = \"中央区役所\"\nkind = \"ward\""),
        },
        P::OrganisationAmbiguous {
            name: s("天竜区"),
            year: s("令和5年度"),
            chosen: s("tenryu"),
            others: s("tenryu-2024"),
        },
        P::OrganisationNotAlive {
            organisation: s("北区 (kita)"),
            span: s("2007-04-01～2023-12-31"),
            year: s("令和6年度"),
            suggestion: Some(s("中央区 (chuo), 浜名区 (hamana)")),
        },
        P::InvalidEdition {
            edition: s("中間")
        },
        P::DuplicateDocument {
            document: s("2024/chuo"),
            other: s("content/令和6/中央区.md"),
        },
        P::EditionWithoutMain {
            document: s("2024/chuo"),
        },
        P::NameClash {
            name: s("content/2024/Chuo.md"),
            other: s("content/2024/chuo.md"),
        },
        P::NotText { offset: 12 },
        P::UnknownEncoding {
            offset: 12,
            suggestion: Some(s("GBK")),
        },
        P::MissingBom {
            encoding: s("UTF-16LE"),
        },
        P::Mojibake {
            written: s("UTF-8"),
            read_as: s("Shift_JIS"),
            sample: s("驥咲せ逶ｮ讓"),
            restored: s("重点目標"),
        },
        P::LostCharacters { count: 3 },
        P::NotJapanese {
            encoding: s("EUC-JP"),
            sample: s("嶄忽繁酎慌才忽"),
            suggestion: Some(s("GBK")),
        },
        P::ControlCharacter {
            character: s("U+000B"),
        },
        P::PrivateUse {
            character: s("U+E000"),
        },
        P::ConvertedEncoding {
            encoding: s("Shift_JIS"),
        },
        P::UnclosedFrontMatter,
        P::EmptyDocument,
        P::UnclosedTable,
        P::DroppedTag { tag: s("script") },
        P::NoFormFits {
            known: s("niigata"),
        },
        P::FormTie {
            chosen: s("niigata"),
            other: s("osaka"),
        },
        P::UnknownLabel {
            label: s("取組結界"),
            suggestion: Some(s("取組結果")),
        },
        P::OrganisationDisagrees {
            printed: s("西区"),
            expected: s("中央区"),
        },
        P::YearDisagrees {
            printed: s("令和5年度"),
            expected: s("令和6年度"),
        },
        P::HeadRole {
            role: s("部長"),
            usual: s("区長"),
        },
        P::CountsDisagree {
            printed: 5,
            found: 4,
        },
        P::AchievedExceedsGoals {
            achieved: 5,
            goals: 4,
        },
        P::CountNotNumber {
            label: s("目標数"),
            text: s("四つほど"),
        },
        P::GoalMissing {
            number: s("5"),
            label: s("取組結果"),
        },
        P::GoalNumberRepeated { number: s("2") },
        P::UnassignedText {
            label: s("取組結果"),
        },
        P::LabelsDetached {
            label: s("現状値"),
            count: 3,
        },
        P::NoGoals,
        P::ResultMissing { goal: s("3") },
        P::IndicatorIncomplete {
            name: s("相談の件数"),
        },
        P::LabelIncomplete {
            text: s("今後 方向性"),
            label: s("今後の方向性"),
        },
        P::UncertainContinuation {
            label: s("取組結果"),
        },
        P::ProbableMisreading {
            text: s("大切にされた"),
            other: s("大切にした"),
        },
        P::SpaceInWord {
            text: s("目 標"),
            suggestion: s("目標"),
        },
        P::FootnoteWithoutNote {
            label: s("政策指標*"),
            mark: s("*"),
        },
        P::MoreOfAKind {
            kind_code: s("space-in-word"),
            count: 1200,
        },
        P::AcceptUnmatched {
            code: s("space-in-word"),
            line: s("12"),
        },
        P::ChangedDuringBuild {
            path: s("content/2024/chuo.md"),
        },
        P::TemplateError {
            template: s("document.html"),
            page: s("2024/chuo/"),
            detail: s("unknown filter: filter shout is unknown"),
        },
        P::UndefinedName {
            template: s("document.html → 2024/chuo/index.html"),
            name: s("page.titel"),
            suggestion: Some(s("title")),
            known: s("path, root, title"),
        },
        P::UnknownHelper {
            template: s("document.html → 2024/chuo/index.html"),
            name: s("phrase"),
            suggestion: Some(s("phrases")),
        },
        P::UnknownTemplate {
            template: s("document.html"),
            name: s("bsae.html"),
            suggestion: Some(s("base.html")),
            known: s("base.html, document.html"),
        },
        P::UnknownBlock {
            template: s("document.html"),
            block: s("mian"),
            suggestion: Some(s("main")),
            known: s("main"),
        },
        P::UnknownText {
            template: s("document.html → 2024/chuo/index.html"),
            text: s("source_titel"),
            suggestion: Some(s("source_title")),
        },
        P::NoBaseUrl {
            left_out: s("sitemap.xml"),
        },
        P::NoDates {
            left_out: s("feeds/"),
        },
        P::FictionalUnlisted {
            left_out: s("sitemap.xml"),
        },
        P::UnusableName {
            path: s("content/2024/chuo/CON.pdf"),
            detail: s("reserved"),
        },
        P::UnusedOrganisations {
            count: 7,
            names: s("北区, 東区, 江南区, 秋葉区, 南区, 西区, 西蒲区"),
        },
        P::MissingYears {
            count: 2,
            list: s("中央区 (2021, 2022), 北区 (2020)"),
        },
        P::HostTooManyFiles {
            host: s("Cloudflare Pages"),
            measured: s("20,412"),
            limit: s("20,000"),
        },
        P::HostTooLarge {
            host: s("GitHub Pages"),
            measured: s("1,204.5 MB"),
            limit: s("1,000.0 MB"),
        },
        P::HostFileTooLarge {
            host: s("Cloudflare Pages"),
            path: s("2024/chuo/files/map.pdf"),
            measured: s("31.0 MB"),
            limit: s("26.2 MB"),
        },
        P::HostFolderTooFull {
            host: s("Netlify"),
            folder: s("2024/"),
            measured: s("54,210"),
            limit: s("54,000"),
        },
        P::HostLimitNear {
            host: s("Cloudflare Pages"),
            key: s("files"),
            measured: s("19,204"),
            limit: s("20,000"),
        },
        P::HostWithoutPath {
            host: s("Cloudflare Pages"),
            path: s("/archive/"),
        },
        P::RedirectsLeftToPages {
            host: s("Cloudflare Pages"),
            redirects: 2_000,
            left: 340,
        },
        P::UnknownCode {
            code: s("space-in-wrod"),
            suggestion: Some(s("space-in-word")),
        },
        P::AliasUnusable {
            alias: s("../chuo"),
            detail: s("\"..\" is no name"),
        },
        P::AliasTaken {
            alias: s("2024/kita"),
            other: s("content/2024/kita.md"),
        },
        P::PlaceDisagrees {
            key: s("fiscal_year"),
            given: s("令和5年度"),
            place: s("令和6年度"),
        },
        P::DatesDisagree {
            key: s("modified"),
            date: s("2024-05-01"),
            other: s("published = 2024-05-31"),
        },
        P::CorrectionNotFound {
            from: s("大切にされた"),
            line: s("13"),
        },
        P::LineageGoalMissing {
            document: s("2023/chuo"),
            goal: s("9"),
        },
        P::LineageDocumentMissing {
            document: s("2023/chou"),
        },
        P::LineageWithinDocument {
            document: s("2023/chuo@midyear"),
        },
        P::WithholdNotFound,
        P::WithheldTextRemains { place: s("title") },
        P::WithheldInEdition {
            document: s("2024/chuo@midyear"),
        },
        P::WithheldInAttachment {
            path: s("content/2024/chuo/map.txt"),
        },
        P::AttachmentsWithheld {
            paths: s("map.pdf, list.xlsx"),
        },
        P::ReleasedMissing { name: s("map.pdf") },
        P::AttachmentMissing { name: s("map.pdf") },
        P::AttachmentRepeated { name: s("map.pdf") },
        P::GlossaryRepeated {
            word: s("コミ協"),
            other: s("地域コミュニティ協議会"),
        },
        P::AccessibilityClaim { key: s("tested") },
        P::AccessibilityUnmet {
            criteria: s("1.4.3, 2.4.7"),
            level: s("AA"),
        },
        P::AccessibilityAllMet { level: s("AA") },
        P::AccessibilityUntold {
            criteria: s("1.4.3, 2.4.7"),
            level: s("AA"),
        },
        P::AccessibilityRepeated {
            criterion: s("1.4.3"),
        },
        P::NoContact,
    ];
    samples.extend(table::samples());
    samples.extend(synonyms::samples());
    samples.extend(page::samples().into_iter().map(P::Page));
    samples
}
