//! The marker printed before a list item: 「1 」「（１）」「①」「ア」「・」.
//!
//! A marker that is missed costs less than a year or a figure that is taken for one, so each rule
//! asks for what can hardly be anything else.

use super::counter::{counts_across_space, counts_directly};
use super::enclosed::{is_enclosed, roman};
use super::kanji::is_kanji_numeral;
use super::number::parse_count;
use crate::kana::{is_hiragana, is_kana, is_kanji, is_katakana};
use crate::width::{char_to_ascii, widen_katakana};

/// What kind of sign a marker is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MarkerKind {
    /// Counts: `1`, `（１）`, `①`, `1-1`, `第1`, `一`, `Ⅰ`.
    Number,
    /// Counts with letters: `ア`, `(a)`.
    Letter,
    /// Counts nothing: `・`, `●`, `-`.
    Bullet,
}

/// The marker at the beginning of an item's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemMarker {
    /// Bytes of the marker in the text, with its brackets or full stop, without white space.
    pub len: usize,
    /// Bytes of the white space behind it.
    pub space_len: usize,
    /// Number, letter or bullet.
    pub kind: MarkerKind,
    /// The bare number or letter in ASCII digits, full-width kana, lower case: `1`, `1-1`, `ア`, `a`.
    /// None for a bullet.
    pub number: Option<String>,
}

/// Recognises the list marker that `text` begins with. The text has no white space before it, and
/// something must follow the marker: a cell that holds only 「4」 or 「①」 holds a value.
///
/// A bare number needs white space, `.`, `、`, `)` or `:` behind it, so that 「2024年度は」, 「3,000人」,
/// 「1人ひとり」, 「4月から」, 「10%」, 「1.5倍」 and 「一人一人が」 have no marker.
pub fn item_marker(text: &str) -> Option<ItemMarker> {
    // Most texts begin with a kanji that counts nothing.
    let first = text.chars().next()?;
    if ('\u{4E00}'..='\u{9FFF}').contains(&first) && first != '第' && !is_kanji_numeral(first) {
        return None;
    }
    bracketed(text)
        .or_else(|| enclosed(text))
        .or_else(|| ordinal(text))
        .or_else(|| number(text))
        .or_else(|| letter(text))
        .or_else(|| bullet(text))
}

/// As [`item_marker`], for a place where numbered items are expected: a number of one or two digits may
/// also touch the text (「1能登半島」), unless it counts something (「4月から」, 「1人ひとり」).
pub fn expected_item_marker(text: &str) -> Option<ItemMarker> {
    item_marker(text).or_else(|| {
        let token = number_token(text)?;
        let rest = &text[token.len..];
        let next = rest.chars().next()?;
        let begins_text =
            is_kanji(next) || is_kana(next) || matches!(next, '「' | '『' | '【' | '（' | '(');
        (token.digits <= 2 && !token.kanji && begins_text && !counts_directly(rest))
            .then(|| token.marker(text))?
    })
}

/// The marker with which a text begins, where the item before it had the number `last` (empty before the first): 「2
/// 300枚を配る」 after 1, 「1-2 120人が」 after 1-1. White space has to follow, and then anything may;
/// or a separator and a date (「2.9月末までに」).
pub fn next_item_marker(text: &str, last: &str) -> Option<ItemMarker> {
    let marker = |number: String| {
        let mut rest = text;
        for expected in number.chars() {
            let found = rest.chars().next()?;
            let same = char_to_ascii(found) == expected
                || (expected == '-' && level_joint(found) == Some('-'));
            rest = same.then(|| &rest[found.len_utf8()..])?;
        }
        let mut len = text.len() - rest.len();
        if let Some(separator) = rest.chars().next().filter(|&c| is_separator(c))
            && begins_with_date(&rest[separator.len_utf8()..])
        {
            len += separator.len_utf8();
            return finish(text, len, MarkerKind::Number, Some(number));
        }
        (space_len(rest) > 0).then(|| finish(text, len, MarkerKind::Number, Some(number)))?
    };
    let Some((above, own)) = last.rsplit_once('-') else {
        let last: u32 = if last.is_empty() {
            0
        } else {
            last.parse().ok()?
        };
        return marker(last.checked_add(1)?.to_string());
    };
    let (above, own): (u32, u32) = (above.parse().ok()?, own.parse().ok()?);
    let next = [(above, own.checked_add(1)?), (above.checked_add(1)?, 1)];
    next.into_iter()
        .find_map(|(above, own)| marker(format!("{above}-{own}")))
}

/// 「9月末までに」: the point of 「2.9月末までに」 is no decimal point.
fn begins_with_date(text: &str) -> bool {
    let end = text
        .find(|c| !char_to_ascii(c).is_ascii_digit())
        .unwrap_or(text.len());
    let unit = match text[..end].chars().count() {
        1 | 2 => '月',
        4 => '年',
        _ => return false,
    };
    text[end..].starts_with(unit)
}

/// A number at the beginning of a text.
struct Token {
    len: usize,
    /// Normalised.
    number: String,
    /// The last level.
    last: u32,
    /// The longest level's length in digits.
    digits: usize,
    levels: usize,
    dotted: bool,
    kanji: bool,
}

impl Token {
    fn marker(self, text: &str) -> Option<ItemMarker> {
        finish(text, self.len, MarkerKind::Number, Some(self.number))
    }
}

/// `12`, `1-1`, `1.2.3`, `十二`, `Ⅳ` of any width.
fn number_token(text: &str) -> Option<Token> {
    let first = text.chars().next()?;
    if let Some(last) = roman(first) {
        let token = Token {
            len: first.len_utf8(),
            number: last.to_string(),
            last,
            digits: 1,
            levels: 1,
            dotted: false,
            kanji: true,
        };
        return Some(token);
    }
    if is_kanji_numeral(first) {
        let len = text.find(|c| !is_kanji_numeral(c)).unwrap_or(text.len());
        let last = parse_count(&text[..len]).filter(|&number| (1..100).contains(&number))?;
        return Some(Token {
            len,
            number: last.to_string(),
            last,
            digits: 2,
            levels: 1,
            dotted: false,
            kanji: true,
        });
    }
    let is_digit = |c: char| char_to_ascii(c).is_ascii_digit();
    let (mut len, mut numbers, mut digits, mut joint) = (0, Vec::new(), 0, None);
    loop {
        let rest = &text[len..];
        let end = rest.find(|c| !is_digit(c)).unwrap_or(rest.len());
        let level = &rest[..end];
        digits = digits.max(level.chars().count());
        if level.is_empty() || digits > 3 || numbers.len() == 4 {
            return None;
        }
        let digit = |c: char| char_to_ascii(c).to_digit(10);
        let value = level
            .chars()
            .try_fold(0, |value, c| Some(value * 10 + digit(c)?))?;
        numbers.push(value);
        len += end;
        // Another level: the same joint, and a digit behind it.
        let mut next = text[len..].chars();
        let Some(dot) = next.next().and_then(level_joint) else {
            break;
        };
        let after = next.next();
        if joint.is_some_and(|joint| joint != dot) || !after.is_some_and(is_digit) {
            break;
        }
        // 「１．1人ひとりが」: a number is of one width.
        if text[len..].starts_with('．')
            && after.is_some_and(|after| after.is_ascii() != first.is_ascii())
        {
            break;
        }
        joint = Some(dot);
        len += text[len..].chars().next().map_or(0, char::len_utf8);
    }
    let number = numbers
        .iter()
        .map(u32::to_string)
        .collect::<Vec<_>>()
        .join(if joint == Some('.') { "." } else { "-" });
    Some(Token {
        len,
        number,
        last: *numbers.last()?,
        digits,
        levels: numbers.len(),
        dotted: joint == Some('.'),
        kanji: false,
    })
}

/// What stands between the levels of 1-1 or 1.1.
fn level_joint(c: char) -> Option<char> {
    match c {
        '-' | '－' | '‐' | '‑' | '–' | '−' | '―' | 'ー' => Some('-'),
        '.' | '．' => Some('.'),
        _ => None,
    }
}

/// A number and its separator.
fn number(text: &str) -> Option<ItemMarker> {
    let mut token = number_token(text)?;
    let rest = &text[token.len..];
    let space = space_len(rest);
    if space == 0 {
        let separator = rest.chars().next().filter(|&c| is_separator(c))?;
        let after = rest[separator.len_utf8()..].trim_start().chars().next()?;
        let goes_on = rest[separator.len_utf8()..].starts_with(|c: char| {
            let other_width =
                separator == '．' && c.is_ascii() && !text.starts_with(|c: char| c.is_ascii());
            char_to_ascii(c).is_ascii_digit() && !other_width
        });
        // 三、四年生.
        if goes_on || (token.kanji && separator == '、' && is_kanji_numeral(after)) {
            return None;
        }
        token.len += separator.len_utf8();
        return token.marker(text);
    }
    let after = &rest[space..];
    let fits = token.digits <= 2
        && after.contains(char::is_alphabetic)
        && !counts_across_space(token.last, after)
        && !begins_with_loose_digits(after)
        // 一 般 会 計: a kanji that stands alone again.
        && !(token.kanji && stands_alone(after))
        // 1.5 倍.
        && !(token.dotted && token.levels == 2 && counts_directly(after));
    fits.then(|| token.marker(text))?
}

/// Digits behind a space that belong to the number before it: `3 000人`, `1 0 人`.
fn begins_with_loose_digits(text: &str) -> bool {
    let end = text
        .find(|c| !char_to_ascii(c).is_ascii_digit())
        .unwrap_or(text.len());
    match text[..end].chars().count() {
        0 => false,
        3 => true,
        1 | 2 => text[end..].starts_with(char::is_whitespace),
        _ => false,
    }
}

fn stands_alone(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(is_kanji) && chars.next().is_none_or(char::is_whitespace)
}

/// 第1, 第一章: white space or a separator behind.
fn ordinal(text: &str) -> Option<ItemMarker> {
    let token = number_token(text.strip_prefix('第')?)?;
    let mut len = '第'.len_utf8() + token.len;
    if let Some(division) = text[len..]
        .chars()
        .next()
        .filter(|&c| "章節項条編部".contains(c))
    {
        len += division.len_utf8();
    }
    let rest = &text[len..];
    let separator = rest
        .chars()
        .next()
        .filter(|&c| is_separator(c))
        .map_or(0, char::len_utf8);
    let after = rest[separator..].trim_start();
    let counted = after.starts_with(|c| "回次期号位".contains(c));
    let divided = separator > 0 || space_len(rest) > 0;
    (divided && !counted && token.digits <= 2).then(|| {
        finish(
            text,
            len + separator,
            MarkerKind::Number,
            Some(token.number),
        )
    })?
}

/// （１）, [1], (ア), （一）, (iv).
fn bracketed(text: &str) -> Option<ItemMarker> {
    let (len, kind, number) = bracketed_token(text)?;
    (!goes_on_to_another(&text[len..])).then(|| finish(text, len, kind, Some(number)))?
}

fn bracketed_token(text: &str) -> Option<(usize, MarkerKind, String)> {
    let open = text.chars().next()?;
    let closing = match char_to_ascii(open) {
        '(' => ')',
        '[' => ']',
        '〔' => '〕',
        '【' => '】',
        '<' => '>',
        _ => return None,
    };
    let inner_start = open.len_utf8();
    let (inner_len, close) = text[inner_start..]
        .char_indices()
        .take(8)
        .find(|&(_, c)| char_to_ascii(c) == closing)?;
    let inner = text[inner_start..inner_start + inner_len].trim();
    let len = inner_start + inner_len + close.len_utf8();
    if let Some(token) = number_token(inner).filter(|token| token.len == inner.len()) {
        return Some((len, MarkerKind::Number, token.number));
    }
    let lower: String = inner
        .chars()
        .map(|c| char_to_ascii(c).to_ascii_lowercase())
        .collect();
    let small_roman = lower.len() > 1 && lower.chars().all(|c| matches!(c, 'i' | 'v' | 'x'));
    let mut chars = inner.chars();
    let number = match (chars.next(), chars.next()) {
        (Some(only), None) => counting_letter(only)?,
        _ if small_roman => lower,
        _ => return None,
    };
    Some((len, MarkerKind::Letter, number))
}

/// ①, ⑴, ㊀: nothing need follow them but the text.
fn enclosed(text: &str) -> Option<ItemMarker> {
    let first = text.chars().next()?;
    let number = is_enclosed(first)?;
    let mut len = first.len_utf8();
    if goes_on_to_another(&text[len..]) {
        return None;
    }
    if let Some(separator) = text[len..].chars().next().filter(|&c| is_separator(c)) {
        len += separator.len_utf8();
    }
    finish(text, len, MarkerKind::Number, Some(number.to_string()))
}

/// ①～③, ①及び②, (1)から(3)まで: the sentence speaks of markers and has none.
fn goes_on_to_another(rest: &str) -> bool {
    const JOINTS: &[&str] = &[
        "から",
        "及び",
        "および",
        "又は",
        "または",
        "と",
        "や",
        "、",
        "，",
        ",",
        "・",
        "~",
        "～",
        "〜",
        "-",
        "－",
        "ー",
        "―",
        "–",
    ];
    let rest = JOINTS
        .iter()
        .find_map(|joint| rest.strip_prefix(joint))
        .unwrap_or(rest);
    rest.starts_with(|c| is_enclosed(c).is_some()) || bracketed_token(rest).is_some()
}

/// ア, イ … with white space or a separator; a. and あ) with theirs.
fn letter(text: &str) -> Option<ItemMarker> {
    let first = text.chars().next()?;
    let number = counting_letter(first)?;
    let rest = &text[first.len_utf8()..];
    let next = rest.chars().next()?;
    let after = rest.trim_start().chars().next()?;
    let behind = rest[next.len_utf8()..].chars().next()?;
    let ascii = char_to_ascii(first).is_ascii();
    let divided = match char_to_ascii(next) {
        ')' => true,
        _ if is_hiragana(first) => false,
        '.' => !char_to_ascii(behind).is_ascii_alphanumeric(),
        _ if ascii => false,
        '、' | ':' => true,
        // コ ミュニティ is one word that OCR has cut; ア　アンケート is an item.
        _ if space_len(rest) > 0 => {
            let narrow = space_len(rest) == 1;
            !("ャュョッァィゥェォンー".contains(after) || narrow && is_katakana(after))
        }
        _ => false,
    };
    let separator = if is_separator(next) {
        next.len_utf8()
    } else {
        0
    };
    divided.then(|| {
        finish(
            text,
            first.len_utf8() + separator,
            MarkerKind::Letter,
            Some(number),
        )
    })?
}

/// A letter that lists are counted with, normalised: unvoiced full-size kana, or a Latin letter.
fn counting_letter(c: char) -> Option<String> {
    const COUNTING: &str =
        "アイウエオカキクケコサシスセソタチツテトナニヌネノハヒフヘホマミムメモヤユヨラリルレロワ";
    let ascii = char_to_ascii(c);
    if ascii.is_ascii_alphabetic() {
        return Some(ascii.to_ascii_lowercase().to_string());
    }
    let wide = widen_katakana(c.encode_utf8(&mut [0; 4])).into_owned();
    (COUNTING.contains(&wide) || COUNTING.contains(&crate::kana::to_katakana(&wide)))
        .then_some(wide)
}

fn bullet(text: &str) -> Option<ItemMarker> {
    let first = text.chars().next()?;
    let rest = &text[first.len_utf8()..];
    let is_bullet = match first {
        // ○○市, ・・・: twice is no bullet.
        '・' | '･' | '·' | '•' | '∙' | '●' | '○' | '◎' | '◯' | '■' | '□' | '◆' | '◇' | '▪'
        | '▫' | '◦' | '‣' | '★' | '☆' | '➢' | '➤' | '▶' | '►' | '▷' | '▸' => {
            // 「○：計画どおり」 defines a mark.
            !rest.starts_with(first) && !rest.trim_start().starts_with([':', '：', '＝'])
        }
        '-' | '－' | '‐' | '–' | '—' | '―' | '−' | 'ー' | '*' | '＊' | '〇' => {
            space_len(rest) > 0 && rest.contains(char::is_alphabetic)
        }
        _ => false,
    };
    is_bullet.then(|| finish(text, first.len_utf8(), MarkerKind::Bullet, None))?
}

fn is_separator(c: char) -> bool {
    matches!(c, '.' | '．' | '、' | ')' | '）' | ':' | '：')
}

fn space_len(text: &str) -> usize {
    text.len() - text.trim_start().len()
}

/// The marker of `len` bytes, if any text follows it.
fn finish(text: &str, len: usize, kind: MarkerKind, number: Option<String>) -> Option<ItemMarker> {
    let rest = &text[len..];
    let space_len = space_len(rest);
    (space_len < rest.len()).then_some(ItemMarker {
        len,
        space_len,
        kind,
        number,
    })
}

#[cfg(test)]
mod tests;
