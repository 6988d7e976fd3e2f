//! An index in parts that come one by one, as a browser fetches them.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::io;
use std::sync::{Arc, Mutex, OnceLock};

use ayumi_search::layout::{Damaged, PartFiles, Parts, Published, Start, part_path};
use ayumi_search::{
    Answer, Error, IndexWriter, Passage, PassageText, Request, Searcher, Site, TextKind,
};

/// What was fetched, and what is wanted besides.
#[derive(Clone, Default)]
struct Fetched(Arc<Mutex<Shelf>>);

#[derive(Default)]
struct Shelf {
    parts: std::collections::BTreeMap<String, Vec<u8>>,
    wanted: BTreeSet<String>,
}

impl Parts for Fetched {
    fn part(&self, name: &str) -> io::Result<Vec<u8>> {
        let mut shelf = self.0.lock().unwrap();
        if let Some(part) = shelf.parts.get(name) {
            return Ok(part.clone());
        }
        shelf.wanted.insert(name.to_owned());
        Err(io::ErrorKind::WouldBlock.into())
    }
}

/// How often parts had to be fetched, and how many.
#[derive(Debug, Default)]
struct Cost {
    rounds: usize,
    parts: usize,
    bytes: usize,
}

impl Fetched {
    /// Does something again and again, until nothing is wanted for it.
    fn until_done<T>(
        &self,
        published: &Published,
        cost: &mut Cost,
        mut action: impl FnMut() -> Result<T, Error>,
    ) -> T {
        loop {
            match action() {
                Ok(done) => {
                    self.0.lock().unwrap().wanted.clear();
                    return done;
                }
                Err(error) if error.is_pending() => {}
                Err(error) => panic!("{error:?}"),
            }
            let mut shelf = self.0.lock().unwrap();
            let wanted = std::mem::take(&mut shelf.wanted);
            assert!(!wanted.is_empty(), "nothing is wanted, and nothing is done");
            cost.rounds += 1;
            for name in wanted {
                let part = published.parts[&name].clone();
                cost.parts += 1;
                cost.bytes += part.len();
                shelf.parts.insert(name, part);
            }
        }
    }
}

const PLACES: [&str; 12] = [
    "日和山浜",
    "古町",
    "鳥屋野潟",
    "万代",
    "沼垂",
    "白山",
    "関屋",
    "寺尾",
    "内野",
    "新津",
    "亀田",
    "豊栄",
];
const AIMS: [&str; 10] = [
    "賑わいを創出します",
    "除雪を速やかに行います",
    "空き家の対策を進めます",
    "子育て支援を充実させます",
    "防災訓練を行います",
    "にぎわいのあるまちづくり",
    "高齢者の見守りを広げます",
    "道路の補修を行います",
    "自治会の活動を支えます",
    "公園を整備します",
];

fn passage(year: u16, organisation: usize, number: usize) -> Passage {
    let pick = |shift: usize| {
        let number = year as usize * 31 + organisation * 17 + number * 7 + shift * 13;
        (PLACES[number % PLACES.len()], AIMS[number / 3 % AIMS.len()])
    };
    let text = |kind, shift: usize| {
        let (place, aim) = pick(shift);
        let (other, more) = pick(shift + 5);
        PassageText {
            kind,
            anchor: format!("goal-{number}"),
            text: format!(
                "{place}で{aim}。{other}でも{more}。第{}号",
                number * 97 + organisation
            ),
        }
    };
    Passage {
        document: format!("{year}/o{organisation:02}"),
        year,
        organisation: format!("o{organisation:02}"),
        ancestors: vec!["city".to_owned()],
        title: format!("{year}年度 第{organisation}課"),
        page: format!("{year}/o{organisation:02}/"),
        goal: (number > 0).then(|| number.to_string()),
        marks: (number % 3 == 1)
            .then(|| "s:達成".to_owned())
            .into_iter()
            .collect(),
        source: format!("content/{year}/o{organisation:02}.md"),
        texts: vec![
            text(TextKind::Goal, 0),
            text(TextKind::Result, 2),
            text(TextKind::Other, 3),
        ],
    }
}

fn archive() -> &'static Published {
    static ARCHIVE: OnceLock<Published> = OnceLock::new();
    ARCHIVE.get_or_init(|| {
        let mut writer = IndexWriter::new().unwrap();
        for year in 2016..2026 {
            for organisation in 0..40 {
                for number in 0..6 {
                    writer.add(&passage(year, organisation, number)).unwrap();
                }
            }
        }
        writer.finish(&Site::default()).unwrap().published().clone()
    })
}

fn everything(published: &Published) -> Fetched {
    let fetched = Fetched::default();
    fetched.0.lock().unwrap().parts = published.parts.clone();
    fetched
}

fn whole() -> Searcher {
    let published = archive();
    Searcher::open(PartFiles::open(&published.root, everything(published)).unwrap()).unwrap()
}

const QUERIES: [&str; 12] = [
    "日和山浜",
    "にぎわい",
    "除雪",
    "2024 防災訓練",
    "\"空き家の対策\" -古町",
    "公園 OR 道路",
    "区",
    "どこにもないことば",
    "子育てと高齢者の見守りについて知りたい",
    "第1課",
    "2024年度 第3課",
    "まちつくり",
];

#[test]
fn an_archive_of_some_size_is_many_parts() {
    assert!(archive().parts.len() > 50, "{}", archive().parts.len());
}

#[test]
fn the_start_names_what_is_read_on_opening() {
    let published = archive();
    let fetched = Fetched::default();
    let mut cost = Cost::default();
    let files = fetched.until_done(published, &mut cost, || {
        PartFiles::open(&published.root, fetched.clone())
    });
    let files = Arc::new(files);
    fetched.until_done(published, &mut cost, || Searcher::open(Arc::clone(&files)));
    let read: BTreeSet<String> = fetched.0.lock().unwrap().parts.keys().cloned().collect();
    assert_eq!(read, published.opening.iter().cloned().collect());
    assert_eq!(published.opening.first(), Some(&published.root));
    let start = serde_json::to_vec(&Start::new(published)).unwrap();
    let start = Start::read(&start).unwrap();
    assert_eq!(start.opening[0], part_path(&published.root));
}

#[test]
fn answers_do_not_depend_on_when_parts_come() {
    let published = archive();
    let whole = whole();
    for query in QUERIES {
        let fetched = Fetched::default();
        let mut cost = Cost::default();
        let files = fetched.until_done(published, &mut cost, || {
            PartFiles::open(&published.root, fetched.clone())
        });
        let files = Arc::new(files);
        let searcher =
            fetched.until_done(published, &mut cost, || Searcher::open(Arc::clone(&files)));
        assert!(cost.rounds <= 2, "opening: {cost:?}");
        let mut cost = Cost::default();
        let request = Request::new(query);
        let answer: Answer = fetched.until_done(published, &mut cost, || searcher.search(&request));
        assert_eq!(answer, whole.search(&request).unwrap(), "{query}");
        assert!(cost.rounds <= 8, "{query}: {cost:?}");
        // All parts forgotten, and fetched anew.
        files.trim(0);
        let again = fetched.until_done(published, &mut cost, || searcher.search(&request));
        assert_eq!(answer, again);
        let suggestions =
            fetched.until_done(published, &mut cost, || searcher.suggest("ひよりや", 8));
        assert_eq!(suggestions, whole.suggest("ひよりや", 8).unwrap());
    }
}

#[test]
fn what_is_found_is_known_after_three_rounds_and_one_for_the_texts() {
    let published = archive();
    for query in ["日和山浜", "除雪", "2024 防災訓練", "公園 OR 道路"] {
        let fetched = Fetched::default();
        let mut opening = Cost::default();
        let files = fetched.until_done(published, &mut opening, || {
            PartFiles::open(&published.root, fetched.clone())
        });
        let files = Arc::new(files);
        let searcher = fetched.until_done(published, &mut opening, || {
            Searcher::open(Arc::clone(&files))
        });
        let mut cost = Cost::default();
        fetched.until_done(published, &mut cost, || {
            searcher.search(&Request::new(query))
        });
        assert!(cost.rounds <= 4, "{query}: {cost:?}");
    }
}

#[test]
fn a_damaged_part_is_an_error_and_never_another_answer() {
    let published = archive();
    let whole = whole();
    let answers: Vec<Answer> = QUERIES
        .iter()
        .map(|query| whole.search(&Request::new(*query)).unwrap())
        .collect();
    for (number, name) in published.parts.keys().enumerate().step_by(7) {
        let fetched = everything(published);
        {
            let mut shelf = fetched.0.lock().unwrap();
            let part = shelf.parts.get_mut(name).unwrap();
            let at = number * 131 % part.len();
            part[at] ^= 1 << (number % 8);
        }
        let opened = PartFiles::open(&published.root, fetched).and_then(Searcher::open);
        let Ok(searcher) = opened else {
            continue;
        };
        for (query, answer) in QUERIES.iter().zip(&answers) {
            match searcher.search(&Request::new(*query)) {
                Ok(other) => assert_eq!(other, *answer, "{query} with {name}"),
                Err(Error::Read(error)) => {
                    let inner = error.get_ref().unwrap();
                    let told = format!("{inner:?}");
                    assert!(inner.is::<Damaged>() || told.contains("Damaged"), "{told}");
                }
                Err(error) => panic!("{query} with {name}: {error:?}"),
            }
        }
    }
}

#[test]
fn a_root_of_another_name_or_kind_is_refused() {
    let published = archive();
    for root in ["", "../start.json", "0123456789abcdef"] {
        let opened = PartFiles::open(root, everything(published));
        assert!(opened.is_err(), "{root}");
    }
    // Any other part is no root.
    let other = published
        .parts
        .keys()
        .find(|name| **name != published.root)
        .unwrap();
    assert!(PartFiles::open(other, everything(published)).is_err());
}
