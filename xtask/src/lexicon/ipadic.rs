//! Reading IPADIC as Debian installs it: CSV files and the matrix of connection costs, in EUC-JP.

use ayumi_japanese::fold::fold_str;
use ayumi_japanese::kana::{is_hiragana, to_hiragana};
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// Where the package `mecab-ipadic` puts the dictionary.
pub const FOLDER: &str = "/usr/share/mecab/dic/ipadic";

/// Where it puts the licence.
pub const COPYRIGHT: &str = "/usr/share/doc/mecab-ipadic/copyright";

/// One line of the dictionary.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Entry {
    /// The word, folded as the search engine folds texts.
    pub text: String,
    /// The number of its part of speech, for the matrix.
    pub context: u16,
    /// What it costs to take this word: the less, the commoner.
    pub cost: i32,
    /// Parts of speech, from the widest to the narrowest: 動詞, 自立, *, *, 五段・ラ行, 基本形.
    pub speech: Vec<String>,
    /// The reading in hiragana.
    pub reading: String,
}

impl Entry {
    /// Whether the part of speech begins so.
    pub fn is(&self, speech: &[&str]) -> bool {
        self.speech.len() >= speech.len()
            && self
                .speech
                .iter()
                .zip(speech)
                .all(|(own, asked)| own == asked)
    }

    /// Whether it is a verb or an adjective in the form under which dictionaries list it.
    pub fn is_plain_form(&self) -> bool {
        (self.is(&["動詞", "自立"]) || self.is(&["形容詞", "自立"]))
            && self.speech.get(5).is_some_and(|form| form == "基本形")
    }

    /// Whether it is a verb in the form that also serves as a noun: 見守り, 受付け.
    pub fn is_verbal_noun(&self) -> bool {
        self.is(&["動詞", "自立"]) && self.speech.get(5).is_some_and(|form| form == "連用形")
    }
}

/// All entries whose reading is one, in the order of the files' names and of their lines.
///
/// # Errors
/// A message that names the file that cannot be read, or the package that is missing.
pub fn entries() -> Result<Vec<Entry>, String> {
    let folder = fs::read_dir(FOLDER)
        .map_err(|error| format!("{FOLDER}: {error}; install the Debian package mecab-ipadic"))?;
    let mut paths = Vec::new();
    for file in folder {
        let path = file.map_err(|error| format!("{FOLDER}: {error}"))?.path();
        if path.extension().is_some_and(|extension| extension == "csv") {
            paths.push(path);
        }
    }
    paths.sort();
    let mut entries = Vec::new();
    for path in &paths {
        entries.extend(read(path)?.lines().filter_map(parse));
    }
    Ok(entries)
}

/// The costs of one word after another, by the numbers of their parts of speech.
///
/// # Errors
/// A message if the file is missing or not as expected.
pub fn matrix() -> Result<BTreeMap<(u16, u16), i16>, String> {
    let path = Path::new(FOLDER).join("matrix.def");
    let text = read(&path)?;
    text.lines()
        .skip(1)
        .map(|line| {
            let mut fields = line.split(' ');
            let mut context = || fields.next()?.parse::<u16>().ok();
            let (before, after) = (context()?, context()?);
            Some(((before, after), fields.next()?.parse().ok()?))
        })
        .collect::<Option<_>>()
        .ok_or_else(|| format!("{}: a line that is no three numbers", path.display()))
}

fn read(path: &Path) -> Result<String, String> {
    let bytes = fs::read(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let (text, _, wrong) = encoding_rs::EUC_JP.decode(&bytes);
    if wrong {
        return Err(format!("{}: not EUC-JP", path.display()));
    }
    Ok(text.into_owned())
}

/// An entry from its line; none if it has no reading in kana. No field of IPADIC is quoted but the comma's own.
fn parse(line: &str) -> Option<Entry> {
    let fields: Vec<&str> = line.split(',').collect();
    let [
        surface,
        left,
        right,
        cost,
        ref speech @ ..,
        _base,
        reading,
        _pronounced,
    ] = fields[..]
    else {
        return None;
    };
    let reading = to_hiragana(reading);
    if left != right || reading.is_empty() || !reading.chars().all(is_spelt) {
        return None;
    }
    Some(Entry {
        text: fold_str(surface),
        context: left.parse().ok()?,
        cost: cost.parse().ok()?,
        speech: speech.iter().map(|&part| part.to_owned()).collect(),
        reading,
    })
}

/// Whether a reading may hold this character.
fn is_spelt(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ー') && (is_hiragana(c) || c == 'ー')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_an_entry() {
        let entry = parse("佐々木,1290,1290,3885,名詞,固有名詞,人名,姓,*,*,佐々木,ササキ,ササキ");
        let entry = entry.unwrap();
        assert_eq!(
            (entry.text.as_str(), entry.reading.as_str()),
            ("佐佐木", "ささき")
        );
        assert_eq!((entry.context, entry.cost), (1290, 3885));
        assert!(entry.is(&["名詞", "固有名詞"]) && !entry.is(&["名詞", "一般"]));
        assert!(!entry.is_plain_form());
    }

    #[test]
    fn verbs_are_known_by_their_plain_form() {
        let plain = |form: &str| {
            let line =
                format!("守る,772,772,7000,動詞,自立,*,*,五段・ラ行,{form},守る,マモル,マモル");
            parse(&line).unwrap().is_plain_form()
        };
        assert!(plain("基本形"));
        assert!(!plain("連用形"));
    }

    #[test]
    fn what_has_no_reading_is_left_out() {
        assert_eq!(parse("，,1295,1295,5080,名詞,数,*,*,*,*,，,，,，"), None);
        assert_eq!(parse("\",\",1,1,1,記号,読点,*,*,*,*,\",\",、,、"), None);
        assert_eq!(parse(""), None);
    }
}
