/// A verb in its dictionary form, to be conjugated.
///
/// The words of the topics come from a list without irregular verbs other than する.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Verb {
    /// What stays in all forms.
    stem: String,
    class: Class,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// 実施する
    Suru,
    /// 広げる
    Ichidan,
    /// 配る, 増やす: with its last kana.
    Godan(Row),
}

/// The kana of a godan verb's endings: 増やさ・増やし・増やす・増やせ, and how it is joined with て and た.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Row {
    plain: char,
    polite: char,
    potential: char,
    joined: &'static str,
    voiced: bool,
}

const ROWS: [Row; 9] = [
    row('う', 'い', 'え', "っ", false),
    row('く', 'き', 'け', "い", false),
    row('ぐ', 'ぎ', 'げ', "い", true),
    row('す', 'し', 'せ', "し", false),
    row('つ', 'ち', 'て', "っ", false),
    row('ぬ', 'に', 'ね', "ん", true),
    row('ぶ', 'び', 'べ', "ん", true),
    row('む', 'み', 'め', "ん", true),
    row('る', 'り', 'れ', "っ", false),
];

const fn row(
    plain: char,
    polite: char,
    potential: char,
    joined: &'static str,
    voiced: bool,
) -> Row {
    Row {
        plain,
        polite,
        potential,
        joined,
        voiced,
    }
}

/// Kana of the い and え rows: before る they belong to an ichidan verb.
const FRONT: &str = "いきぎしじちにひびみりえけげせぜてでねへべめれ";

impl Verb {
    /// The verb with this dictionary form, or none where it does not end as verbs do.
    pub fn new(dictionary: &str) -> Option<Self> {
        if let Some(stem) = dictionary.strip_suffix("する") {
            return Some(Self {
                stem: stem.to_owned(),
                class: Class::Suru,
            });
        }
        let last = dictionary.chars().next_back()?;
        let stem = dictionary.strip_suffix(last)?.to_owned();
        let class = if last == 'る' && stem.ends_with(|c| FRONT.contains(c)) {
            Class::Ichidan
        } else {
            Class::Godan(*ROWS.iter().find(|row| row.plain == last)?)
        };
        Some(Self { stem, class })
    }

    /// 広げ, 配り, 実施し: what stands before ます, and before a comma.
    pub fn stem(&self) -> String {
        match self.class {
            Class::Suru => format!("{}し", self.stem),
            Class::Ichidan => self.stem.clone(),
            Class::Godan(row) => format!("{}{}", self.stem, row.polite),
        }
    }

    /// 広げます
    pub fn polite(&self) -> String {
        self.stem() + "ます"
    }

    /// 広げました
    pub fn past(&self) -> String {
        self.stem() + "ました"
    }

    /// 広げて, 配って
    pub fn joined(&self) -> String {
        match self.class {
            Class::Suru => format!("{}して", self.stem),
            Class::Ichidan => format!("{}て", self.stem),
            Class::Godan(row) => {
                let te = if row.voiced { "で" } else { "て" };
                format!("{}{}{te}", self.stem, row.joined)
            }
        }
    }

    /// 広げられませんでした, 実施できませんでした
    pub fn failed(&self) -> String {
        match self.class {
            Class::Suru => format!("{}できませんでした", self.stem),
            Class::Ichidan => format!("{}られませんでした", self.stem),
            Class::Godan(row) => format!("{}{}ませんでした", self.stem, row.potential),
        }
    }

    /// 広げる: the dictionary form.
    #[cfg(test)]
    pub fn plain(&self) -> String {
        match self.class {
            Class::Suru => format!("{}する", self.stem),
            Class::Ichidan => format!("{}る", self.stem),
            Class::Godan(row) => format!("{}{}", self.stem, row.plain),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_conjugate() {
        let all = |dictionary: &str| {
            let verb = Verb::new(dictionary).unwrap();
            assert_eq!(verb.plain(), dictionary);
            [verb.polite(), verb.past(), verb.joined(), verb.failed()]
        };
        assert_eq!(
            all("実施する"),
            [
                "実施します",
                "実施しました",
                "実施して",
                "実施できませんでした"
            ]
        );
        assert_eq!(
            all("広げる"),
            ["広げます", "広げました", "広げて", "広げられませんでした"]
        );
        assert_eq!(
            all("配る"),
            ["配ります", "配りました", "配って", "配れませんでした"]
        );
        assert_eq!(
            all("つなぐ"),
            [
                "つなぎます",
                "つなぎました",
                "つないで",
                "つなげませんでした"
            ]
        );
        assert_eq!(
            all("結ぶ"),
            ["結びます", "結びました", "結んで", "結べませんでした"]
        );
        assert_eq!(
            all("増やす"),
            [
                "増やします",
                "増やしました",
                "増やして",
                "増やせませんでした"
            ]
        );
        assert_eq!(Verb::new("除雪"), None);
    }
}
