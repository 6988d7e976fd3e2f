//! Thousands of broken copies of the fixture documents: rows split by page breaks, cells merged, labels respelt, widths,
//! line ends and encodings changed. Whatever is broken, nothing is lost: every Japanese character of the source is in
//! the parts, every part in the JSON and on the page.
#![allow(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "tests read files of the repository"
)]

#[path = "support/html.rs"]
mod html;
mod support;

use std::path::Path;

use ayumi::config::{Config, Overrides};
use ayumi::model::{Digest, Document, FiscalYear, Language, Severity};
use ayumi::read::{Context, Input, read};
use ayumi::relate::Archive;
use ayumi::render::{Layout, Renderer, Visibility, document_json};
use ayumi_japanese::kana::{is_kana, is_kanji};
use encoding_rs::{EUC_JP, Encoding, SHIFT_JIS};
use html::{squeezed, visible_text};
use rayon::prelude::*;

/// How many broken copies of each document are read.
const COPIES: u64 = 30;

/// A small generator (splitmix64): the same numbers on every machine.
struct Random(u64);

impl Random {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    fn below(&mut self, limit: usize) -> usize {
        usize::try_from(self.next() % limit.max(1) as u64).unwrap()
    }

    /// One of the places where `wanted` stands.
    fn place(&mut self, text: &str, wanted: &[&str]) -> Option<std::ops::Range<usize>> {
        let found = wanted
            .iter()
            .flat_map(|wanted| text.match_indices(wanted))
            .map(|(at, found)| at..at + found.len());
        let places: Vec<_> = found.collect();
        (!places.is_empty()).then(|| places[self.below(places.len())].clone())
    }
}

const MUTATIONS: [fn(&mut String, &mut Random); 12] = [
    split_row,
    merge_cells,
    space_label,
    widen_digits,
    respell,
    break_line,
    join_lines,
    drop_tag,
    page_break,
    bracket_label,
    empty_cell,
    reindent,
];

fn replace_at(text: &mut String, place: Option<std::ops::Range<usize>>, with: &str) {
    if let Some(place) = place {
        text.replace_range(place, with);
    }
}

/// The rest of a cell goes on in the next row, below an empty first cell.
fn split_row(text: &mut String, random: &mut Random) {
    let place = random.place(text, &["</p><p>", "</p> <p>", "</li> <li>", "<br>", "。"]);
    let with = match place.as_ref().map(|place| &text[place.clone()]) {
        Some("。") => "。\n\n\t",
        Some("<br>") => "\n\t",
        _ => "</p>\n\n---\n\n\t<p>",
    };
    replace_at(text, place, with);
}

fn merge_cells(text: &mut String, random: &mut Random) {
    let place = random.place(text, &["\t", " | ", "</td><td>", "</th><td>"]);
    let with = ["", " ", "<br>", "\u{3000}"][random.below(4)];
    replace_at(text, place, with);
}

const LABELS: [&str; 14] = [
    "重点目標",
    "取組結果",
    "今後の方向性",
    "組織名",
    "目標数",
    "達成数",
    "指標",
    "目標値",
    "実績値",
    "現状値",
    "評価",
    "区長",
    "戦略",
    "施策",
];

/// 目 標
fn space_label(text: &mut String, random: &mut Random) {
    let place = random.place(text, &LABELS);
    if let Some(place) = place {
        let sign = [" ", "\u{3000}", "\n", "<br>"][random.below(4)];
        let spaced: Vec<String> = text[place.clone()].chars().map(String::from).collect();
        text.replace_range(place, &spaced.join(sign));
    }
}

fn bracket_label(text: &mut String, random: &mut Random) {
    if let Some(place) = random.place(text, &LABELS) {
        let (open, close) = [
            ("【", "】"),
            ("(", ")"),
            ("<b>", "</b>"),
            ("■", ""),
            ("", "："),
        ][random.below(5)];
        let label = format!("{open}{}{close}", &text[place.clone()]);
        text.replace_range(place, &label);
    }
}

fn widen_digits(text: &mut String, random: &mut Random) {
    let digit = char::from(b'0' + u8::try_from(random.below(10)).unwrap());
    let wide = char::from_u32(u32::from(digit) - u32::from('0') + u32::from('０')).unwrap();
    // Not in tags: `rowspan=2` has to stay one.
    if !text.contains('<') {
        *text = text.replace(digit, &wide.to_string());
    }
}

fn respell(text: &mut String, random: &mut Random) {
    let (from, to) = [
        ("取組", "取り組み"),
        ("ヶ", "ケ"),
        ("～", "〜"),
        ("、", "，"),
        ("：", ":"),
        ("（", "("),
        ("・", "･"),
        ("令和", "R"),
        ("取組結果", "取組結界"),
        ("1 ", "１．"),
    ][random.below(10)];
    *text = text.replace(from, to);
}

fn break_line(text: &mut String, random: &mut Random) {
    let characters: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    if !characters.is_empty() {
        text.insert(characters[random.below(characters.len())], '\n');
    }
}

fn join_lines(text: &mut String, random: &mut Random) {
    let place = random.place(text, &["\n"]);
    replace_at(text, place, "");
}

fn drop_tag(text: &mut String, random: &mut Random) {
    let tags = [
        "</table>", "<table>", "</tr>", "<tr>", "</td>", "<td>", "<p>", "</p>", "<ul>", "</li>",
        "<b>", "</b>",
    ];
    let place = random.place(text, &tags);
    replace_at(text, place, "");
}

fn page_break(text: &mut String, random: &mut Random) {
    let place = random.place(text, &["\n"]);
    replace_at(
        text,
        place,
        ["\n\n---\n\n", "\n\u{c}\n", "\r\n", "\n\n\n"][random.below(4)],
    );
}

fn empty_cell(text: &mut String, random: &mut Random) {
    let place = random.place(text, &["\t", "|"]);
    let twice = place
        .clone()
        .map(|place| text[place].repeat(2))
        .unwrap_or_default();
    replace_at(text, place, &twice);
}

fn reindent(text: &mut String, random: &mut Random) {
    let place = random.place(text, &["\n"]);
    replace_at(
        text,
        place,
        ["\n  ", "\n\t", "\n\u{3000}", "\n- "][random.below(4)],
    );
}

fn encoded(text: &str, random: &mut Random) -> Vec<u8> {
    let old = |encoding: &'static Encoding| {
        let (bytes, _, lossy) = encoding.encode(text);
        // A short text in an old encoding may be taken for another; a document is not that short.
        (!lossy && text.len() > 300).then(|| bytes.into_owned())
    };
    let encoded = match random.below(8) {
        0 => old(SHIFT_JIS),
        1 => old(EUC_JP),
        2 => Some(
            [
                &[0xff, 0xfe],
                &*text
                    .encode_utf16()
                    .flat_map(u16::to_le_bytes)
                    .collect::<Vec<u8>>(),
            ]
            .concat(),
        ),
        3 => Some([b"\xef\xbb\xbf", text.as_bytes()].concat()),
        _ => None,
    };
    encoded.unwrap_or_else(|| text.as_bytes().to_vec())
}

/// All Japanese characters, sorted: splitting and merging rows may change their order, never their number.
fn japanese(text: &str) -> Vec<char> {
    let mut all: Vec<char> = text
        .chars()
        .filter(|c| is_kana(*c) || is_kanji(*c))
        .collect();
    all.sort_unstable();
    all
}

fn read_as_ward(
    config: &Config,
    bytes: &[u8],
    year: u16,
) -> (Option<Document>, Vec<ayumi::model::Diagnostic>) {
    let context = Context {
        municipality: "991007",
        forms: &config.forms,
        registry: &config.registry,
    };
    let input = Input {
        path: "content/2024/minato.md",
        bytes,
        sidecar: None,
        fiscal_year: FiscalYear::from_western(year),
        organisation: config
            .registry
            .organisations()
            .iter()
            .find(|one| one.id.as_str() == "minato")
            .unwrap(),
        edition: None,
        rivals: &[],
    };
    let reading = read(&input, &context);
    (reading.document, reading.diagnostics)
}

/// What was lost of a broken copy; nothing where all is well.
fn lost(config: &Config, text: &str, bytes: &[u8], year: u16) -> Option<String> {
    let (document, diagnostics) = read_as_ward(config, bytes, year);
    let Some(document) = document else {
        let refused = diagnostics
            .iter()
            .any(|one| one.severity() == Severity::Error);
        return (!refused).then(|| "no document and no error".to_owned());
    };
    let parts: String = document
        .parts
        .iter()
        .map(|part| part.text.as_str())
        .collect();
    if japanese(text) != japanese(&parts) {
        return Some(format!("from the source to the parts:\n{parts}"));
    }
    let json = document_json(
        &document,
        &diagnostics,
        Visibility::Public,
        Layout::Compact,
        Language::Japanese,
    );
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    let archive = Archive::new(config.registry.clone(), vec![Digest::of(&document)], None);
    let renderer = Renderer::new(config, &archive).unwrap();
    let pages = renderer.document(&document, &diagnostics).unwrap();
    let page = pages
        .iter()
        .find(|page| page.path.ends_with(".html"))
        .unwrap();
    let visible = visible_text(std::str::from_utf8(&page.bytes).unwrap());
    for (part, shown) in document.parts.iter().zip(json["parts"].as_array().unwrap()) {
        if shown["text"] != part.text {
            return Some(format!("in JSON: {part:?}"));
        }
        if !visible.contains(&squeezed(&part.text)) {
            return Some(format!("on the page: {part:?}\n{visible}"));
        }
    }
    // The goals' ids make anchors: each may stand once.
    let mut ids: Vec<&str> = document.goals.iter().map(|goal| goal.id.as_str()).collect();
    ids.sort_unstable();
    ids.windows(2)
        .any(|pair| pair[0] == pair[1])
        .then(|| format!("ids come twice: {ids:?}"))
}

#[test]
fn broken_copies_of_the_fixtures_lose_nothing() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/site");
    let config = ayumi::config::load(&root, &Overrides::default()).unwrap();
    let documents: Vec<(String, String)> = support::files_below(&root.join("content"))
        .into_iter()
        .filter(|(path, _)| path.ends_with(".md") && !path.ends_with("README.md"))
        .filter_map(|(path, bytes)| Some((path, String::from_utf8(bytes).ok()?)))
        // Front matter is settings, not text.
        .filter(|(_, text)| !text.starts_with("+++"))
        .collect();
    assert!(documents.len() > 40, "{}", documents.len());
    let failures: Vec<String> = documents
        .par_iter()
        .enumerate()
        .flat_map_iter(|(number, (path, text))| {
            let year = path[..4].parse().unwrap();
            let config = &config;
            (0..COPIES).filter_map(move |copy| {
                let mut random = Random(number as u64 * 1_000_003 + copy);
                let mut text = text.clone();
                for _ in 0..=random.below(6) {
                    MUTATIONS[random.below(MUTATIONS.len())](&mut text, &mut random);
                }
                let bytes = encoded(&text, &mut random);
                let lost = lost(config, &text, &bytes, year)?;
                Some(format!("{path}, copy {copy}: {lost}\n---\n{text}"))
            })
        })
        .collect();
    let shown = failures
        .iter()
        .take(3)
        .cloned()
        .collect::<Vec<_>>()
        .join("\n=====\n");
    assert!(
        failures.is_empty(),
        "{} lose something:\n{shown}",
        failures.len()
    );
}
