//! A static file server for this machine only.
//!
//! `cargo xtask serve` uses it as it is. The browser tests also make it misbehave: a test says
//! which path fails and how, and reads afterwards what the page has asked for.

mod fault;
mod hosted;

pub use fault::Fault;

use std::collections::HashMap;
use std::io;
use std::net::{self, Ipv4Addr, SocketAddr};
use std::ops::RangeInclusive;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::{self, JoinHandle};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use tokio::net::TcpListener;
use tokio::sync::oneshot;
use tower::ServiceExt;
use tower_http::compression::Compression;
use tower_http::services::ServeDir;

use crate::Error;
use hosted::Compressed;

/// What to serve, and where.
#[derive(Debug, Clone)]
pub struct Options {
    root: PathBuf,
    folder: String,
    ports: RangeInclusive<u16>,
    headers: HeaderMap,
    pages: HashMap<String, String>,
    hosted: bool,
}

impl Options {
    /// Serves the files below `root` at `/`, at any free port.
    #[must_use]
    pub fn new(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            folder: "/".into(),
            ports: 0..=0,
            headers: HeaderMap::new(),
            pages: HashMap::new(),
            hosted: false,
        }
    }

    /// Serves as a good host does: compressed, and files that are named by their content may be kept.
    #[must_use]
    pub fn hosted(mut self) -> Self {
        self.hosted = true;
        self
    }

    /// Takes the first free port of a range.
    #[must_use]
    pub fn ports(mut self, ports: RangeInclusive<u16>) -> Self {
        self.ports = ports;
        self
    }

    /// Serves below a folder, given with its slashes: `/blog/tools/`. All else is not found.
    #[must_use]
    pub fn folder(mut self, folder: &str) -> Self {
        self.folder = folder.into();
        self
    }

    /// Serves one more text file, at an absolute path that may lie outside of the folder: the page of
    /// somebody who embeds what the folder holds.
    #[must_use]
    pub fn page(mut self, path: &str, content: impl Into<String>) -> Self {
        self.pages.insert(path.into(), content.into());
        self
    }

    /// Sends one more header with every response, such as a content security policy.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: &'static str) -> Self {
        self.headers.append(name, HeaderValue::from_static(value));
        self
    }
}

/// A request that has reached the server.
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct Recorded {
    /// GET, HEAD, …
    pub method: Method,
    /// Path and query as the browser sent them.
    pub uri: Uri,
    /// Every header of the request.
    pub headers: HeaderMap,
    /// The request's body; empty for GET.
    pub body: Vec<u8>,
    /// The status of the answer.
    pub status: StatusCode,
}

/// A running server; it stops when dropped.
#[derive(Debug)]
pub struct Server {
    address: SocketAddr,
    folder: String,
    state: Arc<Shared>,
    stop: Mutex<Option<oneshot::Sender<()>>>,
    thread: Option<JoinHandle<()>>,
}

#[derive(Debug)]
struct Shared {
    files: ServeDir,
    hosted: bool,
    folder: String,
    headers: HeaderMap,
    pages: HashMap<String, String>,
    faults: Mutex<HashMap<String, Fault>>,
    requests: Mutex<Vec<Recorded>>,
}

impl Server {
    /// Starts serving on a thread of its own and returns once the port is open.
    ///
    /// # Errors
    /// [`Error::Listen`] when none of the ports is free.
    pub fn start(options: Options) -> Result<Self, Error> {
        let first = *options.ports.start();
        let listen = |source| Error::Listen { port: first, source };
        let (listener, address) = bind(options.ports).map_err(listen)?;
        let runtime =
            tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(listen)?;
        let state = Arc::new(Shared {
            files: ServeDir::new(options.root),
            hosted: options.hosted,
            folder: options.folder.clone(),
            headers: options.headers,
            pages: options.pages,
            faults: Mutex::default(),
            requests: Mutex::default(),
        });
        let router = Router::new().fallback(answer).with_state(Arc::clone(&state));
        let (stop, stopped) = oneshot::channel();
        let thread = thread::spawn(move || {
            // Dropping the runtime closes every connection, open ones too: a stopped server is
            // gone at once, as in a power cut.
            runtime.block_on(async {
                let Ok(listener) = TcpListener::from_std(listener) else { return };
                tokio::select! {
                    _ = axum::serve(listener, router) => {}
                    _ = stopped => {}
                }
            });
        });
        let stop = Mutex::new(Some(stop));
        Ok(Self { address, folder: options.folder, state, stop, thread: Some(thread) })
    }

    /// The address of a file, by its path relative to the served folder: `url("index.html")`.
    #[must_use]
    pub fn url(&self, path: &str) -> String {
        format!("http://{}{}{path}", self.address, self.folder)
    }

    /// The file that an address asks for, relative to the served folder; nothing outside of it.
    #[must_use]
    pub fn file<'a>(&self, uri: &'a Uri) -> Option<&'a str> {
        uri.path().strip_prefix(self.folder.as_str())
    }

    /// From now on, answers for `path` (relative, as in [`Server::url`]) with a fault.
    pub fn break_file(&self, path: &str, fault: Fault) {
        lock(&self.state.faults).insert(path.into(), fault);
    }

    /// From now on, answers for `path` as usual.
    pub fn mend_file(&self, path: &str) {
        lock(&self.state.faults).remove(path);
    }

    /// Goes down, as in a power cut: nothing answers any more.
    pub fn stop(&self) {
        drop(lock(&self.stop).take());
    }

    /// Every request since the start, in the order of the answers.
    #[must_use]
    pub fn requests(&self) -> Vec<Recorded> {
        lock(&self.state.requests).clone()
    }

    /// Serves until the process ends.
    pub fn wait(mut self) {
        if let Some(thread) = self.thread.take() {
            // The thread only ends by a panic, which has printed itself.
            let _ = thread.join();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// The port is open when this returns: a browser that comes at once is not turned away.
fn bind(ports: RangeInclusive<u16>) -> io::Result<(net::TcpListener, SocketAddr)> {
    let mut failure = None;
    for port in ports {
        match net::TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
            Ok(listener) => {
                listener.set_nonblocking(true)?;
                let address = listener.local_addr()?;
                return Ok((listener, address));
            }
            Err(error) => failure = failure.or(Some(error)),
        }
    }
    Err(failure.unwrap_or_else(|| io::ErrorKind::AddrNotAvailable.into()))
}

async fn answer(State(state): State<Arc<Shared>>, request: Request) -> Response {
    let (mut head, body) = request.into_parts();
    let body = to_bytes(body, usize::MAX).await.unwrap_or_default();
    let recorded = (head.method.clone(), head.uri.clone(), head.headers.clone());

    let page = state.pages.get_key_value(head.uri.path());
    let mut response = match (page, head.uri.path().strip_prefix(state.folder.as_str())) {
        (Some((path, content)), _) => {
            ([(header::CONTENT_TYPE, kind(path))], content.clone()).into_response()
        }
        (None, None) => StatusCode::NOT_FOUND.into_response(),
        (None, Some(path)) => {
            let fault = lock(&state.faults).get(path).cloned();
            if fault.is_some() {
                // A fault is about the whole file; a "not modified" would hide it.
                head.headers.clear();
            }
            head.uri = relative(&head.uri, path);
            // Reading a folder's file does not fail: what cannot be read is a response too.
            let files = Compression::new(state.files.clone());
            let files = files.compress_when(Compressed(state.hosted));
            let Ok(response) = files.oneshot(Request::from_parts(head, Body::empty())).await;
            let response = response.map(Body::new);
            match fault {
                Some(fault) => fault.apply(response).await,
                None => response,
            }
        }
    };
    let (method, uri, headers) = recorded;
    // A rebuilt file is seen at the next reload: nothing may be kept, but by a name that is its content's.
    let kept = if state.hosted { hosted::kept(uri.path()) } else { "no-store" };
    response.headers_mut().insert(header::CACHE_CONTROL, HeaderValue::from_static(kept));
    response.headers_mut().extend(state.headers.clone());

    let body = body.to_vec();
    let status = response.status();
    lock(&state.requests).push(Recorded { method, uri, headers, body, status });
    response
}

/// The content type of a text file.
fn kind(path: &str) -> &'static str {
    match path.rsplit_once('.') {
        Some((_, "js")) => "text/javascript",
        Some((_, "css")) => "text/css",
        Some((_, "json")) => "application/json",
        _ => "text/html; charset=utf-8",
    }
}

/// The same request as if the served folder were the root.
fn relative(uri: &Uri, path: &str) -> Uri {
    let query = uri.query().map(|query| format!("?{query}")).unwrap_or_default();
    format!("/{path}{query}").parse().unwrap_or_default()
}

/// A test that panics while it holds the lock leaves nothing half done.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests;
