//! What documents say: one row a document, one row a goal.

use super::{
    OF_DOCUMENT, OF_ORGANISATIONS, OF_THE_DOCUMENT, PATH, SOURCE_LICENCE, SOURCE_PUBLISHER,
    SOURCE_URL, TEXT_OMITTED, URL,
};
use crate::data::column::{Table, Words, boolean, date, integer, prose, text};

/// One row a document.
pub const DOCUMENTS: Table = Table {
    name: "documents",
    title: Words {
        japanese: "文書",
        english: "Documents",
    },
    says: Words {
        japanese: "1行が1つの文書です。中間版など別の版は、それぞれ1行です。",
        english: "One row is one document. Each further edition, such as the mid-year one, is a row of its own.",
    },
    key: &["document_id"],
    references: &[OF_ORGANISATIONS],
    groups: &[
        OF_DOCUMENT,
        &[
            PATH,
            URL,
            text("title", "題名", "title").required(),
            text(
                "series",
                "文書の種類（組織目標、区長マニフェストなど）",
                "what such documents are called",
            ),
            date(
                "published",
                "公表日（わかる場合）",
                "day of publication, where known",
            ),
            date(
                "modified",
                "更新日（わかる場合）",
                "day of the last change, where known",
            ),
            date(
                "withdrawn_on",
                "取り下げの日",
                "day from which it is withdrawn",
            ),
            integer("goals", "目標の数", "number of goals").required(),
            integer(
                "goals_with_result",
                "取組結果の記載がある目標の数",
                "number of goals with a printed result",
            )
            .required(),
            integer(
                "goals_with_direction",
                "今後の方向性の記載がある目標の数",
                "number of goals with a printed direction",
            )
            .required(),
            integer(
                "printed_goals",
                "文書に書かれている目標数。空は記載なし（0とは違う）",
                "number of goals that the document prints; empty where it prints none, which is not 0",
            ),
            integer(
                "printed_achieved",
                "文書に書かれている達成数。空は記載なし（0とは違う）",
                "number of achieved goals that the document prints; empty where it prints none, which is not 0",
            ),
            integer(
                "indicators",
                "指標の数（名前だけの政策指標を除く）",
                "number of indicators, without those only referred to",
            )
            .required(),
            prose(
                "purpose",
                "組織の目的・方向性",
                "purpose of the organisation",
            ),
            prose(
                "preface",
                "目標の前に書かれている文",
                "what stands before the goals",
            ),
            TEXT_OMITTED,
            SOURCE_URL,
            text(
                "source_file",
                "原本のファイル名（わかる場合）",
                "file name of the original, where known",
            ),
            date(
                "source_retrieved",
                "原本を取得した日（わかる場合）",
                "day on which the original was fetched, where known",
            ),
            SOURCE_LICENCE,
            SOURCE_PUBLISHER,
            text(
                "source_sha256",
                "このアーカイブのもとのファイルの SHA-256。掲載を控えた箇所がある文書では空",
                "SHA-256 of the archive's own source file; empty where something is withheld",
            ),
            integer(
                "corrections",
                "訂正した箇所の数",
                "number of corrected places",
            )
            .required(),
            integer(
                "withheld",
                "掲載を控えている箇所の指定の数",
                "number of entries by which words are withheld",
            )
            .required(),
        ],
    ],
};

/// One row a goal.
pub const GOALS: Table = Table {
    name: "goals",
    title: Words {
        japanese: "目標",
        english: "Goals",
    },
    says: Words {
        japanese: "1行が1つの目標です。取組結果と今後の方向性も同じ行にあります。",
        english: "One row is one goal, together with its result and direction.",
    },
    key: &["document_id", "goal_id"],
    references: &[OF_ORGANISATIONS, OF_THE_DOCUMENT],
    groups: &[
        OF_DOCUMENT,
        &[
            text(
                "goal_id",
                "文書の中での目標の識別子。index.json の goals[].id と同じ",
                "the goal's id within its document, as in index.json",
            )
            .required(),
            integer(
                "position",
                "文書の中で何番目の目標か",
                "which goal of the document it is, from 1",
            )
            .required(),
            text(
                "goal_number",
                "書かれている番号。空は記載なし",
                "number as printed; empty where none is",
            ),
            PATH,
            URL,
            boolean(
                "has_result",
                "取組結果の記載があれば true",
                "true: a result is printed",
            ),
            boolean(
                "has_direction",
                "今後の方向性の記載があれば true",
                "true: a direction is printed",
            ),
            text(
                "mark",
                "書かれている評価の記号や語。空は記載なし",
                "mark as printed; empty where none is",
            ),
            text(
                "scale_id",
                "評価の尺度（codes の scale）。違う尺度どうしは比べられない",
                "scale of the mark, as in codes; marks of different scales cannot be compared",
            ),
            prose(
                "group",
                "目標が属する柱・担当の見出し",
                "pillar or post under which the goal stands",
            ),
            prose("text", "目標の文", "the goal itself"),
            prose("result", "取組結果の文", "the result"),
            prose("direction", "今後の方向性の文", "the direction"),
            TEXT_OMITTED,
            SOURCE_URL,
            SOURCE_LICENCE,
            SOURCE_PUBLISHER,
        ],
    ],
};
