//! Packed vocabularies: small, and never taken for sound when they are not.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test's failure")]

mod support;

use support::Random;
use tokenfare_core::tokenizer::{
    Encoding, PackError, Shape, Tokenizer, Unreachable, VocabularyError, pack,
};

fn open(packed: &[u8]) -> Result<Tokenizer, VocabularyError> {
    Tokenizer::from_packed(Encoding::P50kBase, packed)
}

fn sound() -> &'static [u8] {
    tokenfare_vocab::packed(Encoding::P50kBase)
}

#[test]
fn files_are_as_small_as_promised() {
    for (encoding, limit) in [
        (Encoding::O200kBase, 640_000),
        (Encoding::Cl100kBase, 300_000),
        (Encoding::P50kBase, 145_000),
        (Encoding::Claude3, 75_000),
        (Encoding::Claude47, 25_000),
        (Encoding::Gemma4, 785_000),
        (Encoding::DeepSeekV3, 381_000),
        (Encoding::Qwen35, 744_000),
        (Encoding::Tekken, 388_000),
        (Encoding::Glm5, 457_000),
        (Encoding::KimiK2, 498_000),
        (Encoding::MiniMaxM2, 616_000),
        (Encoding::Qwen2, 428_000),
        (Encoding::Llama3, 381_000),
    ] {
        let size = tokenfare_vocab::packed(encoding).len();
        assert!(size <= limit, "{encoding} has {size} bytes");
    }
}

#[test]
fn any_changed_byte_is_noticed() {
    let mut random = Random(8);
    for _ in 0..2_000 {
        let mut packed = sound().to_vec();
        let at = random.below(packed.len());
        packed[at] ^= 1 << random.below(8);
        assert!(open(&packed).is_err(), "byte {at}");
    }
}

#[test]
fn any_missing_or_added_end_is_noticed() {
    let packed = sound();
    let length = packed.len();
    for kept in (0..64).chain((64..length).step_by(997)).chain(length - 32..length) {
        let damaged = open(&packed[..kept]).err();
        assert_eq!(damaged, Some(VocabularyError::Damaged { length: kept }));
    }
    assert!(open(&[packed, &[0]].concat()).is_err());
}

#[test]
fn other_files_are_told_apart() {
    let page = b"<!doctype html><title>404</title>";
    assert_eq!(open(page).err(), Some(VocabularyError::NotAVocabulary { found: *b"<!do" }));
    let other = open(tokenfare_vocab::packed(Encoding::Cl100kBase)).err();
    let wrong = VocabularyError::WrongVocabulary { found: 100_256, expected: 50_281 };
    assert_eq!(other, Some(wrong));
}

/// With a right sum over wrong bytes, only the reader itself stands between them and a crash.
#[test]
fn forged_files_do_no_harm() {
    let mut random = Random(9);
    for _ in 0..300 {
        let mut rest = sound()[12..].to_vec();
        for _ in 0..1 + random.below(50) {
            let at = random.below(rest.len());
            rest[at] = random.next() as u8;
        }
        let sum = checksum(&rest).to_le_bytes();
        if let Ok(tokenizer) = open(&[&sound()[..4], &sum, &rest].concat()) {
            let ids = tokenizer.encode("Any text, 任何文字.").unwrap();
            assert_eq!(tokenizer.decode(&ids).unwrap(), "Any text, 任何文字.".as_bytes());
        }
    }
}

/// The format's sum, written down a second time.
fn checksum(bytes: &[u8]) -> u64 {
    let mut state = bytes.len() as u64;
    for chunk in bytes.chunks(8) {
        let mut word = [0; 8];
        word[..chunk.len()].copy_from_slice(chunk);
        state ^= u64::from_le_bytes(word);
        state = state.wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    }
    state
}

fn bytes() -> Vec<Option<Vec<u8>>> {
    (0..=255).map(|byte| Some(vec![byte])).collect()
}

#[test]
fn lists_that_are_no_vocabulary_are_refused() {
    assert_eq!(pack(&[], Shape::PLAIN), Err(PackError::Count { count: 0 }));
    let mut doubled = bytes();
    doubled[7] = Some(vec![6]);
    assert_eq!(pack(&doubled, Shape::PLAIN), Err(PackError::NotAByte { id: 7 }));
    let mut unreachable = bytes();
    unreachable.push(Some(b"abc".to_vec()));
    let refused = PackError::Unreachable { id: 256, bytes: b"abc".to_vec() };
    assert_eq!(pack(&unreachable, Shape::PLAIN), Err(refused));
    for unreached in [Unreachable::WholePiece, Unreachable::Hole] {
        assert!(pack(&unreachable, Shape { unreachable: unreached, ..Shape::PLAIN }).is_ok());
    }
    let mut sound = bytes();
    sound.extend([Some(b"ab".to_vec()), None, Some(b"abc".to_vec())]);
    assert!(pack(&sound, Shape::PLAIN).is_ok());
}
