//! The recipe for nginx, with a real nginx. Needs one: `cargo xtask test` runs it where there is one, and says where not.

#![allow(
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    reason = "starts a server in a temporary folder and asks it"
)]

mod support;

use std::io::{Read as _, Write as _};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command};
use std::time::Duration;

use support::Site;

/// A running nginx, ended with the test.
struct Server {
    process: Child,
    port: u16,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

/// An answer: its status, its headers in small letters, its text.
struct Answer {
    status: u16,
    head: String,
    body: String,
}

impl Answer {
    fn header(&self, name: &str) -> Option<&str> {
        let mut lines = self.head.lines();
        lines.find_map(|line| {
            let (found, value) = line.split_once(": ")?;
            found.eq_ignore_ascii_case(name).then_some(value)
        })
    }
}

impl Server {
    /// Starts it with the block of `docs/publishing.md` around the file that was made.
    fn start(site: &Site, snippet: &str) -> Self {
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let folder = site.path("nginx");
        std::fs::create_dir_all(&folder).unwrap();
        std::fs::write(folder.join("ayumi.conf"), snippet).unwrap();
        let shown = folder.display();
        let temporary: String = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {shown}/{name};\n"))
            .concat();
        let user = if is_root() { "user root;\n" } else { "" };
        let configuration = format!(
            "daemon off;\nmaster_process off;\n{user}pid {shown}/pid;\nerror_log {shown}/error.log;\n\
             events {{ worker_connections 64; }}\nhttp {{\n{temporary}access_log off;\n\
             types {{ text/html html; text/css css; application/json json; image/svg+xml svg; text/plain txt; }}\n\
             server {{\n    listen 127.0.0.1:{port};\n    server_name example.jp;\n    include {shown}/ayumi.conf;\n}}\n}}\n"
        );
        let file = folder.join("nginx.conf");
        std::fs::write(&file, configuration).unwrap();
        let process = Command::new(program())
            .arg("-c")
            .arg(&file)
            .arg("-p")
            .arg(&folder)
            .spawn()
            .unwrap();
        let server = Self { process, port };
        for _ in 0..100 {
            if TcpStream::connect(("127.0.0.1", port)).is_ok() {
                return server;
            }
            std::thread::sleep(Duration::from_millis(50));
        }
        let log = std::fs::read_to_string(folder.join("error.log")).unwrap_or_default();
        panic!("nginx did not start: {log}");
    }

    fn ask(&self, path: &str) -> Answer {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        let request =
            format!("GET {path} HTTP/1.1\r\nHost: example.jp\r\nConnection: close\r\n\r\n");
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap();
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Answer {
            status,
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }
}

fn is_root() -> bool {
    let output = Command::new("id").arg("-u").output();
    output.is_ok_and(|output| output.stdout.trim_ascii() == b"0")
}

/// Debian keeps it where only root looks.
fn program() -> &'static str {
    if std::path::Path::new("/usr/sbin/nginx").exists() {
        "/usr/sbin/nginx"
    } else {
        "nginx"
    }
}

#[test]
#[ignore = "needs nginx: cargo xtask test runs it"]
fn nginx_does_what_every_host_should_do() {
    for base in ["/archive/", "/"] {
        let base_url = format!("https://example.jp{base}");
        let site = Site::small().file(
            "content/2024/minato.toml",
            "aliases = [\"2024/old-minato\", \"kusei/mokuhyo.html\", \"2024/旧 区\"]\n",
        );
        let arguments = ["--base-url", &base_url, "--out", "組織 目標"];
        site.run(&[&["build", "--strict", "--host", "nginx"], &arguments[..]].concat())
            .succeeds();
        let snippet = site
            .run(&[&["host", "nginx"], &arguments[..]].concat())
            .succeeds()
            .stdout;
        let server = Server::start(&site, &snippet);
        let at = |path: &str| server.ask(&format!("{base}{path}"));

        for path in [
            "",
            "2024/minato/",
            "2024/minato/index.html",
            "2024/minato/index.json",
            "robots.txt",
        ] {
            let answer = at(path);
            assert_eq!(answer.status, 200, "{base}{path}\n{}", answer.head);
            assert_eq!(answer.header("Cache-Control"), Some("no-cache"), "{path}");
            guarded(&answer);
        }
        assert!(at("2024/minato/").body.contains("除雪の体制"));
        assert_eq!(
            at("2024/minato/").header("Content-Type"),
            Some("text/html; charset=utf-8")
        );

        let files = site.files("組織 目標");
        for folder in ["assets/", "search/engine/", "search/index/parts/"] {
            let mut named = files.keys().filter(|path| path.starts_with(folder));
            let answer = at(named.next().unwrap());
            assert_eq!(answer.status, 200);
            assert_eq!(
                answer.header("Cache-Control"),
                Some("public, max-age=31536000, immutable"),
                "{folder}"
            );
            guarded(&answer);
        }
        let start = at("search/index/start.json");
        assert_eq!(start.header("Cache-Control"), Some("no-cache"));

        for path in [
            "nowhere",
            "2024/nowhere/",
            "assets/nowhere.css",
            "search/index/parts/0123456789abcdef.bin",
        ] {
            let answer = at(path);
            assert_eq!(answer.status, 404, "{path}");
            assert!(answer.body.contains("<html"), "{path}: the site's own page");
            assert!(
                answer.body.contains(&format!("{base}assets/")),
                "{path}: with its style"
            );
            assert!(
                !answer.head.contains("immutable"),
                "{path}: {}",
                answer.head
            );
            guarded(&answer);
        }

        let target = format!("{base}2024/minato/");
        for path in [
            "2024/old-minato",
            "2024/old-minato/",
            "2024/old-minato/index.html",
            "kusei/mokuhyo.html",
            "2024/%E6%97%A7%20%E5%8C%BA/",
        ] {
            let answer = at(path);
            assert_eq!(
                (answer.status, answer.header("Location")),
                (301, Some(target.as_str())),
                "{path}"
            );
        }
        // A folder without its slash, whatever the host is called outside.
        let answer = at("2024/minato");
        assert_eq!(
            (answer.status, answer.header("Location")),
            (301, Some(target.as_str()))
        );
        if base != "/" {
            let answer = server.ask("/archive");
            assert_eq!(
                (answer.status, answer.header("Location")),
                (301, Some(base))
            );
            assert_eq!(
                server.ask("/2024/minato/").status,
                404,
                "nothing stands outside of the path"
            );
        }
    }
}

#[track_caller]
fn guarded(answer: &Answer) {
    let policy = answer.header("Content-Security-Policy").unwrap_or_default();
    assert!(policy.starts_with("default-src 'none'"), "{}", answer.head);
    assert!(policy.ends_with("; frame-ancestors 'none'"), "{policy}");
    assert_eq!(answer.header("X-Content-Type-Options"), Some("nosniff"));
    assert_eq!(answer.header("Referrer-Policy"), Some("same-origin"));
}
