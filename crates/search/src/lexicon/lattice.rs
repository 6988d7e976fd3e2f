//! A text as all the words it may be made of, and the cheapest ways through them.

use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::ops::Range;

use ayumi_japanese::kana::{char_to_hiragana, is_hiragana, is_kanji, is_katakana};

use super::table::{Table, Way, class, kana};

/// What a kanji costs that the table does not have: more than any word.
const UNKNOWN_KANJI: i32 = 16_000;

/// What katakana cost, whatever they say. They read themselves.
const KATAKANA: i32 = 5_000;

/// What a character costs that belongs to no word: hiragana that were taken for okurigana.
const OUTSIDE: i32 = 5_500;

/// What it costs to voice the first sound of a word that stands behind another: かた, 鳥屋野がた.
const VOICING: i32 = 2_600;

/// Readings are given up when they cost so much more than the best.
const WORST: i32 = 7_000;

/// Paths that are looked at for readings.
const MOST_PATHS: usize = 60;

/// A word at its place.
#[derive(Debug, Clone, Copy)]
struct Node {
    start: usize,
    end: usize,
    class: u8,
    sound: Sound,
    cost: i32,
    /// The cheapest way from the beginning to the end of this word.
    total: i32,
    /// The word before it on that way.
    before: usize,
    /// The next node that ends at the same place; 0 for none.
    next: usize,
}

/// How a node is read.
#[derive(Debug, Clone, Copy)]
enum Sound {
    Table(&'static [u8]),
    /// The same with its first sound voiced.
    Voiced(&'static [u8]),
    One(char),
    /// Kana, read as they are.
    Itself,
    Unknown,
}

/// A word of the cheapest way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Segment {
    /// Its characters.
    pub range: Range<usize>,
    /// What kind of word it is.
    pub class: u8,
    /// Whether it is a word; else a kanji nobody knows, or a kana that belongs to none.
    pub known: bool,
}

/// All words of a text.
pub(super) struct Lattice<'a> {
    table: &'a Table,
    text: &'a [char],
    nodes: Vec<Node>,
    /// For each place, the first and the last of the nodes that end there. They are linked by `next`, in the order in
    /// which they were found.
    ends: Vec<Option<(usize, usize)>>,
    /// For each class, the cheapest way to a word of that class at the last place: the place, its cost, and the node. Most
    /// words of a place share a few classes, and all nodes that end there are known before any word begins there.
    cheapest: [Option<(usize, i32, usize)>; class::ALL],
}

impl<'a> Lattice<'a> {
    /// Looks up all words of a text. `whole`: also the word that the whole text is.
    pub fn new(table: &'a Table, text: &'a [char], whole: bool) -> Self {
        let mut lattice = Self {
            table,
            text,
            nodes: Vec::with_capacity(text.len() * 4 + 2),
            ends: vec![None; text.len() + 1],
            cheapest: [None; class::ALL],
        };
        lattice.push(0..0, class::EDGE, Sound::Itself, 0);
        for start in 0..text.len() {
            if lattice.ends[start].is_none() {
                continue;
            }
            table.words_at(text, start, |end, record| {
                if whole || end - start < text.len() {
                    for way in table.ways(record) {
                        lattice.push_way(start..end, way);
                    }
                }
            });
            lattice.push_unlisted(start);
        }
        lattice.push(text.len()..text.len(), class::EDGE, Sound::Itself, 0);
        lattice
    }

    fn push_way(&mut self, range: Range<usize>, way: Way) {
        self.push(
            range.clone(),
            way.class,
            Sound::Table(way.reading),
            way.cost,
        );
        let mut characters = self.text[range.clone()].iter();
        let one_kanji =
            characters.next().is_some_and(|&c| is_kanji(c)) && characters.all(|&c| is_hiragana(c));
        if range.start > 0 && one_kanji && can_be_voiced(way.reading) {
            self.push(
                range,
                way.class,
                Sound::Voiced(way.reading),
                way.cost + VOICING,
            );
        }
    }

    /// What stands here if it is no word of the table.
    fn push_unlisted(&mut self, start: usize) {
        let character = self.text[start];
        let before = start.checked_sub(1).map(|at| self.text[at]);
        match character {
            'ヶ' | 'ヵ' | 'ケ' | 'カ' if before.is_some_and(is_kanji) => {
                for sound in ['が', 'か'] {
                    self.push(start..start + 1, class::COMMON, Sound::One(sound), KATAKANA);
                }
            }
            _ => {}
        }
        if is_katakana(character) {
            let length = self.text[start..]
                .iter()
                .take_while(|&&c| is_katakana(c))
                .count();
            self.push(
                start..start + length,
                class::COMMON,
                Sound::Itself,
                KATAKANA,
            );
        } else if is_kanji(character) {
            self.push(
                start..start + 1,
                class::COMMON,
                Sound::Unknown,
                UNKNOWN_KANJI,
            );
        } else {
            self.push(start..start + 1, class::EDGE, Sound::Itself, OUTSIDE);
        }
    }

    /// Adds a word behind the cheapest of those that end where it begins.
    fn push(&mut self, range: Range<usize>, class: u8, sound: Sound, cost: i32) {
        let (total, before) = self.cheapest(range.start, class);
        self.nodes.push(Node {
            start: range.start,
            end: range.end,
            class,
            sound,
            cost,
            total: total + cost,
            before,
            next: 0,
        });
        let new = self.nodes.len() - 1;
        let first = match self.ends[range.end] {
            Some((first, last)) => {
                self.nodes[last].next = new;
                first
            }
            None => new,
        };
        self.ends[range.end] = Some((first, new));
    }

    /// What it costs to come to a word of a class at a place, and by which node.
    fn cheapest(&mut self, place: usize, class: u8) -> (i32, usize) {
        let known = self.cheapest.get(usize::from(class)).copied().flatten();
        if let Some((_, total, before)) = known.filter(|known| known.0 == place) {
            return (total, before);
        }
        let connected = |before: usize| {
            let node = &self.nodes[before];
            (
                node.total + self.table.connection(node.class, class),
                before,
            )
        };
        let (total, before) = self.ending_at(place).map(connected).min().unwrap_or((0, 0));
        // At the beginning the edge itself is still to come.
        if place > 0
            && let Some(known) = self.cheapest.get_mut(usize::from(class))
        {
            *known = Some((place, total, before));
        }
        (total, before)
    }

    /// The nodes that end at a place.
    fn ending_at(&self, place: usize) -> impl Iterator<Item = usize> {
        let first = self.ends[place].map(|(first, _)| first);
        std::iter::successors(first, |&node| {
            Some(self.nodes[node].next).filter(|&next| next > 0)
        })
    }

    /// The words of the cheapest way.
    pub fn segments(&self) -> Vec<Segment> {
        let mut segments = Vec::new();
        let mut at = self.nodes.last().map_or(0, |end| end.before);
        while at > 0 {
            let node = &self.nodes[at];
            segments.push(Segment {
                range: node.start..node.end,
                class: node.class,
                known: node.class != class::EDGE && !matches!(node.sound, Sound::Unknown),
            });
            at = node.before;
        }
        segments.reverse();
        segments
    }

    /// The cheapest readings, each once, the best first, at most so many. None if a character has no reading.
    pub fn readings(&self, most: usize) -> Vec<String> {
        let end = self.nodes.len() - 1;
        let best = self.nodes[end].total;
        // Each step: a word, and the step that leads on from it. What a way costs in all is known before it is walked,
        // so that ways come out in the order of their costs.
        let mut steps: Vec<(usize, usize)> = vec![(end, 0)];
        let mut open = BinaryHeap::from([Reverse((best, 0, 0))]);
        let mut readings: Vec<String> = Vec::new();
        let mut paths = 0;
        while let Some(Reverse((total, behind, step))) = open.pop() {
            let at = steps[step].0;
            if paths == MOST_PATHS || readings.len() == most || total > best + WORST {
                break;
            }
            if at == 0 {
                paths += 1;
                if let Some(reading) = self.read(&steps, step)
                    && !readings.contains(&reading)
                {
                    readings.push(reading);
                }
                continue;
            }
            let node = &self.nodes[at];
            for before in self.ending_at(node.start) {
                // The end of a text of no length ends where it begins.
                if before >= at {
                    continue;
                }
                let other = &self.nodes[before];
                let behind = behind + node.cost + self.table.connection(other.class, node.class);
                steps.push((before, step));
                open.push(Reverse((other.total + behind, behind, steps.len() - 1)));
            }
        }
        readings
    }

    /// The reading of the way that begins at this step.
    fn read(&self, steps: &[(usize, usize)], mut step: usize) -> Option<String> {
        let mut reading = String::with_capacity(self.text.len() * 6);
        while step > 0 {
            let (at, next) = steps[step];
            let node = &self.nodes[at];
            match node.sound {
                Sound::Table(codes) => reading.extend(codes.iter().map(|&code| kana(code))),
                Sound::Voiced([first, rest @ ..]) => {
                    let first = kana(*first);
                    reading.push(voiced(first).unwrap_or(first));
                    reading.extend(rest.iter().map(|&code| kana(code)));
                }
                Sound::Voiced([]) => {}
                Sound::One(sound) => reading.push(sound),
                Sound::Itself => {
                    let kana = self.text[node.start..node.end].iter();
                    reading.extend(kana.map(|&c| char_to_hiragana(c)));
                }
                Sound::Unknown => return None,
            }
            step = next;
        }
        Some(reading)
    }
}

/// Whether the first sound of a word is voiced behind another: words of old Japanese stock without a voiced sound. That
/// a reading is none of Chinese stock is told by its second sound.
fn can_be_voiced(reading: &[u8]) -> bool {
    let chinese = match *reading {
        [_, second] => matches!(kana(second), 'い' | 'う' | 'ん' | 'つ' | 'く' | 'き'),
        [_, glide, ..] if matches!(kana(glide), 'ゃ' | 'ゅ' | 'ょ') => true,
        [_, _, ..] => false,
        _ => true,
    };
    !chinese
        && reading
            .first()
            .is_some_and(|&code| voiced(kana(code)).is_some())
        && !reading.iter().any(|&code| {
            matches!(
                kana(code),
                'が' | 'ぎ'
                    | 'ぐ'
                    | 'げ'
                    | 'ご'
                    | 'ざ'
                    | 'じ'
                    | 'ず'
                    | 'ぜ'
                    | 'ぞ'
                    | 'だ'
                    | 'ぢ'
                    | 'づ'
                    | 'で'
                    | 'ど'
                    | 'ば'
                    | 'び'
                    | 'ぶ'
                    | 'べ'
                    | 'ぼ'
            )
        })
}

/// The voiced sound of a kana.
fn voiced(sound: char) -> Option<char> {
    let at = "かきくけこさしすせそたちつてとはひふへほ"
        .chars()
        .position(|c| c == sound)?;
    "がぎぐげござじずぜぞだじづでどばびぶべぼ".chars().nth(at)
}
