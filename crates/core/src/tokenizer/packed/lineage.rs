//! The model that makes a vocabulary small: which two tokens the next one is merged from.
//!
//! Both directions run the same steps over the same state, see [`Coder`].
//!
//! # The model
//!
//! A vocabulary is a long list of choices "join this left to that right". Two things tell much about
//! a choice: what the texts look like where they meet (a Cyrillic stem is followed by a Cyrillic
//! ending), and how often each was chosen before (some stems grow into hundreds of tokens, most
//! never). So tokens are kept in groups: left candidates by the script of their first and last
//! character and by how often they were the left one; right candidates by the script of their first
//! character and by how often they were the right one. A choice is coded as its group's parts,
//! each by an adaptive model in the context of what is already known, and then as one of the group's
//! members, all alike.
//!
//! Within a group nothing found tells members apart at a gain: the age of a token, its length, its
//! letters, the choices just before, or what was joined to the same word in another spelling each cost
//! as much to learn as they save, or save under two in a hundred and cost much of the opening time.

use super::coder::Coder;
use super::frequencies::Frequencies;
use super::script::{FRAGMENTS, SCRIPTS, Script, first_script, last_script};
use crate::tokenizer::tokens::Tokens;

/// Longer tokens are refused: the published ones have 128 bytes at most, and without a limit a small
/// file could name tokens that double in length with each id.
const LONGEST: usize = 512;

/// How many steps the number of uses is told in.
const USES: usize = 16;

/// The tokens made so far and what the model knows of them.
pub(super) struct Lineage {
    pub(super) tokens: Tokens,
    last: Vec<Script>,
    lefts: Side,
    rights: Side,
    left_first: Frequencies<SCRIPTS>,
    left_last: Vec<Frequencies<SCRIPTS>>,
    left_uses: Vec<Frequencies<USES>>,
    right_first: Vec<Frequencies<SCRIPTS>>,
    right_uses: Vec<Frequencies<USES>>,
    /// Of the six bits of a character at each place, highest first, by those before them.
    characters: Vec<Frequencies<64>>,
}

impl Lineage {
    pub(super) fn with_room_for(tokens: usize) -> Self {
        Self {
            tokens: Tokens::with_room_for(tokens),
            last: Vec::with_capacity(tokens),
            lefts: Side::new(SCRIPTS * SCRIPTS),
            rights: Side::new(SCRIPTS),
            left_first: Frequencies::new(),
            left_last: vec![Frequencies::new(); SCRIPTS],
            left_uses: vec![Frequencies::new(); SCRIPTS * SCRIPTS],
            right_first: vec![Frequencies::new(); SCRIPTS],
            right_uses: vec![Frequencies::new(); SCRIPTS],
            characters: vec![Frequencies::new(); 4 * 64],
        }
    }

    /// Adds a token that is one byte.
    pub(super) fn push_byte(&mut self, byte: u8) {
        self.tokens.push(&[byte]);
        let (first, last) = (first_script(&[byte]), last_script(&[byte]));
        self.push_candidate(first, last);
    }

    /// Adds a token that is no merge of two. Nothing when it is empty or too long.
    pub(super) fn push_bytes(&mut self, bytes: &[u8]) -> Option<()> {
        if !(1..=LONGEST).contains(&bytes.len()) {
            return None;
        }
        self.tokens.push(bytes);
        self.push_candidate(first_script(bytes), last_script(bytes));
        Some(())
    }

    /// Codes a character and adds it as a token. Nothing when the data names no character.
    pub(super) fn push_character(&mut self, coder: &mut impl Coder, c: char) -> Option<()> {
        let mut scalar = 0;
        let mut context = 0;
        for (place, shift) in (0..4).zip([18, 12, 6, 0]) {
            let part = (u32::from(c) >> shift & 0x3F) as u8;
            let model = self.characters.get_mut(place * 64 + context)?;
            let part = coder.symbol(model, part);
            context = usize::from(part);
            scalar = scalar << 6 | u32::from(part);
        }
        let c = char::from_u32(scalar)?;
        let bytes = c.encode_utf8(&mut [0; 4]).as_bytes().to_vec();
        self.tokens.push(&bytes);
        self.push_candidate(first_script(&bytes), last_script(&bytes));
        Some(())
    }

    /// Keeps an id free.
    pub(super) fn push_hole(&mut self) {
        self.tokens.push(&[]);
        self.last.push(Script::default());
    }

    /// Codes the pair that the next token is merged from and adds the token. Nothing when the data
    /// names no token or one that is too long, which sound data never does.
    pub(super) fn push_pair(
        &mut self,
        coder: &mut impl Coder,
        (left, right): (u32, u32),
    ) -> Option<(u32, u32)> {
        let first_of = |token: u32| self.tokens.get(token).map(first_script);
        let last_of = |token: u32| self.last.get(token as usize).copied();
        let first = coder.known(|| first_of(left))?;
        let first = coder.symbol(&mut self.left_first, first);
        let last = coder.known(|| last_of(left))?;
        let last = coder.symbol(self.left_last.get_mut(usize::from(first))?, last);
        let key = usize::from(first) * SCRIPTS + usize::from(last);
        let left = self.lefts.choose(coder, key, self.left_uses.get_mut(key)?, left)?;

        let right_first = coder.known(|| first_of(right))?;
        let right_first = coder.symbol(self.right_first.get_mut(usize::from(last))?, right_first);
        let key = usize::from(right_first);
        let right = self.rights.choose(coder, key, self.right_uses.get_mut(key)?, right)?;

        let joined = self.tokens.push_joined(left, right, LONGEST)?;
        // A whole character at either end stays what it is.
        let whole = |script: &Script| *script < FRAGMENTS;
        let first = Some(first).filter(whole).unwrap_or_else(|| first_script(joined));
        let last = self.last.get(right as usize).copied().filter(whole);
        let last = last.unwrap_or_else(|| last_script(joined));
        self.push_candidate(first, last);
        Some((left, right))
    }

    fn push_candidate(&mut self, first: Script, last: Script) {
        let token = self.last.len() as u32;
        self.last.push(last);
        self.lefts.push(usize::from(first) * SCRIPTS + usize::from(last), token);
        self.rights.push(usize::from(first), token);
    }
}

/// The candidates for one of the two places, grouped by a key and by their uses in that place.
struct Side {
    groups: Vec<Vec<Candidate>>,
}

/// A token, and how many more uses take it on to the next group.
#[derive(Clone, Copy)]
struct Candidate(u32);

impl Candidate {
    const TOKEN_BITS: u32 = 18;

    fn new(token: u32, step: usize) -> Self {
        let uses = STEPS.get(step).copied().unwrap_or(0);
        Self(u32::from(uses) << Self::TOKEN_BITS | token)
    }

    #[inline]
    fn token(self) -> u32 {
        self.0 & ((1 << Self::TOKEN_BITS) - 1)
    }

    /// Takes note of a use. Whether its group is to be left.
    #[inline]
    fn use_once(&mut self) -> bool {
        const ONE: u32 = 1 << Candidate::TOKEN_BITS;
        self.0 = self.0.wrapping_sub(ONE);
        self.0 < ONE
    }
}

/// The steps that numbers of uses are told in: how many uses each lasts. 0 to 3 uses are exact, later
/// steps grow by about 1.7, and the last one never ends.
const STEPS: [u16; USES] = [1, 1, 1, 1, 2, 3, 5, 7, 15, 25, 50, 90, 200, 400, 800, 0];

impl Side {
    fn new(keys: usize) -> Self {
        Self { groups: vec![Vec::new(); keys * USES] }
    }

    /// Adds a token under a key.
    fn push(&mut self, key: usize, token: u32) {
        if let Some(group) = self.groups.get_mut(key * USES) {
            group.push(Candidate::new(token, 0));
        }
    }

    /// Codes one of the tokens under `key` and notes its use.
    #[inline]
    fn choose(
        &mut self,
        coder: &mut impl Coder,
        key: usize,
        model: &mut Frequencies<USES>,
        token: u32,
    ) -> Option<u32> {
        let (step, place) = coder.known(|| self.find(key, token))?;
        let step = coder.symbol(model, step);
        let group = key * USES + usize::from(step);
        let members = self.groups.get_mut(group)?;
        let size = u32::try_from(members.len()).ok().filter(|size| *size > 0)?;
        let place = coder.uniform(size, place) as usize;
        let candidate = members.get_mut(place)?;
        let token = candidate.token();
        if usize::from(step) + 1 < USES && candidate.use_once() {
            members.swap_remove(place);
            self.groups.get_mut(group + 1)?.push(Candidate::new(token, usize::from(step) + 1));
        }
        Some(token)
    }

    /// In which step of `key` a token is, and where.
    fn find(&self, key: usize, token: u32) -> Option<(u8, u32)> {
        let steps = self.groups.get(key * USES..(key + 1) * USES)?;
        (0..).zip(steps).find_map(|(step, members)| {
            let place = members.iter().position(|member| member.token() == token)?;
            Some((step, place as u32))
        })
    }
}
