//! Hard words: explained where a page first has them, and all of them on a page of their own.

use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;

use ayumi_japanese::kana::{is_voicing_mark, to_hiragana};

use super::context::{Link, PageInfo};
use super::document_view::{Block, Fact, Flow, Line, Piece, Text};
use super::links;
use super::world::World;
use crate::config::{Glossary, WordEntry};

/// A word that a page explains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub(super) struct Word {
    /// Which word of the page it is, counted from 1: the ids are `word-<n>` here and `word-<n>-use` where it stands.
    pub number: usize,
    /// The word.
    pub term: String,
    /// Its reading.
    pub reading: String,
    /// What it means.
    pub meaning: String,
}

/// What `glossary.html` sees besides `site` and `page`.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GlossaryPage {
    /// The words by the row of kana in which their readings begin, in the order of kana.
    pub rows: Vec<GlossaryRow>,
}

/// The words of one row of kana.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GlossaryRow {
    /// The first kana of the row: あ
    pub kana: char,
    /// The words.
    pub words: Vec<GlossaryWord>,
}

/// A word of the glossary.
#[derive(Debug, Serialize, JsonSchema)]
pub(super) struct GlossaryWord {
    /// The word.
    pub term: String,
    /// Its reading.
    pub reading: String,
    /// Other words for the same, one after the other.
    pub variants: Option<String>,
    /// What it means.
    pub meaning: String,
    /// Where that is said.
    pub source: Option<Link>,
    /// When somebody last made sure of it, in words.
    pub reviewed: Option<String>,
}

/// Marks the first place of each word in the running text of a page, and lists the words in the order of these places.
/// Labels, headings and goals' own headings are left as they are, and so is what was corrected.
pub(super) fn explain(blocks: &mut [Block], glossary: &Glossary) -> Vec<Word> {
    let mut explainer = Explainer {
        glossary,
        numbers: BTreeMap::new(),
        words: Vec::new(),
    };
    if !glossary.is_empty() {
        blocks.iter_mut().for_each(|block| explainer.block(block));
    }
    explainer.words
}

struct Explainer<'a> {
    glossary: &'a Glossary,
    /// The words met so far, by their place in the glossary.
    numbers: BTreeMap<usize, usize>,
    words: Vec<Word>,
}

impl Explainer<'_> {
    fn block(&mut self, block: &mut Block) {
        match block {
            Block::Facts { facts } => self.facts(facts),
            Block::Flow { flow } => self.flow(flow),
            Block::Goal(goal) => {
                self.flow(&mut goal.content);
                for section in &mut goal.sections {
                    self.flow(&mut section.content);
                    section.facts.iter_mut().for_each(|list| self.facts(list));
                }
            }
            Block::Heading { .. } | Block::Label { .. } => {}
        }
    }

    fn facts(&mut self, facts: &mut [Fact]) {
        facts
            .iter_mut()
            .for_each(|fact| self.flow(&mut fact.content));
    }

    fn flow(&mut self, flow: &mut [Flow]) {
        for item in flow {
            match item {
                Flow::Paragraph { line } | Flow::Note { line, .. } => self.line(line),
                Flow::List { items, .. } => items.iter_mut().for_each(|line| self.line(line)),
                Flow::Table { rows, .. } => {
                    let cells = rows.iter_mut().flatten().flatten();
                    cells.for_each(|line| self.line(line));
                }
                Flow::Elsewhere { .. } => {}
            }
        }
    }

    fn line(&mut self, line: &mut Line) {
        let plain = |piece: &Piece| {
            let marked = piece.note.is_some() || piece.change.is_some();
            !piece.line_break && !marked
        };
        let mut text = Text::with_capacity(line.text.len());
        for piece in std::mem::take(&mut line.text) {
            if plain(&piece) {
                self.piece(piece, &mut text);
            } else {
                text.push(piece);
            }
        }
        line.text = text;
    }

    /// Takes a piece apart at the words that it is the first to have.
    fn piece(&mut self, piece: Piece, text: &mut Text) {
        let mut at = 0;
        for (range, word) in self.glossary.find(&piece.text) {
            let Some(number) = self.first(word) else {
                continue;
            };
            if at < range.start {
                text.push(Piece::new(&piece.text[at..range.start]));
            }
            text.push(Piece {
                word: Some(number),
                ..Piece::new(&piece.text[range.clone()])
            });
            at = range.end;
        }
        if at == 0 {
            text.push(piece);
        } else if at < piece.text.len() {
            // What was said behind the piece stays behind its end.
            text.push(Piece {
                text: piece.text[at..].to_owned(),
                ..piece
            });
        }
    }

    /// The number that a word gets here; none where the page has had it.
    fn first(&mut self, word: usize) -> Option<usize> {
        let entry = self.glossary.words().get(word)?;
        let number = self.words.len() + 1;
        if self.numbers.contains_key(&word) {
            return None;
        }
        self.numbers.insert(word, number);
        self.words.push(Word {
            number,
            term: entry.term.clone(),
            reading: entry.reading.clone(),
            meaning: entry.meaning.trim().to_owned(),
        });
        Some(number)
    }
}

/// The page of all words, and how much it has to say.
pub(super) fn glossary_page(world: &World<'_>) -> (PageInfo, usize, GlossaryPage) {
    let texts = world.texts;
    let way = [(
        texts.get("about_title").to_owned(),
        Some("about/".to_owned()),
    )];
    let title = texts.get("glossary_title").to_owned();
    let page = world.page("about/glossary/", Some(title), &way);
    let mut words: Vec<&WordEntry> = world.config.glossary.words().iter().collect();
    words.sort_by_cached_key(|word| {
        let reading = to_hiragana(&word.reading);
        (order(&reading), reading, word.term.clone())
    });
    let mut rows: Vec<GlossaryRow> = Vec::new();
    for word in &words {
        let kana = row_of(&order(&to_hiragana(&word.reading)));
        let shown = shown(word, world);
        match rows.last_mut() {
            Some(row) if row.kana == kana => row.words.push(shown),
            _ => rows.push(GlossaryRow {
                kana,
                words: vec![shown],
            }),
        }
    }
    (page, 2 * words.len(), GlossaryPage { rows })
}

fn shown(word: &WordEntry, world: &World<'_>) -> GlossaryWord {
    GlossaryWord {
        term: word.term.clone(),
        reading: word.reading.clone(),
        variants: (!word.variants.is_empty()).then(|| word.variants.join("、")),
        meaning: word.meaning.trim().to_owned(),
        source: word.source.as_ref().map(|source| Link {
            text: source.clone(),
            href: links::web_address(source),
        }),
        reviewed: word.reviewed.map(|date| world.texts.date(date)),
    }
}

/// A reading as 五十音順 compares it first: without sound marks and long vowels, small letters as large ones.
pub(super) fn order(hiragana: &str) -> String {
    let large = |c: char| match c {
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' | 'っ' | 'ゃ' | 'ゅ' | 'ょ' | 'ゎ' => {
            // Each small letter stands right before its large one.
            char::from_u32(u32::from(c) + 1).unwrap_or(c)
        }
        _ => c,
    };
    let counts = |c: &char| !is_voicing_mark(*c) && !c.is_whitespace() && !"ー・".contains(*c);
    hiragana.nfd().filter(counts).map(large).collect()
}

/// The first kana of the row to which a text in 五十音順 belongs.
pub(super) fn row_of(ordered: &str) -> char {
    const ROWS: [char; 10] = ['あ', 'か', 'さ', 'た', 'な', 'は', 'ま', 'や', 'ら', 'わ'];
    let first = ordered.chars().next().unwrap_or('あ');
    let mut rows = ROWS.into_iter().rev();
    rows.find(|row| *row <= first).unwrap_or('あ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn glossary(terms: &[&str]) -> Glossary {
        let word = |term: &&str| WordEntry {
            term: (*term).to_owned(),
            reading: "よみ".to_owned(),
            variants: Vec::new(),
            meaning: format!("{term}の意味。"),
            source: None,
            reviewed: None,
        };
        Glossary::new(terms.iter().map(word).collect())
    }

    fn paragraph(text: Text) -> Flow {
        Flow::Paragraph {
            line: Line { marker: None, text },
        }
    }

    fn pieces(flow: &Flow) -> Vec<(&str, Option<usize>)> {
        match flow {
            Flow::Paragraph { line } => {
                let pieces = line.text.iter();
                pieces.map(|piece| (&*piece.text, piece.word)).collect()
            }
            _ => Vec::new(),
        }
    }

    #[test]
    fn the_first_place_of_a_word_is_marked_and_the_text_stays() {
        let text = || vec![Piece::new("関係人口と総合計画と関係人口")];
        let mut blocks = [Block::Flow {
            flow: vec![paragraph(text()), paragraph(text())],
        }];
        let words = explain(&mut blocks, &glossary(&["総合計画", "関係人口"]));
        let terms: Vec<(usize, &str)> = words.iter().map(|one| (one.number, &*one.term)).collect();
        assert_eq!(terms, [(1, "関係人口"), (2, "総合計画")]);
        let Block::Flow { flow } = &blocks[0] else {
            panic!("the block is another");
        };
        assert_eq!(
            pieces(&flow[0]),
            [
                ("関係人口", Some(1)),
                ("と", None),
                ("総合計画", Some(2)),
                ("と関係人口", None)
            ]
        );
        assert_eq!(pieces(&flow[1]), [("関係人口と総合計画と関係人口", None)]);
    }

    #[test]
    fn labels_headings_and_corrected_words_are_left_alone() {
        let line = || Line {
            marker: None,
            text: vec![Piece::new("関係人口")],
        };
        let corrected = Piece {
            change: Some(crate::render::document_view::Change::Added),
            ..Piece::new("関係人口")
        };
        let fact = Fact {
            label: line(),
            content: vec![paragraph(vec![corrected])],
            remark: None,
        };
        let mut blocks = [
            Block::Heading {
                level: 2,
                line: line(),
            },
            Block::Facts { facts: vec![fact] },
        ];
        let before = blocks.clone();
        assert_eq!(explain(&mut blocks, &glossary(&["関係人口"])), []);
        assert_eq!(blocks, before);
    }

    #[test]
    fn readings_are_in_the_order_of_kana() {
        let mut readings = [
            "ちょうしゃ",
            "ぱぶりっく",
            "はば",
            "でぃーえっくす",
            "ちよう",
            "あい",
        ];
        readings.sort_by_cached_key(|reading| order(reading));
        assert_eq!(
            readings,
            [
                "あい",
                "ちよう",
                "ちょうしゃ",
                "でぃーえっくす",
                "はば",
                "ぱぶりっく"
            ]
        );
        let rows: String = ["がく", "ぱ", "ゔ", "を", "っ"]
            .iter()
            .map(|reading| row_of(&order(reading)))
            .collect();
        assert_eq!(rows, "かはあわた");
    }
}
