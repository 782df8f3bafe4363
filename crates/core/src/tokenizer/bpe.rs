//! Byte-pair encodings: text to tokens, exactly as the vendors' tokenizers do it.
//!
//! A text is cut into pieces ([`pattern`](super::pattern)), where it is ASCII for some sixty bytes at once
//! ([`block`](super::block)). A piece that was met lately is known ([`known`](super::known)); one that is a
//! token is found by its bytes ([`tokens`](super::tokens)); any other is merged from them
//! ([`merge`](super::merge)). All tables are rebuilt from a packed vocabulary
//! ([`packed`](super::packed)), which has one pair of tokens for each token.

use std::borrow::Cow;
use std::sync::Mutex;

use super::characters::{Characters, Stretch};
use super::class::Classes;
use super::encoding::{Encoding, Form};
use super::ids::Ids;
use super::key::{self, Key};
use super::known::{Longer, Short};
use super::merge::Merger;
use super::nfc::Nfc;
use super::packed::{self, Unpacked, VocabularyError};
use super::pairs::{NONE, Pairs};
use super::pattern::{Cutter, Pattern, always_splits};
use super::tokens::Tokens;

/// The character that Gemma's vocabulary has for a space.
const SPACE: char = '\u{2581}';

/// A byte-pair encoding with its vocabulary. Tokens are ranks here, not ids.
pub(super) struct Bpe {
    pattern: Pattern,
    classes: Classes,
    nfc: Option<Nfc>,
    is_spaced: bool,
    tokens: Tokens,
    /// Finds tokens by their bytes.
    by_bytes: Ids,
    characters: Characters,
    pairs: Pairs,
    /// The bytes of the longest token.
    longest: usize,
    /// Whether some pieces are tokens that no merge reaches. Then a part of a piece is not what it would
    /// be as a piece.
    has_whole_pieces: bool,
    /// Taken and put back by each call, so calls from several threads don't wait for each other.
    scratch: Mutex<Vec<Scratch>>,
}

/// What a call works with and the next can use again.
#[derive(Default)]
struct Scratch {
    merger: Merger,
    short: Short,
    longer: Longer,
    /// Taken out while it is in use.
    stretch: Option<Box<Stretch>>,
    /// The tokens of the piece at hand.
    piece: Vec<u32>,
}

impl Bpe {
    /// Opens a packed vocabulary.
    pub(super) fn from_packed(
        encoding: Encoding,
        pattern: Pattern,
        packed: &[u8],
    ) -> Result<Self, VocabularyError> {
        let spec = encoding.spec();
        let damaged = VocabularyError::Damaged { length: packed.len() };
        let Unpacked { mut tokens, mut pairs, alphabet, whole_pieces, late } =
            packed::unpack(packed, spec.entries)?;
        pairs.truncate(spec.own);
        tokens.truncate(spec.own);
        let by_bytes = tokens.by_bytes();
        let find = |bytes: &[u8]| {
            by_bytes.find(key::hash(bytes, 0, bytes.len()), |id| tokens.get(id) == Some(bytes))
        };

        let mut characters = Characters::new(alphabet > 0, late.is_empty());
        let mut is_whole = whole_pieces.iter().copied().peekable();
        for id in 0..tokens.len() as u32 {
            let Some(token) = tokens.get(id) else { continue };
            if is_whole.next_if_eq(&id).is_some() {
                characters.insert_whole_piece(token);
                if let Some(pair) = pairs.get_mut(id as usize) {
                    *pair = (NONE, NONE);
                }
            } else {
                characters.insert(token, id);
            }
        }
        for (id, split) in late {
            let Some(token) = tokens.get(id) else { continue };
            let (left, right) = token.split_at_checked(split as usize).ok_or(damaged)?;
            // Where the list is cut short, what made the token may be cut off.
            let pair = find(left).zip(find(right)).unwrap_or((NONE, NONE));
            if let Some(slot) = pairs.get_mut(id as usize) {
                *slot = pair;
            }
            characters.forget(token);
        }
        let longest = tokens.longest();
        Ok(Self {
            pattern,
            classes: Classes::new(),
            nfc: (spec.form == Form::Composed).then(Nfc::new),
            is_spaced: spec.form == Form::Spaced,
            pairs: Pairs::new(&pairs),
            has_whole_pieces: !whole_pieces.is_empty(),
            scratch: Mutex::default(),
            tokens,
            by_bytes,
            characters,
            longest,
        })
    }

    /// The text that is tokenized in place of a text.
    fn form<'t>(&self, text: &'t str) -> Cow<'t, str> {
        match &self.nfc {
            Some(nfc) => nfc.normalized(text),
            None if self.is_spaced && text.contains(SPACE) => text.replace(SPACE, " ").into(),
            None => text.into(),
        }
    }

    /// The stretches that a text is put into its form by, each alone: what it is, and what it becomes.
    pub(super) fn forms<'t>(&self, text: &'t str, mut each: impl FnMut(&'t str, &str)) {
        match &self.nfc {
            Some(nfc) => {
                let mut form = String::new();
                for cluster in nfc.clusters(text) {
                    form.clear();
                    nfc.append(cluster, &mut form);
                    each(cluster, &form);
                }
            }
            None => {
                for (at, c) in text.char_indices() {
                    let character = text.get(at..at + c.len_utf8()).unwrap_or_default();
                    let spaced = self.is_spaced && c == SPACE;
                    each(character, if spaced { " " } else { character });
                }
            }
        }
    }

    /// How many tokens a text has, without making a list of them.
    pub(super) fn count(&self, text: &str) -> usize {
        let text = self.form(text);
        let mut scratch = self.take_scratch();
        let mut count = 0;
        let bytes = text.as_bytes();
        self.cut(&text, |start, end| {
            let length = end - start;
            count += if length <= Short::LONGEST {
                let keys = Short::keys(bytes, start, length);
                match scratch.short.count(keys) {
                    Some(tokens) => tokens,
                    None => self.meet(&mut scratch, keys, bytes, start, end).len(),
                }
            } else {
                self.count_long(&mut scratch, bytes, start, end)
            };
        });
        self.put_back(scratch);
        count
    }

    /// The ranks of a text's tokens.
    pub(super) fn encode(&self, text: &str) -> Vec<u32> {
        let text = self.form(text);
        let mut scratch = self.take_scratch();
        let mut ids = Vec::with_capacity(text.len() / 4);
        let bytes = text.as_bytes();
        self.cut(&text, |start, end| {
            let length = end - start;
            if length <= Short::LONGEST {
                let keys = Short::keys(bytes, start, length);
                if !scratch.short.append(keys, &mut ids) {
                    ids.extend_from_slice(self.meet(&mut scratch, keys, bytes, start, end));
                }
            } else {
                ids.extend_from_slice(self.tokenize(&mut scratch, bytes, start, end));
            }
        });
        self.put_back(scratch);
        ids
    }

    /// How many pieces the pre-tokenizer cuts a text into; no token reaches from one into another.
    pub(super) fn pieces(&self, text: &str) -> usize {
        let mut pieces = 0;
        self.cut(&self.form(text), |_, _| pieces += 1);
        pieces
    }

    /// Whether a text may be cut between these two characters without a change to its tokens.
    pub(super) fn always_splits(&self, before: char, after: char) -> bool {
        always_splits(self.pattern, &self.classes, before, after)
            && self.nfc.as_ref().is_none_or(|nfc| nfc.is_settled(before) && nfc.is_settled(after))
    }

    /// The bytes of a token.
    pub(super) fn token(&self, rank: u32) -> Option<&[u8]> {
        self.tokens.get(rank)
    }

    /// How many ranks there are.
    pub(super) fn len(&self) -> usize {
        self.tokens.len()
    }

    /// Calls `each` with where every piece starts and ends, in order.
    #[inline]
    fn cut(&self, text: &str, mut each: impl FnMut(usize, usize)) {
        let cutter = Cutter::new(self.pattern, &self.classes, text);
        let mut start = 0;
        while let Some(byte) = text.as_bytes().get(start) {
            let origin = start;
            let mut starts = if byte.is_ascii() { cutter.starts(origin) } else { 0 };
            if starts == 0 {
                start = cutter.piece_end(origin);
                each(origin, start);
            }
            while starts != 0 {
                let end = origin + starts.trailing_zeros() as usize;
                starts &= starts - 1;
                each(start, end);
                start = end;
            }
        }
    }

    /// The tokens of a short piece that was not met lately, which it now is.
    #[inline(never)]
    fn meet<'s>(
        &self,
        scratch: &'s mut Scratch,
        keys: [Key; 1],
        text: &[u8],
        start: usize,
        end: usize,
    ) -> &'s [u32] {
        self.tokenize(scratch, text, start, end);
        scratch.short.keep(keys, &scratch.piece);
        &scratch.piece
    }

    /// The number of tokens of a piece that is not short.
    #[inline(never)]
    fn count_long(&self, scratch: &mut Scratch, text: &[u8], start: usize, end: usize) -> usize {
        if end - start > Longer::LONGEST {
            return self.tokenize(scratch, text, start, end).len();
        }
        let keys = Longer::keys(text, start, end - start);
        if let Some(tokens) = scratch.longer.count(keys) {
            return tokens;
        }
        self.tokenize(scratch, text, start, end);
        scratch.longer.keep(keys, &scratch.piece);
        scratch.piece.len()
    }

    /// The token that a piece is, or those that it is merged to.
    #[inline(never)]
    fn tokenize<'s>(
        &self,
        scratch: &'s mut Scratch,
        text: &[u8],
        start: usize,
        end: usize,
    ) -> &'s [u32] {
        scratch.piece.clear();
        let piece = text.get(start..end).unwrap_or_default();
        // Seams are between characters of three bytes or more.
        if piece.iter().fold(false, |found, byte| found | (*byte >= 0xE0)) {
            self.merge_parts(scratch, text, start, piece);
        } else {
            self.merge_unless_token(scratch, text, start, piece);
        }
        &scratch.piece
    }

    /// The token that a piece is, if it is one.
    #[inline]
    fn whole(&self, text: &[u8], start: usize, piece: &[u8]) -> Option<u32> {
        if piece.len() > self.longest {
            return None;
        }
        let hash = key::hash(text, start, piece.len());
        self.by_bytes.find(hash, |id| self.tokens.get(id) == Some(piece))
    }

    /// The token that a piece is, or those that it is merged to.
    fn merge_unless_token(&self, scratch: &mut Scratch, text: &[u8], start: usize, piece: &[u8]) {
        match self.whole(text, start, piece) {
            Some(id) => scratch.piece.push(id),
            None => self.merge(scratch, piece),
        }
    }

    /// Merges a piece from seam to seam.
    fn merge_parts(&self, scratch: &mut Scratch, text: &[u8], start: usize, piece: &[u8]) {
        let mut stretch = scratch.stretch.take().unwrap_or_default();
        let mut rest = piece;
        loop {
            self.characters.look(rest, &mut stretch);
            let is_last = stretch.start(stretch.characters) == rest.len();
            let mut seams = stretch.seams;
            let mut from = 0;
            while seams != 0 {
                let to = seams.trailing_zeros() as usize;
                seams &= seams - 1;
                self.merge_part(scratch, rest, &stretch, from, to);
                from = to;
            }
            if from == 0 {
                // Not one seam within reach.
                if rest.len() == piece.len() {
                    self.merge_unless_token(scratch, text, start, piece);
                } else {
                    self.merge(scratch, rest);
                }
                break;
            }
            if is_last {
                self.merge_part(scratch, rest, &stretch, from, stretch.characters);
                break;
            }
            rest = rest.get(stretch.start(from)..).unwrap_or_default();
        }
        scratch.stretch = Some(stretch);
    }

    /// Merges the characters of a stretch from one place to another, between which there is no seam.
    #[inline]
    fn merge_part(
        &self,
        scratch: &mut Scratch,
        text: &[u8],
        stretch: &Stretch,
        from: usize,
        to: usize,
    ) {
        let (one, other) = (stretch.token(from), stretch.token(from + 1));
        match to - from {
            1 if one != NONE => scratch.piece.push(one),
            2 if one != NONE && other != NONE => match self.pairs.join(one, other) {
                NONE => scratch.piece.extend([one, other]),
                token => scratch.piece.push(token),
            },
            _ => {
                let rest = text.get(stretch.start(from)..).unwrap_or_default();
                let length = stretch.start(to) - stretch.start(from);
                let part = rest.get(..length).unwrap_or_default();
                if length <= Short::LONGEST {
                    self.merge_known(scratch, rest, part);
                } else {
                    self.merge(scratch, part);
                }
            }
        }
    }

    /// Merges a short part, the first of `rest`, unless it was met lately.
    fn merge_known(&self, scratch: &mut Scratch, rest: &[u8], part: &[u8]) {
        if self.has_whole_pieces {
            return self.merge(scratch, part);
        }
        let keys = Short::keys(rest, 0, part.len());
        if !scratch.short.append(keys, &mut scratch.piece) {
            let before = scratch.piece.len();
            self.merge(scratch, part);
            scratch.short.keep(keys, scratch.piece.get(before..).unwrap_or_default());
        }
    }

    fn merge(&self, scratch: &mut Scratch, piece: &[u8]) {
        let Scratch { merger, piece: merged, .. } = scratch;
        merger.merge_piece(piece, &self.characters, &self.pairs, &self.tokens, merged);
    }

    fn take_scratch(&self) -> Scratch {
        let mut scratch = self.scratch.lock().unwrap_or_else(|poison| poison.into_inner());
        scratch.pop().unwrap_or_default()
    }

    fn put_back(&self, scratch: Scratch) {
        self.scratch.lock().unwrap_or_else(|poison| poison.into_inner()).push(scratch);
    }
}
