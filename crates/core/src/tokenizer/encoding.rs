//! The encodings: one table, a row for each, from which everything else follows.

mod openai;
mod source;

use std::{fmt, str::FromStr};

pub use source::Source;

use super::pattern::Pattern;

/// What an encoding is. [`Encoding::spec`] has it, and [`Encoding::source`] where it comes from.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Spec {
    /// Its name, as its vendor or tiktoken says it.
    pub(crate) name: &'static str,
    /// Another name that it is known by.
    pub(crate) also: Option<&'static str>,
    /// The packed vocabulary it reads, less `.vocab`. Encodings share one where they differ only in
    /// special tokens or in framing, or where one list begins with the other.
    pub(crate) file: &'static str,
    /// How many entries that file has: ids, those without a token included, or pieces.
    pub(crate) entries: usize,
    /// So many of the entries are this encoding's.
    pub(crate) own: usize,
    /// Where ids begin: pairs of a rank and the id that it has, in order of rank. Up to the next, both
    /// rise alike.
    pub(crate) ids: &'static [(u32, u32)],
    /// What is done to a text first.
    pub(crate) form: Form,
    /// How tokens are found.
    pub(crate) join: Join,
    /// Its tokens beside a thousand of o200k_base's: the fewest, as many as in English and code, and the
    /// most, over texts in 24 languages and in code.
    pub(crate) beside: [u64; 3],
}

/// What is done to a text before it is tokenized.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// Nothing.
    AsItIs,
    /// Unicode's Normalization Form C.
    Composed,
    /// U+2581 is a space.
    Spaced,
}

/// How tokens are found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Join {
    /// Byte-pair merging, in pieces that are cut first.
    Merges(Pattern),
    /// The fewest pieces that cover the words. Only the number is known, not where tokens begin.
    Tiling {
        /// Curly quotes are straight ones.
        folds_quotes: bool,
        /// The shortest word of capitals that is written small, with a mark.
        capitals: Option<usize>,
        /// Whether the message's frame ends in a mark that stands for a space.
        framed: bool,
    },
}

/// Ids are ranks.
const RANKS: &[(u32, u32)] = &[(0, 0)];

macro_rules! encodings {
    ($($(#[$doc:meta])* $name:ident = $spec:expr, $source:expr;)*) => {
        /// A way to turn text into tokens.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[expect(clippy::exhaustive_enums, reason = "whoever has a file for each must name each")]
        pub enum Encoding {
            $($(#[$doc])* $name,)*
        }

        /// The rows, by name, so that one can be written as what it differs in from another.
        #[expect(non_upper_case_globals, reason = "the names are those of the encodings")]
        mod rows {
            use super::{Form, Join, Pattern, RANKS, Spec};

            $(pub(super) const $name: Spec = $spec;)*
        }

        impl Encoding {
            /// Every encoding; OpenAI's first, newest first.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            pub(crate) const fn spec(self) -> &'static Spec {
                match self {
                    $(Self::$name => &rows::$name,)*
                }
            }

            /// Where its vocabulary comes from, and how that is known to be right.
            pub const fn source(self) -> &'static Source {
                match self {
                    $(Self::$name => {
                        const SOURCE: Source = $source;
                        &SOURCE
                    })*
                }
            }
        }
    };
}

encodings! {
    /// `o200k_base`: GPT-4o, GPT-4.1, GPT-5 and the o-series.
    O200kBase = Spec {
        name: "o200k_base",
        also: None,
        file: "o200k_base",
        entries: 199_998,
        own: 199_998,
        ids: RANKS,
        form: Form::AsItIs,
        join: Join::Merges(Pattern::O200k),
        beside: [1_000, 1_000, 1_000],
    }, source::OPENAI;

    /// `o200k_harmony`: the gpt-oss models; o200k_base with chat tokens.
    O200kHarmony = Spec { name: "o200k_harmony", ..O200kBase }, source::OPENAI;

    /// `cl100k_base`: GPT-4, GPT-3.5 and the third embedding generation.
    Cl100kBase = Spec {
        name: "cl100k_base",
        file: "cl100k_base",
        entries: 100_256,
        own: 100_256,
        join: Join::Merges(Pattern::Cl100k),
        beside: [1_000, 1_000, 4_000],
        ..O200kBase
    }, source::OPENAI;

    /// `p50k_base`: text-davinci-002 and -003, code models.
    P50kBase = Spec {
        name: "p50k_base",
        file: "p50k_base",
        entries: 50_281,
        own: 50_281,
        join: Join::Merges(Pattern::R50k),
        beside: [1_000, 1_150, 8_000],
        ..O200kBase
    }, source::OPENAI;

    /// `p50k_edit`: the edit models; p50k_base with fill-in-the-middle tokens.
    P50kEdit = Spec { name: "p50k_edit", ..P50kBase }, source::OPENAI;

    /// `r50k_base`, also called `gpt2`: GPT-2 and the first GPT-3 models.
    R50kBase = Spec {
        name: "r50k_base",
        also: Some("gpt2"),
        own: 50_256,
        ..P50kBase
    }, source::OPENAI;

    /// `claude-3`: Claude 3 to Opus 4.6 and Haiku 4.5; counts only.
    Claude3 = Spec {
        name: "claude-3",
        also: None,
        file: "claude-3",
        entries: 48_795,
        own: 48_795,
        ids: &[],
        form: Form::Composed,
        join: Join::Tiling { folds_quotes: true, capitals: Some(4), framed: true },
        beside: [800, 1_100, 2_650],
    }, source::CLAUDE_3;

    /// `claude-4.7`: Claude Opus 4.7; counts only.
    Claude47 = Spec {
        name: "claude-4.7",
        file: "claude-4.7",
        entries: 15_284,
        own: 15_284,
        join: Join::Tiling { folds_quotes: false, capitals: None, framed: true },
        beside: [840, 1_530, 2_650],
        ..Claude3
    }, source::CLAUDE_47;

    /// `claude-4.8`: Claude Opus 4.8 and later; counts only. The pieces of 4.7 in another frame.
    Claude48 = Spec {
        name: "claude-4.8",
        join: Join::Tiling { folds_quotes: false, capitals: None, framed: false },
        ..Claude47
    }, source::CLAUDE_48;

    /// `gemma4`: Gemma 3 and 4, and Gemini from 2.0 on.
    Gemma4 = Spec {
        name: "gemma4",
        file: "gemma4",
        entries: 255_822,
        own: 255_822,
        // Bytes, the line break, the other characters, merges; runs of line breaks, of spaces, of tabs.
        ids: &[
            (0, 238), (256, 107), (257, 236_743), (19_483, 494),
            (255_732, 108), (255_762, 138), (255_792, 255_969),
        ],
        form: Form::Spaced,
        join: Join::Merges(Pattern::Gemma),
        beside: [670, 1_060, 1_220],
        ..O200kBase
    }, source::GEMMA_4;

    /// `deepseek-v3`: DeepSeek V3 to V4.
    DeepSeekV3 = Spec {
        name: "deepseek-v3",
        file: "deepseek-v3",
        entries: 127_997,
        own: 127_997,
        ids: &[(0, 3)],
        join: Join::Merges(Pattern::DeepSeek),
        beside: [690, 1_010, 1_850],
        ..O200kBase
    }, source::DEEPSEEK_V3;

    /// `qwen3.5`: Qwen 3.5 and 3.6.
    Qwen35 = Spec {
        name: "qwen3.5",
        file: "qwen3.5",
        entries: 248_044,
        own: 248_044,
        form: Form::Composed,
        join: Join::Merges(Pattern::Qwen35),
        beside: [410, 1_060, 1_400],
        ..O200kBase
    }, source::QWEN_35;

    /// `tekken`: Mistral's models from Nemo on.
    Tekken = Spec {
        name: "tekken",
        file: "tekken",
        entries: 130_072,
        own: 130_072,
        ids: &[(0, 1_000)],
        join: Join::Merges(Pattern::Tekken),
        beside: [890, 1_030, 1_300],
        ..O200kBase
    }, source::TEKKEN;

    /// `glm-5`: GLM 5 and 4.7-flash.
    Glm5 = Spec {
        name: "glm-5",
        file: "glm-5",
        entries: 154_820,
        own: 154_820,
        join: Join::Merges(Pattern::Llama3),
        beside: [710, 1_000, 4_000],
        ..O200kBase
    }, source::GLM_5;

    /// `glm-4`: GLM 4.5 to 4.7; the beginning of GLM 5's.
    Glm4 = Spec { name: "glm-4", own: 151_329, ..Glm5 }, source::GLM_5;

    /// `kimi-k2`: Kimi K2 to K3.
    KimiK2 = Spec {
        name: "kimi-k2",
        file: "kimi-k2",
        entries: 163_584,
        own: 163_584,
        join: Join::Merges(Pattern::Kimi),
        beside: [660, 1_000, 2_100],
        ..O200kBase
    }, source::KIMI_K2;

    /// `minimax-m2`: MiniMax M1 to M3.
    MiniMaxM2 = Spec {
        name: "minimax-m2",
        file: "minimax-m2",
        entries: 200_000,
        own: 200_000,
        form: Form::Composed,
        beside: [550, 1_000, 2_450],
        ..O200kBase
    }, source::MINIMAX_M2;

    /// `qwen2`: Qwen 2, 2.5 and 3.
    Qwen2 = Spec {
        name: "qwen2",
        file: "qwen2",
        entries: 151_643,
        own: 151_643,
        form: Form::Composed,
        join: Join::Merges(Pattern::Qwen2),
        beside: [430, 1_010, 3_200],
        ..O200kBase
    }, source::QWEN_2;

    /// `llama3`: Llama 3 to 3.3.
    Llama3 = Spec {
        name: "llama3",
        file: "llama3",
        entries: 128_000,
        own: 128_000,
        join: Join::Merges(Pattern::Llama3),
        beside: [850, 1_000, 4_000],
        ..O200kBase
    }, source::LLAMA_3;
}

impl Encoding {
    /// Its name.
    ///
    /// ```
    /// use tokenfare_core::tokenizer::Encoding;
    /// assert_eq!(Encoding::O200kBase.name(), "o200k_base");
    /// ```
    pub const fn name(self) -> &'static str {
        self.spec().name
    }

    /// The name of the packed vocabulary it reads, less `.vocab`: that of the first encoding which does.
    ///
    /// ```
    /// use tokenfare_core::tokenizer::Encoding;
    /// assert_eq!(Encoding::O200kHarmony.file(), "o200k_base");
    /// ```
    pub const fn file(self) -> &'static str {
        self.spec().file
    }

    /// Whether it is the first that reads its file, which has that one's name.
    pub fn has_own_file(self) -> bool {
        self.file() == self.name()
    }

    /// What its number of tokens is of another encoding's: the fewest, as many as in English and code, and
    /// the most, each as a fraction.
    pub(crate) const fn beside(self, other: Self) -> [(u64, u64); 3] {
        let ([low, usual, high], [least, common, most]) = (self.spec().beside, other.spec().beside);
        if self as u8 == other as u8 {
            return [(1, 1), (1, 1), (1, 1)];
        }
        [(low, most), (usual, common), (high, least)]
    }

    /// Whether ids and the borders of tokens are known, and not only their number.
    pub const fn has_ids(self) -> bool {
        matches!(self.spec().join, Join::Merges(_))
    }

    /// The id of each rank of its file, in order, those without a token included. None where only counts are
    /// known.
    pub fn ids(self) -> impl Iterator<Item = u32> {
        let ranks = if self.has_ids() { 0..self.spec().entries as u32 } else { 0..0 };
        ranks.map(move |rank| self.id_of(rank))
    }

    /// Ids at or above this are not ordinary tokens of this encoding, whatever the vocabulary holds.
    pub fn ordinary_ids(self) -> u32 {
        let Spec { own, ids, .. } = self.spec();
        let ends = ids.iter().skip(1).map(|(rank, _)| *rank).chain([*own as u32]);
        ids.iter().zip(ends).map(|((rank, id), end)| end - rank + id).max().unwrap_or(0)
    }

    /// The id of a rank.
    #[inline]
    pub(crate) fn id_of(self, rank: u32) -> u32 {
        let ids = self.spec().ids;
        let stretch = ids.iter().rev().find(|(first, _)| *first <= rank);
        stretch.map_or(rank, |(first, id)| rank - first + id)
    }

    /// The rank of an id, if it has one.
    pub(crate) fn rank_of(self, id: u32) -> Option<u32> {
        let Spec { own, ids, .. } = self.spec();
        let ends = ids.iter().skip(1).map(|(rank, _)| *rank).chain([*own as u32]);
        ids.iter().zip(ends).find_map(|((rank, first), end)| {
            let found = id.checked_sub(*first)? + rank;
            (found < end).then_some(found)
        })
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
    let also = Encoding::ALL
        .iter()
        .filter_map(|encoding| encoding.spec().also.map(|also| format!("{also} (= {encoding})")));
    format!("{}, and {}", names.join(", "), also.collect::<Vec<_>>().join(", "))
}

impl FromStr for Encoding {
    type Err = UnknownEncoding;

    /// Reads a name. `gpt2` is another name of `r50k_base`.
    fn from_str(name: &str) -> Result<Self, UnknownEncoding> {
        let is_it =
            |encoding: &&Self| encoding.name() == name || encoding.spec().also == Some(name);
        let known = Self::ALL.iter().find(is_it);
        known.copied().ok_or_else(|| UnknownEncoding { name: name.to_owned() })
    }
}
