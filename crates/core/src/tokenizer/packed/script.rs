//! Roughly what script a token's first or last character is in, which is what the model of a vocabulary
//! wants to know: tokens rarely mix scripts. These are blocks of the code space, not Unicode's
//! scripts, so they need no table and never change with a version of Unicode.

/// A number below [`SCRIPTS`].
pub(super) type Script = u8;

/// How many scripts there is room for: 59 are told apart, the rest keeps models whole vectors long.
pub(super) const SCRIPTS: usize = 64;

/// The scripts from this one on are of characters that are cut off.
pub(super) const FRAGMENTS: Script = 48;

/// The script of the first character.
pub(super) fn first_script(bytes: &[u8]) -> Script {
    let [lead, tail @ ..] = bytes else { return 0 };
    let length = match lead {
        ..0x80 => 1,
        ..0xC0 => return fragment(*lead),
        ..0xE0 => 2,
        ..0xF0 => 3,
        _ => 4,
    };
    let Some(tail) = tail.get(..length - 1) else { return fragment(*lead) };
    let lead_bits = if length == 1 { 0x7F } else { 0x7F >> length };
    let scalar = tail
        .iter()
        .fold(u32::from(lead & lead_bits), |scalar, byte| scalar << 6 | u32::from(byte & 0x3F));
    of(scalar)
}

/// The script of the last character.
pub(super) fn last_script(bytes: &[u8]) -> Script {
    let tail = bytes.len().saturating_sub(4);
    let last_start = (tail..bytes.len()).rev().find(|at| !is_continuation(bytes.get(*at)));
    match last_start {
        Some(start) => first_script(bytes.get(start..).unwrap_or_default()),
        None => bytes.last().map_or(0, |byte| fragment(*byte)),
    }
}

fn is_continuation(byte: Option<&u8>) -> bool {
    byte.is_some_and(|byte| byte & 0xC0 == 0x80)
}

fn of(scalar: u32) -> Script {
    match scalar {
        0x61..=0x7A => 0,
        0x41..=0x5A => 1,
        0x30..=0x39 => 2,
        0x20 => 3,
        0..0x20 => 4,
        0x21..0x80 => 5,
        // Latin to Georgian: every 128 code points are about one script.
        0x80..0x1100 => 5 + (scalar >> 7) as Script,
        0x1100..0x2000 => 39,
        0x2000..0x3000 => 40,
        0x3000..0x3040 => 41,
        0x3040..0x30A0 => 42,
        0x30A0..0x3100 => 43,
        0x3100..0xA000 => 44,
        0xA000..0xE000 => 45,
        0xE000..0x1_0000 => 46,
        _ => 47,
    }
}

/// A character that is cut off, or the rest of one, by the byte that is there.
fn fragment(byte: u8) -> Script {
    match byte {
        0..=0xBF => FRAGMENTS + (byte >> 4 & 3),
        0xC0..=0xCF => 52,
        0xD0..=0xDF => 53,
        0xE0..=0xE2 => 54,
        0xE3 => 55,
        0xE4..=0xE9 => 56,
        0xEA..=0xEF => 57,
        _ => 58,
    }
}
