//! What can be copied into a shell.

use std::path::Path;

use super::terminal::printable;

/// A path as a shell takes it for one word.
pub(super) fn word(path: &Path) -> String {
    let shown = printable(&path.display().to_string());
    let plain = |c: char| c.is_alphanumeric() || "-_./:+,%@\\".contains(c);
    if shown.chars().all(plain) {
        shown
    } else {
        format!("'{}'", shown.replace('\'', "'\\''"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_command_can_be_copied() {
        for (path, expected) in [
            ("city", "city"),
            ("../汐凪市/a-b", "../汐凪市/a-b"),
            ("my city", "'my city'"),
            ("it's", "'it'\\''s'"),
            ("a;b", "'a;b'"),
        ] {
            assert_eq!(word(Path::new(path)), expected);
        }
    }
}
