//! Any bytes are read as a history or named, the same however they come.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tokenfare_core::catalog::Catalog;
use tokenfare_core::history::{History, Options, Question, Reader, Time, answer};

/// 2026-11-25.
const NOW: i64 = 1_795_564_800;

fn read(bytes: &[u8], step: usize, branches: bool) -> History {
    let count = |text: &str| text.len() as u64;
    let mut reader = Reader::new(Time::from_seconds(NOW), Options::with_branches(branches), count);
    reader.open("fuzz.json");
    bytes.chunks(step).for_each(|part| reader.push(part));
    reader.finish()
}

fuzz_target!(|input: (u8, bool, &[u8])| {
    let (step, branches, bytes) = input;
    let history = read(bytes, usize::from(step) + 1, branches);
    assert_eq!(history, read(bytes, usize::MAX, branches));
    let _ = answer(&Catalog::default(), &history, &Question::default(), Time::from_seconds(NOW));
});
