//! The code table: what the codes in the other tables mean.

use super::column::Words;
use crate::config::Form;
use crate::model::ReviewKind;

/// A code of a list that is always the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CodeEntry {
    /// The list, named like the column that uses it.
    pub list: &'static str,
    /// The code.
    pub code: &'static str,
    /// What it is called.
    pub name: Words,
}

/// Why texts are left out.
pub(super) const LICENCE_UNKNOWN: &str = "licence-unknown";

const fn entry(
    list: &'static str,
    code: &'static str,
    japanese: &'static str,
    english: &'static str,
) -> CodeEntry {
    CodeEntry {
        list,
        code,
        name: Words { japanese, english },
    }
}

const ENTRIES: &[CodeEntry] = &[
    entry("organisation_kind", "city", "市", "city"),
    entry("organisation_kind", "ward", "区", "ward"),
    entry("organisation_kind", "department", "部・局", "department"),
    entry("organisation_kind", "section", "課・室", "section"),
    entry("change_kind", "rename", "改称", "renamed"),
    entry("change_kind", "merge", "統合", "merged"),
    entry("change_kind", "split", "分割", "split"),
    entry("change_kind", "move", "移管", "moved"),
    entry("scope", "goal", "目標の指標", "an indicator of a goal"),
    entry(
        "scope",
        "document",
        "特定の目標のものではない指標",
        "an indicator that belongs to no single goal",
    ),
    entry(
        "scope",
        "policy",
        "名前だけが書かれている政策指標",
        "a city-wide indicator that is only referred to",
    ),
    entry("figure", "baseline", "現状値", "baseline"),
    entry("figure", "target", "目標値", "target"),
    entry("figure", "actual", "実績値", "actual value"),
    entry("figure", "none", "数値の記載なし", "no figure is printed"),
    entry("figure_state", "number", "数", "a number"),
    entry("figure_state", "blank", "空欄", "a blank cell"),
    entry("figure_state", "dash", "「-」", "a dash"),
    entry("figure_state", "not-applicable", "N/A", "N/A"),
    entry("figure_state", "text", "そのほかの文字", "some other text"),
    entry("figure_state", "none", "記載なし", "nothing is printed"),
    entry("better", "up", "増えるとよい", "more is better"),
    entry("better", "down", "減るとよい", "less is better"),
    entry("subject", "goal", "目標", "a goal"),
    entry("subject", "review", "点検・外部評価など", "a review"),
    entry("subject", "indicator", "指標", "an indicator"),
    entry("review_kind", "midyear", "中間振り返り", "mid-year review"),
    entry("review_kind", "external", "外部評価", "external review"),
    entry(
        "review_kind",
        "previous",
        "前年度の評価",
        "review of the year before",
    ),
    entry("link_kind", "continued", "同じ文", "the same text"),
    entry("link_kind", "reworded", "文の変更", "reworded"),
    entry("link_kind", "split", "分かれた目標", "split off"),
    entry("link_kind", "merged", "まとめた目標", "merged"),
    entry("basis", "automatic", "自動判定", "found by a program"),
    entry("basis", "confirmed", "確認済み", "somebody checked it"),
    entry(
        "text_omitted",
        LICENCE_UNKNOWN,
        "原本の利用条件が不明なため",
        "because the licence of the original is not known",
    ),
];

/// All codes that are the same in every archive, list by list.
#[must_use]
pub fn code_entries() -> &'static [CodeEntry] {
    ENTRIES
}

/// The codes of a list.
pub(super) fn codes_of(list: &str) -> impl Iterator<Item = &'static str> {
    let of_list = ENTRIES.iter().filter(move |entry| entry.list == list);
    of_list.map(|entry| entry.code)
}

pub(super) fn review_kind(kind: ReviewKind) -> &'static str {
    match kind {
        ReviewKind::Midyear => "midyear",
        ReviewKind::External => "external",
        ReviewKind::Previous => "previous",
    }
}

/// What a printed figure is: blank, a dash, N/A, 0 and nothing at all are different things.
pub(super) fn figure_state(printed: &str, is_number: bool) -> &'static str {
    let text = printed.trim();
    let dash = |c: char| {
        matches!(
            c,
            '-' | '－' | '−' | '‐' | '‑' | '–' | '—' | '―' | '─' | '━' | 'ー' | 'ｰ'
        )
    };
    let plain: String = text
        .chars()
        .map(ayumi_japanese::width::char_to_ascii)
        .collect();
    match () {
        () if is_number => "number",
        () if text.is_empty() => "blank",
        () if text.chars().all(dash) => "dash",
        () if ["n/a", "na", "n.a."].contains(&plain.to_ascii_lowercase().as_str()) => {
            "not-applicable"
        }
        () => "text",
    }
}

/// How the scale spells a mark that is printed in another way.
pub(super) fn scale_mark<'a>(forms: &'a [Form], scale: &str, raw: &str) -> Option<&'a str> {
    let mut scales = forms.iter().flat_map(|form| &form.scales);
    let scale = scales.find(|known| known.id == scale)?;
    let entry = scale
        .entry_of(raw)
        .or_else(|| scale.entry_of(crate::config::mark_head(raw)))?;
    entry.text.first().map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{ChangeKind, OrganisationKind};

    #[test]
    fn every_kind_has_a_code() {
        let lists = |list| codes_of(list).collect::<Vec<_>>();
        let kinds = [
            OrganisationKind::City,
            OrganisationKind::Ward,
            OrganisationKind::Department,
            OrganisationKind::Section,
        ];
        assert_eq!(lists("organisation_kind"), kinds.map(OrganisationKind::key));
        let kinds = [
            ChangeKind::Rename,
            ChangeKind::Merge,
            ChangeKind::Split,
            ChangeKind::Move,
        ];
        assert_eq!(lists("change_kind"), kinds.map(ChangeKind::key));
    }

    #[test]
    fn four_kinds_of_nothing_stay_apart() {
        for (printed, number, state) in [
            ("0", true, "number"),
            ("", false, "blank"),
            ("　", false, "blank"),
            ("-", false, "dash"),
            ("－", false, "dash"),
            ("―", false, "dash"),
            ("N/A", false, "not-applicable"),
            ("ｎ／ａ", false, "not-applicable"),
            ("把握していない", false, "text"),
            ("△3", true, "number"),
        ] {
            assert_eq!(figure_state(printed, number), state, "{printed}");
        }
    }
}
