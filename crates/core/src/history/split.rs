//! A file of JSON as the values it is made of, one at a time: those of a list, or those of lines.
//!
//! A list of gigabytes is never held, only the value at hand.

/// A value of more bytes than this is left out: it would not fit into the memory of a page.
const LONGEST: usize = 256 << 20;

/// Cuts bytes into values.
#[derive(Debug, Default)]
pub(super) struct Splitter {
    /// The value at hand, as far as it has come.
    value: Vec<u8>,
    /// Brackets that are open in it.
    depth: u32,
    text: bool,
    escaped: bool,
    /// Whether the file is one list, whose entries are the values.
    list: Option<bool>,
    /// Whether each value stands on a line of its own, as the first did.
    lines: Option<bool>,
    /// The value is too long, and its bytes are dropped.
    overlong: bool,
    /// The line ended before its value did.
    broken: bool,
    ended: bool,
}

/// What comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cut<'a> {
    /// The bytes of a value.
    Value(&'a [u8]),
    /// A value that is too long to be held.
    Overlong,
    /// A line that ends before its value does.
    Broken,
}

impl Splitter {
    /// Takes the next bytes and hands over the values that end in them.
    pub(super) fn push(&mut self, mut bytes: &[u8], each: &mut impl FnMut(Cut<'_>)) {
        if self.list.is_none() {
            let mark = |byte: &u8| byte.is_ascii_whitespace() || matches!(byte, 0xEF | 0xBB | 0xBF);
            let start = bytes.iter().position(|byte| !mark(byte)).unwrap_or(bytes.len());
            bytes = bytes.get(start..).unwrap_or_default();
            let Some(first) = bytes.first() else { return };
            self.list = Some(*first == b'[');
            if *first == b'[' {
                bytes = bytes.get(1..).unwrap_or_default();
            }
        }
        while !bytes.is_empty() && !self.ended {
            if self.depth == 0 && !self.text {
                bytes = self.between(bytes);
            }
            let used = self.inside(bytes);
            let (part, rest) = bytes.split_at_checked(used).unwrap_or((bytes, &[]));
            if self.value.len() + part.len() > LONGEST {
                self.overlong = true;
                self.value = Vec::new();
            }
            let done = self.depth == 0 && !self.text && !part.is_empty();
            match (self.overlong, done) {
                _ if std::mem::take(&mut self.broken) => each(Cut::Broken),
                (true, true) => each(Cut::Overlong),
                (false, true) if self.value.is_empty() => each(Cut::Value(part)),
                (false, true) => {
                    self.value.extend_from_slice(part);
                    each(Cut::Value(&self.value));
                }
                (false, false) => self.value.extend_from_slice(part),
                (true, false) => {}
            }
            if done {
                let lines = !self.value.contains(&b'\n') && !part.contains(&b'\n');
                self.lines.get_or_insert(lines && self.list == Some(false));
                self.value.clear();
                self.overlong = false;
            }
            bytes = rest;
        }
    }

    /// Says that nothing comes any more. True when a value, or the list, is cut short.
    pub(super) fn is_cut_short(&self) -> bool {
        self.depth > 0 || self.text || (self.list == Some(true) && !self.ended)
    }

    /// Skips what stands between two values.
    fn between<'b>(&mut self, bytes: &'b [u8]) -> &'b [u8] {
        let start = bytes.iter().position(|byte| matches!(byte, b'{' | b'[' | b'"' | b']'));
        let bytes = start.and_then(|start| bytes.get(start..)).unwrap_or_default();
        if bytes.first() == Some(&b']') {
            self.ended = self.list == Some(true);
            return bytes.get(1..).filter(|_| !self.ended).unwrap_or_default();
        }
        bytes
    }

    /// How many bytes belong to the value at hand: all up to its end.
    fn inside(&mut self, bytes: &[u8]) -> usize {
        let mut at = 0;
        while let Some(byte) = bytes.get(at) {
            at += 1;
            if *byte == b'\n' && self.lines == Some(true) {
                (self.depth, self.text, self.escaped, self.broken) = (0, false, false, true);
                return at;
            }
            if self.escaped {
                self.escaped = false;
                continue;
            }
            if self.text {
                match byte {
                    b'\\' => self.escaped = true,
                    b'"' => self.text = false,
                    _ => {
                        // Most bytes are those of a text.
                        let rest = bytes.get(at..).unwrap_or_default();
                        let stop = |byte: &u8| matches!(byte, b'"' | b'\\' | b'\n');
                        at += rest.iter().position(stop).unwrap_or(rest.len());
                        continue;
                    }
                }
            } else {
                match byte {
                    b'"' => self.text = true,
                    b'{' | b'[' => self.depth += 1,
                    b'}' | b']' => self.depth = self.depth.saturating_sub(1),
                    _ => continue,
                }
            }
            if self.depth == 0 && !self.text {
                return at;
            }
        }
        at
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn split(text: &[u8], step: usize) -> (Vec<String>, bool) {
        let mut splitter = Splitter::default();
        let mut all = Vec::new();
        for part in text.chunks(step) {
            splitter.push(part, &mut |cut| match cut {
                Cut::Value(value) => all.push(String::from_utf8(value.to_vec()).unwrap()),
                other => all.push(format!("{other:?}")),
            });
        }
        (all, splitter.is_cut_short())
    }

    #[test]
    fn values_are_cut_wherever_parts_end() {
        for (text, values, short) in [
            (
                "\u{feff} [ {\"a\":\"]\\\"}\"}, {\"b\":[1,{}]} ] ",
                &["{\"a\":\"]\\\"}\"}", "{\"b\":[1,{}]}"][..],
                false,
            ),
            ("{\"a\":1}\n\n{\"b\":\"\\\\\"}\n", &["{\"a\":1}", "{\"b\":\"\\\\\"}"], false),
            ("{\"a\":1}", &["{\"a\":1}"], false),
            ("[{\"a\":1}, {\"b\":", &["{\"a\":1}"], true),
            ("[{\"a\":1}", &["{\"a\":1}"], true),
            ("{\"a\":1}\n{\"b\":\"c\n{\"d\":1}\n", &["{\"a\":1}", "Broken", "{\"d\":1}"], false),
            ("{\"a\":\n1}\n{\"b\":\n[]}", &["{\"a\":\n1}", "{\"b\":\n[]}"], false),
            ("[]", &[], false),
            ("", &[], false),
        ] {
            for step in 1..=text.len().max(1) {
                let expected = values.iter().map(|value| (*value).to_owned()).collect();
                assert_eq!(split(text.as_bytes(), step), (expected, short), "{text} by {step}");
            }
        }
    }
}
