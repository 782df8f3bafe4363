//! Everything that can happen.

use std::rc::Rc;

use tokenfare_core::money::Notation;

use super::{AttachedFile, Column, Counting, Example, LazyStatus, SectionId, Text};

/// Something that happened: the reader did it, the page set it, or the counter has news.
pub(crate) enum Action {
    /// The text is now this one.
    Text(Rc<dyn Text>),
    /// The counter has news of the text. `at` is the time in milliseconds, from any beginning.
    Counted {
        /// What it says.
        counting: Counting,
        /// When it said it.
        at: f64,
    },
    /// A control or an attribute sets this setting; no value: back to its default.
    Set(String, Option<String>),
    /// The reader writes this into the field of a setting, with numbers in the notation of a language.
    Write(String, String, Notation),
    /// The reader takes a member into a list, or out of it.
    Toggle(&'static str, String),
    /// The page's address is now this one, and may be a shared link.
    OpenLink(String),
    /// The changed text should have been counted by now.
    Doubt,
    /// Something of the page's does not work: its code, and what happened.
    Note(String, String),
    /// The reader wants all settings back where they began.
    Reset,
    /// The reader empties the text field.
    Clear,
    /// The reader takes an example.
    Example(&'static Example),
    /// A file goes with the text, or its counter has news of it. `at` is as in `Counted`.
    File {
        /// The file as it is now.
        file: AttachedFile,
        /// When that was said.
        at: f64,
    },
    /// The reader takes a file away.
    RemoveFile(u32),
    /// The reader wants conversations counted as plain text, or no longer.
    TogglePlainText,
    /// The reader asks for another attempt at an exact count.
    Retry,
    /// The lazy part is on its way, is here, or can't be loaded.
    Lazy(LazyStatus),
    /// The widget has been drawn as it is now.
    Drawn,
    /// The reader looks at the same report in another way.
    Ui(UiAction),
}

/// Something that changes what is shown and no figure.
pub(crate) enum UiAction {
    /// Draw what is to be drawn next.
    DrawMore,
    /// Open or close a section.
    ToggleSection(SectionId),
    /// Sort the fares by a column; once more turns the order round.
    Sort(Column),
    /// Open or close the arithmetic of the fare with this id.
    Explain(String),
    /// Read the chart of a month at so many messages.
    ReadVolume(u64),
    /// Read the chart of a conversation at this turn.
    ReadTurn(u64),
    /// List every model, or again the cheapest.
    ToggleAllModels,
}
