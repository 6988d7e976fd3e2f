//! What is told of documents that are odd, and what their settings may say.

use super::*;

#[test]
fn what_is_odd_is_told_with_its_place() {
    let cases = [
        (
            "counts",
            "<b>重点目標</b>\t1 一つ。\n<b>目標数</b>\t2\t<b>達成数</b>\t3",
            "2:12 counts-disagree 2:25 achieved-exceeds-goals",
        ),
        (
            "count",
            "<b>重点目標</b>\t1 一つ。\n<b>目標数</b>\t多数",
            "2:12 count-not-number",
        ),
        (
            "missing",
            "<b>重点目標</b>\t1 一つ。\n<b>取組結果</b>\t2 二つ目。",
            "2:13 goal-missing",
        ),
        (
            "unassigned",
            "<b>重点目標</b>\t<p>1 一つ。</p><p>2 二つ。</p>\n<b>取組結果</b>\t全体として進めました。",
            "2:13 unassigned-text",
        ),
        (
            "repeated",
            "<b>重点目標</b>\t<p>1 一つ。</p><p>1 二つ。</p>",
            "1:28 goal-number-repeated",
        ),
        (
            "label",
            "<b>重点目標</b>\t1 一つ。\n<b>取組結界</b>\tある。",
            "2:4 unknown-label",
        ),
        ("space", "<b>重 点 目 標</b>\t1 一つ。", "1:4 space-in-word"),
        (
            "organisation",
            "<b>組織名</b>\t西区",
            "1:12 organisation-disagrees",
        ),
        (
            "year",
            "# 令和5年度 中央区組織目標",
            "no-form-fits 1:3 year-disagrees",
        ),
        (
            "footnote",
            "<b>重点目標*</b>\t1 一つ。",
            "1:4 footnote-without-note",
        ),
        (
            "tag",
            "<b>重点目標</b>\t1 <blink>一つ</blink><script>二つ</script>。",
            "1:32 dropped-tag",
        ),
        (
            "table",
            "<table><tr><td>重点目標</td><td>1 一つ。</td></tr>",
            "1:1 unclosed-table",
        ),
        (
            "continuation",
            "<b>部長</b>\t見本 太郎\n\t見本 花子",
            "1:4 head-role 2:2 uncertain-continuation",
        ),
        (
            "front matter",
            "+++\ntitle = \"題\"\n# 題",
            "no-form-fits 1:1 unclosed-front-matter",
        ),
        ("empty", "", "empty-document"),
    ];
    let mut page = String::new();
    for (name, text, _) in cases {
        let _ = writeln!(page, "{name}: {}", problems(text).join(" "));
    }
    let wanted: String = cases
        .iter()
        .map(|(name, _, problems)| format!("{name}: {problems}\n"))
        .collect();
    assert_lines(&page, &wanted);
}

fn assert_lines(found: &str, wanted: &str) {
    let mut differing = String::new();
    for (found, wanted) in found.lines().zip(wanted.lines()) {
        if found != wanted {
            let _ = writeln!(differing, "found  {found}\nwanted {wanted}");
        }
    }
    assert!(
        differing.is_empty() && found.lines().count() == wanted.lines().count(),
        "{differing}"
    );
}

#[test]
fn accepted_diagnostics_are_silent_and_useless_ones_are_told() {
    let sidecar = "[[accept]]\ncode = \"probable-misreading\"\nline = 13\nreason = \"原本のとおり\"\n\
                   [[accept]]\ncode = \"head-role\"\nreason = \"様式のとおり\"\n\
                   [[accept]]\ncode = \"space-in-word\"\nline = 1\nreason = \"古い\"\n";
    let reading = read_as_chuo(REAL, Some(sidecar.as_bytes()));
    assert_eq!(reading.diagnostics, []);
    let told = reading.accepts.unmatched();
    let codes: Vec<String> = told.iter().map(|one| one.problem.code()).collect();
    assert_eq!(codes, ["accept-unmatched"]);
    let location = told[0].location.as_ref().unwrap();
    assert_eq!(
        (location.file.as_str(), location.span.as_ref().unwrap().line),
        ("content/2024/chuo.toml", 8)
    );
}

#[test]
fn settings_are_merged_and_may_not_contradict() {
    let text = "+++\ntitle = \"別の題\"\npublished = 2024-05-31\n+++\n# 令和6年度 中央区組織目標\n";
    let reading = read_as_chuo(
        text.as_bytes(),
        Some(b"modified = \"2024-06-01\"\ndraft = true"),
    );
    let document = reading.document.unwrap();
    assert_eq!(document.title, "別の題");
    assert_eq!(document.published.unwrap().to_string(), "2024-05-31");
    assert_eq!(document.modified.unwrap().to_string(), "2024-06-01");
    assert!(document.draft);
    assert_eq!(document.parts[0].line, 5);
    let twice = read_as_chuo(
        text.as_bytes(),
        Some(b"title = \"x\"\npublishd = 1\nmodified = \"2024-13-01\""),
    );
    let codes: Vec<String> = twice
        .diagnostics
        .iter()
        .map(|one| one.problem.code())
        .collect();
    assert_eq!(
        codes,
        [
            "no-form-fits",
            "key-given-twice",
            "unknown-key",
            "invalid-value"
        ]
    );
}

#[test]
fn control_characters_are_told_and_left_out_and_private_ones_are_kept() {
    let text = "# 題\u{8}名\n\n組織名\t港\u{b}区\u{1b}[31m&#8;\n\n\u{e000}田\u{1}さん<img alt=\"図\u{2}\">\u{ffff}\n";
    let told: Vec<String> = problems(text)
        .into_iter()
        .filter(|one| one.contains("control") || one.contains("private"))
        .collect();
    assert_eq!(
        told,
        [
            "1:4 control-character",
            "3:6 control-character",
            "3:8 control-character",
            "5:1 private-use",
            "5:3 control-character",
            "5:17 control-character",
            "5:20 control-character",
        ]
    );
    let parts = document(text).parts;
    let all: Vec<&str> = parts.iter().map(|part| part.text.as_str()).collect();
    assert_eq!(all, ["題名", "組織名", "港区[31m", "\u{e000}田さん図"]);
}
