//! [`SitePath`]: where a file stands in the site. Cannot point outside it, on any system.

use std::fmt;
use std::path::{Path, PathBuf};
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use unicode_normalization::{UnicodeNormalization, is_nfc};

/// A path of a published file, relative to the site's root: `2024/chuo/index.html`.
///
/// One or more components, separated by `/`, in NFC, that every common file system and host can
/// hold and that none of them reads as something else. See [`SitePathProblem`] for what is refused.
/// Ordered by bytes, as `LC_ALL=C sort` does.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SitePath(String);

/// Why a text cannot be a [`SitePath`].
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{path:?} cannot be a path in the site: {problem}")]
pub struct SitePathError {
    /// The refused text.
    pub path: String,
    /// What is wrong with it; the first problem from the left.
    pub problem: SitePathProblem,
}

/// What is wrong with a refused path.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SitePathProblem {
    /// No text at all.
    #[error("it is empty")]
    Empty,
    /// More than [`SitePath::MAX_BYTES`] bytes.
    #[error("it has {bytes} bytes, more than {max}", max = SitePath::MAX_BYTES)]
    TooLong {
        /// Length in bytes of UTF-8.
        bytes: usize,
    },
    /// Not in Unicode normalisation form C: two spellings of one name would be two files.
    #[error("it is not in Unicode normalisation form C")]
    NotNfc,
    /// A slash at the start (an absolute path) or at the end, or two slashes in a row.
    #[error("a slash stands at its start or end, or two stand together")]
    EmptyComponent,
    /// A component `.` or `..`.
    #[error("{component:?} is no name")]
    Dots {
        /// The component.
        component: String,
    },
    /// A component of more than [`SitePath::MAX_COMPONENT_BYTES`] bytes.
    #[error("a part of it has {bytes} bytes, more than {max}", max = SitePath::MAX_COMPONENT_BYTES)]
    ComponentTooLong {
        /// Length in bytes of UTF-8.
        bytes: usize,
    },
    /// A character that Windows does not allow in names, or reads as a separator, drive or stream.
    #[error("the character {character:?} is not allowed in file names on all systems")]
    ForbiddenCharacter {
        /// The character.
        character: char,
    },
    /// A control character, line separator, or invisible formatting character.
    #[error("it holds the invisible character U+{:04X}", u32::from(*.character))]
    InvisibleCharacter {
        /// The character.
        character: char,
    },
    /// White space at the start or end of a component, or a dot at its end. Windows drops some of them.
    #[error("{component:?} begins or ends with a space, or ends with a dot")]
    Edge {
        /// The component.
        component: String,
    },
    /// A name that Windows reads as a device, with or without extension: `con`, `COM1.txt`.
    #[error("{component:?} is the name of a device on Windows")]
    DeviceName {
        /// The component.
        component: String,
    },
    /// `.git` (or its short name on Windows): a repository's settings can run commands.
    #[error("{component:?} is the name of a Git repository's own folder")]
    GitFolder {
        /// The component.
        component: String,
    },
}

impl SitePath {
    /// Longest path, in bytes.
    pub const MAX_BYTES: usize = 1024;
    /// Longest component, in bytes: the limit of ext4, XFS, Btrfs and APFS.
    pub const MAX_COMPONENT_BYTES: usize = 255;

    /// Checks a path.
    ///
    /// # Errors
    /// The first [`SitePathProblem`].
    pub fn new(path: impl Into<String>) -> Result<Self, SitePathError> {
        let path = path.into();
        match problem_of(&path) {
            None => Ok(Self(path)),
            Some(problem) => Err(SitePathError { path, problem }),
        }
    }

    /// This path followed by `rest`: `2024/chuo` and `index.html`.
    ///
    /// # Errors
    /// As [`SitePath::new`].
    pub fn join(&self, rest: &str) -> Result<Self, SitePathError> {
        Self::new(format!("{}/{rest}", self.0))
    }

    /// The path with `/` between components, on every system.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The components, from the root down.
    pub fn components(&self) -> impl DoubleEndedIterator<Item = &str> {
        self.0.split('/')
    }

    /// The last component.
    pub fn file_name(&self) -> &str {
        self.0.rsplit_once('/').map_or(&self.0, |(_, name)| name)
    }

    /// The folder that holds it, or nothing for the root.
    pub fn parent(&self) -> Option<SitePath> {
        // A prefix that ends before a slash keeps every property that was checked.
        self.0
            .rsplit_once('/')
            .map(|(parent, _)| Self(parent.to_owned()))
    }

    /// The file's place on disk; always below `root`.
    pub fn below(&self, root: &Path) -> PathBuf {
        let mut path = PathBuf::with_capacity(root.as_os_str().len() + 1 + self.0.len());
        path.push(root);
        path.extend(self.components());
        path
    }

    /// The spelling under which a file system that ignores case would find it. Different paths with
    /// the same folded spelling are one file on macOS and Windows.
    pub(super) fn folded(&self) -> String {
        fold_case(&self.0)
    }
}

/// A name or path in NFC as a file system that ignores case compares it.
pub(crate) fn fold_case(name: &str) -> String {
    if name.is_ascii() {
        return name.to_ascii_lowercase();
    }
    // Upper, then lower: ß, ſ and the three sigmas meet, as in Unicode case folding.
    let upper = name.chars().flat_map(char::to_uppercase);
    upper.flat_map(char::to_lowercase).nfc().collect()
}

fn problem_of(path: &str) -> Option<SitePathProblem> {
    if path.is_empty() {
        return Some(SitePathProblem::Empty);
    }
    if path.len() > SitePath::MAX_BYTES {
        return Some(SitePathProblem::TooLong { bytes: path.len() });
    }
    if !is_nfc(path) {
        return Some(SitePathProblem::NotNfc);
    }
    path.split('/').find_map(problem_of_component)
}

fn problem_of_component(component: &str) -> Option<SitePathProblem> {
    let named = || component.to_owned();
    if component.is_empty() {
        return Some(SitePathProblem::EmptyComponent);
    }
    if component == "." || component == ".." {
        return Some(SitePathProblem::Dots { component: named() });
    }
    if component.len() > SitePath::MAX_COMPONENT_BYTES {
        return Some(SitePathProblem::ComponentTooLong {
            bytes: component.len(),
        });
    }
    for character in component.chars() {
        if r#"\:<>"|?*"#.contains(character) {
            return Some(SitePathProblem::ForbiddenCharacter { character });
        }
        if is_invisible(character) {
            return Some(SitePathProblem::InvisibleCharacter { character });
        }
    }
    if component.starts_with(char::is_whitespace)
        || component.ends_with(|c: char| c.is_whitespace() || c == '.')
    {
        return Some(SitePathProblem::Edge { component: named() });
    }
    if is_device(component) {
        return Some(SitePathProblem::DeviceName { component: named() });
    }
    // `git~1` is what NTFS calls `.git` in its short form; Git refuses both for the same reason.
    if component.eq_ignore_ascii_case(".git") || component.eq_ignore_ascii_case("git~1") {
        return Some(SitePathProblem::GitFolder { component: named() });
    }
    None
}

/// Controls, line separators, and format characters that change how a name is read without being
/// seen. Variation selectors stay allowed: Japanese names of places need them (葛󠄀城市).
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{AD}' | '\u{61C}' | '\u{180E}' | '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}'
            | '\u{2060}'..='\u{206F}' | '\u{FEFF}' | '\u{FFF9}'..='\u{FFFB}' | '\u{E0000}'..='\u{E007F}')
}

/// Windows looks at what stands before the first dot, without spaces at its end.
/// Source: Microsoft, "Naming Files, Paths, and Namespaces".
fn is_device(component: &str) -> bool {
    let stem = component
        .split('.')
        .next()
        .unwrap_or_default()
        .trim_end()
        .to_ascii_uppercase();
    match stem.as_str() {
        "CON" | "PRN" | "AUX" | "NUL" | "CONIN$" | "CONOUT$" => true,
        _ => stem
            .strip_prefix("COM")
            .or_else(|| stem.strip_prefix("LPT"))
            .is_some_and(|number| {
                let mut digits = number.chars();
                matches!(
                    (digits.next(), digits.next()),
                    (Some('0'..='9' | '¹' | '²' | '³'), None)
                )
            }),
    }
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for SitePath {
    type Err = SitePathError;

    fn from_str(path: &str) -> Result<Self, SitePathError> {
        Self::new(path)
    }
}

impl TryFrom<String> for SitePath {
    type Error = SitePathError;

    fn try_from(path: String) -> Result<Self, SitePathError> {
        Self::new(path)
    }
}

impl From<SitePath> for String {
    fn from(path: SitePath) -> String {
        path.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]

    use super::*;

    fn problem(path: &str) -> SitePathProblem {
        SitePath::new(path).unwrap_err().problem
    }

    #[test]
    fn ordinary_paths_are_accepted() {
        for path in [
            "index.html",
            "2024/chuo/index.html",
            ".nojekyll",
            ".well-known/security.txt",
            "2024/中央区/令和6年度 組織目標.pdf",
            "葛\u{E0100}城市/index.html",
            "console/auxiliary.com/com10.txt/nully",
            "a..b/...c",
            ".gitkeep",
        ] {
            assert_eq!(SitePath::new(path).unwrap().as_str(), path);
        }
    }

    #[test]
    fn each_problem_is_named() {
        use SitePathProblem::*;
        assert_eq!(problem(""), Empty);
        assert_eq!(problem(&"a/".repeat(600)), TooLong { bytes: 1200 });
        assert_eq!(problem("か\u{3099}"), NotNfc);
        for path in ["/etc/passwd", "a//b", "a/", "/", "//host/share"] {
            assert_eq!(problem(path), EmptyComponent, "{path}");
        }
        for (path, component) in [("..", ".."), ("a/../b", ".."), ("./a", "."), ("a/.", ".")] {
            assert_eq!(
                problem(path),
                Dots {
                    component: component.to_owned()
                }
            );
        }
        assert_eq!(
            problem(&format!("a/{}", "あ".repeat(86))),
            ComponentTooLong { bytes: 258 }
        );
        for (path, character) in [
            ("a\\b", '\\'),
            ("C:/a", ':'),
            ("a:stream", ':'),
            ("a?", '?'),
            ("a*", '*'),
            ("a|b", '|'),
        ] {
            assert_eq!(problem(path), ForbiddenCharacter { character });
        }
        for character in [
            '\0', '\n', '\r', '\u{7f}', '\u{85}', '\u{202E}', '\u{200D}', '\u{FEFF}', '\u{2028}',
        ] {
            assert_eq!(
                problem(&format!("a{character}b")),
                InvisibleCharacter { character }
            );
        }
        for component in [" a", "a ", "a.", "...", "\u{3000}a", "a\u{3000}", ".. "] {
            assert_eq!(
                problem(component),
                Edge {
                    component: component.to_owned()
                }
            );
        }
        for component in [
            "CON",
            "nul.txt",
            "Com1",
            "lpt¹.tar.gz",
            "aux .html",
            "conin$",
        ] {
            assert_eq!(
                problem(component),
                DeviceName {
                    component: component.to_owned()
                }
            );
        }
        for component in [".git", ".GIT", "Git~1"] {
            assert_eq!(
                problem(&format!("a/{component}/config")),
                GitFolder {
                    component: component.to_owned()
                }
            );
        }
    }

    #[test]
    fn the_message_shows_the_path_and_what_is_wrong() {
        assert_eq!(
            SitePath::new("a\u{202E}b").unwrap_err().to_string(),
            r#""a\u{202e}b" cannot be a path in the site: it holds the invisible character U+202E"#
        );
    }

    #[test]
    fn names_that_one_file_system_would_merge_fold_alike() {
        let folded = |path: &str| SitePath::new(path).unwrap().folded();
        assert_eq!(folded("A/Index.HTML"), folded("a/index.html"));
        assert_eq!(folded("Straße"), folded("STRASSE"));
        assert_eq!(folded("ΣΑΣ"), folded("σας"));
        assert_eq!(folded("Ｃｈｕｏ"), folded("ｃｈｕｏ"));
        assert_ne!(folded("かき"), folded("カキ"));
    }

    #[test]
    fn parents_and_names() {
        let path = SitePath::new("2024/chuo/index.html").unwrap();
        assert_eq!(path.parent().unwrap().as_str(), "2024/chuo");
        assert_eq!(path.file_name(), "index.html");
        assert_eq!(
            path.parent().unwrap().join("files/a.pdf").unwrap().as_str(),
            "2024/chuo/files/a.pdf"
        );
        assert!(path.join("../x").is_err());
        assert_eq!(SitePath::new("a").unwrap().parent(), None);
    }

    #[test]
    fn json_is_checked_too() {
        let path: SitePath = serde_json::from_str(r#""2024/index.html""#).unwrap();
        assert_eq!(
            serde_json::to_string(&path).unwrap(),
            r#""2024/index.html""#
        );
        assert!(serde_json::from_str::<SitePath>(r#""../index.html""#).is_err());
    }
}
