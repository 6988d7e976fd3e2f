//! Exact numbers in every spelling.

use super::enclosed::enclosed_number;
use super::kanji::{digit, large_power, small_power};
use crate::width::char_to_ascii;
use std::cmp::Ordering;
use std::fmt;

/// What a [`Number`] counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Unit {
    /// A bare number.
    One,
    /// Hundredths: `60%`, and `6割` likewise.
    Percent,
}

/// An exact decimal number with its unit. `12.50` and `12.5`, `6割` and `60％` are equal; `60%` and
/// `0.6` are not, since documents do not mean the same by them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Number {
    digits: i64,
    /// Digits behind the point; the last of them is not 0.
    scale: u8,
    unit: Unit,
}

impl Number {
    /// `digits` / 10^`scale`, in lowest form.
    pub fn new(mut digits: i64, mut scale: u8, unit: Unit) -> Self {
        while scale > 0 && digits % 10 == 0 {
            digits /= 10;
            scale -= 1;
        }
        Number {
            digits,
            scale,
            unit,
        }
    }

    /// All digits as one integer: 125 for 12.5.
    pub fn digits(self) -> i64 {
        self.digits
    }

    /// How many of the digits stand behind the decimal point: 1 for 12.5.
    pub fn scale(self) -> u8 {
        self.scale
    }

    /// Bare or percent.
    pub fn unit(self) -> Unit {
        self.unit
    }

    /// The value as an integer, if it is one (of either unit).
    pub fn as_integer(self) -> Option<i64> {
        (self.scale == 0).then_some(self.digits)
    }

    /// Orders two numbers by value; `None` when their units differ.
    pub fn compare(self, other: Number) -> Option<Ordering> {
        if self.unit != other.unit {
            return None;
        }
        let scale = self.scale.max(other.scale);
        // Scales are at most 18 (see `Decimal::parse`), so that 2^63 × 10^18 fits; larger ones only
        // arise through `new`, and saturate.
        let widen = |number: Number| {
            i128::from(number.digits)
                .saturating_mul(10_i128.saturating_pow(u32::from(scale - number.scale)))
        };
        Some(widen(self).cmp(&widen(other)))
    }
}

impl fmt::Display for Number {
    /// `-12.5`, `60%`: ASCII, no grouping.
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scale = usize::from(self.scale);
        let digits = format!("{:0>width$}", self.digits.unsigned_abs(), width = scale + 1);
        let (whole, fraction) = digits.split_at(digits.len() - scale);
        let sign = if self.digits < 0 { "-" } else { "" };
        let point = if scale > 0 { "." } else { "" };
        let percent = if self.unit == Unit::Percent { "%" } else { "" };
        write!(out, "{sign}{whole}{point}{fraction}{percent}")
    }
}

/// Reads a whole string as one number, white space around it ignored.
///
/// Digits of any width, grouped (`3,000`) or not, with a fraction (`12.5`); kanji (`三千二百`,
/// `二〇二四`); both (`3千`, `1万2千`, `1.5億`); one enclosed character (`①`, `Ⅳ`); a sign, of which
/// `△` and `▲` are negative; a ratio (`60％`, `60パーセント`, `6割5分`). `None` for all else, for wrong
/// grouping (`3,00`), and for what does not fit 64 bits.
pub fn parse_number(text: &str) -> Option<Number> {
    let text = text.trim();
    let mut chars = text.chars();
    if let (Some(only), None) = (chars.next(), chars.next())
        && let Some(number) = enclosed_number(only)
    {
        return Some(Number::new(i64::from(number), 0, Unit::One));
    }
    let ascii: Vec<char> = text.chars().map(char_to_ascii).collect();
    let (negative, rest) = match ascii[..] {
        ['△' | '▲' | '-' | '−' | '‐' | '–', ref rest @ ..] => (true, rest),
        ['+', ref rest @ ..] => (false, rest),
        ref rest => (false, rest),
    };
    let (decimal, unit) = ratio(rest)?;
    let sign = if negative { -1 } else { 1 };
    Some(Number::new(sign * decimal.digits, decimal.scale, unit))
}

/// Reads a whole string as a plain count: `4`, `４`, `四`, `1,200`, `①`. No sign, fraction or percent.
pub fn parse_count(text: &str) -> Option<u32> {
    let number = parse_number(text)?;
    let signed = text
        .trim_start()
        .starts_with(['+', '＋', '-', '－', '−', '‐', '–', '△', '▲']);
    (number.unit == Unit::One && !signed)
        .then_some(number.as_integer()?)?
        .try_into()
        .ok()
}

/// A non-negative decimal: digits / 10^scale.
#[derive(Clone, Copy)]
struct Decimal {
    digits: i64,
    scale: u8,
}

impl Decimal {
    const ZERO: Decimal = Decimal {
        digits: 0,
        scale: 0,
    };

    fn integer(digits: i64) -> Decimal {
        Decimal { digits, scale: 0 }
    }

    /// Times 10^power.
    fn raised(self, power: u8) -> Option<Decimal> {
        let into_fraction = power.min(self.scale);
        let digits = self
            .digits
            .checked_mul(10_i64.checked_pow(u32::from(power - into_fraction))?)?;
        Some(Decimal {
            digits,
            scale: self.scale - into_fraction,
        })
    }

    fn plus(self, other: Decimal) -> Option<Decimal> {
        let scale = self.scale.max(other.scale);
        let widen = |d: Decimal| {
            d.digits
                .checked_mul(10_i64.checked_pow(u32::from(scale - d.scale))?)
        };
        Some(Decimal {
            digits: widen(self)?.checked_add(widen(other)?)?,
            scale,
        })
    }

    /// Whether this is less than 10^power.
    fn is_below(self, power: u8) -> bool {
        i128::from(self.digits) < 10_i128.pow(u32::from(power) + u32::from(self.scale))
    }

    /// ASCII digits, grouped by commas or not, with a fraction or not.
    fn parse(chars: &[char]) -> Option<Decimal> {
        let point = chars.iter().position(|&c| c == '.');
        let (whole, fraction) = match point {
            Some(point) => (&chars[..point], &chars[point + 1..]),
            None => (chars, &[][..]),
        };
        let mut groups = whole.split(|&c| c == ',');
        let first = groups.next()?;
        let grouped = whole.contains(&',');
        let well_grouped = !grouped || (first.len() <= 3 && groups.all(|group| group.len() == 3));
        if first.is_empty()
            || !well_grouped
            || (point.is_some() && fraction.is_empty())
            || fraction.len() > 18
        {
            return None;
        }
        let mut digits: i64 = 0;
        for &c in whole.iter().filter(|&&c| c != ',').chain(fraction) {
            digits = digits
                .checked_mul(10)?
                .checked_add(i64::from(c.to_digit(10)?))?;
        }
        Some(Decimal {
            digits,
            scale: u8::try_from(fraction.len()).ok()?,
        })
    }
}

/// A number with a percent sign, in tenths (割 分 厘), or bare.
fn ratio(chars: &[char]) -> Option<(Decimal, Unit)> {
    let text: String = chars.iter().collect();
    if let Some(number) = text
        .strip_suffix('%')
        .or_else(|| text.strip_suffix("パーセント"))
    {
        let number: Vec<char> = number.trim_end().chars().collect();
        return Some((compound(&number)?, Unit::Percent));
    }
    let Some(tenths) = chars.iter().position(|&c| c == '割') else {
        return Some((compound(chars)?, Unit::One));
    };
    let mut sum = compound(&chars[..tenths])?.raised(1)?;
    let mut rest = &chars[tenths + 1..];
    // 6割5分3厘 is 65.3 %.
    for (mark, scale) in [('分', 0), ('厘', 1)] {
        if let Some(at) = rest.iter().position(|&c| c == mark) {
            let part = compound(&rest[..at])?;
            if part.scale > 0 || !part.is_below(1) {
                return None;
            }
            sum = sum.plus(Decimal { scale, ..part })?;
            rest = &rest[at + 1..];
        }
    }
    rest.is_empty().then_some((sum, Unit::Percent))
}

/// Sections before 万 億 兆, largest first, each less than the power before it.
fn compound(chars: &[char]) -> Option<Decimal> {
    terms(chars, large_power, |section, _| match section {
        [] => None,
        _ => small_compound(section),
    })
}

/// One section: kanji digits one after another (二〇二四), or terms before 千 百 十.
fn small_compound(chars: &[char]) -> Option<Decimal> {
    terms(
        chars,
        small_power,
        |coefficient, has_power| match coefficient {
            // 千 alone is 1,000.
            [] => has_power.then_some(Decimal::integer(1)),
            // 二千, not 二三千.
            [first, rest @ ..] if digit(*first).is_some() => {
                if has_power && !rest.is_empty() {
                    return None;
                }
                coefficient.iter().try_fold(Decimal::ZERO, |sum, &c| {
                    sum.raised(1)?.plus(Decimal::integer(i64::from(digit(c)?)))
                })
            }
            _ => Decimal::parse(coefficient),
        },
    )
}

/// A sum of coefficients times powers of ten, the powers descending; the last term may have none.
fn terms(
    mut chars: &[char],
    power_of: impl Fn(char) -> Option<u8>,
    coefficient: impl Fn(&[char], bool) -> Option<Decimal>,
) -> Option<Decimal> {
    let mut sum: Option<Decimal> = None;
    let mut below: Option<u8> = None;
    loop {
        let at = chars.iter().position(|&c| power_of(c).is_some());
        let (part, power) = match at {
            Some(at) => (&chars[..at], power_of(chars[at])),
            None => (chars, None),
        };
        if part.is_empty() && power.is_none() {
            // Nothing behind the last power; or nothing at all.
            return sum;
        }
        // A fraction can only be in the last term: 1.5万, not 1.5万2千.
        if sum.is_some_and(|sum| sum.scale > 0) {
            return None;
        }
        let term = coefficient(part, power.is_some())?;
        let fraction = term.scale > 0;
        let term = term.raised(power.unwrap_or(0))?;
        if below.is_some_and(|below| !term.is_below(below)) {
            return None;
        }
        sum = Some(sum.unwrap_or(Decimal::ZERO).plus(term)?);
        match at {
            None => return sum,
            Some(at) if fraction && at + 1 < chars.len() => return None,
            Some(at) => chars = &chars[at + 1..],
        }
        below = power;
    }
}

#[cfg(test)]
mod tests;
