//! Which forms of verbs are compared, and forms of nouns made of verbs that IPADIC does not list: 建替え beside 建て替え.

use super::ipadic::Entry;
use ayumi_japanese::kana::{is_hiragana, is_kanji};
use std::collections::BTreeSet;

/// The forms of verbs of five steps (変わる): each has another kana before what follows.
const FIVE_STEPS: [&str; 5] = ["未然形", "連用形", "連用タ接続", "基本形", "仮定形"];

/// Under what a verb's form is compared with others; none if it need not be compared.
///
/// Of verbs of one step (建て替える) the stem says all: whatever follows stands behind it.
pub fn kind(entry: &Entry) -> Option<String> {
    if !entry.is(&["動詞", "自立"]) {
        return None;
    }
    let (class, form) = (entry.speech.get(4)?, entry.speech.get(5)?);
    let compared = if class.starts_with("五段") {
        FIVE_STEPS.contains(&form.as_str())
    } else {
        class.starts_with("一段") && form == "連用形"
    };
    compared.then(|| format!("{class} {form}"))
}

/// Whether it is a verb in a form whose reading tells whether a form is one word's alone. Verbs made with する (表する)
/// are too rare for that beside 表す.
pub fn has_usual_form(entry: &Entry) -> bool {
    let part = |at: usize| entry.speech.get(at).map_or("", String::as_str);
    entry.is(&["動詞"]) && !part(4).starts_with("サ変") && FIVE_STEPS.contains(&part(5))
}

/// What other words do to a form that is looked for.
pub struct Surroundings {
    /// Each kanji at the end of a noun that する may follow: 表 of 発表.
    before_suru: BTreeSet<char>,
    /// What verbs become as nouns: 建て, 替え.
    verbal_nouns: BTreeSet<String>,
}

impl Surroundings {
    /// Reads the entries.
    pub fn new(entries: &[Entry]) -> Self {
        let actions = entries.iter().filter(|entry| {
            entry.is(&["名詞", "サ変接続"])
                && entry.text.chars().filter(|&c| is_kanji(c)).count() > 1
        });
        let verbal = entries.iter().filter(|entry| entry.is_verbal_noun());
        Self {
            before_suru: actions
                .filter_map(|entry| entry.text.chars().last())
                .collect(),
            verbal_nouns: verbal.map(|entry| entry.text.clone()).collect(),
        }
    }

    /// Whether a form stands in others as they are inflected: 表す in 発表する.
    pub fn hide(&self, form: &str) -> bool {
        let mut characters = form.chars();
        let (kanji, kana) = (characters.next(), characters.next());
        kanji.is_some_and(|kanji| self.before_suru.contains(&kanji))
            && kana.is_some_and(|kana| "さしすせそ".contains(kana))
            && characters.next().is_none()
    }

    /// The ways to write a noun that begins with what a verb becomes, and has one more part: without the kana of the
    /// first part (建替え), and without any (建替, 置場). The second kind has only kanji, and is not for looking for: 置場
    /// stands in 設置場所.
    pub fn shortened(&self, form: &str) -> Vec<String> {
        let characters: Vec<char> = form.chars().collect();
        let kana = |c: &&char| is_hiragana(**c);
        let first = characters.iter().skip(1).take_while(kana).count();
        let Some((&kanji, rest)) = characters.split_first() else {
            return Vec::new();
        };
        let begins: String = characters.iter().take(first + 1).collect();
        let rest = rest.get(first..).unwrap_or_default();
        let plain = |c: char| is_kanji(c) || is_hiragana(c);
        if first == 0
            || !is_kanji(kanji)
            || !self.verbal_nouns.contains(&begins)
            || !rest.first().copied().is_some_and(is_kanji)
            || !rest.iter().copied().all(plain)
        {
            return Vec::new();
        }
        let one: String = std::iter::once(&kanji).chain(rest).collect();
        let none: String = one.chars().filter(|&c| is_kanji(c)).collect();
        let last: String = rest.iter().collect();
        // 食べ頃 and 建て替え, not 引き金さん.
        if one == none || self.verbal_nouns.contains(&last) {
            BTreeSet::from([one, none]).into_iter().collect()
        } else {
            Vec::new()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn entry(text: &str, speech: &str) -> Entry {
        Entry {
            text: text.to_owned(),
            context: 0,
            cost: 3000,
            speech: speech.split(',').map(str::to_owned).collect(),
            reading: String::new(),
        }
    }

    #[test]
    fn verbs_are_compared_in_forms_that_say_all() {
        let kind = |speech: &str| super::kind(&entry("変わる", speech)).is_some();
        assert!(kind("動詞,自立,*,*,五段・ラ行,基本形"));
        assert!(kind("動詞,自立,*,*,五段・ラ行,連用タ接続"));
        assert!(!kind("動詞,自立,*,*,五段・ラ行,未然ウ接続"));
        assert!(kind("動詞,自立,*,*,一段,連用形"));
        assert!(!kind("動詞,自立,*,*,一段,基本形"));
        assert!(!kind("動詞,非自立,*,*,一段,連用形"));
        assert!(!kind("名詞,一般,*,*,*,*"));
    }

    #[test]
    fn a_form_that_is_part_of_another_verb_hides_it() {
        let entries = [entry("発表", "名詞,サ変接続,*,*,*,*")];
        let surroundings = Surroundings::new(&entries);
        assert!(surroundings.hide("表す"));
        for form in ["表わす", "暮し", "表し方", ""] {
            assert!(!surroundings.hide(form), "{form}");
        }
    }

    #[test]
    fn nouns_of_two_parts_lose_the_kana_of_the_first() {
        let verbal = "動詞,自立,*,*,一段,連用形";
        let entries = [
            entry("建て", verbal),
            entry("替え", verbal),
            entry("置き", verbal),
        ];
        let surroundings = Surroundings::new(&entries);
        assert_eq!(surroundings.shortened("建て替え"), ["建替", "建替え"]);
        assert_eq!(surroundings.shortened("置き場"), ["置場"]);
        for form in ["建物", "建てる", "替え玉さん", "飛び火", "置き", ""] {
            assert_eq!(surroundings.shortened(form), [""; 0], "{form}");
        }
    }
}
