//! The civic dictionary: municipal words, abbreviations and citizens' words (`data/civic.toml`).

use serde::Deserialize;

use crate::analysis::normalise;
use crate::vocabulary::{Group, GroupKind};

/// The dictionary as it is written; its head says what the keys mean and how groups were judged.
const TEXT: &str = include_str!("../../data/civic.toml");

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Dictionary {
    section: Vec<Section>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct Section {
    name: String,
    spelling: Vec<Vec<String>>,
    synonym: Vec<Vec<String>>,
    one_way_spelling: Vec<OneWay>,
    one_way_synonym: Vec<OneWay>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct OneWay {
    from: Vec<String>,
    to: Vec<String>,
}

impl Section {
    fn groups(self) -> impl Iterator<Item = Group> {
        let both_ways = |kind, groups: Vec<Vec<String>>| {
            groups
                .into_iter()
                .map(move |forms| Group::both_ways(kind, normalised(forms)))
        };
        let one_way = |kind, groups: Vec<OneWay>| {
            groups.into_iter().map(move |group| Group {
                kind,
                typed: normalised(group.from),
                found: normalised(group.to),
            })
        };
        both_ways(GroupKind::Spelling, self.spelling)
            .chain(both_ways(GroupKind::Synonym, self.synonym))
            .chain(one_way(GroupKind::Spelling, self.one_way_spelling))
            .chain(one_way(GroupKind::Synonym, self.one_way_synonym))
    }
}

fn normalised(forms: Vec<String>) -> Vec<String> {
    forms.iter().map(|form| normalise(form)).collect()
}

fn sections() -> Vec<Section> {
    // A part of the program; the tests read it.
    let dictionary: Dictionary = toml::from_str(TEXT).expect("the civic dictionary is well formed");
    dictionary.section
}

/// The groups of the civic dictionary, in its order; all forms are
/// [normalised](crate::analysis::normalise).
///
/// A form may stand in one group of each kind that goes both ways and in several that go one way. Groups are complete by themselves:
/// what a one-way group finds is not meant to be expanded once more.
pub fn groups() -> Vec<Group> {
    sections().into_iter().flat_map(Section::groups).collect()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use ayumi_japanese::kana::is_katakana;

    use super::*;
    use crate::analysis::is_hiragana;

    fn goes_both_ways(group: &Group) -> bool {
        group.typed == group.found
    }

    fn forms(group: &Group) -> BTreeSet<&str> {
        let all = group.typed.iter().chain(&group.found);
        all.map(String::as_str).collect()
    }

    /// What is looked for when a word is typed.
    fn found(word: &str) -> BTreeSet<String> {
        let groups = groups().into_iter();
        groups
            .filter(|group| group.typed.iter().any(|typed| typed == word))
            .flat_map(|group| group.found)
            .filter(|found| found != word)
            .collect()
    }

    #[test]
    fn there_are_hundreds_of_groups_in_sections_with_names() {
        let count = groups().len();
        assert!(count >= 1_300, "{count}");
        let names: Vec<String> = sections().into_iter().map(|section| section.name).collect();
        let each: BTreeSet<&String> = names.iter().collect();
        assert_eq!(each.len(), names.len());
        assert!(names.iter().all(|name| !name.is_empty()));
    }

    #[test]
    fn every_group_has_two_sides_and_each_form_once() {
        for group in groups() {
            let both_ways = goes_both_ways(&group);
            let sides = [&group.typed, &group.found];
            for side in sides {
                let each: BTreeSet<&String> = side.iter().collect();
                assert_eq!(each.len(), side.len(), "{group:?}");
                assert!(side.len() >= if both_ways { 2 } else { 1 }, "{group:?}");
            }
            if !both_ways {
                let apart = group.typed.iter().all(|form| !group.found.contains(form));
                assert!(apart, "{group:?}");
            }
        }
    }

    #[test]
    fn a_form_stands_in_one_group_of_a_kind_that_goes_both_ways() {
        let mut known: BTreeMap<(GroupKind, String), Group> = BTreeMap::new();
        for group in groups().into_iter().filter(goes_both_ways) {
            for form in &group.typed {
                let other = known.insert((group.kind, form.clone()), group.clone());
                assert_eq!(other, None, "{form}");
            }
        }
    }

    #[test]
    fn one_way_groups_say_what_nothing_else_says() {
        let mut said: BTreeSet<(String, String)> = BTreeSet::new();
        let mut idle = Vec::new();
        let (both_ways, one_way): (Vec<Group>, Vec<Group>) =
            groups().into_iter().partition(goes_both_ways);
        for group in both_ways.into_iter().chain(one_way) {
            let both_ways = goes_both_ways(&group);
            for typed in &group.typed {
                for found in group.found.iter().filter(|found| *found != typed) {
                    // A word finds the longer words that it stands in.
                    let longer = !both_ways && found.contains(typed);
                    if !said.insert((typed.clone(), found.clone())) || longer {
                        idle.push(format!("{typed} → {found}"));
                    }
                }
            }
        }
        assert_eq!(idle, [""; 0]);
    }

    #[test]
    fn no_form_is_so_short_that_it_stands_in_other_words() {
        const TYPED: &str = "葱烏茸筍卵蛍椿梟";
        const FOUND: &str = "桜苺絆狸兎鶏鰯鰻鯨鞄雷葱";
        for group in groups() {
            for form in forms(&group) {
                let length = form.chars().count();
                let kanji = TYPED.contains(form) || FOUND.contains(form);
                assert!(length >= 2 || kanji, "{form}");
                let hiragana = form.chars().all(is_hiragana);
                let typed_only = !group.found.iter().any(|found| found == form);
                let short = hiragana && length < 3 && form != "ごみ" && !typed_only;
                assert!(!short, "{form}");
            }
            for form in &group.found {
                let length = form.chars().count();
                assert!(length >= 2 || FOUND.contains(form.as_str()), "{form}");
                let katakana = form.chars().all(is_katakana);
                let justified = ["ゴミ", "ケガ", "ネギ", "ゴマ"].contains(&form.as_str());
                assert!(!katakana || length > 2 || justified, "{form}");
            }
        }
    }

    #[test]
    fn latin_abbreviations_go_both_ways() {
        for (short, long) in [
            ("ai", "人工知能"),
            ("dv", "配偶者からの暴力"),
            ("hp", "ホームページ"),
            ("pc", "パソコン"),
            ("ev", "電気自動車"),
            ("dx", "デジタル化"),
            ("npo", "特定非営利活動法人"),
            ("ict", "情報通信技術"),
            ("ud", "ユニバーサルデザイン"),
            ("wg", "ワーキンググループ"),
        ] {
            assert!(found(short).contains(long), "{short} → {long}");
            assert!(found(long).contains(short), "{long} → {short}");
        }
    }

    #[test]
    fn nothing_is_found_inside_words_that_are_not_meant() {
        let groups = groups();
        for word in [
            "開催しました",
            "園児相談",
            "文化財調査",
            "文教委員会",
            "生産休止",
            "通年休館",
            "新潟市報告書",
            "全国保育協議会",
            "一人親方",
            "空きやすい",
            "商店街中央",
            "だけが",
            "がんばる",
            "スタート",
            "アパート",
            "コメント",
            "インフルエンサー",
            "祖父母",
            "郷土産業",
            "新しくみんなで",
            "読みとり",
            "において",
            "するときのこと",
            "利用しやすいか",
            "だからすぐ",
            "したがいます",
            "でもあるくらい",
            "おとなり",
            "押しつけ",
            "ななかまど",
            "していなかった",
            "カーペット",
            "開催告知",
            "産廃業者",
            "上司書類",
            "都市会議",
            "バスケット",
            "アプローチ",
            "インスタント",
            "オンライン",
            "ガラス",
            "online",
            "email",
            "event",
        ] {
            // Latin words of three letters or less are found only whole.
            let whole = |form: &str| form.len() < 4 && form.is_ascii();
            let within = groups.iter().flat_map(|group| &group.found);
            let within: Vec<&String> = within
                .filter(|form| word.contains(*form) && !whole(form))
                .collect();
            assert_eq!(within, [""; 0], "{word}");
        }
    }

    #[test]
    fn forms_are_written_as_they_are_compared_except_for_capitals_and_repetition() {
        for section in sections() {
            let both_ways = section.spelling.into_iter().chain(section.synonym);
            let one_way = section
                .one_way_spelling
                .into_iter()
                .chain(section.one_way_synonym)
                .flat_map(|group| [group.from, group.to]);
            for form in both_ways.chain(one_way).flatten() {
                let mut plain: Vec<char> = form.to_lowercase().chars().collect();
                for at in 1..plain.len() {
                    if plain[at] == '々' {
                        plain[at] = plain[at - 1];
                    }
                }
                assert_eq!(normalise(&form), plain.iter().collect::<String>());
            }
        }
    }

    #[test]
    fn the_bridges_that_readers_need_are_there() {
        for (typed, expected) in [
            ("子供", "子ども"),
            ("こども", "子供"),
            ("にぎわい", "賑わい"),
            ("にぎわい", "賑い"),
            ("除雪", "雪かき"),
            ("コミ協", "地域コミュニティ協議会"),
            ("自治会", "町内会"),
            ("ごみ", "ゴミ"),
            ("空家", "空き家"),
            ("保育所", "保育園"),
            ("お年寄り", "高齢者"),
            ("高齢者", "お年寄り"),
            ("障がい者", "障害者"),
            ("障がい者", "障碍者"),
            ("dx", "デジタル化"),
            ("減便", "便数の減"),
            ("中止", "延期"),
            ("ワクチン", "予防接種"),
            ("取り組み", "取組"),
            ("引き下げ", "引下げ"),
            ("未達成", "未達"),
            ("予防接種", "ワクチン"),
            ("育児", "子育て"),
            ("シニア", "高齢者"),
            ("高齢者", "シニア"),
            ("アプリケーション", "アプリ"),
            ("民児協", "民生委員児童委員協議会"),
            ("街づくり", "まちづくり"),
            ("物づくり", "モノづくり"),
            ("町おこし", "まちおこし"),
            ("桜", "さくら"),
            ("めがね", "眼鏡"),
            ("進ちょく", "進捗"),
            ("ワークショップ", "ws"),
        ] {
            assert!(found(typed).contains(expected), "{typed} → {expected}");
        }
    }

    #[test]
    fn what_would_make_a_reader_angry_is_not_there() {
        for (typed, not_expected) in [
            ("延期", "中止"),
            ("廃棄物", "ごみ"),
            ("バス", "浴槽"),
            ("放課後児童クラブ", "学童"),
            ("支援", "サポート"),
            ("スポーツ", "サッカー"),
            ("協働", "共同"),
        ] {
            assert!(
                !found(typed).contains(not_expected),
                "{typed} → {not_expected}"
            );
        }
    }
}
