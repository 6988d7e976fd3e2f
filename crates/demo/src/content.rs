//! What a document says, before anybody prints it: the same content can be laid out in many ways.

/// What an organisation is in the city's order; named as in the registry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    City,
    Ward,
    Department,
    Section,
}

/// Who publishes a document.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct Publisher {
    pub id: String,
    pub name: String,
    pub kind: Kind,
}

/// What such documents are called in a year. The city changed it twice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Series {
    /// 区政運営方針 of wards, 運営方針 of the rest; to fiscal 2013.
    Policy,
    /// 区長マニフェスト, 部長マニフェスト …; fiscal 2014 to 2018.
    Manifesto,
    /// 組織目標; since fiscal 2019.
    Goals,
}

impl Series {
    /// The series of a fiscal year.
    #[must_use]
    pub fn of(year: u16) -> Self {
        match year {
            ..2014 => Self::Policy,
            2014..2019 => Self::Manifesto,
            2019.. => Self::Goals,
        }
    }
}

/// An edition other than the main one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Edition {
    /// 中間振り返り, of October.
    Midyear,
    /// Targets were lowered in the year.
    Revised,
}

/// Who heads the organisation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    /// 区長, 課長 …
    pub role: &'static str,
    /// Family and given name, with one space between.
    pub name: String,
}

/// What one document says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Content {
    pub publisher: Publisher,
    /// The name of the ward above, for a ward's section.
    pub ward: Option<String>,
    /// The Western fiscal year.
    pub year: u16,
    /// The year as this document prints it: 令和6年度, 平成31年度.
    pub year_label: String,
    pub edition: Option<Edition>,
    pub series: Series,
    pub head: Head,
    /// 組織の目的: one phrase or sentence.
    pub purpose: String,
    /// Names of city-wide indicators, without figures; often none.
    pub policy_indicators: Vec<String>,
    /// A sentence or two before the goals.
    pub preface: String,
    /// The pillars (柱) under which goals may stand, in order: 「安全なまち」. Goals stand in the pillars' order.
    pub pillars: Vec<String>,
    /// One to eight goals.
    pub goals: Vec<Goal>,
    /// Whether the year is over and judged: then goals have results, directions and standings.
    pub judged: bool,
    /// What a ※ note would say, without the ※; at most two.
    pub notes: Vec<String>,
    /// What stands under headings of its own: 主な行事, 予算のあらまし …
    pub remarks: Vec<Remark>,
}

impl Content {
    /// What such documents are called: 組織目標, 区長マニフェスト, 区政運営方針 …
    #[must_use]
    pub fn series_name(&self) -> String {
        match self.series {
            Series::Policy if self.publisher.kind == Kind::Ward => "区政運営方針".to_owned(),
            Series::Policy => "運営方針".to_owned(),
            Series::Manifesto => format!("{}マニフェスト", self.head.role),
            Series::Goals => "組織目標".to_owned(),
        }
    }

    /// The title as it is printed: 「令和6年度 潮路区 組織目標」.
    #[must_use]
    pub fn title(&self) -> String {
        let name = match &self.ward {
            Some(ward) => format!("{ward}{}", self.publisher.name),
            None => self.publisher.name.clone(),
        };
        format!("{} {name} {}", self.year_label, self.series_name())
    }
}

/// A section of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    pub heading: String,
    pub text: String,
}

/// One goal and all that can be said of it; a layout prints some of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Goal {
    /// Which goal this is through the years, for the truth about lineage.
    pub thread: u32,
    /// The place of its pillar in [`Content::pillars`].
    pub pillar: usize,
    /// The goal: one or two sentences that end with 「。」.
    pub text: String,
    /// How things stand (現状), why (要因), what is to be solved (課題): one sentence each.
    pub situation: String,
    pub cause: String,
    pub challenge: String,
    /// What was said of it in October.
    pub midyear: Option<String>,
    /// What came of it; none before the year is judged.
    pub result: Option<String>,
    /// Where it goes next; none before the year is judged.
    pub direction: Option<String>,
    /// What came of it in the year before, where it was a goal then.
    pub previous: Option<String>,
    /// How the city judged it; none before the year is judged.
    pub standing: Option<Standing>,
    /// None to three.
    pub indicators: Vec<Indicator>,
    /// The section in charge (担当課).
    pub charge: String,
}

/// How a goal was judged, before it becomes a mark on some scale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    Exceeded,
    Achieved,
    Partly,
    Missed,
    /// Cancelled or postponed: not judged.
    Cancelled,
}

/// A measured figure.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Indicator {
    pub name: String,
    /// 人, 件, ％ …
    pub unit: String,
    /// Whether more is better.
    pub more_is_better: bool,
    pub baseline: Value,
    pub target: Value,
    /// [`Value::Blank`] before the year is judged.
    pub actual: Value,
}

/// What stands in a cell for figures. The last three and a 0 are four different things.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Value {
    /// In tenths: 1234 is 123.4; whole numbers are printed without a decimal.
    Tenths(i64),
    /// 「-」
    Dash,
    /// 「N/A」
    NotAvailable,
    /// Nothing is printed.
    Blank,
}

/// Digits with thousands separated, of a figure in tenths: `1,234.5`.
#[must_use]
pub fn digits(tenths: i64) -> String {
    let whole = (tenths.abs() / 10).to_string();
    let mut text = if tenths < 0 {
        "-".to_owned()
    } else {
        String::new()
    };
    for (index, digit) in whole.chars().enumerate() {
        if index > 0 && (whole.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    if tenths % 10 != 0 {
        text.push('.');
        text += &(tenths.abs() % 10).to_string();
    }
    text
}
