//! What a reader downloads. The limits are promises; they only ever go down.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use tokenfare_tests::{Browser, Stage};
use xtask::build::dist;
use xtask::release::Release;

/// Bytes of a file on the wire: text and wasm as a server compresses them (gzip -9), packed files as
/// they are.
fn on_the_wire(name: &str) -> usize {
    let release = Release::built().expect("the site; `cargo xtask build`");
    let bytes = fs::read(dist().join(release.path(name))).expect("a file of the site");
    if Path::new(name).extension().is_some_and(|extension| extension == "vocab") {
        return bytes.len();
    }
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(&bytes).expect("writing to memory");
    encoder.finish().expect("writing to memory").len()
}

fn holds(what: &str, files: &[&str], limit: usize) {
    let sizes: Vec<_> = files.iter().map(|&file| (file, on_the_wire(file))).collect();
    let total: usize = sizes.iter().map(|(_, size)| size).sum();
    println!("{what}: {total} of {limit} bytes");
    assert!(total <= limit, "{what}: {total} bytes, limit {limit}: {sizes:?}");
}

/// All that an element loads for its first answer, but for itself, which is held below, and its words.
#[test]
fn the_widget() {
    let files = [
        "widget.wasm",
        "widget.js",
        "mount.js",
        "announcer.js",
        "depth.js",
        "assets.js",
        "file.js",
        "wasm.js",
        "tokenfare.css",
    ];
    holds("widget", &files, 150_000);
}

#[test]
fn what_the_first_opened_section_loads() {
    holds("depth", &["depth.wasm", "depth.css"], 25_500);
}

#[test]
fn the_engine() {
    holds("engine", &["engine.wasm", "worker.js"], 60_000);
}

#[test]
fn the_module_that_a_page_imports() {
    let files =
        ["tokenfare.js", "element.js", "settings.js", "standard.js", "source.js", "error.js"];
    holds("tokenfare.js with its imports", &files, 10_000);
}

/// Fetched by who opens the section Share or a link.
#[test]
fn what_a_reader_takes_along() {
    let files = ["taken.wasm", "taken.js", "link.js", "share.js", "embedding.js", "clipboard.js"];
    holds("what a reader takes along", &files, 105_000);
}

#[test]
fn the_vocabularies() {
    holds("o200k_base", &["vocab/o200k_base.vocab"], 640_000);
    holds("cl100k_base", &["vocab/cl100k_base.vocab"], 300_000);
}

#[test]
fn everything_until_the_first_exact_count() {
    Stage::new().only_in(Browser::Chromium).run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        let requested = page.requested();
        let names: BTreeSet<_> = requested.iter().map(String::as_str).collect();
        holds("everything until the first exact count", &Vec::from_iter(names), 860_000);
        Ok(())
    });
}
