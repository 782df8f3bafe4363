//! The list of pieces: packed, and used to cover a text.

use std::collections::{BTreeMap, BTreeSet};

use super::marked::{BEGIN, CAPITALS, END, HEAD};
use super::trie::Trie;
use crate::tokenizer::numbers::{self, Numbers};
use crate::tokenizer::packed::coder::{Coder, Reader, Writer};
use crate::tokenizer::packed::frequencies::Frequencies;
use crate::tokenizer::packed::{self, PackError, VocabularyError};

/// The first bytes of every packed list of pieces: name and version of the format.
const MAGIC: [u8; 4] = *b"TFP1";

/// No list has more entries.
const MOST: usize = 1 << 18;

/// The marks before and behind the letters of a piece, in the order of the bits that say which of these
/// forms of it are pieces.
const FORMS: [(&[u32], bool); 6] = [
    (&[], false),
    (&[], true),
    (&[BEGIN], false),
    (&[BEGIN], true),
    (&[HEAD, BEGIN], true),
    (&[CAPITALS, BEGIN], true),
];

/// How a list of pieces for packing names the marks: in the order of [`FORMS`]' symbols, as characters that
/// are none.
const NAMES: [(char, u32); 4] =
    [('\u{FDD0}', BEGIN), ('\u{FDD1}', END), ('\u{FDD3}', HEAD), ('\u{FDD4}', CAPITALS)];

/// The pieces, and the beginnings of characters that are one token.
pub(super) struct Pieces {
    trie: Trie,
    prefixes: BTreeSet<Vec<u8>>,
}

impl Pieces {
    /// Reads and checks a packed list of which `expected` entries are wanted.
    pub(super) fn unpack(packed: &[u8], expected: usize) -> Result<Self, VocabularyError> {
        let damaged = VocabularyError::Damaged { length: packed.len() };
        let mut numbers = Numbers(packed::opened(packed, MAGIC)?);
        let found = numbers.next().ok_or(damaged)? as usize;
        if found != expected {
            return Err(VocabularyError::WrongVocabulary { found, expected });
        }
        Self::read(&mut numbers, found).ok_or(damaged)
    }

    fn read(numbers: &mut Numbers<'_>, entries: usize) -> Option<Self> {
        let mut prefixes = BTreeSet::new();
        let mut last = 0_u32;
        for _ in 0..numbers.next()? {
            last = last.checked_add(numbers.next()?)?;
            let bytes = last.to_be_bytes();
            let length = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
            prefixes.insert(bytes.get(..length)?.to_vec());
        }
        let cores = numbers.next()? as usize;
        if entries > MOST || cores > entries {
            return None;
        }
        let mut model = Model::new();
        let mut reader = Reader::new(numbers.0);
        let mut core = Vec::new();
        let mut pieces = Vec::with_capacity(entries);
        for _ in 0..cores {
            let forms = model.code(&mut reader, &mut core, &[], 0)?;
            let letters: Vec<u32> = str::from_utf8(&core).ok()?.chars().map(u32::from).collect();
            for (bit, (before, ends)) in FORMS.iter().enumerate() {
                if forms >> bit & 1 != 0 {
                    let end = ends.then_some(END);
                    pieces.push(before.iter().chain(&letters).copied().chain(end).collect());
                }
            }
        }
        pieces.sort();
        (pieces.len() + prefixes.len() == entries)
            .then(|| Self { trie: Trie::new(&pieces), prefixes })
    }

    /// How many pieces cover a marked text, at the fewest.
    pub(super) fn fewest(&self, marked: &[u32]) -> usize {
        let mut fewest = vec![u32::MAX; marked.len() + 1];
        if let Some(first) = fewest.first_mut() {
            *first = 0;
        }
        for at in 0..marked.len() {
            let (Some(&before), Some(rest)) = (fewest.get(at), marked.get(at..)) else { break };
            let mut is_piece = false;
            self.trie.each(rest, |length| {
                is_piece |= length == 1;
                if let Some(slot) = fewest.get_mut(at + length) {
                    *slot = (*slot).min(before + 1);
                }
            });
            if let (false, Some(symbol), Some(slot)) =
                (is_piece, rest.first(), fewest.get_mut(at + 1))
            {
                *slot = (*slot).min(before + self.alone(*symbol));
            }
        }
        fewest.last().map_or(0, |last| *last as usize)
    }

    /// What a symbol costs that is no piece: a mark is one, and a character as many as its bytes, less
    /// those of a beginning that is one. (`engine.py`, `ByteFloor`)
    fn alone(&self, symbol: u32) -> u32 {
        let Some(c) = char::from_u32(symbol) else { return 1 };
        let mut bytes = [0; 4];
        let bytes = c.encode_utf8(&mut bytes).as_bytes();
        let is_one = |length: &usize| {
            bytes.get(..*length).is_some_and(|prefix| self.prefixes.contains(prefix))
        };
        let prefix = (2..bytes.len()).rev().find(is_one).unwrap_or(1);
        (bytes.len() - prefix + 1) as u32
    }
}

/// Packs a list of pieces, in which marks are written as U+FDD0 (a word begins), U+FDD1 (it ends), U+FDD3 (a
/// capital at its head) and U+FDD4 (capitals), and a list of beginnings of characters. Returns the packed
/// bytes and how many entries they have.
///
/// # Errors
///
/// When marks stand where no piece has them.
pub fn pack(pieces: &[String], prefixes: &[Vec<u8>]) -> Result<(Vec<u8>, usize), PackError> {
    let mut forms_of: BTreeMap<Vec<u8>, u8> = BTreeMap::new();
    for (id, piece) in (0_u32..).zip(pieces) {
        let named = |c| NAMES.iter().find(|(name, _)| *name == c).map(|(_, mark)| *mark);
        let before: Vec<u32> = piece.chars().map_while(named).collect();
        let letters = piece.trim_start_matches(|c| named(c).is_some());
        let core = letters.strip_suffix('\u{FDD1}').unwrap_or(letters);
        let form = FORMS.iter().position(|(marks, ends)| {
            *marks == before.as_slice() && *ends == (core.len() < letters.len())
        });
        let form = form.filter(|_| !core.is_empty() && !core.contains(|c| named(c).is_some()));
        let unreachable = || PackError::Unreachable { id, bytes: piece.clone().into_bytes() };
        let bit = 1 << form.ok_or_else(unreachable)?;
        *forms_of.entry(core.as_bytes().to_vec()).or_default() |= bit;
    }
    let mut numbers: Vec<u32> = prefixes
        .iter()
        .map(|prefix| prefix.iter().chain(&[0; 4]).take(4).fold(0, |n, b| n << 8 | u32::from(*b)))
        .collect();
    numbers.sort();
    numbers.dedup();

    let entries: u32 = forms_of.values().map(|forms| forms.count_ones()).sum();
    let entries = entries + numbers.len() as u32;
    let mut rest = Vec::new();
    numbers::write(&mut rest, entries);
    numbers::write(&mut rest, numbers.len() as u32);
    let mut last = 0;
    for number in numbers {
        numbers::write(&mut rest, number - last);
        last = number;
    }
    numbers::write(&mut rest, forms_of.len() as u32);
    let mut model = Model::new();
    let mut writer = Writer::default();
    let mut before = Vec::new();
    for (core, forms) in &forms_of {
        model.code(&mut writer, &mut before, core, *forms);
    }
    rest.extend(writer.finish());
    Ok((packed::closed(&rest, MAGIC), entries as usize))
}

/// How likely the next piece is, told by the one before in the order of the alphabet, by its last two bytes
/// and by how long it is.
struct Model {
    shared: Vec<Frequencies<64>>,
    last_shared: u8,
    high: Vec<Frequencies<16>>,
    low: Vec<Frequencies<16>>,
    forms: Vec<Frequencies<64>>,
}

/// Contexts of two bytes are told apart by this many bits.
const CONTEXT_BITS: u32 = 13;

impl Model {
    fn new() -> Self {
        Self {
            shared: vec![Frequencies::new(); 64],
            last_shared: 0,
            high: vec![Frequencies::new(); 1 << CONTEXT_BITS],
            low: vec![Frequencies::new(); 1 << CONTEXT_BITS],
            forms: vec![Frequencies::new(); 64],
        }
    }

    /// Codes a piece's letters, of which `core` has the one before and then has it, and its forms.
    fn code(
        &mut self,
        coder: &mut impl Coder,
        core: &mut Vec<u8>,
        letters: &[u8],
        forms: u8,
    ) -> Option<u8> {
        let common = core.iter().zip(letters).take_while(|(one, other)| one == other).count();
        let model = self.shared.get_mut(usize::from(self.last_shared))?;
        let shared = coder.symbol(model, common.min(63) as u8);
        self.last_shared = shared;
        core.truncate(shared.into());
        loop {
            // A zero is behind the last.
            let byte = letters.get(core.len()).copied().unwrap_or(0);
            let byte = self.byte(coder, core, byte)?;
            if byte == 0 || core.len() > 512 {
                break;
            }
            core.push(byte);
        }
        let kind = usize::from(core.first()? >> 6) << 4 | core.len().min(15);
        Some(coder.symbol(self.forms.get_mut(kind)?, forms))
    }

    fn byte(&mut self, coder: &mut impl Coder, core: &[u8], byte: u8) -> Option<u8> {
        let (last, before) = match core {
            [.., before, last] => (*last, *before),
            [last] => (*last, 1),
            [] => (1, 1),
        };
        let context = u32::from(last) << 8 | u32::from(before);
        let place = |context: u32| {
            (context.wrapping_mul(0x9E37_79B1) >> (u32::BITS - CONTEXT_BITS)) as usize
        };
        let high = coder.symbol(self.high.get_mut(place(context))?, byte >> 4);
        let context = context << 4 | u32::from(high) | 1 << 20;
        let low = coder.symbol(self.low.get_mut(place(context))?, byte & 15);
        Some(high << 4 | low)
    }
}
