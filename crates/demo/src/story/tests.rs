use super::*;
use crate::content::{Content, Head, Kind, Publisher};
use crate::language::{Lexicon, Spelling};

/// Some years of one section.
fn years(seed: u64, years: std::ops::Range<u16>) -> (Vec<Content>, Vec<Vec<(usize, Link)>>) {
    let lexicon = Lexicon::shared();
    let mut narrator = Narrator::new(lexicon, Spelling::shared(), seed);
    let topics: Vec<usize> = (0..lexicon.topics.len().min(3)).collect();
    let mut told: Vec<Content> = Vec::new();
    let mut found = Vec::new();
    for year in years {
        let content = narrator.tell(&Assignment {
            organisation: 1,
            publisher: Publisher {
                id: "shioji".to_owned(),
                name: "潮路区".to_owned(),
                kind: Kind::Ward,
            },
            ward: None,
            head: Head {
                role: "区長",
                name: "見本 太郎".to_owned(),
            },
            year,
            edition: None,
            topics: &topics,
            predecessors: &[],
            towns: vec!["花渡浜", "灯台町", "三本杉"],
            judged: year < 2025,
        });
        if let Some(before) = told.last() {
            found.push(links(&[before], &content, narrator.genealogy()));
        }
        told.push(content);
    }
    (told, found)
}

#[test]
fn goals_go_on_through_the_years() {
    let (told, links) = years(7, 2006..2026);
    let count = |wanted: fn(&Link) -> bool| {
        let all = links.iter().flatten();
        all.filter(|(_, link)| wanted(link)).count()
    };
    assert!(count(|link| matches!(link, Link::Continued { .. })) > 15);
    assert!(count(|link| matches!(link, Link::Reworded { .. })) > 10);
    assert!(count(|link| matches!(link, Link::New { .. })) > 3);
    assert!(count(|link| matches!(link, Link::Ended { .. })) > 3);
    for content in &told {
        for goal in &content.goals {
            assert!(goal.text.ends_with('。'), "{}", goal.text);
            assert_eq!(goal.result.is_some(), content.judged);
            assert_eq!(goal.direction.is_some(), content.judged);
        }
    }
}

#[test]
fn the_same_seed_tells_the_same() {
    assert_eq!(years(3, 2015..2020).0, years(3, 2015..2020).0);
    assert_ne!(years(3, 2015..2020).0, years(4, 2015..2020).0);
}

#[test]
#[ignore = "for people to read"]
fn a_story_to_read() {
    for content in years(7, 2017..2020).0 {
        println!(
            "{}\n{}\n{}",
            content.title(),
            content.purpose,
            content.preface
        );
        for goal in &content.goals {
            println!("- [{}] {}", content.pillars[goal.pillar], goal.text);
            println!(
                "  現状 {} 要因 {} 課題 {}",
                goal.situation, goal.cause, goal.challenge
            );
            println!(
                "  {:?} {:?}\n  → {:?}",
                goal.standing, goal.result, goal.direction
            );
            for indicator in &goal.indicators {
                println!("  {indicator:?}");
            }
        }
        println!("{:?} {:?}\n", content.notes, content.remarks);
    }
}
