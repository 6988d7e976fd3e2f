//! Plain lines: what is left of a form where nothing but its text was kept.

use super::super::grid::{Labels, say_label};
use super::super::page::Page;
use super::super::sheet::{Answer, Numbering, Order, Sheet};
use crate::content::Content;
use crate::random::Random;
use crate::truth::Document;

/// How a label is printed on a line of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Label {
    /// 重 / 点 / 目 / 標, a line each.
    Vertical,
    /// 「今後の方向性：」, short values right behind.
    Colon,
    /// 「【今後の方向性】」
    Brackets,
    /// 「■ 今後の方向性」
    Square,
    /// `## 今後の方向性`, and everything else is a heading too.
    Heading,
}

/// Labels from vertical cells, one character a line; their values below.
pub fn vertical(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let numbering = *random.pick(&[Numbering::Plain, Numbering::Round]);
    print(content, random, page, numbering, Label::Vertical)
}

/// 「組織名：潮路区」, and lists of all kinds of markers.
pub fn colons(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let numbering = marker(random);
    print(content, random, page, numbering, Label::Colon)
}

/// 「【今後の方向性】」, and lists of all kinds of markers.
pub fn brackets(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let numbering = marker(random);
    print(content, random, page, numbering, Label::Brackets)
}

/// 「■ 今後の方向性」, and lists of all kinds of markers.
pub fn squares(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let numbering = marker(random);
    print(content, random, page, numbering, Label::Square)
}

/// Each line is a heading, as where a word processor's styles were taken at their word.
pub fn headings(content: &Content, random: &mut Random, page: &mut Page) -> Document {
    let numbering = *random.pick(&[Numbering::Plain, Numbering::Circled]);
    print(content, random, page, numbering, Label::Heading)
}

fn marker(random: &mut Random) -> Numbering {
    *random.pick(&[
        Numbering::Plain,
        Numbering::Dot,
        Numbering::WideDot,
        Numbering::Round,
        Numbering::WideRound,
        Numbering::Circled,
    ])
}

fn print(
    content: &Content,
    random: &mut Random,
    page: &mut Page,
    numbering: Numbering,
    label: Label,
) -> Document {
    let mut sheet = Sheet::new(content, random, page, Order::flat(numbering));
    sheet.title();
    let words = sheet.words;
    let name = sheet.name();
    let head = &content.head;
    sheet.tell_head(head.role, &head.name);
    value(&mut sheet, label, words.organisation, &name);
    value(&mut sheet, label, head.role, &head.name);
    value(&mut sheet, label, words.purpose, &content.purpose);
    sheet.truth.purpose = Some(content.purpose.clone());
    if label == Label::Colon {
        sheet.page.mark("\n");
    }
    if !content.policy_indicators.is_empty() && label != Label::Vertical {
        let bullet = *sheet.random.pick(&["・", "○", "○ "]);
        let policy = content.policy_indicators.iter();
        let policy: Vec<String> = policy.map(|name| format!("{bullet}{name}")).collect();
        list(&mut sheet, label, words.policy, &policy);
        sheet.truth.policy_indicators = content.policy_indicators.clone();
    }
    let goals: Vec<String> = (0..content.goals.len())
        .map(|goal| sheet.item(goal))
        .collect();
    list(&mut sheet, label, words.goals, &goals);
    let mut answers = sheet.answers();
    if content.judged && sheet.random.chance(0.4) {
        answers.insert(0, Answer::Mark);
    }
    for answer in answers {
        let name = sheet.label(answer);
        let all = sheet.answered(answer);
        list(&mut sheet, label, &name, &all);
    }
    for note in &content.notes {
        let note = sheet.note(note);
        line(&mut sheet, label, &note);
    }
    if label == Label::Heading {
        return sheet.done();
    }
    for remark in &content.remarks {
        sheet.page.mark("\n");
        sheet.heading(2, &remark.heading);
        sheet.paragraph(&remark.text);
        sheet.other(Some(&remark.heading), &remark.text);
    }
    sheet.done()
}

/// A label, and what ends its line.
fn name(sheet: &mut Sheet, label: Label, text: &str) {
    match label {
        Label::Vertical => {
            for character in text.chars() {
                sheet
                    .page
                    .say(character.encode_utf8(&mut [0; 4]))
                    .mark("\n");
            }
        }
        Label::Colon => {
            sheet.page.say(text).say("：").mark("\n");
        }
        Label::Brackets => {
            sheet.page.say("【").say(text).say("】").mark("\n");
        }
        Label::Square => {
            sheet.page.say("■ ");
            say_label(sheet.page, text, Labels::Plain);
            sheet.page.mark("\n");
        }
        Label::Heading => {
            sheet.page.mark("## ").say(text).mark("\n");
        }
    }
}

/// A label with a short value.
fn value(sheet: &mut Sheet, label: Label, text: &str, value: &str) {
    if label == Label::Colon {
        sheet.page.say(text).say("：").say(value).mark("\n");
        return;
    }
    name(sheet, label, text);
    line(sheet, label, value);
    if label != Label::Heading {
        sheet.page.mark("\n");
    }
}

/// A label with a list below.
fn list(sheet: &mut Sheet, label: Label, text: &str, items: &[String]) {
    name(sheet, label, text);
    if label == Label::Vertical {
        sheet.page.mark("\n");
    }
    for item in items {
        line(sheet, label, item);
    }
    if label != Label::Heading {
        sheet.page.mark("\n");
    }
}

fn line(sheet: &mut Sheet, label: Label, text: &str) {
    if label == Label::Heading {
        sheet.page.mark("### ");
    }
    sheet.page.say(text).mark("\n");
}
