//! How far two words are apart, in tenths of a wrong letter.

use ayumi_japanese::reading::{unvoiced, voiced, vowel};

/// A letter that is wrong, missing or too much.
pub(super) const WRONG: u32 = 10;

/// Two neighbours that changed places: rather a slip than another word.
const SWAPPED: u32 = 8;

/// A letter that is left out or added without the word sounding much different.
const SLIGHT: u32 = 5;

/// Another way to spell what is said.
const SPELLING: u32 = 3;

/// More than any word may be apart.
const NEVER: u32 = 1000;

/// What errors cost in one kind of writing.
pub(super) struct Costs {
    /// One letter for another.
    instead: fn(char, char) -> u32,
    /// A letter too few or too many, behind another.
    extra: fn(Option<char>, char) -> u32,
}

/// Hiragana, and words written in whatever way, with their katakana made hiragana.
pub(super) const JAPANESE: Costs = Costs {
    instead: instead_of_kana,
    extra: extra_kana,
};

/// Readings in Hepburn letters.
pub(super) const LATIN: Costs = Costs {
    instead: instead_of_letter,
    extra: extra_letter,
};

/// Kana that were written for another: the historical spelling (けふ, にぎはひ), and small letters.
const SPELLED: [(char, char); 17] = [
    ('は', 'わ'),
    ('ひ', 'い'),
    ('ふ', 'う'),
    ('へ', 'え'),
    ('ほ', 'お'),
    ('を', 'お'),
    ('っ', 'つ'),
    ('ゃ', 'や'),
    ('ゅ', 'ゆ'),
    ('ょ', 'よ'),
    ('ぁ', 'あ'),
    ('ぃ', 'い'),
    ('ぅ', 'う'),
    ('ぇ', 'え'),
    ('ぉ', 'お'),
    // Written ぢ and づ, which plain readings have as じ and ず.
    ('ち', 'じ'),
    ('つ', 'ず'),
];

/// Kana that take each other's place at little cost.
pub(super) fn neighbours(kana: char) -> Vec<char> {
    let mut found: Vec<char> = SPELLED
        .iter()
        .filter_map(|&(one, other)| match kana {
            _ if kana == one => Some(other),
            _ if kana == other => Some(one),
            _ => None,
        })
        .chain([unvoiced(kana), voiced(kana), voiced(unvoiced(kana))])
        .filter(|&other| other != kana)
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn instead_of_kana(one: char, other: char) -> u32 {
    if one == other {
        0
    } else if one.is_numeric() || other.is_numeric() {
        // Another year or number is not a slip.
        NEVER
    } else if unvoiced(one) == unvoiced(other)
        || SPELLED
            .iter()
            .any(|&(a, b)| (a, b) == (one, other) || (a, b) == (other, one))
    {
        SPELLING
    } else {
        WRONG
    }
}

fn extra_kana(before: Option<char>, kana: char) -> u32 {
    match kana {
        'っ' | 'ー' => SLIGHT,
        'ぁ' | 'ぃ' | 'ぅ' | 'ぇ' | 'ぉ' => SLIGHT,
        // せえ for せい.
        'い' if before.and_then(vowel) == Some('え') => SLIGHT,
        other if other.is_numeric() => NEVER,
        _ => WRONG,
    }
}

fn instead_of_letter(one: char, other: char) -> u32 {
    const SPELLED: [(char, char); 5] = [('l', 'r'), ('v', 'b'), ('c', 'k'), ('f', 'h'), ('z', 'j')];
    if one == other {
        0
    } else if SPELLED
        .iter()
        .any(|&(a, b)| (a, b) == (one, other) || (a, b) == (other, one))
    {
        SPELLING
    } else {
        WRONG
    }
}

fn extra_letter(before: Option<char>, letter: char) -> u32 {
    match letter {
        'h' if matches!(before, Some('s' | 'c' | 't')) => SPELLING,
        same if before == Some(same) => SPELLING,
        _ => WRONG,
    }
}

/// The distance of two words, with swapped neighbours as one error (optimal string alignment);
/// `None` if it is more than `most`.
pub(super) fn distance(one: &[char], other: &[char], costs: &Costs, most: u32) -> Option<u32> {
    // Errors that make a word longer cost no less than this.
    let lengths = u32::try_from(one.len().abs_diff(other.len())).unwrap_or(NEVER);
    if lengths.saturating_mul(SPELLING) > most {
        return None;
    }
    let extra = |word: &[char], at: usize| {
        (costs.extra)(at.checked_sub(1).map(|before| word[before]), word[at])
    };
    let mut before_last: Vec<u32> = Vec::new();
    let mut last: Vec<u32> = vec![0];
    for at in 0..other.len() {
        last.push(last[at].saturating_add(extra(other, at)));
    }
    for row in 0..one.len() {
        let missing = extra(one, row);
        let mut next = vec![last[0].saturating_add(missing)];
        for column in 0..other.len() {
            let mut cost = (last[column].saturating_add((costs.instead)(one[row], other[column])))
                .min(last[column + 1].saturating_add(missing))
                .min(next[column].saturating_add(extra(other, column)));
            if row > 0
                && column > 0
                && one[row] == other[column - 1]
                && one[row - 1] == other[column]
                && !one[row].is_numeric()
                && !one[row - 1].is_numeric()
            {
                cost = cost.min(before_last[column - 1].saturating_add(SWAPPED));
            }
            next.push(cost);
        }
        if next.iter().all(|&cost| cost > most) {
            return None;
        }
        before_last = std::mem::replace(&mut last, next);
    }
    last.last().copied().filter(|&cost| cost <= most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn apart(one: &str, other: &str) -> Option<u32> {
        let (one, other): (Vec<char>, Vec<char>) = (one.chars().collect(), other.chars().collect());
        distance(&one, &other, &JAPANESE, 30)
    }

    #[test]
    fn spelling_costs_less_than_another_letter() {
        for (one, other, expected) in [
            ("にぎはひ", "にぎわい", 2 * SPELLING),
            ("こともかん", "こどもかん", SPELLING),
            ("ぱす", "はす", SPELLING),
            ("けいかく", "けかく", SLIGHT),
            ("ぼらんてあ", "ぼらんてぃあ", SLIGHT),
            ("がつこ", "がっこ", SPELLING),
            ("液化状", "液状化", SWAPPED),
            ("組識目標", "組織目標", WRONG),
            ("さくら", "さら", WRONG),
            ("", "か", WRONG),
            ("", "", 0),
        ] {
            assert_eq!(apart(one, other), Some(expected), "{one} {other}");
        }
        assert_eq!(apart("令和6年", "令和7年"), None);
        assert_eq!(apart("令和16年", "令和61年"), None);
        assert_ne!(apart("わ1", "1わ"), Some(SWAPPED));
        assert_eq!(apart("あいうえお", "かきくけこ"), None);
    }

    #[test]
    fn neighbours_are_what_costs_little() {
        for kana in ('ぁ'..='ん').filter(|&kana| kana != 'ぢ' && kana != 'づ') {
            for other in neighbours(kana) {
                assert_eq!(instead_of_kana(kana, other), SPELLING, "{kana} {other}");
            }
        }
        assert_eq!(neighbours('は'), ['ば', 'わ']);
        assert_eq!(neighbours('ぱ'), ['は', 'ば']);
        assert!(neighbours('に').is_empty());
    }

    proptest! {
        #[test]
        fn it_is_a_distance(one in "[あはわがかつっ化状1]{0,7}", other in "[あはわがかつっ化状1]{0,7}") {
            prop_assert_eq!(apart(&one, &other), apart(&other, &one));
            prop_assert_eq!(apart(&one, &other) == Some(0), one == other);
        }
    }
}
