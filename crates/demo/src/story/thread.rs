use std::collections::BTreeMap;

use super::figures::Tracked;
use crate::language::{Lexicon, Next, Speech, WORDINGS};
use crate::random::Random;

/// Which goal it is through the years.
pub type ThreadId = u32;

/// A goal through the years: what is wanted, and the words that it has this year.
#[derive(Debug, Clone)]
pub struct Thread {
    pub id: ThreadId,
    pub topic: usize,
    pub aim: usize,
    /// One thing that is done, or two.
    pub measures: Vec<usize>,
    pub words: Words,
    pub indicators: Vec<Tracked>,
    /// Whether the goal's text names the figure to be reached.
    pub says_target: bool,
    /// What was said of it the year before.
    pub last_result: Option<String>,
}

/// The words that may change without the goal becoming another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Words {
    wording: usize,
    partner: usize,
    people: usize,
    place: usize,
    town: usize,
    event: usize,
    noun: usize,
}

impl Words {
    fn new(random: &mut Random) -> Self {
        Self {
            wording: random.rank(WORDINGS),
            partner: random.below(1 << 16),
            people: random.below(1 << 16),
            place: random.below(1 << 16),
            town: random.below(1 << 16),
            event: random.below(1 << 16),
            noun: random.below(1 << 16),
        }
    }
}

/// A place in a list of words: the first are used more often than the last.
fn word(all: &[String], number: usize) -> &String {
    let mut random = Random::new(number as u64, "word", 0);
    random.frequent(all)
}

impl Thread {
    /// A goal that nobody had before.
    pub fn new(
        id: ThreadId,
        lexicon: &Lexicon,
        topic: usize,
        taken: &[Self],
        random: &mut Random,
    ) -> Self {
        let words = &lexicon.topics[topic];
        let free = |used: &dyn Fn(&Self) -> Vec<usize>, count: usize, random: &mut Random| {
            let used: Vec<usize> = taken
                .iter()
                .filter(|thread| thread.topic == topic)
                .flat_map(used)
                .collect();
            let mut place = random.rank(count);
            for _ in 0..count {
                if !used.contains(&place) {
                    break;
                }
                place = (place + 1) % count;
            }
            place
        };
        let aim = free(&|thread| vec![thread.aim], words.aims.len(), random);
        let first = free(
            &|thread| thread.measures.clone(),
            words.measures.len(),
            random,
        );
        let mut measures = vec![first];
        if random.chance(0.5) {
            let second = free(
                &|thread| thread.measures.clone(),
                words.measures.len(),
                random,
            );
            if second != first {
                measures.push(second);
            }
        }
        let count = [1, 1, 1, 2, 2, 0, 3][random.below(7)];
        let mut indicators: Vec<Tracked> = Vec::with_capacity(count);
        for _ in 0..count {
            let kind = random.rank(words.indicators.len());
            if indicators.iter().all(|other| other.kind != kind) {
                indicators.push(Tracked::new(kind, &words.indicators[kind], random));
            }
        }
        Self {
            id,
            topic,
            aim,
            measures,
            words: Words::new(random),
            says_target: !indicators.is_empty() && random.chance(0.25),
            indicators,
            last_result: None,
        }
    }

    /// What it says this year.
    pub fn speech<'a>(&self, lexicon: &'a Lexicon, towns: &[&'a str]) -> Speech<'a> {
        let topic = &lexicon.topics[self.topic];
        let words = self.words;
        Speech {
            topic,
            aim: &topic.aims[self.aim],
            measures: self
                .measures
                .iter()
                .map(|&measure| &topic.measures[measure])
                .collect(),
            partner: word(&topic.partners, words.partner),
            people: word(&topic.people, words.people),
            place: word(&topic.places, words.place),
            town: towns[Random::new(words.town as u64, "town", 0).rank(towns.len())],
            event: word(&topic.events, words.event),
            noun: word(&topic.nouns, words.noun),
        }
    }

    /// The goal's text.
    pub fn text(&self, speech: &Speech<'_>) -> String {
        let figure = |tracked: &Tracked| {
            let (name, figure) = tracked.target_in_words(speech.topic);
            self.says_target.then_some((name, figure))
        };
        let target = self.indicators.first().and_then(figure);
        let target = target.as_ref().map(|(name, figure)| (&**name, &**figure));
        speech.goal(self.words.wording, target)
    }

    fn reword(&mut self, random: &mut Random) {
        let other = Words::new(random);
        // The wording itself changes, or else only whom and what it names.
        if random.chance(0.6) {
            self.words.wording = (self.words.wording + 1 + random.below(WORDINGS - 1)) % WORDINGS;
        }
        if random.chance(0.5) {
            self.words.partner = other.partner;
            self.words.people = other.people;
        }
        self.words.place = other.place;
        self.words.event = other.event;
        self.words.noun = other.noun;
    }
}

/// The goals of an organisation in one year, and how many it should have.
#[derive(Debug, Clone)]
pub struct Agenda {
    pub threads: Vec<Thread>,
}

/// All goals of a family, and which goals each was made of where it was split off or merged.
#[derive(Debug, Default)]
pub struct Genealogy {
    last: ThreadId,
    origins: BTreeMap<ThreadId, Vec<ThreadId>>,
}

impl Genealogy {
    /// A goal that nobody had before.
    pub fn begin(&mut self) -> ThreadId {
        self.last += 1;
        self.last
    }

    /// A goal made of others.
    fn made_of(&mut self, origins: Vec<ThreadId>) -> ThreadId {
        let id = self.begin();
        self.origins.insert(id, origins);
        id
    }

    /// The goals that one was made of.
    pub fn origins(&self, id: ThreadId) -> &[ThreadId] {
        self.origins.get(&id).map_or(&[], Vec::as_slice)
    }
}

impl Agenda {
    /// The agenda of the year after, and what becomes of each goal of this one.
    pub fn after(
        &self,
        lexicon: &Lexicon,
        topics: &[usize],
        wanted: usize,
        genealogy: &mut Genealogy,
        random: &mut Random,
    ) -> (Self, Vec<Next>) {
        let mut fates: Vec<Next> = self
            .threads
            .iter()
            .map(|thread| match random.below(100) {
                0..52 => Next::Continues,
                52..82 => Next::Reworded,
                82..87 if thread.measures.len() > 1 => Next::Splits,
                82..92 => Next::Continues,
                _ => Next::Ends,
            })
            .collect();
        self.merge(&mut fates, random);
        let mut threads = Vec::with_capacity(self.threads.len() + 2);
        let mut merged = false;
        for (thread, fate) in self.threads.iter().zip(&fates) {
            match fate {
                Next::Ends => {}
                Next::Continues => threads.push(thread.clone()),
                Next::Reworded => {
                    let mut thread = thread.clone();
                    thread.reword(random);
                    threads.push(thread);
                }
                Next::Splits => {
                    for &measure in &thread.measures {
                        let mut part = thread.clone();
                        part.id = genealogy.made_of(vec![thread.id]);
                        part.measures = vec![measure];
                        part.reword(random);
                        if measure != thread.measures[0] {
                            part.indicators.clear();
                            part.says_target = false;
                        }
                        threads.push(part);
                    }
                }
                Next::Merges if merged => {}
                Next::Merges => {
                    merged = true;
                    threads.push(self.merged(&fates, genealogy, random));
                }
            }
        }
        let mut agenda = Self { threads };
        agenda.fill_up(lexicon, topics, wanted, genealogy, random);
        (agenda, fates)
    }

    /// Marks two goals of one topic as merging, now and then.
    fn merge(&self, fates: &mut [Next], random: &mut Random) {
        if !random.chance(0.12) {
            return;
        }
        let goes_on = |fate: &Next| matches!(fate, Next::Continues | Next::Reworded);
        for (second, thread) in self.threads.iter().enumerate() {
            let first = self.threads[..second]
                .iter()
                .position(|other| other.topic == thread.topic);
            if let Some(first) = first
                && goes_on(&fates[first])
                && goes_on(&fates[second])
            {
                fates[first] = Next::Merges;
                fates[second] = Next::Merges;
                return;
            }
        }
    }

    /// The goal that two merge into: what each of them did first.
    fn merged(&self, fates: &[Next], genealogy: &mut Genealogy, random: &mut Random) -> Thread {
        let both: Vec<&Thread> = self
            .threads
            .iter()
            .zip(fates)
            .filter(|(_, fate)| **fate == Next::Merges)
            .map(|(thread, _)| thread)
            .collect();
        let mut one = both[0].clone();
        one.id = genealogy.made_of(both.iter().map(|thread| thread.id).collect());
        one.measures = both.iter().map(|thread| thread.measures[0]).collect();
        one.measures.dedup();
        for other in &both[1..] {
            for indicator in &other.indicators {
                if one.indicators.len() < 3
                    && one.indicators.iter().all(|one| one.kind != indicator.kind)
                {
                    one.indicators.push(indicator.clone());
                }
            }
        }
        one.reword(random);
        one
    }

    /// Adds new goals until there are as many as wanted.
    pub fn fill_up(
        &mut self,
        lexicon: &Lexicon,
        topics: &[usize],
        wanted: usize,
        genealogy: &mut Genealogy,
        random: &mut Random,
    ) {
        while self.threads.len() < wanted {
            let topic = *random.frequent(topics);
            let thread = Thread::new(genealogy.begin(), lexicon, topic, &self.threads, random);
            self.threads.push(thread);
        }
    }
}
