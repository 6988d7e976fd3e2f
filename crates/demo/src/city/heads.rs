//! Who heads an organisation: somebody new every two to four years.

use super::City;
use super::data::PEOPLE;
use crate::content::{Head, Kind};
use crate::random::Random;

/// Names end so, and their heads are called so; the first that fits.
const ROLES: [(&str, &str); 14] = [
    ("事務所", "事務所長"),
    ("保育園", "園長"),
    ("こども園", "園長"),
    ("センター", "センター長"),
    ("消防署", "署長"),
    ("学校", "校長"),
    ("本部", "本部長"),
    ("局", "局長"),
    ("部", "部長"),
    ("課", "課長"),
    ("室", "室長"),
    ("館", "館長"),
    ("所", "所長"),
    ("園", "園長"),
];

impl City {
    /// Who headed an organisation in April of a fiscal year, or when it began.
    pub fn head(&self, organisation: usize, year: u16) -> Head {
        let one = &self.organisations[organisation];
        let mut random = Random::new(self.seed, "heads", one.heads_since as u64);
        let mut until = i64::from(self.first) - random.between(0, 3);
        let mut term = 0;
        // Elections are every four years.
        let (shortest, longest) = if one.kind == Kind::City {
            (4, 4)
        } else {
            (2, 4)
        };
        let family = random.below(PEOPLE.families.len());
        loop {
            until += random.between(shortest, longest);
            let given = random.pick(&PEOPLE.given);
            if i64::from(year) < until {
                // Nobody is followed by somebody of the same family.
                let family = &PEOPLE.families[(family + term * 5) % PEOPLE.families.len()];
                return Head {
                    role: role(one.kind, &one.name),
                    name: format!("{family} {given}"),
                };
            }
            term += 1;
        }
    }
}

/// What the head of an organisation is called.
fn role(kind: Kind, name: &str) -> &'static str {
    match kind {
        Kind::City => "市長",
        Kind::Ward => "区長",
        Kind::Department | Kind::Section => {
            let known = ROLES.iter().find(|(ending, _)| name.ends_with(ending));
            let usual = if kind == Kind::Section {
                "課長"
            } else {
                "部長"
            };
            known.map_or(usual, |(_, role)| role)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn roles_fit_names() {
        for (name, expected) in [
            ("雪対策課", "課長"),
            ("道路雪氷室", "室長"),
            ("花渡浜地区センター", "センター長"),
            ("花渡浜公民館", "館長"),
            ("花渡浜出張所", "所長"),
            ("花渡浜土木事務所", "事務所長"),
            ("花渡浜消防署", "署長"),
            ("花渡浜保育園", "園長"),
            ("除雪チーム", "課長"),
        ] {
            assert_eq!(role(Kind::Section, name), expected);
        }
        assert_eq!(role(Kind::Department, "消防局"), "局長");
        assert_eq!(role(Kind::Ward, "潮路区"), "区長");
    }
}
