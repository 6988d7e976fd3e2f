//! Colours of settings, and how well one is seen on another.

use std::fmt;

/// A colour of the screen: `#0017c1`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Colour([u8; 3]);

impl Colour {
    /// Reads `#` and six hexadecimal digits.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#')?;
        if digits.len() != 6 || !digits.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            return None;
        }
        let part = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).ok();
        Some(Self([part(0)?, part(2)?, part(4)?]))
    }

    /// WCAG 2.2, "relative luminance": 0 for black, 1 for white.
    fn luminance(self) -> f64 {
        let linear = self.0.map(|part| {
            let part = f64::from(part) / 255.0;
            if part <= 0.04045 {
                part / 12.92
            } else {
                ((part + 0.055) / 1.055).powf(2.4)
            }
        });
        0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    }

    /// WCAG 2.2, "contrast ratio": 1 for the same colour, 21 for black on white.
    #[must_use]
    pub fn contrast(self, other: Self) -> f64 {
        let (one, two) = (self.luminance(), other.luminance());
        (one.max(two) + 0.05) / (one.min(two) + 0.05)
    }

    /// The nearest darker or lighter shade of this colour that has the ratio against each of the others; none where
    /// there is none.
    #[must_use]
    pub fn nearest(self, others: &[(Self, f64)]) -> Option<Self> {
        let fits = |shade: &Self| {
            let mut pairs = others.iter();
            pairs.all(|(other, ratio)| shade.contrast(*other) >= *ratio)
        };
        let towards = |end: u8| (0..=255u16).map(|step| self.mixed(end, step)).find(fits);
        let shades = [towards(0), towards(255)];
        shades
            .into_iter()
            .flatten()
            .min_by_key(|shade| self.distance(*shade))
    }

    /// This colour with `step` 255ths of the way to black (0) or white (255).
    fn mixed(self, end: u8, step: u16) -> Self {
        let (end, step) = (i32::from(end), i32::from(step));
        Self(self.0.map(|part| {
            let part = i32::from(part);
            let mixed = part + (end - part) * step / 255;
            // Between two bytes there are only bytes.
            u8::try_from(mixed).unwrap_or(u8::MAX)
        }))
    }

    fn distance(self, other: Self) -> u32 {
        let pairs = self.0.into_iter().zip(other.0);
        pairs.map(|(a, b)| u32::from(a.abs_diff(b)).pow(2)).sum()
    }
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [red, green, blue] = self.0;
        write!(f, "#{red:02x}{green:02x}{blue:02x}")
    }
}

#[cfg(test)]
mod tests {
    use super::Colour;

    fn colour(text: &str) -> Colour {
        Colour::parse(text).unwrap()
    }

    #[test]
    fn only_six_digits_are_a_colour() {
        assert_eq!(colour("#0017C1").to_string(), "#0017c1");
        for text in [
            "",
            "#",
            "0017c1",
            "#017",
            "#0017c1ff",
            "#0017cg",
            "red",
            "＃0017c1",
            "#+017c1",
        ] {
            assert_eq!(Colour::parse(text), None, "{text}");
        }
    }

    #[test]
    fn ratios_are_those_of_the_guideline() {
        // Worked out by hand from the formula; the first four are also in the Understanding documents.
        for (text, on, ratio) in [
            ("#000000", "#ffffff", 21.0),
            ("#ffffff", "#ffffff", 1.0),
            ("#777777", "#ffffff", 4.478),
            ("#767676", "#ffffff", 4.542),
            ("#00118f", "#ffffff", 14.2),
            ("#ff0000", "#ffffff", 3.998),
        ] {
            let found = colour(text).contrast(colour(on));
            assert!((found - ratio).abs() < 0.06, "{text} on {on}: {found}");
            let swapped = colour(on).contrast(colour(text));
            assert!((found - swapped).abs() < 1e-12);
        }
    }

    #[test]
    fn the_nearest_shade_has_the_ratio_and_is_no_farther_than_needed() {
        for (text, on) in [
            ("#ffb400", "#ffffff"),
            ("#0017c1", "#141416"),
            ("#808080", "#808080"),
            ("#777777", "#ffffff"),
        ] {
            let near = colour(text).nearest(&[(colour(on), 4.5)]).unwrap();
            assert!(near.contrast(colour(on)) >= 4.5, "{text} on {on}: {near}");
        }
        assert_eq!(
            colour("#777777").nearest(&[(colour("#ffffff"), 4.5)]),
            Some(colour("#767676"))
        );
        assert_eq!(
            colour("#000000").nearest(&[(colour("#ffffff"), 4.5)]),
            Some(colour("#000000"))
        );
        assert_eq!(
            colour("#777777").nearest(&[(colour("#777777"), 15.0)]),
            None
        );
        let both = [(colour("#ffffff"), 4.5), (colour("#f2f2f2"), 4.5)];
        let near = colour("#777777").nearest(&both).unwrap();
        assert!(
            both.iter()
                .all(|(other, ratio)| near.contrast(*other) >= *ratio)
        );
        let none = [(colour("#ffffff"), 7.0), (colour("#000000"), 7.0)];
        assert_eq!(colour("#777777").nearest(&none), None);
    }
}
