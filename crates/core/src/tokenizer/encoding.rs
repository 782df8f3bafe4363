//! The published encodings: their names, vocabularies, patterns and special tokens.

use std::{fmt, str::FromStr};

use super::pattern::Pattern;

/// A published way to turn text into tokens, by its tiktoken name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Encoding {
    /// `o200k_base`: GPT-4o, GPT-4.1, GPT-5 and the o-series.
    O200kBase,
    /// `o200k_harmony`: the gpt-oss models; o200k_base with chat tokens.
    O200kHarmony,
    /// `cl100k_base`: GPT-4, GPT-3.5 and the third embedding generation.
    Cl100kBase,
    /// `p50k_base`: text-davinci-002 and -003, code models.
    P50kBase,
    /// `p50k_edit`: the edit models; p50k_base with fill-in-the-middle tokens.
    P50kEdit,
    /// `r50k_base`, also called `gpt2`: GPT-2 and the first GPT-3 models.
    R50kBase,
}

/// A ranked list of byte strings, as one file. Encodings that differ only in special tokens, or
/// where one list begins with the other, share it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Vocabulary {
    /// 199,998 tokens.
    O200k,
    /// 100,256 tokens.
    Cl100k,
    /// 50,280 tokens; the first 50,256 are r50k_base's.
    P50k,
}

impl Vocabulary {
    /// Every vocabulary.
    pub const ALL: &'static [Self] = &[Self::O200k, Self::Cl100k, Self::P50k];

    /// The name of its file.
    pub const fn file_name(self) -> &'static str {
        match self {
            Self::O200k => "o200k_base.vocab",
            Self::Cl100k => "cl100k_base.vocab",
            Self::P50k => "p50k_base.vocab",
        }
    }

    /// How many ids it has, those without a token included.
    pub(crate) const fn ids(self) -> usize {
        match self {
            Self::O200k => 199_998,
            Self::Cl100k => 100_256,
            Self::P50k => 50_281,
        }
    }
}

impl Encoding {
    /// Every encoding, newest first.
    pub const ALL: &'static [Self] = &[
        Self::O200kBase,
        Self::O200kHarmony,
        Self::Cl100kBase,
        Self::P50kBase,
        Self::P50kEdit,
        Self::R50kBase,
    ];

    /// Its tiktoken name.
    ///
    /// ```
    /// use tokenfare_core::tokenizer::Encoding;
    /// assert_eq!(Encoding::O200kBase.name(), "o200k_base");
    /// ```
    pub const fn name(self) -> &'static str {
        match self {
            Self::O200kBase => "o200k_base",
            Self::O200kHarmony => "o200k_harmony",
            Self::Cl100kBase => "cl100k_base",
            Self::P50kBase => "p50k_base",
            Self::P50kEdit => "p50k_edit",
            Self::R50kBase => "r50k_base",
        }
    }

    /// The vocabulary it reads.
    pub const fn vocabulary(self) -> Vocabulary {
        match self {
            Self::O200kBase | Self::O200kHarmony => Vocabulary::O200k,
            Self::Cl100kBase => Vocabulary::Cl100k,
            Self::P50kBase | Self::P50kEdit | Self::R50kBase => Vocabulary::P50k,
        }
    }

    /// How it cuts text into pieces.
    pub(crate) const fn pattern(self) -> Pattern {
        match self {
            Self::O200kBase | Self::O200kHarmony => Pattern::O200k,
            Self::Cl100kBase => Pattern::Cl100k,
            Self::P50kBase | Self::P50kEdit | Self::R50kBase => Pattern::R50k,
        }
    }

    /// Ids at or above this are not ordinary tokens of this encoding, whatever the vocabulary holds.
    pub const fn ordinary_ids(self) -> u32 {
        match self {
            Self::O200kBase | Self::O200kHarmony => 199_998,
            Self::Cl100kBase => 100_256,
            Self::P50kBase | Self::P50kEdit => 50_281,
            Self::R50kBase => 50_256,
        }
    }

    /// The text of a special token, or nothing when the id is not one of this encoding's.
    ///
    /// Special tokens are never produced from text: text that looks like one is ordinary text.
    pub fn special(self, id: u32) -> Option<String> {
        let text = match (self, id) {
            (Self::O200kBase | Self::O200kHarmony, 199_999)
            | (Self::Cl100kBase, 100_257)
            | (Self::P50kBase | Self::P50kEdit | Self::R50kBase, 50_256) => "<|endoftext|>",
            (Self::Cl100kBase, 100_258) | (Self::P50kEdit, 50_281) => "<|fim_prefix|>",
            (Self::Cl100kBase, 100_259) | (Self::P50kEdit, 50_282) => "<|fim_middle|>",
            (Self::Cl100kBase, 100_260) | (Self::P50kEdit, 50_283) => "<|fim_suffix|>",
            (Self::O200kBase, 200_018) | (Self::Cl100kBase, 100_276) => "<|endofprompt|>",
            (Self::O200kHarmony, 199_998) => "<|startoftext|>",
            (Self::O200kHarmony, 200_002) => "<|return|>",
            (Self::O200kHarmony, 200_003) => "<|constrain|>",
            (Self::O200kHarmony, 200_005) => "<|channel|>",
            (Self::O200kHarmony, 200_006) => "<|start|>",
            (Self::O200kHarmony, 200_007) => "<|end|>",
            (Self::O200kHarmony, 200_008) => "<|message|>",
            (Self::O200kHarmony, 200_012) => "<|call|>",
            (Self::O200kHarmony, 200_000..=201_087) => return Some(format!("<|reserved_{id}|>")),
            _ => return None,
        };
        Some(text.to_owned())
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// The name of an encoding that is not known here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown encoding {name:?}; known are {}", known_names())]
pub struct UnknownEncoding {
    /// The name that was asked for.
    pub name: String,
}

fn known_names() -> String {
    let names: Vec<_> = Encoding::ALL.iter().map(|encoding| encoding.name()).collect();
    format!("{}, and gpt2 (= r50k_base)", names.join(", "))
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    /// Reads a tiktoken name. `gpt2` is another name of `r50k_base`.
    fn from_str(name: &str) -> Result<Self, UnknownEncoding> {
        if name == "gpt2" {
            return Ok(Self::R50kBase);
        }
        let known = Self::ALL.iter().find(|encoding| encoding.name() == name);
        known.copied().ok_or_else(|| UnknownEncoding { name: name.to_owned() })
    }
}
