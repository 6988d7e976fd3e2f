//! Checks of one file's text.

/// The most lines that a source file has: beyond it, a file is rarely one idea.
const MOST_LINES: usize = 500;

/// Source files that may be longer, with the reason.
const LONG_FILES: &[(&str, &str)] = &[];

/// Endings of the files whose white space is ours to keep in order.
const TIDY_ENDINGS: &[&str] = &[".rs", ".md", ".toml", ".html", ".css", ".js", ".mjs"];

/// Macros that mark unfinished work.
const UNFINISHED: &[&str] = &["todo", "unimplemented", "dbg"];

/// Folders at the root of somebody's machine, which mean nothing on another.
const MACHINE_FOLDERS: &[&str] = &["work", "root", "home", "Users"];

/// The problems of a file, each with path and line.
pub fn check(path: &str, text: &str) -> Vec<String> {
    let mut problems = Vec::new();
    if is_foreign(path) {
        return problems;
    }
    let is_ours_to_space = TIDY_ENDINGS.iter().any(|ending| path.ends_with(ending));
    for (index, line) in text.lines().enumerate() {
        let mut report =
            |problem: String| problems.push(format!("{path}:{}: {problem}", index + 1));
        if is_ours_to_space {
            if line.contains('\t') {
                report("a tab; write spaces, or \\t in a string".to_owned());
            }
            if line.ends_with([' ', '\u{3000}', '\r']) {
                report("white space at the end of the line".to_owned());
            }
        }
        if path.ends_with(".rs")
            && let Some(name) = unfinished_macro(line)
        {
            report(format!("{name}! is left in the code"));
        }
        if let Some(folder) = machine_folder(line) {
            report(format!("a path of one machine: {folder}"));
        }
    }
    let lines = text.lines().count();
    if is_source(path) && lines > MOST_LINES && !LONG_FILES.iter().any(|(long, _)| *long == path) {
        problems.push(format!(
            "{path}: {lines} lines, more than {MOST_LINES}: is it one idea?"
        ));
    }
    problems
}

/// Exceptions that are no longer needed.
pub fn check_exceptions(files: &[(&str, &str)]) -> Vec<String> {
    needless(LONG_FILES, files)
}

fn needless(exceptions: &[(&str, &str)], files: &[(&str, &str)]) -> Vec<String> {
    exceptions
        .iter()
        .filter(|(long, _)| {
            let text = files.iter().find(|(path, _)| path == long);
            text.is_none_or(|(_, text)| text.lines().count() <= MOST_LINES)
        })
        .map(|(long, _)| format!("{long}: needs no exception for its length"))
        .collect()
}

/// Documents of others, and test inputs that are wrong on purpose, stay as they are.
fn is_foreign(path: &str) -> bool {
    let of_a_site = ["content/", "tests/search/city/content/"];
    of_a_site.iter().any(|folder| path.starts_with(folder))
        || path.split('/').any(|part| part == "fixtures")
}

fn is_source(path: &str) -> bool {
    path.ends_with(".rs") && path.split('/').any(|part| part == "src")
}

fn unfinished_macro(line: &str) -> Option<&'static str> {
    UNFINISHED.iter().copied().find(|name| {
        ["(", "[", "{"].iter().any(|open| {
            let call = format!("{name}!{open}");
            line.match_indices(&call).any(|(at, _)| {
                !line[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
            })
        })
    })
}

fn machine_folder(line: &str) -> Option<String> {
    MACHINE_FOLDERS
        .iter()
        .map(|name| format!("/{name}/"))
        .find(|folder| {
            // In `example.jp/home/` or `src/home/` it is a part of a longer path.
            let is_inside = |before: char| before.is_alphanumeric() || "._-}>*~".contains(before);
            line.match_indices(folder.as_str())
                .any(|(at, _)| !line[..at].ends_with(is_inside))
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The problems of one line in a source file, without their place.
    fn problems(line: &str) -> Vec<String> {
        let found = check("src/a.rs", &format!("//! A.\n{line}\n"));
        let place = |problem: &String| problem.strip_prefix("src/a.rs:2: ").map(str::to_owned);
        found
            .iter()
            .map(|problem| place(problem).unwrap_or_else(|| problem.clone()))
            .collect()
    }

    #[test]
    fn white_space_is_kept_in_order() {
        assert_eq!(problems("let a = 1;"), Vec::<String>::new());
        assert_eq!(
            problems("\tlet a = 1;"),
            ["a tab; write spaces, or \\t in a string"]
        );
        for end in [" ", "\u{3000}", "\r\r"] {
            assert_eq!(
                problems(&format!("a{end}")),
                ["white space at the end of the line"]
            );
        }
        assert_eq!(check("tests/fixtures/a.md", "a \n"), Vec::<String>::new());
        let of_a_site = "tests/search/city/content/a.md";
        assert_eq!(check(of_a_site, "a\tb\n"), Vec::<String>::new());
        assert_eq!(
            check("content/2024/chuo.md", "a\tb \n"),
            Vec::<String>::new()
        );
        assert_eq!(check("data.tsv", "a\tb\n"), Vec::<String>::new());
    }

    #[test]
    fn unfinished_work_is_found() {
        for name in UNFINISHED {
            assert_eq!(
                problems(&format!("    {name}!()")),
                [format!("{name}! is left in the code")]
            );
            assert_eq!(
                problems(&format!("    std::{name}![a]")),
                [format!("{name}! is left in the code")]
            );
            assert_eq!(problems(&format!("    my_{name}!()")), Vec::<String>::new());
            assert_eq!(
                problems(&format!("// {name}! is banned")),
                Vec::<String>::new()
            );
        }
    }

    #[test]
    fn paths_of_one_machine_are_found() {
        for name in MACHINE_FOLDERS {
            let found = [format!("a path of one machine: /{name}/")];
            assert_eq!(problems(&format!("// see /{name}/notes")), found);
            assert_eq!(problems(&format!("open(\"/{name}/notes\")")), found);
            assert_eq!(problems(&format!("file:///{name}/notes")), found);
            assert_eq!(
                problems(&format!("https://example.jp/{name}/notes")),
                Vec::<String>::new()
            );
            assert_eq!(problems(&format!("src/{name}/notes")), Vec::<String>::new());
        }
    }

    #[test]
    fn long_source_files_are_found() {
        let long = "//\n".repeat(MOST_LINES + 1);
        let found = ["crates/a/src/b.rs: 501 lines, more than 500: is it one idea?"];
        assert_eq!(check("crates/a/src/b.rs", &long), found);
        assert_eq!(check("crates/a/src/b.rs", &long[3..]), Vec::<String>::new());
        assert_eq!(check("tests/b.rs", &long), Vec::<String>::new());
    }

    #[test]
    fn exceptions_end_with_their_reason() {
        let exceptions = [("src/a.rs", "a table")];
        let found = ["src/a.rs: needs no exception for its length"];
        assert_eq!(needless(&exceptions, &[]), found);
        assert_eq!(needless(&exceptions, &[("src/a.rs", "short")]), found);
        let long = "//\n".repeat(MOST_LINES + 1);
        assert_eq!(
            needless(&exceptions, &[("src/a.rs", &long)]),
            Vec::<String>::new()
        );
    }
}
