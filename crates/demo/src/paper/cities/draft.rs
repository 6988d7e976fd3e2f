//! What the borrowed papers have in common: how rows, cells and closing words are printed, and how a truth grows with
//! them.

use crate::content::{Content, Goal, Indicator, Standing, Value};
use crate::paper::Page;
use crate::paper::facts::{self, Scale};
use crate::truth;

/// The roles of heads that all forms here know as labels.
pub const ROLES: &[&str] = &[
    "市長",
    "副市長",
    "区長",
    "副区長",
    "局長",
    "部長",
    "次長",
    "課長",
    "室長",
    "所長",
    "館長",
    "園長",
    "場長",
    "署長",
    "校長",
    "支所長",
    "事務所長",
    "センター長",
    "事務局長",
    "主幹",
];

/// A fiscal year as it is printed.
pub fn era(year: u16) -> String {
    match year {
        2019 => "令和元年度".to_owned(),
        2020.. => format!("令和{}年度", year - 2018),
        _ => format!("平成{}年度", year.saturating_sub(1988)),
    }
}

/// A text, or none where nothing was printed.
pub fn told(text: &str) -> Option<String> {
    (!text.is_empty()).then(|| text.to_owned())
}

/// The words of a field that may not be there yet: then its cell is blank.
pub fn words(text: Option<&String>) -> &str {
    text.map_or("", String::as_str)
}

/// Prints the title as the first heading of a Markdown page and begins the truth.
pub fn begin(content: &Content, page: &mut Page) -> truth::Document {
    page.mark("# ").say(&content.title()).mark("\n\n");
    facts::untold(content)
}

/// The same in HTML.
pub fn begin_html(content: &Content, page: &mut Page) -> truth::Document {
    element(page, "h1", &content.title());
    facts::untold(content)
}

/// A line of its own.
pub fn line(page: &mut Page, words: &str) {
    page.say(words).mark("\n");
}

/// A row with tabs.
pub fn row(page: &mut Page, cells: &[&str]) {
    for (index, cell) in cells.iter().enumerate() {
        if index > 0 {
            page.mark("\t");
        }
        page.say(cell);
    }
    page.mark("\n");
}

/// A row of a pipe table.
pub fn pipe(page: &mut Page, cells: &[&str]) {
    for cell in cells {
        page.mark("| ").say(cell).mark(" ");
    }
    page.mark("|\n");
}

/// The line below the labels of a pipe table.
pub fn strokes(page: &mut Page, columns: usize) {
    page.mark(&"|---".repeat(columns)).mark("|\n");
}

/// Words inside HTML.
pub fn html(page: &mut Page, words: &str) {
    for character in words.chars() {
        match character {
            // The sign is its escape's first.
            '&' => page.say("&").mark("amp;"),
            // Nobody looks for these; their escapes would be other words.
            '<' => page.mark("&lt;"),
            '>' => page.mark("&gt;"),
            _ => page.say(character.encode_utf8(&mut [0; 4])),
        };
    }
}

/// An HTML element on a line: `element(page, "td colspan=\"3\"", …)`.
pub fn element(page: &mut Page, tag: &str, words: &str) {
    inline(page, tag, words);
    page.mark("\n");
}

/// An HTML element inside a line.
pub fn inline(page: &mut Page, tag: &str, words: &str) {
    let name = tag.split(' ').next().unwrap_or(tag);
    page.mark("<").mark(tag).mark(">");
    html(page, words);
    page.mark("</").mark(name).mark(">");
}

/// A row of an HTML table: labels and values in turn, the last value as wide as `columns` needs.
pub fn pairs(page: &mut Page, columns: usize, cells: &[(&str, &str)]) {
    page.mark("<tr>");
    for (index, (label, value)) in cells.iter().enumerate() {
        inline(page, "th", label);
        let left = columns - index * 2 - 1;
        if index + 1 == cells.len() && left > 1 {
            inline(page, &format!("td colspan=\"{left}\""), value);
        } else {
            inline(page, "td", value);
        }
    }
    page.mark("</tr>\n");
}

/// Prints who heads the organisation, where the role is a label of the forms.
pub fn head(content: &Content) -> Option<(&'static str, &str)> {
    let role = ROLES.iter().find(|role| **role == content.head.role)?;
    Some((role, &content.head.name))
}

/// The truth about a printed head.
pub fn heads(content: &Content) -> Vec<truth::Head> {
    head(content)
        .into_iter()
        .map(|(role, name)| truth::Head {
            role: role.to_owned(),
            name: name.to_owned(),
        })
        .collect()
}

/// Something that no field has, under the label before it.
pub fn other(truth: &mut truth::Document, heading: &str, text: &str) {
    if !text.is_empty() {
        truth.other.push(truth::Other {
            heading: told(heading),
            text: text.to_owned(),
        });
    }
}

/// The column of a label that has no field: all its cells below one printed label are one entry.
#[derive(Debug, Default)]
pub struct Column(Vec<String>);

impl Column {
    /// A cell below the label.
    pub fn push(&mut self, cell: &str) {
        if !cell.is_empty() {
            self.0.push(cell.to_owned());
        }
    }

    /// The label's table is over, or the label comes again.
    pub fn close(&mut self, truth: &mut truth::Document, heading: &str) {
        other(truth, heading, &self.0.join("\n"));
        self.0.clear();
    }
}

/// Closes a Markdown page: notes, and what has headings of its own.
pub fn end(content: &Content, page: &mut Page, truth: &mut truth::Document) {
    for note in &content.notes {
        page.mark("\n");
        line(page, &format!("※ {note}"));
        truth.notes.push(format!("※ {note}"));
    }
    for remark in &content.remarks {
        page.mark("\n## ").say(&remark.heading).mark("\n\n");
        line(page, &remark.text);
        other(truth, &remark.heading, &remark.text);
    }
}

/// The same in HTML.
pub fn end_html(content: &Content, page: &mut Page, truth: &mut truth::Document) {
    for note in &content.notes {
        element(page, "p class=\"note\"", &format!("※{note}"));
        truth.notes.push(format!("※{note}"));
    }
    for remark in &content.remarks {
        element(page, "h2", &remark.heading);
        element(page, "p", &remark.text);
        other(truth, &remark.heading, &remark.text);
    }
}

/// A printed goal, with nothing but its own words.
pub fn goal(goal: &Goal, number: &str, group: Option<String>) -> truth::Goal {
    truth::Goal {
        id: number.to_owned(),
        number: told(number),
        group,
        text: goal.text.clone(),
        result: None,
        direction: None,
        mark: None,
        reviews: Vec::new(),
        indicators: Vec::new(),
    }
}

/// What was said of a goal in October.
pub fn midyear(goal: &Goal) -> Option<truth::Review> {
    goal.midyear.as_ref().map(|text| truth::Review {
        kind: "midyear",
        fiscal_year: None,
        by: None,
        text: text.clone(),
        mark: None,
    })
}

/// A mark of a scale, none before the year is judged. 「-」 only fills the cell where the form's scale has no such mark.
pub fn mark(scale: &Scale, standing: Option<Standing>) -> Option<truth::Mark> {
    let mut mark = scale.mark(standing?);
    if mark.raw.is_empty() {
        return None;
    }
    if mark.raw == "－" {
        mark.scale = None;
    }
    Some(mark)
}

/// The words of a mark: blank before the year is judged.
pub fn raw(mark: Option<&truth::Mark>) -> &str {
    mark.map_or("", |mark| &mark.raw)
}

/// The unit that a reader gathers from figures that are printed with it.
pub fn gathered(indicator: &Indicator, printed: &[Value]) -> Option<String> {
    let measured = printed
        .iter()
        .any(|value| matches!(value, Value::Tenths(_)));
    let unit = facts::behind(&indicator.unit).1;
    (measured && !unit.is_empty()).then(|| unit.to_owned())
}

/// An indicator whose figures are printed with their units, and nothing else.
pub fn indicator(indicator: &Indicator) -> truth::Indicator {
    let Indicator {
        baseline,
        target,
        actual,
        ..
    } = *indicator;
    truth::Indicator {
        name: indicator.name.clone(),
        unit: gathered(indicator, &[baseline, target, actual]),
        baseline: Some(facts::figure(baseline, &indicator.unit)),
        target: Some(facts::figure(target, &indicator.unit)),
        actual: Some(facts::figure(actual, &indicator.unit)),
        mark: None,
        better: None,
    }
}

/// The text of a figure in its cell.
pub fn text(figure: Option<&truth::Figure>) -> &str {
    figure.map_or("", |figure| &figure.text)
}

/// The pillars that goals stand under, in order, with the goals of each; without pillars all goals in one.
pub fn pillars(content: &Content) -> Vec<(Option<&str>, Vec<&Goal>)> {
    let mut all: Vec<(Option<&str>, Vec<&Goal>)> = Vec::new();
    let mut last = None;
    for goal in &content.goals {
        let name = content.pillars.get(goal.pillar).map(String::as_str);
        if last == Some(name)
            && let Some((_, goals)) = all.last_mut()
        {
            goals.push(goal);
        } else {
            all.push((name, vec![goal]));
        }
        last = Some(name);
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eras_meet() {
        let years = [2006, 2018, 2019, 2020].map(era);
        assert_eq!(
            years,
            ["平成18年度", "平成30年度", "令和元年度", "令和2年度"]
        );
    }

    #[test]
    fn signs_of_html_are_escaped() {
        let mut page = Page::default();
        html(&mut page, "A<B & C");
        assert_eq!(page.source(), "A&lt;B &amp; C");
        assert_eq!(page.visible(), "AB & C");
    }
}
