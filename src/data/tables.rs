//! The tables: the only place that says which columns there are. The order of the columns is that of the files.

use super::column::{
    Column, Reference, Table, Words, boolean, code, date, integer, number, prose, text,
};

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

/// One row an organisation.
pub const ORGANISATIONS: Table = Table {
    name: "organisations",
    title: Words {
        japanese: "組織",
        english: "Organisations",
    },
    says: Words {
        japanese: "1行が1つの組織（市・区・部・課）です。文書がまだない組織や、なくなった組織もあります。",
        english: "One row is one organisation: a city, ward, department or section. Those without documents and those that ended are here too.",
    },
    key: &["organisation_id"],
    references: &[organisation("parent_id")],
    groups: &[&[
        MUNICIPALITY,
        text(
            "organisation_id",
            "組織の識別子。ほかの組織に使い回されない",
            "the organisation's id; never given to another",
        )
        .required(),
        text("slug", "アドレスに使う名前", "name in addresses").required(),
        text("name", "名前", "name").required(),
        text("kana", "読み", "reading"),
        text("romaji", "ローマ字", "name in Latin letters"),
        code("kind", "organisation_kind", "種類", "what it is").required(),
        text(
            "code",
            "その組織自身の全国地方公共団体コード（わかる場合）",
            "its own code (全国地方公共団体コード), where known",
        ),
        text(
            "area_code",
            "地域のコード。区のコードがわかればそのコード、わからなければ市区町村のコード",
            "code of the area: the ward's where it is known, else the municipality's",
        )
        .required(),
        text(
            "parent_id",
            "属する組織の識別子",
            "id of the organisation to which it belongs",
        ),
        date(
            "valid_from",
            "存在した最初の日。空は不明",
            "first day on which it existed; empty: not known",
        ),
        date(
            "valid_to",
            "存在した最後の日。空は、続いているか不明",
            "last day on which it existed; empty: it goes on, or not known",
        ),
        integer(
            "documents",
            "収録している文書の数（別の版を除く）",
            "number of documents held, other editions not counted",
        )
        .required(),
        integer(
            "first_fiscal_year",
            "収録している最初の年度（西暦）",
            "first fiscal year held, a Western year",
        ),
        text(
            "first_fiscal_year_label",
            "収録している最初の年度（和暦）",
            "the same as eras count it",
        ),
        integer(
            "last_fiscal_year",
            "収録している最後の年度（西暦）",
            "last fiscal year held, a Western year",
        ),
        text(
            "last_fiscal_year_label",
            "収録している最後の年度（和暦）",
            "the same as eras count it",
        ),
        text(
            "path",
            "このサイトの中での場所（ページがある場合）",
            "place on this site, where it has a page",
        ),
        URL,
    ]],
};

/// One row a pair of organisations before and after.
pub const CHANGES: Table = Table {
    name: "changes",
    title: Words {
        japanese: "組織の変更",
        english: "Changes of organisations",
    },
    says: Words {
        japanese: "1行が、変更の前と後の組織の1つの組です。1つの変更が何行かになることがあります（change_id が同じ）。",
        english: "One row is a pair of organisations before and after. One change may be several rows, with the same change_id.",
    },
    key: &["change_id", "from_id", "to_id"],
    references: &[
        organisation("from_id"),
        organisation("to_id"),
        organisation("from_parent_id"),
    ],
    groups: &[&[
        MUNICIPALITY,
        text(
            "change_id",
            "変更の識別子（日、種類、前の組織、後の組織からなる）",
            "id of the change, made of its day, kind and organisations",
        )
        .required(),
        date("date", "変更の日", "day on which it took effect").required(),
        integer(
            "fiscal_year",
            "変更の日の年度（西暦）",
            "fiscal year of that day, a Western year",
        )
        .required(),
        text(
            "fiscal_year_label",
            "変更の日の年度（和暦）",
            "the same as eras count it",
        )
        .required(),
        code("kind", "change_kind", "変更の種類", "what happened").required(),
        text(
            "from_id",
            "前の組織の識別子",
            "id of the organisation before",
        )
        .required(),
        text(
            "from_name",
            "前の組織の名前",
            "name of the organisation before",
        ),
        text("to_id", "後の組織の識別子", "id of the organisation after").required(),
        text(
            "to_name",
            "後の組織の名前",
            "name of the organisation after",
        ),
        text(
            "from_parent_id",
            "移管の場合、前に属していた組織の識別子",
            "of a move: id of the organisation under which it stood before",
        ),
        text("note", "説明", "explanation"),
    ]],
};

/// One row a code.
pub const CODES: Table = Table {
    name: "codes",
    title: Words {
        japanese: "コード表",
        english: "Code table",
    },
    says: Words {
        japanese: "ほかの表に出てくるコードの意味と、評価の尺度の定義です。",
        english: "What the codes in the other tables mean, and how the scales of marks are defined.",
    },
    key: &["list", "scale_id", "code"],
    references: &[],
    groups: &[&[
        MUNICIPALITY,
        text(
            "list",
            "コードの一覧の名前。列の名前と同じ",
            "name of the list, as the column that uses it",
        )
        .required(),
        text(
            "scale_id",
            "mark の場合、尺度の識別子",
            "of a mark: the id of its scale",
        ),
        integer("position", "一覧の中での順番", "place in the list, from 1").required(),
        text("code", "コード", "the code").required(),
        text("name_ja", "日本語の名前", "name in Japanese").required(),
        text(
            "name_en",
            "英語の名前。自治体の言葉である尺度と評価では空",
            "name in English; empty for scales and marks, which are the municipality's words",
        ),
        text(
            "meaning",
            "自治体による定義（評価の場合）、使われた年度（尺度の場合）",
            "the municipality's definition of a mark; the years of a scale",
        ),
        text(
            "spellings",
            "同じ評価のほかの書き方（「｜」で区切る）",
            "other spellings of the same mark, separated by ｜",
        ),
    ]],
};
