//! What goes over the wire in a conversation.

use crate::catalog::Overhead;
use crate::scenario::History;

/// A conversation: a fixed beginning and turns that share a history. Or several, one after the other,
/// as a sample of many.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Conversation {
    /// The turns, in order; the first opens a conversation.
    pub turns: Vec<Turn>,
    /// How much of the history each request repeats.
    pub history: History,
    /// Turns that a window of history holds.
    pub window: u64,
    /// What the chat format adds.
    pub overhead: Overhead,
}

/// A message and its reply, in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Turn {
    /// Where a conversation begins: its system prompt or other fixed beginning, with what its format
    /// adds.
    pub opens: Option<u64>,
    /// What the person sends.
    pub message: u64,
    /// In how many messages: a program may send several at once.
    pub messages: u64,
    /// What comes back.
    pub reply: u64,
    /// In how many messages.
    pub replies: u64,
    /// Hidden reasoning before the reply: billed as output, not repeated in later requests.
    pub reasoning: u64,
}

/// One request of a conversation, in tokens.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Request {
    /// All that is sent.
    pub input: u64,
    /// The beginning of it that the request before also had, and a cache may hold. Before the first
    /// request of a conversation came one of another: they share the fixed beginning.
    pub repeated: u64,
    /// The whole prompt of the request before, where this one begins with all of it; else 0.
    pub follows: u64,
    /// Whether a conversation begins with it.
    pub opens: bool,
    /// The fixed beginning, with what its format adds.
    pub beginning: u64,
    /// Earlier messages and replies that are sent again, with what their format adds.
    pub history: u64,
    /// What the format adds to the newest message and to the request.
    pub format: u64,
    /// The beginning of it that an application would ask to be kept: what the next request repeats, as
    /// far as the application can know. It doesn't know which message is the last.
    pub worth_keeping: u64,
    /// All but what opens the reply: what a cache that nobody has to ask keeps.
    pub prompt: u64,
    /// All that comes back, reasoning included.
    pub output: u64,
    /// The hidden reasoning in it.
    pub reasoning: u64,
}

impl Conversation {
    /// The requests in order.
    ///
    /// Under full history the input of turn k is S + P + o + (k−1)(P + R + overhead of both): each
    /// message is paid for again in every later turn, and the sum grows with the square of the turns.
    pub fn requests(&self) -> impl Iterator<Item = Request> {
        let goes_on = self.history != History::None
            && self.turns.iter().skip(1).any(|turn| turn.opens.is_none());
        let window = match self.history {
            History::Full => usize::MAX,
            History::Window => usize::try_from(self.window).unwrap_or(usize::MAX),
            History::None => 0,
        };
        // Of the conversation so far: its beginning, its turns, what is repeated of them, what a cache
        // may hold.
        let (mut beginning, mut turns, mut past) = (0, 0_usize, 0);
        let (mut repeated, mut follows) = (0, 0);
        self.turns.iter().enumerate().map(move |(at, turn)| {
            if let Some(opening) = turn.opens {
                (beginning, turns, past) = (opening, 0, 0);
                (repeated, follows) = (opening, 0);
            }
            let history = past;
            let prompt = beginning + history + self.of_message(turn);
            past += self.of_turn(turn);
            turns += 1;
            // Dropping an old turn moves all that follows: only the beginning stays in place.
            let slides = turns > window;
            if slides {
                let oldest = (at + 1).checked_sub(window + 1).and_then(|out| self.turns.get(out));
                past -= oldest.map_or(0, |out| self.of_turn(out));
            }
            let worth_keeping = if goes_on && !slides { prompt } else { beginning };
            let request = Request {
                input: prompt + self.overhead.request,
                repeated,
                follows,
                opens: turn.opens.is_some(),
                beginning,
                history,
                format: turn.messages * self.overhead.message + self.overhead.request,
                worth_keeping,
                prompt,
                output: turn.reply + turn.reasoning,
                reasoning: turn.reasoning,
            };
            repeated = worth_keeping;
            follows = if slides { 0 } else { prompt };
            request
        })
    }

    /// The longest fixed beginning of any conversation in it.
    pub(super) fn beginning(&self) -> u64 {
        self.turns.iter().filter_map(|turn| turn.opens).max().unwrap_or(0)
    }

    /// How many conversations it is.
    pub(super) fn count(&self) -> u64 {
        self.turns.iter().filter(|turn| turn.opens.is_some()).count() as u64
    }

    /// Tokens of a turn's message with what its format adds.
    fn of_message(&self, turn: &Turn) -> u64 {
        turn.message + turn.messages * self.overhead.message
    }

    /// Tokens a past turn takes in a later request.
    fn of_turn(&self, turn: &Turn) -> u64 {
        self.of_message(turn) + turn.reply + turn.replies * self.overhead.message
    }
}
