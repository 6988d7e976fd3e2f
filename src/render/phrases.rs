//! Where a Japanese heading may break: between phrases, not inside words.

use std::sync::LazyLock;

use budoux_phf_rs::Parser;
use quick_xml::escape::escape;

/// What stands between phrases: browsers may break the line there.
const BREAK: &str = "<wbr>";

/// A text as HTML, with `<wbr>` between its phrases.
pub(super) fn of_text(text: &str) -> String {
    of_html(&escape(text))
}

/// HTML that a template wrote, with `<wbr>` between the phrases of its text. Tags stay as they are; a phrase may go
/// on across them.
pub(super) fn of_html(html: &str) -> String {
    let pieces = pieces(html);
    let text: String = pieces.iter().filter_map(|piece| piece.shown).collect();
    let mut breaks = breaks(&text).into_iter().peekable();
    let mut out = String::with_capacity(html.len() + BREAK.len() * 4);
    let mut at = 0;
    for piece in pieces {
        if let Some(shown) = piece.shown {
            if breaks.next_if_eq(&at).is_some() {
                out.push_str(BREAK);
            }
            at += shown.len_utf8();
        }
        out.push_str(piece.source);
    }
    out
}

/// A tag, or one character with the way in which it is written.
struct Piece<'a> {
    source: &'a str,
    /// The character that readers see; none for a tag.
    shown: Option<char>,
}

fn pieces(html: &str) -> Vec<Piece<'_>> {
    let mut pieces = Vec::with_capacity(html.len() / 3);
    let mut rest = html;
    while let Some(first) = rest.chars().next() {
        let (length, shown) = match first {
            '<' => (rest.find('>').map_or(rest.len(), |end| end + 1), None),
            // Which character it is makes no difference to where Japanese breaks.
            '&' => (rest.find(';').map_or(1, |end| end + 1), Some('&')),
            _ => (first.len_utf8(), Some(first)),
        };
        let (source, after) = rest.split_at(length);
        pieces.push(Piece { source, shown });
        rest = after;
    }
    pieces
}

/// The places, in bytes, where a new phrase begins.
fn breaks(text: &str) -> Vec<usize> {
    static PARSER: LazyLock<Parser> = LazyLock::new(Parser::japanese_parser);
    let mut breaks = Vec::new();
    if !text.chars().any(is_japanese) {
        return breaks;
    }
    let mut end = 0;
    PARSER.parse_with(text, |phrase| {
        let line = &text[breaks.last().copied().unwrap_or(0)..end];
        if end > 0 && may_break(line, phrase) {
            breaks.push(end);
        }
        end += phrase.len();
    });
    breaks
}

/// How many characters a phrase has at least: what is shorter stays with what follows it (問い合わせ, 方向性).
const SHORTEST: usize = 3;

/// Words of grammar: they stay with what they follow (整えるため, 大切にされた, 応えられるよう).
const FOLLOWING: [&str; 14] = [
    "ため", "よう", "こと", "もの", "とき", "ほか", "うえ", "まま", "なか", "され", "よる", "よっ",
    "いる", "ある",
];

pub(super) fn is_japanese(c: char) -> bool {
    matches!(c, 'ぁ'..='ゖ' | 'ァ'..='ヺ' | '々' | '一'..='鿿' | '㐀'..='䶿' | 'ｦ'..='ﾟ')
}

/// Whether the line may break behind what stands on it. Numbers, words in Latin letters and brackets hold together,
/// whatever the model says; and where a space stands, the browser breaks by itself.
fn may_break(before: &str, after: &str) -> bool {
    let (Some(last), Some(first)) = (before.chars().next_back(), after.chars().next()) else {
        return false;
    };
    let holds = |c: char| c.is_alphanumeric() && !is_japanese(c);
    let opens = "（［｛「『〈《【〔([{";
    let never_first = "、。，．・：；！？）］｝」』〉》】〕)]},.:;!?ー々～〜％%";
    let is_word = |c: char| is_japanese(c) || holds(c);
    let last_ones = before.chars().rev().take(SHORTEST);
    let is_short = last_ones.take_while(|c| is_word(*c)).count() < SHORTEST;
    !(holds(last) && holds(first)
        || is_word(last) && is_short && !opens.contains(first)
        || FOLLOWING.iter().any(|word| after.starts_with(word))
        || last.is_whitespace()
        || first.is_whitespace()
        || opens.contains(last)
        || never_first.contains(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_break_between_phrases() {
        let told: Vec<String> = [
            "災害に強く安心して暮らせるまちづくりを進めます",
            "令和6年度 中央区組織目標",
            "子どもを産み育てやすい環境の整備（待機児童ゼロの継続）",
            "DXの推進と、AIチャットボットによる問い合わせ対応を24時間365日行います。",
            "Goals of the ward office",
            "R&D <拠点> の \"整備\"",
            "今後の方向性",
            "市民の視点を大切にされた信頼される市政を推進するため、業務改善に取り組むほか、職員の質や専門知識の向上を図ります。",
            "",
        ]
        .iter()
        .map(|text| of_text(text))
        .collect();
        insta::assert_snapshot!(told.join("\n"));
    }

    #[test]
    fn tags_stay_and_phrases_go_on_across_them() {
        let html =
            "<span class=\"marker\">1</span> 災害に<b>強いまち</b>を<br>つくります &amp; 守ります";
        let broken = of_html(html);
        assert_eq!(broken.replace(BREAK, ""), html);
        assert!(broken.contains("災害に<b><wbr>強い"), "{broken}");
    }

    proptest::proptest! {
        #[test]
        fn only_breaks_are_added(text in "[ぁ-んァ-ヶ一-龠a-z0-9<>&\"' 、。（）]{0,40}") {
            let broken = of_text(&text);
            proptest::prop_assert_eq!(broken.replace(BREAK, ""), escape(text.as_str()).into_owned());
            proptest::prop_assert!(!broken.starts_with(BREAK) && !broken.ends_with(BREAK));
        }
    }
}
