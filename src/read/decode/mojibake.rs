//! Mojibake: text that somebody once read in the wrong encoding and saved. Undoing the mistake shows it: what then
//! comes out as Japanese was no accident.

use ayumi_japanese::kana::{is_hiragana, is_japanese, is_kana, is_kanji};
use encoding_rs::{EUC_JP, Encoding, GBK, MACINTOSH, SHIFT_JIS, UTF_8, WINDOWS_1252};

use super::odd::Seen;
use super::{Refused, guess_neighbour};
use crate::model::Problem;

/// Text written in one encoding and read in another.
struct Mistake {
    written: &'static Encoding,
    read_as: &'static Encoding,
    /// What the first bytes of kana come out as. Kana are a third of any Japanese text.
    marks: &'static [char],
}

static MISTAKES: [Mistake; 7] = [
    // 縺薙?繝輔ぃ繧､繝ｫ
    Mistake {
        written: UTF_8,
        read_as: SHIFT_JIS,
        marks: &['縺', '繧', '繝'],
    },
    // ã“ã®ãƒ•ã‚¡ã‚¤ãƒ«
    Mistake {
        written: UTF_8,
        read_as: WINDOWS_1252,
        marks: &['ã'],
    },
    // 銇撱伄銉曘偂銈ゃ儷
    Mistake {
        written: UTF_8,
        read_as: GBK,
        marks: &['銇', '銈', '銉'],
    },
    // „Åì„ÅÆ„Éï„Ç°„Ç§„É´
    Mistake {
        written: UTF_8,
        read_as: MACINTOSH,
        marks: &['„'],
    },
    // ‚±‚ÌƒtƒbƒNƒX
    Mistake {
        written: SHIFT_JIS,
        read_as: WINDOWS_1252,
        marks: &['‚', 'ƒ', '\u{82}', '\u{83}'],
    },
    // ¤³¤Î¥Õ¥¡¥¤¥ë
    Mistake {
        written: EUC_JP,
        read_as: WINDOWS_1252,
        marks: &['¤', '¥'],
    },
    // ､ｳ､ﾎ･ﾕ･｡･､･・
    Mistake {
        written: EUC_JP,
        read_as: SHIFT_JIS,
        marks: &['､', '･'],
    },
];

/// Whether a character is one of the marks of any mistake.
pub(super) fn is_mark(c: char) -> bool {
    matches!(
        c,
        '縺' | '繧'
            | '繝'
            | 'ã'
            | '銇'
            | '銈'
            | '銉'
            | '„'
            | '‚'
            | 'ƒ'
            | '\u{82}'
            | '\u{83}'
            | '¤'
            | '¥'
            | '､'
            | '･'
    )
}

/// Of a line no more characters are looked at.
const MOST_CHARACTERS: usize = 2_000;

/// A text with lines that are garbled, or with signs in the place of what was lost.
pub(super) fn check(text: &str, seen: &Seen) -> Option<Refused> {
    if seen.suspicious
        && let Some(refused) = garbled(text)
    {
        return Some(refused);
    }
    if seen.replaced > 0 {
        let problem = Problem::LostCharacters {
            count: seen.replaced as u64,
        };
        let at = text.find('\u{fffd}')?;
        return Some(Refused::in_text(problem, text, at..at + 3));
    }
    None
}

fn garbled(text: &str) -> Option<Refused> {
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let line_start = start;
        start += line.len();
        for mistake in &MISTAKES {
            let Some(at) = line.find(mistake.marks) else {
                continue;
            };
            let end = line.char_indices().nth(MOST_CHARACTERS);
            let line = &line[..end.map_or(line.len(), |(at, _)| at)];
            let Some(restored) = mistake.undone(line) else {
                continue;
            };
            let first = line.find(|c: char| !c.is_ascii()).unwrap_or(at);
            let sample = word(&line[first..]);
            let place = line_start + first..line_start + first + sample.len();
            let first = restored.find(|c: char| !c.is_ascii()).unwrap_or_default();
            let problem = Problem::Mojibake {
                written: mistake.written.name().to_owned(),
                read_as: mistake.read_as.name().to_owned(),
                sample: sample.replace('\u{fffd}', ""),
                restored: word(&restored[first..]).replace('\u{fffd}', ""),
            };
            return Some(Refused::in_text(problem, text, place));
        }
    }
    None
}

/// Characters of the text that are shown in the message.
const SAMPLE: usize = 12;

/// The beginning of a text up to the next markup or white space.
fn word(text: &str) -> String {
    let all = text.chars().take(SAMPLE);
    all.take_while(|c| !c.is_ascii()).collect()
}

/// Fewer kana than this may be chance.
const FEWEST_KANA: usize = 4;

impl Mistake {
    /// The line as it was written, if undoing the mistake makes Japanese of it. A part of it may be lost.
    fn undone(&self, line: &str) -> Option<String> {
        let of_line = |is: fn(char) -> bool| line.chars().filter(|c| is(*c)).count();
        // Real kana do not come out of any of these mistakes, but for half-width ones.
        let real = of_line(|c| is_hiragana(c) || matches!(c, '\u{30a1}'..='\u{30fa}'));
        let foreign = of_line(|c| !c.is_ascii());
        if real * 10 > foreign {
            return None;
        }
        let bytes = self.bytes(line);
        let restored = self
            .written
            .decode_without_bom_handling(&bytes)
            .0
            .into_owned();
        let of_restored = |is: fn(char) -> bool| restored.chars().filter(|c| is(*c)).count();
        let kana = of_restored(|c| is_kana(c) && c < '\u{ff00}');
        let japanese = of_restored(is_japanese);
        let all = of_restored(|c| !c.is_ascii());
        let lost = of_restored(|c| c == '\u{fffd}');
        let mut fits = kana >= FEWEST_KANA && kana * 4 >= all && lost * 2 <= all;
        if self.read_as == SHIFT_JIS && self.written == EUC_JP {
            // Half-width katakana with half-width commas are text, too.
            let mut hiragana: Vec<char> = restored.chars().filter(|c| is_hiragana(*c)).collect();
            hiragana.sort_unstable();
            hiragana.dedup();
            fits &= hiragana.len() >= FEWEST_KANA && lost * 10 <= all && japanese * 5 >= all * 4;
        }
        fits.then_some(restored)
    }

    /// The bytes that were read wrongly. What cannot have come out of them is left out.
    fn bytes(&self, line: &str) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(line.len());
        for c in line.chars() {
            match c {
                '\0'..='\u{7f}' => bytes.push(c as u8),
                // Programs that know Latin-1 only.
                '\u{80}'..='\u{9f}' if self.read_as == WINDOWS_1252 => {
                    bytes.extend(u8::try_from(u32::from(c)));
                }
                _ => {
                    let mut buffer = [0; 4];
                    let (encoded, _, lossy) = self.read_as.encode(c.encode_utf8(&mut buffer));
                    if !lossy {
                        bytes.extend_from_slice(&encoded);
                    }
                }
            }
        }
        bytes
    }
}

/// So many kanji without kana are no Japanese text.
const MOST_KANJI: usize = 24;

/// Bytes that have a meaning in a Japanese encoding, but are no Japanese: kanji without kana, and rare ones, or such as
/// another encoding explains better.
pub(super) fn not_japanese(
    bytes: &[u8],
    text: &str,
    seen: &Seen,
    encoding: &'static Encoding,
) -> Option<Refused> {
    if seen.kanji < MOST_KANJI || seen.kana * 50 >= seen.kanji {
        return None;
    }
    let likely = guess_neighbour(bytes);
    if likely.is_none() && !mostly_rare(text) {
        return None;
    }
    let first = text.find(is_kanji)?;
    let sample = word(&text[first..]);
    let place = first..first + sample.len();
    let problem = Problem::NotJapanese {
        encoding: encoding.name().to_owned(),
        sample,
        suggestion: likely.map(|likely| likely.name().to_owned()),
    };
    Some(Refused::in_text(problem, text, place))
}

/// Whether three of ten kanji are of the second level of JIS X 0208: names have a few, texts hardly any.
fn mostly_rare(text: &str) -> bool {
    let (mut kanji, mut rare) = (0usize, 0usize);
    let mut buffer = [0; 4];
    for c in text.chars().filter(|c| is_kanji(*c)).take(MOST_CHARACTERS) {
        let (bytes, _, lossy) = EUC_JP.encode(c.encode_utf8(&mut buffer));
        kanji += 1;
        rare += usize::from(lossy || bytes.first().is_none_or(|&lead| lead >= 0xd0));
    }
    rare * 10 >= kanji * 3
}
