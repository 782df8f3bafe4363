//! Ids and counts are the reference's. The first byte picks the encoding.
#![no_main]

use libfuzzer_sys::fuzz_target;
use tiktoken_rs::CoreBPE;
use tokenfare_core::tokenizer::Encoding;

fn reference(encoding: Encoding) -> &'static CoreBPE {
    match encoding {
        Encoding::Cl100kBase => tiktoken_rs::cl100k_base_singleton(),
        Encoding::P50kBase => tiktoken_rs::p50k_base_singleton(),
        Encoding::P50kEdit => tiktoken_rs::p50k_edit_singleton(),
        Encoding::R50kBase => tiktoken_rs::r50k_base_singleton(),
        Encoding::O200kHarmony => tiktoken_rs::o200k_harmony_singleton(),
        _ => tiktoken_rs::o200k_base_singleton(),
    }
}

fuzz_target!(|data: &[u8]| {
    let Some((choice, bytes)) = data.split_first() else { return };
    let encoding = Encoding::ALL[usize::from(*choice) % Encoding::ALL.len()];
    let text = String::from_utf8_lossy(bytes);
    let tokenizer = tokenfare_vocab::tokenizer(encoding).unwrap();
    let expected = reference(encoding).encode_ordinary(&text);
    assert_eq!(tokenizer.encode(&text).unwrap(), expected);
    assert_eq!(tokenizer.count(&text), expected.len());
});
