//! Where merging starts: a token for each character, where that is safe, else one for each byte.
//!
//! Merging the three bytes of an ideograph takes two joins that nearly always end in the same token.
//! They can be skipped when nothing can come between. What could are tokens that take a part of the
//! character together with a neighbour: `x` + first bytes of `c`, or last bytes of `c` + `x`. Call them
//! straddling. A character `c` that is a token is *safe* between two neighbours when every
//! straddling token that fits them has a higher rank than `c`.
//!
//! # Why that is exact
//!
//! Consider the first join that takes a part of a safe `c`, of rank `r`. It makes a straddling token, so
//! `r` is above `c`'s rank. Until then all joins that touched `c`'s bytes were among them, as if they were
//! alone; and alone they end in `c`, by joins of ranks up to `c`'s. While `c` isn't whole, one of these can
//! be made, and the lowest is always made first: so `c` was whole already and none of its parts could
//! be taken. There is no such join. Hence `c` is always completed, by ranks up to its own; and every token
//! over whole characters that contains it is ranked above it, so none comes before. Starting from `c`
//! therefore leaves all joins and their order as they are.
//!
//! Two things were used: no join that makes `c` ranks above it, and no token that contains it ranks below
//! it. Both are so wherever a token is ranked above its parts. Some vendors have tokens that are not;
//! then a character that breaks one of the two is none here ([`Characters::forget`], `barred`).
//!
//! Where the vocabulary's merges start from characters (Gemma's), no token straddles, and all are safe.
//!
//! Which tokens straddle is looked up by two bytes: the neighbour's nearest and the character's first
//! (or last). That forgets the rest of the straddling token, so it errs to the side of bytes.
//!
//! # Seams
//!
//! Between two safe characters that stand side by side in no token there is never a join: it would make
//! a token that has both, whole. Such a place is a *seam*. Nothing crosses it, so what is on either side
//! is merged as if it were alone. A sentence of ideographs, which is one piece, falls into parts of a word
//! or less, most of which are a token, or were met before. Which characters stand side by side is kept
//! as a set of hashes: where two fall together a seam is missed, which does no harm.

use super::pairs::NONE;

/// Characters up to U+FFFF have an entry; others start as bytes, unless merges start from characters.
const DIRECT: usize = 0x1_0000;

pub(super) struct Characters {
    /// The token of each single byte.
    bytes: [u32; 256],
    /// The token that a character is, by scalar value, or [`NONE`].
    tokens: Vec<u32>,
    /// The lowest rank of a token that ends in an unfinished character, by the byte before that
    /// character and its first byte.
    before: Vec<u32>,
    /// The lowest rank of a token that begins in the middle of a character, by the last byte of that
    /// character and the byte after it.
    after: Vec<u32>,
    /// A bit for the hash of every two characters that are neighbours in a token.
    neighbours: Vec<u64>,
    /// Characters beyond [`DIRECT`] with their tokens, in order, where merges start from characters.
    beyond: Vec<(u32, u32)>,
    alphabet: bool,
    /// Where a token may be ranked below its parts: a bit for each character that is part of a token ranked
    /// below it.
    barred: Option<Vec<u64>>,
}

/// So many characters are looked at together.
const STRETCH: usize = 64;

/// The characters that some text begins with, and the seams between them. Behind the last, nothing is
/// said of any.
pub(super) struct Stretch {
    /// How many there are.
    pub(super) characters: usize,
    /// The token of each that is safe, [`NONE`] for the others.
    tokens: [u32; STRETCH],
    /// Where each ends, in bytes.
    ends: [u32; STRETCH],
    /// A bit for each that has a seam before it.
    pub(super) seams: u64,
}

impl Default for Stretch {
    fn default() -> Self {
        Self { characters: 0, tokens: [NONE; STRETCH], ends: [0; STRETCH], seams: 0 }
    }
}

impl Stretch {
    /// Where the character at `place` starts, in bytes.
    #[inline]
    pub(super) fn start(&self, place: usize) -> usize {
        place.checked_sub(1).and_then(|before| self.ends.get(before)).map_or(0, |end| *end as usize)
    }

    /// The token of the character at `place`, or [`NONE`].
    #[inline]
    pub(super) fn token(&self, place: usize) -> u32 {
        self.tokens.get(place).copied().unwrap_or(NONE)
    }
}

/// Seams are looked for between characters from here on: three bytes or more. Those of alphabets
/// nearly all are neighbours in some token.
const FIRST_SEAMED: u32 = 0x800;

/// The set of neighbours has two to this power bits, of which nine in ten stay zero.
const NEIGHBOUR_BITS: u32 = 19;

impl Characters {
    /// No characters yet. `alphabet`: merges start from characters; `rises`: every token is ranked above
    /// its parts.
    pub(super) fn new(alphabet: bool, rises: bool) -> Self {
        let (tokens, table) = (vec![NONE; DIRECT], vec![NONE; 256 * 256]);
        Self {
            bytes: [NONE; 256],
            tokens,
            before: table.clone(),
            after: table,
            neighbours: vec![0; 1 << NEIGHBOUR_BITS >> 6],
            beyond: Vec::new(),
            alphabet,
            barred: (!rises).then(|| vec![0; DIRECT / 64]),
        }
    }

    /// Takes note of a token. Ids must come in order.
    pub(super) fn insert(&mut self, token: &[u8], id: u32) {
        if let [byte] = token {
            if let Some(slot) = self.bytes.get_mut(usize::from(*byte)) {
                *slot = id;
            }
            return;
        }
        if let Some((scalar, length)) = decode(token)
            && length == token.len()
        {
            self.insert_character(scalar, id);
            return;
        }
        if token.is_ascii() {
            return;
        }
        let head = token.iter().take_while(|byte| **byte & 0xC0 == 0x80).count();
        if let Some([last, next]) = head.checked_sub(1).and_then(|at| token.get(at..at + 2)) {
            note(&mut self.after, *last, *next, id);
        }
        let lead = token.iter().rposition(|byte| *byte & 0xC0 != 0x80);
        if let Some(lead) = lead
            && token.get(lead..).is_some_and(|tail| decode(tail).is_none())
            && let Some([previous, first]) = lead.checked_sub(1).and_then(|at| token.get(at..=lead))
        {
            note(&mut self.before, *previous, *first, id);
        }
        let whole = token.get(head..).unwrap_or_default();
        self.bar(whole);
        self.note_neighbours(whole);
    }

    fn insert_character(&mut self, scalar: u32, id: u32) {
        let is_barred = |barred: &Vec<u64>| {
            barred.get(scalar as usize / 64).is_some_and(|word| word >> (scalar % 64) & 1 != 0)
        };
        match self.tokens.get_mut(scalar as usize) {
            Some(slot) if !self.barred.as_ref().is_some_and(is_barred) => *slot = id,
            None if self.alphabet => {
                let at = self.beyond.partition_point(|(known, _)| *known < scalar);
                self.beyond.insert(at, (scalar, id));
            }
            _ => {}
        }
    }

    /// Takes note of a token that is found as a whole piece only, never merged: no seam is in it.
    pub(super) fn insert_whole_piece(&mut self, token: &[u8]) {
        let head = token.iter().take_while(|byte| **byte & 0xC0 == 0x80).count();
        self.note_neighbours(token.get(head..).unwrap_or_default());
    }

    /// Forgets the characters that are made by way of a token that is ranked below its parts.
    pub(super) fn forget(&mut self, token: &[u8]) {
        match decode(token) {
            Some((scalar, length)) if length == token.len() => {
                if let Some(slot) = self.tokens.get_mut(scalar as usize) {
                    *slot = NONE;
                }
            }
            // A part of characters: which ones is not worth finding out.
            None if !token.is_ascii() && token.len() < 4 => self.tokens.fill(NONE),
            _ => {}
        }
    }

    /// Bars the characters of a token that are no token yet, so will be ranked above it.
    fn bar(&mut self, mut rest: &[u8]) {
        let Some(barred) = &mut self.barred else { return };
        while !rest.is_empty() {
            let (scalar, length) = decode(rest).unwrap_or((0, 1));
            if self.tokens.get(scalar as usize) == Some(&NONE)
                && let Some(word) = barred.get_mut(scalar as usize / 64)
            {
                *word |= 1 << (scalar % 64);
            }
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    /// The token of a character, or [`NONE`].
    #[inline]
    fn token(&self, scalar: u32) -> u32 {
        match self.tokens.get(scalar as usize) {
            Some(token) => *token,
            None if self.beyond.is_empty() => NONE,
            None => {
                let found = self.beyond.binary_search_by_key(&scalar, |(known, _)| *known).ok();
                found.and_then(|at| self.beyond.get(at)).map_or(NONE, |(_, token)| *token)
            }
        }
    }

    /// Takes note of the characters side by side in a token, from its first whole one on.
    fn note_neighbours(&mut self, mut rest: &[u8]) {
        let mut previous = 0;
        while !rest.is_empty() {
            let (scalar, length) = decode(rest).unwrap_or((0, 1));
            if previous.min(scalar) >= FIRST_SEAMED {
                let (word, bit) = neighbours(previous, scalar);
                if let Some(bits) = self.neighbours.get_mut(word) {
                    *bits |= bit;
                }
            }
            previous = scalar;
            rest = rest.get(length..).unwrap_or_default();
        }
    }

    /// Puts the first characters of `text`, UTF-8, into a stretch, as many as it has room for.
    ///
    /// What is a seam and what is not follows no rule that a processor could learn, so nothing here branches
    /// on it.
    #[inline]
    pub(super) fn look(&self, text: &[u8], stretch: &mut Stretch) {
        (stretch.characters, stretch.seams) = (0, 0);
        let mut at = 0;
        let mut previous = 0;
        let mut was_safe = false;
        let mut last = 0;
        for (slot, end) in stretch.tokens.iter_mut().zip(&mut stretch.ends) {
            let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) else { break };
            let (scalar, length) = decode(rest).unwrap_or((0, 1));
            let token = self.token(scalar);
            // Bytes of zero stand for what is not there: at worst too little is safe.
            let byte = |at: usize| rest.get(at).copied().unwrap_or(0);
            let before = lowest(&self.before, last, byte(0));
            last = byte(length - 1);
            let after = lowest(&self.after, last, byte(length));
            let is_safe = scalar >= FIRST_SEAMED && token < before.min(after);
            let is_seam = is_safe & was_safe & !self.are_neighbours(previous, scalar);
            stretch.seams |= u64::from(is_seam) << stretch.characters;
            *slot = if is_safe { token } else { NONE };
            at += length;
            *end = at as u32;
            stretch.characters += 1;
            (previous, was_safe) = (scalar, is_safe);
        }
    }

    #[inline]
    fn are_neighbours(&self, one: u32, other: u32) -> bool {
        let (word, bit) = neighbours(one, other);
        self.neighbours.get(word).is_none_or(|bits| bits & bit != 0)
    }

    /// Whether the character of `length` bytes that `rest` begins with is safe behind the byte
    /// `previous`, and before what follows it.
    #[inline]
    fn is_safe(&self, token: u32, rest: &[u8], length: usize, previous: Option<u8>) -> bool {
        let before = match (previous, rest.first()) {
            (Some(previous), Some(first)) => lowest(&self.before, previous, *first),
            _ => NONE,
        };
        let after = match rest.get(length - 1..=length) {
            Some([last, next]) => lowest(&self.after, *last, *next),
            _ => NONE,
        };
        token < before.min(after)
    }

    /// Appends the tokens that merging starts from. `piece` is UTF-8, but for characters that it may
    /// begin or end in the middle of.
    pub(super) fn start(&self, piece: &[u8], symbols: &mut Vec<u32>) {
        let mut previous = None;
        let mut rest = piece;
        while let Some(first) = rest.first() {
            let (scalar, length) =
                if *first < 0x80 { (0, 1) } else { decode(rest).unwrap_or((0, 1)) };
            let (character, after) = rest.split_at_checked(length).unwrap_or((rest, &[]));
            let token = self.token(scalar);
            if length > 1 && self.is_safe(token, rest, length, previous) {
                symbols.push(token);
            } else {
                let byte = |byte: &u8| self.bytes.get(usize::from(*byte)).copied().unwrap_or(NONE);
                symbols.extend(character.iter().map(byte));
            }
            previous = character.last().copied();
            rest = after;
        }
    }
}

/// Where the set of neighbours has two characters: the word, and the bit in it.
#[inline]
fn neighbours(one: u32, other: u32) -> (usize, u64) {
    let both = u64::from(one) << 32 | u64::from(other);
    let hash = both.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (u64::BITS - NEIGHBOUR_BITS);
    ((hash >> 6) as usize, 1 << (hash & 63))
}

fn note(table: &mut [u32], first: u8, second: u8, id: u32) {
    if let Some(slot) = table.get_mut(usize::from(first) << 8 | usize::from(second)) {
        *slot = id.min(*slot);
    }
}

#[inline]
fn lowest(table: &[u32], first: u8, second: u8) -> u32 {
    table.get(usize::from(first) << 8 | usize::from(second)).copied().unwrap_or(NONE)
}

/// The character beyond ASCII that bytes begin with, as scalar value and length; nothing when they
/// begin in the middle of one or end before its end.
#[inline]
fn decode(bytes: &[u8]) -> Option<(u32, usize)> {
    let tail = |byte: u8| u32::from(byte & 0x3F);
    match *bytes {
        [a @ 0xC0..0xE0, b, ..] => Some((u32::from(a & 0x1F) << 6 | tail(b), 2)),
        [a @ 0xE0..0xF0, b, c, ..] => Some((u32::from(a & 0x0F) << 12 | tail(b) << 6 | tail(c), 3)),
        [a @ 0xF0..=0xFF, b, c, d, ..] => {
            Some((u32::from(a & 7) << 18 | tail(b) << 12 | tail(c) << 6 | tail(d), 4))
        }
        _ => None,
    }
}
