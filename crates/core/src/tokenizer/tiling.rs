//! Claude's counts, as they were reconstructed from outside: the fewest pieces that cover a text.
//!
//! A text is normalized ([`form`]) and written with marks for where words begin and end and for capitals
//! ([`marked`]); then it is covered by as few pieces of a list as can be ([`pieces`], [`trie`]). A
//! character that is in no piece costs what its UTF-8 costs. The method and the list are those of ctok
//! 1.3.0 by Sander Land; its module names are given where a rule comes from there.
//!
//! # Where a text may be cut
//!
//! No piece has anything before the mark where a word begins or behind the one where it ends, none has a
//! line break beside anything else, and none an ideograph or a syllable of Hangul beside anything else. So
//! pieces meet there, and a text may be cut there if what the two sides are written as doesn't depend on
//! each other:
//!
//! - letter of a word | space: what is written for a word looks at nothing behind it, and the space
//!   is told that a word is before it;
//! - line break | letter or ASCII sign: nothing looks past a line break;
//! - ideograph | ideograph: they are written as they are.
//!
//! Both characters must be settled, so that each side is normalized alone.

mod case;
mod form;
mod kind;
mod marked;
mod pieces;
mod trie;

pub use pieces::pack;

use super::Place;
use super::encoding::{Join, Spec};
use super::nfc::Nfc;
use super::packed::VocabularyError;
use kind::Kinds;
use marked::Marked;
use pieces::Pieces;

/// The list of pieces of one generation of models, and its rules.
pub(super) struct Tiling {
    kinds: Kinds,
    nfc: Nfc,
    pieces: Pieces,
    rules: Rules,
}

/// What differs between generations. See [`Join::Tiling`].
#[derive(Clone, Copy)]
struct Rules {
    folds_quotes: bool,
    capitals: Option<usize>,
    framed: bool,
}

impl Tiling {
    /// Opens a packed list.
    pub(super) fn from_packed(spec: &Spec, packed: &[u8]) -> Result<Self, VocabularyError> {
        let pieces = Pieces::unpack(packed, spec.entries)?;
        let rules = match spec.join {
            Join::Tiling { folds_quotes, capitals, framed } => {
                Rules { folds_quotes, capitals, framed }
            }
            Join::Merges(_) => Rules { folds_quotes: false, capitals: None, framed: false },
        };
        Ok(Self { kinds: Kinds::new(), nfc: Nfc::new(), pieces, rules })
    }

    /// How many tokens a part of a message is, without the message's frame.
    pub(super) fn count(&self, part: &str, place: Place) -> usize {
        if part.is_empty() {
            return 0;
        }
        let normal = form::normalized(part, &self.nfc, self.rules.folds_quotes);
        let breaks =
            if place.last { normal.len() - normal.trim_end_matches('\n').len() } else { 0 };
        let body = normal.get(..normal.len() - breaks).unwrap_or_default();
        let marked = Marked { kinds: &self.kinds, rules: self.rules, place }.of(body, part);
        self.pieces.fewest(&marked) + self.breaks(breaks)
    }

    /// What line breaks at the very end cost: the frame has two of its own behind them, and the last token
    /// of the run is the frame's. (`engine.py`, `frame_tail`)
    fn breaks(&self, count: usize) -> usize {
        if count == 0 {
            return 0;
        }
        self.pieces.fewest(&vec![u32::from('\n'); count + 2]).saturating_sub(1)
    }

    /// Whether a text may be cut between these two characters.
    pub(super) fn always_splits(&self, before: char, after: char) -> bool {
        let is_settled = |c| self.nfc.is_settled(c);
        let is_syllable = |c| matches!(c, '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7A3}');
        let [first, second] = [before, after].map(|c| self.kinds.of(c));
        let cut = match before {
            '\n' => second.is_letter() || after.is_ascii_graphic(),
            _ if after == ' ' => first.is_letter(),
            _ => is_syllable(before) && is_syllable(after),
        };
        cut && is_settled(before) && is_settled(after)
    }
}
