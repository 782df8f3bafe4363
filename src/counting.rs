//! How far the exact count of the text has come.

use js_sys::JsString;
use tokenfare_core::report::estimate;
use yew::AttrValue;

use crate::host::Change;

/// What the counter last said of the text as it stands now.
#[derive(Clone, PartialEq)]
pub(crate) enum Counting {
    /// The vocabulary is not in yet.
    Waiting,
    /// A long text is being read; `share` (0 to 1) of it has been, and had `tokens`.
    Reading { tokens: u64, share: f64 },
    /// Every token of the text, counted in the model's encoding; `conversations` is what it weighs if it
    /// is any, as the core writes it.
    Exact { tokens: u64, conversations: Option<AttrValue> },
    /// The text has just changed and was that before: its new count is a moment away.
    Changed { tokens: u64, conversations: Option<AttrValue> },
    /// There will be no exact count until a retry succeeds. `code` is also the message's key.
    Failed { code: AttrValue, detail: AttrValue },
}

impl Counting {
    /// What the text weighs, as the core writes it, once it has been counted.
    pub(crate) fn conversations(&self) -> Option<&str> {
        match self {
            Self::Exact { conversations, .. } | Self::Changed { conversations, .. } => {
                conversations.as_deref()
            }
            _ => None,
        }
    }

    /// A word for style sheets and tests.
    pub(crate) fn state(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Reading { .. } | Self::Changed { .. } => "counting",
            Self::Exact { .. } => "exact",
            Self::Failed { .. } => "failed",
        }
    }

    /// The exact count, as JavaScript counts.
    pub(crate) fn exact(&self) -> Option<f64> {
        match self {
            Self::Exact { tokens, .. } => Some(*tokens as f64),
            _ => None,
        }
    }
}

impl From<Change> for Counting {
    fn from(change: Change) -> Self {
        match change.status().as_str() {
            "exact" => Self::Exact {
                tokens: change.tokens() as u64,
                conversations: change.conversations().map(AttrValue::from),
            },
            "counting" => Self::Reading { tokens: change.tokens() as u64, share: change.share() },
            "failed" => Self::Failed { code: change.code().into(), detail: change.detail().into() },
            _ => Self::Waiting,
        }
    }
}

/// What goes with the text: files.
pub(crate) struct Attached {
    /// How many there are, of any kind.
    pub(crate) count: u32,
    /// What they weigh, as the core writes it.
    pub(crate) written: String,
    /// Their tokens as plain texts.
    pub(crate) tokens: u64,
    /// Whether conversations are among them.
    pub(crate) conversations: bool,
    /// Whether all are counted.
    pub(crate) exact: bool,
}

impl Attached {
    /// No files.
    pub(crate) const NONE: Self =
        Self { count: 0, written: String::new(), tokens: 0, conversations: false, exact: true };
}

/// UTF-16 units of a text that are looked at to estimate it: all of most texts.
const SAMPLE: u32 = 1 << 16;

/// About how many tokens a text is. Of a long one, the beginning stands for the rest.
pub(crate) fn guess(text: &JsString) -> u64 {
    let length = text.length();
    if length <= SAMPLE {
        return estimate(&String::from(text));
    }
    let sample = estimate(&String::from(text.substring(0, SAMPLE)));
    sample * u64::from(length) / u64::from(SAMPLE)
}
