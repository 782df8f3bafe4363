//! Weights as lines of text: how they pass from the worker, where a text is counted, to the page.
//!
//! What several texts weigh is written one after the other, and read as what goes out together.

use std::fmt::Write as _;

use super::{LeftOut, Opening, WeighedTurn, Weights};

impl Weights {
    /// These weights as lines, each a word and its numbers.
    pub fn written(&self) -> String {
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
        for LeftOut { what, count } in &self.left_out {
            let _ = writeln!(text, "left {count} {}", what.replace('\n', " "));
        }
        text
    }

    /// Reads what [`Weights::written`] wrote, for one text or for several in a row.
    ///
    /// Messages add up. Beside conversations they go with the first message of the first one, as a file
    /// does that is attached to it.
    ///
    /// ```
    /// use tokenfare_core::report::Weights;
    ///
    /// let (text, file) = (Weights::from(12).written(), Weights::from(30).written());
    /// assert_eq!(Weights::read(&(text + &file)).message, 42);
    /// ```
    pub fn read(text: &str) -> Self {
        let mut weights = Self::default();
        let (mut beside, mut opening) = (0, None);
        for line in text.split('\n') {
            let mut words = line.split(' ');
            let word = words.next().unwrap_or_default();
            let mut next = || words.next().and_then(|number| number.parse::<u64>().ok());
            let mut number = || next().unwrap_or(0);
            match word {
                "message" => beside += number(),
                "opening" => {
                    let (tokens, messages) = (number(), number());
                    let (functions, framing) = (number(), number());
                    opening = Some(Opening { tokens, messages, functions, framing });
                }
                "turn" => {
                    let (message, messages, replies) = (number(), number(), number());
                    let (opening, reply) = (opening.take(), next());
                    weights.turns.push(WeighedTurn { opening, message, messages, reply, replies });
                }
                "left" => {
                    let count = number();
                    let what = words.collect::<Vec<_>>().join(" ");
                    LeftOut::add(&mut weights.left_out, &what, count);
                }
                _ => {}
            }
        }
        weights.message = weights.turns.first().map_or(0, |first| first.message);
        weights.and_message(beside)
    }

    /// These weights with a message more, as if both were one: see [`Weights::read`].
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

#[cfg(test)]
mod tests {
    use crate::report::{Transcript, Weights, recognise};

    fn weighed(text: &str) -> Weights {
        Transcript::weights_of(&recognise(text), |text| text.len() as u64)
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
            assert_eq!(Weights::read(&weights.written()), weights);
        }
        assert_eq!(Weights::read(&Weights::from(7).written()), Weights::from(7));
        assert_eq!(Weights::read(""), Weights::default());
    }

    #[test]
    fn several_go_out_together() {
        let (one, two) = (weighed(ASKED), weighed("User: abc\nAssistant: de"));
        let plain = Weights::from(100);
        let all = Weights::read(&(plain.written() + &one.written() + &two.written()));
        assert_eq!(all.conversations(), 2);
        assert_eq!(all.messages(), 4 + 2);
        assert_eq!(all.pasted(), 100 + one.pasted() + two.pasted());
        assert_eq!(all.message, 100 + one.message, "what is plain goes with the first message");
        assert_eq!(all.left_out, one.left_out);
    }
}
