//! Contents made by hand, for tests of layouts.

use crate::content::{
    Content, Edition, Goal, Head, Indicator, Kind, Publisher, Remark, Series, Standing, Value,
};

/// A ward's document of a year: three goals under two pillars, all that can be said of them.
pub fn ward(year: u16, year_label: &str, judged: bool) -> Content {
    Content {
        publisher: Publisher {
            id: "shioji".to_owned(),
            name: "潮路区".to_owned(),
            kind: Kind::Ward,
        },
        ward: None,
        year,
        year_label: year_label.to_owned(),
        edition: None,
        series: Series::of(year),
        head: Head {
            role: "区長",
            name: "見本 太郎".to_owned(),
        },
        purpose: "灯台の見える坂道を、だれもが安心して歩けるまちにします。".to_owned(),
        policy_indicators: vec![
            "まちを歩くのが好きな市民の割合".to_owned(),
            "近所に頼れる人がいる市民の割合".to_owned(),
        ],
        preface: "今年度は、次の目標に力を入れて取り組みます。".to_owned(),
        pillars: vec!["安全なまち".to_owned(), "にぎわうまち".to_owned()],
        goals: vec![
            goal(1, 0, judged, Standing::Achieved),
            goal(2, 0, judged, Standing::Partly),
            goal(3, 1, judged, Standing::Cancelled),
        ],
        judged,
        notes: vec!["指標の値は年度末のものです。".to_owned()],
        remarks: vec![Remark {
            heading: "主な行事".to_owned(),
            text: "五月に坂道を歩く会、十月に灯台の一般公開を行います。".to_owned(),
        }],
    }
}

/// A section's document with a single goal and nothing else.
pub fn section(year: u16, year_label: &str) -> Content {
    let mut content = ward(year, year_label, true);
    content.publisher = Publisher {
        id: "yuki-taisaku".to_owned(),
        name: "雪対策課".to_owned(),
        kind: Kind::Section,
    };
    content.ward = Some("潮路区".to_owned());
    content.head = Head {
        role: "課長",
        name: "仮名 花子".to_owned(),
    };
    content.policy_indicators.clear();
    content.pillars.clear();
    content.notes.clear();
    content.remarks.clear();
    content.goals.truncate(1);
    content.goals[0].previous = None;
    content.goals[0].midyear = None;
    content
}

/// One document for each thing that can differ: series, judged or not, October, a single goal, goals without figures.
pub fn all() -> Vec<Content> {
    let mut midyear = ward(2023, "令和5年度", false);
    midyear.edition = Some(Edition::Midyear);
    let mut wordy = ward(2024, "令和6年度", true);
    for goal in &mut wordy.goals {
        goal.indicators.clear();
    }
    vec![
        ward(2010, "平成22年度", true),
        ward(2013, "平成25年度", false),
        ward(2015, "平成27年度", true),
        ward(2018, "平成30年度", true),
        ward(2019, "平成31年度", true),
        ward(2024, "令和6年度", true),
        ward(2025, "2025年度", false),
        midyear,
        wordy,
        section(2009, "平成21年度"),
        section(2016, "平成28年度"),
        section(2022, "令和4年度"),
    ]
}

fn goal(thread: u32, pillar: usize, judged: bool, standing: Standing) -> Goal {
    let place = ["坂の上", "港", "浜"][thread as usize % 3];
    let value = |tenths| {
        if judged {
            Value::Tenths(tenths)
        } else {
            Value::Blank
        }
    };
    let cancelled = standing == Standing::Cancelled;
    let mut indicators = vec![Indicator {
        name: format!("{place}の集いに来た人"),
        unit: "人".to_owned(),
        more_is_better: true,
        baseline: Value::Tenths(11_800),
        target: Value::Tenths(15_000),
        actual: if cancelled {
            Value::Dash
        } else {
            value(16_240)
        },
    }];
    if thread == 2 {
        indicators.push(Indicator {
            name: format!("{place}の窓口での待ち時間"),
            unit: "分".to_owned(),
            more_is_better: false,
            baseline: Value::NotAvailable,
            target: Value::Tenths(125),
            actual: value(160),
        });
    }
    Goal {
        thread,
        pillar,
        text: format!("{place}の暮らしを支える集いを開き、顔の見える関係をつくります。"),
        situation: format!("{place}では、集まる場所が年ごとに減っています。"),
        cause: format!("{place}の担い手が少なくなりました。"),
        challenge: format!("{place}に通いやすい場所を設けることが課題です。"),
        midyear: (thread != 3).then(|| format!("{place}の会場を決め、案内を配りました。")),
        result: judged.then(|| format!("{place}の集いを12回開き、1,624人が訪れました。")),
        direction: judged.then(|| format!("{place}の集いを、来年度は夜にも開きます。")),
        previous: (thread == 1).then(|| format!("{place}の会場を三か所調べました。")),
        standing: judged.then_some(standing),
        indicators,
        charge: format!("{place}係"),
    }
}
