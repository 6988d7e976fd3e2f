//! With which characters the labels of a form begin. Most texts are no labels, and their first characters tell.

use ayumi_japanese::fold::folds_to_itself;
use ayumi_japanese::width::char_to_ascii;

/// The first characters of all labels of a form, folded.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Beginnings(Vec<char>);

impl Beginnings {
    pub fn new<'a>(labels: impl Iterator<Item = &'a String>) -> Self {
        let mut all: Vec<char> = labels.filter_map(|label| label.chars().next()).collect();
        all.sort_unstable();
        all.dedup();
        Self(all)
    }

    fn has(&self, c: char) -> bool {
        self.0.binary_search(&c).is_ok()
    }

    /// Whether a text may be a label of the form. Where that is not surely to be told, it may.
    pub fn may_begin(&self, text: &str) -> bool {
        let mut chars = text.chars();
        let (Some(first), Some(second)) = (chars.next(), chars.next()) else {
            return true;
        };
        if is_word(first) && folds_to_itself(second) {
            return self.has(first);
        }
        // 「1 除雪」: a label behind a number, or one that begins with it. Longer numbers may be years.
        let digits = text.chars().take(4).map(char_to_ascii);
        let digits = digits.take_while(char::is_ascii_digit).count();
        if !(1..4).contains(&digits) {
            return true;
        }
        let behind = text.trim_start_matches(|c: char| char_to_ascii(c).is_ascii_digit());
        let behind = behind.trim_start_matches([' ', '\u{3000}', '.', '．', '、', ')', '）']);
        let mut chars = behind.chars();
        match (chars.next(), chars.next()) {
            (Some(label), Some(next)) if is_word(label) && folds_to_itself(next) => {
                self.has(char_to_ascii(first))
                    || self.has(label)
                    || self.0.last().is_some_and(|&sign| is_sign(sign))
            }
            _ => true,
        }
    }
}

/// What stands for years and numbers in folded labels is of private use, and sorts last.
fn is_sign(c: char) -> bool {
    ('\u{e000}'..='\u{f8ff}').contains(&c)
}

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
        for text in ["地域の皆様", "また、重点目標", "ハザードマップ"] {
            assert!(!beginnings.may_begin(text), "{text}");
        }
        let plain = Beginnings::new(labels[..2].iter());
        assert!(!plain.may_begin("1 地域の皆様と"));
    }
}
