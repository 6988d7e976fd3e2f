//! Several posts in one document, as one page for a ward and sections of it: each post begins with its name, and the
//! numbers of its goals begin again. Form: `shionagi-busho`.

use super::draft;
use crate::content::{Content, Goal};
use crate::paper::Page;
use crate::random::Random;
use crate::truth;

/// The goals divided into posts, two or three, each named as what its first goal is the charge of.
fn posts(content: &Content) -> Vec<(&str, &[Goal])> {
    let count = if content.goals.len() < 5 { 2 } else { 3 };
    let size = content.goals.len().div_ceil(count).max(1);
    let posts = content.goals.chunks(size);
    posts.map(|goals| (&*goals[0].charge, goals)).collect()
}

/// Whether the posts have different names.
pub fn fits(content: &Content) -> bool {
    let posts = posts(content);
    let names = posts.iter().enumerate();
    posts.len() > 1
        && names.into_iter().all(|(place, (name, _))| {
            !name.is_empty() && posts[..place].iter().all(|(other, _)| other != name)
        })
}

/// The truth about a goal of the post at this place.
fn told(goal: &Goal, place: usize, number: usize, post: &str) -> truth::Goal {
    let mut told = draft::goal(goal, &number.to_string(), Some(post.to_owned()));
    told.id = format!("{}-{number}", place + 1);
    told.result = goal.result.clone();
    told.direction = goal.direction.clone();
    told
}

/// Rows with tabs; the posts follow one another.
pub fn rows(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    for (place, (post, goals)) in posts(content).into_iter().enumerate() {
        draft::row(page, &["担当部署", post]);
        for (below, goal) in goals.iter().enumerate() {
            draft::row(page, &[&format!("運営目標{}", below + 1), &goal.text]);
            draft::row(page, &["主な実績", draft::words(goal.result.as_ref())]);
            draft::row(page, &["次期の方針", draft::words(goal.direction.as_ref())]);
            truth.goals.push(told(goal, place, below + 1, post));
        }
        page.mark("\n");
    }
    draft::end(content, page, &mut truth);
    truth
}

/// A web page with a table for each post, its goals in rows.
pub fn tables(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin_html(content, page);
    for (place, (post, goals)) in posts(content).into_iter().enumerate() {
        page.mark("<table>\n<tr>");
        draft::inline(page, "th", "担当部署");
        draft::inline(page, "td colspan=\"2\"", post);
        page.mark("</tr>\n<tr>");
        for label in ["運営目標", "主な実績", "次期の方針"] {
            draft::inline(page, "th", label);
        }
        page.mark("</tr>\n");
        for (below, goal) in goals.iter().enumerate() {
            page.mark("<tr>");
            draft::inline(page, "td", &format!("{} {}", below + 1, goal.text));
            draft::inline(page, "td", draft::words(goal.result.as_ref()));
            draft::inline(page, "td", draft::words(goal.direction.as_ref()));
            page.mark("</tr>\n");
            truth.goals.push(told(goal, place, below + 1, post));
        }
        page.mark("</table>\n");
    }
    draft::end_html(content, page, &mut truth);
    truth
}

#[cfg(test)]
mod tests {
    use super::super::{sample, tests::print};
    use super::*;

    #[test]
    fn numbers_begin_again_with_each_post() {
        assert!(fits(&sample::judged()) && !fits(&sample::single()));
        for layout in [rows, tables] {
            let truth = print(layout, &sample::judged()).1;
            let ids: Vec<&str> = truth.goals.iter().map(|goal| &*goal.id).collect();
            assert_eq!(ids, ["1-1", "1-2", "2-1", "2-2"]);
            assert_eq!(truth.goals[2].group.as_deref(), Some("港湾課"));
            assert_eq!(truth.goals[2].number.as_deref(), Some("1"));
        }
    }

    #[test]
    fn a_post_begins_with_its_name() {
        let (page, _) = print(rows, &sample::judged());
        assert!(
            page.source()
                .contains("\n\n担当部署\t港湾課\n運営目標1\t港の清掃")
        );
        let (page, _) = print(tables, &sample::judged());
        assert!(page.source().contains(
            "<th>担当部署</th><td colspan=\"2\">港湾課</td></tr>\n<tr><th>運営目標</th>"
        ));
    }

    #[test]
    fn names_must_differ() {
        let mut content = sample::judged();
        content.goals[2].charge = "地域課".to_owned();
        assert!(!fits(&content));
    }
}
