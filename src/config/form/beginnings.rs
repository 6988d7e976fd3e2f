//! With which characters the labels of a form begin. Most texts are no labels, and their first characters tell.

use ayumi_japanese::fold::folds_to_itself;
use ayumi_japanese::width::char_to_ascii;

/// The first characters of all labels of a form, folded, and how long the longest is.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Beginnings {
    first: Vec<char>,
    /// In characters.
    longest: usize,
    /// Whether any label begins with a number, or with a year.
    numbers: bool,
    years: bool,
}

/// Characters that a text may have besides those of its label: a marker before it, a year and a number in it.
const BESIDES: usize = 24;

impl Beginnings {
    pub fn new<'a>(labels: impl Iterator<Item = &'a String>) -> Self {
        let mut all = Self::default();
        for label in labels {
            all.longest = all.longest.max(label.chars().count());
            all.first.extend(label.chars().next());
        }
        all.first.sort_unstable();
        all.first.dedup();
        all.numbers = all.first.iter().any(|c| c.is_ascii_digit() || *c == NUMBER);
        all.years = all.has(YEAR);
        all
    }

    fn has(&self, c: char) -> bool {
        self.first.binary_search(&c).is_ok()
    }

    /// Whether a text is longer than any label, whatever is folded in it.
    fn is_too_long(&self, text: &str) -> bool {
        let most = self.longest + BESIDES;
        if text.len() <= most {
            return false;
        }
        // White space, brackets and sound marks fall away.
        let kept = |c: &char| match c {
            '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}' => true,
            'ﾞ' | 'ﾟ' | '\u{3099}' | '\u{309a}' => false,
            '（' | '）' | '［' | '］' | '｛' | '｝' | '＜' | '＞' | '＊' => false,
            other => other.is_ascii_alphanumeric() || !super::is_dropped(*other),
        };
        text.chars().filter(kept).nth(most).is_some()
    }

    /// Whether a text may be a label of the form. Where that is not surely to be told, it may.
    pub fn may_begin(&self, text: &str) -> bool {
        self.may_begin_with(text) && !self.is_too_long(text)
    }

    /// Whether a label of the form may stand at the beginning of a text.
    pub fn may_begin_with(&self, text: &str) -> bool {
        let mut chars = text.chars();
        let (Some(first), Some(second)) = (chars.next(), chars.next()) else {
            return true;
        };
        if is_word(first) && folds_to_itself(second) {
            return self.has(first);
        }
        // 「1 除雪」: a label behind a number, or one that begins with it.
        let digits = text
            .chars()
            .map(char_to_ascii)
            .take_while(char::is_ascii_digit)
            .count();
        // Years of documents and plans, in the Western count.
        let is_year = digits == 4
            && matches!(
                (char_to_ascii(first), char_to_ascii(second)),
                ('1', '9') | ('2', '0')
            );
        if digits == 0 || self.numbers || (self.years && is_year) {
            return true;
        }
        let of_number = |c: char| {
            char_to_ascii(c).is_ascii_digit()
                || matches!(
                    c,
                    ' ' | '\u{3000}' | '.' | '．' | '、' | ')' | '）' | ',' | '，'
                )
        };
        let behind = text.trim_start_matches(of_number);
        let mut chars = behind.chars();
        match (chars.next(), chars.next()) {
            // A figure, and a figure with a unit.
            (None, _) | (Some('%' | '％'), None) => false,
            (Some(label), next) if is_word(label) && next.is_none_or(folds_to_itself) => {
                self.has(label)
            }
            _ => true,
        }
    }
}

/// What stands for years and numbers in folded labels.
const YEAR: char = '\u{e000}';
const NUMBER: char = '\u{e001}';

/// A character that begins a word, and neither a number, a year nor an item's marker.
fn is_word(c: char) -> bool {
    folds_to_itself(c)
        && !"令平昭明大前昨今本当次翌第元〇零一壱二弐三参四五六七八九十拾百千万億兆".contains(c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_be_a_label_is_looked_up() {
        let labels = [
            "重点目標".to_owned(),
            "高齢者".to_owned(),
            "\u{e000}実績".to_owned(),
        ];
        let beginnings = Beginnings::new(labels.iter());
        for text in [
            "重点目標",
            "【重点目標】",
            "1 重点目標",
            "１．重点目標",
            "髙齢者",
            "令和5年度実績",
            "前年度実績",
            "(1)重点",
            "第1 重点目標",
            "ア 重点目標",
            "2024年度実績",
            "※重点",
            "",
        ] {
            assert!(beginnings.may_begin(text), "{text}");
        }
        for text in [
            "地域の皆様",
            "また、重点目標",
            "ハザードマップ",
            "3,000件",
            "12",
            "12345人",
        ] {
            assert!(!beginnings.may_begin(text), "{text}");
        }
        let long = "重点目標について、".repeat(9);
        assert!(!beginnings.may_begin(&long));
        let plain = Beginnings::new(labels[..2].iter());
        assert!(!plain.may_begin("1 地域の皆様と"));
    }
}
