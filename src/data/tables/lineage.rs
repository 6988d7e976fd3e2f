//! How goals go on from document to document.

use super::{OF_DOCUMENT, OF_ORGANISATIONS, OF_THE_DOCUMENT, PATH, URL};
use crate::data::column::{Reference, Table, Words, code, integer, text};

/// One row a goal that goes on in a later document.
pub const LINEAGE: Table = Table {
    name: "lineage",
    title: Words {
        japanese: "目標のつながり",
        english: "Lineage of goals",
    },
    says: Words {
        japanese: "1行が、前の収録年度の文書の目標と、この文書の目標の1つの組です。多くは自動で判定したもので、人が確かめたものは basis が confirmed です。行のない目標は、比べた文書に対応する目標が見つからなかったか、比べる文書を収録していないものです。",
        english: "One row is a goal of an earlier document and the goal of this one in which it goes on. Most are found by a program; those that somebody checked have the basis confirmed. A goal without a row was not found in the documents compared, or nothing before it is held.",
    },
    key: &["document_id", "goal_id", "from_document_id", "from_goal_id"],
    references: &[
        OF_ORGANISATIONS,
        OF_THE_DOCUMENT,
        Reference {
            column: "from_document_id",
            table: "documents",
            to: "document_id",
        },
    ],
    groups: &[
        OF_DOCUMENT,
        &[
            text("goal_id", "目標の識別子", "the goal's id").required(),
            text(
                "from_document_id",
                "前の文書の識別子",
                "id of the earlier document",
            )
            .required(),
            integer(
                "from_fiscal_year",
                "前の文書の年度（西暦）",
                "fiscal year of the earlier document, a Western year",
            )
            .required(),
            text(
                "from_fiscal_year_label",
                "前の文書の年度（和暦）",
                "the same as eras count it",
            )
            .required(),
            text(
                "from_goal_id",
                "前の文書での目標の識別子",
                "id of the goal there",
            )
            .required(),
            code(
                "link_kind",
                "link_kind",
                "つながりの種類",
                "how they belong together",
            )
            .required(),
            integer(
                "score",
                "文の近さ（0から100）",
                "how alike the texts are, from 0 to 100",
            )
            .required(),
            code("basis", "basis", "判定のしかた", "who found it").required(),
            PATH,
            URL,
        ],
    ],
};
