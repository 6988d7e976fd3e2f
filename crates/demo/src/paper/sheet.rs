//! A document on its way to paper: its content, the page, and the truth about what was printed so far. Layouts of the
//! demo city's own forms print from here, so that page and truth cannot come apart.

use super::facts::{Scale, untold};
use super::order::groups;
pub use super::order::{Group, Numbering, Order};
use super::page::Page;
use super::words::{Words, scale, words, year_label};
use crate::content::{Content, Edition, Goal, Standing};
use crate::random::Random;
use crate::truth::{self, Document, Evaluation, FiscalYear, Head, Other, Review};

/// What is said of each goal in a place of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Answer {
    Previous,
    Midyear,
    Mark,
    Result,
    Direction,
}

/// See the module.
#[derive(Debug)]
pub struct Sheet<'a> {
    pub content: &'a Content,
    pub words: &'static Words,
    pub scale: Scale,
    pub random: &'a mut Random,
    pub page: &'a mut Page,
    pub truth: Document,
    /// The marker before each goal, with what parts it from the text.
    pub markers: Vec<String>,
    /// The pillars; one without a name where none are printed.
    pub groups: Vec<Group>,
}

impl<'a> Sheet<'a> {
    /// An empty page. The truth has all goals already, for every layout prints them all.
    pub fn new(
        content: &'a Content,
        random: &'a mut Random,
        page: &'a mut Page,
        order: Order,
    ) -> Self {
        let words = words(content.series);
        let groups = groups(content, order.pillars);
        let mut truth = untold(content);
        truth.series = Some(words.series.to_owned());
        let mut markers = Vec::new();
        for group in &groups {
            for (inside, index) in group.goals.clone().enumerate() {
                let restarts = order.restart || order.numbering == Numbering::Branch;
                let n = if restarts && group.place > 0 {
                    inside + 1
                } else {
                    index + 1
                };
                let pillar = (group.place > 0).then_some(group.place);
                let (marker, number) = order.numbering.marker(pillar, n);
                let id = match &number {
                    None => format!("g{}", index + 1),
                    Some(number) if order.restart && groups.len() > 1 => {
                        format!("{}-{number}", group.place)
                    }
                    Some(number) => number.clone(),
                };
                truth.goals.push(truth::Goal {
                    id,
                    number,
                    group: pillar.map(|place| format!("{}{place} {}", words.pillar, group.name)),
                    text: content.goals[index].text.clone(),
                    result: None,
                    direction: None,
                    mark: None,
                    reviews: Vec::new(),
                    indicators: Vec::new(),
                });
                markers.push(marker);
            }
        }
        Self {
            content,
            words,
            scale: scale(content.series, content.year),
            random,
            page,
            truth,
            markers,
            groups,
        }
    }

    /// A goal with its marker, as an item of a list.
    pub fn item(&self, goal: usize) -> String {
        format!("{}{}", self.markers[goal], self.content.goals[goal].text)
    }

    /// All goals of a group, with their markers.
    pub fn items(&self, group: &Group) -> Vec<String> {
        group.goals.clone().map(|goal| self.item(goal)).collect()
    }

    /// What this document says of its goals beside results: 中間, 前年度. Chance decides where it need not.
    pub fn answers(&mut self) -> Vec<Answer> {
        let goals = &self.content.goals;
        let mut answers = Vec::new();
        if goals.iter().any(|goal| goal.previous.is_some()) && self.random.chance(0.4) {
            answers.push(Answer::Previous);
        }
        let october = self.content.edition == Some(Edition::Midyear);
        if goals.iter().any(|goal| goal.midyear.is_some()) && (october || self.random.chance(0.3)) {
            answers.push(Answer::Midyear);
        }
        if self.content.judged {
            answers.extend([Answer::Result, Answer::Direction]);
        }
        answers
    }

    /// The label before an answer.
    pub fn label(&self, answer: Answer) -> String {
        match answer {
            Answer::Previous => format!(
                "{}の{}",
                year_label(self.content, self.content.year - 1),
                self.words.result
            ),
            Answer::Midyear => self.words.midyear.to_owned(),
            Answer::Mark => self.words.mark.to_owned(),
            Answer::Result => self.words.result.to_owned(),
            Answer::Direction => self.words.direction.to_owned(),
        }
    }

    /// What is said of one goal, as printed.
    pub fn answer(&self, answer: Answer, goal: usize) -> Option<String> {
        let goal = &self.content.goals[goal];
        match answer {
            Answer::Previous => goal.previous.clone(),
            Answer::Midyear => goal.midyear.clone(),
            Answer::Mark => goal.standing.map(|standing| self.scale.mark(standing).raw),
            Answer::Result => goal.result.clone(),
            Answer::Direction => goal.direction.clone(),
        }
    }

    /// An answer of all goals that have one, with their markers, as items of a list; told.
    pub fn answered(&mut self, answer: Answer) -> Vec<String> {
        let mut items = Vec::new();
        for goal in 0..self.content.goals.len() {
            if let Some(text) = self.tell(answer, goal) {
                items.push(format!("{}{text}", self.markers[goal]));
            }
        }
        items
    }

    /// Says of one goal what the page says of it, and what to print.
    pub fn tell(&mut self, answer: Answer, goal: usize) -> Option<String> {
        let text = self.answer(answer, goal)?;
        let told = &mut self.truth.goals[goal];
        let review = |kind, year| Review {
            kind,
            fiscal_year: year,
            by: None,
            text: text.clone(),
            mark: None,
        };
        match answer {
            Answer::Previous => {
                let year = self.content.year - 1;
                told.reviews
                    .push(review("previous", Some(FiscalYear { year })));
            }
            Answer::Midyear => told.reviews.push(review("midyear", None)),
            Answer::Mark => {
                told.mark = self.content.goals[goal]
                    .standing
                    .map(|standing| self.scale.mark(standing));
            }
            Answer::Result => told.result = Some(text.clone()),
            Answer::Direction => told.direction = Some(text.clone()),
        }
        Some(text)
    }

    /// The name of the organisation, as its sheet prints it.
    pub fn name(&self) -> String {
        self.content.publisher.name.clone()
    }

    /// Who heads it, under this role.
    pub fn tell_head(&mut self, role: &str, name: &str) {
        self.truth.heads.push(Head {
            role: role.to_owned(),
            name: name.to_owned(),
        });
    }

    /// How many goals were achieved, where the year is judged.
    pub fn achieved(&self) -> Option<usize> {
        let achieved =
            |goal: &&Goal| matches!(goal.standing, Some(Standing::Exceeded | Standing::Achieved));
        self.content
            .judged
            .then(|| self.content.goals.iter().filter(achieved).count())
    }

    /// The two counts as printed, the second one empty before the year is judged; told.
    pub fn counts(&mut self) -> [String; 2] {
        let goals = self.content.goals.len();
        let achieved = self.achieved();
        self.truth.evaluation = Some(Evaluation {
            goals: Some(goals as u32),
            achieved: achieved.map(|count| count as u32),
        });
        [
            goals.to_string(),
            achieved.map_or_else(String::new, |count| count.to_string()),
        ]
    }

    /// A note as printed; told.
    pub fn note(&mut self, text: &str) -> String {
        let note = format!("※{text}");
        self.truth.notes.push(note.clone());
        note
    }

    /// Something that has no field of its own; told.
    pub fn other(&mut self, heading: Option<&str>, text: &str) {
        self.truth.other.push(Other {
            heading: heading.map(str::to_owned),
            text: text.to_owned(),
        });
    }

    /// Prints a paragraph of words.
    pub fn paragraph(&mut self, text: &str) {
        self.page.say(text).mark("\n\n");
    }

    /// Prints a Markdown heading.
    pub fn heading(&mut self, level: usize, text: &str) {
        self.page.mark(&"#".repeat(level)).mark(" ");
        self.page.say(text).mark("\n\n");
    }

    /// Prints the title, as the first heading.
    pub fn title(&mut self) {
        let title = self.content.title();
        self.heading(1, &title);
    }

    /// Prints a list, an item a line.
    pub fn list(&mut self, items: &[String]) {
        for item in items {
            self.page.say(item).mark("\n");
        }
        self.page.mark("\n");
    }

    /// Prints a Markdown list without numbers.
    pub fn bullets(&mut self, items: &[String]) {
        for item in items {
            self.page.mark("- ").say(item).mark("\n");
        }
        self.page.mark("\n");
    }

    /// Prints the sections of their own, and the notes, at the end of the page.
    pub fn end(&mut self) {
        let content = self.content;
        for note in &content.notes {
            let note = self.note(note);
            self.paragraph(&note);
        }
        for remark in &content.remarks {
            self.heading(2, &remark.heading);
            self.paragraph(&remark.text);
            self.other(Some(&remark.heading), &remark.text);
        }
    }

    /// Prints what the marks mean, as the last thing below a heading of their own.
    pub fn definitions(&mut self) {
        let items = super::words::definitions(self.content.series, self.content.year);
        let items: Vec<String> = items.iter().map(|&item| item.to_owned()).collect();
        self.heading(2, self.words.scale);
        self.bullets(&items);
        self.other(Some(self.words.scale), &items.join("\n"));
    }

    /// The page is full.
    pub fn done(self) -> Document {
        self.truth
    }
}
