//! Numbers that are one character: ① ⑴ ⒈ ㊀ ㈠ ❶ Ⅳ.

/// The number that a single enclosed or Roman-numeral character stands for, as Unicode gives them:
/// ⓪–㊿, ⑴–⒇, ⒈–⒛, ❶–⓴, ➀ ➊ ⓵ and their rows, ㊀–㊉, ㈠–㈩, Ⅰ–Ⅻ ⅰ–ⅻ.
pub fn enclosed_number(c: char) -> Option<u32> {
    is_enclosed(c).or_else(|| roman(c))
}

/// As [`enclosed_number`], without the Roman numerals, which enclose nothing.
pub(super) fn is_enclosed(c: char) -> Option<u32> {
    // First and last character of a row, and the number of the first.
    const ROWS: [(char, char, u32); 16] = [
        ('①', '⑳', 1),
        ('㉑', '㉟', 21),
        ('㊱', '㊿', 36),
        ('⑴', '⒇', 1),
        ('⒈', '⒛', 1),
        ('❶', '❿', 1),
        ('⓫', '⓴', 11),
        ('⓵', '⓾', 1),
        ('➀', '➉', 1),
        ('➊', '➓', 1),
        ('㊀', '㊉', 1),
        ('㈠', '㈩', 1),
        ('⓪', '⓪', 0),
        ('⓿', '⓿', 0),
        ('🄋', '🄋', 0),
        ('🄌', '🄌', 0),
    ];
    in_rows(c, &ROWS)
}

/// Ⅰ–Ⅻ and ⅰ–ⅻ.
pub(super) fn roman(c: char) -> Option<u32> {
    in_rows(c, &[('Ⅰ', 'Ⅻ', 1), ('ⅰ', 'ⅻ', 1)])
}

fn in_rows(c: char, rows: &[(char, char, u32)]) -> Option<u32> {
    let &(first, _, number) = rows
        .iter()
        .find(|&&(first, last, _)| (first..=last).contains(&c))?;
    Some(number + (u32::from(c) - u32::from(first)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_count_up() {
        let circled =
            "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿";
        for (c, number) in circled.chars().zip(1..) {
            assert_eq!(enclosed_number(c), Some(number), "{c}");
        }
        for (c, number) in [
            ('⑴', 1),
            ('⒇', 20),
            ('⒛', 20),
            ('❿', 10),
            ('⓴', 20),
            ('㊉', 10),
            ('㈩', 10),
            ('Ⅻ', 12),
            ('ⅳ', 4),
            ('⓪', 0),
        ] {
            assert_eq!(enclosed_number(c), Some(number), "{c}");
        }
        for c in "1１一Ⓐ㈪㊊Ⅼ株".chars() {
            assert_eq!(enclosed_number(c), None, "{c}");
        }
    }
}
