//! Answers requests: only to this machine, only under its own names, only by reading, only from the site's folder.

use std::convert::Infallible;
use std::fs;
use std::io;
use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::{Path, PathBuf};
use std::time::Duration;

use axum::Router;
use axum::extract::{Request, State as Extract};
use axum::http::uri::Authority;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::sse::{Event, KeepAlive, Sse};
use axum::response::{IntoResponse as _, Response};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tokio_stream::StreamExt as _;
use tokio_stream::wrappers::WatchStream;

use super::ServeError;
use super::end::End;
use super::page::{EVENTS, OWN, SCRIPT, STYLE, escape, live, tag};
use super::place::{Place, find};
use super::report::Item;
use super::state::{Shared, State};

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

    /// Answers until somebody wants the program to end, or nobody builds any more.
    pub async fn run(
        self,
        site: PathBuf,
        shared: Shared,
        builds: oneshot::Receiver<()>,
    ) -> io::Result<()> {
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
        tokio::select! {
            asked = self.end.asked() => asked,
            _ = builds => Ok(()),
        }
    }
}

fn refused(port: u16, source: io::Error) -> ServeError {
    if source.kind() == io::ErrorKind::AddrInUse {
        ServeError::PortInUse(port)
    } else {
        ServeError::Port { port, source }
    }
}

async fn answer(Extract(serving): Extract<Serving>, request: Request) -> Response {
    let origin = serving.origin(&request);
    let method = request.method().clone();
    let path = request.uri().path().to_owned();
    let mut response = match origin {
        Some(origin) => serving.dispatch(&method, path, origin).await,
        None => serving.foreign(),
    };
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
    /// The origin under which the page was asked for; none where it is not one of ours. Another site's name that leads
    /// to this machine (DNS rebinding) gets nothing to see.
    fn origin(&self, request: &Request) -> Option<String> {
        let named = request.headers().get(header::HOST)?.to_str().ok()?;
        let named: Authority = named.parse().ok()?;
        let ours = |authority: &Authority| {
            let host = authority.host().to_ascii_lowercase();
            ["localhost", "127.0.0.1", "[::1]"].contains(&host.as_str())
                && authority.port_u16().unwrap_or(80) == self.port
                && !authority.as_str().contains('@')
        };
        let asked = request.uri().authority();
        (ours(&named) && asked.is_none_or(ours)).then(|| format!("http://{named}"))
    }

    fn foreign(&self) -> Response {
        let address = format!("http://127.0.0.1:{}/", self.port);
        let said = self.shared.texts.fill("foreign", &[("address", &address)]);
        plain(StatusCode::FORBIDDEN, said)
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

fn typed(kind: &str, text: &'static str) -> Response {
    let kind = format!("{kind}; charset=utf-8");
    ([(header::CONTENT_TYPE, kind)], text).into_response()
}

fn plain(status: StatusCode, text: String) -> Response {
    let kind = [(header::CONTENT_TYPE, "text/plain; charset=utf-8")];
    (status, kind, text).into_response()
}
