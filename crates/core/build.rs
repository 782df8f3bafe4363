//! Writes the character classes the pre-tokenizers need, taken from `regex-syntax`.
//!
//! The reference splits text with regular expressions, so what counts as a letter is whatever Unicode
//! version its regex engine carries. Taking the ranges from the very crate the reference resolves to
//! keeps the two in step: when one moves, so does the other.

use regex_syntax::hir::{Class, HirKind};
use std::{env, error::Error, fs, path::Path};

/// The classes in the order of `tokenizer::class::Class`, each as the regular expression that
/// defines it. Every scalar value outside all of them is `Other`.
const CLASSES: [(u8, &str); 7] = [
    (1, r"[\p{Lu}\p{Lt}]"),
    (2, r"\p{Ll}"),
    (3, r"[\p{Lm}\p{Lo}]"),
    (4, r"\p{M}"),
    (5, r"\p{N}"),
    (6, r"[\s&&[^\r\n]]"),
    (7, r"[\r\n]"),
];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=build.rs");
    let mut class_of = vec![0_u8; 0x11_0000];
    for (class, pattern) in CLASSES {
        for (first, last) in ranges(pattern)? {
            let range = first as usize..=last as usize;
            class_of.get_mut(range).ok_or("a range beyond Unicode")?.fill(class);
        }
    }
    let mut packed = Vec::new();
    for run in class_of.chunk_by(|a, b| a == b) {
        let class = run.first().copied().unwrap_or_default();
        write_varint(&mut packed, (run.len() << 3) | usize::from(class));
    }
    let out = env::var_os("OUT_DIR").ok_or("OUT_DIR is not set")?;
    Ok(fs::write(Path::new(&out).join("classes.bin"), packed)?)
}

fn ranges(pattern: &str) -> Result<Vec<(char, char)>, Box<dyn Error>> {
    match regex_syntax::parse(pattern)?.into_kind() {
        HirKind::Class(Class::Unicode(class)) => {
            Ok(class.iter().map(|range| (range.start(), range.end())).collect())
        }
        kind => Err(format!("{pattern} is not a character class but {kind:?}").into()),
    }
}

fn write_varint(out: &mut Vec<u8>, mut value: usize) {
    while value >= 0x80 {
        out.push((value & 0x7F) as u8 | 0x80);
        value >>= 7;
    }
    out.push(value as u8);
}
