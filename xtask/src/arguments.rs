//! What was asked for on the command line.

use crate::checks;
use std::path::PathBuf;

/// What `cargo xtask help` prints.
pub const USAGE: &str = "\
Usage: cargo xtask TASK

  test [--only CHECK]… [--skip CHECK]…   run all checks, or some; --list names them
  tidy                                   check what tends to drift: file lengths, docs, manifests
  screenshots [--out DIR] [--readme]     pictures of the built site, by default in
                                         target/xtask/screenshots; --readme also makes those of the README
  bench reading                          how long 10,000 documents take to read
  bench relating                         how long it takes to relate them, and how that grows
  bench search [--documents N,N…] [--program FILE] [--show] [--write]
                                         what the search costs in Chromium, beside Pagefind on the same
                                         pages of fictional cities; --program is an ayumi that was built
                                         before, --show tells each query, --write is for docs/benchmarks.md
  eval read [--documents N] [--seed S] [--show LAYOUT] [--write]
                                         how well a fictional city's documents are read; --show tells
                                         what is wrong in one layout (or `all`), --write puts the
                                         table into docs/reading-quality.md
  eval lineage [--documents N] [--seed S] [--mess X] [--show] [--write]
                                         how well its goals are followed from year to year; --show
                                         tells what is wrong, --write is for docs/lineage-quality.md
  eval [search] [--passages FILE --questions FILE] [--show] [--write]
                                         how well and how fast the search answers, each target beside
                                         the measured figure; FILEs of other texts: `id TAB text`, and
                                         `id of the right passage TAB question`; --show tells all that
                                         is wrong, --write is for docs/search-quality.md
  lexicon                                make the search engine's words and spellings anew from IPADIC
                                         (Debian package mecab-ipadic), into crates/search/data
  wasm                                   compile the search engine for browsers, into crates/search-web/dist
  help                                   this text
";

/// One thing to do.
#[derive(Debug, PartialEq, Eq)]
pub enum Task {
    /// Print [`USAGE`].
    Help,
    /// Name all checks.
    ListChecks,
    /// Run the checks of the selection.
    Test(Selection),
    /// Run the check `tidy` alone.
    Tidy,
    /// Measure how long reading takes.
    BenchReading,
    /// Measure how long relating takes.
    BenchRelating,
    /// Measure what the search costs in a browser.
    BenchSearch(SearchBench),
    /// Measure how well something is done.
    Evaluate(Evaluation),
    /// Make the data that comes from IPADIC.
    Lexicon,
    /// Compile the engine for browsers.
    Wasm,
    /// Take pictures of the built site.
    Screenshots {
        /// The folder for the pictures, if not the usual one.
        out: Option<PathBuf>,
        /// Whether the picture in the README is made anew.
        readme: bool,
    },
}

/// Which cities are searched in a browser, and what becomes of the tables.
#[derive(Debug, PartialEq, Eq)]
pub struct SearchBench {
    /// How many documents each city has.
    pub documents: Vec<u32>,
    /// A program that was built before.
    pub program: Option<PathBuf>,
    /// Whether each query is told.
    pub show: bool,
    /// Whether the tables go into their page of `docs`.
    pub write: bool,
}

impl Default for SearchBench {
    fn default() -> Self {
        Self {
            documents: vec![300, 3_000],
            program: None,
            show: false,
            write: false,
        }
    }
}

/// What is judged by the documents of a fictional city.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Judged {
    /// How well documents are read.
    Reading,
    /// How well goals are followed from year to year.
    Lineage,
    /// How well the search answers.
    Search,
}

/// What to judge, and by which documents.
#[derive(Debug, PartialEq, Eq)]
pub struct Evaluation {
    /// What to judge.
    pub judged: Judged,
    /// What the measuring program understands as well: `--documents 2000`
    pub options: Vec<String>,
    /// Whether the table goes into its page of `docs`.
    pub write: bool,
}

/// Which checks to run: all, or those of `only`, less those of `skip`.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Selection {
    only: Vec<String>,
    skip: Vec<String>,
}

impl Selection {
    /// Whether the check of this name is to run.
    pub fn contains(&self, name: &str) -> bool {
        let listed = |names: &[String]| names.iter().any(|listed| listed == name);
        (self.only.is_empty() || listed(&self.only)) && !listed(&self.skip)
    }
}

/// Reads the arguments after the program's name.
///
/// # Errors
/// A message for the user if a task, option or check is unknown, or a value is missing.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Task, String> {
    let mut arguments = arguments.into_iter();
    let task = arguments.next();
    match task.as_deref() {
        None => Err("no task given".to_owned()),
        Some("help" | "--help" | "-h") => Ok(Task::Help),
        Some("test") => parse_test(arguments),
        Some("tidy") => arguments
            .next()
            .map_or(Ok(Task::Tidy), |more| unknown(&more)),
        Some("screenshots") => parse_screenshots(arguments),
        Some("lexicon") => arguments
            .next()
            .map_or(Ok(Task::Lexicon), |more| unknown(&more)),
        Some("wasm") => arguments
            .next()
            .map_or(Ok(Task::Wasm), |more| unknown(&more)),
        Some("bench") => parse_bench(arguments),
        Some("eval") => {
            let mut arguments = arguments.peekable();
            // Without a name it is the search.
            let name = arguments.next_if(|argument| !argument.starts_with("--"));
            match name.as_deref() {
                Some("read") => parse_evaluation(Judged::Reading, arguments),
                Some("lineage") => parse_evaluation(Judged::Lineage, arguments),
                Some("search") | None => parse_evaluation(Judged::Search, arguments),
                Some(other) => Err(format!("no evaluation is named {other}")),
            }
        }
        Some(other) => Err(format!("no task is named {other}")),
    }
}

fn parse_bench(mut arguments: impl Iterator<Item = String>) -> Result<Task, String> {
    let task = match arguments.next().as_deref() {
        Some("reading") => Task::BenchReading,
        Some("relating") => Task::BenchRelating,
        Some("search") => return parse_search_bench(arguments),
        Some(other) => return Err(format!("no benchmark is named {other}")),
        None => return Err("bench needs a name: reading, relating, search".to_owned()),
    };
    arguments.next().map_or(Ok(task), |more| unknown(&more))
}

fn parse_search_bench(mut arguments: impl Iterator<Item = String>) -> Result<Task, String> {
    let mut bench = SearchBench::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--documents" => {
                let value = arguments.next().ok_or("--documents needs numbers")?;
                let numbers = value.split(',').map(str::parse);
                bench.documents = numbers
                    .collect::<Result<_, _>>()
                    .map_err(|_| format!("{value} is no list of numbers, as 300,3000 is"))?;
            }
            "--program" => {
                let value = arguments.next().ok_or("--program needs a file")?;
                let path = std::path::absolute(&value);
                bench.program = Some(path.map_err(|error| format!("{value}: {error}"))?);
            }
            "--show" => bench.show = true,
            "--write" => bench.write = true,
            _ => return unknown(&argument),
        }
    }
    Ok(Task::BenchSearch(bench))
}

fn parse_evaluation(
    judged: Judged,
    mut arguments: impl Iterator<Item = String>,
) -> Result<Task, String> {
    let mut evaluation = Evaluation {
        judged,
        options: Vec::new(),
        write: false,
    };
    while let Some(argument) = arguments.next() {
        match (argument.as_str(), judged) {
            ("--write", _) => evaluation.write = true,
            ("--show", Judged::Lineage | Judged::Search) => evaluation.options.push(argument),
            ("--documents" | "--seed", Judged::Reading | Judged::Lineage)
            | ("--show", Judged::Reading)
            | ("--mess", Judged::Lineage)
            | ("--passages" | "--questions", Judged::Search) => {
                let value = arguments.next();
                let value = value.ok_or_else(|| format!("{argument} needs a value"))?;
                evaluation.options.extend([argument, value]);
            }
            _ => return unknown(&argument),
        }
    }
    Ok(Task::Evaluate(evaluation))
}

fn parse_test(mut arguments: impl Iterator<Item = String>) -> Result<Task, String> {
    let mut selection = Selection::default();
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--list" => return Ok(Task::ListChecks),
            "--only" => selection
                .only
                .extend(check_names(arguments.next(), "--only")?),
            "--skip" => selection
                .skip
                .extend(check_names(arguments.next(), "--skip")?),
            _ => return unknown(&argument),
        }
    }
    Ok(Task::Test(selection))
}

fn parse_screenshots(mut arguments: impl Iterator<Item = String>) -> Result<Task, String> {
    let mut out = None;
    let mut readme = false;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--out" => {
                out = Some(PathBuf::from(
                    arguments.next().ok_or("--out needs a folder")?,
                ))
            }
            "--readme" => readme = true,
            _ => return unknown(&argument),
        }
    }
    Ok(Task::Screenshots { out, readme })
}

/// Names of checks, divided by commas.
fn check_names(value: Option<String>, option: &str) -> Result<Vec<String>, String> {
    let value = value.ok_or_else(|| format!("{option} needs the name of a check"))?;
    let names: Vec<String> = value.split(',').map(str::to_owned).collect();
    match names.iter().find(|name| !checks::exists(name)) {
        Some(name) => Err(format!("no check is named {name}; --list names them")),
        None => Ok(names),
    }
}

fn unknown(argument: &str) -> Result<Task, String> {
    Err(format!("unknown argument {argument}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse_line(line: &str) -> Result<Task, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    fn selection(line: &str) -> Selection {
        match parse_line(line) {
            Ok(Task::Test(selection)) => selection,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn all_checks_run_unless_told_otherwise() {
        assert!(selection("test").contains("clippy"));
        assert!(selection("test --only tidy,clippy").contains("clippy"));
        assert!(!selection("test --only tidy").contains("clippy"));
        assert!(!selection("test --skip clippy").contains("clippy"));
        assert!(!selection("test --only clippy --skip clippy").contains("clippy"));
    }

    #[test]
    fn tasks_are_read() {
        assert_eq!(parse_line("tidy"), Ok(Task::Tidy));
        assert_eq!(parse_line("lexicon"), Ok(Task::Lexicon));
        assert_eq!(parse_line("wasm"), Ok(Task::Wasm));
        assert_eq!(parse_line("test --list"), Ok(Task::ListChecks));
        let screenshots = Task::Screenshots {
            out: Some(PathBuf::from("pictures")),
            readme: true,
        };
        assert_eq!(
            parse_line("screenshots --readme --out pictures"),
            Ok(screenshots)
        );
    }

    #[test]
    fn evaluations_take_their_own_options() {
        let evaluation = |judged, options: &[&str], write| {
            let options = options.iter().map(|one| (*one).to_owned()).collect();
            Ok(Task::Evaluate(Evaluation {
                judged,
                options,
                write,
            }))
        };
        assert_eq!(
            parse_line("eval lineage --show --seed 5"),
            evaluation(Judged::Lineage, &["--show", "--seed", "5"], false)
        );
        assert_eq!(
            parse_line("eval --write --passages p.tsv --questions q.tsv"),
            evaluation(
                Judged::Search,
                &["--passages", "p.tsv", "--questions", "q.tsv"],
                true
            )
        );
        assert_eq!(parse_line("eval search"), parse_line("eval"));
        assert_eq!(
            parse_line("eval read --show all --write"),
            evaluation(Judged::Reading, &["--show", "all"], true)
        );
    }

    #[test]
    fn benchmarks_are_read() {
        assert_eq!(parse_line("bench reading"), Ok(Task::BenchReading));
        let usual = Task::BenchSearch(SearchBench::default());
        assert_eq!(parse_line("bench search"), Ok(usual));
        let large = SearchBench {
            documents: vec![300, 21_000],
            show: true,
            write: true,
            ..SearchBench::default()
        };
        assert_eq!(
            parse_line("bench search --documents 300,21000 --show --write"),
            Ok(Task::BenchSearch(large))
        );
    }

    #[test]
    fn what_is_unknown_or_missing_is_refused() {
        for line in [
            "",
            "tset",
            "tidy now",
            "lexicon now",
            "wasm now",
            "test --only",
            "test --only nothing",
            "test --skip tidy,nothing",
            "screenshots --out",
            "screenshots there",
            "eval nothing",
            "eval read --mess 1",
            "eval search --seed 1",
            "eval --passages",
            "bench",
            "bench nothing",
            "bench reading now",
            "bench search --documents",
            "bench search --documents 300,many",
            "bench search --program",
            "bench search now",
        ] {
            assert!(parse_line(line).is_err(), "{line}");
        }
    }
}
