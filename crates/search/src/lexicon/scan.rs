//! Where words stand in a text: stretches of kanji and katakana, with the hiragana that belong to them.

use ayumi_japanese::kana::{is_hiragana, is_kanji, is_katakana};

use super::table::Table;

/// Stretches are cut here; nobody searches for a longer one.
const LONGEST: usize = 24;

/// Kana before the first kanji of a word that begins with kana: お年寄り, ごみ袋, こども園.
const KANA_BEFORE: usize = 3;

/// Kanji before the first kana of a word: 一人暮らし, 立ち入り.
const KANJI_BEFORE: usize = 3;

/// Kana that follow a word rather than belong to it; の does belong to some (茶の間).
const PARTICLES: [char; 8] = ['を', 'は', 'が', 'に', 'で', 'と', 'も', 'へ'];

/// What words of a passage may be made of: short texts, as they were found. Several may be the same.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stretches {
    text: String,
    ends: Vec<usize>,
}

impl Stretches {
    /// Looks through a normalised text.
    pub fn find(&mut self, table: &Table, text: &str) {
        let written = text;
        let (mut text, mut places) = (Vec::new(), Vec::new());
        // Japanese takes three bytes a character.
        text.reserve(written.len() / 3 + 1);
        places.reserve(written.len() / 3 + 2);
        for (place, character) in written.char_indices() {
            text.push(character);
            places.push(place);
        }
        places.push(written.len());
        self.text.reserve(written.len() / 2);
        let mut at = 0;
        while at < text.len() {
            let first = text[at];
            let covered = if is_kanji(first) || is_katakana(first) {
                at + 1
            } else if is_hiragana(first) {
                word_from_kana(table, &text, at)
            } else {
                at
            };
            if covered == at {
                at += 1;
                continue;
            }
            let end = stretch(table, &text, at, covered);
            self.text.push_str(&written[places[at]..places[end]]);
            self.ends.push(self.text.len());
            at = end;
        }
    }

    /// The stretches, in the order of the texts.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        starts
            .zip(&self.ends)
            .map(|(start, &end)| &self.text[start..end])
    }
}

/// The end of the longest word with kanji that begins with this kana; the same place if there is none.
fn word_from_kana(table: &Table, text: &[char], start: usize) -> usize {
    let kana = text[start..]
        .iter()
        .take(KANA_BEFORE + 1)
        .take_while(|&&c| is_hiragana(c))
        .count();
    let Some(&kanji) = text.get(start + kana) else {
        return start;
    };
    if !is_kanji(kanji) || kana > KANA_BEFORE {
        return start;
    }
    // One kana is more often a particle: の間, と共.
    let honorific = matches!(text[start], 'お' | 'ご');
    // In the midst of kana no word begins but behind a particle.
    let before = start.checked_sub(1).map(|at| text[at]);
    if before.is_some_and(|c| is_hiragana(c) && c != 'の' && !PARTICLES.contains(&c)) {
        return start;
    }
    let mut end = start;
    if honorific || kana > 1 {
        table.words_at(text, start, |word, _| {
            if word - start > 2 || honorific {
                end = word;
            }
        });
    }
    end
}

/// The end of the stretch that begins here and covers as much at least.
fn stretch(table: &Table, text: &[char], start: usize, mut covered: usize) -> usize {
    let mut at = start;
    // Where the kanji and katakana around `at` end.
    let mut solid = start;
    while at < text.len() && at - start < LONGEST {
        let written = is_kanji(text[at]) || is_katakana(text[at]);
        if !written && at >= covered {
            break;
        }
        if written {
            if solid <= at {
                solid = at
                    + text[at..]
                        .iter()
                        .take_while(|&&c| is_kanji(c) || is_katakana(c))
                        .count();
            }
            let kanji = match text.get(solid) {
                Some('の') => 1,
                Some(&kana) if is_hiragana(kana) && !PARTICLES.contains(&kana) => KANJI_BEFORE,
                _ => 0,
            };
            if solid - at <= kanji && is_kanji(text[at]) {
                table.words_at(text, at, |end, _| {
                    if end > solid {
                        covered = covered.max(end);
                    }
                });
            }
        }
        at += 1;
    }
    at
}
