//! Sixty-four bytes of a text at a glance: which of them are letters, digits, and so on.
//!
//! Masks have one bit per byte, the first byte lowest. With SIMD (x86-64 always has it, WebAssembly when
//! built with `simd128`) a mask is a few instructions for sixteen bytes; without, the same is done on two
//! words of eight bytes, about half as fast.

mod lanes;

use lanes::Lanes;

/// The kinds of the bytes from some place in a text on, as far as they are in it and ASCII: from the
/// first that is not, no mask has a bit. At least the last byte is in no mask either, so that each has
/// room to be shifted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Block {
    /// How many bytes are told.
    pub(crate) length: u32,
    /// `A` to `Z`.
    pub(crate) upper: u64,
    /// `a` to `z`.
    pub(crate) lower: u64,
    /// `0` to `9`.
    pub(crate) digits: u64,
    /// The space, U+0020.
    pub(crate) spaces: u64,
    /// All whitespace but carriage return and line feed: tab, vertical tab, form feed, space.
    pub(crate) blanks: u64,
    /// Carriage return and line feed.
    pub(crate) newlines: u64,
    /// The apostrophe, which is a symbol too.
    pub(crate) apostrophes: u64,
    /// All others.
    pub(crate) symbols: u64,
}

impl Block {
    const SIZE: usize = 64;

    #[inline]
    pub(crate) fn at(text: &[u8], start: usize) -> Self {
        match text.get(start..).and_then(<[u8]>::first_chunk) {
            Some(bytes) => Self::of(bytes, Self::SIZE as u32 - 1),
            None => Self::at_end(text, start),
        }
    }

    #[cold]
    fn at_end(text: &[u8], start: usize) -> Self {
        let mut bytes = [0; Self::SIZE];
        let rest = text.get(start..).unwrap_or_default();
        bytes.iter_mut().zip(rest).for_each(|(to, from)| *to = *from);
        Self::of(&bytes, rest.len().min(Self::SIZE - 1) as u32)
    }

    #[inline]
    fn of(bytes: &[u8; Self::SIZE], in_text: u32) -> Self {
        let mut block = Self::default();
        let mut letters = 0;
        let mut others = 0;
        let (sixteens, _) = bytes.as_chunks::<16>();
        for (place, sixteen) in (0..4).zip(sixteens) {
            let lanes = Lanes::of(*sixteen);
            let put =
                |mask: &mut u64, lanes: Lanes| *mask |= u64::from(lanes.mask()) << (16 * place);
            put(&mut letters, lanes.lower_case().within(b'a', b'z'));
            put(&mut block.upper, lanes.within(b'A', b'Z'));
            put(&mut block.digits, lanes.within(b'0', b'9'));
            put(&mut block.spaces, lanes.is(b' '));
            put(&mut block.blanks, lanes.within(b'\t', b'\r'));
            put(&mut block.newlines, lanes.is(b'\n').or(lanes.is(b'\r')));
            put(&mut block.apostrophes, lanes.is(b'\''));
            // A byte beyond ASCII has its top bit set, which is the bit that makes the mask.
            put(&mut others, lanes);
        }
        block.length = others.trailing_zeros().min(in_text);
        let told = (1 << block.length) - 1;
        block.lower = letters & !block.upper & told;
        block.upper &= told;
        block.digits &= told;
        block.spaces &= told;
        block.newlines &= told;
        block.blanks = (block.blanks | block.spaces) & !block.newlines & told;
        block.apostrophes &= told;
        block.symbols = told & !(letters | block.digits | block.blanks | block.newlines);
        block
    }
}

#[cfg(test)]
mod tests {
    use super::Block;

    /// Every byte at every place, against the standard library's idea of it.
    #[test]
    fn masks_tell_every_byte() {
        for byte in 0..=255_u8 {
            for at in 0..Block::SIZE {
                let mut text = [b'~'; Block::SIZE];
                text[at] = byte;
                let block = Block::at(&text, 0);
                let length = if byte.is_ascii() { 63 } else { at.min(63) };
                assert_eq!(block.length as usize, length);
                let bit = |is: bool| u64::from(is && at < length) << at;
                let whitespace = matches!(byte, 9..=13 | 32);
                let newline = matches!(byte, b'\r' | b'\n');
                assert_eq!(block.lower, bit(byte.is_ascii_lowercase()));
                assert_eq!(block.upper, bit(byte.is_ascii_uppercase()));
                assert_eq!(block.digits, bit(byte.is_ascii_digit()));
                assert_eq!(block.spaces, bit(byte == b' '));
                assert_eq!(block.blanks, bit(whitespace && !newline));
                assert_eq!(block.newlines, bit(newline));
                assert_eq!(block.apostrophes, bit(byte == b'\''));
                let not_symbol = bit(byte.is_ascii_alphanumeric() || whitespace);
                assert_eq!(block.symbols, ((1 << length) - 1) & !not_symbol);
            }
        }
    }

    #[test]
    fn nothing_is_told_past_the_end() {
        for length in 0..70 {
            let text = vec![b'a'; length];
            let block = Block::at(&text, 0);
            let told = length.min(63);
            assert_eq!(block, Block { length: told as u32, lower: (1 << told) - 1, ..block });
            assert_eq!(block.symbols, 0);
        }
    }
}
