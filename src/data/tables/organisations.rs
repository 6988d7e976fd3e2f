//! What belongs to no document: organisations, their changes, codes.

use super::{MUNICIPALITY, URL, organisation};
use crate::data::column::{Table, Words, code, date, integer, text};

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
