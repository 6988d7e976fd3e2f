//! Pieces of a stretch of the source.
use super::*;

fn read(text: &str) -> Vec<Piece> {
    pieces(
        &Source::new("a.md", text, text),
        0..text.len(),
        &mut Vec::new(),
    )
}

fn texts(text: &str) -> Vec<String> {
    read(text).into_iter().map(|piece| piece.text).collect()
}

#[test]
fn splits_paragraphs_and_items() {
    let found =
        read("<p>前文</p> <ul style=\"x\"> <li>・一</li> <li><b>二</b></li></ul> 後文<br>次の行");
    let shown: Vec<(&str, bool, bool)> = found
        .iter()
        .map(|piece| (piece.text.as_str(), piece.item, piece.strong))
        .collect();
    assert_eq!(
        shown,
        [
            ("前文", false, false),
            ("・一", true, false),
            ("二", true, true),
            ("後文\n次の行", false, false)
        ]
    );
}

#[test]
fn keeps_what_only_looks_like_markup() {
    assert_eq!(
        texts("<達成>と a < b & c &nosuch; x*y **太字** \\* <A評価> <b"),
        ["<達成>と a < b & c &nosuch; x*y 太字 * <A評価> <b"]
    );
    assert_eq!(texts("&lt;b&gt;&nbsp;Ａ&amp;Ｂ"), ["<b> Ａ&Ｂ"]);
    assert_eq!(texts("奇数の**印"), ["奇数の**印"]);
    assert_eq!(
        texts("2**3 と 5 ** 6 は**太字**です"),
        ["2**3 と 5 ** 6 は太字です"]
    );
}

#[test]
fn lines_of_japanese_join_without_a_space() {
    assert_eq!(
        texts("地域の\n魅力を open\nsource で"),
        ["地域の魅力を open source で"]
    );
    assert_eq!(texts("佐久間 なおみ"), ["佐久間 なおみ"]);
}

#[test]
fn every_character_knows_its_place() {
    let text = "<p>1 被災した&amp;<b>区</b>の施設</p>";
    let piece = &read(text)[0];
    for needle in ["被災", "区", "の施設"] {
        let at = piece.text.find(needle).unwrap();
        let source = piece.source_range(at..at + needle.len());
        assert_eq!(&text[source], needle);
    }
    let (head, tail) = piece.split_at(1);
    assert_eq!(
        (head.text.as_str(), tail.text.as_str()),
        ("1", "被災した&区の施設")
    );
    let at = tail.text.find('区').unwrap();
    assert_eq!(&text[tail.source_range(at..at + 3)], "区");
}

#[test]
fn tags_that_are_left_out_are_told_and_their_text_is_kept() {
    let text = "<script>alert(1)</script><img alt=\"地図\" src=x>の区域";
    let mut dropped = Vec::new();
    let found = pieces(
        &Source::new("a.md", text, text),
        0..text.len(),
        &mut dropped,
    );
    assert_eq!(found[0].text, "alert(1)地図の区域");
    let names: Vec<&str> = dropped.iter().map(|dropped| dropped.tag.as_str()).collect();
    assert_eq!(names, ["script", "img"]);
}
