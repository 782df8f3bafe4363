//! Reads the lists of pieces in `data/`, which `cargo xtask vocab` wrote.
//!
//! Under a head of comments, one piece a line, with ␂ where a word begins, ␃ where it ends, ⇧ for a capital
//! at its head and ⇪ for capitals; then, behind an empty line, the beginnings of characters, in hexadecimal.

use std::{error::Error, fs};

use tokenfare_core::tokenizer::pack_pieces;

pub(crate) fn packed(path: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let text = fs::read_to_string(path)?;
    let mut lines = text.lines().skip_while(|line| line.starts_with("# "));
    let pieces: Vec<String> =
        lines.by_ref().take_while(|line| !line.is_empty()).map(piece).collect();
    let prefixes = lines.map(prefix).collect::<Result<Vec<_>, _>>()?;
    Ok(pack_pieces(&pieces, &prefixes)?.0)
}

/// A piece as the packer wants it.
fn piece(line: &str) -> String {
    let mut piece = String::new();
    let mut characters = line.chars();
    while let Some(c) = characters.next() {
        piece.push(match c {
            '␂' => '\u{FDD0}',
            '␃' => '\u{FDD1}',
            '⇧' => '\u{FDD3}',
            '⇪' => '\u{FDD4}',
            '\\' => match characters.next() {
                Some('n') => '\n',
                Some('t') => '\t',
                other => other.unwrap_or('\\'),
            },
            c => c,
        });
    }
    piece
}

fn prefix(line: &str) -> Result<Vec<u8>, Box<dyn Error>> {
    let number = u32::from_str_radix(line, 16)?;
    Ok(number.to_be_bytes().into_iter().skip_while(|byte| *byte == 0).collect())
}
