//! Documents for the benchmarks: variants of the real one, of about 3 KB, the same in every run. Part of two programs:
//! `benches/reading.rs` and `cargo xtask bench reading`.

const REAL: &str = include_str!("../../content/2024/chuo.md");

/// The wards of `content/organisations.toml`, and how many sections are made up below each.
const WARDS: [(&str, &str); 8] = [
    ("kita", "北区"),
    ("higashi", "東区"),
    ("chuo", "中央区"),
    ("konan", "江南区"),
    ("akiha", "秋葉区"),
    ("minami", "南区"),
    ("nishi", "西区"),
    ("nishikan", "西蒲区"),
];
const SECTIONS: usize = 7;
const BYTES: usize = 3_000;

/// A file below the content: its path there and its text.
pub struct Document {
    /// Below the content.
    pub path: String,
    /// All of it.
    pub text: String,
}

/// So many documents.
pub fn documents(count: usize) -> Vec<Document> {
    let sentences: Vec<&str> = REAL
        .split_inclusive(['。', '>', '\t', '\n'])
        .filter(|sentence| sentence.len() > 60 && !sentence.contains('<'))
        .map(str::trim)
        .collect();
    let mut chance = Chance(1);
    (0..count)
        .map(|index| {
            let year = 2001 + index / (WARDS.len() * (SECTIONS + 1));
            let (ward, ward_name) = WARDS[index / (SECTIONS + 1) % WARDS.len()];
            let (path, name) = match index % (SECTIONS + 1) {
                0 => (format!("{year}/{ward}/index.md"), ward_name.to_owned()),
                section => (
                    format!("{year}/{ward}/section-{section}.md"),
                    section_name(section),
                ),
            };
            let text = match index % 4 {
                0 => real(&mut chance, year, &name),
                1 => lines(&mut chance, &sentences, year, &name),
                2 => html_table(&mut chance, &sentences, year),
                _ => pipe_table(&mut chance, &sentences, year),
            };
            Document { path, text }
        })
        .collect()
}

fn section_name(section: usize) -> String {
    format!("第{section}見本課")
}

/// The entries of the sections for `organisations.toml`.
pub fn sections() -> String {
    let mut entries = String::new();
    for (ward, _) in WARDS {
        for section in 1..=SECTIONS {
            let name = section_name(section);
            entries += &format!(
                "\n[[organisation]]\nid = \"{ward}-section-{section}\"\nslug = \"section-{section}\"\nname = \"{name}\"\n\
                 kind = \"section\"\nparent = \"{ward}\"\n"
            );
        }
    }
    entries
}

/// The real document of another year and organisation, without some of its end.
fn real(chance: &mut Chance, year: usize, name: &str) -> String {
    let text = REAL
        .replace("令和6年度", &format!("{year}年度"))
        .replace("<b>組織名</b>\t中央区", &format!("<b>組織名</b>\t{name}"));
    let end = BYTES + chance.below(600);
    text[..text.floor_char_boundary(end)].to_owned()
}

/// Labels in running text, and numbered lines.
fn lines(chance: &mut Chance, sentences: &[&str], year: usize, name: &str) -> String {
    let mut text =
        format!("# {year}年度 組織目標\n\n組織名：{name}\n課長：見本 太郎\n\n重点目標\n\n");
    for number in 1..=4 {
        text += &format!("{number} {}\n", chance.of(sentences));
    }
    text += "\n## 評価\n\n\t<b>重点目標の達成状況</b>\t<b>目標数</b>\t4\t<b>達成数</b>\t3\n<b>取組結果</b>\t";
    for number in 1..=4 {
        text += &format!("<p>{number} {}</p> ", chance.of(sentences));
    }
    text += "\n\n※重点目標における指標や取組状況は、各課組織目標をご覧ください。\n";
    while text.len() < BYTES {
        text += &format!("\n{}\n", chance.of(sentences));
    }
    text
}

/// A table with a goal, an indicator and figures in each row.
fn html_table(chance: &mut Chance, sentences: &[&str], year: usize) -> String {
    let mut text = format!(
        "# {year}年度 組織目標\n\n<table><tr><th>番号</th><th>重点目標</th><th>指標</th><th>目標値</th><th>実績値</th></tr>\n"
    );
    let mut number = 0;
    while text.len() < BYTES {
        number += 1;
        text += &format!(
            "<tr><td>{number}</td><td>{}</td><td>相談の件数</td><td>{}件</td><td>{}件</td></tr>\n",
            chance.of(sentences),
            chance.below(3_000),
            chance.below(3_000)
        );
    }
    text + "</table>\n"
}

/// The same as a Markdown table.
fn pipe_table(chance: &mut Chance, sentences: &[&str], year: usize) -> String {
    let mut text =
        format!("# {year}年度 組織目標\n\n| 番号 | 重点目標 | 取組結果 |\n|---|---|---|\n");
    let mut number = 0;
    while text.len() < BYTES {
        number += 1;
        text += &format!(
            "| {number} | {} | {} |\n",
            chance.of(sentences),
            chance.of(sentences)
        );
    }
    text
}

/// The same numbers in every run (xorshift).
struct Chance(u64);

impl Chance {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap_or_default() % limit
    }

    fn of<'a>(&mut self, all: &[&'a str]) -> &'a str {
        all[self.below(all.len())]
    }
}
