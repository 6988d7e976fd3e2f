//! Words to test with, and files that count what is read.

use std::collections::BTreeSet;
use std::io;
use std::ops::Range;
use std::sync::{Arc, Mutex};

use super::{Word, Words, tables};
use crate::directory::{Files, OwnedBytes};

/// Text, reading, passages, and `o` for an organisation.
const SAMPLE: &str = "
新潟市 にいがたし 900 o
北区 きたく 120 o
東区 ひがしく 118 o
中央区 ちゅうおうく 130 o
江南区 こうなんく 110 o
秋葉区 あきはく 105 o
南区 みなみく 104 o
西区 にしく 125 o
西蒲区 にしかんく 101 o
地域総務課 ちいきそうむか 60 o
健康福祉課 けんこうふくしか 58 o
産業振興課 さんぎょうしんこうか 57 o
農林水産部 のうりんすいさんぶ 44 o
環境部 かんきょうぶ 40 o
新潟 にいがた 700
日和山浜 ひよりやまはま 12
日和山 ひよりやま 20
鳥屋野潟 とやのがた 31
信濃川 しなのがわ 55
古町 ふるまち 48
万代 ばんだい 42
佐渡 さど 15
賑わい にぎわい 140
にぎわい にぎわい 90
賑やか にぎやか 9
関係人口 かんけいじんこう 33
関係機関 かんけいきかん 150
関係者 かんけいしゃ 80
子ども こども 300
子供 こども 40
子育て こそだて 280
子育て支援 こそだてしえん 160
高齢者 こうれいしゃ 270
公園 こうえん 130
講演 こうえん 22
後援 こうえん 8
広報 こうほう 66
交通 こうつう 99
公共交通 こうきょうこうつう 77
効果 こうか 210
今後 こんご 190
個性 こせい 14
構成 こうせい 30
組織目標 そしきもくひょう 220
組織 そしき 240
液状化 えきじょうか 35
避難所 ひなんじょ 88
避難 ひなん 120
防災 ぼうさい 260
防災訓練 ぼうさいくんれん 70
防犯 ぼうはん 45
除雪 じょせつ 90
雪 ゆき 60
有機 ゆうき 11
勇気 ゆうき 3
有効 ゆうこう 28
コミュニティ こみゅにてぃ 200
地域コミュニティ協議会 ちいきこみゅにてぃきょうぎかい 75
コミ協 こみきょう 65
ボランティア ぼらんてぃあ 100
ボランティア活動 ぼらんてぃあかつどう 33
ハマベリング はまべりんぐ 7
センター せんたー 180
サービス さーびす 170
スキー すきー 6
データ でーた 95
オープンデータ おーぷんでーた 24
dx  52
dx推進 でぃーえっくすすいしん 20
ict政策課 あいしーてぃーせいさくか 18 o
sdgs えすでぃーじーず 29
ai  16
市民 しみん 400
市役所 しやくしょ 61
事業 じぎょう 500
事業者 じぎょうしゃ 140
実施 じっし 450
自治会 じちかい 85
障がい者 しょうがいしゃ 110
障害者 しょうがいしゃ 50
信用 しんよう 5
金融 きんゆう 10
禁煙 きんえん 4
近年 きんねん 36
鼻血 はなぢ 1
続き つづき 2
学校 がっこう 205
小学校 しょうがっこう 133
保育園 ほいくえん 74
待機児童 たいきじどう 38
空き家 あきや 63
空き缶 あきかん 6
見守り みまもり 79
ごみ減量 ごみげんりょう 34
群馬 ぐんま 1
日本 にほん 26
日本 にっぽん 26
思う おもう 13
重点 じゅうてん 230
魅力 みりょく 215
";

/// The words of the sample.
pub(crate) fn words() -> Vec<Word> {
    SAMPLE
        .lines()
        .filter(|line| !line.is_empty())
        .map(|line| {
            let mut cells = line.split(' ');
            let mut cell = || cells.next().unwrap_or_default();
            Word {
                text: cell().to_owned(),
                reading: cell().to_owned(),
                passages: cell().parse().unwrap(),
                rank: 0,
                organisation: cell() == "o",
            }
        })
        .collect()
}

/// As many words as wanted, of two or three kanji with readings of on-yomi, and the sample among them.
pub(crate) fn many(count: usize) -> Vec<Word> {
    const ON: &str = "かきくけこさしすせそたちてとなにのはひふへほまみもやゆよらりろわ";
    const LONG: [&str; 12] = [
        "こう",
        "しょう",
        "せい",
        "かん",
        "けい",
        "しん",
        "ちゅう",
        "がく",
        "きょう",
        "じょう",
        "ぶん",
        "てき",
    ];
    let on: Vec<char> = ON.chars().collect();
    // A plain linear congruence: the same words everywhere.
    let mut state = 12_345_u64;
    let mut next = |below: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        (state >> 33) as usize % below
    };
    let mut made = words();
    while made.len() < count {
        let (mut text, mut reading) = (String::new(), String::new());
        for _ in 0..2 + next(3) {
            let sound = next(on.len() + 3 * LONG.len());
            if let Some(&kana) = on.get(sound) {
                reading.push(kana);
            } else {
                reading.push_str(LONG[sound % LONG.len()]);
            }
            // Kanji of the same sound.
            let kanji = 0x4E00 + (sound * 90 + next(30)) as u32;
            text.extend(char::from_u32(kanji));
        }
        made.push(Word {
            text,
            reading,
            passages: 1 + 3000 / (1 + next(3000)) as u32,
            rank: 0,
            organisation: false,
        });
    }
    made
}

/// Files in memory that remember what was read of them.
#[derive(Default)]
pub(crate) struct Counted {
    files: Vec<(String, Vec<u8>)>,
    reads: Mutex<BTreeSet<(String, u64, u64)>>,
    /// Whether the next reads of blocks fail, as those of a browser do.
    pub would_block: std::sync::atomic::AtomicBool,
}

impl Counted {
    pub fn new(files: Vec<(String, Vec<u8>)>) -> Arc<Self> {
        Arc::new(Self {
            files,
            ..Self::default()
        })
    }

    /// How many different ranges were read since it was last asked, and their bytes.
    pub fn reads(&self) -> (usize, u64) {
        let reads = std::mem::take(&mut *self.reads.lock().unwrap());
        (
            reads.len(),
            reads.iter().map(|(_, start, end)| end - start).sum(),
        )
    }
}

impl Files for Counted {
    fn length(&self, name: &str) -> io::Result<Option<u64>> {
        let file = self.files.iter().find(|(other, _)| other == name);
        Ok(file.map(|(_, bytes)| bytes.len() as u64))
    }

    fn read(&self, name: &str, range: Range<u64>) -> io::Result<OwnedBytes> {
        self.reads
            .lock()
            .unwrap()
            .insert((name.to_owned(), range.start, range.end));
        if self.would_block.load(std::sync::atomic::Ordering::Relaxed) {
            return Err(io::ErrorKind::WouldBlock.into());
        }
        let (_, bytes) = self.files.iter().find(|(other, _)| other == name).unwrap();
        Ok(OwnedBytes::new(
            bytes[range.start as usize..range.end as usize].to_vec(),
        ))
    }
}

/// The tables of some words, opened.
pub(crate) fn open(words: &[Word]) -> (Words, Arc<Counted>) {
    let files = Counted::new(tables(words.to_vec()));
    let words = Words::new(files.clone());
    // The index of the tables is read once, and counted apart.
    words.with_reading("").unwrap();
    files.reads();
    (words, files)
}
