//! What a host takes, and how a finished site compares with it.

use crate::config::{Host, LimitSettings};
use crate::model::{Diagnostic, Problem};

/// How much a host takes. What is not limited, or not known to be, is not compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Limits {
    /// Files of the site.
    pub files: Option<u64>,
    /// Bytes of all files.
    pub bytes: Option<u64>,
    /// Bytes of one file.
    pub file_bytes: Option<u64>,
    /// Files and folders in one folder.
    pub folder_entries: Option<u64>,
    /// Whether folders count as files.
    folders_count: bool,
}

/// The name that `[publish.limits]` has for a limit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LimitKey {
    /// `files`
    Files,
    /// `bytes`
    Bytes,
    /// `file_bytes`
    FileBytes,
    /// `folder_entries`
    FolderEntries,
}

impl LimitKey {
    /// As in `ayumi.toml`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Files => "files",
            Self::Bytes => "bytes",
            Self::FileBytes => "file_bytes",
            Self::FolderEntries => "folder_entries",
        }
    }
}

/// What a finished site amounts to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Contents {
    /// Its files.
    pub files: u64,
    /// Its folders.
    pub folders: u64,
    /// Bytes of all files.
    pub bytes: u64,
    /// The largest file, with its bytes.
    pub largest: Option<(String, u64)>,
    /// The folder with the most files and folders, with their number; the site itself is empty text.
    pub fullest: Option<(String, u64)>,
}

impl Limits {
    /// What a host takes, with what `[publish.limits]` says instead: another plan, or an instance of one's own.
    ///
    /// - GitHub Pages: a site of at most 1 GB (docs.github.com, "GitHub Pages limits").
    /// - GitLab Pages on gitlab.com: 1 GB, 200,000 files with folders (docs.gitlab.com, "GitLab.com settings").
    /// - Cloudflare Pages: 20,000 files on the free plan, 100,000 on paid ones; 25 MiB a file
    ///   (developers.cloudflare.com/pages/platform/limits/).
    /// - Netlify: 54,000 files in one folder (docs.netlify.com, "Site deploys overview").
    /// - S3 and one's own server: nothing that a site of documents could reach.
    #[must_use]
    pub fn of(host: Host, own: &LimitSettings) -> Self {
        let host = match host {
            Host::Github => Self {
                bytes: Some(1_000_000_000),
                ..Self::default()
            },
            Host::Gitlab => Self {
                files: Some(200_000),
                bytes: Some(1_000_000_000),
                folders_count: true,
                ..Self::default()
            },
            Host::Cloudflare => Self {
                files: Some(20_000),
                file_bytes: Some(25 * 1024 * 1024),
                ..Self::default()
            },
            Host::Netlify => Self {
                folder_entries: Some(54_000),
                ..Self::default()
            },
            Host::S3 | Host::Nginx => Self::default(),
        };
        Self {
            files: own.files.or(host.files),
            bytes: own.bytes.or(host.bytes),
            file_bytes: own.file_bytes.or(host.file_bytes),
            folder_entries: own.folder_entries.or(host.folder_entries),
            folders_count: host.folders_count,
        }
    }
}

/// From this share of a limit on, it is told that it is near: in percent.
const NEAR: u64 = 90;

/// Compares a finished site with what a host takes: errors where it takes less, warnings where it nearly does.
#[must_use]
pub fn judge(host: Host, limits: &Limits, contents: &Contents) -> Vec<Diagnostic> {
    let folders = if limits.folders_count {
        contents.folders
    } else {
        0
    };
    let largest = contents.largest.clone().unwrap_or_default();
    let fullest = contents.fullest.clone().unwrap_or_default();
    let measures = [
        (
            LimitKey::Files,
            limits.files,
            contents.files + folders,
            String::new(),
        ),
        (LimitKey::Bytes, limits.bytes, contents.bytes, String::new()),
        (LimitKey::FileBytes, limits.file_bytes, largest.1, largest.0),
        (
            LimitKey::FolderEntries,
            limits.folder_entries,
            fullest.1,
            fullest.0 + "/",
        ),
    ];
    let told = measures
        .into_iter()
        .filter_map(|(key, limit, measured, place)| problem(host, key, limit?, measured, place));
    told.map(Diagnostic::new).collect()
}

fn problem(host: Host, key: LimitKey, limit: u64, measured: u64, place: String) -> Option<Problem> {
    let is_over = measured > limit;
    // Multiplied the other way round, a large limit would overflow.
    let is_near = u128::from(measured) * 100 > u128::from(limit) * u128::from(NEAR);
    let host = host.title().to_owned();
    let (limit, measured) = (
        figure(key, limit, Round::Down),
        figure(key, measured, Round::Up),
    );
    if !is_over {
        let key = key.name().to_owned();
        return is_near.then_some(Problem::HostLimitNear {
            host,
            key,
            measured,
            limit,
        });
    }
    Some(match key {
        LimitKey::Files => Problem::HostTooManyFiles {
            host,
            measured,
            limit,
        },
        LimitKey::Bytes => Problem::HostTooLarge {
            host,
            measured,
            limit,
        },
        LimitKey::FileBytes => Problem::HostFileTooLarge {
            host,
            path: place,
            measured,
            limit,
        },
        LimitKey::FolderEntries => Problem::HostFolderTooFull {
            host,
            folder: place,
            measured,
            limit,
        },
    })
}

/// Limits are rounded down and measures up, so that what is over a limit always looks like it.
#[derive(Clone, Copy)]
enum Round {
    Down,
    Up,
}

/// A number for people: 20,412; bytes in millions: 26.3 MB.
fn figure(key: LimitKey, number: u64, round: Round) -> String {
    match key {
        LimitKey::Files | LimitKey::FolderEntries => grouped(number),
        LimitKey::Bytes | LimitKey::FileBytes => {
            let tenths = match round {
                Round::Down => number / 100_000,
                Round::Up => number.div_ceil(100_000),
            };
            format!("{}.{} MB", grouped(tenths / 10), tenths % 10)
        }
    }
}

fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(host: Host, contents: &Contents) -> Vec<String> {
        let limits = Limits::of(host, &LimitSettings::default());
        let told = judge(host, &limits, contents);
        told.iter().map(|one| one.problem.code()).collect()
    }

    fn files(files: u64) -> Contents {
        Contents {
            files,
            ..Contents::default()
        }
    }

    #[test]
    fn a_limit_may_be_reached_but_not_passed() {
        assert_eq!(codes(Host::Cloudflare, &files(18_000)), [""; 0]);
        assert_eq!(codes(Host::Cloudflare, &files(18_001)), ["host-limit-near"]);
        assert_eq!(codes(Host::Cloudflare, &files(20_000)), ["host-limit-near"]);
        assert_eq!(
            codes(Host::Cloudflare, &files(20_001)),
            ["host-too-many-files"]
        );
        assert_eq!(codes(Host::Nginx, &files(u64::MAX)), [""; 0]);
    }

    #[test]
    fn each_host_counts_what_it_limits() {
        let large = Contents {
            files: 120_000,
            folders: 100_000,
            bytes: 1_000_000_001,
            largest: Some(("2024/chuo/files/map.pdf".to_owned(), 26_214_401)),
            fullest: Some(("2024".to_owned(), 54_001)),
        };
        assert_eq!(codes(Host::Github, &large), ["host-too-large"]);
        assert_eq!(
            codes(Host::Gitlab, &large),
            ["host-too-many-files", "host-too-large"]
        );
        assert_eq!(
            codes(Host::Cloudflare, &large),
            ["host-too-many-files", "host-file-too-large"]
        );
        assert_eq!(codes(Host::Netlify, &large), ["host-folder-too-full"]);
        assert_eq!(codes(Host::S3, &large), [""; 0]);
    }

    #[test]
    fn another_plan_has_other_limits() {
        let own = LimitSettings {
            files: Some(100_000),
            ..LimitSettings::default()
        };
        let limits = Limits::of(Host::Cloudflare, &own);
        assert_eq!(judge(Host::Cloudflare, &limits, &files(20_001)), []);
        assert_eq!(judge(Host::Cloudflare, &limits, &files(100_001)).len(), 1);
        assert_eq!(limits.file_bytes, Some(25 * 1024 * 1024));
    }

    #[test]
    fn figures_are_for_people() {
        assert_eq!(figure(LimitKey::Files, 20_412, Round::Up), "20,412");
        assert_eq!(figure(LimitKey::Files, 999, Round::Down), "999");
        assert_eq!(
            figure(LimitKey::Bytes, 1_000_000_000, Round::Up),
            "1,000.0 MB"
        );
        let bytes = 25 * 1024 * 1024;
        assert_eq!(figure(LimitKey::FileBytes, bytes, Round::Down), "26.2 MB");
        assert_eq!(figure(LimitKey::FileBytes, bytes + 1, Round::Up), "26.3 MB");
    }
}
