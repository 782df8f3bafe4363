//! How far the exact count of the text has come.

use yew::AttrValue;

use crate::host::Change;

/// What the counter last said of the text as it stands now.
#[derive(Clone, PartialEq)]
pub(crate) enum Counting {
    /// The vocabulary is not in yet.
    Waiting,
    /// A long text is being read; `share` (0 to 1) of it has been, and had `tokens`.
    Reading { tokens: u64, share: f64 },
    /// Every token of the text, counted in the model's encoding.
    Exact { tokens: u64 },
    /// The text has just changed and had `tokens` before: its new count is a moment away.
    Changed { tokens: u64 },
    /// There will be no exact count until a retry succeeds. `code` is also the message's key.
    Failed { code: AttrValue, detail: AttrValue },
}

impl Counting {
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
            Self::Exact { tokens } => Some(*tokens as f64),
            _ => None,
        }
    }
}

impl From<Change> for Counting {
    fn from(change: Change) -> Self {
        match change.status().as_str() {
            "exact" => Self::Exact { tokens: change.tokens() as u64 },
            "counting" => Self::Reading { tokens: change.tokens() as u64, share: change.share() },
            "failed" => Self::Failed { code: change.code().into(), detail: change.detail().into() },
            _ => Self::Waiting,
        }
    }
}
