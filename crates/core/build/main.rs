//! Writes the tables of characters that the tokenizers need.
//!
//! What counts as a letter is whatever Unicode version the reference's regex engine carries. Taking the
//! ranges from the very crate the reference resolves to keeps the two in step: when one moves, so does
//! the other.

mod classes;
mod normal;
mod words;

use regex_syntax::hir::{Class, HirKind};
use std::{env, error::Error, fs, path::Path};

/// One more than the last scalar value.
const SCALARS: usize = 0x11_0000;

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build");
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    let out = Path::new(&out);
    fs::write(out.join("classes.bin"), classes::packed()?)?;
    fs::write(out.join("normal.bin"), normal::packed())?;
    fs::write(out.join("words.bin"), words::packed()?)?;
    Ok(())
}

/// The scalar values that a regular expression for one character matches.
fn ranges(pattern: &str) -> Result<Vec<(char, char)>, Box<dyn Error>> {
    match regex_syntax::parse(pattern)?.into_kind() {
        HirKind::Class(Class::Unicode(class)) => {
            Ok(class.iter().map(|range| (range.start(), range.end())).collect())
        }
        kind => Err(format!("{pattern} is not a character class but {kind:?}").into()),
    }
}

/// Sets `table` to `value` wherever `pattern` matches.
fn fill<T: Clone>(table: &mut [T], pattern: &str, value: T) -> Result<(), Box<dyn Error>> {
    for (first, last) in ranges(pattern)? {
        let range = first as usize..=last as usize;
        if let Some(found) = table.get_mut(range) {
            found.fill(value.clone());
        }
    }
    Ok(())
}

/// Runs of equal value, each a varint of its length times 16 and the value, which is below 16.
fn runs(table: &[u8]) -> Vec<u8> {
    let mut packed = Vec::new();
    for run in table.chunk_by(|a, b| a == b) {
        let value = run.first().copied().unwrap_or_default();
        write_varint(&mut packed, run.len() << 4 | usize::from(value));
    }
    packed
}

fn write_varint(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
