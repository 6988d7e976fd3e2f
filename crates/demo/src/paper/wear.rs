//! What can happen to any page, whatever its layout: habits of spelling, before it is printed, and how its file was
//! saved, afterwards. The first change the content, and so the truth; the second change nothing that a reader sees.

use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS};

use crate::content::Content;
use crate::random::Random;

/// A habit of spelling. Names of organisations stay as they are in the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spelling {
    /// `１２` for `12`
    WideDigits,
    /// `１2`: one digit full width, the others not.
    MixedDigits,
    /// Another of ～〜∼.
    Tilde(char),
    /// 「，」 for 「、」, as in Kyoto.
    Comma,
    /// Another of ヶケが inside the names of places: 霞ヶ丘.
    Ke(char),
}

impl Spelling {
    /// The habits of one office, mostly none.
    pub fn any(random: &mut Random) -> Vec<Self> {
        let mut habits = Vec::new();
        if random.chance(0.15) {
            let digits = [Self::WideDigits, Self::MixedDigits];
            habits.push(*random.pick(&digits));
        }
        if random.chance(0.3) {
            habits.push(Self::Tilde(*random.pick(&['～', '〜', '∼'])));
        }
        if random.chance(0.1) {
            habits.push(Self::Comma);
        }
        if random.chance(0.3) {
            habits.push(Self::Ke(*random.pick(&['ヶ', 'ケ', 'が'])));
        }
        habits
    }

    /// A text in this spelling.
    fn spell(self, text: &str, random: &mut Random) -> String {
        match self {
            Self::WideDigits => text.chars().map(wide).collect(),
            Self::MixedDigits => mix(text, random),
            Self::Tilde(tilde) => text.replace(['～', '〜', '∼'], tilde.encode_utf8(&mut [0; 4])),
            Self::Comma => text.replace('、', "，"),
            Self::Ke(ke) => spell_ke(text, ke),
        }
    }
}

/// Spells all sentences and names of a content after these habits. The truth is made from what comes out.
pub fn respell(content: &mut Content, habits: &[Spelling], random: &mut Random) {
    for &habit in habits {
        for text in sentences(content) {
            *text = habit.spell(text, random);
        }
    }
}

/// All that a habit can change. Not the organisation's name, nor the year of the title, on which the file depends; and
/// not names of people.
fn sentences(content: &mut Content) -> Vec<&mut String> {
    let mut all = vec![&mut content.purpose, &mut content.preface];
    all.extend(&mut content.policy_indicators);
    all.extend(&mut content.pillars);
    all.extend(&mut content.notes);
    for remark in &mut content.remarks {
        all.extend([&mut remark.heading, &mut remark.text]);
    }
    for goal in &mut content.goals {
        all.extend([
            &mut goal.text,
            &mut goal.situation,
            &mut goal.cause,
            &mut goal.challenge,
            &mut goal.charge,
        ]);
        let said = [
            &mut goal.midyear,
            &mut goal.result,
            &mut goal.direction,
            &mut goal.previous,
        ];
        all.extend(said.into_iter().flatten());
        all.extend(
            goal.indicators
                .iter_mut()
                .map(|indicator| &mut indicator.name),
        );
    }
    all
}

/// A digit in full width; anything else as it is.
pub fn wide(character: char) -> char {
    match character {
        '0'..='9' => char::from_u32(character as u32 + 0xfee0).unwrap_or(character),
        _ => character,
    }
}

/// One digit of each number that has several becomes full width.
fn mix(text: &str, random: &mut Random) -> String {
    let characters: Vec<char> = text.chars().collect();
    let mut mixed = String::new();
    let mut start = 0;
    while start < characters.len() {
        let digits = characters[start..]
            .iter()
            .take_while(|character| character.is_ascii_digit())
            .count();
        if digits > 1 {
            let chosen = start + random.below(digits);
            mixed.extend(&characters[start..chosen]);
            mixed.push(wide(characters[chosen]));
            mixed.extend(&characters[chosen + 1..start + digits]);
        } else {
            mixed.extend(&characters[start..start + digits.max(1)]);
        }
        start += digits.max(1);
    }
    mixed
}

/// 「霞ヶ丘」 in another spelling, but not 「一ヶ月」: nobody writes 「一が月」.
fn spell_ke(text: &str, ke: char) -> String {
    let characters: Vec<char> = text.chars().collect();
    let kanji = |place: usize| {
        let character = characters.get(place);
        character.is_some_and(|character| ('一'..='鿿').contains(character))
    };
    let number = |character: char| "一二三四五六七八九十百千数何".contains(character);
    let spelt = characters.iter().enumerate().map(|(place, &character)| {
        let inside = matches!(character, 'ヶ' | 'ケ')
            && place > 0
            && kanji(place - 1)
            && kanji(place + 1)
            && !number(characters[place - 1]);
        if inside { ke } else { character }
    });
    spelt.collect()
}

/// In which bytes a file is saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Charset {
    Utf8,
    /// With a byte order mark.
    Utf8Bom,
    ShiftJis,
    EucJp,
}

/// How lines end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ends {
    Lf,
    CrLf,
    /// Some lines one way, some the other.
    Mixed,
}

/// How a file was saved.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Wear {
    pub charset: Charset,
    pub ends: Ends,
    /// White space at the ends of some lines.
    pub trailing: bool,
    /// Two empty lines for one.
    pub doubled: bool,
    /// No line feed at the end of the file.
    pub cut: bool,
}

impl Wear {
    /// As a careful office saves.
    pub const NONE: Self = Self {
        charset: Charset::Utf8,
        ends: Ends::Lf,
        trailing: false,
        doubled: false,
        cut: false,
    };

    /// As chance will have it, mostly well.
    pub fn any(random: &mut Random) -> Self {
        use Charset::{EucJp, ShiftJis, Utf8, Utf8Bom};
        let charsets = [
            Utf8, Utf8, Utf8, Utf8, Utf8, Utf8Bom, Utf8Bom, ShiftJis, ShiftJis, EucJp,
        ];
        let ends = [
            Ends::Lf,
            Ends::Lf,
            Ends::Lf,
            Ends::CrLf,
            Ends::CrLf,
            Ends::Mixed,
        ];
        Self {
            charset: *random.pick(&charsets),
            ends: *random.pick(&ends),
            trailing: random.chance(0.3),
            doubled: random.chance(0.15),
            cut: random.chance(0.3),
        }
    }

    /// The bytes of a page's source saved so. What an old charset cannot write stays in UTF-8.
    pub fn save(self, source: &str, random: &mut Random) -> Vec<u8> {
        let mut text = String::with_capacity(source.len() + source.len() / 8);
        for line in source.lines() {
            text.push_str(line);
            // A tab alone would be a row of empty cells.
            if self.trailing && !line.is_empty() && random.chance(0.2) {
                let space = *random.pick(&[" ", "  ", "\t", "　"]);
                text.push_str(space);
            }
            self.end_line(&mut text, random);
            if self.doubled && line.is_empty() {
                self.end_line(&mut text, random);
            }
        }
        if self.cut {
            text.truncate(text.trim_end_matches(['\r', '\n']).len());
        }
        match self.charset {
            Charset::Utf8 => text.into_bytes(),
            Charset::Utf8Bom => format!("\u{feff}{text}").into_bytes(),
            Charset::ShiftJis => encoded(SHIFT_JIS, text),
            Charset::EucJp => encoded(EUC_JP, text),
        }
    }

    fn end_line(self, text: &mut String, random: &mut Random) {
        let carriage = match self.ends {
            Ends::Lf => false,
            Ends::CrLf => true,
            Ends::Mixed => random.chance(0.5),
        };
        text.push_str(if carriage { "\r\n" } else { "\n" });
    }
}

/// In an old charset, where each character comes back from it as it was: some have two in Unicode for one there.
fn encoded(encoding: &'static Encoding, text: String) -> Vec<u8> {
    let (bytes, _, lost) = encoding.encode(&text);
    let back = encoding.decode_without_bom_handling_and_without_replacement(&bytes);
    if !lost && back.as_deref() == Some(text.as_str()) {
        return bytes.into_owned();
    }
    text.into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::samples;

    fn random() -> Random {
        Random::new(7, "wear", 0)
    }

    #[test]
    fn habits_change_texts() {
        let spell = |habit: Spelling, text| habit.spell(text, &mut random());
        assert_eq!(spell(Spelling::WideDigits, "12回、3か所"), "１２回、３か所");
        assert_eq!(spell(Spelling::Comma, "春、夏"), "春，夏");
        assert_eq!(spell(Spelling::Tilde('∼'), "5～7月〜9月"), "5∼7月∼9月");
        assert_eq!(
            spell(Spelling::Ke('が'), "霞ヶ丘で一ヶ月、3ヶ所"),
            "霞が丘で一ヶ月、3ヶ所"
        );
        let mixed = spell(Spelling::MixedDigits, "1,624人が5回");
        assert!(
            mixed.starts_with("1,") && mixed.ends_with("人が5回"),
            "{mixed}"
        );
        let wide = mixed.chars().filter(|digit| ('０'..='９').contains(digit));
        assert_eq!(wide.count(), 1, "{mixed}");
    }

    #[test]
    fn contents_are_spelt_everywhere_but_in_names() {
        let mut content = samples::ward(2024, "令和6年度", true);
        let habits = [Spelling::WideDigits, Spelling::Comma];
        respell(&mut content, &habits, &mut random());
        assert_eq!(content.year_label, "令和6年度");
        for text in sentences(&mut content) {
            assert!(
                !text.contains(|letter: char| letter.is_ascii_digit() || letter == '、'),
                "{text}"
            );
        }
    }

    #[test]
    fn files_keep_their_words() {
        let source = "# 令和6年度 潮路区 組織目標\n\n① 灯台の道、3～5か所\n";
        let bare = |text: &str| text.split_whitespace().collect::<String>();
        for chance in 0..200 {
            let mut random = Random::new(chance, "wear", 1);
            let wear = Wear::any(&mut random);
            let bytes = wear.save(source, &mut random);
            let encoding = match wear.charset {
                Charset::Utf8 | Charset::Utf8Bom => encoding_rs::UTF_8,
                Charset::ShiftJis => SHIFT_JIS,
                Charset::EucJp => EUC_JP,
            };
            let (text, _, lost) = encoding.decode(&bytes);
            assert!(!lost, "{wear:?}");
            assert_eq!(bare(&text), bare(source), "{wear:?}");
            assert_eq!(text.ends_with('\n'), !wear.cut, "{wear:?}");
        }
    }

    #[test]
    fn nothing_happens_to_a_careful_office() {
        let source = "# 題\n\n文\n";
        assert_eq!(Wear::NONE.save(source, &mut random()), source.as_bytes());
    }

    #[test]
    fn what_an_old_charset_cannot_write_stays() {
        let wear = Wear {
            charset: Charset::ShiftJis,
            ..Wear::NONE
        };
        let source = "5〜7月\n";
        assert_eq!(wear.save(source, &mut random()), source.as_bytes());
        let bytes = wear.save("5～7月\n", &mut random());
        assert_eq!(SHIFT_JIS.decode(&bytes).0, "5～7月\n");
        assert_ne!(bytes, "5～7月\n".as_bytes());
    }
}
