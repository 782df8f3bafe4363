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
    first: Vec<Script>,
    last: Vec<Script>,
    lefts: Side,
    rights: Side,
    left_first: Frequencies<SCRIPTS>,
    left_last: Vec<Frequencies<SCRIPTS>>,
    left_uses: Vec<Frequencies<USES>>,
    right_first: Vec<Frequencies<SCRIPTS>>,
    right_uses: Vec<Frequencies<USES>>,
}

impl Lineage {
    pub(super) fn with_room_for(tokens: usize) -> Self {
        Self {
            tokens: Tokens::with_room_for(tokens),
            first: Vec::with_capacity(tokens),
            last: Vec::with_capacity(tokens),
            lefts: Side::new(SCRIPTS * SCRIPTS, tokens),
            rights: Side::new(SCRIPTS, tokens),
            left_first: Frequencies::new(),
            left_last: vec![Frequencies::new(); SCRIPTS],
            left_uses: vec![Frequencies::new(); SCRIPTS * SCRIPTS],
            right_first: vec![Frequencies::new(); SCRIPTS],
            right_uses: vec![Frequencies::new(); SCRIPTS],
        }
    }

    /// Adds a token that is one byte.
    pub(super) fn push_byte(&mut self, byte: u8) {
        self.tokens.push(&[byte]);
        let (first, last) = (first_script(&[byte]), last_script(&[byte]));
        self.push_candidate(first, last);
    }

    /// Keeps an id free.
    pub(super) fn push_hole(&mut self) {
        self.tokens.push(&[]);
        self.first.push(Script::default());
        self.last.push(Script::default());
        self.lefts.skip();
        self.rights.skip();
    }

    /// Codes the pair that the next token is merged from and adds the token. Nothing when the data
    /// names no token or one that is too long, which sound data never does.
    pub(super) fn push_pair(
        &mut self,
        coder: &mut impl Coder,
        (left, right): (u32, u32),
    ) -> Option<(u32, u32)> {
        let known = |scripts: &[Script], id: u32| scripts.get(id as usize).copied();
        let first = known(&self.first, left).unwrap_or_default();
        let last = known(&self.last, left).unwrap_or_default();
        let first = coder.symbol(&mut self.left_first, first);
        let last = coder.symbol(self.left_last.get_mut(usize::from(first))?, last);
        let key = usize::from(first) * SCRIPTS + usize::from(last);
        let left = self.lefts.choose(coder, key, self.left_uses.get_mut(key)?, left)?;

        let first = known(&self.first, right).unwrap_or_default();
        let first = coder.symbol(self.right_first.get_mut(usize::from(last))?, first);
        let key = usize::from(first);
        let right = self.rights.choose(coder, key, self.right_uses.get_mut(key)?, right)?;

        let joined = self.tokens.push_joined(left, right, LONGEST)?;
        // A whole character at either end stays what it is.
        let whole = |script: &Script| *script < FRAGMENTS;
        let known = self.first.get(left as usize).copied().filter(whole);
        let first = known.unwrap_or_else(|| first_script(joined));
        let known = self.last.get(right as usize).copied().filter(whole);
        let last = known.unwrap_or_else(|| last_script(joined));
        self.push_candidate(first, last);
        Some((left, right))
    }

    fn push_candidate(&mut self, first: Script, last: Script) {
        self.first.push(first);
        self.last.push(last);
        self.lefts.push(usize::from(first) * SCRIPTS + usize::from(last));
        self.rights.push(usize::from(first));
    }
}

/// The candidates for one of the two places, grouped by a key and by their uses in that place.
struct Side {
    groups: Vec<Vec<u32>>,
    /// By token.
    candidates: Vec<Candidate>,
}

/// Where a token is in its group, the step its number of uses is in, and how many more take it to the
/// next: in one word, for these are looked up all over the vocabulary.
#[derive(Clone, Copy, Default)]
struct Candidate(u32);

impl Candidate {
    const PLACE_BITS: u32 = 18;
    const STEP_BITS: u32 = 4;

    fn new(place: usize, step: u8) -> Self {
        let uses = STEPS.get(usize::from(step)).copied().unwrap_or(0);
        let uses_and_step = u32::from(uses) << Self::STEP_BITS | u32::from(step);
        Self(uses_and_step << Self::PLACE_BITS | place as u32)
    }

    #[inline]
    fn place(self) -> u32 {
        self.0 & ((1 << Self::PLACE_BITS) - 1)
    }

    #[inline]
    fn step(self) -> u8 {
        (self.0 >> Self::PLACE_BITS & ((1 << Self::STEP_BITS) - 1)) as u8
    }

    /// Takes note of a use. Whether its step has no more.
    #[inline]
    fn use_once(&mut self) -> bool {
        const ONE: u32 = 1 << (Candidate::PLACE_BITS + Candidate::STEP_BITS);
        self.0 = self.0.wrapping_sub(ONE);
        self.0 < ONE
    }

    #[inline]
    fn move_to(&mut self, place: u32) {
        self.0 = self.0 >> Self::PLACE_BITS << Self::PLACE_BITS | place;
    }
}

/// The steps that numbers of uses are told in: how many uses each lasts. 0 to 3 uses are exact, later
/// steps grow by about 1.7, and the last one never ends.
const STEPS: [u16; USES] = [1, 1, 1, 1, 2, 3, 5, 7, 15, 25, 50, 90, 200, 400, 800, 0];

impl Side {
    fn new(keys: usize, tokens: usize) -> Self {
        Self { groups: vec![Vec::new(); keys * USES], candidates: Vec::with_capacity(tokens) }
    }

    /// Adds the next token under a key.
    fn push(&mut self, key: usize) {
        let id = self.candidates.len() as u32;
        let Some(group) = self.groups.get_mut(key * USES) else { return };
        self.candidates.push(Candidate::new(group.len(), 0));
        group.push(id);
    }

    /// Passes over an id that names no token: it is in no group.
    fn skip(&mut self) {
        self.candidates.push(Candidate::default());
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
        let candidate = *self.candidates.get(token as usize)?;
        let (place, step) = (candidate.place(), coder.symbol(model, candidate.step()));
        let group = key * USES + usize::from(step);
        let members = self.groups.get(group)?;
        let size = u32::try_from(members.len()).ok().filter(|size| *size > 0)?;
        let place = coder.uniform(size, place);
        let token = *members.get(place as usize)?;
        self.note_use(token, group, place, step)?;
        Some(token)
    }

    /// Counts a use of the token at `place` in a group and moves it on to the next when that is due.
    ///
    /// In the first steps it always is, and nothing about the token has to be looked up: that would be a
    /// wait for memory, twice for each token of the vocabulary.
    #[inline]
    fn note_use(&mut self, token: u32, group: usize, place: u32, step: u8) -> Option<()> {
        let uses = *STEPS.get(usize::from(step))?;
        let last = usize::from(step) + 1 == USES;
        if last || uses > 1 && !self.candidates.get_mut(token as usize)?.use_once() {
            return Some(());
        }
        let [members, next, ..] = self.groups.get_mut(group..)? else { return None };
        members.swap_remove(place as usize);
        *self.candidates.get_mut(token as usize)? = Candidate::new(next.len(), step + 1);
        next.push(token);
        if let Some(&moved) = members.get(place as usize) {
            self.candidates.get_mut(moved as usize)?.move_to(place);
        }
        Some(())
    }
}
