//! What is measured: one row a figure, one row a mark.

use super::{OF_DOCUMENT, OF_ORGANISATIONS, OF_THE_DOCUMENT, PATH, URL};
use crate::data::column::{Table, Words, code, integer, number, text};

/// One row a figure.
pub const INDICATORS: Table = Table {
    name: "indicators",
    title: Words {
        japanese: "指標の数値",
        english: "Figures of indicators",
    },
    says: Words {
        japanese: "1行が1つの数値（現状値・目標値・実績値のどれか）です。数値の記載がない指標も1行にしています。",
        english: "One row is one figure: a baseline, a target or an actual value. An indicator without figures is one row too.",
    },
    key: &["document_id", "scope", "goal_id", "indicator", "figure"],
    references: &[OF_ORGANISATIONS, OF_THE_DOCUMENT],
    groups: &[
        OF_DOCUMENT,
        &[
            code(
                "scope",
                "scope",
                "指標が何についているか",
                "what the indicator belongs to",
            )
            .required(),
            text(
                "goal_id",
                "目標の識別子。空は、特定の目標の指標ではない",
                "the goal's id; empty where it belongs to no single goal",
            ),
            integer(
                "indicator",
                "その中で何番目の指標か",
                "which indicator of these it is, from 1",
            )
            .required(),
            text(
                "indicator_name",
                "指標の名前（書かれているとおり）",
                "name as printed",
            ),
            code("figure", "figure", "数値の種類", "which figure").required(),
            integer(
                "figure_fiscal_year",
                "数値の年度（西暦）。空は記載なし",
                "fiscal year of the figure, a Western year; empty where none is printed",
            ),
            text(
                "figure_fiscal_year_label",
                "数値の年度（和暦）",
                "the same as eras count it",
            ),
            number(
                "value",
                "数値。数として読めない場合は空（0とは違う）",
                "the number; empty where it is none, which is not 0",
            ),
            text("unit", "単位（書かれているとおり）", "unit as printed"),
            text(
                "printed",
                "書かれているとおりの文字（「-」や「N/A」もそのまま）",
                "text as printed, also \"-\" and \"N/A\"",
            ),
            code(
                "figure_state",
                "figure_state",
                "書かれている文字の状態：空欄、「-」、N/A、数、そのほかを区別する",
                "what the text is: blank, a dash, N/A, a number or something else",
            )
            .required(),
            code(
                "better",
                "better",
                "どちらに動くとよいか（文書に書かれている場合）",
                "which way is better, where the document says",
            ),
            PATH,
            URL,
        ],
    ],
};

/// One row a mark.
pub const MARKS: Table = Table {
    name: "marks",
    title: Words {
        japanese: "評価",
        english: "Marks",
    },
    says: Words {
        japanese: "1行が1つの評価（目標、点検・外部評価など、指標についた記号や語）です。尺度の違う評価どうしは比べられません。",
        english: "One row is one mark of a goal, a review or an indicator. Marks of different scales cannot be compared.",
    },
    key: &["document_id", "goal_id", "subject", "position"],
    references: &[OF_ORGANISATIONS, OF_THE_DOCUMENT],
    groups: &[
        OF_DOCUMENT,
        &[
            code("subject", "subject", "何についた評価か", "what was marked").required(),
            text("goal_id", "目標の識別子。空は、特定の目標のものではない", "the goal's id; empty where it belongs to no single goal"),
            integer("position", "その目標（または文書）の中で何番目の点検・指標か。目標そのものは1", "which review or indicator of the goal or document it is, from 1; 1 for a goal itself").required(),
            text("indicator_name", "指標の名前", "name of the indicator"),
            code("review_kind", "review_kind", "点検・評価の種類", "kind of review"),
            integer("review_fiscal_year", "評価の対象の年度（西暦）", "fiscal year of which the review speaks, a Western year"),
            text("review_fiscal_year_label", "評価の対象の年度（和暦）", "the same as eras count it"),
            text("mark", "書かれているとおりの記号や語", "mark as printed").required(),
            text("scale_id", "尺度の識別子（codes の scale）。空は、どの尺度かわからない", "the scale's id, as in codes; empty where it is not known"),
            text("scale_mark", "尺度の中での代表の書き方（codes の mark）", "how the scale spells the mark, as in codes"),
            PATH,
            URL,
        ],
    ],
};
