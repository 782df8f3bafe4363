use std::fs;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::PathBuf;
use std::time::Instant;

use super::*;

/// A folder with an `index.html`, a `deep/engine.wasm` and, outside of it, a secret.
struct Files(PathBuf);

impl Files {
    fn new(name: &str) -> Self {
        let base = std::env::temp_dir().join(format!("tokenfare-{name}-{}", std::process::id()));
        fs::create_dir_all(base.join("site/deep")).unwrap();
        fs::write(base.join("site/index.html"), "<p>hello").unwrap();
        fs::write(base.join("site/deep/engine.wasm"), b"\0asm1234").unwrap();
        fs::write(base.join("secret.txt"), "secret").unwrap();
        Self(base)
    }

    fn options(&self) -> Options {
        Options::new(self.0.join("site"))
    }
}

impl Drop for Files {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Sends a request as it stands, dots and all, and returns the head and the body of the answer.
fn request(server: &Server, method: &str, path: &str) -> (String, Vec<u8>) {
    let mut stream = TcpStream::connect(server.address).unwrap();
    write!(stream, "{method} {path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n")
        .unwrap();
    let mut bytes = Vec::new();
    stream.read_to_end(&mut bytes).unwrap();
    let split = bytes.windows(4).position(|window| window == b"\r\n\r\n").unwrap();
    (String::from_utf8(bytes[..split].to_vec()).unwrap(), bytes[split + 4..].to_vec())
}

#[test]
fn files_come_with_their_type_and_are_never_cached() {
    let files = Files::new("types");
    let server = Server::start(files.options()).unwrap();

    let (head, body) = request(&server, "GET", "/deep/engine.wasm");
    assert!(head.starts_with("HTTP/1.1 200"), "{head}");
    assert!(head.contains("content-type: application/wasm"), "{head}");
    assert!(head.contains("cache-control: no-store"), "{head}");
    assert_eq!(body, b"\0asm1234");

    let (head, body) = request(&server, "GET", "/");
    assert!(head.contains("content-type: text/html"), "{head}");
    assert_eq!(body, b"<p>hello");
}

#[test]
fn head_sends_the_length_without_the_file() {
    let files = Files::new("head");
    let server = Server::start(files.options()).unwrap();
    let (head, body) = request(&server, "HEAD", "/index.html");
    assert!(head.contains("content-length: 8"), "{head}");
    assert!(body.is_empty());
}

#[test]
fn nothing_outside_the_folder_is_served() {
    let files = Files::new("traversal");
    let server = Server::start(files.options()).unwrap();
    for path in ["/../secret.txt", "/%2e%2e/secret.txt", "/deep/..%2f..%2fsecret.txt", "/no"] {
        let (head, body) = request(&server, "GET", path);
        assert!(head.starts_with("HTTP/1.1 404"), "{path}: {head}");
        assert!(!body.ends_with(b"secret"), "{path}");
    }
}

#[test]
fn a_sub_folder_is_all_there_is() {
    let files = Files::new("folder");
    let server = Server::start(files.options().folder("/blog/tools/")).unwrap();
    assert!(server.url("index.html").ends_with("/blog/tools/index.html"));
    assert_eq!(request(&server, "GET", "/blog/tools/index.html").1, b"<p>hello");
    assert!(request(&server, "GET", "/index.html").0.starts_with("HTTP/1.1 404"));
}

#[test]
fn each_fault_is_what_it_says_and_can_be_mended() {
    let files = Files::new("faults");
    let server = Server::start(files.options()).unwrap();
    let get = || request(&server, "GET", "/deep/engine.wasm");
    let break_file = |fault| server.break_file("deep/engine.wasm", fault);

    break_file(Fault::Status(StatusCode::NOT_FOUND));
    assert!(get().0.starts_with("HTTP/1.1 404"));
    break_file(Fault::Truncated { keep: 3 });
    assert_eq!(get().1, b"\0as");
    break_file(Fault::Corrupt);
    assert_eq!(get().1, b"\0asm!234");
    break_file(Fault::ContentType("text/plain"));
    assert!(get().0.contains("content-type: text/plain"));
    break_file(Fault::Delayed(std::time::Duration::from_millis(50)));
    let start = Instant::now();
    assert_eq!(get().1, b"\0asm1234");
    assert!(start.elapsed().as_millis() >= 50);

    server.mend_file("deep/engine.wasm");
    assert_eq!(get().1, b"\0asm1234");
}

#[test]
fn requests_are_recorded_with_their_status() {
    let files = Files::new("recorded");
    let server = Server::start(
        files.options().header(header::CONTENT_SECURITY_POLICY, "default-src 'none'"),
    )
    .unwrap();
    let (head, _) = request(&server, "GET", "/index.html?text=none");
    request(&server, "GET", "/missing");

    assert!(head.contains("content-security-policy: default-src 'none'"), "{head}");
    let seen: Vec<_> = server
        .requests()
        .into_iter()
        .map(|request| (request.uri.to_string(), request.status.as_u16()))
        .collect();
    assert_eq!(seen, [("/index.html?text=none".into(), 200), ("/missing".into(), 404)]);
}

#[test]
fn a_taken_port_is_passed_over() {
    let files = Files::new("ports");
    let first = Server::start(files.options()).unwrap();
    let port = first.address.port();
    let second = Server::start(files.options().ports(port..=port.saturating_add(50))).unwrap();
    assert_ne!(second.address.port(), port);
    let Err(error) = Server::start(files.options().ports(port..=port)) else {
        panic!("two servers at one port");
    };
    assert!(error.to_string().contains(&port.to_string()), "{error}");
}

#[test]
fn a_dropped_server_is_gone() {
    let files = Files::new("dropped");
    let server = Server::start(files.options()).unwrap();
    let address = server.address;
    drop(server);
    assert!(TcpStream::connect(address).is_err());
}
