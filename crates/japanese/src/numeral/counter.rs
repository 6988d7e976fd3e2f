//! Whether what follows a number counts something (4月, 3,000人) or is the text of an item.

use crate::kana::is_kanji;

/// Words of counting that are unmistakable right behind a number.
const COUNTING_WORDS: &[&str] = &[
    "年度",
    "年間",
    "年後",
    "年目",
    "年前",
    "か年",
    "ヶ年",
    "カ年",
    "か月",
    "ヶ月",
    "カ月",
    "ヵ月",
    "箇月",
    "週間",
    "日間",
    "日目",
    "時間",
    "時半",
    "分間",
    "秒間",
    "か所",
    "ヶ所",
    "カ所",
    "ヵ所",
    "箇所",
    "か国",
    "ヶ国",
    "カ国",
    "回目",
    "番目",
    "人目",
    "人ひとり",
    "人一人",
    "人暮らし",
    "人親",
    "人当",
    "人あたり",
    "人以上",
    "人以下",
    "件以上",
    "件以下",
    "件中",
    "件当",
    "歳児",
    "歳以上",
    "歳未満",
    "歳代",
    "歳以下",
    "割以上",
    "割以下",
    "ポイント",
    "パーセント",
    "以上",
    "以下",
    "未満",
    "程度",
    "つの",
    "つを",
    "つに",
    "つは",
    "つが",
    "つと",
    "つ目",
    "つ、",
    "丁目",
    "番地",
    "番町",
    "億円",
    "万円",
    "千円",
    "百円",
    "万人",
    "千人",
    "百人",
    "万件",
    "千件",
    "百件",
    "km",
    "kg",
    "cm",
    "mm",
    "㎞",
    "㎏",
    "㎡",
    "㎝",
];

/// Characters that count unless a kanji follows, with which they make a word (月岡, 回復, 年齢).
const COUNTERS: &str = "年月日回件名個円千百万億兆割倍歳才時秒階枚校号";

/// As [`COUNTERS`], but they also begin sentences of their own: 1 人にやさしいまち, 2 本をよむ.
const COUNTERS_OR_NOUNS: &str = "人本分点位台度代";

/// Whether the white space between a number and `rest` seems to divide a number from what it counts.
/// Below 10 a marker is likelier than a count of 人 or 点.
pub(super) fn counts_across_space(number: u32, rest: &str) -> bool {
    // A year begins with its era, not with a number that stands alone: 4 年度の途中でも入れるように.
    !rest.starts_with("年度")
        && (counts(rest, COUNTERS) || (number >= 10 && counts(rest, COUNTERS_OR_NOUNS)))
}

/// Whether `rest` right behind a number says what is counted.
pub(super) fn counts_directly(rest: &str) -> bool {
    counts(rest, COUNTERS) || counts(rest, COUNTERS_OR_NOUNS)
}

fn counts(rest: &str, counters: &str) -> bool {
    let mut chars = rest.chars();
    let (first, second) = (chars.next(), chars.next());
    let counter = first.is_some_and(|first| counters.contains(first))
        && second.is_none_or(|second| !is_kanji(second))
        // 分かりやすい, 分ける: the verb.
        && !matches!((first, second), (Some('分'), Some('か' | 'け')));
    counter
        || first.is_some_and(|c| matches!(c, '%' | '％'))
        || COUNTING_WORDS.iter().any(|word| {
            let behind = rest.strip_prefix(word);
            // 時間外, 時間帯: words of their own.
            behind.is_some_and(|behind| *word != "時間" || !behind.starts_with(['外', '帯', '割']))
        })
}
