//! The words of `lexicon.bin`: found from any place of a text, and how they may be read.
//!
//! # The file
//! All numbers are little-endian. `AyumiLX1`; three `u32`: the number *n* of classes of words, the length of the
//! automaton, the length of the records; *n*² `i16`, what it costs that a word of one class (the row) is followed by one
//! of another; the automaton; the records.
//!
//! The automaton maps words (UTF-16, the high byte first) to where their records begin. A record is one way after
//! another to take the word: a byte with its class (the low six bits), whether it is read as the way before it (0x40), and
//! whether it is the last (0x80); a byte with its cost in steps of 64 above −4096; and unless it is read as the one
//! before, its kana, one a byte (ぁ is 0, ゖ 85, ー 86), the last with 0x80.
//!
//! Nothing but the first characters is unpacked when the table is opened: it is read in place, so that a build of three
//! documents does not pay for 190,000 words.

use tantivy_fst::raw::{Fst, Output};

use crate::error::{Error, Result};

/// The kinds of words that are told apart, as `cargo xtask lexicon` numbers them.
pub(super) mod class {
    /// The edge of a text, and all that is no word.
    pub const EDGE: u8 = 0;
    /// One more than the highest that a record can tell.
    pub const ALL: usize = 64;
    /// Common nouns.
    pub const COMMON: u8 = 2;
    /// Verbs and adjectives.
    const VERB: u8 = 26;
    const ADJECTIVE: u8 = 27;

    /// Whether such a word only ends others: 課, 区, 的.
    pub fn is_suffix(class: u8) -> bool {
        matches!(class, 12..=17)
    }

    /// Whether such a word only begins others: 再, 要, 第.
    pub fn is_prefix(class: u8) -> bool {
        matches!(class, 22..=25)
    }

    /// Whether such a word is no part of compounds.
    pub fn is_inflected(class: u8) -> bool {
        matches!(class, VERB | ADJECTIVE)
    }
}

/// The file, opened.
pub(super) struct Table {
    classes: usize,
    matrix: &'static [u8],
    automaton: Fst<&'static [u8]>,
    records: &'static [u8],
    /// For each UTF-16 unit, one more than the address to which it leads from the root of the automaton; 0: nowhere. Most
    /// places of a text are left after one character.
    starts: Vec<u32>,
    /// What the record of a word that begins with this unit begins with.
    outputs: Vec<u32>,
}

/// What is said of a file that is none.
pub(super) const WRONG: Error = Error::Layout("the lexicon is not as expected");

/// One way to take a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Way {
    /// What kind of word it is.
    pub class: u8,
    /// What it costs.
    pub cost: i32,
    /// Its kana as codes; see [`kana`].
    pub reading: &'static [u8],
}

impl Table {
    /// Opens a table.
    pub fn open(bytes: &'static [u8]) -> Result<Self> {
        let rest = bytes.strip_prefix(b"AyumiLX1").ok_or(WRONG)?;
        let (classes, rest) = length(rest).ok_or(WRONG)?;
        let (automaton, rest) = length(rest).ok_or(WRONG)?;
        let (records, rest) = length(rest).ok_or(WRONG)?;
        let matrix = classes.saturating_mul(classes).saturating_mul(2);
        let (matrix, rest) = rest.split_at_checked(matrix).ok_or(WRONG)?;
        let (automaton, rest) = rest.split_at_checked(automaton).ok_or(WRONG)?;
        if rest.len() != records {
            return Err(WRONG);
        }
        let automaton = Fst::new(automaton).map_err(|_| WRONG)?;
        let (starts, outputs) = starts(&automaton).ok_or(WRONG)?;
        Ok(Self {
            classes,
            matrix,
            automaton,
            records: rest,
            starts,
            outputs,
        })
    }

    /// Hands on where each word ends that begins at a place of the text, the shortest first, and its record.
    pub fn words_at(&self, text: &[char], start: usize, mut found: impl FnMut(usize, u64)) {
        let unit = |character: char| u16::try_from(u32::from(character)).ok();
        let Some(first) = text.get(start).and_then(|&first| unit(first)) else {
            return;
        };
        let Some(address) = self.starts[usize::from(first)].checked_sub(1) else {
            return;
        };
        let mut node = self.automaton.node(address as usize);
        let mut record = Output::new(self.outputs[usize::from(first)].into());
        let mut end = start + 1;
        loop {
            if node.is_final() {
                found(end, record.cat(node.final_output()).value());
            }
            let Some(unit) = text.get(end).and_then(|&next| unit(next)) else {
                return;
            };
            for byte in unit.to_be_bytes() {
                let Some(transition) = node.find_input(byte) else {
                    return;
                };
                let transition = node.transition(transition);
                record = record.cat(transition.out);
                node = self.automaton.node(transition.addr);
            }
            end += 1;
        }
    }

    /// The ways to take the word of a record, readings by their cheapest way.
    pub fn ways(&self, record: u64) -> Ways {
        let start = usize::try_from(record).unwrap_or(usize::MAX);
        Ways {
            rest: self.records.get(start..).unwrap_or_default(),
            reading: &[],
        }
    }

    /// What it costs that a word of one class is followed by one of another.
    pub fn connection(&self, before: u8, after: u8) -> i32 {
        let at = (usize::from(before) * self.classes + usize::from(after)) * 2;
        match self.matrix.get(at..at + 2) {
            Some(&[low, high]) => i16::from_le_bytes([low, high]).into(),
            _ => 0,
        }
    }

    /// Every word with its record, in the order of the words.
    #[cfg(test)]
    pub fn all(&self) -> Vec<(String, u64)> {
        use tantivy_fst::Streamer as _;
        let mut words = Vec::new();
        let mut stream = self.automaton.stream();
        while let Some((key, record)) = stream.next() {
            let units: Vec<u16> = key
                .chunks(2)
                .map(|unit| u16::from_be_bytes([unit[0], unit[1]]))
                .collect();
            words.push((String::from_utf16_lossy(&units), record.value()));
        }
        words
    }
}

/// See [`Table::starts`]. `None` if the automaton is larger than the file can say.
fn starts(automaton: &Fst<&[u8]>) -> Option<(Vec<u32>, Vec<u32>)> {
    const UNITS: usize = 1 << 16;
    let (mut starts, mut outputs) = (vec![0; UNITS], vec![0; UNITS]);
    for high in automaton.root().transitions() {
        for low in automaton.node(high.addr).transitions() {
            let unit = usize::from(u16::from_be_bytes([high.inp, low.inp]));
            starts[unit] = u32::try_from(low.addr).ok()?.checked_add(1)?;
            outputs[unit] = u32::try_from(high.out.cat(low.out).value()).ok()?;
        }
    }
    Some((starts, outputs))
}

/// A `u32` and what follows it.
fn length(bytes: &[u8]) -> Option<(usize, &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<4>()?;
    Some((usize::try_from(u32::from_le_bytes(*length)).ok()?, rest))
}

/// See [`Table::ways`].
pub(super) struct Ways {
    rest: &'static [u8],
    reading: &'static [u8],
}

impl Iterator for Ways {
    type Item = Way;

    fn next(&mut self) -> Option<Way> {
        let [head, cost, rest @ ..] = self.rest else {
            return None;
        };
        self.rest = rest;
        if head & 0x40 == 0 {
            let end = rest.iter().position(|code| code & 0x80 != 0)? + 1;
            (self.reading, self.rest) = rest.split_at(end);
        }
        if head & 0x80 != 0 {
            self.rest = &[];
        }
        Some(Way {
            class: head & 0x3f,
            cost: i32::from(*cost) * 64 - 4096,
            reading: self.reading,
        })
    }
}

/// The kana of a code.
pub(super) fn kana(code: u8) -> char {
    match code & 0x7f {
        86 => 'ー',
        code => char::from_u32(0x3041 + u32::from(code)).unwrap_or('?'),
    }
}
