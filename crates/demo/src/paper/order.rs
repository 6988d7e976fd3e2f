//! How goals are counted, and how pillars part them.

use crate::content::Content;

/// The printed marker before goals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Numbering {
    /// `1 `
    Plain,
    /// `1. `
    Dot,
    /// `１．`
    WideDot,
    /// `(1) `
    Round,
    /// `（１）`
    WideRound,
    /// `① `
    Circled,
    /// `1-1 `, with the pillar's place; without pillars as [`Numbering::Plain`].
    Branch,
    /// No number, but this: `・`.
    Bullet(&'static str),
}

impl Numbering {
    /// The marker of the n-th (from 1), and the bare number.
    pub fn marker(self, pillar: Option<usize>, n: usize) -> (String, Option<String>) {
        let wide = || {
            n.to_string()
                .chars()
                .filter_map(|digit| char::from_u32(digit as u32 + 0xfee0))
                .collect::<String>()
        };
        let marker = match self {
            Numbering::Plain => format!("{n} "),
            Numbering::Dot => format!("{n}. "),
            Numbering::WideDot => format!("{}．", wide()),
            Numbering::Round => format!("({n}) "),
            Numbering::WideRound => format!("（{}）", wide()),
            // Twenty of them follow one another in Unicode; a document has eight goals at most.
            Numbering::Circled => format!(
                "{} ",
                char::from_u32(0x245f + n.min(20) as u32).unwrap_or('①')
            ),
            Numbering::Branch => {
                let number = match pillar {
                    Some(pillar) => format!("{pillar}-{n}"),
                    None => n.to_string(),
                };
                return (format!("{number} "), Some(number));
            }
            Numbering::Bullet(bullet) => return (bullet.to_owned(), None),
        };
        (marker, Some(n.to_string()))
    }
}

/// How goals are counted and parted.
#[derive(Debug, Clone, Copy)]
pub struct Order {
    pub numbering: Numbering,
    /// Whether pillars are printed.
    pub pillars: bool,
    /// Whether each pillar begins with 1 again.
    pub restart: bool,
}

impl Order {
    /// One list of goals, without pillars.
    pub const fn flat(numbering: Numbering) -> Self {
        Self {
            numbering,
            pillars: false,
            restart: false,
        }
    }

    /// Goals under pillars, counted through.
    pub const fn parted(numbering: Numbering) -> Self {
        Self {
            numbering,
            pillars: true,
            restart: false,
        }
    }
}

/// A printed pillar and its goals.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// Its place among those printed, from 1; 0 where the page has no pillars.
    pub place: usize,
    /// Its name, without the label.
    pub name: String,
    /// The places of its goals.
    pub goals: std::ops::Range<usize>,
}

/// The pillars that have goals, in the order of the goals.
pub fn groups(content: &Content, pillars: bool) -> Vec<Group> {
    let all = 0..content.goals.len();
    if !pillars || content.pillars.is_empty() {
        return vec![Group {
            place: 0,
            name: String::new(),
            goals: all,
        }];
    }
    let mut groups: Vec<Group> = Vec::new();
    let mut last = None;
    for index in all {
        let pillar = content.goals[index].pillar;
        match groups.last_mut() {
            Some(group) if last == Some(pillar) => group.goals.end = index + 1,
            _ => groups.push(Group {
                place: groups.len() + 1,
                name: content.pillars.get(pillar).cloned().unwrap_or_default(),
                goals: index..index + 1,
            }),
        }
        last = Some(pillar);
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::paper::samples;

    #[test]
    fn markers_have_bare_numbers() {
        let marker = |numbering: Numbering| numbering.marker(Some(2), 3);
        let numbered = |marker: &str, number: &str| (marker.to_owned(), Some(number.to_owned()));
        assert_eq!(marker(Numbering::Circled), numbered("③ ", "3"));
        assert_eq!(marker(Numbering::WideDot), numbered("３．", "3"));
        assert_eq!(marker(Numbering::WideRound), numbered("（３）", "3"));
        assert_eq!(marker(Numbering::Branch), numbered("2-3 ", "2-3"));
        assert_eq!(Numbering::Branch.marker(None, 3), numbered("3 ", "3"));
        assert_eq!(marker(Numbering::Bullet("・")), ("・".to_owned(), None));
    }

    #[test]
    fn pillars_without_goals_are_not_printed() {
        let mut content = samples::ward(2024, "令和6年度", true);
        content.pillars.insert(0, "緑のまち".to_owned());
        for goal in &mut content.goals {
            goal.pillar += 1;
        }
        let groups = groups(&content, true);
        let printed: Vec<_> = groups
            .iter()
            .map(|group| (group.place, group.goals.clone()))
            .collect();
        assert_eq!(printed, [(1, 0..2), (2, 2..3)]);
        assert_eq!(groups[0].name, "安全なまち");
    }
}
