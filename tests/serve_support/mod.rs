//! `ayumi serve` as a running program, and a small client that asks it for pages and listens to its events.
#![allow(
    dead_code,
    clippy::disallowed_methods,
    clippy::disallowed_types,
    clippy::unwrap_used,
    reason = "tests run the program and talk to it"
)]

use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::process::{Child, Command, Stdio};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::{Site, program};

/// Nothing takes so long, unless it never comes.
pub const LIMIT: Duration = Duration::from_secs(240);

/// The program, serving a site.
pub struct Serving {
    child: Child,
    pub address: String,
    pub port: u16,
    said: Arc<Mutex<String>>,
    /// Where it makes its own folder.
    pub temporary: tempfile::TempDir,
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub head: String,
    pub body: String,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

impl Serving {
    /// Serves a site at a free port; returns when it listens.
    pub fn start(site: &Site, arguments: &[&str]) -> Self {
        let temporary = tempfile::tempdir().unwrap();
        let mut command = program("C.UTF-8");
        command
            .current_dir(site.root())
            .args(["serve", "--port", "0"])
            .args(arguments)
            .env("TMPDIR", temporary.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        let mut child = command.spawn().unwrap();
        let mut line = String::new();
        let mut out = BufReader::new(child.stdout.take().unwrap());
        out.read_line(&mut line).unwrap();
        let said = Arc::new(Mutex::new(String::new()));
        let (heard, mut errors) = (said.clone(), child.stderr.take().unwrap());
        thread::spawn(move || {
            let mut piece = [0; 4096];
            while let Ok(count @ 1..) = errors.read(&mut piece) {
                let text = String::from_utf8_lossy(&piece[..count]);
                heard.lock().unwrap().push_str(&text);
            }
        });
        let address = line.trim().to_owned();
        let port = address.rsplit(':').next().unwrap().trim_end_matches('/');
        let Ok(port) = port.parse() else {
            let _ = child.wait();
            panic!("no address: {line:?} {}", said.lock().unwrap());
        };
        Self {
            child,
            address,
            port,
            said,
            temporary,
        }
    }

    pub fn said(&self) -> String {
        self.said.lock().unwrap().clone()
    }

    /// Waits until standard error has a text.
    #[track_caller]
    pub fn says(&self, text: &str) {
        let begun = Instant::now();
        while !self.said().contains(text) {
            assert!(begun.elapsed() < LIMIT, "no {text:?} in:\n{}", self.said());
            thread::sleep(Duration::from_millis(20));
        }
    }

    fn send(&self, request: &str) -> TcpStream {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port)).unwrap();
        stream.set_read_timeout(Some(LIMIT)).unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        stream
    }

    /// What a request brings; it ends with the connection.
    pub fn ask(&self, request: &str) -> Answer {
        let mut bytes = Vec::new();
        self.send(request).read_to_end(&mut bytes).unwrap();
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let (head, body) = text.split_once("\r\n\r\n").unwrap_or((&text, ""));
        let status = head
            .split(' ')
            .nth(1)
            .and_then(|status| status.parse().ok());
        Answer {
            status: status.unwrap_or_else(|| panic!("no answer: {text:?}")),
            head: head.to_owned(),
            body: body.to_owned(),
        }
    }

    pub fn get(&self, path: &str) -> Answer {
        self.request("GET", path, &format!("localhost:{}", self.port))
    }

    pub fn request(&self, method: &str, path: &str, host: &str) -> Answer {
        self.ask(&format!("{method} {path} HTTP/1.0\r\nHost: {host}\r\n\r\n"))
    }

    /// What pages are told, from now on.
    pub fn events(&self) -> Events {
        let request = format!(
            "GET /__ayumi/events HTTP/1.0\r\nHost: 127.0.0.1:{}\r\n\r\n",
            self.port
        );
        Events(BufReader::new(self.send(&request)))
    }

    /// Ends it as a person does; its exit code.
    #[cfg(unix)]
    pub fn interrupt(&mut self, signal: &str) -> i32 {
        let id = self.child.id().to_string();
        assert!(
            Command::new("kill")
                .args([signal, &id])
                .status()
                .unwrap()
                .success()
        );
        self.child.wait().unwrap().code().unwrap_or(-1)
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A stream of events.
pub struct Events(BufReader<TcpStream>);

impl Events {
    /// The next state that is like this.
    #[track_caller]
    pub fn until(&mut self, what: &str, is_it: impl Fn(&Value) -> bool) -> Value {
        let begun = Instant::now();
        let mut last = String::new();
        loop {
            assert!(
                begun.elapsed() < LIMIT,
                "{what} never came; the last was {last}"
            );
            let mut line = String::new();
            let count = self.0.read_line(&mut line).unwrap_or(0);
            assert!(count > 0, "{what} never came; the last was {last}");
            if let Some(data) = line.strip_prefix("data:") {
                let state: Value = serde_json::from_str(data).unwrap();
                if is_it(&state) {
                    return state;
                }
                data.clone_into(&mut last);
            }
        }
    }

    #[track_caller]
    pub fn next(&mut self) -> Value {
        self.until("a state", |_| true)
    }

    /// The next state of another page than this one's.
    #[track_caller]
    pub fn another_page(&mut self, than: &Value) -> Value {
        self.until("another page", |state| state["page"] != than["page"])
    }
}

pub fn is_grave(state: &Value) -> bool {
    state["report"]["grave"] == true
}
