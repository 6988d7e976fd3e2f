//! Former addresses, and which of them a host can lead on from by itself.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::config::Host;

/// What stays as it is in a path: the unreserved characters of RFC 3986 and the separator.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// A former address and the page to which it leads.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Redirect {
    /// The former address below the site's root, without a slash at its end: `2024/old-chuo`, `kusei/mokuhyo.html`.
    pub from: String,
    /// The folder of the document: `2024/chuo/`
    pub to: String,
}

impl Redirect {
    /// The file in which a page leads on where no host does.
    #[must_use]
    pub fn file(&self) -> String {
        crate::model::Document::alias_file(&self.from)
    }

    /// Whether the former address was that of a file, and not of a folder.
    pub(super) fn is_file(&self) -> bool {
        self.from.ends_with(".html")
    }

    /// The former address as it is asked for, below the base path; that of a folder ends with a slash.
    pub(super) fn asked(&self, base: &str) -> String {
        let slash = if self.is_file() { "" } else { "/" };
        format!("{base}{}{slash}", encoded(&self.from))
    }

    /// Where to, below the base path.
    pub(super) fn target(&self, base: &str) -> String {
        format!("{base}{}", encoded(&self.to))
    }
}

/// A path as it stands in an address.
pub(super) fn encoded(path: &str) -> String {
    utf8_percent_encode(path, PATH).to_string()
}

/// Which former addresses become redirects of the host. Nothing is lost by the others: each keeps its page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Redirects {
    /// Those that the host leads on from.
    pub by_host: Vec<Redirect>,
    /// How many the host could have taken in its file, had there been room: none are told where all found room.
    pub left_to_pages: usize,
    /// Whether a page at a former address would keep the host from leading on: then it must not be made.
    pub replace_pages: bool,
}

/// How many rules a file of redirects may have, and how many bytes.
struct Room {
    rules: usize,
    bytes: usize,
}

/// Room in `_redirects`.
///
/// - Cloudflare Pages: 2,000 static rules (developers.cloudflare.com/pages/configuration/redirects/), and what stands
///   behind 100 KB is dropped without a word.
/// - GitLab Pages: 1,000 rules and 64 KiB unless the instance sets others (docs.gitlab.com, "GitLab Pages redirects").
///   Files come before redirects there.
/// - Netlify advises against 10,000 rules and more (docs.netlify.com, "Redirects and rewrites").
fn room(host: Host) -> Option<Room> {
    match host {
        Host::Cloudflare => Some(Room {
            rules: 2_000,
            bytes: 100_000,
        }),
        Host::Gitlab => Some(Room {
            rules: 1_000,
            bytes: 64 * 1024,
        }),
        Host::Netlify => Some(Room {
            rules: 9_999,
            bytes: usize::MAX,
        }),
        Host::Github | Host::S3 | Host::Nginx => None,
    }
}

/// The most bytes that one rule may have: Cloudflare Pages ignores longer ones (1,000 characters).
const LONGEST_RULE: usize = 1_000;
/// The most segments of a path in a rule of GitLab Pages (its option `redirects-max-path-segments`).
const MOST_SEGMENTS: usize = 25;

impl Redirects {
    /// Sorts out the former addresses of a site. `base_path` is the path of the site's address, where it is known.
    #[must_use]
    pub fn new(host: Option<Host>, base_path: Option<&str>, all: &[Redirect]) -> Self {
        let Some((host, room)) = host.and_then(|host| Some((host, room(host)?))) else {
            return Self::default();
        };
        let mut made = Self {
            replace_pages: host == Host::Gitlab,
            ..Self::default()
        };
        let (mut rules, mut bytes) = (0, 0);
        for redirect in all {
            let lines = rule_lines(host, base_path, redirect);
            if lines.is_empty() {
                continue;
            }
            let length: usize = lines.iter().map(|line| line.len() + 1).sum();
            if rules + lines.len() > room.rules || bytes + length > room.bytes {
                made.left_to_pages += 1;
                continue;
            }
            rules += lines.len();
            bytes += length;
            made.by_host.push(redirect.clone());
        }
        made
    }

    /// Whether a page has to stand at a former address.
    #[must_use]
    pub fn needs_page(&self, from: &str) -> bool {
        let by_host = || {
            self.by_host
                .binary_search_by(|one| one.from.as_str().cmp(from))
                .is_ok()
        };
        !(self.replace_pages && by_host())
    }
}

/// The rules of one former address in `_redirects`; none where the host cannot have it there.
pub(super) fn rule_lines(host: Host, base_path: Option<&str>, redirect: &Redirect) -> Vec<String> {
    let lines = match host {
        // The host leads `/x` and `/x/index.html` to `/x/` by itself, because the page is there.
        Host::Cloudflare => {
            vec![format!(
                "{} {} 301",
                redirect.asked("/"),
                redirect.target("/")
            )]
        }
        // The exclamation mark puts the rule before the page.
        Host::Netlify => {
            vec![format!(
                "{} {} 301!",
                redirect.asked("/"),
                redirect.target("/")
            )]
        }
        Host::Gitlab => gitlab_lines(base_path, redirect),
        Host::Github | Host::S3 | Host::Nginx => Vec::new(),
    };
    let fits = lines.iter().all(|line| line.len() <= LONGEST_RULE);
    if fits { lines } else { Vec::new() }
}

/// GitLab compares rules with whole decoded paths, those of a project's site with the project's name before them. So
/// the site's address has to be known, and addresses that are written encoded keep their pages.
fn gitlab_lines(base_path: Option<&str>, redirect: &Redirect) -> Vec<String> {
    let Some(base) = base_path else {
        return Vec::new();
    };
    let asked = redirect.asked(base);
    if asked.contains('%') || asked.matches('/').count() >= MOST_SEGMENTS {
        return Vec::new();
    }
    let target = redirect.target(base);
    let mut lines = vec![format!("{asked} {target} 301")];
    if !redirect.is_file() {
        lines.push(format!("{asked}index.html {target} 301"));
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    fn many(count: usize) -> Vec<Redirect> {
        let one = |at| Redirect {
            from: format!("old/{at:05}"),
            to: format!("2024/{at:05}/"),
        };
        (0..count).map(one).collect()
    }

    #[test]
    fn what_finds_no_room_keeps_its_page() {
        let all = many(2_100);
        let cloudflare = Redirects::new(Some(Host::Cloudflare), Some("/"), &all);
        assert_eq!(
            (cloudflare.by_host.len(), cloudflare.left_to_pages),
            (2_000, 100)
        );
        assert!(cloudflare.needs_page("old/00000") && cloudflare.needs_page("old/02099"));
        // Two rules for each.
        let gitlab = Redirects::new(Some(Host::Gitlab), Some("/project/"), &all);
        assert_eq!((gitlab.by_host.len(), gitlab.left_to_pages), (500, 1_600));
        assert!(!gitlab.needs_page("old/00499") && gitlab.needs_page("old/00500"));
        let netlify = Redirects::new(Some(Host::Netlify), None, &all);
        assert_eq!((netlify.by_host.len(), netlify.left_to_pages), (2_100, 0));
        for host in [None, Some(Host::Github), Some(Host::Nginx), Some(Host::S3)] {
            assert_eq!(Redirects::new(host, None, &all), Redirects::default());
        }
    }

    #[test]
    fn the_bytes_of_a_file_are_counted_too() {
        let long = |at| Redirect {
            from: format!("{}/{at}", "a".repeat(200)),
            to: "2024/chuo/".to_owned(),
        };
        let all: Vec<Redirect> = (1_000..2_000).map(long).collect();
        let made = Redirects::new(Some(Host::Cloudflare), None, &all);
        let line = rule_lines(Host::Cloudflare, None, &all[0])[0].len() + 1;
        assert_eq!(made.by_host.len(), 100_000 / line);
        assert_eq!(made.left_to_pages, 1_000 - made.by_host.len());
    }

    #[test]
    fn gitlab_knows_only_whole_plain_paths() {
        let plain = Redirect {
            from: "2024/old".to_owned(),
            to: "2024/chuo/".to_owned(),
        };
        assert_eq!(
            rule_lines(Host::Gitlab, Some("/project/"), &plain),
            [
                "/project/2024/old/ /project/2024/chuo/ 301",
                "/project/2024/old/index.html /project/2024/chuo/ 301"
            ]
        );
        assert!(rule_lines(Host::Gitlab, None, &plain).is_empty());
        let encoded = Redirect {
            from: "2024/中央".to_owned(),
            ..plain
        };
        assert!(rule_lines(Host::Gitlab, Some("/"), &encoded).is_empty());
        let cloudflare = rule_lines(Host::Cloudflare, None, &encoded);
        assert_eq!(cloudflare, ["/2024/%E4%B8%AD%E5%A4%AE/ /2024/chuo/ 301"]);
    }
}
