//! The classes that the pre-tokenizers' patterns tell apart.

use std::error::Error;

use super::{SCALARS, fill, runs};

/// The classes in the order of `tokenizer::class::Class`, each as the regular expression that
/// defines it. Every scalar value outside all of them is `Other`.
const CLASSES: [(u8, &str); 12] = [
    (1, r"[\p{Lu}\p{Lt}]"),
    (2, r"\p{Ll}"),
    (3, r"[[\p{Lm}\p{Lo}]--\p{Han}]"),
    (4, r"[\p{M}--\p{Han}]"),
    (5, r"[\p{N}--\p{Han}]"),
    (6, r"[\s&&[^\r\n]]"),
    (7, r"[\r\n]"),
    (8, r"[[\p{P}\p{S}]--\p{Han}]"),
    (9, r"[\p{L}&&\p{Han}]"),
    (10, r"[\p{N}&&\p{Han}]"),
    (11, r"[[\p{P}\p{S}]&&\p{Han}]"),
    (12, r"[\p{M}&&\p{Han}]"),
];

pub(crate) fn packed() -> Result<Vec<u8>, Box<dyn Error>> {
    let mut class_of = vec![0_u8; SCALARS];
    for (class, pattern) in CLASSES {
        fill(&mut class_of, pattern, class)?;
    }
    Ok(runs(&class_of))
}
