//! The best window of a text, with the hits marked in the original writing.

mod window;

use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Serialize, Serializer};

use self::window::Text;
use crate::analysis::Normalised;

/// Characters of a snippet, without the ellipses. One hit that is longer is shown whole.
pub const SNIPPET_CHARACTERS: usize = 120;

/// A piece of text with hits in it, for a terminal or a page.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Snippet {
    /// The text as written; line breaks and other control characters are spaces, `…` stands where
    /// it was cut.
    pub text: String,
    /// The hits: ranges of bytes of `text`, ascending, apart from each other.
    pub marks: Vec<Range<usize>>,
}

impl Snippet {
    /// The snippet as HTML: escaped, so that `<mark>` is its only markup.
    pub fn to_html(&self) -> String {
        let mut html = String::with_capacity(self.text.len() + 13 * self.marks.len());
        let mut done = 0;
        for mark in &self.marks {
            escape(&self.text[done..mark.start], &mut html);
            html.push_str("<mark>");
            escape(&self.text[mark.clone()], &mut html);
            html.push_str("</mark>");
            done = mark.end;
        }
        escape(&self.text[done..], &mut html);
        html
    }
}

/// As HTML.
impl Serialize for Snippet {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.to_html())
    }
}

fn escape(text: &str, html: &mut String) {
    for character in text.chars() {
        match character {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            other => html.push(other),
        }
    }
}

/// Something to mark.
#[derive(Debug, Clone)]
pub(crate) struct Needle {
    /// Normalised characters.
    pub characters: Vec<char>,
    /// It is marked only where no Latin word goes on.
    pub whole_word: bool,
    /// What a window gains by holding it.
    pub weight: u32,
}

/// The text that answers best, and its best window.
pub(crate) struct Best {
    /// Which of the texts.
    pub text: usize,
    pub snippet: Snippet,
}

/// A hit in the original text, in characters.
struct Found {
    characters: Range<usize>,
    needle: usize,
}

/// A window and what it holds.
struct Window {
    /// What it is worth: the sum of the weights of its needles, then the number of hits.
    worth: (u64, usize),
    characters: Range<usize>,
}

/// Chooses among the texts of a passage; of equal ones the first.
pub(crate) fn best<'a>(texts: impl Iterator<Item = &'a str>, needles: &[Needle]) -> Best {
    let mut best: Option<(Window, usize, Text<'a>, Vec<Found>)> = None;
    for (number, text) in texts.enumerate() {
        let normalised = Normalised::new(text);
        let text = Text::new(text);
        let found = find(&text, &normalised, needles);
        let window = densest(&found, needles);
        if best
            .as_ref()
            .is_none_or(|(other, ..)| window.worth > other.worth)
        {
            best = Some((window, number, text, found));
        }
    }
    best.map_or_else(
        || Best {
            text: 0,
            snippet: Snippet::default(),
        },
        |(window, number, text, found)| Best {
            text: number,
            snippet: text.snippet(text.widen(window.characters), &found),
        },
    )
}

/// All places of all needles, by start; a needle's own places do not overlap.
fn find(text: &Text<'_>, normalised: &Normalised, needles: &[Needle]) -> Vec<Found> {
    let haystack = normalised.characters();
    let mut found = Vec::new();
    for (number, needle) in needles.iter().enumerate() {
        let length = needle.characters.len();
        let mut at = 0;
        while length > 0 && at + length <= haystack.len() {
            let latin = |at: Option<&char>| at.is_some_and(char::is_ascii_alphanumeric);
            let goes_on = needle.whole_word
                && (latin(at.checked_sub(1).and_then(|before| haystack.get(before)))
                    || latin(haystack.get(at + length)));
            if haystack[at..at + length] == needle.characters[..] && !goes_on {
                found.push(Found {
                    characters: text.characters(normalised.original_range(at..at + length)),
                    needle: number,
                });
                at += length;
            } else {
                at += 1;
            }
        }
    }
    found.sort_by_key(|found| (found.characters.start, found.characters.end, found.needle));
    found
}

/// The window of hits that is worth most, the first of equals.
fn densest(found: &[Found], needles: &[Needle]) -> Window {
    let mut best = Window {
        worth: (0, 0),
        characters: 0..0,
    };
    for (index, first) in found.iter().enumerate() {
        let start = first.characters.start;
        let mut end = first.characters.end;
        let mut held = BTreeSet::new();
        let mut hits = 0;
        for next in &found[index..] {
            if next.characters.start >= start + SNIPPET_CHARACTERS {
                break;
            }
            let fits = next.characters.end <= start + SNIPPET_CHARACTERS;
            if fits || std::ptr::eq(next, first) {
                end = end.max(next.characters.end);
                held.insert(next.needle);
                hits += 1;
            }
        }
        let weight = held
            .iter()
            .filter_map(|&needle| needles.get(needle))
            .map(|needle| u64::from(needle.weight))
            .sum();
        if (weight, hits) > best.worth {
            best = Window {
                worth: (weight, hits),
                characters: start..end,
            };
        }
    }
    best
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    fn needles(phrases: &[&str]) -> Vec<Needle> {
        phrases
            .iter()
            .map(|phrase| Needle {
                characters: phrase.chars().collect(),
                whole_word: false,
                weight: 1,
            })
            .collect()
    }

    fn snippet(text: &str, phrases: &[&str]) -> String {
        best([text].into_iter(), &needles(phrases))
            .snippet
            .to_html()
    }

    #[test]
    fn the_original_writing_is_marked() {
        assert_eq!(
            snippet("ＤＸと 佐久間　なおみ", &["dx", "佐久間なおみ"]),
            "<mark>ＤＸ</mark>と <mark>佐久間　なおみ</mark>"
        );
        assert_eq!(
            snippet("平成の㍻", &["平"]),
            "<mark>平</mark>成の<mark>㍻</mark>"
        );
        assert_eq!(snippet("ﾃﾞｰﾀ", &["デ"]), "<mark>ﾃﾞ</mark>ｰﾀ");
    }

    #[test]
    fn mark_is_the_only_markup() {
        assert_eq!(
            snippet(
                "<script>alert('&')</script>\"<mark>",
                &["alert('&')", "mark"]
            ),
            "&lt;script&gt;<mark>alert(&#39;&amp;&#39;)</mark>&lt;/script&gt;&quot;&lt;<mark>mark</mark>&gt;"
        );
    }

    #[test]
    fn overlapping_hits_are_one_mark_and_neighbours_are_two() {
        assert_eq!(
            snippet("関係人口", &["関係", "係人"]),
            "<mark>関係人</mark>口"
        );
        assert_eq!(snippet("雪雪", &["雪"]), "<mark>雪</mark><mark>雪</mark>");
    }

    #[test]
    fn control_characters_never_reach_a_terminal() {
        assert_eq!(
            snippet("除雪\u{1b}[31m\n計画\n", &["計画"]),
            "除雪 [31m <mark>計画</mark>"
        );
    }

    #[test]
    fn a_long_text_is_cut_at_punctuation_around_the_densest_hits() {
        let filler = "まちづくりを進めるための取組について述べる。".repeat(10);
        let text = format!("除雪。{filler}除雪と排雪の計画を、冬までに定める。{filler}");
        let html = snippet(&text, &["除雪", "排雪"]);
        assert!(html.starts_with("…まちづくり"), "{html}");
        assert!(html.ends_with("。…"), "{html}");
        assert!(
            html.contains("<mark>除雪</mark>と<mark>排雪</mark>"),
            "{html}"
        );
        let plain = html.replace("<mark>", "").replace("</mark>", "");
        assert!(plain.chars().count() <= SNIPPET_CHARACTERS + 2, "{html}");
    }

    #[test]
    fn the_text_with_the_best_window_is_chosen() {
        let texts = ["除雪", "除雪と排雪", "排雪と除雪"];
        assert_eq!(best(texts.into_iter(), &needles(&["除雪", "排雪"])).text, 1);
        assert_eq!(best(texts.into_iter(), &needles(&["無"])).text, 0);
        assert_eq!(
            best([].into_iter(), &needles(&["無"])).snippet,
            Snippet::default()
        );
    }

    #[test]
    fn a_text_without_hits_shows_its_beginning() {
        let text = format!("はじめに、{}", "雪".repeat(200));
        let html = snippet(&text, &["無"]);
        assert!(html.starts_with("はじめに、雪"), "{html}");
        assert!(html.ends_with("雪…"), "{html}");
    }
}
