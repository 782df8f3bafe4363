//! What an action asks of the page.

use std::rc::Rc;

use tokenfare_core::tokenizer::Encoding;

use super::Example;

/// Something to be done in the page, in the order in which it was asked for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Effect {
    /// There is a new report: the page is told, and amounts may be in another currency.
    Report,
    /// More is to be drawn, once the page has had its turn.
    DrawMoreSoon,
    /// If the text has not been counted soon, the report is to become an estimate.
    DoubtSoon,
    /// The page is told what does not work: by a stable code, and in a sentence for the site's owner.
    Problem {
        /// The code.
        code: &'static str,
        /// The sentence.
        message: String,
    },
    /// The element's attributes are to follow the scenario, whatever they were.
    SetAttributes,
    /// This text is to be shown in the field, and counted: the state has it already.
    ShowText(String),
    /// The text is to be counted in this encoding.
    Recount(Encoding),
    /// The vocabulary is to be fetched again.
    Retry,
    /// This text is to be put into the field as if the reader had typed it; none: it is emptied.
    Write(Option<&'static Example>),
    /// The text field is to have the focus: what had it is gone.
    FocusText,
    /// What is shipped from where this was loaded is to be read.
    ReadRelease,
    /// Something may be open that the lazy part draws.
    LoadLazy,
    /// What was counted of these files is to be read out.
    AnnounceFiles(Vec<u32>),
    /// That the file of this name is gone is to be read out.
    AnnounceRemoved(Rc<str>),
    /// The answer is to be read out.
    Announce,
}
