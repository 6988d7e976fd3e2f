//! As Suita judges: 達成, 一部達成 or 未達成, in a sheet of lines with colons for each 具体的目標; also as a Markdown export that
//! escapes every sign, and as OCR that lost kana in labels. Form: `shionagi-gutai`.

use super::draft;
use crate::content::{Content, Goal};
use crate::paper::Page;
use crate::paper::facts::Scale;
use crate::random::Random;
use crate::truth;

const SCALE: Scale = Scale {
    id: "shionagi-gutai-3",
    marks: ["達成", "達成", "一部達成", "未達成", "－"],
};

/// A goal's lines: the label and what follows.
fn lines(goal: &Goal, number: usize, year_over: bool) -> (Vec<(String, String)>, truth::Goal) {
    let mut told = draft::goal(goal, &number.to_string(), None);
    let mut lines = vec![(format!("具体的目標{number}"), goal.text.clone())];
    let mut push = |label: &str, text: &str| lines.push((label.to_owned(), text.to_owned()));
    for indicator in &goal.indicators {
        let mut said = draft::indicator(indicator);
        push("測るもの", &indicator.name);
        push("年度当初", draft::text(said.baseline.as_ref()));
        push("到達点", draft::text(said.target.as_ref()));
        if year_over {
            push("年度末", draft::text(said.actual.as_ref()));
        } else {
            said.actual = None;
            said.unit = draft::gathered(indicator, &[indicator.baseline, indicator.target]);
        }
        told.indicators.push(said);
    }
    if let Some(midyear) = draft::midyear(goal) {
        push("上半期の進み具合", &midyear.text);
        told.reviews.push(midyear);
    }
    if let Some(result) = &goal.result {
        push("実施した内容", result);
        told.result = Some(result.clone());
    }
    if let Some(mark) = draft::mark(&SCALE, goal.standing) {
        push("達成の区分", &mark.raw);
        told.mark = Some(mark);
    }
    if let Some(direction) = &goal.direction {
        push("翌年度への課題", direction);
        told.direction = Some(direction.clone());
    }
    (lines, told)
}

/// What stands above the goals.
fn preamble(content: &Content, truth: &mut truth::Document) -> Vec<(String, String)> {
    truth.purpose = draft::told(&content.purpose);
    vec![("部署の使命".to_owned(), content.purpose.clone())]
}

/// Lines with colons.
pub fn colons(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    sheet(content, page, ["", "："])
}

/// Lines that begin with their label in brackets.
pub fn brackets(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    sheet(content, page, ["【", "】"])
}

fn sheet(content: &Content, page: &mut Page, signs: [&str; 2]) -> truth::Document {
    let mut truth = draft::begin(content, page);
    let print = |page: &mut Page, lines: Vec<(String, String)>| {
        for (label, text) in lines {
            page.say(signs[0]).say(&label).say(signs[1]).say(&text);
            page.mark("\n\n");
        }
    };
    print(page, preamble(content, &mut truth));
    for (place, goal) in content.goals.iter().enumerate() {
        let (lines, told) = lines(goal, place + 1, content.judged);
        print(page, lines);
        truth.goals.push(told);
    }
    draft::end(content, page, &mut truth);
    truth
}

/// What stands below a heading with an ampersand: signs that Markdown would take for its own.
const ANSWER: &str = "数値は、[参考]の欄を除き、1-2月の速報値(*)によります。";

/// Words as a converter to Markdown writes them: a backslash before every sign that could mean something.
fn escaped(page: &mut Page, words: &str) {
    for character in words.chars() {
        if character == '&' {
            page.say("&").mark("amp;");
            continue;
        }
        if "-*_#+.![]()<>`~|\\".contains(character) {
            page.mark("\\");
        }
        page.say(character.encode_utf8(&mut [0; 4]));
    }
}

/// A word processor's export to Markdown, with `\-`, `\*`, `&amp;` and labels in `**`.
pub fn escapes(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = crate::paper::facts::untold(content);
    page.mark("# ");
    escaped(page, &content.title());
    page.mark("\n\n");
    let print = |page: &mut Page, lines: Vec<(String, String)>| {
        for (label, text) in lines {
            page.mark("**");
            escaped(page, &format!("{label}："));
            page.mark("** ");
            escaped(page, &text);
            page.mark("\n\n");
        }
    };
    print(page, preamble(content, &mut truth));
    for (place, goal) in content.goals.iter().enumerate() {
        let (lines, told) = lines(goal, place + 1, content.judged);
        print(page, lines);
        truth.goals.push(told);
    }
    for note in &content.notes {
        escaped(page, &format!("※ {note}"));
        page.mark("\n\n");
        truth.notes.push(format!("※ {note}"));
    }
    page.mark("## ");
    escaped(page, "よくある質問 (Q&A)");
    page.mark("\n\n");
    escaped(page, ANSWER);
    page.mark("\n");
    draft::other(&mut truth, "よくある質問 (Q&A)", ANSWER);
    truth
}

/// How OCR leaves labels in which it lost kana: a blank where each of them was, and a human still knows the label.
fn lost(label: &str) -> String {
    let worn = [
        ("測るもの", "測る の"),
        ("上半期の進み具合", "上半期 進み具合"),
        ("実施した内容", "実施 た内容"),
        ("達成の区分", "達成 区分"),
        ("翌年度への課題", "翌年度へ 課題"),
        ("部署の使命", "部署 使命"),
    ];
    let found = worn.iter().find(|(whole, _)| *whole == label);
    found.map_or(label, |(_, worn)| worn).to_owned()
}

/// Rows with tabs whose labels lost kana.
pub fn lost_kana(content: &Content, random: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    let mut print = |page: &mut Page, lines: Vec<(String, String)>| {
        for (label, text) in lines {
            let label = if random.chance(0.4) {
                lost(&label)
            } else {
                label
            };
            draft::row(page, &[&label, &text]);
        }
    };
    print(page, preamble(content, &mut truth));
    for (place, goal) in content.goals.iter().enumerate() {
        let (lines, told) = lines(goal, place + 1, content.judged);
        print(page, lines);
        truth.goals.push(told);
    }
    draft::end(content, page, &mut truth);
    truth
}

#[cfg(test)]
mod tests {
    use super::super::{sample, tests::print};
    use super::*;

    #[test]
    fn labels_stand_before_colons_or_in_brackets() {
        let (page, truth) = print(colons, &sample::judged());
        let source = page.source();
        assert!(source.contains("達成の区分：一部達成\n\n翌年度への課題：雪かきを"));
        assert!(source.contains("年度当初：\n\n到達点：12回\n\n年度末：N/A\n"));
        let figure = truth.goals[3].indicators[0].baseline.as_ref().unwrap();
        assert_eq!((figure.text.as_str(), figure.value), ("", None));
        assert_eq!(truth.goals[1].mark.as_ref().unwrap().raw, "一部達成");
        let (page, truth) = print(brackets, &sample::judged());
        assert!(page.source().contains("\n【達成の区分】一部達成\n"));
        assert_eq!(truth, print(colons, &sample::judged()).1);
    }

    #[test]
    fn signs_are_escaped() {
        let (page, truth) = print(escapes, &sample::judged());
        assert!(
            page.source()
                .contains("**年度当初：** \\-\n\n**到達点：** 46\\.5％\n")
        );
        assert!(
            page.source()
                .contains("## よくある質問 \\(Q&amp;A\\)\n\n数値は、")
        );
        assert!(page.source().contains("値は、\\[参考\\]の"));
        assert_eq!(
            truth.goals[1].indicators[0].baseline.as_ref().unwrap().text,
            "-"
        );
    }

    #[test]
    fn labels_lose_kana_and_keep_their_meaning() {
        let (page, truth) = print(lost_kana, &sample::judged());
        assert!(page.source().contains("達成 区分\t") || page.source().contains("測る の\t"));
        assert_eq!(truth.goals, print(colons, &sample::judged()).1.goals);
    }
}
