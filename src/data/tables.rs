//! The tables: the only place that says which columns there are. The order of the columns is that of the files.

mod documents;
mod lineage;
mod measured;
mod organisations;

pub use documents::{DOCUMENTS, GOALS};
pub use lineage::LINEAGE;
pub use measured::{INDICATORS, MARKS};
pub use organisations::{CHANGES, CODES, ORGANISATIONS};

use super::column::{Column, Reference, Table, boolean, code, integer, text};

/// All tables, in the order in which pages list them.
pub const TABLES: [&Table; 8] = [
    &DOCUMENTS,
    &GOALS,
    &INDICATORS,
    &MARKS,
    &LINEAGE,
    &ORGANISATIONS,
    &CHANGES,
    &CODES,
];

/// Those whose rows come from documents; only these can grow so large that they are divided.
pub const OF_DOCUMENTS: [&Table; 5] = [&DOCUMENTS, &GOALS, &INDICATORS, &MARKS, &LINEAGE];

/// So that archives can be joined.
const MUNICIPALITY: Column = text(
    "municipality_code",
    "市区町村の全国地方公共団体コード（6桁、検査数字を含む）",
    "the municipality's code (全国地方公共団体コード, six digits with the check digit)",
)
.required();

/// Which document a row belongs to.
const OF_DOCUMENT: &[Column] = &[
    MUNICIPALITY,
    text(
        "document_id",
        "文書の識別子。index.json の id と同じで、アドレスにもなる",
        "the document's id, as in its index.json; also its address",
    )
    .required(),
    integer(
        "fiscal_year",
        "年度（西暦。4月の属する年）",
        "fiscal year: the Western year of its April",
    )
    .required(),
    text(
        "fiscal_year_label",
        "年度（和暦）",
        "fiscal year as eras count it",
    )
    .required(),
    text(
        "organisation_id",
        "組織の識別子（organisations の organisation_id）",
        "the organisation's id, as in the table organisations",
    )
    .required(),
    text("organisation_name", "組織の名前", "the organisation's name").required(),
    code(
        "organisation_kind",
        "organisation_kind",
        "組織の種類",
        "what the organisation is",
    )
    .required(),
    text(
        "area_code",
        "地域のコード。区のコードがわかればそのコード、わからなければ市区町村のコード",
        "code of the area: the ward's where it is known, else the municipality's",
    )
    .required(),
    text(
        "edition",
        "版の名前（中間版は midyear など）。空は、もとの版",
        "name of the edition, such as midyear; empty for the main one",
    ),
    boolean("draft", "下書きなら true", "true: a draft"),
    boolean(
        "withdrawn",
        "取り下げられた文書なら true",
        "true: the document was withdrawn",
    ),
];

const TEXT_OMITTED: Column = code(
    "text_omitted",
    "text_omitted",
    "文書の本文を載せていない理由。空は、載せている",
    "why texts of the document are left out; empty where they are not",
);

const SOURCE_URL: Column = text(
    "source_url",
    "原本のアドレス（わかる場合）",
    "address of the original, where known",
);

const SOURCE_LICENCE: Column = text(
    "source_licence",
    "原本の利用条件（わかる場合）。空は不明：発行元に確認が必要",
    "licence of the original; empty: unknown, ask the publisher",
);

const SOURCE_PUBLISHER: Column = text(
    "source_publisher",
    "原本の発行元（わかる場合）",
    "publisher of the original, where known",
);

const PATH: Column = text(
    "path",
    "このサイトの中での場所（サイトの一番上から）",
    "place on this site, below its root",
)
.required();

const URL: Column = text(
    "url",
    "アドレス（サイトのアドレスが決まっている場合）",
    "whole address, where the site's address is set",
);

const OF_ORGANISATIONS: Reference = Reference {
    column: "organisation_id",
    table: "organisations",
    to: "organisation_id",
};

const OF_THE_DOCUMENT: Reference = Reference {
    column: "document_id",
    table: "documents",
    to: "document_id",
};

const fn organisation(column: &'static str) -> Reference {
    Reference {
        column,
        ..OF_ORGANISATIONS
    }
}
