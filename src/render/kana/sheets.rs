//! Entries in the order of kana → the pages that hold them.

use ayumi_japanese::kana::to_hiragana;
use schemars::JsonSchema;
use serde::Serialize;

use super::FOLDER;
use crate::render::context::Link;
use crate::render::links::Links;
use crate::render::texts::Texts;
use crate::render::words::order;

/// The letters under which entries stand, with their names in addresses.
pub(super) const LETTERS: [(char, &str); 46] = [
    ('あ', "a"),
    ('い', "i"),
    ('う', "u"),
    ('え', "e"),
    ('お', "o"),
    ('か', "ka"),
    ('き', "ki"),
    ('く', "ku"),
    ('け', "ke"),
    ('こ', "ko"),
    ('さ', "sa"),
    ('し', "shi"),
    ('す', "su"),
    ('せ', "se"),
    ('そ', "so"),
    ('た', "ta"),
    ('ち', "chi"),
    ('つ', "tsu"),
    ('て', "te"),
    ('と', "to"),
    ('な', "na"),
    ('に', "ni"),
    ('ぬ', "nu"),
    ('ね', "ne"),
    ('の', "no"),
    ('は', "ha"),
    ('ひ', "hi"),
    ('ふ', "fu"),
    ('へ', "he"),
    ('ほ', "ho"),
    ('ま', "ma"),
    ('み', "mi"),
    ('む', "mu"),
    ('め', "me"),
    ('も', "mo"),
    ('や', "ya"),
    ('ゆ', "yu"),
    ('よ', "yo"),
    ('ら', "ra"),
    ('り', "ri"),
    ('る', "ru"),
    ('れ', "re"),
    ('ろ', "ro"),
    ('わ', "wa"),
    ('を', "wo"),
    ('ん', "n"),
];

/// The name in addresses of what has no letter.
const OTHERS: &str = "others";

/// The letter under which a reading stands in 五十音順: without sound marks, small letters as large ones. None for what
/// begins with no kana.
#[must_use]
pub fn letter(reading: &str) -> Option<char> {
    let first = order(&to_hiragana(reading)).chars().next()?;
    let modern = match first {
        'ゐ' => 'い',
        'ゑ' => 'え',
        other => other,
    };
    LETTERS
        .iter()
        .any(|(kana, _)| *kana == modern)
        .then_some(modern)
}

/// Entries that stand on one page.
#[derive(Debug)]
pub(in crate::render) struct Sheet<T> {
    /// Which page it is.
    pub info: SheetInfo,
    /// What stands on it.
    pub entries: Vec<T>,
}

/// Which page it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::render) struct SheetInfo {
    /// The letter; none for what has no known reading.
    pub letter: Option<char>,
    /// Which of the letter's pages, from 1.
    pub number: usize,
    /// How many pages the letter has.
    pub of: usize,
    /// The first and the last entry, as they are called.
    pub ends: (String, String),
    /// How many entries.
    pub count: usize,
}

impl SheetInfo {
    /// Where it stands: `search/kana/words/shi/`, and further pages of the letter as `search/kana/words/shi/2/`.
    pub fn folder(&self, part: &str) -> String {
        let known = LETTERS
            .iter()
            .find(|(kana, _)| Some(*kana) == self.letter)
            .map_or(OTHERS, |(_, name)| name);
        if self.number == 1 {
            format!("{FOLDER}{part}/{known}/")
        } else {
            format!("{FOLDER}{part}/{known}/{}/", self.number)
        }
    }

    /// The letter, with the number of the page where it has several: 「し（2/5）」
    pub fn name(&self, texts: Texts<'_>) -> String {
        let letter = self.letter_name(texts);
        if self.of == 1 {
            return letter;
        }
        let (number, of) = (self.number.to_string(), self.of.to_string());
        let values = [("letter", &*letter), ("number", &number), ("of", &of)];
        texts.fill("kana_page_of", &values)
    }

    /// What its letter is called.
    pub fn letter_name(&self, texts: Texts<'_>) -> String {
        match self.letter {
            Some(letter) => letter.to_string(),
            None => texts.get("kana_others").to_owned(),
        }
    }
}

/// Cuts entries, which are in order, into pages: at each letter, and where what stands on a page becomes more than
/// `most`. An entry that is heavier stands alone.
pub(in crate::render) fn sheets<T>(
    entries: Vec<(Option<char>, T)>,
    most: usize,
    weight: impl Fn(&T) -> usize,
    name: impl Fn(&T) -> String,
) -> Vec<Sheet<T>> {
    let mut cut: Vec<(Option<char>, Vec<T>)> = Vec::new();
    let mut filled = 0;
    for (letter, entry) in entries {
        let more = weight(&entry);
        match cut.last_mut() {
            Some((same, page)) if *same == letter && filled + more <= most => {
                filled += more;
                page.push(entry);
            }
            _ => {
                filled = more;
                cut.push((letter, vec![entry]));
            }
        }
    }
    let of = |letter: Option<char>| cut.iter().filter(|(other, _)| *other == letter).count();
    let counts: Vec<usize> = cut.iter().map(|(letter, _)| of(*letter)).collect();
    let mut before: Option<(Option<char>, usize)> = None;
    let mut sheets = Vec::with_capacity(cut.len());
    for ((letter, entries), of) in cut.into_iter().zip(counts) {
        let number = match before {
            Some((same, number)) if same == letter => number + 1,
            _ => 1,
        };
        before = Some((letter, number));
        let end = |entry: Option<&T>| entry.map(&name).unwrap_or_default();
        sheets.push(Sheet {
            info: SheetInfo {
                letter,
                number,
                of,
                ends: (end(entries.first()), end(entries.last())),
                count: entries.len(),
            },
            entries,
        });
    }
    sheets
}

/// The ways from a page of the index to others.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct IndexWays {
    /// The letter, or what stands for none: し
    pub letter: String,
    /// Whether it is a letter of kana.
    pub is_kana: bool,
    /// The pages of the letter, called by their first and last entries, where it has several; the page itself has no
    /// link.
    pub pages: Vec<Link>,
    /// The page before, called by its letter.
    pub previous: Option<Link>,
    /// The page after.
    pub next: Option<Link>,
}

impl IndexWays {
    /// The ways from one of several pages.
    pub fn new(
        all: &[&SheetInfo],
        at: usize,
        part: &str,
        links: &Links,
        texts: Texts<'_>,
    ) -> Option<Self> {
        let info = all.get(at)?;
        let link = |info: &SheetInfo| Link {
            text: info.name(texts),
            href: Some(links.to(&info.folder(part))),
        };
        let pages = all.iter().filter(|one| one.letter == info.letter);
        let pages = pages.map(|one| Link {
            text: texts.fill(
                "kana_range",
                &[("first", &*one.ends.0), ("last", &*one.ends.1)],
            ),
            href: (one.number != info.number).then(|| links.to(&one.folder(part))),
        });
        Some(Self {
            letter: info.letter_name(texts),
            is_kana: info.letter.is_some(),
            pages: if info.of > 1 {
                pages.collect()
            } else {
                Vec::new()
            },
            previous: at.checked_sub(1).map(|before| link(all[before])),
            next: all.get(at + 1).map(|next| link(next)),
        })
    }
}

/// The letters of one row of kana.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct IndexRow {
    /// The first kana of the row: あ; none for what has no known reading.
    pub kana: Option<char>,
    /// The letters under which something stands, with the links to their first pages.
    pub letters: Vec<IndexLetter>,
}

/// A letter under which something stands.
#[derive(Debug, Serialize, JsonSchema)]
pub(in crate::render) struct IndexLetter {
    /// The letter, with the link to its first page.
    #[serde(flatten)]
    pub link: Link,
    /// How many entries stand under it.
    pub count: usize,
}

/// The rows of an index.
pub(super) fn rows<'a>(
    all: impl Iterator<Item = &'a SheetInfo>,
    part: &str,
    links: &Links,
    texts: Texts<'_>,
) -> Vec<IndexRow> {
    let mut rows: Vec<IndexRow> = Vec::new();
    for info in all {
        let kana = info
            .letter
            .map(|letter| crate::render::words::row_of(&letter.to_string()));
        if info.number > 1 {
            let letter = rows.last_mut().and_then(|row| row.letters.last_mut());
            if let Some(letter) = letter {
                letter.count += info.count;
            }
            continue;
        }
        let letter = IndexLetter {
            link: Link {
                text: info.letter_name(texts),
                href: Some(links.to(&info.folder(part))),
            },
            count: info.count,
        };
        match rows.last_mut() {
            Some(row) if row.kana == kana => row.letters.push(letter),
            _ => rows.push(IndexRow {
                kana,
                letters: vec![letter],
            }),
        }
    }
    rows
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn cut(words: &[&str], most: usize) -> Vec<(Option<char>, usize, usize, Vec<String>)> {
        let entries = words.iter().map(|word| (letter(word), (*word).to_owned()));
        let weight = |word: &String| word.chars().count();
        sheets(entries.collect(), most, weight, Clone::clone)
            .into_iter()
            .map(|sheet| {
                let info = sheet.info;
                (info.letter, info.number, info.of, sheet.entries)
            })
            .collect()
    }

    #[test]
    fn letters_have_no_marks_and_no_sizes() {
        let letters: Vec<Option<char>> =
            ["ばす", "パン", "ゃ", "ヴァ", "ゐど", "を", "dx", "", "ー"]
                .iter()
                .map(|reading| letter(reading))
                .collect();
        assert_eq!(
            letters,
            [
                Some('は'),
                Some('は'),
                Some('や'),
                Some('う'),
                Some('い'),
                Some('を'),
                None,
                None,
                None
            ]
        );
        let names: BTreeSet<&str> = LETTERS.iter().map(|(_, name)| *name).collect();
        assert_eq!(names.len(), LETTERS.len());
        assert!(!names.contains(OTHERS));
        assert!(LETTERS.is_sorted());
    }

    #[test]
    fn a_page_ends_with_its_letter_or_when_it_is_full() {
        let owned = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        assert_eq!(
            cut(&["あめ", "あり", "ありがとう", "いえ", "がく", "x"], 4),
            [
                (Some('あ'), 1, 2, owned(&["あめ", "あり"])),
                // Heavier than a page.
                (Some('あ'), 2, 2, owned(&["ありがとう"])),
                (Some('い'), 1, 1, owned(&["いえ"])),
                (Some('か'), 1, 1, owned(&["がく"])),
                (None, 1, 1, owned(&["x"])),
            ]
        );
        assert!(cut(&[], 4).is_empty());
    }

    #[test]
    fn further_pages_of_a_letter_stand_below_its_first() {
        let info = |letter, number| SheetInfo {
            letter,
            number,
            of: 2,
            ends: (String::new(), String::new()),
            count: 1,
        };
        assert_eq!(
            info(Some('し'), 1).folder("words"),
            "search/kana/words/shi/"
        );
        assert_eq!(
            info(Some('し'), 2).folder("words"),
            "search/kana/words/shi/2/"
        );
        assert_eq!(info(None, 1).folder("titles"), "search/kana/titles/others/");
    }
}
