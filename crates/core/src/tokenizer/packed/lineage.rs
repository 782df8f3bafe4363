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

#[derive(Clone, Copy, Default)]
struct Candidate {
    /// Where it is in its group.
    place: u32,
    /// The step its number of uses is in, and how many more take it to the next.
    step: u8,
    uses_left: u16,
}

/// The steps that numbers of uses are told in: how many uses each lasts. 0 to 3 uses are exact, later
/// steps grow by about 1.7.
const STEPS: [u16; USES] = [1, 1, 1, 1, 2, 3, 5, 7, 15, 25, 50, 90, 200, 400, 800, u16::MAX];

impl Side {
    fn new(keys: usize, tokens: usize) -> Self {
        Self { groups: vec![Vec::new(); keys * USES], candidates: Vec::with_capacity(tokens) }
    }

    /// Adds the next token under a key.
    fn push(&mut self, key: usize) {
        let id = self.candidates.len() as u32;
        let Some(group) = self.groups.get_mut(key * USES) else { return };
        self.candidates.push(Candidate { place: group.len() as u32, step: 0, uses_left: STEPS[0] });
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
        let Candidate { place, step, .. } = *self.candidates.get(token as usize)?;
        let step = coder.symbol(model, step);
        let group = key * USES + usize::from(step);
        let members = self.groups.get(group)?;
        let size = u32::try_from(members.len()).ok().filter(|size| *size > 0)?;
        let token = *members.get(coder.uniform(size, place) as usize)?;
        self.note_use(token, group)?;
        Some(token)
    }

    /// Counts a use and moves the token on to the next group when that is due.
    #[inline]
    fn note_use(&mut self, token: u32, group: usize) -> Option<()> {
        let candidate = self.candidates.get_mut(token as usize)?;
        candidate.uses_left = candidate.uses_left.saturating_sub(1);
        let last = usize::from(candidate.step) + 1 == USES;
        if candidate.uses_left > 0 || last {
            return Some(());
        }
        candidate.step += 1;
        candidate.uses_left = *STEPS.get(usize::from(candidate.step))?;
        let place = candidate.place;

        let [members, next, ..] = self.groups.get_mut(group..)? else { return None };
        members.swap_remove(place as usize);
        candidate.place = next.len() as u32;
        next.push(token);
        if let Some(&moved) = members.get(place as usize) {
            self.candidates.get_mut(moved as usize)?.place = place;
        }
        Some(())
    }
}
