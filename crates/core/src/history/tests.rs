//! Every kind of source, from fixtures that are made here, with figures by the tests' own arithmetic.
//!
//! A token is a word here, so that anybody can count along.

mod answers;
mod damage;
mod fixtures;
mod sources;

use super::*;
use fixtures::{chatgpt, claude_code_line, codex_line, message};

/// 2026-11-25 00:00 UTC.
const NOW: i64 = 1_795_564_800;

fn words(text: &str) -> u64 {
    text.split_whitespace().count() as u64
}

fn read_with(files: &[(&str, &str)], options: Options, step: usize) -> History {
    let mut reader = Reader::new(Time::from_seconds(NOW), options, words);
    for (name, text) in files {
        reader.open(name);
        for part in text.as_bytes().chunks(step) {
            reader.push(part);
        }
    }
    reader.finish()
}

fn read(name: &str, text: &str) -> History {
    let whole = read_with(&[(name, text)], Options::default(), usize::MAX);
    // However the bytes come, the same is read.
    for step in [1, 7, 64] {
        assert_eq!(read_with(&[(name, text)], Options::default(), step), whole, "by {step}");
    }
    whole
}

/// Input, output, and messages of each event.
fn sums(history: &History) -> Vec<(u64, u64, u32)> {
    history.events.iter().map(|event| (event.input, event.output, event.messages)).collect()
}

fn left(history: &History) -> Vec<String> {
    history.left_out.iter().map(ToString::to_string).collect()
}
