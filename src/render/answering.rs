//! Pages that answer what a list of passages does not: 未達成 has a list of its own.

use super::world::World;

/// A page to which some words of a query lead.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answering {
    /// Its title.
    pub title: String,
    /// Its address.
    pub folder: &'static str,
    /// The words.
    pub words: &'static [&'static str],
}

/// What people ask for that whole pages answer: title, address, words. Words of documents' own subjects are left out.
const PAGES: [(&str, &str, &[&str]); 7] = [
    (
        "status_title",
        "status/",
        &[
            "未達成",
            "未達",
            "達成状況",
            "未評価",
            "評価前",
            "記載なし",
            "status",
        ],
    ),
    (
        "indicators_title",
        "indicators/",
        &[
            "指標",
            "達成率",
            "目標値",
            "引き下げ",
            "推移",
            "政策指標",
            "indicators",
        ],
    ),
    (
        "compare_title",
        "compare/",
        &[
            "比較",
            "前年度",
            "前年",
            "前年と同じ目標",
            "区別",
            "区ごと",
            "compare",
        ],
    ),
    (
        "scales_title",
        "scales/",
        &["達成基準", "評価基準", "評価区分", "scales"],
    ),
    (
        "data_title",
        "data/",
        &["オープンデータ", "ダウンロード", "csv", "json", "data"],
    ),
    (
        "years_title",
        "years/",
        &["年度一覧", "初出", "年度別", "years"],
    ),
    ("wards_title", "wards/", &["組織一覧", "区一覧", "wards"]),
];

/// The pages of this site that answer.
pub(super) fn answering(world: &World<'_>) -> Vec<Answering> {
    PAGES
        .into_iter()
        .filter(|(_, folder, _)| *folder != "status/" || world.has_status())
        .map(|(title, folder, words)| Answering {
            title: world.texts.get(title).to_owned(),
            folder,
            words,
        })
        .collect()
}
