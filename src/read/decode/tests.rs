use super::*;

const TEXT: &str = "令和6年度 中央区組織目標\r\n組織名\t中央区\r\n取組結果は～ﾊﾝｶｸ～です。";

fn text(bytes: &[u8]) -> Result<String, Problem> {
    decode(bytes)
        .map(|decoded| decoded.text)
        .map_err(|refused| *refused.problem)
}

/// The code, line and column of what a file is refused for.
fn refused(bytes: &[u8]) -> String {
    let diagnostic = decode(bytes).unwrap_err().diagnostic("a.md");
    let span = diagnostic.location.and_then(|location| location.span);
    let span = span.expect("a refusal has its place");
    format!(
        "{} {}:{}",
        diagnostic.problem.code(),
        span.line,
        span.column
    )
}

fn utf_16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(bytes).collect()
}

/// The bytes of a text in one encoding, read as another and saved as UTF-8.
fn mangled(text: &str, written: &'static Encoding, read_as: &'static Encoding) -> String {
    let bytes = written.encode(text).0;
    read_as.decode_without_bom_handling(&bytes).0.into_owned()
}

#[test]
fn reads_the_encodings_that_occur() {
    for encoding in [SHIFT_JIS, EUC_JP, ISO_2022_JP] {
        let given = if encoding == ISO_2022_JP {
            TEXT.replace("ﾊﾝｶｸ", "半角")
        } else {
            TEXT.to_owned()
        };
        let (bytes, _, lossy) = encoding.encode(&given);
        assert!(!lossy, "{encoding:?}");
        let decoded = decode(&bytes).unwrap();
        assert_eq!(
            (decoded.text, decoded.converted_from),
            (given, Some(encoding.name()))
        );
    }
    for (bom, bytes) in [
        (b"\xff\xfe", u16::to_le_bytes as fn(u16) -> [u8; 2]),
        (b"\xfe\xff", u16::to_be_bytes),
    ] {
        let bytes = [bom.to_vec(), utf_16(TEXT, bytes)].concat();
        assert_eq!(text(&bytes).as_deref(), Ok(TEXT));
    }
    let with_bom = [b"\xef\xbb\xbf", TEXT.as_bytes()].concat();
    let decoded = decode(&with_bom).unwrap();
    assert_eq!(
        (decoded.text.as_str(), decoded.converted_from, decoded.odd),
        (TEXT, None, false)
    );
}

#[test]
fn reads_what_only_windows_has() {
    // ①, Ⅳ, ㈱, 髙 (NEC and IBM extensions), and the wave dash that is U+FF5E there.
    let bytes = b"\x87\x40\x87\x57\x87\x8a\xfb\xfc\x81\x60\x82\xc6\x82\xb7\x82\xe9";
    assert_eq!(text(bytes).as_deref(), Ok("①Ⅳ㈱髙～とする"));
    // 外字.
    let decoded = decode(b"\xf0\x40\x82\xc6\x82\xb7\x82\xe9").unwrap();
    assert_eq!(
        (decoded.text.as_str(), decoded.odd),
        ("\u{e000}とする", true)
    );
}

#[test]
fn refuses_what_is_no_text_and_says_where() {
    assert_eq!(refused("%PDF\n表\0".as_bytes()), "not-text 2:2");
    assert_eq!(refused(b"ab\xff\xff\xff"), "unknown-encoding 1:3");
    let mut broken = "# 題\n令和6年度".as_bytes().to_vec();
    broken.truncate(broken.len() - 1);
    assert_eq!(refused(&broken), "unknown-encoding 2:5");
    // A file that says it is UTF-8 is not taken for Shift_JIS.
    assert_eq!(
        refused(b"\xef\xbb\xbf\x82\xc6\x82\xb7\x82\xe9"),
        "unknown-encoding 1:1"
    );
    let mut half = [b"\xff\xfe".to_vec(), utf_16("題\n名", u16::to_le_bytes)].concat();
    half.pop();
    assert_eq!(refused(&half), "unknown-encoding 2:1");
    let null = [b"\xff\xfe".to_vec(), utf_16("題\n名\0", u16::to_le_bytes)].concat();
    assert_eq!(refused(&null), "not-text 2:2");
}

#[test]
fn guesses_utf_16_without_its_mark() {
    for (bytes, name) in [
        (u16::to_le_bytes as fn(u16) -> [u8; 2], "UTF-16LE"),
        (u16::to_be_bytes, "UTF-16BE"),
    ] {
        assert_eq!(
            text(&utf_16(TEXT, bytes)),
            Err(Problem::MissingBom {
                encoding: name.to_owned()
            })
        );
    }
}

#[test]
fn undoes_the_mistakes_that_garble_text() {
    let given =
        "# 令和6年度 港区組織目標\n\n区民の声を丁寧にお聞きし、コミュニティづくりを進めます。\n";
    for (written, read_as) in [
        (encoding_rs::UTF_8, SHIFT_JIS),
        (encoding_rs::UTF_8, encoding_rs::WINDOWS_1252),
        (encoding_rs::UTF_8, GBK),
        (encoding_rs::UTF_8, encoding_rs::MACINTOSH),
        (SHIFT_JIS, encoding_rs::WINDOWS_1252),
        (EUC_JP, encoding_rs::WINDOWS_1252),
        (EUC_JP, SHIFT_JIS),
    ] {
        let garbled = mangled(given, written, read_as);
        match text(garbled.as_bytes()) {
            Err(Problem::Mojibake {
                written: found,
                read_as: as_found,
                restored,
                ..
            }) => {
                assert_eq!(
                    (found.as_str(), as_found.as_str()),
                    (written.name(), read_as.name())
                );
                assert!(
                    restored.contains('区') || restored.contains('声'),
                    "{restored}"
                );
            }
            other => panic!("{written:?} as {read_as:?}: {other:?} from {garbled}"),
        }
        // One garbled paragraph in a document that is otherwise well.
        let mixed = format!("# 題\n\n目標を定めます。\n\n{garbled}");
        assert!(
            refused(mixed.as_bytes()).starts_with("mojibake "),
            "{mixed}"
        );
    }
    // Latin-1 as programs read it that know nothing of Windows.
    let latin: String = given.bytes().map(char::from).collect();
    assert_eq!(refused(latin.as_bytes()), "mojibake 3:1");
}

#[test]
fn tells_of_lost_characters() {
    assert_eq!(
        text("# 題\n\n港\u{fffd}の目\u{fffd}を定めます。".as_bytes()),
        Err(Problem::LostCharacters { count: 2 })
    );
    assert_eq!(
        refused("# 題\n\n港\u{fffd}の目\u{fffd}を定めます。".as_bytes()),
        "lost-characters 3:2"
    );
}

#[test]
fn refuses_chinese_and_korean_that_only_look_like_japanese_bytes() {
    let chinese = "为了保护市民的生命和财产安全，推进城市建设和社会福利事业的发展，加强基层组织建设，提高服务水平，改善生活环境。";
    let traditional = "為了保護市民的生命和財產安全，推動城市建設和社會福利事業的發展，加強基層組織建設，提高服務水準，改善生活環境。";
    let korean = "시민의 생명과 재산을 보호하고 도시 건설과 사회 복지 사업을 추진하며 생활 환경을 개선하기 위하여 노력한다.";
    for (text_of, encoding) in [(chinese, GBK), (traditional, BIG5), (korean, EUC_KR)] {
        let bytes = encoding.encode(text_of).0;
        match text(&bytes) {
            Err(Problem::NotJapanese { suggestion, .. }) => {
                assert_eq!(suggestion.as_deref(), Some(encoding.name()));
            }
            Err(Problem::UnknownEncoding { .. } | Problem::Mojibake { .. }) => {}
            other => panic!("{encoding:?}: {other:?}"),
        }
    }
}

#[test]
fn ordinary_text_is_no_mojibake() {
    for given in [
        "",
        "目標",
        "Annual goals of the ward: 5 of 5 achieved.\n\n- Café, naïve, Ångström, São Paulo, „Straße“ ‚x‘\n",
        "ハザードマップ\tコミュニティバス\tデジタルトランスフォーメーション",
        "ﾊｻﾞｰﾄﾞﾏｯﾌﾟ､ｺﾐｭﾆﾃｨﾊﾞｽ､ﾃﾞｼﾞﾀﾙ化･ﾈｯﾄﾜｰｸ･ﾎﾞﾗﾝﾃｨｱ",
        "･ｱﾝｹｰﾄ\n･ｲﾍﾞﾝﾄ\n･ｳｫｰｷﾝｸﾞ\n･ｴｺ､･ｵｱｼｽ､･ｶﾌｪ",
        "総務課\t課長\t地域課\t課長\n北区\t東区\t中央区\t江南区\t秋葉区\t南区\t西区\t西蒲区\n予算額\t¥1,200\t£300\t¤",
        "一縷の望み、繧繝縁の畳、縺れた糸をほぐします。",
        "為替は¥１００、費用は¥２００、計¥３００（税込）",
        "ãéèç àâêîô ëïü œ",
    ] {
        assert_eq!(text(given.as_bytes()).as_deref(), Ok(given));
        for encoding in [SHIFT_JIS, EUC_JP] {
            let (bytes, _, lossy) = encoding.encode(given);
            // ¥ becomes a backslash.
            if !lossy && !given.contains('¥') && given.contains(ayumi_japanese::kana::is_hiragana)
            {
                assert_eq!(text(&bytes).as_deref(), Ok(given), "{encoding:?}");
            }
        }
    }
    // Names and posts only: kanji without kana, in the old encodings too.
    let table = "令和六年度\t中央区組織目標\n組織名\t地域総務課\t課長\t新潟太郎\n重点目標\t防災体制強化\t地域活性化推進\n目標数\t四\t達成数\t四\n総務課\t地域課\t建設課\t保護課\t健康福祉課\t窓口住民課";
    for encoding in [SHIFT_JIS, EUC_JP] {
        let bytes = encoding.encode(table).0;
        assert_eq!(text(&bytes).as_deref(), Ok(table), "{encoding:?}");
    }
}

#[test]
fn every_phrase_of_real_text_is_read_in_every_encoding() {
    let corpus = [
        include_str!("../../../content/2024/chuo.md"),
        include_str!("../../../forms/niigata.toml"),
        include_str!("../../../themes/default/strings/ja.toml"),
    ];
    let lines = corpus.iter().flat_map(|text| text.lines());
    let phrases = lines.flat_map(|line| line.split(['。', '、', '\t']).chain([line]));
    let mut read = 0;
    for phrase in phrases.filter(|phrase| phrase.chars().count() >= 4) {
        assert_eq!(text(phrase.as_bytes()).as_deref(), Ok(phrase));
        for encoding in [SHIFT_JIS, EUC_JP] {
            let (bytes, _, lossy) = encoding.encode(phrase);
            // 表, alone between ASCII, is valid UTF-8 in EUC-JP.
            if !lossy && !phrase.contains("\"表{") {
                assert_eq!(text(&bytes).as_deref(), Ok(phrase), "{encoding:?}");
                read += 1;
            }
        }
    }
    assert!(read > 300, "{read}");
}
