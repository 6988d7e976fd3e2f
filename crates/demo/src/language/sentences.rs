use super::lexicon::{Measure, Topic};
use crate::content::Standing;
use crate::random::Random;

/// How many ways there are to word a goal.
pub const WORDINGS: usize = 9;

/// What a goal talks about: the words chosen for it.
#[derive(Debug, Clone)]
pub struct Speech<'a> {
    pub topic: &'a Topic,
    pub aim: &'a str,
    /// What is done: one thing, or two.
    pub measures: Vec<&'a Measure>,
    pub partner: &'a str,
    pub people: &'a str,
    pub place: &'a str,
    pub town: &'a str,
    pub event: &'a str,
    pub noun: &'a str,
}

/// What becomes of a goal after this year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    Continues,
    Reworded,
    Splits,
    Merges,
    Ends,
}

impl Speech<'_> {
    /// The goal in one of [`WORDINGS`] wordings; `target` is the figure to be reached, with the indicator's name.
    pub fn goal(&self, wording: usize, target: Option<(&str, &str)>) -> String {
        let Self {
            aim,
            partner,
            people,
            place,
            town,
            event,
            noun,
            ..
        } = self;
        let first = self.measures[0];
        let (object, polite, stem) = (&first.object, first.verb.polite(), first.verb.stem());
        let joined = first.verb.joined();
        let mut text = match wording % WORDINGS {
            0 => format!("{aim}ため、{object}{polite}。"),
            1 => format!("{partner}と協力して{object}{stem}、{aim}ことを目指します。"),
            2 => format!("{people}に向けて{object}{polite}。{aim}ことにつなげます。"),
            3 => format!("{aim}ことを目指し、{partner}とともに{object}{polite}。"),
            4 => format!("{town}地区の{place}などで、{aim}ため、{object}{polite}。"),
            5 => format!("{object}{joined}、{people}の暮らしを支えます。"),
            6 => format!("「{town}{event}」などの機会を生かし、{object}{polite}。"),
            7 => format!("{noun}についての理解を広げながら、{object}{polite}。"),
            _ => format!("{object}{stem}、{people}とともに{aim}取組を進めます。"),
        };
        if let Some(second) = self.measures.get(1) {
            let (object, polite) = (&second.object, second.verb.polite());
            text += &match wording % 3 {
                0 => format!("あわせて、{object}{polite}。"),
                1 => format!("また、{people}の声を聴きながら、{object}{polite}。"),
                _ => format!("さらに、{object}{polite}。"),
            };
        }
        if let Some((name, figure)) = target {
            text += &match wording % 2 {
                0 => format!("「{name}」を{figure}にします。"),
                _ => format!("目標は、{name}{figure}です。"),
            };
        }
        text
    }

    /// What came of it.
    pub fn result(&self, standing: Standing, random: &mut Random) -> String {
        let Self {
            partner,
            people,
            town,
            event,
            ..
        } = self;
        let first = self.measures[0];
        let (object, past, failed) = (&first.object, first.verb.past(), first.verb.failed());
        let did = match random.below(6) {
            0 => format!("計画どおり{object}{past}。"),
            1 => format!("{partner}の協力を得て、{object}{past}。"),
            2 => format!("{town}地区から順に{object}{past}。"),
            3 => format!("{people}の意見を取り入れながら、{object}{past}。"),
            4 => format!("「{town}{event}」に合わせて{object}{past}。"),
            _ => format!("{object}{past}。"),
        };
        let reached = some(&self.topic.results, random);
        let missed = some(&self.topic.misses, random);
        match standing {
            Standing::Exceeded => {
                let more = some(&self.topic.results, random);
                if more == reached {
                    format!("{did}{reached}目標を上回る成果となりました。")
                } else {
                    format!("{did}{reached}{more}目標を上回る成果となりました。")
                }
            }
            Standing::Achieved => match self.measures.get(1) {
                Some(second) => {
                    format!(
                        "{did}{reached}あわせて、{}{}。",
                        second.object,
                        second.verb.past()
                    )
                }
                None => format!("{did}{reached}"),
            },
            Standing::Partly => format!("{did}{missed}一部は目標に届きませんでした。"),
            Standing::Missed => {
                let why = random.pick(&self.topic.causes);
                format!("十分には{object}{failed}。{missed}{why}")
            }
            Standing::Cancelled => {
                let why = random.pick(&[
                    "感染症の広がりを避けるため",
                    "大雨の影響により",
                    "会場の改修が延びたため",
                    "関係者との調整に時間を要したため",
                ]);
                let what = random.pick(&["中止しました", "翌年度に延期しました"]);
                format!("{why}、予定していた取組は{what}。")
            }
        }
    }

    /// What was said of it in October.
    pub fn midyear(&self, random: &mut Random) -> String {
        let first = self.measures[0];
        let (object, past) = (&first.object, first.verb.past());
        match random.below(5) {
            0 => format!("上半期は準備を進め、9月に{object}{past}。"),
            1 => format!(
                "{}との打合せを重ねています。下半期に本格化します。",
                self.partner
            ),
            2 => format!(
                "おおむね計画どおりです。{}",
                some(&self.topic.results, random)
            ),
            3 => format!("やや遅れています。{}", random.pick(&self.topic.causes)),
            _ => format!("9月末までに{object}{past}。引き続き取り組みます。"),
        }
    }

    /// Where it goes next.
    pub fn direction(&self, next: Next, standing: Standing, random: &mut Random) -> String {
        let first = self.measures[0];
        let (object, polite) = (&first.object, first.verb.polite());
        let topic = some(&self.topic.directions, random);
        match next {
            Next::Continues if standing == Standing::Missed => {
                format!("進め方を見直したうえで、改めて{object}{polite}。{topic}")
            }
            Next::Continues => match random.below(3) {
                0 => format!("引き続き{object}{polite}。{topic}"),
                1 => format!("来年度も{object}{polite}。"),
                _ => format!("{topic}引き続き、{}とともに取り組みます。", self.partner),
            },
            Next::Reworded => format!("{topic}来年度は、これまでの成果を踏まえて取組を広げます。"),
            Next::Splits => format!("来年度は取組を二つに分け、それぞれ進めます。{topic}"),
            Next::Merges => format!("来年度は関連する取組とまとめて進めます。{topic}"),
            Next::Ends if standing == Standing::Missed => {
                "事業の効果を検証した結果、今年度で終了し、ほかの手法を検討します。".to_owned()
            }
            Next::Ends => match random.below(3) {
                0 => "所期の目的を果たしたため、今年度で終了します。".to_owned(),
                1 => "今後は通常の業務の中で続けていきます。".to_owned(),
                _ => format!("{}の活動に引き継ぎます。", self.partner),
            },
        }
    }

    /// How things stand.
    pub fn situation(&self, random: &mut Random) -> String {
        match random.below(3) {
            0 => format!(
                "{}からは、{}についての相談が寄せられています。",
                self.people, self.noun
            ),
            _ => some(&self.topic.situations, random),
        }
    }
}

/// One of the sentences, with its number filled in.
fn some(sentences: &[String], random: &mut Random) -> String {
    let sentence = random.pick(sentences);
    if !sentence.contains("{n}") {
        return sentence.clone();
    }
    // Small numbers are more frequent than large ones, and large ones are rounder.
    let n = match random.below(10) {
        0..4 => random.between(3, 30),
        4..7 => random.between(31, 250),
        7..9 => random.between(26, 99) * 10,
        _ => random.between(10, 30) * 100,
    };
    sentence.replace("{n}", &number(n))
}

/// A whole number with thousands separated: 1,234
pub fn number(n: i64) -> String {
    if n < 1_000 {
        n.to_string()
    } else {
        format!("{},{:03}", n / 1_000, n % 1_000)
    }
}
