//! What a text is recognised as, and how sure that is.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! kinds {
    ($($(#[$doc:meta])* $kind:ident = $id:literal, $title:literal;)*) => {
        /// A kind of text that is no plain text.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        #[non_exhaustive]
        pub enum Kind {
            $($(#[$doc])* #[serde(rename = $id)] $kind,)*
        }

        impl Kind {
            /// All kinds.
            pub const ALL: &'static [Self] = &[$(Self::$kind),*];

            /// Its name for programs, as in a report's JSON: `chat-completions`.
            pub fn id(self) -> &'static str {
                match self { $(Self::$kind => $id),* }
            }

            /// Its name for a reader, in English: `a ChatGPT export`.
            pub fn title(self) -> &'static str {
                match self { $(Self::$kind => $title),* }
            }
        }
    };
}

kinds! {
    /// A list of messages with roles.
    Messages = "messages", "a list of messages";
    /// A request of OpenAI's chat completions, or of those who follow it.
    ChatCompletions = "chat-completions", "a chat completions request";
    /// A request of OpenAI's responses.
    Responses = "responses", "a request of the Responses API";
    /// A request of Anthropic's messages.
    Anthropic = "anthropic", "a request of Anthropic's Messages API";
    /// A request of Gemini or Vertex AI.
    Gemini = "gemini", "a Gemini request";
    /// A request of Bedrock's Converse.
    Bedrock = "bedrock", "a request of Bedrock's Converse API";
    /// A request of Ollama.
    Ollama = "ollama", "an Ollama request";
    /// A request of Cohere's first chat API.
    Cohere = "cohere", "a Cohere chat request";
    /// Messages as LangChain writes them.
    LangChain = "langchain", "messages of LangChain";
    /// A conversation of `from` and `value`, as data sets have it.
    ShareGpt = "sharegpt", "a ShareGPT conversation";
    /// A prompt without roles, with what completes it where that is there.
    Completion = "completion", "a prompt to complete";
    /// Texts to be embedded.
    Embeddings = "embeddings", "an embeddings request";
    /// A prompt in the template that a model was trained on.
    Template = "template", "a prompt in a chat template";
    /// Lines that begin User: and Assistant:.
    Dialogue = "dialogue", "a dialogue";
    /// A chat copied from its page, or exported as Markdown.
    CopiedChat = "copied-chat", "a copied chat";
    /// Conversations that ChatGPT exports.
    ChatGptExport = "chatgpt-export", "a ChatGPT export";
    /// Conversations that Claude.ai exports.
    ClaudeExport = "claude-export", "a Claude export";
    /// A session of Claude Code.
    ClaudeCode = "claude-code", "a Claude Code session";
    /// A session of Codex.
    Codex = "codex", "a Codex session";
    /// A session of Gemini CLI.
    GeminiCli = "gemini-cli", "a Gemini CLI session";
    /// A prompt saved by AI Studio.
    AiStudio = "ai-studio", "an AI Studio prompt";
    /// The activity of Gemini's app in Google Takeout.
    Takeout = "takeout", "Gemini activity of Google Takeout";
    /// Usage that OpenAI exports.
    OpenAiUsage = "openai-usage", "an OpenAI usage export";
    /// Activity that OpenRouter exports.
    OpenRouterUsage = "openrouter-usage", "an OpenRouter activity export";
    /// Usage that Cursor exports.
    CursorUsage = "cursor-usage", "a Cursor usage export";
    /// Records of a data set or a log that none of the above is.
    Records = "records", "records of an unknown kind";
    /// Any other JSON.
    Json = "json", "JSON of no kind known here";
}

impl Kind {
    /// Whether it is a record of past use, to be priced by its own times.
    pub fn is_history(self) -> bool {
        matches!(
            self,
            Self::ChatGptExport
                | Self::ClaudeExport
                | Self::ClaudeCode
                | Self::Codex
                | Self::GeminiCli
                | Self::AiStudio
                | Self::Takeout
                | Self::OpenAiUsage
                | Self::OpenRouterUsage
                | Self::CursorUsage
        )
    }

    /// Whether nobody would send it as a message: it has no price by the month unless the reader says so.
    pub fn is_no_prompt(self) -> bool {
        self.is_history() || self == Self::Records
    }
}

/// How sure it is that a text is what it is taken for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Confidence {
    /// By words that prose may have too, or not written to the letter.
    Likely,
    /// By its structure.
    Certain,
}

/// What a text was read as.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Recognition {
    /// What it is.
    pub kind: Kind,
    /// How sure that is.
    pub confidence: Confidence,
    /// How many conversations, requests or records it has.
    pub count: u64,
}

impl Recognition {
    pub(crate) fn new(kind: Kind, confidence: Confidence, count: usize) -> Self {
        Self { kind, confidence, count: count as u64 }
    }

    /// Joins it to those of other texts.
    pub(crate) fn add_to(self, all: &mut Vec<Self>) {
        match all.iter_mut().find(|known| known.kind == self.kind) {
            Some(known) => {
                known.count += self.count;
                known.confidence = known.confidence.min(self.confidence);
            }
            None => all.push(self),
        }
    }

    /// As a line of [`Weights::encode`](crate::report::Weights::encode) has it.
    pub(crate) fn encode(&self) -> String {
        let sure = if self.confidence == Confidence::Certain { "certain" } else { "likely" };
        format!("{} {sure} {}", self.kind.id(), self.count)
    }

    pub(crate) fn decode(line: &str) -> Option<Self> {
        let mut words = line.split(' ');
        let id = words.next()?;
        let kind = Kind::ALL.iter().copied().find(|kind| kind.id() == id)?;
        let certain = words.next()? == "certain";
        let confidence = if certain { Confidence::Certain } else { Confidence::Likely };
        Some(Self { kind, confidence, count: words.next()?.parse().ok()? })
    }
}

impl fmt::Display for Recognition {
    /// A sentence's part: `a ChatGPT export, 3 conversations`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.kind.title())?;
        match self.count {
            0 | 1 => Ok(()),
            count => write!(f, " \u{d7} {count}"),
        }
    }
}
