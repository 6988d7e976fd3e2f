//! The labels and marks of the demo city's own forms (`data/forms`), one set for each series of documents.

use super::facts::Scale;
use crate::content::{Content, Indicator, Series, Standing, Value};

/// What a form's labels are called.
#[derive(Debug)]
pub struct Words {
    /// The form's `series`.
    pub series: &'static str,
    pub organisation: &'static str,
    pub purpose: &'static str,
    pub policy: &'static str,
    pub preface: &'static str,
    pub pillar: &'static str,
    pub goals: &'static str,
    pub result: &'static str,
    pub direction: &'static str,
    pub midyear: &'static str,
    pub mark: &'static str,
    pub scale: &'static str,
    pub indicator: &'static str,
    pub baseline: &'static str,
    pub evaluation: &'static str,
    pub count: &'static str,
    pub achieved: &'static str,
    pub charge: &'static str,
}

/// Labels that are the same in all forms.
pub const UNIT: &str = "単位";
pub const TARGET: &str = "目標値";
pub const ACTUAL: &str = "実績値";
pub const SITUATION: &str = "現状";
pub const CAUSE: &str = "要因";
pub const CHALLENGE: &str = "課題";

const POLICY: Words = Words {
    series: "運営方針",
    organisation: "組織",
    purpose: "めざす姿",
    policy: "関連する市の指標",
    preface: "はじめに",
    pillar: "基本方針",
    goals: "重点取組",
    result: "取組の成果",
    direction: "次年度に向けて",
    midyear: "中間の状況",
    mark: "評価",
    scale: "評価の区分",
    indicator: "成果指標",
    baseline: "策定時",
    evaluation: "重点取組の状況",
    count: "取組数",
    achieved: "達成した数",
    charge: "担当課",
};

const MANIFESTO: Words = Words {
    series: "マニフェスト",
    organisation: "所属",
    purpose: "わたしたちの使命",
    policy: "つながる市の指標",
    preface: "はじめに",
    pillar: "柱",
    goals: "約束",
    result: "成果",
    direction: "これから",
    midyear: "中間報告",
    mark: "達成度",
    scale: "達成度の区分",
    indicator: "指標",
    baseline: "現状値",
    evaluation: "約束の達成状況",
    count: "約束の数",
    achieved: "達成した約束の数",
    charge: "担当",
};

const GOALS: Words = Words {
    series: "組織目標",
    organisation: "組織名",
    purpose: "組織の目的・方向性",
    policy: "(参考) 関連する総合計画における政策指標",
    preface: "はじめに",
    pillar: "柱",
    goals: "重点的に取り組む目標",
    result: "取組結果",
    direction: "今後の方向性",
    midyear: "中間振り返り",
    mark: "達成状況",
    scale: "達成状況の区分",
    indicator: "指標",
    baseline: "現状値",
    evaluation: "目標の達成状況",
    count: "目標数",
    achieved: "達成数",
    charge: "担当",
};

/// The labels of a series.
pub const fn words(series: Series) -> &'static Words {
    match series {
        Series::Policy => &POLICY,
        Series::Manifesto => &MANIFESTO,
        Series::Goals => &GOALS,
    }
}

/// The marks that the city used in a year. In fiscal 2017 a threshold of the manifestos was lowered.
pub const fn scale(series: Series, year: u16) -> Scale {
    match (series, year) {
        (Series::Policy, _) => Scale {
            id: "shionagi-policy",
            marks: ["◎", "○", "△", "×", "－"],
        },
        (Series::Manifesto, ..2017) => Scale {
            id: "shionagi-manifesto-2014",
            marks: ["A", "B", "C", "D", "-"],
        },
        (Series::Manifesto, _) => Scale {
            id: "shionagi-manifesto-2017",
            marks: ["A", "B", "C", "D", "-"],
        },
        (Series::Goals, _) => Scale {
            id: "shionagi-goals",
            marks: ["達成", "達成", "一部達成", "未達成", "-"],
        },
    }
}

/// What the page itself prints about its marks, where it does: a sentence for each, as in the form.
pub const fn definitions(series: Series, year: u16) -> [&'static str; 4] {
    match (series, year) {
        (Series::Policy, _) => [
            "◎：計画を上回る成果があった",
            "○：計画どおりの成果があった",
            "△：成果が計画に届かなかった",
            "×：成果がなかった",
        ],
        (Series::Manifesto, ..2017) => [
            "A：目標の110％以上",
            "B：目標の100％以上110％未満",
            "C：目標の80％以上100％未満",
            "D：目標の80％未満",
        ],
        (Series::Manifesto, _) => [
            "A：目標の110％以上",
            "B：目標の100％以上110％未満",
            "C：目標の70％以上100％未満",
            "D：目標の70％未満",
        ],
        (Series::Goals, _) => [
            "達成：目標値に達した、または予定した取組をすべて終えた",
            "一部達成：目標値の8割以上、または取組の一部を終えた",
            "未達成：目標値の8割未満、または取組を終えていない",
            "-：中止または延期のため評価しない",
        ],
    }
}

/// How a single indicator of a manifesto was judged: by its figures alone, as the scale of the year says. None where
/// there is no actual figure.
pub fn standing(indicator: &Indicator, year: u16) -> Option<Standing> {
    let (Value::Tenths(target), Value::Tenths(actual)) = (indicator.target, indicator.actual)
    else {
        return None;
    };
    let (reached, wanted) = if indicator.more_is_better {
        (actual, target)
    } else {
        (target, actual)
    };
    // A rate has no sense against nothing.
    if wanted <= 0 {
        return Some(if reached >= wanted {
            Standing::Achieved
        } else {
            Standing::Missed
        });
    }
    let partly = if year < 2017 { 80 } else { 70 };
    Some(match reached * 100 / wanted {
        110.. => Standing::Exceeded,
        100.. => Standing::Achieved,
        rate if rate >= partly => Standing::Partly,
        _ => Standing::Missed,
    })
}

/// A fiscal year in the manner in which the document prints its own: 令和5年度, or 2023年度.
pub fn year_label(content: &Content, year: u16) -> String {
    if year == content.year {
        return content.year_label.clone();
    }
    if content
        .year_label
        .starts_with(|first: char| first.is_ascii_digit())
    {
        return format!("{year}年度");
    }
    match year {
        2019 => "令和元年度".to_owned(),
        2020.. => format!("令和{}年度", year - 2018),
        _ => format!("平成{}年度", year - 1988),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FORMS: [&str; 3] = [
        include_str!("../../data/forms/shionagi-policy.toml"),
        include_str!("../../data/forms/shionagi-manifesto.toml"),
        include_str!("../../data/forms/shionagi-goals.toml"),
    ];

    fn forms() -> Vec<toml::Table> {
        FORMS
            .iter()
            .map(|form| form.parse().expect("a form is TOML"))
            .collect()
    }

    #[test]
    fn labels_stand_in_the_forms() {
        for (series, form) in [Series::Policy, Series::Manifesto, Series::Goals]
            .into_iter()
            .zip(forms())
        {
            let words = words(series);
            assert_eq!(form["series"].as_str(), Some(words.series));
            let labels: Vec<&str> = form["label"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|label| label["text"].as_array().unwrap())
                .map(|text| text.as_str().unwrap())
                .collect();
            for label in [
                words.organisation,
                words.purpose,
                words.policy,
                words.preface,
                words.pillar,
                words.goals,
                words.result,
                words.direction,
                words.midyear,
                words.mark,
                words.scale,
                words.indicator,
                words.baseline,
                words.evaluation,
                words.count,
                words.achieved,
                words.charge,
                UNIT,
                TARGET,
                ACTUAL,
                SITUATION,
                CAUSE,
                CHALLENGE,
            ] {
                assert!(labels.contains(&label), "{label} in {}", words.series);
            }
        }
    }

    #[test]
    fn marks_and_definitions_are_the_forms() {
        for year in 2006..=2025 {
            let series = Series::of(year);
            let wanted = scale(series, year);
            let form = &forms()[series as usize];
            let scale = form["scale"]
                .as_array()
                .unwrap()
                .iter()
                .find(|scale| scale["id"].as_str() == Some(wanted.id))
                .unwrap();
            let mut printed = definitions(series, year).into_iter();
            for mark in scale["mark"].as_array().unwrap() {
                let text = mark["text"][0].as_str().unwrap();
                assert!(wanted.marks.contains(&text), "{text}");
                if let Some(definition) = printed.next() {
                    assert_eq!(
                        definition,
                        format!("{text}：{}", mark["meaning"].as_str().unwrap())
                    );
                }
            }
        }
    }

    #[test]
    fn indicators_are_judged_by_their_figures() {
        let mut indicator = Indicator {
            name: "待ち時間".to_owned(),
            unit: "分".to_owned(),
            more_is_better: false,
            baseline: Value::Tenths(200),
            target: Value::Tenths(100),
            actual: Value::Tenths(130),
        };
        assert_eq!(standing(&indicator, 2016), Some(Standing::Missed));
        assert_eq!(standing(&indicator, 2017), Some(Standing::Partly));
        indicator.actual = Value::Blank;
        assert_eq!(standing(&indicator, 2017), None);
        indicator.actual = Value::Tenths(0);
        assert_eq!(standing(&indicator, 2017), Some(Standing::Achieved));
    }
}
