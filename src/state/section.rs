//! The sections by their ids, and which are open.

/// A section of the page. What it shows is a row in `view/sections.rs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum SectionId {
    /// How much is sent, and by whom.
    Volume,
    /// Turns, history, caching.
    Conversation,
    /// The plans to compare with.
    Plans,
    /// What is needed besides an answer.
    Needs,
    /// A credit and a limit.
    Budget,
    /// What amounts are shown in.
    Currency,
    /// One's own machine.
    Hosting,
    /// The access models side by side.
    Fares,
    /// Cost of a month over its messages.
    Curve,
    /// Cost of each turn of a conversation.
    Snowball,
    /// The same text on every model.
    Models,
    /// The text with its tokens.
    Tokens,
    /// Links, tables and tags to take along.
    Share,
    /// What readers ask.
    Notes,
}

/// A section that the lazy part draws.
#[derive(Clone, Copy)]
pub(crate) enum LazySection {
    Volume,
    Conversation,
    Plans,
    Needs,
    Budget,
    Currency,
    Hosting,
    Curve,
    Snowball,
    Models,
    Share,
    Notes,
}

/// The sections that are open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct OpenSections(u32);

impl Default for OpenSections {
    fn default() -> Self {
        let mut open = Self(0);
        open.toggle(SectionId::Fares);
        open
    }
}

impl OpenSections {
    /// Opens a section, or closes it.
    pub(crate) fn toggle(&mut self, section: SectionId) {
        self.0 ^= 1 << section as u32;
    }

    /// Whether a section is open.
    pub(crate) fn contains(self, section: SectionId) -> bool {
        self.0 & 1 << section as u32 != 0
    }
}
