//! Text twins of the table in `nagoya`: a PDF program printed all labels of a box first and all its values after them.

use super::{draft, nagoya};
use crate::content::{Content, Value};
use crate::paper::Page;
use crate::random::Random;
use crate::truth;

fn printed(value: Value) -> bool {
    value != Value::Blank
}

/// Every box of the twin has as many values as labels: one figure for each 施策, and no cell is blank.
pub fn ties(content: &Content) -> bool {
    content.goals.iter().all(|goal| {
        let [indicator] = goal.indicators.as_slice() else {
            return false;
        };
        let measured = matches!(indicator.actual, Value::Tenths(_))
            && matches!(indicator.target, Value::Tenths(_));
        printed(indicator.baseline)
            && printed(indicator.target)
            && (!content.judged || measured)
            && !goal.charge.is_empty()
    })
}

/// n lines of labels, then n lines of values, box by box: they are tied in their order. Before the year is judged the
/// box has no 実績値 and no 評価.
pub fn even(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    for mut measure in nagoya::measures(content, false) {
        measure.truth.group = None;
        if !content.judged {
            for (indicator, said) in measure
                .goal
                .indicators
                .iter()
                .zip(&mut measure.truth.indicators)
            {
                said.actual = None;
                said.unit = draft::gathered(indicator, &[indicator.baseline, indicator.target]);
            }
        }
        let cells = &measure.rows()[0];
        let columns = (0..7).filter(|column| content.judged || !(4..=5).contains(column));
        let columns: Vec<usize> = columns.collect();
        for column in &columns {
            draft::line(page, nagoya::LABELS[*column]);
        }
        page.mark("\n");
        for column in columns {
            draft::line(page, &cells[column]);
        }
        page.mark("\n");
        draft::other(&mut truth, "担当課", &measure.goal.charge);
        truth.goals.push(measure.truth);
    }
    draft::end(content, page, &mut truth);
    truth
}

/// Whether blank cells leave fewer values than one for each label.
pub fn does_not_tie(content: &Content) -> bool {
    content.goals.len() > 1 && !values(content).len().is_multiple_of(nagoya::LABELS.len())
}

/// The values as the twin has them: of the first figure of each 施策, without numbers, and nothing where a cell is blank.
fn values(content: &Content) -> Vec<String> {
    let mut all = Vec::new();
    for measure in nagoya::measures(content, false) {
        let mut cells = measure.rows().swap_remove(0);
        cells[0].clone_from(&measure.goal.text);
        all.extend(cells.into_iter().filter(|cell| !cell.is_empty()));
    }
    all
}

/// All labels once, then the values of all 施策; blank cells left no line. Which value belongs to which label cannot be
/// known any more, nor what is a goal: nothing is tied, and all values stay in `other`, as they are printed.
pub fn uneven(content: &Content, _: &mut Random, page: &mut Page) -> truth::Document {
    let mut truth = draft::begin(content, page);
    for label in nagoya::LABELS {
        draft::line(page, label);
    }
    page.mark("\n");
    let values = values(content);
    for value in &values {
        draft::line(page, value);
    }
    draft::other(&mut truth, "", &values.join("\n"));
    draft::end(content, page, &mut truth);
    truth
}

#[cfg(test)]
mod tests {
    use super::super::{sample, tests::print};
    use super::*;

    #[test]
    fn labels_stand_before_their_values() {
        let content = sample::full();
        assert!(ties(&content) && !ties(&sample::judged()));
        let (page, truth) = print(even, &content);
        assert!(page.source().contains(
            "\n施策\n成果指標\n現状値\n目標値\n実績値\n評価\n担当課\n\n1 見守りに加わる人を、町ごとに増やします。\n\
             加わった人\n10人\n20人\n21人\nA\n地域課\n\n施策\n"
        ));
        assert_eq!(truth.goals.len(), 4);
        assert_eq!(truth.goals[0].indicators[0].mark.as_ref().unwrap().raw, "A");
    }

    #[test]
    fn blank_cells_untie_the_rest() {
        let content = sample::judged();
        assert!(does_not_tie(&content));
        let (page, truth) = print(uneven, &content);
        assert!(page.source().contains("評価\n担当課\n\n見守りに"));
        assert!(truth.goals.is_empty());
        assert!(truth.other[0].text.ends_with("総務課"));
    }
}
