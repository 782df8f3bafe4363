//! The vocabularies, packed at build time.
//!
//! Native programs carry them; a page fetches the same bytes as files when it needs them.

use std::sync::{Arc, OnceLock};

use tokenfare_core::tokenizer::{Encoding, Tokenizer, VocabularyError};

macro_rules! file {
    ($name:literal) => {
        include_bytes!(concat!(env!("OUT_DIR"), "/", $name, ".vocab"))
    };
}

/// The packed vocabulary that an encoding reads, as it is served under [`Encoding::file`].
pub const fn packed(encoding: Encoding) -> &'static [u8] {
    match encoding {
        Encoding::O200kBase | Encoding::O200kHarmony => file!("o200k_base"),
        Encoding::Cl100kBase => file!("cl100k_base"),
        Encoding::P50kBase | Encoding::P50kEdit | Encoding::R50kBase => file!("p50k_base"),
        Encoding::Claude3 => file!("claude-3"),
        Encoding::Claude47 | Encoding::Claude48 => file!("claude-4.7"),
        Encoding::Gemma4 => file!("gemma4"),
        Encoding::DeepSeekV3 => file!("deepseek-v3"),
        Encoding::Qwen35 => file!("qwen3.5"),
        Encoding::Tekken => file!("tekken"),
        Encoding::Glm5 | Encoding::Glm4 => file!("glm-5"),
        Encoding::KimiK2 => file!("kimi-k2"),
        Encoding::MiniMaxM2 => file!("minimax-m2"),
        Encoding::Qwen2 => file!("qwen2"),
        Encoding::Llama3 => file!("llama3"),
    }
}

/// The tokenizer of an encoding, opened at the first call and kept.
///
/// ```
/// use tokenfare_core::tokenizer::Encoding;
/// let tokenizer = tokenfare_vocab::tokenizer(Encoding::O200kBase)?;
/// assert_eq!(tokenizer.encode("hello world")?, [24912, 2375]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
///
/// When the vocabulary in the program is damaged, which means that the build was.
pub fn tokenizer(encoding: Encoding) -> Result<Arc<Tokenizer>, VocabularyError> {
    static OPENED: [OnceLock<Arc<Tokenizer>>; Encoding::ALL.len()] =
        [const { OnceLock::new() }; Encoding::ALL.len()];
    let open = || Tokenizer::from_packed(encoding, packed(encoding)).map(Arc::new);
    let at = Encoding::ALL.iter().position(|known| *known == encoding);
    let Some(slot) = at.and_then(|at| OPENED.get(at)) else { return open() };
    if let Some(tokenizer) = slot.get() {
        return Ok(tokenizer.clone());
    }
    let tokenizer = open()?;
    Ok(slot.get_or_init(|| tokenizer).clone())
}
