//! The published vocabularies, packed at build time.
//!
//! Native programs carry them; a page fetches the same bytes as files when it needs them.

#![forbid(unsafe_code)]

use std::sync::{Arc, OnceLock};

use tokenfare_core::tokenizer::{Encoding, Tokenizer, Vocabulary, VocabularyError};

/// The packed vocabulary an encoding reads.
pub fn packed(encoding: Encoding) -> &'static [u8] {
    file(encoding.vocabulary())
}

/// A packed vocabulary, as it is served under [`Vocabulary::file_name`].
pub fn file(vocabulary: Vocabulary) -> &'static [u8] {
    match vocabulary {
        Vocabulary::Cl100k => include_bytes!(concat!(env!("OUT_DIR"), "/cl100k_base.vocab")),
        Vocabulary::P50k => include_bytes!(concat!(env!("OUT_DIR"), "/p50k_base.vocab")),
        _ => include_bytes!(concat!(env!("OUT_DIR"), "/o200k_base.vocab")),
    }
}

/// The tokenizer of an encoding, opened at the first call and kept.
///
/// ```
/// use tokenfare_core::tokenizer::Encoding;
/// let tokenizer = tokenfare_vocab::tokenizer(Encoding::O200kBase)?;
/// assert_eq!(tokenizer.encode("hello world"), [24912, 2375]);
/// # Ok::<(), tokenfare_core::tokenizer::VocabularyError>(())
/// ```
///
/// # Errors
///
/// When the vocabulary in the program is damaged, which means that the build was.
pub fn tokenizer(encoding: Encoding) -> Result<Arc<Tokenizer>, VocabularyError> {
    static OPENED: [OnceLock<Arc<Tokenizer>>; Encoding::ALL.len()] =
        [const { OnceLock::new() }; Encoding::ALL.len()];
    let at = Encoding::ALL.iter().position(|known| *known == encoding);
    let Some(slot) = at.and_then(|at| OPENED.get(at)) else {
        return Tokenizer::from_packed(encoding, packed(encoding)).map(Arc::new);
    };
    if let Some(tokenizer) = slot.get() {
        return Ok(tokenizer.clone());
    }
    let tokenizer = Arc::new(Tokenizer::from_packed(encoding, packed(encoding))?);
    Ok(slot.get_or_init(|| tokenizer).clone())
}
