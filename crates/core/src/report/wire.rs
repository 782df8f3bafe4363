//! Weights as lines of text: how they pass from the worker, where a text is counted, to the page.
//!
//! What several texts weigh is written one after the other, and read as what goes out together.

use std::fmt::Write as _;

use super::{FunctionBasis, LeftOut, Opening, WeighedTurn, Weights};
use crate::transcript::Recognition;

/// How the basis of functions is written.
const BASES: [(&str, FunctionBasis); 3] = [
    ("documented", FunctionBasis::Documented),
    ("measured", FunctionBasis::Measured),
    ("assumed", FunctionBasis::Assumed),
];

/// Why lines of text are no weights.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WireError {
    /// A line begins with no word of the format.
    #[error(
        "no line of weights begins with `{0}`; write message, opening, turn, left, read or functions"
    )]
    UnknownLine(String),
    /// A number is missing, or something else stands in its place.
    #[error("`{line}` needs a whole number where `{found}` stands")]
    NotANumber {
        /// The line.
        line: String,
        /// What stands there; empty where the line has ended.
        found: String,
    },
    /// A line goes on after its last number.
    #[error("`{line}` goes on with `{rest}`; it ends before that")]
    TooLong {
        /// The line.
        line: String,
        /// What is too much.
        rest: String,
    },
    /// A conversation begins, and no turn of it follows.
    #[error("an opening is followed by no turn; write the turn after it")]
    NoTurn,
    /// The tokens together are more than can be counted.
    #[error("the tokens together are more than {}; price fewer texts at once", u64::MAX)]
    TooMany,
}

impl Weights {
    /// These weights as lines, each a word and its numbers.
    pub fn encode(&self) -> String {
        let mut text = String::new();
        // Writing to a String can't fail.
        if self.turns.is_empty() {
            let _ = writeln!(text, "message {}", self.message);
        }
        for turn in &self.turns {
            if let Some(Opening { tokens, messages, functions, framing }) = turn.opening {
                let _ = writeln!(text, "opening {tokens} {messages} {functions} {framing}");
            }
            let WeighedTurn { message, messages, replies, .. } = turn;
            let _ = write!(text, "turn {message} {messages} {replies}");
            let _ = turn.reply.map(|reply| write!(text, " {reply}"));
            text.push('\n');
        }
        for LeftOut { what, count, tokens } in &self.left_out {
            let tokens = tokens.map_or_else(|| "-".to_owned(), |tokens| tokens.to_string());
            let _ = writeln!(text, "left {count} {tokens} {}", what.replace(['\n', '\r'], " "));
        }
        for read in &self.read {
            let _ = writeln!(text, "read {}", read.encode());
        }
        if let Some((word, _)) = BASES.iter().find(|(_, basis)| Some(*basis) == self.functions) {
            let _ = writeln!(text, "functions {word}");
        }
        text
    }

    /// Reads what [`Weights::encode`] wrote, for one text or for several in a row.
    ///
    /// Messages add up. Beside conversations they go with the first message of the first one, as a file
    /// does that is attached to it.
    ///
    /// # Errors
    ///
    /// When a line is none that [`Weights::encode`] writes: nothing is read as 0 in its place.
    ///
    /// ```
    /// use tokenfare_core::report::Weights;
    ///
    /// let (text, file) = (Weights::from(12).encode(), Weights::from(30).encode());
    /// assert_eq!(Weights::decode(&(text + &file))?.message, 42);
    /// assert!(Weights::decode("message many").is_err());
    /// # Ok::<(), tokenfare_core::report::WireError>(())
    /// ```
    pub fn decode(text: &str) -> Result<Self, WireError> {
        let mut weights = Self::default();
        let (mut beside, mut opening) = (0_u64, None);
        for line in text.lines() {
            let mut words = Words { line, rest: line };
            match words.word() {
                "message" => {
                    beside = beside.checked_add(words.number()?).ok_or(WireError::TooMany)?;
                }
                "opening" if opening.is_some() => return Err(WireError::NoTurn),
                "opening" => {
                    let (tokens, messages) = (words.number()?, words.number()?);
                    let (functions, framing) = (words.number()?, words.number()?);
                    opening = Some(Opening { tokens, messages, functions, framing });
                }
                "turn" => {
                    let message = words.number()?;
                    let (messages, replies) = (words.number()?, words.number()?);
                    let reply = (!words.rest.is_empty()).then(|| words.number()).transpose()?;
                    let opening = opening.take();
                    weights.turns.push(WeighedTurn { opening, message, messages, reply, replies });
                }
                "left" => {
                    let count = words.number()?;
                    let tokens = match words.rest.strip_prefix("- ") {
                        Some(rest) => {
                            words.rest = rest;
                            None
                        }
                        None => Some(words.number()?),
                    };
                    let what = words.rest.to_owned();
                    LeftOut { what, count, tokens }.add_to(&mut weights.left_out);
                    continue;
                }
                "read" => {
                    let read = Recognition::decode(words.rest);
                    let unknown = || WireError::UnknownLine(line.to_owned());
                    read.ok_or_else(unknown)?.add_to(&mut weights.read);
                    continue;
                }
                "functions" => {
                    let word = words.word();
                    let known = BASES.iter().find(|(known, _)| *known == word);
                    let (_, basis) =
                        known.ok_or_else(|| WireError::UnknownLine(line.to_owned()))?;
                    weights.functions = weights.functions.max(Some(*basis));
                }
                unknown => return Err(WireError::UnknownLine(unknown.to_owned())),
            }
            words.end()?;
        }
        if opening.is_some() {
            return Err(WireError::NoTurn);
        }
        let each = weights.turns.iter().flat_map(|turn| {
            let opening = turn.opening.map_or(0, |opening| opening.tokens);
            [opening, turn.message, turn.reply.unwrap_or(0)]
        });
        each.chain([beside]).try_fold(0, u64::checked_add).ok_or(WireError::TooMany)?;
        weights.message = weights.turns.first().map_or(0, |first| first.message);
        Ok(weights.and_message(beside))
    }

    /// These weights with a message more, as if both were one: see [`Weights::decode`].
    #[must_use]
    pub fn and_message(mut self, tokens: u64) -> Self {
        if let Some(first) = self.turns.first_mut().filter(|_| tokens > 0) {
            first.message += tokens;
            first.messages = first.messages.max(1);
        }
        self.message += tokens;
        self
    }

    /// All that was pasted, in tokens: the message, or everything that was said in the conversations.
    pub fn pasted(&self) -> u64 {
        let said = |turn: &WeighedTurn| {
            let opening = turn.opening.map_or(0, |opening| opening.tokens);
            opening + turn.message + turn.reply.unwrap_or(0)
        };
        if self.turns.is_empty() { self.message } else { self.turns.iter().map(said).sum() }
    }

    /// How many conversations were pasted.
    pub fn conversations(&self) -> usize {
        self.turns.iter().filter(|turn| turn.opening.is_some()).count()
    }

    /// How many messages they have, of all sides.
    pub fn messages(&self) -> u64 {
        let messages = |turn: &WeighedTurn| {
            let opening = turn.opening.map_or(0, |opening| opening.messages);
            opening + turn.messages + turn.reply.map_or(0, |_| turn.replies)
        };
        self.turns.iter().map(messages).sum()
    }
}

/// The words of a line, one after the other.
struct Words<'a> {
    line: &'a str,
    rest: &'a str,
}

impl<'a> Words<'a> {
    fn word(&mut self) -> &'a str {
        let (word, rest) = self.rest.split_once(' ').unwrap_or((self.rest, ""));
        self.rest = rest;
        word
    }

    fn number(&mut self) -> Result<u64, WireError> {
        let found = self.word();
        let wrong =
            || WireError::NotANumber { line: self.line.to_owned(), found: found.to_owned() };
        found.parse().map_err(|_| wrong())
    }

    fn end(&self) -> Result<(), WireError> {
        match self.rest {
            "" => Ok(()),
            rest => Err(WireError::TooLong { line: self.line.to_owned(), rest: rest.to_owned() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::report::{Weights, WireError};
    use crate::transcript::read;

    fn weighed(text: &str) -> Weights {
        read(text).unwrap().weights(text, |text| text.len() as u64)
    }

    const ASKED: &str = r#"{"messages": [
        {"role": "system", "content": "Be brief."},
        {"role": "user", "content": [{"type": "text", "text": "Who is it?"}, {"type": "image_url"}]},
        {"role": "assistant", "content": "A cat."},
        {"role": "user", "content": "Whose?"}],
        "tools": [{"type": "function", "function": {"name": "owner", "description": "Whose it is."}}]}"#;

    #[test]
    fn what_is_written_is_read() {
        for text in [
            ASKED,
            "User: a\nAssistant: b\nAssistant: c\nUser: d",
            "[{\"role\":\"user\",\"content\":\"x\"}]",
        ] {
            let weights = weighed(text);
            assert!(!weights.turns.is_empty(), "{text}");
            assert_eq!(Weights::decode(&weights.encode()), Ok(weights));
        }
        assert_eq!(Weights::decode(&Weights::from(7).encode()), Ok(Weights::from(7)));
        assert_eq!(Weights::decode(""), Ok(Weights::default()));
    }

    #[test]
    fn several_go_out_together() {
        let (one, two) = (weighed(ASKED), weighed("User: abc\nAssistant: de"));
        let plain = Weights::from(100);
        let all = Weights::decode(&(plain.encode() + &one.encode() + &two.encode())).unwrap();
        assert_eq!(all.conversations(), 2);
        assert_eq!(all.messages(), 4 + 2);
        assert_eq!(all.pasted(), 100 + one.pasted() + two.pasted());
        assert_eq!(all.message, 100 + one.message, "what is plain goes with the first message");
        assert_eq!(all.left_out, one.left_out);
    }

    #[test]
    fn what_is_no_line_of_weights_is_refused_by_name() {
        let refused = |text: &str| Weights::decode(text).unwrap_err();
        assert_eq!(refused("mesage 7"), WireError::UnknownLine("mesage".to_owned()));
        for text in [
            "message",
            "message -1",
            "message 1.5",
            "turn 3 1",
            "turn 3 1 1 x",
            "left x",
            "left 1 x",
        ] {
            assert!(matches!(refused(text), WireError::NotANumber { .. }), "{text}");
        }
        for text in ["read a-novel certain 1", "read json", "functions guessed"] {
            assert_eq!(refused(text), WireError::UnknownLine(text.to_owned()));
        }
        assert!(matches!(refused("message 7 8"), WireError::TooLong { .. }));
        assert_eq!(refused("opening 1 1 0 0"), WireError::NoTurn);
        assert_eq!(refused("opening 1 1 0 0\nopening 1 1 0 0\nturn 1 1 1"), WireError::NoTurn);
        let most = format!("message {}", u64::MAX);
        assert_eq!(refused(&format!("{most}\nmessage 1")), WireError::TooMany);
        assert!(refused("message many").to_string().contains("`many`"));
    }
}
