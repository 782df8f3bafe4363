//! How far the exact count of the text has come.

use std::rc::Rc;

/// What the counter last said of the text as it stands now.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Counting {
    /// The vocabulary is not in yet.
    Waiting,
    /// A long text is being read; `share` (0 to 1) of it has been, and had `tokens`.
    Reading { tokens: u64, share: f64 },
    /// Every token of the text, counted in the model's encoding; `conversations` is what it weighs if it
    /// is any, as the core writes it.
    Exact { tokens: u64, conversations: Option<Rc<str>> },
    /// The text has just changed and was that before: its new count is a moment away.
    Changed { tokens: u64, conversations: Option<Rc<str>> },
    /// There will be no exact count until a retry succeeds. `code` is also the message's key.
    Failed { code: Rc<str>, detail: Rc<str> },
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

    /// The exact count.
    pub(crate) const fn exact(&self) -> Option<u64> {
        match self {
            Self::Exact { tokens, .. } => Some(*tokens),
            _ => None,
        }
    }

    /// Whether nothing more is to be expected of it.
    pub(super) const fn is_settled(&self) -> bool {
        matches!(self, Self::Exact { .. } | Self::Failed { .. })
    }

    /// A word for style sheets and tests.
    pub(crate) const fn name(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Reading { .. } | Self::Changed { .. } => "counting",
            Self::Exact { .. } => "exact",
            Self::Failed { .. } => "failed",
        }
    }
}
