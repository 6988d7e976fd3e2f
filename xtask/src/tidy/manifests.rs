//! Checks of `Cargo.toml` and of npm's lock files.

/// The problems of all manifests among the files.
pub fn check(files: &[(&str, &str)]) -> Vec<String> {
    files
        .iter()
        .flat_map(|(path, text)| match path.rsplit('/').next() {
            Some("Cargo.toml") => vec![check_cargo(path, text), check_demo(path, text)],
            Some("package-lock.json") => vec![check_npm(path, text)],
            _ => Vec::new(),
        })
        .flatten()
        .collect()
}

/// What writes documents shares nothing with what reads them.
fn check_demo(path: &str, text: &str) -> Option<String> {
    let ours = |line: &str| line.starts_with("ayumi") || line.contains("path = \"..");
    (path == "crates/demo/Cargo.toml" && text.lines().any(ours))
        .then(|| format!("{path}: depends on a crate of ours"))
}

/// A crate of the workspace takes the workspace's lints.
fn check_cargo(path: &str, text: &str) -> Option<String> {
    let is_root = path == "Cargo.toml";
    // A crate outside of the workspace is the root of its own.
    let stands_alone = !is_root && text.lines().any(|line| line.trim() == "[workspace]");
    (!stands_alone && !inherits_lints(text))
        .then(|| format!("{path}: lacks lints.workspace = true"))
}

fn inherits_lints(text: &str) -> bool {
    let mut section = "";
    for line in text.lines().map(str::trim) {
        let entry: String = line.chars().filter(|c| !c.is_whitespace()).collect();
        if line.starts_with('[') {
            section = line;
        } else if section == "[lints]" && entry == "workspace=true"
            || section.is_empty() && entry == "lints.workspace=true"
        {
            return true;
        }
    }
    false
}

/// Packages come from whatever registry the user has chosen; their hashes say that they are right.
fn check_npm(path: &str, text: &str) -> Option<String> {
    text.contains("\"resolved\"").then(|| {
        format!("{path}: holds download addresses; make it anew with omit-lockfile-registry-resolved=true in .npmrc")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn problems(path: &str, text: &str) -> Vec<String> {
        check(&[(path, text)])
    }

    #[test]
    fn crates_take_the_lints_of_the_workspace() {
        let lacks = ["crates/a/Cargo.toml: lacks lints.workspace = true"];
        let path = "crates/a/Cargo.toml";
        assert_eq!(
            problems(path, "[package]\n[lints]\nworkspace = true\n"),
            Vec::<String>::new()
        );
        assert_eq!(
            problems(path, "lints.workspace=true\n[package]\n"),
            Vec::<String>::new()
        );
        assert_eq!(
            problems(path, "[workspace]\n[package]\n"),
            Vec::<String>::new()
        );
        assert_eq!(problems(path, "[package]\n"), lacks);
        assert_eq!(problems(path, "[lints]\n# workspace = true\n"), lacks);
        assert_eq!(
            problems(path, "[lints]\n[dependencies.a]\nworkspace = true\n"),
            lacks
        );
        let root = "[workspace]\n[package]\n[workspace.lints.rust]\n";
        assert_eq!(
            problems("Cargo.toml", root),
            ["Cargo.toml: lacks lints.workspace = true"]
        );
    }

    #[test]
    fn the_demo_city_is_written_without_what_reads_it() {
        let path = "crates/demo/Cargo.toml";
        let head = "lints.workspace = true\n[package]\nname = \"ayumi-demo\"\n[dependencies]\n";
        assert_eq!(problems(path, head), Vec::<String>::new());
        for dependency in [
            "ayumi-japanese.workspace = true\n",
            "japanese = { package = \"ayumi-japanese\", path = \"../japanese\" }\n",
        ] {
            assert_eq!(
                problems(path, &format!("{head}{dependency}")),
                ["crates/demo/Cargo.toml: depends on a crate of ours"]
            );
        }
    }

    #[test]
    fn lock_files_hold_no_addresses() {
        assert_eq!(
            problems("a/package-lock.json", r#"{"integrity":"sha512-x"}"#),
            Vec::<String>::new()
        );
        assert_eq!(
            problems(
                "a/package-lock.json",
                r#"{"resolved":"https://example.jp"}"#
            )
            .len(),
            1
        );
    }
}
