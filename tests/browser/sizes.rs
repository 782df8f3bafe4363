//! What a reader downloads. The limits are promises; they only ever go down.

use std::collections::BTreeSet;
use std::fs;
use std::io::Write;
use std::path::Path;

use flate2::Compression;
use flate2::write::GzEncoder;
use tokenfare_tests::Stage;
use xtask::build::dist;

/// Bytes on the wire: text and wasm as a server compresses them (gzip -9), packed files as they are.
fn on_the_wire(path: &str) -> usize {
    let bytes = fs::read(dist().join(path)).expect("a file of the site; `cargo xtask build`");
    if Path::new(path).extension().is_some_and(|extension| extension == "vocab") {
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

#[test]
fn the_widget() {
    let files =
        ["widget.wasm", "widget.js", "element.js", "counter.js", "edit.js", "tokenfare.css"];
    holds("widget", &files, 156_000);
}

#[test]
fn the_engine() {
    holds("engine", &["engine.wasm", "engine.js", "worker.js"], 60_000);
}

#[test]
fn the_module_that_a_page_imports() {
    let files = ["tokenfare.js", "tokenizer.js", "vocabulary.js", "error.js"];
    holds("tokenfare.js with its imports", &files, 10_000);
}

#[test]
fn the_vocabularies() {
    holds("o200k_base", &["vocab/o200k_base.vocab"], 640_000);
    holds("cl100k_base", &["vocab/cl100k_base.vocab"], 300_000);
}

#[test]
fn everything_until_the_first_exact_count() {
    Stage::new().run(async |page| {
        page.open("index.html").await?;
        page.state_becomes("exact").await?;
        let requests = page.requests();
        let paths: BTreeSet<_> =
            requests.iter().map(|request| request.uri.path().trim_start_matches('/')).collect();
        holds("everything until the first exact count", &Vec::from_iter(paths), 860_000);
        Ok(())
    });
}
