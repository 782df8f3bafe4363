//! Bytes of a file to text: UTF-8, or UTF-16 as its first bytes tell.

use std::str::from_utf8;

/// Why a file is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum NotText {
    /// It has a NUL, which no text has and most other files do.
    #[error("there is a NUL at byte {offset}, so this is not text")]
    Nul {
        /// Where, from 0.
        offset: usize,
    },
    /// It is text of another encoding, or none.
    #[error("byte {offset} is not UTF-8; save the file as UTF-8, if it is text")]
    NotUtf8 {
        /// The first byte that is part of no character, from 0.
        offset: usize,
    },
}

/// The text of a whole file. A byte order mark is no part of it.
///
/// # Errors
///
/// When the bytes are not text.
///
/// ```
/// use tokenfare_core::document::decoded;
///
/// assert_eq!(decoded(b"\xFF\xFEh\0i\0"), Ok("hi".to_owned()));
/// assert!(decoded(b"\x89PNG\r\n\x1A\n\0").is_err());
/// ```
pub fn decoded(bytes: &[u8]) -> Result<String, NotText> {
    let mut text = String::new();
    Decoder::default().decode(bytes, true, &mut text)?;
    Ok(text)
}

/// Turns the parts of a file into text. A byte order mark is no part of it.
///
/// ```
/// use tokenfare_core::document::Decoder;
///
/// let (mut decoder, mut text) = (Decoder::default(), String::new());
/// decoder.decode(b"\xEF\xBB\xBFcaf\xC3", false, &mut text)?;
/// decoder.decode(b"\xA9", true, &mut text)?;
/// assert_eq!(text, "café");
/// # Ok::<(), tokenfare_core::document::NotText>(())
/// ```
#[derive(Debug, Default)]
pub struct Decoder {
    charset: Option<Charset>,
    /// Whether a NUL is a character like any other.
    nuls: bool,
    /// The start of a character whose end is in the next part.
    held: Vec<u8>,
    /// Bytes read before those.
    before: usize,
}

#[derive(Clone, Copy, Debug)]
enum Charset {
    Utf8,
    Utf16(fn([u8; 2]) -> u16),
}

impl Charset {
    /// By a byte order mark, whose length comes with it; or by the NULs that every other byte of
    /// UTF-16 is in most languages.
    fn of(start: &[u8]) -> (Self, usize) {
        match start {
            [0xFF, 0xFE, ..] => (Self::Utf16(u16::from_le_bytes), 2),
            [0xFE, 0xFF, ..] => (Self::Utf16(u16::from_be_bytes), 2),
            [0xEF, 0xBB, 0xBF, ..] => (Self::Utf8, 3),
            [0x20..0x7F, 0, 0x09..0x7F, 0, ..] => (Self::Utf16(u16::from_le_bytes), 0),
            [0, 0x20..0x7F, 0, 0x09..0x7F, ..] => (Self::Utf16(u16::from_be_bytes), 0),
            _ => (Self::Utf8, 0),
        }
    }
}

impl Decoder {
    /// For whoever says themselves that it is text: a NUL is a character then.
    pub fn with_nuls() -> Self {
        Self { nuls: true, ..Self::default() }
    }

    /// Adds the text of a part to `text`; `last` when no part comes after it.
    ///
    /// # Errors
    ///
    /// When the bytes are not text.
    pub fn decode(&mut self, part: &[u8], last: bool, text: &mut String) -> Result<(), NotText> {
        self.held.extend_from_slice(part);
        // Four bytes tell what it is.
        let charset = match self.charset {
            Some(charset) => charset,
            None if self.held.len() < 4 && !last => return Ok(()),
            None => {
                let (charset, mark) = Charset::of(&self.held);
                self.held.drain(..mark);
                self.before += mark;
                *self.charset.insert(charset)
            }
        };
        let used = match charset {
            Charset::Utf8 => self.utf8(last, text)?,
            Charset::Utf16(unit) => self.utf16(unit, last, text),
        };
        self.held.drain(..used);
        self.before += used;
        Ok(())
    }

    fn utf8(&self, last: bool, text: &mut String) -> Result<usize, NotText> {
        let valid = match from_utf8(&self.held) {
            Ok(valid) => valid,
            Err(error) if error.error_len().is_none() && !last => {
                let valid = self.held.get(..error.valid_up_to()).unwrap_or_default();
                from_utf8(valid).unwrap_or_default()
            }
            Err(error) => {
                return Err(NotText::NotUtf8 { offset: self.before + error.valid_up_to() });
            }
        };
        let nul = valid.bytes().position(|byte| byte == 0).filter(|_| !self.nuls);
        if let Some(offset) = nul {
            return Err(NotText::Nul { offset: self.before + offset });
        }
        text.push_str(valid);
        Ok(valid.len())
    }

    /// A surrogate that is half of no pair, and half a unit at the end, become U+FFFD.
    fn utf16(&self, unit: fn([u8; 2]) -> u16, last: bool, text: &mut String) -> usize {
        let (pairs, odd) = self.held.as_chunks::<2>();
        // Half a pair waits for the other half.
        let waits = |pair: &[u8; 2]| !last && (0xD800..0xDC00).contains(&unit(*pair));
        let pairs = match pairs.split_last() {
            Some((pair, before)) if waits(pair) => before,
            _ => pairs,
        };
        let units = pairs.iter().map(|pair| unit(*pair));
        text.extend(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)));
        if last && !odd.is_empty() {
            text.push(char::REPLACEMENT_CHARACTER);
            return self.held.len();
        }
        2 * pairs.len()
    }
}
