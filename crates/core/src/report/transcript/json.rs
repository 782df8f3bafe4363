//! JSON as it is pasted: borrowed where it can be, and never deeper than a stack.
//!
//! A conversation has to be recognised in the page too, where a general parser and the glue between
//! it and each type would weigh more than all the rest of the recognition.

use std::borrow::Cow;

/// Values nested deeper than this are nobody's conversation.
const DEEPEST: usize = 64;

/// A value. Numbers and the three words are told apart by nobody here.
#[derive(Debug, Clone, PartialEq)]
pub(crate) enum Json<'a> {
    /// A number, true, false or null.
    Bare(&'a str),
    Text(Cow<'a, str>),
    List(Vec<Json<'a>>),
    Object(Object<'a>),
}

/// The members of an object, in order, with the text that they were read from.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Object<'a> {
    pub(crate) raw: &'a str,
    members: Vec<(Cow<'a, str>, Json<'a>)>,
}

impl<'a> Json<'a> {
    /// The first value in `text` and what follows it; nothing where there is none.
    pub(crate) fn first(text: &'a str) -> Option<(Self, &'a str)> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(DEEPEST)?;
        let (_, rest) = text.split_at_checked(reader.at)?;
        Some((value, rest.trim_start()))
    }

    /// The only value in `text`.
    pub(crate) fn only(text: &'a str) -> Option<Self> {
        Self::first(text).filter(|(_, rest)| rest.is_empty()).map(|(value, _)| value)
    }

    pub(crate) fn text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    pub(crate) fn list(&self) -> Option<&[Json<'a>]> {
        match self {
            Self::List(list) => Some(list),
            _ => None,
        }
    }

    pub(crate) fn object(&self) -> Option<&Object<'a>> {
        match self {
            Self::Object(object) => Some(object),
            _ => None,
        }
    }
}

impl<'a> Object<'a> {
    /// The value of the first of `names` that is there and isn't null.
    pub(crate) fn get(&self, names: &[&str]) -> Option<&Json<'a>> {
        let named = |name: &&str| self.members.iter().find(|(key, _)| key == name);
        let found = names.iter().find_map(named).map(|(_, value)| value);
        found.filter(|value| **value != Json::Bare("null"))
    }

    pub(crate) fn text(&self, names: &[&str]) -> Option<&str> {
        self.get(names)?.text()
    }

    pub(crate) fn list(&self, names: &[&str]) -> Option<&[Json<'a>]> {
        self.get(names)?.list()
    }

    pub(crate) fn members(&self) -> impl Iterator<Item = (&str, &Json<'a>)> {
        self.members.iter().map(|(key, value)| (&**key, value))
    }
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn value(&mut self, depth: usize) -> Option<Json<'a>> {
        let deeper = depth.checked_sub(1)?;
        match self.peek()? {
            b'"' => self.string().map(Json::Text),
            b'[' => {
                let mut list = Vec::new();
                self.each(b']', |reader| {
                    list.push(reader.value(deeper)?);
                    Some(())
                })?;
                Some(Json::List(list))
            }
            b'{' => {
                let start = self.at;
                let mut members = Vec::new();
                self.each(b'}', |reader| {
                    reader.peek().filter(|byte| *byte == b'"')?;
                    let key = reader.string()?;
                    reader.take(b':')?;
                    members.push((key, reader.value(deeper)?));
                    Some(())
                })?;
                let raw = self.text.get(start..self.at)?;
                Some(Json::Object(Object { raw, members }))
            }
            _ => {
                let start = self.at;
                let bare = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-.".contains(byte);
                while self.byte().filter(bare).is_some() {
                    self.at += 1;
                }
                let word = self.text.get(start..self.at).filter(|word| !word.is_empty())?;
                let number = word.starts_with(|c: char| c == '-' || c.is_ascii_digit());
                (number || ["true", "false", "null"].contains(&word)).then_some(Json::Bare(word))
            }
        }
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
        }
    }

    /// A string, with the reader at its quote.
    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.at += 1;
        let plain = self.plain()?;
        if self.byte()? == b'"' {
            self.at += 1;
            return Some(Cow::Borrowed(plain));
        }
        let mut text = plain.to_owned();
        loop {
            let byte = self.byte()?;
            self.at += 1;
            match byte {
                b'"' => return Some(Cow::Owned(text)),
                // A backslash: `plain` stops at nothing else.
                _ => text.push(self.escaped()?),
            }
            text.push_str(self.plain()?);
        }
    }

    /// All up to the next quote or backslash.
    fn plain(&mut self) -> Option<&'a str> {
        let rest = self.text.get(self.at..)?;
        let end = rest.bytes().position(|byte| byte == b'"' || byte == b'\\')?;
        self.at += end;
        rest.get(..end)
    }

    fn escaped(&mut self) -> Option<char> {
        let byte = self.byte()?;
        self.at += 1;
        Some(match byte {
            b'n' => '\n',
            b't' => '\t',
            b'r' => '\r',
            b'b' => '\u{8}',
            b'f' => '\u{c}',
            b'"' | b'\\' | b'/' => char::from(byte),
            b'u' => {
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
            _ => return None,
        })
    }

    fn unit(&mut self) -> Option<u16> {
        let unit = unit_of(self.text.get(self.at..)?)?;
        self.at += 4;
        Some(unit)
    }

    fn byte(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// The next byte that is no space.
    fn peek(&mut self) -> Option<u8> {
        while self.byte().filter(u8::is_ascii_whitespace).is_some() {
            self.at += 1;
        }
        self.byte()
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// As a general parser reads it.
    fn agrees(ours: &Json<'_>, theirs: &serde_json::Value) -> bool {
        use serde_json::Value;
        match (ours, theirs) {
            (Json::Text(ours), Value::String(theirs)) => ours == theirs,
            (Json::List(ours), Value::Array(theirs)) => {
                ours.len() == theirs.len() && ours.iter().zip(theirs).all(|(a, b)| agrees(a, b))
            }
            (Json::Object(ours), Value::Object(theirs)) => {
                ours.members.len() == theirs.len()
                    && ours.members().all(|(key, value)| agrees(value, &theirs[key]))
            }
            (Json::Bare(word), theirs) => serde_json::from_str::<Value>(word).unwrap() == *theirs,
            _ => false,
        }
    }

    fn values() -> impl Strategy<Value = serde_json::Value> {
        let leaf = prop_oneof![
            any::<Option<bool>>().prop_map(serde_json::Value::from),
            any::<i64>().prop_map(serde_json::Value::from),
            any::<String>().prop_map(serde_json::Value::from),
        ];
        leaf.prop_recursive(4, 40, 6, |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(serde_json::Value::from),
                prop::collection::btree_map(any::<String>(), inner, 0..6)
                    .prop_map(|map| map.into_iter().collect::<serde_json::Map<_, _>>().into()),
            ]
        })
    }

    proptest! {
        #[test]
        fn is_read_as_a_general_parser_reads_it(value in values(), indented in any::<bool>()) {
            let text = if indented { format!("{value:#}") } else { value.to_string() };
            prop_assert!(agrees(&Json::only(&text).unwrap(), &value), "{text}");
        }

        #[test]
        fn nothing_makes_it_stumble(text in "[\\[\\]{}\",:\\\\u0-9a-f \\PC]{0,80}") {
            let _ = Json::only(&text);
        }
    }

    #[test]
    fn escapes_are_what_they_stand_for() {
        for (json, text) in [
            (r#""a\n\t\"\\\/""#, "a\n\t\"\\/"),
            (r#""\u00e9\ud83e\udd80""#, "é🦀"),
            (r#""\ud83e""#, "\u{fffd}"),
            (r#""\ud83e\u0041""#, "\u{fffd}A"),
            (r#""\udd80\ud83e\udd80""#, "\u{fffd}🦀"),
        ] {
            assert_eq!(Json::only(json).unwrap().text(), Some(text), "{json}");
        }
    }

    #[test]
    fn what_is_not_json_is_nothing() {
        for text in [
            "",
            " ",
            "{",
            "[1,",
            "[1 2]",
            "{\"a\"}",
            "{a:1}",
            "\"a",
            "\"\\x\"",
            "\"\\u12\"",
            "nul",
            "[] []",
            "{\"a\":1,}",
            "\"é\\u\u{e9}\"",
        ] {
            assert_eq!(Json::only(text), None, "{text}");
        }
        assert_eq!(Json::only(&"[".repeat(100_000)), None);
        assert_eq!(Json::only(&format!("{}{}", "[".repeat(80), "]".repeat(80))), None);
    }
}
