//! Gemma's vocabulary: its crate has the tokens by id and the merges in their order.

use std::error::Error;
use std::ops::Range;

use splintr_vocab_gemma4::{GEMMA4_MERGES_PACKED, GEMMA4_VOCAB_PACKED};
use tokenfare_core::tokenizer::{Encoding, Shape, Unreachable, pack};

use super::Tokens;

/// The ids of the single bytes; merges begin behind them.
const BYTES: Range<u32> = 238..494;
/// The ids of runs of line breaks, of spaces, and of tabs.
const RUNS: [Range<u32>; 2] = [108..168, 255_969..255_999];

pub(crate) fn packed(encoding: Encoding) -> Result<Vec<u8>, Box<dyn Error>> {
    let spelled = vocabulary()?;
    let is_run = |id: u32| RUNS.iter().any(|runs| runs.contains(&id));
    // Without the runs, the order of the merges is that of their ids.
    let merged: Vec<u32> = merges()?.into_iter().filter(|id| !is_run(*id)).collect();
    if !merged.is_sorted() {
        return Err("merges are not in the order of their ids".into());
    }
    let is_merged = |id: u32| merged.binary_search(&id).is_ok();

    let ids: Vec<u32> = encoding.ids().collect();
    let mut tokens = Tokens::new();
    for &id in &ids {
        let text = spelled.get(id as usize).ok_or("an id beyond the vocabulary")?;
        let text = text.replace('\u{2581}', " ");
        let is_token = is_run(id) || is_merged(id) || text.chars().count() == 1;
        tokens.push(match id.checked_sub(BYTES.start) {
            Some(byte) if BYTES.contains(&id) => Some(vec![u8::try_from(byte)?]),
            _ => is_token.then_some(text.into_bytes()),
        });
    }
    let first = |wanted: u32| ids.iter().position(|id| *id == wanted).ok_or("an id is missing");
    let [first_run, first_merge] = [RUNS.first().map_or(0, |run| run.start), BYTES.end].map(first);
    let shape = Shape {
        alphabet: first_merge? - BYTES.len(),
        whole_pieces_from: Some(first_run? as u32),
        unreachable: Unreachable::Hole,
    };
    Ok(pack(&tokens, shape)?)
}

/// Every token as SentencePiece spells it.
fn vocabulary() -> Result<Vec<String>, Box<dyn Error>> {
    let mut rest = GEMMA4_VOCAB_PACKED.strip_prefix(b"SPLNTRV1").ok_or("another vocabulary")?;
    let mut tokens = Vec::new();
    for _ in 0..count(&mut rest)? {
        let (id, length) = (varint(&mut rest)?, varint(&mut rest)? as usize);
        let (token, after) = rest.split_at_checked(length).ok_or("a vocabulary cut short")?;
        rest = after;
        if id as usize != tokens.len() {
            return Err("ids are not in order".into());
        }
        tokens.push(String::from_utf8(token.to_vec())?);
    }
    Ok(tokens)
}

/// The ids that merges result in, first merge first.
fn merges() -> Result<Vec<u32>, Box<dyn Error>> {
    let mut rest = GEMMA4_MERGES_PACKED.strip_prefix(b"SPLNTRM1").ok_or("other merges")?;
    let mut ids = Vec::new();
    for _ in 0..count(&mut rest)? {
        ids.push(varint(&mut rest)?);
        varint(&mut rest)?;
    }
    Ok(ids)
}

fn count(rest: &mut &[u8]) -> Result<u32, Box<dyn Error>> {
    let (count, after) = rest.split_first_chunk().ok_or("no count")?;
    *rest = after;
    Ok(u32::from_le_bytes(*count))
}

fn varint(rest: &mut &[u8]) -> Result<u32, Box<dyn Error>> {
    let mut value = 0;
    for shift in (0..u32::BITS).step_by(7) {
        let (byte, after) = rest.split_first().ok_or("a number cut short")?;
        *rest = after;
        value |= u32::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Ok(value);
        }
    }
    Err("a number too long".into())
}
