//! Whatever stands in a document, all of it is in its parts.

use crate::model::Severity;
use proptest::prelude::*;

use super::*;

/// Pieces of documents as they occur, and what breaks them.
fn fragment() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "組織名",
        "中央区",
        "重点目標",
        "取組結果",
        "今後の方向性",
        "目標数",
        "4",
        "達成数",
        "※注",
        "1 一つ目。",
        "2 二つ目。",
        "・項目",
        "① 丸",
        "(1) 括弧",
        "未知のラベル",
        "<達成>",
        "a < b",
        "&amp;",
        "&nosuch;",
        "**太字**",
        "*",
        "\\*",
        "佐久間 なおみ",
        "２０３０",
        "～〜∼",
        "!!!",
        "|",
        "\\|",
        "+++",
        "---",
        "# ",
        "## 評価",
        "<b",
        "</",
        "<td",
        "\"'",
        "{{ x }}",
    ]);
    let markup = prop::sample::select(vec![
        "\t",
        "\n",
        "\n\n",
        "\t\t",
        "<b>",
        "</b>",
        "<p>",
        "</p>",
        "<br>",
        "<ul>",
        "</ul>",
        "<li>",
        "</li>",
        "| ",
        " |\n",
        "<table>",
        "</table>",
        "<tr>",
        "</tr>",
        "<td>",
        "</td>",
        "<td rowspan=2>",
        "<th colspan=3>",
        "<script>",
        "</script>",
        "<p style=\"writing-mode: vertical-rl\">",
        " ",
        "\u{3000}",
        "\r\n",
        "- ",
        "<img alt=\"絵\">",
    ]);
    prop_oneof![3 => words.prop_map(str::to_owned), 3 => markup.prop_map(str::to_owned), 1 => "[ぁ-んァ-ン一-龠]{1,6}"]
}

fn source() -> impl Strategy<Value = String> {
    prop::collection::vec(fragment(), 0..60).prop_map(|fragments| fragments.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    /// Japanese text is never markup: every such character of the source stands in the parts, as often as in the source.
    #[test]
    fn nothing_is_lost_from_source_to_parts(text in source()) {
        let reading = read_as_chuo(text.as_bytes(), None);
        let document = reading.document.unwrap();
        let japanese = |text: &str| text.chars().filter(|c| ayumi_japanese::kana::is_kana(*c) || ayumi_japanese::kana::is_kanji(*c)).collect::<String>();
        let parts: String = document.parts.iter().map(|part| part.text.as_str()).collect();
        // Front matter is settings, not text.
        prop_assume!(!text.starts_with("+++"));
        let sorted = |text: &str| {
            let mut all: Vec<char> = japanese(text).chars().collect();
            all.sort_unstable();
            all
        };
        prop_assert_eq!(sorted(&text), sorted(&parts), "{}", text);
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,200}") {
        let reading = read_as_chuo(text.as_bytes(), None);
        let Some(document) = reading.document else {
            // Signs of a lossy conversion, or of a garbled one.
            let refused = reading.diagnostics.iter().any(|one| one.severity() == Severity::Error);
            prop_assert!(refused);
            return Ok(());
        };
        for part in &document.parts {
            prop_assert!(!part.text.trim().is_empty());
            prop_assert!(part.line >= 1);
            prop_assert!(text.get(part.span.clone()).is_some());
        }
    }

    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        let reading = read_as_chuo(&bytes, None);
        let refused = reading.diagnostics.iter().any(|one| one.severity() == Severity::Error);
        prop_assert!(reading.document.is_some() || refused);
    }
}
