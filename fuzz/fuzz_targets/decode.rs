//! A text's ids decode to the text; arbitrary ids decode or are refused.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tokenfare_core::tokenizer::Encoding;

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else { return };
    let encoding = Encoding::ALL[usize::from(*choice) % Encoding::ALL.len()];
    let tokenizer = tokenfare_vocab::tokenizer(encoding).unwrap();
    let text = String::from_utf8_lossy(bytes);
    assert_eq!(tokenizer.decode(&tokenizer.encode(&text).unwrap()).unwrap(), text.as_bytes());

    let ids: Vec<u32> = bytes
        .chunks(3)
        .map(|chunk| chunk.iter().fold(0, |id, byte| id << 8 | u32::from(*byte)))
        .collect();
    match tokenizer.decode(&ids) {
        Ok(bytes) => assert!(bytes.len() >= ids.len()),
        Err(unknown) => {
            assert!(ids.contains(&unknown.id));
            assert!(tokenizer.token(unknown.id).is_none());
        }
    }
});
