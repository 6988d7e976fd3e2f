//! Printed figures → numbers. What is not surely a number stays text.

use ayumi_japanese::numeral::{Number, parse_number};
use ayumi_japanese::width::char_to_ascii;

use crate::model::{Better, Figure};

/// The number in a printed figure, and what is printed behind it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Measured {
    pub value: Number,
    /// The unit as printed: 人, ％
    pub unit: Option<String>,
}

/// Words before a number that leave it one.
const BEFORE: [&str; 9] = [
    "約",
    "およそ",
    "おおよそ",
    "概ね",
    "おおむね",
    "延べ",
    "のべ",
    "計",
    "ほぼ",
];
/// Words behind a number that leave it one.
const BEHIND: [&str; 12] = [
    "以上",
    "以下",
    "以内",
    "未満",
    "超",
    "程度",
    "前後",
    "見込み",
    "見込",
    "強",
    "弱",
    "を維持",
];
/// The longest unit, in characters.
const LONGEST_UNIT: usize = 8;

/// Reads a figure: 「3,000人以上」, 「約60％」, 「△3」. None for ranges, words, dates and what has no number.
pub(super) fn measure(text: &str) -> Option<Measured> {
    let mut rest = text.trim().trim_end_matches(['※', '*', '＊']);
    // 「60基以上（R8）」: what stands in brackets behind says something of the figure.
    if let Some(open) = rest.find(['（', '(']).filter(|open| *open > 0)
        && rest.ends_with(['）', ')'])
    {
        rest = rest[..open].trim_end();
    }
    for word in BEFORE {
        rest = rest.strip_prefix(word).unwrap_or(rest).trim_start();
    }
    let mut cut = true;
    while cut {
        cut = false;
        for word in BEHIND {
            if let Some(shorter) = rest.strip_suffix(word) {
                rest = shorter.trim_end();
                cut = true;
            }
        }
    }
    if let Some(value) = parse_number(rest) {
        let unit = rest.trim_start_matches(|c: char| !is_unit_of_ratio(c));
        let unit = Some(unit.to_owned()).filter(|unit| !unit.is_empty());
        return Some(Measured { value, unit });
    }
    let first = char_to_ascii(rest.chars().next()?);
    if !first.is_ascii_digit() && !"-+−△▲".contains(first) {
        return None;
    }
    // The longest beginning that is a number.
    let ends = rest.char_indices().map(|(at, c)| at + c.len_utf8());
    let (end, value) = ends
        .filter_map(|end| Some((end, parse_number(rest[..end].trim_end())?)))
        .next_back()?;
    let unit = rest[end..].trim();
    let is_unit = !unit.is_empty()
        && unit.chars().count() <= LONGEST_UNIT
        && !unit
            .chars()
            .any(|c| char_to_ascii(c).is_ascii_digit() || "～〜∼~、。→-".contains(c))
        && !matches!(
            unit,
            "月" | "年" | "年度" | "時" | "月末" | "年度末" | "回目" | "位以内"
        );
    is_unit.then(|| Measured {
        value,
        unit: Some(unit.to_owned()),
    })
}

fn is_unit_of_ratio(c: char) -> bool {
    matches!(c, '%' | '％' | 'パ')
}

/// A figure as printed, with its number.
pub(crate) fn figure(text: &str, year: Option<u16>) -> Figure {
    let value = measure(text).and_then(|measured| json_number(measured.value));
    Figure {
        value,
        text: text.to_owned(),
        year,
    }
}

fn json_number(number: Number) -> Option<serde_json::Number> {
    if let Some(integer) = number.as_integer() {
        return Some(integer.into());
    }
    let plain = number.to_string();
    serde_json::Number::from_f64(plain.trim_end_matches('%').parse().ok()?)
}

/// Which way an indicator should move, where its target says so.
pub(super) fn better_of_target(text: &str) -> Option<Better> {
    let text = text.trim_end_matches(['。', ' ', '　']);
    if text.ends_with("以上") || text.ends_with('超') {
        Some(Better::Up)
    } else if ["以下", "以内", "未満"]
        .iter()
        .any(|word| text.ends_with(word))
    {
        Some(Better::Down)
    } else {
        None
    }
}

/// Which way an indicator should move, as a cell of its own says.
pub(super) fn better(text: &str) -> Option<Better> {
    let is_one = |words: &[&str]| words.iter().any(|word| text.starts_with(word));
    if is_one(&["↑", "↗", "⇧", "増", "上", "up", "UP", "＋", "+", "高い"]) {
        Some(Better::Up)
    } else if is_one(&["↓", "↘", "⇩", "減", "下", "down", "DOWN", "－", "-", "低い"]) {
        Some(Better::Down)
    } else {
        None
    }
}

/// The unit printed in brackets at the end of a name: 「参加者数（人）」
pub(super) fn unit_in_name(name: &str) -> Option<&str> {
    let inner = name.strip_suffix(['）', ')'])?;
    let (_, unit) = inner.rsplit_once(['（', '('])?;
    let unit = unit.strip_prefix("単位").unwrap_or(unit);
    let unit = unit.trim_start_matches([':', '：', ' ', '　']);
    is_unit(unit).then_some(unit)
}

/// Whether a word is a unit, with 千 or 万 before it or not.
fn is_unit(word: &str) -> bool {
    let scales = ["百万", "十万", "千", "万", "億"].into_iter();
    let mut scaled = scales.filter_map(|scale| word.strip_prefix(scale));
    UNITS.contains(&word) || scaled.any(|unit| UNITS.contains(&unit))
}

/// What is counted in documents of cities. A word in brackets that is not here says something else: 「（累計）」
#[rustfmt::skip]
const UNITS: [&str; 172] = [
    "人", "名", "人日", "人泊", "人回", "人年", "件", "回", "％", "%", "割", "ポイント", "％ポイント", "円",
    "ドル", "点", "位", "組", "枚", "種", "種類", "品", "品目", "題", "歩", "歳", "度", "℃", "個", "基", "台",
    "本", "冊", "巻", "部", "票", "曲", "句", "首", "箇所", "か所", "カ所", "ヶ所", "ヵ所", "ケ所", "地点",
    "地区", "区域", "区画", "集落", "町内", "学区", "校区", "町", "路線", "系統", "橋", "便", "席", "床", "部屋", "隻", "艘", "頭", "羽", "匹", "尾", "株",
    "束", "袋", "箱", "缶", "杯", "足", "着", "両", "団体", "校", "園", "棟", "世帯", "戸", "軒", "店",
    "店舗", "社", "事業", "事業所", "経営体", "機関", "施設", "館", "自治会", "クラブ", "チーム", "講座",
    "作品", "種目", "か国", "カ国", "ヵ国", "t", "ｔ", "トン", "kg", "ｋｇ", "キログラム", "g", "ｇ",
    "グラム", "mg", "ミリグラム", "km", "ｋｍ", "キロ", "キロメートル", "m", "ｍ", "メートル", "cm", "ｃｍ",
    "センチメートル", "センチ", "mm", "ｍｍ", "ミリメートル", "ミリ", "ha", "ｈａ", "ヘクタール", "アール",
    "㎡", "m2", "平方メートル", "㎢", "km2", "平方キロメートル", "㎥", "m3", "立方メートル", "l", "ｌ", "L",
    "Ｌ", "ℓ", "リットル", "kl", "キロリットル", "ml", "ミリリットル", "lx", "ルクス", "kW", "kWh", "MWh",
    "ワット", "キロワット", "キロワット時", "ppm", "dB", "デシベル", "日", "日間", "時間", "分", "秒", "週",
    "週間", "か月", "カ月", "ヵ月", "箇月",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(String, Option<String>)> {
        measure(text).map(|found| (found.value.to_string(), found.unit))
    }

    #[test]
    fn numbers_may_have_units_and_words_around_them() {
        for (text, value, unit) in [
            ("0", "0", None),
            ("3,000人以上", "3000", Some("人")),
            ("約60％", "60%", Some("％")),
            ("１2.5", "12.5", None),
            ("△3", "-3", None),
            ("延べ1,200 件", "1200", Some("件")),
            ("60基以上（R8）", "60", Some("基")),
            ("58基※", "58", Some("基")),
            ("1万2千人", "12000", Some("人")),
            ("年", "", None),
        ] {
            let expected = (!value.is_empty()).then(|| (value.to_owned(), unit.map(str::to_owned)));
            assert_eq!(read(text), expected, "{text}");
        }
    }

    #[test]
    fn what_is_no_number_stays_text() {
        for text in [
            "",
            "-",
            "－",
            "N/A",
            "10～20人",
            "5/10",
            "4月",
            "2030年度",
            "一部達成",
            "増加",
            "達成",
            "3日と4日",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_target_may_say_which_way_is_better() {
        assert_eq!(better_of_target("60％以上"), Some(Better::Up));
        assert_eq!(better_of_target("10件以内"), Some(Better::Down));
        assert_eq!(better_of_target("60％"), None);
        assert_eq!(better("↑"), Some(Better::Up));
        assert_eq!(better("減少"), Some(Better::Down));
    }

    #[test]
    fn only_units_in_brackets_are_units() {
        assert_eq!(unit_in_name("参加者数（人）"), Some("人"));
        assert_eq!(unit_in_name("参加者数（累計）"), None);
        assert_eq!(unit_in_name("参加者数(単位：千円)"), Some("千円"));
    }
}
