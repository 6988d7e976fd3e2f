//! Forms, and the labels that they know.
#![allow(clippy::unwrap_used)]

use super::*;
use crate::config::TomlFile;

fn form() -> Form {
    let text = r#"
id = "mihon"
name = "見本"
[[label]]
field = "goals"
text = ["重点目標"]
[[label]]
field = "indicators.actual"
text = ["{年度}実績", "実績値"]
[[label]]
field = "purpose"
text = ["使命"]
years = "..2018"
[[label]]
field = "preface"
text = ["使命"]
years = "2019.."
[[scale]]
id = "mihon-abc"
name = "3段階"
[[scale.mark]]
text = ["A"]
[[scale.mark]]
text = ["－"]
"#;
    let file = TomlFile::parse("forms/mihon.toml", text).unwrap();
    let (form, ambiguous) = Form::new(file.decode().unwrap());
    assert_eq!(ambiguous, []);
    form
}

fn announced(text: &str, year: u16) -> Option<(Field, Option<u16>, Option<String>)> {
    let form = form();
    let label = LabelText::new(text);
    let found = form.label(&label, FiscalYear::from_western(year))?;
    Some((found.field, found.year, found.number))
}

#[test]
fn labels_have_years_and_numbers() {
    let actual = |year| Some((Field::IndicatorActual, year, None));
    assert_eq!(announced("令和5年度実績", 2024), actual(Some(2023)));
    assert_eq!(announced("Ｒ５ 実績", 2024), actual(Some(2023)));
    assert_eq!(announced("令和元年度実績※1", 2024), None, "two signs");
    assert_eq!(announced("2023年度実績", 2024), actual(Some(2023)));
    assert_eq!(announced("前年度実績", 2024), actual(Some(2023)));
    assert_eq!(announced("実績値", 2024), actual(None));
    let goals = |number: &str| Some((Field::Goals, None, Some(number.to_owned())));
    assert_eq!(announced("【重点目標１】", 2024), goals("1"));
    assert_eq!(announced("重点目標1-2", 2024), goals("1-2"));
    assert_eq!(
        announced("2 重点目標", 2024),
        Some((Field::Goals, None, None))
    );
    assert_eq!(announced("使命3", 2024), None);
}

#[test]
fn a_label_means_another_field_in_another_year() {
    assert_eq!(announced("使命", 2018).unwrap().0, Field::Purpose);
    assert_eq!(announced("使命", 2019).unwrap().0, Field::Preface);
}

#[test]
fn marks_know_their_scale() {
    let form = form();
    let scale = |mark| {
        let scale = form.scale_of(mark, FiscalYear::from_western(2024))?;
        Some(scale.id.clone())
    };
    assert_eq!(scale("Ａ").as_deref(), Some("mihon-abc"));
    assert_eq!(scale("-").as_deref(), Some("mihon-abc"));
    assert_eq!(scale("Z"), None);
}

proptest::proptest! {
    #[test]
    fn beginnings_pass_no_label_over(
        before in "[1-3１]{0,2}[ .、（【]{0,2}|ア |第1 |一 |令和5年度|R5|前年度|[ぁ-ん一-龠]",
        label in "(重点目標|実績値?|使命|実績)",
        after in "[0-9*※]{0,2}|[ぁ-ん]{0,2}",
    ) {
        let (form, text) = (form(), format!("{before}{label}{after}"));
        let label = LabelText::new(&text);
        let year = FiscalYear::from_western(2024);
        proptest::prop_assert_eq!(form.label(&label, year), form.look_up(&label, year), "{}", text);
    }
}
