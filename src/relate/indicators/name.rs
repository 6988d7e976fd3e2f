//! Which names are one indicator. Spelling is folded, and nothing else: two names that only mean nearly the same stay two.

use ayumi_japanese::fold::fold_str;
use sha2::{Digest as _, Sha256};

use crate::config::footnote_mark;

/// A printed name, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Name {
    /// What names are compared by; empty where there is no name.
    pub key: String,
    /// The name as printed, without what says how it is counted.
    pub base: String,
    /// How it is counted, folded: 「(延べ)」「新しい数え方による」. Empty where nothing is said.
    pub definition: String,
}

/// Words that say how something is counted, not what. A name with one in brackets at its end is the same indicator in
/// another definition.
const COUNTING: [&str; 22] = [
    "数え方",
    "実数",
    "実人数",
    "延べ",
    "のべ",
    "延人数",
    "新基準",
    "旧基準",
    "基準変更",
    "新定義",
    "旧定義",
    "定義変更",
    "算定方法",
    "算出方法",
    "集計方法",
    "計算方法",
    "新方式",
    "旧方式",
    "見直し後",
    "見直し前",
    "累計",
    "単年度",
];

/// The same before a name, with what has to follow: 「新しい数え方による」「実数での」「見直し後の」. 「見直しによる」 says
/// what was done, not how it was counted.
const BEFORE: [(&str, &[&str]); 3] = [
    (
        "による",
        &[
            "数え方",
            "基準",
            "定義",
            "方式",
            "算定方法",
            "算出方法",
            "集計方法",
            "計算方法",
        ],
    ),
    (
        "での",
        &["実数", "実人数", "延べ", "のべ", "数え方", "基準", "定義"],
    ),
    ("後の", &["見直し", "改定", "改訂", "変更"]),
];
/// So many characters may stand before such an ending, and so many have to remain.
const LONGEST_BEFORE: usize = 12;
const SHORTEST_NAME: usize = 3;

impl Name {
    /// Takes a printed name apart. A unit in brackets behind it is not of the name where it is the unit that was read.
    pub fn of(printed: &str, unit: Option<&str>) -> Self {
        let text = printed.replace('\n', "");
        let mut rest = without_quotes(text.trim());
        if let Some((name, _)) = footnote_mark(rest) {
            rest = without_quotes(name.trim());
        }
        let mut definition = String::new();
        while let Some((name, inside)) = bracket_behind(rest) {
            let inside = plain(inside);
            let measured = inside.strip_prefix("単位").unwrap_or(&inside);
            let measured = measured.trim_start_matches(':');
            if unit.is_some_and(|unit| plain(unit) == measured) {
                rest = name;
            } else if COUNTING.iter().any(|word| inside.contains(word)) {
                definition = format!("({inside}){definition}");
                rest = name;
            } else {
                break;
            }
        }
        if let Some((before, name)) = counted_before(rest) {
            definition.insert_str(0, &plain(before));
            rest = name;
        }
        let rest = without_quotes(rest.trim());
        Self {
            key: plain(rest),
            base: rest.to_owned(),
            definition,
        }
    }
}

/// The name of an indicator's page: made of the folded name alone, so that no other input changes it.
pub(super) fn slug(key: &str) -> String {
    let hash = Sha256::digest(key.as_bytes());
    hash.iter()
        .take(8)
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

/// Folded, without white space and quotation marks.
pub(super) fn plain(text: &str) -> String {
    let mut folded = fold_str(text);
    folded.retain(|c| !c.is_whitespace() && !is_quotation_mark(c));
    folded
}

fn is_quotation_mark(c: char) -> bool {
    matches!(c, '「' | '」' | '『' | '』' | '“' | '”' | '"' | '〝' | '〟')
}

/// A text without the quotation marks around all of it.
fn without_quotes(text: &str) -> &str {
    for (open, close) in [('「', '」'), ('『', '』'), ('“', '”'), ('"', '"')] {
        let inside = text
            .strip_prefix(open)
            .and_then(|text| text.strip_suffix(close));
        if let Some(inside) = inside
            && !inside.contains([open, close])
        {
            return inside.trim();
        }
    }
    text
}

/// A name and what stands in brackets behind it.
fn bracket_behind(text: &str) -> Option<(&str, &str)> {
    let inner = text.strip_suffix(['）', ')'])?;
    let open = inner.rfind(['（', '('])?;
    let inside = inner[open..].trim_start_matches(['（', '(']);
    let name = text[..open].trim_end();
    (!name.is_empty()).then_some((name, inside))
}

/// What says before a name how it is counted, and the name.
fn counted_before(text: &str) -> Option<(&str, &str)> {
    BEFORE.iter().find_map(|(ending, words)| {
        let at = text.find(ending)?;
        let (before, name) = text.split_at(at + ending.len());
        let says = words.iter().any(|word| text[..at].contains(word));
        let fits =
            text[..at].chars().count() <= LONGEST_BEFORE && name.chars().count() >= SHORTEST_NAME;
        (says && fits).then_some((before, name))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(printed: &str) -> String {
        Name::of(printed, None).key
    }

    #[test]
    fn spelling_makes_no_other_indicator() {
        for (one, other) in [
            ("自治会の加入率", "自治会の 加入率"),
            ("「自治会の加入率」", "自治会の加入率"),
            ("ＳＮＳの登録者数", "SNSの登録者数"),
            ("ｺﾐﾊﾞｽの利用者数", "コミバスの利用者数"),
            ("人々のつながり", "人人のつながり"),
            ("自治会の加入率※1", "自治会の加入率"),
            ("公園～道路の本数", "公園〜道路の本数"),
            ("除雪の\n出動回数", "除雪の出動回数"),
        ] {
            assert_eq!(key(one), key(other), "{one} / {other}");
        }
    }

    #[test]
    fn what_means_nearly_the_same_stays_two() {
        for (one, other) in [
            ("自治会の加入率", "自治会の加入者数"),
            ("相談件数（子ども）", "相談件数（高齢者）"),
            ("相談件数（子ども）", "相談件数"),
            ("見直しによる経費の削減額", "経費の削減額"),
            ("市内での買い物をする人の割合", "買い物をする人の割合"),
        ] {
            assert_ne!(key(one), key(other), "{one} / {other}");
        }
    }

    #[test]
    fn how_it_is_counted_is_a_definition_of_the_same() {
        for (printed, definition) in [
            ("講座の参加者数", ""),
            ("講座の参加者数（延べ）", "(延べ)"),
            ("講座の参加者数（新基準）", "(新基準)"),
            ("新しい数え方による講座の参加者数", "新しい数え方による"),
            ("実数での講座の参加者数", "実数での"),
            ("見直し後の「講座の参加者数」", "見直し後の"),
        ] {
            let name = Name::of(printed, None);
            assert_eq!(
                (&*name.key, &*name.definition),
                ("講座の参加者数", definition)
            );
        }
    }

    #[test]
    fn a_unit_behind_the_name_is_not_of_it() {
        let with = |unit| Name::of("自治会の加入率（％）", unit).key;
        assert_eq!(with(Some("%")), "自治会の加入率");
        assert_eq!(with(None), "自治会の加入率(%)");
        assert_eq!(Name::of("加入率（単位：％）", Some("％")).key, "加入率");
        let counted = Name::of("参加者（延べ）（人）", Some("人"));
        assert_eq!((&*counted.key, &*counted.definition), ("参加者", "(延べ)"));
        assert_eq!(Name::of(" 　", None).key, "");
    }

    #[test]
    fn a_page_is_named_by_the_folded_name_alone() {
        assert_eq!(slug("自治会の加入率"), slug(&key("自治会の　加入率")));
        assert_eq!(slug("a").len(), 16);
        assert_ne!(slug("a"), slug("b"));
    }
}
