//! What is read, and what is named.

mod functions;
mod shapes;

use super::*;

fn one(text: &str) -> Transcript {
    let pasted = read(text).unwrap_or_else(|| panic!("not read: {text}"));
    assert_eq!(pasted.transcripts.len(), 1, "{text}");
    pasted.transcripts.into_iter().next().unwrap()
}

fn roles(transcript: &Transcript) -> Vec<(Role, &str)> {
    transcript.entries.iter().map(|entry| (entry.role, entry.texts[0].as_str())).collect()
}

fn named(transcript: &Transcript) -> Vec<&str> {
    transcript.left_out.iter().map(|omitted| omitted.what.as_str()).collect()
}
