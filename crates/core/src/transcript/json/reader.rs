//! The reader: one pass, no look back, a bounded depth.

use std::borrow::Cow;

use super::{Json, Object};

/// Values nested deeper than this are nobody's conversation.
const DEEPEST: usize = 64;
/// The member under which the name of what is called stands: `HumanMessage(content='Hi')`.
pub(crate) const CALLED: &str = "()";

pub(super) struct Reader<'a> {
    text: &'a str,
    at: usize,
    relaxed: bool,
}

impl<'a> Reader<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self { text, at: 0, relaxed: false }
    }

    /// What was not read, and whether what was read is no JSON to the letter.
    pub(super) fn end(mut self) -> (&'a str, bool) {
        self.peek();
        (self.text.get(self.at..).unwrap_or_default(), self.relaxed)
    }

    pub(super) fn value(&mut self) -> Option<Json<'a>> {
        self.value_at(DEEPEST)
    }

    fn value_at(&mut self, depth: usize) -> Option<Json<'a>> {
        let deeper = depth.checked_sub(1)?;
        match self.peek()? {
            b'"' | b'\'' | b'`' => self.strings("").map(Json::Text),
            b'[' => self.list(b']', deeper),
            b'(' => {
                self.relaxed = true;
                self.list(b')', deeper)
            }
            b'{' => self.members(b'}', b':', None, deeper),
            _ => self.word_at(deeper),
        }
    }

    fn list(&mut self, close: u8, depth: usize) -> Option<Json<'a>> {
        let mut list = Vec::new();
        self.each(close, |reader| {
            list.push(reader.value_at(depth)?);
            Some(())
        })?;
        Some(Json::List(list))
    }

    /// The members of an object, or the arguments of a call, of which one without a name is its content.
    fn members(
        &mut self,
        close: u8,
        between: u8,
        called: Option<&'a str>,
        depth: usize,
    ) -> Option<Json<'a>> {
        let start = self.at;
        let mut members = Vec::new();
        self.each(close, |reader| {
            let quoted = matches!(reader.peek()?, b'"' | b'\'');
            let before = reader.at;
            let key = match quoted {
                true => Some(reader.strings("")?),
                false => reader.word().map(Cow::Borrowed),
            };
            reader.relaxed |= !quoted;
            match key.filter(|_| reader.peek() == Some(between)) {
                Some(key) => {
                    reader.take(between)?;
                    members.push((key, reader.value_at(depth)?));
                }
                None => {
                    called?;
                    reader.at = before;
                    members.push((Cow::Borrowed("content"), reader.value_at(depth)?));
                }
            }
            Some(())
        })?;
        let raw = self.text.get(start..self.at)?;
        members.extend(called.map(|name| (Cow::Borrowed(CALLED), Json::Text(name.into()))));
        Some(Json::Object(Object { raw, members }))
    }

    /// A number or a word; a text with letters before its quote; a call with its arguments.
    fn word_at(&mut self, depth: usize) -> Option<Json<'a>> {
        let word = self.word()?;
        let number = word.starts_with(|c: char| c == '-' || c == '+' || c.is_ascii_digit());
        if number || matches!(word, "true" | "false" | "null") {
            self.relaxed |= word.starts_with('+');
            return Some(Json::Bare(word));
        }
        self.relaxed = true;
        if matches!(word, "True" | "False" | "None" | "undefined" | "NaN" | "Infinity") {
            return Some(Json::Bare(word));
        }
        match self.byte()? {
            b'"' | b'\'' if word.len() <= 2 => self.strings(word).map(Json::Text),
            b'(' => self.members(b')', b'=', Some(word), depth),
            _ => None,
        }
    }

    fn word(&mut self) -> Option<&'a str> {
        let start = self.at;
        let part = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-._$".contains(byte);
        while self.byte().filter(part).is_some() {
            self.at += 1;
        }
        self.text.get(start..self.at).filter(|word| !word.is_empty())
    }

    /// Reads what stands between an opening bracket and `close`, with commas between.
    fn each(&mut self, close: u8, mut read: impl FnMut(&mut Self) -> Option<()>) -> Option<()> {
        self.at += 1;
        if self.take(close).is_some() {
            return Some(());
        }
        loop {
            read(self)?;
            if self.take(close).is_some() {
                return Some(());
            }
            self.take(b',')?;
            if self.take(close).is_some() {
                self.relaxed = true;
                return Some(());
            }
        }
    }

    /// A string; in Python, what stands in quotes side by side is one. `prefix` is what stands before the
    /// quote: a raw string has no escapes.
    fn strings(&mut self, prefix: &str) -> Option<Cow<'a, str>> {
        let raw = prefix.contains(['r', 'R']);
        let mut text = self.string(raw)?;
        while let Some(b'"' | b'\'') = self.peek() {
            self.relaxed = true;
            text.to_mut().push_str(&self.string(raw)?);
        }
        Some(text)
    }

    /// A string, with the reader at its quote.
    fn string(&mut self, raw: bool) -> Option<Cow<'a, str>> {
        let rest = self.text.get(self.at..)?;
        let quote = rest.get(..1)?;
        self.relaxed |= quote != "\"";
        let thrice = ["\"\"\"", "'''"].into_iter().find(|thrice| rest.starts_with(thrice));
        self.relaxed |= thrice.is_some();
        let quotes = thrice.unwrap_or(quote);
        self.at += quotes.len();
        let plain = self.plain(quotes, raw)?;
        if self.closes(quotes) {
            return Some(Cow::Borrowed(plain));
        }
        let mut text = plain.to_owned();
        loop {
            // `plain` stops at a closing quote or a backslash, and at nothing else.
            self.at += 1;
            self.escaped(&mut text)?;
            text.push_str(self.plain(quotes, raw)?);
            if self.closes(quotes) {
                return Some(Cow::Owned(text));
            }
        }
    }

    fn closes(&mut self, quotes: &str) -> bool {
        let closes = self.text.get(self.at..).is_some_and(|rest| rest.starts_with(quotes));
        self.at += if closes { quotes.len() } else { 0 };
        closes
    }

    /// All up to the closing quotes, or to the next backslash unless it is `raw`.
    fn plain(&mut self, quotes: &str, raw: bool) -> Option<&'a str> {
        let rest = self.text.get(self.at..)?;
        let quote = quotes.as_bytes().first().copied()?;
        let mut from = 0;
        let end = loop {
            let (_, behind) = rest.split_at_checked(from)?;
            let stops = |byte: u8| byte == quote || (byte == b'\\' && !raw);
            let at = from + behind.bytes().position(stops)?;
            let (_, behind) = rest.split_at_checked(at)?;
            if behind.starts_with('\\') || behind.starts_with(quotes) {
                break at;
            }
            from = at + 1;
        };
        self.at += end;
        rest.get(..end)
    }

    /// What an escape stands for, with the reader behind its backslash.
    fn escaped(&mut self, to: &mut String) -> Option<()> {
        let rest = self.text.get(self.at..)?;
        let escape = rest.chars().next()?;
        self.at += escape.len_utf8();
        let stands_for = match escape {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            'b' => '\u{8}',
            'f' => '\u{c}',
            '"' | '\\' | '/' => escape,
            'u' if !rest.starts_with("u{") => {
                let first = self.unit()?;
                let second = self.text.get(self.at..)?.strip_prefix("\\u").and_then(unit_of);
                let pair = second.and_then(|second| {
                    char::decode_utf16([first, second]).next()?.ok().filter(|c| *c > '\u{ffff}')
                });
                if pair.is_some() {
                    self.at += 6;
                }
                // A lone half of a pair is what an API receives in its place.
                let alone = char::from_u32(u32::from(first)).unwrap_or(char::REPLACEMENT_CHARACTER);
                pair.unwrap_or(alone)
            }
            _ => {
                self.relaxed = true;
                match escape {
                    '\'' | '`' | '$' => escape,
                    // A line that goes on below.
                    '\n' => return Some(()),
                    'a' => '\u{7}',
                    'v' => '\u{b}',
                    '0' => '\0',
                    'x' => self.point(2)?,
                    'U' => self.point(8)?,
                    'u' => {
                        let digits = rest.strip_prefix("u{")?.split_once('}')?.0;
                        self.at += digits.len() + 2;
                        char::from_u32(u32::from_str_radix(digits, 16).ok()?)?
                    }
                    // Python leaves what it doesn't know as it is.
                    other => {
                        to.push('\\');
                        other
                    }
                }
            }
        };
        to.push(stands_for);
        Some(())
    }

    fn point(&mut self, digits: usize) -> Option<char> {
        let hex = self.text.get(self.at..self.at + digits)?;
        self.at += digits;
        char::from_u32(u32::from_str_radix(hex, 16).ok()?)
    }

    fn unit(&mut self) -> Option<u16> {
        let unit = unit_of(self.text.get(self.at..)?)?;
        self.at += 4;
        Some(unit)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is part of no space and no comment.
    fn peek(&mut self) -> Option<u8> {
        loop {
            while self.byte().filter(u8::is_ascii_whitespace).is_some() {
                self.at += 1;
            }
            let rest = self.text.as_bytes().get(self.at..)?;
            let end: &[u8] = match rest {
                [b'#', ..] | [b'/', b'/', ..] => b"\n",
                [b'/', b'*', ..] => b"*/",
                _ => return self.byte(),
            };
            self.relaxed = true;
            let found = rest.windows(end.len()).position(|window| window == end);
            self.at += found.map_or(rest.len(), |at| at + end.len());
        }
    }

    fn take(&mut self, byte: u8) -> Option<()> {
        self.peek().filter(|next| *next == byte)?;
        self.at += 1;
        Some(())
    }
}

/// The four hexadecimal digits that `text` begins with.
fn unit_of(text: &str) -> Option<u16> {
    let digits = text.get(..4).filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u16::from_str_radix(digits, 16).ok()
}
