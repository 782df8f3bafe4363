//! Any text is read or is plain, and what is read weighs no more than a few times the text.

#![no_main]

use libfuzzer_sys::fuzz_target;
use tokenfare_core::report::Weights;
use tokenfare_core::transcript::{Prompt, may_be_pasted, read};

fuzz_target!(|text: &str| {
    let pasted = read(text);
    // A page asks only for what may be something.
    assert!(pasted.is_none() || may_be_pasted(text));
    let count = |text: &str| text.len() as u64;
    if let Some(pasted) = pasted {
        let weights = pasted.weights(text, count);
        assert_eq!(Weights::decode(&weights.encode()), Ok(weights));
    }
    for line in text.lines() {
        let _ = Prompt::of_line(line);
    }
});
