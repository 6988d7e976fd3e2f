//! What settings do to a document: corrections and withheld words.

use super::{Reading, read_as_chuo};
use crate::model::{Diagnostic, Severity};

const TEXT: &str = "# 令和6年度 中央区組織目標\n\n<b>組織名</b>\t中央区\n\
    <b>重点目標</b>\t<p>1 除<b>雪</b>の体制\u{3000}を整えます。係は山田 花子です。</p><p>2 除雪を進めます。</p>\n\
    <b>取組結果</b>\t<p>1 体制を整えました。</p>\n";

fn read(text: &str, sidecar: &str) -> Reading {
    read_as_chuo(text.as_bytes(), Some(sidecar.as_bytes()))
}

fn codes(found: &[Diagnostic]) -> Vec<String> {
    found.iter().map(|one| one.problem.code()).collect()
}

#[test]
fn corrections_keep_both_readings() {
    let reading = read(
        TEXT,
        "[[correction]]\nfrom = \"除雪の体制を\"\nto = \"排雪の体制を\"\nkind = \"misread\"\nnote = \"原本は排雪\"\n",
    );
    assert_eq!(codes(&reading.diagnostics), [""; 0]);
    let document = reading.document.unwrap();
    assert_eq!(
        document.goals[0].text,
        "排雪の体制を整えます。係は山田 花子です。"
    );
    let part = document
        .parts
        .iter()
        .find(|part| !part.corrections.is_empty())
        .unwrap();
    assert!(part.text.starts_with("除雪の体制"), "{part:?}");
    assert_eq!(part.reading(), document.goals[0].text);
    assert_eq!(document.corrections.len(), 1);
    let correction = &document.corrections[0];
    assert_eq!((correction.line, &*correction.to), (4, "排雪の体制を"));
    let json = serde_json::to_value(correction).unwrap();
    assert_eq!(json["kind"], "misread");
    assert_eq!(json["note"], "原本は排雪");
}

#[test]
fn a_correction_holds_for_all_places_or_for_one_line() {
    let entry = "[[correction]]\nfrom = \"体制\"\nto = \"態勢\"\nkind = \"publisher\"\n";
    let all = read(TEXT, entry).document.unwrap();
    let lines: Vec<u32> = all.corrections.iter().map(|one| one.line).collect();
    assert_eq!(lines, [4, 5]);
    assert_eq!(all.goals[0].result.as_deref(), Some("態勢を整えました。"));
    let one = read(TEXT, &format!("{entry}line = 5\n")).document.unwrap();
    assert_eq!(one.corrections.len(), 1);
    assert!(one.goals[0].text.contains("体制"));
    let none = read(TEXT, &format!("{entry}line = 3\n"));
    assert_eq!(codes(&none.diagnostics), ["correction-not-found"]);
    let other = read(
        TEXT,
        "[[correction]]\nfrom = \"体・制\"\nto = \"\"\nkind = \"misread\"\n",
    );
    assert_eq!(codes(&other.diagnostics), ["correction-not-found"]);
}

#[test]
fn a_corrected_title_is_the_title() {
    let text = TEXT.replace("組織目標\n", "組織目票\n");
    let reading = read(
        &text,
        "[[correction]]\nfrom = \"目票\"\nto = \"目標\"\nkind = \"misread\"\n",
    );
    let document = reading.document.unwrap();
    assert_eq!(document.title, "令和6年度 中央区組織目標");
    assert_eq!(document.parts[0].text, "令和6年度 中央区組織目票");
}

fn withheld(text: &str, words: &str) -> Reading {
    read(
        text,
        &format!("[[withhold]]\ntext = \"{words}\"\nreason = \"個人名\"\n"),
    )
}

#[test]
fn withheld_words_are_nowhere_in_the_document() {
    for (text, words) in [
        (TEXT.to_owned(), "山田花子"),
        (TEXT.to_owned(), "山 田　花\n子"),
        (TEXT.replace("山田 花子", "山田</p><p>花子"), "山田花子"),
        (
            TEXT.replace("山田 花子", "山<b>田</b>\n花&#23376;"),
            "山田花子",
        ),
        (TEXT.replace("山田 花子", "ヤマダ（Ａ１）"), "ﾔﾏﾀﾞ(a1)"),
        (format!("{TEXT}\n氏名\t山田\t花子\n"), "山田花子"),
        (
            format!("{TEXT}\n| 氏 | 区 |\n|---|---|\n| 山田 | 東 |\n| 花子 | 西 |\n"),
            "山田花子",
        ),
        (format!("{TEXT}\n山\n田\n花\n子\n"), "山田花子"),
        (format!("{TEXT}\n## 山田花子\n"), "山田花子"),
    ] {
        let words = words.replace('\n', "\\n");
        let reading = withheld(&text, &words);
        let errors = reading.diagnostics.iter();
        let errors: Vec<_> = errors
            .filter(|one| one.severity() == Severity::Error)
            .collect();
        assert!(errors.is_empty(), "{text}: {errors:?}");
        let document = reading.document.unwrap();
        assert_eq!(reading.withheld.remains_in(&document), None, "{text}");
        let json = serde_json::to_string(&document).unwrap();
        assert!(json.contains("〔掲載を控えています：個人名〕"), "{json}");
        for piece in ["花子", "田花", "ヤマダ"] {
            let kept = text.matches(piece).count() > 1;
            assert!(kept || !json.contains(piece), "{piece} in {json}");
        }
    }
}

#[test]
fn words_that_are_not_there_stop_the_publication() {
    let reading = withheld(TEXT, "山田太郎");
    assert_eq!(codes(&reading.diagnostics), ["withhold-not-found"]);
    assert!(reading.diagnostics[0].severity() == Severity::Error);
    let empty = withheld(TEXT, " ");
    assert_eq!(codes(&empty.diagnostics), ["invalid-value"]);
    // The reason is published.
    let told = read(
        TEXT,
        "[[withhold]]\ntext = \"山田花子\"\nreason = \"山田花子の希望\"\n",
    );
    assert_eq!(codes(&told.diagnostics), ["withheld-text-remains"]);
}

#[test]
fn what_is_told_of_a_document_does_not_name_what_it_withholds() {
    let text = format!(
        "{TEXT}<!-- 山田花子 -->\t<blink>山<i>田</i> 花子</blink>\t7\n<b>取組結果</b>\t<p>9 山田花子。</p>\n"
    );
    let reading = withheld(&text, "山田花子");
    assert!(!reading.diagnostics.is_empty());
    let told = format!("{:?}", reading.diagnostics);
    assert!(!told.contains("花子"), "{told}");
    assert!(told.contains('〓'), "{told}");
    // Settings that cannot be read may withhold anything.
    let broken = read(
        &text,
        "titel = \"x\"\n[[withhold]]\ntext = \"山田花子\"\nreason = 5\n",
    );
    assert!(broken.document.is_none());
    let told = format!("{:?}", broken.diagnostics);
    assert!(told.contains("reason") && !told.contains("花子"), "{told}");
}

#[test]
fn settings_that_contradict_each_other_are_told() {
    let reading = read(
        TEXT,
        "title = \"令和5年度 中央区組織目標\"\nfiscal_year = 2024\npublished = 2024-05-31\nmodified = 2024-05-01\n\n\
         [source]\nurl = \"www.city.example.jp\"\n\n[[lineage]]\ngoal = \"9\"\nwith = \"2023/chuo#goal-1\"\nkind = \"deny\"\n",
    );
    let mut codes = codes(&reading.diagnostics);
    codes.sort();
    assert_eq!(
        codes,
        [
            "dates-disagree",
            "invalid-value",
            "lineage-goal-missing",
            "year-disagrees"
        ]
    );
    let far = read(TEXT, "published = 2034-05-31\nfiscal_year = \"R5\"\n");
    let mut far: Vec<String> = far
        .diagnostics
        .iter()
        .map(|one| one.problem.code())
        .collect();
    far.sort();
    assert_eq!(far, ["dates-disagree", "place-disagrees", "year-disagrees"]);
}
