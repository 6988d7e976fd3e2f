//! An answer for people.

use std::fmt::Write as _;

use ayumi_japanese::era::fiscal_year_label_long;
use ayumi_search::{
    Answer, ExpansionKind, Hit, Meaning, Mode, Part, Request, Snippet, UnderstoodWord,
};

use crate::cli::terminal::{Terminal, printable};
use crate::index::Opened;
use crate::model::Language;

/// Everything that is said of an answer.
pub(super) fn show(
    answer: &Answer,
    request: &Request,
    opened: &Opened,
    terminal: &Terminal,
) -> String {
    let view = View {
        answer,
        opened,
        terminal,
    };
    let mut page = view.before();
    if !page.is_empty() && !answer.hits.is_empty() {
        page.push('\n');
    }
    for hit in &answer.hits {
        page.push_str(&view.hit(hit, request));
    }
    page.push_str(&view.after(request));
    page
}

struct View<'a> {
    answer: &'a Answer,
    opened: &'a Opened,
    terminal: &'a Terminal,
}

impl View<'_> {
    fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        let printable: Vec<(&str, String)> = values
            .iter()
            .map(|(name, value)| (*name, printable(value)))
            .collect();
        let values: Vec<(&str, &str)> = printable
            .iter()
            .map(|(name, value)| (*name, value.as_str()))
            .collect();
        let mut line = fill(self.terminal, key, &values);
        line.push('\n');
        line
    }

    fn text(&self, key: &'static str) -> &'static str {
        self.terminal.texts.get(key)
    }

    /// How the query was taken.
    fn before(&self) -> String {
        let answer = self.answer;
        let mut lines = String::new();
        for word in &answer.understood.words {
            let meaning = self.meaning(word);
            if word.without {
                lines += &self.fill("understood_without", &[("meaning", &meaning)]);
            } else if word.text != meaning {
                lines += &self.fill("understood", &[("word", &word.text), ("meaning", &meaning)]);
            } else {
                lines += &self.fill("understood_as_named", &[("meaning", &meaning)]);
            }
        }
        for word in &answer.understood.taken_back {
            let meaning = self.meaning(word);
            lines += &self.fill("taken_back", &[("meaning", &meaning), ("word", &word.text)]);
        }
        for value in &answer.understood.unknown {
            lines += &self.fill("unknown_value", &[("word", value)]);
        }
        if let Some(passages) = answer.understood.as_text.filter(|_| answer.total > 0) {
            lines += &self.fill("found_as_text", &[("count", &passages.to_string())]);
        }
        for expanded in &answer.expanded {
            let key = match expanded.kind {
                ExpansionKind::Reading => "expanded_reading",
                ExpansionKind::Synonym => "expanded_synonym",
                ExpansionKind::Spelling | ExpansionKind::Number => "expanded",
            };
            let to = expanded.to.join(self.text("list_comma"));
            lines += &self.fill(key, &[("from", &expanded.from), ("to", &to)]);
        }
        if let Some(jump) = &answer.jump {
            lines += &self.fill("jump", &[("title", &jump.title), ("url", &jump.url)]);
        }
        for page in &answer.pages {
            lines += &self.fill("page_link", &[("title", &page.title), ("url", &page.url)]);
        }
        for correction in &answer.corrections {
            let values = [("from", correction.from.as_str()), ("to", &correction.to)];
            lines += &self.fill("correction", &values);
        }
        let shown = !answer.hits.is_empty();
        match answer.mode {
            Mode::All if shown => lines += &self.fill("mode_all", &[("query", &answer.query)]),
            Mode::Any if shown => lines += &self.fill("mode_any", &[]),
            Mode::Phrase | Mode::All | Mode::Any => {}
        }
        lines
    }

    fn meaning(&self, word: &UnderstoodWord) -> String {
        let japanese = self.terminal.texts.language == Language::Japanese;
        let label = |year: u16| {
            if japanese {
                fiscal_year_label_long(year)
            } else {
                year.to_string()
            }
        };
        match &word.meaning {
            Meaning::Years(first, last) if first == last => label(*first),
            Meaning::Years(first, last) => {
                // Open ends are the earliest and latest year that can be said.
                let held = |year: u16| (1900..2100).contains(&year);
                let first = if held(*first) {
                    label(*first)
                } else {
                    String::new()
                };
                let last = if held(*last) {
                    label(*last)
                } else {
                    String::new()
                };
                if first.is_empty() {
                    self.fill("years_until", &[("year", &last)])
                        .trim_end()
                        .to_owned()
                } else if last.is_empty() {
                    self.fill("years_since", &[("year", &first)])
                        .trim_end()
                        .to_owned()
                } else {
                    format!("{first}{}{last}", self.text("year_span"))
                }
            }
            Meaning::Organisations(named) => {
                let names: Vec<&str> = named.iter().map(|named| named.name.as_str()).collect();
                names.join(self.text("list_comma"))
            }
            Meaning::Part(part) => self.part(*part).to_owned(),
            Meaning::Mark(mark) => mark.clone(),
        }
    }

    fn part(&self, part: Part) -> &'static str {
        self.text(match part {
            Part::Goal => "part_goal",
            Part::Result => "part_result",
            Part::Direction => "part_direction",
            Part::Other => "part_other",
        })
    }

    fn hit(&self, hit: &Hit, request: &Request) -> String {
        let mut lines = String::new();
        // Writing to a string cannot fail.
        let grouped = request.group;
        if !grouped || hit.more.is_some() {
            let organisation = self.opened.searcher.organisation_name(&hit.organisation);
            let organisation = organisation.unwrap_or_else(|| hit.organisation.clone());
            let head = match self.terminal.texts.language {
                Language::Japanese => {
                    format!("{}　{organisation}", fiscal_year_label_long(hit.year))
                }
                Language::English => format!("{} {organisation}", hit.year),
            };
            let head = self.strong(&printable(&head));
            let _ = writeln!(lines, "{head}\n  {}", printable(&hit.title));
        }
        let goal = hit
            .goal
            .as_deref()
            .map_or_else(String::new, |goal| format!(" {goal}"));
        let marks: Vec<&str> = hit
            .marks
            .iter()
            .map(|mark| mark.split_once(':').map_or(mark.as_str(), |(_, raw)| raw))
            .collect();
        let marks = if marks.is_empty() {
            String::new()
        } else {
            format!("  [{}]", printable(&marks.join(" ")))
        };
        let _ = writeln!(
            lines,
            "  {}{}{marks}",
            self.part(hit.part),
            printable(&goal)
        );
        if !hit.snippet.text.is_empty() {
            let _ = writeln!(lines, "    {}", marked(&hit.snippet, self.terminal.color));
        }
        let _ = writeln!(
            lines,
            "  {}  {}",
            printable(&hit.url),
            printable(&hit.source)
        );
        if let Some(more) = hit.more.filter(|more| *more > 0) {
            lines += &format!(
                "  {}",
                self.fill("more_hits", &[("more", &more.to_string())])
            );
        }
        lines.push('\n');
        lines
    }

    fn after(&self, request: &Request) -> String {
        let answer = self.answer;
        if answer.hits.is_empty() {
            let key = if answer.total == 0 {
                "no_hits"
            } else {
                "no_more_hits"
            };
            return self.fill(key, &[("query", &answer.query)]);
        }
        let mut lines = String::new();
        if answer.facets.year.len() > 1 {
            let years: Vec<String> = answer
                .facets
                .year
                .iter()
                .map(|(year, count)| format!("{year}: {count}"))
                .collect();
            lines += &self.fill("hits_by_year", &[("years", &years.join("  "))]);
        }
        let key = if answer.hits.len() < answer.total {
            "hits_shown"
        } else {
            "hits"
        };
        let (total, documents) = (answer.total.to_string(), answer.documents.to_string());
        let shown = answer.hits.len().to_string();
        let values = [
            ("total", total.as_str()),
            ("documents", &documents),
            ("shown", &shown),
        ];
        lines += &self.fill(key, &values);
        let next = request.offset.saturating_add(request.limit);
        let of = if request.group {
            answer.documents
        } else {
            answer.total
        };
        if next < of {
            lines += &self.fill("next_hits", &[("offset", &next.to_string())]);
        }
        lines
    }

    fn strong(&self, text: &str) -> String {
        if self.terminal.color {
            format!("\u{1b}[1m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}

/// A text with its values, which are printable.
pub(super) fn fill(terminal: &Terminal, key: &str, values: &[(&str, &str)]) -> String {
    let texts = terminal.texts;
    texts
        .find(key)
        .map_or_else(String::new, |_| texts.fill(key, values))
}

/// The snippet with its hits: in colour, or in brackets where there is none.
fn marked(snippet: &Snippet, color: bool) -> String {
    let (open, close) = if color {
        ("\u{1b}[1;33m", "\u{1b}[0m")
    } else {
        ("【", "】")
    };
    let mut text = String::new();
    let mut done = 0;
    for mark in &snippet.marks {
        text.push_str(&printable(&snippet.text[done..mark.start]));
        text.push_str(open);
        text.push_str(&printable(&snippet.text[mark.clone()]));
        text.push_str(close);
        done = mark.end;
    }
    text.push_str(&printable(&snippet.text[done..]));
    text
}
