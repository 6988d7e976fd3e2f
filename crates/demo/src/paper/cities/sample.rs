//! Contents made by hand for trying layouts.

use crate::content::{
    Content, Edition, Goal, Head, Indicator, Kind, Publisher, Remark, Series, Standing, Value,
};

/// An indicator with three figures.
pub fn indicator(name: &str, unit: &str, up: bool, figures: [Value; 3]) -> Indicator {
    let [baseline, target, actual] = figures;
    Indicator {
        name: name.to_owned(),
        unit: unit.to_owned(),
        more_is_better: up,
        baseline,
        target,
        actual,
    }
}

fn goal(index: u32, pillar: usize, standing: Standing, indicators: Vec<Indicator>) -> Goal {
    let what = ["見守り", "雪かき", "港の清掃", "窓口の案内"][index as usize % 4];
    let charge = ["地域課", "地域課", "港湾課", "総務課"][index as usize % 4];
    Goal {
        thread: index,
        pillar,
        text: format!("{what}に加わる人を、町ごとに増やします。"),
        situation: format!("{what}の担い手は、年ごとに減っています。"),
        cause: format!("{what}の日を知らない人が多いためです。"),
        challenge: format!("{what}を知らせる機会を増やすことが課題です。"),
        midyear: (index != 1).then(|| format!("{what}の説明会を、二度開きました。")),
        result: Some(format!("{what}に加わる人が、三つの町で増えました。")),
        direction: Some(format!("{what}を、となりの町にも広げます。")),
        previous: (index != 2).then(|| format!("{what}の班を、一つ増やしました。")),
        standing: Some(standing),
        indicators,
        charge: charge.to_owned(),
    }
}

/// A judged year of a ward: two pillars, four goals, all four states of figures.
pub fn judged() -> Content {
    use Value::{Blank, Dash, NotAvailable, Tenths};
    Content {
        publisher: Publisher {
            id: "shioji".to_owned(),
            name: "潮路区".to_owned(),
            kind: Kind::Ward,
        },
        ward: None,
        year: 2024,
        year_label: "令和6年度".to_owned(),
        edition: None,
        series: Series::Goals,
        head: Head {
            role: "区長",
            name: "見本 太郎".to_owned(),
        },
        purpose: "だれもが声をかけ合えるまちをつくります。".to_owned(),
        policy_indicators: vec!["安心して暮らせると感じる市民の割合".to_owned()],
        preface: "区民の皆さんとともに、次のことに取り組みます。".to_owned(),
        pillars: vec!["安全なまち".to_owned(), "海とともに生きるまち".to_owned()],
        goals: vec![
            goal(
                0,
                0,
                Standing::Achieved,
                vec![
                    indicator(
                        "見守りに加わった人",
                        "人",
                        true,
                        [Tenths(12_000), Tenths(15_000), Tenths(16_200)],
                    ),
                    indicator(
                        "苦情の件数",
                        "件",
                        false,
                        [Tenths(3400), Tenths(3000), Tenths(0)],
                    ),
                ],
            ),
            goal(
                1,
                0,
                Standing::Partly,
                vec![indicator(
                    "満足している人の割合",
                    "％",
                    true,
                    [Dash, Tenths(465), Tenths(401)],
                )],
            ),
            goal(2, 1, Standing::Missed, Vec::new()),
            goal(
                3,
                1,
                Standing::Cancelled,
                vec![indicator(
                    "案内の回数",
                    "回",
                    true,
                    [Blank, Tenths(120), NotAvailable],
                )],
            ),
        ],
        judged: true,
        notes: vec!["数は年度末のものです。".to_owned()],
        remarks: vec![Remark {
            heading: "主な行事".to_owned(),
            text: "秋に潮まつりを開きます。".to_owned(),
        }],
    }
}

/// The same before the year is over.
pub fn open() -> Content {
    let mut content = judged();
    content.judged = false;
    content.edition = Some(Edition::Midyear);
    for goal in &mut content.goals {
        goal.result = None;
        goal.direction = None;
        goal.standing = None;
        for indicator in &mut goal.indicators {
            indicator.actual = Value::Blank;
        }
    }
    content
}

/// One goal without a pillar, of a ward's section, in the oldest series.
pub fn single() -> Content {
    let mut content = judged();
    content.publisher = Publisher {
        id: "shioji-chiiki".to_owned(),
        name: "地域課".to_owned(),
        kind: Kind::Section,
    };
    content.ward = Some("潮路区".to_owned());
    content.year = 2012;
    content.year_label = "平成24年度".to_owned();
    content.series = Series::Policy;
    content.head.role = "課長";
    content.pillars.clear();
    content.goals.truncate(1);
    content.notes.clear();
    content.remarks.clear();
    content.policy_indicators.clear();
    content
}

/// Each goal under a pillar of its own, each with one indicator and no cell blank.
pub fn full() -> Content {
    let mut content = judged();
    content.year = 2019;
    content.year_label = "令和元年度".to_owned();
    content.pillars = ["安全なまち", "海のまち", "育つまち", "話せるまち"]
        .map(str::to_owned)
        .to_vec();
    for (index, goal) in content.goals.iter_mut().enumerate() {
        goal.pillar = index;
        goal.charge = ["地域課", "福祉課", "港湾課", "総務課"][index].to_owned();
        goal.indicators = vec![indicator(
            ["加わった人", "班の数", "清掃の回数", "案内の回数"][index],
            ["人", "班", "回", "回"][index],
            true,
            [
                Value::Tenths(100),
                Value::Tenths(200),
                Value::Tenths(210 - index as i64 * 60),
            ],
        )];
    }
    content
}

/// Eight goals, four under each pillar; the first has three figures.
pub fn eight() -> Content {
    let mut content = judged();
    content.year = 2016;
    content.year_label = "平成28年度".to_owned();
    content.series = Series::Manifesto;
    content.goals.extend(judged().goals);
    for (index, goal) in content.goals.iter_mut().enumerate() {
        goal.thread = index as u32;
        goal.pillar = index / 4;
        goal.text = format!("{}その{}です。", goal.text, index + 1);
        goal.charge = format!("第{}係", index + 1);
    }
    let third = content.goals[1].indicators[0].clone();
    content.goals[0].indicators.push(third);
    content
}

/// All samples.
pub fn all() -> Vec<Content> {
    vec![judged(), open(), single(), full(), eight()]
}
