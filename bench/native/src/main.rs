//! Measures native tokenizers, tokenfare among them. `cargo xtask bench` runs it: each measurement in
//! a process of its own, because some tokenizers keep what they have seen for as long as it runs.
//! Prints JSON.
//!
//!     native-bench names                        the tokenizers
//!     native-bench check FILE…                  the reference's ids of each text, and who differs
//!     native-bench passes NAME COLD UNSEEN      start, memory, and passes over two texts
//!     native-bench first NAME FILE              the first pass over a text

mod measure;
mod rivals;

use std::{env, error::Error, fs};

use rivals::{REFERENCE, TOKENIZERS, find};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let answer = match *arguments.as_slice() {
        ["names"] => json!(TOKENIZERS.map(|(name, _)| name)),
        ["check", ref files @ ..] => check(files)?,
        ["passes", name, cold, unseen] => measure::passes(find(name)?, cold, unseen)?,
        ["first", name, file] => measure::first(find(name)?, file)?,
        _ => return Err("see the head of main.rs for what this program does".into()),
    };
    println!("{answer}");
    Ok(())
}

/// For each text: its tokens in number, a hash of their ids, and the tokenizers that say otherwise.
fn check(files: &[&str]) -> Result<Value, Box<dyn Error>> {
    let opened: Vec<_> = TOKENIZERS
        .iter()
        .map(|(name, open)| Ok((*name, open()?)))
        .collect::<Result<_, Box<dyn Error>>>()?;
    let reference = find(REFERENCE)?()?;
    let mut answers = Vec::new();
    for file in files {
        let text = fs::read_to_string(file)?;
        let ids = reference.encode(&text);
        let differ: Vec<_> = opened
            .iter()
            .filter(|(_, tokenizer)| {
                tokenizer.encode(&text).unwrap_or_default() != ids || tokenizer.count(&text) != ids.len()
            })
            .map(|(name, _)| name)
            .collect();
        answers.push(json!({ "tokens": ids.len(), "hash": hash(&ids), "differ": differ }));
    }
    Ok(answers.into())
}

/// FNV-1a over whole ids, as `bench/pages/measure.js` computes it.
fn hash(ids: &[u32]) -> u32 {
    ids.iter().fold(0x811c_9dc5, |hash: u32, id| (hash ^ id).wrapping_mul(0x0100_0193))
}
