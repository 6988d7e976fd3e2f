//! Documents for the benchmarks: variants of the real one, of about 3 KB, the same in every run. Part of two programs:
//! `benches/reading.rs` and `cargo xtask bench reading`.

const REAL: &str = include_str!("../../content/2024/chuo.md");

/// The wards of `content/organisations.toml`, and how many sections are made up below each.
const WARDS: [&str; 8] = [
    "kita", "higashi", "chuo", "konan", "akiha", "minami", "nishi", "nishikan",
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
            let ward = WARDS[index / (SECTIONS + 1) % WARDS.len()];
            let path = match index % (SECTIONS + 1) {
                0 => format!("{year}/{ward}/index.md"),
                section => format!("{year}/{ward}/section-{section}.md"),
            };
            let text = match index % 4 {
                0 => real(&mut chance, year),
                1 => lines(&mut chance, &sentences, year),
                2 => html_table(&mut chance, &sentences, year),
                _ => pipe_table(&mut chance, &sentences, year),
            };
            Document { path, text }
        })
        .collect()
}

/// The real document of another year, without some of its end.
fn real(chance: &mut Chance, year: usize) -> String {
    let text = REAL.replace("令和6年度", &format!("{year}年度"));
    let end = BYTES + chance.below(600);
    text[..text.floor_char_boundary(end)].to_owned()
}

/// Labels in running text, and numbered lines.
fn lines(chance: &mut Chance, sentences: &[&str], year: usize) -> String {
    let mut text =
        format!("# {year}年度 組織目標\n\n組織名：見本課\n課長：見本 太郎\n\n重点目標\n\n");
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
        "# {year}年度 組織目標\n\n<table><tr><th>番号</th><th>重点目標</th><th>目標値</th><th>実績値</th></tr>\n"
    );
    let mut number = 0;
    while text.len() < BYTES {
        number += 1;
        text += &format!(
            "<tr><td>{number}</td><td>{}</td><td>{}件</td><td>{}％</td></tr>\n",
            chance.of(sentences),
            chance.below(3_000),
            chance.below(100)
        );
    }
    text + "</table>\n"
}

/// The same as a Markdown table.
fn pipe_table(chance: &mut Chance, sentences: &[&str], year: usize) -> String {
    let mut text = format!(
        "# {year}年度 組織目標\n\n## 目標\n\n| 番号 | 重点目標 | 取組結果 |\n|---|---|---|\n"
    );
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
