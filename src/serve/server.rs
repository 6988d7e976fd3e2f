//! Answers requests: only to this machine, only under its own names, only by reading, only from the site's folder.

use std::convert::Infallible;
use std::fs;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State as Extract};
use axum::http::uri::Authority;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_decode_str, utf8_percent_encode};
use tokio::net::TcpListener;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::ServeError;
use super::page::{EVENTS, OWN, SCRIPT, STYLE, escape, live, tag};
use super::report::Item;
use super::state::{Shared, State};
use crate::publish::{MANIFEST_NAME, SitePath};

/// A server that listens already and answers nobody yet.
pub(super) struct Server {
    port: u16,
    listeners: Vec<TcpListener>,
    end: End,
}

/// What every answer needs.
#[derive(Debug, Clone)]
struct Serving {
    site: PathBuf,
    shared: Shared,
    port: u16,
}

impl Server {
    /// Listens on this machine's own addresses; `port` 0 means any that is free.
    pub async fn bind(port: u16) -> Result<Self, ServeError> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).await;
        let first = listener.map_err(|source| refused(port, source))?;
        let port = first.local_addr()?.port();
        let mut listeners = vec![first];
        // Not every machine has it; browsers that try it first try the other one next.
        listeners.extend(TcpListener::bind((Ipv6Addr::LOCALHOST, port)).await.ok());
        Ok(Self {
            port,
            listeners,
            end: End::listen()?,
        })
    }

    /// The address to open.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}/", self.port)
    }

    /// Answers until somebody wants the program to end.
    pub async fn run(self, site: PathBuf, shared: Shared) -> io::Result<()> {
        let serving = Serving {
            site,
            shared,
            port: self.port,
        };
        let router = Router::new().fallback(answer).with_state(serving);
        for listener in self.listeners {
            // Ends with the runtime: streams of events would keep a graceful end waiting for ever.
            tokio::spawn(axum::serve(listener, router.clone()).into_future());
        }
        self.end.asked().await
    }
}

fn refused(port: u16, source: io::Error) -> ServeError {
    if source.kind() == io::ErrorKind::AddrInUse {
        ServeError::PortInUse(port)
    } else {
        ServeError::Port { port, source }
    }
}

/// Requests to end: Ctrl-C, and on Unix those of other programs. From the moment it is made none of them kills.
struct End {
    #[cfg(unix)]
    signals: [tokio::signal::unix::Signal; 3],
    #[cfg(windows)]
    interrupt: tokio::signal::windows::CtrlC,
}

impl End {
    #[cfg(unix)]
    fn listen() -> io::Result<Self> {
        use tokio::signal::unix::{SignalKind, signal};
        Ok(Self {
            signals: [
                signal(SignalKind::interrupt())?,
                signal(SignalKind::terminate())?,
                signal(SignalKind::hangup())?,
            ],
        })
    }

    #[cfg(unix)]
    async fn asked(self) -> io::Result<()> {
        let [mut interrupt, mut terminate, mut hang_up] = self.signals;
        tokio::select! {
            _ = interrupt.recv() => Ok(()),
            _ = terminate.recv() => Ok(()),
            _ = hang_up.recv() => Ok(()),
        }
    }

    #[cfg(windows)]
    fn listen() -> io::Result<Self> {
        let interrupt = tokio::signal::windows::ctrl_c()?;
        Ok(Self { interrupt })
    }

    #[cfg(windows)]
    async fn asked(mut self) -> io::Result<()> {
        self.interrupt.recv().await;
        Ok(())
    }
}

async fn answer(Extract(serving): Extract<Serving>, request: Request) -> Response {
    let origin = serving.host(&request);
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let mut response = match origin {
        Ok(origin) => serving.dispatch(&method, path, origin).await,
        Err(foreign) => foreign,
    };
    if method == Method::HEAD {
        // The length of what a GET would bring stays in the header.
        *response.body_mut() = Body::empty();
    }
    let headers = response.headers_mut();
    for (name, value) in [
        (header::CACHE_CONTROL, "no-store"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (
            HeaderName::from_static("cross-origin-resource-policy"),
            "same-origin",
        ),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    response
}

impl Serving {
    /// The origin under which the page was asked for. Another site's name that leads to this machine (DNS rebinding)
    /// gets nothing to see.
    fn host(&self, request: &Request) -> Result<String, Response> {
        let named = request.headers().get(header::HOST);
        let named = named.and_then(|host| host.to_str().ok()?.parse::<Authority>().ok());
        let asked = request.uri().authority();
        let ours = |authority: &Authority| {
            ["localhost", "127.0.0.1", "[::1]"]
                .contains(&authority.host().to_ascii_lowercase().as_str())
                && authority.port_u16().unwrap_or(80) == self.port
                && !authority.as_str().contains('@')
        };
        match named {
            Some(named) if ours(&named) && asked.is_none_or(ours) => Ok(format!("http://{named}")),
            _ => {
                let address = format!("http://127.0.0.1:{}/", self.port);
                let said = self.shared.texts.fill("foreign", &[("address", &address)]);
                Err(plain(StatusCode::FORBIDDEN, said))
            }
        }
    }

    async fn dispatch(&self, method: &Method, path: String, origin: String) -> Response {
        if ![Method::GET, Method::HEAD].contains(method) {
            let allow = [(header::ALLOW, "GET, HEAD")];
            return (StatusCode::METHOD_NOT_ALLOWED, allow).into_response();
        }
        match path.strip_prefix(OWN) {
            Some(SCRIPT) => typed("text/javascript", include_str!("live/live.js")),
            Some(STYLE) => typed("text/css", include_str!("live/live.css")),
            Some(EVENTS) => self.events(),
            Some(_) => plain(StatusCode::NOT_FOUND, String::new()),
            None => {
                let state = self.built().await;
                let serving = self.clone();
                // Reading files waits for the disk.
                let found = move || serving.page(&path, &origin, &state);
                tokio::task::spawn_blocking(found)
                    .await
                    .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
            }
        }
    }

    /// The state when the first build has ended: whoever asks before that waits for it.
    async fn built(&self) -> State {
        let mut states = self.shared.subscribe();
        match states.wait_for(|state| state.builds > 0).await {
            Ok(state) => state.clone(),
            Err(_) => self.shared.now(),
        }
    }

    /// Tells a page what is shown and what is wrong, now and whenever it changes.
    fn events(&self) -> Response {
        let states = WatchStream::new(self.shared.subscribe());
        let texts = self.shared.texts;
        let event = move |state: State| Event::default().event("state").data(state.told(texts));
        let events = states
            .filter(|state| state.builds > 0)
            .map(move |state| Ok::<_, Infallible>(event(state)));
        let alive = KeepAlive::new().interval(Duration::from_secs(15));
        Sse::new(events).keep_alive(alive).into_response()
    }

    fn page(&self, path: &str, origin: &str, state: &State) -> Response {
        if !state.has_site() {
            return self.errors(state);
        }
        match find(&self.site, path) {
            Some(Place::File(file)) => self.file(&file, StatusCode::OK, origin, state),
            Some(Place::Folder(to)) => {
                (StatusCode::TEMPORARY_REDIRECT, [(header::LOCATION, to)]).into_response()
            }
            None => self.missing(origin, state),
        }
    }

    fn file(&self, file: &Path, status: StatusCode, origin: &str, state: &State) -> Response {
        let Ok(bytes) = fs::read(file) else {
            return self.missing(origin, state);
        };
        let kind = mime_guess::from_path(file).first_or_octet_stream();
        let kind = kind.essence_str();
        let bytes = match String::from_utf8(bytes) {
            Ok(html) if kind == "text/html" => live(&html, origin, &state.page()).into_bytes(),
            Ok(text) => text.into_bytes(),
            Err(other) => other.into_bytes(),
        };
        let is_text = kind.starts_with("text/")
            || [
                "application/json",
                "application/xml",
                "application/javascript",
            ]
            .contains(&kind);
        let kind = if is_text {
            format!("{kind}; charset=utf-8")
        } else {
            kind.to_owned()
        };
        (status, [(header::CONTENT_TYPE, kind)], bytes).into_response()
    }

    /// The site's own page for it, or a word where it has none.
    fn missing(&self, origin: &str, state: &State) -> Response {
        let own = self.site.join("404.html");
        if own.is_file() {
            return self.file(&own, StatusCode::NOT_FOUND, origin, state);
        }
        let texts = self.shared.texts;
        let said = format!(
            "<h1>{}</h1>\n<p>{}</p>",
            texts.get("missing"),
            texts.get("missing_help")
        );
        self.own_page(StatusCode::NOT_FOUND, texts.get("missing"), &said, state)
    }

    /// What is shown as long as no build succeeded.
    fn errors(&self, state: &State) -> Response {
        let Some(report) = &state.report else {
            return self.own_page(StatusCode::SERVICE_UNAVAILABLE, "Ayumi", "", state);
        };
        let items: String = report.items.iter().map(|item| self.item(item)).collect();
        let more = report.more.as_ref();
        let more = more.map(|more| format!("<p>{}</p>\n", escape(more)));
        let said = format!(
            "<h1>{}</h1>\n<p>{}</p>\n{items}{}",
            escape(&report.heading),
            escape(&report.explanation),
            more.unwrap_or_default()
        );
        self.own_page(
            StatusCode::SERVICE_UNAVAILABLE,
            &report.heading,
            &said,
            state,
        )
    }

    fn item(&self, item: &Item) -> String {
        let place = item.place.as_ref();
        let place = place.map(|place| format!("<p class=\"place\">{}</p>\n", escape(place)));
        let line = item.line.as_ref().map(|line| {
            let [before, marked, after] =
                [&line.before, &line.marked, &line.after].map(|text| escape(text));
            format!("<pre>{before}<mark>{marked}</mark>{after}</pre>\n")
        });
        let code = if item.code.is_empty() {
            String::new()
        } else {
            format!(" <small>{}</small>", escape(&item.code))
        };
        format!(
            "<section>\n<h2>{}: {}{code}</h2>\n{}{}<p>{}: {}</p>\n</section>\n",
            item.label,
            escape(&item.message),
            place.unwrap_or_default(),
            line.unwrap_or_default(),
            self.shared.texts.get("help"),
            escape(&item.help)
        )
    }

    fn own_page(&self, status: StatusCode, title: &str, said: &str, state: &State) -> Response {
        let page = format!(
            "<!DOCTYPE html>\n<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; script-src 'self'; \
             style-src 'self'; connect-src 'self'; base-uri 'none'; form-action 'none'; \
             require-trusted-types-for 'script'; trusted-types 'none'\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{}</title>\n\
             <link rel=\"stylesheet\" href=\"{OWN}{STYLE}\">\n{}\n</head>\n\
             <body class=\"ayumi-page\">\n<main>\n{said}\n</main>\n</body>\n</html>\n",
            self.shared.texts.language.tag(),
            escape(title),
            tag(&state.page())
        );
        let html = [(header::CONTENT_TYPE, "text/html; charset=utf-8")];
        (status, html, page).into_response()
    }
}

/// What an address means.
#[derive(Debug, PartialEq, Eq)]
enum Place {
    File(PathBuf),
    /// A folder asked for without the slash behind it, and its address with the slash.
    Folder(String),
}

/// Everything but letters, digits and what addresses may have as it is.
const PATH: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~')
    .remove(b'/');

/// What an address of the site means; nothing outside of the site's folder can be meant by any.
fn find(site: &Path, address: &str) -> Option<Place> {
    let decoded = percent_decode_str(address.strip_prefix('/')?)
        .decode_utf8()
        .ok()?;
    let path = if decoded.is_empty() || decoded.ends_with('/') {
        format!("{decoded}index.html")
    } else {
        decoded.into_owned()
    };
    let path = SitePath::new(path).ok()?;
    if path.as_str() == MANIFEST_NAME {
        return None;
    }
    let file = path.below(site);
    let kind = fs::symlink_metadata(&file).ok()?;
    if kind.is_file() {
        Some(Place::File(file))
    } else if kind.is_dir() {
        let address = utf8_percent_encode(path.as_str(), PATH);
        Some(Place::Folder(format!("/{address}/")))
    } else {
        None
    }
}

fn typed(kind: &str, text: &'static str) -> Response {
    let kind = format!("{kind}; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

fn plain(status: StatusCode, text: String) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (status, kind, text).into_response()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_mean_files_of_the_site_alone() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("site");
        fs::create_dir_all(site.join("2024/中央")).unwrap();
        fs::write(folder.path().join("secret"), "x").unwrap();
        fs::write(site.join(MANIFEST_NAME), "x").unwrap();
        for file in ["index.html", "2024/中央/index.html", "2024/a b.txt"] {
            fs::write(site.join(file), "x").unwrap();
        }
        let file = |path: &str| Some(Place::File(site.join(path)));
        for (address, place) in [
            ("/", file("index.html")),
            ("/index.html", file("index.html")),
            ("/2024/%E4%B8%AD%E5%A4%AE/", file("2024/中央/index.html")),
            ("/2024/a%20b.txt", file("2024/a b.txt")),
            (
                "/2024/%E4%B8%AD%E5%A4%AE",
                Some(Place::Folder("/2024/%E4%B8%AD%E5%A4%AE/".to_owned())),
            ),
            ("/2024/", None),
            ("/../secret", None),
            ("/%2e%2e/secret", None),
            ("/2024/..%2f../secret", None),
            ("/2024/../index.html", None),
            ("//index.html", None),
            ("//2024", None),
            ("/2024//", None),
            ("/%ff", None),
            ("/index.html%00", None),
            ("/..%5csecret", None),
            ("/.ayumi-manifest", None),
            ("*", None),
        ] {
            assert_eq!(find(&site, address), place, "{address}");
        }
        #[cfg(unix)]
        {
            std::os::unix::fs::symlink(folder.path().join("secret"), site.join("link")).unwrap();
            assert_eq!(find(&site, "/link"), None);
        }
    }
}
