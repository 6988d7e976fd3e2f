//! What a printed mark says: what its scale says of it, and without a scale only what nobody can mistake.

use crate::config::{Form, fold_mark};
use crate::model::{Mark, MarkStatus};

/// What is known of a goal by its mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Outcome {
    /// Reached.
    Achieved,
    /// Not reached.
    Missed,
    /// Given up, put off or replaced.
    Stopped,
    /// Not judged yet.
    Pending,
    /// The mark does not say it, or not clearly.
    Unknown,
}

impl From<MarkStatus> for Outcome {
    fn from(status: MarkStatus) -> Self {
        match status {
            MarkStatus::Achieved => Self::Achieved,
            MarkStatus::Missed => Self::Missed,
            MarkStatus::Stopped => Self::Stopped,
            MarkStatus::Pending => Self::Pending,
        }
    }
}

/// Words that mean one thing in every city. 「一部達成」「順調」 and the like are none of them: what they mean is for a
/// scale to say.
const PLAIN_WORDS: [(&str, Outcome); 18] = [
    ("達成", Outcome::Achieved),
    ("目標達成", Outcome::Achieved),
    ("達成済", Outcome::Achieved),
    ("達成済み", Outcome::Achieved),
    ("未達成", Outcome::Missed),
    ("未達", Outcome::Missed),
    ("目標未達成", Outcome::Missed),
    ("達成できず", Outcome::Missed),
    ("達成できなかった", Outcome::Missed),
    ("中止", Outcome::Stopped),
    ("延期", Outcome::Stopped),
    ("中止・延期", Outcome::Stopped),
    ("取りやめ", Outcome::Stopped),
    ("取り止め", Outcome::Stopped),
    ("目標変更", Outcome::Stopped),
    ("評価前", Outcome::Pending),
    ("評価待ち", Outcome::Pending),
    ("未評価", Outcome::Pending),
];

/// What a mark says.
#[must_use]
pub fn outcome_of(mark: &Mark, forms: &[Form]) -> Outcome {
    let status = match &mark.scale {
        Some(id) => {
            let mut scales = forms.iter().flat_map(|form| &form.scales);
            let scale = scales.find(|scale| scale.id == *id);
            let entry = scale.and_then(|scale| scale.entry_meant_by(&mark.raw));
            let said = entry.and_then(|entry| entry.status).map(Outcome::from);
            // Where the scale does not say, the words themselves may.
            said.or_else(|| plain(&mark.raw))
        }
        None => plain(&mark.raw),
    };
    status.unwrap_or(Outcome::Unknown)
}

fn plain(printed: &str) -> Option<Outcome> {
    let folded = fold_mark(printed);
    let bare = folded.trim_matches(['「', '」', '【', '】', '[', ']', '(', ')', '。']);
    let known = PLAIN_WORDS.iter().find(|(word, _)| *word == bare);
    known.map(|(_, outcome)| *outcome)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn mark(raw: &str, scale: Option<&str>) -> Mark {
        Mark {
            raw: raw.to_owned(),
            scale: scale.map(str::to_owned),
        }
    }

    #[test]
    fn without_a_scale_only_plain_words_say_something() {
        for (raw, outcome) in [
            ("達成", Outcome::Achieved),
            (" 未 達成 ", Outcome::Missed),
            ("【中止】", Outcome::Stopped),
            ("評価前", Outcome::Pending),
            ("一部達成", Outcome::Unknown),
            ("達成に向けて努力した", Outcome::Unknown),
            ("ほぼ達成", Outcome::Unknown),
            ("D", Outcome::Unknown),
            ("-", Outcome::Unknown),
            ("", Outcome::Unknown),
        ] {
            assert_eq!(outcome_of(&mark(raw, None), &[]), outcome, "{raw}");
        }
    }

    #[test]
    fn a_scale_says_what_its_marks_mean() {
        let file = toml::from_str(
            "id = \"mihon\"\nname = \"見本\"\n[[label]]\nfield = \"goals\"\ntext = [\"目標\"]\n\
             [[scale]]\nid = \"mihon-abc\"\nname = \"ABC\"\n\
             [[scale.mark]]\ntext = [\"A\"]\nstatus = \"achieved\"\n\
             [[scale.mark]]\ntext = [\"達成\"]\n\
             [[scale.mark]]\ntext = [\"-\"]\nstatus = \"stopped\"\n",
        );
        let (form, _) = Form::new(file.unwrap());
        let forms = [form];
        let said = |raw| outcome_of(&mark(raw, Some("mihon-abc")), &forms);
        assert_eq!(said("Ａ（計画以上）"), Outcome::Achieved);
        assert_eq!(said("－"), Outcome::Stopped);
        assert_eq!(said("達成"), Outcome::Achieved, "the word says it");
        let other = |raw| outcome_of(&mark(raw, Some("other")), &forms);
        assert_eq!(
            (other("未達成"), other("A")),
            (Outcome::Missed, Outcome::Unknown)
        );
    }
}
