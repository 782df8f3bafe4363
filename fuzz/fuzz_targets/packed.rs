//! No bytes make the reader of packed vocabularies crash. What is fuzzed is put after a sound beginning
//! with the right sum, or the sum would stop all of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tokenfare_core::tokenizer::{Encoding, Tokenizer};

fuzz_target!(|data: &[u8]| {
    let open = |bytes: &[u8]| Tokenizer::from_packed(Encoding::P50kBase, bytes);
    let _ = open(data);

    let sound = tokenfare_vocab::packed(Encoding::P50kBase);
    let Some((kept, forged)) = data.split_first_chunk::<2>() else { return };
    let kept = 12 + usize::from(u16::from_be_bytes(*kept));
    let rest = [&sound[12..kept], forged].concat();
    if let Ok(tokenizer) = open(&[&sound[..4], &checksum(&rest).to_le_bytes(), &rest].concat()) {
        let ids = tokenizer.encode("Any text, 任何文字.").unwrap();
        assert_eq!(tokenizer.decode(&ids).unwrap(), "Any text, 任何文字.".as_bytes());
    }
});

/// The format's sum.
fn checksum(bytes: &[u8]) -> u64 {
    bytes.chunks(8).fold(bytes.len() as u64, |state, chunk| {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        (state ^ u64::from_le_bytes(word)).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29)
    })
}
