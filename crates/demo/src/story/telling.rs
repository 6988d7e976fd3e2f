use std::collections::BTreeMap;

use super::thread::{Agenda, Genealogy, Thread};
use crate::content::{
    Content, Edition, Goal, Head, Kind, Publisher, Remark, Series, Standing, Value, digits,
};
use crate::language::{Habit, Lexicon, Next, Spelling, number};
use crate::random::Random;

/// A document that the city wants written.
#[derive(Debug, Clone)]
pub struct Assignment<'a> {
    /// Which organisation: a number that is its own in the whole city.
    pub organisation: usize,
    pub publisher: Publisher,
    /// The ward above a ward's section.
    pub ward: Option<String>,
    pub head: Head,
    pub year: u16,
    pub edition: Option<Edition>,
    /// What its goals are about.
    pub topics: &'a [usize],
    /// From which organisations its goals come, where it is new.
    pub predecessors: &'a [usize],
    /// The towns that it is about; one at least.
    pub towns: Vec<&'a str>,
    /// Whether the year is over.
    pub judged: bool,
}

/// Tells what the organisations of one family want, document after document, in the order of the years.
#[derive(Debug)]
pub struct Narrator<'a> {
    lexicon: &'a Lexicon,
    spelling: &'a Spelling,
    seed: u64,
    genealogy: Genealogy,
    desks: BTreeMap<usize, Desk>,
}

/// What is known of an organisation.
#[derive(Debug)]
struct Desk {
    year: u16,
    agenda: Agenda,
    /// How many successors took over goals of it.
    successors: usize,
    /// The main document of the year, for its other editions.
    main: Option<Content>,
}

impl<'a> Narrator<'a> {
    /// A narrator for one family; no two families of a city share organisations.
    pub fn new(lexicon: &'a Lexicon, spelling: &'a Spelling, seed: u64) -> Self {
        Self {
            lexicon,
            spelling,
            seed,
            genealogy: Genealogy::default(),
            desks: BTreeMap::new(),
        }
    }

    /// All goals that were told of.
    pub fn genealogy(&self) -> &Genealogy {
        &self.genealogy
    }

    /// What the document says. Documents have to be asked for in the order of years, other editions after the main one.
    pub fn tell(&mut self, assignment: &Assignment<'_>) -> Content {
        if let Some(edition) = assignment.edition
            && let Some(main) = self.main(assignment)
        {
            return self.other_edition(main, edition, assignment);
        }
        let wanted = self.wanted(assignment);
        let agenda = self.agenda(assignment, wanted);
        let mut random = self.random(assignment, "next");
        let (mut next, fates) = agenda.after(
            self.lexicon,
            assignment.topics,
            wanted,
            &mut self.genealogy,
            &mut random,
        );
        let mut content = self.write(assignment, &agenda, &fates, &mut next);
        let spelling = self.spelling;
        let habit = spelling.habit(&mut self.random(assignment, "spelling"));
        respell(&mut content, &habit);
        let desk = Desk {
            year: assignment.year + 1,
            agenda: next,
            successors: 0,
            main: Some(content.clone()),
        };
        self.desks.insert(assignment.organisation, desk);
        content
    }

    fn random(&self, assignment: &Assignment<'_>, purpose: &str) -> Random {
        let thing = (assignment.organisation as u64) << 16 | u64::from(assignment.year);
        Random::new(self.seed, purpose, thing)
    }

    fn main(&self, assignment: &Assignment<'_>) -> Option<Content> {
        let desk = self.desks.get(&assignment.organisation)?;
        let of_year = |main: &&Content| main.year == assignment.year;
        desk.main.as_ref().filter(of_year).cloned()
    }

    /// How many goals an organisation wants in a year.
    fn wanted(&self, assignment: &Assignment<'_>) -> usize {
        let mut random = self.random(assignment, "wanted");
        let (low, high) = match assignment.publisher.kind {
            Kind::City => (6, 8),
            Kind::Ward => (4, 7),
            Kind::Department => (4, 6),
            Kind::Section => (3, 5),
        };
        random.between(low, high) as usize
    }

    /// The goals of this year: those that go on from the years before, and of organisations before this one.
    fn agenda(&mut self, assignment: &Assignment<'_>, wanted: usize) -> Agenda {
        let mut random = self.random(assignment, "agenda");
        if let Some(desk) = self.desks.remove(&assignment.organisation) {
            let mut agenda = desk.agenda;
            // Years without a document go by all the same.
            for _ in desk.year..assignment.year {
                let (after, _) = agenda.after(
                    self.lexicon,
                    assignment.topics,
                    wanted,
                    &mut self.genealogy,
                    &mut random,
                );
                agenda = after;
            }
            return agenda;
        }
        let mut threads: Vec<Thread> = Vec::new();
        for predecessor in assignment.predecessors {
            if let Some(desk) = self.desks.get_mut(predecessor) {
                let several = assignment.predecessors.len() > 1;
                let heirs = desk.successors;
                desk.successors += 1;
                // One of several heirs takes every other goal; the only heir of several takes them all.
                let mine = |index: usize| several || index % 2 == heirs % 2;
                let goals = desk.agenda.threads.iter().enumerate();
                threads.extend(
                    goals
                        .filter(|(at, _)| mine(*at))
                        .map(|(_, goal)| goal.clone()),
                );
            }
        }
        threads.truncate(wanted + 2);
        let mut agenda = Agenda { threads };
        agenda.fill_up(
            self.lexicon,
            assignment.topics,
            wanted,
            &mut self.genealogy,
            &mut random,
        );
        agenda
    }

    fn write(
        &self,
        assignment: &Assignment<'_>,
        agenda: &Agenda,
        fates: &[Next],
        next: &mut Agenda,
    ) -> Content {
        let mut random = self.random(assignment, "content");
        let random = &mut random;
        // By pillar: an area of life, in the order in which the areas first come.
        let area = |thread: &Thread| self.lexicon.topics[thread.topic].area;
        let mut areas: Vec<usize> = Vec::new();
        for thread in &agenda.threads {
            if !areas.contains(&area(thread)) {
                areas.push(area(thread));
            }
        }
        let mut goals = Vec::with_capacity(agenda.threads.len());
        for (pillar, of) in areas.iter().enumerate() {
            for (thread, fate) in agenda.threads.iter().zip(fates) {
                if area(thread) == *of {
                    goals.push(self.goal(assignment, thread, *fate, pillar, next, random));
                }
            }
        }
        let names = Random::new(
            self.seed,
            "pillars",
            (assignment.organisation as u64) << 8 | u64::from(assignment.year / 5),
        );
        let pillars = areas
            .iter()
            .map(|&area| names.clone().pick(&self.lexicon.areas[area]).clone())
            .collect();
        let subject = self.subject(assignment);
        let count = goals.len();
        Content {
            publisher: assignment.publisher.clone(),
            ward: assignment.ward.clone(),
            year: assignment.year,
            year_label: year_label(assignment.year, random),
            edition: None,
            series: Series::of(assignment.year),
            head: assignment.head.clone(),
            purpose: self.purpose(assignment),
            policy_indicators: self.policy_indicators(agenda, random),
            preface: match random.below(3) {
                0 => format!("{subject}では、今年度は次の{count}つの目標に取り組みます。"),
                1 => format!(
                    "{subject}は、市民の皆さまの声を大切にしながら、{count}つの目標を掲げて取り組みます。"
                ),
                _ => format!("{subject}が今年度とくに力を入れることは、次のとおりです。"),
            },
            pillars,
            goals,
            judged: assignment.judged,
            notes: self.notes(assignment, random),
            remarks: self.remarks(assignment, agenda, random),
        }
    }

    fn goal(
        &self,
        assignment: &Assignment<'_>,
        thread: &Thread,
        fate: Next,
        pillar: usize,
        next: &mut Agenda,
        random: &mut Random,
    ) -> Goal {
        let speech = thread.speech(self.lexicon, &assignment.towns);
        let standing = standing(assignment, random);
        let judged = assignment.judged.then_some(standing);
        let result = judged.map(|standing| speech.result(standing, random));
        let direction = judged.map(|standing| speech.direction(fate, standing, random));
        let mut indicators = Vec::with_capacity(thread.indicators.len());
        for tracked in &thread.indicators {
            let (indicator, reached) = tracked.figures(speech.topic, judged, random);
            indicators.push(indicator);
            let goes_on = |later: &&mut Thread| {
                later.id == thread.id || self.genealogy.origins(later.id).contains(&thread.id)
            };
            for later in next.threads.iter_mut().filter(goes_on) {
                let same = |later: &&mut super::figures::Tracked| later.kind == tracked.kind;
                if let Some(later) = later.indicators.iter_mut().find(same) {
                    later.go_on(speech.topic, reached, random);
                }
            }
        }
        for later in &mut next.threads {
            if later.id == thread.id {
                later.last_result.clone_from(&result);
            }
        }
        Goal {
            thread: thread.id,
            pillar,
            text: thread.text(&speech),
            situation: speech.situation(random),
            cause: random.pick(&speech.topic.causes).clone(),
            challenge: random.pick(&speech.topic.challenges).clone(),
            midyear: None,
            result,
            direction,
            previous: thread.last_result.clone(),
            standing: judged,
            indicators,
            charge: random.frequent(&speech.topic.sections).name.clone(),
        }
    }

    /// The name as sentences begin with it.
    fn subject(&self, assignment: &Assignment<'_>) -> String {
        let ward = assignment.ward.as_deref().unwrap_or_default();
        format!("{ward}{}", assignment.publisher.name)
    }

    /// The same for some years, as mottoes are.
    fn purpose(&self, assignment: &Assignment<'_>) -> String {
        let thing = (assignment.organisation as u64) << 8 | u64::from((assignment.year + 3) / 6);
        let mut random = Random::new(self.seed, "purpose", thing);
        let topic = &self.lexicon.topics[*random.frequent(assignment.topics)];
        let aim = random.pick(&topic.aims);
        let (noun, other) = (random.frequent(&topic.nouns), random.pick(&topic.nouns));
        match random.below(3) {
            0 => format!("「{aim}まち」の実現"),
            1 => format!("{aim}ことを通じて、市民の暮らしを支えます。"),
            _ if noun == other => format!("{noun}などに目を向け、{aim}ための仕組みを整えます。"),
            _ => format!("{noun}や{other}をはじめとする課題に向き合い、{aim}ことを目指します。"),
        }
    }

    fn policy_indicators(&self, agenda: &Agenda, random: &mut Random) -> Vec<String> {
        let mut names: Vec<String> = Vec::new();
        for thread in agenda.threads.iter().take(3) {
            let kinds = &self.lexicon.topics[thread.topic].indicators;
            let shares: Vec<_> = kinds.iter().filter(|kind| kind.unit == "％").collect();
            if !shares.is_empty() && random.chance(0.5) {
                let name = &random.frequent(&shares).name;
                if !names.contains(name) {
                    names.push(name.clone());
                }
            }
        }
        names
    }

    fn notes(&self, assignment: &Assignment<'_>, random: &mut Random) -> Vec<String> {
        let all = [
            "政策指標とは、市全体で目指す姿を測るものさしです。",
            "指標の数値は、各年度末の時点のものです。",
            "取組の詳細は、各課の計画をご覧ください。",
            "金額は、当初予算の額です。",
        ];
        let mut notes = Vec::new();
        if random.chance(0.35) {
            notes.push((*random.pick(&all)).to_owned());
        }
        if random.chance(0.15) && assignment.publisher.kind != Kind::Section {
            notes.push("重点目標における指標や取組状況は、各課組織目標をご覧ください。".to_owned());
        }
        notes
    }

    fn remarks(
        &self,
        assignment: &Assignment<'_>,
        agenda: &Agenda,
        random: &mut Random,
    ) -> Vec<Remark> {
        let mut remarks = Vec::new();
        let thread = random.pick(&agenda.threads);
        let speech = thread.speech(self.lexicon, &assignment.towns);
        let month = random.between(4, 15);
        let month = if month > 12 { month - 12 } else { month };
        if random.chance(0.3) {
            remarks.push(Remark {
                heading: "主な行事".to_owned(),
                text: format!(
                    "{month}月に「{}{}」を予定しています。",
                    speech.town, speech.event
                ),
            });
        }
        if random.chance(0.25) {
            let millions = random.between(2, 900);
            remarks.push(Remark {
                heading: "予算のあらまし".to_owned(),
                text: format!(
                    "{}に関する事業に{}万円を計上しています。",
                    speech.topic.name,
                    number(millions * 10)
                ),
            });
        }
        remarks
    }

    /// Another edition of a document: what was known in October, or with targets that were lowered.
    fn other_edition(
        &self,
        mut content: Content,
        edition: Edition,
        assignment: &Assignment<'_>,
    ) -> Content {
        let mut random = self.random(assignment, "edition");
        content.edition = Some(edition);
        match edition {
            Edition::Midyear => {
                content.judged = false;
                let desk = self.desks.get(&assignment.organisation);
                for goal in &mut content.goals {
                    let thread = desk.and_then(|desk| {
                        let same = |thread: &&Thread| thread.id == goal.thread;
                        desk.agenda.threads.iter().find(same)
                    });
                    goal.midyear = match thread {
                        Some(thread) => {
                            let speech = thread.speech(self.lexicon, &assignment.towns);
                            Some(speech.midyear(&mut random))
                        }
                        None => Some("準備を進めています。".to_owned()),
                    };
                    (goal.result, goal.direction, goal.standing) = (None, None, None);
                    for indicator in &mut goal.indicators {
                        indicator.actual = Value::Blank;
                    }
                }
            }
            Edition::Revised => {
                content.notes.truncate(1);
                content
                    .notes
                    .push("年度の途中で目標値を見直しました。".to_owned());
                for goal in &mut content.goals {
                    for indicator in &mut goal.indicators {
                        let Value::Tenths(target) = indicator.target else {
                            continue;
                        };
                        if !random.chance(0.5) || !indicator.more_is_better {
                            continue;
                        }
                        let lower = (target * 9 / 10 / 10 * 10).max(10);
                        let said = |tenths| format!("{}{}以上", digits(tenths), indicator.unit);
                        goal.text = goal.text.replace(&said(target), &said(lower));
                        indicator.target = Value::Tenths(lower);
                    }
                }
            }
        }
        content
    }
}

/// How well a goal did. In the years of an infection more was cancelled.
fn standing(assignment: &Assignment<'_>, random: &mut Random) -> Standing {
    let cancelled = if (2020..=2021).contains(&assignment.year) {
        18
    } else {
        3
    };
    match random.below(100) {
        at if at < cancelled => Standing::Cancelled,
        at if at < cancelled + 12 => Standing::Exceeded,
        at if at < cancelled + 24 => Standing::Missed,
        at if at < cancelled + 40 => Standing::Partly,
        _ => Standing::Achieved,
    }
}

/// The year as printed. The first year of 令和 is printed both ways.
fn year_label(year: u16, random: &mut Random) -> String {
    let in_era = |era: &str, first: u16| match year - first + 1 {
        1 => format!("{era}元年度"),
        year => format!("{era}{year}年度"),
    };
    match year {
        ..1989 => in_era("昭和", 1926),
        2019 if random.chance(0.5) => "平成31年度".to_owned(),
        1989..2019 => in_era("平成", 1989),
        2019.. => in_era("令和", 2019),
    }
}

/// Spells everything as one clerk does.
fn respell(content: &mut Content, habit: &Habit<'_>) {
    let mut texts: Vec<&mut String> = vec![&mut content.purpose, &mut content.preface];
    texts.extend(&mut content.policy_indicators);
    texts.extend(&mut content.notes);
    texts.extend(content.remarks.iter_mut().map(|remark| &mut remark.text));
    for goal in &mut content.goals {
        texts.extend([
            &mut goal.text,
            &mut goal.situation,
            &mut goal.cause,
            &mut goal.challenge,
        ]);
        let maybe = [&mut goal.midyear, &mut goal.result, &mut goal.direction];
        texts.extend(maybe.into_iter().flatten());
    }
    for text in texts {
        habit.apply(text);
    }
}
