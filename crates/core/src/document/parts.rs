//! A text that comes in parts.

use crate::tokenizer::{Place, Tokenizer};

/// A text that comes in parts, of which no more is kept than the end whose tokens the next part may
/// change: a few words of most texts.
#[derive(Default)]
pub struct Parts {
    text: String,
    /// So much of `text` has been searched for a place to cut it, and has none.
    searched: usize,
    /// Whether parts of the text have been handed out.
    started: bool,
}

impl Parts {
    /// Takes what `add` appends to the text, and hands `each` what can't change any more, if there is
    /// anything, with its place in the whole.
    ///
    /// # Errors
    ///
    /// That of `add`; what it appended before is kept.
    pub fn push<E>(
        &mut self,
        tokenizer: &Tokenizer,
        add: impl FnOnce(&mut String) -> Result<(), E>,
        each: impl FnOnce(&str, Place),
    ) -> Result<(), E> {
        add(&mut self.text)?;
        let new = self.text.get(self.searched..).unwrap_or_default();
        let border = match tokenizer.last_border(new) {
            0 => 0,
            border => self.searched + border,
        };
        if border > 0 {
            let place = Place { first: !self.started, last: false };
            each(self.text.get(..border).unwrap_or_default(), place);
            self.started = true;
            self.text.drain(..border);
        }
        // A border may be between the last character and the next.
        let last = self.text.chars().next_back().map_or(0, char::len_utf8);
        self.searched = self.text.len() - last;
        Ok(())
    }

    /// What is kept, and its place: once everything has come, it can't change any more either.
    pub fn rest(&self) -> (&str, Place) {
        (&self.text, Place { first: !self.started, last: true })
    }
}
