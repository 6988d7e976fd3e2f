use std::collections::BTreeMap;

use serde::Serialize;
use unicode_normalization::UnicodeNormalization as _;

use super::corrections::{Correction, misread};
use crate::city::{City, Family, Planned};
use crate::content::{Content, Edition, Kind};
use crate::language::{Lexicon, Spelling};
use crate::paper::{LAYOUTS, Layout, Origin, Page, Spelling as Habits, Wear, respell};
use crate::random::Random;
use crate::story::{Assignment, Genealogy, Link, Narrator, links};
use crate::truth::Document;
use crate::{File, Options, Printed};

/// Where documents are written, printed and put into folders.
pub struct Office<'a> {
    pub options: &'a Options,
    pub lexicon: &'a Lexicon,
    pub spelling: &'a Spelling,
    pub city: &'a City,
}

/// The last document of an organisation, for the truth about its goals.
struct Last {
    document: String,
    content: Content,
    /// The ids that its goals have on the page; none where the page does not tell them apart.
    goals: Vec<Option<String>>,
}

/// A line of `truth/lineage/*.jsonl`.
#[derive(Serialize)]
struct LineageLine<'a> {
    kind: &'static str,
    from: Option<GoalRef<'a>>,
    to: Option<GoalRef<'a>>,
}

#[derive(Serialize)]
struct GoalRef<'a> {
    document: &'a str,
    goal: &'a str,
}

impl Office<'_> {
    /// Writes the documents of a family, and the truth about them; gives how many look messy.
    pub fn write<E>(
        &self,
        family: &Family,
        truths: &mut String,
        lineage: &mut String,
        write: &impl Fn(File) -> Result<(), E>,
    ) -> Result<usize, E> {
        let mut narrator = Narrator::new(self.lexicon, self.spelling, self.options.seed);
        let mut last: BTreeMap<usize, Last> = BTreeMap::new();
        let mut messy = 0;
        for planned in &family.documents {
            let content = narrator.tell(&self.assignment(planned));
            let printed = self.print(planned, &content);
            let is_messy = printed.messy();
            messy += usize::from(is_messy);
            // A line of `truth/documents/*.jsonl`.
            *truths += &format!(
                "{{\"path\":{},\"layout\":{},\"messy\":{is_messy},\"document\":{}}}\n",
                json(&printed.path),
                json(&printed.layout.name),
                printed.json,
            );
            if planned.edition.is_none() {
                let now = Last {
                    document: printed.id.clone(),
                    content,
                    goals: printed.goals.clone(),
                };
                self.link(planned, &now, &last, narrator.genealogy(), lineage);
                last.insert(planned.organisation, now);
            }
            printed.write(write)?;
        }
        Ok(messy)
    }

    fn assignment<'b>(&'b self, planned: &'b Planned) -> Assignment<'b> {
        let organisation = &self.city.organisations[planned.organisation];
        Assignment {
            organisation: planned.organisation,
            publisher: self.city.publisher(planned.organisation),
            ward: self
                .city
                .ward_in(planned.organisation, planned.year)
                .map(|ward| self.city.organisations[ward].name.clone()),
            head: self.city.head(planned.organisation, planned.year),
            year: planned.year,
            edition: planned.edition,
            topics: &organisation.topics,
            predecessors: &planned.predecessors,
            towns: self
                .city
                .towns(planned.organisation, planned.year)
                .map(|town| &*town.name)
                .collect(),
            judged: planned.year < *self.city.years().end(),
        }
    }

    /// How the goals of a document go on from the documents before.
    fn link(
        &self,
        planned: &Planned,
        now: &Last,
        last: &BTreeMap<usize, Last>,
        genealogy: &Genealogy,
        lineage: &mut String,
    ) {
        let before: Vec<&Last> = match last.get(&planned.organisation) {
            Some(own) => vec![own],
            None => planned
                .predecessors
                .iter()
                .filter_map(|organisation| last.get(organisation))
                .collect(),
        };
        if before.is_empty() {
            return;
        }
        let contents: Vec<&Content> = before.iter().map(|last| &last.content).collect();
        for (document, link) in links(&contents, &now.content, genealogy) {
            let from = |at: usize| goal(before[document], at);
            let to = |at: usize| goal(now, at);
            let (kind, from, to) = match link {
                Link::Continued { from: a, to: b } => ("continued", from(a), to(b)),
                Link::Reworded { from: a, to: b } => ("reworded", from(a), to(b)),
                Link::Split { from: a, to: b } => ("split", from(a), to(b)),
                Link::Merged { from: a, to: b } => ("merged", from(a), to(b)),
                Link::New { to: b } => ("new", None, to(b)),
                // Half of the goals of a divided organisation went to the other heir.
                Link::Ended { .. } if !last.contains_key(&planned.organisation) => continue,
                Link::Ended { from: a } => ("ended", from(a), None),
            };
            // A page that does not tell its goals apart says nothing about them.
            if (from.is_none() && kind != "new") || (to.is_none() && kind != "ended") {
                continue;
            }
            push_line(lineage, &LineageLine { kind, from, to });
        }
    }

    fn print(&self, planned: &Planned, content: &Content) -> Sheet {
        let thing = (planned.organisation as u64) << 20
            | u64::from(planned.year) << 4
            | match planned.edition {
                None => 0,
                Some(Edition::Midyear) => 1,
                Some(Edition::Revised) => 2,
            };
        let mut random = Random::new(self.options.seed, "paper", thing);
        let random = &mut random;
        let messy = random.chance(self.options.mess);
        let mut content = content.clone();
        let mut wear = Wear::NONE;
        if messy {
            respell(&mut content, &Habits::any(random), random);
            wear = Wear::any(random);
        }
        let layout = choose(&content, messy, random);
        let mut page = Page::default();
        let mut truth = (layout.print)(&content, random, &mut page);
        truth.id = self.city.address(planned.organisation, planned.year);
        if let Some(edition) = &truth.edition {
            truth.id += &format!("@{edition}");
        }
        let (mut source, mut visible) = (page.source().to_owned(), page.visible().to_owned());
        let correction = random
            .chance(0.06)
            .then(|| misread(&source, &truth, random))
            .flatten();
        if let Some(Correction { from, to }) = &correction {
            source = source.replacen(to, from, 1);
            visible = visible.replacen(to, from, 1);
        }
        let sidecar = self.sidecar(planned, correction.as_ref(), random);
        Sheet {
            path: self.path(planned, &content, messy, random),
            bytes: wear.save(&source, random),
            visible,
            goals: ids(&content, &truth),
            layout,
            json: json(&truth),
            id: truth.id,
            sidecar,
        }
    }

    /// Where the file lies. Messy offices name files after the organisation, as their computers decompose its name, and
    /// folders after the year as they print it.
    fn path(
        &self,
        planned: &Planned,
        content: &Content,
        messy: bool,
        random: &mut Random,
    ) -> String {
        let path = self.city.path(planned.organisation, planned.year);
        let (year, mut place) = match path.split_once('/') {
            Some((year, place)) => (year.to_owned(), place.to_owned()),
            None => (String::new(), path),
        };
        let year = match planned.year {
            // One year, two eras, two folders.
            2019 => content.year_label.clone(),
            2020 => "R2".to_owned(),
            _ => year,
        };
        let edition = match planned.edition {
            None => "",
            Some(Edition::Midyear) => "@midyear",
            Some(Edition::Revised) => "@revised",
        };
        if messy && random.chance(0.25) && content.publisher.kind != Kind::City {
            let folder = place.rfind('/').map_or("", |at| &place[..=at]);
            let name: String = content.publisher.name.nfd().collect();
            place = format!("{folder}{name}");
        } else if content.publisher.kind == Kind::Ward && edition.is_empty() && random.chance(0.3) {
            place += "/index";
        }
        format!("content/{year}/{place}{edition}.md")
    }

    /// What the page cannot say itself; most documents have nothing of the kind.
    fn sidecar(
        &self,
        planned: &Planned,
        correction: Option<&Correction>,
        random: &mut Random,
    ) -> Option<String> {
        let mut text = String::new();
        let has_source = random.chance(0.12);
        if has_source {
            let year = planned.year;
            let (month, day) = (random.between(4, 6), random.between(1, 28));
            text += &format!("published = \"{year}-{month:02}-{day:02}\"\n");
        }
        if has_source {
            let address = self.city.address(planned.organisation, planned.year);
            let (year, licence) = (planned.year, random.chance(0.5));
            let (month, day) = (random.between(7, 8), random.between(1, 28));
            text += &format!(
                "\n[source]\nurl = \"https://www.shionagi.example/mokuhyo/{address}.pdf\"\n\
                 retrieved = \"{year}-{month:02}-{day:02}\"\npublisher = \"汐凪市（架空）\"\n"
            );
            if licence {
                text += "licence = \"CC BY 4.0\"\n";
            }
        }
        if let Some(Correction { from, to }) = correction {
            text += &format!(
                "\n[[correction]]\nfrom = \"{from}\"\nto = \"{to}\"\nkind = \"misread\"\n"
            );
        }
        (!text.is_empty()).then(|| text.trim_start().to_owned())
    }
}

/// Which goal of the page each goal of the content is: layouts may print them in another order, or in other lines.
fn ids(content: &Content, truth: &Document) -> Vec<Option<String>> {
    let bare = |text: &str| -> String { text.split_whitespace().collect() };
    let printed: Vec<String> = truth.goals.iter().map(|goal| bare(&goal.text)).collect();
    let goals = content.goals.iter().map(|goal| {
        let text = bare(&goal.text);
        let at = printed.iter().position(|printed| *printed == text)?;
        Some(truth.goals[at].id.clone())
    });
    goals.collect()
}

fn goal(last: &Last, at: usize) -> Option<GoalRef<'_>> {
    Some(GoalRef {
        document: &last.document,
        goal: last.goals.get(at)?.as_deref()?,
    })
}

/// A printed document with all that belongs to it.
struct Sheet {
    path: String,
    bytes: Vec<u8>,
    visible: String,
    /// The ids of the content's goals on the page.
    goals: Vec<Option<String>>,
    layout: Layout,
    /// The document's identity.
    id: String,
    /// The truth.
    json: String,
    sidecar: Option<String>,
}

impl Sheet {
    fn messy(&self) -> bool {
        self.layout.origin != Origin::Form
    }

    fn write<E>(self, write: &impl Fn(File) -> Result<(), E>) -> Result<(), E> {
        let messy = self.messy();
        if let Some(sidecar) = self.sidecar {
            let stem = self.path.strip_suffix(".md").unwrap_or(&self.path);
            write(super::plain(format!("{stem}.toml"), sidecar))?;
        }
        write(File {
            path: self.path,
            bytes: self.bytes,
            printed: Some(Printed {
                layout: self.layout.name,
                messy,
                visible: self.visible,
                truth: self.json,
            }),
        })
    }
}

/// A layout for this content: a messy one where there is one that fits.
fn choose(content: &Content, messy: bool, random: &mut Random) -> Layout {
    let fitting = |messy: bool| -> Vec<Layout> {
        LAYOUTS
            .iter()
            .copied()
            .filter(|layout| (layout.origin != Origin::Form) == messy && (layout.fits)(content))
            .collect()
    };
    let mut layouts = fitting(messy);
    if layouts.is_empty() {
        layouts = fitting(false);
    }
    let all: u32 = layouts.iter().map(|layout| layout.weight).sum();
    let mut at = random.below(all as usize) as u32;
    for layout in &layouts {
        if at < layout.weight {
            return *layout;
        }
        at -= layout.weight;
    }
    layouts[0]
}

fn push_line(lines: &mut String, line: &impl Serialize) {
    *lines += &json(line);
    lines.push('\n');
}

/// JSON of our own types, whose keys are texts: that cannot fail.
fn json(value: &impl Serialize) -> String {
    serde_json::to_string(value).unwrap_or_default()
}
